"""What a reader can move in the chapter on replication."""

from fractions import Fraction
from functools import cache

import pandas as pd

from urban_rural import data, replication
from urban_rural.claims.checks import shown
from urban_rural.claims.claim import Judged
from urban_rural.display import Figure
from urban_rural.explore import Answer
from urban_rural.figures.palette import ACCENT, INK
from urban_rural.figures.replication import verdict_bars
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.printed import Interval, Printed, Verdict, judge
from urban_rural.replication import SECTION_NAMES

ALTERED = {
    "Household articles, town, 2016 (%)": "micro-household-urban-growth-2016",
    "Household articles, countryside, 2016 (%)": "micro-household-rural-growth-2016",
    "F of all consumption, 2015": "micro-f-total-2015",
    "Rural share of Internet users (%)": "policy-rural-users-share-2019-06",
    "Internet penetration, China (%)": "intro-penetration-china-2019-06",
}
"""What a reader may alter -> the number of the prose."""


@cache
def _ledger() -> tuple[Judged, ...]:
    return replication.ledger()


def by_section_and_kind(section: str, kind: str) -> Answer:
    """The verdicts of the claims of a section and a kind.

    section: a value of `SECTION_NAMES`, or "all". kind: as `replication.kinds` lists them, or
    "all".
    """
    keys = {name: key for key, name in SECTION_NAMES.items()}
    chosen = replication.chosen(_ledger(), keys.get(section, "all"), kind)
    names = [verdict.value for verdict in Verdict]
    counts = pd.Series([one.verdict.value for one in chosen], dtype=object).value_counts()
    counts = counts.reindex(names, fill_value=0)
    what = "claims" if kind == "all" else f"claims of the kind {kind}"
    if not chosen:
        sentence = f"There are no {what} in this section."
    else:
        words = replication.in_words(counts)
        reasons = replication.reasons(chosen)
        common = f" The most frequent reason: {reasons.index[0]}." if len(reasons) else ""
        sentence = f"{len(chosen)} {what}: {words}.{common}"
    svg = verdict_bars(counts, "by-section")
    return Answer(sentence, figure=Figure(svg, "6.2", "", "", sentence, counts.to_frame("claims")))


def printed_digits(kind: str, decimals: int) -> Answer:
    """The verdict on a ratio of Table 5 if its indices had been printed with fewer decimals.

    kind: a consumption type. decimals: of the indices, from 0 to 2; the ratio keeps its two.
    """
    row = data.table_5(as_printed=True).loc[kind]
    indices = {
        area: Printed(f"{float(row[f'{area}_index']):.{decimals}f}", non_negative=True)
        for area in ("urban", "rural")
    }
    printed = row["urban_rural_ratio"]
    if indices["rural"].value == 0 and indices["urban"].value > 0:
        low = indices["urban"].low / indices["rural"].high
        computed = Interval(low, float("inf"))
    else:
        computed = indices["urban"] / indices["rural"]
    verdict = judge(printed, computed)
    sentence = (
        f"From {indices['urban'].text} and {indices['rural'].text} the ratio is "
        f"{computed.format(3)}. The table prints {printed.text}: it {verdict.value}."
    )
    low, high = computed.as_floats()
    edge = max(2.4 * float(printed), 4.0)
    with drawing(1.4) as (figure, axes):
        axes.hlines(0, low, min(high, edge), color=ACCENT, lw=5)
        axes.hlines(0.5, *printed.as_floats(), color=INK, lw=5)
        axes.scatter([low, float(printed)], [0, 0.5], marker="|", s=160, color=[ACCENT, INK])
        if high <= edge:
            axes.scatter(high, 0, marker="|", s=160, color=ACCENT)
        axes.set_yticks([0, 0.5], ["from the indices", "as printed"])
        axes.set(xlim=(0, edge), ylim=(-0.4, 0.9), xlabel="urban-rural ratio")
        axes.grid(axis="y", visible=False)
        svg = to_svg(figure, "digits")
    frame = pd.DataFrame({"low": [low, float(printed.low)], "high": [high, float(printed.high)]})
    return Answer(sentence, figure=Figure(svg, "6.6", "", "", sentence, frame))


def altered(number: str, units: int) -> str:
    """The verdict on a printed number moved by some units in its last place.

    number: a key of `ALTERED`. units: how many, up or down.
    """
    statement = ALTERED[number]
    computed = next(
        one.result.computed
        for one in _ledger()
        if one.claim.statement == statement and one.result.computed is not None
    )
    printed = data.stated(statement)
    negative = data.statement(statement)["qualifier"] == "negative"
    value = (-1 if negative else 1) * printed.value + Fraction(units, 10**printed.decimals)
    moved = Printed(f"{float(value):.{printed.decimals}f}")
    return (
        f"{moved.text.replace('-', '−')} {judge(moved, computed).value}: other numbers give "
        f"{shown(computed)}. The paper prints {'−' if negative else ''}{printed.text}."
    )

"""Figures of the chapter on replication."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from urban_rural.claims.claim import Judged
from urban_rural.display import Figure
from urban_rural.figures.palette import ACCENT, INK, SOFT
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.printed import Verdict
from urban_rural.replication import SECTION_NAMES, in_words, verdict_counts

A_ROW = 40
"""Claims side by side before the next row begins."""

MARKS: dict[Verdict, dict[str, Any]] = {
    Verdict.HOLDS: {"marker": "o", "color": ACCENT},
    Verdict.HOLDS_WITHIN_ROUNDING: {"marker": "o", "facecolors": "none", "edgecolors": ACCENT},
    Verdict.DOES_NOT_HOLD: {"marker": "X", "color": INK},
    Verdict.CANNOT_BE_CHECKED: {"marker": "_", "color": SOFT},
}
"""Verdict -> how its claims are drawn: shapes that differ without colour."""


def verdicts(judged: Sequence[Judged], *, label: str, source: str) -> Figure:
    """Every claim as one mark, by section and verdict."""
    counts = verdict_counts(judged)
    totals = counts.sum()
    places = _places(counts)
    with drawing(0.24 * (max(places["row"]) + 1) + 0.9) as (figure, axes):
        for verdict, style in MARKS.items():
            own = places[places["verdict"] == verdict.value]
            axes.scatter(own["column"], -own["row"], s=34, label=verdict.value, **style)
        starts = places.groupby("section", sort=False)["row"].min()
        axes.set_yticks([-row for row in starts], [SECTION_NAMES[name] for name in starts.index])
        axes.set(xlim=(-0.8, A_ROW - 0.2), ylim=(-max(places["row"]) - 0.8, 0.8))
        axes.set_xticks([])
        axes.grid(visible=False)
        for side in axes.spines.values():
            side.set_visible(False)
        axes.legend(loc="upper center", bbox_to_anchor=(0.4, 0), ncols=2, handletextpad=0.2)
        svg = to_svg(figure, label)
    title = f"All {len(judged)} claims at a glance, one mark each: {in_words(totals)}."
    alt = f"{len(judged)} marks, one a claim, in rows by section. " + "; ".join(
        f"{SECTION_NAMES[str(section)]}: {in_words(row)}"
        for section, row in counts.iterrows()
        if row.sum()
    )
    return Figure(svg, label, title, source, alt + ".", counts)


def verdict_bars(counts: "pd.Series[int]", salt: str) -> str:
    """The number of claims by verdict as SVG; counts: one entry a verdict, in order."""
    with drawing(1.7) as (figure, axes):
        names = list(counts.index)[::-1]
        values = [int(counts[name]) for name in names]
        axes.barh(names, values, color=SOFT, height=0.55)
        for place, value in enumerate(values):
            axes.annotate(
                str(value), (value, place), (4, 0), textcoords="offset points", va="center"
            )
        axes.set(xlim=(0, max(*values, 1) * 1.12), xlabel="claims")
        axes.grid(axis="y", visible=False)
        return to_svg(figure, salt)


def _places(counts: pd.DataFrame) -> pd.DataFrame:
    """Row and column of each claim: sections below each other, verdicts side by side."""
    rows: list[dict[str, object]] = []
    top = 0
    for section, numbers in counts.iterrows():
        names = [name for name, number in numbers.items() for _ in range(number)]
        rows += [
            {
                "section": section,
                "verdict": name,
                "row": top + place // A_ROW,
                "column": place % A_ROW,
            }
            for place, name in enumerate(names)
        ]
        top += -(-len(names) // A_ROW)
    return pd.DataFrame(rows)

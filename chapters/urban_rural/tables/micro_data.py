"""Tables of the chapter on micro data (section 3.2 of the paper)."""

from collections.abc import Iterable

import pandas as pd

from urban_rural import data, micro_data
from urban_rural.anova import OneWayAnova
from urban_rural.display import Table
from urban_rural.printed import Interval, Number, Printed, judge
from urban_rural.witnesses import Witness

PAPER = "Li, Li and Hu"
CENTS = "{:,.2f}"


def judged(witnesses: Iterable[Witness], *, label: str, title: str, source: str) -> Table:
    """Printed cells beside what their relations give, one row a relation."""
    frame = pd.DataFrame.from_dict(
        {
            witness.place: {
                "relation": witness.relation,
                "printed": witness.printed.text,
                "computed": span(witness.computed, witness.printed.decimals + 2),
                "verdict": witness.verdict.value,
            }
            for witness in witnesses
        },
        orient="index",
    )
    headers = {
        "relation": "Follows from",
        "printed": "Printed",
        "computed": "We compute",
        "verdict": "Verdict",
    }
    return Table(frame.rename_axis("Cell"), label, title, source, headers=headers)


def analysis_against_print(year: int, *, label: str) -> Table:
    """The left half of Table 2 or 3: recomputed from 62 observations beside what is printed."""
    computed = micro_data.analysis_of_total(year)
    printed = _printed_analysis(year, "total")
    frame = pd.DataFrame({"computed": _quantities(computed), "printed": printed})
    frame["verdict"] = [
        judge(cell, _exactly(value)).value
        for cell, value in zip(printed, frame["computed"], strict=True)
    ]
    title = (
        f"Analysis of variance of consumption expenditure per head in {year}, from 62 "
        "observations. Sums of squares and mean squares in yuan squared."
    )
    return Table(
        frame.rename_axis("Quantity"),
        label,
        title,
        data.source_line("provincial_consumption"),
        formats={"computed": CENTS, "printed": _printed_text},
        headers={"computed": "We compute", "printed": "The paper prints", "verdict": "Verdict"},
    )


def editions_of_table_3(*, label: str) -> Table:
    """The left half of Table 3 from official figures, as printed, and with three slips."""
    slips = micro_data.slips_of_table_3()
    typed = micro_data.with_slips(2016, slips)
    frame = pd.DataFrame(
        {
            "official": _quantities(micro_data.analysis_of_total(2016)),
            "hubei": _quantities(_analysis(micro_data.with_slips(2016, slips[:1]))),
            "slips": _quantities(_analysis(typed)),
            "printed": _printed_analysis(2016, "total"),
        }
    )
    title = (
        "Table 3, left half, 2016: from official figures, with one and with three of them "
        "changed, and as printed. Sums of squares and mean squares in yuan squared."
    )
    number = CENTS
    return Table(
        frame.rename_axis("Quantity"),
        label,
        title,
        data.source_line("provincial_consumption"),
        formats={"official": number, "hubei": number, "slips": number, "printed": _printed_text},
        headers={
            "official": "Official figures",
            "hubei": "Hubei changed",
            "slips": "Three figures changed",
            "printed": "The paper prints",
        },
    )


def slips_of_table_3(*, label: str) -> Table:
    """The three changed figures, how certain each is, and what incomes say of it."""
    found = micro_data.weights_of_slips()
    rows = {
        "Official figure, yuan": found["official_yuan"].map("{:,.1f}".format),
        "Inferred figure, yuan": found["inferred_yuan"].map("{:,.1f}".format),
        "Certainty": found["certainty"],
        "Town dwellers by incomes, %": found["from_incomes"].map(_percent),
        "Town dwellers by official consumption, %": found["from_official"].map(_percent),
        "Town dwellers by inferred consumption, %": found["from_inferred"].map(_percent),
    }
    return Table(
        pd.DataFrame(rows).T.rename_axis("Figure for 2016"),
        label,
        "Three figures that, changed, reproduce both printed sums of Table 3; consumption per "
        "head, and the share of town dwellers that averages imply.",
        f"{data.source_line('provincial_income_2016')}; changed figures inferred by this book.",
    )


def analyses(*, label: str) -> Table:
    """Everything that follows from the printed sums of squares of Tables 2 and 3."""
    found = micro_data.analyses()
    frame = pd.DataFrame(
        {
            "f": found["f"].map("{:.2f}".format),
            "p": found["p"].map(probability),
            "eta": found["eta_squared"].map("{:.3f}".format),
            "omega": found["omega_squared"].map("{:.3f}".format),
            "d": found["d"].map("{:.2f}".format),
            "d_interval": _ends(found, "d_low", "d_high", "{:.2f}"),
            "difference": found["difference"].map("{:,.0f}".format),
            "difference_interval": _ends(found, "difference_low", "difference_high", "{:,.0f}"),
            "deviation": found["standard_deviation"].map("{:,.0f}".format),
        }
    )
    names = {
        "f": "F",
        "p": "p",
        "eta": "Eta squared",
        "omega": "Omega squared",
        "d": "Cohen's d",
        "d_interval": "95% interval of d",
        "difference": "Difference of the means",
        "difference_interval": "95% interval of the difference",
        "deviation": "Standard deviation within groups",
    }
    return Table(
        frame.rename(columns=names).T.rename_axis("Quantity"),
        label,
        "What two sums of squares contain, with 95% confidence intervals. Differences and "
        "standard deviations in points of JD.com's index, and in yuan per head.",
        f"{PAPER}, Tables 2 and 3.",
    )


def designs(year: int, *, label: str) -> Table:
    """One data set under several designs."""
    found = micro_data.designs(year)
    frame = pd.DataFrame(
        {
            "compares": found["compares"],
            "f": found["f"].map(lambda f: "–" if pd.isna(f) else f"{f:,.0f}"),
            "p": found["p"].map(probability),
            "estimate": [_estimate(row) for _, row in found.iterrows()],
        }
    )
    return Table(
        frame.rename_axis("Design"),
        label,
        f"The same 62 figures of {year} under seven designs. F is t squared; estimates are a "
        "difference in yuan per head or an urban-rural ratio, with 95% intervals.",
        data.source_line("provincial_consumption"),
        headers={"compares": "Noise is variation of", "f": "F", "p": "p", "estimate": "Estimate"},
    )


def growth_statements(*, label: str) -> Table:
    """What the text says of growth in 2016 beside what Tables 4 and 5 give."""
    growth = micro_data.growth_2016() * 100
    household = growth.loc[micro_data.HOUSEHOLD]
    others = growth.loc[micro_data.FIVE_TYPES]
    rows = {}
    for area, statement in (
        ("rural", "micro-household-rural-growth-2016"),
        ("urban", "micro-household-urban-growth-2016"),
    ):
        rows[f"Household articles, {area}"] = _statement(
            statement, household[f"{area}_low"], household[f"{area}_high"]
        )
    about = "micro-other-types-growth-2016"
    for area in ("urban", "rural"):
        rows[f"Mean of five types, {area}"] = _statement(
            about, others[f"{area}_low"].mean(), others[f"{area}_high"].mean()
        )
    return Table(
        pd.DataFrame.from_dict(rows, orient="index").rename_axis("Statement"),
        label,
        "Growth per head in 2016, in per cent: the text against Tables 4 and 5.",
        f"{PAPER}, section 3.2 and Tables 4 and 5.",
        headers={
            "printed": "The text prints",
            "computed": "Tables 4 and 5 give",
            "verdict": "Verdict",
        },
    )


def spending_per_order(*, label: str) -> Table:
    """The spending index over the index of Tables 6 and 7."""
    found = micro_data.spending_per_order()
    frame = found.map(lambda value: value.format(0))
    frame.index = pd.Index([f"{kind}, {year}" for kind, year in found.index], name="Type and year")
    return Table(
        frame,
        label,
        "Spending index divided by the index of Tables 6 and 7 (bounds from rounding): about "
        "the same in town and countryside, as the value of an order would be.",
        f"{PAPER}, Tables 4 to 7; types whose index in Table 6 or 7 is at least 0.1.",
        headers={"urban": "Urban", "rural": "Rural"},
    )


def span(value: Interval | Number, decimals: int) -> str:
    """An interval, or an exact number, as text."""
    return (value if isinstance(value, Interval) else Interval(value, value)).format(decimals)


def probability(p: float) -> str:
    """A p-value as text, to three decimals."""
    return f"{p:.3f}" if p >= 0.001 else "< 0.001"


def _analysis(consumption: pd.DataFrame) -> OneWayAnova:
    return OneWayAnova.from_observations(consumption["urban_yuan"], consumption["rural_yuan"])


def _quantities(analysis: OneWayAnova) -> pd.Series:
    return pd.Series(
        {
            "Sum of squares between": analysis.sum_of_squares_between,
            "Sum of squares within": analysis.sum_of_squares_within,
            "Mean square within": analysis.mean_square_within,
            "F": analysis.f,
        }
    )


def _printed_analysis(year: int, outcome: str) -> pd.Series:
    table = {2015: data.table_2, 2016: data.table_3}[year](as_printed=True)
    rows = table[table["outcome"] == outcome].set_index("source")
    return pd.Series(
        {
            "Sum of squares between": rows.loc["between", "sum_of_squares"],
            "Sum of squares within": rows.loc["within", "sum_of_squares"],
            "Mean square within": rows.loc["within", "mean_square"],
            "F": rows.loc["between", "f"],
        }
    )


def _printed_text(printed: Printed) -> str:
    return f"{float(printed):,.{printed.decimals}f}"


def _percent(share: Interval) -> str:
    return (share * 100).format(3)


def _exactly(value: float) -> Number:
    """A computed number, whose floating-point noise lies far below the printed digits."""
    return round(value, 6)


def _ends(frame: pd.DataFrame, low: str, high: str, style: str) -> pd.Series:
    return frame[low].map(style.format) + " to " + frame[high].map(style.format)


def _estimate(row: pd.Series) -> str:
    style = "{:.2f}" if row["scale"] == "logs" else "{:,.0f}"
    text = style.format(row["estimate"])
    if pd.isna(row["low"]):
        return text
    return f"{text} ({style.format(row['low'])} to {style.format(row['high'])})"


def _statement(name: str, low: float, high: float) -> dict[str, str]:
    """A printed rate of growth, "negative" included, beside its computed bounds (per cent)."""
    said = data.prose().set_index("id").loc[name]
    sign = "-" if said["qualifier"] == "negative" else ""
    printed = Printed(sign + said["printed"])
    computed = Interval(low, high)
    return {
        "printed": printed.text.replace("-", "−"),
        "computed": computed.format(1),
        "verdict": judge(printed, computed).value,
    }

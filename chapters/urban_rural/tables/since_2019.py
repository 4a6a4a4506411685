"""Tables of the chapter on what came since the paper."""

import math
from collections.abc import Iterable

import pandas as pd

from urban_rural import data
from urban_rural.display import Table
from urban_rural.expectations import Expectation
from urban_rural.since_2019 import Association
from urban_rural.tables.micro_data import probability

STUDIES = {
    "Couture, Faber, Gu and Liu (2021)": (
        "villages: 100 in 8 counties",
        "lots: villages that got the programme against villages that did not",
        "cheaper living for a minority; little evidence of income gains",
        "both",
    ),
    "Information Development (2021)": (
        "provinces: 31, 2005–2016",
        "provinces that differ in Internet development, over years",
        "the income gap widens with the Internet, most in the central region",
        "against",
    ),
    "Sustainability (2023)": (
        "provinces: 30, 2011–2020",
        "provinces that differ in an index of the digital economy; neighbours count (spatial "
        "Durbin model)",
        "the digital economy promotes coordinated urban-rural development; it gathers in the east",
        "for",
    ),
    "Zhang (2024)": (
        "provinces: 31, 2012–2022",
        "provinces and neighbours likewise; the gap as a Theil index of consumption",
        "the digital economy restrains the consumption gap, in neighbouring places too",
        "for",
    ),
    "Liu (undated)": (
        "counties: 1,851, 2012–2023",
        "counties that entered the rural e-commerce policy early against late "
        "(staggered difference-in-differences)",
        "the policy helps to narrow the income gap",
        "for",
    ),
    "Liu and Zhang (2016)": (
        "provinces, 2003–2013",
        "provinces that differ in Internet development, over years",
        "the Internet raises rural consumption, most in the east; town is not compared",
        "one side",
    ),
}
"""Study -> data, what it compares, its finding, and which side it is on."""


def as_of(found: pd.DataFrame, *, label: str) -> Table:
    """When each series ends and how far it is checked; found: as `since_2019.as_of` gives it."""
    frame = pd.DataFrame(
        {
            "publisher": found["publisher"],
            "last": found["last"],
            "mark": found["mark"] + found["mark"].str.contains("unconfirmed").map(_asterisk),
            "unconfirmed": [
                f"{count} of {rows}"
                for count, rows in zip(found["unconfirmed"], found["rows"], strict=True)
            ],
            "breaks": [
                "; ".join(
                    part
                    for part in (
                        recorded and f"recorded {recorded}",
                        inferred and f"inferred {inferred}",
                    )
                    if part
                )
                or "none"
                for recorded, inferred in zip(found["recorded"], found["inferred"], strict=True)
            ],
        }
    )
    frame.index = pd.Index(found["title"], name="Series")
    return Table(
        frame,
        label,
        "As of when each series stands, and how far it is checked. A break: what is measured "
        "changes, by the publisher's words (recorded) or by the figures (inferred).",
        "the records of this book's data.",
        headers={
            "publisher": "Publisher",
            "last": "As of",
            "mark": "Last row is",
            "unconfirmed": "Unconfirmed rows",
            "breaks": "Breaks between",
        },
    )


def categories(found: pd.DataFrame, *, label: str) -> Table:
    """Ratios by type and contributions; found: as `since_2019.by_category` gives it."""
    first, seen, last = found.attrs["years"]
    types = found.drop(index="All types")
    most = types["since"].idxmin()
    share = types["since"][most] / found["since"]["All types"]
    fell = int((types["last"] < types["first"]).sum())
    every = "every type" if fell == len(types) else f"{fell} of {len(types)} types"
    return Table(
        found,
        label,
        f"The ratio fell in {every} from {first} to {last}. {most} contributes most to the fall "
        f"since {seen}: {share:.0%} of it. Types are published until {last} here.",
        data.source_line("national_consumption_by_category") + "; contributions computed.",
        formats=dict.fromkeys(["first", "seen", "last"], "{:.2f}")
        | dict.fromkeys(["before", "since"], lambda value: signed(value, 3)),
        headers={
            "first": ("Urban-rural ratio", str(first)),
            "seen": ("Urban-rural ratio", str(seen)),
            "last": ("Urban-rural ratio", str(last)),
            "before": ("Adds to the change", f"{first}–{seen}"),
            "since": ("Adds to the change", f"{seen}–{last}"),
        },
    )


def associations(found: Iterable[Association], *, label: str, title: str, source: str) -> Table:
    """Correlations with the ratio of a gap, one series a row."""
    frame = pd.DataFrame.from_dict(
        {
            one.series.shown: {
                "levels": one.levels,
                "reshuffled": math.copysign(one.reshuffled, one.levels),
                "steps": None if one.steps is None else one.steps.correlation,
                "interval": _interval(one),
                "count": "–" if one.steps is None else str(one.steps.count),
                "p": "–" if one.steps is None else probability(one.steps.p),
                "without_trend": one.without_trend,
            }
            for one in found
        },
        orient="index",
    ).rename_axis("Series")
    return Table(
        frame,
        label,
        title,
        source,
        formats=dict.fromkeys(["levels", "reshuffled", "steps", "without_trend"], signed),
        headers={
            "levels": ("Levels", "r"),
            "reshuffled": ("Levels", "r, reshuffled"),
            "steps": ("Steps", "r"),
            "interval": ("Steps", "interval"),
            "count": ("Steps", "n"),
            "p": ("Steps", "p"),
            "without_trend": ("Detrended", "r"),
        },
    )


def expectations(found: Iterable[Expectation], *, label: str) -> Table:
    """What the paper expected, and what the series show."""
    frame = pd.DataFrame(
        [
            {
                "expected": f"“{one.quotation}”",
                "section": one.section,
                "series": "; ".join(
                    [
                        *(measure.text for measure in one.measures),
                        *([one.remark] * bool(one.remark)),
                    ]
                ),
                "outcome": one.outcome.value,
            }
            for one in found
        ]
    ).set_index("expected")
    return Table(
        frame.rename_axis("The paper"),
        label,
        "What the paper found, hoped or recommended, and what the series show since. Asterisk: "
        "an unconfirmed figure. An outcome says that something came, not why.",
        "Li, Li and Hu, sections 3 and 4; the series of this chapter. “Express delivery” stands "
        "in the plan that section 4 quotes.",
        headers={"section": "Section", "series": "Since", "outcome": "Outcome"},
    )


def studies(*, label: str) -> Table:
    """What other studies find, and from what they know it."""
    columns = ["data", "compares", "finding", "side"]
    frame = pd.DataFrame.from_dict(STUDIES, orient="index", columns=columns)
    return Table(
        frame.rename_axis("Study"),
        label,
        "What other studies find, and what each compares to find it. For: the Internet narrows a "
        "gap; against: it widens one.",
        "the abstracts, in this book's words; of Liu and Zhang (2016) what the paper tells. No "
        "study was read in full.",
        headers={
            "data": "Data",
            "compares": "Identifies its effect from",
            "finding": "Finding",
            "side": "For or against",
        },
    )


def _interval(one: Association) -> str:
    if one.steps is None:
        return "all steps alike" if one.series.steps.nunique() == 1 else "too few steps"
    return f"{signed(one.steps.low)} to {signed(one.steps.high)}"


def signed(value: float, decimals: int = 2) -> str:
    """A number with its sign, such as a correlation; a dash where there is none."""
    return "–" if math.isnan(value) else f"{value:+.{decimals}f}".replace("-", "−")


def _asterisk(unconfirmed: bool) -> str:
    return "*" if unconfirmed else ""

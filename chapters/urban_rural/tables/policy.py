"""Tables of the chapter on policy (section 4 of the paper)."""

from collections.abc import Mapping

import pandas as pd

from urban_rural import domain
from urban_rural.display import Table
from urban_rural.policy import chapter
from urban_rural.policy.cabinets import ParcelCabinet
from urban_rural.policy.farm_inputs import FarmInputs
from urban_rural.policy.scenario import Scenario
from urban_rural.printed import Interval, Printed
from urban_rural.tables.assumptions import BASIS, UNCONFIRMED, named, names, ranges, values

PAPER = "Li, Li and Hu, section 4"

PROPOSED = {
    "First: access for all": (
        "More effective policies for access in rural areas; new infrastructure",
        "Most non-users live in rural areas; penetration is far lower there; the epidemic has "
        "taught people to be online",
    ),
    "Second: parcel cabinets": (
        "Count cabinets as infrastructure; public subsidy of their operation",
        "Express outlets reach towns but too few villages; delivery without contact has become the "
        "standard; running costs are far above the city's",
    ),
    "Third: farm supplies online": (
        "Support the online trade in farm supplies",
        "Fewer intermediaries from supplies to sale; the gain could cover the cost of land; "
        "traceability; finance",
    ),
    "Fourth: local services": (
        "New business models and policy support for services ordered online",
        'Households of the old, left by their children ("empty nests"), need eldercare, '
        "culture, tourism, transport and catering",
    ),
}
"""Recommendation -> what the paper proposes, and its reasons, in this book's words."""

TO_BE_KNOWN = {
    "First: access for all": (
        "Counts of users and non-users",
        "What a further user costs, whom a measure reaches who would not have come online "
        "without it, and what use does for consumption or income",
    ),
    "Second: parcel cabinets": (
        "An illustration",
        "Parcels by village, prices and life of cabinets in use, what a counter in the village "
        "shop costs instead, how many more parcels a cabinet brings",
    ),
    "Third: farm supplies online": (
        "An illustration",
        "Prices of the same supplies at dealers and online, what dealers give besides (credit, "
        "advice, delivery), spending and rent by crop",
    ),
    "Fourth: local services": (
        "An illustration",
        "What the services cost, who would use them and how often, how far people come, how "
        "many of those in need are online",
    ),
}
"""Recommendation -> what carries the calculation of this chapter, and what it lacks."""

DECIMALS = {
    "million": 0,
    "percentage points": 1,
    "a day": 1,
    "yuan": 2,
    "yuan a year": 0,
    "billion yuan a year": 1,
    "residents": 0,
    "km": 1,
}
"""Unit of a measure of the scenario -> decimals to show."""


def recommendations(*, label: str) -> Table:
    """What section 4 proposes, with what reasons, and on how many figures."""
    frame = pd.DataFrame.from_dict(PROPOSED, orient="index", columns=["proposal", "reason"])
    frame["figures"] = chapter.figures_stated()
    title = "The four recommendations, and how many figures section 4 states for each."
    return Table(
        frame.rename_axis("Recommendation"),
        label,
        title,
        PAPER + ", in this book's words.",
        formats={"figures": lambda number: str(number) if number else "none"},
        headers={"proposal": "The paper proposes", "reason": "Its reasons", "figures": "Figures"},
    )


def counts(found: Mapping[str, chapter.Count], *, label: str) -> Table:
    """Users, non-users and the penetration that follows, beside the printed one.

    found: as `chapter.counts` gives it.
    """
    frame = pd.DataFrame(
        {
            area: {
                "Users, million": _shown(count.users, 0),
                "Non-users, million": _shown(count.non_users, 0),
                "Residents: both together, million": count.residents.format(0),
                "Penetration that follows, %": count.penetration.format(count.printed.decimals + 1),
                "Penetration as printed, %": f"{count.qualifier} {count.printed.text}".strip(),
                "Verdict": count.verdict.value,
            }
            for area, count in found.items()
        }
    )
    return Table(
        frame.rename_axis("June 2019"),
        label,
        "Who was online and who was not: the paper's counts, and the penetration they imply. "
        "Ranges: what rounding of the printed numbers allows.",
        "Li, Li and Hu, sections 1 and 4, after CNNIC (2019).",
        headers={"urban": "Urban", "rural": "Rural", "all": "All"},
    )


def curves(found: pd.DataFrame, *, label: str) -> Table:
    """Four curves known in June 2019 and how they fared.

    found: as `chapter.curves` gives it.
    """
    marks = {area: _mark(area) for area in ("urban", "rural")}
    frame = pd.DataFrame(
        {
            f"{row['area'].capitalize()}, ceiling {_told(row['told'])}": {
                "ceiling": "100"
                if pd.isna(row["ceiling"])
                else _interval(row["ceiling"], row["ceiling_low"], row["ceiling_high"]),
                "deviation": f"{row['deviation']:.1f}",
                "predicted": _interval(row["predicted"], row["low"], row["high"]),
                "observed": f"{row['observed']:.1f}{marks[row['area']]}",
                "inside": f"{row['inside']:.0f} of {row['later']:.0f}",
                "mean_error": f"{row['mean_error']:+.1f}".replace("-", "−"),
            }
            for row in found.to_dict("records")
        }
    ).T
    months = {
        area: chapter.in_words(chapter.penetration(area)["month"].iloc[-1])
        for area in ("urban", "rural")
    }
    return Table(
        frame.rename_axis("Curve"),
        label,
        "Logistic curves fitted to penetration known in June 2019, and what came. Per cent of "
        f"residents, with {chapter.LEVEL:.0%} intervals. Deviation: of the known rates from the "
        "curve, points; error: what came less what was predicted, mean of the later rates, points. "
        f"The last urban rate is of {months['urban']}, the last rural one of {months['rural']}. "
        f"{chapter.beyond_everybody(found['high'])}* Unconfirmed.",
        "CNNIC; curves fitted by this book.",
        headers={
            "ceiling": "Ceiling",
            "deviation": "Deviation",
            "predicted": "Predicted, last date",
            "observed": "Came",
            "inside": "Rates inside",
            "mean_error": "Mean error",
        },
    )


def cabinets(village: ParcelCabinet, city: ParcelCabinet, *, label: str) -> Table:
    """The assumptions on a cabinet in a village and in the city, and what follows from them."""
    listed, in_city = domain.assumptions(village), domain.assumptions(city)
    frame = pd.DataFrame(
        {
            "village": values(listed),
            "city": values(in_city),
            "basis": [BASIS[basis] for basis in listed["basis"]],
            "range": [
                of_village if of_village == of_city else f"{of_village}; city {of_city}"
                for of_village, of_city in zip(ranges(listed), ranges(in_city), strict=True)
            ],
        },
        index=names(listed),
    )
    for name, words, decimals in (
        ("parcels_per_day", "Parcels it handles, a day", 1),
        ("cost_per_day", "Cost, yuan a day", 2),
        ("cost_per_parcel", "Cost of a parcel, yuan", 2),
    ):
        results = [f"{getattr(cabinet, name):,.{decimals}f}" for cabinet in (village, city)]
        frame.loc[words] = [*results, "follows", ""]
    return Table(
        frame.rename_axis("Assumption"),
        label,
        "A parcel cabinet in a village and in the city: what is assumed and, in the last three "
        "rows, what follows.",
        "Model of this chapter. Parcels per household: all parcels of 2019 (rural ones as the "
        "paper prints them, all others by the State Post Bureau) over the population as revised, "
        f"in households of {FarmInputs().household_size} persons. The others are only the parcels "
        "without a rural end: too few for the city, whose cabinet is full all the same. "
        f"{UNCONFIRMED}",
        headers={
            "village": "Village",
            "city": "City",
            "basis": "Basis",
            "range": "Sensible range",
        },
    )


def outcomes(scenario: Scenario, *, label: str) -> Table:
    """What a scenario comes to, beside the access of June 2019."""
    found = scenario.outcomes().replace({"yearly result": "yearly result of the local service"})
    frame = pd.DataFrame(
        {
            column: [
                _measure(value, unit)
                for value, unit in zip(found[column], found["unit"], strict=True)
            ]
            for column in ("today", "scenario")
        }
        | {
            "basis": [
                "published counts" if basis == "sourced" else "illustration"
                for basis in found["basis"]
            ]
        },
        index=[
            named(measure, unit)
            for measure, unit in zip(found["measure"], found["unit"], strict=True)
        ],
    )
    return Table(
        frame.rename_axis("Measure"),
        label,
        "The four recommendations in one scenario.",
        "Models of this chapter.",
        headers={"today": "June 2019", "scenario": "Scenario", "basis": "Rests on"},
    )


def to_be_known(*, label: str) -> Table:
    """What carries each calculation of this chapter, and what would have to be known."""
    frame = pd.DataFrame.from_dict(TO_BE_KNOWN, orient="index", columns=["carries", "lacks"])
    return Table(
        frame.rename_axis("Recommendation"),
        label,
        "What the calculations of this chapter rest on, and what a decision would need.",
        "This book.",
        headers={"carries": "Rests on", "lacks": "Would have to be known"},
    )


def _shown(value: Interval, decimals: int) -> str:
    return value.text if isinstance(value, Printed) else value.format(decimals)


def _told(ceiling: str) -> str:
    return "estimated" if chapter.CEILINGS[ceiling] is None else "given"


def _interval(value: float, low: float, high: float) -> str:
    return f"{value:.1f} ({low:.1f} to {high:.1f})"


def _mark(area: str) -> str:
    """An asterisk where the last rate of an area is unconfirmed."""
    return "*" if chapter.penetration(area)["evidence"].iloc[-1] == "unconfirmed" else ""


def _measure(value: float, unit: str) -> str:
    rounded = round(value, DECIMALS[unit]) + 0.0
    return f"{rounded:,.{DECIMALS[unit]}f}".replace("-", "−")

"""The computations behind the chapter on policy (section 4 of the paper)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import log

import pandas as pd

from urban_rural import data
from urban_rural.diffusion import OutOfSample
from urban_rural.policy.cabinets import DAYS_A_YEAR, ParcelCabinet
from urban_rural.policy.farm_inputs import FarmInputs
from urban_rural.policy.penetration import (
    InternetAccess,
    decimal_year,
    forecast_penetration,
    implied_population,
)
from urban_rural.policy.scenario import Scenario
from urban_rural.printed import Interval, Printed, Verdict, judge

LAST_SEEN_BY_THE_PAPER = "2019-06"
LATEST_COUNT = "2025-06"
"""The last month for which rural users and rural penetration are both known."""

LEVEL = 0.95
"""Of all intervals of the chapter."""

CEILINGS: Mapping[str, float | None] = {"estimated": None, "everybody": 100.0}
"""What a curve is told of its end -> per cent of residents, or nothing."""

RECOMMENDATIONS: Mapping[str, tuple[str, ...]] = {
    "First: access for all": ("paragraph 2",),
    "Second: parcel cabinets": ("paragraph 3",),
    "Third: farm supplies online": ("paragraph 4", "paragraph 5"),
    "Fourth: local services": ("paragraph 6",),
}
"""Recommendation -> its paragraphs in section 4."""


@dataclass(frozen=True)
class Count:
    """Who is online and who is not, in one area, as the paper counts them.

    users, non_users: million persons. printed: the penetration that the paper prints, per cent.
    qualifier: the paper's word before it, such as "about", or empty.
    """

    area: str
    users: Interval
    non_users: Interval
    printed: Printed
    qualifier: str

    @property
    def residents(self) -> Interval:
        """Users and non-users together, million."""
        return self.users + self.non_users

    @property
    def penetration(self) -> Interval:
        """Users in residents, per cent; each count enters once, so that the bounds are tight."""
        return 100 / (self.non_users / self.users + 1)

    @property
    def verdict(self) -> Verdict:
        """Whether the printed penetration follows from the counts."""
        return judge(self.printed, self.penetration)


@dataclass(frozen=True)
class Rise:
    """How rural penetration rose between two dates, and with what.

    before, after: penetration, per cent. users_growth, residents_growth: shares of one.
    with_residents_still: penetration after, had only the users changed, per cent.
    share_of_users: share of the rise of the logarithm that is growth of users.
    """

    before: float
    after: float
    users_growth: float
    residents_growth: float
    with_residents_still: float
    share_of_users: float


@dataclass(frozen=True)
class BaseChange:
    """The two dates between which implied rural residents changed most, and the change, million."""

    before: str
    after: str
    change: float


def figures_stated() -> pd.Series:
    """Number of figures that section 4 of the paper states for each recommendation."""
    section = data.prose()
    places = section.loc[section["section"] == "4", "place"]
    return pd.Series(
        {name: int(places.isin(paragraphs).sum()) for name, paragraphs in RECOMMENDATIONS.items()},
        name="figures",
    )


def counts() -> dict[str, Count]:
    """Users and non-users of June 2019 in town, in the countryside, and together."""
    offline = data.stated("policy-non-users-2019-06")
    found = {
        area: Count(
            area,
            data.stated(f"policy-{area}-users-2019-06"),
            offline * data.stated(f"policy-non-users-{area}-share-2019-06") / 100,
            data.stated(f"policy-{area}-penetration-2019-06"),
            _qualifier(f"policy-{area}-penetration-2019-06"),
        )
        for area in ("urban", "rural")
    }
    found["all"] = Count(
        "all",
        data.stated("intro-users-china-2019-06"),
        offline,
        data.stated("intro-penetration-china-2019-06"),
        _qualifier("intro-penetration-china-2019-06"),
    )
    return found


def _qualifier(statement: str) -> str:
    word = data.prose().set_index("id")["qualifier"][statement]
    return "" if pd.isna(word) else str(word)


def penetration(area: str) -> pd.DataFrame:
    """Penetration of one area by date: month, time, percent, evidence; oldest first.

    area: "urban" or "rural". time: the end of the month as a year with a fraction.
    """
    users = data.internet_users().sort_values("month")
    frame = pd.DataFrame(
        {
            "month": users["month"],
            "time": [decimal_year(month) for month in users["month"]],
            "percent": users[f"{area}_penetration_percent"],
            "evidence": users["evidence"],
        }
    )
    return frame.dropna().reset_index(drop=True)


def curve(
    area: str, ceiling: str, known_until: float = decimal_year(LAST_SEEN_BY_THE_PAPER)
) -> OutOfSample:
    """A logistic curve fitted to what was known by a time, held against what came.

    area: "urban" or "rural". ceiling: one of `CEILINGS`. known_until: year with a fraction.
    """
    series = penetration(area)
    return forecast_penetration(
        series["time"], series["percent"], known_until, ceiling=CEILINGS[ceiling], level=LEVEL
    )


def curves() -> pd.DataFrame:
    """The four curves known in June 2019 against what came, one a row.

    Columns area, told (one of `CEILINGS`), ceiling, ceiling_low, ceiling_high (per cent; missing
    where given), deviation (of the known observations from the curve, points), observed,
    predicted, low, high (at the last date), inside, later (observations in their intervals, and
    in all), mean_error (points, observed less predicted).
    """
    rows = []
    for area in ("urban", "rural"):
        for name in CEILINGS:
            held = curve(area, name)
            last = held.frame.iloc[-1]
            limits: dict[str, float] = {}
            if CEILINGS[name] is None:
                found = held.fit.parameter_table(LEVEL).astype(float)
                limits = {
                    "ceiling": found["estimate"]["saturation"],
                    "ceiling_low": found["low"]["saturation"],
                    "ceiling_high": found["high"]["saturation"],
                }
            row: dict[str, object] = {
                "area": area,
                "told": name,
                **dict.fromkeys(["ceiling", "ceiling_low", "ceiling_high"], float("nan")),
                **limits,
                "deviation": held.fit.residual_standard_error,
                **{key: float(last[key]) for key in ("observed", "predicted", "low", "high")},
                "inside": int(held.frame["inside"].sum()),
                "later": len(held.frame),
                "mean_error": held.mean_error,
            }
            rows.append(row)
    return pd.DataFrame(rows)


def ceilings_by_year(area: str, first: int, last: int) -> pd.DataFrame:
    """The ceiling that a curve finds with the data up to each year, beside the last rate it sees.

    Columns year, seen, ceiling, given (what a ceiling of everybody predicts for the last date of
    the series); per cent. Raises `urban_rural.diffusion.FitError` where no curve is found.
    """
    rows = []
    for year in range(first, last + 1):
        estimated, given = (curve(area, name, year + 1.0) for name in CEILINGS)
        rows.append(
            {
                "year": year,
                "seen": float(estimated.fit.values[-1]),
                "ceiling": estimated.fit.parameters["saturation"],
                "given": float(given.frame["predicted"].iloc[-1]),
            }
        )
    return pd.DataFrame(rows)


def beyond_everybody(highs: Iterable[float]) -> str:
    """A sentence on upper ends of intervals above 100 per cent; empty where there are none."""
    if max(highs) <= 100:
        return ""
    return "Above 100: the curve's error, not a rate that can occur. "


def gap_at_last_date() -> pd.Series:
    """Urban less rural penetration at the last date with both rates, points.

    Index: "observed", then one entry for each of `CEILINGS`, as predicted in June 2019.
    """
    both = set(penetration("urban")["time"]) & set(penetration("rural")["time"])
    gaps = {}
    for name in CEILINGS:
        rates = {
            area: curve(area, name).frame.set_index("time").loc[max(both)]
            for area in ("urban", "rural")
        }
        gaps["observed"] = float(rates["urban"]["observed"] - rates["rural"]["observed"])
        gaps[name] = float(rates["urban"]["predicted"] - rates["rural"]["predicted"])
    return pd.Series(gaps, name="points")


def last_common_month() -> str:
    """The last month with an urban and a rural rate."""
    months = [set(penetration(area)["month"].astype(str)) for area in ("urban", "rural")]
    return str(max(months[0] & months[1]))


def in_words(month: str) -> str:
    """A month such as "2019-06" in words: "June 2019"."""
    return str(pd.Period(month, freq="M").strftime("%B %Y"))


def rural_residents_implied() -> pd.DataFrame:
    """Residents that rural users and penetration imply: month, million; oldest first."""
    columns = ["month", "rural_users_million", "rural_penetration_percent"]
    known = data.internet_users()[columns].dropna().sort_values("month")
    return pd.DataFrame(
        {
            "month": known["month"],
            "million": [
                implied_population(users, rate / 100)
                for users, rate in zip(known[columns[1]], known[columns[2]], strict=True)
            ],
        }
    ).reset_index(drop=True)


def base_change() -> BaseChange:
    """Where the population behind the rural rate changes most between two reports."""
    implied = rural_residents_implied()
    at = int(implied["million"].diff().abs().to_numpy()[1:].argmax())
    before, after = implied.iloc[at], implied.iloc[at + 1]
    change = float(after["million"] - before["million"])
    return BaseChange(str(before["month"]), str(after["month"]), change)


def rise(first: str = LAST_SEEN_BY_THE_PAPER, last: str = LATEST_COUNT) -> Rise:
    """The rise of rural penetration between two months, by users and by residents.

    Penetration is users over residents, so its logarithm rises by the growth of the one less the
    growth of the other.
    """
    rows = data.internet_users().set_index("month")
    users = rows["rural_users_million"].astype(float)
    rate = rows["rural_penetration_percent"].astype(float)
    residents = 100 * users / rate
    growth = log(users[last] / users[first])
    return Rise(
        before=rate[first],
        after=rate[last],
        users_growth=users[last] / users[first] - 1,
        residents_growth=residents[last] / residents[first] - 1,
        with_residents_still=100 * users[last] / residents[first],
        share_of_users=growth / log(rate[last] / rate[first]),
    )


def parcels_per_household(year: int) -> float:
    """Rural parcels a household and day, 2019 or 2021, to three decimals as in the model.

    By the population as revised after the census of 2020, the one vintage that has both years.
    """
    parcels = data.rural_parcels().set_index("year")["parcels_billion"].astype(float)
    population = data.population()
    revised = population[population["vintage"] == "revised"].set_index("year")["rural_million"]
    residents = float(revised[year])
    per_resident = 1000 * parcels[year] / residents / DAYS_A_YEAR
    return round(float(per_resident) * FarmInputs().household_size, 3)


def village_cabinet(residents: float, reach: float, year: int) -> ParcelCabinet:
    """The village cabinet of the model at another density, reach and year.

    residents: per square km. reach: km. year: whose parcels, 2019 or 2021.
    """
    return replace(
        ParcelCabinet(),
        household_density=households(residents),
        reach=reach,
        parcels_per_household=parcels_per_household(year),
    )


def households(residents: float) -> float:
    """Households per square km among so many residents, at the proportion of the defaults."""
    start = Scenario()
    return residents * start.village_cabinet.household_density / start.service.resident_density


def share_within_reach(scenario: Scenario) -> float:
    """Share of rural residents who live within reach of one of the scenario's cabinets."""
    in_reach = scenario.village_cabinet.households_in_reach * scenario.farm_inputs.household_size
    return in_reach * scenario.villages / (1e6 * scenario.access.rural_population)


def access_levels() -> dict[str, float]:
    """Levels of rural penetration that the scenario offers: words -> share of residents."""
    start = InternetAccess()
    latest = data.internet_users().set_index("month")["rural_penetration_percent"].astype(float)
    levels = {
        "as in June 2019": start.rural_penetration,
        "as in June 2025": latest[LATEST_COUNT] / 100,
        "as in town in June 2019": start.urban_penetration,
        "everybody": 1.0,
    }
    return {f"{words} ({share:.1%})": share for words, share in levels.items()}


def scenario(level: str, residents: float, online_markup: float) -> Scenario:
    """The scenario at another access, density and cost of selling online.

    level: one of `access_levels`. residents: per square km, for cabinets and services alike.
    online_markup: share of the factory price.
    """
    start = Scenario()
    return replace(
        start,
        rural_penetration=access_levels()[level],
        village_cabinet=replace(start.village_cabinet, household_density=households(residents)),
        farm_inputs=replace(start.farm_inputs, online_markup=online_markup),
        service=replace(start.service, resident_density=residents),
    )

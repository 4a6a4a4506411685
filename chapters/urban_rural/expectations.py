"""What the paper expected of the Internet and recommended, held against the series since."""

import math
import operator
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from urban_rural import chaining, data
from urban_rural.printed import Interval, Printed
from urban_rural.since_2019 import (
    LAST_SEEN,
    UNCONFIRMED,
    amounts,
    first_years,
    gaps,
    unconfirmed_years,
)


class Outcome(Enum):
    """What the series since say of an expectation."""

    CAME = "came"
    IN_PART = "came in part"
    DID_NOT_COME = "did not come"
    CANNOT_BE_SEEN = "cannot be seen"


@dataclass(frozen=True)
class Measure:
    """One measure of an expectation: two values, and which was expected to be the larger.

    values: in its unit, with what rounding allows; at the paper's date and the latest, or of what
    is compared. rises: whether the second was expected to be the larger. between: the two periods
    in words. style: format of a value. unconfirmed: whether a figure behind it is. joined: the
    word between the two values.
    """

    name: str
    values: tuple[Interval, Interval]
    rises: bool
    between: str
    style: str
    unconfirmed: bool = False
    joined: str = "to"

    @property
    def met(self) -> bool | None:
        """Whether it moved as expected; None if rounding leaves that open."""
        before, after = self.values
        if before.overlaps(after):
            return None
        return (after.low > before.high) == self.rises

    @property
    def text(self) -> str:
        """The measure in words, with an asterisk if it rests on an unconfirmed figure."""
        mark = "*" if self.unconfirmed else ""
        one, other = (self.style.format(float(value.midpoint)) for value in self.values)
        still = ", within rounding" if self.met is None else ""
        return f"{self.name}: {one} {self.joined} {other}{mark}{still} ({self.between})"


@dataclass(frozen=True)
class Expectation:
    """What the paper found, hoped or recommended, and the measures of it that the series have.

    remark: what the measures leave out, or why there is none.
    """

    quotation: str
    section: str
    measures: tuple[Measure, ...]
    remark: str = ""

    @property
    def outcome(self) -> Outcome:
        """Of the measures that are decided, all as expected: came; some: in part; none: did not.

        Without a decided measure it cannot be seen.
        """
        met = [measure.met for measure in self.measures if measure.met is not None]
        if not met:
            return Outcome.CANNOT_BE_SEEN
        return Outcome.CAME if all(met) else Outcome.IN_PART if any(met) else Outcome.DID_NOT_COME


def expectations() -> list[Expectation]:
    """The paper's expectations and recommendations beside what came."""
    return [
        Expectation("flattening the consumption gap", "3.2", _gap_measures("consumption")),
        Expectation("narrows the urban-rural income gap", "3.1", _gap_measures("income")),
        Expectation(
            "accelerate the Internet popularization in rural areas",
            "4",
            _access_measures(),
            "the population behind the rates changes in between",
        ),
        Expectation(
            "the growth rate higher than that of the total", "3.1", _sales_measures("rural")
        ),
        Expectation(
            "promoting the agricultural products to enter the city",
            "4",
            _sales_measures("products"),
            "by growth rates alone; the levels have breaks in between",
        ),
        Expectation(
            "upgrade 'express delivery to the countryside'",
            "4",
            (_parcels_measure(),),
            "the first figure is a lower bound, and the series ends",
        ),
        Expectation(
            "include the cabinets in infrastructure construction",
            "4",
            (),
            "no series of cabinets, or of parcels by village",
        ),
        Expectation(
            "vigorously support the new areas of agricultural materials e-commerce",
            "4",
            (),
            "no series of farm supplies sold online",
        ),
        Expectation(
            "promote the development of service e-commerce for local rural residents",
            "4",
            (),
            "no series of local services ordered online",
        ),
        Expectation(
            "the Internet can play a better role",
            "4",
            (),
            "series show the gap and the Internet, not what one does to the other",
        ),
    ]


def _gap_measures(gap: str) -> tuple[Measure, ...]:
    found = amounts(gap)
    last = int(found.index[-1])
    unconfirmed = bool((found.loc[[LAST_SEEN, last], "evidence"] == UNCONFIRMED).any())
    printed = {
        (area, year): Printed(f"{found[area][year]:.10g}")
        for area in ("urban", "rural")
        for year in (LAST_SEEN, last)
    }
    ratio, difference = (
        (
            combine(printed["urban", LAST_SEEN], printed["rural", LAST_SEEN]),
            combine(printed["urban", last], printed["rural", last]),
        )
        for combine in (operator.truediv, operator.sub)
    )
    between = f"{LAST_SEEN}, {last}"
    return (
        Measure("ratio", ratio, False, between, "{:.2f}", unconfirmed),
        Measure("difference, yuan", difference, False, between, "{:,.0f}", unconfirmed),
    )


def _access_measures() -> tuple[Measure, ...]:
    users = data.internet_users().set_index("month").sort_index()
    first, seen = f"{gaps('income').index[0]}-12", f"{LAST_SEEN}-06"
    rates = users[["urban_penetration_percent", "rural_penetration_percent"]]
    last = str(rates["rural_penetration_percent"].dropna().index[-1])
    last_gap = str(rates.dropna().index[-1])

    def rate(area: str, month: str) -> Interval:
        return Printed(f"{rates.loc[month, f'{area}_penetration_percent']:.1f}")

    def gap(month: str) -> Interval:
        return rate("urban", month) - rate("rural", month)

    def per_year(start: str, end: str) -> Interval:
        months = (pd.Period(end, "M") - pd.Period(start, "M")).n
        return (rate("rural", end) - rate("rural", start)) / months * 12

    return (
        Measure(
            "rural penetration, points a year",
            (per_year(first, seen), per_year(seen, last)),
            True,
            f"{first} to {seen}, {seen} to {last}",
            "{:.1f}",
            UNCONFIRMED in set(users.loc[[first, seen, last], "evidence"]),
        ),
        Measure(
            "access gap, points",
            (gap(seen), gap(last_gap)),
            False,
            f"{seen}, {last_gap}",
            "{:.1f}",
            UNCONFIRMED in set(users.loc[[seen, last_gap], "evidence"]),
        ),
    )


def _sales_measures(which: str) -> tuple[Measure, ...]:
    """Growth since 2019 by the published rates beside the total's, and the share by the levels.

    which: "rural" or "products". The share is left out where a break lies in between.
    """
    rural = which == "rural"
    sales = data.rural_online_retail() if rural else data.agricultural_online_retail()
    changes = first_years("rural_online_retail" if rural else "agricultural_online_retail")
    part = sales.set_index("year")
    total = data.online_retail().set_index("year")
    last = int(part.index[-1])
    years = range(LAST_SEEN + 1, last + 1)
    grown = (
        _chained(total["online_retail_growth_percent"].loc[LAST_SEEN + 1 :]),
        _chained(part["growth_percent"].loc[LAST_SEEN + 1 :]),
    )
    unconfirmed = unconfirmed_years(part) | unconfirmed_years(total)
    growth = Measure(
        "by published growth, all online retail and this",
        grown,
        True,
        f"{LAST_SEEN} to {last}",
        "{:.2f} times",
        any(year in unconfirmed for year in years),
        "against",
    )
    if any(year in years for year in changes):
        return (growth,)

    def share(year: int) -> Interval:
        whole = Printed(f"{total['online_retail_billion_yuan'][year]:.1f}")
        return chaining.level(part["sales_billion_yuan"][year]) / whole * 100

    return (
        growth,
        Measure(
            "share of online retail by levels, %",
            (share(LAST_SEEN), share(last)),
            True,
            f"{LAST_SEEN}, {last}",
            "{:.0f}",
            bool({LAST_SEEN, last} & unconfirmed),
        ),
    )


def _parcels_measure() -> Measure:
    rural = data.rural_parcels().set_index("year")
    country = data.parcels().set_index("year")
    first, last = int(rural.index[0]), int(rural.index[-1])

    def share(year: int) -> Interval:
        whole = Printed(f"{country['parcels_billion'][year]:.2f}")
        return Printed(f"{rural['parcels_billion'][year]:.10g}") / whole * 100

    unconfirmed = unconfirmed_years(rural) | unconfirmed_years(country)
    return Measure(
        "rural parcels, % of the country's",
        (share(first), share(last)),
        True,
        f"{first}, {last}",
        "{:.0f}",
        bool({first, last} & unconfirmed),
    )


def _chained(rates: pd.Series) -> Interval:
    """By how much published growth rates, per cent to one decimal, multiply together."""
    factors = (Printed(f"{rate:.1f}") / 100 + 1 for rate in rates)
    return math.prod(factors, start=Interval(1, 1))

"""The computations behind the chapter on macro data (section 3.1 of the paper)."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from urban_rural import data
from urban_rural.domain import NON_NEGATIVE, POSITIVE, PROPER_SHARE, Domain, Model, parameter
from urban_rural.printed import Interval, Verdict, judge

UNCONFIRMED = "unconfirmed"
EAST = (
    "Beijing",
    "Tianjin",
    "Hebei",
    "Shanghai",
    "Jiangsu",
    "Zhejiang",
    "Fujian",
    "Shandong",
    "Guangdong",
    "Hainan",
)
"""The eastern region in the four-region division of the National Bureau of Statistics."""

_BOUNDS_BELOW = ("more than", "over", "exceeded")
_BOUNDS_ABOVE = ("less than",)
_NEARLY = Fraction(9, 10)


@dataclass(frozen=True)
class Known:
    """One figure of an official series.

    value: in the unit of its column. unconfirmed: whether no copy was compared yet.
    """

    value: float
    unconfirmed: bool

    def text(self, unit: str = "") -> str:
        """The figure as shown, with an asterisk if it is unconfirmed; unit: written after it."""
        return f"{self.value:,.10g}{unit}" + ("*" if self.unconfirmed else "")


def known(series: pd.DataFrame, column: str, **key: Any) -> Known:
    """One figure of a series of `urban_rural.data`.

    key: the columns and values that single out its row, such as year=2018.
    Raises KeyError if not exactly one row has them.
    """
    rows = series
    for name, value in key.items():
        rows = rows[rows[name] == value]
    if len(rows) != 1:
        raise KeyError(f"{len(rows)} rows have {key}; one is needed")
    row = rows.iloc[0]
    unconfirmed = row["evidence"] == UNCONFIRMED
    if unconfirmed:
        data.note_unconfirmed(f"{column} of {', '.join(map(str, key.values()))}")
    return Known(float(row[column]), unconfirmed)


def rural_sales(year: int) -> Known:
    """Online retail sales of rural areas in a year, billion yuan."""
    return known(data.rural_online_retail(), "sales_billion_yuan", year=year)


def online_sales(year: int) -> Known:
    """Online retail sales of the country in a year, billion yuan."""
    return known(data.online_retail(), "online_retail_billion_yuan", year=year)


def online_growth(year: int) -> Known:
    """Published growth of online retail sales of the country in a year, per cent."""
    return known(data.online_retail(), "online_retail_growth_percent", year=year)


def residents(area: str, year: int, vintage: str = "first published") -> Known:
    """Residents in millions; area "urban" or "rural", vintage as in `data.population`."""
    return known(data.population(), f"{area}_million", year=year, vintage=vintage)


def rural_users(month: str) -> tuple[Known, Known]:
    """Rural Internet users (million) and their share of rural residents (per cent)."""
    users = data.internet_users()
    return (
        known(users, "rural_users_million", month=month),
        known(users, "rural_penetration_percent", month=month),
    )


def consumption_per_head(area: str, year: int) -> Known:
    """Consumption expenditure per head of an area in a year, yuan."""
    return known(
        data.national_consumption(), "yuan_per_head", area=area, category="total", year=year
    )


def claimed(statement: str) -> Interval:
    """The numbers that a statement allows, the word before its number included.

    "More than", "over" and "exceeded" make the printed number a lower bound, "less than"
    an upper one. "Nearly" makes it an upper bound and allows a tenth less. "Negative"
    turns its sign. Otherwise, and after "about", the statement stands for the numbers that round
    to the printed one.
    """
    printed = data.stated(statement)
    qualifier = data.statement(statement)["qualifier"]
    if qualifier in _BOUNDS_BELOW:
        return Interval(printed.value, math.inf)
    if qualifier in _BOUNDS_ABOVE:
        return Interval(-math.inf, printed.value)
    if qualifier == "negative":
        return -printed
    if qualifier == "nearly":
        return Interval(printed.value * _NEARLY, printed.value)
    return printed.interval


def verdict_on(statement: str, computed: Interval) -> Verdict:
    """Whether a statement, as `claimed` reads it, agrees with what was computed in its unit."""
    return judge(claimed(statement), computed)


def opening() -> dict[str, Interval]:
    """What the opening figures of section 3.1 give.

    Multiples and increases as numbers, growth and shares in per cent, leads in percentage points,
    sales in billion yuan, sales per store in thousand yuan, parcels per head.
    """
    first, last = data.stated("macro-rural-online-retail-2015"), _rural_2018()
    products = data.stated("macro-agricultural-products-2019")
    times = data.stated("macro-agricultural-products-increase")
    parcels = claimed("macro-rural-parcels")
    all_parcels = parcels_of_the_country(2019).value
    growth = data.stated("macro-rural-online-retail-growth-2019")
    stores = claimed("macro-rural-online-businesses")
    return {
        "multiple": last / first,
        "increase": last / first - 1,
        "growth_per_year": ((last / first).root(3) - 1) * 100,
        "lead_over_total": growth - data.stated("intro-online-retail-growth-2019"),
        "lead_over_goods": growth - data.stated("intro-physical-goods-growth-2019"),
        "products_2016_if_risen_by": products / (times + 1),
        "products_2016_if_risen_to": products / times,
        "products_growth_per_year": ((times + 1).root(3) - 1) * 100,
        "products_in_rural_sales": products / rural_sales(2019).value * 100,
        "parcels_share": parcels / all_parcels * 100,
        "parcels_per_rural_resident": parcels * 1000 / residents("rural", 2019, "revised").value,
        "stores_growth": (stores / data.stated("jobs-rural-stores-2017") - 1) * 100,
    }


def poverty() -> dict[str, Interval]:
    """What the figures on poverty relief give, "more than" read as the exact number.

    Projects per county, sales per project in million yuan, sales in per cent of all agricultural
    products sold online in 2019.
    """
    projects = _exactly("poverty-jd-crowdfunding-projects")
    sales = _exactly("poverty-jd-crowdfunding-sales")
    return {
        "projects_per_county": projects / _exactly("poverty-jd-crowdfunding-counties"),
        "sales_per_project": sales * 1000 / projects,
        "share_of_products": sales / data.stated("macro-agricultural-products-2019") * 100,
    }


def jobs() -> dict[str, Interval]:
    """What the figures on entrepreneurship and jobs give.

    Sales per store and per job in thousand yuan a year, per village in million yuan, residents per
    town in thousands, shares in per cent, implied totals in billion yuan. Quotients of two figures
    that both are "more than" something read these as the numbers themselves.
    """
    stores, store_jobs = data.stated("jobs-rural-stores-2017"), "jobs-rural-stores-jobs-2017"
    sales_2017, people_2017 = rural_sales(2017).value, residents("rural", 2017).value
    villages, towns = data.stated("jobs-taobao-villages"), data.stated("jobs-taobao-towns")
    people, taobao_jobs = data.stated("jobs-taobao-population"), "jobs-taobao-jobs"
    sales = claimed("jobs-taobao-sales")
    year_to_june = (_rural_2018() + rural_sales(2019).value) / 2
    income, wealth = (data.stated(f"jobs-online-business-{of}") for of in ("income", "wealth"))
    output = data.stated("jobs-village-output")
    return {
        "jobs_per_store": claimed(store_jobs) / stores,
        "sales_per_store": Interval(sales_2017, sales_2017) / stores,
        "sales_per_job": sales_2017 / claimed(store_jobs),
        "jobs_in_residents": claimed(store_jobs) / people_2017 * 100,
        "villages_too_many": (villages / taobao(2018, "villages").value - 1) * 100,
        "towns_too_many": towns / taobao(2018, "towns").value,
        "residents_per_town": people / towns * 1000,
        "share_of_residents": people / residents("rural", 2018).value * 100,
        "sales_per_village": sales / villages * 1000,
        "jobs_per_village": claimed(taobao_jobs) * 1_000_000 / villages,
        "taobao_sales_per_job": _exactly("jobs-taobao-sales") / _exactly(taobao_jobs),
        "taobao_share_of_jobs": _exactly(taobao_jobs) / _exactly(store_jobs) * 100,
        "total_implied": sales / claimed("jobs-taobao-sales-share") * 100,
        "share_of_2018": sales / _rural_2018() * 100,
        "share_to_june_2019": sales / year_to_june * 100,
        "returned_in_residents": data.stated("jobs-returned-persons") / people_2017 * 100,
        "income_in_sales": income / (sales_2017 / stores * 1000) * 100,
        "years_of_income": wealth / income,
        "output_multiple": output / data.stated("jobs-village-output-others"),
        "output_in_income": output / rural_income(2016).value * 100,
    }


def finance() -> dict[str, Interval]:
    """What the figures on finance give.

    Urban credit availability in per cent and as a multiple of rural, the capital gap in yuan per
    rural resident, payers and borrowers in per cent of rural residents.
    """
    rural = data.stated("finance-rural-credit-2015")
    difference = data.stated("finance-credit-difference-2015")
    _, penetration = rural_users("2018-12")
    return {
        "urban_credit": rural + difference,
        "credit_ratio": difference / rural + 1,
        "gap_per_resident": claimed("finance-capital-gap")
        * 1_000_000
        / residents("rural", 2015).value,
        "payers": data.stated("finance-mobile-payment-2018") * penetration.value / 100,
        "borrowers": claimed("finance-small-loans-2018") / residents("rural", 2018).value * 100,
    }


def infrastructure() -> dict[str, Interval]:
    """What the figures on infrastructure give.

    Broadband coverage of villages less use by residents in percentage points, enterprises in
    process per hundred trained, enterprises trained per demonstration county.
    """
    _, penetration = rural_users("2019-06")
    covered = claimed("infrastructure-broadband-villages-2019-06")
    trained = data.stated("infrastructure-certified-training")
    in_process = data.stated("infrastructure-certification-in-process")
    return {
        # No more than all villages can be covered.
        "coverage_less_use": Interval(covered.low, 100) - penetration.value,
        "in_process": in_process / trained * 100,
        "trained_per_county": trained / data.stated("poverty-demonstration-counties-2019"),
    }


def prices() -> dict[str, Interval]:
    """What the figures on prices give, "more than" read as the exact number.

    Spending per head in yuan; its share of consumption, and the saving at a discount d, which is
    share times d / (1 - d), in per cent of consumption. "urban" is all other online retail, per
    urban resident. Sums in billion yuan: what rural people save, and what they would have to spend
    for their share to be that of town. The share of users among households, in per cent, if others
    save nothing.
    """
    spent, total = _exactly("prices-rural-platform-spending-2018") * 1000, online_sales(2018).value
    # d / (1 - d) rises with d, so its bounds are those of d put in.
    discounts = (data.stated(f"prices-platform-discount-{end}").value for end in ("low", "high"))
    markup = Interval(*(d / (100 - d) for d in discounts))
    found = {"saving_billion": spent * markup}
    consumption = {}
    for area, online in (("rural", spent), ("urban", total - spent)):
        people, head = residents(area, 2018).value, consumption_per_head(area, 2018).value
        consumption[area] = people * head
        spending = online * 1000 / people
        share = spending / head * 100
        found |= {
            f"{area}_spending": spending,
            f"{area}_share": share,
            f"{area}_saving": share * markup,
        }
    rural_part = consumption["rural"] / (consumption["rural"] + consumption["urban"])
    users, everyone = data.stated("prices-living-cost-users"), data.stated("prices-living-cost-all")
    return found | {
        "spending_at_equal_shares": Interval(total, total) * rural_part,
        "users_share": everyone / users * 100,
        "users_share_as_printed": _exactly("prices-living-cost-all")
        / _exactly("prices-living-cost-users")
        * 100,
    }


def press() -> dict[str, Interval]:
    """What the figures of the two press reports give.

    Multiples as numbers, growth and shares in per cent, yuan per dollar, sales in billion yuan,
    jobs in millions.
    """
    gansu = data.stated("digital-report-gansu-growth-2017") / 100 + 1
    nation = data.stated("digital-report-online-retail-growth-2017") / 100 + 1
    sales = data.stated("digital-report-online-retail-2017") * 1000
    dollars = data.stated("digital-report-online-retail-dollars-2017")
    months = data.stated("digital-report-months-2017").value
    year = online_sales(2017).value
    lead = data.stated("county-report-growth-difference-2013") / 100
    city_growth = online_sales(2013).value / online_sales(2012).value
    provinces = ("guangdong", "zhejiang", "jiangsu")
    created = [data.stated(f"digital-report-jobs-{name}") for name in provinces]
    total = sum(created[1:], start=created[0] + 0)
    return {
        "gansu_share_multiple": gansu / nation,
        "share_of_year": sales / year * 100,
        "last_month": year - sales,
        "last_month_over_others": (year / sales - 1) * months,
        "yuan_per_dollar": sales / dollars,
        "counties_over_cities_at_most": lead + 1,
        "city_growth_if_national": (Interval(city_growth, city_growth) - 1) * 100,
        "counties_over_cities": lead / city_growth + 1,
        "jobs": total,
        "guangdong_in_jobs": 1 / (1 + (created[1] + created[2]) / created[0]) * 100,
    }


def fastest_areas() -> tuple[int, int]:
    """How many areas the older report ranks by growth, and how many of them are less developed."""
    fastest, less_developed = (
        int(data.stated(f"county-report-{of}").value) for of in ("fastest-areas", "less-developed")
    )
    return fastest, less_developed


def less_developed_by_chance() -> tuple[float, float]:
    """How many of the fastest areas would lie outside the east if growth were drawn by lot.

    Takes the areas to be the provinces and the less developed to be those outside `EAST`. Gives
    the expected number, and the probability of at least as many as the report counts
    (hypergeometric distribution).
    """
    fastest, less_developed = fastest_areas()
    lot = stats.hypergeom(len(data.PROVINCES), len(data.PROVINCES) - len(EAST), fastest)
    return float(lot.mean()), float(lot.sf(less_developed - 1))


def parcels_of_the_country(year: int) -> Known:
    """Express parcels of the country in a year, billion."""
    return known(data.parcels(), "parcels_billion", year=year)


def rural_parcels(year: int) -> Known:
    """Express parcels received or sent in rural areas in a year, billion.

    A parcel from town to a village is among them, so the rest of all parcels is not the town's.
    """
    return known(data.rural_parcels(), "parcels_billion", year=year)


def parcels_multiple(first: int, last: int) -> tuple[float, float]:
    """By how much rural parcels, and those of the whole country, multiplied between two years."""
    return (
        rural_parcels(last).value / rural_parcels(first).value,
        parcels_of_the_country(last).value / parcels_of_the_country(first).value,
    )


def taobao(year: int, column: str) -> Known:
    """Taobao villages or towns (column "villages" or "towns") as counted in a year."""
    return known(data.taobao_villages(), column, year=year)


def rural_income(year: int) -> Known:
    """Disposable income per head of rural residents in a year, yuan."""
    return known(data.national_income(), "rural_yuan", year=year)


def growth_beside_levels(tolerance: float = 1.0) -> tuple[int, int, int]:
    """In how many years the published growth of rural online retail is not that of its levels.

    tolerance: percentage points below which the two count as the same.
    Gives that number, the number of years of one series in which both are known, and in how many
    years that differ a level or the growth is unconfirmed.
    """
    series = data.rural_online_retail()
    series = series[series["evidence"] != "derived"]
    before = series.groupby("series")["sales_billion_yuan"].shift()
    quotient = (series["sales_billion_yuan"] / before - 1) * 100
    both = quotient.notna() & series["growth_percent"].notna()
    differ = both & ((quotient - series["growth_percent"]).abs() > tolerance)
    unconfirmed = series["evidence"] == UNCONFIRMED
    rests_on_one = unconfirmed | unconfirmed.shift(fill_value=False)
    return int(differ.sum()), int(both.sum()), int((differ & rests_on_one).sum())


def multiple(first: int, last: int, by: str) -> float | None:
    """By how much rural online retail multiplied between two years.

    by: "levels" divides the published levels, across a break too; "growth rates" multiplies the
    published rates of the years after `first`. None if a rate in between was not published.
    """
    if by == "levels":
        return rural_sales(last).value / rural_sales(first).value
    series = data.rural_online_retail().set_index("year")
    rates = series["growth_percent"].loc[first + 1 : last].to_numpy(float)
    return None if np.isnan(rates).any() else float(np.prod(rates / 100 + 1))


def rural_shares() -> pd.DataFrame:
    """The rural share of online retail sales by two published accounts, and of residents.

    One row a year from 2016; columns by_levels (level over level), by_growth_rates (the share of
    2016 carried on by the published growth rates of both), residents (revised population), all in
    per cent; and for the two accounts by_levels_unconfirmed and by_growth_rates_unconfirmed
    (whether a figure is that they rest on; the second rests on all years before).
    """
    rural = data.rural_online_retail().set_index("year").loc[2016:]
    total = data.online_retail().set_index("year").loc[rural.index]
    people = data.population()
    people = people[people["vintage"] == "revised"].set_index("year").loc[rural.index]
    levels = rural["sales_billion_yuan"] / total["online_retail_billion_yuan"] * 100
    lead = (rural["growth_percent"] + 100) / (total["online_retail_growth_percent"] + 100)
    lead.iloc[0] = 1.0
    unconfirmed = (rural["evidence"] == UNCONFIRMED) | (total["evidence"] == UNCONFIRMED)
    return pd.DataFrame(
        {
            "by_levels": levels,
            "by_growth_rates": levels.iloc[0] * lead.cumprod(),
            "residents": people["rural_million"] / people["total_million"] * 100,
            "by_levels_unconfirmed": unconfirmed,
            "by_growth_rates_unconfirmed": unconfirmed.cummax(),
        }
    )


def part_of_residents(shares: pd.DataFrame, account: str) -> float:
    """How much of the approach of two shares is a fall of the rural share of residents.

    The rural share of sales over that of residents rises between the first and the last row; its
    logarithm is a difference, so its change has two parts. Gives that of residents as a fraction.

    shares: as `rural_shares` gives it. account: "by_levels" or "by_growth_rates".
    """
    first, last = shares.iloc[0], shares.iloc[-1]
    residents = math.log(first["residents"] / last["residents"])
    return residents / (residents + math.log(last[account] / first[account]))


def years_to_share(share: float, target: float, growth: float, total_growth: float) -> float:
    """Years until a share reaches a target when the part outgrows the whole at steady rates.

    ``log(target / share) / log((1 + growth) / (1 + total_growth))``

    share, target: in the same unit, 0 < share <= target.
    growth, total_growth: of the part and of the whole, fractions above -1, the first larger.
    Raises ValueError outside these ranges.
    """
    Domain(0, target, low_included=False).check("share", share)
    Domain(-1, low_included=False).check("total_growth", total_growth)
    Domain(total_growth, low_included=False).check("growth", growth)
    return math.log(target / share) / math.log((1 + growth) / (1 + total_growth))


def share_path(share: float, lead: float, persistence: float, years: int) -> list[float]:
    """A share year by year when the part outgrows the whole by a lead that may fade.

    share: at the beginning, in any unit. lead: growth factor of the share in the first year, less
    one; 0 or more. persistence: what is left of the lead from one year to the next, from 0 to 1.
    years: how many follow the beginning.
    """
    NON_NEGATIVE.check("share", share)
    NON_NEGATIVE.check("lead", lead)
    Domain(0, 1).check("persistence", persistence)
    path = [share]
    for year in range(years):
        path.append(path[-1] * (1 + lead * persistence**year))
    return path


def average_saving(users: float, by_users: float, by_others: float) -> float:
    """Average saving of all households: users and others weighted with their numbers.

    users: share of users among households, from 0 to 1.
    by_users, by_others: what a household of either kind saves, in the same unit.
    """
    Domain(0, 1).check("users", users)
    return users * by_users + (1 - users) * by_others


@dataclass(frozen=True)
class SelfSelection(Model):
    """What a comparison of families with and without an online shop shows.

    The income a family would have without a shop is normal with standard deviation s. The
    willingness to open one is normal too, and correlates with that income by r. The most willing
    share p of families open one and gain g. Then the measured difference of the mean incomes is

        g + r s phi(z) / (p (1 - p)),   z = Phi^-1(1 - p),

    from the mean of a truncated normal (Heckman 1979). The second term is selection: it is there
    without any gain.
    """

    opening: float = parameter(
        0.1,
        "share of families that open a shop (p)",
        unit="share",
        low=0.02,
        high=0.5,
        domain=PROPER_SHARE,
        basis="illustrative",
    )
    correlation: float = parameter(
        0.3,
        "correlation of willingness with income without a shop (r)",
        unit="none",
        low=0,
        high=0.6,
        domain=Domain(-1, 1),
        basis="illustrative",
    )
    gain: float = parameter(
        0.0,
        "what a shop adds to a family's income (g)",
        unit="yuan a year",
        low=0,
        high=20_000,
        domain=Domain(),
        basis="illustrative",
    )
    spread: float = parameter(
        30_000.0,
        "standard deviation of family income without a shop (s)",
        unit="yuan a year",
        low=10_000,
        high=60_000,
        domain=POSITIVE,
        basis="illustrative",
        source="of the order of a rural family's yearly income in 2016",
    )

    @property
    def selection(self) -> float:
        """Difference of incomes that would be there without any gain, yuan a year."""
        z = stats.norm.isf(self.opening)
        distance = stats.norm.pdf(z) / (self.opening * (1 - self.opening))
        return float(self.correlation * self.spread * distance)

    @property
    def difference(self) -> float:
        """Measured difference of mean incomes, yuan a year."""
        return self.gain + self.selection

    def correlation_explaining(self, difference: float) -> float:
        """Correlation at which selection alone makes a difference (yuan a year); may exceed 1."""
        z = stats.norm.isf(self.opening)
        distance = stats.norm.pdf(z) / (self.opening * (1 - self.opening))
        return float(difference / (self.spread * distance))


def _exactly(statement: str) -> Interval:
    """The printed number itself, without rounding and without the word before it."""
    value = data.stated(statement).value
    return Interval(value, value)


def _rural_2018() -> Interval:
    """Rural online retail of 2018 as the paper prints it, in billion yuan."""
    return data.stated("macro-rural-online-retail-2018") * 1000

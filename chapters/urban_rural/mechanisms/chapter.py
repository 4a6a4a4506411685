"""The computations behind the chapter on mechanisms (section 2 of the paper).

Each function sets one of the paper's statements, or one of the models, against data.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from urban_rural import data
from urban_rural.diffusion import Fit, FloatArray, OutOfSample, fit_bass, fit_logistic, forecast
from urban_rural.domain import PROPER_SHARE, SHARE_BELOW_ONE
from urban_rural.mechanisms.upgrading import (
    budget_shares,
    duncan_index,
    share_of_categories,
    working_leser,
)
from urban_rural.mechanisms.variety import ELASTICITY
from urban_rural.printed import Interval, Printed, judge

CONSUMPTION_PER_HEAD = "mechanisms-rural-consumption-per-head-2019"
RETAIL = "mechanisms-rural-retail-2019"
COVERAGE = "mechanisms-rural-coverage-2019"
"""Ids of the paper's rural consumption, rural retail sales, and the second over the first."""

LAST_COUNT_SEEN = 2018
"""Last year of which the paper's authors could know a count of Taobao villages for the year."""

BEFORE_THE_FIRST_VILLAGE = 2008
"""Where the curve of Bass starts: the year before the first three Taobao villages."""

CURVES: dict[str, Callable[[FloatArray, FloatArray], Fit]] = {
    "logistic": fit_logistic,
    "Bass": partial(fit_bass, start=BEFORE_THE_FIRST_VILLAGE),
}
"""The S-shaped curves by name, and how each is fitted."""


def rural_coverage() -> pd.DataFrame:
    """Rural retail sales over rural consumption, 2019, by the vintage of the rural population.

    One row a vintage: "first published", "revised" (after the census of 2020). Columns
    rural_million (persons), evidence (of the population), consumption_billion,
    elsewhere_billion (yuan) and coverage_percent (Intervals that rounding of the inputs
    allows), verdict (on the paper's share).
    """
    per_head, retail = data.stated(CONSUMPTION_PER_HEAD), data.stated(RETAIL)
    residents = data.population().query("year == 2019").set_index("vintage")
    rows = []
    for million, evidence in zip(residents["rural_million"], residents["evidence"], strict=True):
        consumption = per_head * Printed(f"{million:.2f}") / 1000
        coverage = retail / consumption * 100
        rows.append(
            {
                "rural_million": million,
                "evidence": evidence,
                "consumption_billion": consumption,
                "elsewhere_billion": consumption - retail,
                "coverage_percent": coverage,
                "verdict": judge(data.stated(COVERAGE), coverage),
            }
        )
    return pd.DataFrame(rows, index=residents.index)


def coverage_without_residence() -> Interval:
    """Rural retail sales over rural consumption but for residence, 2019, per cent.

    With the population first published. Residence holds the imputed rent of one's own house,
    which no shop sells, but also fuel, water and building materials, some of which shops do sell.
    """
    per_head, retail = data.stated(CONSUMPTION_PER_HEAD), data.stated(RETAIL)
    million = data.population().set_index(["vintage", "year"])["rural_million"]
    residents = Printed(f"{million.loc[('first published', 2019)]:.2f}")
    residence = Printed(f"{expenditure()['residence'].loc[('rural', 2019)]:.1f}")
    return retail / ((per_head - residence) * residents / 1000) * 100


def online_share_behind(saving: float, elasticity_of_substitution: float) -> float:
    """The online share of spending behind a given fall of the cost of living.

    The gain from variety solved for the share: lambda = 1 - (1 - saving)^(sigma - 1).

    saving: fall of the cost of living as a share, in [0, 1).
    elasticity_of_substitution: sigma, above 1.
    Raises ValueError outside these domains.
    Source: Feenstra (1994).
    """
    SHARE_BELOW_ONE.check("saving", saving)
    ELASTICITY.check("elasticity_of_substitution", elasticity_of_substitution)
    return float(1 - (1 - saving) ** (elasticity_of_substitution - 1))


def expenditure() -> pd.DataFrame:
    """Consumption expenditure by category, yuan per head: rows area and year, 2013 to 2023."""
    consumption = data.national_consumption()
    detailed = consumption[
        consumption["area"].isin(["urban", "rural"])
        & (consumption["category"] != "total")
        & (consumption["year"] <= 2023)
    ]
    return detailed.pivot(index=["area", "year"], columns="category", values="yuan_per_head")


def upgrading_by_year() -> pd.DataFrame:
    """Budgets of town and countryside by year, in per cent of the budget.

    Columns urban and rural (share for development and enjoyment), urban_without_health and
    rural_without_health (the same, health care not counted), and duncan (how unlike the two
    budgets are).
    """
    shares = budget_shares(expenditure())
    wide = share_of_categories(shares)
    narrow = wide - shares["health_care"]
    years = shares.loc["urban"].index
    return pd.DataFrame(
        {
            "urban": wide.loc["urban"] * 100,
            "rural": wide.loc["rural"] * 100,
            "urban_without_health": narrow.loc["urban"] * 100,
            "rural_without_health": narrow.loc["rural"] * 100,
            "duncan": [
                duncan_index(shares.loc[("urban", year)], shares.loc[("rural", year)]) * 100
                for year in years
            ],
        },
        index=years,
    )


def expenditure_elasticities(level: float = 0.95) -> pd.DataFrame:
    """By how many per cent spending on a category grows with one per cent more in total.

    Over the years: Working-Leser curves of each area, at the mean budget share of its years.
    Between the areas: log ratio of urban to rural spending on the category over that of
    total spending, mean over the years.

    level: of the confidence intervals, in (0, 1).
    Index the paper's consumption types; columns urban, urban_low, urban_high, rural,
    rural_low, rural_high and between_areas.
    """
    PROPER_SHARE.check("level", level)
    spending = expenditure()
    shares, total = budget_shares(spending), spending.sum(axis="columns")
    rows = {}
    for name, category in data.CONSUMPTION_TYPES.items():
        row: dict[str, float] = {}
        for area in ("urban", "rural"):
            curve = working_leser(total.loc[area], shares.loc[area][category])
            share = float(shares.loc[area][category].mean())
            low, high = curve.beta_interval(level)
            row[area] = curve.expenditure_elasticity(share)
            row[f"{area}_low"], row[f"{area}_high"] = 1 + low / share, 1 + high / share
        logs = np.log(spending[category]), np.log(total)
        apart = [log.loc["urban"] - log.loc["rural"] for log in logs]
        row["between_areas"] = float((apart[0] / apart[1]).mean())
        rows[name] = row
    return pd.DataFrame.from_dict(rows, orient="index")


def villages_forecast(curve: str = "logistic", known_until: int = LAST_COUNT_SEEN) -> OutOfSample:
    """Taobao villages: a curve fitted to the counts of some years, held against later ones.

    curve: a name in `CURVES`, "logistic" or "Bass".
    known_until: the last year whose count was known.
    The count of 2019 is of the end of June, and is taken as that of its year.
    """
    counts = data.taobao_villages()
    return forecast(counts["year"], counts["villages"], known_until, fit_curve=CURVES[curve])


def farm_products_in_rural_online_sales() -> pd.Series:
    """Online sales of agricultural products over rural online sales, by year, per cent.

    Years in which both figures were read in a copy of their publication. Not all agricultural
    products that are sold online are sold from rural areas, so it is the most they can make up.
    """
    products, rural = (
        series[series["evidence"] == "read"].set_index("year")["sales_billion_yuan"]
        for series in (data.agricultural_online_retail(), data.rural_online_retail())
    )
    return (products / rural * 100).dropna()


def residents_paying_by_phone() -> float:
    """Rural residents who paid offline by mobile phone at the end of 2018, per cent.

    The paper's share of rural Internet users times rural penetration, which is unconfirmed.
    """
    users = data.internet_users().set_index("month")["rural_penetration_percent"]
    return float(data.stated("finance-mobile-payment-2018")) * float(users.loc["2018-12"]) / 100


def credit_access() -> tuple[float, float]:
    """The paper's shares of credit availability in 2015, rural and urban, as shares of one."""
    rural = float(data.stated("finance-rural-credit-2015"))
    return rural / 100, (rural + float(data.stated("finance-credit-difference-2015"))) / 100

"""The computations behind the chapter on micro data (section 3.2 of the paper).

Each function gives one result of the chapter as a tidy frame or a number, from the printed
tables and the official observations. Indices of JD.com are points of the paper's own index;
amounts of total consumption are yuan per head and year.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from urban_rural import anova, comparisons, data, ratios, slips
from urban_rural.anova import OneWayAnova
from urban_rural.printed import Interval, Printed, Verdict
from urban_rural.witnesses import Witness

PROVINCES = 31
HOUSEHOLD = "Household facilities, articles and services"
SEED = 2020


def analysis_of_total(year: int) -> OneWayAnova:
    """Analysis of variance of consumption expenditure per head, from 62 observations (yuan)."""
    consumption = observations(year)
    return OneWayAnova.from_observations(consumption["urban_yuan"], consumption["rural_yuan"])


def analysis_as_printed(year: int, outcome: str) -> OneWayAnova:
    """The analysis of variance that Table 2 (2015) or 3 (2016) prints.

    outcome: "total" for total consumption (yuan), "jd" for JD.com (index points).
    """
    table = {2015: data.table_2, 2016: data.table_3}[year]()
    rows = table[table["outcome"] == outcome].set_index("source")
    return OneWayAnova(
        sum_of_squares_between=rows.loc["between", "sum_of_squares"],
        df_between=int(rows.loc["between", "degrees_of_freedom"]),
        sum_of_squares_within=rows.loc["within", "sum_of_squares"],
        df_within=int(rows.loc["within", "degrees_of_freedom"]),
    )


def observations(year: int) -> pd.DataFrame:
    """The 31 provinces of a year: index province, columns urban_yuan and rural_yuan."""
    consumption = data.provincial_consumption()
    return consumption[consumption["year"] == year].set_index("province")


def with_slips(year: int, made: Iterable[slips.Slip]) -> pd.DataFrame:
    """The observations of a year with some figures as they were typed."""
    consumption = observations(year).copy()
    for slip in made:
        consumption.loc[slip.province, f"{slip.area}_yuan"] = slip.typed_yuan
    return consumption


def slips_of_table_3() -> list[slips.Slip]:
    """The three inputs of Table 3 that reproduce its printed sums, the near certain one first."""
    inputs = data.inferred_inputs().sort_values("certainty", key=lambda c: c != "near certain")
    return [
        slips.Slip(row.area, row.province, row.official_yuan, row.inferred_yuan)
        for row in inputs.itertuples()
    ]


def further_slips() -> list[tuple[slips.Slip, ...]]:
    """Sets of one or two further slips that complete the one in Hubei to the printed Table 3."""
    table = data.table_3(as_printed=True)
    rows = table[table["outcome"] == "total"].set_index("source")["sum_of_squares"]
    hubei = slips_of_table_3()[:1]
    return [
        found
        for number in (1, 2)
        for found in slips.explaining_slips(
            observations(2016), hubei, rows["between"], rows["within"], number
        )
    ]


def number_of_slips() -> int:
    """How many ways there are to mistype one of the 62 figures of 2016."""
    return len(slips.plausible_slips(observations(2016)))


def urban_weight(everyone: Printed, urban: Printed, rural: Printed) -> Interval:
    """The share of town dwellers that three averages imply, as rounding bounds it.

    The average of everyone is w * urban + (1 - w) * rural. The share w rises with the first and
    falls with the other two, so its bounds lie at corners.
    """
    low = (everyone.low - rural.high) / (urban.high - rural.high)
    high = (everyone.high - rural.low) / (urban.low - rural.low)
    return Interval(low, high)


def weights_of_slips() -> pd.DataFrame:
    """What incomes and consumption say of each figure behind Table 3, changed and unchanged.

    One row a figure, index "province, area"; columns official_yuan, inferred_yuan, certainty,
    and the share of town dwellers (Interval) implied by incomes (from_incomes) and by consumption
    with the official (from_official) and with the inferred figure (from_inferred).
    """
    averages = data.provincial_income_2016().set_index("province")
    consumption = observations(2016)
    rows = {}
    for slip in slips_of_table_3():
        income = averages.loc[slip.province]
        spending = consumption.loc[slip.province, ["urban_yuan", "rural_yuan"]].to_dict()
        inferred = {**spending, f"{slip.area}_yuan": slip.typed_yuan}
        everyone = _tenths(income["consumption_all_yuan"])
        rows[f"{slip.province}, {slip.area}"] = {
            "official_yuan": slip.published_yuan,
            "inferred_yuan": slip.typed_yuan,
            "from_incomes": urban_weight(
                *(_tenths(income[f"income_{who}_yuan"]) for who in ("all", "urban", "rural"))
            ),
            "from_official": urban_weight(everyone, *map(_tenths, spending.values())),
            "from_inferred": urban_weight(everyone, *map(_tenths, inferred.values())),
        }
    frame = pd.DataFrame.from_dict(rows, orient="index")
    certainty = data.inferred_inputs()
    certainty.index = pd.Index(certainty["province"] + ", " + certainty["area"])
    return frame.assign(certainty=certainty["certainty"])


def analyses() -> pd.DataFrame:
    """All that the printed sums of squares contain: one row an analysis, 95% intervals."""
    rows = {}
    for outcome, name in (("jd", "JD.com"), ("total", "Total consumption")):
        for year in (2015, 2016):
            printed = analysis_as_printed(year, outcome)
            d_low, d_high = anova.cohens_d_interval(printed, PROVINCES)
            low, high = anova.mean_difference_interval(printed, PROVINCES)
            rows[f"{name}, {year}"] = {
                "f": printed.f,
                "p": printed.p,
                "eta_squared": printed.eta_squared,
                "omega_squared": printed.omega_squared,
                "d": anova.cohens_d(printed, PROVINCES),
                "d_low": d_low,
                "d_high": d_high,
                "difference": anova.mean_difference(printed, PROVINCES),
                "difference_low": low,
                "difference_high": high,
                "standard_deviation": printed.standard_deviation_within,
            }
    return pd.DataFrame.from_dict(rows, orient="index")


def designs(year: int) -> pd.DataFrame:
    """The gap in total consumption under several designs: F (t squared), p, and its estimate.

    One row a design; columns scale, compares, f, p, estimate, low, high. The estimate is a
    difference in yuan on levels and a ratio on logs; a permutation test has a p only.
    """
    frame = observations(year)
    urban, rural = frame["urban_yuan"], frame["rural_yuan"]
    rows: dict[str, dict[str, object]] = {}
    one_way = analysis_of_total(year)
    low, high = anova.mean_difference_interval(one_way, PROVINCES)
    difference = anova.mean_difference(one_way, PROVINCES)
    rows["One-way analysis (the paper's)"] = _row(
        "levels", "provinces' levels", one_way.f, one_way.p, difference, low, high
    )
    for scale in ("levels", "logs"):
        welch = comparisons.welch_t_test(urban, rural, scale=scale)
        paired = comparisons.paired_t_test(urban, rural, scale=scale)
        rows[f"Welch, {scale}"] = _t_row(welch, "provinces' levels")
        rows[f"Paired, {scale}"] = _t_row(paired, "the gap between provinces")
    both = (
        ("Permutation, all labels", comparisons.permutation_test_independent, "provinces' levels"),
        (
            "Permutation, within pairs",
            comparisons.permutation_test_paired,
            "the gap between provinces",
        ),
    )
    for name, test, compares in both:
        result = test(urban, rural, seed=SEED, scale="logs")
        estimate = float(np.exp(result.mean_difference))
        rows[name] = _row("logs", compares, None, result.p, estimate, None, None)
    return pd.DataFrame.from_dict(rows, orient="index")


def _t_row(test: comparisons.TTest, compares: str) -> dict[str, object]:
    if test.scale == "logs":
        low, high = test.geometric_mean_ratio_interval
        return _row("logs", compares, test.t**2, test.p, test.geometric_mean_ratio, low, high)
    return _row(
        "levels",
        compares,
        test.t**2,
        test.p,
        test.mean_difference,
        test.mean_difference_low,
        test.mean_difference_high,
    )


def _row(
    scale: str,
    compares: str,
    f: float | None,
    p: float,
    estimate: float,
    low: float | None,
    high: float | None,
) -> dict[str, object]:
    return {
        "scale": scale,
        "compares": compares,
        "f": f,
        "p": p,
        "estimate": estimate,
        "low": low,
        "high": high,
    }


def dispersion(year: int, outcome: str) -> float:
    """Standard deviation within groups, in multiples of the rural mean.

    outcome: "total" divides by the mean of the rural provinces, "jd" by the national rural index
    of Table 1, since JD.com's provincial mean is not published.
    """
    printed = analysis_as_printed(year, outcome)
    if outcome == "jd":
        rural = data.table_1().set_index("year").loc[year, "rural_index"]
    else:
        rural = observations(year)["rural_yuan"].mean()
    return float(printed.standard_deviation_within / rural)


def ratios_by_type() -> pd.DataFrame:
    """Ratios of Tables 4 and 5: consumption_type, year, low, high, printed, total."""
    rows = []
    for year, table in ((2015, data.table_4), (2016, data.table_5)):
        for kind, row in table(as_printed=True).iterrows():
            low, high = (row["urban_index"] / row["rural_index"]).as_floats()
            rows.append(
                {
                    "consumption_type": kind,
                    "year": year,
                    "low": low,
                    "high": high,
                    "printed": float(row["urban_rural_ratio"]),
                    "total": float(row["total_consumption_ratio"]),
                }
            )
    return pd.DataFrame(rows)


def contributions() -> pd.DataFrame:
    """What each type contributed to the change of JD.com's ratio from 2015 to 2016.

    Index consumption type; columns urban_contribution, rural_contribution, contribution (points
    of the ratio), and low and high: what rounding of the printed indices allows.
    """
    before, after = data.table_4(), data.table_5()
    parts = ratios.decompose_ratio_change(
        before["urban_index"], before["rural_index"], after["urban_index"], after["rural_index"]
    )
    before, after = data.table_4(as_printed=True), data.table_5(as_printed=True)
    bounds = ratios.decomposition_bounds(
        before["urban_index"], before["rural_index"], after["urban_index"], after["rural_index"]
    )
    ends = bounds["contribution"].map(Interval.as_floats)
    return parts.assign(low=ends.str[0], high=ends.str[1])


def share_of_fall(kind: str) -> float:
    """A type's share of the fall of JD.com's ratio from 2015 to 2016."""
    parts = contributions()["contribution"]
    return float(parts[kind] / parts.sum())


def share_of_fall_by_ratio(kind: str) -> float:
    """A type's share of the same fall by its own ratio and its share of rural spending.

    Transport, whose rural index of 2016 is printed as zero, is left out.
    """
    before, after = (
        table.drop("Transportation and communications")
        for table in (data.table_4(), data.table_5())
    )
    parts = ratios.decompose_share_and_ratio(
        before["urban_index"], before["rural_index"], after["urban_index"], after["rural_index"]
    )["contribution"]
    return float(parts[kind] / parts.sum())


def ratios_by_population_of_the_year() -> "pd.Series[float]":
    """JD.com's urban-rural ratios with the sales of each year divided by its own population.

    The note under Table 1 divides every year by the population of 2017. Its index times that
    population is proportional to sales; population as first published, of which the rows are
    unconfirmed (2017 as published, in place of the projection that the note describes).
    """
    people = data.population().query("vintage == 'first published'").set_index("year")
    town_per_villager = people["urban_million"] / people["rural_million"]
    table = data.table_1().set_index("year")
    ratio = table["urban_index"] / table["rural_index"]
    return ratio * town_per_villager[2017] / town_per_villager[ratio.index]


def share_of_spending(kind: str, year: int, area: str) -> float:
    """A type's share of what town or countryside spent on JD.com in 2015 or 2016."""
    table = {2015: data.table_4, 2016: data.table_5}[year]()
    return float(table.loc[kind, f"{area}_index"] / table[f"{area}_index"].sum())


def growth_2016() -> pd.DataFrame:
    """Growth from Table 4 to Table 5 by type: urban_low, urban_high, rural_low, rural_high.

    A type whose index is printed as 0.00 in either year is left out: any growth would fit.
    """
    before, after = data.table_4(as_printed=True), data.table_5(as_printed=True)
    known = [
        kind
        for kind in before.index
        if all(
            float(table.loc[kind, f"{area}_index"]) > 0
            for table in (before, after)
            for area in ("urban", "rural")
        )
    ]
    return _growth(before.loc[known], after.loc[known])


FIVE_TYPES = [
    "Clothing",
    "Food",
    "Residence",
    "Education, culture and recreation",
    "Health care and medical services",
]
"""The types whose growth in 2016 the text sums up in one number."""


def growth_difference(growth: pd.DataFrame) -> float:
    """Rural less urban growth, the mean of the five types; growth as `growth_2016` gives it."""
    middle = {
        area: growth.loc[FIVE_TYPES, [f"{area}_low", f"{area}_high"]].mean(axis=None)
        for area in ("urban", "rural")
    }
    return float(middle["rural"] - middle["urban"])


def growth_of_residence() -> pd.DataFrame:
    """Growth from 2015 to 2016 by category of Table 8, columns as for `growth_2016`."""
    table = data.table_8(as_printed=True).set_index("category")
    return _growth(table[table["year"] == 2015], table[table["year"] == 2016])


def bounds_2017() -> pd.DataFrame:
    """Growth in 2017: the total, household articles as the text prints it, and what is left.

    What is left is bounded by Table 1 (totals), Table 5 (2016) and the two printed rates.
    """
    totals = data.table_1(as_printed=True).set_index("year")
    types = data.table_5(as_printed=True)
    rows: dict[str, dict[str, float]] = {}
    for area in ("urban", "rural"):
        before, after = totals.loc[2016, f"{area}_index"], totals.loc[2017, f"{area}_index"]
        rate = data.stated(f"micro-household-{area}-growth-2017") / 100
        household = types.loc[HOUSEHOLD, f"{area}_index"]
        rest_before = sum(types.loc[types.index != HOUSEHOLD, f"{area}_index"])
        rest_after = after - household * (rate + 1)
        spans = {
            "All types": after / before - 1,
            HOUSEHOLD: rate,
            "All other types together": rest_after / rest_before - 1,
        }
        for name, span in spans.items():
            low, high = span.as_floats()
            rows.setdefault(name, {}).update({f"{area}_low": low, f"{area}_high": high})
    return pd.DataFrame.from_dict(rows, orient="index")


def spending_per_order() -> pd.DataFrame:
    """The spending index over the index of Tables 6 and 7, where both have two digits to go by.

    Index (consumption type, year); columns urban and rural (Interval), and urban_mid, rural_mid.
    """
    rows = {}
    pairs = ((2015, data.table_4, data.table_6), (2016, data.table_5, data.table_7))
    for year, spending, orders in pairs:
        value, count = spending(as_printed=True), orders(as_printed=True)
        for kind in value.index:
            if all(float(count.loc[kind, f"{area}_index"]) >= 0.1 for area in ("urban", "rural")):
                rows[kind, year] = {
                    area: value.loc[kind, f"{area}_index"] / count.loc[kind, f"{area}_index"]
                    for area in ("urban", "rural")
                }
    frame = pd.DataFrame.from_dict(rows, orient="index")
    frame.index = pd.MultiIndex.from_tuples(frame.index, names=["consumption_type", "year"])
    return frame


def scale_of_table_8() -> pd.DataFrame:
    """Sum of the categories of Table 8 over the residence line of Tables 4 and 5.

    Index year, columns urban and rural (Interval).
    """
    table = data.table_8(as_printed=True)
    lines = {2015: data.table_4(as_printed=True), 2016: data.table_5(as_printed=True)}
    return pd.DataFrame(
        {
            area: {
                year: sum(table.loc[table["year"] == year, f"{area}_index"])
                / line.loc["Residence", f"{area}_index"]
                for year, line in lines.items()
            }
            for area in ("urban", "rural")
        }
    )


def rank_in_table_8(category: str, year: int) -> str:
    """The rank in words of a category of Table 8 by urban spending: "largest" and so on."""
    table = data.table_8()
    index = table[table["year"] == year].set_index("category")["urban_index"]
    rank = int(index.rank(ascending=False)[category])
    return {1: "largest", 2: "second largest", 3: "third largest"}.get(rank, f"{rank}th largest")


def tally(judged: Iterable[Witness]) -> dict[str, list[Witness]]:
    """Judged relations by verdict, every verdict present."""
    found: dict[str, list[Witness]] = {verdict.value: [] for verdict in Verdict}
    for witness in judged:
        found[witness.verdict.value].append(witness)
    return found


def _growth(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    ends = {}
    for area in ("urban", "rural"):
        growth = ratios.growth(before[f"{area}_index"], after[f"{area}_index"])
        bounds = growth.map(Interval.as_floats)
        ends[f"{area}_low"], ends[f"{area}_high"] = bounds.str[0], bounds.str[1]
    return pd.DataFrame(ends)


def _tenths(yuan: float) -> Printed:
    """An amount published to a tenth of a yuan."""
    return Printed(f"{yuan:.1f}")

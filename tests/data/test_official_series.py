"""The official series: what they must agree with, in themselves and with one another."""

import csv
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pandas as pd
import pytest

from urban_rural import data
from urban_rural.data import DATA

AREAS = ("all", "urban", "rural")
CATEGORIES = list(data.CONSUMPTION_TYPES.values())


def rows(name: str) -> list[dict[str, str]]:
    with open(DATA / f"official/{name}.csv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def bounds(published: str, half: Fraction | None = None) -> tuple[Fraction, Fraction]:
    half = half or Fraction(1, 2 * 10 ** len(published.partition(".")[2]))
    return Fraction(published) - half, Fraction(published) + half


def urban_weight(
    everyone: str, urban: str, rural: str, half: Fraction | None = None
) -> tuple[Fraction, Fraction]:
    """The share of urban residents that makes the mean of urban and rural that of all residents.

    It rises with the value of all residents and falls with the other two.
    """
    (a_low, a_high), (u_low, u_high), (r_low, r_high) = (
        bounds(value, half) for value in (everyone, urban, rural)
    )
    return (a_low - r_high) / (u_high - r_high), (a_high - r_low) / (u_low - r_low)


def meet(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def weights_of_2016(
    instead: dict[tuple[str, str], str],
) -> dict[str, tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]]:
    """Province -> urban weight from incomes, urban weight from consumption."""
    consumption = {
        row["province"]: row for row in rows("provincial_consumption") if row["year"] == "2016"
    }
    return {
        row["province"]: (
            urban_weight(*(row[f"income_{area}_yuan"] for area in AREAS)),
            urban_weight(
                row["consumption_all_yuan"],
                *(
                    instead.get(
                        (row["province"], area), consumption[row["province"]][f"{area}_yuan"]
                    )
                    for area in ("urban", "rural")
                ),
            ),
        )
        for row in rows("provincial_income_2016")
    }


def test_income_and_consumption_of_2016_imply_one_urban_weight_in_each_province() -> None:
    weights = weights_of_2016({})
    assert len(weights) == 31
    assert [name for name, pair in weights.items() if not meet(*pair)] == []


@pytest.mark.parametrize(
    ("place", "value", "rejected"),
    [
        (("Hubei", "rural"), "10398.3", True),
        (("Zhejiang", "urban"), "30067.1", True),
        (("Shanghai", "rural"), "17070.8", False),
    ],
)
def test_the_urban_weight_rejects_two_of_the_three_inferred_inputs(
    place: tuple[str, str], value: str, rejected: bool
) -> None:
    assert meet(*weights_of_2016({place: value})[place[0]]) != rejected


def test_hubei_is_rejected_by_a_wide_margin() -> None:
    income, consumption = weights_of_2016({("Hubei", "rural"): "10398.3"})["Hubei"]
    width = max(income[1] - income[0], consumption[1] - consumption[0])
    assert consumption[0] - income[1] > 100 * width


def test_town_dwellers_spend_more_than_villagers_in_every_province() -> None:
    assert all(
        Fraction(row["urban_yuan"]) > Fraction(row["rural_yuan"])
        for row in rows("provincial_consumption")
    )


def amounts() -> dict[tuple[str, str, str], str]:
    return {
        (row["year"], row["area"], row["category"]): row["yuan_per_head"]
        for row in rows("national_consumption_by_category")
    }


def test_national_categories_sum_to_their_total() -> None:
    found = amounts()
    for year in range(2013, 2024):
        for area in AREAS:
            parts = sum(Fraction(found[str(year), area, category]) for category in CATEGORIES)
            allowed = 1 if (year, area) == (2022, "all") else Fraction(9, 20)  # nine roundings
            assert abs(parts - Fraction(found[str(year), area, "total"])) <= allowed, (year, area)


def test_every_category_and_income_imply_one_urban_weight_a_year() -> None:
    found = amounts()
    income = {row["year"]: row for row in rows("national_income")}
    for year in map(str, range(2013, 2024)):
        half = Fraction(1) if year >= "2021" else None
        implied = [
            urban_weight(
                *(found[year, area, category] for area in AREAS),
                half=half if category != "total" else None,
            )
            for category in ["total", *CATEGORIES]
        ]
        implied.append(urban_weight(*(income[year][f"{area}_yuan"] for area in AREAS)))
        assert max(low for low, _ in implied) <= min(high for _, high in implied), year


def test_rural_consumption_of_2025_follows_from_the_urban_weight_of_incomes() -> None:
    found, income = amounts(), rows("national_income")[-1]
    assert income["year"] == "2025"
    everyone, urban, rural = (Fraction(income[f"{area}_yuan"]) for area in AREAS)
    weight = (everyone - rural) / (urban - rural)
    derived = (
        Fraction(found["2025", "all", "total"]) - weight * Fraction(found["2025", "urban", "total"])
    ) / (1 - weight)
    assert abs(derived - Fraction(found["2025", "rural", "total"])) <= 3


def test_urban_and_rural_population_add_up_and_give_the_printed_share() -> None:
    for row in rows("population"):
        total, urban, rural = (
            Fraction(row[f"{part}_million"]) for part in ("total", "urban", "rural")
        )
        assert urban + rural == total, row["year"]
        low, high = bounds(row["urban_share_percent"])
        assert low - Fraction(1, 200) <= 100 * urban / total <= high + Fraction(1, 200), row["year"]


def test_the_two_vintages_of_population_differ_as_the_82_percent_of_the_paper_needs() -> None:
    rural = {
        row["vintage"]: Fraction(row["rural_million"])
        for row in rows("population")
        if row["year"] == "2019"
    }
    spending = Fraction("13.328")  # thousand yuan a head, as the paper prints it
    assert [
        round(float(Fraction("6033.2") / (spending * rural[vintage]) * 100), 1)
        for vintage in ("first published", "revised")
    ] == [82.1, 86.1]


def test_urban_and_rural_internet_users_add_up_to_all() -> None:
    for row in rows("internet_users"):
        if row["urban_users_million"]:
            parts = Fraction(row["urban_users_million"]) + Fraction(row["rural_users_million"])
            assert abs(parts - Fraction(row["users_million"])) <= Fraction(3, 2), row["month"]


def test_penetration_lies_between_rural_and_urban_penetration() -> None:
    for row in rows("internet_users"):
        rural, everyone, urban = (
            row[f"{part}penetration_percent"] for part in ("rural_", "", "urban_")
        )
        if rural:
            assert Fraction(rural) < Fraction(everyone), row["month"]
        if urban:
            assert Fraction(everyone) < Fraction(urban), row["month"]


def test_users_and_penetration_imply_the_population() -> None:
    population = {row["year"]: Fraction(row["total_million"]) for row in rows("population")}
    for row in rows("internet_users"):
        implied = 100 * Fraction(row["users_million"]) / Fraction(row["penetration_percent"])
        year = row["month"][:4] if row["month"].endswith("12") else str(int(row["month"][:4]) - 1)
        assert abs(implied / population[year] - 1) < Fraction(2, 100), row["month"]


def test_penetration_of_june_2019_follows_from_the_figures_that_the_paper_prints() -> None:
    row = next(row for row in rows("internet_users") if row["month"] == "2019-06")
    for area, users, share in (("urban", 630, "0.372"), ("rural", 225, "0.628")):
        percent = 100 * users / (users + Fraction(share) * 541)
        assert round(float(percent), 1) == float(row[f"{area}_penetration_percent"])


def test_shares_of_retail_follow_from_the_levels() -> None:
    for row in rows("online_retail"):
        if row["physical_goods_share_of_retail_percent"]:
            share = (
                100
                * Fraction(row["physical_goods_billion_yuan"])
                / Fraction(row["retail_billion_yuan"])
            )
            low, high = bounds(row["physical_goods_share_of_retail_percent"])
            assert low <= share <= high, row["year"]
    rural = next(row for row in rows("rural_online_retail") if row["year"] == "2016")
    total = next(row for row in rows("online_retail") if row["year"] == "2016")
    share = (
        100 * Fraction(rural["sales_billion_yuan"]) / Fraction(total["online_retail_billion_yuan"])
    )
    assert rural["share_of_online_retail_percent"] == f"{float(share):.1f}" == "17.4"


def test_retail_sales_contain_their_parts() -> None:
    for row in rows("online_retail"):
        if row["retail_billion_yuan"]:
            online, goods, retail, rural = (
                Fraction(row[f"{name}_billion_yuan"])
                for name in ("online_retail", "physical_goods", "retail", "rural_retail")
            )
            assert goods < online < retail and rural < retail, row["year"]


@pytest.mark.parametrize(
    ("name", "level", "growth", "chained"),
    [
        ("online_retail", "online_retail_billion_yuan", "online_retail_growth_percent", []),
        ("online_retail", "physical_goods_billion_yuan", "physical_goods_growth_percent", []),
        ("rural_online_retail", "sales_billion_yuan", "growth_percent", ["2015"]),
        ("agricultural_online_retail", "sales_billion_yuan", "growth_percent", ["2024"]),
    ],
)
def test_published_growth_is_hardly_ever_the_ratio_of_published_levels(
    name: str, level: str, growth: str, chained: list[str]
) -> None:
    found = []
    for before, after in pairwise(rows(name)):
        if before[level] and after[growth]:
            (low, high), (base_low, base_high) = bounds(after[level]), bounds(before[level])
            implied = 100 * (low / base_high - 1), 100 * (high / base_low - 1)
            if meet(implied, bounds(after[growth])):
                found.append(after["year"])
    assert found == chained


@pytest.mark.parametrize(
    ("loader", "last", "first"),
    [(data.rural_online_retail, 2015, 2016), (data.agricultural_online_retail, 2017, 2018)],
)
def test_a_break_parts_two_series(
    loader: Callable[[], pd.DataFrame], last: int, first: int
) -> None:
    spans = loader().groupby("series")["year"].agg(["min", "max"]).sort_values("min")
    assert len(spans) == 2
    assert spans["max"].iloc[0] == last and spans["min"].iloc[1] == first


def test_agricultural_sales_fall_at_the_break_although_growth_is_published() -> None:
    sales = data.agricultural_online_retail().set_index("year")
    assert sales.loc[2018, "sales_billion_yuan"] < sales.loc[2017, "sales_billion_yuan"]
    assert sales.loc[2018, "growth_percent"] == 33.8


def test_derived_figures_are_derived_as_their_notes_say() -> None:
    agricultural = {row["year"]: row for row in rows("agricultural_online_retail")}
    assert agricultural["2016"]["evidence"] == "derived"
    level_2016 = Fraction(agricultural["2016"]["sales_billion_yuan"])
    assert level_2016 * Fraction("2.5") == Fraction("397.5")
    rural = {row["year"]: row for row in rows("rural_online_retail")}
    assert rural["2014"]["evidence"] == "derived"
    assert round(353 / Fraction("1.96")) == Fraction(rural["2014"]["sales_billion_yuan"])


def test_counts_of_villages_agree_with_the_growth_and_share_in_their_notes() -> None:
    villages = data.taobao_villages().set_index("year")["villages"]
    assert round(villages[2015] / (1 + 2.68)) == villages[2014]
    assert round(1857 / villages[2018], 2) == 0.58


def test_the_villages_that_the_paper_dates_to_2018_are_those_of_june_2019() -> None:
    villages = data.taobao_villages().set_index("year")
    paper = data.stated("jobs-taobao-villages").value, data.stated("jobs-taobao-towns").value
    assert tuple(villages.loc[2019, ["villages", "towns"]]) == paper
    assert villages.loc[2018, "villages"] == 3202 and villages.loc[2018, "towns"] == 363


def test_parcels_of_2025_grew_as_published() -> None:
    parcels = data.parcels().set_index("year")["parcels_billion"]
    assert round(100 * (parcels[2025] / parcels[2024] - 1), 1) == 13.6


def test_the_paper_prints_the_official_figures_of_2019() -> None:
    online = next(row for row in rows("online_retail") if row["year"] == "2019")
    for column, statement in {
        "online_retail_billion_yuan": "intro-online-retail-2019",
        "online_retail_growth_percent": "intro-online-retail-growth-2019",
        "physical_goods_billion_yuan": "intro-physical-goods-2019",
        "physical_goods_growth_percent": "intro-physical-goods-growth-2019",
        "physical_goods_share_of_retail_percent": "intro-physical-goods-share-2019",
        "rural_retail_billion_yuan": "mechanisms-rural-retail-2019",
    }.items():
        assert Fraction(online[column]) == data.stated(statement).value, column

"""What the chapter on mechanisms says: its numbers, its sentences and its exercises."""

from dataclasses import replace
from itertools import combinations
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urban_rural import data
from urban_rural.explorations import mechanisms as explorations
from urban_rural.figures import mechanisms as figures
from urban_rural.mechanisms import chapter
from urban_rural.mechanisms.credit import LearningLender
from urban_rural.mechanisms.direct_sale import Cobweb, SalesChannels
from urban_rural.mechanisms.upgrading import (
    DEVELOPMENT_AND_ENJOYMENT,
    budget_shares,
    share_of_categories,
)
from urban_rural.mechanisms.variety import ShoppingPlaces, gain_from_variety
from urban_rural.printed import Verdict
from urban_rural.tables import mechanisms as tables

ALL_YEARS = list(range(2013, 2024))


def years_in_which_the_countryside_is_ahead(categories: list[str]) -> list[int]:
    shares = share_of_categories(budget_shares(chapter.expenditure()), categories)
    ahead = shares.loc["rural"] > shares.loc["urban"]
    return ahead.index[ahead].tolist()


# Access and variety


def test_the_printed_share_holds_with_the_population_first_published_only() -> None:
    found = chapter.rural_coverage()
    assert found["verdict"].to_dict() == {
        "first published": Verdict.HOLDS,
        "revised": Verdict.DOES_NOT_HOLD,
    }
    # 6033.2 / (13.328 * 551.62) and 6033.2 / (13.328 * 525.82), by hand.
    assert float(found.loc["first published", "coverage_percent"].midpoint) == pytest.approx(
        82.062, abs=1e-3
    )
    assert float(found.loc["revised", "coverage_percent"].midpoint) == pytest.approx(
        86.089, abs=1e-3
    )


def test_the_printed_sums_of_rural_consumption_follow_from_the_same_inputs() -> None:
    first = chapter.rural_coverage().loc["first published"]
    for column, statement in tables.PRINTED.items():
        assert first[column].overlaps(data.stated(statement))


def test_without_residence_rural_shops_sell_more_than_the_rest_of_rural_consumption() -> None:
    # Residence took 2871.3 of 13327.7 yuan in 2019.
    expected = 6033.2 / ((13.328 - 2.8713) * 551.62) * 100
    found = chapter.coverage_without_residence()
    assert found.contains(expected)
    assert found.low > 100


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.floats(0, 0.9), st.floats(1.2, 10))
def test_the_share_behind_a_saving_gives_that_saving(saving: float, elasticity: float) -> None:
    share = chapter.online_share_behind(saving, elasticity)
    # Shares next to one leave no digits for the way back.
    if share < 1 - 1e-9:
        real_income = 1 + gain_from_variety(share, elasticity)
        assert 1 - 1 / real_income == pytest.approx(saving, rel=1e-5, abs=1e-9)


def test_a_saving_or_an_elasticity_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match=r"saving = 1 is outside its permitted range \[0, 1\)"):
        chapter.online_share_behind(1, 4)
    with pytest.raises(ValueError, match="elasticity_of_substitution = 1 "):
        chapter.online_share_behind(0.05, 1)


@pytest.mark.parametrize(
    ("distance", "surcharge", "says"),
    [
        (20, 16, "the gap narrows"),
        (20, 20, "the gap widens"),
        (40, 36, "the gap narrows"),
        (0, 0, "the gap stands still"),
        (0, 4, "the gap widens"),
    ],
)
def test_the_gap_narrows_below_the_surcharge_of_equal_gain_and_widens_above(
    distance: float, surcharge: float, says: str
) -> None:
    assert says in explorations.delivery(distance, surcharge).sentence


# Upgrading


def test_the_rural_share_for_development_and_enjoyment_is_the_larger_in_every_year() -> None:
    years = chapter.upgrading_by_year()
    assert years.index.tolist() == ALL_YEARS
    assert (years["rural"] > years["urban"]).all()
    assert years["rural"].idxmax() == 2019


def test_with_health_care_the_countryside_is_ahead_whatever_else_is_left_out() -> None:
    others = [name for name in DEVELOPMENT_AND_ENJOYMENT if name != "health_care"]
    for number in range(len(others) + 1):
        for kept in combinations(others, number):
            assert years_in_which_the_countryside_is_ahead([*kept, "health_care"]) == ALL_YEARS


def test_without_health_care_the_countryside_is_ahead_in_2020_and_2022_only() -> None:
    years = chapter.upgrading_by_year()
    ahead = years["rural_without_health"] > years["urban_without_health"]
    assert ahead.index[ahead].tolist() == [2020, 2022]
    others = [name for name in DEVELOPMENT_AND_ENJOYMENT if name != "health_care"]
    assert years_in_which_the_countryside_is_ahead(others) == [2020, 2022]


def test_the_duncan_index_falls_to_2016_and_is_never_as_low_again() -> None:
    index = chapter.upgrading_by_year()["duncan"]
    assert index.loc[2013] == pytest.approx(6.78, abs=0.005)
    assert index.loc[:2016].is_monotonic_decreasing
    assert index.idxmin() == 2016
    assert not index.loc[2016:].is_monotonic_decreasing


@pytest.mark.parametrize("area", ["urban", "rural"])
def test_the_elasticities_of_one_budget_average_to_one(area: str) -> None:
    """Engel's aggregation: one per cent more money is one per cent more spending in all."""
    shares = budget_shares(chapter.expenditure()).loc[area].mean()
    found = chapter.expenditure_elasticities()[area].rename(data.CONSUMPTION_TYPES)
    assert (shares * found).sum() == pytest.approx(1)


def test_health_care_and_clothing_change_sides_between_the_two_comparisons() -> None:
    found = chapter.expenditure_elasticities()
    health, clothing = found.loc["Health care and medical services"], found.loc["Clothing"]
    assert health["urban_low"] > 1 and health["rural_low"] > 1 > health["between_areas"]
    assert clothing["urban_high"] < 1 and clothing["rural_high"] < 1 < clothing["between_areas"]


def test_the_better_good_is_bought_from_the_reviews_needed_on() -> None:
    assert "not bought. It takes 23 reviews" in explorations.reviews(22, 80).sentence
    assert "so it is bought" in explorations.reviews(23, 80).sentence
    assert "No number of reviews is enough" in explorations.reviews(100, 20).sentence


# Direct sale


def test_most_rural_online_sales_are_not_farm_products() -> None:
    share = chapter.farm_products_in_rural_online_sales()
    assert share.index.tolist() == [2018, 2021, 2025]
    assert share.loc[2021] == pytest.approx(422.1 / 2050 * 100)
    assert share.max() < 50


def test_at_the_price_the_title_names_the_grower_keeps_the_same_either_way() -> None:
    channels = SalesChannels()
    title = figures.channels(channels, label="2.7", source="-").title
    price = float(title.split("below ")[1].split(" ")[0])
    at_that_price = replace(channels, consumer_price=price)
    # The title gives the price to a tenth of a yuan.
    assert at_that_price.direct_share == pytest.approx(channels.farm_gate_share, abs=0.01)


def test_prices_run_away_without_orders_and_settle_with_a_tenth_on_orders() -> None:
    assert "prices run away" in explorations.orders(0, 24).sentence
    assert "prices settle" in explorations.orders(10, 24).sentence
    # (bd - 1) / (2bd) with b = 0.05 and d = 24.
    assert "exceeds 8.3%" in explorations.orders(0, 24).sentence


def test_shocks_vary_prices_without_limit_if_nobody_plants_on_orders() -> None:
    market = Cobweb()
    assert replace(market, share_on_orders=0).price_variance == inf
    # 0.5^2 / ((1 + 1.2 x 0.25)^2 (1 - (0.9 / 1.3)^2)), by hand.
    assert market.price_variance == pytest.approx(0.25 / (1.69 - 0.81))
    flat = replace(market, supply_slope=market.supply_slope / 2)
    assert replace(flat, share_on_orders=0).price_variance == pytest.approx(0.25 / 0.64)
    assert flat.price_variance < replace(flat, share_on_orders=0).price_variance


# Entry


def test_every_later_count_of_taobao_villages_was_under_predicted_and_covered() -> None:
    for curve in chapter.CURVES:
        outcome = chapter.villages_forecast(curve)
        assert outcome.fit.times.max() == 2018
        assert outcome.frame["time"].tolist() == [2019, 2020, 2021, 2022]
        assert (outcome.frame["error"] > 0).all()
        assert outcome.coverage == 1


def test_4310_villages_are_the_count_after_2018() -> None:
    counts = data.taobao_villages().set_index("year")["villages"]
    assert counts.loc[2019] == float(data.stated("jobs-taobao-villages"))
    assert counts.loc[2018] == 3202


def test_until_2020_every_forecaster_was_too_low() -> None:
    outcomes = {year: chapter.villages_forecast(known_until=year) for year in range(2016, 2022)}
    for year in range(2016, 2021):
        assert (outcomes[year].frame["error"] > 0).all()
    assert {year: outcomes[year].coverage for year in (2016, 2017, 2018, 2020)} == {
        2016: 0,
        2017: 1,
        2018: 1,
        2020: 0,
    }
    assert abs(outcomes[2021].frame["error_percent"].iloc[0]) < 1
    of_2019 = outcomes[2019].frame.set_index("time")
    assert of_2019["inside"].to_dict() == {2020: True, 2021: False, 2022: True}
    assert 0 < of_2019["observed"].loc[2021] - of_2019["high"].loc[2021] < 25


def test_a_village_can_rest_at_two_shares_or_at_one() -> None:
    assert "passes from one to the other" in explorations.cluster(70, 2.5).sentence
    for cost, saving in ((110, 2.5), (30, 2.5), (70, 0)):
        assert "whatever its start" in explorations.cluster(cost, saving).sentence


# Credit


def test_a_fifth_of_rural_residents_paid_by_phone_in_shops_in_2018() -> None:
    assert chapter.residents_paying_by_phone() == pytest.approx(0.57 * 38.4)


def test_the_title_names_first_crossings_and_those_for_good() -> None:
    assert chapter.credit_access() == (0.3, 0.5)
    title = figures.learning(
        LearningLender(), chapter.credit_access(), label="2.12", source="-"
    ).title
    assert title == (
        "30% of the creditworthy are first served at 38 transactions, for good from 63; "
        "50% first at 89, for good from 126. An illustration."
    )


def test_a_lender_without_transactions_lends_to_nobody() -> None:
    assert "lends to nobody" in explorations.transactions(0, 13).sentence
    assert "at most 1 default: 29.6%" in explorations.transactions(40, 13).sentence
    assert "forgiven from 51 transactions" in explorations.transactions(40, 13).sentence


# What is shown


def test_unconfirmed_figures_carry_an_asterisk() -> None:
    coverage = tables.coverage(label="2.2").frame
    assert coverage.loc["Rural residents, million"].tolist() == ["–", "551.62*", "525.82*"]
    assert all(text.endswith("*") for text in coverage.drop(columns="printed").to_numpy().flat)
    counted = tables.forecast(chapter.villages_forecast(), label="2.11").frame["observed"]
    assert counted.tolist() == ["4,310", "5,425*", "7,023*", "7,780*"]


@pytest.mark.parametrize("name", explorations.MODELS)
def test_every_parameter_of_a_model_is_listed_with_its_basis(name: str) -> None:
    answer = explorations.assumed_by(name)
    assert answer.table is not None
    rows = answer.table.frame
    assert rows["range"].str.fullmatch(r"\S+ to \S+").all()
    assert rows["basis"].str.match(r"(published \(.|illustrative)").all()
    listed = rows["basis"].str.startswith("published").sum()
    assert f"{len(rows)} parameters, {listed} of them" in answer.sentence


def test_the_title_of_the_cost_of_living_says_what_the_model_gives() -> None:
    places = ShoppingPlaces()
    title = figures.cost_of_living(places, 20, label="2.1", source="-").title
    without = places.relative_cost_of_living(20, online=False) - 1
    together = places.relative_cost_of_living(20) - 1
    assert f"{without:.0%} more" in title and f"{together:.0%} more" in title
    assert together < without

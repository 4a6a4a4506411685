"""Access and variety: CES consumers near and far from a town."""

from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from urban_rural.mechanisms.variety import (
    CHANNELS,
    ShoppingPlaces,
    gain_from_variety,
    local_supply_share,
    price_index,
)

modest = settings(max_examples=50, deadline=None, derandomize=True)
places = st.builds(
    ShoppingPlaces,
    elasticity_of_substitution=st.floats(1.5, 12),
    nearby_varieties=st.just(0.0) | st.floats(0.01, 50),
    nearby_price=st.floats(0.8, 1.6),
    town_varieties=st.floats(20, 200),
    trip_cost=st.floats(0, 0.05),
    online_varieties=st.floats(1, 100),
    online_discount=st.floats(0, 0.3),
    city_surcharge=st.floats(0, 0.2),
    village_surcharge=st.floats(0, 0.5),
)
distances = st.floats(0, 100)


def test_one_variety_costs_its_price() -> None:
    assert price_index([1], [1.7], 4) == pytest.approx(1.7)


def test_the_index_is_the_least_spending_that_buys_one_unit_of_utility() -> None:
    sigma, prices = 3.0, np.array([1.0, 1.3, 0.8])
    power = (sigma - 1) / sigma

    def spending_per_utility(log_quantities: np.ndarray) -> float:
        quantities = np.exp(log_quantities)
        return float(prices @ quantities / np.sum(quantities**power) ** (1 / power))

    found = minimize(spending_per_utility, np.zeros(3), tol=1e-12)
    assert price_index([1, 1, 1], prices, sigma) == pytest.approx(found.fun, rel=1e-8)


def test_shares_are_those_of_the_consumer_who_spends_least_for_a_unit_of_utility() -> None:
    # By Shephard's lemma a channel's share is the elasticity of the index in its price.
    model, step = ShoppingPlaces(), 1e-6
    prices = np.array([1.1, 1 + 0.01 * 20, 0.93 * 1.05])
    varieties = [model.nearby_varieties, model.town_varieties, model.online_varieties]
    for channel, position in zip(CHANNELS, range(3), strict=True):
        raised, lowered = prices.copy(), prices.copy()
        raised[position] *= 1 + step
        lowered[position] *= 1 - step
        slope = (
            log(price_index(varieties, raised, 4)) - log(price_index(varieties, lowered, 4))
        ) / (2 * step)
        assert model.expenditure_shares(20, 0.05)[channel] == pytest.approx(slope, abs=1e-8)


@modest
@given(places, distances, st.floats(0, 0.5))
def test_the_gain_formula_equals_the_ratio_of_the_costs_of_living(
    model: ShoppingPlaces, distance: float, surcharge: float
) -> None:
    without = model.cost_of_living(distance, surcharge, online=False)
    with_online = model.cost_of_living(distance, surcharge)
    assert model.gain_from_online(distance, surcharge) == pytest.approx(
        without / with_online - 1, rel=1e-7, abs=1e-10
    )


def test_the_gain_is_a_rise_of_real_income_and_so_positive() -> None:
    # A quarter of spending online at sigma 4: (3/4)^(-1/3) - 1.
    assert gain_from_variety(0.25, 4) == pytest.approx(0.10064, abs=1e-5)
    gain = gain_from_variety(0.25, 4)
    assert 1 - 1 / (1 + gain) == pytest.approx(1 - 0.75 ** (1 / 3))


@modest
@given(st.floats(0, 0.95), st.floats(0, 0.95), st.floats(1.2, 20), st.floats(1.2, 20))
def test_the_gain_rises_with_the_share_and_falls_with_the_elasticity(
    share: float, other_share: float, sigma: float, other_sigma: float
) -> None:
    low, high = sorted((share, other_share))
    assert gain_from_variety(low, sigma) <= gain_from_variety(high, sigma)
    low, high = sorted((sigma, other_sigma))
    assert gain_from_variety(share, high) <= gain_from_variety(share, low)


@modest
@given(places, distances)
def test_shares_add_up_to_one(model: ShoppingPlaces, distance: float) -> None:
    shares = model.expenditure_shares(distance, 0.1)
    assert sum(shares.values()) == pytest.approx(1)
    assert all(share >= 0 for share in shares.values())


@modest
@given(places, distances, distances)
def test_living_costs_and_the_gain_from_online_rise_with_distance(
    model: ShoppingPlaces, one: float, other: float
) -> None:
    near, far = sorted((one, other))
    slack = 1 + 1e-12
    for online in (True, False):
        assert model.cost_of_living(near, 0.1, online=online) <= slack * model.cost_of_living(
            far, 0.1, online=online
        )
    assert model.gain_from_online(near, 0.1) <= slack * model.gain_from_online(far, 0.1)


@modest
@given(places)
def test_at_distance_zero_the_village_is_the_city(model: ShoppingPlaces) -> None:
    same_delivery = replace(model, village_surcharge=model.city_surcharge)
    assert same_delivery.relative_cost_of_living(0) == pytest.approx(1)
    assert model.relative_cost_of_living(0, online=False) == pytest.approx(1)


def test_without_online_varieties_there_is_nothing_to_gain() -> None:
    model = ShoppingPlaces(online_varieties=0)
    assert model.gain_from_online(30, 0.05) == 0
    assert model.expenditure_shares(30, 0.05)["online"] == 0
    assert model.relative_cost_of_living(30) == model.relative_cost_of_living(30, online=False)
    with pytest.raises(ValueError, match="online_varieties = 0 "):
        model.surcharge_of_equal_gain(30)


@modest
@given(places, distances)
def test_the_surcharge_of_equal_gain_is_the_cost_of_distance_without_online_shops(
    model: ShoppingPlaces, distance: float
) -> None:
    # Equal gains mean equal online shares, and those that delivered prices stand to the rest
    # alike: 1 + s = (1 + s of the city) times the relative cost of living without online.
    offline = model.relative_cost_of_living(distance, online=False)
    surcharge = model.surcharge_of_equal_gain(distance)
    assert 1 + surcharge == pytest.approx((1 + model.city_surcharge) * offline, rel=1e-7)
    city = model.gain_from_online(0, model.city_surcharge)
    assert model.gain_from_online(distance, surcharge) == pytest.approx(city, rel=1e-5, abs=1e-9)


def test_above_the_surcharge_of_equal_gain_the_city_gains_more() -> None:
    model = ShoppingPlaces()
    surcharge = model.surcharge_of_equal_gain(20)
    city = model.gain_from_online(0, model.city_surcharge)
    assert model.gain_from_online(20, surcharge - 0.01) > city
    assert model.gain_from_online(20, surcharge + 0.01) < city


def test_with_varieties_that_sum_to_one_the_index_tends_to_cobb_douglas() -> None:
    weights, prices = np.array([0.2, 0.3, 0.5]), np.array([1.4, 0.7, 2.0])
    cobb_douglas = float(np.prod(prices**weights))
    assert price_index(weights, prices, 1 + 1e-7) == pytest.approx(cobb_douglas, rel=1e-6)


def test_an_elasticity_of_one_or_too_near_to_it_is_refused() -> None:
    with pytest.raises(ValueError, match=r"elasticity_of_substitution = 1 .* \(1, inf\)"):
        price_index([1], [1], 1)
    with pytest.raises(ValueError, match=r"elasticity_of_substitution = 1 .* \(1, inf\)"):
        gain_from_variety(0.2, 1)
    with pytest.raises(ValueError, match=r"elasticity_of_substitution = 1.05 .* \[1.1, inf\)"):
        ShoppingPlaces(elasticity_of_substitution=1.05)


def test_goods_that_replace_each_other_wholly_cost_what_the_cheapest_does() -> None:
    assert price_index([3, 5], [0.8, 1.2], 3000) == pytest.approx(0.8, rel=1e-3)


def test_under_the_defaults_a_city_household_spends_online_what_the_nation_did_in_2019() -> None:
    # NBS: physical goods sold online were 20.7% of retail sales in 2019.
    assert ShoppingPlaces().expenditure_shares(0, 0)["online"] == pytest.approx(0.207, abs=0.005)


def test_the_table_by_distance_holds_the_single_results() -> None:
    model = ShoppingPlaces()
    table = model.by_distance([0, 40])
    row = table.loc[1]
    assert row["distance"] == 40
    assert row["relative_cost_without_online"] == model.relative_cost_of_living(40, online=False)
    assert row["relative_cost_with_online"] == model.relative_cost_of_living(40)
    assert row["village_gain"] == model.gain_from_online(40, 0.05)
    assert (table["city_gain"] == model.gain_from_online(0, 0)).all()


def test_the_papers_82_1_per_cent_needs_the_population_first_published() -> None:
    # Rural retail 6033.2 billion and 13,328 yuan a head (paper, section 2); NBS populations.
    assert local_supply_share(6033.2e9, 13_328, 551.62e6) == pytest.approx(0.8206, abs=5e-5)
    assert local_supply_share(6033.2e9, 13_328, 525.82e6) == pytest.approx(0.8609, abs=5e-5)


def test_negative_distance_and_empty_shelves_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="distance = -1 "):
        ShoppingPlaces().cost_of_living(-1, 0)
    with pytest.raises(ValueError, match="sum of varieties = 0 "):
        price_index([0, 0], [1, 1], 4)
    with pytest.raises(ValueError, match="online_share = 1 "):
        gain_from_variety(1, 4)
    with pytest.raises(ValueError, match="rural_population = 0 "):
        local_supply_share(1, 1, 0)

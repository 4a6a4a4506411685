"""Direct sale: shares of the final price, and the cobweb."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from urban_rural.mechanisms.direct_sale import Cobweb, SalesChannels

modest = settings(max_examples=50, deadline=None, derandomize=True)
channels = st.builds(
    SalesChannels,
    consumer_price=st.floats(1, 50),
    margins=st.lists(st.floats(0, 0.6), max_size=6).map(tuple),
    platform_fee=st.floats(0, 0.5),
    freight=st.floats(0, 20),
)
markets = st.builds(
    Cobweb,
    demand_intercept=st.floats(5, 20),
    demand_slope=st.floats(0.01, 0.2),
    supply_intercept=st.floats(-10, 10),
    supply_slope=st.floats(1, 60),
    share_on_orders=st.floats(0, 1),
    shock=st.floats(0.1, 2),
)


def test_the_price_followed_from_hand_to_hand_leaves_the_farm_gate_share() -> None:
    price = 10.0
    for margin in (0.25, 0.15, 0.12, 0.10):
        price -= margin * price
    assert SalesChannels().farm_gate_share == pytest.approx(price / 10)
    assert SalesChannels(margins=()).farm_gate_share == 1


@modest
@given(channels)
def test_at_the_break_even_freight_the_grower_keeps_the_same_either_way(
    model: SalesChannels,
) -> None:
    freight = model.break_even_freight
    assume(freight >= 0)
    even = replace(model, freight=freight)
    assert even.direct_share == pytest.approx(even.farm_gate_share, abs=1e-12)


@modest
@given(channels, st.floats(0, 0.6))
def test_another_middleman_never_raises_the_farm_gate_share(
    model: SalesChannels, margin: float
) -> None:
    longer = replace(model, margins=(*model.margins, margin))
    assert longer.farm_gate_share <= model.farm_gate_share
    assert longer.break_even_freight >= model.break_even_freight


def test_margins_and_fees_outside_their_domain_are_refused() -> None:
    with pytest.raises(ValueError, match=r"margins = 1 .* \[0, 1\)"):
        SalesChannels(margins=(0.1, 1.0))
    with pytest.raises(ValueError, match="platform_fee = -0.1 "):
        SalesChannels(platform_fee=-0.1)


def cleared_price(model: Cobweb, last_price: float, shock: float) -> float:
    """The price at which demand takes what 1,000 growers, each one of two kinds, have planted."""
    on_orders = np.arange(1_000) < round(1_000 * model.share_on_orders)

    def excess_price(price: float) -> float:
        expected = np.where(on_orders, price, last_price)
        planted = np.mean(model.supply_intercept + model.supply_slope * expected)
        return price - (model.demand_intercept - model.demand_slope * float(planted) + shock)

    return float(brentq(excess_price, -1e4, 1e4, xtol=1e-12))


@pytest.mark.parametrize("share_on_orders", [0.0, 0.25, 0.8, 1.0])
def test_the_simulation_clears_a_market_of_single_growers(share_on_orders: float) -> None:
    model = Cobweb(share_on_orders=share_on_orders)
    simulated = model.simulate(8, start_price=6, seed=2)
    shocks = np.random.default_rng(2).normal(0, model.shock, 8)
    price = 6.0
    for row, shock in zip(simulated.itertuples(), shocks, strict=True):
        price = cleared_price(model, price, shock)
        assert row.price == pytest.approx(price)
        assert row.price == pytest.approx(
            model.demand_intercept - model.demand_slope * float(str(row.quantity)) + shock
        )


@modest
@given(markets, st.floats(0.5, 10))
def test_without_shocks_each_deviation_is_kappa_times_the_last(model: Cobweb, start: float) -> None:
    calm = replace(model, shock=0)
    prices = [start, *calm.simulate(4, start_price=start, seed=0)["price"]]
    deviations = np.array(prices) - calm.steady_price
    assert deviations[1:] == pytest.approx(
        calm.deviation_multiplier * deviations[:-1], rel=1e-6, abs=1e-6
    )


@pytest.mark.parametrize("share_on_orders", [0.1, 0.25, 0.6, 1.0])
def test_the_variance_of_a_long_simulation_is_that_of_the_formula(share_on_orders: float) -> None:
    model = Cobweb(share_on_orders=share_on_orders, supply_slope=20)
    prices = model.simulate(60_000, start_price=model.steady_price, seed=6)["price"]
    assert prices.var() == pytest.approx(model.price_variance, rel=0.05)


@modest
@given(markets)
def test_the_variance_has_a_second_form(model: Cobweb) -> None:
    slopes = model.demand_slope * model.supply_slope
    assume(model.share_on_orders > model.share_on_orders_for_stability + 1e-6)
    assert model.price_variance == pytest.approx(
        model.shock**2 / ((1 + slopes) * (1 + slopes * (2 * model.share_on_orders - 1))), rel=1e-6
    )


@modest
@given(markets)
def test_prices_settle_exactly_above_the_share_on_orders_that_stability_needs(
    model: Cobweb,
) -> None:
    threshold = model.share_on_orders_for_stability
    assume(abs(model.share_on_orders - threshold) > 1e-6)
    assert model.stable == (model.share_on_orders > threshold)
    assert (model.price_variance == inf) == (not model.stable)


def test_at_the_share_on_orders_that_stability_needs_deviations_keep_their_size() -> None:
    model = Cobweb(demand_slope=0.1, supply_slope=25)
    threshold = model.share_on_orders_for_stability
    assert replace(model, share_on_orders=threshold).deviation_multiplier == pytest.approx(-1)
    assert Cobweb(demand_slope=0.01, supply_slope=25).share_on_orders_for_stability == 0


@modest
@given(markets, st.floats(0, 1))
def test_more_planting_on_orders_never_makes_prices_less_steady(
    model: Cobweb, share: float
) -> None:
    low, high = sorted((model.share_on_orders, share))
    with_low, with_high = replace(model, share_on_orders=low), replace(model, share_on_orders=high)
    assert abs(with_high.deviation_multiplier) <= abs(with_low.deviation_multiplier) + 1e-12
    assert with_high.price_variance <= with_low.price_variance * (1 + 1e-9)


def test_when_all_plant_on_orders_there_is_no_cobweb() -> None:
    model = Cobweb(share_on_orders=1, shock=0)
    assert model.deviation_multiplier == 0
    assert model.simulate(1, start_price=9, seed=0)["price"].tolist() == pytest.approx(
        [model.steady_price]
    )


def test_when_none_does_the_multiplier_is_the_ratio_of_the_slopes() -> None:
    # Ezekiel's case: supply slope over demand slope, here 0.05 times 24.
    model = Cobweb(share_on_orders=0)
    assert model.deviation_multiplier == pytest.approx(-1.2)
    assert not model.stable


def test_equal_seeds_give_equal_years() -> None:
    model = Cobweb()
    first = model.simulate(20, start_price=5, seed=8)
    assert first.equals(model.simulate(20, start_price=5, seed=8))
    assert not first.equals(model.simulate(20, start_price=5, seed=9))


def test_slopes_and_years_outside_their_domain_are_refused() -> None:
    with pytest.raises(ValueError, match=r"demand_slope = 0 .* \(0, inf\)"):
        Cobweb(demand_slope=0)
    with pytest.raises(ValueError, match="share_on_orders = 1.1 "):
        Cobweb(share_on_orders=1.1)
    with pytest.raises(ValueError, match="steady_price = -"):
        Cobweb(demand_intercept=1, demand_slope=0.2, supply_intercept=20)
    with pytest.raises(ValueError, match="years = -1 "):
        Cobweb().simulate(-1, start_price=5, seed=0)

"""Farm supplies: what the chain adds and what a household saves."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urban_rural.mechanisms.direct_sale import SalesChannels
from urban_rural.policy.farm_inputs import FarmInputs

modest = settings(max_examples=50, deadline=None, derandomize=True)
markups = st.lists(st.floats(0, 0.5), max_size=6).map(tuple)
households = st.builds(
    FarmInputs,
    markups=markups,
    online_markup=st.floats(0, 0.6),
    sown_area=st.floats(1, 100),
    spending_per_mu=st.floats(0, 1000),
)


def test_a_sack_followed_from_dealer_to_dealer() -> None:
    price = 100.0
    for markup in (0.08, 0.10, 0.15):
        price += markup * price
    model = FarmInputs()
    assert 100 * (1 + model.chain_markup) == pytest.approx(price)
    assert model.saving_share == pytest.approx((price - 117) / price)
    assert model.saving_per_household == pytest.approx(8 * 350 * (price - 117) / price)


@modest
@given(households)
def test_what_is_saved_is_the_bill_of_the_dealers_less_the_bill_online(model: FarmInputs) -> None:
    at_dealers = model.spending_per_mu * model.sown_area
    at_factory = at_dealers / (1 + model.chain_markup)
    online = at_factory * (1 + model.online_markup)
    assert model.saving_per_household == pytest.approx(at_dealers - online, abs=1e-6)


@modest
@given(markups)
def test_mark_ups_and_margins_are_two_ways_to_say_the_same(chain: tuple[float, ...]) -> None:
    # A mark-up m on the price paid is a margin m / (1 + m) of the price got.
    margins = tuple(markup / (1 + markup) for markup in chain)
    factory_share = SalesChannels(margins=margins).farm_gate_share
    assert 1 / (1 + FarmInputs(markups=chain).chain_markup) == pytest.approx(factory_share)


@modest
@given(households, st.floats(0, 0.5))
def test_each_further_dealer_raises_the_saving_and_dearer_freight_lowers_it(
    model: FarmInputs, more: float
) -> None:
    longer = replace(model, markups=(*model.markups, more))
    assert longer.saving_share >= model.saving_share - 1e-12
    dearer = replace(model, online_markup=model.online_markup + more)
    assert dearer.saving_share <= model.saving_share + 1e-12


def test_without_dealers_buying_online_only_adds_its_own_cost() -> None:
    model = FarmInputs(markups=(), online_markup=0.17)
    assert model.saving_share == pytest.approx(-0.17)


def test_the_saving_beside_income_and_rent() -> None:
    model = FarmInputs()
    # NBS 2019: 16,020.7 yuan a head.
    assert model.saving_share_of_income == pytest.approx(
        model.saving_per_household / (16_020.7 * 2.62)
    )
    assert model.rent_covered == pytest.approx(model.saving_per_household / (8 * 500))


def test_negative_mark_ups_are_refused() -> None:
    with pytest.raises(ValueError, match=r"markups = -0.1 .* \[0, inf\)"):
        FarmInputs(markups=(0.1, -0.1))
    with pytest.raises(ValueError, match="sown_area = 0 "):
        FarmInputs(sown_area=0)

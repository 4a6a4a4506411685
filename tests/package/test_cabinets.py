"""Parcel cabinets: cost per parcel and the subsidy between village and city."""

from dataclasses import replace
from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urban_rural.policy.cabinets import (
    CityCabinet,
    ParcelCabinet,
    subsidy_per_parcel,
    subsidy_per_year,
)

modest = settings(max_examples=50, deadline=None, derandomize=True)
cabinets = st.builds(
    ParcelCabinet,
    capital=st.floats(0, 100_000),
    life=st.floats(1, 20),
    running_cost=st.floats(0, 60),
    reach=st.floats(0.1, 3),
    household_density=st.floats(1, 5_000),
    parcels_per_household=st.floats(0.01, 2),
    capacity=st.floats(10, 500),
)


def test_costs_over_a_life_divided_by_its_parcels_are_the_cost_of_one() -> None:
    model = ParcelCabinet()
    days = 8 * 365
    spent = 40_000 + 15 * days
    parcels = 38 * pi * 1.0**2 * 0.205 * days
    assert model.cost_per_parcel == pytest.approx(spent / parcels)


def test_households_scattered_at_random_are_in_reach_as_often_as_the_area_says() -> None:
    model = ParcelCabinet(reach=1.2, household_density=60)
    generator = np.random.default_rng(7)
    homes = generator.uniform(-2, 2, size=(400, 60 * 16, 2))
    in_reach = (np.hypot(homes[..., 0], homes[..., 1]) <= 1.2).sum(axis=1)
    assert in_reach.mean() == pytest.approx(model.households_in_reach, rel=0.02)


@modest
@given(cabinets, cabinets)
def test_with_the_subsidy_a_village_parcel_costs_no_more_than_one_in_the_city(
    village: ParcelCabinet, city: ParcelCabinet
) -> None:
    subsidy = subsidy_per_parcel(village, city)
    left = village.cost_per_parcel - subsidy
    assert left == pytest.approx(min(village.cost_per_parcel, city.cost_per_parcel), abs=1e-9)
    assert subsidy_per_year(village, city) == pytest.approx(subsidy * village.parcels_per_day * 365)


@modest
@given(cabinets, st.floats(1, 10))
def test_density_never_raises_the_cost_of_a_parcel(model: ParcelCabinet, factor: float) -> None:
    denser = replace(model, household_density=model.household_density * factor)
    assert denser.cost_per_parcel <= model.cost_per_parcel * (1 + 1e-12)


@modest
@given(cabinets, st.floats(1, 10))
def test_a_longer_life_never_raises_the_cost_of_a_parcel(
    model: ParcelCabinet, factor: float
) -> None:
    longer = replace(model, life=model.life * factor)
    assert longer.cost_per_parcel <= model.cost_per_parcel * (1 + 1e-12)


def test_a_full_cabinet_handles_its_capacity() -> None:
    city = CityCabinet()
    assert city.households_in_reach * city.parcels_per_household > city.capacity
    assert city.parcels_per_day == city.capacity


def test_no_subsidy_where_the_village_is_as_dense_as_the_city() -> None:
    assert subsidy_per_parcel(CityCabinet(), CityCabinet()) == 0


def test_parcels_per_household_follow_from_the_parcels_of_2019() -> None:
    # 15 of 63.52 billion parcels rural; 525.82 and 884.26 million residents as revised;
    # 2.62 a household.
    rural = 15e9 / 525.82e6 * 2.62 / 365
    urban = (63.52e9 - 15e9) / 884.26e6 * 2.62 / 365
    assert ParcelCabinet().parcels_per_household == pytest.approx(rural, abs=5e-4)
    assert CityCabinet().parcels_per_household == pytest.approx(urban, abs=5e-3)


def test_a_life_of_no_years_is_refused() -> None:
    with pytest.raises(ValueError, match=r"life = 0 .* \(0, inf\)"):
        ParcelCabinet(life=0)
    with pytest.raises(ValueError, match="household_density = -5 "):
        CityCabinet(household_density=-5)

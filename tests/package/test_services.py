"""Local services: the customers within reach that a service needs."""

from dataclasses import replace
from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urban_rural.policy.services import LocalService

modest = settings(max_examples=50, deadline=None, derandomize=True)
services = st.builds(
    LocalService,
    fixed_cost=st.floats(1_000, 300_000),
    margin=st.floats(1, 50),
    visits=st.floats(1, 365),
    participation=st.floats(0.01, 1),
    resident_density=st.floats(10, 5_000),
    reach=st.floats(0.2, 10),
)


def test_a_canteen_worked_by_hand() -> None:
    model = LocalService()
    # 60,000 yuan at 5 yuan a visit is 12,000 visits, or 120 customers of 100 visits each.
    assert model.threshold_customers == pytest.approx(120)
    assert model.threshold_population == pytest.approx(1_200)
    assert pi * model.threshold_radius**2 * 100 == pytest.approx(1_200)


@modest
@given(services)
def test_at_its_threshold_radius_a_service_breaks_even(model: LocalService) -> None:
    there = replace(model, reach=model.threshold_radius)
    assert there.yearly_result == pytest.approx(0, abs=1e-6 * model.fixed_cost)


@modest
@given(services)
def test_a_service_pays_exactly_where_its_yearly_result_is_no_loss(model: LocalService) -> None:
    if abs(model.yearly_result) > 1e-6 * model.fixed_cost:
        assert model.pays == (model.yearly_result > 0)
        assert model.pays == (model.participation_needed < model.participation)


@modest
@given(services, st.floats(1, 5))
def test_density_and_custom_shrink_the_radius(model: LocalService, factor: float) -> None:
    denser = replace(model, resident_density=model.resident_density * factor)
    busier = replace(model, visits=model.visits * factor)
    assert denser.threshold_radius <= model.threshold_radius * (1 + 1e-12)
    assert busier.threshold_radius <= model.threshold_radius * (1 + 1e-12)


def test_at_the_participation_needed_residents_at_random_just_pay_the_fixed_cost() -> None:
    model = LocalService()
    generator = np.random.default_rng(9)
    residents = round(model.residents_in_reach)
    customers = generator.binomial(residents, model.participation_needed, 20_000)
    income = customers * model.visits * model.margin
    assert income.mean() == pytest.approx(model.fixed_cost, rel=0.01)


def test_more_than_everybody_can_be_needed() -> None:
    assert LocalService(resident_density=10).participation_needed > 1


def test_participation_outside_its_domain_is_refused() -> None:
    with pytest.raises(ValueError, match=r"participation = 0 .* \(0, 1\]"):
        LocalService(participation=0)
    with pytest.raises(ValueError, match="margin = -5 "):
        LocalService(margin=-5)

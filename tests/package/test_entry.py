"""Entry: ability, fixed cost and clusters."""

from dataclasses import replace
from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urban_rural.mechanisms.entry import RuralEntry

modest = settings(max_examples=50, deadline=None, derandomize=True)
villages = st.builds(
    RuralEntry,
    earnings=st.floats(5_000, 60_000),
    fixed_cost=st.floats(5_000, 200_000),
    cluster_saving=st.floats(0, 5),
    ability_spread=st.floats(0.2, 2),
)


def enters(model: RuralEntry, ability: np.ndarray, cluster: float) -> np.ndarray:
    cost = model.fixed_cost * exp(-model.cluster_saving * cluster)
    return ability * model.earnings >= cost


@pytest.mark.parametrize("cluster", [0.0, 0.3, 1.0])
def test_of_many_households_the_share_of_the_formula_enters(cluster: float) -> None:
    model = RuralEntry()
    ability = np.random.default_rng(1).lognormal(0, model.ability_spread, 200_000)
    assert enters(model, ability, cluster).mean() == pytest.approx(
        model.entrants_share(cluster), abs=0.004
    )


@pytest.mark.parametrize("fixed_cost", [55_000, 70_000, 90_000])
def test_many_households_settle_at_the_lowest_and_the_highest_equilibrium(
    fixed_cost: float,
) -> None:
    model = RuralEntry(fixed_cost=fixed_cost)
    ability = np.random.default_rng(2).lognormal(0, model.ability_spread, 200_000)
    settled = []
    for share in (0.0, 1.0):
        for _ in range(300):
            share = float(enters(model, ability, share).mean())
        settled.append(share)
    equilibria = model.equilibria()
    assert settled == pytest.approx([equilibria[0].share, equilibria[-1].share], abs=0.01)
    assert equilibria[0].stable and equilibria[-1].stable


def test_between_the_two_fixed_costs_a_village_has_three_equilibria_and_outside_one() -> None:
    model = RuralEntry()
    takeoff, collapse = model.takeoff_fixed_cost, model.collapse_fixed_cost
    assert takeoff is not None and collapse is not None and takeoff < collapse
    for fixed_cost, number in (
        (0.999 * takeoff, 1),
        (1.001 * takeoff, 3),
        (0.999 * collapse, 3),
        (1.001 * collapse, 1),
    ):
        found = replace(model, fixed_cost=fixed_cost).equilibria()
        assert len(found) == number
        assert [item.stable for item in found] == [True, False, True][:number]
    assert replace(model, fixed_cost=0.999 * takeoff).equilibria()[0].share > 0.9
    assert replace(model, fixed_cost=1.001 * collapse).equilibria()[0].share < 0.1


@modest
@given(villages)
def test_every_equilibrium_reproduces_itself_and_none_is_missed(model: RuralEntry) -> None:
    found = model.equilibria()
    for item in found:
        assert model.entrants_share(item.share) == pytest.approx(item.share, abs=1e-9)
    grid = np.linspace(0, 1, 1_001)
    excess = np.array([model.entrants_share(share) - share for share in grid])
    crossings = np.count_nonzero(np.sign(excess[:-1]) * np.sign(excess[1:]) < 0)
    assert crossings <= len(found)


@modest
@given(villages, st.floats(1, 2))
def test_cheaper_entry_raises_the_lowest_and_the_highest_equilibrium(
    model: RuralEntry, factor: float
) -> None:
    cheaper = replace(model, fixed_cost=model.fixed_cost / factor).equilibria()
    before = model.equilibria()
    assert cheaper[0].share >= before[0].share - 1e-9
    assert cheaper[-1].share >= before[-1].share - 1e-9


@modest
@given(villages, st.floats(0, 1), st.floats(0, 1))
def test_a_larger_cluster_never_keeps_households_out(
    model: RuralEntry, one: float, other: float
) -> None:
    small, large = sorted((one, other))
    assert model.entrants_share(small) <= model.entrants_share(large)


def test_without_savings_from_the_cluster_there_is_one_equilibrium_in_closed_form() -> None:
    model = RuralEntry(cluster_saving=0)
    (only,) = model.equilibria()
    assert only.stable
    assert only.share == pytest.approx(model.entrants_share(0), abs=1e-12)
    assert model.takeoff_fixed_cost is None and model.collapse_fixed_cost is None


def test_half_the_village_enters_where_median_ability_just_covers_the_cost() -> None:
    assert RuralEntry(earnings=30_000, fixed_cost=30_000).entrants_share(0) == pytest.approx(0.5)


def test_the_path_leads_from_below_to_the_lowest_equilibrium() -> None:
    model = RuralEntry()
    path = model.path(0, 200)
    assert len(path) == 201
    assert path["share"].is_monotonic_increasing
    assert path["share"].iloc[-1] == pytest.approx(model.equilibria()[0].share, abs=1e-6)


def test_costs_and_shares_outside_their_domain_are_refused() -> None:
    with pytest.raises(ValueError, match=r"fixed_cost = 0 .* \(0, inf\)"):
        RuralEntry(fixed_cost=0)
    with pytest.raises(ValueError, match=r"cluster = 1.5 .* \[0, 1\]"):
        RuralEntry().entrants_share(1.5)
    with pytest.raises(ValueError, match="rounds = -1 "):
        RuralEntry().path(0, -1)

"""The balance of two forces."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from urban_rural.mechanisms.balance import BalanceOfForces, gap_map

modest = settings(max_examples=60, deadline=None, derandomize=True)
shares = st.floats(0, 1)
models = st.builds(
    BalanceOfForces,
    agglomeration=st.floats(0, 0.3),
    crossing_space=st.floats(0.01, 0.5),
    urban_access=shares,
    rural_access=shares,
    urban_use=st.floats(0.05, 1),
    rural_use=st.floats(0.05, 1),
    remoteness=st.floats(0, 4),
)


def test_gains_of_a_case_worked_by_hand() -> None:
    model = BalanceOfForces(
        agglomeration=0.02,
        crossing_space=0.2,
        urban_access=0.75,
        rural_access=0.5,
        urban_use=0.8,
        rural_use=0.5,
        remoteness=0.5,
    )
    assert model.urban_gain == pytest.approx(0.02 + 0.12)
    assert model.rural_gain == pytest.approx(0.075)
    assert model.relative_gap == pytest.approx(1.14 / 1.075)


@modest
@given(models)
def test_the_contour_is_where_root_finding_finds_the_gap_unchanged(model: BalanceOfForces) -> None:
    contour = model.break_even_rural_access

    def with_access(access: float) -> float:
        return replace(model, rural_access=access).relative_gap - 1

    if with_access(1.0) < 0 < with_access(0.0):
        assert brentq(with_access, 0, 1) == pytest.approx(contour, abs=1e-9)
    else:
        # No rural access in [0, 1] turns the gap: the contour lies outside or on its edge.
        assert contour <= 1e-9 or contour >= 1 - 1e-9


@modest
@given(models)
def test_break_even_agglomeration_leaves_the_gap_unchanged(model: BalanceOfForces) -> None:
    force = model.break_even_agglomeration
    if force >= 0:
        assert replace(model, agglomeration=force).relative_gap == pytest.approx(1)
    else:
        assert replace(model, agglomeration=0).relative_gap > 1


@modest
@given(models, st.floats(0, 0.2))
def test_agglomeration_widens_the_gap(model: BalanceOfForces, more: float) -> None:
    stronger = replace(model, agglomeration=model.agglomeration + more)
    assert stronger.relative_gap >= model.relative_gap


@modest
@given(models, shares, st.floats(0, 2))
def test_rural_access_and_remoteness_narrow_the_gap(
    model: BalanceOfForces, access: float, more: float
) -> None:
    low, high = sorted((model.rural_access, access))
    with_low, with_high = replace(model, rural_access=low), replace(model, rural_access=high)
    assert with_high.relative_gap <= with_low.relative_gap
    remoter = replace(model, remoteness=model.remoteness + more)
    assert remoter.relative_gap <= model.relative_gap


def test_without_any_access_only_agglomeration_counts() -> None:
    model = BalanceOfForces(agglomeration=0.07, urban_access=0, rural_access=0)
    assert model.relative_gap == pytest.approx(1.07)


def test_equal_access_and_use_without_remoteness_or_agglomeration_leave_the_gap_as_it_is() -> None:
    model = BalanceOfForces(
        agglomeration=0,
        urban_access=0.6,
        rural_access=0.6,
        urban_use=0.8,
        rural_use=0.8,
        remoteness=0,
    )
    assert model.relative_gap == pytest.approx(1)


def test_under_the_defaults_the_gap_widened_in_june_2019_and_narrows_with_the_access_of_2024() -> (
    None
):
    assert BalanceOfForces().relative_gap > 1
    # CNNIC, December 2024: 85.3% urban, 67.3% rural.
    assert BalanceOfForces(urban_access=0.853, rural_access=0.673).relative_gap < 1


def test_the_map_has_agglomeration_down_and_access_across() -> None:
    model = BalanceOfForces()
    grid = gap_map(model, np.array([0.0, 0.05]).tolist(), [0.2, 0.4, 0.8])
    assert grid.shape == (2, 3)
    urban = 1 + 0.05 + 0.1 * 0.7 * 0.758
    rural = 1 + 0.1 * 0.57 * 0.8 * 2
    assert grid.loc[0.05, 0.8] == pytest.approx(urban / rural)


def test_access_above_one_is_refused_by_name_and_range() -> None:
    with pytest.raises(ValueError, match=r"rural_access = 1.2 .* \[0, 1\]"):
        BalanceOfForces(rural_access=1.2)
    with pytest.raises(ValueError, match="agglomeration = -0.1 "):
        gap_map(BalanceOfForces(), [-0.1], [0.5])

"""Levels beside published growth: what rounding allows, and what stands out."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from urban_rural import chaining
from urban_rural.printed import Interval

READ = pd.Series("read", index=range(2000, 2010))


def chained(levels: dict[int, float], growth: dict[int, float]) -> pd.DataFrame:
    return chaining.chains(
        pd.Series(levels, dtype=float), pd.Series(growth, dtype=float), READ.copy()
    )


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [(1370.0, 1365, 1375), (3000.0, 2500, 3500), (397.5, 397.45, 397.55), (1118.0, 1117.5, 1118.5)],
)
def test_zeros_at_the_end_of_a_level_count_as_rounding(
    value: float, low: float, high: float
) -> None:
    assert chaining.level(value).as_floats() == pytest.approx((low, high))


def test_a_level_of_nothing_is_not_divided_by_its_digits() -> None:
    assert chaining.level(0.0).as_floats() == (0.0, 0.5)


@given(
    before=st.floats(101, 9e5).map(lambda x: round(x, 2)),
    rate=st.floats(-40, 140).map(lambda x: round(x, 1)),
)
def test_levels_that_grow_at_the_published_rate_chain(before: float, rate: float) -> None:
    after = round(before * (1 + rate / 100), 2)
    found = chained({2000: before, 2001: after}, {2001: rate})
    assert found["distance"].tolist() == [0.0]


def test_the_distance_is_from_end_to_nearest_end_in_log_points_and_signed() -> None:
    apart = chaining.distance(Interval(20, 30), Interval(10, 12))
    assert apart == pytest.approx(100 * math.log(1.20 / 1.12))
    assert chaining.distance(Interval(10, 12), Interval(20, 30)) == pytest.approx(-apart)
    assert chaining.distance(Interval(10, 20), Interval(20, 30)) == 0.0


def test_a_level_before_which_a_year_is_missing_is_not_chained() -> None:
    found = chained({2000: 100.5, 2002: 120.5, 2003: 130.5}, {2002: 10.0, 2003: 8.3})
    assert found.index.tolist() == [2003]


def test_a_derived_level_is_not_chained_with_what_it_was_derived_from() -> None:
    evidence = READ.copy()
    evidence[2000] = "derived"
    found = chaining.chains(
        pd.Series({2000: 180.0, 2001: 353.0, 2002: 400.0}),
        pd.Series({2001: 96.0, 2002: 13.3}),
        evidence,
    )
    assert found.index.tolist() == [2002]


def test_one_unconfirmed_level_makes_the_comparison_unconfirmed() -> None:
    evidence = READ.copy()
    evidence[2001] = "unconfirmed"
    levels = pd.Series({2000: 100.5, 2001: 110.5, 2002: 120.5, 2003: 130.5})
    found = chaining.chains(levels, pd.Series({2001: 9.9, 2002: 9.0, 2003: 8.3}), evidence)
    assert found["unconfirmed"].tolist() == [True, True, False]


def test_only_a_distance_far_beyond_the_others_stands_out() -> None:
    distances = [0.0, 1.0, -1.2, 2.0, -2.2, 2.5, 3.0, -30.0]
    sizes = np.abs(distances)
    lower, upper = np.quantile(sizes, [0.25, 0.75])
    assert chaining.fence(distances) == pytest.approx(2.5 * upper - 1.5 * lower)
    assert [size > chaining.fence(distances) for size in sizes] == [False] * 7 + [True]


def test_a_fence_of_three_distances_is_refused() -> None:
    with pytest.raises(ValueError, match="3 distances; a fence needs four or more"):
        chaining.fence([1, 2, 3])

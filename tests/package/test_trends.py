"""Correlations in levels, in steps and without trend: known values, and what trends do to them."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from urban_rural import trends


def by_year(values: list[float], first: int = 2000) -> pd.Series:
    return pd.Series(values, index=range(first, first + len(values)), dtype=float)


def wandering(seed: int, years: int = 13, drift: float = 1.0) -> pd.Series:
    return by_year(list(np.random.default_rng(seed).normal(drift, 1, years).cumsum()))


def test_no_step_leads_over_a_missing_year_or_to_a_break() -> None:
    levels = pd.Series({2005: 9.0, 2000: 1.0, 2001: 3.0, 2003: 4.0, 2004: 8.0, 2006: 9.5})
    assert trends.steps(levels).to_dict() == {2001: 2.0, 2004: 4.0, 2005: 1.0, 2006: 0.5}
    assert trends.steps(levels, breaks=[2005]).index.tolist() == [2001, 2004, 2006]


def test_a_missing_value_is_a_missing_year() -> None:
    levels = pd.Series({2000: 1.0, 2001: math.nan, 2002: 2.0, 2003: 5.0})
    assert trends.steps(levels).to_dict() == {2003: 3.0}


def test_the_correlation_is_pearsons_over_the_years_in_common() -> None:
    one, other = wandering(1), wandering(2).loc[2003:]
    expected = stats.pearsonr(one.loc[2003:], other).statistic
    assert trends.correlation(one, other) == pytest.approx(expected)


def test_what_does_not_vary_has_no_correlation() -> None:
    assert math.isnan(trends.correlation(by_year([0.1, 0.1, 0.1 + 1e-17, 0.1]), wandering(1, 4)))


def test_the_interval_is_fishers() -> None:
    expected = stats.pearsonr(wandering(1), wandering(5)).confidence_interval(trends.LEVEL)
    found = stats.pearsonr(wandering(1), wandering(5)).statistic
    assert trends.interval(found, 13) == pytest.approx((expected.low, expected.high))


@pytest.mark.parametrize(("found", "count"), [(1.0, 9), (-1.2, 9), (0.5, 3)])
def test_an_interval_outside_its_range_is_refused(found: float, count: int) -> None:
    with pytest.raises(ValueError, match="expected a correlation between -1 and 1, four pairs"):
        trends.interval(found, count)


@pytest.mark.parametrize("count", [4, 8, 12, 40])
def test_at_the_smallest_size_seen_the_interval_touches_zero(count: int) -> None:
    low, _ = trends.interval(trends.smallest_seen(count), count)
    assert low == pytest.approx(0, abs=1e-12)


def test_two_trends_correlate_in_levels_and_their_steps_do_not() -> None:
    pairs = [(wandering(seed), wandering(seed + 1000)) for seed in range(200)]
    levels = [trends.correlation(one, other) for one, other in pairs]
    steps = [trends.correlation(trends.steps(one), trends.steps(other)) for one, other in pairs]
    assert np.median(levels) > 0.8
    assert abs(np.median(steps)) < 0.1


def test_the_p_of_few_steps_counts_every_order() -> None:
    one, other = by_year([3, 1, 4, 1.5, 9]), by_year([2, 7, 1, 8, 2.5])
    found = trends.in_steps(one, other)
    sizes = [abs(np.corrcoef(order, other)[0, 1]) for order in itertools.permutations(one.tolist())]
    assert found is not None and found.count == 5
    assert found.p == pytest.approx(np.mean(np.array(sizes) >= abs(found.correlation) - 1e-12))


def test_the_p_of_many_steps_is_about_that_of_a_t_test() -> None:
    one, other = trends.steps(wandering(3, 30)), trends.steps(wandering(3, 30) + wandering(4, 30))
    found = trends.in_steps(one, other)
    assert found is not None
    assert found.p == pytest.approx(stats.pearsonr(one, other).pvalue, abs=0.01)


def test_too_few_steps_or_steps_all_alike_give_no_correlation() -> None:
    assert trends.in_steps(by_year([1, 2, 4, 3]), by_year([1, 3, 2, 5])) is None
    assert trends.in_steps(by_year([1.0] * 9), wandering(1, 9)) is None


def test_a_common_line_and_a_jump_at_a_break_leave_no_correlation_of_their_own() -> None:
    noise = np.random.default_rng(7).normal(size=(2, 40))
    line, jump = np.arange(40.0), np.repeat([0.0, 50.0], 20)
    one, other = (by_year(list(5 * line + jump + part)) for part in noise)
    assert trends.correlation(one, other) > 0.99
    left = trends.without_trend(one, other, breaks=[2020])
    design = np.column_stack([np.ones(40), line, jump])
    residuals = [part - design @ np.linalg.lstsq(design, part, rcond=None)[0] for part in noise]
    assert left == pytest.approx(np.corrcoef(residuals)[0, 1])


def test_a_line_is_not_fitted_to_too_few_years() -> None:
    assert math.isnan(trends.without_trend(wandering(1, 5), wandering(2, 5)))


def test_reshuffled_steps_keep_both_ends_and_lose_the_years() -> None:
    one = by_year([0, 5, 5, 5, 5, 5, 5, 6])
    other = by_year([0, 5, 5.1, 5, 5.2, 5, 5.1, 6])
    found = trends.reshuffled(one, other)
    by_hand = [
        np.corrcoef(np.concatenate([[0], np.cumsum(order)]), other)[0, 1]
        for order in set(itertools.permutations(np.diff(one)))
    ]
    assert set(np.round(found, 9)) <= set(np.round(by_hand, 9))
    assert len(set(np.round(found, 9))) == len(set(np.round(by_hand, 9)))
    assert np.median(found) < trends.correlation(one, other)
    assert (trends.reshuffled(one, other) == found).all()

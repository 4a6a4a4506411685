"""Comparisons of urban and rural values by province."""

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from urban_rural.anova import OneWayAnova
from urban_rural.comparisons import (
    paired_t_test,
    permutation_test_independent,
    permutation_test_paired,
    welch_t_test,
    wilcoxon_signed_rank,
    within_province_f,
)

modest = settings(max_examples=40, deadline=None, derandomize=True)

# The sample of Student (1908): extra hours of sleep under two drugs, ten patients.
FIRST_DRUG = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND_DRUG = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

pairs = st.lists(
    st.tuples(st.integers(1, 5000), st.integers(1, 5000)), min_size=3, max_size=12
).map(lambda rows: np.array(rows, dtype=float).T)


def varies(urban: np.ndarray, rural: np.ndarray) -> bool:
    return all(np.ptp(values) > 1e-6 for values in (urban, rural, urban - rural, urban / rural))


def seeded(test: Callable[..., Any]) -> Callable[..., Any]:
    return lambda urban, rural, **options: test(urban, rural, seed=1, **options)


EVERY_TEST = [
    paired_t_test,
    welch_t_test,
    wilcoxon_signed_rank,
    within_province_f,
    seeded(permutation_test_paired),
    seeded(permutation_test_independent),
]


# t tests


def test_the_paired_t_test_gives_students_published_result() -> None:
    result = paired_t_test(SECOND_DRUG, FIRST_DRUG)
    assert result.mean_difference == pytest.approx(1.58)
    assert result.t == pytest.approx(4.0621, abs=5e-5)
    assert result.degrees_of_freedom == 9
    assert result.p == pytest.approx(0.002833, abs=5e-7)
    assert result.mean_difference_low == pytest.approx(0.7001142, abs=5e-8)
    assert result.mean_difference_high == pytest.approx(2.4598858, abs=5e-8)


def test_the_welch_t_test_gives_the_published_result_for_the_same_data() -> None:
    result = welch_t_test(FIRST_DRUG, SECOND_DRUG)
    assert result.t == pytest.approx(-1.8608, abs=5e-5)
    assert result.degrees_of_freedom == pytest.approx(17.776, abs=5e-4)
    assert result.p == pytest.approx(0.07939, abs=5e-6)
    assert result.mean_difference_low == pytest.approx(-3.3654832, abs=5e-8)
    assert result.mean_difference_high == pytest.approx(0.2054832, abs=5e-8)


@modest
@given(pairs)
def test_the_paired_t_test_is_the_one_sample_test_of_the_differences(data: np.ndarray) -> None:
    urban, rural = data
    assume(varies(urban, rural))
    for scale, difference in (("levels", urban - rural), ("logs", np.log(urban / rural))):
        result = paired_t_test(urban, rural, scale, confidence=0.9)
        expected = stats.ttest_1samp(difference, 0)
        limits = expected.confidence_interval(0.9)
        assert result.t == pytest.approx(expected.statistic, rel=1e-6, abs=1e-9)
        assert result.p == pytest.approx(expected.pvalue, rel=1e-6)
        assert result.mean_difference == pytest.approx(difference.mean(), abs=1e-9)
        assert result.mean_difference_low == pytest.approx(limits.low, rel=1e-6, abs=1e-9)
        assert result.mean_difference_high == pytest.approx(limits.high, rel=1e-6, abs=1e-9)


@modest
@given(pairs)
def test_on_logs_the_difference_is_the_ratio_of_the_geometric_means(data: np.ndarray) -> None:
    urban, rural = data
    assume(varies(urban, rural))
    ratio = stats.gmean(urban) / stats.gmean(rural)
    for test in (paired_t_test, welch_t_test):
        result = test(urban, rural, "logs")
        assert result.geometric_mean_ratio == pytest.approx(ratio)
        low, high = result.geometric_mean_ratio_interval
        assert low < ratio < high
        assert low * high == pytest.approx(ratio**2)


def test_there_is_no_ratio_of_geometric_means_on_levels() -> None:
    result = paired_t_test([2.0, 3.0, 5.0], [1.0, 1.0, 2.0])
    with pytest.raises(ValueError, match="scale is 'levels'"):
        _ = result.geometric_mean_ratio
    with pytest.raises(ValueError, match="scale is 'levels'"):
        _ = result.geometric_mean_ratio_interval


# The analysis of variance with provinces set apart


@modest
@given(pairs, st.sampled_from(["levels", "logs"]))
def test_the_f_within_provinces_is_the_square_of_the_paired_t(data: np.ndarray, scale: Any) -> None:
    urban, rural = data
    assume(varies(urban, rural))
    blocked, paired = within_province_f(urban, rural, scale), paired_t_test(urban, rural, scale)
    assert blocked.f == pytest.approx(paired.t**2, rel=1e-6, abs=1e-9)
    assert blocked.p == pytest.approx(paired.p, rel=1e-5)


@modest
@given(pairs)
def test_provinces_and_residual_together_are_the_within_sum_of_squares(data: np.ndarray) -> None:
    urban, rural = data
    assume(varies(urban, rural))
    blocked, one_way = within_province_f(urban, rural), OneWayAnova.from_observations(urban, rural)
    assert blocked.sum_of_squares_residence == pytest.approx(
        one_way.sum_of_squares_between, abs=1e-6
    )
    assert blocked.sum_of_squares_province + blocked.sum_of_squares_residual == pytest.approx(
        one_way.sum_of_squares_within
    )
    assert blocked.df_residence == one_way.df_between
    assert blocked.df_province + blocked.df_residual == one_way.df_within


def test_differences_between_provinces_hide_a_gap_that_is_the_same_in_all_of_them() -> None:
    rural = np.array([100.0, 400.0, 900.0, 1600.0, 2500.0])
    urban = rural + np.array([99.0, 100.0, 101.0, 100.0, 100.0])
    assert OneWayAnova.from_observations(urban, rural).f < 0.1
    assert within_province_f(urban, rural).f > 10_000


# Permutation and rank tests


def test_the_exact_paired_test_counts_all_exchanges_within_provinces() -> None:
    urban, rural = np.array([5.0, 7.0, 4.0, 9.0, 6.0]), np.array([3.0, 8.0, 1.0, 4.0, 5.0])
    differences = urban - rural
    sums = [
        abs(np.dot(signs, differences)) for signs in itertools.product((1, -1), repeat=len(urban))
    ]
    share = np.mean(np.array(sums) >= abs(differences.sum()) - 1e-9)
    result = permutation_test_paired(urban, rural, seed=0)
    assert (result.exact, result.n_permutations) == (True, 2**5)
    assert result.p == pytest.approx(share)
    assert result.mean_difference == pytest.approx(differences.mean())


def test_the_exact_independent_test_counts_all_deals_into_two_groups() -> None:
    urban, rural = [5.0, 7.0, 4.0, 9.0], [3.0, 8.0, 1.0, 2.0]
    everything = urban + rural
    differences = [
        abs(2 * sum(chosen) - sum(everything)) / 4
        for chosen in itertools.combinations(everything, 4)
    ]
    observed = abs(np.mean(urban) - np.mean(rural))
    result = permutation_test_independent(urban, rural, seed=0)
    assert (result.exact, result.n_permutations) == (True, math.comb(8, 4))
    assert result.p == pytest.approx(np.mean(np.array(differences) >= observed - 1e-9))


@pytest.mark.parametrize("test", [permutation_test_paired, permutation_test_independent])
def test_a_drawn_permutation_test_comes_near_the_exact_one_and_repeats_with_its_seed(
    test: Callable[..., Any],
) -> None:
    generator = np.random.default_rng(7)
    urban, rural = generator.normal(0.6, 1, 8), generator.normal(0, 1, 8)
    exact = test(urban, rural, seed=1, n_resamples=20_000)
    drawn = test(urban, rural, seed=1, n_resamples=200)
    assert exact.exact
    assert not drawn.exact
    assert drawn.n_permutations == 200
    # Four standard errors of a share drawn 200 times, doubled for two sides.
    tolerance = 8 * math.sqrt(exact.p / 2 * (1 - exact.p / 2) / 200)
    assert drawn.p == pytest.approx(exact.p, abs=tolerance)
    assert drawn == test(urban, rural, seed=1, n_resamples=200)
    assert len({test(urban, rural, seed=seed, n_resamples=200).p for seed in range(5)}) > 1


def test_the_signed_rank_test_counts_all_signs_of_the_ranks() -> None:
    urban, rural = np.array([15.0, 7.0, 24.0, 9.0, 36.0]), np.array([3.0, 8.0, 1.0, 4.0, 5.0])
    differences = urban - rural
    ranks = stats.rankdata(np.abs(differences))
    smaller = min(ranks[differences > 0].sum(), ranks[differences < 0].sum())
    sums = [np.dot(signs, ranks) for signs in itertools.product((0, 1), repeat=5)]
    result = wilcoxon_signed_rank(urban, rural)
    assert result.statistic == smaller == 1
    assert result.p == pytest.approx(2 * np.mean(np.array(sums) <= smaller))


# What must not matter


@modest
@given(pairs, st.randoms(use_true_random=False), st.sampled_from(["levels", "logs"]))
def test_the_order_of_provinces_does_not_matter(data: np.ndarray, random: Any, scale: Any) -> None:
    order = list(range(data.shape[1]))
    random.shuffle(order)
    urban, rural = data
    assume(varies(urban, rural))
    for test in (paired_t_test, welch_t_test, within_province_f):
        before, after = test(urban, rural, scale=scale), test(*data[:, order], scale=scale)
        assert after.p == pytest.approx(before.p, rel=1e-6, abs=1e-12)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(pairs.filter(lambda data: data.shape[1] <= 6), st.sampled_from(["levels", "logs"]))
def test_the_order_of_provinces_does_not_matter_to_the_exact_tests(
    data: np.ndarray, scale: Any
) -> None:
    for test in (permutation_test_paired, permutation_test_independent):
        before, after = (test(*each, seed=1, scale=scale) for each in (data, data[:, ::-1]))
        assert before.exact
        assert after.p == pytest.approx(before.p)
    assume((data[0] != data[1]).any())
    forwards, backwards = (wilcoxon_signed_rank(*each, scale) for each in (data, data[:, ::-1]))
    assert backwards.p == pytest.approx(forwards.p)


@modest
@given(pairs, st.floats(0.01, 100))
def test_a_change_of_unit_changes_no_p_and_on_logs_no_result_at_all(
    data: np.ndarray, unit: float
) -> None:
    urban, rural = data
    assume(varies(urban, rural))
    for test in (paired_t_test, welch_t_test):
        levels, rescaled = test(urban, rural), test(urban * unit, rural * unit)
        assert rescaled.p == pytest.approx(levels.p, rel=1e-6, abs=1e-12)
        assert rescaled.mean_difference == pytest.approx(levels.mean_difference * unit, abs=1e-9)
        logs, rescaled_logs = test(urban, rural, "logs"), test(urban * unit, rural * unit, "logs")
        assert rescaled_logs.p == pytest.approx(logs.p, rel=1e-5, abs=1e-12)
        assert rescaled_logs.geometric_mean_ratio == pytest.approx(logs.geometric_mean_ratio)


@modest
@given(pairs)
def test_exchanging_urban_and_rural_turns_the_sign_and_keeps_p(data: np.ndarray) -> None:
    urban, rural = data
    assume(varies(urban, rural))
    for test in (paired_t_test, welch_t_test):
        forwards, backwards = test(urban, rural), test(rural, urban)
        assert backwards.t == pytest.approx(-forwards.t)
        assert backwards.mean_difference_low == pytest.approx(-forwards.mean_difference_high)
        assert backwards.p == pytest.approx(forwards.p)


@pytest.mark.parametrize("test", EVERY_TEST)
def test_logs_are_the_levels_of_logged_values(test: Callable[..., Any]) -> None:
    generator = np.random.default_rng(3)
    urban, rural = generator.lognormal(1, 0.5, 9), generator.lognormal(0.5, 0.5, 9)
    on_logs = test(urban, rural, scale="logs")
    on_levels = test(np.log(urban), np.log(rural))
    assert on_logs.scale == "logs"
    assert on_logs.p == on_levels.p
    assert on_logs.p != test(urban, rural).p


# What is refused


@pytest.mark.parametrize("test", EVERY_TEST)
@pytest.mark.parametrize(
    ("urban", "rural", "options", "message"),
    [
        ([1.0, 2.0, 4.0], [1.0, 3.0], {}, "urban has 3 provinces and rural 2"),
        ([1.0], [2.0], {}, "2 or more provinces"),
        ([[1.0, 2.0]], [[1.0, 3.0]], {}, "shape"),
        ([1.0, math.nan, 4.0], [1.0, 3.0, 5.0], {}, "urban holds"),
        ([1.0, 2.0, 4.0], [1.0, math.inf, 5.0], {}, "rural holds"),
        ([1.0, 2.0, 4.0], [0.0, 3.0, 5.0], {"scale": "logs"}, "above 0 for logs"),
        ([1.0, 2.0, 4.0], [1.0, 3.0, 5.0], {"scale": "log"}, "scale is 'log'"),
    ],
)
def test_values_that_cannot_be_compared_are_refused(
    test: Callable[..., Any], urban: Any, rural: Any, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        test(urban, rural, **options)


@pytest.mark.parametrize("test", EVERY_TEST)
def test_series_whose_provinces_stand_in_different_order_are_refused(
    test: Callable[..., Any],
) -> None:
    urban = pd.Series([3.0, 5.0, 9.0], index=["Beijing", "Hubei", "Tibet"])
    rural = pd.Series([1.0, 2.0, 4.0], index=["Hubei", "Beijing", "Tibet"])
    with pytest.raises(ValueError, match="same order"):
        test(urban, rural)
    assert 0 < test(urban, rural.reindex(urban.index)).p <= 1


@pytest.mark.parametrize("test", [paired_t_test, within_province_f])
def test_differences_that_are_all_the_same_are_refused(test: Callable[..., Any]) -> None:
    rural = np.array([0.1, 0.2, 0.7])
    with pytest.raises(ValueError, match="same in every province"):
        test(rural + 0.3, rural)
    with pytest.raises(ValueError, match="same in every province"):
        test(3 * rural, rural, scale="logs")


def test_groups_without_dispersion_or_difference_are_refused() -> None:
    with pytest.raises(ValueError, match="dispersion"):
        welch_t_test([2.0, 2.0], [1.0, 1.0])
    with pytest.raises(ValueError, match="equal in every province"):
        wilcoxon_signed_rank([2.0, 1.0], [2.0, 1.0])


def test_confidence_and_number_of_resamples_outside_their_range_are_refused() -> None:
    for confidence in (0.0, 1.0, 95.0):
        with pytest.raises(ValueError, match="confidence"):
            paired_t_test([1.0, 2.0], [1.0, 4.0], confidence=confidence)
        with pytest.raises(ValueError, match="confidence"):
            welch_t_test([1.0, 2.0], [1.0, 4.0], confidence=confidence)
    with pytest.raises(ValueError, match="n_resamples"):
        permutation_test_paired([1.0, 2.0], [1.0, 4.0], seed=1, n_resamples=0)

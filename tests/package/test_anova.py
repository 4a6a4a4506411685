"""The one-way analysis of variance, from observations and from sums of squares."""

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import integrate, special, stats

from urban_rural.anova import (
    OneWayAnova,
    cohens_d,
    cohens_d_interval,
    f_from_dispersion,
    f_from_printed,
    mean_difference,
    mean_difference_interval,
    mean_square_from_printed,
)
from urban_rural.printed import Interval, Printed, Verdict, judge

modest = settings(max_examples=40, deadline=None, derandomize=True)

JD_2015 = OneWayAnova(2852932.33, 1, 39178782.47, 60)
JD_2016 = OneWayAnova(4692058.26, 1, 46149228.63, 60)
TOTAL_2015 = OneWayAnova(1911551402.25, 1, 1092775874.17, 60)

observations = st.lists(st.integers(-1000, 1000).map(float), min_size=2, max_size=12)


def has_dispersion(*groups: list[float]) -> bool:
    return any(max(group) > min(group) for group in groups)


# Sums of squares as printed


@pytest.mark.parametrize(
    ("anova", "printed_f", "mean_square", "p"),
    [
        (JD_2015, "4.37", "652979.71", 0.0408),
        (JD_2016, "6.10", "769153.81", 0.0164),
        (TOTAL_2015, "104.96", "18212931.24", 8.9e-15),
    ],
)
def test_f_and_mean_squares_of_tables_2_and_3_follow_from_their_sums_of_squares(
    anova: OneWayAnova, printed_f: str, mean_square: str, p: float
) -> None:
    assert judge(Printed(printed_f), anova.f) is Verdict.HOLDS
    assert judge(Printed(mean_square), anova.mean_square_within) is Verdict.HOLDS
    assert anova.mean_square_between == anova.sum_of_squares_between
    assert anova.p == pytest.approx(p, abs=5e-5)


def test_p_is_the_area_under_the_f_density_above_f() -> None:
    for anova in (JD_2015, JD_2016):
        tail, _ = integrate.quad(lambda x: stats.f.pdf(x, 1, 60), anova.f, math.inf)
        assert anova.p == pytest.approx(tail, rel=1e-6)


def test_eta_squared_follows_from_f_and_the_degrees_of_freedom() -> None:
    for anova in (JD_2015, JD_2016, TOTAL_2015):
        assert anova.eta_squared == pytest.approx(anova.f / (anova.f + 60))
        assert anova.omega_squared == pytest.approx((anova.f - 1) / (anova.f + 61))
        assert anova.omega_squared < anova.eta_squared


def test_totals_are_sums_of_the_parts() -> None:
    assert JD_2015.sum_of_squares_total == pytest.approx(42031714.80)
    assert JD_2015.df_total == 61


# Observations


@modest
@given(st.lists(observations, min_size=2, max_size=4))
def test_f_and_p_agree_with_scipy(groups: list[list[float]]) -> None:
    assume(has_dispersion(*groups))
    anova = OneWayAnova.from_observations(*groups)
    expected = stats.f_oneway(*groups)
    assert anova.f == pytest.approx(expected.statistic, rel=1e-9, abs=1e-12)
    assert anova.p == pytest.approx(expected.pvalue, rel=1e-9, abs=1e-12)


@modest
@given(observations, observations)
def test_f_of_two_groups_is_the_square_of_the_pooled_t(
    urban: list[float], rural: list[float]
) -> None:
    assume(has_dispersion(urban, rural))
    anova = OneWayAnova.from_observations(urban, rural)
    t_test = stats.ttest_ind(urban, rural, equal_var=True)
    assert anova.f == pytest.approx(t_test.statistic**2, rel=1e-9, abs=1e-12)
    assert anova.p == pytest.approx(t_test.pvalue, rel=1e-7, abs=1e-12)
    assert anova.df_within == t_test.df


@modest
@given(st.lists(observations, min_size=2, max_size=4))
def test_the_sums_of_squares_add_up_to_that_about_the_grand_mean(groups: list[list[float]]) -> None:
    assume(has_dispersion(*groups))
    anova = OneWayAnova.from_observations(*groups)
    everything = np.concatenate(groups)
    total = ((everything - everything.mean()) ** 2).sum()
    assert anova.sum_of_squares_total == pytest.approx(total, rel=1e-9)
    assert anova.df_total == everything.size - 1


def test_sums_of_squares_of_a_small_example_by_hand() -> None:
    # Means 2 and 5, grand mean 3.5: between 2 * 3 * 1.5^2 = 13.5; within 2 + 2 = 4 on 4 degrees.
    anova = OneWayAnova.from_observations([1, 2, 3], [4, 5, 6])
    assert anova == OneWayAnova(13.5, 1, 4.0, 4)
    assert anova.f == 13.5
    assert anova.standard_deviation_within == 1.0


def test_effect_sizes_of_three_groups_by_hand() -> None:
    # Between 54 on 2 degrees, within 6 on 6: omega squared is (54 - 2 * 1) / (60 + 1).
    anova = OneWayAnova.from_observations([1, 2, 3], [4, 5, 6], [7, 8, 9])
    assert anova == OneWayAnova(54.0, 2, 6.0, 6)
    assert anova.f == 27.0
    assert anova.eta_squared == pytest.approx(54 / 60)
    assert anova.omega_squared == pytest.approx(52 / 61)


def test_sums_of_squares_keep_their_cents_far_from_zero() -> None:
    cents = np.array([[0.01, 0.02, 0.04], [0.05, 0.03, 0.08]])
    near, far = (OneWayAnova.from_observations(*(cents + base)) for base in (0.0, 1e6))
    assert far.sum_of_squares_within == pytest.approx(near.sum_of_squares_within, rel=1e-6)
    assert far.sum_of_squares_between == pytest.approx(near.sum_of_squares_between, rel=1e-6)


# Two groups of equal size


def equal_groups(seed: int, n: int, shift: float) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    return generator.normal(10 + shift, 3, n), generator.normal(10, 3, n)


@pytest.mark.parametrize(("seed", "n", "shift"), [(1, 31, 2.0), (2, 8, 0.0), (3, 50, -1.5)])
def test_difference_and_effect_size_from_sums_of_squares_are_those_of_the_observations(
    seed: int, n: int, shift: float
) -> None:
    urban, rural = equal_groups(seed, n, shift)
    anova = OneWayAnova.from_observations(urban, rural)
    difference = abs(urban.mean() - rural.mean())
    pooled = math.sqrt((urban.var(ddof=1) + rural.var(ddof=1)) / 2)
    assert mean_difference(anova, n) == pytest.approx(difference)
    assert anova.standard_deviation_within == pytest.approx(pooled)
    assert cohens_d(anova, n) == pytest.approx(difference / pooled)
    larger, smaller = (urban, rural) if urban.mean() > rural.mean() else (rural, urban)
    for confidence in (0.9, 0.95):
        expected = stats.ttest_ind(larger, smaller).confidence_interval(confidence)
        low, high = mean_difference_interval(anova, n, confidence)
        assert (low, high) == (pytest.approx(expected.low), pytest.approx(expected.high))


def test_the_jd_half_of_table_2_implies_a_difference_of_429() -> None:
    assert mean_difference(JD_2015, 31) == pytest.approx(math.sqrt(2 * 2852932.33 / 31))
    assert cohens_d(JD_2015, 31) == pytest.approx(math.sqrt(2 * JD_2015.f / 31))
    assert mean_difference(JD_2015, 31) == pytest.approx(429.02, abs=0.005)


def test_limits_of_cohens_d_agree_with_published_ones() -> None:
    # t(98) = 1.5, so two groups of 50: noncentrality -0.474934 to 3.467371 by the R package MBESS
    # (Kelley 2007), and -0.47498 to 3.46729 by the programs lot and hit of Smithson.
    anova = OneWayAnova(1.5**2, 1, 98.0, 98)
    low, high = cohens_d_interval(anova, 50)
    assert low * math.sqrt(25) == pytest.approx(-0.474934, abs=5e-6)
    assert high * math.sqrt(25) == pytest.approx(3.467371, abs=5e-6)


@pytest.mark.parametrize("anova", [JD_2015, JD_2016, TOTAL_2015])
@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.999])
def test_limits_of_cohens_d_agree_with_the_inverse_of_another_library_routine(
    anova: OneWayAnova, confidence: float
) -> None:
    limits = cohens_d_interval(anova, 31, confidence)
    for limit, probability in zip(
        limits, ((1 + confidence) / 2, (1 - confidence) / 2), strict=True
    ):
        noncentrality = special.nctdtrinc(60, probability, math.sqrt(anova.f))
        assert limit * math.sqrt(31 / 2) == pytest.approx(noncentrality, rel=1e-5)


@pytest.mark.parametrize("n", [2, 3, 8, 31, 500])
@pytest.mark.parametrize("t", [0.0, 0.3, 4.0, 60.0])
def test_limits_of_cohens_d_leave_the_promised_probability_in_each_tail(n: int, t: float) -> None:
    df = 2 * (n - 1)
    limits = cohens_d_interval(OneWayAnova(t**2, 1, float(df), df), n)

    def probability_above(noncentrality: float) -> float:
        # P(T > t) where T = (Z + noncentrality) / sqrt(V / df), integrated over V, chi-squared.
        tail, _ = integrate.quad(
            lambda v: stats.norm.sf(t * math.sqrt(v / df) - noncentrality) * stats.chi2.pdf(v, df),
            0,
            df + 20 * math.sqrt(2 * df) + 50,
            points=[df],
            limit=200,
        )
        return float(tail)

    for limit, probability in zip(limits, (0.025, 0.975), strict=True):
        assert probability_above(limit * math.sqrt(n / 2)) == pytest.approx(probability, abs=1e-6)


def test_limits_of_cohens_d_are_symmetric_when_the_means_are_equal() -> None:
    # Without a difference t is 0, and the noncentral t at 0 is the normal distribution.
    low, high = cohens_d_interval(OneWayAnova(0.0, 1, 5.0, 10), 6)
    assert low == pytest.approx(-high)
    assert high == pytest.approx(stats.norm.ppf(0.975) / math.sqrt(3))


def test_limits_of_cohens_d_exclude_zero_just_when_f_is_significant() -> None:
    critical = stats.f.ppf(0.95, 1, 60)
    for factor, significant in ((0.99, False), (1.01, True)):
        anova = OneWayAnova(critical * factor, 1, 60.0, 60)
        assert (cohens_d_interval(anova, 31)[0] > 0) is significant
        assert (mean_difference_interval(anova, 31)[0] > 0) is significant


@pytest.mark.parametrize(
    ("interval", "truth"), [(cohens_d_interval, 3.0), (mean_difference_interval, 6.0)]
)
def test_intervals_cover_the_true_value_as_often_as_they_promise(
    interval: Callable[[OneWayAnova, int, float], tuple[float, float]], truth: float
) -> None:
    # The true difference is so large that its sign, which sums of squares lose, is never in doubt.
    generator = np.random.default_rng(20190630)
    runs, n = 600, 8
    covered = 0
    for _ in range(runs):
        groups = generator.normal(6, 2, n), generator.normal(0, 2, n)
        low, high = interval(OneWayAnova.from_observations(*groups), n, 0.8)
        covered += low <= truth <= high
    # Three standard errors of a binomial share of 0.8 in 600 runs are 0.049.
    assert covered / runs == pytest.approx(0.8, abs=0.049)


def test_a_wider_confidence_gives_a_wider_interval() -> None:
    for interval in (cohens_d_interval, mean_difference_interval):
        narrow, wide = interval(JD_2015, 31, 0.8), interval(JD_2015, 31, 0.99)
        assert wide[0] < narrow[0] < narrow[1] < wide[1]


# Printed sums of squares


def test_f_of_printed_sums_of_squares_is_an_interval_that_holds_the_printed_f() -> None:
    between, within = Printed("2852932.33"), Printed("39178782.47")
    f = f_from_printed(between, 1, within, 60)
    assert judge(Printed("4.37"), f) is Verdict.HOLDS
    assert f.contains(between.value / (within.value / 60))
    assert f.low == between.low * 60 / within.high
    assert f.high == between.high * 60 / within.low
    mean_square = mean_square_from_printed(within, 60)
    assert judge(Printed("652979.71"), mean_square) is Verdict.HOLDS
    assert mean_square.width == Fraction("0.01") / 60


def test_f_has_no_upper_bound_if_the_sum_of_squares_within_can_be_zero() -> None:
    assert f_from_printed(Interval(1, 2), 1, Interval(0, 4), 2) == Interval(
        Fraction(1, 2), math.inf
    )


# The dispersion behind F


@pytest.mark.parametrize("deviation", [1.0, 2.5, 40.0])
def test_f_from_dispersion_is_that_of_groups_made_to_measure(deviation: float) -> None:
    shape = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
    shape = shape / shape.std(ddof=1)
    anova = OneWayAnova.from_observations(30 + deviation * shape, 10 + deviation * shape)
    assert f_from_dispersion(30, 10, deviation, 5) == pytest.approx(anova.f)


def test_f_from_dispersion_returns_the_f_of_the_printed_table() -> None:
    difference, deviation = mean_difference(JD_2015, 31), JD_2015.standard_deviation_within
    assert f_from_dispersion(difference, 0, deviation, 31) == pytest.approx(JD_2015.f)


def test_twice_the_dispersion_gives_a_quarter_of_f_at_the_same_ratio() -> None:
    f = f_from_dispersion(628.09, 198.31, 800.0, 31)
    assert f_from_dispersion(628.09, 198.31, 1600.0, 31) == pytest.approx(f / 4)
    assert f_from_dispersion(628.09, 198.31, 800.0, 62) == pytest.approx(2 * f)


# What is refused


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((-1.0, 1, 1.0, 1), "sum_of_squares_between"),
        ((math.nan, 1, 1.0, 1), "sum_of_squares_between"),
        ((math.inf, 1, 1.0, 1), "sum_of_squares_between"),
        ((1.0, 1, 0.0, 1), "sum_of_squares_within"),
        ((1.0, 1, -1.0, 1), "sum_of_squares_within"),
        ((1.0, 1, math.nan, 1), "sum_of_squares_within"),
        ((1.0, 0, 1.0, 1), "df_between"),
        ((1.0, 1.5, 1.0, 1), "df_between"),
        ((1.0, 1, 1.0, 0), "df_within"),
        ((1.0, 1, 1.0, math.inf), "df_within"),
    ],
)
def test_impossible_sums_of_squares_and_degrees_of_freedom_are_refused(
    arguments: tuple[float, int, float, int], name: str
) -> None:
    with pytest.raises(ValueError, match=f"{name} is"):
        OneWayAnova(*arguments)


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        (([1.0, 2.0],), "1 groups"),
        (([1.0, 2.0], [3.0]), "group 2"),
        (([1.0, 2.0], [[3.0, 4.0], [5.0, 6.0]]), "group 2"),
        (([1.0, math.nan], [3.0, 4.0]), "group 1"),
        (([1.0, 2.0], [3.0, math.inf]), "group 2"),
        (([0.1, 0.1, 0.1], [0.7, 0.7, 0.7]), "dispersion"),
    ],
)
def test_groups_that_cannot_be_analysed_are_refused(
    groups: tuple[list[float], ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        OneWayAnova.from_observations(*groups)


@pytest.mark.parametrize(
    "function", [mean_difference, cohens_d, mean_difference_interval, cohens_d_interval]
)
@pytest.mark.parametrize(
    ("anova", "n"), [(JD_2015, 30), (JD_2015, 1), (OneWayAnova(1.0, 2, 1.0, 60), 31)]
)
def test_anything_but_two_groups_of_the_stated_size_is_refused(
    function: Callable[[OneWayAnova, int], object], anova: OneWayAnova, n: int
) -> None:
    with pytest.raises(ValueError, match="n_per_group"):
        function(anova, n)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95, -0.5, math.nan])
def test_a_confidence_outside_0_to_1_is_refused(confidence: float) -> None:
    for interval in (cohens_d_interval, mean_difference_interval):
        with pytest.raises(ValueError, match="confidence"):
            interval(JD_2015, 31, confidence)


def test_printed_sums_and_dispersions_outside_their_range_are_refused() -> None:
    with pytest.raises(ValueError, match="sum_of_squares"):
        mean_square_from_printed(Interval(-1, 1), 1)
    with pytest.raises(ValueError, match="degrees_of_freedom"):
        mean_square_from_printed(Interval(1, 2), 0)
    with pytest.raises(ValueError, match="standard_deviation"):
        f_from_dispersion(2, 1, 0, 31)
    with pytest.raises(ValueError, match="rural_mean"):
        f_from_dispersion(2, math.nan, 1, 31)
    with pytest.raises(ValueError, match="n_per_group"):
        f_from_dispersion(2, 1, 1, 1)

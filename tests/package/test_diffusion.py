"""Logistic and Bass curves: fitting, intervals, and the test of time."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.integrate import solve_ivp

from urban_rural.diffusion import (
    Fit,
    FitError,
    bass,
    fit_bass,
    fit_logistic,
    forecast,
    hold_against,
    logistic,
)

modest = settings(max_examples=30, deadline=None, derandomize=True)

# Taobao villages, AliResearch.
YEARS = np.array([2009, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022.0])
VILLAGES = np.array([3, 20, 212, 780, 1311, 2118, 3202, 4310, 5425, 7023, 7780.0])
TIMES = np.arange(2000, 2021.0)


def noisy(curve: np.ndarray, seed: int, spread: float = 1.0) -> np.ndarray:
    return np.maximum(curve + np.random.default_rng(seed).normal(0, spread, curve.size), 0)


def test_the_logistic_curve_solves_its_differential_equation() -> None:
    # dy/dt = r y (1 - y/K)
    solved = solve_ivp(
        lambda t, y: 0.4 * y * (1 - y / 90),
        (2000, 2030),
        logistic(2000, 90, 0.4, 2012).reshape(1),
        t_eval=[2005, 2012, 2030],
        rtol=1e-10,
    )
    assert logistic([2005, 2012, 2030], 90, 0.4, 2012) == pytest.approx(solved.y[0], rel=1e-6)
    assert logistic(2012, 90, 0.4, 2012) == pytest.approx(45)


def test_the_bass_curve_solves_its_differential_equation() -> None:
    # dN/dt = (p + q N/M)(M - N), N(start) = 0
    solved = solve_ivp(
        lambda t, n: (0.01 + 0.5 * n / 500) * (500 - n),
        (2008, 2030),
        [0.0],
        t_eval=[2010, 2018, 2030],
        rtol=1e-10,
    )
    assert bass([2010, 2018, 2030], 500, 0.01, 0.5, 2008) == pytest.approx(solved.y[0], rel=1e-6)
    assert bass([2000, 2008], 500, 0.01, 0.5, 2008).tolist() == [0, 0]


@modest
@given(st.floats(20, 200), st.floats(0.2, 0.8), st.floats(2006, 2014))
def test_a_logistic_curve_is_found_again(saturation: float, rate: float, midpoint: float) -> None:
    fit = fit_logistic(TIMES, logistic(TIMES, saturation, rate, midpoint))
    assert fit.parameters == pytest.approx(
        {"saturation": saturation, "rate": rate, "midpoint": midpoint}, rel=1e-4
    )


@modest
@given(st.floats(50, 500), st.floats(0.002, 0.03), st.floats(0.3, 0.8))
def test_a_bass_curve_is_found_again(
    saturation: float, innovation: float, imitation: float
) -> None:
    fit = fit_bass(TIMES, bass(TIMES, saturation, innovation, imitation, 1999), start=1999)
    assert fit.parameters == pytest.approx(
        {"saturation": saturation, "innovation": innovation, "imitation": imitation}, rel=1e-3
    )


def test_standard_errors_are_those_of_the_analytic_derivatives() -> None:
    fit = fit_logistic(TIMES, noisy(logistic(TIMES, 90, 0.4, 2010), 1))
    saturation, rate, midpoint = fit.parameters.values()
    share = logistic(TIMES, 1, rate, midpoint)
    slope = saturation * share * (1 - share)
    derivatives = np.column_stack([share, slope * (TIMES - midpoint), -slope * rate])
    covariance = np.linalg.inv(derivatives.T @ derivatives) * fit.residual_standard_error**2
    assert fit.covariance == pytest.approx(covariance, rel=1e-3)
    assert list(fit.standard_errors.values()) == pytest.approx(
        np.sqrt(np.diag(covariance)), rel=1e-3
    )


def test_intervals_of_a_well_determined_curve_are_nearly_those_of_the_delta_method() -> None:
    fit = fit_logistic(TIMES, noisy(logistic(TIMES, 90, 0.4, 2008), 2, 0.5))
    saturation, rate, midpoint = fit.parameters.values()
    share = logistic([2015.0], 1, rate, midpoint)[0]
    slope = saturation * share * (1 - share)
    gradient = np.array([share, slope * (2015 - midpoint), -slope * rate])
    variance = gradient @ fit.covariance @ gradient + fit.residual_standard_error**2
    half = stats.t.ppf(0.975, fit.degrees_of_freedom) * np.sqrt(variance)
    row = fit.intervals([2015.0]).loc[0]
    assert row["high"] - row["fitted"] == pytest.approx(half, rel=0.02)
    assert row["fitted"] - row["low"] == pytest.approx(half, rel=0.02)
    table = fit.parameter_table().loc["rate"]
    t = stats.t.ppf(0.975, fit.degrees_of_freedom)
    assert table["high"] - table["low"] == pytest.approx(2 * t * table["standard_error"], rel=0.02)


def test_the_limits_of_the_saturation_are_where_fixing_it_is_just_rejected() -> None:
    fit = fit_logistic(YEARS[:7], VILLAGES[:7])
    limits = fit.parameter_table().loc["saturation"]
    least = np.sum(fit.residuals**2)
    for limit in (limits["low"], limits["high"]):
        fixed = fit_logistic(YEARS[:7], VILLAGES[:7], saturation=limit)
        statistic = (np.sum(fixed.residuals**2) - least) / fit.residual_standard_error**2
        assert statistic == pytest.approx(stats.f.ppf(0.95, 1, 4), rel=1e-3)


def test_prediction_intervals_hold_what_comes_as_often_as_they_say() -> None:
    years = np.arange(2005, 2020.0)
    truth = logistic(np.append(years, 2022), 80, 0.35, 2011)
    inside = []
    for seed in range(120):
        seen = truth + np.random.default_rng(seed).normal(0, 1.5, truth.size)
        row = fit_logistic(years, seen[:-1]).intervals([2022], level=0.8).loc[0]
        inside.append(row["low"] <= seen[-1] <= row["high"])
    assert np.mean(inside) == pytest.approx(0.8, abs=0.1)


def test_a_higher_level_widens_the_interval() -> None:
    fit = fit_logistic(YEARS[:7], VILLAGES[:7])
    narrow, wide = fit.intervals([2020], 0.8).loc[0], fit.intervals([2020], 0.95).loc[0]
    assert wide["low"] < narrow["low"] < narrow["fitted"] < narrow["high"] < wide["high"]


def test_the_taobao_villages_known_in_2018_gave_too_few_for_each_later_year() -> None:
    for fit_curve in (fit_logistic, partial(fit_bass, start=2008)):
        held = forecast(YEARS, VILLAGES, 2018, fit_curve)
        assert held.frame["time"].tolist() == [2019, 2020, 2021, 2022]
        assert (held.frame["error"] > 0).all()
        assert held.frame["error"].is_monotonic_increasing
        assert held.fit.parameters["saturation"] == pytest.approx(4_900, abs=50)
        # The data before 2019 did not rule out what came: the intervals are wide upwards.
        assert held.coverage == 1
        assert held.frame.loc[3, "high"] > 2 * held.frame.loc[3, "observed"]


def test_errors_out_of_sample_are_observed_less_predicted() -> None:
    fit = fit_logistic(TIMES, noisy(logistic(TIMES, 90, 0.4, 2010), 3))
    predicted = fit.curve([2022.0, 2024.0])
    held = hold_against(fit, [2022, 2024], predicted + np.array([0.1, 60.0]))
    assert held.frame["error"].tolist() == pytest.approx([0.1, 60])
    assert held.mean_error == pytest.approx(30.05)
    assert held.frame["inside"].tolist() == [True, False]
    assert held.coverage == 0.5
    shares = 100 * np.array([0.1, 60]) / (predicted + np.array([0.1, 60.0]))
    assert held.mean_absolute_error_percent == pytest.approx(shares.mean())


def test_a_given_saturation_is_kept() -> None:
    fit = fit_logistic(TIMES, noisy(logistic(TIMES, 90, 0.3, 2012), 4), saturation=100)
    assert list(fit.parameters) == ["rate", "midpoint"]
    assert fit.curve(2500) == pytest.approx(100)


def rejection(values: list[float]) -> str:
    with pytest.raises(FitError) as refusal:
        fit_logistic(np.arange(len(values)), values)
    return str(refusal.value)


def test_a_failure_says_which_curve_failed_and_why() -> None:
    assert "show no sign of levelling off" in rejection([2.0**n for n in range(8)])
    assert "do not grow" in rejection([9, 7, 5, 4, 2])
    assert "fewer than two values" in rejection([0, 0, 0, 0, 5])
    assert rejection([0, 0, 0, 0, 6, 7]).startswith("logistic curve: ")
    with pytest.raises(FitError, match="Bass curve: 6 values from 1 to 6"):
        fit_bass([1, 2, 3, 4, 5, 6], [1, 2, 4, 8, 16, 32], start=0)


def test_data_that_cannot_be_fitted_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="times has 3 entries; at least 4 are needed"):
        fit_logistic([1, 2, 3], [1, 2, 3])
    with pytest.raises(ValueError, match="values = nan "):
        fit_logistic([1, 2, 3, 4], [1, 2, float("nan"), 3])
    with pytest.raises(ValueError, match="values = -1 "):
        fit_logistic([1, 2, 3, 4], [-1, 2, 3, 4])
    with pytest.raises(ValueError, match="largest of values = 0 "):
        fit_logistic([1, 2, 3, 4], [0, 0, 0, 0])
    with pytest.raises(ValueError, match="time since the start = 0 "):
        fit_bass([2008, 2009, 2010, 2011], [1, 2, 4, 6], start=2008)
    with pytest.raises(ValueError, match="shape"):
        fit_logistic([1, 2, 3, 4], [1, 2, 3])
    with pytest.raises(ValueError, match="rate = 0 "):
        logistic(2000, 1, 0, 2000)
    with pytest.raises(ValueError, match="innovation = -1 "):
        bass(2000, 1, -1, 0.5, 1999)
    with pytest.raises(ValueError, match="level = 1 "):
        fit_logistic(YEARS[:7], VILLAGES[:7]).intervals([2020], level=1)


def test_a_fit_keeps_what_it_was_fitted_to() -> None:
    fit: Fit = fit_logistic(YEARS[:7], VILLAGES[:7])
    assert fit.values.tolist() == VILLAGES[:7].tolist()
    assert fit.degrees_of_freedom == 4
    assert fit.residuals == pytest.approx(VILLAGES[:7] - fit.curve(YEARS[:7]))

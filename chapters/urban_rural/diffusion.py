"""Diffusion: S-shaped curves fitted to what was known, and held against what came."""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats
from scipy.optimize import OptimizeWarning, brentq, curve_fit
from scipy.special import expit, logit

from urban_rural.domain import NON_NEGATIVE, POSITIVE, PROPER_SHARE, REAL

FloatArray = npt.NDArray[np.float64]

POSITIVE_PARAMETERS = ("saturation", "rate", "innovation", "imitation")


class FitError(RuntimeError):
    """A curve could not be fitted, or the data do not determine its parameters."""


def logistic(time: npt.ArrayLike, saturation: float, rate: float, midpoint: float) -> FloatArray:
    """The logistic curve K / (1 + exp(-r (t - t_0))).

    time: t, years, any shape.
    saturation: K, the level it tends to, in the unit of the values; positive.
    rate: r, growth a year while still far from saturation; positive.
    midpoint: t_0, the time at which half of K is reached.
    Raises ValueError outside these domains.
    Source: Verhulst (1838); for diffusion, Griliches (1957).
    """
    POSITIVE.check("saturation", saturation)
    POSITIVE.check("rate", rate)
    return _logistic(np.asarray(time, dtype=float), saturation, rate, midpoint)


def bass(
    time: npt.ArrayLike, saturation: float, innovation: float, imitation: float, start: float
) -> FloatArray:
    """The cumulative curve of Bass, M (1 - e^(-(p+q)s)) / (1 + (q/p) e^(-(p+q)s)), s = t - start.

    time: t, years, any shape; before the start the curve is zero.
    saturation: M, the level it tends to, in the unit of the values; positive.
    innovation: p, share of the rest that adopts by itself in a year; positive.
    imitation: q, share of the rest that would adopt in a year were all others to have; positive.
    start: the time at which nobody has adopted.
    Raises ValueError outside these domains.
    Source: Bass (1969).
    """
    POSITIVE.check("saturation", saturation)
    POSITIVE.check("innovation", innovation)
    POSITIVE.check("imitation", imitation)
    return _bass(np.asarray(time, dtype=float), saturation, innovation, imitation, start)


@dataclass(frozen=True)
class Fit:
    """A curve fitted by least squares.

    name: "logistic" or "Bass".
    formula: the curve as a function of times and the fitted parameters, in their order.
    parameters: estimates by name.
    covariance: of the estimates, in the same order.
    times, values: what was fitted.
    """

    name: str
    formula: Callable[..., FloatArray]
    parameters: Mapping[str, float]
    covariance: FloatArray
    times: FloatArray
    values: FloatArray

    @property
    def degrees_of_freedom(self) -> int:
        """Observations less parameters."""
        return self.values.size - len(self.parameters)

    @property
    def residuals(self) -> FloatArray:
        """Observed less fitted, in the unit of the values."""
        return self.values - self.curve(self.times)

    @property
    def residual_standard_error(self) -> float:
        """Standard deviation of an observation about the curve."""
        return float(np.sqrt(np.sum(self.residuals**2) / self.degrees_of_freedom))

    def curve(self, times: npt.ArrayLike) -> FloatArray:
        """The fitted curve at times of any shape."""
        return self.formula(np.asarray(times, dtype=float), *self.parameters.values())

    @property
    def standard_errors(self) -> dict[str, float]:
        """Standard error of each parameter, from the covariance."""
        return dict(zip(self.parameters, np.sqrt(np.diag(self.covariance)).tolist(), strict=True))

    def parameter_table(self, level: float = 0.95) -> pd.DataFrame:
        """Estimates with standard errors and limits, one parameter a row.

        level: of the limits, in (0, 1).
        Gives estimate, standard_error, low and high. A value is within the limits unless
        fixing the parameter at it makes the least sum of squares significantly larger (F
        test). They need not be symmetric, and are infinite or zero where the data set none.
        Source: Bates and Watts (1988), chapter 6.
        """
        rows = []
        for name, error in self.standard_errors.items():
            low, high = self._parameter_limits(name, level)
            rows.append((self.parameters[name], error, low, high))
        return pd.DataFrame(
            rows,
            columns=["estimate", "standard_error", "low", "high"],
            index=pd.Index(self.parameters, name="parameter"),
        )

    def intervals(self, times: npt.ArrayLike, level: float = 0.95) -> pd.DataFrame:
        """The curve and the interval in which an observation is expected, one time a row.

        times: years, one dimension.
        level: of the intervals, in (0, 1).
        Gives time, fitted, low and high. A value is within the limits unless adding it to the
        data makes the least sum of squares significantly larger (F test): for a straight line
        the usual prediction interval, for a curve that may yet level off anywhere an interval
        that reaches further up than down. It supposes independent errors of equal variance
        and does not allow for the curve being the wrong one; it may pass zero or a ceiling.
        Source: Bates and Watts (1988), chapter 6, with an observation for the parameter.
        """
        rows = []
        for time in np.asarray(times, dtype=float):
            fitted = float(self.curve(time))
            rows.append((time, fitted, *self._prediction_limits(time, fitted, level)))
        return pd.DataFrame(rows, columns=["time", "fitted", "low", "high"])

    def _prediction_limits(self, time: float, fitted: float, level: float) -> tuple[float, float]:
        times = np.append(self.times, time)

        def least_sum_of_squares(value: float) -> float:
            values = np.append(self.values, value)
            found, _ = _search(self.name, self.formula, times, values, self.parameters)
            return float(np.sum((values - self.formula(times, *found)) ** 2))

        step = self.residual_standard_error
        return self._limits(least_sum_of_squares, fitted, step, 1e6 * step, level)

    def _parameter_limits(self, name: str, level: float) -> tuple[float, float]:
        others = {other: value for other, value in self.parameters.items() if other != name}
        estimate, error = self.parameters[name], self.standard_errors[name]

        def least_sum_of_squares(value: float) -> float:
            def formula(time: FloatArray, *rest: float) -> FloatArray:
                given = dict(zip(others, rest, strict=True)) | {name: value}
                return self.formula(time, *(given[parameter] for parameter in self.parameters))

            found, _ = _search(self.name, formula, self.times, self.values, others)
            return float(np.sum((self.values - formula(self.times, *found)) ** 2))

        if name not in POSITIVE_PARAMETERS:
            return self._limits(least_sum_of_squares, estimate, error, 1e3 * error, level)
        low, high = self._limits(
            lambda logarithm: least_sum_of_squares(np.exp(logarithm)),
            np.log(estimate),
            error / estimate,
            np.log(1e4),
            level,
        )
        return float(np.exp(low)), float(np.exp(high))

    def _limits(
        self,
        least_sum_of_squares: Callable[[float], float],
        centre: float,
        step: float,
        reach: float,
        level: float,
    ) -> tuple[float, float]:
        """Values below and above the centre at which the F test just rejects."""
        PROPER_SHARE.check("level", level)
        least = float(np.sum(self.residuals**2))
        variance = least / self.degrees_of_freedom
        allowed = least + variance * float(stats.f.ppf(level, 1, self.degrees_of_freedom))

        def excess(value: float) -> float:
            return least_sum_of_squares(value) - allowed

        def limit(direction: int) -> float:
            near, distance = centre, step
            while distance <= reach:
                far = centre + direction * distance
                if excess(far) > 0:
                    return float(brentq(excess, near, far))
                near, distance = far, 2 * distance
            return direction * np.inf

        return limit(-1), limit(1)


@dataclass(frozen=True)
class OutOfSample:
    """A fit held against observations it has not seen.

    fit: the curve, fitted to what was known.
    level: of the prediction intervals.
    frame: one later observation a row: time, observed, predicted, error (observed less
        predicted), error_percent (of the observed), low and high of the prediction interval,
        and whether the observation is inside it.
    """

    fit: Fit
    level: float
    frame: pd.DataFrame

    @property
    def coverage(self) -> float:
        """Share of the later observations inside their prediction intervals."""
        return float(self.frame["inside"].mean())

    @property
    def mean_error(self) -> float:
        """Mean of observed less predicted; positive when the curve was too low."""
        return float(self.frame["error"].mean())

    @property
    def mean_absolute_error_percent(self) -> float:
        """Mean size of the error as a per cent of the observed."""
        return float(self.frame["error_percent"].abs().mean())


def fit_logistic(
    times: npt.ArrayLike, values: npt.ArrayLike, saturation: float | None = None
) -> Fit:
    """The logistic curve nearest to the values.

    times: years, one dimension.
    values: in any unit, none negative, in the same order.
    saturation: the level to be reached in the end, if it is taken as known; otherwise it is
        estimated with the other parameters.
    Raises ValueError for data it cannot take, `FitError` when no curve is found.
    """
    time, value = _observations(times, values, needed=4 if saturation is None else 3)
    POSITIVE.check("largest of values", value.max())
    level = 1.2 * value.max() if saturation is None else saturation
    POSITIVE.check("saturation", level)
    rate, midpoint = _logistic_start(time, value, level)
    if saturation is None:
        return _fit(
            "logistic",
            _logistic,
            time,
            value,
            {"saturation": level, "rate": rate, "midpoint": midpoint},
        )

    def to_saturation(t: FloatArray, r: float, t_0: float) -> FloatArray:
        return _logistic(t, saturation, r, t_0)

    return _fit("logistic", to_saturation, time, value, {"rate": rate, "midpoint": midpoint})


def fit_bass(times: npt.ArrayLike, values: npt.ArrayLike, *, start: float) -> Fit:
    """The cumulative curve of Bass nearest to the values.

    times: years, one dimension, all after the start.
    values: cumulative adopters, none negative, in the same order.
    start: the time at which nobody has adopted; taken as known.
    Raises ValueError for data it cannot take, `FitError` when no curve is found.
    """
    time, value = _observations(times, values, needed=4)
    POSITIVE.check("largest of values", value.max())
    POSITIVE.check("time since the start", time - start)
    level = 1.2 * value.max()
    rate, midpoint = _logistic_start(time, value, level)
    # The curve of Bass passes half its level about ln(q/p) / q after its start.
    innovation = rate * np.exp(-rate * max(midpoint - start, 0.0))

    def from_start(t: FloatArray, m: float, p: float, q: float) -> FloatArray:
        return _bass(t, m, p, q, start)

    return _fit(
        "Bass",
        from_start,
        time,
        value,
        {"saturation": level, "innovation": innovation, "imitation": rate},
    )


def hold_against(
    fit: Fit, times: npt.ArrayLike, values: npt.ArrayLike, level: float = 0.95
) -> OutOfSample:
    """A fit beside observations it has not seen.

    times: years, one dimension.
    values: observed then, positive, in the same order.
    level: of the prediction intervals, in (0, 1).
    Raises ValueError for data it cannot take.
    """
    time, value = _observations(times, values, needed=1)
    POSITIVE.check("values", value)
    predicted = fit.intervals(time, level)
    error = value - predicted["fitted"]
    frame = pd.DataFrame(
        {
            "time": time,
            "observed": value,
            "predicted": predicted["fitted"],
            "error": error,
            "error_percent": 100 * error / value,
            "low": predicted["low"],
            "high": predicted["high"],
            "inside": (predicted["low"] <= value) & (value <= predicted["high"]),
        }
    )
    return OutOfSample(fit, level, frame)


def forecast(
    times: npt.ArrayLike,
    values: npt.ArrayLike,
    known_until: float,
    fit_curve: Callable[[FloatArray, FloatArray], Fit] = fit_logistic,
    level: float = 0.95,
) -> OutOfSample:
    """A curve fitted to what was known by a certain time, beside what came afterwards.

    times: years, one dimension.
    values: observed then, none negative, in the same order.
    known_until: the last time that was known.
    fit_curve: how to fit; `fit_logistic`, or a function of times and values such as
        `functools.partial(fit_bass, start=2008)`.
    level: of the prediction intervals, in (0, 1).
    Raises ValueError for data it cannot take, `FitError` when no curve is found.
    """
    time, value = _observations(times, values, needed=1)
    known = time <= known_until
    fit = fit_curve(time[known], value[known])
    return hold_against(fit, time[~known], value[~known], level)


def _logistic(time: FloatArray, saturation: float, rate: float, midpoint: float) -> FloatArray:
    return np.asarray(saturation * expit(rate * (time - midpoint)))


def _bass(
    time: FloatArray, saturation: float, innovation: float, imitation: float, start: float
) -> FloatArray:
    elapsed = (innovation + imitation) * np.maximum(time - start, 0)
    return np.asarray(
        -saturation * np.expm1(-elapsed) / (1 + imitation / innovation * np.exp(-elapsed))
    )


def _observations(
    times: npt.ArrayLike, values: npt.ArrayLike, *, needed: int
) -> tuple[FloatArray, FloatArray]:
    time = np.asarray(times, dtype=float)
    value = np.asarray(values, dtype=float)
    if time.ndim != 1 or time.shape != value.shape:
        raise ValueError(f"times has shape {time.shape}, values has shape {value.shape}")
    if time.size < needed:
        raise ValueError(f"times has {time.size} entries; at least {needed} are needed")
    REAL.check("times", time)
    NON_NEGATIVE.check("values", value)
    return time, value


def _logistic_start(time: FloatArray, value: FloatArray, saturation: float) -> tuple[float, float]:
    """A first guess of rate and midpoint: the line through the logits of the values."""
    share = value / saturation
    usable = (share > 0) & (share < 1)
    if usable.sum() < 2 or np.ptp(time[usable]) == 0:
        raise FitError(
            "logistic curve: fewer than two values at different times lie between zero and "
            f"the saturation {saturation:g}"
        )
    line = stats.linregress(time[usable], logit(share[usable]))
    slope, intercept = float(line.slope), float(line.intercept)
    if slope <= 0:
        raise FitError("logistic curve: the values do not grow with time")
    return slope, -intercept / slope


def _fit(
    name: str,
    formula: Callable[..., FloatArray],
    times: FloatArray,
    values: FloatArray,
    guess: Mapping[str, float],
) -> Fit:
    estimates, covariance = _search(name, formula, times, values, guess)
    relative_error = np.sqrt(np.diag(covariance)) / np.abs(estimates)
    if not np.isfinite(covariance).all() or (relative_error > 10).any():
        raise FitError(
            f"{name} curve: {_span(times)} do not determine {', '.join(guess)}; "
            "a given saturation may help"
        )
    parameters = dict(zip(guess, estimates.tolist(), strict=True))
    if parameters.get("saturation", 0) > 1000 * values.max():
        raise FitError(
            f"{name} curve: {_span(times)} show no sign of levelling off; "
            "a given saturation may help"
        )
    return Fit(name, formula, parameters, covariance, times, values)


def _search(
    name: str,
    formula: Callable[..., FloatArray],
    times: FloatArray,
    values: FloatArray,
    guess: Mapping[str, float],
) -> tuple[FloatArray, FloatArray]:
    """Least squares from a first guess: estimates and their covariance.

    The search runs in the logarithms of the positive parameters, which keeps them positive.
    """
    positive = np.array([parameter in POSITIVE_PARAMETERS for parameter in guess])

    def natural(searched: FloatArray) -> FloatArray:
        return np.where(positive, np.exp(np.where(positive, searched, 0.0)), searched)

    def of_searched(time: FloatArray, *searched: float) -> FloatArray:
        return formula(time, *natural(np.array(searched)))

    start = np.array(list(guess.values()))
    start[positive] = np.log(start[positive])
    with warnings.catch_warnings(), np.errstate(over="ignore", invalid="ignore"):
        # A covariance that cannot be estimated is infinite, which `_fit` refuses.
        warnings.simplefilter("ignore", OptimizeWarning)
        try:
            found, covariance = curve_fit(of_searched, times, values, p0=start, maxfev=20_000)
        except (RuntimeError, ValueError) as error:
            raise FitError(
                f"{name} curve: the search did not converge on {_span(times)}; there may be too "
                "few, or none past the middle of the curve; a given saturation may help"
            ) from error
        estimates = natural(found)
        scale = np.diag(np.where(positive, estimates, 1.0))
        return estimates, scale @ covariance @ scale


def _span(times: FloatArray) -> str:
    return f"{times.size} values from {times.min():g} to {times.max():g}"

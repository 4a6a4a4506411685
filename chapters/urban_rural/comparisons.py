"""Other ways to compare urban and rural values than the one-way analysis of variance.

Every province gives one urban and one rural value. The one-way analysis ignores that the two
belong together, so that differences between provinces count as noise. The paired comparisons
here do not; the logarithm turns a difference into a ratio; the rank and permutation tests do
without the normal distribution.

All functions take ``urban`` and ``rural`` in the same order of provinces. With ``scale="logs"``
they compare natural logarithms, and a mean difference is the log of a ratio of geometric means.
"""

import math
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Scale: TypeAlias = Literal["levels", "logs"]
Values: TypeAlias = NDArray[np.float64]

# Differences that are all equal differ in floating point by less than this share of the values.
_FLOATING_POINT_RESIDUE = 1e-12


@dataclass(frozen=True)
class TTest:
    """A t test of the mean urban less the mean rural value.

    ``mean_difference`` and its confidence limits are in the unit of the values on levels, and log
    points on logs; ``p`` is two-sided.
    """

    scale: Scale
    mean_difference: float
    mean_difference_low: float
    mean_difference_high: float
    confidence: float
    t: float
    degrees_of_freedom: float
    p: float

    @property
    def geometric_mean_ratio(self) -> float:
        """Ratio of the urban to the rural geometric mean; only on logs.

        Raises:
            ValueError: if the test was made on levels.
        """
        return math.exp(self._on_logs(self.mean_difference))

    @property
    def geometric_mean_ratio_interval(self) -> tuple[float, float]:
        """Confidence limits of the ratio of geometric means; only on logs.

        Raises:
            ValueError: if the test was made on levels.
        """
        return (
            math.exp(self._on_logs(self.mean_difference_low)),
            math.exp(self._on_logs(self.mean_difference_high)),
        )

    def _on_logs(self, value: float) -> float:
        if self.scale != "logs":
            raise ValueError(f"scale is {self.scale!r}; it must be 'logs' for a ratio")
        return value


@dataclass(frozen=True)
class PermutationTest:
    """A permutation test of the mean urban less the mean rural value.

    ``p`` is two-sided. ``n_permutations`` were looked at; if ``exact``, these are all there are
    and chance plays no part.
    """

    scale: Scale
    mean_difference: float
    p: float
    n_permutations: int
    exact: bool


@dataclass(frozen=True)
class SignedRankTest:
    """Wilcoxon's signed-rank test of the differences urban less rural.

    ``statistic`` is the smaller of the two sums of ranks; ``p`` is two-sided.
    """

    scale: Scale
    statistic: float
    p: float


@dataclass(frozen=True)
class BlockedAnova:
    """The two-way analysis of variance by residence and province, one value in each cell."""

    scale: Scale
    sum_of_squares_residence: float
    df_residence: int
    sum_of_squares_province: float
    df_province: int
    sum_of_squares_residual: float
    df_residual: int

    @property
    def f(self) -> float:
        """F of residence: its mean square over the residual mean square."""
        residence = self.sum_of_squares_residence / self.df_residence
        return residence / (self.sum_of_squares_residual / self.df_residual)

    @property
    def p(self) -> float:
        """Probability of an F at least as large if residence made no difference."""
        return float(stats.f.sf(self.f, self.df_residence, self.df_residual))


def paired_t_test(
    urban: ArrayLike, rural: ArrayLike, scale: Scale = "levels", confidence: float = 0.95
) -> TTest:
    """The t test of the differences within provinces (Student 1908).

    Args:
        urban, rural: one value per province, in one unit and one order; two or more provinces.
        scale: "levels", or "logs" for values above 0.
        confidence: probability of coverage, between 0 and 1.

    Raises:
        ValueError: if an argument is outside its range, or all differences are the same.
    """
    _require_confidence(confidence)
    urban_values, rural_values = _aligned_values(urban, rural, scale)
    _require_varying_differences(urban_values, rural_values)
    result = stats.ttest_rel(urban_values, rural_values)
    return _t_test(result, urban_values.mean() - rural_values.mean(), scale, confidence)


def welch_t_test(
    urban: ArrayLike, rural: ArrayLike, scale: Scale = "levels", confidence: float = 0.95
) -> TTest:
    """The t test of two independent means with unequal variances (Welch 1947).

    Args:
        urban, rural: one value per province, in one unit and one order; two or more provinces.
        scale: "levels", or "logs" for values above 0.
        confidence: probability of coverage, between 0 and 1.

    Raises:
        ValueError: if an argument is outside its range, or neither group has any dispersion.
    """
    _require_confidence(confidence)
    urban_values, rural_values = _aligned_values(urban, rural, scale)
    if np.ptp(urban_values) == 0 and np.ptp(rural_values) == 0:
        raise ValueError("neither urban nor rural values have any dispersion; t is not defined")
    result = stats.ttest_ind(urban_values, rural_values, equal_var=False)
    return _t_test(result, urban_values.mean() - rural_values.mean(), scale, confidence)


def permutation_test_paired(
    urban: ArrayLike,
    rural: ArrayLike,
    seed: int,
    scale: Scale = "levels",
    n_resamples: int = 9999,
) -> PermutationTest:
    """The permutation test that exchanges urban and rural within provinces (Fisher 1935).

    Args:
        urban, rural: one value per province, in one unit and one order; two or more provinces.
        seed: of the random exchanges; without effect if all are looked at.
        scale: "levels", or "logs" for values above 0.
        n_resamples: exchanges drawn; all 2^n are looked at if there are no more than that.

    Raises:
        ValueError: if an argument is outside its range.
    """
    urban_values, rural_values = _aligned_values(urban, rural, scale)
    count = 2**urban_values.size
    return _permutation_test(urban_values, rural_values, "samples", count, seed, scale, n_resamples)


def permutation_test_independent(
    urban: ArrayLike,
    rural: ArrayLike,
    seed: int,
    scale: Scale = "levels",
    n_resamples: int = 9999,
) -> PermutationTest:
    """The permutation test that deals all values anew into two groups (Pitman 1937).

    Args:
        urban, rural: one value per province, in one unit and one order; two or more provinces.
        seed: of the random deals; without effect if all are looked at.
        scale: "levels", or "logs" for values above 0.
        n_resamples: deals drawn; all are looked at if there are no more than that.

    Raises:
        ValueError: if an argument is outside its range.
    """
    urban_values, rural_values = _aligned_values(urban, rural, scale)
    count = math.comb(2 * urban_values.size, urban_values.size)
    return _permutation_test(
        urban_values, rural_values, "independent", count, seed, scale, n_resamples
    )


def wilcoxon_signed_rank(
    urban: ArrayLike, rural: ArrayLike, scale: Scale = "levels"
) -> SignedRankTest:
    """The signed-rank test of the differences within provinces (Wilcoxon 1945).

    Args:
        urban, rural: one value per province, in one unit and one order; two or more provinces.
        scale: "levels", or "logs" for values above 0.

    Raises:
        ValueError: if an argument is outside its range, or no value differs.
    """
    urban_values, rural_values = _aligned_values(urban, rural, scale)
    if np.array_equal(urban_values, rural_values):
        raise ValueError("urban and rural values are equal in every province; no rank is defined")
    result = stats.wilcoxon(urban_values, rural_values)
    return SignedRankTest(scale=scale, statistic=float(result.statistic), p=float(result.pvalue))


def within_province_f(urban: ArrayLike, rural: ArrayLike, scale: Scale = "levels") -> BlockedAnova:
    """The analysis of variance that sets the differences between provinces apart.

    The within-group sum of squares of the one-way analysis is the sum of the province and the
    residual sum of squares. F equals the square of the paired t (Fisher 1935).

    Args:
        urban, rural: one value per province, in one unit and one order; two or more provinces.
        scale: "levels", or "logs" for values above 0.

    Raises:
        ValueError: if an argument is outside its range, or all differences are the same.
    """
    urban_values, rural_values = _aligned_values(urban, rural, scale)
    _require_varying_differences(urban_values, rural_values)
    cells = np.column_stack([urban_values, rural_values])
    provinces = len(cells)
    grand_mean = cells.mean()
    residence_effect = cells.mean(axis=0) - grand_mean
    province_effect = cells.mean(axis=1) - grand_mean
    residual = cells - grand_mean - residence_effect - province_effect[:, np.newaxis]
    return BlockedAnova(
        scale=scale,
        sum_of_squares_residence=float(provinces * (residence_effect**2).sum()),
        df_residence=1,
        sum_of_squares_province=float(2 * (province_effect**2).sum()),
        df_province=provinces - 1,
        sum_of_squares_residual=float((residual**2).sum()),
        df_residual=provinces - 1,
    )


def _t_test(result: Any, mean_difference: float, scale: Scale, confidence: float) -> TTest:
    limits = result.confidence_interval(confidence)
    return TTest(
        scale=scale,
        mean_difference=float(mean_difference),
        mean_difference_low=float(limits.low),
        mean_difference_high=float(limits.high),
        confidence=confidence,
        t=float(result.statistic),
        degrees_of_freedom=float(result.df),
        p=float(result.pvalue),
    )


def _permutation_test(
    urban: Values,
    rural: Values,
    permutation_type: Literal["samples", "independent"],
    distinct_permutations: int,
    seed: int,
    scale: Scale,
    n_resamples: int,
) -> PermutationTest:
    if n_resamples < 1:
        raise ValueError(f"n_resamples is {n_resamples}; it must be 1 or more")
    result = stats.permutation_test(
        (urban, rural),
        lambda first, second, axis: first.mean(axis=axis) - second.mean(axis=axis),
        permutation_type=permutation_type,
        vectorized=True,
        n_resamples=n_resamples,
        alternative="two-sided",
        rng=np.random.default_rng(seed),
    )
    return PermutationTest(
        scale=scale,
        mean_difference=float(result.statistic),
        p=float(result.pvalue),
        n_permutations=len(result.null_distribution),
        exact=distinct_permutations <= n_resamples,
    )


def _aligned_values(urban: ArrayLike, rural: ArrayLike, scale: Scale) -> tuple[Values, Values]:
    """Both as arrays on the scale asked for, after refusing what is outside the domain."""
    if scale not in ("levels", "logs"):
        raise ValueError(f"scale is {scale!r}; it must be 'levels' or 'logs'")
    if (
        isinstance(urban, pd.Series)
        and isinstance(rural, pd.Series)
        and not urban.index.equals(rural.index)
    ):
        raise ValueError("urban and rural must list the same provinces in the same order")
    values = np.asarray(urban, dtype=float), np.asarray(rural, dtype=float)
    for name, array in zip(("urban", "rural"), values, strict=True):
        if array.ndim != 1 or array.size < 2:
            raise ValueError(f"{name} has shape {array.shape}; it must list 2 or more provinces")
        if not np.isfinite(array).all():
            raise ValueError(f"{name} holds a value that is missing or infinite")
        if scale == "logs" and array.min() <= 0:
            raise ValueError(f"{name} holds {array.min()}; every value must be above 0 for logs")
    if values[0].size != values[1].size:
        raise ValueError(
            f"urban has {values[0].size} provinces and rural {values[1].size}; they must be the "
            "same"
        )
    return (np.log(values[0]), np.log(values[1])) if scale == "logs" else values


def _require_varying_differences(urban: Values, rural: Values) -> None:
    size = max(np.abs(urban).max(), np.abs(rural).max())
    if np.ptp(urban - rural) <= _FLOATING_POINT_RESIDUE * size:
        raise ValueError("urban less rural is the same in every province; t and F are not defined")


def _require_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; it must lie between 0 and 1")

"""One-way analysis of variance, from observations or from printed sums of squares.

F compares the variance between groups with the variance within them. It grows with the number of
observations and shrinks with the dispersion inside the groups, so that by itself it does not
measure how far apart two groups are. The effect sizes here do, and for two groups of equal size
all of them follow from the sums of squares alone.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from urban_rural.printed import Interval


@dataclass(frozen=True)
class OneWayAnova:
    """The analysis of variance of one factor, given by its sums of squares.

    Args:
        sum_of_squares_between: of the group means about the grand mean, weighted by group size;
            0 or more, in squared units of the observations.
        df_between: degrees of freedom between groups: number of groups less 1.
        sum_of_squares_within: of the observations about their group means; above 0, as F is not
            defined when the groups have no dispersion.
        df_within: degrees of freedom within groups: number of observations less number of groups.

    Raises:
        ValueError: if a sum of squares or a number of degrees of freedom is outside its range.
    """

    sum_of_squares_between: float
    df_between: int
    sum_of_squares_within: float
    df_within: int

    def __post_init__(self) -> None:
        between, within = self.sum_of_squares_between, self.sum_of_squares_within
        if not (math.isfinite(between) and between >= 0):
            raise ValueError(f"sum_of_squares_between is {between}; it must be finite, 0 or more")
        if not (math.isfinite(within) and within > 0):
            raise ValueError(f"sum_of_squares_within is {within}; it must be finite and above 0")
        _require_degrees_of_freedom("df_between", self.df_between)
        _require_degrees_of_freedom("df_within", self.df_within)

    @classmethod
    def from_observations(cls, *groups: ArrayLike) -> "OneWayAnova":
        """The analysis of variance of observed groups.

        Args:
            *groups: two or more sequences, each of two or more finite numbers in one unit.

        Raises:
            ValueError: if there are too few groups or observations, if one is not finite, or if
                no group has any dispersion.
        """
        if len(groups) < 2:
            raise ValueError(f"there are {len(groups)} groups; there must be 2 or more")
        samples = [np.asarray(group, dtype=float) for group in groups]
        for position, sample in enumerate(samples, start=1):
            if sample.ndim != 1 or sample.size < 2:
                raise ValueError(
                    f"group {position} has shape {sample.shape}; it must be a sequence of 2 or "
                    "more observations"
                )
            if not np.isfinite(sample).all():
                raise ValueError(f"group {position} holds a value that is missing or infinite")
        if all(np.ptp(sample) == 0 for sample in samples):
            raise ValueError("no group has any dispersion; F is not defined")
        grand_mean = np.concatenate(samples).mean()
        return cls(
            sum_of_squares_between=float(
                sum(sample.size * (sample.mean() - grand_mean) ** 2 for sample in samples)
            ),
            df_between=len(samples) - 1,
            sum_of_squares_within=float(
                sum(((sample - sample.mean()) ** 2).sum() for sample in samples)
            ),
            df_within=sum(sample.size for sample in samples) - len(samples),
        )

    @property
    def sum_of_squares_total(self) -> float:
        """Sum of squares of the observations about the grand mean."""
        return self.sum_of_squares_between + self.sum_of_squares_within

    @property
    def df_total(self) -> int:
        """Number of observations less 1."""
        return self.df_between + self.df_within

    @property
    def mean_square_between(self) -> float:
        """Sum of squares between groups per degree of freedom."""
        return self.sum_of_squares_between / self.df_between

    @property
    def mean_square_within(self) -> float:
        """Sum of squares within groups per degree of freedom: the pooled variance."""
        return self.sum_of_squares_within / self.df_within

    @property
    def standard_deviation_within(self) -> float:
        """Pooled standard deviation, in units of the observations."""
        return math.sqrt(self.mean_square_within)

    @property
    def f(self) -> float:
        """Ratio of the mean squares (Fisher 1925)."""
        return self.mean_square_between / self.mean_square_within

    @property
    def p(self) -> float:
        """Probability of an F at least as large if all groups had one mean."""
        return float(stats.f.sf(self.f, self.df_between, self.df_within))

    @property
    def eta_squared(self) -> float:
        """Share of the total sum of squares that lies between groups."""
        return self.sum_of_squares_between / self.sum_of_squares_total

    @property
    def omega_squared(self) -> float:
        """Estimated share of the variance that lies between groups in the population.

        Less biased than eta squared; below 0 when F is below 1 (Olejnik and Algina 2003).
        """
        noise = self.df_between * self.mean_square_within
        return (self.sum_of_squares_between - noise) / (
            self.sum_of_squares_total + self.mean_square_within
        )


def mean_difference(anova: OneWayAnova, n_per_group: int) -> float:
    """Distance between the means of two groups of equal size, in units of the observations.

    ``sqrt(2 SSB / n)``. Sums of squares do not tell which mean is the larger.

    Args:
        anova: of two groups.
        n_per_group: observations in each; 2 or more.

    Raises:
        ValueError: if the degrees of freedom are not those of two groups of that size.
    """
    _require_two_equal_groups(anova, n_per_group)
    return math.sqrt(2 * anova.sum_of_squares_between / n_per_group)


def mean_difference_interval(
    anova: OneWayAnova, n_per_group: int, confidence: float = 0.95
) -> tuple[float, float]:
    """Confidence interval of the distance between two means, from the t distribution.

    The sign is that of the larger mean less the smaller. The lower limit is below 0 when the
    difference is not significant at this level.

    Args:
        anova: of two groups.
        n_per_group: observations in each; 2 or more.
        confidence: probability of coverage, between 0 and 1.

    Returns:
        Lower and upper limit, in units of the observations.

    Raises:
        ValueError: if ``confidence`` is outside its range, or the degrees of freedom are not those
            of two groups of that size.
    """
    _require_confidence(confidence)
    difference = mean_difference(anova, n_per_group)
    quantile = float(stats.t.ppf((1 + confidence) / 2, anova.df_within))
    margin = quantile * math.sqrt(2 * anova.mean_square_within / n_per_group)
    return difference - margin, difference + margin


def cohens_d(anova: OneWayAnova, n_per_group: int) -> float:
    """Distance between the means of two groups of equal size in pooled standard deviations.

    ``sqrt(2 F / n)`` (Cohen 1988, chapter 2). The sign is lost in the sums of squares.

    Args:
        anova: of two groups.
        n_per_group: observations in each; 2 or more.

    Raises:
        ValueError: if the degrees of freedom are not those of two groups of that size.
    """
    return mean_difference(anova, n_per_group) / anova.standard_deviation_within


def cohens_d_interval(
    anova: OneWayAnova, n_per_group: int, confidence: float = 0.95
) -> tuple[float, float]:
    """Exact confidence interval of Cohen's d, from the noncentral t distribution.

    The limits are the d at which a t as large, or as small, as the observed one has probability
    ``(1 - confidence) / 2`` (Cumming and Finch 2001; Steiger 2004). Exact for normal observations
    with one variance.

    Args:
        anova: of two groups.
        n_per_group: observations in each; 2 or more.
        confidence: probability of coverage, between 0 and 1.

    Returns:
        Lower and upper limit, in pooled standard deviations; signed as in
        ``mean_difference_interval``.

    Raises:
        ValueError: if ``confidence`` is outside its range, or the degrees of freedom are not those
            of two groups of that size.
    """
    _require_confidence(confidence)
    _require_two_equal_groups(anova, n_per_group)
    t, df = math.sqrt(anova.f), anova.df_within
    # Ten standard errors of t to either side hold the limits at any level of practical use.
    reach = 10 * math.sqrt(1 + t**2 / (2 * df))

    def excess(noncentrality: float, probability: float) -> float:
        # The upper tail, because SciPy's lower tail is nan far out when degrees of freedom are few.
        return float(stats.nct.sf(t, df, noncentrality)) - probability

    low, high = (
        optimize.brentq(excess, t - reach, t + reach, args=(probability,))
        for probability in ((1 - confidence) / 2, (1 + confidence) / 2)
    )
    per_unit_of_d = math.sqrt(n_per_group / 2)
    return float(low) / per_unit_of_d, float(high) / per_unit_of_d


def mean_square_from_printed(sum_of_squares: Interval, degrees_of_freedom: int) -> Interval:
    """The mean squares that a printed sum of squares allows.

    Args:
        sum_of_squares: as printed; 0 or more.
        degrees_of_freedom: 1 or more.

    Raises:
        ValueError: if an argument is outside its range.
    """
    if sum_of_squares.low < 0:
        raise ValueError(f"sum_of_squares is {sum_of_squares!r}; it must be 0 or more")
    _require_degrees_of_freedom("degrees_of_freedom", degrees_of_freedom)
    return sum_of_squares / degrees_of_freedom


def f_from_printed(
    sum_of_squares_between: Interval,
    df_between: int,
    sum_of_squares_within: Interval,
    df_within: int,
) -> Interval:
    """The values of F that printed sums of squares allow.

    Args:
        sum_of_squares_between, sum_of_squares_within: as printed; 0 or more, in one unit.
        df_between, df_within: degrees of freedom; 1 or more.

    Returns:
        Interval of F, without an upper bound if the sum of squares within can be 0.

    Raises:
        ValueError: if an argument is outside its range.
    """
    return mean_square_from_printed(sum_of_squares_between, df_between) / mean_square_from_printed(
        sum_of_squares_within, df_within
    )


def f_from_dispersion(
    urban_mean: float, rural_mean: float, standard_deviation: float, n_per_group: int
) -> float:
    """F of two groups of equal size from their means and the dispersion they share.

    ``n (urban_mean - rural_mean)^2 / (2 standard_deviation^2)``: with the means, and so their
    ratio, held still, F falls with the square of the dispersion and rises with the number of
    observations.

    Args:
        urban_mean, rural_mean: in one unit.
        standard_deviation: within each group, in the same unit; above 0.
        n_per_group: observations in each group; 2 or more.

    Raises:
        ValueError: if an argument is not finite or outside its range.
    """
    for name, mean in (("urban_mean", urban_mean), ("rural_mean", rural_mean)):
        if not math.isfinite(mean):
            raise ValueError(f"{name} is {mean}; it must be finite")
    if not (math.isfinite(standard_deviation) and standard_deviation > 0):
        raise ValueError(
            f"standard_deviation is {standard_deviation}; it must be finite and above 0"
        )
    _require_group_size(n_per_group)
    return n_per_group * (urban_mean - rural_mean) ** 2 / (2 * standard_deviation**2)


def _require_degrees_of_freedom(name: str, value: int) -> None:
    if not math.isfinite(value) or value != int(value) or value < 1:
        raise ValueError(f"{name} is {value}; it must be a whole number of 1 or more")


def _require_group_size(n_per_group: int) -> None:
    if not math.isfinite(n_per_group) or n_per_group != int(n_per_group) or n_per_group < 2:
        raise ValueError(f"n_per_group is {n_per_group}; it must be a whole number of 2 or more")


def _require_two_equal_groups(anova: OneWayAnova, n_per_group: int) -> None:
    _require_group_size(n_per_group)
    if anova.df_between != 1 or anova.df_within != 2 * (n_per_group - 1):
        raise ValueError(
            f"n_per_group is {n_per_group}; two groups of that size have 1 and "
            f"{2 * (n_per_group - 1)} degrees of freedom, not {anova.df_between} and "
            f"{anova.df_within}"
        )


def _require_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; it must lie between 0 and 1")

"""How two yearly series move together: in levels, in steps, and without their trends.

Two series that both rise or fall are correlated in levels whatever their connection (Yule 1926;
Granger and Newbold 1974). What a few years can show of a connection is in their steps.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

FloatArray = npt.NDArray[np.float64]

LEVEL = 0.95
FEWEST_STEPS = 5
"""Fewer steps than this give no interval worth printing."""

RESAMPLES = 9_999
SEED = 2019


@dataclass(frozen=True)
class Steps:
    """The correlation of the steps of two series.

    correlation: Pearson's. low, high: its interval at `LEVEL`. count: of steps, each of one year.
    p: share of the orders of one series' steps that give a correlation of at least that size.
    """

    correlation: float
    low: float
    high: float
    count: int
    p: float


def steps(levels: pd.Series, breaks: Collection[int] = ()) -> pd.Series:
    """Change from one year to the next, by the later year.

    levels: by year, in any order. breaks: the first years of a new definition; no step leads to
    them, nor over a missing year.
    """
    known = levels.dropna().sort_index()
    change = known.diff()
    years = known.index.to_series()
    return change[(years.diff() == 1) & ~years.isin(list(breaks))]


def correlation(one: pd.Series, other: pd.Series) -> float:
    """Pearson's correlation over the years that both have; nan if one does not vary."""
    pairs = pd.concat([one, other], axis=1, join="inner").dropna().to_numpy(float)
    if len(pairs) < 3 or _still(pairs[:, 0]) or _still(pairs[:, 1]):
        return math.nan
    return float(np.corrcoef(pairs.T)[0, 1])


def interval(found: float, count: int, level: float = LEVEL) -> tuple[float, float]:
    """Interval of a correlation of independent pairs from a normal distribution (Fisher 1921).

    found: the correlation, between -1 and 1. count: of pairs, four or more. level: between 0 and 1.
    Raises ValueError outside these ranges.
    """
    if not -1 < found < 1 or count < 4 or not 0 < level < 1:
        raise ValueError(
            f"correlation {found}, {count} pairs, level {level}: expected a correlation between -1 "
            "and 1, four pairs or more, and a level between 0 and 1"
        )
    half = float(stats.norm.ppf((1 + level) / 2)) / math.sqrt(count - 3)
    return math.tanh(math.atanh(found) - half), math.tanh(math.atanh(found) + half)


def smallest_seen(count: int, level: float = LEVEL) -> float:
    """The size of correlation from which its interval leaves 0 out; count: of pairs, four or more.

    Raises ValueError for fewer, or a level outside 0 and 1.
    """
    if count < 4 or not 0 < level < 1:
        raise ValueError(f"{count} pairs, level {level}: expected four pairs or more")
    return math.tanh(float(stats.norm.ppf((1 + level) / 2)) / math.sqrt(count - 3))


def in_steps(one: pd.Series, other: pd.Series) -> Steps | None:
    """The correlation of two series of steps; None if too few, or if one of them does not vary.

    one, other: as `steps` gives them. The permutation test takes every order as equally likely,
    so it supposes steps without a pattern in time.
    """
    pairs = pd.concat([one, other], axis=1, join="inner").dropna().to_numpy(float)
    found = correlation(one, other)
    if len(pairs) < FEWEST_STEPS or math.isnan(found):
        return None
    result = stats.permutation_test(
        (pairs[:, 0],),
        lambda shuffled, axis: _correlations(shuffled, pairs[:, 1], axis),
        permutation_type="pairings",
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(SEED),
    )
    # Two-sided: as many orders give a correlation of that size in either direction.
    sizes = np.abs(result.null_distribution)
    exact = len(sizes) == math.factorial(len(pairs))
    hits = int((sizes >= abs(found) - 1e-12).sum())
    p = hits / len(sizes) if exact else (hits + 1) / (len(sizes) + 1)
    return Steps(found, *interval(found, len(pairs)), len(pairs), p)


def without_trend(one: pd.Series, other: pd.Series, breaks: Collection[int] = ()) -> float:
    """Correlation of what is left of two series beside a straight line through the years.

    The line may jump at breaks, the first years of a new definition. nan if too few years are
    left. What is left of two wandering series can still agree by chance more often than an
    interval for independent pairs says, so none is given.
    """
    pairs = pd.concat([one, other], axis=1, join="inner").dropna().sort_index()
    years = pairs.index.to_numpy(float)
    parts = np.array([sum(year >= first for first in breaks) for year in years])
    dummies = [(parts == part).astype(float) for part in np.unique(parts)]
    design = np.column_stack([years - years.mean(), *dummies])
    if len(pairs) < design.shape[1] + 4:
        return math.nan
    values = pairs.to_numpy(float)
    left = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
    frame = pd.DataFrame(left, index=pairs.index)
    return correlation(frame[0], frame[1])


def reshuffled(one: pd.Series, other: pd.Series, resamples: int = 1_999) -> FloatArray:
    """Correlations in levels after the steps of the first series were put into another order.

    Each draw begins and ends where the series does and takes the same steps between the same
    years, only not when it took them: whatever connection there was in time is gone, and the trend
    is kept. one, other: levels by year; the years that both have are used. Seeded.
    """
    pairs = pd.concat([one, other], axis=1, join="inner").dropna().sort_index().to_numpy(float)
    generator = np.random.default_rng(SEED)
    orders = generator.permuted(np.tile(np.diff(pairs[:, 0]), (resamples, 1)), axis=1)
    start = np.full((resamples, 1), pairs[0, 0])
    paths = np.hstack([start, pairs[0, 0] + orders.cumsum(axis=1)])
    return np.asarray(_correlations(paths, pairs[:, 1], -1))


def _correlations(many: Any, one: FloatArray, axis: int) -> Any:
    """Correlation of each of many series along an axis with one series."""
    many = np.moveaxis(np.asarray(many), axis, -1)
    left = many - many.mean(axis=-1, keepdims=True)
    right = one - one.mean()
    return (left @ right) / np.sqrt((left**2).sum(axis=-1) * (right**2).sum())


def _still(values: FloatArray) -> bool:
    """Whether values are the same but for floating point."""
    return bool(np.ptp(values) <= 1e-9 * max(1.0, np.abs(values).max()))

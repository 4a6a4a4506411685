"""Do the levels of a yearly series chain with the growth that is published beside them?

A level and the one before it give a growth rate, or rather an interval of rates, as both are
rounded. If the published rate lies outside, the rate was reckoned on another basis than the two
levels. Publishers revise the year before, so small distances are the rule; a distance far beyond
the others of a collection marks a place where two levels may not measure the same.
"""

import math
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from urban_rural.printed import Interval, Printed

DERIVED = "derived"
UNCONFIRMED = "unconfirmed"


def level(value: float) -> Printed:
    """A level as its publisher may have rounded it, read most kindly.

    Zeros at the end of a whole number count as rounding: 1370 stands for 1365 to 1375, and 3000
    for 2500 to 3500. value: 0 or more, in any unit.
    """
    text = f"{value:.10g}"
    if "." in text:
        return Printed(text, non_negative=True)
    unit = 10 ** (len(text) - len(text.rstrip("0"))) if value else 1
    return Printed(text, non_negative=True, unit_in_last_place=unit)


def chains(levels: pd.Series, growth: pd.Series, evidence: pd.Series) -> pd.DataFrame:
    """The growth that two levels allow beside the published rate, one row a year.

    levels: by year, in any unit. growth: by year, per cent to one decimal, blank where none is
    published. evidence: the mark of each year's row; a derived level is left out, as it would
    chain by construction.

    Columns low, high (growth that the rounded levels allow, per cent), published (per cent),
    distance (from the nearest end of the published rate to the nearest end of the interval, in
    log points; above 0 where the levels grow faster, 0 where both agree), unconfirmed (whether a
    level or the rate is), indexed by the later year.
    """
    rows = {}
    for year, rate in growth.dropna().items():
        if year - 1 not in levels.index or DERIVED in (evidence[year], evidence[year - 1]):
            continue
        implied = (level(levels[year]) / level(levels[year - 1]) - 1) * 100
        rows[year] = {
            "low": float(implied.low),
            "high": float(implied.high),
            "published": float(rate),
            "distance": distance(implied, Printed(f"{rate:.1f}")),
            "unconfirmed": UNCONFIRMED in (evidence[year], evidence[year - 1]),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("year")


def distance(implied: Interval, published: Interval) -> float:
    """How far two intervals of growth lie apart, in log points; 0 if they have a rate in common.

    implied, published: per cent, above -100. Above 0 where the implied growth is the larger.
    """
    if implied.overlaps(published):
        return 0.0
    above = implied.low > published.high
    one, other = (implied.low, published.high) if above else (implied.high, published.low)
    return 100 * math.log((100 + float(one)) / (100 + float(other)))


def fence(distances: Iterable[float]) -> float:
    """The size beyond which a distance stands out from the others: Q3 + 1.5 (Q3 - Q1).

    distances: log points, any sign; their sizes are compared. Source: Tukey (1977), inner fence.
    Raises ValueError for fewer than four.
    """
    sizes = np.abs(np.asarray(list(distances), dtype=float))
    if sizes.size < 4:
        raise ValueError(f"{sizes.size} distances; a fence needs four or more")
    lower, upper = np.quantile(sizes, [0.25, 0.75])
    return float(upper + 1.5 * (upper - lower))


def compared(found: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """All years of several series, with a mark on those beyond the common `fence`.

    found: series -> as `chains` gives it. Adds the index level series and the column stands_out.
    """
    frame = pd.concat(found, names=["series"])
    frame["stands_out"] = frame["distance"].abs() > fence(frame["distance"])
    return frame

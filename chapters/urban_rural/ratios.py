"""Urban-rural ratios, growth, and what each consumption type adds to the change of a ratio.

Ratios and growth take floats, exact fractions, intervals (printed numbers among them) or a Series
of any of these, and give back the same kind. In a Series a missing value stays missing.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from typing import Any, TypeVar

import pandas as pd

from urban_rural.printed import Interval

Quantity = TypeVar("Quantity", float, Fraction, Interval, pd.Series)
QuantityWithRoot = TypeVar("QuantityWithRoot", float, Interval, pd.Series)


def urban_rural_ratio(urban: Quantity, rural: Quantity) -> Quantity:
    """Urban quantity per unit of the rural one.

    Args:
        urban: 0 or more, in any unit.
        rural: above 0, in the same unit; an interval may start at 0, and the ratio then has no
            upper bound.

    Raises:
        ValueError: if a quantity is outside its range, or two Series have different labels.
    """
    _require_same_labels(urban=urban, rural=rural)
    _require_non_negative("urban", urban, zero_allowed=True)
    _require_non_negative("rural", rural, zero_allowed=False)
    return urban / rural


def growth(before: Quantity, after: Quantity) -> Quantity:
    """Growth from one date to another as a fraction of the first: 0.81 is 81 per cent.

    Args:
        before: above 0; an interval may start at 0, and growth then has no upper bound.
        after: 0 or more, in the same unit.

    Raises:
        ValueError: if a quantity is outside its range, or two Series have different labels.
    """
    _require_same_labels(before=before, after=after)
    _require_non_negative("before", before, zero_allowed=False)
    _require_non_negative("after", after, zero_allowed=True)
    return after / before - 1


def annual_growth(first: QuantityWithRoot, last: QuantityWithRoot, years: int) -> QuantityWithRoot:
    """Constant growth per year, as a fraction, that leads from the first to the last quantity.

    ``(last / first) ** (1 / years) - 1``; the bounds of an interval are rounded outwards to 12
    decimals.

    Args:
        first: above 0; an interval may start at 0, and growth then has no upper bound.
        last: 0 or more, in the same unit.
        years: whole years between the two; 1 or more.

    Raises:
        ValueError: if an argument is outside its range, or two Series have different labels.
    """
    if int(years) != years or years < 1:
        raise ValueError(f"years is {years}; it must be a whole number of 1 or more")
    _require_same_labels(first=first, last=last)
    _require_non_negative("first", first, zero_allowed=False)
    _require_non_negative("last", last, zero_allowed=True)
    multiple = last / first
    if isinstance(multiple, pd.Series):
        return multiple.map(lambda one: _root(one, years), na_action="ignore") - 1
    root: QuantityWithRoot = _root(multiple, years)
    return root - 1


def decompose_ratio_change(
    urban_before: "pd.Series[Any]",
    rural_before: "pd.Series[Any]",
    urban_after: "pd.Series[Any]",
    rural_after: "pd.Series[Any]",
) -> pd.DataFrame:
    """What each type adds to the change of the ratio of the urban to the rural total.

    With R = U / V, U the sum of the urban and V of the rural amounts, the change of R is shared
    between its two factors U and 1 / V by the Shapley value (Sun 1998; Shorrocks 2013): each
    factor's change at the mean of the other. The factor's share is divided among the types in
    proportion to their changes. A type whose amounts change by du and dv gets

        urban part   du (1 / V0 + 1 / V1) / 2
        rural part  -dv (U0 + U1) / (2 V0 V1)

    and all parts together are R1 - R0, without a residual.

    Args:
        urban_before, rural_before, urban_after, rural_after: amounts by type, all in one unit,
            0 or more, each with the same labels. Floats give floats, fractions exact fractions.

    Returns:
        A row per type, columns ``urban_contribution``, ``rural_contribution`` and their sum
        ``contribution``, in units of the ratio.

    Raises:
        TypeError: if an amount is an interval; see ``decomposition_bounds``.
        ValueError: if labels differ or repeat, an amount is missing or negative, or a rural total
            is 0.
    """
    u0, v0, u1, v1 = _aligned_amounts(
        intervals=False,
        urban_before=urban_before,
        rural_before=rural_before,
        urban_after=urban_after,
        rural_after=rural_after,
    )
    urban, rural = _contributions(u1 - u0, v1 - v0, sum(u0) + sum(u1), sum(v0), sum(v1))
    return pd.DataFrame(
        {"urban_contribution": urban, "rural_contribution": rural, "contribution": urban + rural}
    )


def decomposition_bounds(
    urban_before: "pd.Series[Any]",
    rural_before: "pd.Series[Any]",
    urban_after: "pd.Series[Any]",
    rural_after: "pd.Series[Any]",
) -> pd.DataFrame:
    """The contributions of ``decompose_ratio_change`` that rounding of the amounts allows.

    Every amount varies in its own interval, and the totals are the sums of the amounts. A
    contribution depends on seven of these: the type's own four amounts, and the amounts of the
    other types through the sum of all urban ones and the two rural totals. With the other six
    held, it is a linear function of an urban argument and a quotient of two linear functions of a
    rural one. Either is monotone, so no point of the box exceeds all of its corners, and the
    bounds found there are exact and attained.

    Args:
        urban_before, rural_before, urban_after, rural_after: intervals (printed numbers) by type,
            all in one unit, 0 or more, each with the same labels.

    Returns:
        A row per type and the columns of ``decompose_ratio_change``, each value an ``Interval``.

    Raises:
        ValueError: if labels differ or repeat, an amount is missing, can be negative or has no
            upper bound, or a rural total can be 0.
    """
    u0, v0, u1, v1 = _aligned_amounts(
        intervals=True,
        urban_before=urban_before,
        rural_before=rural_before,
        urban_after=urban_after,
        rural_after=rural_after,
    )
    rows = []
    for name in u0.index:
        rest = u0.index != name
        box = (
            u0[name],
            u1[name],
            _total(u0[rest]) + _total(u1[rest]),
            v0[name],
            v1[name],
            _total(v0[rest]),
            _total(v1[rest]),
        )
        corners = [_corner_contribution(*corner) for corner in product(*map(_ends, box))]
        rows.append([Interval(min(values), max(values)) for values in zip(*corners, strict=True)])
    columns = ["urban_contribution", "rural_contribution", "contribution"]
    return pd.DataFrame(rows, index=u0.index, columns=columns, dtype=object)


def decompose_share_and_ratio(
    urban_before: "pd.Series[Any]",
    rural_before: "pd.Series[Any]",
    urban_after: "pd.Series[Any]",
    rural_after: "pd.Series[Any]",
) -> pd.DataFrame:
    """The change of the ratio of totals from the types' own ratios and from their rural shares.

    The ratio of totals is the mean of the types' ratios R_i weighted with their shares w_i of the
    rural total. Its change is the sum over the types of

        ratio effect        mean(w_i) dR_i
        composition effect  (mean(R_i) - mean(R)) dw_i

    where a mean is that of the two dates (Griliches and Regev 1995, for productivity). There is no
    residual. As the changes of the shares sum to 0, subtracting mean(R) leaves the total as it is;
    it makes a growing type count by how far its ratio lies above that of the whole.

    Args:
        urban_before, rural_before, urban_after, rural_after: amounts by type, all in one unit,
            urban 0 or more, rural above 0, each with the same labels. Floats give floats, fractions
            exact fractions.

    Returns:
        A row per type, columns ``ratio_effect``, ``composition_effect`` and their sum
        ``contribution``, in units of the ratio.

    Raises:
        TypeError: if an amount is an interval.
        ValueError: if labels differ or repeat, an amount is missing or negative, or a rural amount
            is 0; the types are named.
    """
    u0, v0, u1, v1 = _aligned_amounts(
        intervals=False,
        urban_before=urban_before,
        rural_before=rural_before,
        urban_after=urban_after,
        rural_after=rural_after,
    )
    without_ratio = [str(name) for name in v0.index if v0[name] == 0 or v1[name] == 0]
    if without_ratio:
        raise ValueError(
            f"rural amount is 0 for {', '.join(without_ratio)}; every type must have a rural "
            "amount above 0 at both dates"
        )
    ratio_before, ratio_after = u0 / v0, u1 / v1
    share_before, share_after = v0 / sum(v0), v1 / sum(v1)
    total_ratio = (sum(u0) / sum(v0) + sum(u1) / sum(v1)) / 2
    ratio_effect = (share_before + share_after) / 2 * (ratio_after - ratio_before)
    composition_effect = ((ratio_before + ratio_after) / 2 - total_ratio) * (
        share_after - share_before
    )
    return pd.DataFrame(
        {
            "ratio_effect": ratio_effect,
            "composition_effect": composition_effect,
            "contribution": ratio_effect + composition_effect,
        }
    )


def _contributions(
    urban_change: Any, rural_change: Any, urban_sum: Any, rural_before: Any, rural_after: Any
) -> tuple[Any, Any]:
    """Urban and rural part; the changes by type, the rest totals, ``urban_sum`` of both dates."""
    urban = urban_change * (1 / rural_before + 1 / rural_after) / 2
    rural = -rural_change * (urban_sum / (2 * rural_before * rural_after))
    return urban, rural


def _corner_contribution(
    u0: Fraction,
    u1: Fraction,
    urban_rest: Fraction,
    v0: Fraction,
    v1: Fraction,
    v0_rest: Fraction,
    v1_rest: Fraction,
) -> tuple[Fraction, Fraction, Fraction]:
    urban, rural = _contributions(
        u1 - u0, v1 - v0, u0 + u1 + urban_rest, v0 + v0_rest, v1 + v1_rest
    )
    return urban, rural, urban + rural


def _total(intervals: Iterable[Interval]) -> Interval:
    return sum(intervals, start=Interval(0, 0))


def _ends(interval: Interval) -> tuple[Any, Any]:
    return interval.low, interval.high


def _root(multiple: Any, degree: int) -> Any:
    return multiple.root(degree) if isinstance(multiple, Interval) else multiple ** (1 / degree)


def _aligned_amounts(*, intervals: bool, **amounts: "pd.Series[Any]") -> "list[pd.Series[Any]]":
    """The four Series with their labels in one order, after refusing what is outside the domain."""
    _require_same_labels(**amounts)
    index = next(iter(amounts.values())).index
    for name, series in amounts.items():
        if series.isna().any():
            raise ValueError(f"{name} is missing for {', '.join(map(str, index[series.isna()]))}")
        for label, amount in series.items():
            if intervals != isinstance(amount, Interval):
                wanted = "an interval or printed number" if intervals else "a number"
                raise TypeError(f"{name} of {label} is {amount!r}; it must be {wanted}")
            if intervals and amount.width == float("inf"):
                raise ValueError(f"{name} of {label} is {amount!r}; it must have an upper bound")
        _require_non_negative(name, series, zero_allowed=True)
        if name.startswith("rural"):
            lowest = _total(series).low if intervals else sum(series)
            if lowest <= 0:
                raise ValueError(f"the total of {name} can be {lowest}; it must be above 0")
    return [series.loc[index] for series in amounts.values()]


def _require_same_labels(**quantities: object) -> None:
    """Refuse Series whose labels differ, which pandas would fill with missing values."""
    series = {name: each for name, each in quantities.items() if isinstance(each, pd.Series)}
    labels = {name: set(each.index) for name, each in series.items()}
    for name, each in series.items():
        if not each.index.is_unique:
            raise ValueError(f"{name} has repeated labels; each must occur once")
        odd = labels[name] ^ next(iter(labels.values()))
        if odd:
            raise ValueError(
                f"{' and '.join(series)} must have the same labels; they differ in "
                f"{', '.join(sorted(map(str, odd)))}"
            )


def _require_non_negative(name: str, quantity: object, *, zero_allowed: bool) -> None:
    """Refuse what is below 0, or exactly 0; an interval may reach down to 0."""
    entries = quantity.dropna() if isinstance(quantity, pd.Series) else pd.Series([quantity])
    for label, value in entries.items():
        interval = isinstance(value, Interval)
        lowest = value.low if interval else value
        if lowest < 0 or (lowest == 0 and not zero_allowed and not interval):
            of = f" of {label}" if isinstance(quantity, pd.Series) else ""
            wanted = "0 or more" if zero_allowed or interval else "above 0"
            raise ValueError(f"{name}{of} is {value!r}; it must be {wanted}")

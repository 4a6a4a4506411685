"""Ratios, growth, and decompositions without a residual."""

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urban_rural.printed import Interval, Printed, Verdict, judge
from urban_rural.ratios import (
    annual_growth,
    decompose_ratio_change,
    decompose_share_and_ratio,
    decomposition_bounds,
    growth,
    urban_rural_ratio,
)

modest = settings(max_examples=40, deadline=None, derandomize=True)
Amounts = tuple["pd.Series[Any]", "pd.Series[Any]", "pd.Series[Any]", "pd.Series[Any]"]

TYPES = [
    "clothing",
    "food",
    "residence",
    "household facilities",
    "transportation",
    "education",
    "health care",
    "miscellaneous",
]
URBAN_2015 = ["145.22", "27.53", "31.24", "399.28", "0.12", "6.38", "16.27", "2.06"]
RURAL_2015 = ["59.79", "8.39", "13.75", "108.54", "0.02", "1.34", "6.09", "0.38"]
URBAN_2016 = ["199.73", "46.03", "42.37", "484.04", "0.00", "8.78", "22.28", "9.19"]
RURAL_2016 = ["104.17", "18.78", "25.81", "195.86", "0.00", "2.27", "10.26", "2.48"]


def table_4_and_5() -> Amounts:
    columns = (URBAN_2015, RURAL_2015, URBAN_2016, RURAL_2016)
    series = (
        pd.Series([Printed(text, non_negative=True) for text in column], index=TYPES)
        for column in columns
    )
    return tuple(series)


def exact(amounts: Amounts) -> Amounts:
    return tuple(column.map(lambda printed: printed.value) for column in amounts)


@st.composite
def fraction_amounts(draw: st.DrawFn, smallest_rural: int = 0) -> Amounts:
    """Exact amounts of two to five types, with rural totals above 0."""
    count = draw(st.integers(2, 5))
    index = [f"type {number}" for number in range(count)]

    def column(smallest: int) -> "pd.Series[Any]":
        cents = draw(st.lists(st.integers(smallest, 9999), min_size=count, max_size=count))
        cents[0] += 1
        return pd.Series([Fraction(each, 100) for each in cents], index=index, dtype=object)

    return column(0), column(smallest_rural), column(0), column(smallest_rural)


def ratio_of_totals(urban: "pd.Series[Any]", rural: "pd.Series[Any]") -> Any:
    return sum(urban) / sum(rural)


# Ratio and growth


def test_the_ratios_and_growth_of_table_1_hold() -> None:
    urban = pd.Series([Printed("628.09"), Printed("812.43"), Printed("1064.70")])
    rural = pd.Series([Printed("198.31"), Printed("359.64"), Printed("520.93")])
    ratios = urban_rural_ratio(urban, rural)
    printed_ratios = [Printed("3.17"), Printed("2.26"), Printed("2.04")]
    assert all(map(lambda p, c: judge(p, c) is Verdict.HOLDS, printed_ratios, ratios))
    assert judge(Printed("0.81"), growth(rural[0], rural[1])) is Verdict.HOLDS
    assert judge(Printed("0.29"), growth(urban[0], urban[1])) is Verdict.HOLDS


def test_one_formula_serves_floats_fractions_intervals_and_series() -> None:
    assert urban_rural_ratio(6.0, 4.0) == 1.5
    assert urban_rural_ratio(Fraction(1), Fraction(3)) == Fraction(1, 3)
    assert urban_rural_ratio(Interval(1, 2), Interval(4, 8)) == Interval(Fraction(1, 8), 0.5)
    assert growth(Fraction(3), Fraction(4)) == Fraction(1, 3)
    series = growth(pd.Series({"a": 2.0, "b": 4.0}), pd.Series({"b": 3.0, "a": 5.0}))
    assert series.to_dict() == {"a": 1.5, "b": -0.25}


def test_the_first_year_of_a_series_has_no_growth() -> None:
    index = pd.Series([198.31, 359.64, 520.93], index=[2015, 2016, 2017])
    result = growth(index.shift(), index)
    assert math.isnan(result[2015])
    assert result[2016] == pytest.approx(0.8135, abs=5e-5)


def test_a_rural_index_printed_as_zero_leaves_the_ratio_open_upwards() -> None:
    zero = Printed("0.00", non_negative=True)
    assert urban_rural_ratio(zero, zero) == Interval(0, math.inf)


@pytest.mark.parametrize("rural", [0.0, -1.0])
def test_a_rural_quantity_that_is_not_positive_is_refused(rural: float) -> None:
    with pytest.raises(ValueError, match="rural is .*above 0"):
        urban_rural_ratio(1.0, rural)
    with pytest.raises(ValueError, match="before is .*above 0"):
        growth(rural, 1.0)
    with pytest.raises(ValueError, match="rural of food"):
        urban_rural_ratio(pd.Series({"food": 1.0}), pd.Series({"food": rural}))


def test_a_negative_quantity_is_refused() -> None:
    with pytest.raises(ValueError, match="urban is .*0 or more"):
        urban_rural_ratio(-1.0, 1.0)
    with pytest.raises(ValueError, match="rural is .*0 or more"):
        urban_rural_ratio(Interval(1, 2), Interval(-1, 2))
    with pytest.raises(ValueError, match="after is .*0 or more"):
        growth(1.0, -1.0)


def test_series_with_different_or_repeated_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="food, residence"):
        urban_rural_ratio(pd.Series({"food": 1.0}), pd.Series({"residence": 1.0}))
    with pytest.raises(ValueError, match="repeated"):
        growth(pd.Series([1.0, 2.0], index=["a", "a"]), pd.Series([1.0, 2.0], index=["a", "b"]))


# Annual growth


def test_annual_growth_compounds_to_the_last_quantity() -> None:
    rate = annual_growth(353.0, 1370.0, 3)
    assert 353 * (1 + rate) ** 3 == pytest.approx(1370)
    assert annual_growth(100.0, 121.0, 2) == pytest.approx(0.1)
    assert annual_growth(4.0, 6.0, 1) == growth(4.0, 6.0)


def test_annual_growth_of_printed_numbers_encloses_that_of_every_true_pair() -> None:
    first, last = Printed("353"), Printed("1370", unit_in_last_place=10)
    rates = annual_growth(first, last, 3)
    assert rates.contains(annual_growth(353.0, 1370.0, 3))
    assert (rates + 1).low ** 3 <= Fraction(1365) / Fraction("353.5") <= (rates + 1).high ** 3
    assert float(rates.low) == pytest.approx((1365 / 353.5) ** (1 / 3) - 1, abs=1e-11)
    assert float(rates.high) == pytest.approx((1375 / 352.5) ** (1 / 3) - 1, abs=1e-11)


def test_annual_growth_of_a_series_keeps_missing_values_missing() -> None:
    first = pd.Series({"a": Printed("100"), "b": None}, dtype=object)
    last = pd.Series({"a": Printed("121"), "b": Printed("5")}, dtype=object)
    rates = annual_growth(first, last, 2)
    assert rates["a"] == annual_growth(Printed("100"), Printed("121"), 2)
    assert pd.isna(rates["b"])
    floats = annual_growth(pd.Series([100.0, math.nan]), pd.Series([121.0, 5.0]), 2)
    assert floats[0] == pytest.approx(0.1)
    assert math.isnan(floats[1])


@pytest.mark.parametrize("years", [0, -1, 1.5])
def test_a_number_of_years_that_is_not_whole_and_positive_is_refused(years: int) -> None:
    with pytest.raises(ValueError, match="years"):
        annual_growth(1.0, 2.0, years)


# Decomposition into urban and rural contributions


def test_contributions_of_tables_4_and_5_add_up_exactly_to_the_change_of_the_ratio() -> None:
    u0, v0, u1, v1 = exact(table_4_and_5())
    result = decompose_ratio_change(u0, v0, u1, v1)
    change = Fraction("812.42") / Fraction("359.63") - Fraction("628.10") / Fraction("198.30")
    assert sum(result["contribution"]) == change
    assert list(result.index) == TYPES


def test_a_worked_example_by_hand() -> None:
    # R falls from 6 / 2 = 3 to 8 / 4 = 2. Of type a only the urban amount changes, by 2, of type
    # b only the rural one, by 2: 2 (1/2 + 1/4) / 2 = 3/4 and -2 (6 + 8) / (2 * 2 * 4) = -7/4.
    types = ["a", "b"]
    result = decompose_ratio_change(
        *(
            pd.Series(list(map(Fraction, amounts)), index=types)
            for amounts in ((2, 4), (1, 1), (4, 4), (1, 3))
        )
    )
    assert result["urban_contribution"].tolist() == [Fraction(3, 4), 0]
    assert result["rural_contribution"].tolist() == [0, Fraction(-7, 4)]


@modest
@given(fraction_amounts())
def test_the_two_factors_get_their_shapley_values(amounts: Amounts) -> None:
    u0, v0, u1, v1 = amounts
    result = decompose_ratio_change(*amounts)

    def ratio(changed: frozenset[str]) -> Fraction:
        urban = u1 if "urban" in changed else u0
        rural = v1 if "rural" in changed else v0
        return Fraction(ratio_of_totals(urban, rural))

    shapley = dict.fromkeys(("urban", "rural"), Fraction(0))
    for order in itertools.permutations(shapley):
        changed: frozenset[str] = frozenset()
        for factor in order:
            shapley[factor] += (ratio(changed | {factor}) - ratio(changed)) / 2
            changed |= {factor}
    assert sum(result["urban_contribution"]) == shapley["urban"]
    assert sum(result["rural_contribution"]) == shapley["rural"]
    assert sum(result["contribution"]) == ratio_of_totals(u1, v1) - ratio_of_totals(u0, v0)


@modest
@given(fraction_amounts())
def test_contributions_change_sign_with_the_direction_of_time(amounts: Amounts) -> None:
    u0, v0, u1, v1 = amounts
    forwards, backwards = decompose_ratio_change(*amounts), decompose_ratio_change(u1, v1, u0, v0)
    assert (forwards == -backwards).all(axis=None)


@modest
@given(fraction_amounts())
def test_merging_two_types_adds_their_contributions(amounts: Amounts) -> None:
    apart = decompose_ratio_change(*amounts)
    pair = list(apart.index[:2])

    def merge(column: "pd.Series[Any]") -> "pd.Series[Any]":
        rest = column.drop(pair)
        return pd.concat([rest, pd.Series({"merged": sum(column[pair])}, dtype=object)])

    merged = decompose_ratio_change(*map(merge, amounts))
    assert (merged.loc["merged"] == apart.loc[pair].sum()).all()


@modest
@given(fraction_amounts(), st.fractions(Fraction(1, 50), 50, max_denominator=50))
def test_contributions_do_not_depend_on_the_unit_or_the_order_of_types(
    amounts: Amounts, unit: Fraction
) -> None:
    result = decompose_ratio_change(*amounts)
    u0, v0, u1, v1 = amounts
    rescaled = decompose_ratio_change(u0 * unit, v0 * unit, u1 * unit, v1 * unit)
    assert (result == rescaled).all(axis=None)
    shuffled = decompose_ratio_change(u0, v0[::-1], u1[::-1], v1)
    assert (result == shuffled).all(axis=None)


def test_amounts_are_matched_by_label_and_rows_follow_the_first_series() -> None:
    u0, v0, u1, v1 = table_4_and_5()
    bounds = decomposition_bounds(u0, v0, u1, v1)
    mixed = decomposition_bounds(u0, v0[::-1], u1.sort_index(), v1[::-1])
    assert list(mixed.index) == TYPES
    assert (mixed == bounds).all(axis=None)
    e0, f0, e1, f1 = exact((u0, v0, u1, v1))
    for decompose in (
        decompose_ratio_change,
        lambda *each: decompose_share_and_ratio(*(one.drop("transportation") for one in each)),
    ):
        straight, shuffled = decompose(e0, f0, e1, f1), decompose(e0, f0[::-1], e1[::-1], f1)
        assert list(shuffled.index) == list(straight.index)
        assert (shuffled == straight).all(axis=None)


def test_floats_and_integers_agree_with_fractions() -> None:
    fractions = exact(table_4_and_5())
    expected = decompose_ratio_change(*fractions).astype(float)
    floats = decompose_ratio_change(*(column.astype(float) for column in fractions))
    np.testing.assert_allclose(floats, expected, rtol=1e-12, atol=1e-15)
    cents = decompose_ratio_change(*((column * 100).astype(int) for column in fractions))
    np.testing.assert_allclose(cents, expected, rtol=1e-12, atol=1e-15)


def test_amounts_that_cannot_be_decomposed_are_refused() -> None:
    good = pd.Series({"a": 1.0, "b": 2.0})
    with pytest.raises(ValueError, match="missing for b"):
        decompose_ratio_change(good, good, pd.Series({"a": 1.0, "b": math.nan}), good)
    with pytest.raises(ValueError, match="same labels"):
        decompose_ratio_change(good, good, good, pd.Series({"a": 1.0}))
    with pytest.raises(ValueError, match="urban_after of b"):
        decompose_ratio_change(good, good, pd.Series({"a": 1.0, "b": -2.0}), good)
    with pytest.raises(ValueError, match="total of rural_before"):
        decompose_ratio_change(good, pd.Series({"a": 0.0, "b": 0.0}), good, good)
    with pytest.raises(TypeError, match="must be a number"):
        decompose_ratio_change(*table_4_and_5())


# Bounds of the contributions


def sample(amounts: Amounts, shares: list[Fraction]) -> Amounts:
    """A point of the box: for each amount the share of the way from its low to its high end."""
    share = iter(shares)
    return tuple(
        column.map(lambda each: each.low + next(share) * (each.high - each.low))
        for column in amounts
    )


@st.composite
def interval_amounts(draw: st.DrawFn, count: int) -> Amounts:
    """Intervals that are wide beside their position, which small rounding intervals are not."""
    index = [f"type {number}" for number in range(count)]

    def column(smallest: int) -> "pd.Series[Any]":
        lows = draw(st.lists(st.integers(smallest, 40), min_size=count, max_size=count))
        widths = draw(st.lists(st.integers(0, 30), min_size=count, max_size=count))
        cells = [
            Interval(Fraction(low, 4), Fraction(low + width, 4))
            for low, width in zip(lows, widths, strict=True)
        ]
        return pd.Series(cells, index=index)

    return column(0), column(1), column(0), column(1)


@modest
@given(
    interval_amounts(3),
    st.lists(st.fractions(0, 1, max_denominator=20), min_size=12, max_size=12),
)
def test_no_amounts_inside_their_intervals_give_a_contribution_outside_its_bounds(
    amounts: Amounts, shares: list[Fraction]
) -> None:
    bounds = decomposition_bounds(*amounts)
    point = decompose_ratio_change(*sample(amounts, shares))
    for column in bounds.columns:
        for label in bounds.index:
            assert bounds.loc[label, column].contains(point.loc[label, column])


@settings(max_examples=8, deadline=None, derandomize=True)
@given(interval_amounts(2))
def test_the_bounds_are_the_extremes_over_all_corners_of_the_box(amounts: Amounts) -> None:
    bounds = decomposition_bounds(*amounts)
    corners = [
        decompose_ratio_change(*sample(amounts, list(map(Fraction, ends))))
        for ends in itertools.product((0, 1), repeat=8)
    ]
    for column in bounds.columns:
        for label in bounds.index:
            values = [corner.loc[label, column] for corner in corners]
            assert bounds.loc[label, column] == Interval(min(values), max(values))


def test_amounts_without_rounding_give_the_contribution_itself() -> None:
    values = exact(table_4_and_5())
    points = (column.map(lambda value: Interval(value, value)) for column in values)
    bounds = decomposition_bounds(*points)
    contributions = decompose_ratio_change(*values)
    assert (bounds.map(lambda bound: bound.low) == contributions).all(axis=None)
    assert (bounds.map(lambda bound: bound.high) == contributions).all(axis=None)


def test_a_single_type_carries_the_whole_change() -> None:
    columns = [
        pd.Series({"all": Printed(text)}) for text in ("628.09", "198.31", "812.43", "359.64")
    ]
    u0, v0, u1, v1 = (column["all"] for column in columns)
    assert decomposition_bounds(*columns).loc["all", "contribution"].is_within(u1 / v1 - u0 / v0)


def test_rounding_leaves_the_contributions_of_the_large_types_in_no_doubt() -> None:
    bounds = decomposition_bounds(*table_4_and_5())["contribution"]
    assert bounds["household facilities"].high < bounds["clothing"].low
    assert bounds["clothing"].high < bounds["food"].low
    assert bounds["food"].high < 0


def test_intervals_that_cannot_be_decomposed_are_refused() -> None:
    good = pd.Series({"a": Interval(1, 2)})
    with pytest.raises(ValueError, match="upper bound"):
        decomposition_bounds(good, good, pd.Series({"a": Interval(1, math.inf)}), good)
    with pytest.raises(ValueError, match="total of rural_after"):
        decomposition_bounds(good, good, good, pd.Series({"a": Printed("0.00", non_negative=True)}))
    with pytest.raises(ValueError, match="0 or more"):
        decomposition_bounds(pd.Series({"a": Printed("0.00")}), good, good, good)
    with pytest.raises(TypeError, match="interval or printed number"):
        decomposition_bounds(good, good, good, pd.Series({"a": 1.0}))


# Decomposition into ratio and composition


def test_only_ratios_or_only_shares_change() -> None:
    index = ["a", "b"]
    u0, v0 = (pd.Series(list(map(Fraction, x)), index=index) for x in ((4, 4), (1, 2)))
    u1 = pd.Series([Fraction(8), Fraction(4)], index=index)
    only_ratios = decompose_share_and_ratio(u0, v0, u1, v0)
    assert only_ratios["composition_effect"].tolist() == [0, 0]
    assert only_ratios["ratio_effect"].tolist() == [Fraction(1, 3) * 4, 0]
    # Both types keep their ratios 4 and 2 and change places in the rural total: R 8/3 to 10/3.
    v2 = pd.Series([Fraction(2), Fraction(1)], index=index)
    u2 = pd.Series([Fraction(8), Fraction(2)], index=index)
    only_shares = decompose_share_and_ratio(u0, v0, u2, v2)
    assert only_shares["ratio_effect"].tolist() == [0, 0]
    assert only_shares["composition_effect"].tolist() == [Fraction(1, 3), Fraction(1, 3)]


@modest
@given(fraction_amounts(smallest_rural=1))
def test_ratio_and_composition_effects_add_up_exactly(amounts: Amounts) -> None:
    u0, v0, u1, v1 = amounts
    result = decompose_share_and_ratio(*amounts)
    change = ratio_of_totals(u1, v1) - ratio_of_totals(u0, v0)
    assert sum(result["contribution"]) == change
    assert sum(result["ratio_effect"]) + sum(result["composition_effect"]) == change


@modest
@given(fraction_amounts(smallest_rural=1))
def test_the_effects_change_sign_with_the_direction_of_time(amounts: Amounts) -> None:
    u0, v0, u1, v1 = amounts
    backwards = decompose_share_and_ratio(u1, v1, u0, v0)
    assert (decompose_share_and_ratio(*amounts) == -backwards).all(axis=None)


def test_types_without_rural_amount_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="transportation"):
        decompose_share_and_ratio(*exact(table_4_and_5()))

"""A printed number stands for an interval, and arithmetic on it loses no possible result."""

import copy
import math
import operator
import pickle
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from urban_rural.printed import Interval, Printed, Verdict, judge

modest = settings(max_examples=60, deadline=None, derandomize=True)

HALF_ROUNDINGS = [ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN]
true_numbers = st.integers(-(10**8), 10**8).map(lambda units: Decimal(units).scaleb(-5))
roundings = st.tuples(st.integers(0, 4), st.sampled_from(HALF_ROUNDINGS))
rationals = st.fractions(-1000, 1000, max_denominator=400)
intervals = st.tuples(rationals, rationals).map(lambda ends: Interval(min(ends), max(ends)))
positive_intervals = st.tuples(
    st.fractions(Fraction(1, 100), 1000, max_denominator=400),
    st.fractions(Fraction(1, 100), 1000, max_denominator=400),
).map(lambda ends: Interval(min(ends), max(ends)))
shares = st.fractions(0, 1, max_denominator=50)


def as_printed(number: Decimal, rounding: tuple[int, str]) -> Printed:
    decimals, rule = rounding
    return Printed(f"{number.quantize(Decimal(1).scaleb(-decimals), rounding=rule):f}")


def inside(interval: Interval, share: Fraction) -> Fraction:
    return Fraction(interval.low + share * (interval.high - interval.low))


# What a printed number stands for


@pytest.mark.parametrize(
    ("text", "low", "high", "decimals"),
    [
        ("3.17", "3.165", "3.175", 2),
        ("1911551402.25", "1911551402.245", "1911551402.255", 2),
        ("20,500", "20499.5", "20500.5", 0),
        ("6.1", "6.05", "6.15", 1),
        ("6.10", "6.095", "6.105", 2),
        ("-90", "-90.5", "-89.5", 0),
        ("\u22120.9", "-0.95", "-0.85", 1),
        ("+114", "113.5", "114.5", 0),
        ("0.00", "-0.005", "0.005", 2),
    ],
)
def test_a_printed_number_stands_for_half_a_unit_in_the_last_place_to_either_side(
    text: str, low: str, high: str, decimals: int
) -> None:
    printed = Printed(text)
    assert printed.interval == Interval(Fraction(low), Fraction(high))
    assert printed.decimals == decimals
    assert printed.value == (Fraction(low) + Fraction(high)) / 2
    assert (printed.text, str(printed), float(printed)) == (text, text, float(printed.value))


@modest
@given(true_numbers, roundings)
def test_every_number_lies_in_the_interval_of_its_rounding_whatever_the_rule_for_halves(
    number: Decimal, rounding: tuple[int, str]
) -> None:
    assert as_printed(number, rounding).contains(Fraction(number))


@pytest.mark.parametrize("rule", HALF_ROUNDINGS)
def test_a_half_belongs_to_the_interval_of_both_neighbours(rule: str) -> None:
    half = Decimal("2.265")
    assert Printed("2.26").contains(Fraction(half))
    assert Printed("2.27").contains(Fraction(half))
    assert as_printed(half, (2, rule)).text in {"2.26", "2.27"}


def test_a_truncated_number_can_lie_outside_the_interval() -> None:
    number = Decimal("2.268")
    assert not as_printed(number, (2, ROUND_DOWN)).contains(Fraction(number))


def test_an_index_printed_as_zero_stands_for_zero_to_half_a_unit() -> None:
    printed = Printed("0.00", non_negative=True)
    assert printed.interval == Interval(0, Fraction("0.005"))
    assert Printed("0.01", non_negative=True).interval == Printed("0.01").interval


def test_a_number_rounded_to_hundreds_stands_for_fifty_to_either_side() -> None:
    assert Printed("20,500", unit_in_last_place=100).interval == Interval(20450, 20550)
    assert Printed("2.5", unit_in_last_place=0.5).interval == Interval(2.25, 2.75)


@pytest.mark.parametrize(
    "text", ["", "-", "\u2014", "61.2%", "20,50", "2,0500", "1e5", "nan", "3.", ".5", "3.1.7"]
)
def test_what_is_not_a_plain_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="plain number"):
        Printed(text)


def test_a_float_is_refused_as_it_no_longer_shows_its_decimals() -> None:
    with pytest.raises(TypeError, match="string"):
        Printed(6.10)


def test_a_negative_number_that_cannot_be_negative_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        Printed("-0.01", non_negative=True)


@pytest.mark.parametrize("unit", [0, -100, 1000])
def test_a_unit_in_the_last_place_that_does_not_fit_is_refused(unit: int) -> None:
    with pytest.raises(ValueError, match="unit_in_last_place"):
        Printed("20,500", unit_in_last_place=unit)


def test_a_printed_number_cannot_be_changed_and_survives_copying() -> None:
    printed = Printed("3.17", non_negative=True)
    with pytest.raises(AttributeError):
        printed.text = "3.18"
    assert copy.deepcopy(printed) == printed == pickle.loads(pickle.dumps(printed))
    assert Printed("3.17") != Printed("3.170")
    assert len({Printed("3.17"), Printed("3.17")}) == 1


# Intervals


@pytest.mark.parametrize(
    ("low", "high"), [(2, 1), (math.inf, math.inf), (-math.inf, -math.inf), (math.nan, 1)]
)
def test_bounds_that_enclose_no_number_are_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="must"):
        Interval(low, high)


def test_a_float_counts_as_the_decimal_it_is_written_as() -> None:
    assert Interval(0.1, 0.3).low == Fraction(1, 10)
    assert Printed("3.17") * 0.1 == Printed("3.17") / 10
    assert np.float64(0.1) * Interval(1, 2) == Interval(Fraction(1, 10), Fraction(1, 5))


def test_numpy_integers_do_not_overflow() -> None:
    large = np.int64(2**62)
    assert Interval(large, large) * large == Interval(2**124, 2**124)


@pytest.mark.parametrize("other", ["3.17", None, math.nan, math.inf, [1]])
def test_what_is_no_number_is_no_operand(other: object) -> None:
    for operation in (operator.add, operator.sub, operator.mul, operator.truediv):
        with pytest.raises(TypeError):
            operation(Interval(1, 2), other)
        with pytest.raises(TypeError):
            operation(other, Interval(1, 2))


def test_contains_overlaps_and_is_within_count_the_bounds_in() -> None:
    interval = Interval(1, 2)
    assert interval.contains(1)
    assert interval.contains(2.0)
    assert not interval.contains(Fraction(201, 100))
    assert interval.overlaps(Interval(2, 3))
    assert Interval(2, 3).overlaps(interval)
    assert not interval.overlaps(Interval(Fraction(201, 100), 3))
    assert interval.is_within(interval)
    assert interval.is_within(Interval(0, math.inf))
    assert not Interval(1, math.inf).is_within(interval)


def test_midpoint_width_and_floats() -> None:
    interval = Interval(Fraction("2.255"), Fraction("2.265"))
    assert interval.midpoint == Fraction("2.26")
    assert interval.width == Fraction("0.01")
    assert interval.as_floats() == (2.255, 2.265)
    unbounded = Interval(3, math.inf)
    assert unbounded.width == math.inf
    assert unbounded.as_floats() == (3.0, math.inf)
    with pytest.raises(ValueError, match="midpoint"):
        _ = unbounded.midpoint


# Arithmetic


@modest
@given(true_numbers, true_numbers, roundings, roundings)
def test_results_of_the_true_numbers_lie_in_the_interval_of_the_printed_ones(
    left: Decimal, right: Decimal, left_rounding: tuple[int, str], right_rounding: tuple[int, str]
) -> None:
    printed_left, printed_right = as_printed(left, left_rounding), as_printed(right, right_rounding)
    true_left, true_right = Fraction(left), Fraction(right)
    assert (printed_left + printed_right).contains(true_left + true_right)
    assert (printed_left - printed_right).contains(true_left - true_right)
    assert (printed_left * printed_right).contains(true_left * true_right)
    if not printed_right.contains(0):
        assert (printed_left / printed_right).contains(true_left / true_right)


@modest
@given(
    st.integers(0, 10**7),
    st.integers(1, 10**7),
    roundings,
    roundings,
)
def test_quotients_of_non_negative_numbers_stay_inside_even_when_the_divisor_is_printed_as_zero(
    left: int, right: int, left_rounding: tuple[int, str], right_rounding: tuple[int, str]
) -> None:
    true_left, true_right = Decimal(left).scaleb(-5), Decimal(right).scaleb(-5)
    dividend = Printed(as_printed(true_left, left_rounding).text, non_negative=True)
    divisor = Printed(as_printed(true_right, right_rounding).text, non_negative=True)
    assert (dividend / divisor).contains(Fraction(true_left) / Fraction(true_right))


@modest
@given(intervals, intervals)
def test_the_bounds_of_sum_difference_and_product_are_attained(
    left: Interval, right: Interval
) -> None:
    for operation in (operator.add, operator.sub, operator.mul):
        result = operation(left, right)
        attained = [operation(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
        assert result.low in attained
        assert result.high in attained


@modest
@given(intervals, positive_intervals, st.booleans())
def test_the_bounds_of_a_quotient_are_attained(
    left: Interval, right: Interval, negative: bool
) -> None:
    divisor = -right if negative else right
    result = left / divisor
    attained = [a / b for a in (left.low, left.high) for b in (divisor.low, divisor.high)]
    assert result.low in attained
    assert result.high in attained


@modest
@given(intervals, positive_intervals, rationals, shares)
def test_exact_numbers_work_on_either_side(
    interval: Interval, positive: Interval, number: Fraction, share: Fraction
) -> None:
    point, divisor = inside(interval, share), inside(positive, share)
    assert (number + interval).contains(number + point)
    assert (interval + number).contains(number + point)
    assert (number - interval).contains(number - point)
    assert (interval - number).contains(point - number)
    assert (number * interval).contains(number * point)
    assert (interval * number).contains(number * point)
    assert (number / positive).contains(number / divisor)
    degenerate = Interval(number, number)
    assert number - interval == degenerate - interval
    assert number / positive == degenerate / positive


@modest
@given(intervals, intervals, positive_intervals, shares, shares)
def test_a_narrower_operand_never_gives_a_wider_result(
    left: Interval, right: Interval, divisor: Interval, first: Fraction, second: Fraction
) -> None:
    ends = sorted((inside(left, first), inside(left, second)))
    narrow = Interval(*ends)
    assert (narrow + right).is_within(left + right)
    assert (narrow - right).is_within(left - right)
    assert (narrow * right).is_within(left * right)
    assert (narrow / divisor).is_within(left / divisor)


def test_a_divisor_that_reaches_down_to_zero_leaves_the_quotient_without_upper_bound() -> None:
    assert Interval(1, 2) / Interval(0, 4) == Interval(Fraction(1, 4), math.inf)
    zero = Printed("0.00", non_negative=True)
    assert zero / zero == Interval(0, math.inf)
    assert Interval(0, 0) / Interval(0, 0) == Interval(0, math.inf)
    assert Interval(1, 2) / Interval(0, math.inf) == Interval(0, math.inf)


@pytest.mark.parametrize(
    ("dividend", "divisor"),
    [
        (Interval(1, 2), Interval(-1, 1)),
        (Interval(1, 2), Interval(-1, 0)),
        (Interval(-1, 2), Interval(0, 1)),
        (Interval(1, 2), Interval(0, 0)),
    ],
)
def test_a_quotient_that_is_no_interval_is_refused(dividend: Interval, divisor: Interval) -> None:
    with pytest.raises(ZeroDivisionError, match="0 upwards"):
        _ = dividend / divisor


def test_unbounded_intervals_calculate() -> None:
    unbounded = Interval(2, math.inf)
    assert unbounded + 1 == Interval(3, math.inf)
    assert 1 - unbounded == Interval(-math.inf, -1)
    assert unbounded - unbounded == Interval(-math.inf, math.inf)
    assert unbounded * Interval(0, 3) == Interval(0, math.inf)
    assert unbounded * Interval(0, 0) == Interval(0, 0)
    assert Interval(0, 3) * Interval(-math.inf, 1) == Interval(-math.inf, 3)
    assert unbounded * -1 == Interval(-math.inf, -2)
    assert 1 / unbounded == Interval(0, Fraction(1, 2))
    assert unbounded / 2 == Interval(1, math.inf)


@pytest.mark.parametrize(("before", "after"), [("3.17", "2.26"), ("0.12", "0.01")])
def test_growth_with_each_input_once_is_exact_and_narrower_when_the_quantity_falls(
    before: str, after: str
) -> None:
    first, last = Printed(before), Printed(after)
    once, twice = last / first - 1, (last - first) / first
    corners = [(b - a) / a for a in (first.low, first.high) for b in (last.low, last.high)]
    assert once == Interval(min(corners), max(corners))
    assert once.is_within(twice)
    assert once.width < twice.width


def test_a_share_with_each_input_once_is_exact_and_narrower() -> None:
    part, rest = Printed("0.12"), Printed("0.38")
    once, twice = 1 / (1 + rest / part), part / (part + rest)
    corners = [a / (a + b) for a in (part.low, part.high) for b in (rest.low, rest.high)]
    assert once == Interval(min(corners), max(corners))
    assert once.is_within(twice)
    assert once.width < twice.width


@modest
@given(st.fractions(0, 10**6, max_denominator=10**4), st.integers(1, 6))
def test_a_root_encloses_the_true_root_to_twelve_decimals(number: Fraction, degree: int) -> None:
    root = Interval(number, number).root(degree)
    assert root.low**degree <= number <= root.high**degree
    assert root.width <= Fraction(1, 10**12)


@pytest.mark.parametrize(("number", "degree", "root"), [(8, 3, 2), (1024, 10, 2), (0, 2, 0)])
def test_the_root_of_a_perfect_power_is_exact(number: int, degree: int, root: int) -> None:
    assert Interval(number, number).root(degree) == Interval(root, root)
    assert Interval(number, math.inf).root(degree) == Interval(root, math.inf)


def test_roots_outside_the_domain_are_refused() -> None:
    with pytest.raises(ValueError, match="low"):
        Interval(-1, 1).root(2)
    with pytest.raises(ValueError, match="degree"):
        Interval(1, 2).root(0)


# Text


@pytest.mark.parametrize(
    ("low", "high", "decimals", "text"),
    [
        ("2.255", "2.265", 3, "2.255 to 2.265"),
        ("2.255", "2.265", 2, "2.25 to 2.27"),
        ("2.255", "2.265", 0, "2 to 3"),
        ("2.26", "2.26", 2, "2.26"),
        ("2.265", "2.265", 2, "2.26 to 2.27"),
        ("-0.005", "0.005", 2, "-0.01 to 0.01"),
        ("-12.34", "-0.05", 1, "-12.4 to 0.0"),
        ("1911551402.245", "1911551402.255", 3, "1911551402.245 to 1911551402.255"),
    ],
)
def test_an_interval_is_written_out(low: str, high: str, decimals: int, text: str) -> None:
    assert Interval(Fraction(low), Fraction(high)).format(decimals) == text


def test_an_unbounded_interval_is_written_out() -> None:
    assert Interval(Fraction("2.2551"), math.inf).format(2) == "at least 2.25"
    assert Interval(-math.inf, Fraction("2.2551")).format(2) == "at most 2.26"
    assert Interval(-math.inf, math.inf).format(2) == "any number"
    with pytest.raises(ValueError, match="decimals"):
        Interval(1, 2).format(-1)


@modest
@given(intervals, st.integers(0, 5))
def test_the_interval_that_is_shown_holds_the_true_one(interval: Interval, decimals: int) -> None:
    shown = [Fraction(text) for text in interval.format(decimals).split(" to ")]
    unit = Fraction(1, 10**decimals)
    assert shown[0] <= interval.low < shown[0] + unit
    assert shown[-1] - unit < interval.high <= shown[-1]


# Series


def test_series_of_printed_numbers_divide_element_by_element() -> None:
    urban = pd.Series({"clothing": Printed("145.22"), "food": Printed("27.53")})
    rural = pd.Series({"clothing": Printed("59.79"), "food": Printed("8.39")})
    ratio = urban / rural
    assert ratio["food"] == Printed("27.53") / Printed("8.39")
    assert (urban / 2)["food"] == Printed("27.53") / 2
    assert (urban / pd.Series({"clothing": 2, "food": 4}))["food"] == Printed("27.53") / 4
    assert (Printed("1.0") * urban)["food"] == Printed("1.0") * Printed("27.53")
    assert urban.sum() == Printed("145.22") + Printed("27.53")
    assert urban.astype(float).tolist() == [145.22, 27.53]


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA])
def test_a_missing_value_in_a_series_stays_missing(missing: object) -> None:
    urban = pd.Series([Printed("145.22"), missing], dtype=object)
    rural = pd.Series([Printed("59.79"), Printed("8.39")], dtype=object)
    ratio = urban / rural
    assert ratio[0] == Printed("145.22") / Printed("59.79")
    assert pd.isna(ratio[1])
    assert pd.isna((urban / rural - 1)[1])


# Verdicts


@pytest.mark.parametrize(
    ("printed", "urban", "rural", "verdict"),
    [
        ("3.17", "628.09", "198.31", Verdict.HOLDS),
        ("2.43", "145.22", "59.79", Verdict.HOLDS),
        ("6.58", "0.12", "0.02", Verdict.HOLDS_WITHIN_ROUNDING),
        ("49.45", "0.00", "0.00", Verdict.CANNOT_BE_CHECKED),
        ("3.03", "1739.0", "575.4", Verdict.DOES_NOT_HOLD),
    ],
)
def test_printed_ratios_are_judged_by_what_their_rounded_inputs_allow(
    printed: str, urban: str, rural: str, verdict: Verdict
) -> None:
    computed = Printed(urban, non_negative=True) / Printed(rural, non_negative=True)
    assert judge(Printed(printed), computed) is verdict


@pytest.mark.parametrize(
    ("computed", "verdict"),
    [
        (Fraction("2.265"), Verdict.HOLDS),
        (2.265, Verdict.HOLDS),
        (Fraction("2.2650001"), Verdict.DOES_NOT_HOLD),
        (2, Verdict.DOES_NOT_HOLD),
    ],
)
def test_a_number_without_interval_is_judged_as_a_single_point(
    computed: Fraction | float, verdict: Verdict
) -> None:
    assert judge(Printed("2.26"), computed) is verdict


def test_verdicts_read_as_in_the_ledger() -> None:
    assert [verdict.value for verdict in Verdict] == [
        "holds",
        "holds within rounding",
        "does not hold",
        "cannot be checked",
    ]


def test_a_computed_interval_without_a_bound_decides_only_what_it_excludes_or_holds() -> None:
    unbounded = Interval(3, math.inf)
    assert judge(Printed("49.45"), unbounded) is Verdict.CANNOT_BE_CHECKED
    assert judge(Printed("2.26"), unbounded) is Verdict.DOES_NOT_HOLD
    assert judge(Interval(2, math.inf), unbounded) is Verdict.HOLDS


@pytest.mark.parametrize("computed", ["2.26", None, math.nan])
def test_only_numbers_are_judged(computed: object) -> None:
    with pytest.raises(TypeError, match="computed"):
        judge(Printed("2.26"), computed)


@modest
@given(st.integers(-300, 300), intervals, shares, shares)
def test_more_precise_inputs_never_weaken_a_verdict_that_is_settled(
    units: int, computed: Interval, first: Fraction, second: Fraction
) -> None:
    printed = Printed(str(units))
    ends = sorted((inside(computed, first), inside(computed, second)))
    before, after = judge(printed, computed), judge(printed, Interval(*ends))
    if before is not Verdict.HOLDS_WITHIN_ROUNDING:
        assert after is before


@modest
@given(st.integers(-100, 100), st.integers(-120, 120), st.integers(0, 40))
def test_a_verdict_tells_whether_all_some_or_no_results_round_to_the_printed_number(
    tenths: int, low: int, width: int
) -> None:
    assume(tenths != 0)
    printed = Printed(f"{Decimal(tenths).scaleb(-1):f}")
    computed = Interval(Fraction(low, 20), Fraction(low + width, 20))
    # Both bounds and the printed interval lie on the grid of twentieths, so these points decide.
    agree = [
        abs(Fraction(low + step, 20) - Fraction(tenths, 10)) <= Fraction(1, 20)
        for step in range(width + 1)
    ]
    expected = (
        Verdict.HOLDS
        if all(agree)
        else Verdict.HOLDS_WITHIN_ROUNDING
        if any(agree)
        else Verdict.DOES_NOT_HOLD
    )
    assert judge(printed, computed) is expected

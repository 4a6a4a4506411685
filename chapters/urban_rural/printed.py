"""A printed number, the interval of numbers it stands for, and what can be concluded from it.

A table that prints 2.26 says that the number lies in [2.255, 2.265]. Carrying that interval
through a calculation, with exact fractions in place of floating point, gives every result that
the unrounded inputs could have given. A claim is then judged against all of them.

Interval arithmetic treats each operand as free to vary by itself. An input that occurs twice in a
formula is therefore counted as two inputs, and the result can be wider than need be. Write a
formula so that each input occurs once, and it is exact: growth is ``after / before - 1``, not
``(after - before) / before``; the share of a part is ``1 / (1 + rest / part)``, not
``part / (part + rest)``.
"""

import math
import numbers
import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = int | float | Fraction
"""A number without rounding. A float counts as the decimal it is written as: 0.1 is 1/10."""

_ROOT_DECIMALS = 12
_PRINTED_NUMBER = re.compile(r"[+\-\u2212]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


@dataclass(frozen=True)
class Interval:
    """All numbers from ``low`` to ``high``, both included, with exact bounds.

    Arithmetic with another interval or with an exact number gives the smallest interval that
    holds every possible result (Moore, Kearfott and Cloud 2009, chapter 2).

    Args:
        low: lower bound, or ``-math.inf``.
        high: upper bound, not below ``low``, or ``math.inf``.

    Raises:
        ValueError: if a bound is not a number, or the bounds enclose no number.
    """

    low: Fraction | float
    high: Fraction | float

    def __post_init__(self) -> None:
        low, high = _exact(self.low), _exact(self.high)
        if low > high or low == math.inf or high == -math.inf:
            raise ValueError(f"low is {low} and high is {high}; they must enclose a number")
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    def __add__(self, other: "Interval | Number") -> "Interval":
        term = _operand(other)
        if term is None:
            return NotImplemented
        return Interval(self.low + term.low, self.high + term.high)

    def __sub__(self, other: "Interval | Number") -> "Interval":
        term = _operand(other)
        if term is None:
            return NotImplemented
        return self + -term

    def __mul__(self, other: "Interval | Number") -> "Interval":
        factor = _operand(other)
        if factor is None:
            return NotImplemented
        products = [
            _product(mine, theirs)
            for mine in (self.low, self.high)
            for theirs in (factor.low, factor.high)
        ]
        return Interval(min(products), max(products))

    def __truediv__(self, other: "Interval | Number") -> "Interval":
        """All quotients; without an upper bound if the divisor can be zero.

        ``0 / 0`` leaves a quotient of two non-negative quantities open: [0, infinity).

        Raises:
            ZeroDivisionError: if the divisor holds zero and either operand can be negative, or if
                a positive number is divided by exactly zero.
        """
        divisor = _operand(other)
        if divisor is None:
            return NotImplemented
        if divisor.low <= 0 <= divisor.high:
            if divisor.low < 0 or self.low < 0 or (divisor.high == 0 and self.low > 0):
                raise ZeroDivisionError(
                    f"{self!r} / {divisor!r} is not an interval: a divisor that holds 0 must reach "
                    "from 0 upwards, and the number divided must not be negative"
                )
            low = _product(self.low, _reciprocal(divisor.high)) if divisor.high > 0 else 0
            return Interval(low, math.inf)
        return self * Interval(_reciprocal(divisor.high), _reciprocal(divisor.low))

    def __radd__(self, other: Number) -> "Interval":
        return self + other

    def __rsub__(self, other: Number) -> "Interval":
        return -self + other

    def __rmul__(self, other: Number) -> "Interval":
        return self * other

    def __rtruediv__(self, other: Number) -> "Interval":
        dividend = _operand(other)
        if dividend is None:
            return NotImplemented
        return dividend / self

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def root(self, degree: int) -> "Interval":
        """The interval of the roots, its bounds rounded outwards to 12 decimals.

        Args:
            degree: 2 for the square root, 3 for the cube root, and so on; at least 1.

        Raises:
            ValueError: if ``degree`` is below 1 or the interval reaches below 0.
        """
        if degree < 1:
            raise ValueError(f"degree is {degree}; it must be 1 or more")
        if self.low < 0:
            raise ValueError(f"low is {self.low}; a root needs numbers of 0 or more")
        return Interval(
            _root(self.low, degree, upwards=False), _root(self.high, degree, upwards=True)
        )

    def contains(self, number: Number) -> bool:
        """Whether the number lies in the interval, the bounds included."""
        return self.low <= _exact(number) <= self.high

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two intervals have a number in common."""
        return self.low <= other.high and other.low <= self.high

    def is_within(self, other: "Interval") -> bool:
        """Whether every number of this interval lies in the other."""
        return other.low <= self.low and self.high <= other.high

    @property
    def width(self) -> Fraction | float:
        """Distance between the bounds; infinite if a bound is."""
        return self.high - self.low

    @property
    def midpoint(self) -> Fraction:
        """The number halfway between the bounds.

        Raises:
            ValueError: if a bound is infinite.
        """
        if math.isinf(self.width):
            raise ValueError(f"{self!r} has no midpoint; both bounds must be finite")
        return Fraction(self.low + self.high) / 2

    def as_floats(self) -> tuple[float, float]:
        """The two bounds in floating point, for plotting."""
        return float(self.low), float(self.high)

    def format(self, decimals: int) -> str:
        """The interval in words, rounded outwards: "2.255 to 2.265", "at least 2.255", "2.26".

        The interval that is shown always holds the true one. A single number stands for an
        interval of one point that needs no rounding.

        Args:
            decimals: digits after the point; 0 or more.

        Raises:
            ValueError: if ``decimals`` is negative.
        """
        if decimals < 0:
            raise ValueError(f"decimals is {decimals}; it must be 0 or more")
        low, high = self.low, self.high
        low_text = _decimal_text(math.floor(low * 10**decimals), decimals) if _finite(low) else ""
        high_text = _decimal_text(math.ceil(high * 10**decimals), decimals) if _finite(high) else ""
        if low_text and high_text:
            return low_text if low_text == high_text else f"{low_text} to {high_text}"
        if low_text:
            return f"at least {low_text}"
        return f"at most {high_text}" if high_text else "any number"


@dataclass(frozen=True, init=False, repr=False)
class Printed(Interval):
    """A number as a source prints it, and the interval of the numbers that round to it.

    The interval reaches half a unit in the last printed place to either side. Both ends belong to
    it, because a source may round a half up, down or to the even digit. Arithmetic works on the
    interval and gives an ``Interval``.

    Args:
        text: the number as printed: "3.17", "1911551402.25", "20,500". The unit, a percent sign
            included, is kept elsewhere.
        non_negative: whether the quantity cannot be negative. Its interval then starts at 0 or
            above: an index printed as 0.00 stands for [0, 0.005].
        unit_in_last_place: what the source rounds to, if that is coarser than the last digit:
            100 for 20,500 rounded to hundreds.

    Attributes:
        value: the printed number itself, exact.
        decimals: how many digits are printed after the point.

    Raises:
        TypeError: if ``text`` is not a string, as a number no longer shows its decimals.
        ValueError: if ``text`` is not a plain number (a dash or an empty cell is a missing value,
            not a number), if it is negative although ``non_negative``, or if it is not a multiple
            of a positive ``unit_in_last_place``.
    """

    text: str
    value: Fraction
    decimals: int

    def __init__(
        self,
        text: str,
        *,
        non_negative: bool = False,
        unit_in_last_place: Number | None = None,
    ) -> None:
        if not isinstance(text, str):
            raise TypeError(f"text is {text!r}; it must be the string that the source prints")
        stripped = text.strip()
        if not _PRINTED_NUMBER.fullmatch(stripped):
            raise ValueError(
                f"text is {text!r}; it must be a plain number such as '3.17' or '20,500', "
                "without unit or percent sign"
            )
        value = Fraction(stripped.replace(",", "").replace("\u2212", "-"))
        decimals = len(stripped.partition(".")[2])
        unit = Fraction(1, 10**decimals)
        if unit_in_last_place is not None:
            unit = Fraction(_exact(unit_in_last_place))
            if unit <= 0 or value % unit != 0:
                raise ValueError(
                    f"unit_in_last_place is {unit_in_last_place}; it must be positive and {text!r} "
                    "a multiple of it"
                )
        if non_negative and value < 0:
            raise ValueError(f"text is {text!r}; a non-negative number must be 0 or more")
        low = value - unit / 2
        super().__init__(max(low, Fraction(0)) if non_negative else low, value + unit / 2)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "decimals", decimals)

    @property
    def interval(self) -> Interval:
        """The numbers that round to the printed one."""
        return Interval(self.low, self.high)

    def __float__(self) -> float:
        return float(self.value)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Printed({self.text!r})"


class Verdict(Enum):
    """What a computation says of a printed number or of a claim."""

    HOLDS = "holds"
    HOLDS_WITHIN_ROUNDING = "holds within rounding"
    DOES_NOT_HOLD = "does not hold"
    CANNOT_BE_CHECKED = "cannot be checked"


def judge(printed: Interval, computed: Interval | Number) -> Verdict:
    """Compare a printed number with the interval that its inputs allow.

    It holds if the computed interval lies inside the printed one: whatever the unrounded inputs
    were, they give the printed number. It holds within rounding if the two overlap: some
    unrounded inputs give it. It does not hold if they have no number in common. It cannot be
    checked if they overlap and the computed interval has no bound on one side, as after a division
    by a number printed as zero: such an interval fits almost anything.

    Args:
        printed: the number under examination.
        computed: what its inputs give, an interval or an exact number.
    """
    result = _operand(computed)
    if result is None:
        raise TypeError(f"computed is {computed!r}; it must be an interval or a number")
    if result.is_within(printed):
        return Verdict.HOLDS
    if not result.overlaps(printed):
        return Verdict.DOES_NOT_HOLD
    unbounded = math.isinf(result.width)
    return Verdict.CANNOT_BE_CHECKED if unbounded else Verdict.HOLDS_WITHIN_ROUNDING


def _exact(number: Number | numbers.Integral) -> Fraction | float:
    """The number as a fraction; infinities, which have none, stay as they are."""
    if isinstance(number, Fraction):
        return number
    if isinstance(number, numbers.Integral):
        # int() also turns numpy integers, which overflow, into Python's own.
        return Fraction(int(number))
    if isinstance(number, float):
        if math.isnan(number):
            raise ValueError("a bound is nan; it must be a number")
        return number if math.isinf(number) else Fraction(repr(float(number)))
    raise TypeError(f"{number!r} is neither an interval nor a number")


def _operand(other: object) -> Interval | None:
    """The operand as an interval; None if it is not one, nor a finite number.

    None becomes NotImplemented, so that Python asks the other operand. A pandas Series then works
    element by element and keeps a missing value missing.
    """
    if isinstance(other, Interval):
        return other
    if isinstance(other, float) and not math.isfinite(other):
        return None
    if isinstance(other, Fraction | numbers.Integral | float):
        return Interval(_exact(other), _exact(other))
    return None


def _finite(bound: Fraction | float) -> bool:
    return isinstance(bound, Fraction)


def _product(left: Fraction | float, right: Fraction | float) -> Fraction | float:
    """Product of two bounds, where 0 times an infinite bound is 0: the bound is never attained."""
    return Fraction(0) if left == 0 or right == 0 else left * right


def _reciprocal(bound: Fraction | float) -> Fraction:
    return 1 / bound if isinstance(bound, Fraction) else Fraction(0)


def _root(bound: Fraction | float, degree: int, *, upwards: bool) -> Fraction | float:
    """Root of a non-negative bound, rounded up or down to a fixed number of decimals."""
    if not isinstance(bound, Fraction):
        return bound
    unit = 10**_ROOT_DECIMALS
    scaled = bound * unit**degree
    root = _integer_root(math.floor(scaled), degree)
    if upwards and root**degree < scaled:
        root += 1
    return Fraction(root, unit)


def _integer_root(number: int, degree: int) -> int:
    """The largest integer whose power does not exceed the number, by Newton's method."""
    if number < 2:
        return number
    root = 1 << -(-number.bit_length() // degree)
    while True:
        closer: int = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if closer >= root:
            return root
        root = closer


def _decimal_text(units: int, decimals: int) -> str:
    """A count of units in the last place as a decimal: 2255 with three decimals is "2.255"."""
    digits = str(abs(units)).zfill(decimals + 1)
    whole, fraction = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    return ("-" if units < 0 else "") + whole + ("." + fraction if decimals else "")

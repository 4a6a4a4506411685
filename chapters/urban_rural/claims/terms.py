"""Terms: the numbers a claim is checked with, read only when the check runs.

A term stands for an interval and knows how to say what it is. Terms add, subtract, multiply and
divide; a calculation uses each of them once, as `urban_rural.printed` explains, or goes through
`growth`, `share` and the like below, which do.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from urban_rural import data, macro_data
from urban_rural.printed import Interval, Number, Printed


@dataclass(frozen=True)
class Term:
    """A number to be read or computed when asked for.

    evaluate: gives it. words: what it is, for a reader.
    """

    evaluate: Callable[[], Interval]
    words: str

    def __call__(self) -> Interval:
        return self.evaluate()

    def named(self, words: str) -> "Term":
        """The same number under other words."""
        return Term(self.evaluate, words)

    def __add__(self, other: "Term | Number") -> "Term":
        return _combined(self, other, "+", lambda left, right: left + right)

    def __sub__(self, other: "Term | Number") -> "Term":
        return _combined(self, other, "−", lambda left, right: left - right)

    def __mul__(self, other: "Term | Number") -> "Term":
        return _combined(self, other, "×", lambda left, right: left * right)

    def __truediv__(self, other: "Term | Number") -> "Term":
        return _combined(self, other, "/", lambda left, right: left / right)

    def __neg__(self) -> "Term":
        return Term(lambda: -self(), f"−{self.words}")


def _combined(
    left: Term,
    right: "Term | Number",
    sign: str,
    operation: Callable[[Interval, "Interval | Number"], Interval],
) -> Term:
    if isinstance(right, Term):
        other = right
        return Term(lambda: operation(left(), other()), f"{_part(left)} {sign} {_part(other)}")
    number = right
    return Term(lambda: operation(left(), number), f"{_part(left)} {sign} {number}")


def _part(term: Term) -> str:
    """The words of a term, in brackets if they are a calculation."""
    calculation = any(f" {sign} " in term.words for sign in "+−×/")
    return f"({term.words})" if calculation else term.words


def exactly(number: Number, words: str = "") -> Term:
    """A number without rounding: a count made here, or a bound that a definition sets."""
    return Term(lambda: Interval(number, number), words or str(number))


def computed(function: Callable[[], Interval | Number], words: str) -> Term:
    """What a function of the package gives: an interval, or a number without rounding."""

    def evaluate() -> Interval:
        found = function()
        return found if isinstance(found, Interval) else Interval(found, found)

    return Term(evaluate, words)


def found(function: Callable[[], Mapping[str, Interval]], key: str, words: str) -> Term:
    """One entry of a function that gives several, such as `macro_data.jobs`."""
    return Term(lambda: function()[key], words)


def stated(statement: str) -> Term:
    """A number of the prose or the press as printed, by its id; its rounding interval."""
    return Term(lambda: data.stated(statement), statement)


def stated_exactly(statement: str) -> Term:
    """The same number without rounding: for "more than 28 million", the 28 million."""
    return computed(lambda: data.stated(statement).value, statement)


def allowed(statement: str) -> Term:
    """All numbers that a statement allows, with the word before its number; see `claimed`."""
    return Term(lambda: macro_data.claimed(statement), statement)


def cell(table: int, row: Any, column: str) -> Term:
    """A cell of a table of the paper as printed; its rounding interval.

    table: 1 to 8. row: the year (Table 1), (outcome, source) (Tables 2 and 3), the consumption
    type (Tables 4 to 7) or (category, year) (Table 8). column: as its loader names it.
    """
    return Term(lambda: printed_cell(table, row, column), _cell_words(table, row, column))


def printed_cell(table: int, row: Any, column: str) -> Printed:
    """The cell itself; KeyError if there is none of that name, ValueError if it is blank."""
    frame = _table(table)
    printed = frame.loc[row, column]
    if printed is None:
        raise ValueError(f"{_cell_words(table, row, column)} is blank")
    return printed


def column(table: int, name: str) -> dict[Any, Term]:
    """The cells of a column by row."""
    return {row: cell(table, row, name) for row in _table(table).index}


def official(
    series: str, name: str, *, decimals: int | None = None, words: str = "", **key: Any
) -> Term:
    """A figure of an official series of `urban_rural.data`.

    series: the name of its loader, such as "online_retail". name: the column. key: the columns
    and values that single out its row, such as year=2018. decimals: to how many digits it was
    published, if its rounding matters; otherwise it counts as exact.
    """

    def evaluate() -> Interval:
        known = macro_data.known(getattr(data, series)(), name, **key)
        if math.isnan(known.value):
            raise ValueError(f"{name} of {key} is blank in {series}")
        if decimals is not None:
            return Printed(f"{known.value:.{decimals}f}").interval
        return Interval(known.value, known.value)

    when = ", ".join(str(value) for value in key.values())
    return Term(evaluate, words or f"official {name.replace('_', ' ')}, {when}")


def ratio(over: Term, under: Term) -> Term:
    """``over / under``."""
    return over / under


def growth(before: Term, after: Term) -> Term:
    """Growth in per cent, each number used once."""
    return Term(
        lambda: (after() / before() - 1) * 100, f"growth of {after.words} on {before.words}"
    )


def annual_growth(before: Term, after: Term, years: int) -> Term:
    """Constant growth per year in per cent."""
    return Term(
        lambda: ((after() / before()).root(years) - 1) * 100,
        f"yearly growth from {before.words} to {after.words}",
    )


def share(part: Term, rest: Term) -> Term:
    """``part / (part + rest)`` in per cent, each number used once so that the bounds are tight."""
    return Term(
        lambda: 100 / (rest() / part() + 1), f"{part.words} / ({part.words} + {rest.words})"
    )


def share_of(part: Term, whole: Term) -> Term:
    """``part / whole`` in per cent."""
    return Term(lambda: part() / whole() * 100, f"{part.words} / {whole.words}")


def total(*parts: Term) -> Term:
    """The sum of terms."""

    def evaluate() -> Interval:
        first, *others = parts
        return sum((other() for other in others), start=first() + 0)

    return Term(evaluate, " + ".join(part.words for part in parts))


def mean(*parts: Term) -> Term:
    """The unweighted mean of terms."""
    return Term(lambda: total(*parts)() / len(parts), f"mean of {len(parts)} numbers")


_COLUMNS = {
    "urban_index": "urban index",
    "rural_index": "rural index",
    "urban_rural_ratio": "urban-rural ratio",
    "total_consumption_ratio": "ratio of total consumption",
    "f": "F",
}


def _cell_words(table: int, row: Any, column: str) -> str:
    where = ", ".join(map(str, row)) if isinstance(row, tuple) else str(row)
    return f"Table {table}, {where}, {_COLUMNS.get(column, column.replace('_', ' '))}"


@data.per_edition
def _table(table: int) -> pd.DataFrame:
    frame: pd.DataFrame = getattr(data, f"table_{table}")(as_printed=True)
    keys = {1: "year", 2: ["outcome", "source"], 3: ["outcome", "source"], 8: ["category", "year"]}
    return frame.set_index(keys[table]) if table in keys else frame

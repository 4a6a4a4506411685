"""Checks: the shapes a claim can have, each computing its verdict from terms.

Every function here gives a check, which a `Claim` runs on the edition of the data in force. A
verdict arises in one of three ways: a printed number is judged against an interval
(`printed.judge`), two intervals are put in order, or verdicts are combined. A claim that needs
what is nowhere published has nothing to be judged against, and cannot be checked.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from urban_rural import data, macro_data
from urban_rural.claims.terms import Term, printed_cell
from urban_rural.printed import Interval, Printed, Verdict, judge
from urban_rural.witnesses import Witness


@dataclass(frozen=True)
class Value:
    """A number in a sentence: "{x}" as `shown`, "{x:2}" rounded outwards, "{x:.1f}" its middle."""

    number: Interval

    def __format__(self, spec: str) -> str:
        if not spec:
            return shown(self.number)
        if spec.isdigit():
            return self.number.format(int(spec)).replace("-", "−")
        if math.isinf(self.number.width):
            return self.number.format(2)
        return format(float(self.number.midpoint), f",{spec}").replace("-", "−")


@dataclass(frozen=True)
class Result:
    """What a check found.

    verdict: computed. relation: by which calculation, in words. printed: what the claim says, as
    text. computed: the value or interval it was judged by, None if it is not one number. values:
    the numbers a sentence may use. needed: what is missing, if nothing could be computed. detail:
    the exact numbers behind the verdict, for telling whether an edition of the data moves them.
    """

    verdict: Verdict
    relation: str
    printed: str = ""
    computed: Interval | None = None
    values: Mapping[str, Value | str] = field(default_factory=dict)
    needed: str = ""
    detail: tuple[object, ...] = ()

    @property
    def computed_text(self) -> str:
        """The value or interval to four significant digits, rounded outwards; or blank."""
        return "" if self.computed is None else shown(self.computed)


Check: TypeAlias = Callable[[], Result]
Shows: TypeAlias = Mapping[str, Term]

_FROM_WORST = (
    Verdict.DOES_NOT_HOLD,
    Verdict.CANNOT_BE_CHECKED,
    Verdict.HOLDS_WITHIN_ROUNDING,
    Verdict.HOLDS,
)
"""Verdicts from the worst for a passage to the best."""


def states(statement: str, term: Term, *, shows: Shows | None = None) -> Check:
    """A number of the prose, with the word before it, judged by what other numbers give.

    "More than", "nearly", "about", ... count as `macro_data.claimed` reads them. term: in the
    unit of the statement.
    """

    def check() -> Result:
        found = term()
        return Result(
            macro_data.verdict_on(statement, found),
            term.words,
            as_stated(statement),
            found,
            _values(shows, computed=found, printed=as_stated(statement)),
        )

    return check


def prints(table: int, row: Any, column: str, term: Term, *, shows: Shows | None = None) -> Check:
    """A cell of a table judged by what other numbers give; table, row, column as for `cell`."""

    def check() -> Result:
        printed, found = printed_cell(table, row, column), term()
        return Result(
            judge(printed, found),
            term.words,
            printed.text,
            found,
            _values(shows, computed=found, printed=printed.text),
        )

    return check


def equal(one: Term, other: Term, *, shows: Shows | None = None) -> Check:
    """Two numbers that must be one: the first judged by the second."""

    def check() -> Result:
        first, second = one(), other()
        return Result(
            judge(first, second),
            f"{one.words} = {other.words}",
            shown(first),
            second,
            _values(shows, computed=second, printed=shown(first)),
        )

    return check


def less(smaller: Term, larger: Term, *, shows: Shows | None = None) -> Check:
    """One number is below another, whatever was rounded away."""

    def check() -> Result:
        low, high = smaller(), larger()
        return Result(
            _below(low, high),
            f"{smaller.words} < {larger.words}",
            "lower",
            high - low,
            _values(shows, computed=high - low, smaller=low, larger=high),
            detail=(low, high),
        )

    return check


def falls(terms: Iterable[Term], *, shows: Shows | None = None) -> Check:
    """Each number is below the one before."""
    return _steps(tuple(terms), "falls", lambda before, after: _below(after, before), shows)


def rises(terms: Iterable[Term], *, shows: Shows | None = None) -> Check:
    """Each number is above the one before."""
    return _steps(tuple(terms), "rises", lambda before, after: _below(before, after), shows)


def lowest(names: Iterable[str], among: Callable[[], Mapping[str, Term]]) -> Check:
    """The named are those with the lowest numbers: "the three lowest"."""
    return _extremes(tuple(names), among, "lowest", _below)


def highest(names: Iterable[str], among: Callable[[], Mapping[str, Term]]) -> Check:
    """The named are those with the highest numbers: "fastest", "the biggest difference"."""
    return _extremes(
        tuple(names), among, "highest", lambda outside, inside: _below(inside, outside)
    )


def cells(select: Callable[[], Iterable[Witness]], relation: str) -> Check:
    """A family of cells, each judged by one relation of `urban_rural.witnesses`.

    Sentences may use {number} and how many cells {hold}, {within}, {fail}, {open}, {failing}.
    """

    def check() -> Result:
        judged = list(select())
        if not judged:
            raise ValueError(f"no cell is judged by: {relation}")
        verdicts = [witness.verdict for witness in judged]
        failing = [w for w in judged if w.verdict is Verdict.DOES_NOT_HOLD]
        return Result(
            _worst(verdicts),
            relation,
            f"{len(judged)} cell" + "s" * (len(judged) > 1),
            None,
            {
                "number": str(len(judged)),
                "hold": str(verdicts.count(Verdict.HOLDS)),
                "within": str(verdicts.count(Verdict.HOLDS_WITHIN_ROUNDING)),
                "fail": str(len(failing)),
                "open": str(verdicts.count(Verdict.CANNOT_BE_CHECKED)),
                "failing": "; ".join(f"{w.table.replace('_', ' ')}, {w.place}" for w in failing),
            },
            detail=tuple((w.printed, w.computed) for w in judged),
        )

    return check


def all_of(parts: Mapping[str, Check], *, shows: Shows | None = None) -> Check:
    """Several checks that must all hold; also what an inference needs to follow.

    parts: what is checked, in words -> the check. The worst verdict counts: does not hold before
    cannot be checked before within rounding. The values of a part are not passed on; name those
    that the sentence uses in `shows`. Sentences may also use {number} and {holding} parts, and
    {failing}, the words of those that do not hold.
    """

    def check() -> Result:
        found = {words: part() for words, part in parts.items()}
        failing = [w for w, r in found.items() if r.verdict is Verdict.DOES_NOT_HOLD]
        holding = [
            words
            for words, result in found.items()
            if result.verdict in (Verdict.HOLDS, Verdict.HOLDS_WITHIN_ROUNDING)
        ]
        values: dict[str, Value | str] = {
            "number": str(len(found)),
            "holding": str(len(holding)),
            "failing": "; ".join(failing),
        }
        return Result(
            _worst(result.verdict for result in found.values()),
            "; ".join(found),
            "",
            None,
            {**values, **_values(shows)},
            "; ".join(result.needed for result in found.values() if result.needed),
            _details(found.values()),
        )

    return check


def any_of(readings: Mapping[str, Check], *, shows: Shows | None = None) -> Check:
    """A passage that can be read in several ways: the reading that serves it best counts.

    readings: what it can mean, in words -> the check. Sentences may use {number} readings and
    {holding}, the words of those that hold.
    """

    def check() -> Result:
        found = {words: reading() for words, reading in readings.items()}
        verdict = max((result.verdict for result in found.values()), key=_FROM_WORST.index)
        holding = [
            words
            for words, result in found.items()
            if result.verdict in (Verdict.HOLDS, Verdict.HOLDS_WITHIN_ROUNDING)
        ]
        values: dict[str, Value | str] = {"number": str(len(found)), "holding": "; ".join(holding)}
        printed = next((result.printed for result in found.values() if result.printed), "")
        return Result(
            verdict,
            " or ".join(found),
            printed,
            None,
            {**values, **_values(shows)},
            detail=_details(found.values()),
        )

    return check


def fact(holds: Callable[[], bool], relation: str, *, shows: Shows | None = None) -> Check:
    """A matter of yes or no that is computed from the data: names, units, dates, counts.

    holds: computes the answer; it must depend on the data.
    """

    def check() -> Result:
        answer = holds()
        verdict = Verdict.HOLDS if answer else Verdict.DOES_NOT_HOLD
        return Result(verdict, relation, "", None, _values(shows))

    return check


def reports(source: str, statement: str) -> Check:
    """A source can report what a statement says: its time was over when the source appeared.

    source: id in data/paper/sources.csv. A year counts as its last month, for both.
    """

    def check() -> Result:
        published = data.sources().set_index("id")["published"][source]
        period = data.statement(statement)["period"]
        if not period:
            raise ValueError(f"{statement} names no time")
        over = _last_month(period) <= _last_month(published)
        return Result(
            Verdict.HOLDS if over else Verdict.DOES_NOT_HOLD,
            f"the time of the figure, {period}, no later than its source, {published}",
            as_stated(statement),
            None,
            {"period": period, "published": published},
        )

    return check


def unpublished(needed: str, *, statement: str = "", shows: Shows | None = None) -> Check:
    """Nothing in print determines it. needed: what would, in words.

    statement: the number that stands alone. shows: what can be said of its size all the same.
    """

    def check() -> Result:
        printed = as_stated(statement) if statement else ""
        return Result(
            Verdict.CANNOT_BE_CHECKED,
            "nothing in print to compute it from",
            printed,
            None,
            _values(shows, printed=printed),
            needed,
        )

    return check


def shown(number: Interval) -> str:
    """A number as printed, or an interval to about four significant digits, rounded outwards."""
    if isinstance(number, Printed):
        return number.text
    bounds = [abs(b) for b in (number.low, number.high) if isinstance(b, Fraction) and b != 0]
    size = float(min(bounds, default=Fraction(1)))
    decimals = min(6, max(0, 3 - math.floor(math.log10(size))))
    while decimals and all((b * 10 ** (decimals - 1)) % 1 == 0 for b in bounds):
        decimals -= 1
    return number.format(decimals).replace("-", "−")


def as_stated(statement: str) -> str:
    """A number of the prose with the word before it and its unit: "nearly 50%"."""
    row = data.statement(statement)
    unit = "%" if row["unit"] == "percent" else f" {row['unit']}" if row["unit"] else ""
    return " ".join(f"{row['qualifier']} {row['printed']}{unit}".split())


def _last_month(period: str) -> str:
    """The last month of "2019", "2019-06" or "2015/2018"."""
    last = period.split("/")[-1]
    return last if "-" in last else f"{last}-12"


def _values(shows: Shows | None, **more: Interval | str) -> dict[str, Value | str]:
    values = {name: term() for name, term in (shows or {}).items()} | more
    return {
        name: Value(value) if isinstance(value, Interval) else value
        for name, value in values.items()
    }


def _below(low: Interval, high: Interval) -> Verdict:
    """Whether one number is below another, for all, some or none of the numbers they stand for."""
    if low.high < high.low:
        return Verdict.HOLDS
    if low.low >= high.high:
        return Verdict.DOES_NOT_HOLD
    unbounded = math.isinf(low.width) or math.isinf(high.width)
    return Verdict.CANNOT_BE_CHECKED if unbounded else Verdict.HOLDS_WITHIN_ROUNDING


def _details(results: Iterable[Result]) -> tuple[object, ...]:
    return tuple((result.computed, result.detail) for result in results)


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=_FROM_WORST.index)


def _steps(
    terms: tuple[Term, ...],
    word: str,
    compare: Callable[[Interval, Interval], Verdict],
    shows: Shows | None,
) -> Check:
    def check() -> Result:
        numbers = [term() for term in terms]
        pairs = zip(numbers, numbers[1:], strict=False)
        return Result(
            _worst(compare(before, after) for before, after in pairs),
            " , ".join(term.words for term in terms),
            word,
            None,
            _values(shows, first=numbers[0], last=numbers[-1]),
            detail=tuple(numbers),
        )

    return check


def _extremes(
    names: tuple[str, ...],
    among: Callable[[], Mapping[str, Term]],
    word: str,
    compare: Callable[[Interval, Interval], Verdict],
) -> Check:
    def check() -> Result:
        numbers = {name: term() for name, term in among().items()}
        missing = [name for name in names if name not in numbers]
        if missing:
            raise KeyError(f"not among those compared: {', '.join(missing)}")
        verdict = _worst(
            compare(numbers[name], numbers[other])
            for name in names
            for other in numbers
            if other not in names
        )
        values = {"named": ", ".join(names), "number": str(len(numbers))}
        relation = f"the {word} of {len(numbers)}"
        return Result(verdict, relation, word, None, values, detail=tuple(numbers.values()))

    return check

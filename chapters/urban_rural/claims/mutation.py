"""Mutation: alter each printed number by one unit in its last place, and see what notices.

A ledger that would give the same verdicts on other numbers proves little. So every number of the
prose, the press reports and Tables 1 to 8 is raised and lowered by one unit in its last place, one
at a time, and the claims that read it are judged again.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from urban_rural import data
from urban_rural.claims.audit import entry
from urban_rural.claims.claim import Judged, Kind
from urban_rural.claims.ledger import ledger
from urban_rural.printed import Verdict

PROSE = (
    "paper/prose.csv",
    "press/county_ecommerce_2014.csv",
    "press/digital_economy_report_2017.csv",
)
TABLES = tuple(f"paper/table_{number}.csv" for number in range(1, 9))


class Notice(Enum):
    """What notices an altered number, the strongest first."""

    VERDICT = "a verdict changes"
    REFUSED = "the file or a calculation is refused"
    ENTRY = "an entry of the record changes"
    NOTHING = "nothing"


class Cause(Enum):
    """Why no verdict changes."""

    ALONE = "nothing else in print determines it"
    ROUNDING = "the rounding of its neighbours leaves room"
    DISTANCE = "a bound or a comparison that it enters is far from turning"
    FAILED = "the claims that it enters fail in any case"
    UNUSED = "no claim enters it"


@dataclass(frozen=True)
class Mutant:
    """A printed number, altered. row: of the file, from 0; key: what names it, for a reader."""

    file: str
    row: int
    column: str
    key: str
    printed: str
    altered: str


@dataclass(frozen=True)
class Outcome:
    """What an altered number did. claims: the ids of those whose verdict changed."""

    mutant: Mutant
    notice: Notice
    cause: Cause | None
    claims: tuple[str, ...]


def mutants() -> Iterator[Mutant]:
    """Every printed number one unit higher, and one lower where that is not below zero."""
    for file in (*PROSE, *TABLES):
        cells = data.cells(file)
        columns = ["printed"] if file in PROSE else list(cells.columns[1:])
        for row, record in zip(cells.index, cells.to_dict("records"), strict=True):
            key = str(next(iter(record.values())))
            for column in columns:
                printed = record[column]
                for step in (1, -1):
                    altered = _altered(printed, step)
                    if altered:
                        yield Mutant(file, row, column, key, printed, altered)


def _altered(printed: str, step: int) -> str:
    """The number a unit in its last place further; blank if it is none or would be negative."""
    digits = printed.replace(".", "", 1)
    if not digits.isdigit() or int(digits) + step < 0:
        return ""
    places = len(printed.partition(".")[2])
    text = str(int(digits) + step).zfill(places + 1)
    return f"{text[:-places]}.{text[-places:]}" if places else text


def outcomes(chosen: Iterable[Mutant] | None = None) -> list[Outcome]:
    """What each mutant does to the ledger; chosen: some of `mutants`, all if None."""
    before = {one.id: one for one in ledger()}
    with TemporaryDirectory() as folder:
        edition = Path(folder) / "data"
        shutil.copytree(data.DATA, edition)
        return [
            _outcome(mutant, before, edition)
            for mutant in (mutants() if chosen is None else chosen)
        ]


def _outcome(mutant: Mutant, before: dict[str, Judged], edition: Path) -> Outcome:
    original = data.cells(mutant.file)
    changed = original.copy()
    changed.loc[mutant.row, mutant.column] = mutant.altered
    if "quotation" in changed:
        words = changed.loc[mutant.row, "quotation"].replace(mutant.printed, mutant.altered, 1)
        changed.loc[mutant.row, "quotation"] = words
    reading = [
        one
        for one in before.values()
        if mutant.file in one.files or (mutant.file in PROSE and mutant.key in one.statements)
    ]
    try:
        data.write_cells(mutant.file, changed, folder=edition)
        try:
            after = ledger(edition, (one.claim for one in reading))
            with data.edition(edition):
                data.cells(mutant.file)
        except ValueError:  # a DataError is one; so is a degree of freedom of zero
            return Outcome(mutant, Notice.REFUSED, None, ())
    finally:
        data.write_cells(mutant.file, original, folder=edition)
    turned = [one.id for one in after if one.verdict is not before[one.id].verdict]
    if turned:
        return Outcome(mutant, Notice.VERDICT, None, tuple(turned))
    noticed = any(entry(one) != entry(before[one.id]) for one in after)
    moved = [one for one in after if _numbers(one) != _numbers(before[one.id])]
    return Outcome(mutant, Notice.ENTRY if noticed else Notice.NOTHING, _cause(moved), ())


def _numbers(one: Judged) -> tuple[object, ...]:
    """The exact numbers of a claim."""
    result = one.result
    return (result.printed, result.computed, result.detail, one.sentence)


def _cause(moved: Sequence[Judged]) -> Cause:
    """Why none of the claims that a number moves turned."""
    judged = [one for one in moved if one.verdict is not Verdict.CANNOT_BE_CHECKED]
    if not moved:
        return Cause.UNUSED
    if not judged:
        return Cause.ALONE
    if all(one.verdict is Verdict.DOES_NOT_HOLD for one in judged):
        return Cause.FAILED
    if any(one.claim.kind is Kind.ARITHMETIC for one in judged):
        return Cause.ROUNDING
    return Cause.DISTANCE


def frame(found: Iterable[Outcome]) -> pd.DataFrame:
    """Outcomes as a table of strings, one row a mutant."""
    return pd.DataFrame(
        {
            "file": one.mutant.file,
            "key": one.mutant.key,
            "column": one.mutant.column,
            "printed": one.mutant.printed,
            "altered": one.mutant.altered,
            "notice": one.notice.value,
            "cause": one.cause.value if one.cause else "",
            "claims": " ".join(one.claims),
        }
        for one in found
    )


def score(found: pd.DataFrame) -> str:
    """How many mutants were noticed by what, and why others were not, as lines of text.

    found: as `frame` or `data.mutations` gives it.
    """
    notices, causes = found["notice"].value_counts(), found["cause"].value_counts()
    lines = [f"{len(found)} numbers altered by one unit in the last place:"]
    lines += [f"{notices.get(notice.value, 0):>6}  {notice.value}" for notice in Notice]
    lines.append("Where no verdict changed:")
    lines += [f"{causes.get(cause.value, 0):>6}  {cause.value}" for cause in Cause]
    return "\n".join(lines)

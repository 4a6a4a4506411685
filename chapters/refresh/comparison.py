"""An answer against the file that it is for: what it confirms, adds, changes or breaks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

import pandas as pd

from refresh import RefreshError
from refresh.identities import Break
from refresh.observations import Answer, Key, as_text, may_be_blank, value_columns
from refresh.series import Series
from urban_rural.schemas import SCHEMAS

FEWEST_IN_COMMON = 3
"""With fewer rows in common nothing is said about units."""
LARGEST_RATIO = 2
"""Revisions stay within this ratio; beyond it the unit is another."""


@dataclass(frozen=True)
class Change:
    """A figure that differs by more than rounding. ours, theirs: as the file would hold them."""

    key: Key
    column: str
    ours: str
    theirs: str
    evidence: str


@dataclass
class Drift:
    """What an answer says of a file. All but changes and broken are keys of rows.

    confirmed: every figure agrees. agreeing: all that were given agree, but not all were given.
    new: not in the file, and complete. incomplete: not in the file, and some figures missing.
    silent: in the file, not in the answer. broken: identities that the answer does not satisfy,
    and the rows concerned, which are neither confirmed nor new.
    """

    confirmed: list[Key] = field(default_factory=list)
    agreeing: list[Key] = field(default_factory=list)
    new: list[Key] = field(default_factory=list)
    incomplete: list[Key] = field(default_factory=list)
    silent: list[Key] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    broken: list[tuple[list[Key], str]] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether there is anything for a person to decide."""
        return bool(self.changes or self.broken)


def keys_of(file: str, rows: pd.DataFrame) -> list[Key]:
    """The key of each row."""
    return list(rows[SCHEMAS[file].unique].itertuples(index=False, name=None))


def compare(series: Series, answer: Answer, present: pd.DataFrame | None) -> Drift:
    """Compare an answer with the rows of its file, or with none if the file is not there yet.

    present: cells as strings. Raises RefreshError if the answer seems to be in another unit.
    """
    file = series.file
    drift = Drift()
    rows = (
        {} if present is None else dict(zip(keys_of(file, present), _records(present), strict=True))
    )
    _refuse_other_unit(file, answer, rows)
    _refuse_fewer_years(series, answer, rows)
    answered = answer.rows(file)
    keys = keys_of(file, answered)
    found: list[Break] = [b for identity in series.identities for b in identity(answered)]
    drift.broken = [([keys[place] for place in places], words) for places, words in found]
    broken = {key for concerned, _ in drift.broken for key in concerned}
    for key in keys:
        if key in rows:
            changes = _changes(series, answer, key, rows[key])
            drift.changes += changes
            if changes or key in broken:
                continue
            complete = all(
                answer.text(key, column) for column in value_columns(file) if rows[key][column]
            )
            (drift.confirmed if complete else drift.agreeing).append(key)
        elif key not in broken:
            complete = all(
                answer.text(key, column) or may_be_blank(file, column)
                for column in value_columns(file)
            )
            (drift.new if complete else drift.incomplete).append(key)
    drift.silent = [key for key in rows if key not in set(keys)]
    return drift


def revised(
    series: Series,
    answer: Answer,
    drift: Drift,
    present: pd.DataFrame | None,
    day: str,
    take: Iterable[Key] = (),
) -> pd.DataFrame:
    """The rows of a file after an answer: new ones added, agreeing ones confirmed.

    day: of the answer. take: keys of rows whose differing figures are taken over; what they were
    is kept in the note.
    """
    file = series.file
    columns = list(SCHEMAS[file].columns)
    rows = [] if present is None else _records(present)
    at = {tuple(row[name] for name in SCHEMAS[file].unique): row for row in rows}
    for key in drift.confirmed:
        _confirm(at[key], series, day)
    for key in take:
        old = [f"{c.column} {c.ours}" for c in drift.changes if c.key == key]
        for change in drift.changes:
            if change.key == key:
                at[key][change.column] = change.theirs
        note = f"until {day}: {', '.join(old)} ({at[key]['evidence']})"
        at[key]["note"] = "; ".join(filter(None, [at[key]["note"], note]))
        _confirm(at[key], series, day)
    for key in drift.new:
        row = dict.fromkeys(columns, "") | dict(zip(SCHEMAS[file].unique, key, strict=True))
        row |= {column: answer.text(key, column) for column in value_columns(file)}
        _confirm(row, series, day)
        rows.append(row)
    return pd.DataFrame(_in_order(file, rows, len(at)), columns=columns, dtype=str)


def _records(rows: pd.DataFrame) -> list[dict[str, str]]:
    return [dict(row) for row in rows.to_dict("records")]


def _confirm(row: dict[str, str], series: Series, day: str) -> None:
    seen = row["seen_at"].split()
    row["evidence"], row["confirmed_on"] = "confirmed", day
    row["seen_at"] = " ".join(seen if series.address in seen else [*seen, series.address])


def _in_order(file: str, rows: list[dict[str, str]], old: int) -> list[dict[str, str]]:
    """The rows with the new ones, which are last, where their years belong."""
    others = [name for name in SCHEMAS[file].unique if name != "year"]
    if len(others) == len(SCHEMAS[file].unique):
        return rows
    ranks: dict[Key, int] = {}
    for row in rows:
        ranks.setdefault(tuple(row[name] for name in others), len(ranks))

    def by_year(row: dict[str, str]) -> tuple[int, int]:
        return int(row["year"]), ranks[tuple(row[name] for name in others)]

    def by_rank(row: dict[str, str]) -> tuple[int, int]:
        return by_year(row)[1], by_year(row)[0]

    for order in (by_year, by_rank):
        if sorted(rows[:old], key=order) == rows[:old]:
            return sorted(rows, key=order)
    return rows


def _changes(series: Series, answer: Answer, key: Key, row: dict[str, str]) -> list[Change]:
    changes = []
    for column, figure in answer.figures[key].items():
        ours = row[column]
        if ours and not _agree(ours, figure, answer.decimals[column], column in series.derived):
            theirs = as_text(figure, answer.cells[column])
            changes.append(Change(key, column, ours, theirs, row["evidence"]))
    return changes


def _agree(ours: str, figure: Decimal, decimals: int, derived: bool) -> bool:
    """Whether two figures can be roundings of one number.

    decimals: that the publisher gives. derived: the figure was computed from rounded ones, which
    may tip the last digit.
    """
    own = len(ours.partition(".")[2])
    coarser = Decimal(1).scaleb(-min(own, decimals))
    if derived:
        return abs(Decimal(ours) - figure) <= coarser
    return abs(Decimal(ours) - figure) <= (0 if own == decimals else coarser / 2)


def _refuse_other_unit(file: str, answer: Answer, rows: dict[Key, dict[str, str]]) -> None:
    for column in answer.cells:
        ratios = [
            float(figures[column] / Decimal(rows[key][column]))
            for key, figures in answer.figures.items()
            if column in figures and key in rows and rows[key][column].strip("0.")
        ]
        if len(ratios) < FEWEST_IN_COMMON:
            continue
        ratio = median(ratios)
        if not 1 / LARGEST_RATIO < ratio < LARGEST_RATIO:
            raise RefreshError(
                f"{column}: the answer is about {ratio:.3g} times what {file} holds: the unit is "
                "another.",
                "Compare with the publisher's page. If the unit has changed, mend the scale in "
                "chapters/refresh/series.py and try again.",
            )


def _refuse_fewer_years(series: Series, answer: Answer, rows: dict[Key, dict[str, str]]) -> None:
    """Refuse an answer without a row that the publisher confirmed before."""
    gone = [
        key
        for key, row in rows.items()
        if row["evidence"] == "confirmed"
        and series.address in row["seen_at"].split()
        and key not in answer.figures
    ]
    if gone:
        named = "; ".join(" ".join(key) for key in gone[:5])
        raise RefreshError(
            f"The answer lacks {len(gone)} rows that an earlier one had ({named}): it was cut off.",
            "Try again later. If it stays so, ask the publisher; the rows stay as they are.",
        )

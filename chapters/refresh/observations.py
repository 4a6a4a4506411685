"""What publishers answer, as rows of the file that it is for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from refresh import RefreshError
from refresh.series import Cell, Series
from urban_rural.schemas import SCHEMAS

Key = tuple[str, ...]


@dataclass(frozen=True)
class Observation:
    """A figure as the client gives it. province: as the book names it, if it is of one."""

    year: int
    province: str | None
    cell: Cell
    value: float


@dataclass
class Answer:
    """The figures that a publisher gave for a file.

    figures: key of the row -> column -> figure, in the unit of the file, unrounded.
    decimals: column -> decimals that the publisher gives. cells: column -> how it is kept.
    """

    figures: dict[Key, dict[str, Decimal]] = field(default_factory=lambda: defaultdict(dict))
    decimals: dict[str, int] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)

    def text(self, key: Key, column: str) -> str:
        """A figure as the file would hold it; blank where there is none."""
        figure = self.figures[key].get(column)
        return "" if figure is None else as_text(figure, self.cells[column])

    def rows(self, file: str) -> pd.DataFrame:
        """All figures as rows of the file: its key and its columns of numbers, as strings."""
        names = [*SCHEMAS[file].unique, *value_columns(file)]
        records = [
            [*key, *(self.text(key, column) for column in value_columns(file))]
            for key in self.figures
        ]
        return pd.DataFrame(records, columns=names, dtype=str)


def answer_of(series: Series, observations: Iterable[Observation]) -> Answer:
    """Put observations where they belong.

    Raises RefreshError if years or figures are missing amid others: the answer was cut off.
    """
    answer = Answer()
    key_columns = SCHEMAS[series.file].unique
    for seen in observations:
        place = {"year": str(seen.year), "province": seen.province or "", **seen.cell.key}
        key = tuple(place[column] for column in key_columns)
        figure = Decimal(str(seen.value)) * seen.cell.scale
        answer.figures[key][seen.cell.column] = figure
        answer.cells[seen.cell.column] = seen.cell
        known = answer.decimals.get(seen.cell.column, 0)
        answer.decimals[seen.cell.column] = max(known, _decimals(figure))
    _refuse_gaps(series, answer)
    for column, (cell, value_of) in series.derived.items():
        answer.cells[column] = cell
        answer.decimals[column] = cell.decimals
        for figures in answer.figures.values():
            if len(figures) == len(value_columns(series.file)) - len(series.derived):
                figures[column] = value_of(figures)
    return answer


def value_columns(file: str) -> list[str]:
    """The columns of a file that hold numbers."""
    schema = SCHEMAS[file]
    about = {*schema.unique, "evidence", "confirmed_on", "seen_at", "note"}
    return [name for name in schema.columns if name not in about]


def may_be_blank(file: str, column: str) -> bool:
    """Whether the schema of a file lets a cell be blank."""
    return bool(SCHEMAS[file].columns[column].metadata["blank"])


def as_text(figure: Decimal, cell: Cell) -> str:
    """A figure rounded as its column keeps it."""
    text = str(figure.quantize(Decimal(1).scaleb(-cell.decimals), ROUND_HALF_UP))
    return text if cell.fixed or "." not in text else text.rstrip("0").rstrip(".")


def _decimals(figure: Decimal) -> int:
    return max(0, -int(figure.normalize().as_tuple().exponent))


def _refuse_gaps(series: Series, answer: Answer) -> None:
    """Refuse an answer in which years are missing between others, or at its beginning."""
    if not series.year_in_file:
        return
    place = SCHEMAS[series.file].unique.index("year")
    years: dict[tuple[Key, str], set[int]] = defaultdict(set)
    for key, figures in answer.figures.items():
        for column in figures:
            others = key[:place] + key[place + 1 :]
            years[others, column].add(int(key[place]))
    for (others, column), there in years.items():
        first = min(there) if may_be_blank(series.file, column) else series.first_year
        last = series.last_year or max(there)
        missing = sorted(set(range(first, last + 1)) - there)
        if missing:
            of = ", ".join([column, *others])
            raise RefreshError(
                f"The answer has no {of} for {', '.join(map(str, missing))}: it was cut off, or "
                "the publisher has withdrawn figures.",
                "Try again later. If it stays so, ask the publisher, or change first_year in "
                "chapters/refresh/series.py.",
                passing=True,
            )

"""What the figures of one answer must satisfy among themselves, rounding allowed for.

Each identity takes the rows of an answer as the file would hold them (strings, blank where the
publisher gives nothing) and gives the rows that break it, by their place, with the words.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from urban_rural.schemas import CONSUMPTION_TYPES

Break = tuple[list[int], str]
"""Places of the rows that break an identity together, and how."""


def urban_and_rural_make_the_total(rows: pd.DataFrame) -> list[Break]:
    """Urban plus rural population is the total."""
    columns = ["urban_million", "rural_million", "total_million"]
    breaks: list[Break] = []
    for place, urban, rural, total in _filled(rows, columns):
        if _differ([urban, rural], total):
            breaks.append(([place], f"urban {urban} and rural {rural} do not make total {total}"))
    return breaks


def all_lies_between_rural_and_urban(rows: pd.DataFrame) -> list[Break]:
    """The mean of all residents lies between those of the two parts."""
    return _ordered(rows, ["rural_yuan", "all_yuan", "urban_yuan"])


def income_of_all_lies_between_rural_and_urban(rows: pd.DataFrame) -> list[Break]:
    """The mean income of all residents lies between those of the two parts."""
    return _ordered(rows, ["income_rural_yuan", "income_all_yuan", "income_urban_yuan"])


def urban_exceeds_rural(rows: pd.DataFrame) -> list[Break]:
    """Urban residents spend more than rural ones."""
    return _ordered(rows, ["rural_yuan", "urban_yuan"])


def categories_make_the_total(rows: pd.DataFrame) -> list[Break]:
    """The eight categories of an area make its total."""
    breaks: list[Break] = []
    for (year, area), group in rows.groupby(["year", "area"], sort=False):
        amounts = group.set_index("category")["yuan_per_head"]
        amounts = amounts[amounts != ""]
        if set(amounts.index) != {"total", *CONSUMPTION_TYPES.values()}:
            continue
        total = amounts.pop("total")
        if _differ(list(amounts), total):
            makes = float(sum(map(Fraction, amounts)))
            words = f"{year}, {area}: the categories make {makes:g}, the total is {total}"
            breaks.append((list(group.index), words))
    return breaks


def _ordered(rows: pd.DataFrame, columns: list[str]) -> list[Break]:
    breaks: list[Break] = []
    for place, *values in _filled(rows, columns):
        if sorted(values, key=Fraction) != values or len(set(values)) < len(values):
            pairs = zip(columns, values, strict=True)
            listed = ", ".join(f"{column} {value}" for column, value in pairs)
            breaks.append(([place], f"not in ascending order: {listed}"))
    return breaks


def _filled(rows: pd.DataFrame, columns: list[str]) -> list[Any]:
    filled = rows[(rows[columns] != "").all(axis=1)]
    return list(filled[columns].itertuples(index=True, name=None))


def _differ(parts: Sequence[str], total: str) -> bool:
    """Whether parts and total differ by more than the rounding of each allows."""
    allowed = sum(Fraction(1, 2 * 10 ** len(text.partition(".")[2])) for text in [*parts, total])
    return abs(sum(map(Fraction, parts)) - Fraction(total)) > allowed

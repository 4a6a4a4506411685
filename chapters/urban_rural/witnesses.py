"""Second witnesses: what else in print a cell of the paper's tables must agree with.

A table that was typed or copied wrongly cannot be told from its cells alone. But most cells of
Tables 1 to 8 stand in a relation to other printed or official numbers: a ratio to the two
numbers it divides, a column to its total, a mean square to its sum of squares. `witnesses`
lists every such relation and judges it by the intervals that the printed digits stand for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import pandas as pd

from urban_rural import data
from urban_rural.printed import Interval, Number, Printed, Verdict, judge

PROVINCES = 31
GROUPS = 2
INDEX_TABLES = {"table_4": 2015, "table_5": 2016, "table_6": 2015, "table_7": 2016}
"""Tables of the eight consumption types -> the year they describe."""


@dataclass(frozen=True)
class Witness:
    """One relation between printed numbers, and whether it holds.

    table: the table whose cell is judged; place: the cell; relation: what it is judged by;
    printed: the cell; computed: what the relation gives.
    """

    table: str
    place: str
    relation: str
    printed: Printed
    computed: Interval | Number
    verdict: Verdict


def paper_tables() -> dict[str, pd.DataFrame]:
    """Tables 1 to 8 with their cells as printed, by name."""
    loaders = (
        data.table_1,
        data.table_2,
        data.table_3,
        data.table_4,
        data.table_5,
        data.table_6,
        data.table_7,
        data.table_8,
    )
    return {f"table_{n}": loader(as_printed=True) for n, loader in enumerate(loaders, start=1)}


def witnesses(tables: Mapping[str, pd.DataFrame]) -> list[Witness]:
    """Every relation of the tables, judged.

    tables: as `paper_tables` gives them, or another edition of them.
    """
    return [
        Witness(table, place, relation, printed, computed, judge(printed, computed))
        for table, place, relation, printed, computed in _relations(tables)
    ]


Relation: TypeAlias = tuple[str, str, str, Printed, Interval | Number]


def _relations(tables: Mapping[str, pd.DataFrame]) -> Iterator[Relation]:
    yield from _index_and_growth(tables["table_1"])
    yield from _column_sums(tables)
    for name in ("table_2", "table_3"):
        yield from _analysis_of_variance(name, tables[name])
    yield from _table_2_from_observations(tables["table_2"])
    yield from _consumption_types(tables)
    yield from _ratios_printed_twice(tables)
    yield from _residence(tables["table_8"])


def _index_and_growth(table: pd.DataFrame) -> Iterator[Relation]:
    rows = table.set_index("year")
    official = _official_ratios()
    for year, row in rows.iterrows():
        ratio = row["urban_index"] / row["rural_index"]
        yield (
            "table_1",
            f"{year}, ratio",
            "urban index / rural index",
            row["urban_rural_ratio"],
            ratio,
        )
        if row["total_consumption_ratio"] is not None:
            yield (
                "table_1",
                f"{year}, ratio of total consumption",
                "official statistics",
                row["total_consumption_ratio"],
                official[year, "total"],
            )
    for before, after in ((2015, 2016), (2016, 2017)):
        for area in ("urban", "rural"):
            growth = rows.loc[after, f"{area}_index"] / rows.loc[before, f"{area}_index"] - 1
            yield (
                "table_1",
                f"{after}, {area} growth",
                "index / index of the year before - 1",
                rows.loc[after, f"{area}_growth"],
                growth,
            )


def _column_sums(tables: Mapping[str, pd.DataFrame]) -> Iterator[Relation]:
    totals = tables["table_1"].set_index("year")
    for name, year in (("table_4", 2015), ("table_5", 2016)):
        for area in ("urban", "rural"):
            parts = tables[name][f"{area}_index"]
            yield (
                "table_1",
                f"{year}, {area} index",
                f"sum of the types in {_title(name)}",
                totals.loc[year, f"{area}_index"],
                sum(parts),
            )


def _analysis_of_variance(name: str, table: pd.DataFrame) -> Iterator[Relation]:
    freedom = {"between": GROUPS - 1, "within": GROUPS * PROVINCES - GROUPS}
    for outcome, half in table.groupby("outcome", sort=False):
        rows = half.set_index("source")
        for source in ("between", "within"):
            row = rows.loc[source]
            yield (
                name,
                f"{outcome}, {source}, freedom",
                "groups and provinces counted",
                row["degrees_of_freedom"],
                freedom[source],
            )
            yield (
                name,
                f"{outcome}, {source}, mean square",
                "sum of squares / freedom",
                row["mean_square"],
                row["sum_of_squares"] / freedom[source],
            )
        yield (
            name,
            f"{outcome}, between, mean square",
            "the same number, at one degree of freedom",
            rows.loc["between", "mean_square"],
            rows.loc["between", "sum_of_squares"].value,
        )
        f = rows.loc["between", "mean_square"] / rows.loc["within", "mean_square"]
        yield name, f"{outcome}, F", "mean square between / within", rows.loc["between", "f"], f


def _table_2_from_observations(table: pd.DataFrame) -> Iterator[Relation]:
    rows = table[table["outcome"] == "total"].set_index("source")
    for source, value in _sums_of_squares_2015().items():
        yield (
            "table_2",
            f"total, {source}, sum of squares",
            "62 official observations",
            rows.loc[source, "sum_of_squares"],
            value,
        )


def _sums_of_squares_2015() -> dict[str, Fraction]:
    consumption = data.provincial_consumption()
    observed = consumption[consumption["year"] == 2015]
    groups = [
        [Fraction(str(value)) for value in observed[f"{area}_yuan"]] for area in ("urban", "rural")
    ]
    means = [sum(group, Fraction(0)) / len(group) for group in groups]
    grand = sum(means, Fraction(0)) / len(means)
    pairs = list(zip(groups, means, strict=True))
    return {
        "between": sum((len(group) * (mean - grand) ** 2 for group, mean in pairs), Fraction(0)),
        "within": sum(
            ((value - mean) ** 2 for group, mean in pairs for value in group), Fraction(0)
        ),
    }


def _consumption_types(tables: Mapping[str, pd.DataFrame]) -> Iterator[Relation]:
    official = _official_ratios()
    for name, year in INDEX_TABLES.items():
        for kind, row in tables[name].iterrows():
            yield (
                name,
                f"{kind}, ratio",
                "urban index / rural index",
                row["urban_rural_ratio"],
                row["urban_index"] / row["rural_index"],
            )
            yield (
                name,
                f"{kind}, ratio of total consumption",
                "official statistics",
                row["total_consumption_ratio"],
                official[year, kind],
            )


def _ratios_printed_twice(tables: Mapping[str, pd.DataFrame]) -> Iterator[Relation]:
    for first, second in (("table_4", "table_6"), ("table_5", "table_7")):
        for kind, row in tables[second].iterrows():
            again = tables[first].loc[kind, "total_consumption_ratio"]
            yield (
                second,
                f"{kind}, ratio of total consumption",
                f"the same number in {_title(first)}",
                row["total_consumption_ratio"],
                again.value,
            )


def _title(table: str) -> str:
    return table.replace("table_", "Table ")


def _residence(table: pd.DataFrame) -> Iterator[Relation]:
    for row in table.itertuples():
        yield (
            "table_8",
            f"{row.category}, {row.year}, ratio",
            "urban index / rural index",
            row.urban_rural_ratio,
            row.urban_index / row.rural_index,
        )


def _official_ratios() -> dict[tuple[int, str], Interval]:
    """(year, consumption type or "total") -> urban over rural, bounded by the printed decimals."""
    frame = data.national_consumption()
    wide = frame[frame["year"].isin((2015, 2016))].pivot(
        index=["year", "category"], columns="area", values="yuan_per_head"
    )
    names = {official: paper for paper, official in data.CONSUMPTION_TYPES.items()}
    return {
        (year, names.get(category, category)): _tenths(row["urban"]) / _tenths(row["rural"])
        for (year, category), row in wide.iterrows()
    }


def _tenths(yuan: float) -> Interval:
    """The interval of an amount published to a tenth of a yuan."""
    return Printed(f"{yuan:.1f}").interval

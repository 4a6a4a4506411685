"""The eight printed tables, proofread: every cell agrees with another printed or official number.

The cells are read here as text and compared with exact fractions, apart from the package's own
arithmetic. A number printed with two decimals stands for an interval of 0.005 to either side.
"""

import csv
import math
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import pandas as pd
import pytest

from urban_rural import data
from urban_rural.data import CONSUMPTION_TYPES, DATA
from urban_rural.printed import Printed

Bounds = tuple[Fraction, Fraction | float]

LOADERS = [
    data.table_1,
    data.table_2,
    data.table_3,
    data.table_4,
    data.table_5,
    data.table_6,
    data.table_7,
    data.table_8,
]
YEAR_OF = {4: 2015, 5: 2016, 6: 2015, 7: 2016}


def rows(file: str) -> list[dict[str, str]]:
    with open(DATA / file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def table(number: int) -> list[dict[str, str]]:
    return rows(f"paper/table_{number}.csv")


def bounds(printed: str) -> tuple[Fraction, Fraction]:
    half = Fraction(1, 2 * 10 ** len(printed.partition(".")[2]))
    return max(Fraction(printed) - half, Fraction(0)), Fraction(printed) + half


def quotient(over: Bounds, under: Bounds) -> Bounds:
    return over[0] / under[1], over[1] / under[0] if under[0] else math.inf


def meet(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def lies_in(number: Fraction, printed: str) -> bool:
    low, high = bounds(printed)
    return low <= number <= high


def printed_ratios() -> list[tuple[str, str, str, str]]:
    """(where, urban index, rural index, ratio) of Tables 1 and 4 to 8."""
    found = []
    for number in (1, 4, 5, 6, 7):
        for row in table(number):
            where = f"Table {number}, {next(iter(row.values()))}"
            found.append((where, row["urban_index"], row["rural_index"], row["urban_rural_ratio"]))
    for row in table(8):
        for year in (2015, 2016):
            names = ("urban_index", "rural_index", "urban_rural_ratio")
            urban, rural, ratio = (row[f"{name}_{year}"] for name in names)
            found.append((f"Table 8, {row['category']}, {year}", urban, rural, ratio))
    return found


@pytest.mark.parametrize(("where", "urban", "rural", "ratio"), printed_ratios())
def test_every_printed_ratio_is_one_that_the_printed_indices_allow(
    where: str, urban: str, rural: str, ratio: str
) -> None:
    assert meet(quotient(bounds(urban), bounds(rural)), bounds(ratio)), where


@pytest.mark.parametrize("area", ["urban", "rural"])
def test_table_1_prints_the_growth_of_its_indices(area: str) -> None:
    years = table(1)
    for before, after in zip(years, years[1:], strict=False):
        low, high = quotient(bounds(after[f"{area}_index"]), bounds(before[f"{area}_index"]))
        assert meet((low - 1, high - 1), bounds(after[f"{area}_growth"]))


@pytest.mark.parametrize("area", ["urban", "rural"])
@pytest.mark.parametrize(("types", "row"), [(4, 0), (5, 1)])
def test_the_columns_of_tables_4_and_5_add_up_to_table_1(types: int, row: int, area: str) -> None:
    parts = [bounds(cells[f"{area}_index"]) for cells in table(types)]
    total = sum(low for low, _ in parts), sum(high for _, high in parts)
    assert meet(total, bounds(table(1)[row][f"{area}_index"]))


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("outcome", ["total", "jd"])
def test_tables_2_and_3_divide_as_an_analysis_of_variance_does(number: int, outcome: str) -> None:
    between, within = table(number)
    assert between[f"{outcome}_degrees_of_freedom"] == "1"
    assert within[f"{outcome}_degrees_of_freedom"] == "60"
    for row in (between, within):
        low, high = bounds(row[f"{outcome}_sum_of_squares"])
        freedom = int(row[f"{outcome}_degrees_of_freedom"])
        assert meet((low / freedom, high / freedom), bounds(row[f"{outcome}_mean_square"]))
    mean_squares = [bounds(row[f"{outcome}_mean_square"]) for row in (between, within)]
    assert meet(quotient(*mean_squares), bounds(between[f"{outcome}_f"]))
    assert within[f"{outcome}_f"] == ""


def sums_of_squares(
    year: int, instead: dict[tuple[str, str], str] | None = None
) -> tuple[Fraction, Fraction]:
    """Between and within, from the 62 observations; some of them replaced."""
    replaced = instead or {}
    groups = []
    for area in ("urban", "rural"):
        groups.append(
            [
                Fraction(replaced.get((row["province"], area), row[f"{area}_yuan"]))
                for row in rows("official/provincial_consumption.csv")
                if row["year"] == str(year)
            ]
        )
    assert [len(group) for group in groups] == [31, 31]
    everyone = groups[0] + groups[1]
    grand = sum(everyone) / 62
    total = sum((value - grand) ** 2 for value in everyone)
    within = sum(sum(value**2 for value in group) - sum(group) ** 2 / 31 for group in groups)
    return total - within, within


def to_the_cent(number: Fraction) -> Fraction:
    return round(number, 2)


def test_the_left_half_of_table_2_is_reproduced_to_the_cent() -> None:
    between, within = sums_of_squares(2015)
    assert to_the_cent(between) == Fraction("1911551402.25")
    assert to_the_cent(within) == Fraction("1092775874.17")
    assert to_the_cent(between / (within / 60)) == Fraction("104.96")
    printed = table(2)
    assert [row["total_sum_of_squares"] for row in printed] == ["1911551402.25", "1092775874.17"]
    assert printed[0]["total_f"] == "104.96"


def test_table_3_is_not_what_the_official_figures_give() -> None:
    between, within = sums_of_squares(2016)
    assert to_the_cent(between) == Fraction("2171437294.49")
    assert to_the_cent(within) == Fraction("1219411862.69")
    assert to_the_cent(between / (within / 60)) == Fraction("106.84")
    assert not lies_in(between, table(3)[0]["total_sum_of_squares"])
    assert not lies_in(within, table(3)[1]["total_sum_of_squares"])


def inferred() -> dict[tuple[str, str], str]:
    found = rows("paper/inferred_inputs.csv")
    return {(row["province"], row["area"]): row["inferred_yuan"] for row in found}


def test_table_3_is_reproduced_to_the_cent_with_the_three_inferred_inputs() -> None:
    assert inferred() == {
        ("Hubei", "rural"): "10398.3",
        ("Zhejiang", "urban"): "30067.1",
        ("Shanghai", "rural"): "17070.8",
    }
    between, within = sums_of_squares(2016, inferred())
    assert to_the_cent(between) == Fraction("2177827552.78")
    assert to_the_cent(within) == Fraction("1219218706.32")
    assert [row["total_sum_of_squares"] for row in table(3)] == ["2177827552.78", "1219218706.32"]
    assert lies_in(between / (within / 60), table(3)[0]["total_f"])


@pytest.mark.parametrize("number", [0, 1, 2])
def test_no_fewer_of_the_inferred_inputs_reproduce_table_3(number: int) -> None:
    between, within = table(3)
    for places in combinations(inferred(), number):
        found = sums_of_squares(2016, {place: inferred()[place] for place in places})
        assert not (
            lies_in(found[0], between["total_sum_of_squares"])
            and lies_in(found[1], within["total_sum_of_squares"])
        ), places


def test_the_inferred_inputs_name_the_official_values_they_replace() -> None:
    official = {
        (row["province"], area): row[f"{area}_yuan"]
        for row in rows("official/provincial_consumption.csv")
        if row["year"] == "2016"
        for area in ("urban", "rural")
    }
    for row in rows("paper/inferred_inputs.csv"):
        assert row["official_yuan"] == official[row["province"], row["area"]]
        assert (row["certainty"] == "near certain") == (row["province"] == "Hubei")


def official_ratio(year: int, category: str) -> Fraction:
    amount = {
        row["area"]: Fraction(row["yuan_per_head"])
        for row in rows("official/national_consumption_by_category.csv")
        if row["year"] == str(year) and row["category"] == category
    }
    return amount["urban"] / amount["rural"]


def test_official_ratios_agree_with_the_last_columns_but_for_clothing_in_2016() -> None:
    disagree = [
        (number, row["consumption_type"], row["total_consumption_ratio"])
        for number, year in YEAR_OF.items()
        for row in table(number)
        if not lies_in(
            official_ratio(year, CONSUMPTION_TYPES[row["consumption_type"]]),
            row["total_consumption_ratio"],
        )
    ]
    assert disagree == [(5, "Clothing", "3.03"), (7, "Clothing", "3.03")]
    assert to_the_cent(official_ratio(2016, "clothing")) == Fraction("3.02")


def test_official_ratios_agree_with_the_last_column_of_table_1() -> None:
    for row in table(1)[:2]:
        assert lies_in(official_ratio(int(row["year"]), "total"), row["total_consumption_ratio"])
    assert table(1)[2]["total_consumption_ratio"] == "—"


def test_tables_of_one_year_print_the_same_last_column() -> None:
    for one, other in ((4, 6), (5, 7)):
        assert [row["total_consumption_ratio"] for row in table(one)] == [
            row["total_consumption_ratio"] for row in table(other)
        ]


@pytest.mark.parametrize("area", ["urban", "rural"])
def test_no_one_factor_makes_table_8_add_up_to_residence_in_tables_4_and_5(area: str) -> None:
    scales = []
    for year, number in ((2015, 4), (2016, 5)):
        parts = [bounds(row[f"{area}_index_{year}"]) for row in table(8)]
        total = sum(low for low, _ in parts), sum(high for _, high in parts)
        scales.append(quotient(total, bounds(table(number)[2][f"{area}_index"])))
    assert all(96 < low and high < 102 for low, high in scales)
    assert not meet(*scales)


def test_loaders_keep_every_cell_of_the_files_as_printed() -> None:
    for number, loader in enumerate(LOADERS, start=1):
        names = {"year", "category", "consumption_type", "difference_source"}
        cells = [cell for row in table(number) for name, cell in row.items() if name not in names]
        loaded = [
            cell.text
            for cell in loader(as_printed=True).to_numpy().ravel()
            if isinstance(cell, Printed)
        ]
        assert sorted(loaded) == sorted(cell for cell in cells if cell not in ("", "—"))


def test_loaders_give_the_same_numbers_as_printed_and_as_floats() -> None:
    for loader in LOADERS:
        printed, typed = loader(as_printed=True), loader()
        assert list(printed.columns) == list(typed.columns)
        for row, numbers in zip(printed.to_numpy(), typed.to_numpy(), strict=True):
            for cell, number in zip(row, numbers, strict=True):
                if cell is None:
                    assert math.isnan(number)
                else:
                    assert (float(cell.text) if isinstance(cell, Printed) else cell) == number


@pytest.mark.parametrize(("loader", "printed_table"), [(data.table_2, 2), (data.table_3, 3)])
def test_analyses_of_variance_are_laid_out_by_outcome_and_source(
    loader: Callable[..., pd.DataFrame], printed_table: int
) -> None:
    frame = loader().set_index(["outcome", "source"])
    between, within = table(printed_table)
    assert list(frame.index) == [
        ("total", "between"),
        ("total", "within"),
        ("jd", "between"),
        ("jd", "within"),
    ]
    for (outcome, source), row in frame.iterrows():
        cells = between if source == "between" else within
        for name in ("sum_of_squares", "degrees_of_freedom", "mean_square"):
            assert row[name] == float(cells[f"{outcome}_{name}"])


def test_table_8_is_laid_out_by_year_and_category() -> None:
    frame = data.table_8().set_index(["year", "category"])
    for row in table(8):
        for year in (2015, 2016):
            for name in ("urban_index", "rural_index", "urban_rural_ratio"):
                assert frame.loc[(year, row["category"]), name] == float(row[f"{name}_{year}"])


def test_an_index_printed_as_zero_is_not_negative() -> None:
    cell = data.table_5(as_printed=True).loc["Transportation and communications", "urban_index"]
    assert (cell.interval.low, cell.interval.high) == (0, Fraction("0.005"))

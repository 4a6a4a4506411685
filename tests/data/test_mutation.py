"""A wrong digit in Tables 1 to 5 does not go unnoticed, or is on record as one nobody can see."""

import shutil
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest

from urban_rural import data, witnesses
from urban_rural.data import DATA, DataError
from urban_rural.printed import Verdict

LOADERS = {
    "table_1": data.table_1,
    "table_2": data.table_2,
    "table_3": data.table_3,
    "table_4": data.table_4,
    "table_5": data.table_5,
}

UNWITNESSED: dict[tuple[str, str, str], str] = {
    ("table_1", "2015", "urban_index"): "628.0?",
    ("table_1", "2015", "rural_index"): "198.3?",
    ("table_1", "2016", "urban_index"): "812.4?",
    ("table_1", "2016", "rural_index"): "359.6?",
    ("table_1", "2017", "urban_index"): "106?.??",
    ("table_1", "2017", "rural_index"): "52?.??",
    ("table_2", "In group", "jd_sum_of_squares"): "39178782.??",
    ("table_3", "In group", "total_sum_of_squares"): "1219218706.??",
    ("table_3", "In group", "jd_sum_of_squares"): "46149228.??",
    ("table_4", "Clothing", "urban_index"): "145.2?",
    ("table_4", "Clothing", "rural_index"): "59.7?",
    ("table_4", "Food", "urban_index"): "27.5?",
    ("table_4", "Food", "rural_index"): "8.3?",
    ("table_4", "Residence", "urban_index"): "31.2?",
    ("table_4", "Residence", "rural_index"): "13.7?",
    ("table_4", "Household facilities, articles and services", "urban_index"): "399.2?",
    ("table_4", "Household facilities, articles and services", "rural_index"): "108.5?",
    ("table_4", "Transportation and communications", "urban_index"): "0.1?",
    ("table_4", "Transportation and communications", "urban_rural_ratio"): "?.??",
    ("table_4", "Education, culture and recreation", "urban_index"): "6.3?",
    ("table_4", "Education, culture and recreation", "rural_index"): "1.3?",
    ("table_4", "Education, culture and recreation", "urban_rural_ratio"): "4.7?",
    ("table_4", "Health care and medical services", "urban_index"): "16.2?",
    ("table_4", "Health care and medical services", "rural_index"): "6.0?",
    ("table_4", "Miscellaneous goods and services", "urban_index"): "2.0?",
    ("table_4", "Miscellaneous goods and services", "rural_index"): "0.3?",
    ("table_4", "Miscellaneous goods and services", "urban_rural_ratio"): "5.??",
    ("table_5", "Clothing", "urban_index"): "199.7?",
    ("table_5", "Clothing", "rural_index"): "104.1?",
    ("table_5", "Food", "urban_index"): "46.0?",
    ("table_5", "Food", "rural_index"): "18.7?",
    ("table_5", "Residence", "urban_index"): "42.3?",
    ("table_5", "Residence", "rural_index"): "25.8?",
    ("table_5", "Household facilities, articles and services", "urban_index"): "484.0?",
    ("table_5", "Household facilities, articles and services", "rural_index"): "195.8?",
    ("table_5", "Transportation and communications", "urban_index"): "0.0?",
    ("table_5", "Transportation and communications", "urban_rural_ratio"): "??.??",
    ("table_5", "Education, culture and recreation", "urban_index"): "8.7?",
    ("table_5", "Education, culture and recreation", "rural_index"): "2.2?",
    ("table_5", "Education, culture and recreation", "urban_rural_ratio"): "3.8?",
    ("table_5", "Health care and medical services", "urban_index"): "22.2?",
    ("table_5", "Health care and medical services", "rural_index"): "10.2?",
    ("table_5", "Miscellaneous goods and services", "urban_index"): "9.1?",
    ("table_5", "Miscellaneous goods and services", "rural_index"): "2.4?",
    ("table_5", "Miscellaneous goods and services", "urban_rural_ratio"): "3.7?",
}
"""(table, row, column) -> the cell with every digit marked "?" that can be changed to some other
digit without contradicting any other printed or official number."""


def failures(tables: dict[str, pd.DataFrame]) -> set[tuple[str, str, str]]:
    return {
        (found.table, found.place, found.relation)
        for found in witnesses.witnesses(tables)
        if found.verdict is Verdict.DOES_NOT_HOLD
    }


def unseen_digits(table: str, copy: Path) -> dict[tuple[str, str, str], str]:
    """The digits of a table's cells that can be changed without any check failing anew."""
    tables = witnesses.paper_tables()
    known = failures(tables)
    original = pd.read_csv(DATA / "paper" / f"{table}.csv", dtype=str, keep_default_na=False)
    target = copy / "paper" / f"{table}.csv"
    unseen: dict[tuple[str, str, str], str] = {}
    for row in original.index:
        for column in original.columns:
            text = original.loc[row, column]
            marked = list(text)
            for place, digit in enumerate(text):
                others = [other for other in "0123456789" if digit.isdigit() and other != digit]
                for other in others:
                    changed = original.copy()
                    changed.loc[row, column] = text[:place] + other + text[place + 1 :]
                    changed.to_csv(target, index=False)
                    try:
                        edition = LOADERS[table](as_printed=True, folder=copy)
                    except DataError:
                        continue
                    if failures({**tables, table: edition}) == known:
                        marked[place] = "?"
                        break
            if marked != list(text):
                unseen[table, original.iloc[row, 0], column] = "".join(marked)
    return unseen


@pytest.mark.parametrize("table", LOADERS)
def test_every_digit_has_a_second_witness_or_is_listed(table: str, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    listed = {cell: marks for cell, marks in UNWITNESSED.items() if cell[0] == table}
    assert unseen_digits(table, copy) == listed


def test_the_list_of_unwitnessed_digits_is_short() -> None:
    digits: dict[str, int] = defaultdict(int)
    for table in LOADERS:
        text = (DATA / "paper" / f"{table}.csv").read_text(encoding="utf-8").partition("\n")[2]
        digits[table] = sum(letter.isdigit() for letter in text)
    unseen = sum(marks.count("?") for marks in UNWITNESSED.values())
    assert unseen < 0.25 * sum(digits.values())

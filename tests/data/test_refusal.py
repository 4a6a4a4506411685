"""A file that is not what it must be is refused, and the message says where to look."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from urban_rural import data
from urban_rural.data import DATA, DataError

PROVINCES = "official/provincial_consumption.csv"
TABLE_1 = "paper/table_1.csv"
TABLE_4 = "paper/table_4.csv"
USERS = "official/internet_users.csv"
PROSE = "paper/prose.csv"

LOADERS: dict[str, Callable[..., pd.DataFrame]] = {
    PROVINCES: data.provincial_consumption,
    TABLE_1: data.table_1,
    TABLE_4: data.table_4,
    USERS: data.internet_users,
    PROSE: data.prose,
}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def replaced(old: str, new: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert text.count(old) == 1
        return text.replace(old, new)

    return edit


def without_line(number: int) -> Callable[[str], str]:
    def edit(text: str) -> str:
        lines = text.splitlines(keepends=True)
        return "".join(lines[: number - 1] + lines[number:])

    return edit


def repeated_line(number: int) -> Callable[[str], str]:
    return lambda text: text + text.splitlines(keepends=True)[number - 1]


HTML = '<!DOCTYPE html>\n<html lang="en"><body>404, not found</body></html>\n'

BROKEN = {
    "a word for a number": (
        PROVINCES,
        replaced("2015,Beijing,36642.0", "2015,Beijing,many"),
        ["row 2", "column urban_yuan", "'many'", "a number from 1000 to 200000"],
    ),
    "the letter O for a zero": (
        TABLE_4,
        replaced("27.53,8.39", "27.53,8.3O"),
        ["row 3", "column rural_index", "'8.3O'", "a number with 2 decimals"],
    ),
    "a lost decimal": (
        TABLE_1,
        replaced("1064.70", "1064.7"),
        ["row 4", "column urban_index", "'1064.7'", "a number with 2 decimals"],
    ),
    "a negative value": (
        PROVINCES,
        replaced("2016,Gansu,19539.2", "2016,Gansu,-19539.2"),
        ["row 60", "column urban_yuan", "'-19539.2'", "a number from 1000 to 200000"],
    ),
    "a share above 100 percent": (
        USERS,
        replaced("854.0,61.2", "854.0,612"),
        ["row 16", "column penetration_percent", "'612'", "a number from 0 to 100"],
    ),
    "a missing column": (
        TABLE_4,
        lambda text: "\n".join(line.rpartition(",")[0] for line in text.split("\n")),
        ["row 1", "column total_consumption_ratio", "missing", "expected the columns"],
    ),
    "an extra column": (
        TABLE_1,
        lambda text: text.replace("\n", ",2\n"),
        ["row 1", "column 8", "'2'", "expected the columns"],
    ),
    "exchanged columns": (
        TABLE_1,
        replaced("urban_index,rural_index", "rural_index,urban_index"),
        ["row 1", "rural_index, urban_index", "in this order"],
    ),
    "a duplicated row": (
        PROVINCES,
        repeated_line(2),
        ["row 64", "column year, province", "'2015, Beijing'", "a key that no other row has"],
    ),
    "a missing province": (
        PROVINCES,
        without_line(18),
        ["row missing", "column year, province", "'2015, Hubei'", "expected at least one row"],
    ),
    "an unknown province": (
        PROVINCES,
        replaced("2015,Tibet", "2015,Xizang"),
        ["row 27", "column province", "'Xizang'", "one of 'Beijing', "],
    ),
    "a missing year": (
        "official/national_income.csv",
        without_line(4),
        ["row missing", "column year", "'2015'", "expected at least one row"],
    ),
    "an unknown evidence mark": (
        USERS,
        replaced('41351.htm"\n', '41351.htm"\n2004-12,94.0,7.2,,,20.0,2.5,seen,,,\n'),
        ["row 4", "column evidence", "'seen'", "one of 'confirmed', 'checksum', 'identity'"],
    ),
    "a row read nowhere": (
        "official/express_parcels.csv",
        replaced("2010,2.34,unconfirmed", "2010,2.34,read"),
        ["row 2", "column seen_at", "''", "an address where a row marked 'confirmed'"],
    ),
    "a confirmation without its day": (
        "official/express_parcels.csv",
        replaced("2010,2.34,unconfirmed,", "2010,2.34,confirmed,"),
        ["row 2", "column confirmed_on", "''", "a day such as 2026-03-01 where the row is marked"],
    ),
    "a day without a confirmation": (
        "official/express_parcels.csv",
        replaced("2010,2.34,unconfirmed,", "2010,2.34,unconfirmed,2026-03-01"),
        ["row 2", "column confirmed_on", "'2026-03-01'", "else blank"],
    ),
    "a confirmation without its address": (
        "official/express_parcels.csv",
        replaced("2010,2.34,unconfirmed,", "2010,2.34,confirmed,2026-03-01"),
        ["row 2", "column seen_at", "''", "an address where a row marked 'confirmed', 'read'"],
    ),
    "a derivation without its way": (
        "official/express_parcels.csv",
        replaced("2010,2.34,unconfirmed", "2010,2.34,derived"),
        ["row 2", "column note", "''", "how a row marked 'derived' was computed"],
    ),
    "a row cut off": (
        PROVINCES,
        lambda text: text[: text.index("2016,Hubei") + 15],
        ["row 49", "'2016,Hubei,2004' is cut off", "expected the end of a line"],
    ),
    "rows cut off": (
        TABLE_4,
        lambda text: text[: text.index("Residence")],
        ["row missing", "column consumption_type", "'Residence'", "expected at least one row"],
    ),
    "an unclosed quotation mark": (
        TABLE_4,
        lambda text: text[: text.index("articles")],
        ["row 5", "unexpected end of data", "expected comma-separated values"],
    ),
    "a row with too many cells": (
        TABLE_1,
        replaced("812.43", "812,43"),
        ["row 3", "'2016, 812, 43, 359.64", "has 8 cells", "expected 7"],
    ),
    "a web page": (TABLE_1, lambda _: HTML, ["row 1", "'<!DOCTYPE html>'", "expected the columns"]),
    "an empty file": (TABLE_1, lambda _: "", ["row 1", "column year", "expected the columns"]),
    "a heading alone": (
        PROSE,
        lambda text: text.splitlines(keepends=True)[0],
        ["row missing", "column section", "'3.2'", "expected at least one row"],
    ),
    "a number that its quotation does not hold": (
        PROSE,
        replaced("61.2%,61.2,", "61.2%,62.1,"),
        ["row 5", "column printed", "'62.1'", "a number that the quotation holds"],
    ),
    "a qualifier that its quotation does not hold": (
        PROSE,
        replaced("61.2%,61.2,,", "61.2%,61.2,about,"),
        ["row 5", "column qualifier", "'about'", "words of the quotation"],
    ),
    "a long quotation": (
        PROSE,
        replaced("the Internet penetration rate reached", "a " * 12 + "b rate reached"),
        ["row 5", "column quotation", "1 to 15 words"],
    ),
}


@pytest.mark.parametrize(("file", "edit", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_refused_with_row_column_value_and_what_was_expected(
    edition: Path, file: str, edit: Callable[[str], str], expected: list[str]
) -> None:
    path = edition / file
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    load = (
        LOADERS.get(file)
        or {
            "official/national_income.csv": data.national_income,
            "official/express_parcels.csv": data.parcels,
        }[file]
    )
    with pytest.raises(DataError) as refused:
        load(folder=edition)
    for part in [file, *expected]:
        assert part in str(refused.value)


def test_a_missing_file_is_named(edition: Path) -> None:
    (edition / PROVINCES).unlink()
    with pytest.raises(DataError, match="provincial_consumption.csv is refused:\n  no such file"):
        data.provincial_consumption(folder=edition)


def test_bytes_that_are_not_utf_8_are_named(edition: Path) -> None:
    path = edition / TABLE_1
    path.write_bytes(path.read_bytes().replace("—".encode(), "—".encode("gbk"), 1))
    with pytest.raises(DataError, match=r"row 2: bytes b'.*'; expected UTF-8"):
        data.table_1(folder=edition)


def test_all_problems_of_a_file_are_listed_the_first_ten_of_them(edition: Path) -> None:
    path = edition / PROVINCES
    path.write_text(path.read_text(encoding="utf-8").replace(".", ","), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        data.provincial_consumption(folder=edition)
    lines = str(refused.value).splitlines()
    assert len(refused.value.problems) == 62
    assert len(lines) == 12 and lines[-1].strip() == "and 52 more"


def test_problems_are_listed_in_the_order_of_the_rows(edition: Path) -> None:
    path = edition / TABLE_4
    broken = path.read_text(encoding="utf-8").replace("8.39", "8,39x".replace(",", "."))
    path.write_text(broken.replace("Clothing,145.22", "Clothes,145.22"), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        data.table_4(folder=edition)
    assert [problem.partition(",")[0] for problem in refused.value.problems] == [
        "row 2",
        "row 3",
        "row missing",
    ]


def test_another_edition_of_the_data_is_read_from_its_own_folder(edition: Path) -> None:
    path = edition / TABLE_1
    path.write_text(path.read_text(encoding="utf-8").replace("3.17", "3.18"), encoding="utf-8")
    assert data.table_1(folder=edition).loc[0, "urban_rural_ratio"] == 3.18
    assert data.table_1().loc[0, "urban_rural_ratio"] == 3.17


def test_a_loaded_table_can_be_changed_without_changing_the_next() -> None:
    first = data.provincial_consumption()
    first.loc[0, "province"] = "nowhere"
    assert data.provincial_consumption().loc[0, "province"] == "Beijing"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cell=st.text(st.characters(exclude_characters='\r\n",', exclude_categories=["Cs"]))
    | st.sampled_from(["nan", "inf", "1e3", "１.50", "1_0.00", " 1.00", "+1.00", ".50", "1."])
)
def test_no_text_but_a_printed_number_passes_as_an_index(edition: Path, cell: str) -> None:
    path = edition / TABLE_4
    text = (DATA / TABLE_4).read_text(encoding="utf-8").replace("27.53", cell)
    path.write_text(text, encoding="utf-8", newline="")
    whole, point, decimals = cell.partition(".")
    if point and len(decimals) == 2 and whole and set(whole + decimals) <= set("0123456789"):
        assert data.table_4(folder=edition).loc["Food", "urban_index"] == float(cell)
    else:
        with pytest.raises(DataError, match="row 3, column urban_index"):
            data.table_4(folder=edition)

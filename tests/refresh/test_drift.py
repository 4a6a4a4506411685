"""What the drift report says, and that nothing is taken over but what a person accepts."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from publishers import Fault

from urban_rural import data

ROOT = Path(__file__).parents[2]
TODAY = f"{datetime.now(UTC):%Y-%m-%d}"
BUREAU = "https://data.stats.gov.cn/dg/website/page.html#/pc/national/yearData"


def population(refresh: Any) -> dict[tuple[str, str], dict[str, str]]:
    cells = data.cells("official/population.csv", folder=refresh.data)
    return {(row["year"], row["vintage"]): row for row in cells.to_dict("records")}


def set_population(refresh: Any, year: str, **ten_thousands: float) -> None:
    labels = {"total": "年末总人口(万人)", "urban": "城镇人口(万人)", "rural": "乡村人口(万人)"}
    for part, figure in ten_thousands.items():
        refresh.server.content.nation["人口 > 总人口"][labels[part]][year] = str(figure)


def test_nothing_is_replaced_without_being_told(refresh: Any) -> None:
    before = refresh.files()
    set_population(refresh, "2026", total=140000, urban=95500, rural=44500)
    code, printed = refresh()
    assert code == 0
    assert refresh.files() == before
    assert "Nothing was replaced." in printed
    assert "To take new rows and confirmations: make refresh ACCEPT=1 SERIES=" in printed


def test_each_series_shows_its_progress(refresh: Any) -> None:
    _, printed = refresh("national_income", "provincial_consumption", "world_bank_internet")
    for series, publisher, requests in (
        ("national_income", "National Bureau of Statistics of China", 3),
        ("provincial_consumption", "National Bureau of Statistics of China", 2),
    ):
        for number in range(1, requests + 1):
            step = rf"\({number} of {requests}\)"
            assert re.search(rf"^{series} +asking {publisher} {step}$", printed, re.M)
        assert len(re.findall(rf"^{series} +[0-9]+ figures, [0-9.]+ s$", printed, re.M)) == requests
    assert re.search("^world_bank_internet +asking World Bank$", printed, re.M)


def test_agreeing_rows_are_confirmed_with_day_and_address(refresh: Any) -> None:
    old = population(refresh)
    code, printed = refresh("population", "--accept")
    assert code == 0
    assert re.search(r"confirmed, equal to rounding: 21 rows, 2005 to 2025 \(revised\)", printed)
    assert "not in the answer: 9 rows, 2011 to 2019 (first published)" in printed
    for key, row in population(refresh).items():
        if key[1] == "revised":
            assert (row["evidence"], row["confirmed_on"]) == ("confirmed", TODAY)
            assert row["seen_at"] == " ".join(filter(None, [old[key]["seen_at"], BUREAU]))
            assert row["note"] == old[key]["note"]
            figures = [name for name in row if name.endswith(("million", "percent"))]
            assert [row[name] for name in figures] == [old[key][name] for name in figures]
        else:
            assert row == old[key]
    data.verify(folder=refresh.data)
    assert data.record("population", folder=refresh.data)["evidence"] == {
        "confirmed": 21,
        "unconfirmed": 9,
    }


def test_all_series_of_the_bureau_are_confirmed_where_it_agrees(refresh: Any) -> None:
    assert refresh("--accept")[0] == 0
    for name, count in (
        ("national_income", 13),
        ("provincial_consumption", 62),
        ("provincial_income_2016", 31),
    ):
        assert data.record(name, folder=refresh.data)["evidence"] == {"confirmed": count}


def test_new_rows_are_taken_in_their_places_once_accepted(refresh: Any) -> None:
    """Of the categories of urban residents the file has none for 2024 and 2025."""
    table = refresh.server.content.nation["人民生活 > 城镇居民人均支出情况"]
    for year in ("2024", "2025"):
        total = float(table["城镇居民人均消费支出(元)"][year])
        for label in table:
            table[label].setdefault(year, str(total / 8))
    code, printed = refresh("national_consumption_by_category", "--accept")
    assert "new: 16 rows, 2024 to 2025 (8 series)" in printed
    cells = data.cells("official/national_consumption_by_category.csv", folder=refresh.data)
    rows = cells[(cells["year"] == "2024") & (cells["area"] == "urban")]
    year_before = cells[(cells["year"] == "2023") & (cells["area"] == "urban")]
    assert list(rows["category"]) == list(year_before["category"])
    new = rows[rows["category"] != "total"]
    assert set(new["yuan_per_head"]) == {f"{total_of_2024(rows) / 8:.1f}".removesuffix(".0")}
    assert set(new["evidence"]) == {"confirmed"} and set(new["confirmed_on"]) == {TODAY}
    assert set(new["seen_at"]) == {BUREAU}
    assert cells["year"].is_monotonic_increasing


def total_of_2024(rows: pd.DataFrame) -> float:
    return float(rows.set_index("category").loc["total", "yuan_per_head"])


def test_the_record_follows_what_was_taken(refresh: Any) -> None:
    assert refresh("world_bank_population", "--accept")[0] == 0
    for code, (_, values) in refresh.server.content.indicators.items():
        values[2025] = {"SP.POP.TOTL": 1.3e9, "SP.URB.TOTL": 9e8, "SP.RUR.TOTL": 4e8}.get(code)
    _, printed = refresh("world_bank_population", "--accept")
    assert "new: 1 row, 2025" in printed
    record = data.record("world_bank_population", folder=refresh.data)
    assert record["years"] == list(range(2000, 2026)) and record["evidence"] == {"confirmed": 26}


def test_a_differing_row_is_reported_and_never_silently_taken(refresh: Any) -> None:
    old = population(refresh)["2017", "revised"]
    set_population(refresh, "2017", urban=84200, rural=55811)
    code, printed = refresh("population", "--accept")
    assert code == 3
    assert f"2017,revised: urban_million {old['urban_million']} ({old['evidence']})" in printed
    assert "the publisher gives 842.00" in printed
    assert "Left as they were, because they differ" in printed
    assert population(refresh)["2017", "revised"] == old
    assert population(refresh)["2018", "revised"]["evidence"] == "confirmed"


def test_a_differing_row_is_taken_when_named_and_keeps_what_it_was(refresh: Any) -> None:
    old = population(refresh)["2017", "revised"]
    total = round(float(old["total_million"]) * 100)
    set_population(refresh, "2017", urban=84200, rural=total - 84200)
    _, printed = refresh("population")
    assert 'make refresh ACCEPT=1 SERIES=population TAKE="population:2017,revised"' in printed
    code, _ = refresh("population", "--accept", "--take", "population:2017,revised")
    assert code == 0
    row = population(refresh)["2017", "revised"]
    assert row["urban_million"] == "842.00" and row["evidence"] == "confirmed"
    assert f"until {TODAY}: urban_million {old['urban_million']}" in row["note"]
    assert row["note"].startswith(old["note"])


def test_only_a_row_that_differs_can_be_named(refresh: Any) -> None:
    before = refresh.files()
    code, printed = refresh("population", "--accept", "--take", "population:1999,revised")
    assert code == 1 and "population:1999,revised: not a row that differs" in printed
    assert refresh.files() == before


@pytest.mark.parametrize(("tenth", "differs"), [(0.4, False), (0.6, True)])
def test_rounding_is_no_difference(tenth: float, differs: bool, refresh: Any) -> None:
    row = refresh.server.content.nation["人口 > 总人口"]["年末总人口(万人)"]
    row.update({year: str(float(figure) + tenth) for year, figure in row.items()})
    rural = refresh.server.content.nation["人口 > 总人口"]["乡村人口(万人)"]
    rural.update({year: str(float(figure) + tenth) for year, figure in rural.items()})
    code, printed = refresh("population")
    assert code == (3 if differs else 0)
    assert ("differs by more than rounding: 42 figures" in printed) == differs


def test_a_broken_identity_is_reported_and_its_rows_are_left_alone(refresh: Any) -> None:
    old = population(refresh)["2012", "revised"]
    set_population(refresh, "2012", rural=62500)
    code, printed = refresh("population", "--accept", "--take", "population:2012,revised")
    assert code == 1 and "breaks no identity" in printed
    code, printed = refresh("population", "--accept")
    assert code == 3
    assert "breaks an identity: 1 times" in printed
    assert re.search("2012,revised: urban .* and rural 625.00 do not make total", printed)
    assert population(refresh)["2012", "revised"] == old
    assert population(refresh)["2013", "revised"]["evidence"] == "confirmed"


def test_a_new_row_that_breaks_an_identity_is_not_taken(refresh: Any) -> None:
    refresh("world_bank_population", "--accept")
    before = data.cells("official/world_bank_population.csv", folder=refresh.data)
    for code, (_, values) in refresh.server.content.indicators.items():
        values[2025] = {"SP.POP.TOTL": 1.3e9, "SP.URB.TOTL": 9e8, "SP.RUR.TOTL": 3e8}.get(code)
    exit_code, printed = refresh("world_bank_population", "--accept")
    assert exit_code == 3 and "2025: urban 900 and rural 300 do not make total 1300" in printed
    assert data.cells("official/world_bank_population.csv", folder=refresh.data).equals(before)


def test_categories_that_do_not_make_the_total_are_reported(refresh: Any) -> None:
    table = refresh.server.content.nation["人民生活 > 农村居民人均支出情况"]
    table["农村居民人均居住支出(元)"]["2015"] = "2926.2"
    code, printed = refresh("national_consumption_by_category")
    assert code == 3
    assert "2015, rural: the categories make 10222.7, the total is 9222.6" in printed


def test_a_row_that_the_answer_has_in_part_is_not_confirmed(refresh: Any) -> None:
    table = refresh.server.content.nation["人民生活 > 农村居民人均收入情况"]
    table["农村居民人均可支配收入(元)"].pop("2025")
    _, printed = refresh("national_income", "--accept")
    assert "agrees as far as figures were given, so not confirmed: 1 row, 2025" in printed
    income = data.cells("official/national_income.csv", folder=refresh.data)
    assert list(income[income["evidence"] != "confirmed"]["year"]) == ["2025"]


def test_a_row_confirmed_once_must_be_in_the_next_answer(refresh: Any) -> None:
    refresh("population", "--accept")
    before = refresh.files()
    for row in refresh.server.content.nation["人口 > 总人口"].values():
        row.pop("2025")
    code, printed = refresh("population", "--accept")
    assert code == 1 and refresh.files() == before
    assert "lacks 1 rows that an earlier one had (2025 revised): it was cut off" in printed


def test_the_first_refresh_creates_the_files_of_the_world_bank(refresh: Any) -> None:
    code, printed = refresh("world_bank_internet", "world_bank_population", "--accept")
    assert code == 0 and "a new file: no refresh has brought it yet" in printed
    data.verify(folder=refresh.data)
    frame = data.world_bank_population(folder=refresh.data)
    assert list(frame["year"]) == list(range(2000, 2025))
    assert frame.loc[0, ["total_million", "urban_million", "rural_million"]].to_list() == [
        1300,
        500,
        800,
    ]
    assert set(frame["evidence"]) == {"confirmed"} and set(frame["confirmed_on"]) == {TODAY}
    internet = data.world_bank_internet(folder=refresh.data)
    assert internet.loc[0, "individuals_using_the_internet_percent"] == 1.25
    assert (
        internet["fixed_broadband_subscriptions_per_100_people"].isna().sum() == 1
    )  # blank as sent
    record = data.record("world_bank_population", folder=refresh.data)
    assert record["publisher"] == "World Bank" and record["licence_note"].startswith("CC BY 4.0")
    descriptor = json.loads((refresh.data / "datapackage.json").read_text(encoding="utf-8"))
    assert {"title": "World Bank", "path": "https://data.worldbank.org/"} in descriptor["sources"]
    assert refresh("world_bank_population", "--accept")[0] == 0  # and again, now that it is there


def test_files_that_wait_for_the_first_refresh_say_so(refresh: Any) -> None:
    if not (data.DATA / "official/world_bank_internet.csv").exists():
        with pytest.raises(data.DataError, match="`make refresh ACCEPT=1` brings it"):
            data.world_bank_internet()


def test_what_was_sent_is_kept_and_the_record_holds_its_checksum(refresh: Any) -> None:
    refresh("population", "--accept")
    [folder] = (refresh.data / ".raw").iterdir()
    assert folder.name.startswith(TODAY)
    answers = data.record("population", folder=refresh.data)["answers"]
    kept = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    assert [a["sha256"] for a in answers] == [k["sha256"] for k in kept]
    for entry in kept:
        content = (folder / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert answers[-1]["address"].endswith("/external/stream/esData")


def test_data_that_are_not_as_their_records_say_are_not_refreshed(refresh: Any) -> None:
    path = refresh.data / "official/population.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("1347.35", "1347.36"), encoding="utf-8"
    )
    code, printed = refresh("population")
    assert code == 1 and "so nothing was asked" in printed
    assert refresh.server.asked == []


def test_an_unknown_series_is_answered_with_those_there_are(refresh: Any) -> None:
    code, printed = refresh("populations")
    assert code == 1 and "no series populations. There are: population, national_income" in printed


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_an_interruption_while_asking_leaves_the_data_as_they_were(refresh: Any) -> None:
    refresh.server.fault = Fault("slow", seconds=20)
    before = refresh.files()
    with subprocess.Popen(
        [refresh.python, "chapters/refresh", "population", "--accept", "--data", str(refresh.data)],
        cwd=ROOT,
        env={**os.environ, **refresh.server.environment},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        while not any("esData" in address for address in refresh.server.asked):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate()
    assert process.returncode == 130
    assert "Interrupted. The data are as they were." in printed
    assert refresh.files() == before

"""However a publisher misbehaves: a clear message with what to do, an exit code that is not
zero, and the data as they were. The clients are the real ones."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from publishers import PAGE, Fault  # loaded by conftest.py

ROOT = Path(__file__).parents[2]
CLIENTS = {"bureau": "population", "World Bank": "world_bank_population"}

TRANSPORT = {
    "unreachable": (Fault("unreachable"), "cannot be reached", "Check the network connection"),
    "hangs up": (Fault("hangs up"), "cannot be reached", "Check the network connection"),
    "slow": (Fault("slow", seconds=2.5), "took longer than 1 s", "allow more time: --patience 4"),
    "busy": (Fault("busy"), "answers with status 503", "try again later"),
    "malformed": (Fault("malformed"), "The answer is malformed", "try again later"),
    "cut off": (Fault("cut off"), "The answer is cut off", "try again later"),
    "broken off": (Fault("broken off"), "broke off half-way", "try again later"),
    "a web page": (Fault("web page"), "sent a web page instead of data", "in a browser"),
    "a web page at once": (
        Fault("web page", data_only=False),
        "sent a web page instead of data",
        "in a browser",
    ),
}


def changed(old: str, new: str) -> Fault:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return Fault("changed", change=change, data_only=False if old == "i_showname" else True)


def in_other_unit(refresh: Any) -> None:
    for row in refresh.server.content.nation["人口 > 总人口"].values():
        row.update({year: str(float(value) * 10_000) for year, value in row.items()})


def in_thousands(refresh: Any) -> None:
    for _, values in refresh.server.content.indicators.values():
        values.update({year: value / 1000 for year, value in values.items() if value})


def without_years(*years: int) -> Any:
    def change(refresh: Any) -> None:
        for row in refresh.server.content.nation["人口 > 总人口"].values():
            for year in years:
                row.pop(str(year))
        for _, values in refresh.server.content.indicators.values():
            for year in years:
                values.pop(year, None)

    return change


def with_label(old: str, new: str) -> Any:
    def change(refresh: Any) -> None:
        table = refresh.server.content.nation["人口 > 总人口"]
        table[new] = table.pop(old)

    return change


def with_path(refresh: Any) -> None:
    nation = refresh.server.content.nation
    nation["人口 > 人口总数"] = nation.pop("人口 > 总人口")


def with_name(refresh: Any) -> None:
    indicators = refresh.server.content.indicators
    indicators["SP.RUR.TOTL"] = ("Rural population (thousands)", indicators["SP.RUR.TOTL"][1])


def with_a_province_less(refresh: Any) -> None:
    for _, table in refresh.server.content.provinces.values():
        table.pop("湖北省", None)


def empty(refresh: Any) -> None:
    for row in refresh.server.content.nation["人口 > 总人口"].values():
        row.clear()


CONTENT = {
    "another unit, said so": (
        "population",
        with_label("乡村人口(万人)", "乡村人口(亿人)"),
        ["gives '乡村人口(亿人)'; expected '乡村人口(万人)': the unit has changed", "its scale"],
    ),
    "another unit, not said": (
        "population",
        in_other_unit,
        ["the answer is about 1e+04 times what official/population.csv holds", "mend the scale"],
    ),
    "another unit of a new file": (
        "world_bank_population",
        in_thousands,
        ["column total_million: '1.3'; expected a number from 1000 to 2000", "the unit may be"],
    ),
    "a renamed column": (
        "population",
        with_label("城镇人口(万人)", "城镇常住人口(万人)"),
        ["has no '城镇人口(万人)'", "The nearest: 城镇常住人口(万人)", "enter its new name"],
    ),
    "a renamed table": (
        "population",
        with_path,
        ["has no '总人口'", "The nearest: 人口总数", "enter its new name or path"],
    ),
    "a renamed indicator": (
        "world_bank_population",
        with_name,
        ["calls SP.RUR.TOTL 'Rural population (thousands)'; expected 'Rural population'", "unit"],
    ),
    "years cut off at the beginning": (
        "population",
        without_years(*range(2005, 2015)),
        ["has no total_million, revised for 2005, 2006", "it was cut off", "Try again later"],
    ),
    "years cut off at the end of a new file": (
        "world_bank_population",
        without_years(*range(2015, 2025)),
        ["row missing, column year: '2015'", "the answer cut off"],
    ),
    "a year missing amid others": (
        "world_bank_population",
        without_years(2012),
        ["has no total_million for 2012: it was cut off", "Try again later"],
    ),
    "a province missing": (
        "provincial_consumption",
        with_a_province_less,
        ["lacks 1 of 31 provinces, 湖北省 among them", "compare the names"],
    ),
    "no figure at all": (
        "population",
        empty,
        ["came without a single figure", "Try again later"],
    ),
}
FIELDS = {
    "the bureau renames a field": ("population", changed('"values"', '"figures"')),
    "the bureau renames the years": ("population", changed('年"', '年度"')),
    "the World Bank renames a field": ("world_bank_population", changed('"variable"', '"axis"')),
    "the World Bank leaves a field out": ("world_bank_population", changed('"total"', '"all"')),
}


def assert_refused(refresh: Any, before: dict[str, bytes], code: int, printed: str) -> None:
    assert code == 1
    assert refresh.files() == before
    assert "Nothing was replaced: the data are as they were." in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("kind", TRANSPORT)
def test_an_answer_that_cannot_be_used_is_refused(kind: str, client: str, refresh: Any) -> None:
    fault, what, remedy = TRANSPORT[kind]
    refresh.server.fault = Fault(**vars(fault))
    before = refresh.files()
    patience = ["--patience", "1"] if kind == "slow" else []
    code, printed = refresh(CLIENTS[client], "--accept", *patience)
    assert_refused(refresh, before, code, printed)
    assert "attempt 1 of 2 failed; again in 0.05 s" in printed
    assert what in printed and remedy in printed


@pytest.mark.parametrize("kind", CONTENT)
def test_a_content_that_cannot_be_right_is_refused(kind: str, refresh: Any) -> None:
    series, change, expected = CONTENT[kind]
    change(refresh)
    before = refresh.files()
    code, printed = refresh(series, "--accept")
    assert_refused(refresh, before, code, printed)
    for words in expected:
        assert words in printed


@pytest.mark.parametrize("kind", FIELDS)
def test_a_renamed_field_is_refused(kind: str, refresh: Any) -> None:
    series, refresh.server.fault = FIELDS[kind]
    before = refresh.files()
    code, printed = refresh(series, "--accept")
    assert_refused(refresh, before, code, printed)
    assert any(
        words in printed
        for words in ("a field was renamed or left out", "is headed", "not built as the client")
    )


@pytest.mark.parametrize("series", CLIENTS.values())
def test_a_passing_fault_is_overcome_by_another_attempt(series: str, refresh: Any) -> None:
    refresh.server.fault = Fault("busy", times=1)
    code, printed = refresh(series)
    assert code == 0
    assert (
        "attempt 1 of 2 failed; again in 0.05 s. The publisher answers with status 503" in printed
    )
    assert "figures, " in printed


def test_one_failure_keeps_all_out_and_says_how_to_go_on(refresh: Any) -> None:
    with_name(refresh)
    before = refresh.files()
    code, printed = refresh("population", "world_bank_population", "--accept")
    assert_refused(refresh, before, code, printed)
    assert 'To go on without what failed: make refresh SERIES="population"' in printed


def test_what_a_publisher_sent_is_kept_even_if_it_is_no_good(refresh: Any) -> None:
    refresh.server.fault = Fault("web page")
    refresh("population")
    [folder] = (refresh.data / ".raw").iterdir()
    kept = sorted((folder / "population").glob("*-data.stats.gov.cn.html"))
    assert [path.read_bytes() for path in kept] == [PAGE, PAGE]


def test_without_any_network_the_command_itself_says_what_to_do(refresh: Any) -> None:
    """In a process of its own, towards a port where nothing listens."""
    nowhere = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), "http://127.0.0.1:9")
    command = [refresh.python, "chapters/refresh", "--data", str(refresh.data), "--attempts", "1"]
    before = refresh.files()
    environment = {**os.environ, **nowhere, "NO_PROXY": "", "no_proxy": "", "PYTHONUTF8": "1"}
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 1
    assert run.stdout.count("cannot be reached") == 2 * 7 and not run.stderr
    assert refresh.files() == before

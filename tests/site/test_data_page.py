"""The data page says what the records, the rows and the notebooks' last runs say."""

import gzip
import html
import json
import re
from pathlib import Path
from typing import Any

import frictionless
import pytest

from book import catalogue
from urban_rural import data

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
PAGE = SITE / "chapters" / "data.html"
RECORDS = data.records()


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def entry(page: str, record: dict[str, Any]) -> str:
    """The part of the page that is about one file."""
    key = f"data-{record['name'].replace('_', '-')}"
    return re.search(f'<section id="{key}">.*?</section>', page, re.DOTALL)[0]  # type: ignore[index]


def words(part: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", part)).split())


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["name"])
def test_every_file_has_what_its_record_says(record: dict[str, Any], page: str) -> None:
    shown = words(entry(page, record))
    for key in ("title", "description", "publisher", "publication", "units", "licence_note"):
        assert " ".join(record[key].split()) in shown, key
    for mark, count in record["evidence"].items():
        assert f"{mark}: {count}" in shown
    if years := record.get("years"):
        assert str(years[0]) in shown and str(years[-1]) in shown


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["name"])
def test_every_file_shows_its_first_and_last_row_and_offers_all(
    record: dict[str, Any], page: str
) -> None:
    part = entry(page, record)
    cells = data.cells(record["path"])
    shown = words(part)
    for row in (cells.iloc[0], cells.iloc[-1]):
        filled = [row[name] for name in cells if name not in catalogue.NOT_SHOWN and row[name]]
        assert " ".join(" ".join(filled).split()) in shown
    assert f"All {len(cells)} rows of" in shown
    address = re.search('href="([^"]+[.]csv)"', part)[1]  # type: ignore[index]
    published = (PAGE.parent / address).resolve()
    assert published.read_bytes() == (data.DATA / record["path"]).read_bytes()


def test_every_file_names_the_chapters_whose_last_run_opened_it(page: str) -> None:
    for path in sorted((ROOT / "chapters").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        opened = notebook["metadata"]["provenance"].get("files", [])
        for record in RECORDS:
            address = "../index.html" if path.stem == "index" else f"{path.stem}.html"
            named = f'href="{address}"' in entry(page, record)
            assert named == (record["path"] in opened), (path.stem, record["name"])


def test_no_data_file_that_only_chapters_could_use_is_left_unused(page: str) -> None:
    used = sum("no chapter" not in words(entry(page, record)) for record in RECORDS)
    assert used > len(RECORDS) / 2


def test_every_series_says_as_of_when_it_stands(page: str) -> None:
    table = re.search('<figure class="exhibit" id="standing">.*?</figure>', page, re.DOTALL)
    rows = re.findall("<tr><th.*?</tr>", table[0], re.DOTALL)  # type: ignore[index]
    for record in RECORDS:
        cells = data.cells(record["path"])
        if "confirmed_on" not in cells:
            continue
        [row] = [row for row in rows if f'">{html.escape(record["title"])}</a>' in row]
        period = "month" if "month" in cells else "year" if "year" in cells else None
        last = max(cells[period]) if period else str(record["years"][-1])
        doubtful = int((cells["evidence"] == "unconfirmed").sum())
        assert last in words(row) and f"{doubtful} of {len(cells)} rows" in words(row)


def test_every_row_that_no_one_has_confirmed_is_named(page: str) -> None:
    table = re.search('id="rows-unconfirmed">.*?</figure>', page, re.DOTALL)[0]  # type: ignore[index]
    assert words(table).count("Express parcels") >= 1
    for record in RECORDS:
        cells = data.cells(record["path"])
        doubtful = cells[cells["evidence"] == "unconfirmed"] if "evidence" in cells else cells[:0]
        assert (f">{html.escape(record['title'])}</a>" in table) == (len(doubtful) > 0)
        if "year" in doubtful and len(doubtful):
            [row] = re.findall(f">{re.escape(html.escape(record['title']))}</a>.*?</tr>", table)
            years: set[int] = set()
            for first, last in re.findall(r"(\d{4})(?: to (\d{4}))?", words(row)):
                years |= set(range(int(first), int(last or first) + 1))
            assert years == set(map(int, doubtful["year"])), record["name"]


def test_tables_have_captions_and_headings_with_scope(page: str) -> None:
    tables = re.findall('<table aria-labelledby="([^"]+)">(.*?)</table>', page, re.DOTALL)
    assert len(tables) == page.count("<table") >= len(RECORDS) + 3
    for caption, body in tables:
        assert f'<figcaption id="{caption}">' in page
        heads = re.search("<thead>(.*?)</thead>", body, re.DOTALL)[1]  # type: ignore[index]
        assert heads.count("<th") - heads.count("<thead") == heads.count('<th scope="col"')
        width = heads.count('<th scope="col"')
        for row in re.findall("<tr>(.*?)</tr>", body.partition("</thead>")[2], re.DOTALL):
            assert len(re.findall("<t[dh]", row)) == width


def test_the_page_is_light() -> None:
    assert len(gzip.compress(PAGE.read_bytes())) < 40_000


def test_what_is_published_is_a_data_package() -> None:
    report = frictionless.validate(str(SITE / "_data" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == len(RECORDS)


def test_spans_join_years_that_follow_one_another() -> None:
    assert catalogue.spans([2013, 2014, 2015, 2018]) == "2013 to 2015, 2018"
    assert catalogue.spans([2020]) == "2020"

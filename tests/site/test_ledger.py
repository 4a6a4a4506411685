"""The claim ledger on the site: filters without a kernel, anchors, links to it and back, files."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import browser as chromium
from book import claims

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
PAGE = SITE / "chapters" / "replication.html"
CLAIMS = claims.claims_of(ROOT)


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.SWITCHES
        )
        yield browser
        browser.close()


@pytest.fixture
def page(started: Browser) -> Iterator[Page]:
    """The ledger's page. Errors of its scripts fail the test."""
    context = started.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(PAGE.as_uri())
    yield opened
    context.close()
    assert not errors


def shown(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        ".ledger tr[id]", "rows => rows.filter(row => row.offsetParent).map(row => row.id)"
    )


def matching(**wanted: str) -> list[str]:
    return [
        claim["id"]
        for claim in CLAIMS
        if all(claim[column] == value for column, value in wanted.items())
    ]


def test_every_claim_has_a_row_with_its_id() -> None:
    rows = re.findall(r'<tr id="([^"]+)"', PAGE.read_text(encoding="utf-8"))
    assert rows == matching() and len(rows) > 100


@pytest.mark.browser
@pytest.mark.parametrize(
    "chosen",
    [
        {"section": "3.2"},
        {"kind": "interpretation"},
        {"verdict": "does not hold"},
        {"section": "3.2", "kind": "arithmetic", "verdict": "holds within rounding"},
        {"section": "report"},
    ],
    ids=str,
)
def test_filters_work_without_a_kernel(chosen: dict[str, str], page: Page) -> None:
    for name, value in chosen.items():
        page.select_option(f".ledger select[name={name}]", value)
    assert shown(page) == matching(**chosen) != []
    assert page.inner_text(".ledger output") == f"{len(matching(**chosen))} of {len(CLAIMS)} claims"


@pytest.mark.browser
def test_words_are_looked_for_in_the_rows(page: Page) -> None:
    page.fill(".ledger input[name=words]", "goods and GOODS")
    assert shown(page) == ["s32-goods-and-goods"]


@pytest.mark.browser
def test_a_link_to_a_claim_that_is_filtered_away_brings_it_back(page: Page) -> None:
    page.select_option(".ledger select[name=verdict]", "holds")
    page.evaluate("location.hash = '#s32-f-measures-difference'")
    page.wait_for_function("document.getElementById('s32-f-measures-difference').offsetParent")
    assert shown(page) == matching()


@pytest.mark.browser
def test_without_scripts_the_ledger_is_a_plain_table_by_section(started: Browser) -> None:
    context = started.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE.as_uri())
    assert not page.is_visible(".ledger form select")
    assert page.locator(".ledger tr[id]").count() == len(CLAIMS)
    assert page.locator(".ledger tbody").count() == len({claim["section"] for claim in CLAIMS})
    context.close()


def test_csv_and_json_hold_the_same_claims() -> None:
    [name] = re.findall(r'<figure class="exhibit ledger" id="([^"]+)"', PAGE.read_text("utf-8"))
    table = SITE / "data" / f"{name}.csv"
    if not table.is_file():
        [table] = SITE.rglob(f"{name}.csv")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == json.loads(table.with_suffix(".json").read_text(encoding="utf-8"))
    assert [row["id"] for row in rows] == matching()


def test_each_exhibit_that_claims_name_leads_to_them() -> None:
    linked = 0
    for claim in CLAIMS:
        for place in claim["treated"].split():
            chapter, _, name = place.partition("#")
            text = (SITE / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
            assert f'id="{name}"' in text, place
            if name.startswith("exhibit-") and chapter in claims.SECTION_OF:
                figure = text[text.index(f'id="{name}"') :]
                tools = figure[figure.index('class="tools"') :]
                link = re.search(r'href="replication\.html#([^"]+)">[^<]*judged</a>', tools)
                assert link and place in {
                    other
                    for one in CLAIMS
                    if one["id"] == link[1]
                    for other in one["treated"].split()
                }
                linked += 1
    assert linked > 50


@pytest.mark.parametrize("chapter", claims.SECTION_OF)
def test_each_chapter_leads_to_the_claims_of_its_section(chapter: str) -> None:
    text = (SITE / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
    section, key = claims.SECTION_OF[chapter]
    assert f'href="replication.html#ledger-{key}"' in text
    assert f'<tbody id="ledger-{key}"' in PAGE.read_text(encoding="utf-8")


def test_only_the_page_of_the_ledger_loads_its_script() -> None:
    loading = [
        path.name
        for path in (SITE / "chapters").glob("*.html")
        if "ledger.js" in path.read_text(encoding="utf-8")
    ]
    assert loading == [PAGE.name]

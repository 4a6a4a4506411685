"""The search finds what chapters say, on a host and on a disk, and loads its words only then."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
INDEX = "search-index.js"
pytestmark = pytest.mark.browser


@pytest.fixture(params=["served", "disk"])
def place(request: pytest.FixtureRequest, address: str) -> str:
    """Where the site lies."""
    return address if request.param == "served" else SITE.as_uri() + "/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def search(page: Page, words: str) -> None:
    field = page.get_by_role("searchbox", name="Words to look for")
    field.fill(words)
    field.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("ound")


COMPUTED = {"summary", "summary_zh"}
"""Notebooks whose every sentence comes from a cell, so that their source holds none."""
CHAPTERS = sorted({path.stem for path in (ROOT / "chapters").glob("*.ipynb")} - COMPUTED)


def words_of(chapter: str) -> str:
    """Six words in a row of a chapter's prose, from its source."""
    notebook = json.loads((ROOT / "chapters" / f"{chapter}.ipynb").read_text(encoding="utf-8"))
    prose = " ".join(
        "".join(c["source"]) for c in notebook["cells"][1:] if c["cell_type"] != "code"
    )
    found = re.search(r"(?<=[a-z] )[a-z]{4,}( [a-z]+){5}(?= [a-z])", prose)
    assert found
    return found[0]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_words_of_a_chapter_are_found_from_any_page(chapter: str, page: Page, place: str) -> None:
    page.goto(place + "chapters/policy.html")
    action = page.locator("form[role=search]").first.evaluate("form => form.action")
    assert action == place + "search.html"
    words = words_of(chapter)
    page.goto(f"{action}?q={quote(words)}")
    name = "index.html" if chapter == "index" else f"chapters/{chapter}.html"
    find = page.locator(f"#search-results li:has(a[href^='{name}'])").first
    expect(find).to_be_visible()
    assert words in find.inner_text().lower()
    assert find.locator("mark").count() >= 6
    find.get_by_role("link").click()
    page.wait_for_url(f"**/{name}*")


def test_the_words_are_loaded_when_the_reader_searches_and_not_before(
    page: Page, place: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(place + "search.html")
    page.wait_for_timeout(300)
    assert not any(INDEX in url for url in asked)
    search(page, "denominator")
    assert sum(INDEX in url for url in asked) == 1
    before = len(asked)
    search(page, "village")
    more = [url for url in asked[before:] if not url.endswith(".svg")]  # the icon, by some browsers
    assert not more, "another search asks for nothing more"


def test_a_find_leads_to_its_section(page: Page, place: str) -> None:
    page.goto(place + "search.html")
    search(page, '"urban-rural gap"')
    links = page.locator("#search-results a")
    addresses = [str(links.nth(i).get_attribute("href")) for i in range(links.count())]
    assert any("#" in address for address in addresses)
    for address in addresses:
        name, _, anchor = address.partition("#")
        text = (SITE / name).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in text


def test_capitals_accents_beginnings_and_quotes_are_understood(page: Page, place: str) -> None:
    page.goto(place + "search.html")
    counts = {}
    for words in ("internet", "INTERNÉT", "interne", '"internet users"', "xyzzyx"):
        search(page, words)
        counts[words] = page.locator("#search-results li").count()
    assert counts["internet"] == counts["INTERNÉT"] <= counts["interne"]
    assert 0 < counts['"internet users"'] < counts["internet"] or counts["internet"] == 30
    assert counts["xyzzyx"] == 0
    assert "Nothing found" in page.get_by_role("status").inner_text()


def test_markup_in_a_query_is_looked_for_and_not_run(page: Page, place: str) -> None:
    page.goto(place + "search.html?q=" + quote('<img src=x onerror="document.title=1">'))
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.locator("#search-results img").count() == 0


def test_words_that_did_not_load_are_said_to_be_missing(page: Page, address: str) -> None:
    page.context.route(f"**/{INDEX}*", lambda route: route.abort())
    page.goto(address + "search.html?q=village")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    page.context.unroute_all()
    search(page, "village")
    assert page.locator("#search-results li").count() > 0

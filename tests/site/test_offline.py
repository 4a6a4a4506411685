"""The book is read without a line: from one file to take along, and where one has been before."""

import io
import re
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from book import offline
from book.host import Host, server
from browser import until

SITE = Path(__file__).parents[2] / "_build" / "html"
ARCHIVE = SITE / offline.ARCHIVE
MOST_BYTES = 5_000_000
SOON = 1000
"""Milliseconds of patience in tests."""


@contextmanager
def running(host: Host, port: int = 0) -> Iterator[str]:
    """Serve a site; unlike a stopped host, a host that was shut down answers nothing at all."""
    with server(host, port) as started:
        started.daemon_threads = True
        threading.Thread(target=started.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{started.server_port}{host.top}"
        started.shutdown()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    started = browser.new_context()
    yield started
    started.close()


def visit(page: Page, address: str) -> None:
    """Open a page and wait until what keeps it is at work and has kept it."""
    page.goto(address)
    until(page, "() => Boolean(navigator.serviceWorker.controller)")
    until(page, "address => caches.match(address).then(Boolean)", bare(page.url))


def bare(address: str) -> str:
    """The address a page is kept under."""
    address = address.partition("#")[0]
    return address + "index.html" if address.endswith("/") else address


def kept(page: Page) -> list[str]:
    found = page.evaluate(
        """async () => {
            const all = [];
            for (const name of await caches.keys())
                for (const { url } of await (await caches.open(name)).keys()) all.push(url);
            return all;
        }"""
    )
    return list(found)


def test_one_file_holds_the_book_and_is_small() -> None:
    assert ARCHIVE.stat().st_size < MOST_BYTES
    with zipfile.ZipFile(ARCHIVE) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {offline.EARLIEST}
    assert names == sorted(names)
    inside = {name.removeprefix(f"{offline.FOLDER}/") for name in names}
    assert inside == offline.files(SITE).keys() - offline.ONLINE_ALONE


def test_the_home_page_offers_the_file_with_its_size() -> None:
    home = (SITE / "index.html").read_text(encoding="utf-8")
    assert f'href="{offline.ARCHIVE}" download' in home
    told = re.search(r"data-archive-size>([\d.]+) MB<", home)
    assert told and float(told[1]) == max(round(ARCHIVE.stat().st_size / 1e6, 1), 0.1)


def test_the_same_site_gives_the_same_file_whenever_it_is_made(copy: Path) -> None:
    for path in copy.rglob("*"):
        path.touch()
    first = offline.archived(copy)
    assert first == offline.archived(copy)
    with zipfile.ZipFile(io.BytesIO(first)) as one, zipfile.ZipFile(ARCHIVE) as other:
        assert one.namelist() == other.namelist()


@pytest.mark.browser
def test_the_unpacked_book_has_all_that_its_pages_name(browser: Browser, tmp_path: Path) -> None:
    with zipfile.ZipFile(ARCHIVE) as archive:
        archive.extractall(tmp_path)
    top = tmp_path / offline.FOLDER
    page = browser.new_page()
    missing: list[str] = []
    page.on("requestfailed", lambda request: missing.append(request.url))
    for path in sorted(top.rglob("*.html")):
        page.goto(path.as_uri())
        for link in page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)"):
            if link.startswith("file:"):
                name = link.partition("#")[0].removeprefix("file://")
                assert Path(name).is_file(), f"{path.name}: {link}"
    assert not missing
    assert offline.ARCHIVE not in (top / "index.html").read_text(encoding="utf-8")
    page.close()


def test_another_word_anywhere_makes_another_version(copy: Path) -> None:
    before = offline.version(copy)
    assert before == offline.version(SITE)
    page = copy / "chapters" / "policy.html"
    page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert offline.version(copy) != before
    assert f'"{before}"' in (SITE / offline.WORKER).read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("top", ["/", "/book/"])
def test_visited_pages_stay_readable_when_the_line_drops(top: str, context: BrowserContext) -> None:
    with running(Host(SITE, top)) as address:
        page = context.new_page()
        visit(page, address)
        visit(page, address + "chapters/introduction.html#exhibit-1-1")
    context.set_offline(True)
    page.goto(address)
    expect(page.locator("h1")).to_contain_text("Does the Internet Narrow")
    page.goto(address + "chapters/introduction.html")
    expect(page.locator("h1")).to_contain_text("Introduction")
    style = page.evaluate("getComputedStyle(document.body).getPropertyValue('--ink')")
    assert style.strip(), "styles are kept as well"
    page.goto(address + "chapters/policy.html")
    expect(page.locator("h1")).to_have_text("No line")
    links = page.get_by_role("link")
    assert links.count() == 2
    links.filter(has_text="Introduction").click()
    page.wait_for_url("**/introduction.html")


@pytest.mark.browser
def test_nothing_is_fetched_or_kept_that_the_reader_did_not_open(
    context: BrowserContext, host: Host, address: str
) -> None:
    page = context.new_page()
    visit(page, address + "chapters/policy.html")
    page.wait_for_timeout(500)
    asked = [answer.address for answer in host.sent]
    assert len(asked) == len(set(asked)), "what the page has loaded is not loaded again to keep it"
    pages = [name for name in asked if name.endswith(("html", "/", "zip", "csv"))]
    assert pages == ["/chapters/policy.html"]
    assert [url for url in kept(page) if url.endswith(".html")] == [
        address + "chapters/policy.html"
    ]


@pytest.mark.browser
def test_a_page_is_never_older_than_published_while_the_line_stands(
    context: BrowserContext, copy: Path
) -> None:
    host = Host(copy)
    path = copy / "chapters" / "policy.html"
    with running(host) as address:
        page = context.new_page()
        visit(page, address + "chapters/policy.html")
        unchanged = len(host.sent)
        page.reload()
        again = [answer for answer in host.sent[unchanged:] if answer.address.endswith("html")]
        assert [(answer.status, answer.size) for answer in again] == [(304, 0)]
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("<h1>", "<h1>Renewed "), encoding="utf-8")
        page.goto(address + "chapters/policy.html")
        expect(page.locator("h1")).to_contain_text("Renewed")
    context.set_offline(True)
    page.goto(address + "chapters/policy.html")
    expect(page.locator("h1")).to_contain_text("Renewed")


@pytest.mark.browser
def test_a_new_version_keeps_what_the_last_one_kept_and_drops_what_is_older(
    context: BrowserContext, copy: Path
) -> None:
    worker = copy / offline.WORKER
    text = worker.read_text(encoding="utf-8")
    with running(Host(copy)) as address:
        page = context.new_page()
        for number, name in enumerate(["introduction", "policy", "mechanisms"]):
            content = re.sub('VERSION = "[^"]*"', f'VERSION = "{number}"', text)
            worker.write_text(content, encoding="utf-8")
            page.goto(address)
            page.evaluate("navigator.serviceWorker.ready.then((found) => found.update())")
            ready = "async n => (await caches.keys()).some((name) => name.endsWith(` ${n}`))"
            for _ in range(2):  # the page itself may still have been kept by the one before
                page.wait_for_timeout(300)
                visit(page, f"{address}chapters/{name}.html")
            until(page, ready, number)
    context.set_offline(True)
    for name, title in [("mechanisms", "Mechanisms"), ("policy", "Policy")]:
        page.goto(f"{address}chapters/{name}.html")
        expect(page.locator("h1")).to_contain_text(title)
    page.goto(address + "chapters/introduction.html")
    expect(page.locator("h1")).to_have_text("No line")


@pytest.mark.browser
def test_a_server_that_says_nothing_counts_as_no_line(context: BrowserContext, copy: Path) -> None:
    worker = copy / offline.WORKER
    text = worker.read_text(encoding="utf-8")
    assert text.count("PATIENCE = 10_000;") == 1
    worker.write_text(text.replace("PATIENCE = 10_000;", f"PATIENCE = {SOON};"), encoding="utf-8")
    silent = threading.Event()

    def headers(name: str) -> dict[str, str]:
        while silent.is_set():
            time.sleep(0.05)
        return {}

    with running(Host(copy, "/", headers)) as address:
        page = context.new_page()
        visit(page, address + "chapters/policy.html")
        silent.set()
        page.goto(address + "chapters/policy.html")
        expect(page.locator("h1")).to_contain_text("Policy")
        silent.clear()


@pytest.mark.browser
def test_another_book_on_the_same_host_keeps_its_own(context: BrowserContext, copy: Path) -> None:
    with running(Host(copy, "/book/")) as address:
        page = context.new_page()
        visit(page, address)
        other = page.evaluate("caches.open('book of another').then(() => caches.keys())")
        worker = copy / offline.WORKER
        text = worker.read_text(encoding="utf-8")
        worker.write_text(re.sub('VERSION = "', 'VERSION = "n', text), encoding="utf-8")
        page.evaluate("navigator.serviceWorker.ready.then((found) => found.update())")
        page.wait_for_timeout(500)
        assert "book of another" in page.evaluate("caches.keys()")
        assert all(name.startswith(f"book {address} ") for name in other if "another" not in name)

"""No page asks another host for anything, keeps track of anyone, or runs what is not the site's."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from book import security, site
from book.host import Host, served

SITE = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
PREFERENCES = {"theme"}
"""What a page may remember: the colours that its reader chose."""
COLLECT = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""
USE_EVERYTHING = """
    async () => {
        const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
        const tell = (element, ...types) => types.forEach(
            (type) => element.dispatchEvent(new Event(type, { bubbles: true })));
        const controls = [...document.querySelectorAll("main input, main select, article input")];
        for (const opened of document.querySelectorAll("details")) opened.open = true;
        for (const figure of document.querySelectorAll("figure")) {
            figure.scrollIntoView();
            await later(20);
        }
        for (const link of document.querySelectorAll("a[href]")) {
            tell(link, "pointerenter", "mouseenter", "mouseover", "focusin", "focus");
            tell(link, "pointerleave", "mouseleave", "mouseout", "focusout", "blur");
        }
        for (const input of controls) {
            if (input.type === "range") input.value = input.max;
            else if (input.type === "radio" || input.type === "checkbox") input.checked = true;
            else if (input.localName === "select") input.selectedIndex = input.options.length - 1;
            else input.value = "village";
            tell(input, "input", "change");
        }
        for (const button of document.querySelectorAll("button, main svg, summary")) {
            button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
        }
        await later(300);
        return controls.length;
    }
"""


class Visit:
    """A reader's visit to a site: what was asked for and what was complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.asked: list[str] = []
        self.problems: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("weberror", lambda error: self.problems.append(str(error.error)))
        context.on("console", self._note)
        context.add_init_script(COLLECT)

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def use(self, address: str) -> Page:
        """Open a page and use all that is on it."""
        page = self.context.new_page()
        page.goto(address)
        page.evaluate(USE_EVERYTHING)
        self.problems += page.evaluate("window.violations")
        return page


@contextmanager
def a_visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context()
    yield Visit(context)
    context.close()


def policy_of(address: str) -> dict[str, str]:
    """The header for a page: its own policy, and that nobody may frame it."""
    if not address.endswith(".html"):
        return {}
    text = (SITE / address).read_text(encoding="utf-8")
    return {"Content-Security-Policy": security.policy(text) + "; frame-ancestors 'none'"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_declares_its_policy_before_anything_else(name: str) -> None:
    text = (SITE / name).read_text(encoding="utf-8")
    head = text[: text.index("<title")]
    assert head.count('http-equiv="Content-Security-Policy"') == 1
    before = head[: head.index('http-equiv="Content-Security-Policy"')]
    assert "<script" not in before and "<link" not in before and "<style" not in before


def test_the_policy_is_strict() -> None:
    directives = security.DIRECTIVES
    assert directives["default-src"] == "'none'"
    for name, sources in directives.items():
        allowed = {"'self'", "'none'"}
        allowed |= {"'unsafe-inline'"} if name == "style-src" else set()
        allowed |= {"data:"} if name == "img-src" else set()
        assert set(sources.split()) <= allowed, name


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_use_keeps_to_its_policy_its_host_and_its_reader_s_privacy(
    name: str, browser: Browser
) -> None:
    anywhere = name != "404.html"  # which names all from the top of its host
    top = "/book/" if anywhere else urlsplit(site.address(SITE.parents[1])).path or "/"
    host = Host(SITE, top, policy_of)
    with served(host) as address, a_visit(browser) as visit:
        page = visit.use(address + name)
        assert not visit.problems
        assert not [url for url in visit.asked if not url.startswith((address, "data:", "blob:"))]
        assert {answer.status for answer in host.sent} <= {200, 304}
        assert visit.context.cookies() == []
        assert page.evaluate("document.cookie") == ""
        assert set(page.evaluate("Object.keys(localStorage)")) <= PREFERENCES
        assert page.evaluate("Object.keys(sessionStorage)") == []
        assert page.evaluate("indexedDB.databases()") == []


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in PAGES if name != "404.html"])
def test_a_page_on_a_disk_keeps_to_its_policy_and_its_folder(name: str, browser: Browser) -> None:
    with a_visit(browser) as visit:
        visit.use((SITE / name).as_uri())
        assert not visit.problems
        folder = SITE.as_uri()
        assert not [url for url in visit.asked if not url.startswith((folder, "data:", "blob:"))]


@pytest.mark.browser
def test_a_wrong_address_asks_no_other_host_for_anything(browser: Browser) -> None:
    with served(Host(SITE, "/", policy_of)) as address, a_visit(browser) as visit:
        visit.use(address + "chapters/deep/nowhere.html")
        assert [url for url in visit.problems if "404" not in url] == []
        assert not [url for url in visit.asked if not url.startswith((address, "data:"))]


@pytest.mark.browser
def test_what_a_policy_forbids_is_noticed(browser: Browser, tmp_path: Path) -> None:
    shutil.copytree(SITE / "_static", tmp_path / "_static")
    text = (SITE / "search.html").read_text(encoding="utf-8")
    foreign = "<script>document.title = 1</script><img src='https://example.org/dot.png'>"
    (tmp_path / "search.html").write_text(text.replace("</body>", f"{foreign}</body>"))
    with served(Host(tmp_path)) as address, a_visit(browser) as visit:
        visit.use(address + "search.html")
        assert any(problem.startswith("script-src") for problem in visit.problems)
        assert any(problem.startswith("img-src") for problem in visit.problems)

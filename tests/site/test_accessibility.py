"""Every page can be used by everyone: by keyboard, by ear, in both colours, on a phone."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

SITE = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(
    str(page.relative_to(SITE))
    for page in SITE.rglob("*.html")
    if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8").lower()  # it only leads on
)
CHAPTERS = [name for name in PAGES if (SITE / name).with_suffix(".ipynb").is_file()]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LEAST_CONTRAST = 4.5
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that differs between light and dark."""
pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A window on the site as a host serves it."""
    context = browser.new_context(
        base_url=address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def open_page(page: Page, name: str) -> None:
    page.goto(name)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")


def move_interactives(page: Page) -> int:
    """Move a control of each interactive by keyboard; give how many answered anew."""
    moved = 0
    for figure in page.locator("figure.explore").all():
        answer = figure.locator("output")
        before = answer.inner_text()
        for control in figure.locator("input:not([type=radio]:not(:checked)), select").all():
            for key in ("End", "Home", "ArrowDown", "ArrowUp"):
                if answer.inner_text() == before:
                    control.press(key)
                    page.wait_for_timeout(20)
        moved += answer.inner_text() != before
    return moved


def violations(page: Page, **options: Any) -> list[str]:
    """What axe-core finds, one line each: rule, element, what is wrong."""
    page.evaluate(AXE)
    found = page.evaluate(
        "options => axe.run(document, options)",
        {"runOnly": STANDARD, "resultTypes": ["violations"], **options},
    )
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_light_in_dark_and_on_a_phone(name: str, page: Page) -> None:
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme="light")
        open_page(page, name)
        unfold(page)
        assert not violations(page), width
        page.emulate_media(color_scheme="dark")
        assert not violations(page, runOnly=OF_COLOUR), width


@pytest.mark.parametrize("name", CHAPTERS)
def test_axe_finds_nothing_once_interactives_are_moved(name: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, name)
    number = page.locator("figure.explore").count()
    assert move_interactives(page) == number
    unfold(page)
    assert not violations(page)


def test_axe_finds_nothing_in_what_opens_above_a_page(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, "chapters/micro_data.html")
    page.get_by_role("button", name="Contents").click()
    assert page.locator("#contents").is_visible()
    assert not violations(page)
    page.keyboard.press("Escape")
    page.locator("figure.exhibit").get_by_role("button", name="Enlarge").first.click()
    assert page.get_by_role("dialog").is_visible()
    assert not violations(page)
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    page.locator("article a[aria-describedby]").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.locator(".preview").is_visible()
    assert not violations(page)


def test_axe_would_find_a_fault(page: Page) -> None:
    open_page(page, "chapters/micro_data.html")
    page.evaluate("document.querySelector('figure.exhibit svg').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('article p').style.color = '#bbb'")
    found = violations(page)
    assert any(line.startswith("svg-img-alt") for line in found)
    assert any(line.startswith("color-contrast") for line in found)
    page.emulate_media(color_scheme="dark")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_built_as_readers_by_ear_expect(name: str, page: Page) -> None:
    open_page(page, name)
    seen = page.evaluate(
        """() => {
          const all = (selector) => [...document.querySelectorAll(selector)];
          const named = (e) => e.getAttribute("aria-label") || e.ariaLabelledByElements?.length;
          const landmarks = "nav, [role=region], [role=group], aside, dialog";
          return {
            language: document.documentElement.lang,
            title: document.title,
            titles: all("h1").map(h1 => h1.textContent.trim()),
            levels: all("h1, h2, h3, h4, h5, h6").map(heading => +heading.localName[1]),
            mains: all("main").length,
            unnamed: all(landmarks).filter(e => !named(e)).map(e => e.outerHTML.slice(0, 120)),
            first: document.querySelector("a, button, input").getAttribute("href"),
            ordered: all("[tabindex]").filter(e => e.tabIndex > 0).length,
          };
        }"""
    )
    assert seen["language"] == ("zh-Hans" if name.endswith("_zh.html") else "en")
    assert len(seen["titles"]) == 1 and seen["titles"][0]
    assert seen["levels"][0] == 1
    assert all(after - before <= 1 for before, after in pairwise(seen["levels"]))
    assert seen["mains"] == 1
    assert seen["unnamed"] == []
    assert seen["first"] == "#main" and page.locator("main#main").count() == 1
    assert seen["ordered"] == 0


def test_titles_and_descriptions_of_pages_differ() -> None:
    texts = [(SITE / name).read_text(encoding="utf-8") for name in PAGES]
    titles = [re.search("<title>(.*?)</title>", text)[1] for text in texts]
    assert len(set(titles)) == len(PAGES)


def test_the_first_key_leads_past_the_contents(page: Page) -> None:
    open_page(page, "chapters/micro_data.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_what_has_the_focus_is_marked_and_not_covered(name: str, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    open_page(page, name)
    unfold(page)
    page.keyboard.press("Tab")  # from now on the browser shows where the focus is
    faults = page.evaluate(
        """() => {
          const faults = [];
          const selector = "a[href], button, input, select, summary, [tabindex='0']";
          const elements = [...document.querySelectorAll(selector)]
            .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled);
          for (const element of [...elements, ...elements.toReversed()]) {
            element.focus();
            if (document.activeElement !== element) continue;
            const style = getComputedStyle(element);
            if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
              faults.push("not marked: " + element.outerHTML.slice(0, 120));
            const box = element.getClientRects()[0];
            const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 30), 1), innerWidth - 2);
            const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
            const inside = [top + 2, (top + bottom) / 2, bottom - 2];
            const shown = inside.some(y => {
              const there = document.elementFromPoint(x, y);
              return there && (element.contains(there) || there.contains(element));
            });
            if (!shown) faults.push("covered: " + element.outerHTML.slice(0, 120));
          }
          return [...new Set(faults)];
        }"""
    )
    assert not faults


@pytest.mark.parametrize("name", PAGES)
def test_tables_have_names_and_their_headings_a_scope(name: str, page: Page) -> None:
    open_page(page, name)
    faults = page.evaluate(
        """() => {
          const faults = [];
          for (const table of document.querySelectorAll("main table")) {
            const name = table.getAttribute("aria-labelledby");
            const caption = table.caption || document.getElementById(name);
            const where = table.outerHTML.slice(0, 100);
            if (!caption?.textContent.trim()) faults.push("no caption: " + where);
            if (!table.querySelector("th")) faults.push("no header cell: " + where);
            for (const cell of table.querySelectorAll("th"))
              if (!cell.getAttribute("scope")) faults.push("no scope: " + cell.outerHTML);
            for (const cell of table.querySelectorAll("thead td"))
              if (cell.textContent.trim()) faults.push("no heading: " + cell.outerHTML);
          }
          return faults;
        }"""
    )
    assert not faults


@pytest.mark.parametrize("name", PAGES)
def test_a_wide_table_scrolls_in_a_box_that_the_keyboard_reaches(name: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, name)
    unfold(page)
    faults = page.evaluate(
        """() => [...document.querySelectorAll("main table")].filter(table => {
             const box = table.closest(".table-scroll");
             const wide = table.scrollWidth > table.parentElement.clientWidth + 1;
             const scrolls = box && getComputedStyle(box).overflowX === "auto";
             return wide && !(scrolls && box.tabIndex === 0);
           }).map(table => table.outerHTML.slice(0, 120))"""
    )
    assert not faults


@pytest.mark.parametrize("name", PAGES)
def test_figures_have_words_and_their_small_print_contrast(name: str, page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        open_page(page, name)
        unfold(page)
        faults = page.evaluate(
            """(least) => {
              const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
              const light = (colour) => parts(colour).map(part => part / 255)
                .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
              const paper = light(getComputedStyle(document.body).backgroundColor);
              const contrast = (colour) => {
                const [low, high] = [light(colour), paper].sort((a, b) => a - b);
                return (high + 0.05) / (low + 0.05);
              };
              const faults = [];
              for (const figure of document.querySelectorAll("figure"))
                if (!figure.querySelector("figcaption")?.textContent.trim())
                  faults.push("no caption: " + figure.id);
              for (const svg of document.querySelectorAll("svg:not([aria-hidden=true])"))
                if (!(svg.role === "img" && svg.ariaLabel?.length > 60))
                  faults.push("no words: " + svg.outerHTML.slice(0, 100));
              for (const text of document.querySelectorAll("svg[role=img] text")) {
                const found = contrast(getComputedStyle(text).fill);
                const where = `${text.textContent} in ${text.closest("figure").id}`;
                if (found < least) faults.push(`${found.toFixed(2)}: ${where}`);
              }
              return faults;
            }""",
            LEAST_CONTRAST,
        )
        assert not faults, scheme


@pytest.mark.parametrize("name", PAGES)
def test_chinese_words_say_that_they_are_chinese(name: str, page: Page) -> None:
    open_page(page, name)
    unmarked = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const found = [];
          while (walker.nextNode()) {
            const { data, parentElement } = walker.currentNode;
            const language = parentElement.closest("[lang]").lang;
            if (/\\p{Script=Han}/u.test(data) && !language.startsWith("zh")) found.push(data);
          }
          return found;
        }"""
    )
    assert not unmarked


@pytest.mark.parametrize("name", CHAPTERS)
def test_what_moves_has_a_name_and_says_its_answer(name: str, page: Page) -> None:
    open_page(page, name)
    for figure in page.locator("figure.explore").all():
        for control in figure.locator("input, select").all():
            labels = control.evaluate(
                "control => [...control.labels].map(l => l.textContent.trim())"
            )
            assert labels and all(labels)
        for group in figure.locator("fieldset fieldset").all():
            assert group.locator("legend").inner_text().strip()
        output = figure.locator("output")
        assert output.count() == 1
        assert output.get_attribute("aria-live") == "polite"
        assert output.inner_text().strip()
        order = figure.evaluate(
            "figure => ['figcaption', 'form', 'output', 'svg, table']"
            ".map(part => figure.querySelector(part))"
            ".every((part, i, all) => !i || all[i - 1].compareDocumentPosition(part) & 4)"
        )
        assert order or figure.locator("svg, [data-part=table]").count() == 0

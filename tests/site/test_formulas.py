"""Formulas as a browser shows them: in the book's own font, whole on any screen."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

SITE = Path(__file__).parents[2] / "_build" / "html"
WITH_FORMULAS = sorted(
    str(page.relative_to(SITE))
    for page in SITE.rglob("*.html")
    if "<math" in page.read_text(encoding="utf-8")
)
pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    yield opened
    opened.close()


def open_whole(page: Page, name: str) -> None:
    """Open a page with all that is folded away, and wait for its fonts."""
    page.goto((SITE / name).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.evaluate("document.fonts.ready")


@pytest.mark.parametrize("name", WITH_FORMULAS)
def test_every_sign_of_a_formula_is_in_the_font_of_the_book(name: str, page: Page) -> None:
    open_whole(page, name)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send(
        "DOM.querySelectorAll",
        {"nodeId": root, "selector": "math :is(mi, mn, mo, mtext):not(:empty)"},
    )
    assert found["nodeIds"]
    others = set()
    for node in found["nodeIds"]:
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        if any(not font["isCustomFont"] for font in fonts):
            others.add(session.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"])
    assert not others, "add these to CHARACTERS in chapters/book/formulas_font.py and run it"


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("name", WITH_FORMULAS)
def test_every_formula_is_whole_on_a_phone(name: str, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_whole(page, name)
    wide = page.locator("math").evaluate_all(
        """(formulas, width) => formulas.filter(formula => {
             const { left, right } = formula.getBoundingClientRect();
             const box = formula.closest("div.math") || document.documentElement;
             return left < 0 || right > width || box.scrollWidth > box.clientWidth;
           }).map(formula => formula.querySelector("annotation").textContent)""",
        width,
    )
    assert not wide, r"split them with \qquad, or in aligned lines"


@pytest.mark.parametrize("name", WITH_FORMULAS)
def test_brackets_and_roots_are_as_high_as_what_they_hold(name: str, page: Page) -> None:
    open_whole(page, name)
    low = page.locator("math mrow:has(> mo[stretchy=true]), math msqrt").evaluate_all(
        """groups => groups.filter(group => {
             const height = element => element.getBoundingClientRect().height;
             const held = [...group.children].filter(child => child.localName !== "mo");
             const signs = [...group.children].filter(child => child.matches("[stretchy=true]"));
             const inside = Math.max(...held.map(height));
             const outside = signs.length ? signs.map(height) : [height(group)];
             return Math.min(...outside) < 0.9 * inside;
           }).map(group => group.closest("semantics").querySelector("annotation").textContent)"""
    )
    assert not low


@pytest.mark.parametrize("name", WITH_FORMULAS)
def test_every_root_has_its_sign_and_line(name: str, page: Page) -> None:
    open_whole(page, name)
    for root in page.locator("math msqrt, math mroot").all():
        picture = np.asarray(Image.open(io.BytesIO(root.screenshot())).convert("L"))
        above = picture[: len(picture) // 4] < 150  # where the line over what it holds must be
        assert above.mean(axis=1).max() > 0.6, root.inner_text()


def test_only_pages_with_formulas_load_the_style_and_the_font_of_formulas() -> None:
    for path in SITE.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert ("<math" in text) == bool(re.search(r"formulas\.css", text)), path.name

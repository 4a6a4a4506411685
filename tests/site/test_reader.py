"""What a reader can do on the built site, with a mouse, by keyboard, on a phone, on paper."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

import browser as chromium
from book import notebooks, preview_card, previews

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
HOME = "index"
FOLDER = SITE / "chapters"
PAGES = [
    HOME,
    *sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.html")),
]
NOTEBOOKS = [path.stem for path in notebooks.in_order(ROOT)]
CHAPTERS = [name for name in NOTEBOOKS if name != HOME]
WITH_FIGURES = [
    path.stem
    for path in notebooks.in_order(ROOT)
    if '"image/svg+xml"' in path.read_text(encoding="utf-8")
]
SERVICES = ("mybinder.org", "colab.research.google.com")
LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", "_build", "__pycache__", ".*_cache", ".hypothesis"
)
SMALLEST_TEXT = 10.9
"""Pixels of text in a figure on a screen 390 pixels wide."""


def file_of(name: str, site: Path = SITE) -> Path:
    return (site if name == HOME else site / "chapters") / f"{name}.html"


def address(name: str) -> str:
    return file_of(name).as_uri()


def text(name: str, site: Path = SITE) -> str:
    return file_of(name, site).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.SWITCHES
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of a desk. Errors of its scripts fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 390, "height": 844})
    return page


@pytest.fixture
def plain_phone(browser: Browser) -> Iterator[Page]:
    """A phone whose browser runs no scripts."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    yield context.new_page()
    context.close()


# Words about a page


def test_every_page_has_a_description_of_its_own() -> None:
    found = {
        name: re.findall('<meta name="description" content="([^"]+)">', text(name))
        for name in PAGES
    }
    assert all(len(words) == 1 and 60 <= len(words[0]) <= 200 for words in found.values()), found
    assert len({words[0] for words in found.values()}) == len(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_the_books_own_scripts_and_no_other(name: str) -> None:
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", text(name), flags=re.DOTALL)
    names = [re.findall(r'src="[^"]*?([\w-]+\.js)', attributes) for attributes, _ in scripts]
    own = {path.name for path in (ROOT / "chapters" / "book" / "static").glob("*.js")}
    assert all(found and found[0] in own for found in names)
    assert all(not body.strip() for _, body in scripts)
    assert not re.search(r"<[^>]+\son\w+=", text(name))


# With and without an address, a repository


def test_without_settings_no_page_names_a_service_or_an_address() -> None:
    config = (ROOT / "_config.yml").read_text(encoding="utf-8")
    if 'launch_repository: ""' not in config or 'html_baseurl: ""' not in config:
        pytest.skip("the book is set to be published somewhere")
    for name in PAGES:
        page = text(name)
        assert not any(service in page for service in SERVICES), name
        assert "canonical" not in page and "og:image" not in page and "og:url" not in page, name
    assert not (SITE / "_static" / preview_card.PICTURE).exists()


def test_one_setting_each_adds_launch_links_and_whole_addresses(tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copytree(ROOT, book, ignore=LEFT_OUT)
    config = book / "_config.yml"
    settings = re.sub(
        r'launch_repository: "[^"]*"', 'launch_repository: "owner/name"', config.read_text("utf-8")
    )
    settings = re.sub(
        r'html_baseurl: "[^"]*"', 'html_baseurl: "https://example.org/book/"', settings
    )
    config.write_text(settings, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "chapters/book", "build"], cwd=book, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    site = book / "_build" / "html"
    for name in CHAPTERS:
        page = text(name, site)
        binder = f"https://mybinder.org/v2/gh/owner/name/HEAD?labpath=chapters/{name}.ipynb"
        colab = "https://colab.research.google.com/github/owner/name/blob/HEAD/"
        assert f'href="{binder}"' in page
        assert f'href="{colab}chapters/{name}.ipynb"' in page
        own = f"https://example.org/book/chapters/{name}.html"
        assert f'<link rel="canonical" href="{own}">' in page
        assert f'<meta property="og:url" content="{own}">' in page
        picture = f"https://example.org/book/_static/{preview_card.PICTURE}"
        assert f'<meta property="og:image" content="{picture}">' in page
    drawn = site / "_static" / preview_card.PICTURE
    assert Image.open(drawn).size == preview_card.SIZE
    title = re.search("^title: (.*?)  #", settings, flags=re.MULTILINE)
    assert title
    preview_card.draw(tmp_path / "again.png", title[1])
    assert drawn.read_bytes() == (tmp_path / "again.png").read_bytes()


# Taking a chapter along


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_offers_its_notebook_and_says_how_to_open_it(name: str) -> None:
    page = text(name)
    assert f'<a href="{name}.ipynb" download>Download notebook</a>' in page
    assert '<a href="run.html">Open in JupyterLab</a>' in page
    offered = SITE / "chapters" / f"{name}.ipynb"
    assert offered.read_bytes() == (ROOT / "chapters" / f"{name}.ipynb").read_bytes()


def test_the_status_page_says_when_and_for_how_long_each_notebook_ran(page: Page) -> None:
    page.goto(address("status"))
    rows = page.locator("#runs tbody tr")
    assert rows.count() == len(NOTEBOOKS)
    for row, name in zip(rows.all(), NOTEBOOKS, strict=True):
        notebook = json.loads((ROOT / "chapters" / f"{name}.ipynb").read_text(encoding="utf-8"))
        record = notebook["metadata"]["provenance"]
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        shown = row.locator("td").all_inner_texts()
        assert shown[:3] == [
            record["run"]["date"],
            f"{record['run']['seconds']:.1f}",
            str(len(cells)),
        ]
        assert row.locator("li").all_text_contents() == record["files"]
        assert shown[4] == "fresh"


# Finding one's way


@pytest.mark.browser
def test_the_home_page_tells_in_one_screen_what_is_claimed_found_and_where_to_begin(
    page: Page,
) -> None:
    page.goto(address(HOME))
    for words in ("The paper claims", "The book finds", "Begin"):
        box = page.locator("article strong", has_text=words).first.locator("..").bounding_box()
        assert box and box["y"] + box["height"] <= 800, words
    figure = page.locator("#exhibit-0-1").bounding_box()
    assert figure and figure["y"] + figure["height"] <= 800
    page.set_viewport_size({"width": 390, "height": 844})
    begin = page.locator("article strong", has_text="Begin").first.bounding_box()
    assert begin and begin["y"] <= 844


@pytest.mark.browser
def test_the_contents_open_on_a_phone_by_keyboard_and_close_with_escape(phone: Page) -> None:
    phone.goto(address("micro_data"))
    contents = phone.get_by_role("navigation", name="Contents")
    expect(contents).to_be_hidden()
    phone.get_by_role("button", name="Contents").focus()
    phone.keyboard.press("Enter")
    expect(contents).to_be_visible()
    expect(contents.get_by_role("link", name="Micro data")).to_have_attribute(
        "aria-current", "page"
    )
    phone.keyboard.press("Escape")
    expect(contents).to_be_hidden()
    phone.keyboard.press("Enter")
    contents.get_by_role("link", name="Exercises").press("Enter")
    expect(contents).to_be_hidden()
    assert phone.url.endswith("#exercises")


@pytest.mark.browser
def test_without_scripts_contents_code_and_citations_work(plain_phone: Page) -> None:
    plain_phone.goto(address("micro_data"))
    contents = plain_phone.get_by_role("navigation", name="Contents")
    plain_phone.get_by_role("button", name="Contents").click()
    expect(contents).to_be_visible()
    contents.get_by_role("link", name="Policy").click()
    assert plain_phone.url == address("policy")
    code = plain_phone.locator("details.code").first
    code.locator("summary").click()
    expect(code.locator("pre")).to_be_visible()
    expect(plain_phone.get_by_role("button", name="Dark colours")).to_be_hidden()
    link = plain_phone.locator("a.citation").first
    key = str(link.get_attribute("href")).partition("#")[2]
    link.click()
    expect(plain_phone.locator(f"#{key}")).to_be_in_viewport()


@pytest.mark.browser
def test_previous_and_next_lead_through_every_page_and_back(page: Page) -> None:
    page.goto(address(HOME))
    forward = [page.url]
    while (link := page.locator("nav.turn a[rel=next]")).count():
        page.goto(link.evaluate("link => link.href"))
        forward.append(page.url)
    assert sorted(forward) == sorted(address(name) for name in PAGES)
    back = [page.url]
    while (link := page.locator("nav.turn a[rel=prev]")).count():
        page.goto(link.evaluate("link => link.href"))
        back.append(page.url)
    assert back == forward[::-1]


@pytest.mark.browser
def test_chosen_colours_hold_on_the_next_page(page: Page) -> None:
    page.goto(address(HOME))
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    button = page.get_by_role("button", name="Dark colours")
    assert button.get_attribute("aria-pressed") == "false"
    button.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    dark = page.evaluate(colour)
    assert dark != light
    page.goto(address("policy"))
    assert page.evaluate(colour) == dark
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(colour) == light


@pytest.mark.browser
@pytest.mark.parametrize("place", ["h2", "#exhibit-4-2", "#exhibit-4-10"])
def test_the_address_of_a_heading_or_exhibit_is_copied(browser: Browser, place: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address("micro_data"))
    link = page.locator(place).first.locator("a.headerlink")
    link.press("Enter")
    expect(link).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == address("micro_data") + str(link.get_attribute("href"))
    expect(link).to_have_text("#")
    context.close()


@pytest.mark.browser
def test_code_is_copied_as_it_stands_in_the_notebook(browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address("micro_data"))
    code = page.locator("#exhibit-4-2 details.code")
    code.locator("summary").press("Enter")
    code.get_by_role("button", name="Copy").press("Enter")
    expect(code.get_by_role("button", name="Copied")).to_be_visible()
    copied = str(page.evaluate("navigator.clipboard.readText()")).strip()
    notebook = notebooks.read(ROOT / "chapters" / "micro_data.ipynb")
    sources = [notebooks.text_of(cell["source"]) for cell in notebooks.code_cells(notebook)]
    assert copied in sources
    context.close()


# Looking something up without leaving


@pytest.mark.browser
def test_a_citation_shows_its_work_to_mouse_and_keyboard_until_escape(page: Page) -> None:
    page.goto(address("introduction"))
    link = page.locator("a.citation").first
    key = str(link.get_attribute("href")).partition("#")[2]
    bibliography = (ROOT / "chapters" / "references.bib").read_text(encoding="utf-8")
    entry = bibliography[bibliography.index(f"{{{key},") :]
    title = re.search(r"title = \{(.*?)\},\n", entry)
    assert title
    words = title[1].replace("{", "").replace("}", "").split()[0]
    preview = page.locator(".preview")
    link.hover()
    expect(preview).to_contain_text(words)
    preview.hover()
    page.wait_for_timeout(400)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    page.keyboard.press("Tab")  # what follows has the focus as by keyboard
    link.focus()
    expect(preview).to_be_visible()
    expect(link).to_have_accessible_description(re.compile(re.escape(words)))
    page.keyboard.press("Tab")
    expect(preview.filter(has_text=words)).to_be_hidden()


def test_a_footnote_is_tied_to_its_words() -> None:
    body = '<a class="footnote-reference brackets" href="#id2" id="id1" role="doc-noteref">1</a>'
    context = {"body": body}
    previews.add_previews(SimpleNamespace(), "chapters/page", "page.html", context, None)  # type: ignore[arg-type]
    assert 'href="#id2" aria-describedby="id2"' in context["body"]


def test_a_work_that_is_not_in_the_references_is_named() -> None:
    with pytest.raises(KeyError, match="chapters/policy cites nobody2000"):
        previews.reference({}, "nobody2000", "chapters/policy")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_a_figure_is_enlarged_by_keyboard_and_closes_with_escape(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address("micro_data"))
    for name in ("#exhibit-4-10", "#exhibit-4-11"):
        figure = page.locator(name)
        opener = figure.get_by_role("button", name="Enlarge")
        before = figure.locator("svg[role=img]").bounding_box()
        opener.press("Enter")
        dialog = page.get_by_role("dialog", name=re.compile("Exhibit 4"))
        expect(dialog).to_be_visible()
        picture = dialog.locator("svg[role=img]").bounding_box()
        assert picture and before and picture["width"] > 1.5 * before["width"]
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        expect(opener).to_be_focused()


# On a phone


@pytest.mark.browser
@pytest.mark.parametrize("name", WITH_FIGURES)
def test_words_in_figures_are_legible_on_a_phone_and_never_overlap(name: str, phone: Page) -> None:
    phone.goto(address(name))
    found = phone.evaluate(
        """() => [...document.querySelectorAll("figure.exhibit svg[role=img]")].map((svg) => {
            const box = svg.getBoundingClientRect();
            const scale = box.width / svg.viewBox.baseVal.width;
            const words = [...svg.querySelectorAll("text")].filter((e) => e.textContent.trim());
            const boxes = words.map((e) => e.getBoundingClientRect());
            const over = (a, b) =>
                Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
                Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) >
                    0.3 * Math.min(a.height, b.height);
            return {
                name: svg.closest("figure").id,
                size: scale * Math.min(
                    ...words.map((e) => parseFloat(getComputedStyle(e).fontSize))),
                outside: words.filter((_, i) => boxes[i].left < 0 || boxes[i].right > innerWidth)
                    .map((e) => e.textContent),
                overlapping: words.flatMap((e, i) => words.slice(i + 1)
                    .filter((_, j) => over(boxes[i], boxes[i + 1 + j]))
                    .map((other) => `${e.textContent} | ${other.textContent}`)),
            };
        })"""
    )
    assert found
    for figure in found:
        assert figure["size"] >= SMALLEST_TEXT, figure
        assert not figure["outside"] and not figure["overlapping"], figure


@pytest.mark.browser
def test_a_table_of_words_is_a_list_of_cards_on_a_phone_and_still_a_table(phone: Page) -> None:
    phone.goto(address("macro_data"))
    tables = phone.locator("table.stack")
    assert tables.count() >= 5
    for table in tables.all():
        assert table.evaluate("t => t.scrollWidth <= t.parentElement.clientWidth")
        row = table.locator("tbody tr").first
        labels = row.locator("td").evaluate_all("cells => cells.map((c) => c.dataset.label)")
        heads = table.locator("thead th").all_text_contents()
        assert labels == heads[1:]
    caption = phone.locator("#exhibit-3-1-caption").inner_text()
    table = phone.get_by_role("table", name=caption)
    assert table.get_by_role("columnheader").count() == 5
    assert table.get_by_role("rowheader").count() == table.locator("tbody tr").count()
    phone.set_viewport_size({"width": 1280, "height": 800})
    assert tables.first.locator("td").first.evaluate("c => getComputedStyle(c).display") == (
        "table-cell"
    )


# On paper


@pytest.mark.browser
def test_on_paper_solutions_are_open_code_is_not_and_no_control_of_the_page_is_left(
    page: Page, tmp_path: Path
) -> None:
    page.goto(address("micro_data"))
    page.evaluate(
        """() => addEventListener("beforeprint", () => {
            const open = (selector) => [...document.querySelectorAll(selector)].map((d) => d.open);
            window.printed = { answers: open("details:not(.code)"), code: open("details.code") };
        })"""
    )
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    printed = page.evaluate("window.printed")
    solutions = page.locator("article details:not(.code):not(.explore *)").count()
    assert solutions and sum(printed["answers"]) == solutions
    assert not any(printed["code"])
    assert page.locator("details[open]").count() == 0  # as it was, once printed
    page.emulate_media(media="print")
    for selector in (".rail", ".tools", "nav.turn", ".headerlink"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator("article h1")).to_be_visible()

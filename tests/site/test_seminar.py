"""The seminar's pages as built: plans that add up, links that lead, words that are explained."""

import csv
import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from book import glossary, notebooks, seminar
from book.seminar_pages import numbers
from urban_rural.key_numbers import key_numbers

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
PAGES = SITE / "chapters"
SOURCES = ROOT / "chapters" / "seminar"
SESSIONS = sorted(path.stem for path in SOURCES.glob("session_*.md"))
MINUTES = 90
PARTS = [
    "Aims",
    "Before the session",
    "Run sheet",
    "Questions to put",
    "The interactive to move",
    "The exercise",
    "What students usually get wrong",
    "Closing",
]
CHAPTERS = [
    path.stem
    for path in notebooks.in_order(ROOT)
    if (page := PAGES / f"{path.stem}.html").is_file()
    and 'class="exhibit explore"' in page.read_text(encoding="utf-8")
]
each_session = pytest.mark.parametrize("name", SESSIONS)
each_chapter = pytest.mark.parametrize("name", CHAPTERS)
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


def source_of(name: str) -> str:
    return (SOURCES / f"{name}.md").read_text(encoding="utf-8")


def part_of(name: str, heading: str) -> str:
    return re.split(r"^## ", source_of(name), flags=re.MULTILINE)[1 + PARTS.index(heading)]


def test_there_are_five_sessions_and_each_has_its_slides() -> None:
    assert len(SESSIONS) == 5
    for name in SESSIONS:
        deck = name.replace("session", "slides")
        assert (PAGES / "seminar" / f"{deck}.html").is_file()
        assert f"({deck}.md)" in source_of(name)


@each_session
def test_a_session_has_every_part_in_order(name: str) -> None:
    assert re.findall(r"^## (.+)$", source_of(name), flags=re.MULTILINE) == PARTS


@each_session
def test_the_minutes_of_a_run_sheet_add_up(name: str) -> None:
    rows = re.findall(r"^\| (\d+) \|(.+)\|(.+)\|$", part_of(name, "Run sheet"), re.MULTILINE)
    assert len(rows) >= 5 and all(what.strip() and using.strip() for _, what, using in rows)
    assert sum(int(minutes) for minutes, _, _ in rows) == MINUTES


@each_session
def test_what_a_session_moves_is_an_interactive_with_questions(name: str) -> None:
    part = part_of(name, "The interactive to move")
    moved = re.findall(r"\.\./(\w+)\.ipynb#(exhibit-[\d-]+)\)", part)
    assert moved
    for chapter, anchor in moved:
        page = (PAGES / f"{chapter}.html").read_text(encoding="utf-8")
        assert f'<figure class="exhibit explore" id="{anchor}"' in page
    assert len(re.findall(r"^\d\. ", part, flags=re.MULTILINE)) >= 3 and part.count("?") >= 3


@each_session
def test_the_exercise_of_a_session_is_one_of_the_book(name: str) -> None:
    labels = {exercise.label for exercise in seminar.exercises(ROOT)}
    named = re.findall(r"[Ee]xercise (\d\.\d)", source_of(name))
    assert named and set(named) <= labels


def test_every_exercise_is_told_with_its_number_only_where_it_exists() -> None:
    labels = {exercise.label for exercise in seminar.exercises(ROOT)}
    for path in SOURCES.glob("*.md"):
        assert set(re.findall(r"[Ee]xercise (\d\.\d)", path.read_text("utf-8"))) <= labels


def test_both_editions_of_every_chapters_exercises_are_offered() -> None:
    overview = (PAGES / "seminar" / "overview.html").read_text(encoding="utf-8")
    for path in notebooks.in_order(ROOT):
        if seminar.exercises_of(path):
            for ending in ("", "_solutions"):
                name = f"exercises/{path.stem}{ending}.ipynb"
                assert f'href="../{name}"' in overview, name
                assert json.loads((PAGES / name).read_text(encoding="utf-8"))["cells"]


def test_no_key_of_a_number_is_left_and_all_numbers_are_those_of_the_table() -> None:
    stored = numbers(ROOT / "chapters" / "summary.ipynb")
    assert stored == key_numbers()["number"].to_dict()
    for page in (PAGES / "seminar").glob("*.html"):
        assert "{{" not in page.read_text(encoding="utf-8"), page.name
    with (SITE / "_data" / "exhibit-8-1.csv").open(encoding="utf-8") as file:
        assert {row["key"]: row["number"] for row in csv.DictReader(file)} == stored


def test_every_key_of_a_page_is_a_number() -> None:
    used = {
        key
        for path in SOURCES.glob("*.md")
        for key in re.findall(r"\{\{(.+?)\}\}", path.read_text("utf-8"))
    }
    assert used <= set(key_numbers().index) and len(used) > 20


# Languages


def test_the_chinese_page_says_that_it_is_chinese_and_the_others_that_they_are_english() -> None:
    for page in PAGES.rglob("*.html"):
        wanted = "zh-Hans" if page.stem.endswith("_zh") else "en"
        assert f'<html lang="{wanted}"' in page.read_text(encoding="utf-8"), page.name


def test_chinese_words_on_english_pages_are_marked() -> None:
    page = (PAGES / "seminar" / "glossary.html").read_text(encoding="utf-8")
    article = page[page.index("<article") : page.index("</article>")]
    bare = re.sub(r'<span[^>]*lang="zh-Hans"[^>]*>.*?</span>', "", article)
    assert glossary.CHINESE.search(article) and not glossary.CHINESE.search(bare)


def test_both_summaries_tell_the_same_numbers() -> None:
    def told(name: str) -> list[str]:
        cells = notebooks.code_cells(notebooks.read(ROOT / "chapters" / f"{name}.ipynb"))
        words = "".join(
            notebooks.text_of(output["data"]["text/markdown"])
            for cell in cells
            for output in cell["outputs"]
            if "text/markdown" in output.get("data", {})
        )
        return re.findall(r"(?<![\d.])\d+\.\d+(?!\d)", words.replace("section 3.1", ""))

    assert set(told("summary")) <= set(told("summary_zh")) | {"3.1"}
    assert set(told("summary_zh")) <= set(told("summary")) | {"3.1"}


# Glossary


class Prose(HTMLParser):
    """The prose of a page in order: words, and links to the glossary among them."""

    PASSED_OVER = {"h1", "h2", "h3", "h4", "code", "pre", "math", "table", "figure", "form", "svg"}
    PASSED_OVER |= {"template", "dialog"}

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.pieces: list[tuple[str, str | None]] = []
        self.anchor: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "a":
            found = re.search(r"glossary\.html#(term-.+)$", attributes.get("href") or "")
            self.anchor = found[1] if found else ""
        if tag not in VOID:
            tools = "tools" in (attributes.get("class") or "").split()
            preview = (attributes.get("id") or "").startswith("work-")
            self.open.append("table" if tools or preview else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.anchor = None
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.PASSED_OVER & set(self.open) and self.anchor != "":
            self.pieces.append((data, self.anchor))


def prose_of(name: str) -> Prose:
    page = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return Prose(page[page.index("<article") : page.index("</article>")])


@each_chapter
def test_each_term_is_linked_at_its_first_use_and_only_there(name: str) -> None:
    pieces = prose_of(name).pieces
    linked = [anchor for _, anchor in pieces if anchor]
    assert len(linked) == len(set(linked))
    for term in glossary.terms(ROOT):
        uses = [
            place
            for place, (text, anchor) in enumerate(pieces)
            if anchor == term.anchor or (anchor is None and term.pattern.search(text))
        ]
        if uses:
            assert pieces[uses[0]][1] == term.anchor, (term.term, pieces[uses[0]])


def test_every_term_is_used_somewhere_and_explained_once() -> None:
    used = {anchor for name in CHAPTERS for _, anchor in prose_of(name).pieces if anchor}
    page = (PAGES / "seminar" / "glossary.html").read_text(encoding="utf-8")
    for term in glossary.terms(ROOT):
        assert page.count(f'id="{term.anchor}"') == 1
        assert term.definition[:30] in html.unescape(page).replace("’", "'"), term.term
    unused = {term.term for term in glossary.terms(ROOT) if term.anchor not in used}
    assert not unused


# The welcome


def test_the_example_of_the_welcome_runs_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "a reader's kernel")
    shown = []
    monkeypatch.setattr("urban_rural.explore.display", lambda bundle, **_: shown.append(bundle))
    text = (ROOT / "chapters" / "welcome.ipynb").read_text(encoding="utf-8")
    cells = "".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    example = re.search("```python\n(.*?)```", cells, re.DOTALL)
    assert example is not None
    exec(example[1], {})
    assert any("200 are online" in str(bundle) for bundle in shown)

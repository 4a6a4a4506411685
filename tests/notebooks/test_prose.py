"""No number of the book's own is typed in its prose: it comes from a cell, or it is quoted."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from urban_rural import data
from urban_rural.witnesses import paper_tables

CHAPTERS = Path(__file__).parents[2] / "chapters"
PAGES = sorted([*CHAPTERS.glob("*.ipynb"), *CHAPTERS.glob("*.md")])

REASONED = {
    "31": "provinces, the observations of a group",
    "62": "observations, 31 provinces in two areas",
}
"""Numbers that may stand in prose although they are neither quoted nor computed."""

NUMBER = r"(?<![\w.#/-])\d+(?:,\d{3})*(?:\.\d+)?(?:\s?%)?"
NOT_PROSE = [
    r"<details>|</details>|<summary>.*?</summary>|<[^>]+>",  # markup
    r"```.*?```",  # a block of code
    r"`[^`]*`",  # code in a line
    r"\$\$.*?\$\$|\$[^$]*\$",  # formulas
    r"\]\([^)]*\)",  # where a link leads
    r"https?://\S+",
    r"\{\w+(?::[^{}]*)?\}",  # where a claim's sentence takes a computed number
]
QUOTED = r'"[^"]*"|“[^”]*”'
NAMED = (
    r"\b(?:[Ss]ections?|[Tt]ables?|[Ff]igures?|[Ee]xhibits?|[Ee]xercises?|[Cc]hapters?|[Vv]olumes?)"
    r"\s+\d+(?:\.\d+)*(?:(?:,| to| and|, and| or)\s+\d+(?:\.\d+)*)*"
)
YEARS = r"\b(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?\b"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATES = rf"\b\d{{1,2}} (?:{MONTHS})\b"
HEADING = r"(?m)^\*Section [^\n]*About \d+ minutes[^\n]*$"
WORKS = r"\b\d+\(\d+\)(?:, \d+[-–]\d+)?|working paper \d+"
CHINESE_NAMED = r"[表第]\s?\d+(?:\.\d+)*|\d{1,2} 月"
LIST_ITEM = r"(?m)^\s*\d+\. "


def prose_of(page: Path) -> Iterator[tuple[str, str]]:
    """Every piece of prose of a page: where it stands, and its text without what is computed."""
    if page.suffix == ".md":
        yield page.name, page.read_text(encoding="utf-8")
        return
    for number, cell in enumerate(json.loads(page.read_text(encoding="utf-8"))["cells"], start=1):
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield f"{page.name}, cell {number}", text
        else:
            for typed in typed_text(text):
                yield f"{page.name}, cell {number}", typed


def typed_text(code: str) -> Iterator[str]:
    """The words typed as arguments of a call that shows them: say, verdict, titles, labels."""
    for call in (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        shown = list(call.args) if name in ("say", "verdict", "solution") else []
        shown += [k.value for k in call.keywords if k.arg in ("title", "source", "sentence")]
        for argument in shown:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value
            elif isinstance(argument, ast.JoinedStr):
                parts = (p.value if isinstance(p, ast.Constant) else "…" for p in argument.values)
                yield "".join(map(str, parts))


def typed_numbers(text: str, printed: set[str]) -> list[str]:
    """The numbers of a text that are neither quoted, nor names, years or dates, nor reasoned."""
    text = re.sub(QUOTED, lambda match: keep_foreign_numbers(match[0], printed), text)
    for pattern in (*NOT_PROSE, HEADING, NAMED, CHINESE_NAMED, WORKS, LIST_ITEM, DATES, YEARS):
        text = re.sub(pattern, " ", text, flags=re.DOTALL)
    return [number for number in re.findall(NUMBER, text) if number not in REASONED]


def keep_foreign_numbers(quotation: str, printed: set[str]) -> str:
    """What is left of a quotation: the numbers in it that no source prints."""
    foreign = [n for n in re.findall(NUMBER, quotation) if n.rstrip(" %") not in printed]
    return " ".join(foreign)


@pytest.fixture(scope="module")
def printed() -> set[str]:
    cells = (str(cell) for frame in paper_tables().values() for cell in frame.to_numpy().flat)
    return {*data.prose()["printed"], *data.press()["printed"], *cells}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_number_of_the_books_own_is_typed_in_prose(page: Path, printed: set[str]) -> None:
    typed = {
        f"{place}: {number}"
        for place, text in prose_of(page)
        for number in typed_numbers(text, printed)
    }
    assert not typed


@pytest.mark.parametrize(
    "text",
    ["The gap fell by 12%.", "It is 3.17 times.", "about 1,234 yuan", 'He said "817 yuan".'],
)
def test_a_typed_number_is_found(text: str, printed: set[str]) -> None:
    assert typed_numbers(text, printed)


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 and from 2013 to 2019, see Tables 4 and 5, section 3.2, Exhibit 4.7.",
        'It writes "a negative growth rate of 90%".',
        "With $n = 31$ and `f(3)`.",
        "On 28 February 2020.",
        "1. First\n2. Second",
    ],
)
def test_years_names_formulas_and_quotations_are_allowed(text: str, printed: set[str]) -> None:
    assert typed_numbers(text, printed) == []


SEMINAR = sorted((CHAPTERS / "seminar").glob("*.md"))
QUESTIONS = sorted((CHAPTERS / "urban_rural" / "questions").glob("*.py"))
TIMETABLE = r"(?m)^\| \d+ \||\b\d+ minutes|\b[Ss]essions? \d(?: and \d)?|\[\d\. |add up to \d+"


@pytest.mark.parametrize("page", SEMINAR, ids=lambda page: page.stem)
def test_no_number_of_the_books_own_is_typed_in_the_seminar(page: Path, printed: set[str]) -> None:
    text = re.sub(TIMETABLE, " ", page.read_text(encoding="utf-8"))
    assert not typed_numbers(re.sub(r"\{\{[a-z0-9-]+\}\}", " ", text), printed)


@pytest.mark.parametrize("module", QUESTIONS, ids=lambda module: module.stem)
def test_no_number_is_typed_in_the_questions_of_a_self_test(
    module: Path, printed: set[str]
) -> None:
    texts = (
        node.value
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert not [number for text in texts for number in typed_numbers(text, printed)]


def test_every_reasoned_number_is_still_used() -> None:
    text = " ".join(text for page in PAGES for _, text in prose_of(page))
    assert all(re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", text) for number in REASONED)

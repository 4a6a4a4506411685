"""Self-tests and slides in a browser: by keyboard, without scripts, in print, with strict rules."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

import browser as chromium
from book import notebooks
from urban_rural.self_test import MIME

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "_build" / "html" / "chapters"
DECKS = sorted(path.stem for path in (PAGES / "seminar").glob("slides_*.html"))
pytestmark = pytest.mark.browser


def self_tests() -> dict[str, dict]:
    """Chapter -> the self-test stored in its notebook."""
    return {
        path.stem: output["data"][MIME]
        for path in notebooks.in_order(ROOT)
        for cell in notebooks.code_cells(notebooks.read(path))
        for output in cell["outputs"]
        if MIME in output.get("data", {})
    }


TESTS = self_tests()
each_test = pytest.mark.parametrize("chapter", TESTS)
each_deck = pytest.mark.parametrize("deck", DECKS)


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.SWITCHES)
        yield found
        found.close()


@pytest.fixture
def page(started: Browser) -> Iterator[Page]:
    context = started.new_context(viewport={"width": 1280, "height": 720})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors


@each_test
def test_every_option_answers_at_once_and_only_it(chapter: str, page: Page) -> None:
    page.goto((PAGES / f"{chapter}.html").as_uri())
    form = page.locator("form.self-test")
    questions = TESTS[chapter]["questions"]
    assert len(questions) == 5
    for number, question in enumerate(questions):
        group = form.get_by_role("group", name=question["text"])
        for option in question["options"]:
            group.get_by_label(option["text"], exact=True).check()
            shown = group.locator("div p:visible")
            expect(shown).to_have_count(1)
            word = "Right." if option["right"] else "Not quite."
            expect(shown).to_contain_text(f"{word} {option['feedback']}")
        right = next(option["text"] for option in question["options"] if option["right"])
        group.get_by_label(right, exact=True).check()
        assert form.locator("[data-right]:checked").count() == number + 1
    form.get_by_role("button", name="Start again").click()
    expect(form.locator("div p:visible")).to_have_count(0)


def test_a_self_test_works_by_keyboard_and_without_scripts(started: Browser) -> None:
    context = started.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((PAGES / "introduction.html").as_uri())
    group = page.locator("form.self-test fieldset").first
    group.locator("input").first.focus()
    page.keyboard.press("Space")
    expect(group.locator("div p:visible")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(group.locator("div p").nth(1)).to_be_visible()
    context.close()


def test_right_answers_stand_in_different_places() -> None:
    places = [
        [option["right"] for option in question["options"]].index(True)
        for stored in TESTS.values()
        for question in stored["questions"]
    ]
    assert all(places.count(place) >= len(places) // 6 for place in range(3))


def test_a_notebook_offers_the_same_questions_as_lines_to_open() -> None:
    for path in notebooks.in_order(ROOT):
        for cell in notebooks.code_cells(notebooks.read(path)):
            for output in cell["outputs"]:
                if MIME in output.get("data", {}):
                    text = notebooks.text_of(output["data"]["text/html"])
                    options = sum(len(q["options"]) for q in output["data"][MIME]["questions"])
                    assert text.count("<details><summary>") == options
                    assert "<script" not in text and "<input" not in text


@each_deck
def test_slides_move_by_keyboard_from_end_to_end(deck: str, page: Page) -> None:
    page.goto((PAGES / "seminar" / f"{deck}.html").as_uri())
    slides = page.locator(".deck .slide")
    total = slides.count()
    assert total >= 7
    place = page.locator(".deck-tools output")
    for number in range(1, total):
        page.keyboard.press(["ArrowRight", "PageDown", "Space"][number % 3])
        expect(place).to_have_text(f"{number + 1} of {total}")
        expect(slides.nth(number).locator("h2")).to_be_in_viewport()
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text(f"{total} of {total}")
    page.keyboard.press("Home")
    expect(place).to_have_text(f"1 of {total}")
    expect(slides.first.locator("h1")).to_be_in_viewport()


@each_deck
def test_notes_show_on_demand_and_always_in_print(deck: str, page: Page) -> None:
    page.goto((PAGES / "seminar" / f"{deck}.html").as_uri())
    notes = page.locator(".deck .notes")
    assert notes.count() >= 2
    expect(notes.first).to_be_hidden()
    page.keyboard.press("n")
    expect(notes.first).to_be_visible()
    page.keyboard.press("n")
    expect(notes.first).to_be_hidden()
    page.emulate_media(media="print")
    expect(notes.first).to_be_visible()
    expect(page.locator(".deck-tools")).to_be_hidden()


@each_deck
def test_slides_show_exhibits_of_the_chapters_and_their_controls_keep_their_keys(
    deck: str, page: Page
) -> None:
    page.goto((PAGES / "seminar" / f"{deck}.html").as_uri())
    assert page.locator(".deck figure.exhibit").count() >= 2
    explored = page.locator(".deck figure.explore").first
    if not explored.count():
        return
    name = explored.get_attribute("id")
    before = page.locator(".deck-tools output").inner_text()
    control = explored.locator("input, select").first
    control.focus()
    page.wait_for_timeout(300)
    before = page.locator(".deck-tools output").inner_text()
    sentence = explored.locator("output").inner_text()
    control.press("ArrowDown" if control.evaluate("e => e.localName") == "select" else "ArrowRight")
    expect(explored.locator("output")).not_to_have_text(sentence)
    assert page.locator(".deck-tools output").inner_text() == before
    chapter = {"1": "introduction", "2": "mechanisms", "3": "macro_data", "4": "micro_data"}
    chapter |= {"5": "policy", "6": "replication", "7": "since_2019"}
    stored = (ROOT / "chapters" / f"{chapter[name.split('-')[1]]}.ipynb").read_text("utf-8")
    assert json.dumps(name) in stored


@each_deck
def test_slides_read_without_scripts_and_on_a_phone(deck: str, started: Browser) -> None:
    size = {"width": 390, "height": 844}
    context = started.new_context(java_script_enabled=False, viewport=size)
    page = context.new_page()
    page.goto((PAGES / "seminar" / f"{deck}.html").as_uri())
    for heading in page.locator(".deck :is(h1, h2)").all():
        expect(heading).to_be_visible()
    expect(page.locator(".deck-tools .keys")).to_be_hidden()
    expect(page.locator(".deck-tools a")).to_be_visible()
    context.close()

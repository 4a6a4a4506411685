"""Interactives: what a notebook stores of them, what a kernel does with them, what is refused."""

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from ipywidgets import FloatSlider, IntSlider
from ipywidgets.widgets.widget import _instances
from markdown_it import MarkdownIt
from nbclient import NotebookClient

import samples
from urban_rural import explore as module
from urban_rural.differences import pack, unpack
from urban_rural.display import MARK
from urban_rural.explore import MIME, Choice, Radio, Range, explore, outputs, settings
from urban_rural.figures import theme
from urban_rural.figures.slim import slim

WIDGET = "application/vnd.jupyter.widget-view+json"
WORDS = {"label": "9.1", "title": "What distance costs", "source": "Illustration."}
THREE = {
    "distance": Range(0, 100, 50, 50, "Distance", "km"),
    "elasticity": Choice([2, 4], 4, "Elasticity"),
    "area": Radio(("urban", "rural"), "rural", "Household"),
}


class Shown:
    """An output of a cell, and what it was later replaced by."""

    def __init__(self, bundle: dict[str, Any], metadata: dict[str, Any]) -> None:
        self.bundle, self.metadata = bundle, metadata

    def update(self, bundle: dict[str, Any], raw: bool, metadata: dict[str, Any]) -> None:
        assert raw and metadata == self.metadata
        self.bundle = bundle


@pytest.fixture
def cell(monkeypatch: pytest.MonkeyPatch) -> list[Shown]:
    """The outputs of a cell in a kernel that executes the book, as they appear."""
    shown: list[Shown] = []

    def display(bundle: Any, raw: bool, metadata: Any, display_id: bool = False) -> Shown:
        shown.append(Shown(bundle, metadata))
        return shown[-1]

    monkeypatch.setattr(module, "display", display)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return shown


@pytest.fixture
def readers_cell(cell: list[Shown], monkeypatch: pytest.MonkeyPatch) -> list[Shown]:
    """The outputs of a cell in a kernel that a Jupyter server started for a reader."""
    monkeypatch.setenv("JPY_SESSION_NAME", "/chapters/introduction.ipynb")
    return cell


def controls_in(cell: list[Shown]) -> list[Any]:
    panel = _instances[cell[0].bundle[WIDGET]["model_id"]]
    return list(panel.children[1:])


# Texts stored as their differences


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.lists(st.text('<>" ab1é', max_size=12), min_size=1, max_size=8))
def test_packed_texts_come_back_to_the_letter(texts: list[str]) -> None:
    packed = json.loads(json.dumps(pack(texts)))
    assert [unpack(packed, place) for place in range(len(texts))] == texts


def test_what_texts_share_is_stored_once() -> None:
    shared = "the same words " * 50
    texts = [f'<p title="{shared}">{number} of 40</p>' for number in range(40)]
    assert len(json.dumps(pack(texts))) < 2.2 * len(texts[0])


# Pictures without what nobody sees


def test_a_path_of_many_points_becomes_steps_of_a_tenth_of_a_point() -> None:
    path = "M 39.904146 9.126 \nL 41.25 10 \nL 41.25 20.04 \nL 50 20.04 \nL 50 -0.001 \nz \n"
    assert slim(f'<path d="{path}"/>') == ('<path d="M 39.9 9.13 l 1.3 0.87 0 10 8.8 0 0 -20 z"/>')


def test_a_path_of_few_points_keeps_its_places() -> None:
    assert slim('<path d="M 39.904146 181.998979 \nL 39.904146 6.799068 \n"/>') == (
        '<path d="M 39.9 182 L 39.9 6.8"/>'
    )


def test_a_curve_is_not_taken_for_a_path_of_lines() -> None:
    curve = "M 0 3 C 1 3 1 2 2 2 L 1 1 L 2 2 L 3 3 L 4 4 z"
    assert slim(f'<path d="{curve}"/>') == f'<path d="{curve}"/>'


def test_numbers_in_words_keep_all_their_digits() -> None:
    words = '<svg aria-label="F 104.9612"><text x="{}" y="2">p = 0.000123456</text></svg>'
    assert slim(words.format("1.23456")) == words.format("1.23")


def test_a_picture_is_drawn_slim_and_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = samples.bars(4).figure.svg
    monkeypatch.setattr(theme, "slim", lambda svg: svg)
    whole = samples.bars(4).figure.svg
    assert slim(whole) == drawn == slim(drawn)
    assert len(drawn) < 0.95 * len(whole)
    assert "<style" in whole and "<style" not in drawn


# Controls


def test_decimal_steps_give_the_numbers_one_would_type() -> None:
    assert Range(0.1, 0.7, 0.1, 0.3, "x").values() == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
    assert Range(-1, 1, 0.25, 0, "x").values()[:3] == [-1, -0.75, -0.5]


def test_whole_numbers_stay_whole() -> None:
    assert all(type(value) is int for value in Range(2013, 2023, 2, 2013, "Year").values())


@pytest.mark.parametrize(
    ("control", "value", "text"),
    [
        (Range(0, 20_000, 1000, 0, "Income", "yuan"), 12_000, "12,000 yuan"),
        (Range(0, 100, 5, 0, "Access", "%"), 40, "40%"),
        (Range(0, 1, 0.05, 0, "Share"), 0.5, "0.50"),
        (Choice([2015, 2016], 2015, "Year"), 2015, "2015"),
    ],
)
def test_values_are_shown_with_unit_and_even_decimals(
    control: Any, value: float, text: str
) -> None:
    assert control.text(value) == text


def test_a_kernel_offers_more_values_than_the_page() -> None:
    fine = Range(0.0, 1.0, 0.1, 0.5, "Share").widget()
    assert isinstance(fine, FloatSlider) and fine.step == pytest.approx(0.01)
    whole = Range(0, 100, 10, 50, "Distance", "km").widget()
    assert isinstance(whole, IntSlider) and (whole.step, whole.max) == (1, 100)
    assert whole.description == "Distance (km)"


@pytest.mark.parametrize(
    ("control", "fault"),
    [
        (Range(0, 10, 1, 11, "x"), "start 11 is outside the range from 0 to 10"),
        (Range(0, 10, 2, 3, "x"), "start 3 is not on the grid from 0 in steps of 2"),
        (Range(0, 10, 3, 3, "x"), "high 10 is not on the grid"),
        (Range(0, 10, 0, 0, "x"), "span no range"),
        (Range(5, 5, 1, 5, "x"), "span no range"),
        (Range(0, float("inf"), 1, 0, "x"), "span no range"),
        (Choice([], 1, "x"), "there are no options"),
        (Choice([1, 2, 1], 1, "x"), "the option '1' is there more than once"),
        (Choice([1, "1"], 1, "x"), "the option '1' is there more than once"),
        (Radio(["a", "b"], "c", "x"), "start 'c' is not an option"),
    ],
)
def test_a_faulty_control_is_refused_with_its_name_and_the_interactive(
    control: Any, fault: str, cell: list[Shown]
) -> None:
    with pytest.raises(ValueError, match=r"^Exhibit 9\.1, control 'rows': ") as refusal:
        explore(samples.shares, **WORDS, rows=control)
    assert fault in str(refusal.value)
    assert not cell


def test_controls_must_fit_the_function() -> None:
    with pytest.raises(ValueError, match=r"9\.1, control 'lines': shares has no such argument"):
        explore(samples.shares, **WORDS, lines=Range(1, 3, 1, 1, "Rows"))
    with pytest.raises(ValueError, match=r"9\.1: no control sets the argument 'area'"):
        explore(samples.cost_of_living, **WORDS, **dict(list(THREE.items())[:2]))
    with pytest.raises(ValueError, match=r"9\.1: 0 controls"):
        explore(samples.shares, **WORDS)


# What the build stores


def test_every_stored_state_is_the_functions_own_answer(cell: list[Shown]) -> None:
    explore(samples.cost_of_living, **WORDS, **THREE)
    states = json.loads(cell[0].bundle[MIME]["states"])
    grid = list(settings(THREE))
    assert len(grid) == 3 * 2 * 2
    assert grid[1] == {"distance": 0, "elasticity": 2, "area": "rural"}
    for place, setting in enumerate(grid):
        answer = samples.cost_of_living(**setting)
        assert unpack(states["sentence"], place) == answer.sentence
        picture, table = unpack(states["figure"], place), unpack(states["table"], place)
        assert f'aria-label="{html.escape(answer.figure.alt)}"' in picture
        assert f">{answer.table.frame['prices']['with']:.3f}</td>" in table
        assert "<caption>Prices, city = 1</caption>" in table


def test_a_changing_structure_is_stored_whole(cell: list[Shown]) -> None:
    explore(samples.bars, **WORDS, count=Range(1, 8, 1, 2, "Bars"))
    states = json.loads(cell[0].bundle[MIME]["states"])
    assert len(states["figure"]["templates"]) > 1
    for place in range(8):
        drawn = outputs(samples.bars(place + 1), "9.1")["figure"]["image/svg+xml"]
        assert unpack(states["figure"], place) == drawn


def test_stored_outputs_show_the_start_state_without_a_kernel(cell: list[Shown]) -> None:
    explore(samples.cost_of_living, **WORDS, **THREE)
    assert [shown.metadata[MARK]["kind"] for shown in cell] == ["explore"] + ["explore-start"] * 3
    head, sentence, figure, table = (shown.bundle for shown in cell)
    assert "Start: Distance 50 km, Elasticity 4, Household rural." in head["text/html"]
    assert sentence["text/plain"] == samples.cost_of_living(50, 4, "rural").sentence
    assert figure["image/svg+xml"].startswith("<svg ")
    assert table["text/html"].startswith("<table>")


def test_storing_twice_gives_the_same_but_for_the_widget(cell: list[Shown]) -> None:
    for _ in range(2):
        explore(samples.cost_of_living, **WORDS, **THREE)
    for shown in cell:
        shown.bundle.pop(WIDGET, None)
    assert [s.bundle for s in cell[:4]] == [s.bundle for s in cell[4:]]


def test_a_sentence_is_taken_literally_by_markdown(cell: list[Shown]) -> None:
    words = r"2*3*4 and a_b_c at $5 or $6, `x`, [1](2) <b>\x"
    explore(samples.word, **WORDS, answer=Choice([words, "yes"], words, "Answer"))
    rendered = MarkdownIt().render(cell[1].bundle["text/markdown"])
    assert html.unescape(rendered) == f"<p>The answer is {words}.</p>\n"


def test_too_many_states_are_refused_with_their_number_and_the_budget(cell: list[Shown]) -> None:
    many = {**THREE, "distance": Range(0, 100, 0.5, 50, "Distance", "km")}
    with pytest.raises(ValueError) as refusal:
        explore(samples.cost_of_living, **WORDS, **many)
    assert str(refusal.value) == (
        "Exhibit 9.1: distance (201) × elasticity (2) × area (2) make 804 states, the budget is "
        "600; the control 'distance' has most values"
    )
    endless = Range(0, 1e12, 1e-3, 0, "Rows")
    with pytest.raises(ValueError, match="the budget is 600"):
        explore(samples.shares, **WORDS, rows=endless)
    assert not cell


def test_too_large_states_are_refused_with_their_size_and_the_budget(cell: list[Shown]) -> None:
    with pytest.raises(ValueError, match=r"60 states take [\d,]+ bytes after gzip") as refusal:
        explore(samples.noise, **WORDS, seed=Range(1, 60, 1, 1, "Seed"))
    assert "the budget is 60,000; the control 'seed' has most values" in str(refusal.value)
    assert not cell


def test_a_function_of_the_notebook_is_refused(cell: list[Shown]) -> None:
    def own(rows: int) -> str:
        return str(rows)

    for function in (own, lambda rows: str(rows)):
        with pytest.raises(ValueError, match=r"9\.1: .* is not a function of a module of urban"):
            explore(function, **WORDS, rows=Range(1, 3, 1, 1, "Rows"))
    assert not cell


def test_a_setting_without_an_answer_is_named(cell: list[Shown]) -> None:
    with pytest.raises(ValueError, match=r"9\.1: no answer at \{'count': 3\}: three is no good"):
        explore(samples.fails_at_three, **WORDS, count=Range(1, 4, 1, 1, "Count"))
    with pytest.raises(ValueError, match=r"9\.1: not the same parts at \{'count': 2\}"):
        explore(samples.sometimes_drawn, **WORDS, count=Range(1, 4, 1, 1, "Count"))


# What a reader's kernel does


def test_a_readers_kernel_answers_between_the_published_values(readers_cell: list[Shown]) -> None:
    explore(samples.cost_of_living, **WORDS, **THREE)
    distance, elasticity, area = controls_in(readers_cell)
    distance.value, elasticity.value, area.value = 37, 2, "urban"
    answer = samples.cost_of_living(37, 2, "urban")
    _, sentence, figure, table = (shown.bundle for shown in readers_cell)
    assert sentence["text/plain"] == answer.sentence
    assert figure["text/plain"] == answer.figure.alt
    assert f"{answer.table.frame['prices']['with']:.3f}" in table["text/html"]


def test_a_readers_kernel_does_not_wait_for_states(readers_cell: list[Shown]) -> None:
    asked = []

    def own(rows: int) -> str:
        asked.append(rows)
        return str(rows)

    explore(own, **WORDS, rows=Range(1, 300, 1, 7, "Rows"))
    assert asked == [7]
    assert "states" not in readers_cell[0].bundle[MIME]


def test_an_error_in_a_readers_kernel_takes_the_place_of_the_sentence(
    readers_cell: list[Shown],
) -> None:
    explore(samples.fails_at_three, **WORDS, count=Range(1, 4, 1, 1, "Count"))
    (count,) = controls_in(readers_cell)
    count.value = 3
    assert readers_cell[1].bundle["text/plain"] == "ZeroDivisionError: three is no good"
    count.value = 4
    assert readers_cell[1].bundle["text/plain"] == "4 is good."


# The page for authors


def test_the_example_for_authors_works_and_is_under_ten_lines(
    cell: list[Shown], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Path(module.__file__).parents[1] / "interactives.md"
    function, call = re.findall(
        "```{code-block} python\n(.*?)```", page.read_text(encoding="utf-8"), re.S
    )
    assert sum(bool(line.strip()) for line in (function + call).splitlines()) < 10
    example = ModuleType("urban_rural.example")
    monkeypatch.setitem(sys.modules, example.__name__, example)
    exec(function, vars(example))
    exec(call, {**vars(module), **vars(example)})
    assert cell[1].bundle["text/plain"] == "Through 3 middlemen the grower gets 51% of the price."


# The notebook as a file


def test_a_stored_notebook_is_valid_and_nbval_finds_every_changed_state(tmp_path: Path) -> None:
    source = (
        "from samples import shares\nfrom urban_rural.explore import Range, explore\n"
        "explore(shares, label='9.2', title='Shares', source='None.',"
        " rows=Range(1, 5, 1, 2, 'Rows'))"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    paths = [str(Path(module.__file__).parents[1]), str(Path(samples.__file__).parent)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "NO_COLOR": "1"}
    environment.pop("JPY_SESSION_NAME", None)
    NotebookClient(notebook, store_widget_state=False).execute(env=environment)
    for output in notebook.cells[0].outputs:
        output.data.pop(WIDGET, None)
    nbformat.validate(notebook)
    nbformat.write(notebook, tmp_path / "stored.ipynb")
    record = notebook.cells[0].outputs[0].data[MIME]
    record["states"] = record["states"].replace("20.00%", "20.01%")
    nbformat.write(notebook, tmp_path / "changed.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "."]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert "1 failed, 1 passed" in run.stdout
    assert f"mismatch '{MIME}'" in run.stdout

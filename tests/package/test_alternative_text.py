"""What is said of a picture is written from its data: no picture changes while its words stay.

The chapters' own calls of figure functions are recorded, each with the data it was given. Then
one column, field or number at a time is altered and the function called again.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, fields, is_dataclass, replace
from numbers import Real
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
import pytest

from book import interactives
from urban_rural import data, display, explore, figures, since_2019
from urban_rural.display import Figure
from urban_rural.explore import MIME

CHAPTERS = Path(__file__).parents[2] / "chapters"
FACTORS = (1.09, 0.93)
"""A value is multiplied by the first of these that the function takes."""

SOURCES: dict[str, list[tuple[Any, str]]] = {
    "since_2019.ratios": [(since_2019, "gaps")],
    "since_2019.signals": [
        (data, "internet_users"),
        (data, "population"),
        (data, "rural_online_retail"),
        (data, "agricultural_online_retail"),
        (data, "taobao_villages"),
        (data, "parcels"),
        (data, "rural_parcels"),
    ],
}
"""Functions that read their data themselves -> where from."""


@dataclass(frozen=True)
class Call:
    """A call of a figure function in a chapter."""

    name: str
    function: Callable[..., Figure]
    arguments: dict[str, Any]
    given: Figure


def recorded() -> list[Call]:
    """The calls of figure functions, when each chapter's cells run and interactives start."""
    calls: list[Call] = []
    make = Figure.__init__

    def record(self: Figure, *args: Any, **kwargs: Any) -> None:
        make(self, *args, **kwargs)
        frame = sys._getframe(1)
        module = frame.f_globals.get("__name__", "")
        if not module.startswith(figures.__name__ + "."):
            return
        code = frame.f_code
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        name = f"{module.removeprefix(figures.__name__ + '.')}.{code.co_name}"
        arguments = {name: frame.f_locals[name] for name in names}
        calls.append(Call(name, frame.f_globals[code.co_name], arguments, self))

    def start(function: Callable[..., Any], **settings: Any) -> None:
        controls = {key: c for key, c in settings.items() if hasattr(c, "start")}
        function(**{key: control.start for key, control in controls.items()})

    with ExitStack() as patches:
        patches.enter_context(patch.object(Figure, "__init__", record))
        patches.enter_context(patch.object(explore, "explore", start))
        patches.enter_context(patch.object(display, "display", lambda *_, **__: None))
        for path in sorted(CHAPTERS.glob("*.ipynb")):
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            sources = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
            if not any("figures." in source for source in sources):
                continue
            names: dict[str, Any] = {"display": lambda *_: None}
            for source in sources:
                exec(compile(source, path.name, "exec"), names)
    return calls


@pytest.fixture(scope="module")
def calls() -> list[Call]:
    return recorded()


def altered(value: Any) -> Iterator[tuple[str, list[Any]]]:
    """A value with one thing in it altered: what that is, and the forms to try in turn."""
    if isinstance(value, pd.Series):
        value = value.to_frame()
        yield from ((what, [f.iloc[:, 0] for f in forms]) for what, forms in altered(value))
    elif isinstance(value, pd.DataFrame):
        for place, column in enumerate(value.columns):
            numbers = value.iloc[:, place]
            if numbers.dtype.kind == "f" or (numbers.dtype.kind == "i" and numbers.max() < 1500):
                forms = []
                for factor in FACTORS:
                    form = value.copy()
                    form.isetitem(place, numbers * factor)
                    forms.append(form)
                yield str(column), forms
    elif is_dataclass(value):
        for item in fields(value):
            for what, forms in altered(getattr(value, item.name)):
                made = (_or_none(replace, value, **{item.name: form}) for form in forms)
                yield f"{item.name} {what}", [form for form in made if form is not None]
    elif isinstance(value, dict):
        for key in value:
            for what, forms in altered(value[key]):
                yield f"{key} {what}", [{**value, key: form} for form in forms]
    elif isinstance(value, list | tuple):
        kind = type(value)
        if value and isinstance(value[-1], Real) is False and len(value) > 5:
            yield "its length", [value[:-5]]
            return
        for place, part in enumerate(value):
            for what, forms in altered(part):
                made = [kind([*value[:place], form, *value[place + 1 :]]) for form in forms]
                yield f"{place} {what}", made
    elif isinstance(value, Real) and not isinstance(value, bool) and not 1500 < value < 2100:
        yield "", [type(value)(value * factor + 0.5 * (factor > 1)) for factor in FACTORS]


def _or_none(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return function(*args, **kwargs)
    except (ValueError, KeyError, IndexError, TypeError, ArithmeticError):
        return None


def variants(call: Call) -> Iterator[tuple[str, Figure]]:
    """The figure as its function gives it when one thing is altered."""
    for argument, value in call.arguments.items():
        if isinstance(value, str):
            continue
        for what, forms in altered(value):
            drawn = (_or_none(call.function, **{**call.arguments, argument: f}) for f in forms)
            if figure := next(filter(None, drawn), None):
                yield f"{argument} {what}", figure
    for module, name in SOURCES.get(call.name, []):
        original = getattr(module, name)
        columns = [what for what, _ in altered(original(*_first(original)))]
        for column in columns:

            def load(*args: Any, **kwargs: Any) -> Any:
                return dict(altered(original(*args, **kwargs)))[column][0]  # noqa: B023

            with patch.object(module, name, load):
                if figure := _or_none(call.function, **call.arguments):
                    yield f"{name} {column}", figure


def _first(loader: Callable[..., Any]) -> list[Any]:
    return [next(iter(since_2019.GAPS))] if loader is since_2019.gaps else []


def test_every_figure_of_the_chapters_is_among_those_tested(calls: list[Call]) -> None:
    marks = [
        output.get("metadata", {}).get(display.MARK, {})
        for path in CHAPTERS.glob("*.ipynb")
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        for output in cell.get("outputs", [])
    ]
    stored = {mark["name"] for mark in marks if mark.get("kind") == "figure"}
    assert stored == {call.given.name for call in calls} and len(stored) > 15


def test_no_figure_changes_while_its_words_stay(calls: list[Call]) -> None:
    silent = []
    for call in calls:
        changed = 0
        for what, figure in variants(call):
            if figure.svg != call.given.svg:
                changed += 1
                if figure.alt == call.given.alt:
                    silent.append(f"{call.name}: {what}")
        if not changed:
            silent.append(f"{call.name}: nothing alters it")
    assert not silent, "\n".join(silent)


def states() -> Iterator[Any]:
    for path in sorted(CHAPTERS.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                if MIME in output.get("data", {}):
                    yield pytest.param(output["data"], id=output["data"][MIME]["name"])


@pytest.mark.parametrize("bundle", list(states()))
def test_each_state_of_an_interactive_has_words_of_its_own(bundle: dict[str, Any]) -> None:
    _, controls, packed = interactives.read(bundle)
    if "figure" not in packed:
        return
    count = 1
    for control in controls.values():
        count *= control.size
    seen: dict[str, str] = {}
    for place in range(count):
        svg = interactives.unpack(packed["figure"], place)
        words = re.search(r'aria-label="([^"]*)"', svg)
        assert words
        picture = svg.replace(words[0], "")
        assert seen.setdefault(words[1], picture) == picture, words[1]

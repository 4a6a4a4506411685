"""Interactives: a pure function behind controls, for a kernel and for a page without one.

`explore` shows a function's answer at the start values. A kernel that somebody uses adds
ipywidgets controls that recompute it for any value in range. A kernel that executes the book
adds the answers over the whole declared grid, from which the published page answers.
"""

import gzip
import html
import inspect
import itertools
import json
import math
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import import_module

import ipywidgets
from IPython.display import display

from urban_rural.controls import Choice, Control, Radio, Range, Value
from urban_rural.differences import pack
from urban_rural.display import MARK, Figure, Table, anchor, caption, label_svg

__all__ = ["Answer", "Choice", "Radio", "Range", "explore", "outputs", "settings"]

MIME = "application/vnd.urban-rural.explore+json"
"""Type of output that holds an interactive. JupyterLab and GitHub pass over it; nbval, which
passes over metadata, compares it."""

MOST_STATES = 600
MOST_BYTES = 60_000
"""Budget of one interactive: the number of its states, and their size after gzip."""

PARTS = {"sentence": "text/plain", "figure": "image/svg+xml", "table": "text/html"}
"""Parts of an answer in the order shown -> the type in which the page takes each."""


@dataclass(frozen=True)
class Answer:
    """What a function gives for one setting of its controls.

    sentence: the result in words, plain text.
    figure, table: the result to look at. Label and source are those of the interactive: of a
    figure the picture and its alternative text are shown, of a table its title and cells.
    """

    sentence: str
    figure: Figure | None = None
    table: Table | None = None


def explore(
    function: Callable[..., Answer | str],
    *,
    label: str,
    title: str,
    source: str,
    **controls: Control,
) -> None:
    """Show a function's answer behind controls; the last line of a notebook's cell.

    function: a pure function of the package; gives an Answer, or a sentence alone.
    label, title, source: as for a figure.
    controls: one to three, each under the name of the argument that it sets.
    Raises ValueError, naming the interactive and the control, when a control does not fit the
    function or itself, and when there are too many states to publish, or too large ones.
    """
    _check(function, label, controls)
    name, words = anchor(label), caption(label, title, source)
    record = {
        "function": f"{function.__module__}:{function.__qualname__}",
        "name": name,
        "label": label,
        "title": title,
        "source": source,
        "controls": [
            {"kind": control.kind, "argument": argument, **asdict(control)}
            for argument, control in controls.items()
        ],
    }
    # A Jupyter server sets this for the kernels that its readers use. They need not wait for
    # states that only the build publishes, and may explore functions of their own.
    if "JPY_SESSION_NAME" not in os.environ:
        record["states"] = _states(function, label, controls)
    start = ", ".join(f"{c.label} {c.text(c.start)}" for c in controls.values())
    widgets = {argument: control.widget() for argument, control in controls.items()}
    panel = ipywidgets.VBox([ipywidgets.HTML(words), *widgets.values()])
    head = {
        **panel._repr_mimebundle_(),
        "text/plain": f"Exhibit {label}. {title} Start: {start}.",
        "text/html": f"<p>{words}</p>\n<p>Start: {html.escape(start)}.</p>",
        MIME: record,
    }
    display(head, raw=True, metadata={MARK: {"kind": "explore", "name": name}})
    mark = {MARK: {"kind": "explore-start", "name": name}}
    answer = function(**{argument: control.start for argument, control in controls.items()})
    shown = {
        part: display(bundle, raw=True, metadata=mark, display_id=True)
        for part, bundle in outputs(answer, label).items()
    }

    def answer_anew(_: object) -> None:
        try:
            answer = function(**{argument: widget.value for argument, widget in widgets.items()})
        except Exception as problem:  # in a callback nobody would see it
            answer = f"{type(problem).__name__}: {problem}"
        for part, bundle in outputs(answer, label).items():
            shown[part].update(bundle, raw=True, metadata=mark)

    for widget in widgets.values():
        widget.observe(answer_anew, names="value")


def settings(controls: Mapping[str, Control]) -> Iterator[dict[str, Value]]:
    """The settings of the whole grid in the order of the states: the last control runs first."""
    for values in itertools.product(*(control.values() for control in controls.values())):
        yield dict(zip(controls, values, strict=True))


def outputs(answer: Answer | str, label: str) -> dict[str, dict[str, str]]:
    """The parts of an answer as contents of notebook outputs: part -> type -> text.

    label: the interactive's; no picture of another shares its ids.
    """
    answer = Answer(answer) if isinstance(answer, str) else answer
    escaped = re.sub(r"([\\`*_$<\[])", r"\\\1", answer.sentence)
    parts = {"sentence": {"text/plain": answer.sentence, "text/markdown": escaped}}
    if answer.figure is not None:
        svg = label_svg(answer.figure.svg, anchor(label), answer.figure.alt)
        parts["figure"] = {"image/svg+xml": svg, "text/plain": answer.figure.alt}
    if answer.table is not None:
        words = f"<caption>{html.escape(answer.table.title)}</caption>"
        table = re.sub("<caption>.*?</caption>", lambda _: words, answer.table.html(), flags=re.S)
        parts["table"] = {"text/html": table, "text/plain": answer.table.frame.to_string()}
    return parts


def _check(function: Callable[..., object], label: str, controls: Mapping[str, Control]) -> None:
    where = f"Exhibit {label}"
    if not 1 <= len(controls) <= 3:
        raise ValueError(f"{where}: {len(controls)} controls; an interactive has one to three")
    arguments = inspect.signature(function).parameters
    for argument, control in controls.items():
        if argument not in arguments:
            raise ValueError(
                f"{where}, control {argument!r}: {function.__qualname__} has no such argument; "
                f"it has {', '.join(arguments)}"
            )
        if fault := control.fault():
            raise ValueError(f"{where}, control {argument!r}: {fault}")
    for argument, parameter in arguments.items():
        if parameter.default is parameter.empty and argument not in controls:
            raise ValueError(f"{where}: no control sets the argument {argument!r}")
    sizes = {argument: control.size for argument, control in controls.items()}
    if math.prod(sizes.values()) > MOST_STATES:
        grid = " × ".join(f"{argument} ({size})" for argument, size in sizes.items())
        raise ValueError(
            f"{where}: {grid} make {math.prod(sizes.values()):,} states, the budget is "
            f"{MOST_STATES:,}; the control {max(sizes, key=lambda a: sizes[a])!r} has most values"
        )


def _states(
    function: Callable[..., Answer | str], label: str, controls: Mapping[str, Control]
) -> str:
    """The answers over the whole grid as JSON: part -> differences."""
    module, name = function.__module__, function.__qualname__
    if (
        not module.startswith("urban_rural.")
        or getattr(import_module(module), name, None) is not function
    ):
        raise ValueError(
            f"Exhibit {label}: {module}.{name} is not a function of a module of urban_rural, "
            "where tests can import it"
        )
    texts: dict[str, list[str]] = {}
    for count, setting in enumerate(settings(controls), start=1):
        try:
            parts = outputs(function(**setting), label)
        except Exception as problem:
            raise ValueError(f"Exhibit {label}: no answer at {setting}: {problem}") from problem
        for part, bundle in parts.items():
            texts.setdefault(part, []).append(bundle[PARTS[part]])
        if any(len(column) != count for column in texts.values()):
            raise ValueError(f"Exhibit {label}: not the same parts at {setting} as before it")
    packed = {part: pack(column) for part, column in texts.items()}
    states = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
    size = len(gzip.compress(states.encode()))
    if size > MOST_BYTES:
        largest = max(controls, key=lambda argument: controls[argument].size)
        raise ValueError(
            f"Exhibit {label}: {count:,} states take {size:,} bytes after gzip, the budget is "
            f"{MOST_BYTES:,}; the control {largest!r} has most values"
        )
    return states

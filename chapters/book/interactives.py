"""Interactives on the site: a stored interactive -> the HTML and the files of its page.

The page holds the start state in words and picture, native controls, and the answers at some
further settings for whoever reads without scripts. All states lie in a small script file of
their own, which `static/explore.js` loads when the reader comes near.
"""

import csv
import hashlib
import html
import io
import json
import math
from typing import Any

from urban_rural.controls import CONTROLS, Control, Range, Value
from urban_rural.differences import unpack
from urban_rural.display import caption
from urban_rural.explore import MIME, settings
from urban_rural.figures import palette

FOLDER = "_data"
MOST_ROWS = 6
"""Further settings of one control that the page tells in words."""


def page_html(bundle: dict[str, Any], root: str = "") -> str:
    """The interactive as it stands on its page.

    bundle: the data of its output, type -> content.
    root: relative address of the site's top folder from the page.
    Raises ValueError when the output holds no states.
    """
    record, controls, states = read(bundle)
    name, label = record["name"], html.escape(record["label"], quote=True)
    start = list(settings(controls)).index({key: c.start for key, c in controls.items()})
    count = math.prod(control.size for control in controls.values())
    sentences = [unpack(states["sentence"], place) for place in range(count)]
    longest = html.escape(max(sentences, key=len), quote=True)
    version = hashlib.sha256(_script(bundle)).hexdigest()[:8]
    parts = [
        f'<figure class="exhibit explore" id="{name}" '
        f'data-states="{root}{FOLDER}/{name}.js?v={version}">',
        f"<figcaption>{caption(record['label'], record['title'], record['source'])}</figcaption>",
        f'<form autocomplete="off"><fieldset disabled aria-label="Settings of exhibit {label}">',
        *(_control(f"{name}-{key}", control) for key, control in controls.items()),
        '<button type="reset">Back to start</button>',
        "</fieldset></form>",
        f'<p class="sentence" data-longest="{longest}"><output aria-live="polite" '
        f'data-part="sentence">{html.escape(sentences[start])}</output></p>',
    ]
    if "figure" in states:
        picture = themed(unpack(states["figure"], start))
        parts.append(f'<div class="picture" data-part="figure">{picture}</div>')
    if "table" in states:
        table = themed(unpack(states["table"], start))
        parts.append(
            f'<div class="table-scroll" role="region" tabindex="0" data-part="table" '
            f'aria-label="Table of exhibit {label}">{table}</div>'
        )
    parts += [
        _further(controls, sentences, label),
        tools(name, root),
        "</figure>",
    ]
    return "\n".join(parts)


def files(bundle: dict[str, Any]) -> dict[str, bytes]:
    """What the interactive's page loads or offers: address from the site's top -> content."""
    record, controls, states = read(bundle)
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow([*controls, "answer"])
    for place, setting in enumerate(settings(controls)):
        rows.writerow([*setting.values(), unpack(states["sentence"], place)])
    return {
        f"{FOLDER}/{record['name']}.js": _script(bundle),
        f"{FOLDER}/{record['name']}.csv": table.getvalue().encode(),
    }


def tools(name: str, root: str) -> str:
    """The line below an exhibit: its numbers, a link to it, and a place for its code."""
    label = name.removeprefix("exhibit-").replace("-", ".")
    return (
        f'<div class="tools"><a class="data-link" href="{root}{FOLDER}/{name}.csv" '
        f'download aria-label="Data (CSV) of exhibit {label}">Data (CSV)</a><!--code-->'
        f'<a class="headerlink" href="#{name}" aria-label="Link to exhibit {label}">#</a></div>'
    )


def themed(markup: str) -> str:
    """Markup whose colours follow the page's theme."""
    for name in ("INK", "SOFT", "GRID", "PAPER", "URBAN", "RURAL", "ACCENT"):
        colour = getattr(palette, name)
        markup = markup.replace(colour, f"var(--{name.lower()}, {colour})")
    return markup


def read(bundle: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Control], dict[str, Any]]:
    """The record of an interactive, its controls by argument, and its packed states by part."""
    record = bundle[MIME]
    if "states" not in record:
        raise ValueError(
            f"Exhibit {record['label']} holds its start state alone, as a reader's JupyterLab "
            "saves it; execute its notebook again"
        )
    controls = {}
    for stored in record["controls"]:
        fields = {key: value for key, value in stored.items() if key not in ("kind", "argument")}
        controls[stored["argument"]] = CONTROLS[stored["kind"]](**fields)
    return record, controls, json.loads(record["states"])


def _script(bundle: dict[str, Any]) -> bytes:
    """The states as a script, since a page opened as a file may load no other kind of file."""
    record = bundle[MIME]
    return (
        f"(window.exploreStates ||= {{}})[{json.dumps(record['name'])}] = "
        f"{themed(record['states'])};\n"
    ).encode()


def _control(key: str, control: Control) -> str:
    """A native control. key: its id and the name that joins radio buttons."""
    label, size = html.escape(control.label), f'data-size="{control.size}"'
    texts = [(html.escape(control.text(v)), v == control.start) for v in control.values()]
    if isinstance(control, Range):
        shown = html.escape(control.text(control.start), quote=True)
        widest = max(len(text) for text, _ in texts)
        return (
            f'<div class="control"><label for="{key}">{label}</label>\n'
            f'<input type="range" id="{key}" min="{control.low}" max="{control.high}" '
            f'step="{control.step}" value="{control.start}" {size} '
            f'data-digits="{control.digits}" data-suffix="{html.escape(control.suffix)}" '
            f'aria-valuetext="{shown}">\n'
            f'<span aria-hidden="true" style="min-width:{widest}ch">{shown}</span></div>'
        )
    if control.kind == "choice":
        options = "".join(
            f"<option{' selected' if chosen else ''}>{text}</option>" for text, chosen in texts
        )
        return (
            f'<div class="control"><label for="{key}">{label}</label>\n'
            f'<select id="{key}" {size}>{options}</select></div>'
        )
    buttons = "\n".join(
        f'<label><input type="radio" name="{key}"{" checked" if chosen else ""}> {text}</label>'
        for text, chosen in texts
    )
    return f'<fieldset class="control" {size}><legend>{label}</legend>\n{buttons}</fieldset>'


def _further(controls: dict[str, Control], sentences: list[str], label: str) -> str:
    """The answers at further settings: one control moved at a time, the others at start."""
    start: dict[str, Value] = {key: control.start for key, control in controls.items()}
    answers = dict(zip((tuple(s.values()) for s in settings(controls)), sentences, strict=True))
    rows = []
    for key, control in controls.items():
        others = [value for value in control.values() if value != control.start]
        steps = min(MOST_ROWS, len(others))
        for place in range(steps):
            value = others[round(place * (len(others) - 1) / max(steps - 1, 1))]
            setting = html.escape(f"{control.label}: {control.text(value)}")
            answer = html.escape(answers[tuple({**start, key: value}.values())])
            rows.append(f'<tr><th scope="row">{setting}</th><td class="words">{answer}</td></tr>')
    return (
        "<details><summary>Answers at other settings</summary>"
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="Answers of exhibit '
        f'{label}"><table><caption>One setting changed, the others as at the start</caption>\n'
        '<thead><tr><th scope="col">Setting</th><th scope="col">Answer</th></tr></thead>\n<tbody>'
        + "\n".join(rows)
        + "</tbody></table></div></details>"
    )

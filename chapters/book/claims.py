"""The claim ledger on the site: its page with filters, the links to it, and its files.

What is known of the claims is read from the stored notebook, so that the site says what the
chapter says.
"""

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from sphinx.application import Sphinx

from book import notebooks
from book.interactives import FOLDER, tools
from urban_rural.display import MARK
from urban_rural.ledger_table import ALL, choices
from urban_rural.printed import Verdict
from urban_rural.replication import in_words

LEDGER = "replication"
"""The chapter that holds the ledger."""

SECTION_OF = {
    "introduction": ("1", "s1"),
    "mechanisms": ("2", "s2"),
    "macro_data": ("3.1", "s31"),
    "micro_data": ("3.2", "s32"),
    "policy": ("4", "s4"),
}
"""Chapter -> its section of the paper, and how the ids of its claims begin."""

VERDICTS = [verdict.value for verdict in Verdict]
Claims = tuple[dict[str, str], ...]


def ledger_html(table: str, mark: dict[str, str], root: str) -> str:
    """The ledger with lists to filter by, which stay out of sight until the script works them."""
    words = re.search("<caption>(.*?)</caption>", table, re.DOTALL)
    if words is None:
        raise ValueError(f"the ledger {mark['name']} has no caption")
    key = f"{mark['name']}-caption"
    body = table.replace(words[0], "").replace(".ipynb#", ".html#")
    body = _with_roles(body).replace("<table", f'<table aria-labelledby="{key}"', 1)
    lists = "\n".join(
        f'<label>{name} <select name="{name.lower()}">{_options(options)}</select></label>'
        for name, options in choices().items()
    )
    line = tools(mark["name"], root).replace(
        "<!--code-->",
        f'<a class="data-link" href="{root}{FOLDER}/{mark["name"]}.json" download>Data (JSON)</a>'
        "<!--code-->",
    )
    return (
        f'<figure class="exhibit ledger" id="{mark["name"]}">\n'
        f'<figcaption id="{key}">{words[1]}</figcaption>\n'
        f'<form hidden aria-label="Filter the claims">\n{lists}\n'
        '<label>Words <input type="search" name="words"></label>\n'
        "<output></output></form>\n"
        f"{body}\n{line}</figure>"
    )


def _with_roles(table: str) -> str:
    """A table whose rows a narrow screen shows as cards: a browser forgets what they are then."""
    table = re.sub(r'<tr( id="[^"]+")?>', r'<tr\1 role="row">', table)
    table = re.sub(r'<tbody( id="[^"]+")?>', r'<tbody\1 role="rowgroup">', table)
    for element, role in [
        ("<table", "table"),
        ("<thead", "rowgroup"),
        ("<td", "cell"),
        ('<th scope="col"', "columnheader"),
        ('<th scope="row"', "rowheader"),
        ('<th colspan="3" scope="rowgroup"', "rowheader"),
    ]:
        table = table.replace(element, f'{element} role="{role}"')
    return table


def _options(options: list[tuple[str, str]]) -> str:
    return "".join(
        f'<option value="{"" if value == ALL else html.escape(value)}">{html.escape(words)}'
        "</option>"
        for words, value in options
    )


def add_claims(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Tie chapters and ledger together. Called for each page.

    Below an exhibit stands how many claims it treats; below a chapter's text, how those of its
    section fare. On the ledger's own page the ids of claims lead to their rows.
    """
    body = context.get("body", "")
    if not body:
        return
    chapter = pagename.rsplit("/", 1)[-1]
    claims = claims_of(Path(app.srcdir))
    if chapter == LEDGER:
        ids = "|".join(re.escape(claim["id"]) for claim in claims)
        cell = rf'(<th scope="row"[^>]*>)({ids})</th>'
        body = re.sub(cell, r'\1<a href="#\2">\2</a></th>', body)
        app.add_css_file("ledger.css")
        app.add_js_file("ledger.js", loading_method="defer")
    elif chapter in SECTION_OF:
        body = _with_links(body, chapter, claims) + _summary(chapter, claims)
    context["body"] = body


def claims_of(root: Path) -> Claims:
    """The claims as the stored notebook has them; none where there is no such notebook."""
    path = root / "chapters" / f"{LEDGER}.ipynb"
    return _claims(path.read_bytes()) if path.is_file() else ()


@lru_cache(maxsize=1)
def _claims(content: bytes) -> Claims:
    return tuple(row for text in _tables(json.loads(content)) for row in _rows(text))


def _tables(notebook: dict[str, Any]) -> Iterator[str]:
    for cell in notebooks.code_cells(notebook):
        for output in cell["outputs"]:
            mark = output.get("metadata", {}).get(MARK, {})
            if mark.get("kind") == "ledger":
                yield mark["csv"]


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def json_of(text: str) -> str:
    """The ledger's CSV as JSON: a list of claims, each an object of strings."""
    return json.dumps(_rows(text), ensure_ascii=False, indent=0) + "\n"


def _with_links(body: str, chapter: str, claims: Claims) -> str:
    """The page's text with a link below each exhibit that claims name as where they are treated."""
    treated: dict[str, list[str]] = {}
    for claim in claims:
        for place in claim["treated"].split():
            page, _, name = place.partition("#")
            if page == chapter:
                treated.setdefault(name, []).append(claim["id"])

    def with_link(match: re.Match[str]) -> str:
        ids = treated.get(match["name"], [])
        if not ids:
            return match[0]
        number = "1 claim" if len(ids) == 1 else f"{len(ids)} claims"
        return f'<a href="{LEDGER}.html#{ids[0]}">{number} judged</a>{match[0]}'

    link = r'<a class="headerlink" href="#(?P<name>exhibit-[\d-]+)" aria-label="Link to exhibit'
    return re.sub(link, with_link, body)


def _summary(chapter: str, claims: Claims) -> str:
    """One line on the claims of a chapter's section; blank if there is none."""
    section, key = SECTION_OF[chapter]
    verdicts = [claim["verdict"] for claim in claims if claim["section"] == section]
    if not verdicts:
        return ""
    counts = in_words(pd.Series({name: verdicts.count(name) for name in VERDICTS}))
    return (
        f'<p class="claims">The claims of section {section}, judged one by one: {counts}. '
        f'<a href="{LEDGER}.html#ledger-{key}">See them in the ledger</a>.</p>\n'
    )

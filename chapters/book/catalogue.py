"""The data page: every file of the book, from its record and its rows, when the page is written.

So the page is fresh by construction: it says what the records, the rows and the notebooks'
provenance say at the moment of the build.
"""

import html
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from book import notebooks, provenance
from book.interactives import FOLDER
from urban_rural import data
from urban_rural.data import EVIDENCE
from urban_rural.schemas import AWAITED, SCHEMAS

Chapters = dict[str, list[tuple[str, str]]]
"""File, by its path within data/ -> address and title of each chapter that opened it."""

SHOWN = 2
"""Rows shown from each end of a file."""
NOT_SHOWN = {"seen_at", "note"}
"""Columns too long for a preview; the CSV file has them."""
FIGURE = 16
"""Characters of a cell that may be a figure with its unit."""
NO_ONE = "unconfirmed"


class Part(nodes.General, nodes.Element):  # type: ignore[misc]
    """Stands for a part of the page until it is written, which every build does."""


class CatalogueDirective(Directive):  # type: ignore[misc]
    """`{data-catalogue} standing` in a page: one of `PARTS`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Give the place of the part."""
        if self.arguments[0] not in PARTS:
            raise self.error(f"no part {self.arguments[0]!r}; there are {', '.join(PARTS)}")
        return [Part(part=self.arguments[0])]


def add_directive(app: Sphinx) -> None:
    """Make `{data-catalogue}` known, and publish the files that it offers."""
    app.add_directive("data-catalogue", CatalogueDirective)
    app.add_node(Part, html=(write_part, None))
    app.connect("build-finished", write_files)


def write_part(translator: Any, node: Part) -> None:
    """Write a part of the page in place of its node."""
    app = translator.builder.app
    root = Path(app.srcdir)
    builder = translator.builder
    pages = {}
    for path in notebooks.in_order(root):
        docname = path.relative_to(root).with_suffix("").as_posix()
        place = builder.get_relative_uri(builder.current_docname, docname)
        pages[path] = (place, app.env.titles[docname].astext())
    translator.body.append(PARTS[node["part"]](chapters_of_files(pages)))
    raise nodes.SkipNode


def write_files(app: Sphinx, problem: Exception | None) -> None:
    """Publish the files of data/ with their records: a Frictionless data package."""
    if problem is not None or app.builder.format != "html":
        return
    site = Path(app.outdir) / FOLDER
    for name in ["datapackage.json", *(record["path"] for record in data.records())]:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes((data.DATA / name).read_bytes())


def chapters_of_files(pages: dict[Path, tuple[str, str]]) -> Chapters:
    """Which chapters opened which file, by the record of each notebook's last run.

    pages: each notebook, the address of its page from this one and how it is called.
    """
    found: Chapters = {}
    for path, page in pages.items():
        record = notebooks.read(path)["metadata"].get(provenance.KEY, {})
        for name in record.get("files", []):
            found.setdefault(name, []).append(page)
    return found


def standing(_: Chapters) -> str:
    """A table of the official series: as of when each stands, and how far it was checked."""
    rows = []
    for record in data.records():
        cells = data.cells(record["path"])
        if "confirmed_on" not in cells:
            continue
        days = sorted(day for day in cells["confirmed_on"].unique() if day)
        confirmed = f"{record['evidence'].get('confirmed', 0)} of {len(cells)} rows"
        doubtful = record["evidence"].get(NO_ONE, 0)
        rows.append(
            [
                _link(record),
                _words(last_period(record, cells)),
                f"{confirmed}, last on {days[-1]}" if days else "not yet",
                f"{doubtful} of {len(cells)} rows",
            ]
        )
    rows += [
        [_words(path), "–", "waits for the first <code>make refresh</code>", "–"]
        for path in AWAITED
        if path not in {record["path"] for record in data.records()}
    ]
    heads = ["Series", "Last date", "Confirmed by its publisher’s database", "Confirmed by no one"]
    caption = "As of when each official series stands."
    return table("standing", caption, heads, rows, first_is_head=True)


def unconfirmed(_: Chapters) -> str:
    """The rows that no one has compared with a copy of the publication."""
    rows = []
    for record in data.records():
        cells = data.cells(record["path"])
        if "evidence" in cells and (cells["evidence"] == NO_ONE).any():
            names = keys_in_short(record["path"], cells[cells["evidence"] == NO_ONE])
            rows.append([_link(record), _words(names)])
    if not rows:
        return "<p>There is no such row.</p>"
    caption = "Rows that no one has confirmed. Show no figure of them without saying so."
    return table("rows-unconfirmed", caption, ["Series", "Rows"], rows, first_is_head=True)


def marks(_: Chapters) -> str:
    """What each mark of evidence says, and how many rows of official series have it."""
    counts = dict.fromkeys(EVIDENCE, 0)
    for record in data.records():
        if "confirmed_on" in SCHEMAS[record["path"]].columns:
            for mark, count in record["evidence"].items():
                counts[mark] += count
    rows = [[mark, _words(EVIDENCE[mark]), str(counts[mark])] for mark in EVIDENCE]
    caption = "How far a row was checked, and the rows of official series that have each mark."
    heads = ["Mark", "What it says", "Rows"]
    return table("evidence-marks", caption, heads, rows, first_is_head=True)


def files(chapters: Chapters) -> str:
    """Every file: what its record says, a preview, its CSV and the chapters that open it."""
    address = f"../{FOLDER}/datapackage.json"
    package = f'<p><a class="data-link" href="{address}" download>All records (JSON)</a></p>'
    entries = [one_file(record, chapters.get(record["path"], [])) for record in data.records()]
    return "\n".join([package, *entries])


def one_file(record: dict[str, Any], chapters: list[tuple[str, str]]) -> str:
    """The entry of one file."""
    cells = data.cells(record["path"])
    used = ", ".join(f'<a href="{address}">{_words(title)}</a>' for address, title in chapters)
    counts = ", ".join(f"{_words(mark)}: {count}" for mark, count in record["evidence"].items())
    facts = {
        "Publisher": _words(record["publisher"]),
        "Publication": _words(record["publication"]),
        "Units": _words(record["units"]),
        "Years": _words(spans(record["years"]) if record.get("years") else "–"),
        "Licence": _words(record["licence_note"]),
        "Evidence": counts,
        "Used in": used or "no chapter",
    }
    if record.get("breaks"):
        breaks = [f"{last} and {first}" for last, first in record["breaks"]]
        facts["Break"] = f"between {'; '.join(breaks)}: no line may join the two sides"
    terms = "".join(f"<dt>{term}</dt><dd>{words}</dd>" for term, words in facts.items())
    key = _anchor(record)
    address = f"../{FOLDER}/{record['path']}"
    size = max(1, round(record["bytes"] / 1000))
    return (
        f'<section id="{key}"><h3>{_words(record["title"])}</h3>\n'
        f"<p>{_words(record['description'])}</p>\n<dl>{terms}</dl>\n"
        + preview(key, record["title"], cells)
        + f'\n<p><a class="data-link" href="{address}" download>All {len(cells)} rows of '
        f"<code>{_words(record['path'])}</code> (CSV, {size} kB)</a></p></section>"
    )


def preview(key: str, title: str, cells: pd.DataFrame) -> str:
    """The first and the last rows of a file."""
    columns = [name for name in cells if name not in NOT_SHOWN and (cells[name] != "").any()]
    short = len(cells) <= 2 * SHOWN + 1
    shown = cells if short else pd.concat([cells.head(SHOWN), cells.tail(SHOWN)])
    rows = [[_words(cell) for cell in row] for row in shown[columns].itertuples(index=False)]
    if not short:
        rows.insert(SHOWN, ["…"] * len(columns))
    what = "All rows" if short else "First and last rows"
    heads = [name.replace("_", " ") for name in columns]
    return table(f"{key}-rows", f"{what} of “{title}”.", heads, rows)


def table(
    key: str,
    caption: str,
    heads: list[str],
    rows: list[list[str]],
    *,
    first_is_head: bool = False,
) -> str:
    """A table as the book sets it: caption, headings with scope, a box that scrolls.

    rows: cells as HTML. first_is_head: whether the first cell names its row.
    """
    kinds = [' class="words"' if _holds_words(column) else "" for column in zip(*rows, strict=True)]
    named = zip(heads, kinds, strict=True)
    head = "".join(f'<th scope="col"{kind}>{_words(name)}</th>' for name, kind in named)

    def line(row: list[str]) -> str:
        cells = [f"<td{kind}>{content}</td>" for content, kind in zip(row, kinds, strict=True)]
        if first_is_head:
            cells[0] = f'<th scope="row">{row[0]}</th>'
        return f"<tr>{''.join(cells)}</tr>"

    body = "\n".join(map(line, rows))
    return (
        f'<figure class="exhibit" id="{key}"><figcaption id="{key}-caption">{_words(caption)}'
        '</figcaption>\n<div class="table-scroll" role="region" tabindex="0" '
        f'aria-labelledby="{key}-caption">\n<table aria-labelledby="{key}-caption">'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div></figure>"
    )


def last_period(record: dict[str, Any], cells: pd.DataFrame) -> str:
    """The last year or month of a file."""
    for name in ("month", "year"):
        if name in cells:
            return str(cells[name].max())
    return str(record["years"][-1])


def keys_in_short(path: str, cells: pd.DataFrame) -> str:
    """The keys of rows, years joined to spans: "2011 to 2019 (first published)"."""
    names = SCHEMAS[path].unique
    others = [name for name in names if name != "year"]
    if "year" not in names:
        return ", ".join(" ".join(row) for row in cells[names].itertuples(index=False))
    if not others:
        return spans(map(int, cells["year"]))
    return "; ".join(
        f"{spans(map(int, group['year']))} ({', '.join(key)})"
        for key, group in cells.groupby(others, sort=False)
    )


def spans(years: Iterable[int]) -> str:
    """Years in short: "2013 to 2016, 2018"."""
    parts: list[list[int]] = []
    for year in sorted(set(years)):
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(
        str(part[0]) if len(part) == 1 else f"{part[0]} to {part[-1]}" for part in parts
    )


def _holds_words(cells: Iterable[str]) -> bool:
    """Whether a column is set like text: it holds links, words, or more than a figure."""
    return any(cell[:1].isalpha() or "<" in cell or len(cell) > FIGURE for cell in cells)


def _anchor(record: dict[str, Any]) -> str:
    return f"data-{record['name'].replace('_', '-')}"


def _link(record: dict[str, Any]) -> str:
    return f'<a href="#{_anchor(record)}">{_words(record["title"])}</a>'


def _words(text: str) -> str:
    return html.escape(text)


PARTS: dict[str, Callable[[Chapters], str]] = {
    "standing": standing,
    "unconfirmed": unconfirmed,
    "marks": marks,
    "files": files,
}
"""Parts of the page, by the word after the directive's name."""

"""The status page: when each notebook ran, for how long, on what data, and whether it is fresh."""

import html
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from book import notebooks, provenance

COLUMNS = ["Chapter", "Run on", "Seconds", "Cells of code", "Data read", "State"]


class RunTable(nodes.General, nodes.Element):  # type: ignore[misc]
    """Stands for the table until its page is written, which every build does."""


class StatusDirective(Directive):  # type: ignore[misc]
    """`{book-status}` in a page: a table of the book's notebooks and their last runs."""

    def run(self) -> list[nodes.Node]:
        """Give the place of the table."""
        return [RunTable()]


def add_directive(app: Sphinx) -> None:
    """Make `{book-status}` known."""
    app.add_directive("book-status", StatusDirective)
    app.add_node(RunTable, html=(write_table, None))


def write_table(translator: Any, node: RunTable) -> None:
    """Write the table of runs in place of its node."""
    app = translator.builder.app
    root = Path(app.srcdir)
    builder, here = translator.builder, translator.builder.current_docname
    links = {}
    for path in notebooks.in_order(root):
        docname = path.relative_to(root).with_suffix("").as_posix()
        title = html.escape(app.env.titles[docname].astext().partition(":")[0])
        links[path] = f'<a href="{builder.get_relative_uri(here, docname)}">{title}</a>'
    translator.body.append(table(root, links))
    raise nodes.SkipNode


def table(root: Path, links: dict[Path, str]) -> str:
    """The table of runs as HTML.

    root: the repository. links: each notebook and the link to its page.
    """
    words = ["", "", "", ' class="words"', ' class="words"']
    head = "".join(
        f'<th scope="col"{kind}>{column}</th>'
        for column, kind in zip(COLUMNS, ["", *words], strict=True)
    )
    rows = []
    for path, link in links.items():
        notebook = notebooks.read(path)
        record = notebook["metadata"].get(provenance.KEY, {})
        run = record.get("run", {})
        cells = [
            run.get("date", "–"),
            f"{run['seconds']:.1f}" if "seconds" in run else "–",
            str(len(notebooks.code_cells(notebook))),
            files(record.get("files", [])),
            html.escape(provenance.stale_because(root, notebook) or "fresh"),
        ]
        body = "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(words, cells, strict=True))
        rows.append(f'<tr><th scope="row">{link}</th>{body}</tr>')
    return (
        '<figure class="exhibit" id="runs"><figcaption id="runs-caption">The last run of each '
        'notebook whose outputs the book shows.</figcaption>\n<div class="table-scroll" '
        'role="region" tabindex="0" aria-labelledby="runs-caption">\n'
        f'<table aria-labelledby="runs-caption"><thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table></div></figure>"
    )


def files(names: list[str]) -> str:
    """Names of data files, folded away behind their number."""
    if not names:
        return "none"
    items = "".join(f"<li>{html.escape(name)}</li>" for name in names)
    noun = "file" if len(names) == 1 else "files"
    return f"<details><summary>{len(names)} {noun}</summary><ul>{items}</ul></details>"

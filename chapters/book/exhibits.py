"""Notebook -> page: each marked output becomes what its page shows.

A notebook keeps its outputs in forms that JupyterLab and GitHub can draw. On its way into
Sphinx each marked output (see `urban_rural.display`) is rewritten for the page: a picture and
its caption become one figure that follows the reader's light or dark theme, a table gets a box
to scroll in, a verdict becomes an admonition, and the numbers behind each are offered as CSV.
The notebook file itself is never changed.
"""

import json
import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from book import interactives
from book.interactives import FOLDER, themed
from urban_rural.display import MARK


def rewrite_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Replace a notebook's text by its edition for the site; other sources stay as they are."""
    if not Path(app.env.doc2path(docname)).suffix == ".ipynb":
        return
    notebook = json.loads(source[0])
    root = "../" * docname.count("/")
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            rewrite_cell(cell, root)
        else:
            cell["source"] = with_citations("".join(cell["source"]))
    source[0] = json.dumps(notebook)


def rewrite_cell(cell: dict[str, Any], root: str) -> None:
    """Give a code cell the outputs and tags that its page shows.

    root: relative address of the site's top folder from the page.
    """
    outputs: list[dict[str, Any]] = []
    for output in cell["outputs"]:
        mark = output.get("metadata", {}).get(MARK)
        if mark is None:
            outputs.append(output)
            continue
        data: dict[str, Any] = {
            mime: text if isinstance(text, dict) else "".join(text)
            for mime, text in output["data"].items()
        }
        match mark["kind"]:
            case "explore":
                outputs.append(page_html(interactives.page_html(data, root)))
            case "explore-start":
                pass  # the interactive's own edition for the page holds its start
            case "text":
                outputs.append(markdown(data["text/markdown"]))
            case "verdict":
                lines = [re.sub("^> ?", "", line) for line in data["text/markdown"].splitlines()]
                outputs.append(markdown(admonition(lines)))
            case "table":
                outputs.append(page_html(table_html(data["text/html"], mark, root)))
            case "figure":
                outputs.append(page_html(figure_html(data["image/svg+xml"], mark, root)))
            case "caption":
                words = data["text/html"].removeprefix("<p>").removesuffix("</p>")
                figure = outputs[-1]["data"]
                figure["text/html"] = figure["text/html"].replace("<!--caption-->", words)
            case kind:
                raise ValueError(f"an output has the unknown mark {kind!r}")
    only_words = bool(outputs) and all("text/markdown" in o.get("data", {}) for o in outputs)
    tags = cell["metadata"].setdefault("tags", [])
    tags.append("remove-input" if only_words else "hide-input")
    cell["outputs"] = outputs


def with_citations(text: str) -> str:
    """Markdown whose links into the references lead to the entry on the page of that name."""
    link = r'<a class="citation" href="references.html#\2">\1</a>'
    return re.sub(r"\[([^\]]+)\]\(references\.md#([\w-]+)\)", link, text)


def markdown(text: str) -> dict[str, Any]:
    """A notebook output that holds Markdown."""
    data = {"text/markdown": with_citations(text)}
    return {"output_type": "display_data", "metadata": {}, "data": data}


def page_html(text: str) -> dict[str, Any]:
    """A notebook output that holds HTML."""
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": text}}


def admonition(lines: list[str]) -> str:
    """Lines of which the first is a bold title -> the same as a MyST admonition."""
    title = lines[0].strip("*")
    return "\n".join([f":::{{admonition}} {title}", ":class: verdict", *lines[1:], ":::"])


def figure_html(svg: str, mark: dict[str, str], root: str) -> str:
    """A figure whose colours follow the page's theme, with a place for its caption."""
    return (
        f'<figure class="exhibit" id="{mark["name"]}">\n{themed(svg)}\n'
        f"<figcaption><!--caption--> {csv_link(mark, root)}</figcaption></figure>"
    )


def table_html(table: str, mark: dict[str, str], root: str) -> str:
    """A table below its caption, in a box of its own that scrolls where the screen is narrow."""
    words = re.search("<caption>(.*?)</caption>", table, re.DOTALL)
    if words is None:
        raise ValueError(f"the table {mark['name']} has no caption")
    key = f"{mark['name']}-caption"
    body = table.replace(words[0], "").replace("<table", f'<table aria-labelledby="{key}"', 1)
    return (
        f'<figure class="exhibit" id="{mark["name"]}">\n'
        f'<figcaption id="{key}">{words[1]}</figcaption>\n'
        f'<div class="table-scroll" role="region" tabindex="0" aria-labelledby="{key}">\n{body}\n'
        f"</div>\n{csv_link(mark, root)}</figure>"
    )


def csv_link(mark: dict[str, str], root: str) -> str:
    """A link to an exhibit's numbers."""
    return (
        f'<a class="data-link" href="{root}{FOLDER}/{mark["name"]}.csv" '
        f'download aria-label="Data of {mark["name"].replace("-", " ", 1)} (CSV)">Data (CSV)</a>'
    )

"""Notebook -> page: each marked output becomes what its page shows.

A notebook keeps its outputs in forms that JupyterLab and GitHub can draw. On its way into
Sphinx each marked output (see `urban_rural.display`) is rewritten for the page: a picture and
its caption become one figure that follows the reader's light or dark theme, a table gets a box
to scroll in, a verdict becomes an admonition, and the numbers behind each are offered as CSV.
The notebook file itself is never changed.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Operator, String
from sphinx.application import Sphinx

from book import interactives, self_tests
from book.claims import ledger_html
from book.interactives import themed, tools
from book.seminar import MARKER
from urban_rural.display import MARK
from urban_rural.self_test import MIME as SELF_TEST

LEXER = PythonLexer()
STYLES = {Keyword: "k", Operator.Word: "k", String: "s", Comment: "c"}
WORDY = 3
"""Columns of words from which on a table is too wide for a phone, and is shown as cards there."""


def rewrite_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Replace a page's text by its edition for the site."""
    if Path(app.env.doc2path(docname)).suffix != ".ipynb":
        source[0] = with_citations(source[0])
        return
    notebook = json.loads(source[0])
    root = "../" * app.builder.get_target_uri(docname).count("/")
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            rewrite_cell(cell, root)
        else:
            cell["source"] = with_citations("".join(cell["source"]))
    source[0] = json.dumps(notebook)


def rewrite_cell(cell: dict[str, Any], root: str) -> None:
    """Give a code cell the outputs that its page shows, its code folded away beside them.

    Code stands in the line of tools below the cell's last exhibit; where there is none, by
    itself; and nowhere when all that the cell shows is words.
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
            case "solution":
                outputs.append(markdown(with_code(data["text/markdown"], "".join(cell["source"]))))
            case "self-test":
                outputs.append(page_html(self_tests.page_html(data[SELF_TEST])))
            case "verdict":
                lines = [re.sub("^> ?", "", line) for line in data["text/markdown"].splitlines()]
                outputs.append(markdown(admonition(lines)))
            case "table":
                outputs.append(page_html(table_html(data["text/html"], mark, root)))
            case "ledger":
                outputs.append(page_html(ledger_html(data["text/html"], mark, root)))
            case "figure":
                outputs.append(page_html(figure_html(data["image/svg+xml"], mark, root)))
            case "caption":
                words = data["text/html"].removeprefix("<p>").removesuffix("</p>")
                figure = outputs[-1]["data"]
                figure["text/html"] = figure["text/html"].replace("<!--caption-->", words)
            case kind:
                raise ValueError(f"an output has the unknown mark {kind!r}")
    code = folded_code("".join(cell["source"]))
    exhibits = [o for o in outputs if "<!--code-->" in o.get("data", {}).get("text/html", "")]
    for exhibit in exhibits:
        name = exhibit["data"]["text/html"]
        own = code if exhibit is exhibits[-1] else ""
        exhibit["data"]["text/html"] = name.replace("<!--code-->", own)
    only_words = bool(outputs) and all("text/markdown" in o.get("data", {}) for o in outputs)
    asks = any(SELF_TEST in output.get("data", {}) for output in cell["outputs"])
    if not exhibits and not only_words and not asks and code:
        outputs.insert(0, page_html(f'<div class="tools">{code}</div>'))
    cell["metadata"].setdefault("tags", []).append("remove-input")
    cell["outputs"] = outputs


def folded_code(source: str) -> str:
    """Python as HTML that opens on demand; only what is coloured is marked. "" of nothing."""
    if not source.strip():
        return ""
    words = "".join(
        f'<span class="{style}">{html.escape(text, quote=False)}</span>'
        if (style := style_of(token))
        else html.escape(text, quote=False)
        for token, text in LEXER.get_tokens(source)
    )
    return (
        '<details class="code"><summary>Code</summary>'
        f'<div class="highlight"><pre>{words}</pre></div></details>'
    )


def with_code(folded: str, source: str) -> str:
    """A folded solution with the code that works it out as its first part.

    source: of the whole cell; what only shows the solution is left out.
    """
    worked = source.partition("\nsolution(")[0].replace(f"{MARKER}\n", "")
    # A blank line in the code would end the HTML for a reader of Markdown.
    code = re.sub(r"\n{2,}", "\n", html.escape(worked.strip(), quote=False))
    return folded.replace("</summary>\n", f"</summary>\n\n<pre>{code}</pre>\n", 1)


def style_of(token: Any) -> str:
    """The class of a token's colour: keyword, string, comment; "" of any other."""
    found = (style for kind, style in STYLES.items() if token in kind)
    return next(found, "")


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
        f"<figcaption><!--caption--></figcaption>\n{tools(mark['name'], root)}</figure>"
    )


def table_html(table: str, mark: dict[str, str], root: str) -> str:
    """A table below its caption, in a box of its own that scrolls where the screen is narrow."""
    words = re.search("<caption>(.*?)</caption>", table, re.DOTALL)
    if words is None:
        raise ValueError(f"the table {mark['name']} has no caption")
    key = f"{mark['name']}-caption"
    body = table.replace(words[0], "")
    if body.count('<th scope="col" class="words">') >= WORDY:
        body = as_cards(body)
    body = body.replace("<table", f'<table aria-labelledby="{key}"', 1)
    return (
        f'<figure class="exhibit" id="{mark["name"]}">\n'
        f'<figcaption id="{key}">{words[1]}</figcaption>\n'
        f'<div class="table-scroll" role="region" tabindex="0" aria-labelledby="{key}">\n{body}\n'
        f"</div>\n{tools(mark['name'], root)}</figure>"
    )


def as_cards(table: str) -> str:
    """A table whose rows can be shown as cards: each cell knows its column's heading.

    Roles say what the elements are, since a browser forgets it of a table shown otherwise.
    """
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)

    def row(match: re.Match[str]) -> str:
        labels = iter(heads[1:])
        cells = re.sub(
            "<td", lambda _: f'<td role="cell" data-label="{next(labels)}"', match["cells"]
        )
        return f'<tr role="row">{cells}</tr>'

    table = re.sub(r"<tr>(?P<cells>.*?)</tr>", row, table, flags=re.DOTALL)
    for element, role in [
        ("<table", ' class="stack" role="table"'),
        ("<thead", ' role="rowgroup"'),
        ("<tbody", ' role="rowgroup"'),
        ('<th scope="col"', ' role="columnheader"'),
        ('<th scope="row"', ' role="rowheader"'),
    ]:
        table = table.replace(element, element + role)
    return table

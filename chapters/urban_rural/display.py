"""What a chapter shows: sentences, tables and figures.

Each object writes itself into the notebook as ordinary outputs that JupyterLab and GitHub
can draw (Markdown, an HTML table, an SVG picture) and marks them in the output's metadata,
so that the published site can join picture and caption, name them and offer their data.
"""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from IPython.display import display

MARK = "urban_rural"
"""Key of the output metadata under which the site looks for what an output is."""


def say(text: str) -> None:
    """Show a paragraph whose numbers were computed: Markdown, usually from an f-string."""
    show_marked({"text/markdown": text, "text/plain": text}, kind="text")


def verdict(text: str, title: str = "Verdict") -> None:
    """Show what to make of it, in a box of its own."""
    quoted = "\n".join(f"> {line}".rstrip() for line in f"**{title}**\n\n{text}".splitlines())
    show_marked({"text/markdown": quoted, "text/plain": text}, kind="verdict")


@dataclass(frozen=True)
class Table:
    """A table with everything a reader needs to judge it.

    frame: one row a line; the index gives the row headers.
    label: the number by which the book cites it, such as "4.3".
    title: what the table shows, in one sentence, units included.
    source: where its numbers come from.
    formats: column -> format string such as "{:.2f}", or a function of the value.
    headers: column -> heading as shown; a pair (group, heading) puts it under a group.
    """

    frame: pd.DataFrame
    label: str
    title: str
    source: str
    formats: Mapping[str, str | Callable[[Any], str]] = field(default_factory=dict)
    headers: Mapping[str, str | tuple[str, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Anchor of the table on its page."""
        return anchor(self.label)

    def cell(self, column: str, value: object) -> str:
        """One cell as text; what is missing is a dash."""
        if value is None or (isinstance(value, float) and pd.isna(value)):
            return "–"
        style = self.formats.get(column)
        if style is None:
            return str(value)
        return style.format(value) if isinstance(style, str) else style(value)

    def html(self) -> str:
        """The table as HTML: a caption, header cells with their scope, no style of its own."""
        columns = [str(column) for column in self.frame.columns]
        words = [self._holds_words(column) for column in columns]
        corner = html.escape(str(self.frame.index.name or ""))
        rows = [
            f'<tr><th scope="row">{html.escape(str(index))}</th>'
            + "".join(
                f"<td{_class(text)}>{html.escape(self.cell(column, value))}</td>"
                for column, value, text in zip(columns, row, words, strict=True)
            )
            + "</tr>"
            for index, row in zip(self.frame.index, self.frame.to_numpy(object), strict=True)
        ]
        return "\n".join(
            [
                f"<table><caption>{caption(self.label, self.title, self.source)}</caption>",
                f"<thead>{self._head(columns, words, corner)}</thead>",
                "<tbody>",
                *rows,
                "</tbody></table>",
            ]
        )

    def _holds_words(self, column: str) -> bool:
        """Whether every cell of a column begins with a letter, and so is set like text."""
        cells = (self.cell(column, value) for value in self.frame[column])
        return all(text.lstrip('"“(')[:1].isalpha() for text in cells)

    def _head(self, columns: list[str], words: list[bool], corner: str) -> str:
        heads = [self.headers.get(column, column) for column in columns]
        if not any(isinstance(head, tuple) for head in heads):
            cells = "".join(
                f'<th scope="col"{_class(text)}>{html.escape(str(head))}</th>'
                for head, text in zip(heads, words, strict=True)
            )
            return f"<tr>{_corner(corner, 1)}{cells}</tr>"
        groups: list[tuple[str, int]] = []
        for head in heads:
            group = head[0] if isinstance(head, tuple) else ""
            if groups and groups[-1][0] == group:
                groups[-1] = (group, groups[-1][1] + 1)
            else:
                groups.append((group, 1))
        upper = "".join(
            f'<th scope="colgroup" colspan="{span}">{html.escape(group)}</th>'
            if group
            else f'<td colspan="{span}"></td>'
            for group, span in groups
        )
        lower = "".join(
            f'<th scope="col"{_class(text)}>'
            f"{html.escape(head[1] if isinstance(head, tuple) else head)}</th>"
            for head, text in zip(heads, words, strict=True)
        )
        return f"<tr>{_corner(corner, 2)}{upper}</tr>\n<tr>{lower}</tr>"

    def _ipython_display_(self) -> None:
        bundle = {"text/html": self.html(), "text/plain": self.frame.to_string()}
        show_marked(
            bundle, kind="table", name=self.name, csv=self.frame.to_csv(lineterminator="\n")
        )


@dataclass(frozen=True)
class Figure:
    """A drawn figure with its words and its data.

    svg: the picture. data: the numbers drawn, one row a mark.
    label, title, source: as for a table; the title says the finding.
    alt: what the picture shows, with its numbers, for whoever cannot see it.
    """

    svg: str
    label: str
    title: str
    source: str
    alt: str
    data: pd.DataFrame

    @property
    def name(self) -> str:
        """Anchor of the figure on its page."""
        return anchor(self.label)

    def _ipython_display_(self) -> None:
        picture = label_svg(self.svg, self.name, self.alt)
        bundle = {"image/svg+xml": picture, "text/plain": self.alt}
        csv = self.data.to_csv(lineterminator="\n")
        show_marked(bundle, kind="figure", name=self.name, csv=csv)
        words = caption(self.label, self.title, self.source)
        plain = re.sub("<[^>]+>", "", words)
        show_marked(
            {"text/html": f"<p>{words}</p>", "text/plain": plain}, kind="caption", name=self.name
        )


def anchor(label: str) -> str:
    """The anchor of an exhibit: "4.3" -> "exhibit-4-3"."""
    return "exhibit-" + label.replace(".", "-")


def caption(label: str, title: str, source: str) -> str:
    """A caption as HTML: label, title, source."""
    return (
        f"<strong>Exhibit {html.escape(label)}.</strong> {html.escape(title)} "
        f"<small>Source: {html.escape(source)}</small>"
    )


def label_svg(svg: str, name: str, alt: str) -> str:
    """Give a picture its alternative text, and ids that no other picture of the page has."""
    start = svg.index("<svg")
    used = set(re.findall(r"(?:url\(|href=\")#([^)\"]+)", svg))

    def own_id(match: re.Match[str]) -> str:
        return f' id="{name}-{match[1]}"' if match[1] in used else ""

    body = re.sub(r' id="([^"]+)"', own_id, svg[start:])
    body = re.sub(r"(url\(|href=\")#", rf"\g<1>#{name}-", body)
    words = html.escape(alt, quote=True)
    return body.replace("<svg", f'<svg role="img" aria-label="{words}"', 1)


def _class(words: bool) -> str:
    return ' class="words"' if words else ""


def _corner(text: str, rows: int) -> str:
    span = f' rowspan="{rows}"' if rows > 1 else ""
    return f'<th scope="col"{span}>{text}</th>' if text else f"<td{span}></td>"


def show_marked(bundle: dict[str, str], **mark: str) -> None:
    display(bundle, raw=True, metadata={MARK: mark})

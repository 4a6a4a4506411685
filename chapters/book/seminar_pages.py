"""Pages of the seminar: numbers by their keys, exhibits of the chapters, slides.

A page below chapters/seminar/ may write `{{key}}` for a number of `urban_rural.key_numbers`, link
to an exhibit as a notebook does, and show one with the directive `exhibit`. Numbers and exhibits
are read from the outputs stored in the notebooks, so a page can say nothing else than they do.
"""

import copy
import csv
import io
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from book import notebooks, seminar
from book.exhibits import rewrite_cell
from urban_rural.display import MARK

FOLDER = "chapters/seminar/"
NUMBERS = "summary.ipynb"
"""The notebook whose table holds every key and its number."""
KEY = re.compile(r"\{\{([a-z0-9-]+)\}\}")
LINK = re.compile(r"\[([^\]]+)\]\(\.\./(\w+)\.ipynb#([\w-]+)\)")
PAPER = re.compile(r"\[([^\]]+)\]\(\.\./(exercises/\w+\.ipynb)\)")
SLIDES = "slides_"
FIRST = re.compile(r"(<section [^>]*>\s*)(<h1>.*?)(?=<section )", re.DOTALL)
LANGUAGES = {"_zh": "zh-Hans"}
"""How the name of a page ends -> the language it is written in."""


def fill_in(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put numbers in the place of their keys, and links to exhibits in the form of the site."""
    if not docname.startswith(FOLDER):
        return
    path = Path(app.srcdir) / "chapters" / NUMBERS
    if KEY.search(source[0]):
        app.env.note_dependency(str(path))
        known = numbers(path)

        def number(match: re.Match[str]) -> str:
            if match[1] not in known:
                raise ExtensionError(f"{docname}: {NUMBERS} has no number {match[1]!r}")
            return known[match[1]]

        source[0] = KEY.sub(number, source[0])
    source[0] = LINK.sub(r'<a href="../\2.html#\3">\1</a>', source[0])
    source[0] = PAPER.sub(r'<a href="../\2" download>\1</a>', source[0])


def numbers(path: Path) -> dict[str, str]:
    """The numbers stored in a notebook's table of key numbers: key -> number as shown."""
    for cell in notebooks.code_cells(notebooks.read(path)):
        for output in cell["outputs"]:
            stored = output.get("metadata", {}).get(MARK, {}).get("csv", "")
            if stored.startswith("key,number,"):
                return {row["key"]: row["number"] for row in csv.DictReader(io.StringIO(stored))}
    return {}


class Exhibit(SphinxDirective):
    """Directive `exhibit`: an exhibit of a chapter, by its number, such as 4.6."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Give the exhibit as it stands on the page of its chapter."""
        name = "exhibit-" + self.arguments[0].replace(".", "-")
        root = Path(self.env.srcdir)
        for path in notebooks.in_order(root):
            for cell in notebooks.code_cells(notebooks.read(path)):
                if any(_mark(output).get("name") == name for output in cell["outputs"]):
                    self.env.note_dependency(str(path))
                    return [nodes.raw("", self._markup(cell, name), format="html")]
        raise self.error(f"no notebook has an exhibit {self.arguments[0]}")

    def _markup(self, cell: dict[str, Any], name: str) -> str:
        shown = copy.deepcopy(cell)
        rewrite_cell(shown, "../" * self.env.docname.count("/"))
        texts = [output.get("data", {}).get("text/html", "") for output in shown["outputs"]]
        return next(text for text in texts if f'id="{name}"' in text)


def mark_slides(app: Sphinx, doctree: nodes.document) -> None:
    """Make a slide of each part of a deck that has a heading."""
    if is_deck(app.env.docname):
        for section in next(doctree.findall(nodes.section)).findall(nodes.section):
            section["classes"].append("slide")
        next(doctree.findall(nodes.section))["classes"].remove("slide")


def template_and_language(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> str | None:
    """Give a deck its own template, and a page in another language that language."""
    for ending, language in LANGUAGES.items():
        if pagename.endswith(ending):
            context["language"] = language
    if not is_deck(pagename):
        return None
    app.add_css_file("slides.css")
    app.add_js_file("slides.js", loading_method="defer")
    # What stands above the first heading but the title's is a slide as well.
    context["body"] = FIRST.sub(r'\1<div class="slide">\2</div>\n', context["body"], count=1)
    session = pagename.replace(SLIDES, "session_")
    context["session"] = app.builder.get_relative_uri(pagename, session)
    return "slides.html"


def publish_editions(app: Sphinx, problem: Exception | None) -> None:
    """Write the exercise notebooks, for students and with solutions, into the site."""
    if problem is None and app.builder.format == "html":
        seminar.publish(Path(app.srcdir), Path(app.outdir))


def is_deck(docname: str) -> bool:
    """Whether a page is a deck of slides."""
    return docname.startswith(FOLDER + SLIDES)


def _mark(output: dict[str, Any]) -> dict[str, Any]:
    mark: dict[str, Any] = output.get("metadata", {}).get(MARK, {})
    return mark

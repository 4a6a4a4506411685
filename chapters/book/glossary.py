"""The glossary: its page, made of `seminar/glossary.yml`, and links to it from the chapters.

In each chapter the first use of a term leads to its entry, and only the first. Headings, links,
code, formulas, captions and tables are passed over.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book import BuildError

SOURCE = "chapters/seminar/glossary.yml"
PAGE = "chapters/seminar/glossary"
CHINESE = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f\u2e80-\u2eff]+")
PASSED_OVER = (
    nodes.title,
    nodes.reference,
    nodes.literal,
    nodes.literal_block,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.table,
    nodes.comment,
)
FIELDS = {"term", "forms", "chinese", "pinyin", "definition"}


@dataclass(frozen=True)
class Term:
    """An entry. forms: every wording by which a chapter may use it, the term first."""

    term: str
    forms: tuple[str, ...]
    chinese: str
    pinyin: str
    definition: str

    @property
    def anchor(self) -> str:
        """Its anchor on the page of the glossary."""
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.term.casefold()).strip("-")

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of its forms as whole words, the longest first."""
        words = sorted(map(re.escape, self.forms), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)


@lru_cache
def terms(root: Path) -> tuple[Term, ...]:
    """The entries in order. root: the repository.

    Raises BuildError, naming the entry, when one has too many fields, too few, or the wrong place.
    """
    entries = yaml.safe_load((root / SOURCE).read_text(encoding="utf-8"))
    for entry in entries:
        if not FIELDS - {"forms"} <= entry.keys() <= FIELDS:
            raise BuildError(f"{SOURCE}: {entry.get('term')!r} needs the fields {sorted(FIELDS)}.")
    names = [entry["term"].casefold() for entry in entries]
    if names != sorted(set(names)):
        raise BuildError(f"{SOURCE}: the terms are not in the order of the alphabet, or repeated.")
    return tuple(
        Term(
            entry["term"],
            (entry["term"], *entry.get("forms", ())),
            *(entry[field] for field in ("chinese", "pinyin", "definition")),
        )
        for entry in entries
    )


class TermList(SphinxDirective):
    """Directive `term-list`: the glossary itself."""

    def run(self) -> list[nodes.Node]:
        """Give a list of definitions, its Chinese marked as such."""
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / SOURCE))
        items = []
        for term in terms(root):
            words = nodes.term("", "", nodes.inline("", term.term), ids=[term.anchor])
            pinyin = nodes.emphasis("", term.pinyin, classes=["language-zh-Latn-pinyin"])
            body = nodes.paragraph("", "", *in_chinese(f"{term.chinese} "), pinyin)
            meaning = nodes.paragraph("", term.definition)
            items.append(nodes.definition_list_item("", words, nodes.definition("", body, meaning)))
        return [nodes.definition_list("", *items, classes=["terms"])]


def link_first_uses(app: Sphinx, doctree: nodes.document) -> None:
    """Lead the first use of each term in a chapter to the glossary; other pages stay."""
    root, page = Path(app.srcdir), app.env.docname
    if not (root / SOURCE).is_file() or Path(app.env.doc2path(page)).suffix != ".ipynb":
        return
    if PAGE not in app.env.found_docs or not is_chapter(doctree):
        return
    app.env.note_dependency(str(root / SOURCE))
    address = app.builder.get_relative_uri(page, PAGE)
    left = list(terms(root))
    for text in list(doctree.findall(nodes.Text)):
        if not left or _passed_over(text):
            continue
        pieces, left = _linked(text.astext(), left, address)
        if len(pieces) > 1:
            text.parent.replace(text, pieces)


def mark_chinese(app: Sphinx, doctree: nodes.document) -> None:
    """Say of Chinese words on an English page that they are Chinese."""
    if app.env.metadata[app.env.docname].get("language"):
        return
    for text in list(doctree.findall(nodes.Text)):
        marked = "language-zh-Hans" in text.parent.get("classes", [])
        if not marked and not _passed_over(text) and CHINESE.search(text.astext()):
            text.parent.replace(text, in_chinese(text.astext()))


def in_chinese(text: str) -> list[nodes.Node]:
    """A text as nodes, the Chinese among them marked with its language."""
    found: list[nodes.Node] = []
    end = 0
    for match in CHINESE.finditer(text):
        found.append(nodes.Text(text[end : match.start()]))
        found.append(nodes.inline("", match[0], classes=["language-zh-Hans"]))
        end = match.end()
    return [*found, nodes.Text(text[end:])]


def is_chapter(doctree: nodes.document) -> bool:
    """Whether a page has something to move: that is what the chapters have in common."""
    return any('class="exhibit explore"' in raw.astext() for raw in doctree.findall(nodes.raw))


def _passed_over(text: nodes.Text) -> bool:
    node: Any = text.parent
    while node is not None:
        if isinstance(node, PASSED_OVER):
            return True
        node = node.parent
    return False


def _linked(text: str, left: list[Term], address: str) -> tuple[list[nodes.Node], list[Term]]:
    """A text as nodes with the first use of each term linked, and the terms still to be found."""
    pieces: list[nodes.Node] = []
    left = list(left)
    end = 0
    while True:
        uses = [(match, term) for term in left if (match := term.pattern.search(text, end))]
        if not uses:
            return [*pieces, nodes.Text(text[end:])], left
        match, term = min(uses, key=lambda use: (use[0].start(), -len(use[0][0])))
        pieces.append(nodes.Text(text[end : match.start()]))
        link = f'<a class="term" href="{address}#{term.anchor}">{escape(match[0])}</a>'
        pieces.append(nodes.raw("", link, format="html"))
        left.remove(term)
        end = match.end()

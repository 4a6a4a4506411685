"""What the search page looks through: the words of all pages, section by section, in one script.

A script loads from a disk as well as from a server, and with the text in it no page has to be
fetched to show the words around a find. `static/search.js` loads it when the reader searches.
"""

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

from book import BuildError

INDEX = "search-index.js"
LEFT_OUT = {"script", "style", "svg", "math", "pre", "nav", "form", "fieldset", "tbody", "thead"}
"""Elements whose words nobody looks for: code, pictures, formulas, controls, cells of numbers."""
HEADINGS = {"h1", "h2", "h3", "h4"}
BLOCKS = {"p", "li", "dt", "dd", "figcaption", "caption", "summary", "div", "section", "br", "td"}

Section = tuple[str, str, str]
"""Anchor, heading and text; the anchor of a page's beginning is empty."""


class _Article(HTMLParser):
    """The sections of a page's article."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sections: list[list[str]] = []
        self._left_out: list[str] = []
        self._anchor = ""
        self._inside = self._in_heading = self._in_headerlink = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self._inside |= tag == "article"
        if tag in LEFT_OUT or "data-no-search" in attributes:
            self._left_out.append(tag)
        elif tag == "section":
            self._anchor = attributes.get("id") or ""
        elif tag in HEADINGS and self._inside:
            self.sections.append([self._anchor if tag != "h1" else "", "", ""])
            self._in_heading = True
        elif tag == "a" and "headerlink" in (attributes.get("class") or ""):
            self._in_headerlink = True
        elif tag in BLOCKS:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._left_out and tag == self._left_out[-1]:
            self._left_out.pop()
        elif tag == "article":
            self._inside = False
        elif tag in HEADINGS:
            self._in_heading = False
        elif tag == "a":
            self._in_headerlink = False
        elif tag in BLOCKS:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        if self._inside and self.sections and not self._left_out and not self._in_headerlink:
            self.sections[-1][1 if self._in_heading else 2] += text


def sections(page: str) -> list[Section]:
    """The sections of a page, in its order.

    page: the page as HTML, its text in an <article>.
    """
    return [
        (anchor, " ".join(heading.split()), " ".join(text.split()))
        for anchor, heading, text in _Article(page).sections
    ]


def index(site: Path, leave_out: set[str]) -> str:
    """The script that holds the words of a site's pages.

    leave_out: addresses of pages that are no reading matter.
    """
    pages = {
        path.relative_to(site).as_posix(): sections(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    found = [[name, parts] for name, parts in pages.items() if parts and name not in leave_out]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"window.searchIndex = {text};\n"


def write(site: Path, leave_out: set[str]) -> None:
    """Write the index and tell the search page, if there is one, where it lies.

    Raises BuildError when the search page does not say where the index is to be named.
    """
    page = site / "search.html"
    if not page.is_file():
        return
    content = index(site, leave_out).encode()
    (site / "_static" / INDEX).write_bytes(content)
    place = re.compile(r'data-index="[^"]*"')
    text = page.read_text(encoding="utf-8")
    if len(place.findall(text)) != 1:
        raise BuildError("search.html has to name its index once, as data-index.")
    version = hashlib.sha256(content).hexdigest()[:8]
    text = place.sub(f'data-index="_static/{INDEX}?v={version}"', text)
    page.write_text(text, encoding="utf-8", newline="\n")

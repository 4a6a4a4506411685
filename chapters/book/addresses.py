"""Under which addresses the site is found: the home page at its top, a page for wrong addresses,
what search engines are told.

The site works wherever its folder lies, since its pages name one another by relative addresses.
Three things need to know where it is published: the canonical address of each page, the sitemap,
and the page for wrong addresses, which a host shows at any depth. `html_baseurl` says it.
"""

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

NOT_FOUND = "404"
SEARCH = "search"
HOME = "index"
UNLISTED = {f"{NOT_FOUND}.html", f"{SEARCH}.html"}
"""Pages that are no reading matter."""
SEARCH_BODY = """\
<h1>Search</h1>
<form role="search" aria-label="The whole book" action="search.html">
<input type="search" name="q" aria-label="Words to look for"> <button>Search</button>
</form>
<p id="search-status" role="status"></p>
<ol id="search-results" data-index=""></ol>
<noscript><p>Searching needs scripts, which this browser does not run.</p></noscript>
"""
NOT_FOUND_BODY = """\
<h1>No such page</h1>
<p>Nothing is published under this address. It may have been mistyped, or the page was given
another name.</p>
<p>Begin at the <a href="index.html">home page</a>, or <a href="search.html">search the book</a>
for what you were looking for.</p>
"""
RELATIVE = re.compile(r'(\s(?:href|src|action)=")(?!#|/|[a-z][a-z+.-]*:)([^"]*")')
CLIMB = """\
(async () => {
  for (let top = location.pathname; top.includes("/"); ) {
    top = top.slice(0, top.lastIndexOf("/"));
    if (!top) return;
    if (!(await fetch(`${top}/_static/search-index.js`, { method: "HEAD" })).ok) continue;
    for (const name of ["href", "action", "src"])
      for (const element of document.querySelectorAll(`[${name}^="/"]`)) {
        const address = top + element.getAttribute(name);
        if (element.localName !== "script") element.setAttribute(name, address);
        else element.replaceWith(Object.assign(document.createElement("script"), { src: address }));
      }
    return;
  }
})();
"""
"""Corrects the addresses on the page for wrong addresses where nobody said what the site's top is:
the nearest folder above that holds a book."""


class Builder(StandaloneHTMLBuilder):
    """Sphinx's builder of pages with the home page at the top, and without Sphinx's own search."""

    search = False

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Give a page's address from the site's top."""
        return super().get_target_uri(HOME if docname == self.config.root_doc else docname, typ)

    def get_outfilename(self, pagename: str) -> str:
        """Give the file a page is written to."""
        return super().get_outfilename(HOME if pagename == self.config.root_doc else pagename)


def pages_without_source(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Give the pages that no file of the book stands behind: name, context, template."""
    return [
        (SEARCH, {"title": "Search", "body": SEARCH_BODY}, "page.html"),
        (NOT_FOUND, {"title": "No such page", "body": NOT_FOUND_BODY}, "page.html"),
    ]


def add_search(app: Sphinx, pagename: str, template: str, context: dict[str, Any], _: Any) -> None:
    """Let the search page, and no other, load what searches."""
    if pagename == SEARCH:
        app.add_js_file("search.js", loading_method="defer")


def canonical(app: Sphinx, pagename: str, template: str, context: dict[str, Any], _: Any) -> None:
    """Give a page's template its one address, where the site's is known, and else none."""
    address = app.config.html_baseurl
    page = app.builder.get_target_uri(pagename).removesuffix(f"{HOME}.html")
    context["pageurl"] = address + page if address else None


def write_for_search_engines(site: Path, address: str) -> None:
    """Write robots.txt and, where the site's address is known, a sitemap.

    site: the built site. address: where it is published, ending with a slash; "" where that
    is not known.
    """
    lines = ["User-agent: *", "Allow: /"]
    if address:
        names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
        places = [
            address + re.sub(rf"(^|/){HOME}\.html$", r"\1", n) for n in names if n not in UNLISTED
        ]
        entries = "".join(f"<url><loc>{html.escape(place)}</loc></url>\n" for place in places)
        (site / "sitemap.xml").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{entries}</urlset>\n",
            encoding="utf-8",
            newline="\n",
        )
        lines.append(f"Sitemap: {address}sitemap.xml")
    (site / "robots.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def anchor_not_found(site: Path, address: str) -> None:
    """Let the page for wrong addresses name all others from the top of the host.

    site: the built site. address: where it is published, "" where that is not known: the page finds
    out in the browser, and without scripts takes the site for the whole of its host.
    """
    path = site / f"{NOT_FOUND}.html"
    if not path.is_file():
        return
    top = urlsplit(address).path if address else "/"
    text = RELATIVE.sub(lambda found: found[1] + top + found[2], path.read_text(encoding="utf-8"))
    if not address:
        text = text.replace("</body>", f"<script>{CLIMB}</script>\n</body>")
    path.write_text(text, encoding="utf-8", newline="\n")

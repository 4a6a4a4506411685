"""Previews: what a citation or a footnote leads to is on the same page, for a script to show.

A link names the words it leads to (`aria-describedby`), so that a screen reader can give them
too. Without scripts the link leads to the references, or to the note at the end of the page.
"""

import html
import re
from typing import Any

from pybtex.plugin import find_plugin
from sphinx.application import Sphinx

CITATION = re.compile(r'<a class="citation" href="(?P<page>[^"#]*)#(?P<key>[\w-]+)"')
FOOTNOTE = re.compile(r'<a class="footnote-reference[^"]*" href="#(?P<key>[^"]+)"')


def add_previews(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Tie the citations and footnotes of a page to their words. Called for each page.

    Raises KeyError, naming page and key, when a work is cited that is not in the references.
    """
    body = context.get("body", "")
    keys = sorted({match["key"] for match in CITATION.finditer(body)})
    if keys:
        references: Any = app.env.get_domain("cite")
        entries = references.bibdata.data.entries
        body = CITATION.sub(r'\g<0> aria-describedby="work-\g<key>"', body)
        works = "\n".join(
            f'<div id="work-{key}">{reference(entries, key, pagename)}</div>' for key in keys
        )
        body += f"<div hidden>\n{works}\n</div>\n"
    context["body"] = FOOTNOTE.sub(r'\g<0> aria-describedby="\g<key>"', body)


def reference(entries: Any, key: str, pagename: str) -> str:
    """An entry of the references as HTML, formatted as on their page."""
    if key not in entries:
        raise KeyError(f"{pagename} cites {key}, which references.bib does not have")
    style = find_plugin("pybtex.style.formatting", "plain")()
    (entry,) = style.format_entries([entries[key]])
    words = html.unescape(entry.text.render_as("html"))
    return html.escape(re.sub(r"<[^>]+>", "", words), quote=False)

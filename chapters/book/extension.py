"""Sphinx extension of the book: says which module does what when pages are built."""

from typing import Any

from sphinx.application import Sphinx

from book.exhibits import rewrite_source
from book.formulas import block_math, inline_math
from book.published_files import write_data_files


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the rewriting of notebooks, the MathML renderer and the files of the site."""
    app.connect("source-read", rewrite_source)
    app.connect("html-page-context", add_files_of_interactives)
    app.connect("build-finished", write_data_files)
    app.add_html_math_renderer("mathml", (inline_math, None), (block_math, None))
    app.add_css_file("book.css")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def add_files_of_interactives(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Let a page that has interactives, and no other, load what drives them."""
    if 'class="exhibit explore"' in context.get("body", ""):
        app.add_css_file("explore.css")
        app.add_js_file("explore.js", loading_method="defer")

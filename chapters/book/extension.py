"""Sphinx extension of the book: says which module does what when pages are built."""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from book import (
    addresses,
    catalogue,
    claims,
    glossary,
    offline,
    pages,
    preview_card,
    previews,
    seminar_pages,
    status,
)
from book.exhibits import rewrite_source
from book.formulas import block_math, inline_math
from book.published_files import write_published_files


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the theme, the rewriting of notebooks, and what pages and site get besides."""
    app.add_html_theme("book", str(Path(__file__).parent / "theme"))
    app.add_config_value("launch_repository", "", "html", [str])
    app.connect("source-read", rewrite_source)
    app.connect("source-read", seminar_pages.fill_in)
    app.connect("doctree-read", glossary.link_first_uses)
    app.connect("doctree-read", glossary.mark_chinese)
    app.connect("doctree-read", seminar_pages.mark_slides)
    app.connect("html-page-context", claims.add_claims, priority=700)
    app.connect("html-page-context", pages.add_files_of_the_page)
    app.add_builder(addresses.Builder, override=True)
    app.connect("html-collect-pages", addresses.pages_without_source)
    app.connect("html-page-context", addresses.add_search)
    app.connect("html-page-context", addresses.canonical, priority=400)
    app.connect("html-page-context", offline.add_invitation)
    app.connect("html-page-context", seminar_pages.template_and_language)
    app.connect("html-page-context", previews.add_previews, priority=800)
    app.connect("html-page-context", pages.complete, priority=900)
    app.connect("build-finished", write_published_files)
    app.connect("build-finished", seminar_pages.publish_editions)
    app.connect("build-finished", preview_card.write_picture)
    app.add_html_math_renderer("mathml", (inline_math, None), (block_math, None))
    app.add_js_file("book.js")
    app.add_js_file("offline.js", loading_method="defer")
    app.add_directive("term-list", glossary.TermList)
    app.add_directive("exhibit", seminar_pages.Exhibit)
    status.add_directive(app)
    catalogue.add_directive(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

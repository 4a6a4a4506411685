"""What each page gets beside its text: title, description, contents, tools, its own files only.

The theme in `theme/` puts it where it belongs.
"""

import html
import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from book import preview_card

STATIC = Path(__file__).parent / "static"
DESCRIPTION_LENGTH = 160
"""Characters of a page's description, as search engines show it."""

LEDE = re.compile(r"(</h1>\s*)<p>(?=<em>(?:(?!</p>).)*</em></p>)", re.DOTALL)
"""The start of a paragraph in italics that follows a page's title: which section, how long."""

CHINESE = re.compile(
    "[\u4e00-\u9fff](?:[\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]*[\u4e00-\u9fff])?"
)
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"}
"""Elements without an end."""

SECTION_HEADING = re.compile(
    r'<section(?: [^>]*)? id="(?P<section>[^"]+)"[^>]*>(?:\s*<span[^>]*></span>)*\s*'
    r'<h[1-6](?P<id> id="[^"]+")?>'
)
"""The start of a section and its heading."""

Context = dict[str, Any]


def complete(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: object
) -> None:
    """Give a page's template what the theme shows. Called for each page, last of all."""
    body = accessible(context.get("body", ""))
    body = LEDE.sub(r'\1<p class="lede">', body, count=1)
    context["body"] = body
    home = pagename == app.config.root_doc
    title = html.unescape(re.sub("<[^>]+>", "", context.get("title") or "")) or "Search"
    book = app.config.html_title
    context["is_home"] = home
    context["author"] = app.config.author
    context["page_title"] = html.escape(book if home else f"{title} – {book}")
    context["description"] = description(body) or f"{title}: {book}"
    context["preview_card"] = preview_card.properties(
        app, context.get("pageurl"), book if home else title, context["description"]
    )
    context["contents"] = in_their_language(contents(context["toctree"], body))
    for neighbour in filter(None, (context.get("prev"), context.get("next"))):
        neighbour["title"] = in_their_language(neighbour["title"])
    context["css_files"] = own(context["css_files"])
    context["script_files"] = own(context["script_files"])
    if doctree is not None and app.env.doc2path(pagename, False).endswith(".ipynb") and not home:
        tools = chapter_tools(app, pagename, context["pathto"])
        context["body"] = after_lede(body, tools)


def accessible(body: str) -> str:
    """A page's text as screen readers need it, where docutils writes it otherwise.

    Links of headings have a name, header cells say what they head, an entry of the references
    has a role that is known, and code that scrolls can be reached by keyboard.
    """
    body = body.replace("<pre>", '<pre tabindex="0">')
    body = in_their_language(named_tables(body))
    body = body.replace(' title="Link to this heading">', ' aria-label="Link to this section">')
    body = body.replace('<th class="head"', '<th scope="col" class="head"')
    return body.replace('role="doc-biblioentry"', 'role="listitem"')


def named_tables(body: str) -> str:
    """Tables of Markdown, which have no caption, named by the heading they stand under.

    body: HTML in which no table comes before the first heading of a section.
    """
    plain, *rest = body.split('<table class="docutils')
    for table in rest:
        above = list(SECTION_HEADING.finditer(plain))[-1]
        name = f"{above['section']}-heading"
        if not above["id"]:
            plain = f'{plain[: above.end() - 1]} id="{name}"{plain[above.end() - 1 :]}'
        plain += f'<table aria-labelledby="{name}" class="docutils{table}'
    return plain


def in_their_language(text: str) -> str:
    """Chinese words outside an element that says so get an element that does.

    text: HTML of a page, or of a part of it, in English.
    """
    parts = re.split(r"(<[^>]*>)", text)
    open_elements: list[bool] = []
    for number, part in enumerate(parts):
        if number % 2 == 0:
            if not any(open_elements):
                parts[number] = CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', part)
        elif part.startswith("</"):
            if open_elements:
                open_elements.pop()
        elif not part.startswith("<!") and not part.endswith("/>"):
            if re.match(r"<(\w+)", part)[1] not in VOID:  # type: ignore[index]  # it is a tag
                open_elements.append(" lang=" in part)
    return "".join(parts)


def add_files_of_the_page(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: object
) -> None:
    """Let a page that has interactives or formulas, and no other, load what is theirs."""
    body = context.get("body", "")
    if "<math" in body:
        app.add_css_file("formulas.css")
    if 'class="exhibit explore"' in body:
        app.add_css_file("explore.css")
        app.add_js_file("explore.js", loading_method="defer")


def own(files: list[Any]) -> list[Any]:
    """Style sheets or scripts of the book alone.

    What extensions add to every page is made for other themes; the search page names the
    scripts that it needs itself.
    """
    return [file for file in files if (STATIC / Path(str(file.filename)).name).is_file()]


def description(body: str) -> str:
    """The first words of a page: its first paragraph of plain prose, cut where a word ends.

    body: the page's text as HTML. Gives "" where there is no such paragraph.
    """
    for words in re.findall("(?<!<li>)<p>(.*?)</p>", body, flags=re.DOTALL):
        text = " ".join(html.unescape(re.sub("<[^>]+>", "", words)).split())
        if len(text) < 60:  # a heading in bold, an item of a list
            continue
        if len(text) <= DESCRIPTION_LENGTH:
            return text
        cut = text[: DESCRIPTION_LENGTH - 1]
        at_word = cut.rpartition(" ")[0].rstrip(",;:")
        return (at_word if len(at_word) > DESCRIPTION_LENGTH / 2 else cut) + "…"  # Chinese: cut
    return ""


def contents(toctree: Any, body: str) -> str:
    """The book's contents, the sections of the page in hand below its own entry."""
    book = str(toctree(collapse=True, titles_only=True, maxdepth=1, includehidden=True))
    book = book.replace(' role="heading"', "")
    found = re.findall(r'<section id="([^"]+)">\s*(?:<span[^>]*></span>)*<h2[^>]*>(.*?)</h2>', body)
    entries = "".join(
        f'<li><a href="#{name}">{re.sub("<a .*?</a>", "", words)}</a></li>' for name, words in found
    )
    sections = f'<ul class="sections">{entries}</ul>'.replace("\\", r"\\") if entries else ""
    entry = re.compile(r'(<a class="current[^"]*") href="#">(.*?</a>)', re.DOTALL)
    return entry.sub(rf'\1 href="#main" aria-current="page">\2{sections}', book, count=1)


def chapter_tools(app: Sphinx, pagename: str, pathto: Any) -> str:
    """Links to take a chapter along or to run it; those of services only when it is known where
    the book's repository lies."""
    name = pagename.rsplit("/", 1)[-1]
    links = [(f"{name}.ipynb", " download", "Download notebook")]
    links += [(pathto("chapters/run"), "", "Open in JupyterLab")]
    if repository := app.config.launch_repository:
        binder = f"https://mybinder.org/v2/gh/{repository}/HEAD?labpath={pagename}.ipynb"
        colab = f"https://colab.research.google.com/github/{repository}/blob/HEAD/{pagename}.ipynb"
        links += [(binder, ' rel="external"', "Binder"), (colab, ' rel="external"', "Colab")]
    items = "\n".join(
        f'<a href="{html.escape(address, quote=True)}"{attribute}>{words}</a>'
        for address, attribute, words in links
    )
    return f'<p class="tools">{items}</p>'


def after_lede(body: str, tools: str) -> str:
    """A page's text with a line of tools below the words that open it, else below its title."""
    start = body.index("</h1>") + len("</h1>")
    if lede := re.compile(r'\s*<p class="lede">.*?</p>', re.DOTALL).match(body, start):
        start = lede.end()
    return f"{body[:start]}\n{tools}{body[start:]}"

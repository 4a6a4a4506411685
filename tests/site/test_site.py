"""The built site, as files: every link leads somewhere, every exhibit has its words."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
BIBLIOGRAPHY = (ROOT / "chapters" / "references.bib").read_text(encoding="utf-8")
FOREIGN = "html-manager widget-view widget-state require.min.js mathjax.js tex-mml".split()
NOTEBOOKS = [path.stem for path in sorted((ROOT / "chapters").glob("*.ipynb"))]
CHAPTERS = [
    path.stem
    for path in sorted((ROOT / "chapters").glob("*.ipynb"))
    if re.search(r"About \d+ minutes", path.read_text(encoding="utf-8"))
]
"""The notebooks that say how long they take; others are pages beside them."""


class Page(HTMLParser):
    """Ids, links and figures of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        if tag in ("a", "link") and attributes.get("href"):
            self.links.append(str(attributes["href"]))
        if tag in ("script", "img", "iframe", "source") and attributes.get("src"):
            self.scripts.append(str(attributes["src"]))
        if tag == "img" or (tag == "svg" and attributes.get("role") == "img"):
            self.pictures.append(attributes)


def pages() -> list[Path]:
    return sorted(SITE.rglob("*.html"))


def names() -> list[str]:
    return [str(page.relative_to(SITE)) for page in pages()]


@pytest.fixture(scope="module")
def parsed() -> dict[Path, Page]:
    return {path: Page(path) for path in pages()}


def test_the_site_was_built() -> None:
    assert (SITE / "index.html").is_file()
    pages = {f"chapters/{notebook}.html" for notebook in NOTEBOOKS if notebook != "index"}
    assert pages <= set(names())


def test_every_internal_link_leads_to_a_file_and_an_anchor(parsed: dict[Path, Page]) -> None:
    broken = []
    for path, page in parsed.items():
        for link in page.links + page.scripts:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            place = SITE if parts.path.startswith("/") else path.parent  # 404.html names the top
            target = (place / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            if target.is_dir():
                target = target / "index.html"
            if not target.is_file():
                broken.append(f"{path.name}: {link}")
            elif parts.fragment and target.suffix == ".html":
                ids = parsed[target].ids if target in parsed else []
                if unquote(parts.fragment) not in ids and parts.fragment != "":
                    broken.append(f"{path.name}: {link} (no such anchor)")
    assert not broken


def test_no_page_loads_anything_from_another_host(parsed: dict[Path, Page]) -> None:
    foreign = [
        f"{path.name}: {link}"
        for path, page in parsed.items()
        for link in page.scripts
        if urlsplit(link).netloc
    ]
    assert not foreign


def test_every_id_of_a_page_is_used_once(parsed: dict[Path, Page]) -> None:
    repeated = {
        path.name: sorted({name for name in page.ids if page.ids.count(name) > 1})
        for path, page in parsed.items()
    }
    assert not {name: ids for name, ids in repeated.items() if ids}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_picture_of_a_chapter_has_alternative_text_with_numbers(
    chapter: str, parsed: dict[Path, Page]
) -> None:
    pictures = parsed[SITE / "chapters" / f"{chapter}.html"].pictures
    words = [picture.get("aria-label") or picture.get("alt") or "" for picture in pictures]
    assert pictures
    assert all(len(text) > 60 and re.search(r"\d", text) for text in words)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_exhibit_has_a_caption_a_source_and_its_data(chapter: str) -> None:
    text = (SITE / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
    names = re.findall(r'class="exhibit[^"]*" id="(exhibit-[^"]+)"', text)
    number = names[0].split("-")[1]
    assert names == [f"exhibit-{number}-{place}" for place in range(1, len(names) + 1)]
    assert len(names) >= 5
    for name in names:
        label = name.removeprefix("exhibit-").replace("-", ".")
        assert f"<strong>Exhibit {label}.</strong>" in text, name
        csv = SITE / "_data" / f"{name}.csv"
        assert csv.is_file() and csv.stat().st_size > 20, name
    assert text.count("Source: ") >= len(names)
    assert "<!--caption-->" not in text


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_directive_or_formula_is_left_as_source(chapter: str) -> None:
    page = (SITE / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
    article = page[page.index("<article") : page.rindex("</article>")]
    shown = html.unescape(
        re.sub(r"<(pre|annotation|script|style)\b.*?</\1>|<[^>]+>", " ", article, flags=re.DOTALL)
    )
    assert ":::" not in shown and "```" not in shown and "{admonition}" not in shown
    amounts = r"\$\d+ ?(billion|”|\b)"  # of dollars, as the sources print them
    assert not re.search(r"\$[^$]+\$", re.sub(amounts, " ", shown)) and "\\frac" not in shown


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_three_things_to_move(chapter: str) -> None:
    page = (SITE / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
    assert page.count('class="exhibit explore"') >= 3


def test_nothing_of_the_usual_widgets_or_formula_scripts_is_published() -> None:
    for path in [*SITE.rglob("*.html"), *SITE.rglob("*.js")]:
        text = path.read_text(encoding="utf-8").lower()
        for foreign in FOREIGN:
            assert foreign not in text, f"{path.name}: {foreign}"


def test_every_work_cited_has_an_entry_and_every_entry_is_cited() -> None:
    entries = set(re.findall(r"^@\w+\{([^,]+),", BIBLIOGRAPHY, flags=re.MULTILINE))
    cited = set()
    for chapter in CHAPTERS:
        text = (ROOT / "chapters" / f"{chapter}.ipynb").read_text(encoding="utf-8")
        cited |= set(re.findall(r"references\.md#([\w-]+)", text))
    assert cited == entries


def test_entries_of_the_references_have_what_their_kind_needs() -> None:
    needed = {
        "article": {"author", "title", "journal", "year", "pages"},
        "book": {"author", "title", "publisher", "address", "year"},
        "techreport": {"author", "title", "institution", "year"},
        "misc": {"author", "title", "note"},
    }
    found = re.findall(r"^@(\w+)\{([^,]+),\n(.*?)^\}", BIBLIOGRAPHY, flags=re.MULTILINE | re.DOTALL)
    for kind, key, body in found:
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", body, flags=re.MULTILINE))
        assert needed[kind] <= fields.keys(), key
        assert len(fields) == len(body.strip().splitlines()), key
        assert re.fullmatch(r"(19|20)\d\d", fields.get("year", "2000")), key
        assert re.fullmatch(r"\d+(--\d+)?", fields.get("pages", "1")), key
        assert re.fullmatch(r"10\.\d{4,}/\S+", fields.get("doi", "10.1000/1")), key
    assert [key for _, key, _ in found] == sorted(key for _, key, _ in found)

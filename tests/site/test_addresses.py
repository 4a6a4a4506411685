"""The site works wherever its folder lies; a wrong address leads back; search engines are told."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from book import addresses, site
from book.host import Host, served
from browser import until

SITE = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
TOPS = ["/", "/book/", "/a/deeper/place/"]
ADDRESS = site.address(SITE.parents[1])


def test_the_top_address_is_the_home_page_itself() -> None:
    text = (SITE / "index.html").read_text(encoding="utf-8")
    assert 'http-equiv="refresh"' not in text.lower()
    assert re.search("<h1[^>]*>Does the Internet Narrow the Urban-Rural Gap", text)
    assert not (SITE / "chapters" / "index.html").exists()


@pytest.mark.browser
@pytest.mark.parametrize("top", TOPS)
def test_every_link_works_wherever_the_site_lies(top: str, browser: Browser) -> None:
    with served(Host(SITE, top)) as address:
        page = browser.new_page()
        seen: set[str] = set()
        ahead = [address]
        while ahead:
            page.goto(ahead.pop())
            links = page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)")
            found = {link.partition("#")[0] for link in links} - seen
            for link in sorted(found):
                seen.add(link)
                if not link.startswith(address):
                    assert urlsplit(link).netloc != urlsplit(address).netloc, link
                elif page.request.head(link).headers["content-type"].startswith("text/html"):
                    assert page.request.head(link).status == 200, link
                    ahead.append(link)
                else:
                    assert page.request.head(link).status == 200, link
        page.close()
        reached = {link.removeprefix(address) or "index.html" for link in seen}
        assert {name for name in PAGES if name.startswith("chapters/")} <= reached


def leads_back(page: Page, address: str) -> None:
    """Where the page for wrong addresses leads, it leads to the book."""
    until(page, "top => document.querySelector('article a').href.startsWith(top)", address)
    assert page.locator("h1").inner_text().startswith("No such page")
    links = page.eval_on_selector_all(
        "a[href]:not([href^='#'])", "all => all.map((a) => a.href.split('#')[0])"
    )
    for link in set(links):
        if urlsplit(link).netloc == urlsplit(address).netloc:
            assert page.request.get(link).status == 200, link
    style = "() => getComputedStyle(document.body)"
    until(page, f"{style}.getPropertyValue('--ink').trim() !== ''")
    page.get_by_role("link", name="home page").click()
    page.wait_for_url(address + "index.html")


@pytest.mark.browser
@pytest.mark.parametrize("top", [urlsplit(ADDRESS).path] if ADDRESS else TOPS)
@pytest.mark.parametrize("wrong", ["nowhere", "chapters/nowhere.html", "a/b/c/d/"])
def test_a_wrong_address_leads_back_at_any_depth(top: str, wrong: str, browser: Browser) -> None:
    with served(Host(SITE, top)) as address:
        page = browser.new_page()
        answer = page.goto(address + wrong)
        assert answer is not None and answer.status == 404
        leads_back(page, address)
        page.close()


@pytest.mark.browser
def test_a_wrong_address_leads_back_without_scripts_where_the_address_is_set(
    browser: Browser, copy: Path
) -> None:
    text = (copy / "404.html").read_text(encoding="utf-8")
    text = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    built_for = re.escape(urlsplit(ADDRESS).path or "/")
    text = re.sub(rf'((?:href|src|action)="){built_for}', r"\1", text)
    (copy / "404.html").write_text(text, encoding="utf-8")
    addresses.anchor_not_found(copy, "https://example.org/book/")
    with served(Host(copy, "/book/")) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address + "a/b/nowhere.html")
        page.get_by_role("link", name="home page").click()
        page.wait_for_url(address + "index.html")
        context.close()


def test_the_sitemap_lists_every_page_to_read_where_the_address_is_set(copy: Path) -> None:
    addresses.write_for_search_engines(copy, "https://example.org/book/")
    tree = ElementTree.parse(copy / "sitemap.xml")
    places = [str(node.text) for node in tree.findall("s:url/s:loc", NAMES)]
    base = "https://example.org/book/"
    assert base in places
    expected = {name for name in PAGES if name not in ("404.html", "search.html", "index.html")}
    assert {place.removeprefix(base) for place in places} == expected | {""}
    robots = (copy / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {urljoin(base, 'sitemap.xml')}" in robots.splitlines()


def test_without_an_address_nothing_names_one(copy: Path) -> None:
    (copy / "sitemap.xml").unlink(missing_ok=True)
    addresses.write_for_search_engines(copy, "")
    assert (copy / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert not (copy / "sitemap.xml").exists()
    for name in PAGES:
        canonical = 'rel="canonical"' in (SITE / name).read_text(encoding="utf-8")
        assert canonical == bool(ADDRESS), name

"""What a reader on a slow line has to wait for: bytes of each page, as Chromium asks for them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from book.host import Host
from book.weight import Weight, compressed_without_figures, weigh

SITE = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
FIRST_VIEW = 180_000
FIRST_VIEW_WITHOUT_FIGURES = 100_000
FURTHER_PAGE = 60_000
pytestmark = pytest.mark.browser


def opened(browser: Browser, host: Host, *addresses: str) -> Weight:
    """Open pages one after the other as a new reader does, and weigh the last."""
    context = browser.new_context()
    page = context.new_page()
    for address in addresses:
        weight = weigh(page, host, address)
    context.close()
    return weight


@pytest.mark.parametrize("name", PAGES)
def test_the_first_view_of_a_page_is_light(
    name: str, browser: Browser, host: Host, address: str
) -> None:
    weight = opened(browser, host, address + name)
    parts = {answer.address: answer.size for answer in weight.answers}
    assert f"/{name}" in parts
    assert len(parts) == len(weight.answers), "something was sent twice"
    assert {answer.status for answer in weight.answers} == {200}
    assert weight.total <= FIRST_VIEW, parts
    assert weight.without_figures <= FIRST_VIEW_WITHOUT_FIGURES, parts


@pytest.mark.parametrize("name", [name for name in PAGES if name != "index.html"])
def test_a_further_page_adds_little(name: str, browser: Browser, host: Host, address: str) -> None:
    weight = opened(browser, host, address, address + name)
    parts = {answer.address: answer.size for answer in weight.answers}
    assert f"/{name}" in parts
    assert weight.total <= FURTHER_PAGE, parts


def test_pictures_count_as_figures_and_words_do_not(tmp_path: Path) -> None:
    picture = "<svg role='img'>" + "".join(f"<path d='M{i * i} {i**3}'/>" for i in range(500))
    words = "<p>" + " ".join(str(i**5) for i in range(500)) + "</p>"
    page = tmp_path / "page.html"
    sizes = []
    for inside in ("", words, picture + "</svg>"):
        page.write_text(f'{words}<figure class="exhibit" id="x">{inside}</figure>')
        sizes.append(compressed_without_figures(page))
    bare, with_words, with_picture = sizes
    assert bare == with_picture < with_words

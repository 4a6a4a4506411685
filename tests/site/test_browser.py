"""The built site as a browser shows it."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import browser as chromium

SITE = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(str(page.relative_to(SITE)) for page in (SITE / "chapters").glob("*.html"))
FAINTEST = 150
"""Of 765: how far the darkest dot of small print may lie from its colour, blurred by the screen."""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.SWITCHES
        )
        yield started
        started.close()


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[1280, 390])
def opened(request: pytest.FixtureRequest, browser: Browser, scheme: str) -> Iterator[Page]:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": request.param, "height": 900}
    )
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_from_disk_without_error_or_outside_request(name: str, opened: Page) -> None:
    problems: list[str] = []
    opened.on(
        "console",
        lambda message: (
            problems.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            problems.append(request.url) if not request.url.startswith(("file:", "data:")) else None
        ),
    )
    opened.on("requestfailed", lambda request: problems.append(f"missing {request.url}"))
    opened.goto((SITE / name).as_uri())
    opened.mouse.wheel(0, 3000)
    opened.wait_for_timeout(200)
    assert not problems


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(name: str, opened: Page) -> None:
    opened.goto((SITE / name).as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("name", [name for name in PAGES if "index" not in name])
def test_every_figure_is_visible_in_the_colours_of_the_page(name: str, opened: Page) -> None:
    opened.goto((SITE / name).as_uri())
    pictures = opened.locator("figure.exhibit svg[role=img]")
    ink = opened.evaluate("getComputedStyle(document.body).getPropertyValue('--ink').trim()")
    wanted = tuple(int(ink[i : i + 2], 16) for i in (1, 3, 5))
    for number in range(pictures.count()):
        picture = pictures.nth(number)
        picture.scroll_into_view_if_needed()
        image = Image.open(io.BytesIO(picture.screenshot())).convert("RGB")
        colours = {colour for _, colour in image.getcolors(1 << 24)}
        assert len(colours) > 20, picture.get_attribute("aria-label")
        nearest = min(sum(abs(a - b) for a, b in zip(wanted, c, strict=True)) for c in colours)
        assert nearest < FAINTEST, "no text in the ink of the page"


def test_code_and_solutions_open_by_keyboard(browser: Browser) -> None:
    page = browser.new_page()
    page.goto((SITE / "chapters" / "micro_data.html").as_uri())
    for summary in ("details.code > summary", "details:has-text('as_printed') > summary"):
        target = page.locator(summary).first
        target.focus()
        page.keyboard.press("Enter")
        assert target.evaluate("summary => summary.parentElement.open")
    page.close()

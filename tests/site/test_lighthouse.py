"""Lighthouse, as on a phone: nothing to mend on any page, and nothing that moves while it loads."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import browser
import node
from book.host import Host, served

SITE = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(
    str(page.relative_to(SITE))
    for page in SITE.rglob("*.html")
    if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8").lower()  # it only leads on
)
CATEGORIES = ["accessibility", "best-practices", "seo"]
SHIFT = "cumulative-layout-shift"
MOST_SHIFT = 0.02
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    """What Lighthouse says of each page."""
    program = node.find()
    if program is None or not node.packages_installed():
        pytest.fail("Lighthouse is not installed. Run: python tests/node.py")
    with served(Host(SITE)) as top:
        order = {
            "chromium": browser.find(),
            "switches": browser.SWITCHES,
            "addresses": [top + name for name in PAGES],
            "categories": CATEGORIES,
            "audits": [SHIFT],
            "quiet": 300,
        }
        run = subprocess.run(
            [program, str(node.FOLDER / "run.mjs")],
            input=json.dumps(order),
            capture_output=True,
            text=True,
        )
    assert run.returncode == 0, run.stderr
    lines = map(json.loads, run.stdout.splitlines())
    return {line["address"].removeprefix(top): line for line in lines}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_to_be_mended(name: str, results: dict[str, Any]) -> None:
    found = results[name]
    assert not found["faults"]
    assert found["scores"] == dict.fromkeys(CATEGORIES, 100)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_while_a_page_loads(name: str, results: dict[str, Any]) -> None:
    assert results[name]["values"][SHIFT] <= MOST_SHIFT

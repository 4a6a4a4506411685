"""What tests of the built site share: where it lies, a browser, a host that serves it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

import browser as chromium
from book.host import Host, served

SITE = Path(__file__).parents[2] / "_build" / "html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium that finds no other host than this computer."""
    switches = [*chromium.SWITCHES, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.find(), args=switches)
        yield started
        started.close()


@pytest.fixture
def host() -> Host:
    """The built site at the top of a host."""
    return Host(SITE)


@pytest.fixture
def address(host: Host) -> Iterator[str]:
    """Where the site is served, ending with a slash."""
    with served(host) as top:
        yield top


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the built site, to change at will."""
    return Path(shutil.copytree(SITE, tmp_path / "site"))

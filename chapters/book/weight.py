"""What a page loads in a browser before its reader acts, in bytes as a static host sends them."""

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.host import LEVEL, Host, Sent

FIGURES = re.compile(r'<figure class="exhibit.*?</figure>', re.DOTALL)
PICTURE = re.compile(r"<svg\b.*</svg>", re.DOTALL)
STATES = re.compile(r"/_data/[^/]+\.js(\?|$)")
PICTURE_FILES = re.compile(r"\.(svg|png|jpg|webp)(\?|$)")
QUIET = 0.3
"""Seconds without a request after which nothing more is expected."""
WORKING = """
    navigator.serviceWorker
        ? navigator.serviceWorker.getRegistration().then(
            (found) => !found || Boolean(navigator.serviceWorker.controller))
        : true
"""


@dataclass(frozen=True)
class Weight:
    """What was sent for a page: its answers, and how many of their bytes are figures."""

    answers: tuple[Sent, ...]
    figures: int

    @property
    def total(self) -> int:
        """Bytes of all bodies."""
        return sum(answer.size for answer in self.answers)

    @property
    def without_figures(self) -> int:
        """Bytes of all bodies but for the pictures in them and the states of interactives."""
        return self.total - self.figures


def weigh(page: Any, host: Host, address: str) -> Weight:
    """Open a page and tell what was sent for it until nothing more was asked for.

    page: a Playwright page whose context holds what was visited before. host: what serves the
    site. address: the whole address of the page.
    """
    before = len(host.sent)
    page.goto(address)
    while not page.evaluate(WORKING):
        time.sleep(QUIET / 10)
    seen = -1
    while len(host.sent) != seen:
        seen = len(host.sent)
        time.sleep(QUIET)
    answers = tuple(host.sent[before:])
    return Weight(answers, sum(_figures(host, answer) for answer in answers))


def _figures(host: Host, answer: Sent) -> int:
    """The bytes of an answer that are figures."""
    if STATES.search(answer.address) or PICTURE_FILES.search(answer.address):
        return answer.size
    path = host.find(answer.address.partition("?")[0])
    if path is None or path.suffix != ".html" or not answer.size:
        return 0
    return answer.size - compressed_without_figures(path)


def compressed_without_figures(path: Path) -> int:
    """Bytes of a page, compressed, whose exhibits have lost their pictures."""
    import gzip

    page = path.read_text(encoding="utf-8")
    bare = FIGURES.sub(lambda figure: PICTURE.sub("", figure[0]), page)
    return len(gzip.compress(bare.encode(), LEVEL, mtime=0))

"""How light and quick the book's pages are beside the same notebooks in Jupyter Book's own theme.

Both are served compressed from this computer to a Chromium that finds no other host. What the
usual pages ask other hosts for is counted, but not weighed: their figures are too low by it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if not __package__:  # started as a file: what is imported lies beside its folder
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from book import ROOT, BuildError, notebooks, site
from book.benchmark import PLAIN, copy
from book.benchmark_interactives import SLOW_LINE, SWITCHES
from book.host import Host, Sent, served
from book.weight import weigh

Say = Callable[[str], None]

ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
KB = 1000
GOAL = 1.3
"""Readable after at most this many times the limit that the line sets."""
TEXT_NEEDS = ("html", "css")
READABLE = """
    const shown = () => {
        const words = document.querySelector("article p");
        if (!words || !words.getClientRects().length) return requestAnimationFrame(shown);
        requestAnimationFrame((time) => { window.readableAfter = time; });
    };
    requestAnimationFrame(shown);
"""
"""Notes when a paragraph of the text is first painted: the frame after the one that has it."""
PATIENCE_MS = 120_000


@dataclass(frozen=True)
class Measured:
    """One page, published one way: bytes, requests and seconds."""

    first_view: int
    without_figures: int
    further: int
    requests: int
    outside: int
    readable: float
    limit: float


def run(root: Path, say: Say) -> None:
    """Measure every chapter both ways and print a table.

    root: the repository, with the site built. say: is given one line at a time.
    Raises BuildError when the usual build fails.
    """
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        say("Pages: not measured, since there is no Chromium.")
        return
    names = [path.relative_to(root).with_suffix(".html") for path in notebooks.in_order(root)]
    chapters = [name.as_posix() for name in names if name.stem != "index"]
    with tempfile.TemporaryDirectory() as folder:
        say("Pages: building the same notebooks in the default theme.")
        usual = _build_the_usual_way(root, Path(folder) / "usual")
        ours = _measure(site.folder(root), "index.html", chapters, chromium)
        theirs = _measure(usual, "chapters/index.html", chapters, chromium)
    for line in table({"this book": ours, "default theme": theirs}):
        say(line)


def table(results: dict[str, dict[str, Measured]]) -> list[str]:
    """Measurements, by way of publishing and page, as the lines of a table."""
    lines = [
        "KB gzip; seconds to readable text at 400 kbit/s, 400 ms; limit: round trips and bytes",
        f"{'':32} {'first':>8} {'without':>8} {'further':>8} {'re-':>6} {'other':>6} "
        f"{'readable':>9} {'x limit':>8}",
        f"{'':32} {'view':>8} {'figures':>8} {'page':>8} {'quests':>6} {'hosts':>6} "
        f"{'after, s':>9} {f'({GOAL})':>8}",
    ]
    for way, pages in results.items():
        lines.append(way)
        for name, measured in pages.items():
            ratio = measured.readable / measured.limit
            lines.append(
                f"  {name:30} {measured.first_view / KB:8.1f} {measured.without_figures / KB:8.1f} "
                f"{measured.further / KB:8.1f} {measured.requests:6} {measured.outside:6} "
                f"{measured.readable:9.2f} {ratio:8.2f}{'' if ratio <= GOAL else '  missed'}"
            )
    return lines


def limit(answers: list[Sent]) -> float:
    """Seconds that a line of the kind measured needs at least for a page's text.

    One round trip brings the page, a second what it names in its head; and every byte of either
    takes its time.
    answers: what was sent for the text.
    """
    trips = min(len(answers), 2)
    size = sum(answer.size for answer in answers)
    return trips * SLOW_LINE["latency"] / 1000 + size / SLOW_LINE["downloadThroughput"]


def _build_the_usual_way(root: Path, target: Path) -> Path:
    """Build with the default theme and nothing of the book's own; gives the site's folder."""
    import yaml

    copy(root, target)
    path = target / "_config.yml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    own = config.pop("sphinx")["config"]
    config.pop("html")
    config["sphinx"] = {"config": {"bibtex_bibfiles": own["bibtex_bibfiles"]}}
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", PLAIN, "build", "."],
        cwd=target,
        env={**os.environ, "PYTHONPATH": str(target / "chapters")},
        capture_output=True,
        text=True,
    )
    built = target / "_build" / "html"
    if run.returncode or not (built / "index.html").is_file():
        raise BuildError(f"the default theme's build failed:\n{run.stdout[-1000:]}{run.stderr}")
    return built


def _measure(folder: Path, home: str, names: list[str], chromium: str) -> dict[str, Measured]:
    from playwright.sync_api import sync_playwright

    host = Host(folder)
    with served(host) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*SWITCHES, ALONE])
        measured = {
            name: _page(browser, host, address, address + home, address + name)
            for name in [home, *names]
        }
        browser.close()
    return measured


def _page(browser: Any, host: Host, top: str, home: str, address: str) -> Measured:
    context = browser.new_context()
    page = context.new_page()
    outside: list[str] = []
    page.on(
        "request",
        lambda request: (
            outside.append(request.url) if not request.url.startswith((top, "data:")) else None
        ),
    )
    first = weigh(page, host, address)
    if first.answers[0].status != 200:
        raise BuildError(f"{address} is no page: status {first.answers[0].status}.")
    strangers = len(outside)
    context.close()

    context = browser.new_context()
    page = context.new_page()
    if address != home:
        weigh(page, host, home)
    further = weigh(page, host, address)
    context.close()

    context = browser.new_context(service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_LINE})
    page.add_init_script(READABLE)
    before = len(host.sent)
    page.goto(address, wait_until="commit", timeout=PATIENCE_MS)
    while not (readable := page.evaluate("window.readableAfter")):
        page.wait_for_timeout(20)
    needed = [
        answer
        for answer in host.sent[before:]
        if answer.address.partition("?")[0].rpartition(".")[2] in TEXT_NEEDS
    ]
    context.close()
    return Measured(
        first_view=first.total,
        without_figures=first.without_figures,
        further=further.total,
        requests=len(first.answers),
        outside=strangers,
        readable=readable / 1000,
        limit=limit(needed),
    )


if __name__ == "__main__":
    run(ROOT, print)

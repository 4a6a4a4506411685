"""What Lighthouse says of the speed of each page, as on a phone of the middle class."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

if not __package__:  # started as a file: what is imported lies beside its folder
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from book import ROOT, BuildError, site
from book.benchmark_interactives import SWITCHES
from book.host import Host, served

Say = Callable[[str], None]

RUNNER = Path("tests") / "lighthouse"
GOAL = 98
QUIET_MS = 1000
"""Without network or script for so long, a page counts as loaded."""
VALUES = {
    "first-contentful-paint": ("first paint, s", 1000),
    "largest-contentful-paint": ("largest, s", 1000),
    "total-blocking-time": ("blocked, s", 1000),
    "cumulative-layout-shift": ("shift", 1),
}
"""Audit -> heading, and what its number is divided by."""


def run(root: Path, say: Say) -> None:
    """Measure every page and print a table.

    root: the repository, with the site built. say: is given one line at a time.
    Raises BuildError when Lighthouse fails.
    """
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    node = shutil.which("node") or shutil.which("nodejs")
    if chromium is None or node is None or not (root / RUNNER / "node_modules").is_dir():
        say("Lighthouse: not measured, since it is not installed. `python tests/node.py` does it.")
        return
    folder = site.folder(root)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    with served(Host(folder)) as top:
        order = {
            "chromium": chromium,
            "switches": SWITCHES,
            "addresses": [top + name for name in names],
            "categories": ["performance"],
            "audits": list(VALUES),
            "quiet": QUIET_MS,
        }
        result = subprocess.run(
            [node, str(root / RUNNER / "run.mjs")],
            input=json.dumps(order),
            capture_output=True,
            text=True,
        )
    if result.returncode:
        raise BuildError(f"Lighthouse failed:\n{result.stderr[-2000:]}")
    for line in table(dict(zip(names, map(json.loads, result.stdout.splitlines()), strict=True))):
        say(line)


def table(results: dict[str, dict[str, Any]]) -> list[str]:
    """What Lighthouse found, by page, as the lines of a table."""
    heads = "".join(f"{head:>16}" for head, _ in VALUES.values())
    lines = [f"{f'Lighthouse, mobile (goal: {GOAL})':38}{'performance':>12}{heads}"]
    for name, found in results.items():
        score = found["scores"]["performance"]
        cells = "".join(f"{found['values'][audit] / by:16.2f}" for audit, (_, by) in VALUES.items())
        lines.append(f"  {name:36}{score:12}{cells}{'' if score >= GOAL else '  missed'}")
    return lines


if __name__ == "__main__":
    run(ROOT, print)

"""How long the build takes, measured against a plain `jupyter-book build` of the same book."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from book import BuildError, notebooks

PLAIN = "from jupyter_book.cli.main import main; main()"
WARM_UP = "import jupyter_book.sphinx, myst_nb, nbclient, pandas, scipy.stats, seaborn"


ROUNDS = 2
REFERENCE = "plain jupyter-book build --all"
COLD, UNCHANGED, EDITED = "everything, from nothing", "nothing changed", "code edited in"
GOALS = {COLD: 0.7, UNCHANGED: 0.15, EDITED: 0.3}
"""What was done -> the share of the plain build's time that it should stay below."""


def run(root: Path, say: Callable[[str], None]) -> None:
    """Measure in copies of the repository and print a table.

    Everything is done ROUNDS times in turn, and the shortest time counts: what else the
    computer does can only add to it.
    root: the repository. say: is given one line at a time.
    Raises BuildError when one of the builds fails.
    """
    build = [sys.executable, "chapters/book", "build"]
    plain_build = [sys.executable, "-c", PLAIN, "build", "--all", "."]
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        plain, book = Path(folder) / "plain", Path(folder) / "book"
        copy(root, plain)
        copy(root, book)
        _execute_on_build(plain / "_config.yml")
        _seconds([sys.executable, "-c", WARM_UP], root)  # nobody is first to read the libraries
        for number in range(1, ROUNDS + 1):
            say(f"Measuring, round {number} of {ROUNDS}. Each takes a minute or more.")
            for made in (plain / "_build", book / "_build"):
                shutil.rmtree(made, ignore_errors=True)
            times.setdefault(REFERENCE, []).append(_seconds(plain_build, plain))
            times.setdefault(COLD, []).append(_seconds([*build, "--force"], book))
            times.setdefault(UNCHANGED, []).append(_seconds(build, book))
            for path in notebooks.in_order(book):
                _edit_code(path)
                times.setdefault(f"{EDITED} {path.stem}", []).append(_seconds(build, book))
    for line in table({name: min(seconds) for name, seconds in times.items()}):
        say(line)


def table(seconds: dict[str, float]) -> list[str]:
    """Give measurements, by what was done, as the lines of a table with ratios and goals."""
    lines = [f"{'':32} {'seconds':>8} {'ratio':>6} {'goal':>6}"]
    for name, value in seconds.items():
        ratio = value / seconds[REFERENCE]
        line = f"{name:32} {value:8.1f} {ratio:6.2f}"
        for beginning, goal in GOALS.items():
            if name.startswith(beginning):
                line += f" {goal:6.2f}{'' if ratio <= goal else '  missed'}"
        lines.append(line)
    return lines


def copy(root: Path, target: Path) -> None:
    """Copy what version control holds or would take in; without it, all but what was built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        ignore = shutil.ignore_patterns(".git", ".venv", "_build", "__pycache__", ".*_cache")
        shutil.copytree(root, target, ignore=ignore)
        return
    for name in filter(None, listed.stdout.split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)


def _execute_on_build(path: Path) -> None:
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config["execute"] = {"execute_notebooks": "force", "timeout": -1}
    path.write_text(yaml.safe_dump(config), encoding="utf-8")


def _edit_code(path: Path) -> None:
    notebook = notebooks.read(path)
    cell = notebooks.code_cells(notebook)[-1]
    cell["source"] = notebooks.text_of(cell["source"]) + "\n# edited"
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _seconds(command: list[str], folder: Path) -> float:
    start = time.monotonic()
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if result.returncode:
        raise BuildError(f"{' '.join(command)} failed:\n{result.stdout[-2000:]}{result.stderr}")
    return time.monotonic() - start

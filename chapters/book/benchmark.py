"""How long the build takes, measured against a plain `jupyter-book build` of the same book."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from book import BuildError, notebooks

PLAIN = "from jupyter_book.cli.main import main; main()"
WARM_UP = "import jupyter_book.sphinx, myst_nb, nbclient, pandas, scipy.stats, seaborn"


@dataclass(frozen=True)
class Result:
    """One measurement: what was done, how long it took, and the share of the plain build's
    time that it should stay below."""

    name: str
    seconds: float
    goal: float | None = None


def run(root: Path, say: Callable[[str], None]) -> None:
    """Measure in a copy of the repository and print a table.

    root: the repository. say: is given one line at a time.
    Raises BuildError when one of the builds fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain, book = Path(folder) / "plain", Path(folder) / "book"
        _copy(root, plain)
        _copy(root, book)
        _execute_on_build(plain / "_config.yml")
        build = [sys.executable, "chapters/book", "build"]
        _seconds([sys.executable, "-c", WARM_UP], root)  # nobody is first to read the libraries
        say("Measuring. This takes some minutes.")
        results = [
            Result(
                "plain jupyter-book build --all",
                _seconds([sys.executable, "-c", PLAIN, "build", "--all", "."], plain),
            ),
            Result("everything, from nothing", _seconds([*build, "--force"], book), 0.7),
            Result("nothing changed", _seconds(build, book), 0.15),
        ]
        for path in notebooks.in_order(book):
            _edit_code(path)
            results.append(Result(f"code edited in {path.stem}", _seconds(build, book), 0.3))
    for line in table(results):
        say(line)


def table(results: list[Result]) -> list[str]:
    """Give measurements as the lines of a table; the first is what the others are held to."""
    lines = [f"{'':40} {'seconds':>8} {'ratio':>6} {'goal':>6}"]
    for result in results:
        ratio = result.seconds / results[0].seconds
        line = f"{result.name:40} {result.seconds:8.1f} {ratio:6.2f}"
        if result.goal is not None:
            line += f" {result.goal:6.2f}{'' if ratio <= result.goal else '  missed'}"
        lines.append(line)
    return lines


def _copy(root: Path, target: Path) -> None:
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

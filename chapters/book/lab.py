"""JupyterLab on the book: chapters, exercise notebooks, and a welcome to begin with."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from book import notebooks, seminar

WELCOME = "welcome.ipynb"
CLEAN = Path("_build") / "clean"
"""Copies of the notebooks as they came, for `urban_rural.desk.restore` where there is no git."""


def start(root: Path, options: list[str], say: Callable[[str], None]) -> int:
    """Lay out what students work on and run JupyterLab until it ends; give its exit code.

    root: the repository. options: passed on to JupyterLab.
    """
    for path in prepare(root):
        say(f"New: {path.relative_to(root)}")
    chapters = root / "chapters"
    known = [str(path) for path in [*chapters.glob("*.ipynb"), *chapters.glob("*/*.ipynb")]]
    subprocess.run([sys.executable, "-m", "jupyter", "trust", *known], capture_output=True)
    command = [sys.executable, "-m", "jupyterlab", *options, WELCOME]
    return subprocess.run(command, cwd=chapters, env=environment(root)).returncode


def prepare(root: Path) -> list[Path]:
    """Lay out the exercise notebooks and clean copies of all notebooks; give what is new.

    Nothing that is there already is touched: students have worked on it.
    """
    new = seminar.lay_out(root)
    for path in notebooks.in_order(root):
        clean = root / CLEAN / path.name
        if not clean.exists():
            clean.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, clean)
    seminar.write_editions(root, root / "_build" / "seminar")
    return new


def environment(root: Path) -> dict[str, str]:
    """The variables of JupyterLab and its kernels.

    The book's own packages come first, and its modules are found from every folder below
    chapters/.
    """
    paths = [str(root / "chapters"), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
    }

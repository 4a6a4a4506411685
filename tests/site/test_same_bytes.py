"""Two builds of one commit give the same bytes, wherever, whenever and however they are made."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", "_build", "__pycache__", ".*_cache", ".hypothesis"
)
IN_REVERSE = """
import os, pathlib, sys, time
listdir, glob, rglob = os.listdir, pathlib.Path.glob, pathlib.Path.rglob
os.listdir = lambda *a: sorted(listdir(*a), reverse=True)
pathlib.Path.glob = lambda *a, **k: iter(sorted(glob(*a, **k), reverse=True))
pathlib.Path.rglob = lambda *a, **k: iter(sorted(rglob(*a, **k), reverse=True))
time.time = (lambda now: lambda: now() + 40_000_000)(time.time)
sys.argv = ["chapters/book", "build", "--all"]
import runpy
sys.path.insert(0, "chapters/book")
runpy.run_path("chapters/book", run_name="__main__")
"""
"""The build, with folders read in reverse order, more than a year later."""


def files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built anew elsewhere, under all circumstances that should not matter."""
    book = tmp_path_factory.mktemp("elsewhere") / "another name"
    shutil.copytree(ROOT, book, ignore=LEFT_OUT, copy_function=shutil.copy)
    circumstances = {
        **os.environ,
        "PYTHONHASHSEED": "271828",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONUTF8": "1",
    }
    run = subprocess.run(
        [sys.executable, "-c", IN_REVERSE],
        cwd=book,
        env=circumstances,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Executing" not in run.stdout, "the notebooks are fresh: outputs are as committed"
    return book / "_build" / "html"


def test_two_builds_give_the_same_files(rebuilt: Path) -> None:
    assert files(rebuilt).keys() == files(SITE).keys()


def test_two_builds_give_the_same_bytes(rebuilt: Path) -> None:
    here, there = files(SITE), files(rebuilt)
    assert [name for name in sorted(here) if here[name] != there.get(name)] == []

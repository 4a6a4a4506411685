"""The page on adding a series is proved by doing what it says, to the letter, in a copy."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "chapters/add_series.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```\{code-block\} (\w+)\n(?::caption: ([^\n]*)\n\n)?(.*?)^```$", re.M | re.S)
WITHOUT_EFFECT = "from urban_rural import data"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("copy") / "book"
    ignored = shutil.ignore_patterns(".*", "_build", "__pycache__")
    shutil.copytree(ROOT, root, ignore=ignored)
    return root


def change(root: Path, caption: str, text: str) -> None:
    """Write or edit a file as the caption of a block says."""
    name, _, place = caption.partition(", ")
    path = root / name
    if not place:
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if place == "at the end":
        at = len(lines)
    else:
        where, anchor = re.fullmatch("(above|below) `(.*)`", place).groups()  # type: ignore[union-attr]
        [found] = [number for number, line in enumerate(lines) if line.startswith(anchor)]
        at = found + (where == "below")
    path.write_text("".join([*lines[:at], text, *lines[at:]]), encoding="utf-8", newline="\n")


def run(root: Path, text: str) -> str:
    """Carry out the commands of a block with the Python of these tests."""
    folder, printed = root, ""
    for line in text.replace("\\\n", " ").splitlines():
        words = shlex.split(line)
        if words[0] == "cd":
            folder = folder / words[1]
            continue
        assert words[0].endswith(".venv/bin/python"), "the page uses the book's own Python"
        command = [sys.executable, *words[1:]]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        printed += done.stdout
    return printed


def python(root: Path, code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=root / "chapters", capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_whoever_follows_the_page_has_a_series_that_all_checks_accept(copy: Path) -> None:
    """All but `make book`, which is the build that every other test of the site looks at."""
    printed = ""
    for language, caption, text in BLOCK.findall(PAGE):
        if language == "sh":
            printed = run(copy, text)
        elif caption:
            change(copy, caption, text)
        else:
            assert text.startswith(WITHOUT_EFFECT)
            shown = text.strip().replace("\n\ndata.", "\n\nprint(data.") + ".to_csv())"
            assert "588.5" in python(copy, shown)
    assert re.search(r"[1-9]\d+ passed", printed) and "failed" not in printed
    look = "from book import catalogue; from urban_rural import data; print(catalogue.one_file("
    entry = python(copy, look + "data.record('village_libraries'), []))")
    assert "Ministry of Examples" in entry and "official/village_libraries.csv" in entry
    assert "unconfirmed: 1" in entry and "2021 to 2023" in entry
    known = python(copy, "from refresh.series import BY_NAME; print(BY_NAME['village_libraries'])")
    assert "official" not in known and "libraries_thousand" in known


def test_the_page_has_all_six_steps() -> None:
    captions = [caption.partition(",")[0] for _, caption, _ in BLOCK.findall(PAGE) if caption]
    assert captions == [
        "data/official/village_libraries.csv",
        "chapters/urban_rural/schemas.py",
        "chapters/urban_rural/data.py",
        "tests/data/test_official_series.py",
        "chapters/refresh/series.py",
    ]
    assert sum(language == "sh" for language, _, _ in BLOCK.findall(PAGE)) == 2


def test_a_record_without_words_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns(".*"))
    (root / "data" / "official" / "world_bank_population.csv").write_text("year\n")
    code = (
        "from pathlib import Path; from urban_rural import data; data.describe("
        f"'official/world_bank_population.csv', {{}}, {{}}, folder=Path({str(root / 'data')!r}))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT / "chapters", capture_output=True, text=True)
    assert done.returncode == 1
    assert "--title: blank" in done.stderr and "--column total_million: no desc" in done.stderr

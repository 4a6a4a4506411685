"""The notebooks: their stored outputs are what a rerun gives, in any order, and nothing else."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from book import notebooks, provenance

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))


def cells(path: Path, kind: str) -> list[dict]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def test_every_chapter_gives_its_stored_outputs_again_in_the_other_order() -> None:
    """`make test` runs nbval over the chapters once; this is the second time, last one first."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--nbval",
        "-p",
        "no:cacheprovider",
        "-n",
        "2",
        "--dist",
        "loadscope",
        *map(str, reversed(CHAPTERS)),
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-4000:]
    assert re.search(r"\d+ passed", run.stdout)


def test_no_stored_output_is_stale() -> None:
    stale = {p.name: provenance.stale_because(ROOT, notebooks.read(p)) for p in CHAPTERS}
    assert not {name: reason for name, reason in stale.items() if reason}


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_code_cell_has_run_without_error_or_warning(path: Path) -> None:
    for cell in cells(path, "code"):
        assert cell["execution_count"] is not None
        kinds = {(output["output_type"], output.get("name")) for output in cell["outputs"]}
        assert not kinds & {("error", None), ("stream", "stderr")}


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_widget_state_and_no_path_of_a_machine_is_stored(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "widget-view" not in text and '"widgets"' not in text
    assert not re.search(r"/(home|Users|root|tmp)/|C:\\\\", text)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_code_cells_are_short(path: Path) -> None:
    """Three lines typically, twelve at most; words and declarations are not counted."""
    words = re.compile(r"^(say|verdict|explore|\w+ = Claim)\(", flags=re.MULTILINE)
    sources = ["".join(cell["source"]) for cell in cells(path, "code")]
    lengths = [
        len(source.partition("\nsolution(")[0].splitlines())
        for source in sources
        if not words.search(source)
    ]
    assert max(lengths) <= 12
    assert sorted(lengths)[len(lengths) // 2] <= 4


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_directive_would_puzzle_a_reader_on_github(path: Path) -> None:
    for cell in cells(path, "markdown"):
        text = "".join(cell["source"])
        assert not re.search(r"^(:::|```\{)|\{(ref|cite|numref|eq|glue)", text, flags=re.MULTILINE)

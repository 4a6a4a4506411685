"""A change of the data reaches the page: no stale number is published."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", "_build", "__pycache__", ".*_cache", ".hypothesis"
)


def keep_first_cells(path: Path, number: int) -> None:
    """Shorten a notebook to what needs no other chapter, its outputs as stored."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = notebook["cells"][:number]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_a_changed_data_cell_is_on_the_built_page(tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copytree(ROOT, book, ignore=LEFT_OUT)
    for notebook in (book / "chapters").glob("*.ipynb"):
        if notebook.name != "introduction.ipynb":
            notebook.unlink()
    keep_first_cells(book / "chapters" / "introduction.ipynb", 4)
    (book / "_toc.yml").write_text(
        "format: jb-book\nroot: chapters/introduction\nchapters:\n  - file: chapters/references\n",
        encoding="utf-8",
    )
    prose = book / "data" / "paper" / "prose.csv"
    text = prose.read_text(encoding="utf-8")
    old = "the number of Internet users reached 854 million,854"
    assert text.count(old) == 1
    new = old.replace("854", "877")
    prose.write_text(text.replace(old, new), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(book / "chapters" / "book"), "build"],
        cwd=book,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    page = (book / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    assert "<td>877</td>" in page
    assert "<td>854</td>" not in page

"""The benchmark says by how much the build is faster, and where it misses its goal."""

import subprocess
import sys

import pytest
import yaml

from book import ROOT, BuildError, benchmark, benchmark_pages, notebooks
from book.host import Sent


def test_times_are_shown_as_shares_of_a_plain_build_with_goals_that_were_missed():
    seconds = {
        benchmark.REFERENCE: 20.0,
        benchmark.COLD: 15.0,
        benchmark.UNCHANGED: 0.2,
        f"{benchmark.EDITED} micro_data": 6.2,
    }
    assert [line.split()[-4:] for line in benchmark.table(seconds)] == [
        ["seconds", "ratio", "goal"],
        ["build", "--all", "20.0", "1.00"],
        ["15.0", "0.75", "0.70", "missed"],
        ["changed", "0.2", "0.01", "0.15"],
        ["6.2", "0.31", "0.30", "missed"],
    ]


def test_the_copy_holds_new_files_and_leaves_out_ignored_ones(book, tmp_path):
    subprocess.run(["git", "init", "--quiet"], cwd=book.root, check=True)
    book.write(".gitignore", "_build/\n")
    book.write("_build/html/index.html", "old")
    benchmark.copy(book.root, tmp_path / "copy")
    assert (tmp_path / "copy/chapters/plain.ipynb").read_bytes() == book.path("plain").read_bytes()
    assert not (tmp_path / "copy/_build").exists()


def test_without_version_control_the_copy_leaves_out_what_was_built(book, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(book.root.parent))
    book.write("_build/html/index.html", "old")
    benchmark.copy(book.root, tmp_path / "copy")
    assert (tmp_path / "copy/chapters/plain.ipynb").exists()
    assert not (tmp_path / "copy/_build").exists()


def test_the_edit_makes_the_notebook_stale_and_no_other(book):
    benchmark._edit_code(book.path("plain"))
    assert book.stale() == {"plain": "its code has changed"}
    assert notebooks.read(book.path("plain"))["cells"][-1]["source"].endswith("# edited")


def test_the_plain_build_executes_all_and_differs_in_nothing_else(tmp_path):
    path = tmp_path / "_config.yml"
    path.write_bytes((ROOT / "_config.yml").read_bytes())
    benchmark._execute_on_build(path)
    changed = yaml.safe_load(path.read_text())
    original = yaml.safe_load((ROOT / "_config.yml").read_text())
    assert changed.pop("execute") == {"execute_notebooks": "force", "timeout": -1}
    assert original.pop("execute") != {}
    assert changed == original


def test_a_build_that_fails_is_no_measurement(tmp_path):
    with pytest.raises(BuildError, match="no such chapter"):
        benchmark._seconds([sys.executable, "-c", "exit('no such chapter')"], tmp_path)
    assert benchmark._seconds([sys.executable, "-c", "exit(0)"], tmp_path) > 0


def test_pages_are_shown_with_their_time_as_a_multiple_of_what_the_line_allows():
    measured = benchmark_pages.Measured(
        first_view=90_000,
        without_figures=40_000,
        further=30_000,
        requests=7,
        outside=2,
        readable=2.8,
        limit=2.0,
    )
    lines = benchmark_pages.table({"this book": {"index.html": measured}})
    assert lines[-2] == "this book"
    assert lines[-1].split() == "index.html 90.0 40.0 30.0 7 2 2.80 1.40 missed".split()


def test_the_limit_is_two_round_trips_and_every_byte_at_the_line_s_rate():
    answers = [Sent("/a.html", 200, 30_000), Sent("/a.css", 200, 15_000), Sent("/b.js", 200, 5_000)]
    assert benchmark_pages.limit(answers) == pytest.approx(2 * 0.4 + 1.0)
    assert benchmark_pages.limit(answers[:1]) == pytest.approx(0.4 + 0.6)

"""Executing notebooks: what is stored, and what happens when it goes wrong."""

import json
import os
import sys
from datetime import UTC, datetime

import pytest

from book import BuildError, notebooks


def outputs(book, stem):
    return [cell["outputs"] for cell in notebooks.code_cells(book.read(stem))]


def test_two_executions_give_the_same_bytes(book):
    stem = book.add(
        "volatile",
        "class Thing: ...\nThing()",
        "print({'urban', 'rural', 'all'}, Thing())",
        "import time\nprint('one', flush=True)\ntime.sleep(0.4)\nprint('two', flush=True)",
        "import ipywidgets\nipywidgets.IntSlider()",
        "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])",
    ).stem
    book.execute(stem)
    first = book.path(stem).read_bytes()
    book.execute(stem)
    assert book.path(stem).read_bytes() == first
    assert b"at 0x0" in first
    assert b"one\\n" in first and b"two\\n" in first
    assert b"image/png" in first
    assert b"widget-view" not in first and b"widget-state" not in first


def test_nothing_of_this_machine_is_stored(book):
    text = book.path("model").read_text()
    assert sys.version.split()[0] not in text
    assert str(book.root) not in text
    assert [cell["execution_count"] for cell in notebooks.code_cells(book.read("model"))] == [1, 2]


def test_a_cell_that_shows_an_error_on_purpose_stores_it_without_machine_paths(book):
    book.add("refusal", "raise ValueError('too small')", "1 + 1")
    book.edit("refusal", lambda c: c["cells"][1]["metadata"].update(tags=["raises-exception"]))
    book.execute("refusal")
    error, result = outputs(book, "refusal")
    assert error[0]["traceback"] == ["ValueError: too small"]
    assert result[0]["data"]["text/plain"] == ["2"]


def test_a_failing_cell_is_named_and_leaves_the_file_as_it_was(book):
    path = book.add("broken", "x = 1", "# why\nx / 0", "y = 2")
    before = path.read_bytes()
    with pytest.raises(BuildError) as caught:
        book.execute("broken")
    message = str(caught.value)
    assert "broken.ipynb, code cell 2 of 3 (# why): ZeroDivisionError: division by zero" in message
    assert path.read_bytes() == before


def test_other_notebooks_are_executed_when_one_fails(book):
    book.add("broken", "x = 1 / 0")
    book.add("sound", "6 * 7")
    with pytest.raises(BuildError, match="broken.ipynb"):
        book.execute("broken", "sound")
    assert set(book.stale()) == {"broken"}


def test_a_warning_is_a_failure(book):
    path = book.add("warns", "x = 1", "import warnings\nwarnings.warn('deprecated soon')")
    before = path.read_bytes()
    with pytest.raises(BuildError, match=r"warns.ipynb, code cell 2 of 2 .*\n?.*deprecated soon"):
        book.execute("warns")
    assert path.read_bytes() == before


def test_a_kernel_that_dies_is_a_failure_with_a_name(book):
    book.add("dies", "import os\nos._exit(1)")
    with pytest.raises(BuildError, match=r"dies.ipynb, code cell 1 of 1 .*kernel died"):
        book.execute("dies")


def test_an_edit_made_meanwhile_is_not_overwritten(book):
    edit = f"from pathlib import Path\n_ = Path({str(book.path('edited'))!r}).write_text('mine')"
    book.add("edited", edit)
    with pytest.raises(BuildError, match=r"edited.ipynb.*changed while"):
        book.execute("edited")
    assert book.path("edited").read_text() == "mine"


def test_the_kernel_is_this_python_whatever_is_registered(book, tmp_path, monkeypatch):
    spec = tmp_path / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps({"argv": ["no-such-python"], "display_name": "Python 3"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    book.add("where", "import sys\nprint(sys.executable)")
    book.execute("where")
    assert outputs(book, "where")[0][0]["text"] == [f"{sys.executable}\n"]


def test_personal_settings_do_not_reach_a_notebook(book, tmp_path, monkeypatch):
    (tmp_path / "start.py").write_text("print('hello from my own start file')")
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "start.py"))
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    names = ["PYTHONSTARTUP", "PYTHONWARNINGS", "MPLBACKEND", "TZ", "PYTHONHASHSEED"]
    book.add("settings", f"import os\nprint(*(os.environ.get(name) for name in {names}))")
    book.execute("settings")
    text = outputs(book, "settings")[0][0]["text"]
    assert text == ["None None module://matplotlib_inline.backend_inline UTC 0\n"]


def test_progress_names_the_notebook_and_says_when_it_is_done(book):
    book.add("slow", "import time", *["time.sleep(0.8)"] * 3)
    lines = book.execute("slow")
    assert any(line.startswith("slow") and "/4 cells" in line for line in lines)
    assert lines[-1].startswith("slow  done, ")


def test_how_long_each_took_is_kept_for_the_next_build(book):
    book.execute("plain")
    times = json.loads((book.root / "_build" / "execution.json").read_text())
    assert times["plain"] > 0


def test_a_notebook_tells_when_it_ran_and_for_how_long(book):
    before = datetime.now(UTC).date().isoformat()
    book.add("new", "1 + 1")
    book.execute("new")
    record = book.read("new")["metadata"]["provenance"]
    assert before <= record["run"]["date"] <= datetime.now(UTC).date().isoformat()
    assert 0 < record["run"]["seconds"] < 600
    assert record["files"] == []


def test_data_files_that_a_notebook_opens_are_recorded(book):
    book.write("data/official/users.csv", "1 2")
    book.write("data/official/unread.csv", "1 2")
    folder = "Path().resolve().parent / 'data'"
    book.add(
        "reads", f"from pathlib import Path\nlen(({folder} / 'official/users.csv').read_text())"
    )
    book.execute("reads", "data")
    files = {stem: book.read(stem)["metadata"]["provenance"]["files"] for stem in ("reads", "data")}
    assert files == {"reads": ["official/users.csv"], "data": ["income.csv"]}


def test_a_run_that_changes_nothing_keeps_its_date_and_one_that_does_renews_it(book):
    def age(content):
        content["metadata"]["provenance"]["run"] = {"date": "2001-02-03", "seconds": 4.5}

    for stem in ("plain", "data"):
        book.edit(stem, age)
    book.write("data/income.csv", "11 23")
    book.execute("plain", "data")
    dates = {
        stem: book.read(stem)["metadata"]["provenance"]["run"]["date"] for stem in ("plain", "data")
    }
    assert dates["plain"] == "2001-02-03"
    assert dates["data"] == datetime.now(UTC).date().isoformat()


def test_a_notebook_without_a_record_of_its_run_is_stale(book):
    book.edit("plain", lambda content: content["metadata"]["provenance"].pop("run"))
    assert book.stale() == {"plain": "it is not recorded when it ran"}


def test_a_file_is_replaced_whole_and_only_when_it_differs(tmp_path):
    path = tmp_path / "file"
    assert notebooks.replace(path, b"one")
    modified = os.stat(path).st_mtime_ns
    assert not notebooks.replace(path, b"one")
    assert os.stat(path).st_mtime_ns == modified
    assert notebooks.replace(path, b"two")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "chapter.ipynb"
    for content in ["{", "[]", "{}", '{"cells": 1}']:
        path.write_text(content)
        with pytest.raises(BuildError, match="chapter.ipynb is not a notebook"):
            notebooks.read(path)

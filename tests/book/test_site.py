"""The site is put in place whole or not at all, and holds what its sources say."""

import json
import os
import shutil
import signal
import time

import pytest

DEADLINE = 60.0


@pytest.fixture(scope="module")
def finished(executed, tmp_path_factory):
    """A small book with the tooling in it, built; tests change copies of it."""
    book = executed.copy_to(tmp_path_factory.mktemp("finished") / "book")
    book.add_tooling()
    code, printed = book.run("build")
    assert code == 0, printed
    return book


@pytest.fixture
def built(finished, tmp_path):
    """A small book, built, to change at will."""
    return finished.copy_to(tmp_path / "book")


def wait_for(condition):
    """Wait until a condition holds; fail when it never does."""
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def heed_interruptions():
    """Let a process heed an interruption, even where those who run in the background do not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_the_site_has_a_page_for_every_chapter(built):
    pages = built.site()
    assert {"index.html", "404.html", "search.html"} <= set(pages)
    assert b"45\ndone" in pages["chapters/plain.html"]


def test_when_nothing_changed_nothing_is_done_and_the_site_named(built):
    before = {path: path.stat().st_mtime_ns for path in built.root.rglob("*") if path.is_file()}
    code, printed = built.run("build")
    after = {path: path.stat().st_mtime_ns for path in built.root.rglob("*") if path.is_file()}
    lock = built.root / "_build" / "lock"
    assert before.keys() == after.keys()
    assert {path for path in before if before[path] != after[path]} <= {lock}
    assert (code, "Nothing has changed" in printed) == (0, True)
    assert str(built.root / "_build" / "html" / "index.html") in printed


def test_status_says_which_notebooks_are_stale_and_why(built):
    built.write("data/income.csv", "11 23")
    code, printed = built.run("status")
    assert code == 0
    assert printed.splitlines() == [
        "model: fresh",
        "data: stale, because a file in data/ has changed",
        "plain: fresh",
    ]


def test_a_new_number_in_the_data_reaches_the_page(built):
    built.write("data/income.csv", "11 98765")
    code, printed = built.run("build")
    assert code == 0, printed
    assert b"98765" in built.site()["chapters/data.html"]
    assert "Executing data." in printed


def test_a_page_built_again_makes_the_same_site_as_all_built_anew(built):
    assert built.run("build", "--all")[0] == 0  # Sphinx reads anew what was moved
    built.edit("plain", lambda content: content["cells"][0].update(source="# Another title"))
    code, printed = built.run("build")
    assert code == 0, printed
    one = built.site()
    assert b"Another title" in one["index.html"]
    assert built.run("build", "--all")[0] == 0
    assert built.site() == one


def test_only_the_page_that_changed_is_read_again(built):
    def doctrees():
        folder = built.root / "_build" / "state" / "doctrees" / "chapters"
        return {path.stem: path.stat().st_mtime_ns for path in folder.iterdir()}

    assert built.run("build", "--all")[0] == 0  # Sphinx reads anew what was moved
    before = doctrees()
    built.edit("plain", lambda content: content["cells"][0].update(source="# Another title"))
    assert built.run("build")[0] == 0
    after = doctrees()
    assert {name for name in after if after[name] != before[name]} == {"plain"}


def test_a_static_file_changed_alone_reaches_the_site(built):
    built.write("chapters/book/static/book.css", "body { color: teal }\n")
    assert built.run("build")[0] == 0
    assert built.site()["_static/book.css"] == b"body { color: teal }\n"


def test_a_chapter_taken_out_of_the_book_leaves_no_page(built):
    toc = built.root / "_toc.yml"
    toc.write_text(toc.read_text().replace("  - file: chapters/plain\n", ""))
    assert built.run("build")[0] == 0
    assert not [name for name in built.site() if "plain" in name]


def test_a_warning_leaves_the_last_site_until_it_is_mended(built):
    before = built.site()
    for _ in range(2):
        built.write("chapters/index.md", "# The book\n\n[](nowhere.md)\n")
        code, printed = built.run("build")
        assert code == 1
        assert "index.md:3" in printed and "nowhere" in printed
        assert "The last good site, if there was one, is still in _build/html." in printed
        assert built.site() == before
    built.write("chapters/index.md", "# The same book\n")
    assert built.run("build")[0] == 0
    assert b"The same book" in built.site()["index.html"]


def test_a_failing_cell_publishes_nothing(built):
    before = built.site()
    built.edit("plain", lambda content: content["cells"][1].update(source="1 / 0"))
    code, printed = built.run("build")
    assert code == 1
    assert "plain.ipynb, code cell 1 of 2 (1 / 0): ZeroDivisionError" in printed
    assert "build again" in printed
    assert built.site() == before


def test_a_build_killed_while_executing_leaves_site_and_notebooks_whole(built):
    before = built.site()
    cell = "from pathlib import Path\nPath('started').touch()\nimport time\ntime.sleep(600)"
    built.edit("plain", lambda content: content["cells"][1].update(source=cell))
    stored = built.path("plain").read_bytes()
    process = built.start("build")
    wait_for((built.root / "chapters" / "started").exists)
    process.kill()
    process.communicate()
    assert built.site() == before
    assert built.path("plain").read_bytes() == stored


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal to send")
def test_an_interruption_from_the_keyboard_ends_the_build_in_one_sentence(built):
    before = built.site()
    cell = "from pathlib import Path\nPath('started').touch()\nimport time\ntime.sleep(600)"
    built.edit("plain", lambda content: content["cells"][1].update(source=cell))
    process = built.start("build", preexec_fn=heed_interruptions)
    wait_for((built.root / "chapters" / "started").exists)
    process.send_signal(signal.SIGINT)
    printed, _ = process.communicate()
    assert process.returncode == 130
    assert "Interrupted. The last good site is still there" in printed
    assert "failed" not in printed and "Traceback" not in printed
    assert built.site() == before


@pytest.mark.parametrize("stage", ["work", "work/doctrees", "work/html/chapters"])
def test_a_build_killed_while_making_pages_leaves_the_last_site(built, stage):
    before = built.site()
    built.edit("plain", lambda content: content["cells"][0].update(source="# Another title"))
    process = built.start("build", "--all")
    wait_for((built.root / "_build" / stage).exists)
    process.kill()
    process.communicate()
    assert built.site() == before
    code, printed = built.run("build")
    assert code == 0, printed
    assert b"Another title" in built.site()["index.html"]


def test_a_swap_that_was_interrupted_is_put_right(built):
    before = built.site()
    folder = built.root / "_build" / "html"
    os.replace(folder, folder.with_name("html.old"))
    built.write("chapters/index.md", "# The book\n\n[](nowhere.md)\n")
    assert built.run("build")[0] == 1
    assert built.site() == before


def test_a_site_that_was_deleted_is_built_again(built):
    before = built.site()
    shutil.rmtree(built.root / "_build" / "html")
    assert built.run("build")[0] == 0
    assert built.site() == before


def test_a_record_that_cannot_be_read_leads_to_a_new_build(built):
    before = built.site()
    built.write("_build/site.json", "{")
    code, printed = built.run("build")
    assert (code, "Building the pages." in printed) == (0, True)
    assert built.site() == before


def test_two_builds_at_once_do_not_meet(built):
    cell = "from pathlib import Path\nPath('started').touch()\nimport time\ntime.sleep(600)"
    built.edit("plain", lambda content: content["cells"][1].update(source=cell))
    first = built.start("build")
    wait_for((built.root / "chapters" / "started").exists)
    code, printed = built.run("build")
    first.kill()
    first.communicate()
    assert code == 1
    assert "Another build of this book is at work" in printed


def test_execute_alone_makes_notebooks_fresh_and_leaves_the_site(built):
    before = built.site()
    built.write("data/income.csv", "11 98765")
    code, printed = built.run("execute")
    assert code == 0, printed
    assert "98765" in json.dumps(built.read("data")["cells"])
    assert built.site() == before
    assert built.run("execute")[1] == "Every notebook is fresh.\n"

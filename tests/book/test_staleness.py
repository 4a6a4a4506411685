"""Outputs are stale when what they were made from has changed, and only then."""

import json

CHAPTERS = {"model", "data", "plain"}


def test_a_notebook_never_executed_is_stale(book):
    book.add("new", "1 + 1")
    assert book.stale() == {"new": "it has not been executed yet"}


def test_executed_notebooks_are_fresh(book):
    assert book.stale() == {}


def test_an_edit_of_code_makes_that_notebook_stale(book):
    book.edit("plain", lambda content: content["cells"][1].update(source="total = 46"))
    assert book.stale() == {"plain": "its code has changed"}


def test_changing_the_order_of_cells_makes_a_notebook_stale(book):
    book.edit("plain", lambda content: content["cells"].reverse())
    assert set(book.stale()) == {"plain"}


def test_an_edit_of_words_makes_nothing_stale(book):
    book.edit("plain", lambda content: content["cells"][0].update(source="# Another title"))
    assert book.stale() == {}


def test_an_edit_of_a_module_makes_stale_those_who_see_it_through_another(book):
    book.write("chapters/urban_rural/ratios.py", "def ratio(urban, rural):\n    return 1\n")
    assert book.stale() == {"model": "chapters/urban_rural/ratios.py has changed"}


def test_an_edit_of_the_package_itself_makes_stale_all_who_see_any_module_of_it(book):
    book.write("chapters/urban_rural/__init__.py", "import json\n")
    assert set(book.stale()) == {"model", "data"}


def test_a_module_taken_away_makes_stale_those_who_saw_it(book):
    (book.root / "chapters/urban_rural/ratios.py").unlink()
    assert set(book.stale()) == {"model"}


def test_an_edit_of_a_module_nobody_sees_makes_nothing_stale(book):
    book.write("chapters/urban_rural/unused.py", "x = 1\n")
    assert book.stale() == {}


def test_a_module_imported_by_its_name_as_a_text_is_seen(book):
    book.add("late", "import importlib", "importlib.import_module('urban_rural.unused')\nNone")
    book.execute("late")
    book.write("chapters/urban_rural/unused.py", "x = 1\n")
    assert set(book.stale()) == {"late"}


def test_an_edit_of_data_makes_stale_those_who_can_read_them(book):
    book.write("data/income.csv", "11 23")
    assert book.stale() == {"data": "a file in data/ has changed"}


def test_a_new_data_file_makes_stale_those_who_can_read_it(book):
    book.write("data/official/new.csv", "1")
    assert set(book.stale()) == {"data"}


def test_new_packages_make_everything_stale(book):
    book.write("requirements.txt", "pandas==3.1.1\n")
    assert book.stale() == dict.fromkeys(CHAPTERS, "requirements.txt has changed")


def test_an_output_typed_by_hand_makes_a_notebook_stale(book):
    def type_in(content):
        content["cells"][2]["outputs"][0]["text"] = ["46\n", "done\n"]

    book.edit("plain", type_in)
    assert book.stale() == {"plain": "its outputs have been edited"}


def test_an_output_taken_away_makes_a_notebook_stale(book):
    book.edit("model", lambda content: content["cells"][2].update(outputs=[]))
    assert book.stale() == {"model": "its outputs have been edited"}


def test_a_count_that_a_session_left_behind_makes_a_notebook_stale(book):
    book.edit("plain", lambda content: content["cells"][2].update(execution_count=17))
    assert set(book.stale()) == {"plain"}


def test_the_ends_of_lines_make_no_difference(book):
    for path in book.root.rglob("*"):
        if path.suffix in {".py", ".csv", ".txt"}:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert book.stale() == {}


def test_whether_texts_are_stored_by_the_line_makes_no_difference(book):
    def join(content):
        content["cells"][2]["source"] = "print(total)\nprint('done')"
        content["cells"][2]["outputs"][0]["text"] = "45\ndone\n"

    before = book.read("plain")["cells"][2]
    assert isinstance(before["source"], list)
    assert isinstance(before["outputs"][0]["text"], list)
    book.edit("plain", join)
    assert book.stale() == {}


def test_a_record_that_lost_a_part_makes_a_notebook_stale(book):
    for part in ["code", "modules", "data", "packages", "outputs"]:
        stored = book.path("data").read_bytes()
        book.edit("data", lambda content, part=part: content["metadata"]["provenance"].pop(part))
        assert set(book.stale()) == {"data"}, part
        book.path("data").write_bytes(stored)


def test_executing_a_stale_notebook_makes_it_fresh(book):
    book.write("data/income.csv", "11 23")
    book.execute("data")
    assert book.stale() == {}
    assert "23" in json.dumps(book.read("data")["cells"][2]["outputs"])

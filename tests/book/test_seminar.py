"""The seminar's papers: both editions run, no solution leaks, key and solutions agree."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from book import ROOT, BuildError, __main__, notebooks, seminar
from book.notebooks import text_of
from urban_rural import desk
from urban_rural.check import KEY, check

CHAPTERS = [path for path in notebooks.in_order(ROOT) if seminar.exercises_of(path)]
EXAMPLE = ROOT / "chapters" / f"{seminar.EXAMPLE}.ipynb"
LEVELS = ["easy", "middle", "hard"]
of_each_chapter = pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)


def run(notebook: dict, folder: Path) -> nbformat.NotebookNode:
    """Execute a notebook where students would: in a folder beside the book's modules."""
    node = nbformat.from_dict(notebook)
    NotebookClient(node, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return node


@pytest.fixture
def desk_folder(tmp_path: Path) -> Path:
    """A folder below one that holds the book's package, as chapters/exercises is."""
    (tmp_path / "urban_rural").symlink_to(ROOT / "chapters" / "urban_rural")
    (tmp_path / seminar.FOLDER).mkdir()
    return tmp_path / seminar.FOLDER


def test_there_are_twenty_exercises_or_more_of_every_level() -> None:
    found = seminar.exercises(ROOT)
    assert len(found) >= 20
    assert {exercise.level for exercise in found} == set(LEVELS)
    for path in CHAPTERS:
        levels = [LEVELS.index(exercise.level) for exercise in seminar.exercises_of(path)]
        assert levels == sorted(levels), path.stem


@of_each_chapter
def test_exercises_are_numbered_as_their_checks(path: Path) -> None:
    found = seminar.exercises_of(path)
    assert [exercise.number for exercise in found] == list(range(1, len(found) + 1))
    for exercise in found:
        assert exercise.check is None or exercise.check.endswith(f"-{exercise.number}")
        assert exercise.words or exercise.worked


@of_each_chapter
def test_the_student_edition_holds_nothing_of_a_solution(path: Path) -> None:
    edition = seminar.edition(path, seminar.STUDENT)
    text = json.dumps(edition, ensure_ascii=False)
    for exercise in seminar.exercises_of(path):
        for line in exercise.worked.splitlines():
            words = line.strip()
            if len(words) > 20 and words not in exercise.given:
                assert json.dumps(words, ensure_ascii=False)[1:-1] not in text, exercise.label
        for sentence in re.split(r"(?<=\.)\s", exercise.words):
            assert len(sentence) < 20 or sentence not in text, exercise.label
    assert "Solution" not in text and "solution(" not in text and "<details" not in text


@pytest.mark.parametrize("kind", seminar.EDITIONS)
@of_each_chapter
def test_no_edition_holds_outputs_counts_or_metadata(path: Path, kind: str) -> None:
    edition = seminar.edition(path, kind)
    assert set(edition["metadata"]) == {"kernelspec", "language_info"}
    for cell in edition["cells"]:
        assert cell["metadata"] == {}
        assert cell.get("outputs", []) == [] and cell.get("execution_count") is None
    nbformat.validate(nbformat.from_dict(edition))


@of_each_chapter
def test_the_student_edition_runs_up_to_its_blanks(path: Path, desk_folder: Path) -> None:
    done = run(seminar.edition(path, seminar.STUDENT), desk_folder)
    checks = [cell for cell in done.cells if cell.source.startswith("check(")]
    for cell in checks:
        assert "No answer yet" in cell.outputs[0]["data"]["text/plain"]


@of_each_chapter
def test_the_solution_edition_runs_and_every_check_says_right(
    path: Path, desk_folder: Path
) -> None:
    done = run(seminar.edition(path, seminar.SOLUTION), desk_folder)
    checks = [cell for cell in done.cells if cell.source.startswith("check(")]
    assert len(checks) == sum(bool(e.check) for e in seminar.exercises_of(path))
    for cell in checks:
        assert cell.outputs[0]["data"]["text/plain"] == "Right.", cell.source


def test_key_and_solutions_agree_and_every_slip_has_its_hint() -> None:
    solved = seminar.solve(ROOT)
    assert {one.check for one in solved} == set(json.loads(KEY.read_text(encoding="utf-8")))
    named = {exercise.check for exercise in seminar.exercises(ROOT) if exercise.check}
    assert named == {one.check for one in solved}
    for one in solved:
        assert check(one.check, one.answer), one.check
        for words, slip in one.slips.items():
            result = check(one.check, slip)
            assert not result and words in result.words, (one.check, words, result.words)


def test_the_template_has_the_examples_steps_and_none_of_its_answers(desk_folder: Path) -> None:
    template = seminar.template(EXAMPLE)
    text = json.dumps(template, ensure_ascii=False)
    worked = [text_of(cell["source"]) for cell in notebooks.read(EXAMPLE)["cells"]]
    for source in worked:
        if seminar.MARKER in source:
            for value in re.findall(r"(?m)^    \w+=(.+),$", source):
                assert json.dumps(value, ensure_ascii=False)[1:-1] not in text
    assert text.count("claim.check is not ...") == 1 and text.count(seminar.YOURS) >= 6
    done = run(template, desk_folder)
    assert "No claim has a check yet" in json.dumps(done)


def test_students_papers_are_laid_out_once_and_never_overwritten(tmp_path: Path) -> None:
    book = tmp_path / "book"
    (book / "chapters").mkdir(parents=True)
    shutil.copy(ROOT / "_toc.yml", book)
    for path in [*CHAPTERS, EXAMPLE]:
        shutil.copy(path, book / "chapters")
    new = seminar.lay_out(book)
    names = {path.name for path in CHAPTERS} | {"assignment.ipynb"}
    assert {path.name for path in new} == names
    new[0].write_text("a student's work", encoding="utf-8")
    assert seminar.lay_out(book) == []
    assert new[0].read_text(encoding="utf-8") == "a student's work"


def test_a_solution_without_its_mark_is_refused(tmp_path: Path) -> None:
    source = notebooks.read(CHAPTERS[0])
    for cell in notebooks.code_cells(source):
        if seminar.TAG in cell["metadata"].get("tags", []):
            cell["source"] = text_of(cell["source"]).replace(seminar.MARKER, "# Worked")
    path = tmp_path / CHAPTERS[0].name
    path.write_text(json.dumps(source), encoding="utf-8")
    with pytest.raises(BuildError, match="no line '# Solution'"):
        seminar.exercises_of(path)


@pytest.mark.parametrize("options", [[], ["--all"], ["--address", "https://example.org/"]])
def test_the_command_of_the_seminar_takes_all_that_a_build_takes(options: list[str]) -> None:
    build, papers = (
        vars(__main__._parser().parse_args([command, *options])) for command in ("build", "seminar")
    )
    assert build.keys() == papers.keys()


# A clean copy


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book without version control, with clean copies as `make lab` makes them."""
    chapters, clean = tmp_path / "chapters", tmp_path / "_build" / "clean"
    chapters.mkdir()
    clean.mkdir(parents=True)
    for folder in (chapters, clean):
        (folder / "micro_data.ipynb").write_text("as it came", encoding="utf-8")
    monkeypatch.setattr(desk, "CHAPTERS", chapters)
    return chapters


def test_a_changed_notebook_comes_back_and_the_readers_own_is_kept(reader: Path) -> None:
    for number, words in enumerate(["mine", "mine again"], start=1):
        (reader / "micro_data.ipynb").write_text(words, encoding="utf-8")
        said = desk.restore("micro_data")
        kept = reader / "exercises" / "aside" / f"micro_data-{number}.ipynb"
        assert kept.read_text(encoding="utf-8") == words and kept.name in said
        assert (reader / "micro_data.ipynb").read_text(encoding="utf-8") == "as it came"
    assert "nothing was changed" in desk.restore("micro_data")


def test_with_version_control_the_committed_notebook_comes_back(reader: Path) -> None:
    notebook = reader / "micro_data.ipynb"
    notebook.write_text("as committed", encoding="utf-8")
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "chapters"], [*who, "commit", "-qm", "notebook"]):
        subprocess.run(["git", *command], cwd=reader.parent, check=True)
    notebook.write_text("mine", encoding="utf-8")
    desk.restore("micro_data")
    assert notebook.read_text(encoding="utf-8") == "as committed"


def test_a_name_without_a_clean_copy_touches_nothing(reader: Path) -> None:
    with pytest.raises(FileNotFoundError, match="micro_data"):
        desk.restore("nothing")
    assert sorted(path.name for path in reader.iterdir()) == ["micro_data.ipynb"]

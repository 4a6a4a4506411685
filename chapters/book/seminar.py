"""The seminar's working papers, made of the chapters' own exercises.

An exercise is a Markdown cell of a chapter that begins with its heading. The cell of code below
it, if there is one, works the solution out: what stands above the line `# Solution` is given to
students, the rest is not. From these cells come the exercise notebooks in two editions, for
students and with solutions, and the key of the checker.
"""

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book import BuildError, notebooks
from book.notebooks import KERNELSPEC, LANGUAGE, Notebook, text_of

STUDENT, SOLUTION = "student", "solution"
EDITIONS = (STUDENT, SOLUTION)
FOLDER = "exercises"
"""Below chapters/, where students work; in the site, where both editions are offered."""

TAG = "solution"
MARKER = "# Solution"
HEADING = re.compile(r"^### Exercise (\d+)\.(\d+): (.+) \((easy|middle|hard)\)$", re.MULTILINE)
FOLDED = re.compile(r"\n*<details><summary>Solution</summary>(.*?)</details>", re.DOTALL)
CHECKED = re.compile(r"\*Answer:\* `([a-z]+-\d+)`")
BLANK = "answer = ...  # your answer in place of the dots"
HOW = """\
# Exercises: {title}

Run the two cells below, then begin where you like. Put your answer in place of the three dots; the
cell after it says whether it is right, and if not, what may have gone wrong. Nothing leaves this
computer. The chapter itself is [here](../{name}.ipynb)."""
EXAMPLE = "worked_example"
LABEL = re.compile(r"^(\*\*[^*]+\.\*\*).*$")
YOURS = "*yours*"
ASSIGNMENT = """\
# Replication assignment

Three claims that were not treated in class, judged in the ledger's form. Fill in what stands as
*yours* and each `...`; the [worked example](../worked_example.ipynb) shows how, and the assignment
itself says how it is graded. The cell before the last counts only claims that have a check."""
PATHS = """\
import sys
sys.path.append("..")  # where the book's modules lie
from urban_rural.check import check"""


@dataclass(frozen=True)
class Exercise:
    """An exercise as it stands in a chapter.

    chapter, number: as in "Exercise 4.2". level: easy, middle or hard. text: the question.
    given, worked: the code that students get, and the rest of it; empty when there is none.
    words: a solution in words alone; empty when it is worked out by code.
    check: the name under which the answer is checked, if it is.
    """

    notebook: str
    chapter: int
    number: int
    title: str
    level: str
    text: str
    given: str
    worked: str
    words: str
    check: str | None

    @property
    def label(self) -> str:
        """Such as "4.2"."""
        return f"{self.chapter}.{self.number}"


def exercises(root: Path) -> list[Exercise]:
    """The exercises of all chapters in the order of the book. root: the repository."""
    return [found for path in notebooks.in_order(root) for found in exercises_of(path)]


def exercises_of(path: Path) -> list[Exercise]:
    """The exercises of one notebook, in order.

    Raises BuildError, naming the exercise, when its parts do not fit together.
    """
    cells = notebooks.read(path)["cells"]
    found = []
    for place, cell in enumerate(cells):
        text = text_of(cell["source"]).strip()
        for part in _parts(text) if cell["cell_type"] == "markdown" else ():
            below = cells[place + 1] if place + 1 < len(cells) else {}
            found.append(_exercise(path.stem, part, below))
    return found


def edition(path: Path, kind: str) -> Notebook:
    """The exercise notebook of a chapter: without outputs, with nothing of the chapter's metadata.

    path: the chapter. kind: one of `EDITIONS`.
    """
    cells = notebooks.read(path)["cells"]
    title = text_of(cells[0]["source"]).splitlines()[0].removeprefix("# ").split(":")[0]
    setup = next(text_of(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    made = [
        _markdown("how", HOW.format(title=title, name=path.stem)),
        _code("paths", PATHS),
        _code("imports", setup),
    ]
    for exercise in exercises_of(path):
        made += _cells_of(exercise, kind)
    return _notebook(made)


def template(path: Path) -> Notebook:
    """The assignment's template: the worked example with what is worked out taken away.

    path: the worked example. Labels in bold stay, the words after them go; of each claim the names
    of its fields stay.
    """
    made = [_markdown("how", ASSIGNMENT), _code("paths", PATHS.rpartition("\n")[0])]
    for cell in notebooks.read(path)["cells"][1:]:
        text = text_of(cell["source"])
        if cell["cell_type"] == "markdown":
            lines = [LABEL.sub(rf"\1 {YOURS}", line) for line in text.splitlines()]
            kept = [line for line in lines if line.startswith(("#", "**")) or not line]
            made.append(_markdown(cell["id"], "\n".join(kept).strip()))
        elif MARKER in text:
            claim = re.sub(r"(?m)^(    \w+=).+,$", r"\1...,", text.partition(f"{MARKER}\n")[2])
            made.append(_code(cell["id"], claim))
        else:
            made.append(_code(cell["id"], text))
    return _notebook(made)


def editions(root: Path) -> Iterator[tuple[str, str, bytes]]:
    """Every paper of the seminar: edition, name without ending, content. root: the repository."""
    for path in notebooks.in_order(root):
        if exercises_of(path):
            for kind in EDITIONS:
                yield kind, path.stem, _stored(edition(path, kind))
        elif path.stem == EXAMPLE:
            yield STUDENT, "assignment", _stored(template(path))


def write_editions(root: Path, folder: Path) -> list[Path]:
    """Write every paper into one folder an edition; give the files."""
    written = []
    for kind, name, content in editions(root):
        target = folder / kind / f"{name}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        notebooks.replace(target, content)
        written.append(target)
    return written


def publish(root: Path, site: Path) -> None:
    """Write both editions of every paper into the site, where the overview links them."""
    folder = site / "chapters" / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for kind, name, content in editions(root):
        ending = "_solutions" if kind == SOLUTION else ""
        (folder / f"{name}{ending}.ipynb").write_bytes(content)


def lay_out(root: Path) -> list[Path]:
    """Lay the students' papers where JupyterLab shows them; give those that are new.

    A notebook that is there already is somebody's work and stays as it is.
    """
    new = []
    for kind, name, content in editions(root):
        target = root / "chapters" / FOLDER / f"{name}.ipynb"
        if kind == STUDENT and not target.exists():
            target.parent.mkdir(exist_ok=True)
            notebooks.replace(target, content)
            new.append(target)
    return new


def solve(root: Path) -> list[Any]:
    """Work out every solution by its own code; give `urban_rural.exercises.Solved` objects.

    Raises BuildError, naming the exercise, when its code fails.
    """
    from urban_rural.exercises import collected

    with collected() as solved:
        for path in notebooks.in_order(root):
            found = exercises_of(path)
            if not any(exercise.worked for exercise in found):
                continue
            names: dict[str, Any] = {}
            setup = notebooks.code_cells(notebooks.read(path))[0]
            exec(text_of(setup["source"]), names)
            for exercise in found:
                try:
                    exec(f"{exercise.given}\n{exercise.worked}", dict(names))
                except Exception as problem:
                    kind = type(problem).__name__
                    raise BuildError(f"Exercise {exercise.label}: {kind}: {problem}") from problem
    return solved


def renew_key(root: Path) -> list[str]:
    """Write the checker's key anew from the solutions; give the names whose entry changed."""
    from urban_rural import check

    before = json.loads(check.KEY.read_text(encoding="utf-8")) if check.KEY.exists() else {}
    key = {
        solved.check: check.sealed(
            solved.check,
            solved.answer,
            tolerance=solved.tolerance,
            slips=solved.slips,
            hint=solved.hint,
        )
        for solved in solve(root)
    }
    text = json.dumps(key, indent=1, ensure_ascii=False) + "\n"
    notebooks.replace(check.KEY, text.encode())
    return sorted(name for name in key.keys() | before.keys() if key.get(name) != before.get(name))


def _parts(text: str) -> Iterator[str]:
    """The exercises of a Markdown cell: each from its heading to the next one."""
    starts = [match.start() for match in HEADING.finditer(text)]
    for start, end in itertools.pairwise([*starts, len(text)]):
        yield re.split(r"^## ", text[start:end], maxsplit=1, flags=re.MULTILINE)[0].strip()


def _exercise(notebook: str, text: str, below: dict[str, Any]) -> Exercise:
    heading = HEADING.match(text)
    assert heading is not None  # _parts gives texts that begin with one
    label = f"Exercise {heading[1]}.{heading[2]} of {notebook}.ipynb"
    folded = FOLDED.search(text)
    code = text_of(below["source"]) if TAG in below.get("metadata", {}).get("tags", []) else ""
    given, marker, worked = code.partition(f"{MARKER}\n")
    if code and not marker:
        raise BuildError(f"{label}: its solution has no line {MARKER!r}.")
    if bool(folded) == bool(code):
        raise BuildError(f"{label}: it needs one solution, by code in the next cell or in words.")
    named = CHECKED.search(text)
    if named and f'check="{named[1]}"' not in worked:
        raise BuildError(f"{label}: it names {named[1]!r}, which its solution does not.")
    return Exercise(
        notebook=notebook,
        chapter=int(heading[1]),
        number=int(heading[2]),
        title=heading[3],
        level=heading[4],
        text=FOLDED.sub("", text),
        given=given.strip(),
        worked=worked.strip(),
        words=folded[1].strip() if folded else "",
        check=named[1] if named else None,
    )


def _cells_of(exercise: Exercise, kind: str) -> Iterator[dict[str, Any]]:
    key = f"exercise-{exercise.chapter}-{exercise.number}"
    yield _markdown(key, re.sub(r"\]\((?=[\w-]+\.(?:ipynb|md))", "](../", exercise.text))
    if exercise.worked:
        rest = exercise.worked if kind == SOLUTION else BLANK
        yield _code(f"{key}-work", "\n".join(filter(None, [exercise.given, rest])))
        if exercise.check:
            yield _code(f"{key}-check", f'check("{exercise.check}", answer)')
    else:
        words = exercise.words if kind == SOLUTION else "*Your answer:*"
        yield _markdown(f"{key}-work", words)


def _notebook(cells: list[dict[str, Any]]) -> Notebook:
    return {
        "cells": cells,
        "metadata": {"kernelspec": KERNELSPEC, "language_info": LANGUAGE},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _markdown(key: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": key, "metadata": {}, "source": text}


def _code(key: str, text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": key,
        "metadata": {},
        "outputs": [],
        "source": text,
    }


def _stored(notebook: Notebook) -> bytes:
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()

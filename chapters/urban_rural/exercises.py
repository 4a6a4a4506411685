"""Solutions of exercises: shown folded away, and handed to the checker's key.

In a chapter the cell below a question works the solution out and ends with `solution`. The site
and JupyterLab fold its words away; `book.seminar` makes the exercise notebooks and the checker's
key of the same cells.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from urban_rural.display import show_marked


@dataclass(frozen=True)
class Solved:
    """An answer with what the checker has to know of it; fields as in `solution`."""

    check: str
    answer: object
    tolerance: float | tuple[float, ...] | None
    slips: Mapping[str, object]
    hint: str


_collecting: ContextVar[list[Solved] | None] = ContextVar("collecting", default=None)


def solution(
    text: str,
    *,
    check: str | None = None,
    answer: object = None,
    tolerance: float | tuple[float, ...] | None = None,
    slips: Mapping[str, object] | None = None,
    hint: str = "Read the question once more: which quantity, which unit, which rows?",
) -> None:
    """Show a solution, folded away; the last line of the cell that works it out.

    text: Markdown, usually an f-string, so that its numbers are computed.
    check: name under which students check their answer, such as "micro-3".
    answer, tolerance, slips, hint: as for `urban_rural.check.sealed`.
    Raises ValueError when there is an answer without a name or a name without an answer.
    """
    if (check is None) != (answer is None):
        raise ValueError("A solution to be checked has both a name and an answer.")
    solved = _collecting.get()
    if solved is None:
        folded = f"<details><summary>Solution</summary>\n\n{text.strip()}\n\n</details>"
        show_marked({"text/markdown": folded, "text/plain": text}, kind="solution")
    elif check is not None:
        solved.append(Solved(check, answer, tolerance, slips or {}, hint))


@contextmanager
def collected() -> Iterator[list[Solved]]:
    """Gather, in place of showing, the solutions that run meanwhile and can be checked."""
    solved: list[Solved] = []
    token = _collecting.set(solved)
    try:
        yield solved
    finally:
        _collecting.reset(token)

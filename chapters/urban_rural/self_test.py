"""Self-tests: five questions at the end of a chapter, each option with its own answer.

In a notebook every option is a line to open, which needs neither script nor style. The site makes
radio buttons of the same record (`book.self_tests`).
"""

import html
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from IPython.display import display

from urban_rural.display import MARK

MIME = "application/vnd.urban-rural.self-test+json"
"""Type of output that holds a self-test; JupyterLab and GitHub pass over it."""
QUESTIONS = 5
OPTIONS = (3, 4)
LETTERS = "abcd"


@dataclass(frozen=True)
class Option:
    """An answer to choose. feedback: what it teaches, whether right or wrong."""

    text: str
    feedback: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A question and three or four options, one of them right, in the order shown."""

    text: str
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        texts = {option.text for option in self.options}
        if len(self.options) not in OPTIONS or len(texts) < len(self.options):
            raise ValueError(f"{self.text!r} needs three or four options that differ")
        if sum(option.right for option in self.options) != 1:
            raise ValueError(f"{self.text!r} needs exactly one right option")


def ask(text: str, *options: Option) -> Question:
    """A question with its options."""
    return Question(text, options)


def right(text: str, feedback: str) -> Option:
    """The right option."""
    return Option(text, feedback, right=True)


def wrong(text: str, feedback: str) -> Option:
    """A wrong option."""
    return Option(text, feedback)


def self_test(questions: Sequence[Question], *, name: str) -> None:
    """Show a self-test; the last line of a notebook's cell.

    name: of the chapter, so that no two self-tests share an id.
    Raises ValueError when there are not five questions.
    """
    if len(questions) != QUESTIONS:
        raise ValueError(f"{name}: {len(questions)} questions; a self-test has {QUESTIONS}")
    record = {"name": name, "questions": [asdict(question) for question in questions]}
    plain = "\n".join(f"{n}. {question.text}" for n, question in enumerate(questions, start=1))
    bundle = {"text/html": lines_to_open(questions), "text/plain": plain, MIME: record}
    mark = {MARK: {"kind": "self-test", "name": name}}
    display(bundle, raw=True, metadata=mark)


def lines_to_open(questions: Sequence[Question]) -> str:
    """Questions whose options open to show what each teaches."""
    parts = []
    for number, question in enumerate(questions, start=1):
        parts.append(f"<p><strong>{number}. {html.escape(question.text)}</strong></p>")
        for letter, option in zip(LETTERS, question.options, strict=False):
            word = "Right." if option.right else "Not quite."
            parts.append(
                f"<details><summary>{letter}) {html.escape(option.text)}</summary>"
                f"<p><em>{word}</em> {html.escape(option.feedback)}</p></details>"
            )
    return "\n".join(parts)

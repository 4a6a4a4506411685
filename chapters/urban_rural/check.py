"""Whether an answer to an exercise is right, told offline and without giving the answer away.

`answer_key.json` holds no answer, only digests of small intervals around it: an answer is right
when the interval it falls into has a digest that the key knows. The usual wrong answers have
digests too, and with them a hint. Each digest takes so long to compute that trying all answers
is more work than the exercise.
"""

import difflib
import hashlib
import json
import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

ROUNDS = 150_000
"""Of hashing, for one digest: some hundredths of a second."""
KEY = Path(__file__).with_name("answer_key.json")
FINENESS = 3
"""Intervals of the grid within the tolerance: an answer is taken when it errs by no more than the
tolerance, and refused when it errs by a third more than that."""
COARSENESS = 10
"""An answer within so many tolerances is called close."""

RIGHT = "Right."
NO_ANSWER = "No answer yet: put yours in place of the three dots."
CLOSE = "Close, but not close enough. Keep all digits until the end, and round only the result."

SLIPS: dict[str, tuple[Callable[[float], float], str]] = {
    "per cent": (lambda x: x / 100, "Right, but in per cent; a share of one is asked."),
    "share": (lambda x: x * 100, "Right, but as a share of one; per cent are asked."),
    "upside down": (lambda x: 1 / x, "Your ratio is upside down. What is divided by what?"),
    "sign": (lambda x: -x, "The size is right, the sign is not. Which of the two comes first?"),
    "factor": (lambda x: x - 1, "You give the factor; the growth is one less."),
    "growth": (lambda x: x + 1, "You give the growth; the factor is one more."),
    "factor in per cent": (
        lambda x: x - 100,
        "You give the new level in per cent of the old; growth is what has been added.",
    ),
}
"""Usual wrong answers to any question: what would have made them right, and what to say."""


@dataclass(frozen=True)
class Result:
    """What the checker says of an answer. It counts as true when the answer is right."""

    right: bool
    words: str

    def __bool__(self) -> bool:
        return self.right

    def __str__(self) -> str:
        return self.words

    def __repr__(self) -> str:
        return self.words

    def _repr_markdown_(self) -> str:
        return f"**{self.words}**" if self.right else self.words


def check(exercise: str, answer: object) -> Result:
    """Say whether an answer is right, and if not, what may have gone wrong.

    exercise: the name that stands below the question, such as "micro-3".
    answer: a number; a tuple of numbers or an interval where several are asked; a word or a
        collection of words where these are asked.
    Raises ValueError, naming the nearest, when no exercise has that name.
    """
    key = _key()
    if exercise not in key:
        near = ", ".join(difflib.get_close_matches(exercise, key, n=3, cutoff=0.3))
        raise ValueError(f"There is no exercise {exercise!r} to check; nearest: {near or 'none'}.")
    entry = key[exercise]
    if answer is None or answer is ...:
        return Result(False, NO_ANSWER)
    if entry["kind"] == "words":
        return _check_words(exercise, entry, answer)
    parts = entry["parts"]
    try:
        numbers = numbers_of(answer)
    except (TypeError, ValueError):
        return Result(False, f"A number is asked, and this is none: {answer!r}.")
    if len(numbers) != len(parts):
        return Result(False, f"{_count(len(parts))} asked; your answer holds {len(numbers)}.")
    results = [
        _check_number(f"{exercise}.{place}", part, number, entry["hint"])
        for place, (part, number) in enumerate(zip(parts, numbers, strict=True))
    ]
    if all(results):
        return Result(True, RIGHT)
    if len(results) == 1:
        return results[0]
    told = [f"Number {place}: {result}" for place, result in enumerate(results, start=1)]
    return Result(False, " ".join(told))


def sealed(
    exercise: str,
    answer: object,
    *,
    tolerance: float | tuple[float, ...] | None,
    slips: Mapping[str, object],
    hint: str,
) -> dict[str, Any]:
    """The entry of an exercise in the key.

    answer: as for `check`. tolerance: how far each number may err, in its own unit; one for all,
        one for each, or None for words.
    slips: what to say -> the wrong answer that calls for it, of the same form as the answer.
    hint: what to say of any other wrong answer.
    """
    if tolerance is None:
        right = digest(exercise, "words", words_of(answer))
        wrong = {digest(exercise, "words", words_of(slip)): say for say, slip in slips.items()}
        return {"kind": "words", "right": [right], "slips": wrong, "hint": hint}
    parts = []
    numbers = numbers_of(answer)
    each = tolerance if isinstance(tolerance, tuple) else (tolerance,) * len(numbers)
    for place, (number, within) in enumerate(zip(numbers, each, strict=True)):
        name, step = f"{exercise}.{place}", within / FINENESS
        wrong = {}
        for say, slip in slips.items():
            mistaken = numbers_of(slip)[place]
            if abs(mistaken - number) > 2 * within:
                wrong |= dict.fromkeys(_around(name, "slip", mistaken, within, 1), say)
        parts.append(
            {
                "tolerance": within,
                "right": sorted(_around(name, "right", number, step, FINENESS)),
                "near": sorted(_around(name, "near", number, within * COARSENESS, 1)),
                "slips": dict(sorted(wrong.items())),
            }
        )
    return {"kind": "numbers", "parts": parts, "hint": hint}


def digest(name: str, kind: str, content: object) -> str:
    """The digest of an answer. name: its salt, so that no two exercises share a digest."""
    salt = hashlib.sha256(f"urban-rural {name}".encode()).digest()
    return hashlib.pbkdf2_hmac("sha256", f"{kind} {content}".encode(), salt, ROUNDS)[:8].hex()


def numbers_of(answer: Any) -> tuple[float, ...]:
    """An answer as numbers: of an interval its ends, of a text such as "1,234.5 %" its number.

    Raises TypeError or ValueError when it holds anything else, or what is not finite.
    """
    if hasattr(answer, "as_floats"):
        answer = answer.as_floats()
    if isinstance(answer, str):
        answer = float(answer.replace(",", "").strip().removesuffix("%"))
    if isinstance(answer, bool):
        raise TypeError("a truth value is no number")
    items = answer if isinstance(answer, Iterable) else [answer]
    numbers = tuple(float(item) for item in items)
    if not all(map(math.isfinite, numbers)):
        raise ValueError("not finite")
    return numbers


def words_of(answer: object) -> str:
    """An answer in words, blind to case, order and repetition."""
    single = isinstance(answer, str) or not isinstance(answer, Collection)
    items = [answer] if single else list(answer)  # type: ignore[call-overload]
    return "; ".join(sorted({" ".join(str(item).casefold().split()) for item in items}))


def _check_words(exercise: str, entry: dict[str, Any], answer: object) -> Result:
    found = digest(exercise, "words", words_of(answer))
    if found in entry["right"]:
        return Result(True, RIGHT)
    return Result(False, f"Not yet. {entry['slips'].get(found, entry['hint'])}")


def _check_number(name: str, part: dict[str, Any], number: float, hint: str) -> Result:
    tolerance = part["tolerance"]
    step = tolerance / FINENESS
    if digest(name, "right", _cell(number, step)) in part["right"]:
        return Result(True, RIGHT)
    if say := part["slips"].get(digest(name, "slip", _cell(number, tolerance))):
        return Result(False, f"Not yet. {say}")
    for mend, say in SLIPS.values():
        mended = mend(number) if number else math.nan
        if math.isfinite(mended) and digest(name, "right", _cell(mended, step)) in part["right"]:
            return Result(False, f"Not yet. {say}")
    if digest(name, "near", _cell(number, tolerance * COARSENESS)) in part["near"]:
        return Result(False, CLOSE)
    return Result(False, f"Not yet. {hint}")


def _around(name: str, kind: str, number: float, step: float, reach: int) -> list[str]:
    middle = _cell(number, step)
    return [digest(name, kind, cell) for cell in range(middle - reach, middle + reach + 1)]


def _cell(number: float, step: float) -> int:
    return math.floor(number / step + 0.5)


def _count(number: int) -> str:
    return "One number is" if number == 1 else f"{number} numbers are"


@lru_cache
def _key() -> dict[str, dict[str, Any]]:
    key: dict[str, dict[str, Any]] = json.loads(KEY.read_text(encoding="utf-8"))
    return key

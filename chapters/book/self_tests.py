"""Self-tests on the site: a stored self-test -> the form of its page.

Which answer is shown, and how many are right, follows from the buttons by style alone (book.css):
no script is needed.
"""

import html
from typing import Any

from urban_rural.self_test import LETTERS


def page_html(record: dict[str, Any]) -> str:
    """The self-test as it stands on its page. record: the content of its output."""
    name = f"self-test-{record['name']}"
    questions = enumerate(record["questions"], start=1)
    return "\n".join(
        [
            f'<form class="self-test" id="{name}">',
            *(_question(f"q{number}", number, question) for number, question in questions),
            '<p><button type="reset">Start again</button></p>',
            "</form>",
        ]
    )


def _question(name: str, number: int, question: dict[str, Any]) -> str:
    options = list(zip(LETTERS, question["options"], strict=False))
    choices = [
        f'<input type="radio" name="{name}" id="{name}{letter}"'
        f"{' data-right' if option['right'] else ''}>"
        f'<label for="{name}{letter}">{html.escape(option["text"])}</label>'
        for letter, option in options
    ]
    answers = [_answer(option) for _, option in options]
    return "\n".join(
        [
            f"<fieldset><legend>{number}. {html.escape(question['text'])}</legend>",
            *choices,
            '<div aria-live="polite">',
            *answers,
            "</div></fieldset>",
        ]
    )


def _answer(option: dict[str, Any]) -> str:
    kind, word = ("right", "✓ Right.") if option["right"] else ("wrong", "✗ Not quite.")
    return f'<p class="{kind}"><strong>{word}</strong> {html.escape(option["feedback"])}</p>'

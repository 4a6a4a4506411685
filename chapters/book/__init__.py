"""How the book is made: its notebooks executed when they have to be, its site built."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The repository this package lies in."""


class BuildError(Exception):
    """Something a person has to mend; the message says what and how."""

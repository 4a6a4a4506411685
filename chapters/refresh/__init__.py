"""Brings the official series up to date from their publishers: `make refresh`, or
`.venv/refresh/bin/python chapters/refresh` (`--help` lists the options).

Nothing of the book imports this package, and reading or building the book needs none of the
packages that it uses.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The repository."""


class RefreshError(Exception):
    """Why a series could not be brought up to date.

    what: what happened. remedy: what a person can do. passing: whether trying again may help.
    """

    def __init__(self, what: str, remedy: str, *, passing: bool = False) -> None:
        self.what = what
        self.remedy = remedy
        self.passing = passing
        super().__init__(f"{what}\n    {remedy}")

"""Small books in temporary folders, made by the real tooling."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from book import ROOT, execution, notebooks, provenance

MODULES = {
    "urban_rural/__init__.py": "",
    "urban_rural/ratios.py": "def ratio(urban, rural):\n    return urban / rural\n",
    "urban_rural/models.py": "from .ratios import ratio\n\n\ndef gap():\n    return ratio(3, 2)\n",
    "urban_rural/data.py": (
        "from pathlib import Path\n\nFILE = Path(__file__).parents[2] / 'data' / 'income.csv'\n"
        "\n\ndef income():\n    return FILE.read_text().split()\n"
    ),
    "urban_rural/unused.py": "",
}
MODEL, DATA, PLAIN = "model", "data", "plain"
CELLS = {
    MODEL: ["from urban_rural.models import gap", "gap()"],
    DATA: ["from urban_rural import data", "data.income()"],
    PLAIN: ["total = sum(range(10))", "print(total)\nprint('done')"],
}

CONFIG = {
    "title": "A small book",
    "only_build_toc_files": True,
    "execute": {"execute_notebooks": "off"},
    "sphinx": {
        "local_extensions": {"small_book": "chapters"},
        "config": {
            "extensions": [
                "myst_nb",
                "jupyter_book",
                "sphinx_comments",
                "sphinx_external_toc",
                "small_book",
            ],
            "html_theme": "alabaster",
            "html_theme_options": {},
            "html_static_path": ["chapters/book/static"],
            "templates_path": ["templates"],
        },
    },
}

LAYOUT = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title>
<link rel="stylesheet" href="{{ pathto('_static/book.css', 1) }}"></head>
<body><nav>{{ toctree(includehidden=True) }}</nav>{% block body %}{% endblock %}</body></html>
"""
"""What the tooling expects of a theme: a place for the policy, a style sheet of the book."""

EXTENSION = """\
from book import addresses


def setup(app):
    app.add_builder(addresses.Builder, override=True)
    app.connect("html-collect-pages", addresses.pages_without_source)
"""
"""What the tooling expects of the extension, less what it does with real chapters."""


def notebook(*cells: str) -> dict[str, Any]:
    """A notebook with a title, the given code cells and no outputs."""
    title = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# A chapter\n"}
    code = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"cell-{number}",
            "metadata": {},
            "outputs": [],
            "source": source,
        }
        for number, source in enumerate(cells)
    ]
    return {"cells": [title, *code], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


class Book:
    """A small book and what tests do with it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, stem: str) -> Path:
        return self.root / "chapters" / f"{stem}.ipynb"

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def add(self, stem: str, *cells: str) -> Path:
        """Write a chapter and list it in _toc.yml."""
        self.write(f"chapters/{stem}.ipynb", json.dumps(notebook(*cells)))
        with (self.root / "_toc.yml").open("a") as toc:
            toc.write(f"  - file: chapters/{stem}\n")
        return self.path(stem)

    def read(self, stem: str) -> dict[str, Any]:
        return notebooks.read(self.path(stem))

    def edit(self, stem: str, change: Callable[[dict[str, Any]], None]) -> None:
        """Change a chapter as an editor of notebooks would."""
        content = self.read(stem)
        change(content)
        self.path(stem).write_text(json.dumps(content), encoding="utf-8")

    def execute(self, *stems: str) -> list[str]:
        """Execute chapters and give the lines of progress."""
        lines: list[str] = []
        execution.execute(self.root, [self.path(stem) for stem in stems], lines.append)
        return lines

    def stale(self) -> dict[str, str]:
        """Give the stale chapters and why they are."""
        reasons = {
            path.stem: provenance.stale_because(self.root, notebooks.read(path))
            for path in notebooks.in_order(self.root)
        }
        return {stem: reason for stem, reason in reasons.items() if reason}

    def copy_to(self, root: Path) -> "Book":
        shutil.copytree(self.root, root)
        return Book(root)

    def add_tooling(self) -> None:
        """Take in the real tooling, less the extension for real chapters."""
        ignored = shutil.ignore_patterns("__pycache__", "extension.py", "static")
        tooling = self.root / "chapters" / "book"
        shutil.copytree(ROOT / "chapters" / "book", tooling, ignore=ignored)
        self.write("chapters/book/static/book.css", "body { color: black }\n")
        self.write("templates/layout.html", LAYOUT)
        self.write("chapters/small_book.py", EXTENSION)
        self.write("_config.yml", yaml.safe_dump(CONFIG))

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        """Start one of the book's commands; options are those of Popen."""
        return subprocess.Popen(
            [sys.executable, "chapters/book", *arguments],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **options,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run one of the book's commands; give its exit code and all that it printed."""
        process = self.start(*arguments)
        printed, _ = process.communicate()
        return process.returncode, printed

    def site(self) -> dict[str, bytes]:
        """Give the files of the site in place."""
        folder = self.root / "_build" / "html"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }


def small_book(root: Path) -> Book:
    """Write a book of three chapters, of which one sees a model and one the data."""
    book = Book(root)
    for name, text in MODULES.items():
        book.write(f"chapters/{name}", text)
    book.write("data/income.csv", "11 22")
    book.write("requirements.txt", "pandas==3.1.0\n")
    book.write("chapters/index.md", "# The book\n")
    book.write("_toc.yml", "format: jb-book\nroot: chapters/index\nchapters:\n")
    for stem, cells in CELLS.items():
        book.add(stem, *cells)
    return book


@pytest.fixture(scope="session")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A small book whose notebooks were executed; tests change copies of it."""
    book = small_book(tmp_path_factory.mktemp("executed") / "book")
    book.execute(*CELLS)
    return book


@pytest.fixture
def book(executed: Book, tmp_path: Path) -> Book:
    """A small book, executed, to change at will."""
    return executed.copy_to(tmp_path / "book")

"""Whether the outputs stored in a notebook are still what its inputs give.

When a notebook is executed it is told, in its own metadata, what its outputs were made from:
its code, each module beside the notebooks that its kernel loaded, the data if it can read
them, and the packages; besides, which files of data it opened, on which day it ran and for how
long. The outputs are stale when one of the former has changed, or when they themselves have been
edited.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from book.notebooks import Notebook, code_cells, text_of

KEY = "provenance"
DATA_MODULE = "urban_rural/data"
"""The only module that opens data files: a notebook that loads it depends on all of them."""
HEEDED_TAGS = {"raises-exception", "skip-execution"}
"""Tags that change what executing a cell does."""


def digest(content: bytes) -> str:
    """Give the SHA-256 of a content, blind to how its lines end."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def files_under(folder: Path) -> list[Path]:
    """Give the files below a folder, caches and hidden files apart, in a fixed order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part[0] == "." or part == "__pycache__" for part in _parts(folder, path))
    )


def digest_of_files(root: Path, files: Iterable[Path]) -> str:
    """Give one SHA-256 for the names (relative to root) and contents of files."""
    listing = {path.relative_to(root).as_posix(): digest(path.read_bytes()) for path in files}
    return _digest_of(listing)


def of_inputs(root: Path, notebook: Notebook, modules: Iterable[str]) -> dict[str, Any]:
    """Give what the outputs of a notebook follow from, as digests.

    root: the repository.
    notebook: as read from its file.
    modules: the module files its kernel loads, relative to chapters/, with forward slashes.
    """
    seen = {name: _digest_if_there(root / "chapters" / name) for name in sorted(modules)}
    return {
        "code": _digest_of([_code(cell) for cell in code_cells(notebook)]),
        "modules": seen,
        "data": digest_of_files(root, files_under(root / "data")) if _reads_data(seen) else None,
        "packages": _digest_if_there(root / "requirements.txt"),
    }


def all_modules(root: Path) -> list[str]:
    """Give every module file beside the notebooks, relative to chapters/."""
    chapters = root / "chapters"
    return [
        path.relative_to(chapters).as_posix()
        for path in files_under(chapters)
        if path.suffix == ".py"
    ]


def narrowed(inputs: dict[str, Any], modules: Iterable[str]) -> dict[str, Any]:
    """Give the inputs taken for all modules for those modules alone that were loaded.

    inputs: from of_inputs, before execution, so that an edit made during it is noticed later.
    modules: as for of_inputs, known only after execution.
    """
    seen = {name: inputs["modules"].get(name) for name in sorted(modules)}
    return {**inputs, "modules": seen, "data": inputs["data"] if _reads_data(seen) else None}


def of_outputs(notebook: Notebook) -> str:
    """Give the SHA-256 of everything that executing a notebook wrote into it."""
    metadata = {
        key: notebook["metadata"].get(key) for key in ("kernelspec", "language_info", "widgets")
    }
    cells = [
        [cell.get("execution_count"), _whole(cell["outputs"])] for cell in code_cells(notebook)
    ]
    return _digest_of([metadata, cells])


def with_run(record: dict[str, Any], run: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Give the record of an execution with its day and its seconds.

    An execution that gives what is stored from the same inputs keeps the run recorded there, so
    that it leaves the notebook's file as it was, to the byte.
    record: inputs and outputs. run: date, ISO 8601, UTC; seconds. before: the record stored.
    """
    recorded = before.get("run")
    return {
        **record,
        "run": recorded if recorded and before == {**record, "run": recorded} else run,
    }


def stale_because(root: Path, notebook: Notebook) -> str | None:
    """Say why the outputs of a notebook are stale, or None when they are fresh.

    root: the repository. notebook: as read from its file.
    """
    recorded = notebook["metadata"].get(KEY)
    if not recorded:
        return "it has not been executed yet"
    modules = recorded.get("modules", {})
    now = of_inputs(root, notebook, modules)
    if now["code"] != recorded.get("code"):
        return "its code has changed"
    for name, value in now["modules"].items():
        if value != modules[name]:
            return f"chapters/{name} has changed"
    if now["data"] != recorded.get("data"):
        return "a file in data/ has changed"
    if now["packages"] != recorded.get("packages"):
        return "requirements.txt has changed"
    if of_outputs(notebook) != recorded.get("outputs"):
        return "its outputs have been edited"
    if "run" not in recorded:
        return "it is not recorded when it ran"
    return None


def _parts(folder: Path, path: Path) -> tuple[str, ...]:
    return path.relative_to(folder).parts


def _code(cell: dict[str, Any]) -> list[Any]:
    tags = HEEDED_TAGS.intersection(cell["metadata"].get("tags", []))
    return [text_of(cell["source"]), sorted(tags)]


def _reads_data(modules: Iterable[str]) -> bool:
    return any(name.startswith((f"{DATA_MODULE}.py", f"{DATA_MODULE}/")) for name in modules)


def _digest_if_there(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def _digest_of(value: Any) -> str:
    return digest(json.dumps(value, sort_keys=True, ensure_ascii=False).encode())


def _whole(value: Any) -> Any:
    """Join texts stored as lists of lines, so that the way of storing makes no difference."""
    if isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            return "".join(value)
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return value

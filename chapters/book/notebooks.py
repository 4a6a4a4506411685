"""Notebooks as files: which ones the book shows, and the one form their outputs are stored in.

Two executions of one notebook give the same file to the byte, so a difference in version
control is always a difference in what the book says.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from book import BuildError

Notebook = dict[str, Any]

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")


def in_order(root: Path) -> list[Path]:
    """Give the notebooks listed in _toc.yml, in the order of the book.

    root: the repository.
    Raises FileNotFoundError when there is no _toc.yml.
    """
    import yaml

    contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    entries = (root / entry for entry in _entries(contents))
    candidates = (
        path if path.suffix == ".ipynb" else path.with_name(path.name + ".ipynb")
        for path in entries
    )
    return [path for path in candidates if path.is_file()]


def _entries(contents: Any) -> Iterator[str]:
    if isinstance(contents, list):
        for item in contents:
            yield from _entries(item)
    elif isinstance(contents, dict):
        for key, value in contents.items():
            if key in ("root", "file"):
                yield value
            else:
                yield from _entries(value)


def read(path: Path) -> Notebook:
    """Give a notebook as the dictionary its file holds.

    path: an .ipynb file.
    Raises BuildError, naming the file, when it is not a notebook.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(notebook["cells"], list):
            raise TypeError("cells must be a list")
    except (ValueError, KeyError, TypeError) as error:
        raise BuildError(
            f"{path.name} is not a notebook ({error}). Open it in an editor and mend it, "
            "or take it back from version control."
        ) from error
    return notebook


def code_cells(notebook: Notebook) -> list[dict[str, Any]]:
    """Give the code cells of a notebook in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def text_of(value: str | list[str]) -> str:
    """Give a text that a notebook may store whole or as a list of lines."""
    return value if isinstance(value, str) else "".join(value)


def normalise(notebook: Notebook) -> None:
    """Bring an executed notebook, in place, into the form in which it is stored.

    Counts run from one, text printed in pieces is joined, and whatever differs from run to
    run or from machine to machine is left out: times, addresses, versions, widget models.
    notebook: as executed, with every text whole (not as a list of lines).
    """
    metadata = notebook["metadata"]
    metadata.pop("widgets", None)
    metadata.update(kernelspec=KERNELSPEC, language_info=LANGUAGE)
    count = 0
    for cell in code_cells(notebook):
        cell["metadata"].pop("execution", None)
        count += bool(cell["source"].strip())
        cell["execution_count"] = count if cell["source"].strip() else None
        cell["outputs"] = _joined(cell["outputs"])
        for output in cell["outputs"]:
            _normalise_output(output, cell["execution_count"])


def _joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    joined: list[dict[str, Any]] = []
    for output in outputs:
        last = joined[-1] if joined else {}
        if output["output_type"] == "stream" == last.get("output_type"):
            if output["name"] == last["name"]:
                last["text"] += output["text"]
                continue
        joined.append(output)
    return joined


def _normalise_output(output: dict[str, Any], count: int | None) -> None:
    match output["output_type"]:
        case "stream":
            output["text"] = ADDRESS.sub("at 0x0", output["text"])
        case "error":
            output["traceback"] = [f"{output['ename']}: {output['evalue']}"]
        case _:
            output["data"].pop(WIDGET_VIEW, None)
            if plain := output["data"].get("text/plain"):
                output["data"]["text/plain"] = ADDRESS.sub("at 0x0", plain)
            if "execution_count" in output:
                output["execution_count"] = count


def replace(path: Path, content: bytes) -> bool:
    """Put content in place of a file in one step, and say whether that changed it.

    A reader, or an interruption, finds either the old file or the new one, never a part.
    path: the file. content: what it shall hold.
    """
    if path.exists() and path.read_bytes() == content:
        return False
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return True

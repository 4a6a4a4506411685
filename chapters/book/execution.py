"""Executing notebooks: each in a kernel of its own, as many side by side as there are cores."""

import ast
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from book import BuildError, notebooks, provenance

START_SECONDS = 120
CELL_SECONDS = 600
"""A cell that takes longer is taken to hang."""
PROGRESS_SECONDS = 2.0

FIXED_ENVIRONMENT = {
    "LC_ALL": "C",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "NO_COLOR": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
}
"""What every kernel finds set. One thread each, because sums then come out in one order, and
kernels side by side do not take the cores from each other."""

PERSONAL_ENVIRONMENT = {
    "FORCE_COLOR",
    "JPY_SESSION_NAME",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
}
"""What a kernel does not take over from the person who starts the build."""

LISTEN = """
import sys
sys.files_opened = set()
sys.addaudithook(lambda event, found: event == "open" and sys.files_opened.add(str(found[0])))
"""
"""What a kernel is told before the first cell: to remember which files are opened."""

MODULES_LOADED = "(getattr(m, '__file__', None) or '' for m in __import__('sys').modules.values())"
FILES_OPENED = "sorted(__import__('sys').files_opened)"
DATA = {".csv"}
"""How the names of files of data end."""

Say = Callable[[str], None]


class CellFailure(Exception):
    """What went wrong in a notebook: the cell and the error."""


def execute(root: Path, paths: list[Path], say: Say) -> None:
    """Execute notebooks and store their outputs with a record of what they were made from.

    A notebook that fails keeps its file as it was; the others are executed all the same.
    How long each took is kept in _build/execution.json.
    root: the repository. paths: the notebooks. say: is given one line of progress at a time.
    Raises BuildError, naming notebook, cell and error, when any of them failed.
    """
    if sys.platform == "win32":  # the sockets of a kernel need this kind of loop
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    times_file = root / "_build" / "execution.json"
    seconds = json.loads(times_file.read_text()) if times_file.exists() else {}
    longest_first = sorted(paths, key=lambda path: -seconds.get(path.stem, CELL_SECONDS))
    failures = asyncio.run(_execute_side_by_side(root, longest_first, seconds, say))
    times_file.parent.mkdir(exist_ok=True)
    notebooks.replace(times_file, json.dumps(seconds, indent=1, sort_keys=True).encode())
    if failures:
        raise BuildError(
            "\n".join(failures) + "\n\nNothing was published. Mend what is named above "
            "(`make lab` opens the notebooks) and build again."
        )


async def _execute_side_by_side(
    root: Path, paths: list[Path], seconds: dict[str, float], say: Say
) -> list[str]:
    free_core = asyncio.Semaphore(os.cpu_count() or 1)
    width = max(len(path.stem) for path in paths)

    async def one(path: Path, environment: dict[str, str]) -> str | None:
        def tell(text: str) -> None:
            say(f"{path.stem:{width}}  {text}")

        async with free_core:
            start = time.monotonic()
            try:
                await _execute(root, path, environment, tell)
            except CellFailure as failure:
                task = asyncio.current_task()
                if task and task.cancelling():  # interrupted: the cell is not at fault
                    raise asyncio.CancelledError from failure
                tell("failed")
                return f"{path.name}, {failure}"
            seconds[path.stem] = round(time.monotonic() - start, 1)
            tell(f"done, {seconds[path.stem]} s")
            return None

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        environment = _environment(profile)
        results = await asyncio.gather(*(one(path, environment) for path in paths))
    return [result for result in results if result]


async def _execute(root: Path, path: Path, environment: dict[str, str], say: Say) -> None:
    before = path.read_bytes()
    stored = notebooks.read(path)
    inputs = provenance.of_inputs(root, stored, provenance.all_modules(root))
    notebook = nbformat.from_dict(stored)  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        cell.source = notebooks.text_of(cell.source)
    start = time.monotonic()
    modules, files = await _run(notebook, root.resolve(), environment, say)
    seconds = round(time.monotonic() - start, 1)
    _refuse_stderr(notebook)
    notebooks.normalise(notebook)
    record = {
        **provenance.narrowed(inputs, modules),
        "files": files,
        "outputs": provenance.of_outputs(notebook),
    }
    today = datetime.now(UTC).date().isoformat()
    notebook.metadata[provenance.KEY] = provenance.with_run(
        record, {"date": today, "seconds": seconds}, stored["metadata"].get(provenance.KEY, {})
    )
    if path.read_bytes() != before:
        raise CellFailure("all cells: the file was changed while it was being executed.")
    text = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    notebooks.replace(path, f"{text}\n".encode())


async def _run(
    notebook: Any, root: Path, environment: dict[str, str], say: Say
) -> tuple[list[str], list[str]]:
    """Execute every cell in a fresh kernel; give the modules and the data files that it used.

    Modules are relative to chapters/, data files to data/, both in a fixed order.
    """
    folder = root / "chapters"
    # No folder to look in: this Python itself becomes the kernel, whatever is registered.
    specs = KernelSpecManager(kernel_dirs=[])
    manager = AsyncKernelManager(
        kernel_name="python3", kernel_spec_manager=specs, transport_encryption="auto"
    )
    client = NotebookClient(
        notebook, km=manager, timeout=CELL_SECONDS, startup_timeout=START_SECONDS
    )
    try:
        try:
            await client.async_start_new_kernel(cwd=str(folder), env=environment)
            kernel: Any = await client.async_start_new_kernel_client()
            await kernel.execute(LISTEN, silent=True, reply=True)
        except RuntimeError as error:
            raise CellFailure(f"before its first cell: no kernel started ({error})") from error
        await _run_cells(client, notebook, say)
        modules = await _names(kernel, MODULES_LOADED)
        opened = await _names(kernel, FILES_OPENED)
        return _below(folder, modules, {".py"}), _below(root / "data", opened, DATA)
    finally:
        if client.kc:
            client.kc.stop_channels()
        await manager.shutdown_kernel(now=True)


async def _run_cells(client: NotebookClient, notebook: Any, say: Say) -> None:
    code = notebooks.code_cells(notebook)
    told = time.monotonic()
    done = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        cell.outputs = []
        try:
            await client.async_execute_cell(cell, index)
        except CellExecutionError as error:
            raise CellFailure(_where(done, code, f"{error.ename}: {error.evalue}")) from error
        except CellTimeoutError as error:
            raise CellFailure(_where(done, code, f"no end after {CELL_SECONDS} s")) from error
        except DeadKernelError as error:
            raise CellFailure(_where(done, code, "the kernel died (out of memory?)")) from error
        done += 1
        if time.monotonic() - told > PROGRESS_SECONDS:
            told = time.monotonic()
            say(f"{done}/{len(code)} cells")


async def _names(kernel: Any, expression: str) -> list[str]:
    """Ask a kernel for names, one a line."""
    question = {"names": rf"'\n'.join({expression})"}
    reply = await kernel.execute("", silent=True, user_expressions=question, reply=True)
    answer = reply["content"]["user_expressions"]["names"]["data"]["text/plain"]
    return str(ast.literal_eval(answer)).splitlines()


def _below(folder: Path, names: list[str], suffixes: set[str]) -> list[str]:
    """Those of some files that lie in a folder and end so, relative to it."""
    paths = {Path(name) for name in names}
    return sorted(
        path.relative_to(folder).as_posix()
        for path in paths
        if path.is_relative_to(folder) and path.suffix in suffixes
    )


def _refuse_stderr(notebook: Any) -> None:
    code = notebooks.code_cells(notebook)
    for number, cell in enumerate(code):
        for output in cell["outputs"]:
            if output["output_type"] == "stream" and output["name"] == "stderr":
                raise CellFailure(_where(number, code, f"a warning: {output['text'].strip()}"))


def _where(number: int, code: list[Any], error: str) -> str:
    source = code[number].source.strip()
    first_line = source.splitlines()[0] if source else ""
    return f"code cell {number + 1} of {len(code)} ({first_line}): {error}"


def _environment(profile: str) -> dict[str, str]:
    """Give the variables of a kernel. profile: an empty folder for IPython's own files."""
    taken_over = {key: os.environ[key] for key in os.environ.keys() - PERSONAL_ENVIRONMENT}
    matplotlib = find_spec("matplotlib")
    if matplotlib and matplotlib.origin:  # the library's own defaults, not a person's
        defaults = Path(matplotlib.origin).parent / "mpl-data" / "matplotlibrc"
        taken_over["MATPLOTLIBRC"] = str(defaults)
    return taken_over | FIXED_ENVIRONMENT | {"IPYTHONDIR": profile}

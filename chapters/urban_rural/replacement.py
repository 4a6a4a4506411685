"""Replacing several files of a folder as if they were one.

The new contents are first written beside the old ones, into a hidden folder. Giving that folder
its final name is one step that happens or does not: before it the old files count, after it the
new ones. Whoever reads calls `settle` first, which moves what still waits. So neither an
interruption nor a power cut leaves a mixture of old and new.
"""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

WAITING = ".replacement"
"""Folder of contents that count already, but still have to be moved to their places."""
DRAFT = ".replacement.draft"
"""Folder of contents that do not count yet."""


def replace(files: Mapping[str, bytes], folder: Path) -> None:
    """Replace files of a folder, or add them: all or none.

    files: path within the folder, with forward slashes -> new content.
    """
    settle(folder)
    draft = folder / DRAFT
    shutil.rmtree(draft, ignore_errors=True)
    for name, content in files.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    os.replace(draft, folder / WAITING)
    settle(folder)


def settle(folder: Path) -> None:
    """Complete a replacement that was interrupted after the step at which it counts."""
    waiting = folder / WAITING
    if not waiting.is_dir():
        return
    for path in sorted(waiting.rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(waiting)
            target.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # another reader has moved it
                os.replace(path, target)
    shutil.rmtree(waiting, ignore_errors=True)

"""A reader's desk in JupyterLab: a clean copy of a notebook, with one's own version set aside."""

import shutil
import subprocess
from pathlib import Path

CHAPTERS = Path(__file__).resolve().parents[1]
ASIDE = "aside"


def restore(name: str) -> str:
    """Bring back a notebook as it came, and keep the present version beside it.

    name: such as "micro_data", or "exercises/micro_data" for an exercise notebook. Close its tab in
    JupyterLab before, and open it again after.
    Gives a sentence that says where the present version is now.
    Raises FileNotFoundError when no clean copy of that name is to be had.
    """
    name = name.removesuffix(".ipynb").replace("\\", "/").strip("/")
    target = CHAPTERS / f"{name}.ipynb"
    clean = _clean(name)
    if target.exists() and target.read_bytes() == clean:
        return f"{target.name} is as it came; nothing was changed."
    kept = ""
    if target.exists():
        aside = _free(CHAPTERS / "exercises" / ASIDE, target.stem)
        aside.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(target, aside)
        kept = f" Your version is kept as {aside.relative_to(CHAPTERS).as_posix()}."
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.new")
    unfinished.write_bytes(clean)
    unfinished.replace(target)
    return f"{target.name} is as it came.{kept}"


def _clean(name: str) -> bytes:
    """The content of a notebook as it came: from version control, else from the first copy."""
    root = CHAPTERS.parent
    if name.startswith("exercises/"):
        stored = root / "_build" / "seminar" / "student" / f"{Path(name).name}.ipynb"
    else:
        stored = root / "_build" / "clean" / f"{name}.ipynb"
        command = ["git", "show", f"HEAD:./{name}.ipynb"]
        try:
            shown = subprocess.run(command, cwd=CHAPTERS, capture_output=True)
        except FileNotFoundError:  # git is not installed
            pass
        else:
            if shown.returncode == 0:
                return shown.stdout
    if not stored.is_file():
        raise FileNotFoundError(
            f"There is no clean copy of {name!r}. Names are those of the notebooks, such as "
            "'micro_data' or 'exercises/micro_data'; copies are made when `make lab` starts."
        )
    return stored.read_bytes()


def _free(folder: Path, stem: str) -> Path:
    """The first of stem-1, stem-2, ... that no file has."""
    number = 1
    while (path := folder / f"{stem}-{number}.ipynb").exists():
        number += 1
    return path

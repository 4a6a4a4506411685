"""The book's packages: makes .venv and installs exactly what requirements.txt lists.

Started by a plain Python that has none of them: `python3 chapters/book/environment.py`. With the
word `refresh` it prepares another environment, .venv/refresh, with what bringing the series up to
date needs and the book does not.
Does nothing when they are there already.
"""

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  a person may start it with anything
    sys.exit("error: this is Python " + sys.version.split()[0] + "; the book needs 3.11 or later.")

INSTALLING = "installing"

BOOK = ("requirements.txt", ".venv")
REFRESH = ("chapters/refresh/requirements.txt", ".venv/refresh")
"""A list of packages and the environment for them."""

NO_VENV = """\
error: this Python cannot make environments. On Debian or Ubuntu:
    apt-get install python3-venv
elsewhere install Python 3.11 or later from python.org. Then try again."""

NO_PACKAGES = """\
error: the packages could not be installed; the lines above say why (all of them: {log}).
Often there is no network, or the disk is full. Then try again: it starts afresh."""


def install(root: Path, group: tuple[str, str] = BOOK) -> None:
    """Make sure that an environment holds what its list says.

    When all is installed the digest of the list is written into .venv. When it differs the
    list has changed. While installing something else stands there, and whoever finds that
    starts afresh: an installation was interrupted.
    root: the repository. group: list and environment.
    Exits with a message when the packages cannot be installed.
    """
    lock, venv = (root / name for name in group)
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = venv / "requirements.sha256"
    wanted = hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    found = stamp.read_text() if stamp.exists() else ""
    if not python.exists() or found == INSTALLING:
        _make(venv)
    elif found == wanted:
        return
    stamp.write_text(INSTALLING)
    _install(python, lock, venv / "install.log")
    stamp.write_text(wanted)


def _make(venv: Path) -> None:
    if not (find_spec("venv") and find_spec("ensurepip")):
        sys.exit(NO_VENV)
    print(f"Making {venv.name} with Python {sys.version.split()[0]}.", flush=True)
    result = subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)])
    if result.returncode:
        sys.exit(NO_VENV)


def _install(python: Path, lock: Path, log: Path) -> None:
    total = sum("==" in line and line[0] not in " #" for line in lock.read_text().splitlines())
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", "--require-hashes", "-r", str(lock)]
    seen = 0
    lines = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        for line in pip.stdout or []:
            lines.append(line)
            if line.startswith(("Collecting", "Ignoring", "Processing", "Requirement")):
                seen += 1
                if seen % 20 == 0:
                    print(f"Fetching packages: {seen} of {total}.", flush=True)
            elif line.startswith("Installing collected"):
                print("Installing them. This takes about a minute.", flush=True)
    log.write_text("".join(lines), encoding="utf-8")
    if pip.returncode:
        print("".join(lines[-15:]))
        sys.exit(NO_PACKAGES.format(log=log))
    print("The packages are installed.", flush=True)


if __name__ == "__main__":
    try:
        install(Path(__file__).resolve().parents[2], REFRESH if "refresh" in sys.argv[1:] else BOOK)
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The next time it starts afresh.")

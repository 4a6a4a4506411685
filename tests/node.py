"""Finds Node.js and what tests run with it; as a command also installs both where it may.

Lighthouse, pinned in `tests/lighthouse/package-lock.json`, is all that the tests run with it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "lighthouse"
LOCK = FOLDER / "package-lock.json"
INSTALLED = FOLDER / "node_modules" / ".installed"
"""Holds the digest of the lock from which the packages beside it were installed."""
OLDEST = (18, 20)
INSTALL = {
    "darwin": "brew install node",
    "win32": "winget install OpenJS.NodeJS.LTS",
}


def find() -> str | None:
    """Give the path of a Node.js that is new enough and has npm beside it, or None.

    The environment variable NODE comes before the commands on the path.
    Raises FileNotFoundError when NODE names no such file.
    """
    if named := os.environ.get("NODE"):
        if not (found := shutil.which(named)) or _version(found) < OLDEST:
            oldest = ".".join(map(str, OLDEST))
            raise FileNotFoundError(
                f"NODE is set to {named!r}, which is no Node.js {oldest} or later."
            )
        return found
    commands = filter(None, (shutil.which(command) for command in ("node", "nodejs")))
    new_enough = (command for command in commands if _version(command) >= OLDEST)
    return next(new_enough, None) if shutil.which("npm") else None


def _version(node: str) -> tuple[int, int]:
    run = subprocess.run([node, "--version"], capture_output=True, text=True)
    try:
        major, minor, *_ = run.stdout.strip().removeprefix("v").split(".")
        return int(major), int(minor)
    except ValueError:
        return 0, 0


def install() -> None:
    """Install Node.js with apt-get; exits with what to type where that cannot be done here."""
    may_install = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    line = INSTALL.get(sys.platform, "sudo apt-get install nodejs npm")
    need = f"the tests need Node.js {'.'.join(map(str, OLDEST))} or later with npm and found none"
    if not may_install:
        sys.exit(
            f"error: {need}. Install it:\n"
            f"    {line}\nor set the variable NODE to the path of one you have."
        )
    print("Installing Node.js, which runs Lighthouse.", flush=True)
    unattended = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "nodejs", "npm"]
    if subprocess.run(command, env=unattended).returncode:
        subprocess.run(["apt-get", "update", "--quiet"], env=unattended)
        if subprocess.run(command, env=unattended).returncode:
            sys.exit(f"error: Node.js could not be installed. Try `{' '.join(command)}`.")
    if not find():
        sys.exit(f"error: {need}, since this system's own is older. Get one from nodejs.org.")


def packages_installed() -> bool:
    """Say whether the packages are those of the lock."""
    return INSTALLED.is_file() and INSTALLED.read_text(encoding="utf-8") == _digest()


def install_packages() -> None:
    """Install the packages of the lock with npm; exits when they cannot be fetched."""
    print("Installing Lighthouse, which checks the pages.", flush=True)
    command = [shutil.which("npm") or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)
    if run.returncode:
        sys.exit(
            "error: npm could not fetch Lighthouse, which checks the pages; it needs a network "
            f"once. It said:\n{run.stderr[-1500:]}\nTry again with:\n"
            f"    npm ci --ignore-scripts --prefix {FOLDER}"
        )
    INSTALLED.write_text(_digest(), encoding="utf-8")


def _digest() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


if __name__ == "__main__":
    try:
        if not find():
            install()
    except FileNotFoundError as error:
        sys.exit(f"error: {error}")
    if not packages_installed():
        install_packages()

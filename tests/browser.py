"""Finds the Chromium that tests drive; as a command also installs one where it may."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
PLACES = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Chromium\Application\chrome.exe",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
]
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""What a test starts Chromium with: it may run as root, and asks nobody outside for anything."""
DEADLINE = 30.0
"""Seconds after which a page will never do what is waited for."""
INSTALL = {
    "darwin": "brew install --cask google-chrome",
    "win32": "winget install Google.Chrome",
}


def find() -> str | None:
    """Give the path of a Chromium, or None.

    The environment variable CHROMIUM comes first, then commands on the path, then the places
    where installers put it. Raises FileNotFoundError when CHROMIUM names no file.
    """
    if named := os.environ.get("CHROMIUM"):
        if not (found := shutil.which(named)):
            raise FileNotFoundError(f"CHROMIUM is set to {named!r}, which is no program.")
        return found
    commands = (shutil.which(command) for command in COMMANDS)
    places = (place for place in PLACES if Path(place).is_file())
    return next(filter(None, commands), None) or next(places, None)


def install() -> None:
    """Install Chromium with apt-get; exits with what to type where that cannot be done here."""
    may_install = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    if not may_install:
        line = INSTALL.get(sys.platform, "sudo apt-get install chromium")
        sys.exit(
            "error: the tests need a Chromium and found none. Install one:\n"
            f"    {line}\nor set the variable CHROMIUM to the path of one you have."
        )
    print("Installing Chromium, which the tests drive.", flush=True)
    unattended = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"]
    if subprocess.run(command, env=unattended).returncode:
        subprocess.run(["apt-get", "update", "--quiet"], env=unattended)
        if subprocess.run(command, env=unattended).returncode:
            sys.exit(f"error: Chromium could not be installed. Try `{' '.join(command)}`.")


def until(page: Any, condition: str, argument: object = None) -> None:
    """Wait until a page meets a condition: a JavaScript function of the argument.

    Playwright's own waiting evaluates text in the page, which a page's policy forbids.
    Raises AssertionError when the condition is not met in time.
    """
    deadline = time.monotonic() + DEADLINE
    while not page.evaluate(condition, argument):
        assert time.monotonic() < deadline, f"{page.url}: {condition} never came true"
        time.sleep(0.05)


if __name__ == "__main__":
    try:
        if not find():
            install()
    except FileNotFoundError as error:
        sys.exit(f"error: {error}")

"""Packages are installed when they have to be; what is missing is said in plain words."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from book import ROOT, environment

needs_make = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


class Installation:
    """A repository whose installations are only counted."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.done: list[str] = []
        self.fails = False
        (root / "requirements.txt").write_text("pandas==3.1.0\n")
        monkeypatch.setattr(environment, "_make", self._make)
        monkeypatch.setattr(environment, "_install", self._install)

    def _make(self, venv: Path) -> None:
        self.done.append("make")
        shutil.rmtree(venv, ignore_errors=True)
        python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        python.parent.mkdir(parents=True)
        python.touch()

    def _install(self, python: Path, lock: Path, log: Path) -> None:
        self.done.append("install")
        if self.fails:
            sys.exit("no network")

    def __call__(self) -> list[str]:
        self.done = []
        environment.install(self.root)
        return self.done


@pytest.fixture
def install(tmp_path, monkeypatch):
    return Installation(tmp_path, monkeypatch)


def test_packages_are_installed_once(install):
    assert install() == ["make", "install"]
    assert install() == []


def test_packages_are_installed_again_when_the_list_changed(install):
    install()
    (install.root / "requirements.txt").write_text("pandas==3.1.1\n")
    assert install() == ["install"]
    assert install() == []


def test_an_interrupted_installation_starts_afresh(install):
    install.fails = True
    with pytest.raises(SystemExit):
        install()
    install.fails = False
    assert install() == ["make", "install"]


def test_an_environment_made_by_hand_is_completed(install):
    install()
    (install.root / ".venv" / "requirements.sha256").unlink()
    assert install() == ["install"]


def test_an_environment_whose_python_is_gone_is_made_again(install):
    install()
    shutil.rmtree(install.root / ".venv" / ("Scripts" if os.name == "nt" else "bin"))
    assert install() == ["make", "install"]


def test_the_tests_themselves_run_in_an_environment_that_is_not_outdated():
    stamp = ROOT / ".venv" / "requirements.sha256"
    if not stamp.exists():
        pytest.skip("the environment was made by hand")
    lock = (ROOT / "requirements.txt").read_bytes().replace(b"\r\n", b"\n")
    assert stamp.read_text() == hashlib.sha256(lock).hexdigest()


def test_a_python_without_venv_is_told_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "requirements.txt").write_text("")
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        environment.install(tmp_path)


def test_every_package_is_pinned_with_hashes_and_no_address_is_named():
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    packages = [line for line in lines if line and line[0].isalnum()]
    assert len(packages) > 100
    assert all("==" in line and line.endswith("\\") for line in packages)
    assert not [line for line in lines if "://" in line or line.startswith("--")]


def test_every_package_asked_for_is_in_the_lock():
    def names(file):
        found = re.findall(r"^([A-Za-z0-9_.-]+)", (ROOT / file).read_text(), re.MULTILINE)
        return {re.sub("[-_.]+", "-", name).lower() for name in found}

    assert names("requirements.in") <= names("requirements.txt")


@needs_make
def test_make_alone_describes_every_command_in_a_line():
    printed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True).stdout
    commands = re.findall(r"^  make (\w+)  +\S.*$", printed, re.MULTILINE)
    wanted = "help book test audit seminar lab serve refresh benchmark lock clean"
    assert commands == wanted.split()
    assert max(map(len, printed.splitlines())) < 100


@needs_make
def test_make_without_a_python_says_what_to_do(tmp_path):
    shell = {name: shutil.which(name) for name in ["make", "sh", "sed"]}
    for name, path in shell.items():
        (tmp_path / name).symlink_to(path)
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    result = subprocess.run(
        ["make", "environment"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert result.returncode != 0
    assert "no Python 3.11 or later was found" in result.stdout
    assert "apt-get install python3 python3-venv" in result.stdout


def test_no_notebook_is_executed_behind_the_back_of_the_record():
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    assert config["execute"]["execute_notebooks"] == "off"


def test_what_refreshing_needs_is_installed_beside_the_book_and_not_into_it(install, monkeypatch):
    (install.root / "chapters" / "refresh").mkdir(parents=True)
    (install.root / "chapters" / "refresh" / "requirements.txt").write_text("wbgapi==1.0.14\n")
    install()
    install.done = []
    environment.install(install.root, environment.REFRESH)
    assert install.done == ["make", "install"]
    assert (install.root / ".venv" / "refresh" / "requirements.sha256").exists()
    assert install() == []


def test_the_refresh_lock_pins_with_hashes_what_the_book_pins_too():
    def pins(file):
        text = (ROOT / file).read_text()
        return dict(re.findall(r"^([a-z][a-z0-9-]*)==(\S+)(?: ; [^\\]+)? \\$", text, re.MULTILINE))

    book, refresh = pins("requirements.txt"), pins("chapters/refresh/requirements.txt")
    assert {"wbgapi", "akshare", "pandas", "pandera"} <= refresh.keys()
    assert {name: refresh[name] for name in book.keys() & refresh.keys()} == {
        name: book[name] for name in book.keys() & refresh.keys()
    }
    assert not {"wbgapi", "akshare"} & book.keys()
    text = (ROOT / "chapters/refresh/requirements.txt").read_text()
    assert "://" not in text and not re.search("^--", text, re.MULTILINE)
    assert text.count("==") <= text.count("--hash=sha256:")

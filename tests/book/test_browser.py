"""A browser is found, or the line to type is given."""

import subprocess
import sys

import pytest

import browser
from book import ROOT


def test_a_variable_that_names_a_browser_comes_first(monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert browser.find() == sys.executable


def test_a_variable_that_names_no_program_is_refused(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(FileNotFoundError, match="/nowhere/chromium"):
        browser.find()
    command = [sys.executable, str(ROOT / "tests" / "browser.py")]
    result = subprocess.run(command, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "error: CHROMIUM is set to '/nowhere/chromium', which is no program.\n"


def test_nothing_is_found_where_nothing_is(monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "PLACES", [])
    assert browser.find() is None


@pytest.mark.parametrize(
    ("platform", "line"),
    [
        ("linux", "sudo apt-get install chromium"),
        ("darwin", "brew install --cask google-chrome"),
        ("win32", "winget install Google.Chrome"),
    ],
)
def test_where_nothing_may_be_installed_the_line_to_type_is_given(monkeypatch, platform, line):
    monkeypatch.setattr(browser.shutil, "which", lambda command: None)
    monkeypatch.setattr(browser.sys, "platform", platform)
    with pytest.raises(SystemExit, match=line):
        browser.install()


def test_root_has_it_installed_after_fetching_the_lists_when_they_are_missing(monkeypatch):
    commands = []

    def run(command, env):
        commands.append(command[:2])
        assert env["DEBIAN_FRONTEND"] == "noninteractive"
        found = ["apt-get", "update"] in commands or command[1] == "update"
        return subprocess.CompletedProcess(command, 0 if found else 100)

    monkeypatch.setattr(browser.shutil, "which", lambda command: f"/usr/bin/{command}")
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(browser.subprocess, "run", run)
    browser.install()
    assert commands == [["apt-get", "install"], ["apt-get", "update"], ["apt-get", "install"]]

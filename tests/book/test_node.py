"""Node.js and what runs with it are found and installed, or the line to type is given."""

import subprocess
import sys

import pytest

import node
from book import ROOT, benchmark_lighthouse


@pytest.fixture
def programs(monkeypatch):
    """Programs on the path, by name -> the version they print; tests add to it."""
    found = {}
    monkeypatch.delenv("NODE", raising=False)
    monkeypatch.setattr(node.shutil, "which", lambda name: name if name in found else None)

    def run(command, **options):
        return subprocess.CompletedProcess(command, 0, found[command[0]], "")

    monkeypatch.setattr(node.subprocess, "run", run)
    return found


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        ({"node": "v20.20.2\n", "npm": ""}, "node"),
        ({"node": "v18.20.0\n", "npm": ""}, "node"),
        ({"node": "v18.19.1\n", "nodejs": "v22.1.0\n", "npm": ""}, "nodejs"),
        ({"node": "v16.20.2\n", "npm": ""}, None),
        ({"node": "no version", "npm": ""}, None),
        ({"node": "v20.20.2\n"}, None),
        ({}, None),
    ],
)
def test_the_first_node_that_is_new_enough_is_taken(programs, versions, found):
    programs.update(versions)
    assert node.find() == found


def test_a_variable_that_names_a_node_comes_first(programs, monkeypatch):
    programs.update({"node": "v20.0.0", "/own/node": "v22.0.0", "npm": ""})
    monkeypatch.setenv("NODE", "/own/node")
    assert node.find() == "/own/node"
    programs["/own/node"] = "v14.0.0"
    with pytest.raises(FileNotFoundError, match=r"/own/node.*18\.20"):
        node.find()


@pytest.mark.parametrize(
    ("platform", "line"),
    [
        ("linux", "sudo apt-get install nodejs npm"),
        ("darwin", "brew install node"),
        ("win32", "winget install OpenJS.NodeJS.LTS"),
    ],
)
def test_where_nothing_may_be_installed_the_line_to_type_is_given(
    programs, monkeypatch, platform, line
):
    monkeypatch.setattr(node.sys, "platform", platform)
    with pytest.raises(SystemExit, match=line):
        node.install()


def test_root_has_it_installed_after_fetching_the_lists_when_they_are_missing(monkeypatch):
    commands = []

    def run(command, env):
        commands.append(command[:2])
        found = ["apt-get", "update"] in commands or command[1] == "update"
        return subprocess.CompletedProcess(command, 0 if found else 100)

    monkeypatch.setattr(node.shutil, "which", lambda command: f"/usr/bin/{command}")
    monkeypatch.setattr(node.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(node.subprocess, "run", run)
    monkeypatch.setattr(node, "find", lambda: "node")
    node.install()
    assert commands == [["apt-get", "install"], ["apt-get", "update"], ["apt-get", "install"]]


def test_packages_are_installed_anew_only_when_the_lock_has_changed(monkeypatch, tmp_path):
    lock, installed = tmp_path / "package-lock.json", tmp_path / "node_modules" / ".installed"
    lock.write_text("{}")
    installed.parent.mkdir()
    monkeypatch.setattr(node, "LOCK", lock)
    monkeypatch.setattr(node, "INSTALLED", installed)
    monkeypatch.setattr(
        node.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 0, "", "")
    )
    assert not node.packages_installed()
    node.install_packages()
    assert node.packages_installed()
    lock.write_text('{"changed": true}')
    assert not node.packages_installed()


def test_without_a_network_it_says_so_and_what_to_type(monkeypatch):
    monkeypatch.setattr(
        node.subprocess,
        "run",
        lambda command, **_: subprocess.CompletedProcess(command, 1, "", "npm error ENOTFOUND"),
    )
    with pytest.raises(SystemExit, match=r"(?s)needs a network.*ENOTFOUND.*npm ci"):
        node.install_packages()


def test_the_lock_names_no_address_of_a_registry():
    assert '"resolved"' not in node.LOCK.read_text(encoding="utf-8")


def test_a_wrong_variable_is_refused_as_a_command():
    command = [sys.executable, str(ROOT / "tests" / "node.py")]
    run = subprocess.run(command, capture_output=True, text=True, env={"NODE": "/nowhere"})
    assert run.returncode == 1
    assert "/nowhere" in run.stderr and "Traceback" not in run.stderr


def test_speeds_are_shown_with_pages_that_miss_the_goal():
    values = dict.fromkeys(benchmark_lighthouse.VALUES, 800.0)
    results = {
        name: {"scores": {"performance": score}, "values": values}
        for name, score in (("index.html", 100), ("search.html", 97))
    }
    head, *lines = [line.split() for line in benchmark_lighthouse.table(results)]
    assert "performance" in head
    assert lines == [
        ["index.html", "100", "0.80", "0.80", "0.80", "800.00"],
        ["search.html", "97", "0.80", "0.80", "0.80", "800.00", "missed"],
    ]

"""The code is formatted, linted and typed as pyproject.toml asks."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHECKS = {
    "linted": ["ruff", "check", "."],
    "formatted": ["ruff", "format", "--check", "."],
    "typed": ["mypy"],
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_code_is(check: str) -> None:
    command = [sys.executable, "-m", *CHECKS[check]]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr

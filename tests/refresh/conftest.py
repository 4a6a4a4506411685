"""The refresh command, run with its real clients against the local server."""

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import publishers  # pyproject.toml says where it lies
import pytest

from book.environment import REFRESH
from refresh.series import ALL, PROVINCE_NAMES, Indicators, NationalTable, ProvincialTable
from urban_rural.data import DATA

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / REFRESH[1] / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
HERE = Path(__file__).parent


def rows(file: str, folder: Path = DATA) -> list[dict[str, str]]:
    with open(folder / file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def good_content() -> Any:
    """What the publishers would hold if they agreed with data/ wherever data/ has a figure; where
    it has none the figures are made up."""
    content = publishers.Content()
    for series in ALL:
        present = rows(series.file) if (DATA / series.file).exists() else []
        for request in series.requests:
            match request:
                case NationalTable():
                    table = content.nation.setdefault(request.path, {})
                    for label, cell in request.cells.items():
                        table[label] = {
                            row["year"]: f"{float(row[cell.column]) / float(cell.scale):.10g}"
                            for row in present
                            if cell.key.items() <= row.items()
                        }
                case ProvincialTable():
                    years = range(series.first_year, series.last_year + 1)
                    table = {
                        name: {
                            str(year): row[request.cell.column]
                            for year in years
                            for row in present
                            if row["province"] == province
                            and row.get("year", str(year)) == str(year)
                        }
                        for name, province in PROVINCE_NAMES.items()
                    }
                    content.provinces[request.path] = (request.label, table)
                case Indicators():
                    for number, (code, name) in enumerate(request.cells):
                        content.indicators[code] = (name, made_up(code, number))
    return content


def made_up(code: str, number: int) -> dict[int, float | None]:
    """Figures of no country."""
    persons = {"SP.POP.TOTL": 1_300_000_000, "SP.URB.TOTL": 500_000_000, "SP.RUR.TOTL": 8e8}
    steps = {"SP.POP.TOTL": 1_000_000, "SP.URB.TOTL": 3_000_000, "SP.RUR.TOTL": -2_000_000}
    if code in persons:
        return {y: persons[code] + steps[code] * (y - 2000) for y in range(1990, 2025)}
    return {
        y: 1.25 * (y - 1999) + number if y >= 1999 + number else None for y in range(1990, 2025)
    }


@dataclass
class Refresh:
    """The command on a copy of the data, and the server that it asks."""

    server: Any
    process: subprocess.Popen[str]
    data: Path

    def __call__(self, *arguments: str) -> tuple[int, str]:
        """Run it; give exit code and what it printed."""
        quick = ["--data", str(self.data), "--attempts", "2", "--pause", "0.05", "--patience", "20"]
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([*quick, *arguments]) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["code"], answer["printed"]

    @property
    def python(self) -> str:
        """The Python that has the clients."""
        return str(PYTHON)

    def files(self) -> dict[str, bytes]:
        """The data; not what publishers sent."""
        return {
            path.relative_to(self.data).as_posix(): path.read_bytes()
            for path in self.data.rglob("*")
            if path.is_file() and ".raw" not in path.parts
        }


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    server = publishers.Publishers(publishers.Content())
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def process(server: Any) -> Iterator[subprocess.Popen[str]]:
    assert PYTHON.exists(), (
        "the publishers' clients are not installed: `make test` installs them, or "
        "`.venv/bin/python chapters/book/environment.py refresh`"
    )
    with subprocess.Popen(
        [str(PYTHON), str(HERE / "worker.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **server.environment, "PYTHONUTF8": "1"},
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def refresh(server: Any, process: subprocess.Popen[str], tmp_path: Path) -> Refresh:
    """The command; the publishers are well-behaved and agree with data/ until told otherwise."""
    server.content, server.fault, server.asked = good_content(), publishers.Fault(), []
    ignored = shutil.ignore_patterns(".*")
    folder = Path(shutil.copytree(DATA, tmp_path / "data", ignore=ignored))
    return Refresh(server, process, folder)

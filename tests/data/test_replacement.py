"""Several files are replaced as one: an interruption anywhere leaves all old or all new."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from urban_rural import data, replacement
from urban_rural.data import DATA, DataError

PARCELS = "official/express_parcels.csv"
VILLAGES = "official/taobao_villages.csv"


class PowerCut(BaseException):
    """What no `except Exception` catches."""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def longer(edition: Path) -> dict[str, bytes]:
    """Two files with a row more."""
    rows = {PARCELS: b"2026,210.0,derived,,,an example\n", VILLAGES: b"2026,9000,9,derived,,,an\n"}
    return {path: (edition / path).read_bytes() + row for path, row in rows.items()}


def failing_at(step: int, of: Callable[..., Any], count: list[int]) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        count[0] += 1
        if count[0] == step:
            raise PowerCut
        return of(*arguments, **options)

    return call


def years(edition: Path) -> tuple[int, int]:
    last = data.parcels(folder=edition)["year"].max()
    return int(last), int(data.taobao_villages(folder=edition)["year"].max())


@pytest.mark.parametrize("step", range(1, 6))
@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_cut_at_any_step_leaves_all_files_old_or_all_new_and_sealed(
    function: str, step: int, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = [0]
    with monkeypatch.context() as patch:
        patch.setattr(os, function, failing_at(step, getattr(os, function), count))
        try:
            data.revise(longer(edition), folder=edition)
        except PowerCut:
            pass
    completed = count[0] < step
    counts = function == "replace" and step > 1  # the first renaming is what counts
    assert years(edition) == ((2026, 2026) if completed or counts else (2025, 2022))
    data.verify(folder=edition)
    assert not (edition / replacement.WAITING).exists()


def test_there_are_as_many_steps_as_are_cut_above(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {"fsync": [0], "replace": [0]}
    for name, count in counts.items():
        monkeypatch.setattr(os, name, failing_at(0, getattr(os, name), count))
    data.revise(longer(edition), folder=edition)
    assert counts == {"fsync": [3], "replace": [4]}


def test_a_draft_that_never_counted_is_ignored_and_cleared(edition: Path) -> None:
    (edition / replacement.DRAFT / "official").mkdir(parents=True)
    (edition / replacement.DRAFT / PARCELS).write_bytes(b"half a fi")
    data.verify(folder=edition)
    data.revise(longer(edition), folder=edition)
    assert years(edition) == (2026, 2026)
    assert not (edition / replacement.DRAFT).exists()


def test_one_bad_file_keeps_all_others_out(edition: Path) -> None:
    files = {**longer(edition), VILLAGES: b"year\n"}
    with pytest.raises(DataError, match="taobao_villages.csv is refused"):
        data.revise(files, folder=edition)
    with pytest.raises(DataError, match="file official/rumours.csv; expected a record of it"):
        data.revise({**longer(edition), "official/rumours.csv": b"year\n"}, folder=edition)
    assert years(edition) == (2025, 2022)
    data.verify(folder=edition)

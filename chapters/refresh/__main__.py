"""The command: asks, compares, reports, and replaces files only when told to."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

if __package__ == "":  # started as a folder: what is imported lies beside it, not in it
    sys.path[0] = str(Path(__file__).resolve().parents[1])

import pandas as pd

from refresh import ROOT, RefreshError
from refresh.comparison import Drift, compare, revised
from refresh.download import Archive, Manners, download
from refresh.observations import Answer
from refresh.recording import recording
from refresh.report import drift_lines, key_text
from refresh.series import ALL, BY_NAME, Series
from urban_rural import data
from urban_rural.data import DataError

NOTHING_TO_DECIDE, FAILED, DIFFERS, INTERRUPTED = 0, 1, 3, 130
"""Exit codes. DIFFERS: all series were had, and some rows need a person's decision."""

RAW = ".raw"
"""Folder within data/ of answers as they came. Hidden: they are not data of the book."""


@dataclass
class Finding:
    """A series, what was answered, and what it says of the file (None: not there yet)."""

    series: Series
    answer: Answer
    drift: Drift
    present: pd.DataFrame | None


def main(arguments: list[str] | None = None) -> int:
    """Carry out the command and give its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _refresh(options)
    except KeyboardInterrupt:
        print("\nInterrupted. The data are as they were.")
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="refresh",
        description="Bring the official series up to date from their publishers. Without "
        "--accept nothing is replaced.",
    )
    listed = ", ".join(BY_NAME)
    parser.add_argument(
        "series", nargs="*", metavar="SERIES", help=f"which (default: all): {listed}"
    )
    parser.add_argument(
        "--accept", action="store_true", help="take new rows and confirmations into the data"
    )
    parser.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="SERIES:KEY",
        help="with --accept: take this differing row too, such as population:2017,revised",
    )
    parser.add_argument("--attempts", type=int, default=4, help="at most (default: 4)")
    parser.add_argument(
        "--pause", type=float, default=2, help="seconds before the second attempt; doubles"
    )
    parser.add_argument(
        "--patience", type=float, default=90, help="seconds that a request may take (default: 90)"
    )
    parser.add_argument("--data", type=Path, default=ROOT / "data", help=argparse.SUPPRESS)
    return parser


def _refresh(options: argparse.Namespace) -> int:
    unknown = [name for name in options.series if name not in BY_NAME]
    if unknown or options.attempts < 1:
        _say(f"error: no series {', '.join(unknown)}. There are: {', '.join(BY_NAME)}.")
        return FAILED
    chosen = [BY_NAME[name] for name in options.series] or list(ALL)
    folder: Path = options.data
    try:
        data.verify(folder=folder)
    except DataError as error:
        _say(f"error: the data are not as their records say, so nothing was asked.\n{error}")
        return FAILED
    now = datetime.now(UTC)
    archive = Archive(folder / RAW / f"{now:%Y-%m-%dT%H%M%SZ}", f"{now:%Y-%m-%d}")
    manners = Manners(options.attempts, options.pause, options.patience)
    findings, failures = [], []
    with recording():
        for series in chosen:
            tell = _teller(series.name)
            try:
                finding = _ask(series, manners, archive, folder, tell)
            except RefreshError as error:
                tell(f"failed. {error.what}")
                failures.append((series, error))
                continue
            findings.append(finding)
            for line in drift_lines(series, finding.drift, finding.present is not None):
                tell(line)
    _say(f"\nWhat the publishers sent is kept in {archive.folder}.")
    if failures:
        for failed, reason in failures:
            _say(f"\n{failed.name}: {reason.what}\n    {reason.remedy}")
        others = " ".join(finding.series.name for finding in findings)
        _say("\nNothing was replaced: the data are as they were.")
        if others:
            _say(f'To go on without what failed: make refresh SERIES="{others}"')
        return FAILED
    if options.accept:
        return _accept(findings, options.take, archive, folder)
    return _advise(findings)


def _ask(
    series: Series, manners: Manners, archive: Archive, folder: Path, say: Callable[[str], None]
) -> Finding:
    """Ask for a series and compare; refuse what the file could not hold."""
    try:
        present: pd.DataFrame | None = data.cells(series.file, folder=folder)
    except DataError:
        if (folder / series.file).exists():
            raise
        present = None
    answer = download(series, manners, archive, say)
    drift = compare(series, answer, present)
    try:
        data.cells(
            series.file, content=_content(revised(series, answer, drift, present, archive.day))
        )
    except DataError as error:
        raise RefreshError(
            f"The answer is not what the file may hold. {error}",
            "Compare with the publisher's page: the unit may be another, or the answer cut off. "
            "What a file may hold is in chapters/urban_rural/schemas.py.",
        ) from error
    return Finding(series, answer, drift, present)


def _accept(findings: list[Finding], take: list[str], archive: Archive, folder: Path) -> int:
    """Replace the files of all findings at once."""
    taken = {
        _taken(finding, change)
        for finding in findings
        for change in finding.drift.changes
        if change.key not in {key for keys, _ in finding.drift.broken for key in keys}
    }
    unknown = [name for name in take if name not in taken]
    if unknown:
        _say(
            f"error: {', '.join(unknown)}: not a row that differs and breaks no identity. Nothing "
            f"was replaced.\n    Those that can be taken: {', '.join(sorted(taken)) or 'none'}"
        )
        return FAILED
    files: dict[str, bytes] = {}
    records: dict[str, dict[str, Any]] = {}
    for found in findings:
        keys = {change.key for change in found.drift.changes if _taken(found, change) in take}
        rows = revised(found.series, found.answer, found.drift, found.present, archive.day, keys)
        files[found.series.file] = _content(rows)
        records[found.series.file] = _record(found.series, archive, folder)
    data.revise(files, records, folder=folder)
    _say(f"\nTaken into the data, all at once: {', '.join(files)}. `make book` shows them.")
    left = [finding for finding in findings if _left(finding, take)]
    if left:
        _say("Left as they were, because they differ or break an identity: see above.")
    return DIFFERS if left else NOTHING_TO_DECIDE


def _record(series: Series, archive: Archive, folder: Path) -> dict[str, Any]:
    """The record of a series with the answers that it now rests on."""
    try:
        record = data.record(series.name, folder=folder)
    except KeyError:
        drafts = json.loads((Path(__file__).parent / "records.json").read_text(encoding="utf-8"))
        record = next(draft for draft in drafts if draft["name"] == series.name)
    record["answers"] = [
        {key: kept[key] for key in ("received", "method", "address", "sha256", "bytes")}
        for kept in archive.listed
        if kept["series"] == series.name
    ]
    return record


def _advise(findings: list[Finding]) -> int:
    _say("\nNothing was replaced.")
    names = " ".join(f.series.name for f in findings if f.drift.confirmed or f.drift.new)
    if names:
        _say(f'To take new rows and confirmations: make refresh ACCEPT=1 SERIES="{names}"')
    differing = [finding for finding in findings if finding.drift.changes]
    if differing:
        example = _taken(differing[0], differing[0].drift.changes[0])
        _say(
            "Rows that differ stay as they are. Compare each with the publication; to take one: "
            f'make refresh ACCEPT=1 SERIES={differing[0].series.name} TAKE="{example}"'
        )
    return DIFFERS if any(f.drift.differs for f in findings) else NOTHING_TO_DECIDE


def _left(finding: Finding, take: list[str]) -> bool:
    changes = [c for c in finding.drift.changes if _taken(finding, c) not in take]
    return bool(changes or finding.drift.broken)


def _taken(finding: Finding, change: Any) -> str:
    """What names a differing row after --take."""
    return f"{finding.series.name}:{key_text(change.key)}"


def _content(rows: pd.DataFrame) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows(rows.itertuples(index=False, name=None))
    return text.getvalue().encode()


def _teller(name: str) -> Callable[[str], None]:
    width = max(map(len, BY_NAME))
    return lambda text: _say(f"{name:{width}}  {text}")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""The audit: verdicts as computed now beside those on record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from urban_rural import data
from urban_rural.claims.claim import SECTIONS, Judged
from urban_rural.claims.ledger import counts, ledger
from urban_rural.printed import Verdict

_COLUMNS = ("verdict", "reason", "printed", "computed")


@dataclass(frozen=True)
class Difference:
    """A claim whose entry is not the one on record. column: "verdict", "reason", "printed" or
    "computed", or "claim" if only one side has it."""

    id: str
    column: str
    recorded: str
    found: str

    def __str__(self) -> str:
        return f"{self.id}: {self.column} {self.recorded!r} on record, {self.found!r} now"


def entry(judged: Judged) -> dict[str, str]:
    """What is recorded of a claim."""
    return {
        "id": judged.id,
        "verdict": judged.verdict.value,
        "reason": judged.reason.words if judged.reason else "",
        "printed": judged.result.printed,
        "computed": judged.result.computed_text,
    }


def recorded() -> dict[str, dict[str, str]]:
    """The entries on record by id, from the data of the book."""
    return {row["id"]: row for row in data.verdicts().to_dict("records")}


def differences(judged: Iterable[Judged]) -> list[Difference]:
    """How the ledger differs from the record; the verdict hides what else changed with it."""
    before, now = recorded(), {one.id: entry(one) for one in judged}
    found = [Difference(name, "claim", name, "") for name in before if name not in now]
    for name, row in now.items():
        if name not in before:
            found.append(Difference(name, "claim", "", name))
            continue
        changed = [column for column in _COLUMNS if row[column] != before[name][column]]
        if "verdict" in changed:
            changed = ["verdict"]
        found += [Difference(name, c, before[name][c], row[c]) for c in changed]
    return found


def summary(judged: Sequence[Judged]) -> str:
    """The number of claims by section and verdict, as lines of text."""
    names = [verdict.value for verdict in Verdict]
    lines = ["section   " + "".join(f"{name:>23}" for name in names) + f"{'claims':>9}"]
    for section in [*SECTIONS, "all"]:
        rows = [one for one in judged if section in (one.section, "all")]
        cells = "".join(f"{number:>23}" for number in counts(rows).values())
        lines.append(f"{section:<10}{cells}{len(rows):>9}")
    return "\n".join(lines)


def audit(folder: Path = data.DATA) -> tuple[str, bool]:
    """The summary and what differs from the record, and whether no verdict does.

    folder: the edition of the data to judge the claims on.
    """
    judged = ledger(folder)
    found = differences(judged)
    verdicts = [d for d in found if d.column in ("verdict", "claim")]
    others = [d for d in found if d not in verdicts]
    lines = [summary(judged), ""]
    lines += [str(difference) for difference in verdicts]
    if others:
        lines += ["", "Same verdict, another entry:", *map(str, others)]
    lines.append(
        "Every verdict is the recorded one."
        if not verdicts
        else f"{len(verdicts)} of {len(judged)} verdicts differ from the record."
    )
    return "\n".join(lines), not verdicts


def record() -> None:
    """Enter the verdicts on the book's data in the record, and seal it."""
    data.write_ledger("verdicts", pd.DataFrame([entry(one) for one in ledger()]))

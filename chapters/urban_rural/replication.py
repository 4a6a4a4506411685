"""The computations behind the chapter on replication: what the ledger adds up to."""

from collections.abc import Iterable, Sequence

import pandas as pd

from urban_rural import data
from urban_rural.claims.claim import SECTIONS, Bearing, Judged, Kind, Reason
from urban_rural.claims.ledger import ledger as judged_ledger
from urban_rural.claims.mutation import Cause, Notice
from urban_rural.printed import Verdict

SECTION_NAMES = {
    "1": "1 Introduction",
    "2": "2 Mechanisms",
    "3.1": "3.1 Macro data",
    "3.2": "3.2 Micro data",
    "4": "4 Policy",
    "report": "Press reports",
}
"""Section of a claim -> how the chapter calls it."""

SIGNS = {
    Verdict.HOLDS: "✓",
    Verdict.HOLDS_WITHIN_ROUNDING: "≈",
    Verdict.DOES_NOT_HOLD: "✗",
    Verdict.CANNOT_BE_CHECKED: "?",
}
"""Verdict -> the sign beside it, so that colour is never needed."""

PLURAL = {
    Verdict.HOLDS: "hold",
    Verdict.HOLDS_WITHIN_ROUNDING: "hold within rounding",
    Verdict.DOES_NOT_HOLD: "do not hold",
    Verdict.CANNOT_BE_CHECKED: "cannot be checked",
}
"""Verdict -> what is said of several claims."""

SLIPS = frozenset(
    {
        Reason.MISPRINT,
        Reason.OWN_TABLES,
        Reason.OWN_TEXT,
        Reason.OFFICIAL_FIGURE,
        Reason.DATE_WRONG,
        Reason.UNIT_WRONG,
        Reason.WORDING,
    }
)
"""Reasons that a correction of the text would remove."""


def ledger() -> tuple[Judged, ...]:
    """Every claim, judged on the data of the book."""
    return judged_ledger()


def verdict_counts(judged: Iterable[Judged]) -> pd.DataFrame:
    """How many claims have each verdict: one row a section, one column a verdict."""
    rows = [(one.section, one.verdict.value) for one in judged]
    frame = pd.DataFrame(rows, columns=["section", "verdict"])
    counts = pd.crosstab(frame["section"], frame["verdict"])
    return counts.reindex(
        index=list(SECTIONS), columns=[verdict.value for verdict in Verdict], fill_value=0
    )


def in_words(counts: "pd.Series[int]") -> str:
    """Numbers of claims by verdict as words: "3 hold, 1 does not hold"; none is left out.

    counts: indexed by the values of `Verdict`.
    """
    parts = [
        f"{counts[verdict.value]} {verdict.value if counts[verdict.value] == 1 else plural}"
        for verdict, plural in PLURAL.items()
    ]
    return ", ".join(parts)


def changing_a_conclusion(judged: Iterable[Judged]) -> list[Judged]:
    """The claims that a conclusion rests on and that do not hold, by verdict."""
    return _bearing(judged, {Verdict.DOES_NOT_HOLD})


def supporting_a_conclusion(judged: Iterable[Judged]) -> list[Judged]:
    """The claims that a conclusion rests on and that hold, as printed or within rounding."""
    return _bearing(judged, {Verdict.HOLDS, Verdict.HOLDS_WITHIN_ROUNDING})


def open_conclusions(judged: Iterable[Judged]) -> list[Judged]:
    """The claims that a conclusion rests on and that nobody can check from what is published."""
    return _bearing(judged, {Verdict.CANNOT_BE_CHECKED})


def _bearing(judged: Iterable[Judged], verdicts: set[Verdict]) -> list[Judged]:
    return [
        one for one in judged if one.claim.bearing is Bearing.CONCLUSION and one.verdict in verdicts
    ]


def slips(judged: Iterable[Judged]) -> list[Judged]:
    """What does not hold although no conclusion rests on it and a correction would mend it."""
    return [
        one
        for one in judged
        if one.verdict is Verdict.DOES_NOT_HOLD
        and one.claim.bearing is not Bearing.CONCLUSION
        and one.reason in SLIPS
    ]


def reasons(judged: Iterable[Judged]) -> pd.Series:
    """How many claims have each coded reason, the most frequent first."""
    found = [one.reason.words for one in judged if one.reason]
    return pd.Series(found, dtype=object).value_counts()


def chosen(judged: Iterable[Judged], section: str, kind: str) -> list[Judged]:
    """The claims of a section and a kind; "all" leaves nothing out."""
    return [
        one
        for one in judged
        if section in ("all", one.section) and kind in ("all", one.claim.kind.value)
    ]


def kinds() -> list[str]:
    """The kinds of claims, in order."""
    return [kind.value for kind in Kind]


def arithmetic_share(judged: Sequence[Judged]) -> float:
    """The share of arithmetic claims that hold, among those that can be checked."""
    checked = [
        one
        for one in chosen(judged, "all", Kind.ARITHMETIC.value)
        if one.verdict is not Verdict.CANNOT_BE_CHECKED
    ]
    return sum(one.verdict is not Verdict.DOES_NOT_HOLD for one in checked) / len(checked)


def mutations_by_place() -> pd.DataFrame:
    """What noticed the altered numbers on record: one row a place, one column a `Notice`."""
    record = data.mutations()
    places = record["file"].map(_place)
    counts = pd.crosstab(places, record["notice"])
    order = [*dict.fromkeys(places)]
    return counts.reindex(
        index=order, columns=[notice.value for notice in Notice], fill_value=0
    ).rename_axis("place")


def _place(file: str) -> str:
    name = file.rpartition("/")[2].removesuffix(".csv")
    if name.startswith("table_"):
        return name.replace("table_", "Table ")
    return "Prose" if name == "prose" else "Press reports"


def mutation_score() -> tuple[int, int, int]:
    """How many numbers were altered, how many turned a verdict, how many were noticed at all.

    Noticed are those that turn a verdict, are refused, or change an entry of the record.
    """
    notices = data.mutations()["notice"]
    turned = int((notices == Notice.VERDICT.value).sum())
    return len(notices), turned, int((notices != Notice.NOTHING.value).sum())


def unnoticed_causes() -> pd.Series:
    """Why no verdict turned: how many altered numbers for each `Cause`."""
    causes = data.mutations()["cause"]
    counts = causes[causes != ""].value_counts()
    return counts.reindex([cause.value for cause in Cause], fill_value=0)

"""Tables of the chapter on replication."""

from collections.abc import Iterable, Sequence

import pandas as pd

from urban_rural import replication
from urban_rural.claims.claim import Judged
from urban_rural.claims.reproducibility import LEVELS, assess
from urban_rural.display import Table

PAPER = "Li, Li and Hu; the claim ledger of this book"


def findings(judged: Iterable[Judged], *, label: str, title: str) -> Table:
    """Claims with what was found and what follows, one row a claim."""
    rows = {
        one.id: {
            "says": f"“{one.quotation}”",
            "found": one.sentence,
            "follows": one.claim.follows,
            "reason": one.reason.words if one.reason else "",
        }
        for one in judged
    }
    frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("Claim")
    if not frame["reason"].any():
        frame = frame.drop(columns="reason")
    return Table(
        frame,
        label,
        title,
        PAPER,
        headers={
            "says": "The paper",
            "found": "Found",
            "follows": "So",
            "reason": "Reason",
        },
    )


def slips(judged: Iterable[Judged], *, label: str) -> Table:
    """What a correction of the text would mend, one row a claim."""
    found = list(judged)
    rows = {
        one.id: {
            "place": _place(one),
            "found": one.sentence,
            "reason": one.reason.words if one.reason else "",
        }
        for one in found
    }
    return Table(
        pd.DataFrame.from_dict(rows, orient="index").rename_axis("Claim"),
        label,
        f"{len(found)} claims that do not hold, that no conclusion rests on, and that a correction "
        "would mend.",
        PAPER,
        headers={"place": "Place", "found": "Found", "reason": "Reason"},
    )


def _place(one: Judged) -> str:
    section = "Press report" if one.section == "report" else f"Section {one.section}"
    return f"{section}, {one.place}"


def reproducibility(judged: Sequence[Judged], *, label: str) -> Table:
    """The reproducibility statement: item, claim, level, reason, what would raise it."""
    rows = {}
    for found in assess(judged):
        item = found.item
        judgements = {
            "computed again": (found.reproduced, found.failed),
            "consistent": (found.consistent, found.inconsistent),
        }
        rows[item.name] = {
            "claim": item.claim,
            "level": f"{LEVELS[found.level]} ({found.level})",
            "judged": "; ".join(
                f"{words}: {hold} of {hold + fail}"
                for words, (hold, fail) in judgements.items()
                if hold + fail
            )
            or "none",
            "reason": item.reason,
            "raises": item.raises,
        }
    return Table(
        pd.DataFrame.from_dict(rows, orient="index").rename_axis("Display item"),
        label,
        "The paper's display items: the level of reproducibility that public data and this book's "
        "code reach. The authors deposited neither data nor code, so that every item stands at "
        "level 1 by itself.",
        "levels after the ACRE guide; verdicts of the claim ledger",
        headers={
            "claim": "It carries",
            "level": "Level",
            "judged": "Claims that hold",
            "reason": "Reason",
            "raises": "What would raise it",
        },
    )


def mutations(*, label: str) -> Table:
    """What notices a printed number that is altered by one unit, by place."""
    frame = replication.mutations_by_place()
    total = frame.sum().rename("All")
    return Table(
        pd.concat([frame, total.to_frame().T]).rename_axis("Place"),
        label,
        "Every printed number, raised and lowered by one unit in its last place: how many of the "
        "alterations are noticed, and by what.",
        "computed; data/ledger/mutations.csv",
        headers={name: name[0].upper() + name[1:] for name in frame.columns},
    )

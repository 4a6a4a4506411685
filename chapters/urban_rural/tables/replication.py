"""Tables of the chapter on replication."""

from collections.abc import Iterable, Sequence

import pandas as pd

from urban_rural import replication
from urban_rural.claims.claim import Judged
from urban_rural.claims.reproducibility import LEVELS, assess
from urban_rural.display import Table
from urban_rural.replication import SECTION_NAMES

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
            "place": f"{SECTION_NAMES[one.section].partition(' ')[0]}, {one.place}"
            if one.section != "report"
            else f"Press, {one.place}",
            "printed": one.result.printed or "–",
            "computed": one.result.computed_text or "–",
            "reason": one.reason.words if one.reason else "",
        }
        for one in found
    }
    return Table(
        pd.DataFrame.from_dict(rows, orient="index").rename_axis("Claim"),
        label,
        f"{len(found)} slips that no conclusion rests on, with what is printed and what follows "
        "from other numbers.",
        PAPER,
        headers={
            "place": "Place",
            "printed": "Printed",
            "computed": "Computed",
            "reason": "Reason",
        },
    )


def reproducibility(judged: Sequence[Judged], *, label: str) -> Table:
    """The reproducibility statement: item, claim, level, reason, what would raise it."""
    rows = {}
    for found in assess(judged):
        item = found.item
        again = found.reproduced + found.failed
        held = found.consistent + found.inconsistent
        rows[item.name] = {
            "claim": item.claim,
            "level": f"{found.level} {LEVELS[found.level]}",
            "reproduced": f"{found.reproduced} of {again}" if again else "–",
            "consistent": f"{found.consistent} of {held}" if held else "–",
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
            "reproduced": "Computed again",
            "consistent": "Consistent",
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

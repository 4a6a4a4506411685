"""The whole ledger: the claims of every part, validated and judged."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from urban_rural import data
from urban_rural.claims import (
    cross_checks,
    methods,
    press,
    section_1,
    section_2,
    section_4,
    section_31,
    section_31_channels,
    section_32,
)
from urban_rural.claims.claim import SECTIONS, Claim, Judged, judge_claim
from urban_rural.printed import Verdict

PARTS: tuple[Callable[[], tuple[Claim, ...]], ...] = (
    section_1.claims,
    section_2.claims,
    section_31.claims,
    section_31_channels.claims,
    section_32.claims,
    cross_checks.claims,
    methods.claims,
    section_4.claims,
    press.claims,
)


def claims() -> tuple[Claim, ...]:
    """Every claim, in the order of the text. Raises ValueError if two have the same id."""
    found = [claim for part in PARTS for claim in part()]
    twice = [name for name, number in Counter(claim.id for claim in found).items() if number > 1]
    if twice:
        raise ValueError(f"more than one claim has the id {', '.join(twice)}")
    return tuple(found)


def ledger(folder: Path = data.DATA, among: Iterable[Claim] | None = None) -> tuple[Judged, ...]:
    """The claims judged on an edition of the data, in the order of the text.

    folder: of the edition. among: the claims to judge; all if None.
    Raises ValueError if a claim is not as `Claim` says, DataError if the data are not as they
    must be.
    """
    with data.edition(folder):
        judged = [judge_claim(claim) for claim in (claims() if among is None else among)]
    return tuple(sorted(judged, key=_position))


def _position(one: Judged) -> tuple[int, bool, int, bool]:
    """Where a claim stands: section, text before tables, a note after what it belongs to."""
    section = list(SECTIONS).index(one.section)
    number = re.search("[0-9]+", one.place)
    return (
        section,
        bool(re.search("Table|Figure", one.place)),
        int(number[0]) if number else 0,
        one.place.startswith(("footnote", "note")),
    )


def frame(judged: Iterable[Judged]) -> pd.DataFrame:
    """The ledger as a table of strings, one row a claim, index id."""
    rows = [
        {
            "id": one.id,
            "section": one.section,
            "place": one.place,
            "quotation": one.quotation,
            "kind": one.claim.kind.value,
            "bearing": one.claim.bearing.value,
            "printed": one.result.printed,
            "computed": one.result.computed_text,
            "relation": one.result.relation,
            "verdict": one.verdict.value,
            "reason": one.reason.words if one.reason else "",
            "sentence": one.sentence,
            "follows": one.claim.follows,
            "decides": one.claim.decides or one.result.needed,
            "treated": " ".join(one.claim.treated),
            "unconfirmed": "; ".join(sorted(one.unconfirmed)),
        }
        for one in judged
    ]
    return pd.DataFrame(rows).set_index("id")


def counts(judged: Iterable[Judged]) -> dict[Verdict, int]:
    """How many claims have each verdict, every verdict present."""
    found = Counter(one.verdict for one in judged)
    return {verdict: found[verdict] for verdict in Verdict}

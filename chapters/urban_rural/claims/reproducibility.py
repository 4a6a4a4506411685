"""The reproducibility statement: every display item of the paper, its level, and the reason.

Levels are those of the ACRE guide of the Berkeley Initiative for Transparency in the Social
Sciences (2020), from 1 (neither data nor code) to 10 (reproduced from raw data). Nothing that the
authors deposited reaches above 1. A second level says what public data and the book's code reach:
1 without data, 3 with part of the data behind an item, 4 with all of it, 5 where its numbers also
come out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

from urban_rural.claims.claim import Judged
from urban_rural.printed import Verdict

Data = Literal["none", "part", "all"]
LEVELS = {
    1: "no data or code",
    3: "part of the analysis data, code",
    4: "all analysis data, code",
    5: "reproduced from analysis data",
}
"""Level of the ACRE guide -> what it says, for the levels that occur."""


@dataclass(frozen=True)
class Item:
    """A display item, or a part of one whose data are a case of their own.

    claim: which claim of the paper it carries. data: how much of the data that the authors
    analysed is public. judged_by: ids of the claims that compute its numbers again from these
    data, "*" standing for any ending. consistent_by: of those that hold it against other numbers
    of the paper. reason: why it reaches no higher level. raises: what would raise it.
    """

    name: str
    claim: str
    data: Data
    judged_by: tuple[str, ...]
    consistent_by: tuple[str, ...]
    reason: str
    raises: str


_JD = "JD.com's data not published"
_DEPOSIT = "JD.com's indices by province and type, with the code"

ITEMS = (
    Item(
        "Table 1, JD.com",
        "the ratio on JD.com falls",
        "none",
        (),
        ("s32-table-1-ratios", "s32-table-1-growth", "s32-types-add-up-*"),
        _JD,
        "spending and population of each year and area",
    ),
    Item(
        "Table 1, all consumption",
        "in 2016 it lies below that of all consumption",
        "all",
        ("s32-table-1-total-official",),
        (),
        "survey data of households not public",
        "the survey's data of households",
    ),
    Item(
        "Table 2, all consumption",
        "the gap in all consumption, 2015",
        "all",
        ("s32-table-2-from-official-data",),
        ("s32-table-2-mean-squares", "s32-table-2-f"),
        "survey data of households not public",
        "the survey's data of households",
    ),
    Item(
        "Table 3, all consumption",
        "the gap in all consumption, 2016",
        "all",
        (
            "s32-table-3-between-from-official-data",
            "s32-table-3-within-from-official-data",
        ),
        ("s32-table-3-mean-squares", "s32-table-3-f"),
        "inputs miscopied",
        "the authors' list of inputs, or a correction",
    ),
    Item(
        "Tables 2 and 3, JD.com",
        "the gap on JD.com has the smaller F",
        "none",
        (),
        ("s32-table-2-f", "s32-table-3-f"),
        _JD,
        "the 62 provincial indices of each year",
    ),
    Item(
        "Tables 4 and 5, JD.com",
        "clothing and residence lie below all consumption",
        "none",
        (),
        ("s32-table-4-ratios", "s32-table-5-ratios", "s32-types-add-up-*"),
        _JD,
        _DEPOSIT,
    ),
    Item(
        "Tables 4 and 6, last column",
        "ratios of all consumption by type, 2015",
        "all",
        ("s32-table-4-total-official", "s32-table-6-total-official"),
        ("s32-table-6-repeats-table-4",),
        "survey data of households not public",
        "the survey's data of households",
    ),
    Item(
        "Tables 5 and 7, last column",
        "ratios of all consumption by type, 2016",
        "all",
        (
            "s32-table-5-total-official",
            "s32-table-7-total-official",
            "s32-clothing-ratio-2016",
        ),
        ("s32-table-7-repeats-table-5",),
        "one cell differs from the official figure",
        "a correction of one cell",
    ),
    Item(
        "Tables 6 and 7, JD.com",
        "the same in units or orders",
        "none",
        (),
        ("s32-table-6-ratios", "s32-table-7-ratios", "s32-units-per-transaction"),
        _JD,
        "orders and units, each by itself",
    ),
    Item(
        "Table 8",
        "furniture keeps a low ratio",
        "none",
        (),
        ("s32-table-8-ratios", "s32-table-8-adds-up-to-residence"),
        _JD,
        "spending by category, and its scale",
    ),
    Item(
        "Figure 1",
        "rural growth by type was higher in 2016",
        "part",
        ("s32-growth-2016-*", "s32-household-rural-growth-2016", "s32-household-urban-growth-2016"),
        (),
        "its data not published; growth follows from Tables 4 and 5",
        "the data of Figure 1",
    ),
    Item(
        "Figure 2",
        "rural growth by type was higher in 2017",
        "none",
        (),
        ("s32-growth-2017-by-type",),
        _JD,
        "spending by type in 2017",
    ),
    Item(
        "Figures 3 to 6",
        "some categories grew faster in the countryside",
        "none",
        (),
        (),
        _JD,
        "spending by level-1 category",
    ),
)


@dataclass(frozen=True)
class Assessment:
    """An item with what the ledger says of it.

    level: reached with public data and the book's code. reproduced, failed: the claims that
    compute its numbers again. consistent, inconsistent: those that hold it against the paper.
    """

    item: Item
    level: int
    reproduced: int
    failed: int
    consistent: int
    inconsistent: int


def assess(judged: Iterable[Judged], items: Sequence[Item] = ITEMS) -> list[Assessment]:
    """The level of each item, from the verdicts of its claims.

    Raises KeyError if an item names claims that the ledger does not have.
    """
    ledger = list(judged)
    return [_assess(item, ledger) for item in items]


def _assess(item: Item, ledger: Sequence[Judged]) -> Assessment:
    reproduced, failed = _held(item.judged_by, ledger)
    consistent, inconsistent = _held(item.consistent_by, ledger)
    level = {"none": 1, "part": 3, "all": 4 if failed else 5}[item.data]
    return Assessment(item, level, reproduced, failed, consistent, inconsistent)


def _held(names: tuple[str, ...], ledger: Sequence[Judged]) -> tuple[int, int]:
    """How many of some claims hold, and how many do not."""
    for name in names:
        if not any(fnmatchcase(one.id, name) for one in ledger):
            raise KeyError(f"no claim is called {name!r}")
    own = [one for one in ledger if any(fnmatchcase(one.id, name) for name in names)]
    fail = sum(one.verdict is Verdict.DOES_NOT_HOLD for one in own)
    open_ = sum(one.verdict is Verdict.CANNOT_BE_CHECKED for one in own)
    return len(own) - fail - open_, fail

"""A claim of the paper: where it stands, what kind it is, how it is checked, what follows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from urban_rural import data
from urban_rural.claims.checks import Result
from urban_rural.printed import Verdict

LONGEST_QUOTATION = 15
"""Words of the paper that a claim may quote."""

SECTIONS = {
    "1": "s1",
    "2": "s2",
    "3.1": "s31",
    "3.2": "s32",
    "4": "s4",
    "report": "press",
}
"""Section of the paper, or "report" for the press -> how the ids of its claims begin."""


class Kind(Enum):
    """What a claim is about."""

    ARITHMETIC = "arithmetic"
    COMPARISON = "comparison"
    OUTSIDE_FACT = "outside fact"
    INTERPRETATION = "interpretation"


class Bearing(Enum):
    """What rests on a claim."""

    CONCLUSION = "a conclusion"
    STEP = "a step of the argument"
    DETAIL = "a detail"


_FAILS = frozenset({Verdict.DOES_NOT_HOLD})
_OPEN = frozenset({Verdict.CANNOT_BE_CHECKED})


class Reason(Enum):
    """Why a claim does not hold or cannot be checked; each fits some verdicts only."""

    MISPRINT = ("misprint", _FAILS)
    OWN_TABLES = ("inconsistent with its own tables", _FAILS)
    OWN_TEXT = ("inconsistent with its own text", _FAILS)
    OFFICIAL_FIGURE = ("differs from the official figure", _FAILS)
    DEFINITION_CHANGED = ("definition changed", _FAILS | _OPEN)
    DATE_WRONG = ("date wrong", _FAILS)
    UNIT_WRONG = ("unit or heading wrong", _FAILS)
    WORDING = ("wording does not fit what was measured", _FAILS)
    SOURCE_CANNOT_SAY = ("source cannot say this", _FAILS | _OPEN)
    METHOD = ("method cannot show this", _FAILS | _OPEN)
    INFERENCE = ("inference does not follow", _FAILS)
    NO_COUNTERFACTUAL = ("nothing says what would have been otherwise", _FAILS | _OPEN)
    TOO_COARSE = ("printed too coarsely", _OPEN)
    NOT_PUBLISHED = ("data not published", _OPEN)
    NOT_COMPARED = ("source not compared", _OPEN)
    AMBIGUOUS = ("can be read in more than one way", _FAILS | _OPEN)
    UNDATED = ("no date or place given", _OPEN)
    UNEXPLAINED = ("not explained", _FAILS | _OPEN)

    def __init__(self, words: str, fits: frozenset[Verdict]) -> None:
        self.words = words
        self.fits = fits


@dataclass(frozen=True)
class Claim:
    """One claim and its check.

    id: stable; the anchor of its row. Begins with the section, see `SECTIONS`.
    kind, bearing: see there.
    check: computes the verdict, from the data of the edition in force.
    reason: why, if the check finds that the claim does not hold or cannot be checked. It counts
        only where it fits the verdict; a verdict that needs a reason and has none that fits is
        `Reason.UNEXPLAINED`.
    sentence: for the reader: what was found. Numbers come from the check: "{computed:2}" is the
        interval at two decimals, "{computed:.1f}" its middle; so for every value the check shows.
    follows: what follows for the argument. No numbers but years and those of sections and tables.
    treated: where the chapters treat it, as "micro_data#exhibit-4-6" or with the anchor of a
        heading; at least one.
    statement: id of the number in data/paper/prose.csv or data/press/ that the claim is about.
        It gives section, place and quotation, which are then left blank here.
    decides: what data would decide a claim that cannot be checked.
    """

    id: str
    kind: Kind
    check: Callable[[], Result]
    sentence: str
    follows: str
    treated: tuple[str, ...]
    bearing: Bearing = Bearing.DETAIL
    reason: Reason | None = None
    statement: str = ""
    section: str = ""
    place: str = ""
    quotation: str = ""
    decides: str = ""


@dataclass(frozen=True)
class Judged:
    """A claim with what its check found.

    section, place, quotation: of the claim, or of its statement. sentence: with its numbers.
    statements, files: what was read. unconfirmed: figures used that were not yet compared with a
    copy of their publication; the verdict is as uncertain as they are.
    """

    claim: Claim
    section: str
    place: str
    quotation: str
    result: Result
    sentence: str
    statements: frozenset[str]
    files: frozenset[str]
    unconfirmed: frozenset[str]

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.claim.id

    @property
    def verdict(self) -> Verdict:
        """What the check found."""
        return self.result.verdict

    @property
    def reason(self) -> Reason | None:
        """Why the claim does not hold or cannot be checked; None if it holds."""
        if self.verdict in (Verdict.HOLDS, Verdict.HOLDS_WITHIN_ROUNDING):
            return None
        declared = self.claim.reason
        return declared if declared and self.verdict in declared.fits else Reason.UNEXPLAINED

    @property
    def source(self) -> str:
        """Which text the claim stands in: "paper" or one of the press reports."""
        return "press" if self.section == "report" else "paper"


def judge_claim(claim: Claim) -> Judged:
    """Run the check of a claim on the edition of the data in force (`data.edition`).

    Raises ValueError if the claim is not as `Claim` says.
    """
    with data.observed() as reads:
        stated = data.statement(claim.statement) if claim.statement else {}
        result = claim.check()
    section = claim.section or stated.get("section", "")
    place = claim.place or stated.get("place", "")
    quotation = claim.quotation or stated.get("quotation", "")
    problems = [
        problem
        for problem, found in {
            f"section {section!r} is none of {', '.join(SECTIONS)}": section not in SECTIONS,
            f"it does not begin with {SECTIONS.get(section, '')!r}": not re.fullmatch(
                rf"{SECTIONS.get(section, '')}-[a-z0-9]+(-[a-z0-9]+)*", claim.id
            ),
            "no place": not place,
            "no words quoted": not quotation,
            f"more than {LONGEST_QUOTATION} words quoted": len(quotation.split())
            > LONGEST_QUOTATION,
            "no chapter treats it": not claim.treated,
        }.items()
        if found
    ]
    if problems:
        raise ValueError(f"claim {claim.id}: {'; '.join(problems)}")
    try:
        sentence = claim.sentence.format(**result.values)
    except (KeyError, IndexError, ValueError) as error:
        raise ValueError(f"claim {claim.id}: its sentence needs {error}") from None
    return Judged(
        claim,
        section,
        place,
        quotation,
        result,
        sentence,
        frozenset(reads.statements),
        frozenset(reads.files),
        frozenset(reads.unconfirmed),
    )

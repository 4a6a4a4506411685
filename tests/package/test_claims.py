"""Checks and terms of the claim ledger: what they conclude from rounded numbers is true."""

import math
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urban_rural import data
from urban_rural.claims import checks, terms
from urban_rural.claims.checks import Result, Value
from urban_rural.claims.claim import Claim, Kind, Reason, judge_claim
from urban_rural.claims.terms import Term
from urban_rural.printed import Interval, Printed, Verdict

DECIMALS = st.integers(0, 3)
POSITIVE = st.fractions(Fraction(1, 10), 1000, max_denominator=10_000)


def printed(number: Fraction, decimals: int) -> Printed:
    """The number as a careful source prints it."""
    units = math.floor(number * 10**decimals + Fraction(1, 2))
    digits = str(units).zfill(decimals + 1)
    text = digits[:-decimals] + "." + digits[-decimals:] if decimals else digits
    return Printed(text, non_negative=True)


def term(interval: Interval) -> Term:
    return Term(lambda: interval, "a number")


@st.composite
def rounded(draw: Callable[..., object]) -> tuple[Fraction, Printed]:
    """A true number and what is printed of it."""
    number = draw(POSITIVE)
    assert isinstance(number, Fraction)
    decimals = draw(DECIMALS)
    assert isinstance(decimals, int)
    return number, printed(number, decimals)


@given(rounded(), rounded())
def test_what_is_true_of_unrounded_numbers_is_never_refuted(
    one: tuple[Fraction, Printed], other: tuple[Fraction, Printed]
) -> None:
    low, high = sorted((one, other), key=lambda pair: pair[0])
    if low[0] == high[0]:
        return
    verdict = checks.less(term(low[1]), term(high[1]))().verdict
    assert verdict in (Verdict.HOLDS, Verdict.HOLDS_WITHIN_ROUNDING)


@given(rounded(), rounded())
def test_an_order_that_holds_is_true_whatever_was_rounded_away(
    one: tuple[Fraction, Printed], other: tuple[Fraction, Printed]
) -> None:
    if checks.less(term(one[1]), term(other[1]))().verdict is Verdict.HOLDS:
        assert one[0] < other[0]


@given(rounded(), rounded())
def test_an_order_and_its_opposite_do_not_both_hold(
    one: tuple[Fraction, Printed], other: tuple[Fraction, Printed]
) -> None:
    forth = checks.less(term(one[1]), term(other[1]))().verdict
    back = checks.less(term(other[1]), term(one[1]))().verdict
    assert (forth is Verdict.HOLDS) <= (back is Verdict.DOES_NOT_HOLD)
    assert not (forth is back is Verdict.HOLDS)


@given(rounded(), rounded(), DECIMALS)
def test_a_growth_rate_printed_of_true_numbers_is_never_refuted(
    before: tuple[Fraction, Printed], after: tuple[Fraction, Printed], decimals: int
) -> None:
    growth = terms.growth(term(before[1]), term(after[1]))()
    true = (after[0] / before[0] - 1) * 100
    assert growth.contains(true)
    if true >= 0:
        verdict = checks.equal(term(printed(true, decimals)), term(growth))().verdict
        assert verdict is not Verdict.DOES_NOT_HOLD


@given(st.lists(rounded(), min_size=2, max_size=8))
def test_a_sum_and_a_mean_hold_the_true_ones(numbers: list[tuple[Fraction, Printed]]) -> None:
    parts = [term(text) for _, text in numbers]
    true = sum((number for number, _ in numbers), Fraction(0))
    assert terms.total(*parts)().contains(true)
    assert terms.mean(*parts)().contains(true / len(numbers))


@given(rounded(), rounded())
def test_a_share_holds_the_true_one_and_stays_between_nothing_and_all(
    part: tuple[Fraction, Printed], rest: tuple[Fraction, Printed]
) -> None:
    share = terms.share(term(part[1]), term(rest[1]))()
    assert share.contains(100 * part[0] / (part[0] + rest[0]))
    assert share.low >= 0 and share.high <= 100


@given(rounded(), rounded(), st.integers(1, 5))
def test_growth_per_year_holds_the_true_rate(
    before: tuple[Fraction, Printed], yearly: tuple[Fraction, Printed], years: int
) -> None:
    rate = yearly[0] / 1000
    after = before[0] * (1 + rate) ** years
    found = terms.annual_growth(term(before[1]), term(Interval(after, after)), years)()
    assert found.contains(rate * 100)


@given(st.lists(rounded(), min_size=3, max_size=6), st.integers(1, 2))
def test_the_lowest_as_printed_are_never_refuted_if_they_are_the_lowest(
    numbers: list[tuple[Fraction, Printed]], count: int
) -> None:
    if len({number for number, _ in numbers}) < len(numbers):
        return
    ranked = sorted(range(len(numbers)), key=lambda place: numbers[place][0])
    names = [str(place) for place in ranked[:count]]
    among = {str(place): term(text) for place, (_, text) in enumerate(numbers)}
    assert checks.lowest(names, lambda: among)().verdict is not Verdict.DOES_NOT_HOLD
    others = [str(place) for place in ranked[count:]]
    assert checks.highest(others, lambda: among)().verdict is not Verdict.DOES_NOT_HOLD


@given(st.lists(st.sampled_from(Verdict), min_size=1))
def test_several_checks_hold_only_if_each_does(verdicts: list[Verdict]) -> None:
    parts = {
        str(n): (lambda verdict=verdict: Result(verdict, "")) for n, verdict in enumerate(verdicts)
    }
    together = checks.all_of(parts)().verdict
    assert together in verdicts
    assert (together is Verdict.HOLDS) == (set(verdicts) == {Verdict.HOLDS})
    assert (together is Verdict.DOES_NOT_HOLD) == (Verdict.DOES_NOT_HOLD in verdicts)


def test_equal_numbers_are_not_in_order() -> None:
    two = terms.exactly(2)
    assert checks.less(two, two)().verdict is Verdict.DOES_NOT_HOLD
    assert checks.rises([two, two])().verdict is Verdict.DOES_NOT_HOLD


def test_an_order_without_bounds_cannot_be_checked() -> None:
    unbounded = term(Interval(1, math.inf))
    assert checks.less(unbounded, terms.exactly(2))().verdict is Verdict.CANNOT_BE_CHECKED
    assert checks.less(terms.exactly(0.5), unbounded)().verdict is Verdict.HOLDS


def test_what_is_not_published_cannot_be_checked_and_says_what_would_decide() -> None:
    result = checks.unpublished("the orders")()
    assert result.verdict is Verdict.CANNOT_BE_CHECKED and result.needed == "the orders"


@pytest.mark.parametrize(
    ("published", "holds"), [("2018", False), ("2019-05", False), ("2019-06", True), ("2019", True)]
)
def test_a_source_cannot_report_what_was_not_over(
    published: str, holds: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = data.sources().assign(published=published)
    monkeypatch.setattr(data, "sources", lambda: dated)
    verdict = checks.reports("cnnic-2019", "intro-users-china-2019-06")().verdict
    assert verdict is (Verdict.HOLDS if holds else Verdict.DOES_NOT_HOLD)


def test_a_statement_without_a_time_has_none_that_a_source_could_report() -> None:
    with pytest.raises(ValueError, match="finance-capital-gap names no time"):
        checks.reports("li-wang-c-2016", "finance-capital-gap")()


def claim(**changes: object) -> Claim:
    given: dict[str, object] = {
        "id": "s1-users",
        "kind": Kind.ARITHMETIC,
        "check": checks.fact(lambda: True, "it is"),
        "sentence": "So it is.",
        "follows": "Nothing.",
        "treated": ("introduction#the-question",),
        "section": "1",
        "place": "paragraph 1",
        "quotation": "the number",
    }
    return Claim(**{**given, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"section": "6"}, "section '6' is none of 1, 2, 3.1"),
        ({"id": "s2-users"}, "does not begin with 's1'"),
        ({"place": ""}, "no place"),
        ({"quotation": "word " * 16}, "more than 15 words quoted"),
        ({"treated": ()}, "no chapter treats it"),
        ({"sentence": "It is {computed:2}."}, "its sentence needs 'computed'"),
    ],
)
def test_a_claim_that_is_not_as_it_must_be_is_refused(
    changes: dict[str, object], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        judge_claim(claim(**changes))


def test_a_reason_counts_only_where_it_fits_the_verdict() -> None:
    wrong = checks.fact(lambda: False, "it is")
    assert judge_claim(claim(reason=Reason.MISPRINT)).reason is None
    assert judge_claim(claim(check=wrong, reason=Reason.MISPRINT)).reason is Reason.MISPRINT
    assert judge_claim(claim(check=wrong, reason=Reason.TOO_COARSE)).reason is Reason.UNEXPLAINED
    assert judge_claim(claim(check=wrong)).reason is Reason.UNEXPLAINED


def test_a_statement_gives_section_place_and_quotation() -> None:
    judged = judge_claim(
        claim(statement="intro-users-china-2019-06", section="", place="", quotation="")
    )
    assert (judged.section, judged.place) == ("1", "paragraph 1")
    assert judged.quotation.endswith("854 million")
    assert judged.statements == {"intro-users-china-2019-06"}


@pytest.mark.parametrize(
    ("interval", "spec", "text"),
    [
        (Printed("6.10"), "", "6.10"),
        (Interval(3202, 3202), "", "3202"),
        (Interval(Fraction("0.01"), Fraction("0.03")), "", "0.01 to 0.03"),
        (Interval(Fraction("3.8613"), Fraction("3.9008")), "", "3.861 to 3.901"),
        (Interval(Fraction("3.8613"), Fraction("3.9008")), "1", "3.8 to 4.0"),
        (Interval(Fraction("1234.5"), Fraction("1235.5")), ".0f", "1,235"),
        (Interval(-2, -1), "", "−2 to −1"),
        (Interval(3, math.inf), "2", "at least 3.00"),
    ],
)
def test_numbers_are_shown_as_printed_or_rounded_outwards(
    interval: Interval, spec: str, text: str
) -> None:
    assert format(Value(interval), spec) == text


def test_terms_say_what_they_are() -> None:
    users, others = terms.stated("intro-users-china-2019-06"), terms.exactly(541)
    assert terms.share(users, others).words == (
        "intro-users-china-2019-06 / (intro-users-china-2019-06 + 541)"
    )
    assert terms.cell(1, 2016, "urban_index").words == "Table 1, 2016, urban index"


def test_an_official_figure_that_is_unconfirmed_is_noted() -> None:
    with data.observed() as reads:
        terms.official("rural_online_retail", "sales_billion_yuan", year=2019)()
    assert reads.unconfirmed and reads.files == {"official/rural_online_retail.csv"}


def test_an_official_figure_that_is_blank_is_no_number() -> None:
    blank = terms.official("rural_online_retail", "growth_percent", year=2016)
    with pytest.raises(ValueError, match="growth_percent of .* is blank in rural_online_retail"):
        blank()

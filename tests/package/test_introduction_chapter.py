"""The computations behind the introduction."""

import pytest

from urban_rural import introduction
from urban_rural.explorations.introduction import access_gap, balance, second_divide
from urban_rural.policy.chapter import base_change
from urban_rural.printed import Verdict


def test_of_the_figures_on_users_only_urban_penetration_fails() -> None:
    checks = introduction.checks_within_the_paper()
    failing = [check.statement for check in checks if check.verdict is Verdict.DOES_NOT_HOLD]
    assert failing == ['Urban penetration, "nearly"']


def test_urban_penetration_follows_from_users_and_non_users() -> None:
    urban = introduction.checks_within_the_paper()[-1].computed
    assert urban.contains(round(100 * 630 / (630 + 0.372 * 541), 6))
    assert float(urban.width) < 0.2


def test_figures_on_online_retail_are_the_official_ones_and_levels_imply_other_growth() -> None:
    checks = introduction.checks_against_statistics()
    assert all(check.verdict is Verdict.HOLDS for check in checks)
    implied = introduction.growth_that_levels_imply()
    printed = {check.statement: check.printed for check in checks}
    assert all(not value.overlaps(printed[name]) for name, value in implied.items())


def test_published_growth_is_not_that_of_the_levels_in_any_year_with_unrounded_levels() -> None:
    assert introduction.growth_beside_levels() == (11, 11)


def test_the_gap_in_points_is_larger_by_counts_than_by_rounded_rates() -> None:
    assert introduction.gap_as_printed() == 30
    assert introduction.gap_from_users() == pytest.approx(35.95, abs=0.01)


def test_the_gap_in_points_first_widened() -> None:
    gap = introduction.penetration().set_index("date")["gap_points"]
    assert gap.loc["2005-12"] < gap.loc["2012-12"] > gap.iloc[-1]


def test_the_sentence_of_the_balance_says_what_the_gap_does() -> None:
    assert "the gap widens" in balance(10, 6, 0).sentence
    assert "the gap narrows" in balance(100, 0, 2).sentence
    assert "No rural access" in balance(50, 6, 0).sentence


def test_the_access_gap_is_told_in_points_and_as_a_ratio() -> None:
    sentence = access_gap("2019-06").sentence
    assert "36.0 points apart" in sentence and "1.9 times as likely" in sentence
    assert "unconfirmed" in access_gap("2005-12").sentence


def test_with_full_access_poor_use_widens_the_gap() -> None:
    assert "the gap widens" in second_divide(10, 0).sentence
    assert "the gap narrows" in second_divide(100, 2).sentence
    assert "town users draw 70%" in second_divide(50, 1).sentence


def test_the_line_breaks_where_users_and_rates_imply_another_population() -> None:
    assert base_change().after == introduction.NEW_BASE


def test_towns_further_on_need_more_rural_access_for_the_gap_to_stand_still() -> None:
    assert introduction.access_needed(0.758) == pytest.approx(0.553, abs=1e-3)
    assert introduction.access_needed(0.853) == pytest.approx(0.611, abs=1e-3)

"""Consumption upgrading: budgets, Engel curves and a market for lemons."""

from dataclasses import replace
from math import inf

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import brentq

from urban_rural.mechanisms.upgrading import (
    DEVELOPMENT_AND_ENJOYMENT,
    ReviewedMarket,
    budget_shares,
    duncan_index,
    share_of_categories,
    working_leser,
)

modest = settings(max_examples=50, deadline=None, derandomize=True)

# NBS, per capita consumption expenditure 2013, yuan.
CATEGORIES = [
    "food_tobacco_liquor",
    "clothing",
    "residence",
    "household_facilities_articles_services",
    "transport_communication",
    "education_culture_recreation",
    "health_care",
    "miscellaneous_goods_services",
]
SPENDING_2013 = pd.DataFrame(
    [
        [5570.7, 1553.7, 4301.4, 1129.2, 2317.8, 1988.3, 1136.1, 490.4],
        [2554.4, 453.8, 1579.8, 455.1, 874.9, 754.6, 668.2, 144.2],
    ],
    index=["urban", "rural"],
    columns=CATEGORIES,
)


def budgets(size: int = 5) -> st.SearchStrategy["pd.Series[float]"]:
    amounts = st.lists(st.floats(0.01, 1), min_size=size, max_size=size)
    return amounts.map(lambda row: pd.Series(row, [f"c{i}" for i in range(size)]) / sum(row))


def test_the_budgets_of_2013_differ_by_six_point_eight_points() -> None:
    shares = budget_shares(SPENDING_2013)
    # The positive differences alone, by hand: residence 0.02159, clothing 0.02341,
    # transport 0.00848, education 0.00673, miscellaneous 0.00726, facilities 0.00028.
    assert duncan_index(shares.loc["urban"], shares.loc["rural"]) == pytest.approx(
        0.02159 + 0.02341 + 0.00848 + 0.00673 + 0.00726 + 0.00028, abs=5e-5
    )


def test_development_and_enjoyment_of_2013() -> None:
    shares = share_of_categories(budget_shares(SPENDING_2013))
    assert shares["rural"] == pytest.approx((455.1 + 874.9 + 754.6 + 668.2) / 7485.0)
    narrower = share_of_categories(budget_shares(SPENDING_2013), DEVELOPMENT_AND_ENJOYMENT[1:])
    assert narrower["rural"] == pytest.approx((874.9 + 754.6 + 668.2) / 7485.0)


@modest
@given(budgets(), budgets())
def test_the_duncan_index_is_the_share_to_be_moved(
    urban: "pd.Series[float]", rural: "pd.Series[float]"
) -> None:
    moved = (urban - rural).clip(lower=0).sum()
    index = duncan_index(urban, rural)
    assert index == pytest.approx(moved, abs=1e-12)
    assert index == pytest.approx(duncan_index(rural, urban))
    assert 0 <= index <= 1


@modest
@given(budgets(), budgets(), st.floats(0, 1))
def test_a_mixture_of_two_budgets_is_nearer_in_proportion(
    urban: "pd.Series[float]", rural: "pd.Series[float]", weight: float
) -> None:
    mixed = weight * urban + (1 - weight) * rural
    assert duncan_index(urban, mixed) == pytest.approx(
        (1 - weight) * duncan_index(urban, rural), abs=1e-9
    )


def test_the_duncan_index_is_zero_for_one_budget_and_one_for_budgets_with_nothing_in_common() -> (
    None
):
    assert duncan_index(pd.Series({"a": 0.4, "b": 0.6}), pd.Series({"b": 0.6, "a": 0.4})) == 0
    assert duncan_index(pd.Series({"a": 1, "b": 0}), pd.Series({"a": 0, "b": 1})) == 1


def test_budgets_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(ValueError, match="rural has"):
        duncan_index(pd.Series({"a": 1}), pd.Series({"b": 1}))
    with pytest.raises(ValueError, match="sum of urban budget shares = 0.9 "):
        duncan_index(pd.Series({"a": 0.9}), pd.Series({"a": 1}))
    with pytest.raises(ValueError, match="rural budget share = 1.5 "):
        duncan_index(pd.Series({"a": 0.5, "b": 0.5}), pd.Series({"a": 1.5, "b": -0.5}))
    with pytest.raises(ValueError, match="expenditure = nan "):
        budget_shares(pd.DataFrame({"a": [1, None], "b": [1, 2]}))
    with pytest.raises(ValueError, match="leisure"):
        share_of_categories(budget_shares(SPENDING_2013), ["leisure"])


def test_the_engel_curve_agrees_with_least_squares_by_matrices() -> None:
    generator = np.random.default_rng(11)
    total = np.exp(generator.normal(9.5, 0.4, 40))
    share = 0.9 - 0.06 * np.log(total) + generator.normal(0, 0.01, 40)
    curve = working_leser(total, share)
    design = np.column_stack([np.ones(40), np.log(total)])
    coefficients, squares, *_ = np.linalg.lstsq(design, share, rcond=None)
    errors = np.sqrt(np.diag(np.linalg.inv(design.T @ design)) * squares[0] / 38)
    assert (curve.alpha, curve.beta) == pytest.approx(tuple(coefficients))
    assert (curve.alpha_standard_error, curve.beta_standard_error) == pytest.approx(tuple(errors))
    assert curve.r_squared == pytest.approx(1 - squares[0] / (40 * share.var()))
    low, high = curve.beta_interval(0.9)
    assert high - low == pytest.approx(2 * stats.t.ppf(0.95, 38) * errors[1])


def test_beta_intervals_hold_the_truth_as_often_as_they_say() -> None:
    generator = np.random.default_rng(5)
    total = np.linspace(5_000, 30_000, 8)
    truth = 0.9 - 0.06 * np.log(total)
    inside = 0
    for _ in range(500):
        low, high = working_leser(total, truth + generator.normal(0, 0.01, 8)).beta_interval(0.8)
        inside += low <= -0.06 <= high
    assert inside / 500 == pytest.approx(0.8, abs=0.06)


def test_the_elasticity_is_what_spending_does_when_total_rises_by_one_per_cent() -> None:
    total = np.array([5e3, 1e4, 2e4, 4e4])
    curve = working_leser(total, 0.9 - 0.06 * np.log(total))
    before, after = 12_000.0, 12_000.0 * 1.0001
    share_before, share_after = curve.budget_share([before, after])
    growth = (share_after * after) / (share_before * before) - 1
    assert curve.expenditure_elasticity(float(share_before)) == pytest.approx(
        growth / 0.0001, rel=1e-3
    )
    assert curve.expenditure_elasticity(0.3) == pytest.approx(0.8)


def test_engel_curves_without_enough_data_are_refused() -> None:
    with pytest.raises(ValueError, match="number of observations = 2 "):
        working_leser([1, 2], [0.1, 0.2])
    with pytest.raises(ValueError, match="spread of total_expenditure = 0 "):
        working_leser([2, 2, 2], [0.1, 0.2, 0.3])
    with pytest.raises(ValueError, match="budget_share = 1.2 "):
        working_leser([1, 2, 3], [0.1, 0.2, 1.2])
    with pytest.raises(ValueError, match="shape"):
        working_leser([1, 2, 3], [0.1, 0.2])


def test_sellers_who_learn_what_pays_leave_the_share_of_fakes_of_the_formula() -> None:
    model = ReviewedMarket()
    generator = np.random.default_rng(3)
    gains = generator.uniform(0, model.largest_gain, 4_000)
    # Every seller tries a fake 2,000 times; each review looks at it separately.
    chance_missed = 1 - model.detection_per_review
    missed = (generator.random((200, 100)) > model.detection_without_reviews) & (
        generator.random((model.reviews, 200, 100)) < chance_missed
    ).all(axis=0)
    assert 1 - missed.mean() == pytest.approx(model.detection_rate, abs=0.01)
    found_out = generator.binomial(2_000, 1 - missed.mean(), 4_000)
    profit = gains * 2_000 - found_out * model.loss_when_found_out
    assert (profit > 0).mean() == pytest.approx(model.share_of_fakes, abs=0.02)


def test_at_the_premium_buyers_do_as_well_with_either_good() -> None:
    model = ReviewedMarket()
    generator = np.random.default_rng(4)
    fake = generator.random(200_000) < model.share_of_fakes
    surplus = np.where(fake, -model.harm_of_fake, model.worth_of_quality) - model.premium_buyers_pay
    assert surplus.mean() == pytest.approx(0, abs=0.3)


markets = st.builds(
    ReviewedMarket,
    reviews=st.integers(0, 300),
    detection_without_reviews=st.floats(0, 0.9),
    detection_per_review=st.floats(0.001, 0.2),
    loss_when_found_out=st.floats(1, 300),
    largest_gain=st.floats(1, 300),
    worth_of_quality=st.floats(1, 200),
    harm_of_fake=st.floats(0, 200),
    cost_of_quality=st.floats(0, 200),
)


@modest
@given(markets)
def test_the_better_good_is_bought_from_the_reviews_needed_on(model: ReviewedMarket) -> None:
    needed = model.reviews_needed
    assume(needed == inf or needed < 1e6)
    if needed == inf:
        assert not replace(model, reviews=100_000).better_good_is_bought
        return
    assert replace(model, reviews=int(needed) + 1).better_good_is_bought
    if needed >= 2:
        assert not replace(model, reviews=int(needed) - 2).better_good_is_bought


def test_the_detection_rate_needed_is_where_root_finding_puts_it() -> None:
    model = ReviewedMarket(reviews=0)

    def shortfall(detection: float) -> float:
        market = replace(model, detection_without_reviews=detection)
        return market.premium_buyers_pay - market.cost_of_quality

    assert brentq(shortfall, 0, 0.7) == pytest.approx(model.detection_rate_needed)


@modest
@given(markets, st.integers(0, 50))
def test_reviews_never_add_fakes(model: ReviewedMarket, more: int) -> None:
    with_more = replace(model, reviews=model.reviews + more)
    assert with_more.share_of_fakes <= model.share_of_fakes
    assert with_more.premium_buyers_pay >= model.premium_buyers_pay - 1e-9


def test_without_detection_every_seller_fakes_and_with_enough_of_it_none() -> None:
    blind = ReviewedMarket(reviews=0, detection_without_reviews=0)
    assert blind.share_of_fakes == 1
    assert blind.premium_buyers_pay == -blind.harm_of_fake
    assert ReviewedMarket(detection_without_reviews=0.9).share_of_fakes == 0


def test_quality_that_costs_more_than_it_is_worth_is_never_bought() -> None:
    model = ReviewedMarket(cost_of_quality=60, worth_of_quality=50)
    assert model.detection_rate_needed == inf
    assert model.reviews_needed == inf


def test_reviews_must_be_a_whole_number() -> None:
    with pytest.raises(ValueError, match="reviews = 2.5 .* whole numbers"):
        ReviewedMarket(reviews=2.5)  # type: ignore[arg-type]

"""Credit: a lender who learns from transactions."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.integrate import quad

from urban_rural.mechanisms.credit import LearningLender

modest = settings(max_examples=25, deadline=None, derandomize=True)
lenders = st.builds(
    LearningLender,
    prior_defaults=st.floats(0.5, 15),
    prior_payments=st.floats(5, 100),
    lending_rate=st.floats(0.08, 0.3),
    cost_of_funds=st.floats(0, 0.07),
)


def test_at_the_break_even_rate_a_loan_brings_back_what_its_funds_cost() -> None:
    model = LearningLender()
    repaid = (1 - model.break_even_default_rate) * (1 + model.lending_rate)
    assert repaid == pytest.approx(1 + model.cost_of_funds)
    # (0.13 - 0.04) / 1.13
    assert model.break_even_default_rate == pytest.approx(0.0796460, abs=1e-7)


@pytest.mark.parametrize("transactions", [26, 38, 89])
def test_the_closed_form_agrees_with_a_simulation_of_applicants(transactions: int) -> None:
    model = LearningLender()
    generator = np.random.default_rng(transactions)
    default_rate = generator.beta(model.prior_defaults, model.prior_payments, 200_000)
    defaults = generator.binomial(transactions, default_rate)
    expected = (model.prior_defaults + defaults) / (
        model.prior_defaults + model.prior_payments + transactions
    )
    served = expected <= model.break_even_default_rate
    creditworthy = default_rate <= model.break_even_default_rate
    assert creditworthy.mean() == pytest.approx(model.creditworthy_share, abs=0.003)
    assert served[creditworthy].mean() == pytest.approx(
        model.creditworthy_served(transactions), abs=0.01
    )
    assert served[~creditworthy].mean() == pytest.approx(
        model.others_served(transactions), abs=0.003
    )


@modest
@given(lenders, st.integers(0, 200))
def test_the_closed_form_agrees_with_quadrature_over_default_rates(
    model: LearningLender, transactions: int
) -> None:
    allowed = model.defaults_allowed(transactions)
    prior = stats.beta(model.prior_defaults, model.prior_payments)
    bound = model.break_even_default_rate

    def density_served(default_rate: float) -> float:
        served = stats.binom.cdf(allowed, transactions, default_rate)
        return float(served * prior.pdf(default_rate))

    peak = min(bound, allowed / transactions) if transactions and allowed > 0 else bound
    integral, _ = quad(density_served, 0, bound, points=[peak / 2], limit=200)
    assert model.creditworthy_served(transactions) == pytest.approx(
        integral / prior.cdf(bound), rel=1e-5, abs=1e-7
    )


@modest
@given(lenders, st.integers(0, 300))
def test_the_lender_lends_up_to_the_defaults_allowed_and_no_further(
    model: LearningLender, transactions: int
) -> None:
    allowed = model.defaults_allowed(transactions)
    prior = model.prior_defaults + model.prior_payments
    slack = 1e-9

    def expected(defaults: int) -> float:
        return (model.prior_defaults + defaults) / (prior + transactions)

    if allowed >= 0:
        assert expected(allowed) <= model.break_even_default_rate + slack
    if allowed < transactions:
        assert expected(allowed + 1) > model.break_even_default_rate - slack


def test_without_transactions_the_lender_serves_nobody_or_everybody() -> None:
    cautious = LearningLender()
    assert cautious.defaults_allowed(0) == -1
    assert cautious.creditworthy_served(0) == 0
    assert cautious.others_served(0) == 0
    trusting = LearningLender(prior_defaults=1, prior_payments=50)
    assert trusting.creditworthy_served(0) == pytest.approx(1)
    assert trusting.others_served(0) == pytest.approx(1)


def test_with_very_many_transactions_nearly_all_the_creditworthy_are_served_and_few_others() -> (
    None
):
    model = LearningLender()
    assert model.creditworthy_served(20_000) > 0.95
    assert model.others_served(20_000) < 0.01


@modest
@given(lenders, st.integers(0, 150), st.floats(0, 0.3))
def test_a_dearer_loan_serves_more_of_the_applicants(
    model: LearningLender, transactions: int, more: float
) -> None:
    dearer = replace(model, lending_rate=model.lending_rate + more)
    assert dearer.defaults_allowed(transactions) >= model.defaults_allowed(transactions)


@modest
@given(lenders, st.integers(0, 150))
def test_shares_served_are_shares(model: LearningLender, transactions: int) -> None:
    assert -1e-9 <= model.creditworthy_served(transactions) <= 1 + 1e-9
    assert -1e-9 <= model.others_served(transactions) <= 1 + 1e-9


@modest
@given(lenders, st.integers(1, 150))
def test_the_creditworthy_are_served_at_least_as_often_as_others(
    model: LearningLender, transactions: int
) -> None:
    assert model.creditworthy_served(transactions) >= model.others_served(transactions) - 1e-9


@pytest.mark.parametrize("target", [0.3, 0.5])
def test_the_transactions_needed_are_the_first_that_reach_the_target(target: float) -> None:
    model = LearningLender()
    needed = model.transactions_needed(target)
    assert model.creditworthy_served(needed) >= target
    assert all(model.creditworthy_served(number) < target for number in range(needed))


def test_access_of_thirty_per_cent_and_of_fifty_take_38_and_89_transactions() -> None:
    # The paper (section 3.1): credit availability 30% in the countryside, 50% in cities, 2015.
    model = LearningLender()
    assert model.transactions_needed(0.3) == 38
    assert model.transactions_needed(0.5) == 89


def test_the_same_access_is_held_for_good_from_63_and_from_126_transactions() -> None:
    model = LearningLender()
    for target, from_here in ((0.3, 63), (0.5, 126)):
        assert model.transactions_needed_for_good(target) == from_here
        assert model.creditworthy_served(from_here - 1) < target
        later = range(from_here, 301)
        assert all(model.creditworthy_served(number) >= target for number in later)


def test_between_jumps_fewer_are_served_good_and_bad_alike() -> None:
    model = LearningLender()
    table = model.by_transactions(range(30, 201))
    for _, stretch in table.groupby("defaults_allowed"):
        assert stretch["creditworthy_served"].is_monotonic_decreasing
        assert stretch["others_served"].is_monotonic_decreasing


def test_a_target_not_held_at_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match=r"target = 0.3 is not held at 50 transactions"):
        LearningLender().transactions_needed_for_good(0.3, at_most=50)
    with pytest.raises(ValueError, match=r"target = 0 .* \(0, 1\)"):
        LearningLender().transactions_needed_for_good(0)


def test_a_target_out_of_reach_is_refused() -> None:
    with pytest.raises(ValueError, match=r"target = 0.99 is not reached with 50 transactions"):
        LearningLender().transactions_needed(0.99, at_most=50)
    with pytest.raises(ValueError, match=r"target = 1 .* \(0, 1\)"):
        LearningLender().transactions_needed(1)


def test_lending_below_the_cost_of_funds_is_refused() -> None:
    with pytest.raises(ValueError, match=r"lending_rate = 0.03 .* \(0.04, inf\)"):
        LearningLender(lending_rate=0.03)
    with pytest.raises(ValueError, match="transactions = -1 "):
        LearningLender().defaults_allowed(-1)


def test_the_table_by_transactions_holds_the_single_results() -> None:
    model = LearningLender()
    table = model.by_transactions([0, 62])
    assert table["transactions"].tolist() == [0, 62]
    assert table["creditworthy_served"].tolist() == [0, model.creditworthy_served(62)]
    assert table["others_served"].tolist() == [0, model.others_served(62)]
    assert table["defaults_allowed"].tolist() == [-1, model.defaults_allowed(62)]


def test_a_tie_counts_as_lending() -> None:
    # (6 + 3) / (50 + 63) is 9/113, and so is (0.13 - 0.04) / 1.13.
    assert LearningLender().defaults_allowed(63) == 3

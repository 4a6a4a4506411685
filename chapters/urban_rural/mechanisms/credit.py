"""Credit: how many transactions a lender must see before lending to those who would repay."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
import pandas as pd
from scipy import stats
from scipy.special import betainc

from urban_rural.domain import COUNT, NON_NEGATIVE, POSITIVE, PROPER_SHARE, Domain, Model, parameter


@dataclass(frozen=True)
class LearningLender(Model):
    """A lender who learns from transactions whether an applicant pays.

    Default rates theta of applicants are spread as Beta(a, b). The lender sees n transactions
    of an applicant, d of them defaulted, and lends when the expected default rate
    (a + d) / (a + b + n) is at most (r - c) / (1 + r), where a loan that fails brings nothing
    back. A transaction is taken to fail as often as the loan would. The learning is the usual
    Bayesian one for a proportion; its use for rural credit is this book's own.
    """

    prior_defaults: float = parameter(
        6.0,
        "first parameter of the Beta prior (a)",
        unit="defaults",
        low=1,
        high=20,
        domain=POSITIVE,
        basis="illustrative",
    )
    prior_payments: float = parameter(
        44.0,
        "second parameter of the Beta prior (b)",
        unit="payments",
        low=10,
        high=150,
        domain=POSITIVE,
        basis="illustrative",
        source="with a = 6: a mean default rate of 12%, too high to lend without data",
    )
    lending_rate: float = parameter(
        0.13,
        "interest the borrower pays (r)",
        unit="share of the loan",
        low=0.05,
        high=0.3,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )
    cost_of_funds: float = parameter(
        0.04,
        "interest the lender pays (c)",
        unit="share of the loan",
        low=0,
        high=0.1,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        Domain(self.cost_of_funds, low_included=False).check("lending_rate", self.lending_rate)

    @property
    def break_even_default_rate(self) -> float:
        """Default rate at which a loan just pays, (r - c) / (1 + r)."""
        return (self.lending_rate - self.cost_of_funds) / (1 + self.lending_rate)

    @property
    def creditworthy_share(self) -> float:
        """Share of applicants whose default rate is at most the break-even rate."""
        return float(
            betainc(self.prior_defaults, self.prior_payments, self.break_even_default_rate)
        )

    def defaults_allowed(self, transactions: int) -> int:
        """Most defaults among n transactions with which the lender still lends; -1 for none.

        transactions: n, a whole number from 0. Raises ValueError otherwise.
        """
        COUNT.check("transactions", transactions)
        prior = self.prior_defaults + self.prior_payments
        allowed = self.break_even_default_rate * (prior + transactions) - self.prior_defaults
        # A whole number that rounding has put a hair below itself still counts.
        return min(transactions, max(-1, floor(allowed + 1e-9)))

    def creditworthy_served(self, transactions: int) -> float:
        """Share of the creditworthy who get credit after n transactions.

        Exact: the probability of d defaults and a creditworthy theta together is the
        beta-binomial probability of d times the posterior's mass below the break-even rate,
        I_t(a + d, b + n - d); it is summed over the defaults allowed and divided by the
        creditworthy share. It rises in jumps, one for each further default allowed, and sags
        between them.

        transactions: n, a whole number from 0. Raises ValueError otherwise.
        """
        _, served_and_creditworthy = self._served(transactions)
        return served_and_creditworthy / self.creditworthy_share

    def others_served(self, transactions: int) -> float:
        """Share of those not creditworthy who get credit all the same after n transactions."""
        served, served_and_creditworthy = self._served(transactions)
        return (served - served_and_creditworthy) / (1 - self.creditworthy_share)

    def transactions_needed(self, target: float, *, at_most: int = 10_000) -> int:
        """Fewest transactions with which a share of the creditworthy gets credit.

        target: the share, in (0, 1).
        at_most: how far to look.
        Raises ValueError when the target is outside its range or not reached.
        """
        PROPER_SHARE.check("target", target)
        COUNT.check("at_most", at_most)
        for transactions in range(at_most + 1):
            if self.creditworthy_served(transactions) >= target:
                return transactions
        raise ValueError(f"target = {target:g} is not reached with {at_most} transactions or fewer")

    def transactions_needed_for_good(self, target: float, *, at_most: int = 1_000) -> int:
        """Fewest transactions from which on a share of the creditworthy always gets credit.

        The share served rises in jumps and sags between them, so it can reach a target and
        fall below it again.

        target: the share, in (0, 1).
        at_most: how far to look; the share must stay at or above the target up to there.
        Raises ValueError when the target is outside its range or not held at the end.
        """
        PROPER_SHARE.check("target", target)
        COUNT.check("at_most", at_most)
        for transactions in range(at_most, -1, -1):
            if self.creditworthy_served(transactions) < target:
                if transactions == at_most:
                    break
                return transactions + 1
        raise ValueError(f"target = {target:g} is not held at {at_most} transactions")

    def by_transactions(self, transactions: Sequence[int]) -> pd.DataFrame:
        """The lender at several numbers of transactions, one a row.

        Gives transactions, defaults_allowed, creditworthy_served and others_served.
        """
        return pd.DataFrame(
            {
                "transactions": number,
                "defaults_allowed": self.defaults_allowed(number),
                "creditworthy_served": self.creditworthy_served(number),
                "others_served": self.others_served(number),
            }
            for number in transactions
        )

    def _served(self, transactions: int) -> tuple[float, float]:
        """Shares of all applicants that are served, and that are served and creditworthy."""
        defaults = np.arange(self.defaults_allowed(transactions) + 1)
        probability = stats.betabinom.pmf(
            defaults, transactions, self.prior_defaults, self.prior_payments
        )
        creditworthy = betainc(
            self.prior_defaults + defaults,
            self.prior_payments + transactions - defaults,
            self.break_even_default_rate,
        )
        return float(probability.sum()), float(probability @ creditworthy)

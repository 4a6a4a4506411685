"""Consumption upgrading: how budgets differ, how they change with means, and who sells fakes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf, log

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from urban_rural.domain import (
    COUNT,
    NON_NEGATIVE,
    POSITIVE,
    PROPER_SHARE,
    SHARE,
    SHARE_BELOW_ONE,
    Domain,
    Model,
    parameter,
)

DEVELOPMENT_AND_ENJOYMENT = (
    "household_facilities_articles_services",
    "transport_communication",
    "education_culture_recreation",
    "health_care",
)
"""Spending read as development and enjoyment rather than subsistence.

The Chinese literature sets development and enjoyment (fazhan, xiangshou) against subsistence:
food, clothing and residence. Authors differ over household facilities and over health care,
which may rise because people are ill. Miscellaneous goods are left out, as the paper leaves
them out, for being mixed. Every function that uses the list takes another in its place.
"""


def budget_shares(expenditure: pd.DataFrame) -> pd.DataFrame:
    """Each category's share of the expenditure of its row.

    expenditure: one household group and year a row, one category a column, yuan a head;
        without a column of totals.
    Raises ValueError when an amount is negative or missing, or a row adds up to nothing.
    """
    NON_NEGATIVE.check("expenditure", expenditure.to_numpy())
    total = expenditure.sum(axis="columns")
    POSITIVE.check("total expenditure", total.to_numpy())
    return expenditure.div(total, axis="index")


def share_of_categories(
    shares: pd.DataFrame, categories: Sequence[str] = DEVELOPMENT_AND_ENJOYMENT
) -> pd.Series:
    """Share of the budget that goes to certain categories together, by row.

    shares: budget shares, categories as columns.
    categories: those to add up; development and enjoyment unless others are named.
    Raises ValueError when one of them is not a column.
    """
    missing = [category for category in categories if category not in shares.columns]
    if missing:
        raise ValueError(f"categories {missing} are not among {list(shares.columns)}")
    return shares[list(categories)].sum(axis="columns")


def duncan_index(urban: pd.Series, rural: pd.Series) -> float:
    """How unlike two budgets are: half the sum of |w_u - w_r|, from 0 (alike) to 1.

    It is the share of its spending one of them would have to move to have the other's budget.

    urban, rural: budget share of each category, the categories as index; each adds up to 1.
    Raises ValueError when the categories differ, or the shares are not shares adding up to 1.
    Source: Duncan and Duncan (1955), their index of dissimilarity.
    """
    if set(urban.index) != set(rural.index):
        raise ValueError(f"urban has {sorted(urban.index)}, rural has {sorted(rural.index)}")
    for name, shares in (("urban", urban), ("rural", rural)):
        SHARE.check(f"{name} budget share", shares.to_numpy())
        Domain(1 - 1e-6, 1 + 1e-6).check(f"sum of {name} budget shares", shares.sum())
    return float((urban - rural).abs().sum() / 2)


@dataclass(frozen=True)
class EngelCurve:
    """A Working-Leser curve w = alpha + beta ln x fitted by ordinary least squares.

    alpha, beta: the coefficients, beta per unit of ln x.
    alpha_standard_error, beta_standard_error: theirs, for independent errors of equal variance.
    r_squared: share of the variance of w on the line.
    observations: how many pairs were fitted.
    """

    alpha: float
    beta: float
    alpha_standard_error: float
    beta_standard_error: float
    r_squared: float
    observations: int

    def budget_share(self, total_expenditure: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Budget share on the line at total expenditures (yuan a head, positive)."""
        POSITIVE.check("total_expenditure", total_expenditure)
        logarithm = np.log(np.asarray(total_expenditure, dtype=float))
        return np.asarray(self.alpha + self.beta * logarithm)

    def expenditure_elasticity(self, budget_share: float) -> float:
        """Per cent by which spending on the category grows with one per cent more in total.

        1 + beta / w at budget share w in (0, 1]: above 1 a luxury, below 1 a necessity.
        """
        Domain(0, 1, low_included=False).check("budget_share", budget_share)
        return 1 + self.beta / budget_share

    def beta_interval(self, level: float = 0.95) -> tuple[float, float]:
        """Confidence interval of beta at a level in (0, 1), from Student's t."""
        PROPER_SHARE.check("level", level)
        half = float(stats.t.ppf((1 + level) / 2, self.observations - 2)) * (
            self.beta_standard_error
        )
        return self.beta - half, self.beta + half


def working_leser(total_expenditure: npt.ArrayLike, budget_share: npt.ArrayLike) -> EngelCurve:
    """The Engel curve of one category, w = alpha + beta ln x.

    total_expenditure: x, yuan a head in constant or current prices, one a household group.
    budget_share: w of the category, in the same order.
    Raises ValueError for fewer than three pairs, for lengths that differ, for a total that is
    not positive or the same throughout, or for a share outside [0, 1].
    On yearly averages the line takes up everything that changes with the years, prices and
    habits included, and its errors are not independent: its standard errors are too small.
    Source: Working (1943), Leser (1963).
    """
    total = np.asarray(total_expenditure, dtype=float)
    share = np.asarray(budget_share, dtype=float)
    if total.ndim != 1 or total.shape != share.shape:
        raise ValueError(f"total_expenditure has shape {total.shape}, budget_share {share.shape}")
    Domain(3, whole=True).check("number of observations", total.size)
    POSITIVE.check("total_expenditure", total)
    SHARE.check("budget_share", share)
    POSITIVE.check("spread of total_expenditure", np.ptp(total))
    line = stats.linregress(np.log(total), share)
    return EngelCurve(
        alpha=float(line.intercept),
        beta=float(line.slope),
        alpha_standard_error=float(line.intercept_stderr),
        beta_standard_error=float(line.stderr),
        r_squared=float(line.rvalue) ** 2,
        observations=total.size,
    )


@dataclass(frozen=True)
class ReviewedMarket(Model):
    """A market for lemons in which reviews find fakes out.

    Sellers of what is offered as the better good gain from selling a fake instead; the gain
    differs between them, evenly from 0 to G. A fake is found out at rate q and then costs its
    seller L. A seller fakes when the gain exceeds q L, so the share of fakes is
    max(0, 1 - q L / G). Buyers know that share but not the single seller (Akerlof 1970).
    Each review finds a fake out with the same chance, independently of the others. The
    formulas are this book's own, the simplest in which reviews crowd out fakes.
    """

    reviews: int = parameter(
        30,
        "reviews a buyer can read of a seller",
        unit="reviews",
        low=0,
        high=150,
        domain=COUNT,
        basis="illustrative",
        source="0 is the village shop without reviews",
    )
    detection_without_reviews: float = parameter(
        0.1,
        "rate at which fakes are found out without reviews",
        unit="share of fakes",
        low=0,
        high=0.5,
        domain=SHARE,
        basis="illustrative",
    )
    detection_per_review: float = parameter(
        0.02,
        "chance that one review finds a fake out",
        unit="share of fakes",
        low=0,
        high=0.1,
        domain=SHARE_BELOW_ONE,
        basis="illustrative",
    )
    loss_when_found_out: float = parameter(
        80.0,
        "what a seller loses when found out (L); the gain is kept",
        unit="yuan",
        low=10,
        high=300,
        domain=POSITIVE,
        basis="illustrative",
    )
    largest_gain: float = parameter(
        60.0,
        "largest gain a seller can have from selling a fake (G)",
        unit="yuan",
        low=10,
        high=200,
        domain=POSITIVE,
        basis="illustrative",
    )
    worth_of_quality: float = parameter(
        50.0,
        "what the better good is worth to buyers above the plain one",
        unit="yuan",
        low=10,
        high=200,
        domain=POSITIVE,
        basis="illustrative",
    )
    harm_of_fake: float = parameter(
        20.0,
        "what a fake is worth to buyers below the plain good",
        unit="yuan",
        low=0,
        high=200,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )
    cost_of_quality: float = parameter(
        20.0,
        "what the better good costs its maker above the plain one",
        unit="yuan",
        low=0,
        high=150,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )

    @property
    def detection_rate(self) -> float:
        """Rate q at which a fake is found out, by a review or without."""
        missed = (1 - self.detection_without_reviews) * (
            1 - self.detection_per_review
        ) ** self.reviews
        return 1 - missed

    @property
    def share_of_fakes(self) -> float:
        """Share of fakes among what is offered as the better good, max(0, 1 - q L / G)."""
        return max(0.0, 1 - self.detection_rate * self.loss_when_found_out / self.largest_gain)

    @property
    def premium_buyers_pay(self) -> float:
        """Most that buyers pay above the price of the plain good, yuan.

        With f the share of fakes, they expect (1 - f) times the worth of quality less f times
        the harm of a fake. Negative: they would take it only for less than the plain good.
        """
        fakes = self.share_of_fakes
        return (1 - fakes) * self.worth_of_quality - fakes * self.harm_of_fake

    @property
    def better_good_is_bought(self) -> bool:
        """Whether buyers pay at least what the better good costs more to make."""
        return self.premium_buyers_pay >= self.cost_of_quality

    @property
    def detection_rate_needed(self) -> float:
        """Detection rate from which the better good is bought; above 1 none is high enough.

        Setting the premium equal to the cost of quality and solving for q gives
        (G / L) (cost + harm) / (worth + harm). Infinite where quality costs more than it is
        worth, because then not even a market without fakes would pay for it.
        """
        if self.cost_of_quality > self.worth_of_quality:
            return inf
        return (
            self.largest_gain
            / self.loss_when_found_out
            * (self.cost_of_quality + self.harm_of_fake)
            / (self.worth_of_quality + self.harm_of_fake)
        )

    @property
    def reviews_needed(self) -> float:
        """Fewest reviews from which the better good is bought; infinite where none suffice."""
        needed = self.detection_rate_needed
        if self.detection_without_reviews >= needed:
            return 0
        if needed >= 1 or self.detection_per_review == 0:
            return inf
        missed = log((1 - needed) / (1 - self.detection_without_reviews))
        return ceil(missed / log(1 - self.detection_per_review))

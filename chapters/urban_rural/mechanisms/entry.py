"""Entry: who opens an online shop, and why shops come in clusters."""

from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, pi, sqrt

import pandas as pd
from scipy.optimize import brentq
from scipy.special import ndtr

from urban_rural.domain import COUNT, NON_NEGATIVE, POSITIVE, SHARE, Model, parameter


@dataclass(frozen=True)
class Equilibrium:
    """A share of entrants that reproduces itself; stable if a small departure dies out."""

    share: float
    stable: bool


@dataclass(frozen=True)
class RuralEntry(Model):
    """A village whose households differ in ability and decide whether to sell online.

    A household enters when ability times k covers the fixed cost. Ability is lognormal with
    median 1. Others in the trade lower the cost, F(x) = F_0 exp(-gamma x) at share x of
    entrants: they pass on skills and share pictures, packing and pick-up. The share that
    enters is then Phi((ln(k / F_0) + gamma x) / spread), and an equilibrium is a share that
    reproduces itself. The formulas are this book's own; tipping is that of Granovetter (1978).
    """

    earnings: float = parameter(
        20_500.0,
        "yearly earnings of a shop at median ability, before the fixed cost (k)",
        unit="yuan a year",
        low=5_000,
        high=60_000,
        domain=POSITIVE,
        basis="illustrative",
        source="a stand-in; by so much the incomes of rural families with an online business are "
        "higher, CIECC (2017) as the paper gives it (section 3.1); they chose to sell, and their "
        "costs are probably paid already",
    )
    fixed_cost: float = parameter(
        70_000.0,
        "yearly fixed cost of the first entrant, own time included (F_0)",
        unit="yuan a year",
        low=10_000,
        high=150_000,
        domain=POSITIVE,
        basis="illustrative",
    )
    cluster_saving: float = parameter(
        2.5,
        "fall of the logarithm of fixed cost when the whole village has entered (gamma)",
        unit="none",
        low=0,
        high=4,
        domain=NON_NEGATIVE,
        basis="illustrative",
        source="2.5 leaves exp(-2.5), a twelfth, of the first entrant's cost",
    )
    ability_spread: float = parameter(
        0.7,
        "standard deviation of the logarithm of ability",
        unit="none",
        low=0.3,
        high=1.5,
        domain=POSITIVE,
        basis="illustrative",
    )

    def entrants_share(self, cluster: float) -> float:
        """Share of households for which entry pays at a share of entrants in [0, 1]."""
        SHARE.check("cluster", cluster)
        return float(ndtr(self._standardised(cluster)))

    def equilibria(self) -> list[Equilibrium]:
        """Every share of entrants that reproduces itself, from the lowest: one, two or three.

        The entrants' share less the cluster turns at most twice, at shares known in closed
        form, so between them each root is found by bisection and none is missed.
        """
        turns = [
            (self.ability_spread * score - log(self.earnings / self.fixed_cost))
            / self.cluster_saving
            for score in self._scores_of_slope_one
        ]
        ends = [0.0, *(turn for turn in turns if 0 < turn < 1), 1.0]
        shares: list[float] = []
        for left, right in pairwise(ends):
            at_left, at_right = self._excess(left), self._excess(right)
            if at_left * at_right > 0:
                continue
            share = float(brentq(self._excess, left, right, xtol=1e-14))
            if not shares or share - shares[-1] > 1e-9:
                shares.append(share)
        return [Equilibrium(share, self._slope(share) < 1) for share in shares]

    @property
    def takeoff_fixed_cost(self) -> float | None:
        """Fixed cost below which a cluster starts by itself, yuan a year; None without tipping.

        There the low equilibrium meets the unstable one and both vanish:
        k exp(spread z + gamma Phi(-z)) with z the positive score at which the slope of the
        entrants' share is one. Tipping needs gamma > spread sqrt(2 pi).
        """
        return self._fixed_cost_at_turn(0)

    @property
    def collapse_fixed_cost(self) -> float | None:
        """Fixed cost above which a cluster cannot last, yuan a year; None without tipping.

        There the high equilibrium meets the unstable one: k exp(gamma Phi(z) - spread z).
        """
        return self._fixed_cost_at_turn(1)

    def path(self, start: float, rounds: int) -> pd.DataFrame:
        """Share of entrants round by round when each decides on the share of the last round.

        start: share of entrants in round 0, in [0, 1].
        rounds: how many follow.
        Gives the columns round and share, round 0 included. Raises ValueError outside these.
        """
        SHARE.check("start", start)
        COUNT.check("rounds", rounds)
        shares = [start]
        for _ in range(rounds):
            shares.append(self.entrants_share(shares[-1]))
        return pd.DataFrame({"round": range(rounds + 1), "share": shares})

    def _standardised(self, cluster: float) -> float:
        log_margin = log(self.earnings / self.fixed_cost) + self.cluster_saving * cluster
        return log_margin / self.ability_spread

    def _excess(self, cluster: float) -> float:
        return self.entrants_share(cluster) - cluster

    def _slope(self, cluster: float) -> float:
        density = exp(-(self._standardised(cluster) ** 2) / 2) / sqrt(2 * pi)
        return self.cluster_saving / self.ability_spread * density

    @property
    def _scores_of_slope_one(self) -> tuple[float, ...]:
        steepest = self.cluster_saving / (self.ability_spread * sqrt(2 * pi))
        if steepest <= 1:
            return ()
        score = sqrt(2 * log(steepest))
        return -score, score

    def _fixed_cost_at_turn(self, turn: int) -> float | None:
        if not self._scores_of_slope_one:
            return None
        score = self._scores_of_slope_one[turn]
        return self.earnings * exp(
            self.cluster_saving * float(ndtr(score)) - self.ability_spread * score
        )

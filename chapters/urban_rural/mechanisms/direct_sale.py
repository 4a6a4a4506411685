"""Direct sale: what the grower keeps of the final price, and how steady that price is."""

from dataclasses import dataclass
from math import inf, prod

import numpy as np
import pandas as pd

from urban_rural.domain import (
    COUNT,
    NON_NEGATIVE,
    POSITIVE,
    REAL,
    SHARE,
    SHARE_BELOW_ONE,
    Model,
    parameter,
)


@dataclass(frozen=True)
class SalesChannels(Model):
    """One product on its way to the consumer, through middlemen or straight from the grower.

    The consumer pays the same either way. The grower's own hours for packing and answering
    customers are not counted.
    """

    consumer_price: float = parameter(
        10.0,
        "price the consumer pays",
        unit="yuan per kg",
        low=2,
        high=50,
        domain=POSITIVE,
        basis="illustrative",
    )
    margins: tuple[float, ...] = parameter(
        (0.10, 0.12, 0.15, 0.25),
        "margin of each middleman, grower's end first (m_k)",
        unit="share of the price at which he sells",
        low=0,
        high=0.5,
        domain=SHARE_BELOW_ONE,
        basis="illustrative",
        source="collector, wholesaler at the origin, wholesaler at the destination, retailer",
    )
    platform_fee: float = parameter(
        0.05,
        "fee of the platform",
        unit="share of the price the consumer pays",
        low=0,
        high=0.3,
        domain=SHARE_BELOW_ONE,
        basis="illustrative",
    )
    freight: float = parameter(
        2.0,
        "packing and freight of direct sale",
        unit="yuan per kg",
        low=0,
        high=10,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )

    @property
    def farm_gate_share(self) -> float:
        """Grower's share of the final price through the middlemen, prod(1 - m_k)."""
        return prod(1 - margin for margin in self.margins)

    @property
    def direct_share(self) -> float:
        """Grower's share of the final price in direct sale; negative when freight eats it up."""
        return 1 - self.platform_fee - self.freight / self.consumer_price

    @property
    def break_even_freight(self) -> float:
        """Freight at which the grower keeps the same either way, yuan per kg.

        Negative when the platform takes more than all middlemen together.
        """
        return self.consumer_price * (1 - self.platform_fee - self.farm_gate_share)


@dataclass(frozen=True)
class Cobweb(Model):
    """A market whose growers plant before they sell (Ezekiel 1938).

    A share alpha of the growers plants on orders and so knows the price at which it will sell;
    the rest expect last year's. With inverse demand p_t = a - b q_t + e_t and supply
    q_t = c + d (alpha p_t + (1 - alpha) p_(t-1)), the deviation from the steady price is
    multiplied from year to year by kappa = -b d (1 - alpha) / (1 + b d alpha). The shocks e_t
    to demand are independent and reach those who plant on orders before they plant.
    """

    demand_intercept: float = parameter(
        10.0,
        "price at which nothing is demanded (a)",
        unit="yuan per kg",
        low=2,
        high=30,
        domain=POSITIVE,
        basis="illustrative",
    )
    demand_slope: float = parameter(
        0.05,
        "fall of the price with quantity (b)",
        unit="yuan per kg and thousand tonnes",
        low=0.01,
        high=0.2,
        domain=POSITIVE,
        basis="illustrative",
    )
    supply_intercept: float = parameter(
        0.0,
        "quantity planted at an expected price of zero (c)",
        unit="thousand tonnes",
        low=-20,
        high=20,
        domain=REAL,
        basis="illustrative",
    )
    supply_slope: float = parameter(
        24.0,
        "rise of quantity with the expected price (d)",
        unit="thousand tonnes per yuan per kg",
        low=5,
        high=60,
        domain=POSITIVE,
        basis="illustrative",
    )
    share_on_orders: float = parameter(
        0.25,
        "share of growers who plant on orders (alpha)",
        unit="share",
        low=0,
        high=1,
        domain=SHARE,
        basis="illustrative",
    )
    shock: float = parameter(
        0.5,
        "standard deviation of the yearly shock to demand",
        unit="yuan per kg",
        low=0,
        high=2,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        POSITIVE.check("steady_price", self.steady_price)

    @property
    def steady_price(self) -> float:
        """Price that repeats itself without shocks, (a - b c) / (1 + b d), yuan per kg."""
        return (self.demand_intercept - self.demand_slope * self.supply_intercept) / (
            1 + self._slopes
        )

    @property
    def deviation_multiplier(self) -> float:
        """kappa = -b d (1 - alpha) / (1 + b d alpha)."""
        alpha = self.share_on_orders
        return self._slopes * (alpha - 1) / (1 + self._slopes * alpha)

    @property
    def stable(self) -> bool:
        """Whether deviations die out, |kappa| < 1."""
        return abs(self.deviation_multiplier) < 1

    @property
    def share_on_orders_for_stability(self) -> float:
        """Share of growers on orders above which prices settle, max(0, (1 - 1/(bd)) / 2)."""
        return max(0.0, (1 - 1 / self._slopes) / 2)

    @property
    def price_variance(self) -> float:
        """Variance of the price in the long run, (yuan per kg) squared; infinite if unstable.

        Shocks pass into the price divided by 1 + b d alpha and die out at the rate kappa, so
        the variance is shock^2 / ((1 + b d alpha)^2 (1 - kappa^2)).
        """
        if not self.stable:
            return inf
        passed_on = self.shock / (1 + self._slopes * self.share_on_orders)
        return float(passed_on**2 / (1 - self.deviation_multiplier**2))

    def simulate(self, years: int, *, start_price: float, seed: int) -> pd.DataFrame:
        """Prices and quantities year by year, found by clearing the market of each.

        years: how many, after the year of the start price.
        start_price: price of year 0, yuan per kg.
        seed: of the random shocks.
        Gives the columns year, price (yuan per kg) and quantity (thousand tonnes), from year
        1 on. In an unstable market the straight lines run to negative prices and quantities.
        Raises ValueError for a negative number of years or a price that is not finite.
        """
        COUNT.check("years", years)
        REAL.check("start_price", start_price)
        shocks = np.random.default_rng(seed).normal(0, self.shock, years)
        alpha = self.share_on_orders
        rows = []
        last_price = start_price
        for year, shock in enumerate(shocks, start=1):
            planted_on_last_price = (1 - alpha) * (
                self.supply_intercept + self.supply_slope * last_price
            )
            demand_left = (
                self.demand_intercept
                + shock
                - self.demand_slope * (planted_on_last_price + alpha * self.supply_intercept)
            )
            price = demand_left / (1 + self._slopes * alpha)
            planted_on_orders = alpha * (self.supply_intercept + self.supply_slope * price)
            rows.append((year, price, planted_on_last_price + planted_on_orders))
            last_price = price
        return pd.DataFrame(rows, columns=["year", "price", "quantity"])

    @property
    def _slopes(self) -> float:
        return self.demand_slope * self.supply_slope

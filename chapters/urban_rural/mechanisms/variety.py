"""Access and variety: what the third shop, the one online, is worth to those far from a town.

Consumers have CES preferences (Dixit and Stiglitz 1977) over varieties they can buy in a shop
nearby, in a town some distance away or online. The model knows one kind of place: the city is
the village at distance zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import brentq
from scipy.special import logsumexp

from urban_rural.domain import (
    NON_NEGATIVE,
    POSITIVE,
    SHARE_BELOW_ONE,
    Domain,
    Model,
    parameter,
)

ELASTICITY = Domain(1, low_included=False)
CHANNELS = ("nearby", "town", "online")


def price_index(
    varieties: npt.ArrayLike, prices: npt.ArrayLike, elasticity_of_substitution: float
) -> float:
    """The CES cost of living P = [sum n_c p_c^(1 - sigma)]^(1 / (1 - sigma)).

    varieties: number of varieties of each channel (n_c), at least one positive.
    prices: price of a variety of each channel to the consumer, trip or delivery included,
        in the same order.
    elasticity_of_substitution: sigma, above 1. As it falls to 1 the index tends to the
        weighted geometric mean of prices where the varieties sum to 1; otherwise it has no
        limit but zero or infinity, because every variety becomes indispensable.
    Raises ValueError outside these domains.
    Source: Dixit and Stiglitz (1977).
    """
    number = np.asarray(varieties, dtype=float)
    price = np.asarray(prices, dtype=float)
    NON_NEGATIVE.check("varieties", number)
    POSITIVE.check("sum of varieties", number.sum())
    POSITIVE.check("prices", price)
    ELASTICITY.check("elasticity_of_substitution", elasticity_of_substitution)
    exponent = 1 - elasticity_of_substitution
    # In logarithms, because powers overflow for large elasticities.
    return float(np.exp(logsumexp(exponent * np.log(price), b=number) / exponent))


def gain_from_variety(online_share: float, elasticity_of_substitution: float) -> float:
    """Rise of real income from a channel that takes a share of spending once it is there.

    With lambda the share, (1 - lambda)^(1 / (1 - sigma)) - 1: by how much more a yuan buys,
    which is the cost of living without the channel over that with it, less 1. It is positive;
    the fall of the cost of living, gain / (1 + gain), is a little smaller. It holds while the
    other channels keep their prices and varieties.

    online_share: lambda, in [0, 1).
    elasticity_of_substitution: sigma, above 1.
    Raises ValueError outside these domains.
    Source: Feenstra (1994); Arkolakis, Costinot and Rodriguez-Clare (2012).
    """
    SHARE_BELOW_ONE.check("online_share", online_share)
    ELASTICITY.check("elasticity_of_substitution", elasticity_of_substitution)
    return float((1 - online_share) ** (1 / (1 - elasticity_of_substitution)) - 1)


def local_supply_share(
    rural_retail_sales: float, rural_consumption_per_person: float, rural_population: float
) -> float:
    """Rural retail sales as a share of rural consumption, the paper's 82.1% (section 2).

    rural_retail_sales: yuan a year.
    rural_consumption_per_person: yuan a person and year.
    rural_population: persons.
    Raises ValueError when one is not positive.
    The paper reads it as the share of rural demand that rural shops can meet; consumption
    also includes services and the imputed rent of one's own house, which retail sales do not.
    """
    POSITIVE.check("rural_retail_sales", rural_retail_sales)
    POSITIVE.check("rural_consumption_per_person", rural_consumption_per_person)
    POSITIVE.check("rural_population", rural_population)
    return rural_retail_sales / (rural_consumption_per_person * rural_population)


@dataclass(frozen=True)
class ShoppingPlaces(Model):
    """Where city and village households can buy, at what prices. A town variety costs 1."""

    elasticity_of_substitution: float = parameter(
        4.0,
        "elasticity of substitution between varieties (sigma)",
        unit="none",
        low=2,
        high=8,
        domain=Domain(1.1),
        basis="illustrative",
        source="4 is a usual value in trade and retail studies; below 1.1 the worth of a new "
        "variety grows without bound and the model is not used",
    )
    nearby_varieties: float = parameter(
        5.0,
        "varieties of the shop nearby",
        unit="varieties, town = 100",
        low=0,
        high=40,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )
    nearby_price: float = parameter(
        1.1,
        "price in the shop nearby",
        unit="town price = 1",
        low=0.8,
        high=1.5,
        domain=POSITIVE,
        basis="illustrative",
    )
    town_varieties: float = parameter(
        100.0,
        "varieties in town",
        unit="varieties, town = 100",
        low=50,
        high=200,
        domain=POSITIVE,
        basis="illustrative",
        source="the unit in which the others are counted",
    )
    trip_cost: float = parameter(
        0.01,
        "cost of the trip to town, as a share of the price (tau)",
        unit="per km",
        low=0,
        high=0.03,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )
    online_varieties: float = parameter(
        22.0,
        "varieties online, weighted by how well they replace those of a shop",
        unit="varieties, town = 100",
        low=0,
        high=100,
        domain=NON_NEGATIVE,
        basis="illustrative",
        source="set so that a city household spends about 20.7% online, the share of physical "
        "goods sold online in retail sales of 2019 (NBS)",
    )
    online_discount: float = parameter(
        0.07,
        "how much cheaper the same goods are online",
        unit="share of price",
        low=0,
        high=0.2,
        domain=SHARE_BELOW_ONE,
        basis="sourced",
        source="middle of the 6% to 8% the paper gives for 2018 (section 3.1); the report of "
        "2013 it cites cannot have measured it",
    )
    city_surcharge: float = parameter(
        0.0,
        "delivery surcharge in the city",
        unit="share of price",
        low=0,
        high=0.2,
        domain=NON_NEGATIVE,
        basis="illustrative",
        source="delivery can be free in the east (press report on Kuytun, Xinjiang)",
    )
    village_surcharge: float = parameter(
        0.05,
        "delivery surcharge in the village (s)",
        unit="share of price",
        low=0,
        high=0.5,
        domain=NON_NEGATIVE,
        basis="illustrative",
        source="the same report: buyers in Xinjiang pay extra, by how much it does not say",
    )

    def cost_of_living(self, distance: float, surcharge: float, *, online: bool = True) -> float:
        """Cost of living at a place, P.

        distance: km to town, 0 in the city.
        surcharge: delivery surcharge at the place, share of price.
        online: whether its households can buy online.
        Raises ValueError when distance or surcharge is negative.
        """
        varieties, prices = self._offer(distance, surcharge, online)
        return price_index(varieties, prices, self.elasticity_of_substitution)

    def expenditure_shares(
        self, distance: float, surcharge: float, *, online: bool = True
    ) -> dict[str, float]:
        """Share of spending that goes to each channel: nearby, town, online.

        Arguments and errors as in `cost_of_living`.
        """
        varieties, prices = self._offer(distance, surcharge, online)
        cost_of_living = self.cost_of_living(distance, surcharge, online=online)
        shares = varieties * (prices / cost_of_living) ** (1 - self.elasticity_of_substitution)
        return dict(zip(CHANNELS, shares.tolist(), strict=True))

    def gain_from_online(self, distance: float, surcharge: float) -> float:
        """Rise of real income at a place once its households can buy online.

        Arguments and errors as in `cost_of_living`; see `gain_from_variety` for its sign.
        """
        share = self.expenditure_shares(distance, surcharge)["online"]
        return gain_from_variety(share, self.elasticity_of_substitution)

    def relative_cost_of_living(self, distance: float, *, online: bool = True) -> float:
        """Cost of living in a village over that in the city.

        distance: km from village to town, not negative.
        online: whether both can buy online, each at its own surcharge.
        """
        village = self.cost_of_living(distance, self.village_surcharge, online=online)
        return village / self.cost_of_living(0, self.city_surcharge, online=online)

    def surcharge_of_equal_gain(self, distance: float) -> float:
        """The village surcharge above which online shopping helps the city more.

        distance: km from village to town, not negative.
        Raises ValueError when nothing can be bought online, so that neither gains.
        """
        POSITIVE.check("online_varieties", self.online_varieties)
        city_gain = self.gain_from_online(0, self.city_surcharge)

        def advantage(surcharge: float) -> float:
            return self.gain_from_online(distance, surcharge) - city_gain

        # At the city's surcharge the village gains no less than the city, but for rounding at
        # distance zero. Distance raises no price by more than the trip to town, so a surcharge
        # that raises the price online by more than that leaves the village the smaller gain.
        if advantage(self.city_surcharge) <= 0:
            return self.city_surcharge
        too_high = (1 + self.city_surcharge) * (1 + self.trip_cost * distance)
        return float(brentq(advantage, self.city_surcharge, too_high))

    def by_distance(self, distances: Sequence[float]) -> pd.DataFrame:
        """The village beside the city, one distance a row.

        distances: km from village to town.
        Gives distance, relative_cost_without_online, relative_cost_with_online,
        village_online_share, village_gain and city_gain.
        """
        city_gain = self.gain_from_online(0, self.city_surcharge)
        return pd.DataFrame(
            {
                "distance": distance,
                "relative_cost_without_online": self.relative_cost_of_living(
                    distance, online=False
                ),
                "relative_cost_with_online": self.relative_cost_of_living(distance),
                "village_online_share": self.expenditure_shares(distance, self.village_surcharge)[
                    "online"
                ],
                "village_gain": self.gain_from_online(distance, self.village_surcharge),
                "city_gain": city_gain,
            }
            for distance in distances
        )

    def _offer(
        self, distance: float, surcharge: float, online: bool
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        NON_NEGATIVE.check("distance", distance)
        NON_NEGATIVE.check("surcharge", surcharge)
        varieties = np.array(
            [self.nearby_varieties, self.town_varieties, self.online_varieties if online else 0.0]
        )
        prices = np.array(
            [
                self.nearby_price,
                1 + self.trip_cost * distance,
                (1 - self.online_discount) * (1 + surcharge),
            ]
        )
        return varieties, prices

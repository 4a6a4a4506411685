"""Local services: how many people must live within reach for a service to pay."""

from dataclasses import dataclass
from math import pi, sqrt

from urban_rural.domain import POSITIVE, POSITIVE_SHARE, Model, parameter


@dataclass(frozen=True)
class LocalService(Model):
    """A service at one place, such as a canteen for the elderly.

    Its threshold is the population that covers its fixed cost, its reach how far people come
    for it (Christaller 1933; Berry and Garrison 1958). It pays when the threshold lives within
    reach.
    """

    fixed_cost: float = parameter(
        60_000.0,
        "fixed cost: a wage, rooms, equipment",
        unit="yuan a year",
        low=10_000,
        high=300_000,
        domain=POSITIVE,
        basis="illustrative",
    )
    margin: float = parameter(
        5.0,
        "what a visit leaves above its own cost",
        unit="yuan a visit",
        low=1,
        high=50,
        domain=POSITIVE,
        basis="illustrative",
    )
    visits: float = parameter(
        100.0,
        "visits of a customer",
        unit="visits a year",
        low=4,
        high=365,
        domain=POSITIVE,
        basis="illustrative",
    )
    participation: float = parameter(
        0.10,
        "share of residents who are customers",
        unit="share",
        low=0.01,
        high=0.5,
        domain=POSITIVE_SHARE,
        basis="illustrative",
    )
    resident_density: float = parameter(
        100.0,
        "residents about it",
        unit="residents per square km",
        low=10,
        high=5_000,
        domain=POSITIVE,
        basis="illustrative",
    )
    reach: float = parameter(
        1.5,
        "distance people come, or are delivered to",
        unit="km",
        low=0.5,
        high=10,
        domain=POSITIVE,
        basis="illustrative",
    )

    @property
    def threshold_customers(self) -> float:
        """Customers that cover the fixed cost: fixed cost / (margin x visits)."""
        return self.fixed_cost / (self.margin * self.visits)

    @property
    def threshold_population(self) -> float:
        """Residents among whom there are so many customers."""
        return self.threshold_customers / self.participation

    @property
    def threshold_radius(self) -> float:
        """Radius of the circle in which they live, km: sqrt(population / (pi density))."""
        return sqrt(self.threshold_population / (pi * self.resident_density))

    @property
    def residents_in_reach(self) -> float:
        """Residents who live within reach."""
        return self.resident_density * pi * self.reach**2

    @property
    def pays(self) -> bool:
        """Whether the threshold lives within reach."""
        return self.threshold_radius <= self.reach

    @property
    def participation_needed(self) -> float:
        """Participation at which the service just pays; above 1 too few live within reach."""
        return self.threshold_customers / self.residents_in_reach

    @property
    def yearly_result(self) -> float:
        """Margin on all visits less fixed cost, yuan a year; negative is a loss."""
        customers = self.residents_in_reach * self.participation
        return customers * self.visits * self.margin - self.fixed_cost

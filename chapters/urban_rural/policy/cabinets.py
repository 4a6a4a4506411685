"""Parcel cabinets: what a parcel costs in a village and in the city, and the subsidy between."""

from dataclasses import dataclass
from math import pi

from urban_rural.domain import NON_NEGATIVE, POSITIVE, Model, parameter

DAYS_A_YEAR = 365


@dataclass(frozen=True)
class ParcelCabinet(Model):
    """One cabinet and the households that walk to it. The defaults are those of a village."""

    capital: float = parameter(
        40_000.0,
        "price of the cabinet with its installation",
        unit="yuan",
        low=10_000,
        high=100_000,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )
    life: float = parameter(
        8.0,
        "years in use",
        unit="years",
        low=3,
        high=15,
        domain=POSITIVE,
        basis="illustrative",
    )
    running_cost: float = parameter(
        15.0,
        "electricity, connection, site and upkeep",
        unit="yuan a day",
        low=2,
        high=60,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )
    reach: float = parameter(
        1.0,
        "distance people walk to it",
        unit="km",
        low=0.2,
        high=3,
        domain=POSITIVE,
        basis="illustrative",
    )
    household_density: float = parameter(
        38.0,
        "households about it",
        unit="households per square km",
        low=5,
        high=300,
        domain=POSITIVE,
        basis="illustrative",
        source="100 residents per square km in households of 2.62",
    )
    parcels_per_household: float = parameter(
        0.205,
        "parcels a household sends or gets by it",
        unit="parcels a day",
        low=0.02,
        high=1,
        domain=POSITIVE,
        basis="unconfirmed",
        source="15 billion rural parcels in 2019 (the paper, section 3.1), 525.82 million rural "
        "residents (NBS, as revised) in households of 2.62 (census of 2020): all of them by "
        "cabinet",
    )
    capacity: float = parameter(
        120.0,
        "most parcels it can handle",
        unit="parcels a day",
        low=40,
        high=400,
        domain=POSITIVE,
        basis="illustrative",
    )

    @property
    def households_in_reach(self) -> float:
        """Households within walking distance: density times the area of the circle."""
        return self.household_density * pi * self.reach**2

    @property
    def parcels_per_day(self) -> float:
        """Parcels it handles in a day: those of the households in reach, up to its capacity."""
        return min(self.households_in_reach * self.parcels_per_household, self.capacity)

    @property
    def cost_per_day(self) -> float:
        """Capital spread over the days of its life, and running cost, yuan a day."""
        return self.capital / (self.life * DAYS_A_YEAR) + self.running_cost

    @property
    def cost_per_parcel(self) -> float:
        """Cost per day over parcels per day, yuan."""
        return self.cost_per_day / self.parcels_per_day


@dataclass(frozen=True)
class CityCabinet(ParcelCabinet):
    """The same cabinet in a city, where it is full all day."""

    reach: float = parameter(
        0.3,
        "distance people walk to it",
        unit="km",
        low=0.1,
        high=1,
        domain=POSITIVE,
        basis="illustrative",
    )
    household_density: float = parameter(
        3000.0,
        "households about it",
        unit="households per square km",
        low=500,
        high=15_000,
        domain=POSITIVE,
        basis="illustrative",
    )
    parcels_per_household: float = parameter(
        0.39,
        "parcels a household sends or gets by it",
        unit="parcels a day",
        low=0.05,
        high=2,
        domain=POSITIVE,
        basis="unconfirmed",
        source="the other 48.5 of 63.5 billion parcels in 2019 (State Post Bureau), 884.26 "
        "million urban residents (NBS, as revised) in households of 2.62: all of them by cabinet",
    )


def subsidy_per_parcel(village: ParcelCabinet, city: ParcelCabinet) -> float:
    """What brings the village's cost per parcel down to the city's, yuan; not below zero."""
    return max(0.0, village.cost_per_parcel - city.cost_per_parcel)


def subsidy_per_year(village: ParcelCabinet, city: ParcelCabinet) -> float:
    """The subsidy for all parcels of one village cabinet, yuan a year."""
    return subsidy_per_parcel(village, city) * village.parcels_per_day * DAYS_A_YEAR

"""The scenario: the four recommendations together, moved by rural access to the Internet."""

from dataclasses import dataclass, field, replace

import pandas as pd

from urban_rural.domain import POSITIVE, POSITIVE_SHARE, Model, assumptions, parameter
from urban_rural.policy.cabinets import (
    CityCabinet,
    ParcelCabinet,
    subsidy_per_parcel,
    subsidy_per_year,
)
from urban_rural.policy.farm_inputs import FarmInputs
from urban_rural.policy.penetration import InternetAccess
from urban_rural.policy.services import LocalService


@dataclass(frozen=True)
class Scenario(Model):
    """Rural access rises to a certain penetration; what follows from that and the rest.

    Parcels per household and participation in the local service are taken to grow in
    proportion with rural penetration, and every farming household online to buy its supplies
    there. Nothing in the paper or in the data says so: it is the assumption that makes one
    scenario of four recommendations.
    """

    rural_penetration: float = parameter(
        0.7579,
        "rural Internet penetration in the scenario",
        unit="share",
        low=0.2,
        high=1,
        domain=POSITIVE_SHARE,
        basis="sourced",
        source="urban penetration of June 2019: the gap closed",
    )
    villages: float = parameter(
        500_000.0,
        "villages given a cabinet",
        unit="villages",
        low=50_000,
        high=700_000,
        domain=POSITIVE,
        basis="illustrative",
        source="about the number of village committees, itself unconfirmed",
    )
    access: InternetAccess = field(default_factory=InternetAccess)
    village_cabinet: ParcelCabinet = field(default_factory=ParcelCabinet)
    city_cabinet: ParcelCabinet = field(default_factory=CityCabinet)
    farm_inputs: FarmInputs = field(default_factory=FarmInputs)
    service: LocalService = field(default_factory=LocalService)

    @property
    def growth_of_access(self) -> float:
        """Rural penetration in the scenario over that of the access it starts from."""
        return self.rural_penetration / self.access.rural_penetration

    @property
    def cabinet_in_scenario(self) -> ParcelCabinet:
        """The village cabinet with parcels grown as access has."""
        parcels = self.village_cabinet.parcels_per_household * self.growth_of_access
        return replace(self.village_cabinet, parcels_per_household=parcels)

    @property
    def service_in_scenario(self) -> LocalService:
        """The local service with participation grown as access has, to at most everybody."""
        participation = min(1.0, self.service.participation * self.growth_of_access)
        return replace(self.service, participation=participation)

    def outcomes(self) -> pd.DataFrame:
        """What the scenario comes to, one measure a row.

        Gives recommendation, measure, unit, today (at the access it starts from), scenario,
        and basis: "sourced" where every assumption behind the row was published, otherwise
        "illustrative".
        """
        start = replace(self, rural_penetration=self.access.rural_penetration)
        columns = ["recommendation", "measure", "unit", "today"]
        today = pd.DataFrame(start._measures(), columns=columns)
        scenario = pd.DataFrame(self._measures(), columns=columns)
        return today.assign(
            scenario=scenario["today"],
            basis=[self._basis(name) for name in today["recommendation"]],
        )

    def _measures(self) -> list[tuple[str, str, str, float]]:
        village, city = self.cabinet_in_scenario, self.city_cabinet
        subsidy = subsidy_per_year(village, city)
        service = self.service_in_scenario
        return [
            (
                "access",
                "further rural users",
                "million",
                self.access.new_rural_users(self.rural_penetration),
            ),
            (
                "access",
                "gap in penetration",
                "percentage points",
                100 * (self.access.urban_penetration - self.rural_penetration),
            ),
            ("cabinets", "parcels at a village cabinet", "a day", village.parcels_per_day),
            ("cabinets", "cost of a parcel in a village", "yuan", village.cost_per_parcel),
            ("cabinets", "cost of a parcel in the city", "yuan", city.cost_per_parcel),
            (
                "cabinets",
                "subsidy of a village parcel to the city's cost",
                "yuan",
                subsidy_per_parcel(village, city),
            ),
            ("cabinets", "subsidy of a village cabinet", "yuan a year", subsidy),
            (
                "cabinets",
                "subsidy of all village cabinets",
                "billion yuan a year",
                subsidy * self.villages / 1e9,
            ),
            (
                "farm supplies",
                "saving of a household that buys online",
                "yuan a year",
                self.farm_inputs.saving_per_household,
            ),
            (
                "farm supplies",
                "saving of the average farming household",
                "yuan a year",
                self.farm_inputs.saving_per_household * self.rural_penetration,
            ),
            (
                "local services",
                "residents the service needs",
                "residents",
                service.threshold_population,
            ),
            ("local services", "radius in which they live", "km", service.threshold_radius),
            ("local services", "yearly result", "yuan a year", service.yearly_result),
        ]

    def _basis(self, recommendation: str) -> str:
        behind: dict[str, tuple[Model, ...]] = {
            "access": (self.access,),
            "cabinets": (self.access, self.village_cabinet, self.city_cabinet),
            "farm supplies": (self.access, self.farm_inputs),
            "local services": (self.access, self.service),
        }
        table = pd.concat([assumptions(model) for model in behind[recommendation]])
        return "sourced" if (table["basis"] == "sourced").all() else "illustrative"

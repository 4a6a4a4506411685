"""Farm supplies online: what the chain of dealers adds, and what a household saves without it."""

from dataclasses import dataclass
from math import prod

from urban_rural.domain import NON_NEGATIVE, POSITIVE, Model, parameter


@dataclass(frozen=True)
class FarmInputs(Model):
    """Seed, fertiliser and pesticide, through dealers or online.

    A mark-up is a share of the price paid, so that prices multiply by 1 + m_k down the chain;
    a margin, as in `urban_rural.mechanisms.direct_sale`, is a share of the price got.
    """

    markups: tuple[float, ...] = parameter(
        (0.08, 0.10, 0.15),
        "mark-up of each dealer, factory's end first (m_k)",
        unit="share of the price he pays",
        low=0,
        high=0.5,
        domain=NON_NEGATIVE,
        basis="illustrative",
        source="province, county, village",
    )
    online_markup: float = parameter(
        0.17,
        "platform fee and freight to the village",
        unit="share of the factory price",
        low=0,
        high=0.5,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )
    sown_area: float = parameter(
        8.0,
        "land the household farms",
        unit="mu (a fifteenth of a hectare)",
        low=2,
        high=100,
        domain=POSITIVE,
        basis="illustrative",
    )
    spending_per_mu: float = parameter(
        350.0,
        "spending on supplies bought from dealers",
        unit="yuan a mu and year",
        low=100,
        high=1000,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )
    land_rent: float = parameter(
        500.0,
        "rent of land",
        unit="yuan a mu and year",
        low=100,
        high=1500,
        domain=POSITIVE,
        basis="illustrative",
    )
    income_per_resident: float = parameter(
        16_020.7,
        "rural disposable income",
        unit="yuan a person and year",
        low=5_000,
        high=30_000,
        domain=POSITIVE,
        basis="sourced",
        source="NBS, 2019",
    )
    household_size: float = parameter(
        2.62,
        "persons in a household",
        unit="persons",
        low=1,
        high=6,
        domain=POSITIVE,
        basis="unconfirmed",
        source="NBS, census of 2020, all households",
    )

    @property
    def chain_markup(self) -> float:
        """What the dealers add together, prod(1 + m_k) - 1, share of the factory price."""
        return prod(1 + markup for markup in self.markups) - 1

    @property
    def saving_share(self) -> float:
        """What is saved online, share of what dealers ask; negative when online is dearer."""
        return 1 - (1 + self.online_markup) / (1 + self.chain_markup)

    @property
    def saving_per_mu(self) -> float:
        """What a household that buys all its supplies online saves, yuan a mu and year."""
        return self.saving_share * self.spending_per_mu

    @property
    def saving_per_household(self) -> float:
        """The same for all its land, yuan a year."""
        return self.saving_per_mu * self.sown_area

    @property
    def saving_share_of_income(self) -> float:
        """The same as a share of the household's disposable income."""
        return self.saving_per_household / (self.income_per_resident * self.household_size)

    @property
    def rent_covered(self) -> float:
        """Saving as a share of rent: the paper hopes it can cover the cost of land (section 4)."""
        return self.saving_per_mu / self.land_rent

"""The balance of two forces: agglomeration against the crossing of space.

Goldfarb and Tucker (2019), on what becomes of distance when information travels at no cost,
describe the two forces in words. The formulas below are this book's own way of writing them
down, not theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from urban_rural.domain import NON_NEGATIVE, POSITIVE, POSITIVE_SHARE, SHARE, Model, parameter


@dataclass(frozen=True)
class BalanceOfForces(Model):
    """What city and countryside gain from the Internet, and what that does to their gap.

    A gain is a proportional rise in what a resident can consume: 0.05 is five per cent.
    """

    agglomeration: float = parameter(
        0.01,
        "gain that agglomeration brings the city (A)",
        unit="share of consumption",
        low=0,
        high=0.1,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )
    crossing_space: float = parameter(
        0.1,
        "what crossing space is worth to a full user whom distance had cost nothing (s)",
        unit="share of consumption",
        low=0.02,
        high=0.3,
        domain=POSITIVE,
        basis="illustrative",
    )
    urban_access: float = parameter(
        0.758,
        "urban Internet penetration (a_u)",
        unit="share",
        low=0,
        high=1,
        domain=SHARE,
        basis="sourced",
        source="June 2019, from the figures of CNNIC's 44th report: 630 / (630 + 0.372 x 541)",
    )
    rural_access: float = parameter(
        0.398,
        "rural Internet penetration (a_r)",
        unit="share",
        low=0,
        high=1,
        domain=SHARE,
        basis="sourced",
        source="June 2019, from the figures of CNNIC's 44th report: 225 / (225 + 0.628 x 541)",
    )
    urban_use: float = parameter(
        0.7,
        "share of that worth which an urban user draws (q_u)",
        unit="share",
        low=0.2,
        high=1,
        domain=POSITIVE_SHARE,
        basis="illustrative",
    )
    rural_use: float = parameter(
        0.57,
        "share of that worth which a rural user draws (q_r)",
        unit="share",
        low=0.2,
        high=1,
        domain=POSITIVE_SHARE,
        basis="illustrative",
        source="set to the rural users who paid offline by phone in 2018, section 3.1",
    )
    remoteness: float = parameter(
        1.0,
        "how much more crossing space is worth where distance had cost more (delta)",
        unit="share of that worth",
        low=0,
        high=3,
        domain=NON_NEGATIVE,
        basis="illustrative",
    )

    @property
    def urban_gain(self) -> float:
        """Gain of the city: A + s q_u a_u."""
        return self.agglomeration + self.crossing_space * self.urban_use * self.urban_access

    @property
    def rural_gain(self) -> float:
        """Gain of the countryside: s q_r a_r (1 + delta)."""
        return self._rural_gain_at_full_access * self.rural_access

    @property
    def relative_gap(self) -> float:
        """Urban-rural ratio after the Internet over the ratio before; below 1 it has narrowed."""
        return (1 + self.urban_gain) / (1 + self.rural_gain)

    @property
    def break_even_rural_access(self) -> float:
        """Rural penetration at which the gap stands still: urban gain / (s q_r (1 + delta)).

        Above 1, no rural penetration is high enough for the gap to narrow.
        """
        return self.urban_gain / self._rural_gain_at_full_access

    @property
    def break_even_agglomeration(self) -> float:
        """Agglomeration gain at which the gap stands still.

        Below 0, the gap widens even without agglomeration.
        """
        return self.rural_gain - (self.urban_gain - self.agglomeration)

    @property
    def _rural_gain_at_full_access(self) -> float:
        return self.crossing_space * self.rural_use * (1 + self.remoteness)


def gap_map(
    model: BalanceOfForces, agglomeration: Sequence[float], rural_access: Sequence[float]
) -> pd.DataFrame:
    """The relative gap over a grid, all other parameters as in the model.

    agglomeration: the values of A, which become the rows.
    rural_access: the values of a_r, which become the columns.
    Raises ValueError when a value is outside the domain of its parameter.
    """
    return pd.DataFrame(
        [
            [
                replace(model, agglomeration=force, rural_access=access).relative_gap
                for access in rural_access
            ]
            for force in agglomeration
        ],
        index=pd.Index(agglomeration, name="agglomeration"),
        columns=pd.Index(rural_access, name="rural_access"),
    )

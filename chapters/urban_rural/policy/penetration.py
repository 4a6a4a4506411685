"""Access for all: who is online, who is not, and how fast that changes."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from urban_rural.diffusion import OutOfSample, fit_logistic, forecast
from urban_rural.domain import NON_NEGATIVE, POSITIVE, SHARE, Domain, Model, parameter

PER_CENT = Domain(0, 100)

CNNIC_44 = "CNNIC, 44th Statistical Report, June 2019, as the paper gives it (section 4)"


def implied_population(users: float, penetration: float) -> float:
    """Population that a number of users and a penetration imply, in the unit of the users.

    users: not negative.
    penetration: users as a share of the population, in (0, 1].
    Raises ValueError outside these domains.
    """
    NON_NEGATIVE.check("users", users)
    Domain(0, 1, low_included=False).check("penetration", penetration)
    return users / penetration


@dataclass(frozen=True)
class InternetAccess(Model):
    """Users and non-users in city and countryside."""

    urban_users: float = parameter(
        630.0,
        "urban Internet users",
        unit="million",
        low=0,
        high=1000,
        domain=POSITIVE,
        basis="sourced",
        source=CNNIC_44,
    )
    rural_users: float = parameter(
        225.0,
        "rural Internet users",
        unit="million",
        low=0,
        high=600,
        domain=POSITIVE,
        basis="sourced",
        source=CNNIC_44,
    )
    non_users: float = parameter(
        541.0,
        "people who do not use the Internet",
        unit="million",
        low=0,
        high=1000,
        domain=NON_NEGATIVE,
        basis="sourced",
        source=CNNIC_44,
    )
    urban_share_of_non_users: float = parameter(
        0.372,
        "share of non-users who live in cities",
        unit="share",
        low=0,
        high=1,
        domain=SHARE,
        basis="sourced",
        source=CNNIC_44,
    )

    @property
    def urban_population(self) -> float:
        """Urban users and non-users together, million."""
        return self.urban_users + self.urban_share_of_non_users * self.non_users

    @property
    def rural_population(self) -> float:
        """Rural users and non-users together, million."""
        return self.rural_users + (1 - self.urban_share_of_non_users) * self.non_users

    @property
    def urban_penetration(self) -> float:
        """Urban users as a share of the urban population."""
        return self.urban_users / self.urban_population

    @property
    def rural_penetration(self) -> float:
        """Rural users as a share of the rural population."""
        return self.rural_users / self.rural_population

    @property
    def gap_in_points(self) -> float:
        """Urban less rural penetration, percentage points."""
        return 100 * (self.urban_penetration - self.rural_penetration)

    def new_rural_users(self, penetration: float) -> float:
        """Further rural users that a rural penetration takes, million; negative if passed.

        penetration: share of the rural population in [0, 1]; `urban_penetration` closes the gap.
        Raises ValueError outside its domain. The population is held still.
        """
        SHARE.check("penetration", penetration)
        return (penetration - self.rural_penetration) * self.rural_population


def decimal_year(month: str) -> float:
    """The end of a month such as "2019-06" as a year with a fraction: 2019.5.

    Raises ValueError for anything else than a year and a month from 01 to 12.
    """
    year, separator, number = month.partition("-")
    if not (separator and year.isdecimal() and number.isdecimal()):
        raise ValueError(f"month = {month!r} is not of the form 2019-06")
    Domain(1, 12).check("month of the year", int(number))
    return int(year) + int(number) / 12


def forecast_penetration(
    times: npt.ArrayLike,
    penetration: npt.ArrayLike,
    known_until: float,
    *,
    ceiling: float | None = None,
    level: float = 0.95,
) -> OutOfSample:
    """A logistic curve fitted to penetration known by a certain time, beside what came.

    times: years with fractions, one dimension; see `decimal_year`.
    penetration: per cent of the population, none missing, in the same order.
    known_until: the last time that was known.
    ceiling: per cent to be reached in the end, at most 100, if it is taken as known; otherwise
        it is estimated, and may come out above 100.
    level: of the prediction intervals, in (0, 1).
    Raises ValueError outside these domains, `urban_rural.diffusion.FitError` when no curve is
    found.
    """
    PER_CENT.check("penetration", np.asarray(penetration, dtype=float))
    if ceiling is not None:
        Domain(0, 100, low_included=False).check("ceiling", ceiling)
    fit_curve = partial(fit_logistic, saturation=ceiling)
    return forecast(times, penetration, known_until, fit_curve, level)

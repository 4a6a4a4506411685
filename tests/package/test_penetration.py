"""Access for all: users, non-users and forecasts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urban_rural.policy.penetration import (
    InternetAccess,
    decimal_year,
    forecast_penetration,
    implied_population,
)

modest = settings(max_examples=50, deadline=None, derandomize=True)
accesses = st.builds(
    InternetAccess,
    urban_users=st.floats(1, 1000),
    rural_users=st.floats(1, 1000),
    non_users=st.floats(0, 1000),
    urban_share_of_non_users=st.floats(0, 1),
)

# CNNIC, rural penetration, per cent, at the end of the month given.
MONTHS = [f"{year}-12" for year in range(2005, 2019)] + ["2019-06"]
RURAL = [2.6, 3.1, 7.1, 11.7, 15.0, 18.5, 20.7, 23.7, 27.5, 28.8, 31.6, 33.1, 35.4, 38.4, 39.8]
LATER = ["2020-03", "2020-12", "2021-12", "2022-12", "2023-12", "2024-12"]
RURAL_LATER = [46.2, 55.9, 57.6, 61.9, 66.5, 67.3]
TIMES = [decimal_year(month) for month in MONTHS + LATER]


def test_the_figures_of_june_2019_give_75_8_and_39_8_per_cent() -> None:
    access = InternetAccess()
    assert access.urban_penetration == pytest.approx(0.758, abs=5e-4)
    assert access.rural_penetration == pytest.approx(0.398, abs=5e-4)
    assert access.gap_in_points == pytest.approx(35.9, abs=0.06)


def test_the_gap_of_june_2019_takes_203_million_further_rural_users() -> None:
    access = InternetAccess()
    assert access.new_rural_users(access.urban_penetration) == pytest.approx(203.0, abs=0.05)


@modest
@given(accesses)
def test_users_and_non_users_make_up_the_two_populations(access: InternetAccess) -> None:
    everybody = access.urban_users + access.rural_users + access.non_users
    assert access.urban_population + access.rural_population == pytest.approx(everybody)
    assert implied_population(access.rural_users, access.rural_penetration) == pytest.approx(
        access.rural_population
    )


@modest
@given(accesses, st.floats(0, 1))
def test_with_the_further_users_the_penetration_is_reached(
    access: InternetAccess, penetration: float
) -> None:
    users = access.rural_users + access.new_rural_users(penetration)
    assert users / access.rural_population == pytest.approx(penetration, abs=1e-9)


def test_with_nobody_offline_penetration_is_whole() -> None:
    access = InternetAccess(non_users=0)
    assert access.urban_penetration == access.rural_penetration == 1
    assert access.gap_in_points == 0


def test_the_end_of_june_is_the_middle_of_the_year() -> None:
    assert decimal_year("2019-06") == 2019.5
    assert decimal_year("2018-12") == 2019.0
    with pytest.raises(ValueError, match="month of the year = 13 "):
        decimal_year("2019-13")
    with pytest.raises(ValueError, match="2019"):
        decimal_year("2019")


def test_the_rural_curve_known_in_2019_levelled_off_at_forty_per_cent_and_missed_what_came() -> (
    None
):
    held = forecast_penetration(TIMES, RURAL + RURAL_LATER, 2019.5)
    assert held.fit.parameters["saturation"] == pytest.approx(40.4, abs=0.1)
    assert held.coverage == 0
    assert held.frame["error"].iloc[-1] > 25


def test_with_a_ceiling_of_everybody_the_rural_curve_came_close() -> None:
    held = forecast_penetration(TIMES, RURAL + RURAL_LATER, 2019.5, ceiling=100)
    assert held.coverage == 1
    assert abs(held.frame["error"].iloc[-1]) < 5
    assert np.allclose(held.fit.values, RURAL)


def test_users_and_rates_outside_their_domain_are_refused() -> None:
    with pytest.raises(ValueError, match=r"urban_share_of_non_users = 1.2 .* \[0, 1\]"):
        InternetAccess(urban_share_of_non_users=1.2)
    with pytest.raises(ValueError, match=r"penetration = 0 .* \(0, 1\]"):
        implied_population(10, 0)
    with pytest.raises(ValueError, match=r"penetration = 139.8 .* \[0, 100\]"):
        forecast_penetration([1, 2, 3, 4], [10, 20, 30, 139.8], 3)
    with pytest.raises(ValueError, match=r"ceiling = 101 .* \(0, 100\]"):
        forecast_penetration([1, 2, 3, 4], [10, 20, 30, 40], 3, ceiling=101)
    with pytest.raises(ValueError, match="penetration = -0.1 "):
        InternetAccess().new_rural_users(-0.1)

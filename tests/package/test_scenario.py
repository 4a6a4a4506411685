"""The scenario of the four recommendations."""

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest

from urban_rural.domain import assumptions
from urban_rural.policy.cabinets import CityCabinet, ParcelCabinet
from urban_rural.policy.penetration import InternetAccess
from urban_rural.policy.scenario import Scenario
from urban_rural.policy.services import LocalService


def by_measure(scenario: Scenario) -> pd.DataFrame:
    return scenario.outcomes().set_index("measure")


def test_today_is_the_scenario_without_its_rise_in_access() -> None:
    today = by_measure(Scenario())["today"]
    assert today["further rural users"] == 0
    assert today["gap in penetration"] == pytest.approx(InternetAccess().gap_in_points)
    assert today["cost of a parcel in a village"] == ParcelCabinet().cost_per_parcel
    assert today["cost of a parcel in the city"] == CityCabinet().cost_per_parcel
    assert today["residents the service needs"] == LocalService().threshold_population


def test_twice_the_access_halves_the_cost_of_a_parcel_and_the_residents_a_service_needs() -> None:
    start = InternetAccess()
    twice = Scenario(rural_penetration=2 * start.rural_penetration)
    outcomes = by_measure(twice)
    for measure in ("cost of a parcel in a village", "residents the service needs"):
        assert outcomes.loc[measure, "scenario"] == pytest.approx(
            outcomes.loc[measure, "today"] / 2
        )
    assert outcomes.loc["further rural users", "scenario"] == pytest.approx(225)
    saved = "saving of the average farming household"
    assert outcomes.loc[saved, "scenario"] == pytest.approx(2 * outcomes.loc[saved, "today"])


def test_under_the_defaults_the_gap_is_closed_within_rounding() -> None:
    outcomes = by_measure(Scenario())
    assert outcomes.loc["gap in penetration", "scenario"] == pytest.approx(0, abs=0.01)
    assert outcomes.loc["further rural users", "scenario"] == pytest.approx(203, abs=0.1)


def test_the_bill_for_all_villages_is_that_of_one_times_their_number() -> None:
    scenario = by_measure(Scenario(villages=200_000))["scenario"]
    one = scenario["subsidy of a village cabinet"]
    assert scenario["subsidy of all village cabinets"] == pytest.approx(one * 200_000 / 1e9)
    parcels = scenario["parcels at a village cabinet"] * 365
    assert one == pytest.approx(
        scenario["subsidy of a village parcel to the city's cost"] * parcels
    )


def test_only_access_rests_on_published_figures_alone() -> None:
    outcomes = Scenario().outcomes()
    sourced = outcomes[outcomes["basis"] == "sourced"]
    assert set(sourced["recommendation"]) == {"access"}
    moved = Scenario(access=InternetAccess(rural_users=250)).outcomes()
    assert (moved["basis"] == "illustrative").all()


def test_every_assumption_of_every_part_is_listed_with_unit_range_and_basis() -> None:
    table = assumptions(Scenario())
    assert set(table["part"]) == {
        "",
        "access",
        "village_cabinet",
        "city_cabinet",
        "farm_inputs",
        "service",
    }
    assert not table.duplicated(["part", "parameter"]).any()
    assert table[["label", "unit", "low", "high", "basis"]].notna().all().all()
    assert (table.loc[table["basis"] == "sourced", "source"] != "").all()


def test_participation_stops_at_everybody() -> None:
    crowded = Scenario(rural_penetration=1, service=LocalService(participation=0.9))
    assert crowded.service_in_scenario.participation == 1


def test_more_access_never_makes_a_village_parcel_dearer_or_a_service_less_viable() -> None:
    tables = [
        by_measure(replace(Scenario(), rural_penetration=share))["scenario"]
        for share in (0.3, 0.5, 0.7, 0.9)
    ]
    for earlier, later in pairwise(tables):
        assert later["cost of a parcel in a village"] <= earlier["cost of a parcel in a village"]
        assert later["yearly result"] >= earlier["yearly result"]


def test_a_penetration_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match=r"rural_penetration = 0 .* \(0, 1\]"):
        Scenario(rural_penetration=0)

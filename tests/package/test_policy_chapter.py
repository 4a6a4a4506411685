"""What the chapter on policy says: known values and sentences."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from urban_rural import data, domain
from urban_rural.display import Figure
from urban_rural.explorations import policy as explorations
from urban_rural.figures import policy as figures
from urban_rural.policy import chapter
from urban_rural.policy.cabinets import CityCabinet, ParcelCabinet, subsidy_per_parcel
from urban_rural.policy.farm_inputs import FarmInputs
from urban_rural.policy.penetration import InternetAccess
from urban_rural.policy.scenario import Scenario
from urban_rural.policy.services import LocalService
from urban_rural.printed import Verdict
from urban_rural.tables import policy as tables
from urban_rural.tables.assumptions import assumptions


@pytest.fixture(scope="module")
def fitted() -> pd.DataFrame:
    return chapter.curves().set_index(["area", "told"])


def test_all_nine_figures_of_section_4_stand_in_the_first_recommendation() -> None:
    assert chapter.figures_stated().tolist() == [9, 0, 0, 0]
    section = data.prose().query("section == '4'")
    # The one that supports no recommendation counts the issuers of a plan.
    assert len(section) == 10
    assert section.loc[section["place"] == "paragraph 1", "id"].tolist() == ["policy-ministries"]


def test_no_figure_of_sections_2_and_3_returns_in_section_4() -> None:
    prose = data.prose()
    earlier = prose[prose["section"].str.match("[23]")]
    numbers = set(zip(earlier["printed"], earlier["unit"], strict=True))
    last = prose[prose["section"] == "4"]
    assert not numbers & set(zip(last["printed"], last["unit"], strict=True))


def test_the_papers_counts_contradict_its_urban_rate_and_no_other() -> None:
    verdicts = {area: count.verdict for area, count in chapter.counts().items()}
    assert verdicts["urban"] is Verdict.DOES_NOT_HOLD
    assert verdicts["rural"] is Verdict.HOLDS
    assert verdicts["all"] is Verdict.HOLDS_WITHIN_ROUNDING
    low, high = chapter.counts()["urban"].penetration.as_floats()
    assert 75.7 < low < 75.8 < high < 75.9


def test_the_model_of_access_starts_from_the_papers_counts() -> None:
    model = InternetAccess()
    assert model.urban_users == float(data.stated("policy-urban-users-2019-06"))
    assert model.rural_users == float(data.stated("policy-rural-users-2019-06"))
    assert model.non_users == float(data.stated("policy-non-users-2019-06"))
    share = float(data.stated("policy-non-users-urban-share-2019-06"))
    assert 100 * model.urban_share_of_non_users == pytest.approx(share)


def test_two_in_five_residents_are_rural_and_a_villager_is_offline_2_5_times_as_often() -> None:
    model = InternetAccess()
    everybody = model.rural_population + model.urban_population
    assert model.rural_population / everybody == pytest.approx(0.40, abs=0.005)
    offline = (1 - model.rural_penetration) / (1 - model.urban_penetration)
    assert offline == pytest.approx(2.5, abs=0.05)


def test_with_an_estimated_ceiling_40_per_cent_of_villagers_were_foretold_and_69_came(
    fitted: pd.DataFrame,
) -> None:
    row = fitted.loc[("rural", "estimated")]
    assert row["predicted"] == pytest.approx(40.1, abs=0.05)
    assert row["observed"] == 69.2
    assert (row["inside"], row["later"]) == (0, 8)
    assert row["ceiling_low"] == pytest.approx(37, abs=0.5)
    assert row["ceiling_high"] == pytest.approx(46, abs=0.5)


def test_the_given_ceiling_runs_low_in_the_countryside_and_high_in_town(
    fitted: pd.DataFrame,
) -> None:
    rural, urban = fitted.loc[("rural", "everybody")], fitted.loc[("urban", "everybody")]
    assert rural["mean_error"] == pytest.approx(4.8, abs=0.05)
    assert urban["mean_error"] == pytest.approx(-5.7, abs=0.05)
    for row in (rural, urban):
        assert row["inside"] == row["later"]
        assert 19 < row["high"] - row["low"] < 22


def test_the_curve_that_failed_had_fitted_better_in_both_areas(fitted: pd.DataFrame) -> None:
    for area in ("urban", "rural"):
        estimated, given = fitted.loc[(area, "estimated")], fitted.loc[(area, "everybody")]
        assert estimated["deviation"] < given["deviation"]
        assert estimated["ceiling_high"] < 100
        assert estimated["inside"] < given["inside"]


def test_both_curves_foretold_a_wider_gap_than_came() -> None:
    gaps = chapter.gap_at_last_date()
    users = data.internet_users().set_index("month").loc[chapter.last_common_month()]
    observed = users["urban_penetration_percent"] - users["rural_penetration_percent"]
    assert gaps["observed"] == pytest.approx(observed)
    assert gaps["observed"] < gaps["everybody"] < gaps["estimated"]


def test_until_2019_the_rural_ceiling_lay_at_most_two_points_above_the_last_rate_seen() -> None:
    past = chapter.ceilings_by_year("rural", 2011, 2019)
    excess = past["ceiling"] - past["seen"]
    assert excess.between(0, 2.0).all()
    assert past["seen"].is_monotonic_increasing
    assert past["given"].iloc[0] > 95 and past["given"].iloc[-1] < 66
    after = chapter.ceilings_by_year("rural", 2020, 2021)
    assert (after["ceiling"] - after["seen"] > 30).all()
    assert after["ceiling"].iloc[-1] > 100


def test_the_population_behind_the_rates_changes_between_2020_and_2021() -> None:
    change = chapter.base_change()
    assert (change.before, change.after) == ("2020-12", "2021-12")
    assert change.change == pytest.approx(284 / 0.576 - 309 / 0.559)
    # The revised population fell by far less in that year.
    population = data.population().query("vintage == 'revised'").set_index("year")["rural_million"]
    assert -change.change > 4 * (population[2020] - population[2021])


def test_a_third_of_the_rise_in_rural_penetration_is_a_smaller_countryside() -> None:
    rise = chapter.rise()
    assert (1 + rise.users_growth) / (1 + rise.residents_growth) == pytest.approx(
        rise.after / rise.before
    )
    assert rise.with_residents_still == pytest.approx(39.8 * 322 / 225)
    by_residents = -np.log(1 + rise.residents_growth) / np.log(rise.after / rise.before)
    assert 1 - rise.share_of_users == pytest.approx(by_residents)
    assert by_residents == pytest.approx(0.35, abs=0.005)


def test_a_village_parcel_costs_about_five_times_one_in_the_city() -> None:
    village, city = ParcelCabinet(), CityCabinet()
    assert village.cost_per_day == city.cost_per_day
    assert village.cost_per_parcel / city.cost_per_parcel == pytest.approx(4.90, abs=0.02)


def test_the_default_parcels_are_those_of_2019_and_more_of_them_shrink_the_subsidy() -> None:
    assert chapter.village_cabinet(100, 1.0, 2019) == ParcelCabinet()
    later = chapter.village_cabinet(100, 1.0, 2021)
    # 15 and 37 billion parcels, 525.82 and 498.35 million residents, both as revised.
    assert chapter.parcels_per_household(2019) == pytest.approx(
        15e9 / 525.82e6 / 365 * 2.62, abs=5e-4
    )
    assert later.parcels_per_household == pytest.approx(37e9 / 498.35e6 / 365 * 2.62, abs=5e-4)
    now = subsidy_per_parcel(ParcelCabinet(), CityCabinet())
    assert subsidy_per_parcel(later, CityCabinet()) < now / 4


def test_half_a_million_cabinets_reach_about_28_per_cent_of_villagers() -> None:
    assert chapter.share_within_reach(Scenario()) == pytest.approx(0.277, abs=0.001)
    households = ParcelCabinet().households_in_reach
    assert chapter.share_within_reach(Scenario()) == pytest.approx(
        500_000 * households * 2.62 / 564.7e6, rel=1e-3
    )


def test_free_supplies_would_not_cover_the_illustrative_rent() -> None:
    farm = FarmInputs()
    assert farm.spending_per_mu < farm.land_rent
    dearest = replace(farm, markups=(0.5,) * 10, online_markup=0.0)
    assert dearest.rent_covered < farm.spending_per_mu / farm.land_rent < 1


def test_the_canteen_loses_today_and_pays_with_access_as_in_town() -> None:
    outcomes = Scenario().outcomes().set_index("measure")
    assert not LocalService().pays
    assert outcomes.loc["yearly result", "today"] == pytest.approx(-24_657, abs=1)
    assert outcomes.loc["yearly result", "scenario"] > 0


def test_unrecorded_assumptions_are_never_called_published() -> None:
    table = domain.assumptions(Scenario()).set_index("parameter")
    for name in ("household_size", "parcels_per_household"):
        assert (table.loc[[name], "basis"] == "unconfirmed").all()
    assert table.loc["villages", "basis"] == "illustrative"
    assert "unconfirmed" in table.loc["villages", "source"]
    shown = assumptions(FarmInputs(), label="5.8", title="").frame["basis"]
    assert shown["Persons in a household"].startswith("unconfirmed")
    assert shown["Rent of land, yuan a mu and year"] == "illustrative"
    cabinets = tables.cabinets(ParcelCabinet(), CityCabinet(), label="5.6").frame
    parcels = cabinets.loc["Parcels a household sends or gets by it, parcels a day"]
    assert parcels.tolist() == ["0.205*", "0.39*", "unconfirmed", "0.02 to 1; city 0.05 to 2"]


def test_a_changed_assumption_is_no_longer_published() -> None:
    moved = FarmInputs(income_per_resident=12_000)
    shown = assumptions(moved, label="5.8", title="").frame["basis"]
    assert shown["Rural disposable income, yuan a person and year"] == "illustrative"
    assert (
        assumptions(FarmInputs(), label="5.8", title="")
        .frame["basis"]["Rural disposable income, yuan a person and year"]
        .startswith("published")
    )


def test_an_unconfirmed_last_rate_carries_an_asterisk_in_the_table() -> None:
    came = tables.curves(chapter.curves(), label="5.4").frame["observed"]
    assert came["Urban, ceiling given"].endswith("*")
    assert not came["Rural, ceiling given"].endswith("*")


def test_an_interval_above_everybody_is_called_the_curves_error() -> None:
    assert chapter.beyond_everybody([99.0, 100.0]) == ""
    assert "not a rate that can occur" in chapter.beyond_everybody([40.0, 104.0])


def test_the_printed_rates_keep_the_papers_words() -> None:
    shown = tables.counts(chapter.counts(), label="5.2").frame
    printed = shown.loc["Penetration as printed, %"]
    assert printed.tolist() == ["nearly 70", "about 40", "61.2"]


def test_the_figure_of_the_curves_names_every_prediction_and_marks_what_is_unconfirmed() -> None:
    held = {
        (area, told): chapter.curve(area, told)
        for area in ("urban", "rural")
        for told in chapter.CEILINGS
    }
    figure = figures.curves(held, chapter.base_change(), label="5.3", source="")
    for one in held.values():
        assert f"{one.frame['predicted'].iloc[-1]:.1f}%" in figure.alt
    assert "unconfirmed" in figure.title
    assert set(figure.data["evidence"].dropna()) >= {"unconfirmed", "read"}


def test_the_chain_and_the_radius_are_called_illustrations() -> None:
    for figure in (
        figures.chain(FarmInputs(), label="5.9", source=""),
        figures.radius(LocalService(), (0.05, 0.1, 0.2), label="5.11", source=""),
    ):
        assert isinstance(figure, Figure)
        assert figure.title.endswith("An illustration.")


def test_the_bars_of_the_chain_add_up_to_its_prices() -> None:
    farm = FarmInputs()
    steps = figures.chain(farm, label="5.9", source="").data
    totals = steps.groupby("channel")["yuan"].sum()
    assert totals["online"] / totals["dealers"] == pytest.approx(1 - farm.saving_share, abs=1e-4)


def test_the_panel_begins_where_the_prose_does() -> None:
    levels = list(chapter.access_levels())
    started = chapter.scenario(levels[2], 100, 0.17)
    assert started == replace(Scenario(), rural_penetration=InternetAccess().urban_penetration)
    answer = explorations.scenario(levels[2], 100, 17)
    assert answer.sentence.startswith("The gap in access is closed.")
    assert answer.table is not None
    assert (answer.table.frame["basis"] == "published counts").sum() == 2
    assert answer.table.frame.loc["Further rural users, million"].tolist()[:2] == ["0", "203"]


def test_the_panel_says_when_the_countryside_leads_and_when_online_is_dearer() -> None:
    everybody = list(chapter.access_levels())[-1]
    assert "ahead of the town" in explorations.scenario(everybody, 100, 17).sentence
    assert "costs a household" in explorations.scenario(everybody, 100, 41).sentence


def test_a_denser_village_needs_no_subsidy_once_its_cabinet_is_full() -> None:
    assert "No subsidy is needed" in explorations.cabinet(300, 2.0, "2021").sentence
    assert "0.93 yuan a parcel" in explorations.cabinet(100, 1.0, "2019").sentence


def test_an_interval_without_a_sensible_end_is_said_to_have_none() -> None:
    sentence = explorations.access_curve(2010, "estimated from the data", "urban").sentence
    assert "to far above everybody" in sentence
    later = explorations.access_curve(2022, "estimated from the data", "rural").sentence
    assert later.endswith("more than everybody.")


def test_the_exploration_with_data_to_2019_repeats_the_table(fitted: pd.DataFrame) -> None:
    answer = explorations.access_curve(2019, "everybody", "urban")
    row = fitted.loc[("urban", "everybody")]
    assert f"predicts {row['predicted']:.0f}% for December 2024" in answer.sentence
    assert f"{row['observed']:.0f}% came" in answer.sentence

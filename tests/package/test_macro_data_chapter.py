"""The computations, tables and interactives behind the chapter on macro data."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urban_rural import data, macro_data
from urban_rural.explorations import macro_data as explorations
from urban_rural.explore import Answer
from urban_rural.figures import macro_data as figures
from urban_rural.printed import Interval, Verdict
from urban_rural.tables import macro_data as tables
from urban_rural.tables.assumptions import assumptions


def inside(interval: Interval, number: float) -> bool:
    return float(interval.low) - 1e-9 <= number <= float(interval.high) + 1e-9


def test_the_factor_from_2015_to_2018_is_3_88_and_neither_two_nor_three() -> None:
    found = macro_data.opening()
    assert inside(found["multiple"], 1370 / 353)
    assert found["multiple"].format(1) == "3.8 to 4.0"
    multiple = "macro-rural-online-retail-multiple"
    assert macro_data.verdict_on(multiple, found["multiple"]) is Verdict.DOES_NOT_HOLD
    assert macro_data.verdict_on(multiple, found["increase"]) is Verdict.HOLDS


def test_nearly_more_than_and_a_bare_number_claim_different_things() -> None:
    assert macro_data.claimed("jobs-taobao-sales-share") == Interval(45, 50)
    assert macro_data.claimed("macro-rural-parcels") == Interval(15, math.inf)
    assert macro_data.claimed("macro-agricultural-products-increase") == Interval(1.45, 1.55)
    assert macro_data.claimed("jobs-village-output-multiple") == Interval(25.75, 25.85)


def test_an_increase_of_1_5_times_implies_159_billion_in_2016() -> None:
    found = macro_data.opening()
    assert inside(found["products_2016_if_risen_by"], 159)
    assert inside(found["products_2016_if_risen_to"], 265)
    assert not found["products_2016_if_risen_by"].overlaps(found["products_2016_if_risen_to"])


def test_fifteen_billion_parcels_are_at_least_23_6_per_cent_of_all() -> None:
    share = macro_data.opening()["parcels_share"]
    assert float(share.low) == pytest.approx(100 * 15 / 63.52)
    assert macro_data.verdict_on("macro-rural-parcels-share", share) is Verdict.HOLDS


def test_a_rural_resident_had_at_least_28_parcels_and_nothing_is_said_of_town() -> None:
    found = macro_data.opening()
    assert float(found["parcels_per_rural_resident"].low) == pytest.approx(15_000 / 525.82)
    assert found["parcels_per_rural_resident"].format(0) == "at least 28"
    (parcels,) = [reading for reading in tables.opening() if reading.topic == "Parcels"]
    assert "year of the rural figure is not printed" in parcels.beside
    assert "elsewhere" not in parcels.gives


def test_rural_parcels_multiplied_by_2_5_and_all_parcels_by_1_7() -> None:
    rural, country = macro_data.parcels_multiple(2019, 2021)
    assert rural == pytest.approx(37 / 15)
    assert country == pytest.approx(108.30 / 63.52)


def test_the_villages_are_those_of_june_2019_and_not_of_2018() -> None:
    assert macro_data.taobao(2018, "villages").value == 3202
    assert macro_data.taobao(2018, "towns").value == 363
    printed = data.stated("jobs-taobao-villages")
    assert printed.value == macro_data.taobao(2019, "villages").value
    assert inside(macro_data.jobs()["villages_too_many"], 100 * (4310 / 3202 - 1))


def test_700_billion_are_more_than_half_of_2018_and_nearly_half_to_june_2019() -> None:
    found, share = macro_data.jobs(), "jobs-taobao-sales-share"
    assert macro_data.verdict_on(share, found["share_of_2018"]) is Verdict.DOES_NOT_HOLD
    assert macro_data.verdict_on(share, found["share_to_june_2019"]) is not Verdict.DOES_NOT_HOLD
    assert float(found["total_implied"].low) == 1400


def test_jobs_per_store_and_per_village_follow_from_the_printed_counts() -> None:
    found = macro_data.jobs()
    assert float(found["jobs_per_store"].low) == pytest.approx(28 / 9.8565)
    assert inside(found["jobs_per_village"], 6_830_000 / 4310)
    assert inside(found["sales_per_village"], 700_000 / 4310)
    assert inside(found["years_of_income"], 213_000 / 20_500)


def test_25_8_is_the_quotient_of_the_two_printed_outputs() -> None:
    found = macro_data.jobs()["output_multiple"]
    assert inside(found, 11870 / 460)
    assert macro_data.verdict_on("jobs-village-output-multiple", found) is Verdict.HOLDS


def test_savings_of_5_and_1_per_cent_leave_9_to_34_per_cent_of_users_open() -> None:
    found = macro_data.prices()
    assert float(found["users_share"].low) == pytest.approx(100 * 0.5 / 5.5)
    assert float(found["users_share"].high) == pytest.approx(100 * 1.5 / 4.5)
    assert float(found["users_share_as_printed"].midpoint) == 20


def test_at_one_discount_the_town_saves_more_than_twice_as_much() -> None:
    found = macro_data.prices()
    for end in ("low", "high"):
        ratio = getattr(found["urban_saving"], end) / getattr(found["rural_saving"], end)
        assert float(ratio) == pytest.approx(36.88 / 14.62, abs=0.01)


def test_at_the_spending_named_both_would_save_the_same_share() -> None:
    spent = float(macro_data.prices()["spending_at_equal_shares"].midpoint)
    shares = []
    for area, online in (("rural", spent), ("urban", macro_data.online_sales(2018).value - spent)):
        consumption = (
            macro_data.residents(area, 2018).value
            * macro_data.consumption_per_head(area, 2018).value
        )
        shares.append(online / consumption)
    assert shares[0] == pytest.approx(shares[1])


def test_gansu_multiplies_its_share_by_2_14_over_1_324() -> None:
    found = macro_data.press()
    assert inside(found["gansu_share_multiple"], 2.14 / 1.324)
    assert inside(found["yuan_per_dollar"], 6430 / 986)
    assert inside(found["jobs"], 2.83 + 1.72 + 1.12)
    assert inside(found["city_growth_if_national"], 100 * (1850 / 1310 - 1))
    assert inside(found["counties_over_cities"], 1 + 0.136 * 1310 / 1850)
    assert inside(found["guangdong_in_jobs"], 100 * 2.83 / 5.67)
    assert inside(found["last_month"], 7175.1 - 6430)


def test_seven_of_ten_outside_the_east_are_what_chance_gives() -> None:
    expected, chance = macro_data.less_developed_by_chance()
    assert set(macro_data.EAST) < set(data.PROVINCES) and len(macro_data.EAST) == 10
    drawn = (
        np.random.default_rng(20)
        .permuted(np.tile(np.arange(31) < 21, (20_000, 1)), axis=1)[:, :10]
        .sum(axis=1)
    )
    assert expected == pytest.approx(drawn.mean(), abs=0.03)
    assert chance == pytest.approx((drawn >= 7).mean(), abs=0.02)
    assert {"Guangdong", "Zhejiang", "Jiangsu"} < set(macro_data.EAST)
    assert not {"Guangxi", "Henan", "Hubei"} & set(macro_data.EAST)


def test_growth_rates_cannot_be_multiplied_across_the_break() -> None:
    assert macro_data.multiple(2015, 2018, "growth rates") is None
    assert macro_data.multiple(2014, 2016, "growth rates") is None
    assert macro_data.multiple(2016, 2018, "growth rates") == pytest.approx(1.391 * 1.304)
    assert macro_data.multiple(2016, 2018, "levels") == pytest.approx(1370 / 894.54)


def test_levels_and_growth_rates_disagree_in_eight_of_nine_years() -> None:
    # Of the eight years only 2021 rests on figures that all were read.
    assert macro_data.growth_beside_levels() == (8, 9, 7)
    assert macro_data.growth_beside_levels(tolerance=100)[0] == 0


def test_by_2019_the_rural_share_fell_by_levels_and_rose_by_growth_rates() -> None:
    shares = macro_data.rural_shares()
    assert shares.loc[2019, "by_levels"] < shares.loc[2016, "by_levels"] - 1
    assert shares.loc[2019, "by_growth_rates"] > shares.loc[2016, "by_growth_rates"] + 2
    in_2019 = shares.diff().loc[2019]
    assert in_2019["by_levels"] > 0 and in_2019["by_growth_rates"] > 0
    assert shares.loc[2016, "by_levels"] == pytest.approx(17.4, abs=0.06)  # as published
    chained = 894.54 / 5155.6 * 139.1 / 132.2 * 130.4 / 123.9 * 119.1 / 116.5 * 100
    assert shares.loc[2019, "by_growth_rates"] == pytest.approx(chained)


def test_most_of_the_approach_per_head_is_fewer_rural_residents() -> None:
    shares = macro_data.rural_shares()
    for account in ("by_levels", "by_growth_rates"):
        assert 0.7 < macro_data.part_of_residents(shares, account) < 0.85


def test_at_the_lead_of_2019_the_rural_share_needs_about_four_decades() -> None:
    shares = macro_data.rural_shares().loc[2019]
    share, target = shares["by_levels"], shares["residents"]
    years = macro_data.years_to_share(share, target, 0.19, 0.165)
    assert 38 < years < 42
    assert share * (1.19 / 1.165) ** years == pytest.approx(target)
    with pytest.raises(ValueError, match=r"growth = 0\.1 .*\(0\.2, inf\)"):
        macro_data.years_to_share(share, target, 0.1, 0.2)
    with pytest.raises(ValueError, match="share = 50 "):
        macro_data.years_to_share(50, target, 0.19, 0.165)


def test_a_lead_that_is_gone_after_a_year_moves_the_share_once() -> None:
    assert macro_data.share_path(1, 0.5, 0, 3) == [1, 1.5, 1.5, 1.5]
    assert macro_data.share_path(1, 0.5, 1, 2) == [1, 1.5, 2.25]
    with pytest.raises(ValueError, match=r"persistence = 2 .*\[0, 1\]"):
        macro_data.share_path(1, 0.5, 2, 3)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.01, 5), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_more_a_lead_persists_the_higher_the_share_ends(
    share: float, lead: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert macro_data.share_path(share, lead, low, 6)[-1] <= macro_data.share_path(
        share, lead, high, 6
    )[-1] * (1 + 1e-12)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 1), st.floats(0, 10), st.floats(0, 10))
def test_the_average_saving_lies_between_those_of_users_and_others(
    users: float, by_users: float, by_others: float
) -> None:
    average = macro_data.average_saving(users, by_users, by_others)
    low, high = sorted((by_users, by_others))
    assert low - 1e-9 <= average <= high + 1e-9


def test_users_above_all_households_are_refused() -> None:
    with pytest.raises(ValueError, match=r"users = 1\.5 .*\[0, 1\]"):
        macro_data.average_saving(1.5, 5, 0)


@pytest.mark.parametrize("opening", [0.05, 0.25, 0.5])
def test_the_difference_under_selection_agrees_with_simulated_families(opening: float) -> None:
    model = macro_data.SelfSelection(opening=opening, correlation=0.4, gain=5_000)
    draw = np.random.default_rng(7)
    willing, other = draw.standard_normal((2, 400_000))
    income = model.spread * (0.4 * willing + math.sqrt(1 - 0.4**2) * other)
    opens = willing > np.quantile(willing, 1 - opening)
    measured = (income[opens] + model.gain).mean() - income[~opens].mean()
    assert model.difference == pytest.approx(measured, abs=400)


def test_without_correlation_the_comparison_finds_the_gain() -> None:
    model = macro_data.SelfSelection(correlation=0, gain=12_345)
    assert model.difference == 12_345


@settings(max_examples=40, deadline=None)
@given(st.floats(0.01, 0.99), st.floats(100, 40_000))
def test_the_correlation_that_explains_a_difference_gives_it_back(
    opening: float, difference: float
) -> None:
    model = macro_data.SelfSelection(opening=opening)
    needed = model.correlation_explaining(difference)
    if needed <= 1:
        again = macro_data.SelfSelection(opening=opening, correlation=needed)
        assert again.difference == pytest.approx(difference)


def test_a_share_of_families_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match=r"opening = 1 .*\(0, 1\)"):
        macro_data.SelfSelection(opening=1)


def test_every_figure_of_section_3_1_stands_in_a_table() -> None:
    shown = {name for reading in tables.all_readings() for name in reading.statements}
    prose = data.prose()
    assert shown == set(prose.loc[prose["section"] == "3.1", "id"])


def test_every_figure_of_the_press_reports_stands_in_the_table() -> None:
    shown = {name for reading in tables.press_readings() for name in reading.statements}
    assert shown == set(data.press()["id"])


def test_only_one_passage_compares_with_the_total_at_two_dates_of_one_definition() -> None:
    counted = tables.compared(tables.all_readings())
    assert counted["town_and_dates"] == 1
    complete = [
        reading
        for reading in tables.all_readings()
        if {tables.TOWN, tables.DATES, tables.DEFINITION} <= reading.compares
    ]
    assert [reading.statements[0] for reading in complete] == [
        "macro-rural-online-retail-growth-2019"
    ]
    assert counted["passages"] == len({r.statements[0] for r in tables.all_readings()})


def test_a_figure_printed_twice_is_no_check_and_both_name_a_second_date() -> None:
    twice = [reading for reading in tables.all_readings() if reading.topic == "Mobile payment"]
    assert [reading.verdict for reading in twice] == [tables.CANNOT] * 2
    assert all(reading.compares == {tables.DATES} for reading in twice)


def test_of_the_poverty_passages_only_one_gives_sales() -> None:
    share = macro_data.poverty()["share_of_products"]
    assert inside(share, 100 / 397.5)
    assert sum("sales" in reading.statements[0] for reading in tables.poverty()) == 1


def test_in_2025_level_and_growth_do_not_chain() -> None:
    before, last = (macro_data.rural_sales(year).value for year in (2024, 2025))
    assert last / before - 1 > 2 * 0.067
    shares = macro_data.rural_shares()
    assert shares.loc[2024, "by_levels"] == pytest.approx(100 * 2560 / 15522.5)
    assert shares.loc[2025, "by_levels"] == pytest.approx(100 * 3000 / 15972.2)


def test_the_assumptions_show_their_sensible_range() -> None:
    shown = assumptions(macro_data.SelfSelection(), label="3.6", title="").frame
    assert list(shown["range"])[0] == "0.02 to 0.5"
    assert list(shown["range"])[-1] == "10,000 to 60,000"


def test_every_cell_begins_with_a_letter_so_that_it_is_set_as_text() -> None:
    parts = tables.parts().values()
    shown = [tables.channel(readings, label="3.0", title="") for readings in parts]
    for table in [*shown, tables.press(label="3.0")]:
        assert table.frame.map(lambda cell: str(cell)[:1].isalpha()).all(axis=None)
        assert table.frame.index.is_unique


def test_an_unconfirmed_figure_carries_its_asterisk() -> None:
    unconfirmed, read = macro_data.rural_sales(2017), macro_data.rural_sales(2018)
    assert unconfirmed.text() == "1,244.88*"
    assert read.text() == "1,370"
    assert macro_data.rural_users("2018-12")[1].text("%") == "38.4%*"
    with pytest.raises(KeyError):
        macro_data.rural_sales(1999)


def test_no_line_crosses_a_break() -> None:
    series = data.rural_online_retail()
    assert figures.breaks(series) == [2015.5]
    assert figures.breaks(data.agricultural_online_retail()) == [2017.5]
    drawn = figures.series_with_breaks(
        series, data.agricultural_online_retail(), label="3.2", source=""
    )
    assert "(unconfirmed)" in drawn.alt and "no line joins" in drawn.alt
    # One line for each part of each series; a point of a line is two numbers of its path.
    line = r'd="(M[^"]*)"[^>]*clip-path[^>]*style="fill: none; stroke: #(?:b4530a|6b3fa0)'
    paths = re.findall(line, drawn.svg)
    joined = sorted(len(re.findall(r"-?\d*\.?\d+", path)) // 2 for path in paths)
    assert joined == sorted([2, 10, 2, 8])


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (explorations.growth_between("2015", "2018", "levels"), "3.88 times as much"),
        (explorations.growth_between("2015", "2018", "levels"), "this is not growth"),
        (explorations.growth_between("2016", "2018", "growth rates"), "1.81 times as much"),
        (explorations.growth_between("2015", "2018", "growth rates"), "cannot be multiplied"),
        (explorations.selection(10, 0.0, 0), "The comparison finds 0 yuan"),
        (explorations.saving(20, 0.0), "which rounds to the printed 1%"),
        (explorations.saving(50, 0.0), "which does not round to the printed 1%"),
        (explorations.saving(0, 0.0), "nothing goes to users"),
        (explorations.low_base("0.5", "stays", 6), "It passes an equal part of 3.2% in year 4."),
        (explorations.low_base("0.1", "is gone after a year", 6), "It stays below"),
    ],
)
def test_an_interactive_says_what_it_shows(answer: Answer, words: str) -> None:
    assert words in answer.sentence
    assert answer.figure is not None

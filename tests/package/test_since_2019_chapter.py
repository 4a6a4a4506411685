"""What the chapter on the years since 2019 says: known values and sentences."""

import math

import numpy as np
import pandas as pd
import pytest

from urban_rural import chaining, data, since_2019, trends
from urban_rural.display import Figure
from urban_rural.expectations import Expectation, Measure, Outcome, expectations
from urban_rural.explorations import since_2019 as explorations
from urban_rural.figures import since_2019 as figures
from urban_rural.printed import Interval
from urban_rural.tables import since_2019 as tables


@pytest.fixture(scope="module")
def chains() -> pd.DataFrame:
    return since_2019.chains()


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Expectation]:
    return {one.quotation: one for one in expectations()}


def test_both_ratios_fell_in_every_year_to_2025() -> None:
    for gap, first, seen, last in (
        ("consumption", 2.470, 2.106, 1.770),
        ("income", 2.807, 2.644, 2.310),
    ):
        ratio = since_2019.gaps(gap)["ratio"]
        assert ratio.index.tolist() == list(range(2013, 2026))
        assert (ratio.diff().dropna() < 0).all()
        assert ratio[[2013, 2019, 2025]].tolist() == pytest.approx([first, seen, last], abs=5e-4)


def test_the_difference_in_yuan_grew_while_the_ratio_fell() -> None:
    for gap in since_2019.GAPS:
        found = since_2019.gaps(gap)
        assert found["difference"][2025] > found["difference"][2019] > found["difference"][2013]


def test_the_gaps_rest_on_no_unconfirmed_row_and_on_one_derived() -> None:
    marks = pd.concat(since_2019.gaps(gap)["evidence"] for gap in since_2019.GAPS)
    assert "unconfirmed" not in set(marks)
    assert since_2019.gaps("consumption")["evidence"][2025] == "derived"
    assert (marks == "derived").sum() == 1


def test_the_weaker_mark_of_the_two_areas_is_shown() -> None:
    total = data.national_consumption().query("category == 'total' and year == 2025")
    assert set(total.set_index("area")["evidence"][["urban", "rural"]]) == {"read", "derived"}
    assert since_2019.amounts("consumption")["evidence"][2025] == "derived"


def test_the_pace_of_a_ratio_is_that_of_its_two_amounts() -> None:
    found = since_2019.pace("income", 2019, 2025)
    assert 1 + found.per_year == pytest.approx((1 + found.urban) / (1 + found.rural))
    ratio = since_2019.gaps("income")["ratio"]
    assert (1 + found.per_year) ** 6 == pytest.approx(ratio[2025] / ratio[2019])


def test_consumption_kept_its_pace_and_income_quickened() -> None:
    before, since = (
        {gap: since_2019.pace(gap, *years).per_year for gap in since_2019.GAPS}
        for years in ((2013, 2019), (2019, 2025))
    )
    assert since["consumption"] / before["consumption"] == pytest.approx(1.09, abs=0.01)
    assert since["income"] / before["income"] > 2
    assert since_2019.continued("consumption", 2013, 2019)[2025] == pytest.approx(1.795, abs=5e-4)
    assert since_2019.continued("income", 2013, 2019)[2025] == pytest.approx(2.491, abs=5e-4)


def test_a_continued_ratio_starts_where_the_pace_ends() -> None:
    path, ratio = since_2019.continued("income", 2014, 2017), since_2019.gaps("income")["ratio"]
    assert path.index.tolist() == list(range(2017, 2026))
    assert path[2017] == ratio[2017]
    assert path[2020] / path[2017] == pytest.approx(ratio[2017] / ratio[2014])


def test_two_fifths_of_the_fall_since_2019_came_in_2020_when_town_spent_less() -> None:
    assert since_2019.log_share_of_year("consumption", 2020, 2019) == pytest.approx(0.386, abs=5e-4)
    year = since_2019.pace("consumption", 2019, 2020)
    assert year.urban < 0 < year.rural
    parts = [since_2019.log_share_of_year("consumption", y, 2019) for y in range(2020, 2026)]
    assert sum(parts) == pytest.approx(1)


def test_contributions_of_the_types_add_up_to_the_change_of_the_ratio() -> None:
    found = since_2019.by_category()
    whole = found.loc["All types"]
    assert found.attrs["years"] == (2013, 2019, 2023)
    assert whole["before"] == pytest.approx(whole["seen"] - whole["first"])
    assert whole["since"] == pytest.approx(whole["last"] - whole["seen"])
    # The types add up to the published totals but for rounding.
    assert whole["last"] == pytest.approx(since_2019.gaps("consumption")["ratio"][2023], abs=1e-3)
    types = found.drop(index="All types")
    assert types["since"].idxmin() == "Food" and (types["last"] < types["first"]).all()


def test_what_leads_at_jd_adds_little_to_the_fall() -> None:
    jd = data.table_5()["urban_index"].astype(float)
    part = since_2019.by_category()["since"]
    assert jd.idxmax() == "Household facilities, articles and services"
    assert jd.max() / jd.sum() == pytest.approx(0.596, abs=1e-3)
    assert part[jd.idxmax()] / part["All types"] == pytest.approx(0.05, abs=0.005)


def test_the_inferred_breaks_on_record_are_those_that_the_rule_flags(chains: pd.DataFrame) -> None:
    flagged = chains[chains["stands_out"]].index
    for series, record in (
        ("Rural online retail", "rural_online_retail"),
        ("Agricultural products online", "agricultural_online_retail"),
    ):
        places = since_2019.breaks(record)
        recorded = {int(first) for _, first in places["recorded"]}
        inferred = {int(first) for _, first in places["inferred"]}
        found = {year for name, year in flagged if name == series}
        assert found - recorded == inferred and not recorded & inferred
    ministry = {"Rural online retail", "Agricultural products online"}
    assert set(flagged.get_level_values("series")) == ministry
    assert len(flagged) == 5


def test_published_growth_hardly_ever_follows_from_the_levels(chains: pd.DataFrame) -> None:
    agree = chains[chains["distance"] == 0]
    assert (len(agree), len(chains)) == (2, 39)
    # One of the two agrees because its level says next to nothing.
    rounded = chains.loc[("Rural online retail", 2025)]
    assert rounded["low"] < 0 and rounded["high"] > 35
    exact = chaining.distance(
        (Interval(3000, 3000) / Interval(2560, 2560) - 1) * 100, Interval(6.65, 6.75)
    )
    assert exact > 9


def test_a_wider_fence_lets_two_go_and_without_farm_products_2018_stays_out(
    chains: pd.DataFrame,
) -> None:
    sizes = chains["distance"].abs()
    lower, upper = np.quantile(sizes, [0.25, 0.75])
    wide = set(chains.index[sizes > upper + 3 * (upper - lower)])
    narrow = set(chains.index[chains["stands_out"]])
    assert narrow - wide == {
        ("Agricultural products online", 2022),
        ("Rural online retail", 2018),
    }
    rest = chains.drop(index="Agricultural products online")["distance"]
    fence = chaining.fence(rest)
    assert fence < chaining.fence(chains["distance"])
    assert rest.index[rest.abs() > fence].tolist() == [("Rural online retail", 2018)]


def test_the_inferred_break_of_the_users_is_where_the_implied_population_jumps() -> None:
    [(last, first)] = since_2019.breaks("internet_users")["inferred"]
    assert (last, first) == ("2020-12", "2021-12")
    found = since_2019.rural_residents_behind_the_rates()
    assert found["implied"][2020] - found["implied"][2021] == pytest.approx(59.7, abs=0.05)
    assert found["revised"][2020] - found["revised"][2021] == pytest.approx(11.57)
    # Before it the rates fit the count as first published better, after it the revised one.
    early = data.population().query("vintage == 'first published'").set_index("year")
    before, after = found.loc[2014:2018], found.loc[2021:]
    published = early["rural_million"].reindex(before.index)
    assert (
        (before["implied"] - published).abs() < (before["implied"] - before["revised"]).abs()
    ).all()
    assert ((after["implied"] / after["revised"] - 1).abs() < 0.03).all()
    assert ((before["implied"] / before["revised"] - 1).abs() > 0.01).all()


def test_steps_of_sales_are_the_published_growth_rates_and_no_step_leads_to_a_break() -> None:
    found = since_2019.series()
    assert found["Online retail"].steps[2024] == pytest.approx(100 * math.log(1.072))
    assert 2021 not in found["Rural penetration"].steps.index
    assert not {2019, 2020} & set(found["Rural penetration"].steps.index)
    assert found["Rural online retail"].levels.index[0] == 2016


def test_levels_correlate_with_a_calendar_and_with_a_distant_past() -> None:
    placebos = since_2019.associations("consumption", "placebo")
    assert [one.series.name for one in placebos][-1] == "Placebo: rural penetration 8 years before"
    assert since_2019.associations("consumption")[-1] == placebos[-1]
    assert all(one.levels < -0.98 for one in placebos)
    assert placebos[0].steps is None
    low, high = placebos[1].steps.low, placebos[1].steps.high
    assert low < 0 < high


def test_reshuffling_the_years_leaves_levels_of_penetration_correlated() -> None:
    found = since_2019.association("Rural penetration", "consumption")
    assert found.levels < -0.98 and found.reshuffled > 0.9


def test_two_of_sixteen_tests_of_steps_are_below_five_per_cent_one_on_either_side() -> None:
    found = [one for gap in since_2019.GAPS for one in since_2019.associations(gap, "Internet")]
    assert since_2019.expected_by_chance(found) == (2, 16, pytest.approx(0.8))
    few = {one.series.name: one.steps.correlation for one in found if one.steps.p < 0.05}
    assert few["Online share of retail"] < 0 < few["Rural online retail"]


def test_without_2020_the_online_share_is_no_longer_sure() -> None:
    name, gap = "Online share of retail", "consumption"
    share, without = (since_2019.association(name, gap, year).steps for year in (None, 2020))
    assert share.high < 0 < without.high < 0.05
    assert without.count == share.count - 1
    assert share.p * 16 > 0.05


def test_the_other_causes_do_no_better_in_steps() -> None:
    for one in since_2019.associations("consumption", "rival"):
        assert one.steps.low < 0 < one.steps.high


def test_the_outcome_follows_from_the_decided_measures() -> None:
    def measure(before: Interval, after: Interval) -> Measure:
        return Measure("m", (before, after), True, "then, now", "{:.0f}")

    one, two, four = Interval(0, 1), Interval(2, 3), Interval(2.5, 4)
    met, unmet, undecided = measure(one, two), measure(two, one), measure(two, four)
    assert (met.met, unmet.met, undecided.met) == (True, False, None)
    for measures, outcome in (
        ((met, met), Outcome.CAME),
        ((met, undecided), Outcome.CAME),
        ((met, unmet), Outcome.IN_PART),
        ((unmet, undecided), Outcome.DID_NOT_COME),
        ((undecided,), Outcome.CANNOT_BE_SEEN),
        ((), Outcome.CANNOT_BE_SEEN),
    ):
        assert Expectation("q", "4", measures).outcome is outcome


def test_a_measure_tells_what_it_rests_on() -> None:
    values = Interval(2, 3), Interval(2.5, 4)
    shown = Measure("share, %", values, True, "2019, 2025", "{:.1f}", unconfirmed=True).text
    assert shown == "share, %: 2.5 to 3.2*, within rounding (2019, 2025)"


def test_the_gaps_narrowed_in_part_access_came_and_the_lead_of_rural_sales_did_not(
    outcomes: dict[str, Expectation],
) -> None:
    found = [one.outcome for one in outcomes.values()]
    assert [found.count(outcome) for outcome in Outcome] == [3, 2, 1, 4]
    assert outcomes["flattening the consumption gap"].outcome is Outcome.IN_PART
    assert outcomes["narrows the urban-rural income gap"].outcome is Outcome.IN_PART
    access = outcomes["accelerate the Internet popularization in rural areas"]
    assert access.outcome is Outcome.CAME and all(m.unconfirmed for m in access.measures)
    lead = outcomes["the growth rate higher than that of the total"]
    assert lead.outcome is Outcome.DID_NOT_COME
    assert [measure.met for measure in lead.measures] == [False, None]
    assert since_2019.years_with_growth_above_the_total() == (1, 6)


def test_shares_are_not_compared_across_a_break(outcomes: dict[str, Expectation]) -> None:
    products = outcomes["promoting the agricultural products to enter the city"]
    assert [measure.name[:19] for measure in products.measures] == ["by published growth"]


def test_quotations_of_the_paper_have_at_most_fifteen_words(
    outcomes: dict[str, Expectation],
) -> None:
    assert max(len(quotation.split()) for quotation in outcomes) <= 15


def test_every_series_says_when_it_ends_and_how_far_it_is_checked() -> None:
    found = since_2019.as_of()
    assert tuple(found.index) == since_2019.RECORDS
    for name, row in found.iterrows():
        record = data.record(str(name))
        assert row["rows"] == sum(record["evidence"].values())
        assert row["unconfirmed"] == record["evidence"].get("unconfirmed", 0)
        assert int(row["last"][:4]) == max(record["years"])
    shown = tables.as_of(found, label="7.1").frame
    assert shown["mark"]["Taobao villages and towns"] == "unconfirmed*"
    assert shown["breaks"]["Internet users and penetration"] == "inferred 2020-12/2021-12"


def test_the_table_of_associations_marks_what_rests_on_unconfirmed_rows() -> None:
    found = tables.associations(
        since_2019.associations("consumption"), label="7.8", title="", source=""
    ).frame
    assert "Rural penetration*" in found.index and "Placebo: the calendar year" in found.index
    assert found["interval"]["Placebo: the calendar year"] == "all steps alike"


def test_figures_describe_themselves_from_their_data(chains: pd.DataFrame) -> None:
    drawn = [
        figures.ratios(label="7.2", source="s"),
        figures.signals(label="7.6", source="s"),
        figures.growth(chains, label="7.7", source="s"),
    ]
    assert all(isinstance(figure, Figure) and figure.svg.startswith("<svg") for figure in drawn)
    assert "2025 1.77" in drawn[0].alt and "2.47 in 2013" in drawn[0].title
    assert "rural: 2.6 in 2005-12 to 69.2 in 2025-06, 14 of 23 unconfirmed" in drawn[1].alt
    assert "In 2 of 39 cases" in drawn[2].title
    assert "2018 levels 9.6 to 10.5%, published 30.4%, beyond the fence" in drawn[2].alt


def test_no_line_of_a_figure_crosses_a_break() -> None:
    places = [place for place, _ in figures._places("agricultural_online_retail")]
    assert sorted(places) == [2017.5, 2018.5, 2019.5, 2021.5]
    values = data.agricultural_online_retail().set_index("year")["sales_billion_yuan"]
    parts = [part.index.tolist() for part in figures._parts(values, places)]
    assert parts == [[2016, 2017], [2018], [2019], [2020, 2021], [2022, 2023, 2024, 2025]]


def test_a_gap_can_fall_as_a_ratio_and_rise_in_yuan() -> None:
    said = explorations.gap_by_measure("income", 2019).sentence
    assert "fell to 2.31 (−13%)" in said and "rose to 32,046 (+22%)" in said


def test_the_reader_is_told_when_steps_are_too_few() -> None:
    said = explorations.together("Rural penetration", "consumption", "from 2019").sentence
    assert "interval" not in said
    assert "−0.76 over 10 pairs" in (
        explorations.together("Online share of retail", "consumption", "all years").sentence
    )


def test_every_window_answers_as_the_table_does() -> None:
    for name in since_2019.series():
        found = since_2019.association(name, "income")
        said = explorations.together(name, "income", "all years").sentence
        assert f"Levels: {tables.signed(found.levels)} over {found.years} pairs" in said
        if found.steps is not None:
            assert f"to {tables.signed(found.steps.high)}, " in said


def test_a_pace_gone_on_is_held_against_what_came() -> None:
    assert "It is 1.77: about the same" in explorations.gone_on("consumption", 2013, 2019).sentence
    assert "It is 2.31: narrower" in explorations.gone_on("income", 2013, 2019).sentence


def test_rural_incomes_outgrew_urban_ones_by_less_than_the_ratio() -> None:
    found = since_2019.pace("income", 2019, 2025)
    assert 1 < found.rural / found.urban < since_2019.gaps("income")["ratio"][2025]


def test_a_budget_share_of_clothing_is_an_impressive_placebo_in_levels() -> None:
    urban = data.national_consumption().query("area == 'urban'")
    yuan = urban.pivot(index="year", columns="category", values="yuan_per_head")
    share = (yuan["clothing"] / yuan["total"]).dropna()
    ratio = since_2019.gaps("income")["ratio"]
    assert abs(trends.correlation(share, ratio)) > 0.85
    steps = trends.in_steps(trends.steps(share), trends.steps(ratio))
    assert steps is not None and abs(steps.correlation) < 0.6

"""The computations behind the chapter on micro data."""

import numpy as np
import pytest

from urban_rural import micro_data, witnesses
from urban_rural.explorations import micro_data as explorations


def test_table_2_is_reproduced_to_the_cent() -> None:
    found = micro_data.analysis_of_total(2015)
    assert f"{found.sum_of_squares_between:.2f}" == "1911551402.25"
    assert f"{found.sum_of_squares_within:.2f}" == "1092775874.17"
    assert f"{found.f:.2f}" == "104.96"


def test_table_3_from_official_figures_differs_from_print() -> None:
    found = micro_data.analysis_of_total(2016)
    assert f"{found.sum_of_squares_between:.2f}" == "2171437294.49"
    assert f"{found.sum_of_squares_within:.2f}" == "1219411862.69"
    assert f"{found.f:.2f}" == "106.84"


def test_three_slips_reproduce_table_3_and_the_search_finds_no_other_way() -> None:
    slips = micro_data.slips_of_table_3()
    assert [slip.province for slip in slips] == ["Hubei", "Zhejiang", "Shanghai"]
    typed = micro_data.with_slips(2016, slips)
    values = typed[["urban_yuan", "rural_yuan"]].to_numpy()
    within = ((values - values.mean(axis=0)) ** 2).sum()
    between = 31 * ((values.mean(axis=0) - values.mean()) ** 2).sum()
    assert (f"{between:.2f}", f"{within:.2f}") == ("2177827552.78", "1219218706.32")
    assert micro_data.further_slips() == [tuple(slips[1:])]


def test_incomes_rule_out_the_inferred_figure_of_hubei_as_a_true_one() -> None:
    weights = micro_data.weights_of_slips()
    hubei = weights.loc["Hubei, rural"]
    assert hubei["from_official"].overlaps(hubei["from_incomes"])
    assert not hubei["from_inferred"].overlaps(hubei["from_incomes"])
    shanghai = weights.loc["Shanghai, rural"]
    assert shanghai["from_inferred"].overlaps(shanghai["from_incomes"])


def test_the_gap_on_jd_is_significant_and_its_f_rises_while_the_ratio_falls() -> None:
    analyses = micro_data.analyses()
    assert (analyses["p"] < 0.05).all()
    assert analyses.loc["JD.com, 2016", "f"] > analyses.loc["JD.com, 2015", "f"]
    assert analyses.loc["JD.com, 2015", "d_low"] > 0


def test_designs_agree_on_the_gap_and_not_on_f() -> None:
    designs = micro_data.designs(2015)
    levels = designs[designs["scale"] == "levels"]["estimate"]
    assert np.ptp(levels) < 1e-6
    assert designs["f"].max() > 10 * designs["f"].min()
    assert (designs["p"] < 0.001).all()


def test_contributions_add_up_to_the_fall_of_the_ratio() -> None:
    parts = micro_data.contributions()
    assert parts["contribution"].sum() == pytest.approx(812.42 / 359.63 - 628.10 / 198.30)
    assert (
        (parts["low"] <= parts["contribution"]) & (parts["contribution"] <= parts["high"])
    ).all()
    assert parts["contribution"].idxmin() == micro_data.HOUSEHOLD


def test_the_printed_growth_of_2017_makes_the_rest_of_rural_spending_shrink() -> None:
    rest = micro_data.bounds_2017().loc["All other types together"]
    assert rest["rural_high"] < 0 < rest["urban_low"]
    low = (520.925 - 1.905 * 195.865) / (
        18.785 + 104.175 + 25.815 + 2.275 + 10.265 + 2.485 + 0.005
    ) - 1
    assert rest["rural_low"] == pytest.approx(low, abs=2e-4)


def test_no_relation_between_printed_numbers_fails_but_the_ratio_of_clothing() -> None:
    judged = witnesses.witnesses(witnesses.paper_tables())
    tally = micro_data.tally(judged)
    assert {w.place for w in tally["does not hold"]} == {"Clothing, ratio of total consumption"}
    assert {w.table for w in tally["does not hold"]} == {"table_5", "table_7"}
    assert len(judged) == sum(map(len, tally.values())) > 100


def test_table_8_is_not_the_residence_line_in_another_unit() -> None:
    scale = micro_data.scale_of_table_8()
    assert not scale.loc[2016, "rural"].overlaps(scale.loc[2015, "rural"])


def test_f_of_the_interactive_falls_with_the_square_of_the_dispersion() -> None:
    near, far = (explorations.gap_and_dispersion(3.2, d).sentence for d in (0.4, 0.8))
    f = [float(s.split("F = ")[1].split(" ")[0].replace(",", "")) for s in (near, far)]
    assert f[0] == pytest.approx(4 * f[1], rel=1e-3)


def test_two_zeros_in_print_say_nothing_of_their_ratio() -> None:
    assert "says nothing" in explorations.rounding("0.02", 1).sentence


def test_leaving_out_nothing_gives_the_ratio_of_table_1() -> None:
    assert "is 3.17." in explorations.without_type("nothing", "2015").sentence


@pytest.mark.parametrize(("ratio", "dispersion"), [(1.2, 0.4), (3.2, 4.4), (4.0, 2.0)])
def test_the_provinces_drawn_have_the_mean_and_dispersion_that_the_sentence_names(
    ratio: float, dispersion: float
) -> None:
    figure = explorations.gap_and_dispersion(ratio, dispersion).figure
    assert figure is not None
    assert figure.data.mean().to_list() == pytest.approx([ratio, 1.0], rel=1e-3)
    assert figure.data.std().to_list() == pytest.approx([dispersion] * 2, rel=1e-3)
    assert (figure.data >= 0).all(axis=None)


def test_relations_to_an_index_printed_as_zero_cannot_be_checked() -> None:
    tally = micro_data.tally(witnesses.witnesses(witnesses.paper_tables()))
    places = {(w.table, w.place.split(",")[0]) for w in tally["cannot be checked"]}
    assert ("table_5", "Transportation and communications") in places
    assert len(places) == 4


def test_with_the_population_of_each_year_the_ratio_of_2016_lies_above_all_consumption() -> None:
    own = micro_data.ratios_by_population_of_the_year()
    by_hand = (812.43 * 813.47 / 792.98) / (359.64 * 576.61 / 589.73)
    assert own[2016] == pytest.approx(by_hand, rel=1e-4)
    assert own[2015] > own[2016] > 2.28
    assert own[2017] == pytest.approx(1064.70 / 520.93)


def test_both_exact_decompositions_put_household_articles_first() -> None:
    shares = [micro_data.share_of_fall(kind) for kind in (micro_data.HOUSEHOLD, "Clothing")]
    others = [
        micro_data.share_of_fall_by_ratio(kind) for kind in (micro_data.HOUSEHOLD, "Clothing")
    ]
    assert shares[0] > shares[1] > 0.2 and others[0] > others[1] > 0.15

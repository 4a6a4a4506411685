"""The chapter on replication: what it counts, shows and lets a reader move is the ledger's."""

import re
from dataclasses import replace
from functools import cache

import ipywidgets
import pytest

from urban_rural import data, replication
from urban_rural.claims import reproducibility
from urban_rural.claims.claim import SECTIONS, Bearing, Judged
from urban_rural.claims.mutation import Notice
from urban_rural.explorations import replication as explorations
from urban_rural.figures import replication as figures
from urban_rural.ledger_table import LedgerTable, choices, kept, table
from urban_rural.printed import Verdict
from urban_rural.tables import replication as tables


@cache
def judged() -> tuple[Judged, ...]:
    return replication.ledger()


def test_the_counts_are_of_all_claims() -> None:
    counts = replication.verdict_counts(judged())
    assert counts.to_numpy().sum() == len(judged())
    assert list(counts.index) == list(SECTIONS)
    assert list(counts.columns) == [verdict.value for verdict in Verdict]


def test_claims_on_which_a_conclusion_rests_are_in_one_of_three_lists() -> None:
    parts = [
        replication.changing_a_conclusion(judged()),
        replication.supporting_a_conclusion(judged()),
        replication.open_conclusions(judged()),
    ]
    listed = {one.id for part in parts for one in part}
    assert sum(map(len, parts)) == len(listed)
    assert listed == {one.id for one in judged() if one.claim.bearing is Bearing.CONCLUSION}


def test_a_slip_is_no_finding_against_a_conclusion() -> None:
    slips = {one.id for one in replication.slips(judged())}
    assert slips.isdisjoint(one.id for one in replication.changing_a_conclusion(judged()))
    assert "s32-figure-5-type" in slips and "s32-household-urban-growth-2016" in slips


@pytest.mark.parametrize(
    "claim",
    [
        "s32-f-measures-difference",
        "s32-f-follows-the-gap",
        "s32-growth-2017-by-type",
        "s32-ratio-below-total-2016-own-population",
    ],
)
def test_what_changes_a_conclusion_is_found(claim: str) -> None:
    assert claim in {one.id for one in replication.changing_a_conclusion(judged())}


def test_what_supports_the_paper_is_listed_too() -> None:
    support = {one.id for one in replication.supporting_a_conclusion(judged())}
    assert {"s32-ratio-falls", "s32-total-ratio-falls-later"} <= support


def test_every_claim_is_one_mark_of_the_picture() -> None:
    figure = figures.verdicts(judged(), label="6.1", source="ledger")
    assert figure.data.to_numpy().sum() == len(judged())
    assert figure.title.startswith(f"All {len(judged())} claims")
    assert len(re.findall("<use ", figure.svg)) >= len(judged())


def test_words_agree_in_number() -> None:
    counts = replication.verdict_counts(judged()).sum()
    counts[:] = [1, 2, 1, 0]
    assert replication.in_words(counts) == (
        "1 holds, 2 hold within rounding, 1 does not hold, 0 cannot be checked"
    )


def test_the_table_has_a_row_with_an_anchor_for_each_claim() -> None:
    text = table(judged())
    rows = re.findall(r'<tr id="([^"]+)">', text)
    assert rows == [one.id for one in judged()]
    assert [f"ledger-{key}" for key in SECTIONS.values()] == re.findall(
        r'<tbody id="([^"]+)">', text
    )


def test_filters_leave_what_fits_all_of_them() -> None:
    left = kept(judged(), "3.2", "arithmetic", "does not hold")
    assert left and len(left) < len(judged())
    for one in left:
        assert (one.section, one.claim.kind.value, one.verdict.value) == (
            "3.2",
            "arithmetic",
            "does not hold",
        )
    for name, options in choices().items():
        assert options[0] == ("all", "all"), name
    assert kept(judged()) == list(judged())


def test_in_a_kernel_a_list_recomputes_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[ipywidgets.Dropdown] = []
    boxes: list[ipywidgets.HTML] = []
    dropdown, box = ipywidgets.Dropdown, ipywidgets.HTML

    def list_made(**options: object) -> ipywidgets.Dropdown:
        made.append(dropdown(**options))
        return made[-1]

    def box_made(text: str) -> ipywidgets.HTML:
        boxes.append(box(text))
        return boxes[-1]

    monkeypatch.setattr("urban_rural.ledger_table.ipywidgets.Dropdown", list_made)
    monkeypatch.setattr("urban_rural.ledger_table.ipywidgets.HTML", box_made)
    monkeypatch.setattr("urban_rural.ledger_table.show_marked", lambda *_, **__: None)
    LedgerTable(judged(), "6.8", "Every claim.", "ledger")._ipython_display_()
    shown = boxes[0]
    made[2].value = "does not hold"
    expected = [one.id for one in judged() if one.verdict is Verdict.DOES_NOT_HOLD]
    assert re.findall(r'<tr id="([^"]+)">', shown.value) == expected


def test_an_unconfirmed_figure_marks_its_row() -> None:
    marked = [one for one in judged() if one.unconfirmed]
    assert marked
    for one in marked:
        assert "* " in table([one])


def test_a_level_follows_from_the_verdicts() -> None:
    found = {one.item.name: one for one in reproducibility.assess(judged())}
    assert found["Table 2, all consumption"].level == 5
    assert found["Table 3, all consumption"].level == 4
    assert found["Tables 2 and 3, JD.com"].level == 1
    assert found["Figure 1"].level == 3
    assert {one.level for one in found.values()} <= set(reproducibility.LEVELS)


def test_an_item_that_names_no_claim_of_the_ledger_is_refused() -> None:
    item = replace(reproducibility.ITEMS[0], consistent_by=("s32-nothing",))
    with pytest.raises(KeyError, match="no claim is called 's32-nothing'"):
        reproducibility.assess(judged(), [item])


def test_all_display_items_of_the_paper_are_in_the_statement() -> None:
    names = " ".join(item.name for item in reproducibility.ITEMS)
    for number in range(1, 9):
        assert re.search(rf"Tables? ([0-9], )*([0-9] and )?{number}\b", names) or (
            f"and {number}" in names
        ), number
    assert "Figure 1" in names and "Figure 2" in names and "Figures 3 to 6" in names


@pytest.mark.parametrize("kind", list(data.CONSUMPTION_TYPES))
def test_fewer_digits_never_refute_what_more_digits_allow(kind: str) -> None:
    order = ["cannot be checked", "holds within rounding", "does not hold", "holds"]
    said = [explorations.printed_digits(kind, decimals).sentence for decimals in (2, 1, 0)]
    found = [next(name for name in order if name in sentence) for sentence in said]
    if found[0] == "holds":
        assert "does not hold" not in found


@pytest.mark.parametrize("number", list(explorations.ALTERED))
def test_a_number_moved_far_enough_fails(number: str) -> None:
    verdicts = {explorations.altered(number, units) for units in range(-12, 13)}
    assert any("does not hold" in sentence for sentence in verdicts)


def test_the_printed_number_has_the_verdict_of_the_ledger() -> None:
    sentence = explorations.altered("Household articles, town, 2016 (%)", 0)
    assert sentence.startswith("−90 does not hold: other numbers give 21.2")
    assert explorations.altered("F of all consumption, 2015", 0).startswith("104.96 holds")
    assert explorations.altered("F of all consumption, 2015", 1).startswith("104.97 does not hold")


def test_sections_and_kinds_are_counted_as_chosen() -> None:
    sentence = explorations.by_section_and_kind("3.2 Micro data", "interpretation").sentence
    number = len(replication.chosen(judged(), "3.2", "interpretation"))
    assert sentence.startswith(f"{number} claims of the kind interpretation: ")


def test_the_score_counts_every_altered_number_once() -> None:
    number, turned, noticed = replication.mutation_score()
    by_place = replication.mutations_by_place()
    assert number == by_place.to_numpy().sum()
    assert turned == by_place[Notice.VERDICT.value].sum() < noticed < number
    assert replication.unnoticed_causes().sum() == number - turned - (
        by_place[Notice.REFUSED.value].sum()
    )


def test_the_statement_prints_level_and_reason() -> None:
    frame = tables.reproducibility(judged(), label="6.9").frame
    assert frame.loc["Table 2, all consumption", "level"] == "reproduced from analysis data (5)"
    assert frame["reason"].str.len().min() > 0 and frame["raises"].str.len().min() > 0

"""The claim ledger: every verdict is computed, recorded, explained and linked."""

import ast
import json
import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from urban_rural import data
from urban_rural.claims import audit, claim, ledger, mutation
from urban_rural.claims.claim import Judged, Reason
from urban_rural.data import DATA
from urban_rural.printed import Verdict

CHAPTERS = Path(ledger.__file__).parents[2]
PARTS = sorted(
    path for path in Path(ledger.__file__).parent.glob("*.py") if "def claims()" in path.read_text()
)


@cache
def judged() -> tuple[Judged, ...]:
    return ledger.ledger()


def test_every_verdict_is_the_recorded_one() -> None:
    assert audit.differences(judged()) == []


def test_the_record_is_in_the_order_of_the_ledger() -> None:
    assert list(audit.recorded()) == [one.id for one in judged()]


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_no_verdict_is_typed(path: Path) -> None:
    """The parts of the ledger declare checks; they neither name a verdict nor build a result."""
    names = {
        node.id if isinstance(node, ast.Name) else node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.alias)
    }
    assert not names & {"Verdict", "Result"} or path.stem == "ledger"


def test_every_verdict_that_needs_a_reason_has_one_that_fits() -> None:
    assert [one.id for one in judged() if one.reason is Reason.UNEXPLAINED] == []


def test_no_reason_is_declared_that_does_not_fit_the_verdict() -> None:
    assert [
        one.id for one in judged() if one.claim.reason and one.reason is not one.claim.reason
    ] == []


def test_what_cannot_be_checked_says_what_would_decide() -> None:
    for one in judged():
        if one.verdict is Verdict.CANNOT_BE_CHECKED:
            assert one.claim.decides or one.result.needed, one.id


def test_sentences_hold_no_typed_numbers() -> None:
    """Years, and the numbers of sections, tables, figures and exhibits, are names."""
    one_name = r"\d+(\.\d+)?"
    things = "[Ss]ections?|Tables?|Figures?|Exhibits?"
    named = rf"\b(19|20)\d\d\b|\b({things}) {one_name}((,| and| to) {one_name})*"
    for one in judged():
        for text in (one.claim.sentence, one.claim.follows):
            template = re.sub(r"\{[^}]*\}", "", text)
            assert not re.search(r"\d", re.sub(named, "", template)), (one.id, text)


def test_every_sentence_is_one() -> None:
    for one in judged():
        for text in (one.sentence, one.claim.follows):
            assert text[0].isupper() or not text[0].isalpha(), one.id
            assert text.rstrip().endswith((".", "?")), one.id


@cache
def anchors(chapter: str) -> set[str]:
    notebook = json.loads((CHAPTERS / f"{chapter}.ipynb").read_text(encoding="utf-8"))
    found = set()
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            for heading in re.findall(r"^#+ (.*)$", source, re.MULTILINE):
                found.add(re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-"))
        for output in cell.get("outputs", []):
            found.add(output.get("metadata", {}).get("urban_rural", {}).get("name", ""))
    return found


def test_every_claim_leads_to_where_the_chapters_treat_it() -> None:
    for one in judged():
        for place in one.claim.treated:
            chapter, anchor = place.split("#")
            assert anchor in anchors(chapter), (one.id, place)


def test_another_edition_of_the_data_changes_the_verdicts_it_must(tmp_path: Path) -> None:
    edition = tmp_path / "data"
    shutil.copytree(DATA, edition)
    table = edition / "paper" / "table_1.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2.26", "2.36"), encoding="utf-8")
    text, same = audit.audit(edition)
    assert not same
    assert "s32-ratio-below-total-2016: verdict 'holds' on record, 'does not hold' now" in text
    assert audit.audit()[1]


def test_an_edition_that_is_not_as_it_must_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(data.DataError, match="no such file"):
        audit.audit(tmp_path)


def test_two_claims_of_one_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "PARTS", (ledger.PARTS[0], ledger.PARTS[0]))
    with pytest.raises(ValueError, match="more than one claim has the id s1-"):
        ledger.claims()


def test_the_longest_quotation_is_that_of_the_schema() -> None:
    assert claim.LONGEST_QUOTATION == 15
    assert max(len(one.quotation.split()) for one in judged()) <= claim.LONGEST_QUOTATION


def test_the_mutations_on_record_are_those_there_are() -> None:
    recorded = data.mutations()
    keys = ["file", "key", "column", "printed", "altered"]
    there = [tuple(getattr(one, key) for key in keys) for one in mutation.mutants()]
    assert list(recorded[keys].itertuples(index=False, name=None)) == there


def test_a_sample_of_mutations_is_noticed_as_recorded() -> None:
    every = 37
    found = mutation.frame(mutation.outcomes(list(mutation.mutants())[::every]))
    recorded = data.mutations().iloc[::every].reset_index(drop=True)
    assert found.to_dict("records") == recorded.to_dict("records")


def test_a_misprint_of_a_ratio_turns_the_verdict_on_its_table() -> None:
    [ratio] = [
        one
        for one in mutation.mutants()
        if (one.file, one.key, one.column, one.altered)
        == ("paper/table_1.csv", "2016", "urban_rural_ratio", "2.27")
    ]
    [outcome] = mutation.outcomes([ratio])
    assert outcome.notice is mutation.Notice.VERDICT
    assert "s32-table-1-ratios" in outcome.claims


def test_mutation_leaves_the_book_s_data_alone() -> None:
    data.verify()
    mutation.outcomes(list(mutation.mutants())[:2])
    data.verify()


def test_every_number_of_the_prose_and_the_press_is_judged() -> None:
    numbers = {*data.prose()["id"], *data.press()["id"]}
    assert numbers - {one.claim.statement for one in judged()} == set()


def test_every_cell_of_the_tables_is_read_by_a_claim() -> None:
    read = set().union(*(one.files for one in judged()))
    assert {f"paper/table_{number}.csv" for number in range(1, 9)} <= read

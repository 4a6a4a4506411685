"""Every file has a record, and the record is true of the file."""

import json
import shutil
from pathlib import Path
from typing import Any

import frictionless
import pytest

from urban_rural import data, schemas
from urban_rural.data import DATA, DataError

DESCRIPTOR = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in DESCRIPTOR["resources"]}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_every_file_equals_its_recorded_checksum() -> None:
    data.verify()


def test_a_changed_file_no_longer_equals_its_record(edition: Path) -> None:
    path = edition / "paper/table_1.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("3.17", "3.18"), encoding="utf-8")
    with pytest.raises(DataError, match=r"record of paper/table_1.csv, hash: 'sha256:"):
        data.verify(folder=edition)


def test_a_file_without_a_record_fails(edition: Path) -> None:
    (edition / "official" / "rumours.csv").write_text("year,value\n", encoding="utf-8")
    with pytest.raises(DataError, match="file official/rumours.csv; expected a record of it"):
        data.verify(folder=edition)
    with pytest.raises(DataError, match="file official/rumours.csv; expected a record of it"):
        data.seal(folder=edition)


def test_a_record_without_a_file_fails(edition: Path) -> None:
    (edition / "official" / "population.csv").unlink()
    with pytest.raises(DataError, match="record of official/population.csv; expected a file"):
        data.verify(folder=edition)


def test_a_descriptor_that_is_cut_off_is_refused(edition: Path) -> None:
    path = edition / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8")[:-100], encoding="utf-8")
    with pytest.raises(DataError, match="datapackage.json is refused"):
        data.record("table_1", folder=edition)


def test_sealing_enters_checksum_size_years_and_evidence_and_nothing_else(edition: Path) -> None:
    path = edition / "official/express_parcels.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "2026,210.0,derived,,,an example\n", encoding="utf-8", newline="")
    data.seal(folder=edition)
    data.verify(folder=edition)
    after = json.loads((edition / "datapackage.json").read_text(encoding="utf-8"))
    changed = {
        (resource["name"], key)
        for resource, before in zip(after["resources"], DESCRIPTOR["resources"], strict=True)
        for key in resource
        if resource[key] != before[key]
    }
    assert changed == {("express_parcels", key) for key in ("hash", "bytes", "years", "evidence")}
    assert data.record("express_parcels", folder=edition)["evidence"] == {
        "read": 1,
        "derived": 1,
        "unconfirmed": 15,
    }
    assert {key: after[key] for key in after if key != "resources"} == {
        key: DESCRIPTOR[key] for key in DESCRIPTOR if key != "resources"
    }


def test_sealing_what_is_sealed_changes_no_byte(edition: Path) -> None:
    data.seal(folder=edition)
    sealed = (edition / "datapackage.json").read_bytes()
    assert sealed == (DATA / "datapackage.json").read_bytes()


def test_a_broken_file_is_not_sealed(edition: Path) -> None:
    before = (edition / "datapackage.json").read_bytes()
    (edition / "official/express_parcels.csv").write_text("year\n", encoding="utf-8")
    with pytest.raises(DataError, match="express_parcels.csv is refused"):
        data.seal(folder=edition)
    assert (edition / "datapackage.json").read_bytes() == before


def test_the_descriptor_is_a_valid_data_package_of_its_files() -> None:
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == len(RESOURCES)


def test_every_schema_has_a_record_but_those_that_wait_for_the_first_refresh() -> None:
    recorded = {resource["path"] for resource in RESOURCES.values()}
    assert schemas.SCHEMAS.keys() - recorded <= set(schemas.AWAITED)
    assert recorded <= schemas.SCHEMAS.keys()


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES.keys())
def test_record_and_schema_name_the_same_columns(resource: dict[str, Any]) -> None:
    schema = schemas.SCHEMAS[resource["path"]]
    assert resource["name"] == Path(resource["path"]).stem
    assert [field["name"] for field in resource["schema"]["fields"]] == list(schema.columns)
    assert resource["schema"]["primaryKey"] == schema.unique


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES.keys())
def test_every_record_says_what_a_reader_needs(resource: dict[str, Any]) -> None:
    for key in ("title", "description", "publisher", "publication", "units", "licence_note"):
        assert resource[key].strip()
    for field in resource["schema"]["fields"]:
        assert field["title"].strip() and field["description"].strip() and field["type"]
    assert set(resource["evidence"]) <= set(data.EVIDENCE)
    rows = (DATA / resource["path"]).read_text(encoding="utf-8").count("\n") - 1
    assert sum(resource["evidence"].values()) == rows


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES.keys())
def test_the_years_of_a_record_are_those_of_its_rows(resource: dict[str, Any]) -> None:
    names = {field["name"] for field in resource["schema"]["fields"]} & {"year", "month"}
    for name in names:
        lines = (DATA / resource["path"]).read_text(encoding="utf-8").splitlines()
        place = lines[0].split(",").index(name)
        assert {int(line.split(",")[place][:4]) for line in lines[1:]} == set(resource["years"])


def test_headings_are_kept_with_the_inconsistencies_of_the_paper() -> None:
    def headings(name: str) -> list[str]:
        return [field["title"] for field in RESOURCES[name]["schema"]["fields"]]

    assert headings("table_1")[1:3] == [
        "Per capita consumption index: town",
        "Per capita consumption index: countryside",
    ]
    assert headings("table_1")[3].startswith("Annual growth of per capita consumption (%)")
    assert headings("table_4")[1:3] == ["Urban residents", "Rural residents"]
    assert headings("table_6")[1:3] == ["Urban areas", "Rural areas"]
    assert headings("table_6")[4].startswith("Urban-rural ration of")
    assert RESOURCES["table_6"]["headings_on_second_page"][4].startswith("Urban-rural ratio of")
    assert headings("table_7")[1:4] == ["town", "countryside", "Urban rural ratio"]
    assert headings("table_8")[3] == "2015: Urban-rural ratio"
    assert headings("table_8")[6] == "2016: Urban rural ratio"
    assert RESOURCES["table_6"]["title"].startswith("Table 6. Urban and Rural UPT Index")
    assert RESOURCES["table_7"]["title"].startswith("Table 7. Urban and Rural Online Order")


def test_series_breaks_are_recorded_where_the_series_change() -> None:
    for name, loader in {
        "rural_online_retail": data.rural_online_retail,
        "agricultural_online_retail": data.agricultural_online_retail,
    }.items():
        [(last, first)] = RESOURCES[name]["breaks"]
        series = loader().set_index("year")["series"]
        assert series[last] != series[first] and first == last + 1
        assert series.loc[:last].nunique() == series.loc[first:].nunique() == 1


def test_a_source_line_names_publisher_and_publication() -> None:
    assert data.source_line("table_1") == "Li, Li and Hu, Table 1 (collected from JD big data)"
    assert data.source_line("provincial_consumption") == (
        "National Bureau of Statistics of China, China Statistical Yearbook 2016 and 2017"
    )


def test_an_unknown_record_is_answered_with_the_nearest() -> None:
    with pytest.raises(KeyError, match="table_1"):
        data.record("table1")


def test_a_record_names_the_marks_of_the_vocabulary_only() -> None:
    assert list(schemas.EVIDENCE) == [
        "confirmed",
        "checksum",
        "identity",
        "read",
        "partly read",
        "derived",
        "printed in the paper",
        "unconfirmed",
    ]

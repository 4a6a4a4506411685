"""The data of the book: every table and series, read, checked and typed.

Only this module opens the files of data/. A file that is not as `schemas` describes it is refused
whole, with the rows and columns that are wrong; nothing of it is loaded. Every loader takes the
folder to read from, so that another edition of the data can be examined with the same code; inside
``with edition(folder):`` the loaders that are given none read from it too.

    python -m urban_rural.data seal       enters hash, size, years and evidence counts of every
                                          file in datapackage.json after a deliberate change
    python -m urban_rural.data describe   drafts the record of a new file; --help lists its options
"""

import argparse
import csv
import difflib
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import pandera.pandas as pa

from urban_rural import replacement
from urban_rural.printed import Printed
from urban_rural.schemas import AWAITED, MISSING, SCHEMAS
from urban_rural.schemas import CONSUMPTION_TYPES as CONSUMPTION_TYPES
from urban_rural.schemas import EVIDENCE as EVIDENCE
from urban_rural.schemas import PROVINCES as PROVINCES

DATA = Path(__file__).resolve().parents[2] / "data"
"""The data of the book."""

Arguments = ParamSpec("Arguments")
Given = TypeVar("Given")

_edition: ContextVar[Path] = ContextVar("edition", default=DATA)
_DESCRIPTOR = "datapackage.json"
_WITHOUT_RECORD = {_DESCRIPTOR, "README.md"}
_WORDS = ("title", "description", "publisher", "publication", "units", "licence_note")
"""What a record says in words."""
_SHARED_COLUMNS = {
    "year": "year",
    "evidence": "how far the row was checked",
    "confirmed_on": "day of the publisher's answer that confirmed it",
    "seen_at": "addresses of copies in which it was seen",
    "note": "remark",
}
"""Description of columns that every official series has."""
_PRESS = ("county_ecommerce_2014", "digital_economy_report_2017")
_MOST_PROBLEMS = 10


class DataError(ValueError):
    """A file that is not what it must be; the message lists what is wrong and where.

    Args:
        file: path within the data folder.
        problems: what is wrong, one a line; the first ten are shown.
    """

    def __init__(self, file: str, problems: Iterable[str]) -> None:
        self.file = file
        self.problems = tuple(problems)
        shown = list(self.problems[:_MOST_PROBLEMS])
        if len(self.problems) > _MOST_PROBLEMS:
            shown.append(f"and {len(self.problems) - _MOST_PROBLEMS} more")
        super().__init__("\n  ".join([f"{file} is refused:", *shown]))


@contextmanager
def edition(folder: Path) -> Iterator[None]:
    """Let every loader that is given no folder read another edition of the data."""
    token = _edition.set(folder)
    try:
        yield
    finally:
        _edition.reset(token)


@dataclass(frozen=True)
class Reads:
    """What a computation read: files by path, statements by id, unconfirmed figures in words.

    A file that only `statement` looked into is not among the files.
    """

    files: set[str] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)
    unconfirmed: set[str] = field(default_factory=set)


_reads: ContextVar[Reads | None] = ContextVar("reads", default=None)


@contextmanager
def observed() -> Iterator[Reads]:
    """Collect what the loaders are asked for inside the block."""
    reads = Reads()
    token = _reads.set(reads)
    try:
        yield reads
    finally:
        _reads.reset(token)


def note_unconfirmed(figure: str) -> None:
    """Tell `observed` that a figure not yet compared with a copy is used."""
    if (reads := _reads.get()) is not None:
        reads.unconfirmed.add(figure)


def per_edition(function: Callable[Arguments, Given]) -> Callable[Arguments, Given]:
    """Remember what a function gives as long as the files that it read are the same.

    For functions that many claims share. What they give must not be changed.
    """
    memory: dict[Any, list[tuple[Reads, tuple[bytes, ...], Given]]] = {}

    def current(files: Iterable[str]) -> tuple[bytes, ...]:
        return tuple(_bytes(file, _edition.get()) for file in sorted(files))

    @wraps(function)
    def remembering(*arguments: Arguments.args, **options: Arguments.kwargs) -> Given:
        entries = memory.setdefault((arguments, tuple(sorted(options.items()))), [])
        known = [entry for entry in entries if current(entry[0].files) == entry[1]]
        if known:
            reads, _, value = known[0]
        else:
            with observed() as reads:
                value = function(*arguments, **options)
            if reads.statements:
                raise ValueError(f"{function} reads statements, which it would not remember")
            entries[:] = [*entries[-1:], (reads, current(reads.files), value)]
        if (outer := _reads.get()) is not None:
            outer.files.update(reads.files)
            outer.unconfirmed.update(reads.unconfirmed)
        return value

    return remembering


def table_1(*, as_printed: bool = False, folder: Path = DATA) -> pd.DataFrame:
    """Consumption per head on JD.com by year: indices, growth and urban-rural ratios.

    Columns year, urban_index, rural_index, urban_growth and rural_growth (shares of one, although
    the paper heads them with "%"), urban_rural_ratio, total_consumption_ratio (all consumption).

    as_printed: give every number but the year as `Printed`, and None for a missing one.
    Raises DataError if the file is not what it must be; so does every loader.
    """
    return _load("paper/table_1.csv", folder, as_printed=as_printed)


def table_2(*, as_printed: bool = False, folder: Path = DATA) -> pd.DataFrame:
    """One-way analysis of variance by area, 2015, of all consumption and of that on JD.com.

    One row for each outcome ("total", "jd") and source ("between", "within"); columns
    sum_of_squares and mean_square (yuan squared for "total", squared index for "jd"),
    degrees_of_freedom, f (missing in the rows "within"). as_printed: as in `table_1`.
    """
    return _analysis_of_variance("paper/table_2.csv", folder, as_printed=as_printed)


def table_3(*, as_printed: bool = False, folder: Path = DATA) -> pd.DataFrame:
    """One-way analysis of variance by area, 2016; otherwise as `table_2`."""
    return _analysis_of_variance("paper/table_3.csv", folder, as_printed=as_printed)


def table_4(*, as_printed: bool = False, folder: Path = DATA) -> pd.DataFrame:
    """Consumption per head on JD.com by consumption type, 2015.

    Index consumption_type as in `CONSUMPTION_TYPES`; columns urban_index, rural_index,
    urban_rural_ratio, total_consumption_ratio (all consumption). as_printed: as in `table_1`.
    """
    return _by_type("paper/table_4.csv", folder, as_printed=as_printed)


def table_5(*, as_printed: bool = False, folder: Path = DATA) -> pd.DataFrame:
    """Consumption per head on JD.com by consumption type, 2016; otherwise as `table_4`."""
    return _by_type("paper/table_5.csv", folder, as_printed=as_printed)


def table_6(*, as_printed: bool = False, folder: Path = DATA) -> pd.DataFrame:
    """Index of units per transaction on JD.com by type, 2015; otherwise as `table_4`."""
    return _by_type("paper/table_6.csv", folder, as_printed=as_printed)


def table_7(*, as_printed: bool = False, folder: Path = DATA) -> pd.DataFrame:
    """Index that the paper captions as order quantity, by type, 2016; otherwise as `table_4`."""
    return _by_type("paper/table_7.csv", folder, as_printed=as_printed)


def table_8(*, as_printed: bool = False, folder: Path = DATA) -> pd.DataFrame:
    """Consumption per head on JD.com by level-1 category of residence, 2015 and 2016.

    Columns year, category, urban_index, rural_index, urban_rural_ratio. as_printed: as in
    `table_1`.
    """
    frame = _load("paper/table_8.csv", folder, as_printed=as_printed)
    names = ["urban_index", "rural_index", "urban_rural_ratio"]
    years = []
    for year in (2015, 2016):
        part = frame[["category", *(f"{name}_{year}" for name in names)]]
        part = part.set_axis(["category", *names], axis=1)
        part.insert(0, "year", year)
        years.append(part)
    return pd.concat(years, ignore_index=True)


def prose(*, folder: Path = DATA) -> pd.DataFrame:
    """Every number in the paper's prose.

    Columns id, section, place, quotation, printed, qualifier, unit, subject, period; all of them
    strings, blank where the paper gives none.
    """
    return _load("paper/prose.csv", folder)


def sources(*, folder: Path = DATA) -> pd.DataFrame:
    """The sources that the paper dates: its references, and footnotes with a date.

    Columns id, place, quotation, cited_as (names or title by which the text cites it), published
    (year or month, as the paper prints it or its address holds it); all of them strings.
    """
    return _load("paper/sources.csv", folder)


def press(*, folder: Path = DATA) -> pd.DataFrame:
    """Every number of the two press reports; columns report (its record), then as `prose`."""
    reports = []
    for name in _PRESS:
        report = _load(f"press/{name}.csv", folder)
        report.insert(0, "report", name)
        reports.append(report)
    return pd.concat(reports, ignore_index=True)


def stated(statement_id: str, *, folder: Path = DATA) -> Printed:
    """One number of the paper's prose or of the press reports, by its id.

    Raises KeyError naming the nearest ids if there is none of that name, and ValueError if the
    text gives no figure ("dozens of").
    """
    row = statement(statement_id, folder=folder)
    if not row["printed"]:
        raise ValueError(f"{statement_id} states no figure: {row['quotation']!r}")
    return Printed(row["printed"], non_negative=True)


def statement(statement_id: str, *, folder: Path = DATA) -> dict[str, str]:
    """What `prose` or `press` says of one statement, by column; KeyError as for `stated`."""
    root = _edition.get() if folder is DATA else folder
    if (reads := _reads.get()) is not None:
        reads.statements.add(statement_id)
    files = ["paper/prose.csv", *(f"press/{name}.csv" for name in _PRESS)]
    rows = _statements(tuple((file, _bytes(file, root)) for file in files))
    _require(statement_id, rows, "number")
    return rows[statement_id]


def inferred_inputs(*, folder: Path = DATA) -> pd.DataFrame:
    """What the paper must have entered in place of three official values of 2016: inferences.

    Columns year, province, area, official_yuan, inferred_yuan, certainty, reason.
    """
    return _load("paper/inferred_inputs.csv", folder)


def verdicts(*, folder: Path = DATA) -> pd.DataFrame:
    """The verdicts of the claim ledger on record.

    Columns id, verdict, reason, printed, computed; all of them strings.
    """
    return _load("ledger/verdicts.csv", folder)


def mutations(*, folder: Path = DATA) -> pd.DataFrame:
    """What noticed each printed number, altered by one unit in its last place, on record.

    Columns file, key, column, printed, altered, notice, cause, claims; all of them strings.
    """
    return _load("ledger/mutations.csv", folder)


def write_ledger(name: str, frame: pd.DataFrame, *, folder: Path = DATA) -> None:
    """Replace "verdicts" or "mutations" on record, whole or not at all, and seal it.

    Raises DataError if the frame is not what the file must be.
    """
    text = frame.to_csv(index=False, lineterminator="\n")
    revise({f"ledger/{name}.csv": text.encode()}, folder=folder)


def provincial_consumption(*, folder: Path = DATA) -> pd.DataFrame:
    """Consumption expenditure per head, 31 provinces, 2015 and 2016, official values.

    Columns year, province, urban_yuan, rural_yuan, evidence, confirmed_on, seen_at, note. Every
    official series ends with the last four columns: a mark of `EVIDENCE`, the day of the answer
    that confirmed it, where it was seen, and a remark.
    """
    return _load("official/provincial_consumption.csv", folder)


def provincial_income_2016(*, folder: Path = DATA) -> pd.DataFrame:
    """Disposable income per head and consumption of all residents, 31 provinces, 2016.

    Columns province, income_all_yuan, income_urban_yuan, income_rural_yuan, consumption_all_yuan.
    """
    return _load("official/provincial_income_2016.csv", folder)


def national_consumption(*, folder: Path = DATA) -> pd.DataFrame:
    """Consumption expenditure per head by category, from 2013.

    Columns year, area ("all", "urban", "rural"), category ("total" or a value of
    `CONSUMPTION_TYPES`), yuan_per_head. The categories end before the totals do.
    """
    return _load("official/national_consumption_by_category.csv", folder)


def national_income(*, folder: Path = DATA) -> pd.DataFrame:
    """Disposable income per head, from 2013: year, all_yuan, urban_yuan, rural_yuan."""
    return _load("official/national_income.csv", folder)


def online_retail(*, folder: Path = DATA) -> pd.DataFrame:
    """Online retail sales and retail sales of consumer goods, from 2011.

    Columns year, online_retail_billion_yuan, online_retail_growth_percent,
    physical_goods_billion_yuan, physical_goods_growth_percent,
    physical_goods_share_of_retail_percent, retail_billion_yuan, rural_retail_billion_yuan.
    Growth is as published, on a comparable basis; it is not the ratio of the published levels.
    """
    return _load("official/online_retail.csv", folder)


def rural_online_retail(*, folder: Path = DATA) -> pd.DataFrame:
    """Rural online retail sales, from 2014; two series, which no line may join.

    Columns year, series, sales_billion_yuan, growth_percent, share_of_online_retail_percent.
    """
    return _load("official/rural_online_retail.csv", folder)


def agricultural_online_retail(*, folder: Path = DATA) -> pd.DataFrame:
    """Online retail sales of agricultural products, from 2016; two series, which no line may join.

    Columns year, series, sales_billion_yuan, growth_percent.
    """
    return _load("official/agricultural_online_retail.csv", folder)


def internet_users(*, folder: Path = DATA) -> pd.DataFrame:
    """Internet users and penetration from December 2005.

    Columns month (a string, "2019-06"), users_million, penetration_percent, urban_users_million,
    urban_penetration_percent, rural_users_million, rural_penetration_percent.
    """
    return _load("official/internet_users.csv", folder)


def taobao_villages(*, folder: Path = DATA) -> pd.DataFrame:
    """Taobao villages and towns: year, villages, towns (counts)."""
    return _load("official/taobao_villages.csv", folder)


def parcels(*, folder: Path = DATA) -> pd.DataFrame:
    """Express parcels of the country, from 2010: year, parcels_billion."""
    return _load("official/express_parcels.csv", folder)


def rural_parcels(*, folder: Path = DATA) -> pd.DataFrame:
    """Express parcels of rural areas, two years: year, parcels_billion."""
    return _load("official/rural_express_parcels.csv", folder)


def population(*, folder: Path = DATA) -> pd.DataFrame:
    """Resident population in two vintages ("first published", "revised" after the 2020 census).

    Columns year, vintage, total_million, urban_million, rural_million, urban_share_percent.
    """
    return _load("official/population.csv", folder)


def write_cells(file: str, frame: pd.DataFrame, *, folder: Path) -> None:
    """Write a file of another edition; what it holds is examined when it is read."""
    frame.to_csv(folder / file, index=False, lineterminator="\n")


def world_bank_internet(*, folder: Path = DATA) -> pd.DataFrame:
    """Use of the Internet as the World Bank gives it, from 2000; there after the first refresh.

    Columns year, individuals_using_the_internet_percent, mobile_subscriptions_per_100_people,
    fixed_broadband_subscriptions_per_100_people.
    """
    return _load("official/world_bank_internet.csv", folder)


def world_bank_population(*, folder: Path = DATA) -> pd.DataFrame:
    """Population as the World Bank gives it, from 2000; there after the first refresh.

    Columns year, total_million, urban_million, rural_million.
    """
    return _load("official/world_bank_population.csv", folder)


def records(*, folder: Path = DATA) -> list[dict[str, Any]]:
    """The records of all files, in the order of datapackage.json."""
    return [dict(resource) for resource in _descriptor(folder)["resources"]]


def record(name: str, *, folder: Path = DATA) -> dict[str, Any]:
    """The record of a file in datapackage.json: title, publisher, units, licence, fields, ...

    name: the file's name without ending, such as "table_1". Raises KeyError with the nearest names.
    """
    by_name = {resource["name"]: resource for resource in records(folder=folder)}
    _require(name, by_name, "record")
    return by_name[name]


def source_line(name: str, *, folder: Path = DATA) -> str:
    """The source of a file in one line, for a caption: publisher and publication."""
    resource = record(name, folder=folder)
    return f"{resource['publisher']}, {resource['publication']}"


def cells(file: str, *, folder: Path = DATA, content: bytes | None = None) -> pd.DataFrame:
    """The cells of a file as strings, digits and all, once they have passed its schema.

    file: path within data/, such as "official/population.csv". content: bytes to read in its place.
    The index is the line that an editor shows. Raises DataError if it is not what it must be.
    """
    return (_read(file, folder) if content is None else _checked(file, content)).copy()


def verify(*, folder: Path = DATA) -> None:
    """Compare every file with its record.

    Raises DataError if a file has no record, a record no file, or the two differ.
    """
    descriptor = _descriptor(folder)
    problems = []
    for resource in descriptor["resources"]:
        found = _measured(resource, (folder / resource["path"]).read_bytes())
        problems += [
            f"record of {resource['path']}, {key}: {resource.get(key)!r}; expected {value!r}"
            for key, value in found.items()
            if resource.get(key) != value
        ]
    if problems:
        raise DataError(_DESCRIPTOR, problems)


def seal(*, folder: Path = DATA) -> None:
    """Enter hash, size, years and evidence counts of every file in its record, and nothing else.

    The descriptor is replaced whole or not at all. Raises DataError if a file is not what it must
    be, has no record, or a record has no file.
    """
    revise({}, folder=folder)


def revise(
    files: Mapping[str, bytes],
    new_records: Mapping[str, dict[str, Any]] | None = None,
    *,
    folder: Path = DATA,
) -> None:
    """Replace or add files and seal all of them: at once, or not at all.

    files: path within data/ -> new content. new_records: path -> record, in place of the one there
    is or of none. Raises DataError, and changes nothing, if a content is not what it must be.
    """
    new_records = dict(new_records or {})
    replacement.settle(folder)
    descriptor = _descriptor(folder, added=files)
    resources = [
        new_records.pop(resource["path"], resource) for resource in descriptor["resources"]
    ]
    descriptor["resources"] = [*resources, *new_records.values()]
    problems = [
        f"file {path}; expected a record of it"
        for path in files.keys() - {resource["path"] for resource in descriptor["resources"]}
    ]
    if problems:
        raise DataError(_DESCRIPTOR, sorted(problems))
    for resource in descriptor["resources"]:
        path = resource["path"]
        content = files[path] if path in files else (folder / path).read_bytes()
        resource.update(_measured(resource, content))
    known = {source["title"] for source in descriptor["sources"]}
    for source in [resource.pop("source", None) for resource in descriptor["resources"]]:
        if source and source["title"] not in known:
            descriptor["sources"].append(source)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    replacement.replace({**files, _DESCRIPTOR: text.encode()}, folder)


def describe(
    file: str, words: Mapping[str, str], columns: Mapping[str, str], *, folder: Path = DATA
) -> None:
    """Enter the record of a file that has none yet, and seal it.

    file: path within data/, with a schema and in its place. words: title, description, publisher,
    publication, units, licence_note. columns: column -> its description, unit included; the
    columns that all files share need none. Raises DataError if anything is missing or wrong.
    """
    name = Path(file).stem
    if file not in SCHEMAS:
        raise DataError(file, ["no schema; expected an entry in urban_rural/schemas.py"])
    problems = [f"--{key.replace('_', '-')}: blank" for key in _WORDS if not words.get(key)]
    described = {**_SHARED_COLUMNS, **columns}
    problems += [
        f"--column {column}: no description"
        for column in SCHEMAS[file].columns
        if not described.get(column)
    ]
    problems += [
        f"--column {column}: no such column" for column in columns.keys() - SCHEMAS[file].columns
    ]
    if problems:
        raise DataError(_DESCRIPTOR, [f"record of {file}, {problem}" for problem in problems])
    path = folder / file
    if not path.is_file():
        raise DataError(file, ["no such file in the data folder"])
    fields = [
        _field(column, described[column], SCHEMAS[file].columns[column].metadata)
        for column in SCHEMAS[file].columns
    ]
    resource = {
        "name": name,
        "path": file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **{key: words[key] for key in _WORDS},
        "schema": {"fields": fields, "primaryKey": list(SCHEMAS[file].unique)},
    }
    revise({file: path.read_bytes()}, {file: resource}, folder=folder)


def _field(name: str, description: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """A column as a Frictionless field, its limits taken from the schema."""
    kinds = {str: "string", int: "integer", float: "number"}
    kind = {"year": "year", "confirmed_on": "date"}.get(name, kinds[metadata["type"]])
    limits: dict[str, Any] = {} if metadata["blank"] else {"required": True}
    if "values" in metadata:
        limits["enum"] = list(metadata["values"])
    if kind in ("integer", "number"):
        limits |= {
            key: metadata[bound]
            for key, bound in (("minimum", "low"), ("maximum", "high"))
            if abs(metadata[bound]) < float("inf")
        }
    field = {
        "name": name,
        "type": kind,
        "title": name.replace("_", " "),
        "description": description,
    }
    return field | ({"constraints": limits} if limits else {})


def _load(file: str, folder: Path, *, as_printed: bool = False) -> pd.DataFrame:
    """A file that has passed its schema, each column typed as the schema says."""
    root = _edition.get() if folder is DATA else folder
    return _converted(file, _content(file, root), as_printed).copy()


@lru_cache(maxsize=128)
def _converted(file: str, content: bytes, as_printed: bool) -> pd.DataFrame:
    frame = _checked(file, content)
    columns = SCHEMAS[file].columns
    return pd.DataFrame(
        {name: _typed(frame[name], columns[name].metadata, as_printed) for name in frame}
    ).reset_index(drop=True)


def _read(file: str, folder: Path) -> pd.DataFrame:
    return _checked(file, _content(file, _edition.get() if folder is DATA else folder))


def _content(file: str, folder: Path) -> bytes:
    if (reads := _reads.get()) is not None:
        reads.files.add(file)
    return _bytes(file, folder)


def _bytes(file: str, folder: Path) -> bytes:
    replacement.settle(folder)
    try:
        return (folder / file).read_bytes()
    except FileNotFoundError:
        hint = "; `make refresh ACCEPT=1` brings it from its publisher" if file in AWAITED else ""
        raise DataError(file, ["no such file in the data folder" + hint]) from None


@lru_cache(maxsize=8)
def _statements(contents: tuple[tuple[str, bytes], ...]) -> dict[str, dict[str, str]]:
    """The rows of files of statements by id."""
    return {
        row["id"]: row
        for file, content in contents
        for row in _checked(file, content).to_dict("records")
    }


@lru_cache(maxsize=64)
def _checked(file: str, content: bytes) -> pd.DataFrame:
    """The cells of a file as strings, once they have passed its schema; indexed by line number."""
    schema = SCHEMAS[file]
    frame = _cells(file, content, list(schema.columns))
    try:
        schema.validate(frame, lazy=True)
        problems = []
    except pa.errors.SchemaErrors as errors:
        problems = _problems(errors.failure_cases, schema)
    by = list(schema.metadata["required_by"])
    present = set(frame[by].itertuples(index=False, name=None))
    problems += [
        f"row missing, column {', '.join(by)}: {', '.join(row)!r}; expected at least one row"
        for row in schema.metadata["required"]
        if row not in present
    ]
    if problems:
        raise DataError(file, problems)
    return frame


def _cells(file: str, content: bytes, columns: list[str]) -> pd.DataFrame:
    """The cells of a file as strings, indexed by the line number that an editor shows."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        value = content[error.start : error.end]
        raise DataError(file, [f"row {row}: bytes {value!r}; expected UTF-8"]) from None
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    cells: dict[int, list[str]] = {}
    problems = []
    try:
        heading = next(rows, [])
        if heading != columns:
            raise DataError(file, _heading_problems(heading, columns))
        for cell_texts in rows:
            cells[rows.line_num] = cell_texts
            if len(cell_texts) != len(columns):
                problems.append(
                    f"row {rows.line_num}: {', '.join(cell_texts)!r} has {len(cell_texts)} cells; "
                    f"expected {len(columns)} ({', '.join(columns)})"
                )
    except csv.Error as error:
        problems.append(f"row {rows.line_num}: {error}; expected comma-separated values")
    if not text.endswith("\n"):
        last = text.rpartition("\n")[2]
        problems.append(f"row {rows.line_num}: {last!r} is cut off; expected the end of a line")
    if problems:
        raise DataError(file, problems)
    return pd.DataFrame.from_dict(cells, orient="index", columns=columns, dtype=str)


def _heading_problems(heading: list[str], columns: list[str]) -> list[str]:
    """How the heading of a file differs from its schema."""
    expected = f"expected the columns {', '.join(columns)}"
    missing = [
        f"row 1, column {name}: missing; {expected}" for name in columns if name not in heading
    ]
    surplus = [
        f"row 1, column {position}: {name!r}; {expected}"
        for position, name in enumerate(heading, start=1)
        if name not in columns or name in heading[: position - 1]
    ]
    return missing + surplus or [f"row 1: {', '.join(heading)!r}; {expected}, in this order"]


def _problems(failures: pd.DataFrame, schema: pa.DataFrameSchema) -> list[str]:
    """What pandera found, one line a row and check."""
    problems = []
    for (line, expected), cases in failures.groupby(["index", "check"], sort=False, dropna=False):
        if expected == "multiple_fields_uniqueness":
            expected = "a key that no other row has"
        elif cases["schema_context"].iloc[0] == "DataFrameSchema":
            rule = schema.checks[int(cases["check_number"].iloc[0])]
            cases = cases[cases["column"] == rule.name]
        columns = ", ".join(cases["column"])
        value = ", ".join(cases["failure_case"])
        problems.append((line, f"row {line}, column {columns}: {value!r}; expected {expected}"))
    return [problem for _, problem in sorted(problems)]


def _typed(cells: "pd.Series[str]", metadata: dict[str, Any], as_printed: bool) -> "pd.Series[Any]":
    """The cells of a column as what they stand for: strings, whole numbers, floats or `Printed`."""
    if metadata["type"] is str:
        return cells
    missing = cells.isin(["", MISSING])
    if as_printed and "printed" in metadata:
        numbers = [
            None if blank else Printed(cell, non_negative=metadata["non_negative"])
            for cell, blank in zip(cells, missing, strict=True)
        ]
        return pd.Series(numbers, index=cells.index, dtype=object)
    return cells.mask(missing, "nan").map(metadata["type"])


def _by_type(file: str, folder: Path, *, as_printed: bool) -> pd.DataFrame:
    return _load(file, folder, as_printed=as_printed).set_index("consumption_type")


def _analysis_of_variance(file: str, folder: Path, *, as_printed: bool) -> pd.DataFrame:
    frame = _load(file, folder, as_printed=as_printed)
    names = ["sum_of_squares", "degrees_of_freedom", "mean_square", "f"]
    source = frame["difference_source"].map({"Between groups": "between", "In group": "within"})
    halves = []
    for outcome in ("total", "jd"):
        half = frame[[f"{outcome}_{name}" for name in names]].set_axis(names, axis=1)
        half.insert(0, "source", source)
        half.insert(0, "outcome", outcome)
        halves.append(half)
    return pd.concat(halves, ignore_index=True)


def _descriptor(folder: Path, added: Iterable[str] = ()) -> dict[str, Any]:
    """The records of the files, once they are known to be of exactly the files there are.

    added: files that are about to be there; they may have a record already or not.
    """
    replacement.settle(folder)
    try:
        descriptor: dict[str, Any] = json.loads((folder / _DESCRIPTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(_DESCRIPTOR, [f"{error}; expected the records of the files"]) from None
    recorded = {resource["path"] for resource in descriptor["resources"]}
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).as_posix().startswith(".")
    } - _WITHOUT_RECORD
    problems = [
        f"file {path}; expected a record of it" for path in sorted(there - recorded - set(added))
    ]
    problems += [
        f"record of {path}; expected a file" for path in sorted(recorded - there - set(added))
    ]
    if problems:
        raise DataError(_DESCRIPTOR, problems)
    return descriptor


def _measured(resource: dict[str, Any], content: bytes) -> dict[str, Any]:
    """What `seal` enters in a record. Where no row carries a mark of its own, all have the one
    that the record names."""
    rows = _checked(resource["path"], content)
    if "evidence" in rows:
        counts = rows["evidence"].value_counts()
        evidence = {mark: int(counts[mark]) for mark in EVIDENCE if mark in counts}
    else:
        evidence = dict.fromkeys(resource["evidence"], len(rows))
    found = {
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "bytes": len(content),
        "evidence": evidence,
    }
    for name in rows.columns.intersection(["year", "month"]):
        found["years"] = sorted({int(cell[:4]) for cell in rows[name]})
    return found


def _require(name: str, names: Iterable[str], kind: str) -> None:
    names = list(names)
    if name not in names:
        near = difflib.get_close_matches(name, names) or names[:3]
        raise KeyError(f"no {kind} {name!r}; the nearest: {', '.join(near)}")


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m urban_rural.data")
    commands = parser.add_subparsers(required=True, dest="command")
    commands.add_parser("seal", description=seal.__doc__)
    describing = commands.add_parser("describe", description=describe.__doc__)
    describing.add_argument("file", help="path within data/, such as official/population.csv")
    for key in _WORDS:
        describing.add_argument(f"--{key.replace('_', '-')}", default="", metavar="WORDS")
    describing.add_argument(
        "--column", nargs=2, action="append", default=[], metavar=("NAME", "DESCRIPTION")
    )
    arguments = parser.parse_args()
    try:
        if arguments.command == "seal":
            seal()
        else:
            words = {key: getattr(arguments, key) for key in _WORDS}
            describe(arguments.file, words, dict(arguments.column))
    except DataError as error:
        raise SystemExit(f"error: {error}") from None


if __name__ == "__main__":
    _main()

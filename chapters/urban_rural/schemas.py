"""What each file of data/ must look like: columns, ranges, keys and the rows it must hold.

The schemas judge cells as the file holds them, as strings: only so can a message show the value
that a reader finds in the file, and only so do the printed decimals of a table keep their meaning.
"""

import re
from collections.abc import Iterable, Sequence
from math import inf
from typing import Any

import pandas as pd
import pandera.pandas as pa

from urban_rural.printed import Verdict

EVIDENCE = {
    "confirmed": "equals what the publisher's own database gave on the day in confirmed_on",
    "checksum": "gives the paper's printed sums of squares to the cent",
    "identity": "satisfies accounting identities that a wrong digit would break",
    "read": "seen in a copy of the publication",
    "partly read": "some columns of the row seen in a copy; the note says which",
    "derived": "computed; the note says how",
    "printed in the paper": "as the paper prints it",
    "unconfirmed": "not yet compared with a copy of the publication",
}
"""Evidence mark -> what it says of a row."""

CONSUMPTION_TYPES = {
    "Clothing": "clothing",
    "Food": "food_tobacco_liquor",
    "Residence": "residence",
    "Household facilities, articles and services": "household_facilities_articles_services",
    "Transportation and communications": "transport_communication",
    "Education, culture and recreation": "education_culture_recreation",
    "Health care and medical services": "health_care",
    "Miscellaneous goods and services": "miscellaneous_goods_services",
}
"""Consumption type as the paper names it -> category of the official statistics."""

PROVINCES = (
    "Beijing",
    "Tianjin",
    "Hebei",
    "Shanxi",
    "Inner Mongolia",
    "Liaoning",
    "Jilin",
    "Heilongjiang",
    "Shanghai",
    "Jiangsu",
    "Zhejiang",
    "Anhui",
    "Fujian",
    "Jiangxi",
    "Shandong",
    "Henan",
    "Hubei",
    "Hunan",
    "Guangdong",
    "Guangxi",
    "Hainan",
    "Chongqing",
    "Sichuan",
    "Guizhou",
    "Yunnan",
    "Tibet",
    "Shaanxi",
    "Gansu",
    "Qinghai",
    "Ningxia",
    "Xinjiang",
)
"""The 31 provinces, autonomous regions and municipalities in the order of the yearbook."""

MISSING = "—"
"""What the paper prints in a cell without a number."""

SECTIONS = ("1", "2", "3.1", "3.2", "4")
"""Sections of the paper that hold numbers."""

_RESIDENCE_CATEGORIES = (
    "Hardware and home decoration",
    "Home furnishing",
    "Home decoration materials",
    "Houseware",
    "Furniture and home decoration",
    "Home textiles",
    "Home cleaning",
)
_QUALIFIERS = (
    "",
    "about",
    "nearly",
    "more than",
    "less than",
    "over",
    "exceeded",
    "as high as",
    "negative",
    "all",
    "hundreds of",
    "dozens of",
)
_NUMBER_WORDS = {"0": "zero", "2": "two", "3": "three|tripling", "7": "seven", "8": "eight"}
_LONGEST_QUOTATION = 15


def _cells(
    pattern: str, expected: str, *, low: float = -inf, high: float = inf, **metadata: Any
) -> pa.Column:
    """A column whose cells match a pattern and, if they are numbers, lie within a range.

    metadata: type (str, int or float), values where only some are allowed and, for a table of the
    paper, printed and non_negative.
    """
    metadata |= {"low": low, "high": high, "blank": re.fullmatch(pattern, "") is not None}

    def accepted(cell: str) -> bool:
        if not re.fullmatch(pattern, cell):
            return False
        return (low, high) == (-inf, inf) or cell in ("", MISSING) or low <= float(cell) <= high

    return pa.Column(str, pa.Check(accepted, element_wise=True, error=expected), metadata=metadata)


def _text(pattern: str, expected: str) -> pa.Column:
    return _cells(pattern, expected, type=str)


def _among(values: Iterable[str]) -> pa.Column:
    values = tuple(values)
    expected = f"one of {', '.join(map(repr, values))}"
    return _cells("|".join(map(re.escape, values)), expected, type=str, values=values)


def _whole(low: int, high: int) -> pa.Column:
    expected = f"a whole number from {low} to {high}"
    return _cells("[0-9]+", expected, low=low, high=high, type=int)


def _number(low: float, high: float, *, blank: bool = False) -> pa.Column:
    pattern = r"-?[0-9]+(\.[0-9]+)?" + ("|" if blank else "")
    expected = f"a number from {low:g} to {high:g}" + (" or blank" if blank else "")
    return _cells(pattern, expected, low=low, high=high, type=float)


def _printed(
    *, decimals: int = 2, non_negative: bool = True, missing: str | None = None
) -> pa.Column:
    """A number as a table of the paper prints it: fixed decimals, no thousands separator."""
    number = "[0-9]+" + (rf"\.[0-9]{{{decimals}}}" if decimals else "")
    expected = f"a number with {decimals} decimals" + (", 0 or more" if non_negative else "")
    if missing is not None:
        expected += f", or {missing or 'blank'}"
    pattern = ("" if non_negative else "-?") + number + ("" if missing is None else f"|{missing}")
    kind = float if decimals else int
    return _cells(pattern, expected, type=kind, printed=True, non_negative=non_negative)


def _rule(column: str, expected: str, holds: Any) -> pa.Check:
    """A rule over the columns of a row, reported at one of them."""
    return pa.Check(holds, name=column, error=expected)


def _file(
    columns: dict[str, pa.Column],
    key: Sequence[str],
    required: Iterable[Sequence[str]],
    *,
    rules: Sequence[pa.Check] = (),
    required_by: Sequence[str] = (),
) -> pa.DataFrameSchema:
    """A file whose rows have a key of their own and which must hold the required ones."""
    metadata = {"required_by": tuple(required_by or key), "required": [tuple(r) for r in required]}
    return pa.DataFrameSchema(columns, checks=list(rules), unique=list(key), metadata=metadata)


def _series(
    columns: dict[str, pa.Column], key: Sequence[str], required: Iterable[Sequence[str]]
) -> pa.DataFrameSchema:
    """A file of official figures: every row says how far it was checked."""
    return _file(
        columns
        | {
            "evidence": _among(EVIDENCE),
            "confirmed_on": _text("(20[0-9]{2}-[01][0-9]-[0-3][0-9])?", "a day or blank"),
            "seen_at": _text(
                r"(https?://\S+( https?://\S+)*)?", "addresses parted by a space, or blank"
            ),
            "note": _text(r"(\S(.*\S)?)?", "text or blank"),
        },
        key,
        required,
        rules=[
            _rule(
                "confirmed_on",
                "a day such as 2026-03-01 where the row is marked 'confirmed', else blank",
                lambda rows: (rows["evidence"] == "confirmed") == (rows["confirmed_on"] != ""),
            ),
            _rule(
                "seen_at",
                "an address where a row marked 'confirmed', 'read' or 'partly read' was seen",
                lambda rows: _filled_where(rows, "seen_at", ["confirmed", "read", "partly read"]),
            ),
            _rule(
                "note",
                "how a row marked 'derived' was computed, or what of it was read",
                lambda rows: _filled_where(rows, "note", ["derived", "partly read"]),
            ),
        ],
    )


def _filled_where(rows: pd.DataFrame, column: str, marks: Sequence[str]) -> "pd.Series[bool]":
    return ~rows["evidence"].isin(marks) | (rows[column] != "")


def _years(first: int, last: int) -> list[tuple[str]]:
    return [(str(year),) for year in range(first, last + 1)]


def _products(*parts: Iterable[Any]) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in pd.MultiIndex.from_product(parts)]


def _is_quoted(row: "pd.Series[str]") -> bool:
    """Whether the quotation holds the number, in figures or as a word."""
    figures = rf"(?<![0-9.]){re.escape(row['printed'])}(?!\.?[0-9])"
    words = _NUMBER_WORDS.get(row["printed"], figures)
    return bool(re.search(f"{figures}|{words}", row["quotation"], re.IGNORECASE))


def _is_qualified(row: "pd.Series[str]") -> bool:
    return row["qualifier"] in row["quotation"].lower()


def _statements(sections: Sequence[str]) -> pa.DataFrameSchema:
    """Numbers that a text states, one a row."""
    return _file(
        {
            "id": _text("[a-z0-9]+(-[a-z0-9]+)*", "lower-case words and figures joined by hyphens"),
            "section": _among(sections),
            "place": _text(
                "(footnote to )?paragraph [0-9]+", "'paragraph 3' or 'footnote to paragraph 3'"
            ),
            "quotation": _text(
                rf"\S+( \S+){{0,{_LONGEST_QUOTATION - 1}}}", f"1 to {_LONGEST_QUOTATION} words"
            ),
            "printed": _text(r"([0-9]+(\.[0-9]+)?)?", "a number without unit and sign, or blank"),
            "qualifier": _among(_QUALIFIERS),
            "unit": _text("([a-z]+( [a-z]+)*)?", "a unit in lower-case words, or blank"),
            "subject": _text(r"\S.*", "what the number is about"),
            "period": _text(
                "([0-9]{4}(-[0-9]{2})?(/[0-9]{4}(-[0-9]{2})?)?)?",
                "'2019', '2019-06', '2015/2018' or blank",
            ),
        },
        ["id"],
        _products(sections),
        rules=[
            _rule(
                "printed",
                "a number that the quotation holds, in figures or as a word",
                lambda rows: rows.apply(_is_quoted, axis=1),
            ),
            _rule(
                "qualifier",
                "words of the quotation",
                lambda rows: rows.apply(_is_qualified, axis=1),
            ),
        ],
        required_by=["section"],
    )


def _by_type() -> pa.DataFrameSchema:
    names = ("urban_index", "rural_index", "urban_rural_ratio", "total_consumption_ratio")
    columns = {name: _printed() for name in names}
    return _file(
        {"consumption_type": _among(CONSUMPTION_TYPES)} | columns,
        ["consumption_type"],
        _products(CONSUMPTION_TYPES),
    )


def _analysis_of_variance() -> pa.DataFrameSchema:
    sources = ("Between groups", "In group")
    columns = {"difference_source": _among(sources)}
    for outcome in ("total", "jd"):
        columns |= {
            f"{outcome}_sum_of_squares": _printed(),
            f"{outcome}_degrees_of_freedom": _printed(decimals=0),
            f"{outcome}_mean_square": _printed(),
            f"{outcome}_f": _printed(missing=""),
        }
    return _file(columns, ["difference_source"], _products(sources))


_year = _whole(2000, 2100)
_yuan = _number(1000, 200_000)
_billion_yuan = _number(0, 100_000)
_billion_yuan_or_blank = _number(0, 100_000, blank=True)
_percent = _number(0, 100)
_percent_or_blank = _number(0, 100, blank=True)
_growth_percent = _number(-50, 150, blank=True)

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "paper/table_1.csv": _file(
        {
            "year": _whole(2015, 2017),
            "urban_index": _printed(),
            "rural_index": _printed(),
            "urban_growth": _printed(non_negative=False, missing=MISSING),
            "rural_growth": _printed(non_negative=False, missing=MISSING),
            "urban_rural_ratio": _printed(),
            "total_consumption_ratio": _printed(missing=MISSING),
        },
        ["year"],
        _years(2015, 2017),
    ),
    "paper/table_2.csv": _analysis_of_variance(),
    "paper/table_3.csv": _analysis_of_variance(),
    "paper/table_4.csv": _by_type(),
    "paper/table_5.csv": _by_type(),
    "paper/table_6.csv": _by_type(),
    "paper/table_7.csv": _by_type(),
    "paper/table_8.csv": _file(
        {"category": _among(_RESIDENCE_CATEGORIES)}
        | {
            f"{name}_{year}": _printed()
            for year in (2015, 2016)
            for name in ("urban_index", "rural_index", "urban_rural_ratio")
        },
        ["category"],
        _products(_RESIDENCE_CATEGORIES),
    ),
    "paper/prose.csv": _statements(SECTIONS),
    "paper/sources.csv": _file(
        {
            "id": _text("[a-z0-9]+(-[a-z0-9]+)*", "lower-case words and figures joined by hyphens"),
            "place": _text(
                "references|footnote to section [0-9.]+, paragraph [0-9]+",
                "'references' or 'footnote to section 3.1, paragraph 3'",
            ),
            "quotation": _text(
                rf"\S+( \S+){{0,{_LONGEST_QUOTATION - 1}}}", f"1 to {_LONGEST_QUOTATION} words"
            ),
            "cited_as": _text(r"\S.*", "the names or the title by which the text cites it"),
            "published": _text("[0-9]{4}(-[0-9]{2})?", "'2019' or '2019-08'"),
        },
        ["id"],
        [],
        rules=[
            _rule(
                "published",
                "a date whose year the quotation holds",
                lambda rows: rows.apply(
                    lambda row: row["published"][:4] in row["quotation"], axis=1
                ),
            )
        ],
    ),
    "paper/inferred_inputs.csv": _file(
        {
            "year": _whole(2016, 2016),
            "province": _among(PROVINCES),
            "area": _among(("urban", "rural")),
            "official_yuan": _yuan,
            "inferred_yuan": _yuan,
            "certainty": _among(("near certain", "inferred")),
            "reason": _text(r"\S.*", "the reason for the inference"),
        },
        ["year", "province", "area"],
        [],
    ),
    "ledger/verdicts.csv": _file(
        {
            "id": _text(
                "(s[1-4]|s3[12]|press)(-[a-z0-9]+)+", "a section and words, joined by hyphens"
            ),
            "verdict": _among(verdict.value for verdict in Verdict),
            "reason": _text("([a-z]+( [a-z]+)*)?", "a reason in lower-case words, or blank"),
            "printed": _text(r"(\S.*)?", "text or blank"),
            "computed": _text(r"(\S.*)?", "text or blank"),
        },
        ["id"],
        [],
        rules=[
            _rule(
                "reason",
                "a reason where the claim does not hold or cannot be checked, and there only",
                lambda rows: (
                    rows["verdict"].isin(
                        [Verdict.DOES_NOT_HOLD.value, Verdict.CANNOT_BE_CHECKED.value]
                    )
                    == (rows["reason"] != "")
                ),
            )
        ],
    ),
    "ledger/mutations.csv": _file(
        {
            "file": _text(r"(paper|press)/[a-z0-9_]+\.csv", "a file of the paper or the press"),
            "key": _text(r"\S.*", "what names the row"),
            "column": _text("[a-z0-9_]+", "a column of the file"),
            "printed": _text(r"[0-9]+(\.[0-9]+)?", "a number as printed"),
            "altered": _text(r"[0-9]+(\.[0-9]+)?", "the number altered"),
            "notice": _text("[a-z]+( [a-z]+)*", "what notices it"),
            "cause": _text("([a-z]+( [a-z]+)*)?", "why no verdict changes, or blank"),
            "claims": _text("([a-z0-9-]+( [a-z0-9-]+)*)?", "ids of claims, or blank"),
        },
        ["file", "key", "column", "altered"],
        [],
    ),
    "press/county_ecommerce_2014.csv": _statements(["report"]),
    "press/digital_economy_report_2017.csv": _statements(["report"]),
    "official/provincial_consumption.csv": _series(
        {"year": _year, "province": _among(PROVINCES), "urban_yuan": _yuan, "rural_yuan": _yuan},
        ["year", "province"],
        _products((2015, 2016), PROVINCES),
    ),
    "official/provincial_income_2016.csv": _series(
        {
            "province": _among(PROVINCES),
            "income_all_yuan": _yuan,
            "income_urban_yuan": _yuan,
            "income_rural_yuan": _yuan,
            "consumption_all_yuan": _yuan,
        },
        ["province"],
        _products(PROVINCES),
    ),
    "official/national_consumption_by_category.csv": _series(
        {
            "year": _year,
            "area": _among(("all", "urban", "rural")),
            "category": _among(("total", *CONSUMPTION_TYPES.values())),
            "yuan_per_head": _number(50, 200_000),
        },
        ["year", "area", "category"],
        _products(range(2013, 2024), ("all", "urban", "rural"), CONSUMPTION_TYPES.values())
        + _products(range(2013, 2026), ("all", "urban", "rural"), ["total"]),
    ),
    "official/national_income.csv": _series(
        {"year": _year, "all_yuan": _yuan, "urban_yuan": _yuan, "rural_yuan": _yuan},
        ["year"],
        _years(2013, 2025),
    ),
    "official/online_retail.csv": _series(
        {
            "year": _year,
            "online_retail_billion_yuan": _billion_yuan,
            "online_retail_growth_percent": _growth_percent,
            "physical_goods_billion_yuan": _billion_yuan_or_blank,
            "physical_goods_growth_percent": _growth_percent,
            "physical_goods_share_of_retail_percent": _percent_or_blank,
            "retail_billion_yuan": _billion_yuan_or_blank,
            "rural_retail_billion_yuan": _billion_yuan_or_blank,
        },
        ["year"],
        _years(2011, 2025),
    ),
    "official/rural_online_retail.csv": _series(
        {
            "year": _year,
            "series": _among(("online purchases in rural areas", "rural online retail sales")),
            "sales_billion_yuan": _billion_yuan,
            "growth_percent": _growth_percent,
            "share_of_online_retail_percent": _percent_or_blank,
        },
        ["year"],
        _years(2014, 2025),
    ),
    "official/agricultural_online_retail.csv": _series(
        {
            "year": _year,
            "series": _among(("definition until 2017", "definition from 2018")),
            "sales_billion_yuan": _billion_yuan,
            "growth_percent": _growth_percent,
        },
        ["year"],
        _years(2016, 2025),
    ),
    "official/internet_users.csv": _series(
        {
            "month": _text("20[0-9]{2}-(0[1-9]|1[0-2])", "a month such as 2019-06"),
            "users_million": _number(0, 1500),
            "penetration_percent": _percent,
            "urban_users_million": _number(0, 1500, blank=True),
            "urban_penetration_percent": _percent_or_blank,
            "rural_users_million": _number(0, 1500),
            "rural_penetration_percent": _percent_or_blank,
        },
        ["month"],
        [(f"{year}-12",) for year in range(2005, 2026) if year != 2019]
        + [("2019-06",), ("2020-03",), ("2020-06",), ("2025-06",)],
    ),
    "official/taobao_villages.csv": _series(
        {"year": _year, "villages": _whole(0, 100_000), "towns": _whole(0, 100_000)},
        ["year"],
        [("2009",), *_years(2013, 2022)],
    ),
    "official/express_parcels.csv": _series(
        {"year": _year, "parcels_billion": _number(0, 1000)}, ["year"], _years(2010, 2025)
    ),
    "official/rural_express_parcels.csv": _series(
        {"year": _year, "parcels_billion": _number(0, 1000)}, ["year"], [("2019",), ("2021",)]
    ),
    "official/population.csv": _series(
        {
            "year": _year,
            "vintage": _among(("first published", "revised")),
            "total_million": _number(0, 2000),
            "urban_million": _number(0, 2000),
            "rural_million": _number(0, 2000),
            "urban_share_percent": _percent,
        },
        ["year", "vintage"],
        _products(range(2005, 2026), ["revised"])
        + _products(range(2011, 2020), ["first published"]),
    ),
    "official/world_bank_internet.csv": _series(
        {
            "year": _year,
            "individuals_using_the_internet_percent": _percent_or_blank,
            "mobile_subscriptions_per_100_people": _number(0, 300, blank=True),
            "fixed_broadband_subscriptions_per_100_people": _percent_or_blank,
        },
        ["year"],
        _years(2000, 2020),
    ),
    "official/world_bank_population.csv": _series(
        {
            "year": _year,
            "total_million": _number(1000, 2000),
            "urban_million": _number(200, 2000),
            "rural_million": _number(200, 2000),
        },
        ["year"],
        _years(2000, 2020),
    ),
}
"""File, by its path within data/ -> what it must look like."""

AWAITED = ("official/world_bank_internet.csv", "official/world_bank_population.csv")
"""Files that the first refresh from their publisher brings; until then there is no such file."""

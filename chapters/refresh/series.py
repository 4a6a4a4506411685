"""Which series are asked from whom, and where each figure goes.

A figure of a publisher is known by its label, unit included, so that a renamed indicator or
another unit is noticed. The labels of the statistics bureau are those of its database in
Chinese; `macro_china_nbs_nation` and `macro_china_nbs_region` of akshare take them as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from refresh import identities
from refresh.identities import Break
from urban_rural.schemas import PROVINCES

Row = Mapping[str, Decimal]


@dataclass(frozen=True)
class Cell:
    """Where the figures of a label go.

    column: of the file. key: of the row, apart from year and province. scale: by what the
    publisher's unit is multiplied to give that of the file. decimals: as many are kept.
    fixed: whether a zero at the end is kept.
    """

    column: str
    key: Mapping[str, str] = field(default_factory=dict)
    scale: Decimal = Decimal(1)
    decimals: int = 1
    fixed: bool = False


@dataclass(frozen=True)
class Indicators:
    """Indicators of the World Bank for China. cells: (code, name) -> cell."""

    cells: Mapping[tuple[str, str], Cell]


@dataclass(frozen=True)
class NationalTable:
    """A table of the bureau's yearly national data. cells: label -> cell."""

    path: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class ProvincialTable:
    """A row of the bureau's yearly data by province."""

    path: str
    label: str
    cell: Cell


Request = Indicators | NationalTable | ProvincialTable


@dataclass(frozen=True)
class Series:
    """A file of data/official and what is asked to bring it up to date.

    years: first and last year wanted; without a last one, all there are. year_in_file: False
    where all rows are of the one year. derived: column -> its value from those of the row.
    identities: what the figures must satisfy; each gives the rows that break it.
    """

    name: str
    publisher: str
    address: str
    requests: tuple[Request, ...]
    first_year: int
    last_year: int | None = None
    year_in_file: bool = True
    derived: Mapping[str, tuple[Cell, Callable[[Row], Decimal]]] = field(default_factory=dict)
    identities: tuple[Callable[[pd.DataFrame], list[Break]], ...] = ()

    @property
    def file(self) -> str:
        """Path within data/."""
        return f"official/{self.name}.csv"


BUREAU = "National Bureau of Statistics of China"
BUREAU_NATION = "https://data.stats.gov.cn/dg/website/page.html#/pc/national/yearData"
BUREAU_PROVINCES = "https://data.stats.gov.cn/dg/website/page.html#/pc/national/fsYearData"
WORLD_BANK = "World Bank"

PROVINCE_NAMES = dict(
    zip(
        (
            "北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 "
            "安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 广西壮族自治区 海南省 重庆市 "
            "四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省 宁夏回族自治区 "
            "新疆维吾尔自治区"
        ).split(),
        PROVINCES,
        strict=True,
    )
)
"""Province as the bureau names it -> as the book does."""

_AREAS = {"all": ("全国", ""), "urban": ("城镇", "城镇"), "rural": ("农村", "农村")}
"""Area -> how the bureau's tables and its labels begin."""
_CATEGORIES = {
    "total": "消费",
    "food_tobacco_liquor": "食品烟酒",
    "clothing": "衣着",
    "residence": "居住",
    "household_facilities_articles_services": "生活用品及服务",
    "transport_communication": "交通通信",
    "education_culture_recreation": "教育文化娱乐",
    "health_care": "医疗保健",
    "miscellaneous_goods_services": "其他用品及服务",
}
_MILLION_FROM_TEN_THOUSAND = Decimal("0.01")
_MILLION_FROM_ONE = Decimal("0.000001")


def _bureau_population(column: str) -> Cell:
    return Cell(column, {"vintage": "revised"}, _MILLION_FROM_TEN_THOUSAND, 2, fixed=True)


def _world_bank_population(column: str) -> Cell:
    return Cell(column, {}, _MILLION_FROM_ONE, 6)


def _urban_share(row: Row) -> Decimal:
    return 100 * row["urban_million"] / row["total_million"]


ALL = (
    Series(
        "population",
        BUREAU,
        BUREAU_NATION,
        (
            NationalTable(
                "人口 > 总人口",
                {
                    "年末总人口(万人)": _bureau_population("total_million"),
                    "城镇人口(万人)": _bureau_population("urban_million"),
                    "乡村人口(万人)": _bureau_population("rural_million"),
                },
            ),
        ),
        first_year=2005,
        derived={
            "urban_share_percent": (Cell("urban_share_percent", {}, decimals=2), _urban_share)
        },
        identities=(identities.urban_and_rural_make_the_total,),
    ),
    Series(
        "national_income",
        BUREAU,
        BUREAU_NATION,
        tuple(
            NationalTable(
                f"人民生活 > {table}居民人均收入情况",
                {f"{label}居民人均可支配收入(元)": Cell(f"{area}_yuan")},
            )
            for area, (table, label) in _AREAS.items()
        ),
        first_year=2013,
        identities=(identities.all_lies_between_rural_and_urban,),
    ),
    Series(
        "national_consumption_by_category",
        BUREAU,
        BUREAU_NATION,
        tuple(
            NationalTable(
                f"人民生活 > {table}居民人均支出情况",
                {
                    f"{label}居民人均{name}支出(元)": Cell(
                        "yuan_per_head", {"area": area, "category": category}
                    )
                    for category, name in _CATEGORIES.items()
                },
            )
            for area, (table, label) in _AREAS.items()
        ),
        first_year=2013,
        identities=(identities.categories_make_the_total,),
    ),
    Series(
        "provincial_consumption",
        BUREAU,
        BUREAU_PROVINCES,
        tuple(
            ProvincialTable(
                f"人民生活 > {label}居民人均消费支出",
                f"{label}居民人均消费支出(元)",
                Cell(f"{area}_yuan"),
            )
            for area, label in (("urban", "城镇"), ("rural", "农村"))
        ),
        first_year=2015,
        last_year=2016,
        identities=(identities.urban_exceeds_rural,),
    ),
    Series(
        "provincial_income_2016",
        BUREAU,
        BUREAU_PROVINCES,
        (
            *(
                ProvincialTable(
                    f"人民生活 > {label}居民人均可支配收入",
                    f"{label}居民人均可支配收入(元)",
                    Cell(f"income_{area}_yuan"),
                )
                for area, (_, label) in _AREAS.items()
            ),
            ProvincialTable(
                "人民生活 > 居民人均消费支出",
                "居民人均消费支出(元)",
                Cell("consumption_all_yuan"),
            ),
        ),
        first_year=2016,
        last_year=2016,
        year_in_file=False,
        identities=(identities.income_of_all_lies_between_rural_and_urban,),
    ),
    Series(
        "world_bank_internet",
        WORLD_BANK,
        "https://data.worldbank.org/indicator/IT.NET.USER.ZS?locations=CN",
        (
            Indicators(
                {
                    (
                        "IT.NET.USER.ZS",
                        "Individuals using the Internet (% of population)",
                    ): Cell("individuals_using_the_internet_percent", decimals=2),
                    (
                        "IT.CEL.SETS.P2",
                        "Mobile cellular subscriptions (per 100 people)",
                    ): Cell("mobile_subscriptions_per_100_people", decimals=2),
                    (
                        "IT.NET.BBND.P2",
                        "Fixed broadband subscriptions (per 100 people)",
                    ): Cell("fixed_broadband_subscriptions_per_100_people", decimals=2),
                }
            ),
        ),
        first_year=2000,
    ),
    Series(
        "world_bank_population",
        WORLD_BANK,
        "https://data.worldbank.org/indicator/SP.RUR.TOTL?locations=CN",
        (
            Indicators(
                {
                    ("SP.POP.TOTL", "Population, total"): _world_bank_population("total_million"),
                    ("SP.URB.TOTL", "Urban population"): _world_bank_population("urban_million"),
                    ("SP.RUR.TOTL", "Rural population"): _world_bank_population("rural_million"),
                }
            ),
        ),
        first_year=2000,
        identities=(identities.urban_and_rural_make_the_total,),
    ),
)
"""Every series that a publisher's client can bring up to date."""

BY_NAME = {series.name: series for series in ALL}

"""The computations behind the chapter on what came since the paper."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pandas as pd

from urban_rural import chaining, data, trends
from urban_rural.policy.penetration import implied_population
from urban_rural.ratios import annual_growth, decompose_ratio_change, urban_rural_ratio

UNCONFIRMED = "unconfirmed"
LAST_SEEN = 2019
"""The last year of which the paper could know a figure."""

GAPS: Mapping[str, str] = {"consumption": "consumption expenditure", "income": "disposable income"}
"""Key of a gap -> what a head spends or has."""

RECORDS = (
    "national_consumption_by_category",
    "national_income",
    "online_retail",
    "rural_online_retail",
    "agricultural_online_retail",
    "internet_users",
    "taobao_villages",
    "express_parcels",
    "rural_express_parcels",
    "population",
)
"""The series of the chapter, by record."""


def amounts(gap: str) -> pd.DataFrame:
    """What a head spends or has, by year: columns urban, rural (yuan), evidence.

    gap: a key of `GAPS`. evidence is the weaker mark of the two areas.
    """
    if gap == "income":
        income = data.national_income().set_index("year")
        return pd.DataFrame(
            {
                "urban": income["urban_yuan"],
                "rural": income["rural_yuan"],
                "evidence": income["evidence"],
            }
        )
    total = data.national_consumption().query("category == 'total' and area != 'all'")
    yuan = total.pivot(index="year", columns="area", values="yuan_per_head")
    order = list(data.EVIDENCE)
    marks = total.groupby("year")["evidence"].agg(lambda marks: max(marks, key=order.index))
    return pd.DataFrame({"urban": yuan["urban"], "rural": yuan["rural"], "evidence": marks})


def gaps(gap: str) -> pd.DataFrame:
    """A gap by year in two measures: ratio, difference (yuan), evidence. gap: a key of `GAPS`."""
    found = amounts(gap)
    return pd.DataFrame(
        {
            "ratio": urban_rural_ratio(found["urban"], found["rural"]),
            "difference": found["urban"] - found["rural"],
            "evidence": found["evidence"],
        }
    )


@dataclass(frozen=True)
class Pace:
    """How a ratio moved between two years.

    per_year: constant yearly growth, a share of one. urban, rural: the same of the two amounts.
    """

    first: int
    last: int
    per_year: float
    urban: float
    rural: float


def pace(gap: str, first: int, last: int) -> Pace:
    """The yearly pace of a ratio between two years of its series; gap: a key of `GAPS`."""
    found = amounts(gap)
    ratio = gaps(gap)["ratio"]

    def yearly(series: pd.Series) -> float:
        return annual_growth(float(series[first]), float(series[last]), last - first)

    return Pace(first, last, yearly(ratio), yearly(found["urban"]), yearly(found["rural"]))


def continued(gap: str, first: int, last: int) -> pd.Series:
    """The ratio had it gone on from the last year as between two years; by year, from the last."""
    ratio = gaps(gap)["ratio"]
    years = pd.Index(range(last, ratio.index[-1] + 1), name="year")
    growth = 1 + pace(gap, first, last).per_year
    return pd.Series([float(ratio[last]) * growth ** (year - last) for year in years], index=years)


def by_category() -> pd.DataFrame:
    """Ratios of consumption by type, and what each type adds to the fall of the ratio.

    Index: type, in the words of `data.CONSUMPTION_TYPES`, and "All types". Columns first, seen,
    last (ratios of the first year, of 2019, and of the last year with types), before and since
    (contribution to the change of the ratio until and from 2019, in points of the ratio).
    """
    types = data.national_consumption().query("category != 'total' and area != 'all'")
    yuan = types.pivot(index="category", columns=["area", "year"], values="yuan_per_head")
    complete = [
        year
        for year in sorted(set(types["year"]))
        if yuan.xs(year, axis=1, level=1).notna().all(axis=None)
    ]
    first, last = complete[0], complete[-1]
    frame = pd.DataFrame(
        {
            name: urban_rural_ratio(yuan["urban"][year], yuan["rural"][year])
            for name, year in (("first", first), ("seen", LAST_SEEN), ("last", last))
        }
    )
    for name, start, end in (("before", first, LAST_SEEN), ("since", LAST_SEEN, last)):
        frame[name] = decompose_ratio_change(
            yuan["urban"][start], yuan["rural"][start], yuan["urban"][end], yuan["rural"][end]
        )["contribution"]
    names = {category: title for title, category in data.CONSUMPTION_TYPES.items()}
    total = yuan.sum()
    whole = {
        name: total["urban"][year] / total["rural"][year]
        for name, year in (("first", first), ("seen", LAST_SEEN), ("last", last))
    }
    frame.loc["total"] = {**whole, **frame[["before", "since"]].sum().to_dict()}
    frame.index = pd.Index(
        [names.get(category, "All types") for category in frame.index], name="Type"
    )
    frame.attrs["years"] = (first, LAST_SEEN, last)
    return frame


@dataclass(frozen=True)
class Series:
    """A yearly series that may have to do with the gap, or cannot have.

    name: as shown. kind: "Internet", "rival" (another possible cause) or "placebo" (cannot be a
    cause). levels: by year; sales and counts as logarithms. steps: by later year; published
    growth where there is any, else the step of the levels. breaks: first years of a new
    definition. unconfirmed: years whose row no one has confirmed.
    """

    name: str
    kind: str
    unit: str
    levels: pd.Series
    steps: pd.Series
    breaks: tuple[int, ...] = ()
    unconfirmed: frozenset[int] = field(default=frozenset())

    @property
    def shown(self) -> str:
        """The name, with an asterisk if a level since the gaps are known is unconfirmed."""
        return self.name + (
            "*" if any(year in self.unconfirmed for year in self.levels.index) else ""
        )


@lru_cache(maxsize=1)
def series() -> dict[str, Series]:
    """The series held against the gaps, from the first year of these, by name."""
    first = int(gaps("consumption").index[0])
    found = [*_internet(), *_others()]
    return {
        one.name: Series(
            one.name,
            one.kind,
            one.unit,
            one.levels.dropna().loc[first:],
            one.steps.dropna().loc[first + 1 :],
            one.breaks,
            one.unconfirmed,
        )
        for one in found
    }


def _internet() -> list[Series]:
    users = _december()
    online = data.online_retail().set_index("year")
    rural = data.rural_online_retail().set_index("year")
    rural_sales = rural.loc[rural["series"] == rural["series"].iloc[-1]]
    products = data.agricultural_online_retail().set_index("year")
    villages = data.taobao_villages().set_index("year")
    parcels = data.parcels().set_index("year")
    new_base = first_years("internet_users")
    gap = users["urban_penetration_percent"] - users["rural_penetration_percent"]
    return [
        _of_levels(
            "Rural penetration", "points", users["rural_penetration_percent"], users, new_base
        ),
        _of_levels("Access gap", "points", gap, users, new_base),
        _of_growth(
            "Online retail", online, "online_retail_billion_yuan", "online_retail_growth_percent"
        ),
        _of_levels(
            "Online share of retail",
            "points",
            online["physical_goods_share_of_retail_percent"],
            online,
        ),
        _of_growth(
            "Rural online retail",
            rural_sales,
            "sales_billion_yuan",
            "growth_percent",
            first_years("rural_online_retail"),
        ),
        _of_growth(
            "Agricultural products online",
            products[products["evidence"] != "derived"],
            "sales_billion_yuan",
            "growth_percent",
            first_years("agricultural_online_retail"),
        ),
        _of_levels("Parcels", "log", np.log(parcels["parcels_billion"]), parcels),
        _of_levels("Taobao villages", "log", np.log(villages["villages"].astype(float)), villages),
    ]


def _others() -> list[Series]:
    people = data.population().query("vintage == 'revised'").set_index("year")
    total = data.national_consumption().query("category == 'total' and area == 'all'")
    spending = total.set_index("year")
    years = pd.Series(spending.index.astype(float), index=spending.index)
    users = _december()
    lag = int(spending.index[0] - users.index[0])
    earlier = users.set_axis(users.index + lag)
    return [
        _of_levels(
            "Rival: urban share of residents",
            "points",
            people["urban_share_percent"],
            people,
            (),
            "rival",
        ),
        _of_levels(
            "Rival: consumption of all residents",
            "log",
            np.log(spending["yuan_per_head"]),
            spending,
            (),
            "rival",
        ),
        _of_levels("Placebo: the calendar year", "years", years, spending, (), "placebo"),
        _of_levels(
            f"Placebo: rural penetration {lag} years before",
            "points",
            earlier["rural_penetration_percent"],
            earlier,
            tuple(year + lag for year in first_years("internet_users")),
            "placebo",
        ),
    ]


def _of_levels(
    name: str,
    unit: str,
    levels: pd.Series,
    rows: pd.DataFrame,
    breaks: tuple[int, ...] = (),
    kind: str = "Internet",
) -> Series:
    steps = trends.steps(levels, breaks)
    return Series(name, kind, unit, levels, steps, breaks, unconfirmed_years(rows))


def _of_growth(
    name: str, rows: pd.DataFrame, level: str, growth: str, breaks: tuple[int, ...] = ()
) -> Series:
    """A series whose steps are the published growth rates, in log points."""
    steps = 100 * np.log1p(rows[growth] / 100)
    return Series(
        name, "Internet", "log", np.log(rows[level]), steps, breaks, unconfirmed_years(rows)
    )


def unconfirmed_years(rows: pd.DataFrame) -> frozenset[int]:
    """The years of a series, its index, whose rows no one has confirmed."""
    return frozenset(int(year) for year in rows.index[rows["evidence"] == UNCONFIRMED])


def _december() -> pd.DataFrame:
    """Internet users at the end of each year with a count then, by year."""
    users = data.internet_users()
    users = users[users["month"].str.endswith("-12")]
    return users.set_axis(users["month"].str[:4].astype(int)).rename_axis("year").sort_index()


def breaks(record: str) -> dict[str, list[tuple[str, str]]]:
    """Where a series changes its meaning: "recorded" and "inferred" -> last before, first after."""
    found = data.record(record)
    return {
        word: [(str(last), str(first)) for last, first in found.get(key, [])]
        for word, key in (("recorded", "breaks"), ("inferred", "inferred_breaks"))
    }


def first_years(record: str) -> tuple[int, ...]:
    """The first years after the recorded and the inferred breaks of a series."""
    return tuple(int(first[:4]) for pairs in breaks(record).values() for _, first in pairs)


@dataclass(frozen=True)
class Association:
    """How one series and one gap move together.

    levels: correlation of the levels, breaks not heeded. reshuffled: the size of that correlation
    with the series' steps in another order, in the middle of many orders. steps: of the first
    differences, None if they are too few or all alike. without_trend: of what is left beside a
    line through the years.
    """

    series: Series
    years: int
    levels: float
    reshuffled: float
    steps: trends.Steps | None
    without_trend: float


@lru_cache(maxsize=64)
def association(name: str, gap: str, left_out: int | None = None) -> Association:
    """A series of `series` beside the ratio of a gap.

    left_out: a year whose step is not counted.
    """
    one, ratio = series()[name], gaps(gap)["ratio"]
    change = trends.steps(ratio).drop(labels=[] if left_out is None else [left_out])
    return Association(
        one,
        len(one.levels.index.intersection(ratio.index)),
        trends.correlation(one.levels, ratio),
        float(np.median(np.abs(trends.reshuffled(one.levels, ratio)))),
        trends.in_steps(one.steps, change),
        trends.without_trend(one.levels, ratio, one.breaks),
    )


def associations(gap: str, kind: str | None = None) -> list[Association]:
    """Every series of a kind, or of all kinds, beside the ratio of a gap."""
    return [association(one.name, gap) for one in series().values() if kind in (None, one.kind)]


def chains() -> pd.DataFrame:
    """Published growth beside that of the levels, for the four series that print both.

    As `chaining.compared` gives it, indexed by series and year.
    """
    online = data.online_retail().set_index("year")
    rural = data.rural_online_retail().set_index("year")
    products = data.agricultural_online_retail().set_index("year")
    columns = {
        "Online retail": (online, "online_retail_billion_yuan", "online_retail_growth_percent"),
        "Physical goods online": (
            online,
            "physical_goods_billion_yuan",
            "physical_goods_growth_percent",
        ),
        "Rural online retail": (rural, "sales_billion_yuan", "growth_percent"),
        "Agricultural products online": (products, "sales_billion_yuan", "growth_percent"),
    }
    return chaining.compared(
        {
            name: chaining.chains(rows[level].dropna(), rows[growth], rows["evidence"])
            for name, (rows, level, growth) in columns.items()
        }
    )


def rural_residents_behind_the_rates() -> pd.DataFrame:
    """Rural residents that users and penetration imply, beside the revised population (million).

    By year, at its end; columns implied, revised, unconfirmed (whether either is).
    """
    users = _december()
    people = data.population().query("vintage == 'revised'").set_index("year")
    known = users.dropna(subset=["rural_users_million", "rural_penetration_percent"])
    frame = pd.DataFrame(
        {
            "implied": [
                implied_population(count, rate / 100)
                for count, rate in zip(
                    known["rural_users_million"], known["rural_penetration_percent"], strict=True
                )
            ],
            "revised": people["rural_million"].reindex(known.index),
            "unconfirmed": (known["evidence"] == UNCONFIRMED)
            | (people["evidence"].reindex(known.index) == UNCONFIRMED),
        },
        index=known.index,
    )
    return frame


def years_with_growth_above_the_total() -> tuple[int, int]:
    """In how many years since 2019 rural online retail outgrew the total, and of how many."""
    rural = data.rural_online_retail().set_index("year")["growth_percent"].loc[LAST_SEEN + 1 :]
    total = data.online_retail().set_index("year")["online_retail_growth_percent"]
    return int((rural > total.reindex(rural.index)).sum()), len(rural)


def as_of() -> pd.DataFrame:
    """When each series of the chapter ends, and how far its rows are checked.

    Index: record. Columns title, publisher, first, last (periods), mark (evidence of the last
    period's rows), unconfirmed, rows (counts), breaks, inferred (in words).
    """
    loaders = {
        "national_consumption_by_category": data.national_consumption,
        "national_income": data.national_income,
        "online_retail": data.online_retail,
        "rural_online_retail": data.rural_online_retail,
        "agricultural_online_retail": data.agricultural_online_retail,
        "internet_users": data.internet_users,
        "taobao_villages": data.taobao_villages,
        "express_parcels": data.parcels,
        "rural_express_parcels": data.rural_parcels,
        "population": data.population,
    }
    rows = {}
    for name in RECORDS:
        record, frame = data.record(name), loaders[name]()
        periods = frame["month" if "month" in frame else "year"].astype(str)
        last = periods.max()
        places = breaks(name)
        rows[name] = {
            "title": record["title"],
            "publisher": record["publisher"],
            "first": periods.min(),
            "last": last,
            "mark": ", ".join(dict.fromkeys(frame.loc[periods == last, "evidence"])),
            "unconfirmed": int((frame["evidence"] == UNCONFIRMED).sum()),
            "rows": len(frame),
            **{word: ", ".join("/".join(pair) for pair in places[word]) for word in places},
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def expected_by_chance(found: list[Association], level: float = 0.05) -> tuple[int, int, float]:
    """How many correlations of steps have p below a level, of how many, and how many by chance."""
    tested = [one.steps for one in found if one.steps is not None]
    return sum(one.p < level for one in tested), len(tested), level * len(tested)


def log_share_of_year(gap: str, year: int, first: int) -> float:
    """The part of the fall of a ratio's logarithm since a first year that came in one year."""
    ratio = gaps(gap)["ratio"]
    whole = math.log(ratio.iloc[-1] / ratio[first])
    return math.log(ratio[year] / ratio[year - 1]) / whole

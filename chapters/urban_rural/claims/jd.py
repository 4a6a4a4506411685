"""Terms for JD.com's tables that several parts of the ledger use."""

from collections.abc import Iterable

from urban_rural import data
from urban_rural.claims.terms import Term, cell, growth, official, stated, total
from urban_rural.witnesses import Witness, paper_tables, witnesses

CLOTHING = "Clothing"
FOOD = "Food"
RESIDENCE = "Residence"
HOUSEHOLD = "Household facilities, articles and services"
TRANSPORT = "Transportation and communications"
EDUCATION = "Education, culture and recreation"
HEALTH = "Health care and medical services"
MISCELLANEOUS = "Miscellaneous goods and services"

SPENDING = {2015: 4, 2016: 5}
"""Year -> the table of spending by type."""
UNITS = {2015: 6, 2016: 7}
"""Year -> the table that the text calls units per transaction."""


def cells_judged(
    tables: Iterable[int],
    relation: str,
    *,
    only: Iterable[str] = ("",),
    without: Iterable[str] = (),
) -> list[Witness]:
    """Cells of some tables judged by one relation of `urban_rural.witnesses`.

    relation: its words, or how they begin. only, without: how places begin that alone count, or
    do not.
    """
    names = {f"table_{table}" for table in tables}
    return [
        witness
        for witness in _judged_cells()
        if witness.table in names
        and witness.relation.startswith(relation)
        and witness.place.startswith(tuple(only))
        and not witness.place.startswith(tuple(without))
    ]


@data.per_edition
def _judged_cells() -> list[Witness]:
    return witnesses(paper_tables())


def growth_2016(kind: str, area: str) -> Term:
    """Growth of a type from Table 4 to Table 5, per cent."""
    name = f"{area}_index"
    return growth(cell(4, kind, name), cell(5, kind, name)).named(
        f"growth of {area} {kind.lower()} from Table 4 to Table 5"
    )


def lead_2016(kind: str) -> Term:
    """Rural less urban growth of a type in 2016, percentage points."""
    return growth_2016(kind, "rural") - growth_2016(kind, "urban")


def other_types(year: int, area: str) -> Term:
    """Spending on all types but household articles: the sum for 2016, and for 2017 the total of
    Table 1 less what the growth printed for household articles makes of these."""
    name = f"{area}_index"
    if year == 2016:
        return total(*(cell(5, kind, name) for kind in data.CONSUMPTION_TYPES if kind != HOUSEHOLD))
    household = cell(5, HOUSEHOLD, name) * (stated(f"micro-household-{area}-growth-2017") / 100 + 1)
    return cell(1, 2017, name) - household


def other_growth_2017(area: str) -> Term:
    """Growth in 2017 of all types but household articles together, per cent."""
    return growth(other_types(2016, area), other_types(2017, area)).named(
        f"{area} growth in 2017 of all types but household articles, from Tables 1 and 5"
    )


def ratio_by_own_population(year: int) -> Term:
    """The ratio of Table 1 with the sales of a year divided by its own population."""

    def residents(area: str, when: int) -> Term:
        return official("population", f"{area}_million", year=when, vintage="first published")

    then = residents("urban", 2017) / residents("rural", 2017)
    own = residents("urban", year) / residents("rural", year)
    indices = cell(1, year, "urban_index") / cell(1, year, "rural_index")
    return (indices * then / own).named(f"ratio of {year} by the population of that year")


def categories(year: int) -> dict[str, Term]:
    """The ratios of Table 8 by category."""
    return {
        name: cell(8, (name, year), "urban_rural_ratio")
        for name in data.table_8()["category"].unique()
    }


def scale_of_residence(year: int, area: str) -> Term:
    """The categories of Table 8 added up, over the residence line of Table 4 or 5."""
    names = data.table_8()["category"].unique()
    added = total(*(cell(8, (name, year), f"{area}_index") for name in names))
    line = cell(SPENDING[year], RESIDENCE, f"{area}_index")
    return (added / line).named(
        f"Table 8 added up / residence in Table {SPENDING[year]}, {area}, {year}"
    )


def types_named(text: str) -> list[str]:
    """The consumption types that a passage names in full, in the order of the tables."""
    return [kind for kind in data.CONSUMPTION_TYPES if kind.lower() in text.lower()]


def types_below(table: int) -> set[str]:
    """The types whose printed ratio on JD.com is below that of all consumption."""
    frame = {4: data.table_4, 5: data.table_5, 6: data.table_6, 7: data.table_7}[table]()
    return set(frame.index[frame["urban_rural_ratio"] < frame["total_consumption_ratio"]])


def rural_income(year: int) -> Term:
    """Disposable income of rural residents, yuan per head."""
    return official("national_income", "rural_yuan", year=year)


__all__ = [name for name in dir() if not name.startswith("_") and name != "macro_data"]

"""Claims of section 3.2 of the paper, on micro data."""

from urban_rural.claims.checks import cells, falls, less, lowest
from urban_rural.claims.claim import Bearing, Claim, Kind
from urban_rural.claims.terms import Term, cell
from urban_rural.witnesses import Witness, paper_tables, witnesses


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (
        Claim(
            id="s32-ratio-falls",
            statement="micro-years",
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=falls(cell(1, year, "urban_rural_ratio") for year in (2015, 2016, 2017)),
            sentence="The ratio falls from {first:2} to {last:2}.",
            follows="Relative to town, villagers bought more each year.",
            treated=("micro_data#exhibit-4-1",),
        ),
        Claim(
            id="s32-ratio-below-total-2016",
            section="3.2",
            place="paragraph 2",
            quotation="the ratio was lower than that of per capita total social consumption",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=less(
                cell(1, 2016, "urban_rural_ratio"), cell(1, 2016, "total_consumption_ratio")
            ),
            sentence="{smaller:2} is below {larger:2}.",
            follows="As printed it lies below.",
            treated=("micro_data#exhibit-4-1",),
        ),
        Claim(
            id="s32-table-4-ratios",
            section="3.2",
            place="Table 4, urban-rural ratio",
            quotation="Urban-rural ratio",
            kind=Kind.ARITHMETIC,
            check=cells(lambda: _ratios("table_4"), "urban index / rural index"),
            sentence="Of {number} ratios {hold} follow and {within} fit within rounding.",
            follows="The table is consistent.",
            treated=("micro_data#exhibit-4-10",),
        ),
        Claim(
            id="s32-lowest-three-2015",
            statement="micro-lowest-ratio-categories",
            kind=Kind.COMPARISON,
            check=lowest(
                (
                    "Furniture and home decoration",
                    "Home decoration materials",
                    "Houseware",
                ),
                lambda: _residence(2015),
            ),
            sentence="Of {number} categories these have the lowest ratios.",
            follows="The text reads its table correctly.",
            treated=("micro_data#exhibit-4-18",),
        ),
    )


def _ratios(table: str) -> list[Witness]:
    return [
        witness
        for witness in witnesses(paper_tables())
        if witness.table == table and witness.relation == "urban index / rural index"
    ]


def _residence(year: int) -> dict[str, Term]:
    categories = paper_tables()["table_8"]["category"].unique()
    return {name: cell(8, (name, year), "urban_rural_ratio") for name in categories}

"""Cross-checks: tables, text, notes and headings held against one another."""

from urban_rural.claims.checks import prints
from urban_rural.claims.claim import Claim, Kind
from urban_rural.claims.terms import column, total


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return tuple(
        Claim(
            id=f"s32-types-add-up-{area}-{year}",
            section="3.2",
            place=f"Table 1, {year}, {area} index",
            quotation="Per capita consumption index",
            kind=Kind.ARITHMETIC,
            check=prints(
                1,
                year,
                f"{area}_index",
                total(*column(table, f"{area}_index").values()).named(
                    f"the eight types of Table {table} added up"
                ),
            ),
            sentence=f"Table {table} adds up to {{computed:2}}; Table 1 has {{printed}}.",
            follows="Tables 1, 4 and 5 describe the same spending.",
            treated=("micro_data#exhibit-4-1",),
        )
        for year, table in ((2015, 4), (2016, 5))
        for area in ("urban", "rural")
    )

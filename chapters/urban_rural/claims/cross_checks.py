"""Cross-checks of section 3.2: tables, notes, headings and names held against one another."""

from functools import partial

from urban_rural import anova, data, micro_data
from urban_rural.claims import jd
from urban_rural.claims.checks import all_of, cells, equal, fact, less, prints
from urban_rural.claims.claim import Bearing, Claim, Kind, Reason
from urban_rural.claims.jd import CLOTHING, HOUSEHOLD, TRANSPORT
from urban_rural.claims.terms import Term, cell, column, computed, growth, official, total

_RATIO = "urban index / rural index"
_OFFICIAL = "official statistics"
_RATIO_HEADING = "Urban-rural ratio"
_TOTAL_HEADING = {
    4: "Ratio of urban and rural per capita aggregate consumption expenditure",
    5: "Ratio of urban and rural per capita aggregate consumption expenditure",
    6: "Urban-rural ration of per capita aggregate consumption expenditure",
    7: "Ratio of urban and rural per capita social total consumption expenditure",
}
_EXHIBIT = {
    1: "micro_data#exhibit-4-1",
    4: "micro_data#exhibit-4-10",
    5: "micro_data#exhibit-4-10",
    6: "micro_data#tables-6-and-7-units-or-orders",
    7: "micro_data#tables-6-and-7-units-or-orders",
    8: "micro_data#exhibit-4-18",
}


def claims() -> tuple[Claim, ...]:
    """The claims by table."""
    return (
        *_table_1(),
        *_tables_2_and_3(),
        *_tables_of_types(),
        *_table_8(),
        *_names(),
    )


def _table_1() -> tuple[Claim, ...]:
    def own(year: int) -> Term:
        return jd.ratio_by_own_population(year)

    return (
        *(
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
                treated=(_EXHIBIT[1],),
            )
            for year, table in jd.SPENDING.items()
            for area in ("urban", "rural")
        ),
        Claim(
            id="s32-table-1-ratios",
            section="3.2",
            place="Table 1, ratio",
            quotation="Ratio of urban and rural consumption",
            kind=Kind.ARITHMETIC,
            bearing=Bearing.CONCLUSION,
            check=cells(lambda: jd.cells_judged((1,), _RATIO), "urban index / rural index"),
            sentence="All {number} ratios follow from the indices beside them.",
            follows="The table is consistent.",
            treated=(_EXHIBIT[1],),
        ),
        Claim(
            id="s32-table-1-growth",
            section="3.2",
            place="Table 1, growth",
            quotation="Annual growth of per capita consumption (%)",
            kind=Kind.ARITHMETIC,
            check=cells(
                lambda: jd.cells_judged((1,), "index / index"), "index / index of the year before"
            ),
            sentence="All {number} growth rates follow from the indices, as fractions.",
            follows="The table is consistent, but for its heading.",
            treated=(_EXHIBIT[1],),
        ),
        Claim(
            id="s32-table-1-growth-heading",
            section="3.2",
            place="Table 1, heading of growth",
            quotation="Annual growth of per capita consumption (%)",
            kind=Kind.ARITHMETIC,
            check=prints(
                1,
                2016,
                "rural_growth",
                growth(cell(1, 2015, "rural_index"), cell(1, 2016, "rural_index")),
            ),
            reason=Reason.UNIT_WRONG,
            sentence="The heading says per cent; in per cent rural growth of 2016 is {computed:1}, "
            "and the cell says {printed}.",
            follows="The cells are fractions under a heading of per cent.",
            treated=(_EXHIBIT[1],),
        ),
        Claim(
            id="s32-note-population-of-2017",
            section="3.2",
            place="note to Table 1",
            quotation="with the number of urban and rural population in 2017",
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=all_of(
                {
                    f"the ratio of {year} is that by its own population": equal(
                        cell(1, year, "urban_rural_ratio"), own(year)
                    )
                    for year in (2015, 2016)
                },
                shows={"first": own(2015), "second": own(2016), "third": own(2017)},
            ),
            reason=Reason.METHOD,
            sentence="Divided by the population of each year, the ratios are about {first:.2f}, "
            "{second:.2f} and {third:.2f}.",
            follows="Towns grew and villages shrank, so one population for all years makes the "
            "earlier ratios too small, and the fall too.",
            treated=("micro_data#table-1-the-ratio-falls",),
        ),
        Claim(
            id="s32-ratio-below-total-2016-own-population",
            section="3.2",
            place="paragraph 2",
            quotation="in 2016 the ratio was lower than that of per capita total",
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=less(own(2016), cell(1, 2016, "total_consumption_ratio")),
            reason=Reason.METHOD,
            sentence="With the population of 2016 the ratio is about {smaller:.2f}, above the "
            "{larger} of all consumption.",
            follows="The order of the two ratios depends on the denominator.",
            treated=("micro_data#table-1-the-ratio-falls",),
        ),
    )


def _tables_2_and_3() -> tuple[Claim, ...]:
    def sums(source: str, with_slips: int) -> Term:
        def evaluate() -> float:
            slips = micro_data.slips_of_table_3()[:with_slips]
            found = micro_data.with_slips(2016, slips)
            analysis = anova.OneWayAnova.from_observations(found["urban_yuan"], found["rural_yuan"])
            return float(getattr(analysis, f"sum_of_squares_{source}"))

        words = "62 official observations" + (" with three inputs changed" if with_slips else "")
        return computed(evaluate, words)

    def f_of_2016() -> Term:
        return computed(lambda: micro_data.analysis_of_total(2016).f, "62 official observations")

    return (
        *(
            Claim(
                id=f"s32-table-{table}-{name}",
                section="3.2",
                place=f"Table {table}, {words}",
                quotation=quotation,
                kind=Kind.ARITHMETIC,
                check=cells(
                    partial(jd.cells_judged, (table,), relation),
                    relation,
                ),
                sentence="All {number} cells follow.",
                follows="The table is consistent.",
                treated=("micro_data#exhibit-4-5",),
            )
            for table in (2, 3)
            for name, words, quotation, relation in (
                ("freedom", "freedom", "Freedom", "groups and provinces counted"),
                ("mean-squares", "mean squares", "Mean square", "sum of squares / freedom"),
                ("f", "F values", "F value", "mean square between / within"),
            )
        ),
        Claim(
            id="s32-table-2-from-official-data",
            section="3.2",
            place="Table 2, total consumption, sums of squares",
            quotation="ANOVA of total consumption per capita in urban and rural areas",
            kind=Kind.OUTSIDE_FACT,
            bearing=Bearing.STEP,
            check=cells(
                lambda: jd.cells_judged((2,), "62 official observations"),
                "62 official observations",
            ),
            sentence="Both sums of squares come out of the official figures to the cent.",
            follows="The data and the method behind the left half of Table 2 are certain.",
            treated=("micro_data#exhibit-4-2",),
        ),
        *(
            Claim(
                id=f"s32-table-3-{source}-from-official-data",
                section="3.2",
                place=f"Table 3, total consumption, sum of squares {words}",
                quotation="ANOVA of total consumption per capita in urban and rural areas",
                kind=Kind.OUTSIDE_FACT,
                check=prints(3, ("total", source), "sum_of_squares", sums(source, 0)),
                reason=Reason.OFFICIAL_FIGURE,
                sentence="The official figures give {computed:.2f}; the table prints {printed}.",
                follows="At least one figure was miscopied; that of rural Hubei is near certain.",
                treated=("micro_data#exhibit-4-3", "micro_data#exhibit-4-4"),
            )
            for source, words in (("between", "between groups"), ("within", "in group"))
        ),
        *(
            Claim(
                id=f"s32-table-3-{source}-with-three-slips",
                section="3.2",
                place=f"Table 3, total consumption, sum of squares {words}",
                quotation="ANOVA of total consumption per capita in urban and rural areas",
                kind=Kind.ARITHMETIC,
                check=prints(3, ("total", source), "sum_of_squares", sums(source, 3)),
                sentence="With three inputs changed as inferred, the figures give {computed:.2f}.",
                follows="Three slips of the pen explain the table; two of them are inferences.",
                treated=("micro_data#exhibit-4-4",),
            )
            for source, words in (("between", "between groups"), ("within", "in group"))
        ),
        Claim(
            id="s32-table-3-f-from-official-data",
            section="3.2",
            place="Table 3, total consumption, F value",
            quotation="in 2016, the F value of urban and rural per capita consumption",
            kind=Kind.OUTSIDE_FACT,
            check=prints(3, ("total", "between"), "f", f_of_2016()),
            reason=Reason.OFFICIAL_FIGURE,
            sentence="The official figures give an F of {computed:.2f}; the table prints "
            "{printed}.",
            follows="Nothing in the argument rests on the difference.",
            treated=("micro_data#exhibit-4-3",),
        ),
    )


def _tables_of_types() -> tuple[Claim, ...]:
    coarse = {
        5: (TRANSPORT,),
        6: (TRANSPORT, "Miscellaneous goods and services"),
        7: (TRANSPORT,),
    }
    return (
        *(
            Claim(
                id=f"s32-table-{table}-ratios",
                section="3.2",
                place=f"Table {table}, ratio",
                quotation=_RATIO_HEADING if table != 7 else "Urban rural ratio",
                kind=Kind.ARITHMETIC,
                check=cells(
                    partial(jd.cells_judged, (table,), _RATIO, without=coarse.get(table, ())),
                    "urban index / rural index",
                ),
                sentence="Of {number} ratios that can be had from the indices, {hold} follow and "
                "{within} fit within rounding.",
                follows="The table is consistent.",
                treated=(_EXHIBIT[table],),
            )
            for table in (4, 5, 6, 7)
        ),
        *(
            Claim(
                id=f"s32-table-{table}-ratios-of-zero",
                section="3.2",
                place=f"Table {table}, ratio, {', '.join(kinds).lower()}",
                quotation=_RATIO_HEADING if table != 7 else "Urban rural ratio",
                kind=Kind.ARITHMETIC,
                check=cells(
                    partial(jd.cells_judged, (table,), _RATIO, only=kinds),
                    "urban index / rural index",
                ),
                reason=Reason.TOO_COARSE,
                sentence="Cells whose rural index is printed as zero: {open}.",
                follows="Any ratio would fit, so the printed one has no witness.",
                treated=("micro_data#exhibit-4-11",),
                decides="the indices with more decimals",
            )
            for table, kinds in coarse.items()
        ),
        *(
            Claim(
                id=f"s32-table-{table}-total-official",
                section="3.2",
                place=f"Table {table}, last column",
                quotation=_TOTAL_HEADING[table],
                kind=Kind.OUTSIDE_FACT,
                check=cells(
                    partial(
                        jd.cells_judged,
                        (table,),
                        _OFFICIAL,
                        without=(CLOTHING,) if table in (5, 7) else (),
                    ),
                    "official consumption by type",
                ),
                sentence="Of {number} ratios {hold} follow from official figures and {within} fit "
                "within rounding.",
                follows="The column is consumption expenditure of households, by the official "
                "classification.",
                treated=(_EXHIBIT[table],),
            )
            for table in (4, 5, 6, 7)
        ),
        Claim(
            id="s32-clothing-ratio-2016",
            section="3.2",
            place="Tables 5 and 7, last column, clothing",
            quotation=_TOTAL_HEADING[5],
            kind=Kind.OUTSIDE_FACT,
            check=prints(
                5,
                CLOTHING,
                "total_consumption_ratio",
                official(
                    "national_consumption",
                    "yuan_per_head",
                    decimals=1,
                    year=2016,
                    area="urban",
                    category="clothing",
                )
                / official(
                    "national_consumption",
                    "yuan_per_head",
                    decimals=1,
                    year=2016,
                    area="rural",
                    category="clothing",
                ),
            ),
            reason=Reason.OFFICIAL_FIGURE,
            sentence="The official figures give {computed:3}; both tables print {printed}.",
            follows="A last digit, and nothing rests on it.",
            treated=("micro_data#exhibit-4-10",),
        ),
        *(
            Claim(
                id=f"s32-table-{second}-repeats-table-{first}",
                section="3.2",
                place=f"Table {second}, last column",
                quotation=_TOTAL_HEADING[second],
                kind=Kind.ARITHMETIC,
                check=cells(
                    partial(jd.cells_judged, (second,), "the same number"),
                    f"the same numbers in Table {first}",
                ),
                sentence=f"All {{number}} numbers are those of Table {first}.",
                follows="One quantity under several names.",
                treated=(_EXHIBIT[second],),
            )
            for first, second in ((4, 6), (5, 7))
        ),
        *(
            Claim(
                id=f"s32-order-of-types-{area}",
                section="3.2",
                place="Tables 4 and 5",
                quotation="Per Capita Consumption Index of Different Consumption Types",
                kind=Kind.COMPARISON,
                check=all_of(
                    {
                        f"household articles lead in Table {table}": less(
                            cell(table, CLOTHING, f"{area}_index"),
                            cell(table, HOUSEHOLD, f"{area}_index"),
                        )
                        for table in (4, 5)
                    },
                    shows={
                        "part": cell(4, HOUSEHOLD, f"{area}_index")
                        / cell(1, 2015, f"{area}_index")
                        * 100
                    },
                ),
                sentence=f"Household articles are the largest type in both years; in 2015 they "
                f"make up {{part:0}}% of {area} spending on JD.com.",
                follows="What happens to the total is mostly what happens to this type.",
                treated=("micro_data#who-narrows-the-gap",),
            )
            for area in ("urban", "rural")
        ),
    )


def _table_8() -> tuple[Claim, ...]:
    scale = {
        (year, area): jd.scale_of_residence(year, area)
        for year in jd.SPENDING
        for area in ("urban", "rural")
    }
    return (
        Claim(
            id="s32-table-8-ratios",
            section="3.2",
            place="Table 8, ratio",
            quotation="Per Capita Consumption Expenditure Index of the Level-1 Categories of "
            "Residence",
            kind=Kind.ARITHMETIC,
            check=cells(lambda: jd.cells_judged((8,), _RATIO), "urban index / rural index"),
            sentence="Of {number} ratios {hold} follow and {within} fit within rounding.",
            follows="The table is consistent.",
            treated=(_EXHIBIT[8],),
        ),
        Claim(
            id="s32-table-8-adds-up-to-residence",
            section="3.2",
            place="Table 8, against Tables 4 and 5",
            quotation="this paper classifies residence consumption according to level-1 categories",
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=all_of(
                {
                    "the categories of 2015 are residence on one scale": equal(
                        scale[2015, "urban"], scale[2015, "rural"]
                    ),
                    "the categories of 2016 are residence on one scale": equal(
                        scale[2016, "urban"], scale[2016, "rural"]
                    ),
                    "the scale of both years is one": equal(
                        scale[2015, "urban"], scale[2016, "urban"]
                    ),
                },
                shows={
                    "urban_2015": scale[2015, "urban"],
                    "rural_2015": scale[2015, "rural"],
                    "urban_2016": scale[2016, "urban"],
                    "rural_2016": scale[2016, "rural"],
                },
            ),
            reason=Reason.OWN_TABLES,
            sentence="Added up, the categories are {urban_2015:.1f} (town) and {rural_2015:.1f} "
            "(countryside) times the residence line of 2015, {urban_2016:.1f} and "
            "{rural_2016:.1f} times that of 2016.",
            follows="More than a unit differs between the tables; growth across Table 8 is "
            "uncertain by as much.",
            treated=("micro_data#table-8-inside-residence",),
        ),
    )


def _names() -> tuple[Claim, ...]:
    def heading(table: int, place: int) -> str:
        fields = data.record(f"table_{table}")["schema"]["fields"]
        return str(fields[place]["title"])

    def title(table: int) -> str:
        return str(data.record(f"table_{table}")["title"])

    return (
        Claim(
            id="s32-table-7-title",
            section="3.2",
            place="Table 7, title",
            quotation="Urban and Rural Online Order Quantity Index of Different Consumption Types",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=fact(
                lambda: ("UPT" in title(6)) == ("UPT" in title(7)),
                "Tables 6 and 7 name one index",
            ),
            reason=Reason.WORDING,
            sentence="Table 6 is headed units per transaction and Table 7 order quantity; the text "
            "calls both units per transaction.",
            follows="Which of the two was counted is not certain.",
            treated=("micro_data#tables-6-and-7-units-or-orders",),
        ),
        Claim(
            id="s32-table-6-heading",
            section="3.2",
            place="Table 6, last heading",
            quotation="Urban-rural ration of per capita aggregate consumption expenditure",
            kind=Kind.COMPARISON,
            check=fact(lambda: "ration " not in heading(6, 4), "the heading spells ratio"),
            reason=Reason.MISPRINT,
            sentence="The heading on the second page of the table spells it right.",
            follows="A slip of the pen.",
            treated=("micro_data#tables-6-and-7-units-or-orders",),
        ),
        Claim(
            id="s32-headings-town-and-urban",
            section="3.2",
            place="Tables 1, 4, 6 and 7, headings",
            quotation="town",
            kind=Kind.COMPARISON,
            check=fact(
                lambda: heading(4, 1) == heading(6, 1) == heading(7, 1),
                "Tables 4, 6 and 7 head their first column alike",
            ),
            reason=Reason.WORDING,
            sentence="The same column is headed urban residents, urban areas and town.",
            follows="The sums show that one thing is meant.",
            treated=("micro_data#table-1-the-ratio-falls",),
        ),
        Claim(
            id="s32-three-names-of-all-consumption",
            section="3.2",
            place="Tables 4 and 7, last headings",
            quotation="per capita social total consumption expenditure",
            kind=Kind.COMPARISON,
            check=fact(
                lambda: heading(4, 4) == heading(7, 4),
                "Tables 4 and 7 head their last column alike",
            ),
            reason=Reason.WORDING,
            sentence="One quantity is called aggregate, social total and total social consumption.",
            follows="The numbers show that it is consumption expenditure of households each time.",
            treated=("micro_data#tables-4-and-5-eight-types-of-goods",),
        ),
    )

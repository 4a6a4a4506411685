"""Claims of section 3.2 of the paper, on micro data, as far as they are made in the text."""

from functools import partial

from urban_rural import data
from urban_rural.claims import jd
from urban_rural.claims.checks import (
    Check,
    all_of,
    any_of,
    cells,
    fact,
    falls,
    highest,
    less,
    lowest,
    rises,
    states,
    unpublished,
)
from urban_rural.claims.claim import Bearing, Claim, Kind, Reason
from urban_rural.claims.jd import (
    CLOTHING,
    EDUCATION,
    FOOD,
    HEALTH,
    HOUSEHOLD,
    MISCELLANEOUS,
    RESIDENCE,
    TRANSPORT,
    growth_2016,
    lead_2016,
)
from urban_rural.claims.terms import cell, computed, mean, official, stated

FIVE_TYPES = (CLOTHING, FOOD, RESIDENCE, EDUCATION, HEALTH)
"""The types whose growth in 2016 the text sums up in one number."""

_TYPE_IDS = {
    CLOTHING: "clothing",
    FOOD: "food",
    RESIDENCE: "residence",
    HOUSEHOLD: "household",
    TRANSPORT: "transport",
    EDUCATION: "education",
    HEALTH: "health",
    MISCELLANEOUS: "miscellaneous",
}
_FURNITURE = "Furniture and home decoration"


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (
        *_totals(),
        *_analysis_of_variance(),
        *_growth_by_type(),
        *_growth_in_2017(),
        *_level_1_categories(),
        *_ratios_by_type(),
        *_units(),
        *_residence(),
        *_conclusion(),
    )


def _totals() -> tuple[Claim, ...]:
    return (
        Claim(
            id="s32-orders",
            statement="micro-orders",
            kind=Kind.OUTSIDE_FACT,
            check=unpublished("JD.com's orders or their number", statement="micro-orders"),
            reason=Reason.NOT_PUBLISHED,
            sentence="Neither the orders nor how they were selected is published.",
            follows="The tables can be checked against each other, the orders behind them cannot.",
            treated=("micro_data#the-question",),
        ),
        Claim(
            id="s32-ratio-falls",
            statement="micro-years",
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=falls(
                (cell(1, 2015 + n, "urban_index") / cell(1, 2015 + n, "rural_index"))
                for n in range(3)
            ),
            sentence="The indices of Table 1 give ratios from {first:.2f} in 2015 to {last:.2f} in "
            "2017.",
            follows="Relative to town, villagers bought more on JD.com each year.",
            treated=("micro_data#exhibit-4-1",),
        ),
        Claim(
            id="s32-ratio-below-total-2016",
            section="3.2",
            place="paragraph 2",
            quotation="the ratio was lower than that of per capita total social consumption",
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=less(
                cell(1, 2016, "urban_rural_ratio"), cell(1, 2016, "total_consumption_ratio")
            ),
            sentence="As printed, {smaller} is below {larger}.",
            follows="The lead is small and depends on the population that sales are divided by.",
            treated=("micro_data#exhibit-4-1",),
        ),
        *(
            Claim(
                id=f"s32-rural-growth-higher-{year}",
                section="3.2",
                place="paragraph 2",
                quotation="growth rate of rural per capita consumption expenditure is higher than "
                "that of the urban",
                kind=Kind.COMPARISON,
                bearing=Bearing.CONCLUSION,
                check=less(cell(1, year, "urban_growth"), cell(1, year, "rural_growth")),
                sentence="Table 1 prints growth of {larger} in the countryside and {smaller} in "
                "town, as fractions.",
                follows="This is the falling ratio said a second time.",
                treated=("micro_data#exhibit-4-1",),
            )
            for year in (2016, 2017)
        ),
    )


def _analysis_of_variance() -> tuple[Claim, ...]:
    f = {
        ("jd", 2015): "micro-f-jd-2015",
        ("total", 2015): "micro-f-total-2015",
        ("jd", 2016): "micro-f-jd-2016",
        ("total", 2016): "micro-f-total-2016",
    }
    table = {2015: 2, 2016: 3}
    return (
        Claim(
            id="s32-provinces",
            statement="micro-provinces",
            kind=Kind.ARITHMETIC,
            check=all_of(
                {
                    f"degrees of freedom of Table {table[year]} for {outcome}": states(
                        "micro-provinces",
                        (
                            cell(table[year], (outcome, "between"), "degrees_of_freedom")
                            + cell(table[year], (outcome, "within"), "degrees_of_freedom")
                            + 1
                        )
                        / 2,
                    )
                    for outcome, year in f
                },
                shows={
                    "within": cell(2, ("jd", "within"), "degrees_of_freedom"),
                    "between": cell(2, ("jd", "between"), "degrees_of_freedom"),
                },
            ),
            sentence="With {between} and {within} degrees of freedom, each province counts once in "
            "town and once in the countryside.",
            follows="Tibet counts as much as Guangdong.",
            treated=("micro_data#tables-2-and-3-left-half-62-observations",),
        ),
        *(
            Claim(
                id=f"s32-f-{outcome}-{year}-text",
                statement=statement,
                kind=Kind.ARITHMETIC,
                check=states(
                    statement,
                    (
                        cell(table[year], (outcome, "between"), "mean_square")
                        / cell(table[year], (outcome, "within"), "mean_square")
                    ),
                ),
                sentence=f"The mean squares of Table {table[year]} give an F of {{computed:3}}.",
                follows="Text and table agree.",
                treated=("micro_data#exhibit-4-5",),
            )
            for (outcome, year), statement in f.items()
        ),
        *(
            Claim(
                id=f"s32-f-lower-{year}",
                section="3.2",
                place="paragraph 3",
                quotation="is far less than that by the data of total per capita consumption",
                kind=Kind.COMPARISON,
                bearing=Bearing.STEP,
                check=less(
                    cell(table[year], ("jd", "between"), "f"),
                    cell(table[year], ("total", "between"), "f"),
                ),
                sentence="The F values are {smaller} and {larger}.",
                follows="The comparison is right; what it shows is another claim.",
                treated=("micro_data#exhibit-4-5",),
            )
            for year in (2015, 2016)
        ),
    )


def _growth_by_type() -> tuple[Claim, ...]:
    coarse = {
        area: growth_2016(TRANSPORT, area).named(f"{area} growth of transport")
        for area in ("urban", "rural")
    }
    readings: dict[str, Check] = {
        f"the mean of the five types, {area}": states(
            "micro-other-types-growth-2016", mean(*(growth_2016(kind, area) for kind in FIVE_TYPES))
        )
        for area in ("urban", "rural")
    }
    readings["the mean of the five types, both areas together"] = states(
        "micro-other-types-growth-2016",
        mean(*(growth_2016(kind, area) for kind in FIVE_TYPES for area in ("urban", "rural"))),
    )
    readings["the mean lead of rural over urban growth"] = states(
        "micro-other-types-growth-2016", mean(*(lead_2016(kind) for kind in FIVE_TYPES))
    )
    return (
        Claim(
            id="s32-types",
            statement="micro-consumption-types",
            kind=Kind.ARITHMETIC,
            check=states(
                "micro-consumption-types", computed(lambda: len(data.table_4()), "rows of Table 4")
            ),
            sentence="Tables 4 to 7 have {computed} rows each.",
            follows="The types are those of the official statistics.",
            treated=("micro_data#tables-4-and-5-eight-types-of-goods",),
        ),
        *(
            Claim(
                id=f"s32-growth-2016-{_TYPE_IDS[kind]}",
                section="3.2",
                place="paragraph 5",
                quotation="consumption expenditure of rural residents in 2016 and 2017 was higher "
                "than that of urban",
                kind=Kind.COMPARISON,
                bearing=Bearing.STEP,
                check=less(growth_2016(kind, "urban"), growth_2016(kind, "rural")),
                sentence=f"{kind}: Tables 4 and 5 give growth in 2016 of {{larger:1}}% in the "
                "countryside and {smaller:1}% in town.",
                follows="For this type the sentence is right for 2016.",
                treated=("micro_data#exhibit-4-14",),
            )
            for kind in data.CONSUMPTION_TYPES
            if kind != TRANSPORT
        ),
        Claim(
            id="s32-growth-2016-transport",
            section="3.2",
            place="paragraph 5",
            quotation="consumption expenditure of rural residents in 2016 and 2017 was higher than "
            "that of urban",
            kind=Kind.COMPARISON,
            check=less(coarse["urban"], coarse["rural"]),
            sentence="Transportation and communications: growth lies anywhere in {larger:0}% in "
            "the countryside and {smaller:0}% in town, since the indices end at zero.",
            follows="The sentence is possible for this type and has no support.",
            treated=("micro_data#exhibit-4-14",),
        ),
        Claim(
            id="s32-rural-data-lacking",
            section="3.2",
            place="paragraph 5",
            quotation="there is the lack of rural data",
            kind=Kind.COMPARISON,
            check=fact(
                lambda: all(
                    table(as_printed=True).loc[MISCELLANEOUS, "rural_index"] is None
                    for table in (data.table_4, data.table_5, data.table_6, data.table_7)
                ),
                "rural cells of miscellaneous goods are blank",
                shows={
                    "before": cell(4, MISCELLANEOUS, "rural_index"),
                    "after": cell(5, MISCELLANEOUS, "rural_index"),
                },
            ),
            reason=Reason.OWN_TABLES,
            sentence="Tables 4 and 5 print rural indices of {before} and {after} for miscellaneous "
            "goods, and the text uses those of Table 7.",
            follows="What was left out of the figures for want of data is used further down.",
            treated=("micro_data#figures-1-and-2-growth-by-type",),
        ),
        Claim(
            id="s32-household-largest-difference-2016",
            section="3.2",
            place="paragraph 5",
            quotation="JD.com was in household facilities, articles and services, with a growth "
            "rate of",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=highest(
                (HOUSEHOLD,),
                lambda: {kind: lead_2016(kind) for kind in (HOUSEHOLD, *FIVE_TYPES)},
            ),
            sentence="Of the {number} types whose growth can be had, household articles have the "
            "largest lead.",
            follows="The ranking is right, although the rates printed for it are not.",
            treated=("micro_data#exhibit-4-14",),
        ),
        Claim(
            id="s32-household-rural-growth-2016",
            statement="micro-household-rural-growth-2016",
            kind=Kind.ARITHMETIC,
            check=states("micro-household-rural-growth-2016", growth_2016(HOUSEHOLD, "rural")),
            reason=Reason.OWN_TABLES,
            sentence="Tables 4 and 5 give {computed:1}%.",
            follows="The difference is small and changes nothing.",
            treated=("micro_data#exhibit-4-15",),
        ),
        Claim(
            id="s32-household-urban-growth-2016",
            statement="micro-household-urban-growth-2016",
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states("micro-household-urban-growth-2016", growth_2016(HOUSEHOLD, "urban")),
            reason=Reason.OWN_TABLES,
            sentence="Tables 4 and 5 give growth of {computed:1}%.",
            follows="Nothing collapsed in town; the lead of the countryside is smaller than the "
            "sentence says.",
            treated=("micro_data#exhibit-4-15",),
        ),
        Claim(
            id="s32-five-types-growth-2016",
            statement="micro-other-types-growth-2016",
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=any_of(
                readings,
                shows={
                    "urban": mean(*(growth_2016(kind, "urban") for kind in FIVE_TYPES)),
                    "rural": mean(*(growth_2016(kind, "rural") for kind in FIVE_TYPES)),
                    "lead": mean(*(lead_2016(kind) for kind in FIVE_TYPES)),
                },
            ),
            reason=Reason.OWN_TABLES,
            sentence="The mean of the five types is {urban:1}% in town and {rural:1}% in the "
            "countryside, and the mean lead {lead:1} points.",
            follows="What the number describes is unknown.",
            treated=("micro_data#exhibit-4-15",),
        ),
    )


def _growth_in_2017() -> tuple[Claim, ...]:
    rural, urban = (jd.other_growth_2017(area) for area in ("rural", "urban"))
    return (
        Claim(
            id="s32-household-rural-growth-2017",
            statement="micro-household-rural-growth-2017",
            kind=Kind.ARITHMETIC,
            check=unpublished(
                "spending by type in 2017, the data of Figure 2",
                statement="micro-household-rural-growth-2017",
                shows={"rest": rural},
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="If it is right, all other types together changed by {rest:1}% in the "
            "countryside.",
            follows="The number is possible by itself, but it does not sit with its neighbours.",
            treated=("micro_data#exhibit-4-16",),
        ),
        Claim(
            id="s32-household-urban-growth-2017",
            statement="micro-household-urban-growth-2017",
            kind=Kind.ARITHMETIC,
            check=unpublished(
                "spending by type in 2017, the data of Figure 2",
                statement="micro-household-urban-growth-2017",
                shows={"rest": urban},
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="If it is right, all other types together grew by {rest:1}% in town.",
            follows="The number is possible.",
            treated=("micro_data#exhibit-4-16",),
        ),
        Claim(
            id="s32-growth-2017-by-type",
            section="3.2",
            place="paragraph 5",
            quotation="rural residents in 2016 and 2017 was higher than that of urban residents",
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=less(urban, rural),
            reason=Reason.OWN_TEXT,
            sentence="With the rates printed for household articles, all other types together "
            "change by {larger:1}% in the countryside and by {smaller:1}% in town.",
            follows="Either a printed rate is wrong, or rural growth was not higher outside "
            "household articles; one of two statements fails.",
            treated=("micro_data#exhibit-4-16",),
        ),
        Claim(
            id="s32-household-largest-difference-2017",
            section="3.2",
            place="paragraph 5",
            quotation="JD.com was still in household facilities, articles and services",
            kind=Kind.COMPARISON,
            check=unpublished(
                "spending by type in 2017, the data of Figure 2",
                shows={
                    "lead": stated("micro-household-rural-growth-2017")
                    - stated("micro-household-urban-growth-2017"),
                    "others": stated("micro-three-types-growth-difference-2017"),
                },
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="By the rates in the text the lead is {lead:0} points there and {others} in "
            "three other types; of the remaining types nothing is printed.",
            follows="The text agrees with itself as far as it goes.",
            treated=("micro_data#exhibit-4-16",),
        ),
        Claim(
            id="s32-three-types-difference-2017",
            statement="micro-three-types-growth-difference-2017",
            kind=Kind.ARITHMETIC,
            check=unpublished(
                "spending by type in 2017, the data of Figure 2",
                statement="micro-three-types-growth-difference-2017",
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="No figure of 2017 is printed for food, education or health.",
            follows="With the rates for household articles it needs other types that shrank by far "
            "more.",
            treated=("micro_data#exhibit-4-16",),
        ),
        Claim(
            id="s32-stimulates-rural-consumption",
            section="3.2",
            place="paragraph 5",
            quotation="This shows that e-commerce can stimulate the rural consumption",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=all_of(
                {
                    "rural spending on JD.com grew": rises(
                        cell(1, year, "rural_index") for year in (2015, 2016, 2017)
                    ),
                    "what villagers bought elsewhere did not fall as much": unpublished(
                        "what the same villagers bought elsewhere, before and after"
                    ),
                }
            ),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="Spending on the platform grew; whether it came on top of other spending or "
            "in its place is not shown.",
            follows="Growth of one shop is not growth of consumption.",
            treated=("micro_data#figures-1-and-2-growth-by-type",),
        ),
    )


def _level_1_categories() -> tuple[Claim, ...]:
    figures = {
        "s32-rural-categories-2016": (
            "paragraph 7",
            "higher in the level-1 categories of kitchen appliances, travel and pet life",
            "Figure 3",
        ),
        "s32-rural-categories-2017": (
            "paragraph 7",
            "in 2017 travel, pet life, kitchen appliances and household appliances",
            "Figure 3",
        ),
        "s32-computers-slower": (
            "paragraph 7",
            "growth rate of computer office consumption is lower than that of the urban",
            "Figures 3 and 4",
        ),
        "s32-books-2016": (
            "paragraph 8",
            "higher in the level-1 categories of educational audio-visual products and books",
            "Figure 5",
        ),
        "s32-music-2017": (
            "paragraph 8",
            "online music consumption of rural residents grew rapidly in 2017",
            "Figure 5",
        ),
        "s32-four-categories-faster": (
            "paragraph 8",
            "music, and film and television in rural areas is higher than that in urban areas",
            "Figures 5 and 6",
        ),
    }
    footnote = "In other types of consumption, data of some level-1 categories are missing"
    named = "household facilities, articles and services, education, culture and recreation"
    opening = "In terms of household facilities, articles and services (Figure 5)"
    caption = "Rural Per Capita Consumption of Education, Culture and Recreation on JD.com"
    return (
        Claim(
            id="s32-three-types-selected",
            statement="micro-footnote-types-selected",
            kind=Kind.ARITHMETIC,
            check=any_of(
                {
                    "the types named in the sentence": states(
                        "micro-footnote-types-selected",
                        computed(lambda: len(jd.types_named(named)), "types named"),
                    ),
                    "these and residence, which Table 8 divides": states(
                        "micro-footnote-types-selected",
                        computed(lambda: len({*jd.types_named(named), RESIDENCE}), "types divided"),
                    ),
                },
                shows={"named": computed(lambda: len(jd.types_named(named)), "types named")},
            ),
            sentence="The sentence it belongs to names {named}; with residence, which Table 8 "
            "divides further down, the number is right.",
            follows="The footnote fits the section, not its sentence.",
            treated=("micro_data#figures-1-and-2-growth-by-type",),
        ),
        Claim(
            id="s32-categories-missing",
            section="3.2",
            place="footnote to paragraph 6",
            quotation=footnote,
            kind=Kind.OUTSIDE_FACT,
            check=unpublished("JD.com's level-1 categories"),
            reason=Reason.NOT_PUBLISHED,
            sentence="Which categories are missing is not said.",
            follows="The choice of types cannot be judged.",
            treated=("micro_data#figures-1-and-2-growth-by-type",),
        ),
        *(
            Claim(
                id=name,
                section="3.2",
                place=place,
                quotation=quotation,
                kind=Kind.COMPARISON,
                check=unpublished(f"the data of {source}"),
                reason=Reason.NOT_PUBLISHED,
                sentence=f"The data of {source} are not published in any form.",
                follows="The sentence reads a picture that nobody can measure.",
                treated=("micro_data#figures-1-and-2-growth-by-type",),
            )
            for name, (place, quotation, source) in figures.items()
        ),
        Claim(
            id="s32-appliances-two-years",
            statement="micro-appliances-years",
            kind=Kind.COMPARISON,
            check=unpublished("the data of Figures 3 and 4", statement="micro-appliances-years"),
            reason=Reason.NOT_PUBLISHED,
            sentence="The data of Figures 3 and 4 are not published in any form.",
            follows="For 2016 it is likely, since household articles as a whole grew faster there.",
            treated=("micro_data#figures-1-and-2-growth-by-type",),
        ),
        Claim(
            id="s32-promotes-appliances",
            section="3.2",
            place="paragraph 7",
            quotation="plays a significant role in promoting the consumption of household "
            "appliances in rural areas",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=unpublished("appliances that villagers bought in all shops, before and after"),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="A higher growth rate on the platform does not say what was bought elsewhere.",
            follows="Growth on a platform may replace purchases in shops.",
            treated=("micro_data#figures-1-and-2-growth-by-type",),
        ),
        Claim(
            id="s32-figure-5-type",
            section="3.2",
            place="paragraph 8",
            quotation=opening,
            kind=Kind.COMPARISON,
            check=fact(
                lambda: jd.types_named(opening) == jd.types_named(caption),
                "type named in the paragraph = type named in the caption of Figure 5",
            ),
            reason=Reason.MISPRINT,
            sentence="The paragraph opens with household articles; Figure 5 and the goods named "
            "belong to education, culture and recreation.",
            follows="The words of the paragraph before were repeated.",
            treated=("micro_data#figures-1-and-2-growth-by-type",),
        ),
        Claim(
            id="s32-rural-income-rises",
            section="3.2",
            place="paragraph 8",
            quotation="With the rising per capita income of rural residents",
            kind=Kind.OUTSIDE_FACT,
            check=rises(jd.rural_income(year) for year in (2015, 2016, 2017)),
            sentence="Official rural income per head went from {first:.0f} to {last:.0f} yuan.",
            follows="Income rose while purchases online did: a cause the tables do not set apart.",
            treated=("micro_data#figures-1-and-2-growth-by-type",),
        ),
    )


def _ratios_by_type() -> tuple[Claim, ...]:
    below = "consumption expenditure on JD.com was smaller than that of per capita aggregate"
    expanding = "expanding the differences in other consumption types between urban and rural areas"
    return (
        *(
            Claim(
                id=f"s32-below-{_TYPE_IDS[kind]}-{year}",
                section="3.2",
                place="paragraph 9",
                quotation=below,
                kind=Kind.COMPARISON,
                bearing=Bearing.CONCLUSION,
                check=less(
                    cell(table, kind, "urban_index") / cell(table, kind, "rural_index"),
                    cell(table, kind, "total_consumption_ratio"),
                ),
                sentence=f"{kind} in {year}: {{smaller:2}} on JD.com, {{larger}} in all "
                "consumption.",
                follows="For this type the gap on the platform is the smaller one.",
                treated=("micro_data#exhibit-4-10",),
            )
            for kind in (CLOTHING, RESIDENCE)
            for year, table in jd.SPENDING.items()
        ),
        *(
            Claim(
                id=f"s32-above-{_TYPE_IDS[kind]}-{year}",
                section="3.2",
                place="paragraph 9",
                quotation=expanding,
                kind=Kind.COMPARISON,
                bearing=Bearing.STEP,
                check=less(
                    cell(table, kind, "total_consumption_ratio"),
                    cell(table, kind, "urban_index") / cell(table, kind, "rural_index"),
                ),
                reason=Reason.TOO_COARSE if (kind, year) == (TRANSPORT, 2016) else None,
                decides="the transport indices of 2016 with more decimals"
                if (kind, year) == (TRANSPORT, 2016)
                else "",
                sentence=f"{kind} in {year}: {{larger:2}} on JD.com, {{smaller}} in all "
                "consumption.",
                follows="For this type the gap on the platform is the larger one."
                if (kind, year) != (TRANSPORT, 2016)
                else "Both indices are printed as zero, so that any ratio would fit.",
                treated=("micro_data#exhibit-4-10",),
            )
            for kind in (FOOD, HOUSEHOLD, TRANSPORT, EDUCATION, HEALTH, MISCELLANEOUS)
            for year, table in jd.SPENDING.items()
        ),
    )


def _are_below(kinds: set[str], year: int) -> bool:
    """Whether these types are those below the ratio of all consumption, as printed, in a year."""
    return jd.types_below(jd.UNITS[year]) == kinds


def _units() -> tuple[Claim, ...]:
    named = {2015: {CLOTHING}, 2016: {CLOTHING, RESIDENCE, MISCELLANEOUS}}
    words = {
        2015: "in 2015, the urban-rural ratio of per capita clothing UPT on JD.com is smaller",
        2016: "in 2016, the urban-rural ratio of per capita UPT of clothing, residence, and "
        "miscellaneous",
    }
    as_named = "clothing, residence, and miscellaneous goods and goods on JD.com"
    return (
        *(
            Claim(
                id=f"s32-units-below-{_TYPE_IDS[kind]}-{year}",
                section="3.2",
                place="paragraph 10",
                quotation=words[year],
                kind=Kind.COMPARISON,
                bearing=Bearing.STEP,
                check=less(
                    cell(jd.UNITS[year], kind, "urban_rural_ratio"),
                    cell(jd.UNITS[year], kind, "total_consumption_ratio"),
                ),
                sentence=f"{kind}: {{smaller}} in Table {jd.UNITS[year]}, {{larger}} in all "
                "consumption.",
                follows="As printed, the type lies below.",
                treated=("micro_data#tables-6-and-7-units-or-orders",),
            )
            for year, kinds in named.items()
            for kind in data.CONSUMPTION_TYPES
            if kind in kinds
        ),
        *(
            Claim(
                id=f"s32-units-only-these-{year}",
                section="3.2",
                place="paragraph 10",
                quotation=words[year],
                kind=Kind.COMPARISON,
                bearing=Bearing.STEP,
                check=fact(
                    partial(_are_below, named[year], year),
                    f"the types named are those below in Table {jd.UNITS[year]}",
                    shows={
                        "jd": cell(jd.UNITS[year], MISCELLANEOUS, "urban_rural_ratio"),
                        "all": cell(jd.UNITS[year], MISCELLANEOUS, "total_consumption_ratio"),
                    },
                ),
                reason=Reason.OWN_TABLES if year == 2015 else None,
                sentence="Miscellaneous goods lie below as well, {jd} against {all}."
                if year == 2015
                else "No other type lies below in Table 7.",
                follows="A type that fits the argument was overlooked."
                if year == 2015
                else "The list is complete.",
                treated=("micro_data#tables-6-and-7-units-or-orders",),
            )
            for year in named
        ),
        Claim(
            id="s32-units-strengthen",
            section="3.2",
            place="paragraph 10",
            quotation="This result further strengthens the above conclusion",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=all_of(
                {
                    f"{kind.lower()} lies below in {year}": less(
                        cell(table, kind, "urban_rural_ratio"),
                        cell(table, kind, "total_consumption_ratio"),
                    )
                    for kind in (CLOTHING, RESIDENCE)
                    for year, table in jd.UNITS.items()
                },
                shows={
                    "jd": cell(6, RESIDENCE, "urban_rural_ratio"),
                    "all": cell(6, RESIDENCE, "total_consumption_ratio"),
                },
            ),
            reason=Reason.INFERENCE,
            sentence="Of {number} comparisons {holding} agree; residence in 2015 lies above, {jd} "
            "against {all}.",
            follows="For clothing Tables 6 and 7 say the same as Tables 4 and 5; for residence in "
            "2015 they say the opposite.",
            treated=("micro_data#tables-6-and-7-units-or-orders",),
        ),
        Claim(
            id="s32-goods-and-goods",
            section="3.2",
            place="paragraph 10",
            quotation=as_named,
            kind=Kind.COMPARISON,
            check=fact(
                lambda: MISCELLANEOUS in jd.types_named(as_named),
                "the name in the text = the name in Table 7",
            ),
            reason=Reason.MISPRINT,
            sentence="Table 7 calls the type miscellaneous goods and services.",
            follows="A slip of the pen.",
            treated=("micro_data#tables-6-and-7-units-or-orders",),
        ),
        Claim(
            id="s32-units-enthusiasm",
            section="3.2",
            place="paragraph 10",
            quotation="UPT can better reflect the spending enthusiasm",
            kind=Kind.INTERPRETATION,
            check=unpublished("orders and units, each by itself, with their average value"),
            reason=Reason.NOT_PUBLISHED,
            sentence="Neither orders nor units are printed by themselves.",
            follows="A count of orders also depends on how much is put in one parcel.",
            treated=("micro_data#exhibit-4-17",),
        ),
    )


def _residence() -> tuple[Claim, ...]:
    three = {
        2015: (_FURNITURE, "Home decoration materials", "Houseware"),
        2016: ("Home cleaning", "Home textiles", _FURNITURE),
    }
    return (
        Claim(
            id="s32-lowest-three-2015",
            statement="micro-lowest-ratio-categories",
            kind=Kind.COMPARISON,
            check=lowest(three[2015], lambda: jd.categories(2015)),
            sentence="Of {number} categories these have the lowest ratios in Table 8.",
            follows="The text reads its table correctly, under shortened names.",
            treated=("micro_data#exhibit-4-18",),
        ),
        Claim(
            id="s32-lowest-three-2016",
            section="3.2",
            place="paragraph 11",
            quotation="home cleaning, home textiles and furniture in 2016",
            kind=Kind.COMPARISON,
            check=lowest(three[2016], lambda: jd.categories(2016)),
            sentence="Of {number} categories these have the lowest ratios in Table 8.",
            follows="The text reads its table correctly.",
            treated=("micro_data#exhibit-4-18",),
        ),
        Claim(
            id="s32-furniture-two-years",
            statement="micro-furniture-years",
            kind=Kind.COMPARISON,
            check=all_of(
                {
                    f"furniture is among the three lowest of {year}": lowest(
                        names, partial(jd.categories, year)
                    )
                    for year, names in three.items()
                },
                shows={
                    "first": cell(8, (_FURNITURE, 2015), "urban_rural_ratio"),
                    "second": cell(8, (_FURNITURE, 2016), "urban_rural_ratio"),
                },
            ),
            sentence="Its ratio is {first} and {second}, both times among the three lowest.",
            follows="The text reads its table correctly.",
            treated=("micro_data#exhibit-4-18",),
        ),
        Claim(
            id="s32-furniture-low-in-town",
            section="3.2",
            place="paragraph 11",
            quotation="probably due to the low consumption of urban furniture e-commerce",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=unpublished(
                "urban spending on furniture in shops, or by category on other platforms",
                shows={
                    "furniture": cell(8, (_FURNITURE, 2016), "urban_index"),
                    "cleaning": cell(8, ("Home cleaning", 2016), "urban_index"),
                },
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="In 2016 furniture is the largest category of town in Table 8, {furniture} "
            "points, and home cleaning the smallest, {cleaning}; what shops sell is not printed.",
            follows="A low ratio need not come from little spending in town.",
            treated=("micro_data#exhibit-4-18",),
        ),
        Claim(
            id="s32-furniture-offline",
            section="3.2",
            place="paragraph 11",
            quotation="urban residents are still used to buying furniture in offline stores",
            kind=Kind.OUTSIDE_FACT,
            check=unpublished("furniture sales online and offline, by town and countryside"),
            reason=Reason.NOT_PUBLISHED,
            sentence="No source is given and no figure is printed.",
            follows="The explanation is possible, and no more.",
            treated=("micro_data#exhibit-4-18",),
        ),
    )


def _conclusion() -> tuple[Claim, ...]:
    return (
        Claim(
            id="s32-narrows-the-gap",
            section="3.2",
            place="paragraph 12",
            quotation="e-commerce promotes rural consumption and narrows the urban-rural "
            "consumption gap",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=all_of(
                {
                    "the ratio on the platform fell": falls(
                        cell(1, year, "urban_rural_ratio") for year in (2015, 2016, 2017)
                    ),
                    "the ratio of all consumption fell": falls(
                        cell(1, year, "total_consumption_ratio") for year in (2015, 2016)
                    ),
                    "it fell because of the platform": unpublished(
                        "all spending of buyers and others, with and without the platform"
                    ),
                },
                shows={
                    "before": cell(1, 2015, "total_consumption_ratio"),
                    "after": cell(1, 2016, "total_consumption_ratio"),
                },
            ),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="The ratio of all consumption fell from {before} to {after} while that on the "
            "platform fell; nothing says what it would have done without.",
            follows="The tables agree with the sentence and do not show it.",
            treated=("micro_data#tables-4-and-5-eight-types-of-goods",),
        ),
        Claim(
            id="s32-total-ratio-falls-later",
            section="3.2",
            place="paragraph 1",
            quotation="the Internet has effectively narrowed the urban-rural gap in China",
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=falls(
                (
                    official(
                        "national_consumption",
                        "yuan_per_head",
                        decimals=1,
                        year=year,
                        area="urban",
                        category="total",
                    )
                    / official(
                        "national_consumption",
                        "yuan_per_head",
                        decimals=1,
                        year=year,
                        area="rural",
                        category="total",
                    )
                ).named(f"official ratio of {year}")
                for year in (2015, 2016, 2017, 2018, 2019)
            ),
            sentence="The official ratio of all consumption fell every year, from {first:.2f} to "
            "{last:.2f}.",
            follows="The gap did narrow as a ratio while the Internet spread; which made the other "
            "is another claim.",
            treated=("macro_data#growth-and-the-gap",),
        ),
        Claim(
            id="s32-table-1-total-official",
            section="3.2",
            place="Table 1, last column",
            quotation="Ratio of urban and rural per capita social total consumption expenditure",
            kind=Kind.OUTSIDE_FACT,
            check=cells(
                lambda: jd.cells_judged((1,), "official statistics"), "official consumption"
            ),
            sentence="Both ratios follow from the official consumption expenditure of households.",
            follows="What the paper calls by three names is one official quantity.",
            treated=("micro_data#exhibit-4-1",),
        ),
    )

"""Claims that rest on a method: the strongest reading, the computation, what can be concluded.

Where a passage can be read in two ways, the reading that serves it best is a claim of its own.
"""

from functools import partial

import pandas as pd

from urban_rural import anova, data, micro_data
from urban_rural.claims import jd
from urban_rural.claims.checks import all_of, falls, less, rises, unpublished
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
)
from urban_rural.claims.terms import (
    Term,
    cell,
    computed,
    exactly,
    official,
    stated,
    total,
)

_F = "micro_data#what-f-measures-and-what-it-does-not"


def claims() -> tuple[Claim, ...]:
    """The claims by method."""
    return (
        *_comparison_of_f(),
        *_retail_against_consumption(),
        *_per_head(),
        *_units_or_orders(),
        *_narrowing_by_type(),
        *_causes(),
    )


def _effect(outcome: str, year: int, which: str) -> Term:
    """Cohen's d of an analysis (which "d"), or a bound of its interval ("d_low", "d_high")."""
    name = {"jd": "JD.com", "total": "Total consumption"}[outcome]
    return computed(
        lambda: float(_analyses().loc[f"{name}, {year}", which]),
        f"Cohen's d of {name}, {year}",
    )


@data.per_edition
def _analyses() -> pd.DataFrame:
    return micro_data.analyses()


@data.per_edition
def _f_of_pairs(year: int) -> float:
    return float(micro_data.designs(year).loc["Paired, logs", "f"])


@data.per_edition
def _share_of_fall(kind: str) -> float:
    return micro_data.share_of_fall(kind)


def _p_of_jd(year: int) -> float:
    """Probability of so large an F on JD.com if town and countryside were equal."""
    return float(micro_data.analysis_as_printed(year, "jd").p)


def _comparison_of_f() -> tuple[Claim, ...]:
    jd_ratio = {year: cell(1, year, "urban_rural_ratio") for year in (2015, 2016, 2017)}
    total_ratio = {year: cell(1, year, "total_consumption_ratio") for year in (2015, 2016)}
    f_jd = {2015: cell(2, ("jd", "between"), "f"), 2016: cell(3, ("jd", "between"), "f")}

    def f_at_equal_dispersion() -> float:
        ratio = float(data.table_1().set_index("year").loc[2015, "urban_rural_ratio"])
        dispersion = micro_data.dispersion(2015, "total")
        return float(anova.f_from_dispersion(ratio, 1, dispersion, micro_data.PROVINCES))

    equal_dispersion = computed(f_at_equal_dispersion, "F at the dispersion of all consumption")
    return (
        Claim(
            id="s32-f-measures-difference",
            section="3.2",
            place="paragraph 3",
            quotation="consumption on JD.com is far less than the total consumption difference",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=all_of(
                {
                    f"the urban-rural ratio on JD.com is the smaller one in {year}": less(
                        jd_ratio[year], total_ratio[year]
                    )
                    for year in (2015, 2016)
                },
                shows={
                    "jd": jd_ratio[2015],
                    "total": total_ratio[2015],
                    "f_jd": f_jd[2015],
                    "f_total": cell(2, ("total", "between"), "f"),
                    "f_equal": equal_dispersion,
                },
            ),
            reason=Reason.INFERENCE,
            sentence="In 2015 the ratio on JD.com was {jd}, that of all consumption {total}, "
            "although the F values are {f_jd} and {f_total}; were provinces as alike on JD.com as "
            "in all consumption, its F would be about {f_equal:.0f}.",
            follows="A smaller F does not show a smaller gap: it shows provinces that differ more.",
            treated=(_F, "micro_data#exhibit-4-7"),
        ),
        Claim(
            id="s32-f-strongest-reading",
            section="3.2",
            place="paragraph 3",
            quotation="the difference in urban and rural residents' consumption on JD.com",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=all_of(
                {
                    f"the gap in standard deviations is smaller in {year}": less(
                        _effect("jd", year, "d_high"), _effect("total", year, "d_low")
                    )
                    for year in (2015, 2016)
                },
                shows={
                    "jd": _effect("jd", 2015, "d"),
                    "total": _effect("total", 2015, "d"),
                },
            ),
            sentence="In standard deviations of provinces the gap of 2015 is {jd:.2f} on JD.com "
            "and {total:.2f} in all consumption, and the intervals of both years lie apart.",
            follows="Read as how well residence alone predicts a province's level, the sentence is "
            "right; of the size of the gap it says nothing.",
            treated=("micro_data#exhibit-4-6",),
        ),
        Claim(
            id="s32-f-follows-the-gap",
            section="3.2",
            place="paragraph 3",
            quotation="which shows that JD.com has a significant positive effect on reducing",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=all_of(
                {
                    "the ratio on JD.com falls": falls((jd_ratio[2015], jd_ratio[2016])),
                    "its F falls with it": falls((f_jd[2015], f_jd[2016])),
                },
                shows={
                    "before": f_jd[2015],
                    "after": f_jd[2016],
                    "ratio_before": jd_ratio[2015],
                    "ratio_after": jd_ratio[2016],
                },
            ),
            reason=Reason.INFERENCE,
            sentence="F rose from {before} to {after} in the year in which the ratio fell from "
            "{ratio_before} to {ratio_after}.",
            follows="By the paper's own measure the difference on JD.com grew.",
            treated=("micro_data#exhibit-4-5",),
        ),
        Claim(
            id="s32-jd-reduces-difference",
            section="3.2",
            place="paragraph 3",
            quotation="significant positive effect on reducing the urban-rural consumption "
            "difference",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=unpublished(
                "consumption of provinces or households by their use of the platform, before and "
                "after, with others to compare"
            ),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="An analysis of variance tests whether two means are equal; it does not "
            "compare a world with the platform to one without.",
            follows="Neither the size nor the sign of an effect can be had from Tables 2 and 3.",
            treated=(_F,),
        ),
        Claim(
            id="s32-gap-on-jd-exists",
            section="3.2",
            place="Tables 2 and 3, JD.com",
            quotation="ANOVA of per capita consumption on JD.com in urban and rural areas",
            kind=Kind.INTERPRETATION,
            check=all_of(
                {
                    f"the gap of {year} is not chance at five per cent": less(
                        computed(
                            partial(_p_of_jd, year),
                            "p",
                        ),
                        exactly(0.05, "five per cent"),
                    )
                    for year in (2015, 2016)
                },
                shows={
                    "first": computed(partial(_p_of_jd, 2015), "p"),
                    "second": computed(partial(_p_of_jd, 2016), "p"),
                },
            ),
            sentence="The printed sums give p of {first:.3f} and {second:.3f}, if provinces were "
            "independent draws from normal distributions of one variance.",
            follows="The paper's own test finds a gap on the platform.",
            treated=("micro_data#exhibit-4-5",),
        ),
        Claim(
            id="s32-pairs-ignored",
            section="3.2",
            place="paragraph 3",
            quotation="conducts a one-way ANOVA using the data of per capita consumption",
            kind=Kind.INTERPRETATION,
            check=less(
                computed(lambda: micro_data.analysis_of_total(2015).f, "F of the one-way analysis"),
                computed(
                    lambda: _f_of_pairs(2015),
                    "F of the paired analysis on logarithms",
                ),
            ),
            sentence="On the public half of the data F is {smaller:.0f} by the paper's design and "
            "{larger:.0f} when town and countryside of a province are compared with each other.",
            follows="F depends on what counts as noise, so two F values compare only under one "
            "design and one dispersion.",
            treated=("micro_data#exhibit-4-9",),
        ),
        Claim(
            id="s32-gap-in-points",
            section="3.2",
            place="paragraph 12",
            quotation="narrows the urban-rural consumption gap",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=falls(
                (cell(1, year, "urban_index") - cell(1, year, "rural_index")).named(
                    f"urban less rural index of {year}"
                )
                for year in (2015, 2016, 2017)
            ),
            reason=Reason.METHOD,
            sentence="In points of the index the gap of Table 1 rose from {first:0} to {last:0}.",
            follows="The gap narrowed as a ratio and widened as a difference; the paper means the "
            "ratio and does not say so.",
            treated=("micro_data#tables-2-and-3-right-half-what-can-be-had-without-the-data",),
        ),
    )


def _retail_against_consumption() -> tuple[Claim, ...]:
    goods = ("food_tobacco_liquor", "clothing", "household_facilities_articles_services")

    def rural(category: str) -> Term:
        return official(
            "national_consumption", "yuan_per_head", year=2019, area="rural", category=category
        )

    share = total(*(rural(category) for category in goods)) / rural("total")
    demand = (stated("mechanisms-rural-consumption-2019") * share).named(
        "rural consumption of food, clothing and household articles"
    )
    return (
        Claim(
            id="s2-retail-against-consumption",
            section="2",
            place="paragraph 2",
            quotation="the commercial facilities in rural areas can only meet 82.1% of the local "
            "demand",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=less(stated("mechanisms-rural-retail-2019"), demand),
            reason=Reason.INFERENCE,
            sentence="Consumption expenditure holds rent, health, schooling and other services "
            "that no shop sells; food, clothing and household articles alone come to {larger:.0f} "
            "billion yuan, below the {smaller} billion of rural retail sales.",
            follows="The two totals cover different things, and their quotient is no rate of "
            "coverage.",
            treated=("mechanisms#first-access-and-variety",),
        ),
    )


def _per_head() -> tuple[Claim, ...]:
    return (
        Claim(
            id="s32-per-head-not-per-user",
            section="3.2",
            place="footnote to paragraph 5",
            quotation="sales volume of JD.com / the number of population",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=unpublished(
                "the number of buyers in town and countryside, year by year",
                shows={
                    "before": official("internet_users", "rural_users_million", month="2015-12"),
                    "after": official("internet_users", "rural_users_million", month="2017-12"),
                },
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="Sales are divided by all residents, and rural Internet users rose from "
            "{before} to {after} million meanwhile; spending per buyer cannot be had.",
            follows="The index rises when more people buy and when each buys more; the paper reads "
            "it as the second.",
            treated=("micro_data#table-1-the-ratio-falls",),
        ),
    )


def _units_or_orders() -> tuple[Claim, ...]:
    units = {
        f"{area} {kind.lower()} in Table {table}": less(
            exactly(1, "one unit"), cell(table, kind, f"{area}_index")
        )
        for table in jd.UNITS.values()
        for kind in (CLOTHING, FOOD, RESIDENCE, HOUSEHOLD, EDUCATION, HEALTH)
        for area in ("urban", "rural")
    }
    return (
        Claim(
            id="s32-units-per-transaction",
            section="3.2",
            place="paragraph 10",
            quotation="this paper uses units per transaction (UPT) data of different consumption "
            "types",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=all_of(units, shows={"lowest": cell(7, EDUCATION, "rural_index")}),
            reason=Reason.WORDING,
            sentence="A transaction holds at least one unit, but only {holding} of {number} cells "
            "lie above one; rural education in Table 7 is {lowest}.",
            follows="Read as orders per head the cells make sense, and Tables 6 and 7 then repeat "
            "Tables 4 and 5 in counts.",
            treated=("micro_data#exhibit-4-17",),
        ),
    )


def _narrowing_by_type() -> tuple[Claim, ...]:
    ids = {
        FOOD: "food",
        HOUSEHOLD: "household",
        EDUCATION: "education",
        HEALTH: "health",
        MISCELLANEOUS: "miscellaneous",
        TRANSPORT: "transport",
    }

    def ratios(kind: str) -> tuple[Term, Term]:
        first, second = (
            cell(table, kind, "urban_index") / cell(table, kind, "rural_index")
            for table in jd.SPENDING.values()
        )
        return first, second

    return (
        *(
            Claim(
                id=f"s32-expanding-{name}",
                section="3.2",
                place="paragraph 9",
                quotation="expanding the differences in other consumption types between urban and "
                "rural areas",
                kind=Kind.INTERPRETATION,
                bearing=Bearing.STEP,
                check=rises(ratios(kind)),
                reason=Reason.TOO_COARSE if kind == TRANSPORT else Reason.INFERENCE,
                decides="the transport indices of 2016 with more decimals"
                if kind == TRANSPORT
                else "",
                sentence=f"{kind}: the ratio on JD.com goes from {{first:.2f}} to {{last:2}}.",
                follows="The indices cannot show which way it went."
                if kind == TRANSPORT
                else "A ratio above that of all consumption is a level; it fell, so nothing was "
                "expanding.",
                treated=("micro_data#who-narrows-the-gap",),
            )
            for kind, name in ids.items()
        ),
        *(
            Claim(
                id=f"s32-narrowing-{kind.lower()}",
                section="3.2",
                place="paragraph 9",
                quotation="played a role in reducing the differences in clothing and residential "
                "consumption",
                kind=Kind.COMPARISON,
                bearing=Bearing.STEP,
                check=falls(ratios(kind)),
                sentence=f"{kind}: the ratio on JD.com goes from {{first:.2f}} to {{last:.2f}}.",
                follows="It fell, as it did in the types that the paper says were expanding.",
                treated=("micro_data#who-narrows-the-gap",),
            )
            for kind in (CLOTHING, RESIDENCE)
        ),
        Claim(
            id="s32-largest-narrowing-by-household",
            section="3.2",
            place="paragraph 9",
            quotation="while expanding the differences in other consumption types",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=less(
                computed(
                    lambda: _share_of_fall(HOUSEHOLD) * 100,
                    "share of household articles in the fall of the ratio",
                ),
                computed(
                    lambda: (_share_of_fall(CLOTHING) + _share_of_fall(RESIDENCE)) * 100,
                    "share of clothing and residence",
                ),
            ),
            reason=Reason.INFERENCE,
            sentence="Household articles account for {smaller:.0f}% of the fall of the ratio from "
            "2015 to 2016, clothing and residence together for {larger:.0f}%.",
            follows="The type that did most to narrow the gap is one the paper lists as expanding "
            "it.",
            treated=("micro_data#exhibit-4-12",),
        ),
    )


def _causes() -> tuple[Claim, ...]:
    passages = {
        "s32-jd-role-in-types": (
            "paragraph 9",
            "JD e-commerce platform has played a role in reducing the differences",
            "what buyers of clothing and of goods for the home spent in shops, before and after",
            "micro_data#tables-4-and-5-eight-types-of-goods",
        ),
        "s32-jd-helped-types": (
            "paragraph 10",
            "JD.com has helped reduce the urban-rural differences in clothing and residence "
            "consumption",
            "what buyers of clothing and of goods for the home spent in shops, before and after",
            "micro_data#tables-6-and-7-units-or-orders",
        ),
    }
    return tuple(
        Claim(
            id=name,
            section="3.2",
            place=place,
            quotation=quotation,
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=unpublished(needed),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="A smaller gap on one platform than in all consumption says who buys there, "
            "not what buying there changed.",
            follows="The comparison agrees with the claim and with its opposite.",
            treated=(treated,),
        )
        for name, (place, quotation, needed, treated) in passages.items()
    )

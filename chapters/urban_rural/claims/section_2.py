"""Claims of section 2 of the paper, on mechanisms."""

from urban_rural.claims.checks import any_of, equal, less, rises, states, unpublished
from urban_rural.claims.claim import Bearing, Claim, Kind, Reason
from urban_rural.claims.terms import (
    Term,
    allowed,
    computed,
    exactly,
    official,
    share_of,
    stated,
)
from urban_rural.mechanisms import chapter

_FIRST = "mechanisms#first-access-and-variety"
_COVERAGE = "mechanisms#exhibit-2-2"
_SECOND = "mechanisms#second-consumption-upgrading"
_THIRD = "mechanisms#third-direct-sale"
_FOURTH = "mechanisms#fourth-entry"
_FIFTH = "mechanisms#fifth-credit"


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (*_coverage(), *_access(), *_upgrading(), *_direct_sale(), *_entry_and_credit())


def _rural_residents(vintage: str) -> Term:
    return official(
        "population",
        "rural_million",
        decimals=2,
        year=2019,
        vintage=vintage,
        words=f"rural residents of 2019, {vintage}",
    )


def _coverage() -> tuple[Claim, ...]:
    head = "mechanisms-rural-consumption-per-head-2019"
    consumption = "mechanisms-rural-consumption-2019"
    retail, towns = "mechanisms-rural-retail-2019", "mechanisms-rural-consumption-in-towns-2019"
    coverage = "mechanisms-rural-coverage-2019"
    spending = "prices-rural-platform-spending-2018"
    return (
        Claim(
            id="s2-rural-consumption-per-head",
            statement=head,
            kind=Kind.OUTSIDE_FACT,
            check=states(
                head,
                official(
                    "national_consumption",
                    "yuan_per_head",
                    year=2019,
                    area="rural",
                    category="total",
                ),
            ),
            sentence="The official figure is {computed:.1f} yuan; the paper prints {printed}.",
            follows="The figure is that of its source.",
            treated=(_COVERAGE,),
        ),
        Claim(
            id="s2-rural-consumption",
            statement=consumption,
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states(consumption, stated(head) * _rural_residents("first published") / 1000),
            sentence="Consumption per head times rural residents gives {computed:1} billion yuan.",
            follows="The total follows from the population that was known when the paper was "
            "written.",
            treated=(_COVERAGE,),
        ),
        Claim(
            id="s2-rural-retail",
            statement=retail,
            kind=Kind.OUTSIDE_FACT,
            check=states(
                retail,
                official("online_retail", "rural_retail_billion_yuan", decimals=1, year=2019),
            ),
            sentence="The official figure is {computed:.1f} billion yuan, as printed.",
            follows="The figure is that of its source.",
            treated=(_COVERAGE,),
        ),
        Claim(
            id="s2-rural-consumption-in-towns",
            statement=towns,
            kind=Kind.ARITHMETIC,
            check=states(towns, stated(consumption) - stated(retail)),
            sentence="Consumption less retail sales is {computed:1} billion yuan.",
            follows="The subtraction is right.",
            treated=(_COVERAGE,),
        ),
        Claim(
            id="s2-rural-coverage-arithmetic",
            statement=coverage,
            kind=Kind.ARITHMETIC,
            check=states(coverage, share_of(stated(retail), stated(consumption))),
            sentence="Retail sales over consumption give {computed:2}%.",
            follows="The division is right; whether it measures coverage is another claim.",
            treated=(_COVERAGE, _FIRST),
        ),
        Claim(
            id="s2-rural-coverage-revised-population",
            statement=coverage,
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states(
                coverage,
                share_of(stated(retail), stated(head) * _rural_residents("revised") / 1000),
            ),
            reason=Reason.DEFINITION_CHANGED,
            sentence="With the rural population revised after the census of 2020 the share is "
            "{computed:1}%, not {printed}.",
            follows="The paper could not know it; what is lacking by its own reckoning is smaller "
            "than it seemed.",
            treated=(_COVERAGE,),
        ),
        Claim(
            id="s2-rural-coverage-without-residence",
            statement=coverage,
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states(
                coverage,
                computed(
                    chapter.coverage_without_residence, "retail over consumption but for residence"
                ),
            ),
            reason=Reason.METHOD,
            sentence="With residence left out of consumption, most of which is rent that no shop "
            "sells, the share is {computed:1}%, not {printed}.",
            follows="The figure depends on what is divided by what more than on village shops.",
            treated=(_FIRST, _COVERAGE),
        ),
        Claim(
            id="s2-completed-in-towns",
            statement=towns,
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=states(
                towns, stated(towns) - (allowed(spending) * 1000).named("rural spending online")
            ),
            reason=Reason.INFERENCE,
            sentence="By section 3.1 rural people would have spent more than a trillion yuan on "
            "platforms the year before, which leaves {computed:0} billion for shops in towns, if "
            "such purchases are not rural retail sales.",
            follows="What village shops do not sell need not be bought in town; much of it may "
            "have been bought online, where the paper wants it bought.",
            treated=(_FIRST, "macro_data#exhibit-3-10"),
        ),
    )


def _open(
    name: str,
    place: str,
    quotation: str,
    needed: str,
    reason: Reason,
    sentence: str,
    follows: str,
    treated: str,
    *,
    kind: Kind = Kind.OUTSIDE_FACT,
    bearing: Bearing = Bearing.DETAIL,
) -> Claim:
    """What nothing in print decides."""
    return Claim(
        id=f"s2-{name}",
        section="2",
        place=place,
        quotation=quotation,
        kind=kind,
        bearing=bearing,
        check=unpublished(needed),
        reason=reason,
        sentence=sentence,
        follows=follows,
        treated=(treated,),
    )


def _access() -> tuple[Claim, ...]:
    return (
        _open(
            "survey-of-shopping",
            "paragraph 2",
            "A survey shows that rural residents go to cities and towns mainly for shopping",
            "the survey, with its place, year and questions",
            Reason.UNDATED,
            "The survey is not named.",
            "It would be better evidence for the need than the quotient beside it.",
            _FIRST,
        ),
        Claim(
            id="s2-same-products-for-all",
            section="2",
            place="paragraph 2",
            quotation="Any consumer can get access to the same extensive products",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=equal(
                exactly(100, "every consumer"),
                allowed("policy-rural-penetration-2019-06"),
                shows={
                    "then": stated("policy-rural-penetration-2019-06"),
                    "later": official(
                        "internet_users", "rural_penetration_percent", month="2025-06"
                    ),
                },
            ),
            reason=Reason.OWN_TEXT,
            sentence="By section 4 about {then}% of villagers were online in June 2019; in June "
            "2025 it was {later}%, and for these it can be true, delivery and its price allowing.",
            follows="The mechanism reaches those with access, and reaches more of them with time.",
            treated=(_FIRST, "policy#exhibit-5-3"),
        ),
        _open(
            "infrastructure-by-demand",
            "paragraph 2",
            "rural areas will take the initiative to transform the potential demand",
            "roads built in places with much and with little online trade, before and after",
            Reason.NO_COUNTERFACTUAL,
            "It is a forecast of what villages do; no road is named that trade has built.",
            "The link is possible and left unmodelled in this book.",
            _FIRST,
            kind=Kind.INTERPRETATION,
        ),
    )


def _upgrading() -> tuple[Claim, ...]:
    def share(area: str, year: int) -> Term:
        return computed(
            lambda: float(chapter.upgrading_by_year().loc[year, area]),
            f"{area} share for development and enjoyment in {year}",
        )

    return (
        Claim(
            id="s2-upgrading",
            section="2",
            place="paragraph 3",
            quotation="the Internet helps promote consumption upgrading",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=rises(share("rural", year) for year in range(2013, 2020)),
            sentence="The share of rural budgets spent on development and enjoyment rose from "
            "{first:.1f}% in 2013 to {last:.1f}% in 2019, in every year.",
            follows="Upgrading there was; that the Internet promoted it is not shown by it.",
            treated=("mechanisms#exhibit-2-4", _SECOND),
        ),
        Claim(
            id="s2-upgrading-without-health",
            section="2",
            place="paragraph 3",
            quotation="the Internet helps promote consumption upgrading",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=less(
                (share("rural", 2019) - share("rural_without_health", 2019)).named(
                    "rural share for health in 2019"
                )
                - (share("rural", 2013) - share("rural_without_health", 2013)).named(
                    "rural share for health in 2013"
                ),
                (share("rural_without_health", 2019) - share("rural_without_health", 2013)).named(
                    "rise of the other shares"
                ),
            ),
            sentence="Of the rise from 2013 to 2019 spending on health makes up {smaller:.1f} "
            "percentage points, the rest {larger:.1f}.",
            follows="More than half of the upgrading is not doctors' bills, which serves the "
            "paper's reading.",
            treated=("mechanisms#exercise-2-3-what-counts-as-upgrading-middle", _SECOND),
        ),
        Claim(
            id="s2-upgrading-lags-town",
            section="2",
            place="paragraph 3",
            quotation="it is difficult to achieve consumption upgrading in rural areas",
            kind=Kind.COMPARISON,
            check=any_of(
                {
                    "rural budgets were behind in 2013, health care counted": less(
                        share("rural", 2013), share("urban", 2013)
                    ),
                    "rural budgets were behind in 2013, health care left out": less(
                        share("rural_without_health", 2013), share("urban_without_health", 2013)
                    ),
                },
                shows={
                    "rural": share("rural_without_health", 2013),
                    "urban": share("urban_without_health", 2013),
                    "rural_all": share("rural", 2013),
                    "urban_all": share("urban", 2013),
                },
            ),
            sentence="In 2013 development and enjoyment took {rural:.1f}% of rural and "
            "{urban:.1f}% of urban budgets, health care left out, and {rural_all:.1f}% and "
            "{urban_all:.1f}% with it.",
            follows="Whether rural budgets were behind depends on what counts as upgrading.",
            treated=("mechanisms#exhibit-2-4", _SECOND),
        ),
        _open(
            "counterfeits",
            "paragraph 3",
            "Underdeveloped commerce is often a hotbed for counterfeiting in rural areas",
            "complaints or tests of goods, in village shops and on platforms",
            Reason.NOT_PUBLISHED,
            "No figure is given, and platforms have counterfeits too.",
            "Whether goods online are better is an open question of fact.",
            _SECOND,
        ),
        _open(
            "rural-consumption-study",
            "paragraph 3",
            "Internet development has a significant positive impact on the consumption of rural "
            "residents",
            "the article cited",
            Reason.NOT_COMPARED,
            "The work was not compared.",
            "If it is right, it supports a rise of rural consumption, and says nothing on urban.",
            _SECOND,
        ),
        _open(
            "rural-consumption-study-regions",
            "paragraph 3",
            "greater than that in the central and western regions in China",
            "the article cited",
            Reason.NOT_COMPARED,
            "The work was not compared; section 1 reports the same order of regions of another.",
            "An effect that is largest in the richest region narrows no gap between regions.",
            _SECOND,
        ),
    )


def _direct_sale() -> tuple[Claim, ...]:
    def products(year: int) -> Term:
        return share_of(
            official("agricultural_online_retail", "sales_billion_yuan", year=year),
            official("rural_online_retail", "sales_billion_yuan", year=year),
        )

    return (
        Claim(
            id="s2-direct-sale",
            section="2",
            place="paragraph 4",
            quotation="e-commerce boosts the direct sale of rural products to the world",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=rises(products(year) for year in (2018, 2021, 2025)),
            sentence="Online sales of agricultural products came to {first:.0f}% of rural online "
            "sales in 2018 and to {last:.0f}% in 2025.",
            follows="Direct sale grew, and most of what the countryside sells online is something "
            "else.",
            treated=(_THIRD,),
        ),
        _open(
            "price-fluctuation",
            "paragraph 4",
            "avoiding the huge loss of farmers caused by price fluctuation",
            "farm-gate prices of goods sold online and of others, over some years",
            Reason.NOT_PUBLISHED,
            "No loss and no price is printed.",
            "Planning with better news can steady prices; many sellers planning alike can unsettle "
            "them.",
            _THIRD,
            kind=Kind.INTERPRETATION,
        ),
        _open(
            "distance-from-shops",
            "paragraph 5",
            "farther away from bookstores and clothing stores would buy books and clothing through "
            "the Internet",
            "the article cited",
            Reason.NOT_COMPARED,
            "The work was not compared; it is on the United States, and on buying.",
            "It bears on the first mechanism rather than on selling from the countryside.",
            _FIRST,
        ),
        _open(
            "location-disadvantage",
            "paragraph 5",
            "the location disadvantage of rural areas is decreasing",
            "farm-gate prices and freight by distance, before and after",
            Reason.SOURCE_CANNOT_SAY,
            "Those named before it are a book on what cheap communication may do and an article "
            "on buyers in another country.",
            "They make the mechanism plausible and do not measure it in rural China.",
            _THIRD,
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
        ),
    )


def _entry_and_credit() -> tuple[Claim, ...]:
    rural, difference = "finance-rural-credit-2015", "finance-credit-difference-2015"
    return (
        _open(
            "online-workers",
            "paragraph 6",
            "the biggest advantage of online work is that you can work at home",
            "the survey in the report cited, and one of rural shopkeepers",
            Reason.SOURCE_CANNOT_SAY,
            "Online workers in that sense do jobs over the Internet; whoever runs a shop packs "
            "parcels.",
            "What they value need not be what lowers the threshold of a shop.",
            _FOURTH,
        ),
        _open(
            "entry-threshold",
            "paragraph 6",
            "lower the threshold of entrepreneurship and employment for vulnerable groups",
            "who opened shops, with what means, and who closed them",
            Reason.NOT_PUBLISHED,
            "No cost of entry and no share of vulnerable groups is printed.",
            "A lower threshold lets in more people on both sides of the gap.",
            _FOURTH,
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
        ),
        Claim(
            id="s2-credit-backward",
            section="2",
            place="paragraph 7",
            quotation="the backward financial development in rural areas is the lack of sufficient "
            "financial data",
            kind=Kind.COMPARISON,
            check=less(
                stated(rural),
                (stated(rural) + stated(difference)).named("urban credit availability of 2015"),
            ),
            sentence="By section 3.1 credit availability in 2015 was {smaller}% in the countryside "
            "and {larger:0}% in town.",
            follows="That it was lower is consistent; that data are the reason is the mechanism "
            "itself, for which no figure is given.",
            treated=(_FIFTH, "macro_data#exhibit-3-8"),
        ),
        _open(
            "credit-capital",
            "paragraph 8",
            "can help rural people get credit capital",
            "loans to people without earlier loans, before and after their payments were recorded",
            Reason.NO_COUNTERFACTUAL,
            "No number of people who got credit through such data is printed here; section 3.1 "
            "prints one of borrowers.",
            "Data can open the door to a loan and can close it.",
            _FIFTH,
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
        ),
    )

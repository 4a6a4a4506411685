"""Claims of section 4 of the paper, conclusions and policy."""

from urban_rural.claims.checks import equal, less, reports, states, unpublished
from urban_rural.claims.claim import Bearing, Claim, Kind, Reason
from urban_rural.claims.terms import (
    Term,
    allowed,
    computed,
    exactly,
    official,
    share,
    share_of,
    stated,
    total,
)
from urban_rural.policy import chapter
from urban_rural.policy.cabinets import CityCabinet, ParcelCabinet
from urban_rural.policy.farm_inputs import FarmInputs
from urban_rural.policy.services import LocalService

_COUNTS = "policy#exhibit-5-2"
_FIRST = "policy#first-access-for-all"


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (*_conclusion(), *_users(), *_non_users(), *_epidemic(), *_recommendations())


def _conclusion() -> tuple[Claim, ...]:
    figures = chapter.figures_stated
    return (
        Claim(
            id="s4-important-role",
            section="4",
            place="paragraph 1",
            quotation="the Internet plays an important role in narrowing the urban-rural gap",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=unpublished(
                "the gap in places that differ in access and in nothing else that matters to it"
            ),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="Sections 2 and 3 give reasons why it could, figures of what happened on "
            "platforms, and one experiment on prices in villages; none measures the role.",
            follows="The conclusion is possible and not shown.",
            treated=("policy#the-question", "macro_data#growth-and-the-gap"),
        ),
        Claim(
            id="s4-ministries",
            statement="policy-ministries",
            kind=Kind.OUTSIDE_FACT,
            check=unpublished("the opinions as issued", statement="policy-ministries"),
            reason=Reason.NOT_COMPARED,
            sentence="The document was not compared.",
            follows="It shows what the state hopes for, as the paper says, and not what works.",
            treated=("policy#the-question",),
        ),
        Claim(
            id="s4-figures-for-recommendations",
            section="4",
            place="paragraph 3",
            quotation="it is necessary to include the cabinets in infrastructure construction and "
            "subsidize their operation",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=less(
                exactly(0, "no figure"),
                computed(lambda: int(figures().min()), "figures of the least supported"),
                shows={
                    "all": computed(lambda: int(figures().sum()), "figures of section 4"),
                    "first": computed(lambda: int(figures().iloc[0]), "figures of the first"),
                },
            ),
            reason=Reason.INFERENCE,
            sentence="Of {all} figures that section 4 gives for its recommendations {first} stand "
            "in the first, and the least supported have {larger}.",
            follows="The evidence of the paper is not used to choose among the measures, or to say "
            "how much of each.",
            treated=("policy#exhibit-5-1", "policy#what-would-have-to-be-known"),
        ),
    )


def _users() -> tuple[Claim, ...]:
    everyone = stated("intro-users-china-2019-06")
    found: list[Claim] = []
    for area in ("rural", "urban"):
        users, part = f"policy-{area}-users-2019-06", f"policy-{area}-users-share-2019-06"
        found += [
            Claim(
                id=f"s4-{area}-users",
                statement=users,
                kind=Kind.OUTSIDE_FACT,
                check=states(
                    users, official("internet_users", f"{area}_users_million", month="2019-06")
                ),
                sentence="The report counts {computed} million; the paper prints {printed}.",
                follows="The figure is that of its source.",
                treated=(_COUNTS,),
            ),
            Claim(
                id=f"s4-{area}-users-share",
                statement=part,
                kind=Kind.ARITHMETIC,
                check=states(part, share_of(stated(users), everyone)),
                sentence=f"{area.capitalize()} users over the users of section 1 are "
                "{computed:2}%.",
                follows="The figures agree.",
                treated=("introduction#exhibit-1-1",),
            ),
            _penetration(area),
        ]
    return (
        *found,
        Claim(
            id="s4-shares-of-users",
            section="4",
            place="paragraph 2",
            quotation="urban Internet users 630 million, accounting for 73.7%",
            kind=Kind.ARITHMETIC,
            check=equal(
                exactly(100, "all users in per cent"),
                total(*(stated(f"policy-{a}-users-share-2019-06") for a in ("rural", "urban"))),
            ),
            sentence="The two shares add up to {computed:1}%.",
            follows="The shares exhaust the whole.",
            treated=("introduction#exhibit-1-1",),
        ),
        Claim(
            id="s4-source-date",
            section="4",
            place="paragraph 2",
            quotation="According to The 44th Statistical Report on Internet Development",
            kind=Kind.OUTSIDE_FACT,
            check=reports("cnnic-2019", "policy-rural-users-2019-06"),
            sentence="The report is of {published}, its figures are of {period}.",
            follows="The date of the source fits; the paper names events of 2020, and the access "
            "gap had moved by then.",
            treated=(_COUNTS,),
        ),
        Claim(
            id="s4-gap-in-penetration",
            section="4",
            place="paragraph 2",
            quotation="there is still a large urban-rural gap in terms of Internet penetration",
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=less(_of_counts("rural"), _of_counts("urban")),
            sentence="By the paper's own counts {smaller:.1f}% of villagers and {larger:.1f}% of "
            "townspeople were online.",
            follows="The first recommendation starts from a true and large gap, larger than the "
            "rounded rates of the paper show.",
            treated=(_COUNTS, "introduction#exhibit-1-3"),
        ),
    )


def _offline(area: str) -> Term:
    part = stated(f"policy-non-users-{area}-share-2019-06")
    return (stated("policy-non-users-2019-06") * part / 100).named(f"{area} non-users")


def _of_counts(area: str) -> Term:
    """Penetration by the counts of users and non-users, per cent."""
    return share(stated(f"policy-{area}-users-2019-06"), _offline(area)).named(
        f"{area} penetration by counts"
    )


def _penetration(area: str) -> Claim:
    statement = f"policy-{area}-penetration-2019-06"
    return Claim(
        id=f"s4-{area}-penetration",
        statement=statement,
        kind=Kind.ARITHMETIC,
        bearing=Bearing.STEP,
        check=states(statement, _of_counts(area)),
        reason=Reason.OWN_TEXT if area == "urban" else None,
        sentence=f"{area.capitalize()} users and non-users, as the paragraph prints them, give "
        "{computed:1}%; it prints {printed}.",
        follows="The gap in access was wider than the paper says, and its case for access stronger."
        if area == "urban"
        else "The rounded rate agrees with the counts.",
        treated=(_COUNTS, "introduction#exhibit-1-1"),
    )


def _non_users() -> tuple[Claim, ...]:
    offline = "policy-non-users-2019-06"
    urban, rural = (f"policy-non-users-{area}-share-2019-06" for area in ("urban", "rural"))
    users, rate = stated("intro-users-china-2019-06"), stated("intro-penetration-china-2019-06")
    residents = official(
        "population", "rural_million", decimals=2, year=2018, vintage="first published"
    )
    return (
        Claim(
            id="s4-non-users",
            statement=offline,
            kind=Kind.ARITHMETIC,
            check=states(
                offline, (users * (exactly(100) / rate - 1)).named("users × (100 / rate − 1)")
            ),
            sentence="Users and penetration of section 1 leave {computed:0} million people "
            "offline.",
            follows="The figures of sections 1 and 4 agree.",
            treated=(_COUNTS,),
        ),
        Claim(
            id="s4-non-users-urban-share",
            statement=urban,
            kind=Kind.ARITHMETIC,
            check=states(urban, (exactly(100) - stated(rural)).named("100 less the rural share")),
            sentence="What the rural share leaves is {computed:2}%.",
            follows="The shares exhaust the whole.",
            treated=(_COUNTS,),
        ),
        Claim(
            id="s4-non-users-rural-share",
            statement=rural,
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states(
                rural,
                share_of(residents - stated("policy-rural-users-2019-06"), stated(offline)),
            ),
            sentence="Rural residents at the end of 2018, less rural users, are {computed:1}% of "
            "all non-users.",
            follows="The share agrees with the official population of the time.",
            treated=(_COUNTS,),
        ),
        Claim(
            id="s4-majority-of-non-users",
            section="4",
            place="paragraph 2",
            quotation="The majority of non-users are in rural areas",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=less(stated(urban), stated(rural)),
            sentence="Of the non-users {larger}% lived in the countryside and {smaller}% in town.",
            follows="The sentence holds, the more so as villagers were the smaller part of the "
            "people.",
            treated=(_COUNTS, _FIRST),
        ),
    )


def _rural_access(month: str) -> Term:
    return official(
        "internet_users",
        "rural_penetration_percent",
        decimals=1,
        month=month,
        words=f"rural penetration in {month}",
    )


def _epidemic() -> tuple[Claim, ...]:
    return (
        Claim(
            id="s4-epidemic-taught",
            section="4",
            place="paragraph 2",
            quotation="The COVID-19 epidemic in 2020 taught rural consumers much in network "
            "application",
            kind=Kind.COMPARISON,
            check=less(
                (_rural_access("2018-12") - _rural_access("2017-12")).named("rise in 2018"),
                (_rural_access("2020-06") - _rural_access("2019-06")).named(
                    "rise in the year to June 2020"
                ),
            ),
            sentence="Rural penetration rose by {larger:.1f} percentage points in the year to June "
            "2020, and by {smaller:.1f} in 2018.",
            follows="Access leapt in that year, which supports the sentence; that people learnt by "
            "the epidemic the series cannot tell.",
            treated=("policy#what-could-be-foreseen", "policy#exhibit-5-3"),
        ),
        Claim(
            id="s4-epidemic-greater-role",
            section="4",
            place="paragraph 1",
            quotation="the Internet played a greater role in promoting the agricultural products "
            "to enter the city",
            kind=Kind.INTERPRETATION,
            check=unpublished(
                "monthly sales of farm produce online and offline, before and in the epidemic",
                shows={
                    "before": official("agricultural_online_retail", "growth_percent", year=2019),
                    "then": official("agricultural_online_retail", "growth_percent", year=2020),
                },
            ),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="Online sales of agricultural products were published to have grown by "
            "{before}% in 2019 and by {then}% in 2020.",
            follows="Sales grew on; yearly figures show no leap, and cannot say what the year "
            "would have been without the Internet.",
            treated=("mechanisms#third-direct-sale",),
        ),
    )


def _recommendations() -> tuple[Claim, ...]:
    village, city = ParcelCabinet(), CityCabinet()
    return (
        Claim(
            id="s4-outlets-in-towns",
            section="4",
            place="paragraph 3",
            quotation="Outlets of express delivery have reached the towns in China",
            kind=Kind.ARITHMETIC,
            check=equal(
                exactly(100, "all towns in per cent"), allowed("infrastructure-express-towns-2018")
            ),
            reason=Reason.TOO_COARSE,
            sentence="Section 3.1 prints a coverage of towns of {computed:0}% for 2018.",
            follows="All towns or nearly all, the next words matter more: villages lack them.",
            treated=("policy#second-parcel-cabinets", "macro_data#exhibit-3-9"),
            decides="coverage of towns to the per cent, at the date of writing",
        ),
        Claim(
            id="s4-cabinet-cost",
            section="4",
            place="paragraph 3",
            quotation="the operation cost of intelligent express cabinets in rural areas is much "
            "higher",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=unpublished(
                "what cabinets cost to run and how many parcels they handle, in both areas",
                shows={
                    "times": computed(
                        lambda: village.cost_per_parcel / city.cost_per_parcel,
                        "cost of a parcel in the village over that in the city",
                    )
                },
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="No cost is printed; in an illustration of this book a parcel costs "
            "{times:.1f} times as much in the village, though the cabinet costs the same a day.",
            follows="Read per parcel the sentence is plausible, and the size of a subsidy hangs on "
            "numbers that the paper does not have.",
            treated=("policy#exhibit-5-6", "policy#exhibit-5-7"),
        ),
        Claim(
            id="s4-land-cost",
            section="4",
            place="paragraph 4",
            quotation="can go back to the farmers and cover the farmers' land cost",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=unpublished(
                "spending on supplies, dealers' margins and rents, by region",
                shows={
                    "rent": computed(lambda: FarmInputs().rent_covered * 100, "rent covered"),
                },
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="No margin and no rent is printed; in an illustration of this book cheaper "
            "supplies cover {rent:.0f}% of the rent.",
            follows="Where rent is above spending on supplies, supplies alone cannot cover it; the "
            "paper counts on processing and sales besides.",
            treated=("policy#exhibit-5-8", "policy#third-farm-supplies-online"),
        ),
        Claim(
            id="s4-local-services",
            section="4",
            place="paragraph 6",
            quotation="the needs for these services can hardly be satisfied",
            kind=Kind.INTERPRETATION,
            check=unpublished(
                "demand for services and the distance people go, by density",
                shows={
                    "radius": computed(
                        lambda: LocalService().threshold_radius, "radius of the customers needed"
                    )
                },
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="No figure is printed; in an illustration of this book a canteen must draw "
            "its customers from {radius:.1f} km.",
            follows="Thin demand is an old reason, and the Internet does not change density.",
            treated=("policy#exhibit-5-10", "policy#fourth-local-services"),
        ),
        Claim(
            id="s4-balanced-by-access",
            section="4",
            place="paragraph 2",
            quotation="to provide rural residents with greater access to the Internet",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=less(_rural_access("2019-06"), _rural_access("2025-06")),
            sentence="Rural penetration was {smaller:.1f}% in June 2019 and {larger:.1f}% in June "
            "2025, on a base that changed between.",
            follows="What the paper asked for came to a good part; the policy behind it and its "
            "effect on the gap are separate questions.",
            treated=("policy#exhibit-5-4", _FIRST),
        ),
    )

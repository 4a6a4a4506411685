"""Claims of section 1 of the paper, the introduction."""

from dataclasses import replace

from urban_rural.claims.checks import (
    all_of,
    equal,
    falls,
    less,
    reports,
    rises,
    states,
    unpublished,
)
from urban_rural.claims.claim import Bearing, Claim, Kind, Reason
from urban_rural.claims.terms import (
    Term,
    allowed,
    computed,
    exactly,
    growth,
    official,
    ratio,
    share,
    share_of,
    stated,
    stated_exactly,
    total,
)
from urban_rural.mechanisms.balance import BalanceOfForces

_USERS = "introduction#exhibit-1-1"
_RETAIL = "introduction#exhibit-1-2"
_ACCESS = "introduction#exhibit-1-3"
_QUESTION = "introduction#the-question"
_FORCES = "introduction#a-balance-of-two-forces"
_SECOND_DIVIDE = "introduction#exercise-1-3-the-second-divide-middle"


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (*_users(), *_retail(), *_literature(), *_second_divide(), *_conclusion())


def _penetration(area: str, month: str) -> Term:
    column = f"{area}_penetration_percent" if area else "penetration_percent"
    return official(
        "internet_users",
        column,
        decimals=1,
        month=month,
        words=f"{area} penetration in {month}".strip(),
    )


def _users() -> tuple[Claim, ...]:
    world, world_share = "intro-users-world-2019-12", "intro-users-world-share-2019-12"
    users, rate = "intro-users-china-2019-06", "intro-penetration-china-2019-06"
    return (
        Claim(
            id="s1-internet-spreads",
            section="1",
            place="paragraph 1",
            quotation="The Internet is spreading rapidly",
            kind=Kind.COMPARISON,
            check=rises(_penetration("", f"{year}-12") for year in (2005, 2010, 2015, 2018)),
            sentence="In China {first:.1f}% of people used the Internet in 2005 and {last:.1f}% in "
            "2018.",
            follows="It spread to most people, and to towns first.",
            treated=(_ACCESS,),
        ),
        Claim(
            id="s1-users-world",
            statement=world,
            kind=Kind.OUTSIDE_FACT,
            check=unpublished(
                "the count of Internet World Stats for December 2019",
                statement=world,
                shows={"people": stated_exactly(world) / stated_exactly(world_share) * 100},
            ),
            reason=Reason.NOT_COMPARED,
            sentence="The source was not compared; with the share beside it the printed bound "
            "would be met exactly in a world of {people:.0f} billion people.",
            follows="Bounds from below on both the number and the share bound no third figure.",
            treated=("introduction#do-the-opening-figures-agree",),
        ),
        Claim(
            id="s1-users-world-share",
            statement=world_share,
            kind=Kind.OUTSIDE_FACT,
            check=unpublished(
                "the count of Internet World Stats for December 2019, with its population",
                statement=world_share,
            ),
            reason=Reason.NOT_COMPARED,
            sentence="The population that the source divides by is not printed.",
            follows="Nothing in the paper rests on it.",
            treated=("introduction#do-the-opening-figures-agree",),
        ),
        Claim(
            id="s1-users-china",
            statement=users,
            kind=Kind.OUTSIDE_FACT,
            check=states(users, official("internet_users", "users_million", month="2019-06")),
            sentence="The report counts {computed} million users; the paper prints {printed}.",
            follows="The figure is that of its source.",
            treated=(_USERS, _ACCESS),
        ),
        Claim(
            id="s1-users-china-sum",
            statement=users,
            kind=Kind.ARITHMETIC,
            check=states(
                users,
                total(stated("policy-urban-users-2019-06"), stated("policy-rural-users-2019-06")),
            ),
            sentence="Urban and rural users of section 4 add up to {computed:0} million.",
            follows="Rounding of each number explains that the printed ones differ by one in the "
            "last place.",
            treated=(_USERS,),
        ),
        Claim(
            id="s1-penetration-official",
            statement=rate,
            kind=Kind.OUTSIDE_FACT,
            check=states(rate, _penetration("", "2019-06")),
            sentence="The report gives {computed:.1f}%; the paper prints {printed}.",
            follows="The figure is that of its source.",
            treated=(_USERS, _ACCESS),
        ),
        Claim(
            id="s1-penetration-2019-06",
            statement=rate,
            kind=Kind.ARITHMETIC,
            check=states(rate, share(stated(users), stated("policy-non-users-2019-06"))),
            sentence="Users and non-users, as the paper prints them, give {computed:2}%.",
            follows="The figures of sections 1 and 4 on users agree.",
            treated=(_USERS,),
        ),
        Claim(
            id="s1-sources-dates",
            section="1",
            place="paragraph 1",
            quotation="the Internet penetration rate reached 61.2% (CNNIC, 2019)",
            kind=Kind.OUTSIDE_FACT,
            check=all_of(
                {
                    "the report on users is no older than its figures": reports(
                        "cnnic-2019", users
                    ),
                    "the release on retail sales is no older than its figures": reports(
                        "statistics-2020", "intro-online-retail-2019"
                    ),
                }
            ),
            sentence="The addresses of both sources hold dates after the times that they are cited "
            "for.",
            follows="The sources of the opening figures can know them.",
            treated=(_USERS, _RETAIL),
        ),
    )


def _of_retail(column: str, year: int = 2019) -> Term:
    return official("online_retail", column, decimals=1, year=year)


def _retail() -> tuple[Claim, ...]:
    levels = {
        "online-retail": ("online_retail", "online retail sales"),
        "physical-goods": ("physical_goods", "goods sold online"),
    }
    found: list[Claim] = []
    for name, (column, words) in levels.items():
        level, rate = f"intro-{name}-2019", f"intro-{name}-growth-2019"
        found += [
            Claim(
                id=f"s1-{name}-2019",
                statement=level,
                kind=Kind.OUTSIDE_FACT,
                check=states(level, _of_retail(f"{column}_billion_yuan")),
                sentence=f"The official level of {words} in 2019 is {{computed:.1f}} billion yuan, "
                "as printed.",
                follows="The figure is that of its source.",
                treated=(_RETAIL,),
            ),
            Claim(
                id=f"s1-{name}-growth-2019",
                statement=rate,
                kind=Kind.OUTSIDE_FACT,
                check=states(rate, _of_retail(f"{column}_growth_percent")),
                sentence=f"The official growth of {words} in 2019 is {{computed:.1f}}%, as "
                "printed.",
                follows="The figure is that of its source.",
                treated=(_RETAIL,),
            ),
            Claim(
                id=f"s1-{name}-growth-by-levels",
                statement=rate,
                kind=Kind.ARITHMETIC,
                check=states(
                    rate,
                    growth(
                        _of_retail(f"{column}_billion_yuan", 2018),
                        _of_retail(f"{column}_billion_yuan"),
                    ),
                ),
                reason=Reason.DEFINITION_CHANGED,
                sentence=f"The official levels of {words} in 2018 and 2019 give growth of "
                "{computed:1}%, not {printed}.",
                follows="No slip of the paper: the bureau states growth on a comparable basis, and "
                "level and growth of its release belong to different definitions.",
                treated=("introduction#do-the-opening-figures-agree", _RETAIL),
            ),
        ]
    goods_share, all_growth = "intro-physical-goods-share-2019", "intro-footnote-retail-growth-2019"
    return (
        *found,
        Claim(
            id="s1-physical-goods-share",
            statement=goods_share,
            kind=Kind.ARITHMETIC,
            check=states(
                goods_share,
                share_of(stated("intro-physical-goods-2019"), _of_retail("retail_billion_yuan")),
            ),
            sentence="The printed sales of goods over all retail sales are {computed:2}%.",
            follows="Share and level agree.",
            treated=(_RETAIL,),
        ),
        Claim(
            id="s1-physical-goods-share-official",
            statement=goods_share,
            kind=Kind.OUTSIDE_FACT,
            check=states(goods_share, _of_retail("physical_goods_share_of_retail_percent")),
            sentence="The official share is {computed:.1f}%, as printed.",
            follows="The figure is that of its source.",
            treated=(_RETAIL,),
        ),
        Claim(
            id="s1-goods-faster-than-all-online",
            section="1",
            place="paragraph 1",
            quotation="8523.9 billion yuan, an increase of 19.5%",
            kind=Kind.COMPARISON,
            check=less(
                stated("intro-online-retail-growth-2019"),
                stated("intro-physical-goods-growth-2019"),
            ),
            sentence="Goods online grew by {larger}%, all online retail by {smaller}%.",
            follows="Services sold online grew less than goods; the two rates matter again where "
            "section 3.1 compares rural growth with that of the total.",
            treated=(_RETAIL, "macro_data#exhibit-3-1"),
        ),
        Claim(
            id="s1-footnote-retail-growth",
            statement=all_growth,
            kind=Kind.ARITHMETIC,
            check=states(
                all_growth,
                growth(_of_retail("retail_billion_yuan", 2018), _of_retail("retail_billion_yuan")),
            ),
            sentence="The official levels of all retail sales in 2018 and 2019 give growth of "
            "{computed:2}%; the title prints {printed}.",
            follows="Here growth and levels belong together, unlike those of online retail.",
            treated=(_RETAIL,),
        ),
    )


def _open(
    name: str,
    statement: str,
    needed: str,
    reason: Reason,
    sentence: str,
    follows: str,
    treated: str = _QUESTION,
    *,
    shows: dict[str, Term] | None = None,
) -> Claim:
    """A figure that stands alone in print."""
    return Claim(
        id=f"s1-{name}",
        statement=statement,
        kind=Kind.OUTSIDE_FACT,
        check=unpublished(needed, statement=statement, shows=shows),
        reason=reason,
        sentence=sentence,
        follows=follows,
        treated=(treated,),
    )


def _cited(
    name: str, place: str, quotation: str, needed: str, sentence: str, follows: str, treated: str
) -> Claim:
    """What the paper reports of a work that was not compared."""
    return Claim(
        id=f"s1-{name}",
        section="1",
        place=place,
        quotation=quotation,
        kind=Kind.OUTSIDE_FACT,
        check=unpublished(needed),
        reason=Reason.NOT_COMPARED,
        sentence=sentence,
        follows=follows,
        treated=(treated,),
    )


def _gap_at(month: str) -> Term:
    """The gap of the illustrative balance of forces at the rural access of a month."""
    access = official("internet_users", "rural_penetration_percent", month=month)
    return computed(
        lambda: (
            replace(BalanceOfForces(), rural_access=float(access().midpoint) / 100).relative_gap
        ),
        f"gap of the model at the rural access of {month}",
    )


def _literature() -> tuple[Claim, ...]:
    towns = "intro-india-small-towns"
    return (
        _cited(
            "sunstein",
            "paragraph 3",
            "and can better eliminate the gap between people (Sunstein, 2003)",
            "the passage that is meant",
            "No page is given, and the book was not compared; its subject is what choosing one's "
            "own news does to public debate.",
            "That all would be equal online was a hope of the time; the book is an unlikely "
            "witness for it.",
            _QUESTION,
        ),
        Claim(
            id="s1-early-gap",
            section="1",
            place="paragraph 3",
            quotation="the rural areas were devoid of network infrastructure and had no access to "
            "the Internet",
            kind=Kind.COMPARISON,
            check=less(_penetration("rural", "2005-12"), _penetration("urban", "2005-12")),
            sentence="In 2005, where the series begins, {smaller:.1f}% of villagers and "
            "{larger:.1f}% of townspeople were online.",
            follows="That villagers had hardly any access is right, and the divide was real.",
            treated=(_ACCESS,),
        ),
        _cited(
            "broadband-willingness",
            "paragraph 3",
            "found that urban residents paid more for broadband",
            "the paper cited, on what residents paid or would pay",
            "The work was not compared; what people pay also depends on income and offer.",
            "As a reason for the divide the paper itself calls it no more than possible.",
            _QUESTION,
        ),
        _open(
            "india-small-towns",
            towns,
            "the source of the article cited, its year, and the share of small towns in people",
            Reason.UNDATED,
            "No year is printed; the rest, {rest:.0f}%, falls to the metropolitan areas.",
            "Without the share of small towns in people or income it says nothing on who is ahead.",
            shows={"rest": exactly(100) - stated(towns)},
        ),
        _open(
            "india-metropolitan-areas",
            "intro-india-metropolitan-areas",
            "the article cited",
            Reason.NOT_COMPARED,
            "The article was not compared, and what lies between metropolitan areas, small towns "
            "and villages is not said.",
            "If the two kinds exhaust all sales, villages are counted as towns or not at all.",
        ),
        _cited(
            "agricultural-growth",
            "paragraph 3",
            "significantly higher than that on the central and western regions in China",
            "the article cited",
            "The work was not compared.",
            "If it is right the effect is larger where incomes are higher, which narrows no gap "
            "between regions.",
            _QUESTION,
        ),
        Claim(
            id="s1-access-decides",
            section="1",
            place="paragraph 4",
            quotation="the less access to technology, the more likely agglomeration is to dominate",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=falls(_gap_at(month) for month in ("2005-12", "2019-06", "2024-12")),
            sentence="In the illustrative balance of forces of this book the gap after the "
            "Internet, over that before, is {first:.3f} at the rural access of 2005 and {last:.3f} "
            "at that of 2024.",
            follows="The sentence has a consistent form; how strong the forces are no data at hand "
            "say.",
            treated=("introduction#exhibit-1-6", _FORCES),
        ),
        Claim(
            id="s1-controversy",
            section="1",
            place="paragraph 5",
            quotation="there is still controversy in literature on whether the Internet can narrow",
            kind=Kind.INTERPRETATION,
            check=unpublished("a review of studies with their measures of the gap"),
            reason=Reason.NOT_COMPARED,
            sentence="Works on both sides are cited; none of them was compared.",
            follows="The question is open and well put.",
            treated=(_QUESTION, _FORCES),
        ),
    )


def _second_divide() -> tuple[Claim, ...]:
    smallest, largest = "intro-data-package-smallest", "intro-data-package-largest"
    before, after = (
        [f"intro-data-price-{when}-{end}" for end in ("low", "high")] for when in ("2015", "later")
    )
    rural, urban = (f"policy-{area}-penetration-2019-06" for area in ("rural", "urban"))
    return (
        Claim(
            id="s1-data-package-smallest",
            statement=smallest,
            kind=Kind.COMPARISON,
            check=less(stated(smallest), stated(largest) * 1000),
            sentence="The class runs from {smaller} to {larger:.0f} megabytes.",
            follows="The range is in order; a price for so wide a class is an average.",
            treated=(_QUESTION,),
        ),
        _open(
            "data-package-largest",
            largest,
            "the definition in the data of GSMA",
            Reason.NOT_COMPARED,
            "The class is the industry association's own and was not compared.",
            "Whether it was the same class at both dates is not said.",
        ),
        Claim(
            id="s1-data-price-fell",
            section="1",
            place="paragraph 4",
            quotation="decreased from 2%~3% in 2015 to 0.5%~1.0%",
            kind=Kind.COMPARISON,
            check=less(
                stated(after[1]),
                stated(before[0]),
                shows={
                    "least": ratio(stated(before[0]), stated(after[1])),
                    "most": ratio(stated(before[1]), stated(after[0])),
                },
            ),
            sentence="Even the highest later share, {smaller}%, is below the lowest of 2015, "
            "{larger}%.",
            follows="As printed data became cheaper everywhere; when the later shares were "
            "observed is not said.",
            treated=(_QUESTION,),
        ),
        *(
            _open(
                statement.removeprefix("intro-"),
                statement,
                "the data of GSMA by country, and the year of the later shares",
                Reason.NOT_COMPARED if "2015" in statement else Reason.UNDATED,
                "No table of the source is named, and it is an end of a range over countries that "
                "are not named.",
                "A share of whose income is not said; for the poor it is larger.",
            )
            for statement in (*before, *after)
        ),
        _open(
            "mobile-phone-price",
            "intro-mobile-phone-price",
            "the source of the price, with place and date",
            Reason.UNDATED,
            "Neither source nor date nor country is printed.",
            "The direction is well known, the figure cannot be placed.",
        ),
        Claim(
            id="s1-rural-use-is-entertainment",
            section="1",
            place="paragraph 4",
            quotation="get online mainly for entertainment",
            kind=Kind.OUTSIDE_FACT,
            bearing=Bearing.STEP,
            check=unpublished("what people in countryside and town do online, by age"),
            reason=Reason.UNDATED,
            sentence="The researchers are not named, nor country or year.",
            follows="It would be the second divide; the evidence of sections 3 and 4 is not on "
            "use.",
            treated=(_SECOND_DIVIDE, "introduction#exhibit-1-8"),
        ),
        Claim(
            id="s1-same-access",
            section="1",
            place="paragraph 4",
            quotation="all regions are facing the same network access environment",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=equal(
                allowed(rural),
                allowed(urban),
                shows={"rural": stated(rural), "urban": stated(urban)},
            ),
            reason=Reason.OWN_TEXT,
            sentence="Section 4 prints that about {rural}% were online in the countryside and "
            "nearly {urban}% in town.",
            follows="The network on offer may be alike, as the coverage of villages in section 3.1 "
            "suggests; access was not, and the first divide was still open.",
            treated=(_USERS, _ACCESS),
        ),
    )


def _consumption(area: str, year: int) -> Term:
    return official(
        "national_consumption",
        "yuan_per_head",
        area=area,
        category="total",
        year=year,
        words=f"{area} consumption of {year}",
    )


def _conclusion() -> tuple[Claim, ...]:
    words = (
        "the Internet has effectively alleviated the imbalance between urban and rural development"
    )
    years = range(2013, 2020)
    return (
        Claim(
            id="s1-imbalance-ratio",
            section="1",
            place="paragraph 5",
            quotation=words,
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=falls(
                ratio(_consumption("urban", year), _consumption("rural", year)).named(
                    f"ratio of consumption of {year}"
                )
                for year in years
            ),
            sentence="By official figures urban consumption per head was {first:.2f} times rural "
            "consumption in 2013 and {last:.2f} times in 2019, less in every year.",
            follows="As a ratio the gap did narrow while the Internet spread; what the paper "
            "concludes is in line with it.",
            treated=("macro_data#growth-and-the-gap", "micro_data#exhibit-4-1"),
        ),
        Claim(
            id="s1-imbalance-yuan",
            section="1",
            place="paragraph 5",
            quotation=words,
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=falls(
                (_consumption("urban", year) - _consumption("rural", year)).named(
                    f"difference of consumption of {year}"
                )
                for year in years
            ),
            reason=Reason.AMBIGUOUS,
            sentence="The difference of urban and rural consumption per head grew from {first:.0f} "
            "yuan in 2013 to {last:.0f} yuan in 2019.",
            follows="In yuan the gap widened; the paper does not say how imbalance is measured.",
            treated=("introduction#exercise-1-2-points-and-ratios-easy",),
        ),
        Claim(
            id="s1-imbalance-by-the-internet",
            section="1",
            place="paragraph 5",
            quotation="a positive force to eliminate the urban-rural gap",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=unpublished(
                "the gap where access came early and where it came late, other things alike"
            ),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="Wages, transfers, roads and migration changed in the same years, and nothing "
            "in the paper holds them apart from the Internet.",
            follows="The conclusion may be true; the paper shows that both happened.",
            treated=("introduction#exercise-1-4-a-force-that-is-missing-hard", _FORCES),
        ),
    )

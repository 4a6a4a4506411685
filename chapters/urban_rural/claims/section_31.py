"""Claims of the opening paragraph of section 3.1: growth of rural e-commerce, and the gap."""

from urban_rural import data
from urban_rural.claims.checks import all_of, equal, fact, less, states, unpublished
from urban_rural.claims.claim import Bearing, Claim, Kind, Reason
from urban_rural.claims.terms import (
    Term,
    allowed,
    annual_growth,
    growth,
    official,
    ratio,
    share_of,
    stated,
)

_OPENING = "macro_data#exhibit-3-1"
_SHARES = "macro_data#exhibit-3-15"


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (*_rural_sales(), *_sales_of_2019(), *_products_parcels_businesses(), *_gap())


def rural_sales(year: int) -> Term:
    """Rural online retail sales of a year, billion yuan."""
    return official("rural_online_retail", "sales_billion_yuan", year=year).named(
        f"official rural online retail of {year}"
    )


def rural_growth(year: int) -> Term:
    """Published growth of rural online retail in a year, per cent."""
    return official("rural_online_retail", "growth_percent", year=year).named(
        f"official growth of rural online retail in {year}"
    )


def online_sales(year: int) -> Term:
    """Online retail sales of the country in a year, billion yuan."""
    return official("online_retail", "online_retail_billion_yuan", year=year).named(
        f"official online retail of {year}"
    )


def online_growth(year: int) -> Term:
    """Published growth of online retail of the country in a year, per cent."""
    return official("online_retail", "online_retail_growth_percent", year=year).named(
        f"official growth of online retail in {year}"
    )


def _rural_share(year: int) -> Term:
    return share_of(rural_sales(year), online_sales(year)).named(
        f"rural share of online retail in {year}"
    )


def _rural_residents(year: int) -> Term:
    return official(
        "population", "rural_million", year=year, vintage="revised", words=f"rural people of {year}"
    )


def _against_residents(year: int) -> Term:
    everyone = official("population", "total_million", year=year, vintage="revised")
    residents = share_of(_rural_residents(year), everyone)
    return (_rural_share(year) / residents).named(
        f"rural share of online retail over that of residents in {year}"
    )


def _share_by_growth() -> Term:
    """The share of 2016 carried on to 2019 by the published growth of both."""
    carried = _rural_share(2016)
    for year in (2017, 2018, 2019):
        carried = carried * (rural_growth(year) + 100) / (online_growth(year) + 100)
    return carried.named("rural share of 2016 carried on to 2019 by published growth")


def _one_series(loader: str, first: int, last: int) -> bool:
    series = getattr(data, loader)().set_index("year")["series"]
    return bool(series[first] == series[last])


def _rural_sales() -> tuple[Claim, ...]:
    first, last = (
        stated("macro-rural-online-retail-2015"),
        stated("macro-rural-online-retail-2018") * 1000,
    )
    multiple = "macro-rural-online-retail-multiple"
    return (
        Claim(
            id="s31-rural-growth-rapid",
            section="3.1",
            place="paragraph 1",
            quotation="China's rural e-commerce has maintained a rapid growth rate",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=all_of(
                {
                    f"rural sales grew faster than all online retail in {year}": less(
                        online_growth(year), rural_growth(year)
                    )
                    for year in (2017, 2018, 2019)
                },
                shows={"first": rural_growth(2017), "last": rural_growth(2019)},
            ),
            sentence="By the published rates rural sales grew faster than all online retail in "
            "every year from 2017 to 2019, while their own growth slowed from {first}% to {last}%.",
            follows="The sentence is right, and the lead over the country, not the growth itself, "
            "is what matters for a gap.",
            treated=(_OPENING, "macro_data#exhibit-3-2"),
        ),
        Claim(
            id="s31-rural-online-retail-2015",
            statement="macro-rural-online-retail-2015",
            kind=Kind.OUTSIDE_FACT,
            bearing=Bearing.STEP,
            check=states("macro-rural-online-retail-2015", rural_sales(2015)),
            sentence="The ministry published {computed} billion yuan for 2015; the paper prints "
            "{printed}.",
            follows="The figure is the ministry's; what it measures is another claim.",
            treated=(_OPENING, "macro_data#exhibit-3-2"),
        ),
        Claim(
            id="s31-rural-online-retail-2018",
            statement="macro-rural-online-retail-2018",
            kind=Kind.OUTSIDE_FACT,
            bearing=Bearing.STEP,
            check=states("macro-rural-online-retail-2018", rural_sales(2018) / 1000),
            sentence="The ministry's figure for 2018 is {computed:2} trillion yuan; the paper "
            "prints {printed}.",
            follows="The figure is the ministry's.",
            treated=(_OPENING, "macro_data#exhibit-3-2"),
        ),
        Claim(
            id="s31-rural-online-retail-tripling",
            statement=multiple,
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states(
                multiple,
                ratio(last, first),
                shows={"yearly": annual_growth(first, last, 3)},
            ),
            reason=Reason.OWN_TEXT,
            sentence="The two figures of the sentence stand in the ratio {computed:2}, or "
            "{yearly:.0f}% a year.",
            follows="Growth was larger than the words say, unless they mean the increase.",
            treated=(_OPENING, "macro_data#exhibit-3-3"),
        ),
        Claim(
            id="s31-rural-online-retail-increase",
            statement=multiple,
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states(multiple, ratio(last, first) - 1),
            sentence="Read as an increase by nearly that many times, the words agree with the "
            "figures: sales rose by {computed:2} times those of 2015.",
            follows="This is the reading that serves the paper best; English usage and the word "
            "tripling stand against it.",
            treated=(_OPENING,),
        ),
        Claim(
            id="s31-rural-online-retail-one-definition",
            section="3.1",
            place="paragraph 1",
            quotation="the value of products sold from rural areas through the Internet",
            kind=Kind.OUTSIDE_FACT,
            bearing=Bearing.STEP,
            check=fact(
                lambda: _one_series("rural_online_retail", 2015, 2018),
                "the figures of 2015 and 2018 are of one series",
                shows={
                    "first": rural_sales(2015),
                    "second": rural_sales(2016),
                    "multiple": ratio(rural_sales(2018), rural_sales(2016)),
                },
            ),
            reason=Reason.DEFINITION_CHANGED,
            sentence="The {first} billion yuan of 2015 were described as purchases of rural "
            "people, the figures from 2016 on, {second:.1f} billion in that year, as sales from "
            "rural areas; within the second series sales to 2018 rose by a factor of "
            "{multiple:.2f}.",
            follows="The growth of the sentence is in large part a change of what is counted.",
            treated=(_OPENING, "macro_data#exhibit-3-2"),
        ),
    )


def _sales_of_2019() -> tuple[Claim, ...]:
    eleven_months = "macro-rural-online-retail-2019"
    rate = "macro-rural-online-retail-growth-2019"
    return (
        Claim(
            id="s31-rural-online-retail-2019",
            statement=eleven_months,
            kind=Kind.COMPARISON,
            check=less(
                stated(eleven_months),
                rural_sales(2019),
                shows={"share": share_of(stated(eleven_months), rural_sales(2019))},
            ),
            sentence="Eleven months of 2019 are below the {larger} billion yuan of the whole year, "
            "of which they are {share:.0f}%.",
            follows="The figure has the right size; its own publication was not compared.",
            treated=(_OPENING,),
        ),
        Claim(
            id="s31-footnote-rural-online-retail-2019",
            statement="macro-footnote-rural-online-retail-2019",
            kind=Kind.ARITHMETIC,
            check=equal(stated("macro-footnote-rural-online-retail-2019"), stated(eleven_months)),
            sentence="The title in the footnote and the text both print {printed} billion yuan.",
            follows="The text quotes its source correctly.",
            treated=(_OPENING,),
        ),
        Claim(
            id="s31-rural-growth-2019",
            statement=rate,
            kind=Kind.OUTSIDE_FACT,
            bearing=Bearing.STEP,
            check=states(rate, rural_growth(2019)),
            sentence="For the whole year growth was published as {computed}%; the paper prints "
            "{printed} for eleven months.",
            follows="The rate fits that of the year.",
            treated=(_OPENING, "macro_data#exhibit-3-2"),
        ),
        Claim(
            id="s31-rural-growth-2019-by-levels",
            statement=rate,
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states(rate, growth(rural_sales(2018), rural_sales(2019))),
            reason=Reason.DEFINITION_CHANGED,
            sentence="The published levels of 2018 and 2019 give growth of {computed:.1f}%, not "
            "{printed}, because the rate is stated on a comparable basis.",
            follows="No slip of the paper, but levels of one year and growth of another cannot be "
            "joined, as its paragraph does.",
            treated=("macro_data#exhibit-3-2", _SHARES),
        ),
        Claim(
            id="s31-growth-higher-than-total",
            section="3.1",
            place="paragraph 1",
            quotation="the growth rate higher than that of the total",
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=less(stated("intro-online-retail-growth-2019"), stated(rate)),
            sentence="Rural sales grew by {larger}% in eleven months of 2019, all online retail "
            "by {smaller}% in the year.",
            follows="This is the only passage of section 3.1 that holds countryside and country "
            "against each other over nearly the same time, and it supports the paper.",
            treated=(_OPENING, "macro_data#exhibit-3-14"),
        ),
        Claim(
            id="s31-growth-higher-than-goods",
            section="3.1",
            place="paragraph 1",
            quotation="the growth rate higher than that of the total",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=less(stated("intro-physical-goods-growth-2019"), stated(rate)),
            sentence="Against goods sold online, which grew by {smaller}%, the rural lead is "
            "{computed:2} percentage points, so that only rounding could make it one.",
            follows="Which total is meant decides whether the countryside was ahead; the paper "
            "does not say, and section 1 prints both.",
            treated=(_OPENING,),
        ),
    )


def _products_parcels_businesses() -> tuple[Claim, ...]:
    products = "macro-agricultural-products-2019"
    increase = "macro-agricultural-products-increase"
    parcels = "macro-rural-parcels"
    businesses = "macro-rural-online-businesses"
    all_parcels = official("parcels", "parcels_billion", year=2019)
    before = official("agricultural_online_retail", "sales_billion_yuan", year=2018)
    return (
        Claim(
            id="s31-agricultural-products-2019",
            statement=products,
            kind=Kind.OUTSIDE_FACT,
            check=unpublished(
                "the ministry's release on 2019",
                statement=products,
                shows={
                    "before": before,
                    "growth": growth(before, stated(products)),
                    "published": official(
                        "agricultural_online_retail", "growth_percent", year=2019
                    ),
                },
            ),
            reason=Reason.NOT_COMPARED,
            sentence="The only level at hand is the paper's own; on the {before} billion yuan of "
            "2018 it would be growth of {growth:.0f}%, where {published}% was published.",
            follows="The level cannot be confirmed from the series beside it.",
            treated=(_OPENING,),
        ),
        Claim(
            id="s31-agricultural-products-increase",
            statement=increase,
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=unpublished(
                "sales of 2016 by the definition of 2019",
                statement=increase,
                shows={
                    "by": stated(products) / (stated(increase) + 1),
                    "to": stated(products) / stated(increase),
                },
            ),
            reason=Reason.DEFINITION_CHANGED,
            sentence="Sales of 2016 would have been about {by:.0f} billion yuan if they rose by "
            "that many times and {to:.0f} billion if to that many; the definition changed between.",
            follows="Neither the increase nor its reading can be settled.",
            treated=(_OPENING, "macro_data#exercise-3-1-one-and-a-half-times-easy"),
        ),
        Claim(
            id="s31-footnote-agricultural-products-2019",
            statement="macro-footnote-agricultural-products-2019",
            kind=Kind.ARITHMETIC,
            check=equal(stated("macro-footnote-agricultural-products-2019"), stated(products)),
            sentence="The title in the footnote and the text both print {printed} billion yuan.",
            follows="The text quotes its source correctly.",
            treated=(_OPENING,),
        ),
        Claim(
            id="s31-footnote-agricultural-products-increase",
            statement="macro-footnote-agricultural-products-increase",
            kind=Kind.ARITHMETIC,
            check=equal(stated("macro-footnote-agricultural-products-increase"), stated(increase)),
            sentence="The title in the footnote and the text both print {printed} times.",
            follows="The wording, and what it leaves open, is that of the source.",
            treated=(_OPENING,),
        ),
        Claim(
            id="s31-rural-parcels",
            statement=parcels,
            kind=Kind.OUTSIDE_FACT,
            check=unpublished(
                "the year of the count, and the definition of a rural parcel",
                statement=parcels,
                shows={
                    "head": allowed(parcels) * 1000 / _rural_residents(2019),
                    "later": official("rural_parcels", "parcels_billion", year=2021),
                },
            ),
            reason=Reason.UNDATED,
            sentence="No year is printed; in 2019 it would be {head:0} parcels for a rural "
            "resident, and {later} billion parcels were counted for 2021.",
            follows="The size is plausible, and the growth after it fast.",
            treated=(_OPENING, "policy#second-parcel-cabinets"),
        ),
        Claim(
            id="s31-rural-parcels-share",
            statement="macro-rural-parcels-share",
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states(
                "macro-rural-parcels-share",
                share_of(allowed(parcels), all_parcels),
                shows={
                    "residents": share_of(
                        _rural_residents(2019),
                        official("population", "total_million", year=2019, vintage="revised"),
                    )
                },
            ),
            sentence="Of all parcels of 2019 rural ones were {computed:1}%, if theirs is the count "
            "of that year, and rural people {residents:.1f}% of residents.",
            follows="The statement holds; at the printed bound the countryside had fewer parcels "
            "than its share of people.",
            treated=(_OPENING,),
        ),
        Claim(
            id="s31-rural-online-businesses",
            statement=businesses,
            kind=Kind.OUTSIDE_FACT,
            check=unpublished(
                "the date of the count, and whether it counts what was counted for 2017",
                statement=businesses,
                shows={
                    "growth": (allowed(businesses) / stated("jobs-rural-stores-2017") - 1) * 100
                },
            ),
            reason=Reason.UNDATED,
            sentence="No date is printed; on the rural online stores that the paper counts for "
            "2017 it would be growth of {growth:0}%.",
            follows="Growth is likely, its speed unknown.",
            treated=(_OPENING,),
        ),
        Claim(
            id="s31-returned-to-start-businesses",
            section="3.1",
            place="paragraph 1",
            quotation="attracting a large number of migrant workers, college students and veterans",
            kind=Kind.INTERPRETATION,
            check=unpublished(
                "how many returned, why, and how many would have returned without e-commerce"
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="Neither a number nor the reason for which people returned is printed.",
            follows="That e-commerce drew them back is asserted, not shown.",
            treated=(_OPENING, "macro_data#exhibit-3-5"),
        ),
    )


def _gap() -> tuple[Claim, ...]:
    return (
        Claim(
            id="s31-gap-as-a-whole",
            section="3.1",
            place="paragraph 1",
            quotation="E-commerce is helping to narrow the urban-rural gap as a whole",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=all_of(
                {
                    "the rural share of online retail rose by the published levels": less(
                        _rural_share(2016), _rural_share(2019)
                    ),
                    "the rural share of online retail rose by the published growth rates": less(
                        _rural_share(2016), _share_by_growth()
                    ),
                },
                shows={
                    "first": _rural_share(2016),
                    "levels": _rural_share(2019),
                    "rates": _share_by_growth(),
                },
            ),
            reason=Reason.INFERENCE,
            sentence="From 2016 to 2019 the rural share of online retail fell from {first:.1f}% to "
            "{levels:.1f}% by the published levels, and rose to {rates:.1f}% by the published "
            "growth rates.",
            follows="Whether the countryside gained on the country in online sales depends on "
            "which published numbers are used.",
            treated=(_SHARES, "macro_data#growth-and-the-gap"),
        ),
        Claim(
            id="s31-gap-as-a-whole-per-resident",
            section="3.1",
            place="paragraph 1",
            quotation="E-commerce is helping to narrow the urban-rural gap as a whole",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=less(_against_residents(2016), _against_residents(2019)),
            sentence="Set against the rural share of residents, the rural share of online retail "
            "rose from {smaller:.3f} to {larger:.3f} between 2016 and 2019 even by the published "
            "levels.",
            follows="Counted per resident the reading that serves the paper best holds, but by "
            "these levels only because people left the countryside or places became towns.",
            treated=(_SHARES,),
        ),
        Claim(
            id="s31-macro-results",
            section="3.1",
            place="paragraph 1",
            quotation="some results in reducing the urban-rural gap in China",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=unpublished(
                "what countryside and town would have bought, earned and paid without e-commerce"
            ),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="The figures of the section describe e-commerce in the countryside; none says "
            "what would have been without it.",
            follows="They agree with a gap that e-commerce narrows, and with one that it leaves or "
            "widens.",
            treated=("macro_data#growth-and-the-gap", "macro_data#exhibit-3-14"),
        ),
    )

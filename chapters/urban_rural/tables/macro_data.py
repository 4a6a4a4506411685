"""Tables of the chapter on macro data (section 3.1 of the paper).

Each line of a channel's table is a `Reading`: a passage of the paper, the figures set beside it,
what they give, and a verdict. The numbers come from `urban_rural.macro_data`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from urban_rural import data, macro_data
from urban_rural.display import Table
from urban_rural.macro_data import verdict_on
from urban_rural.printed import Interval, Verdict

PAPER = "Li, Li and Hu, section 3.1"
CANNOT = Verdict.CANNOT_BE_CHECKED.value
UNCONFIRMED = (
    "An asterisk marks a figure not yet compared with a copy of its publication; what rests on it "
    "is as uncertain."
)

TOWN, DATES, DEFINITION, WITHOUT = "town", "dates", "definition", "without"
"""What a passage puts beside its figure: town or the whole country, a second date, the same
definition at both, and people or places without e-commerce."""


WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Small counts as words, for a text."""


@dataclass(frozen=True)
class Reading:
    """A passage, what stands beside it and what that gives.

    topic: what the passage is about.
    statements: ids of its figures; the first is the one whose quotation is shown.
    beside: the figures behind it, in words. gives: what they give.
    verdict: one of `Verdict`.
    compares: which of the four comparisons the passage itself makes.
    """

    topic: str
    statements: tuple[str, ...]
    beside: str
    gives: str
    verdict: str = CANNOT
    compares: frozenset[str] = frozenset()


def channel(readings: Iterable[Reading], *, label: str, title: str) -> Table:
    """What the paper says, the figures behind it, and what they give, with a verdict."""
    quotations = data.prose().set_index("id")["quotation"]
    rows = {
        reading.topic: {
            "says": f'prints "{quotations[reading.statements[0]]}"',
            "beside": reading.beside,
            "gives": reading.gives,
            "verdict": reading.verdict,
        }
        for reading in readings
    }
    frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("On")
    return Table(
        frame,
        label,
        f"{title} {UNCONFIRMED}",
        f"{PAPER}; series as named.",
        headers={
            "says": "The paper",
            "beside": "The figures behind it",
            "gives": "They give",
            "verdict": "Verdict",
        },
    )


def opening() -> list[Reading]:
    """The opening figures of the section."""
    found = macro_data.opening()
    multiple = "macro-rural-online-retail-multiple"
    lead, times = found["lead_over_total"], data.stated("macro-agricultural-products-increase")
    total, goods = (
        data.stated(f"intro-{of}-growth-2019") for of in ("online-retail", "physical-goods")
    )
    return [
        Reading(
            "Rural sales, grown to nearly three times",
            (multiple, "macro-rural-online-retail-2015", "macro-rural-online-retail-2018"),
            "the later over the earlier figure; the earlier one is of online purchases",
            f"a factor of {about(found['multiple'], 2)}, {middle(found['growth_per_year'], 1)}% a "
            "year across a break",
            verdict_on(multiple, found["multiple"]).value,
            frozenset({DATES}),
        ),
        Reading(
            "Rural sales, grown by nearly three times",
            (multiple,),
            "that factor less one",
            f"an increase of {about(found['increase'], 2)} times the figure of 2015",
            verdict_on(multiple, found["increase"]).value,
            frozenset({DATES}),
        ),
        Reading(
            "Rural sales of 2019, eleven months",
            (
                "macro-rural-online-retail-growth-2019",
                "macro-rural-online-retail-2019",
                "macro-footnote-rural-online-retail-2019",
            ),
            f"growth in 2019 of all online retail, {total}%, and of physical goods, {goods}%",
            f"a lead of {lead.format(1)} points over all online retail, and of "
            f"{found['lead_over_goods'].format(1).replace('-', '−')} over goods",
            (Verdict.HOLDS if lead.low > 0 else Verdict.DOES_NOT_HOLD).value,
            frozenset({TOWN, DATES, DEFINITION}),
        ),
        Reading(
            "Agricultural products",
            (
                "macro-agricultural-products-increase",
                "macro-agricultural-products-2019",
                "macro-footnote-agricultural-products-2019",
                "macro-footnote-agricultural-products-increase",
            ),
            "no figure for 2016; the series breaks between 2017 and 2018; rural online retail of "
            f"2019, {macro_data.rural_sales(2019).text()} billion yuan",
            f"sales of {about(found['products_2016_if_risen_by'], 0)} billion yuan in 2016 if they "
            f"rose by {times} times, which is {middle(found['products_growth_per_year'], 1)}% a "
            f"year, and {about(found['products_2016_if_risen_to'], 0)} if to {times} times; no "
            f"more than {ceiling(found['products_in_rural_sales'])}% of rural online retail",
            compares=frozenset({DATES}),
        ),
        Reading(
            "Parcels",
            ("macro-rural-parcels-share", "macro-rural-parcels"),
            f"all parcels of 2019, {macro_data.parcels_of_the_country(2019).text()} billion (the "
            "year of the rural figure is not printed; taken as 2019); rural residents, "
            f"{macro_data.residents('rural', 2019, 'revised').text()} million (revised)",
            f"a share of {found['parcels_share'].format(1)}%; "
            f"{found['parcels_per_rural_resident'].format(0)} for a rural resident",
            verdict_on("macro-rural-parcels-share", found["parcels_share"]).value,
            frozenset({TOWN}),
        ),
        Reading(
            "Online businesses",
            ("macro-rural-online-businesses",),
            f"rural online stores of 2017, {data.stated('jobs-rural-stores-2017')} million",
            f"growth of {found['stores_growth'].format(0)}% since, if both count alike",
            compares=frozenset({DATES}),
        ),
    ]


def poverty() -> list[Reading]:
    """First channel: poverty relief."""
    found = macro_data.poverty()
    return [
        Reading(
            "Demonstration counties",
            ("poverty-demonstration-counties-2019", "poverty-counties-covered-2019"),
            "the number of poor counties is not printed",
            "reach of a programme, not a result of it",
        ),
        Reading(
            "Brands",
            ("poverty-jd-product-counties", "poverty-jd-products"),
            "none printed",
            "nothing that can be computed",
        ),
        Reading(
            "Crowdfunding",
            ("poverty-jd-crowdfunding-projects", "poverty-jd-crowdfunding-counties"),
            "projects over counties",
            f"about {middle(found['projects_per_county'], 0)} projects a county",
        ),
        Reading(
            "Sales after crowdfunding",
            ("poverty-jd-crowdfunding-sales",),
            "agricultural products sold online in 2019, "
            f"{data.stated('macro-agricultural-products-2019')} billion yuan",
            f"about {middle(found['sales_per_project'], 1)} million yuan a project, "
            f"at least {middle(found['share_of_products'], 2)}% of those products, over a period "
            "not stated",
        ),
    ]


def jobs() -> list[Reading]:
    """Second channel: entrepreneurship and jobs."""
    found = macro_data.jobs()
    villages, towns = (macro_data.taobao(2018, of) for of in ("villages", "towns"))
    counted = "jobs-taobao-villages"
    share = "jobs-taobao-sales-share"
    in_2018 = verdict_on(share, found["share_of_2018"]).value
    to_june = verdict_on(share, found["share_to_june_2019"]).value
    multiple = "jobs-village-output-multiple"
    return [
        Reading(
            "Stores and jobs",
            ("jobs-rural-stores-jobs-2017", "jobs-rural-stores-2017"),
            f"rural online retail of 2017, {macro_data.rural_sales(2017).text()} billion yuan; "
            f"rural residents, {macro_data.residents('rural', 2017).text()} million",
            f"jobs a store: {found['jobs_per_store'].format(1)}; sales a store: "
            f"{middle(found['sales_per_store'], 0)} thousand yuan; a job: at most "
            f"{ceiling(found['sales_per_job'])} thousand; jobs for "
            f"{found['jobs_in_residents'].format(1)}% of rural residents",
        ),
        Reading(
            "Taobao villages and towns",
            (counted, "jobs-taobao-towns"),
            f"AliResearch for 2018: {villages.text()} villages, {towns.text()} towns",
            "figures of the end of June 2019, "
            f"{middle(found['villages_too_many'], 1)}% more villages and "
            f"{middle(found['towns_too_many'], 1)} times as many towns",
            verdict_on(counted, Interval(villages.value, villages.value)).value,
        ),
        Reading(
            "Population of these",
            ("jobs-taobao-population",),
            "the towns; rural residents of 2018, "
            f"{macro_data.residents('rural', 2018).text()} million",
            f"as many as {middle(found['residents_per_town'], 0)} thousand people a town, "
            f"{middle(found['share_of_residents'], 0)}% of rural residents",
        ),
        Reading(
            "Sales of these",
            ("jobs-taobao-sales",),
            "the villages; the sales include those of the towns",
            f"{found['sales_per_village'].format(0)} million yuan a village, if towns sold nothing",
        ),
        Reading(
            "Share of these",
            (share,),
            f"rural online retail of 2018, {macro_data.rural_sales(2018).text()}, and of 2019, "
            f"{macro_data.rural_sales(2019).text()} billion yuan",
            f"a total of {found['total_implied'].format(0)} billion; a share of "
            f"{found['share_of_2018'].format(1)}% in 2018, "
            f"{found['share_to_june_2019'].format(1)}% in the year to June 2019",
            f"{in_2018} for 2018; {to_june} for the year to June 2019",
        ),
        Reading(
            "Jobs of these",
            ("jobs-taobao-jobs",),
            "the villages, the sales, and the jobs of 2017",
            f"{found['jobs_per_village'].format(0)} jobs a village, if towns had none; about "
            f"{middle(found['taobao_sales_per_job'], 0)} thousand yuan of sales a job; "
            f"{middle(found['taobao_share_of_jobs'], 0)}% of the jobs of 2017",
        ),
        Reading(
            "People returned",
            ("jobs-returned-persons", "jobs-footnote-returned-persons"),
            f"rural residents of 2017, {macro_data.residents('rural', 2017).text()} million",
            f"about {middle(found['returned_in_residents'], 1)}% of rural residents",
        ),
        Reading(
            "Enterprises of the returned",
            ("jobs-returned-new-enterprises", "jobs-returned-internet-enterprises"),
            "the number of enterprises is not printed",
            "shares of an unknown number",
        ),
        Reading(
            "Income with an online business",
            ("jobs-online-business-income",),
            "sales per store of 2017, as above",
            f"a sum of {middle(found['income_in_sales'], 0)}% of an average store's sales",
            compares=frozenset({WITHOUT}),
        ),
        Reading(
            "Wealth with an online business",
            ("jobs-online-business-wealth",),
            "the gain in income; Taobao villages in 2009, the first year counted: "
            f"{macro_data.taobao(2009, 'villages').text()}",
            f"the gain of {middle(found['years_of_income'], 1)} years, all of it saved",
            compares=frozenset({WITHOUT}),
        ),
        Reading(
            "Output of e-commerce villages",
            (multiple, "jobs-village-output", "jobs-village-output-others"),
            "the two outputs; rural income per head in 2016, "
            f"{macro_data.rural_income(2016).text()} yuan",
            f"a factor of {about(found['output_multiple'], 2)}; the larger output is "
            f"{middle(found['output_in_income'], 0)}% of that income",
            verdict_on(multiple, found["output_multiple"]).value,
            frozenset({WITHOUT}),
        ),
    ]


def finance() -> list[Reading]:
    """Third channel: finance."""
    found = macro_data.finance()
    _, penetration = macro_data.rural_users("2018-12")
    return [
        Reading(
            "Credit availability",
            ("finance-credit-difference-2015", "finance-rural-credit-2015"),
            "rural figure and difference, one year",
            f"urban credit of {found['urban_credit'].format(0)}%, "
            f"{about(found['credit_ratio'], 2)} times the rural",
            compares=frozenset({TOWN}),
        ),
        Reading(
            "Capital gap",
            ("finance-capital-gap",),
            f"rural residents of 2015, {macro_data.residents('rural', 2015).text()} million",
            f"{found['gap_per_resident'].format(0)} yuan a resident",
        ),
        Reading(
            "Mobile payment",
            ("finance-mobile-payment-2018",),
            f"rural penetration in December 2018, {penetration.text('%')}; no figure for 2017 or "
            "for town",
            f"about {middle(found['payers'], 0)}% of rural residents",
            compares=frozenset({DATES}),
        ),
        Reading(
            "310 credit",
            ("finance-310-minutes", "finance-310-seconds", "finance-310-interventions"),
            "none printed",
            "how a loan is made, not how many are",
        ),
        Reading(
            "Borrowers",
            ("finance-small-loans-2018",),
            f"rural residents of 2018, {macro_data.residents('rural', 2018).text()} million",
            f"between {found['borrowers'].format(1).replace(' to ', ' and ')} for a hundred "
            "rural residents, all years together",
        ),
    ]


def infrastructure() -> list[Reading]:
    """Fourth channel: infrastructure."""
    found = macro_data.infrastructure()
    _, penetration = macro_data.rural_users("2019-06")
    return [
        Reading(
            "Broadband",
            ("infrastructure-broadband-villages-2019-06",),
            f"rural penetration in June 2019, {penetration.text('%')}",
            f"a distance of {found['coverage_less_use'].format(0)} points between villages "
            "covered and residents online",
        ),
        Reading(
            "Broadband, poor villages",
            ("infrastructure-broadband-poor-villages-2019-06",),
            "none printed",
            "less coverage than in all villages, by an unknown distance",
        ),
        Reading(
            "Mobile payment",
            ("infrastructure-mobile-payment-2018",),
            "the paragraph on finance",
            "the same figure in almost the same words, so not a second one",
            compares=frozenset({DATES}),
        ),
        Reading(
            "Express outlets",
            ("infrastructure-express-towns-2018",),
            'section 4 of the paper: "still insufficient in villages"',
            "coverage of towns, not of villages",
        ),
        Reading(
            "Certification",
            ("infrastructure-certification-in-process", "infrastructure-certified-training"),
            "the enterprises trained; demonstration counties",
            f"about {middle(found['in_process'], 0)} in process for a hundred trained, if of "
            f"these; {middle(found['trained_per_county'], 1)} trained a county",
        ),
    ]


def prices() -> list[Reading]:
    """Fifth channel: prices."""
    found = macro_data.prices()
    rural, urban = (macro_data.consumption_per_head(area, 2018) for area in ("rural", "urban"))
    return [
        Reading(
            "Spending on platforms",
            ("prices-rural-platform-spending-2018",),
            "a source of 2013; rural residents of 2018, "
            f"{macro_data.residents('rural', 2018).text()} million; their consumption, "
            f"{rural.text()} yuan a head",
            f"at least {middle(found['rural_spending'], 0)} yuan a head, "
            f"{middle(found['rural_share'], 1)}% of consumption",
        ),
        Reading(
            "Prices on platforms",
            ("prices-platform-discount-low", "prices-platform-discount-high"),
            "a source of 2013; all online retail less that spending; urban consumption, "
            f"{urban.text()} yuan a head",
            f"a saving of {found['rural_saving'].format(1)}% of consumption in the countryside, "
            f"{found['saving_billion'].format(0)} billion yuan, and "
            f"{found['urban_saving'].format(1)}% in town at the same discount, with the sum above "
            "as exact",
        ),
        Reading(
            "Cost of living",
            ("prices-living-cost-all", "prices-living-cost-users"),
            "the saving of users and of all",
            f"about {middle(found['users_share_as_printed'], 0)}% of households using it "
            f"({found['users_share'].format(0)}% by rounding), if others save nothing",
            compares=frozenset({WITHOUT}),
        ),
    ]


@dataclass(frozen=True)
class PressReading:
    """A passage of a press report; topic, statements, beside and gives as for a `Reading`.

    whose: who counted. words: the quotation of a passage that states no figure.
    """

    topic: str
    statements: tuple[str, ...]
    whose: str
    beside: str
    gives: str
    words: str = ""


def press(*, label: str) -> Table:
    """Every figure of the two press reports: whose it is, and what it gives."""
    quotations = data.press().set_index("id")["quotation"]
    rows = {
        reading.topic: {
            "says": f'prints "{reading.words or quotations[reading.statements[0]]}"',
            "whose": reading.whose,
            "beside": reading.beside,
            "gives": reading.gives,
        }
        for reading in press_readings()
    }
    frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("On")
    sources = (
        data.source_line(name) for name in ("county_ecommerce_2014", "digital_economy_report_2017")
    )
    return Table(
        frame,
        label,
        "The figures of two press reports. They are a company's and a "
        f"newspaper's, not statistics, unless it is said otherwise. {UNCONFIRMED}",
        "; ".join(sources) + ".",
        headers={
            "says": "The report",
            "whose": "Whose figure",
            "beside": "The figures behind it",
            "gives": "They give",
        },
    )


def press_readings() -> list[PressReading]:
    """The figures of the press reports in the order of the text, the older report first."""
    found = macro_data.press()
    fastest, less_developed = macro_data.fastest_areas()
    expected, chance = macro_data.less_developed_by_chance()
    provinces, outside = len(data.PROVINCES), len(data.PROVINCES) - len(macro_data.EAST)
    growth_2013 = macro_data.online_sales(2013), macro_data.online_sales(2012)
    year = macro_data.online_sales(2017)
    digital = "digital-report-"
    return [
        PressReading(
            "Fastest areas",
            ("county-report-less-developed", "county-report-fastest-areas"),
            "not said",
            f"provinces outside the east, {outside} of {provinces}",
            f"by lot, {expected:.1f} of the {fastest}; {less_developed} or more with a probability "
            f"of {chance:.2f}",
        ),
        PressReading(
            "Counties and cities",
            ("county-report-growth-difference-2013",),
            "Alibaba",
            "growth in cities, not printed; all online retail rose from "
            f"{growth_2013[1].text()} to {growth_2013[0].text()} billion yuan",
            "sales of counties over those of cities: times "
            f"{middle(found['counties_over_cities'], 2)} if cities grew like the country, and at "
            f"most {ceiling(found['counties_over_cities_at_most'], 2)}",
        ),
        PressReading(
            "Delivery to Xinjiang",
            (),
            "the vice-mayor of Kuytun",
            "no amount",
            "nothing that can be computed",
            "for those of us who live in Xinjiang, we have to pay extra",
        ),
        PressReading(
            "Gansu",
            (f"{digital}gansu-growth-2017",),
            "Alibaba, its own platforms",
            "national growth of all online retail, below",
            f"Gansu's share: times {about(found['gansu_share_multiple'], 2)}; the share itself is "
            "not printed",
        ),
        PressReading(
            "The country's growth",
            (f"{digital}online-retail-growth-2017",),
            "statistics bureau, as reported",
            f"growth of the whole year, {macro_data.online_growth(2017).text('%')}",
            "a rate that fits",
        ),
        PressReading(
            "The country's sales",
            (f"{digital}online-retail-2017", f"{digital}online-retail-dollars-2017"),
            "statistics bureau, as reported; dollars by the newspaper",
            f"the whole year, {year.text()} billion yuan",
            f"yuan per dollar: {about(found['yuan_per_dollar'], 3)}",
        ),
        PressReading(
            "Eleven months",
            (f"{digital}months-2017",),
            "Alibaba and the statistics bureau",
            f"the whole year, {year.text()} billion yuan",
            f"a share of {about(found['share_of_year'], 1)}% of the year, which leaves "
            f"{middle(found['last_month'], 0)} billion for December, "
            f"{middle(found['last_month_over_others'], 2)} times the mean of the other months",
        ),
        PressReading(
            "Spending per head",
            (f"{digital}top-spending-provinces-2017",),
            "Alibaba",
            'none: "no numbers were disclosed"',
            "nothing that can be computed",
        ),
        PressReading(
            "Logistics",
            (f"{digital}logistics-areas-2017",),
            "Alibaba",
            'none: "without specifics"',
            "nothing that can be computed",
        ),
        PressReading(
            "Jobs in Guangdong",
            (f"{digital}jobs-guangdong",),
            "Alibaba",
            "the three provinces named",
            f"about {middle(found['guangdong_in_jobs'], 0)}% of the jobs of the three",
        ),
        PressReading(
            "Jobs in Zhejiang and Jiangsu",
            (f"{digital}jobs-zhejiang", f"{digital}jobs-jiangsu"),
            "Alibaba",
            "the three provinces named, all in the east",
            f"together {middle(found['jobs'], 2)} million jobs; no inland province has a figure",
        ),
    ]


def comparisons(*, label: str) -> Table:
    """How many passages of each part compare as a gap would need it."""
    rows = {name: compared(readings) for name, readings in parts().items()}
    frame = pd.DataFrame.from_dict(rows | {"All": compared(all_readings())}, orient="index")
    return Table(
        frame.rename_axis("Part of section 3.1"),
        label,
        "How many passages of section 3.1 put beside their figure what a statement on a gap "
        "needs. A second date counts where it is named, even if its figure is not printed.",
        f"{PAPER}, counted from the tables of this chapter.",
        headers={
            "passages": "Passages",
            TOWN: "Town or total beside it",
            DATES: "Two dates",
            DEFINITION: "One definition at both",
            "town_and_dates": "Town, two dates, one definition",
            WITHOUT: "Those without e-commerce",
        },
    )


def parts() -> dict[str, list[Reading]]:
    """The readings of each part of the section."""
    return {
        "Opening": opening(),
        "Poverty relief": poverty(),
        "Jobs": jobs(),
        "Finance": finance(),
        "Infrastructure": infrastructure(),
        "Prices": prices(),
    }


def all_readings() -> list[Reading]:
    """The readings of all parts."""
    return [reading for readings in parts().values() for reading in readings]


def compared(readings: Iterable[Reading]) -> dict[str, int]:
    """Of some passages: how many there are, and how many make each comparison."""
    # One passage may be read in two ways; it makes its comparisons once.
    made = list({reading.statements[0]: reading.compares for reading in readings}.values())
    return {
        "passages": len(made),
        **{one: sum(one in each for each in made) for one in (TOWN, DATES, DEFINITION)},
        "town_and_dates": sum({TOWN, DATES, DEFINITION} <= each for each in made),
        WITHOUT: sum(WITHOUT in each for each in made),
    }


def middle(interval: Interval, decimals: int) -> str:
    """The number halfway between the bounds."""
    return f"{float(interval.midpoint):,.{decimals}f}"


def about(interval: Interval, decimals: int) -> str:
    """The number halfway between the bounds, and the bounds."""
    return f"{middle(interval, decimals)} ({interval.format(decimals)})"


def ceiling(interval: Interval, decimals: int = 0) -> str:
    """The upper bound, rounded up."""
    return Interval(interval.high, interval.high).format(decimals).split(" to ")[-1]

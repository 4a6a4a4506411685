"""Claims of the five channels of section 3.1: poverty relief, jobs, finance, infrastructure,
prices."""

import pandas as pd

from urban_rural import data, macro_data
from urban_rural.claims.checks import (
    all_of,
    equal,
    fact,
    falls,
    less,
    reports,
    rises,
    states,
    unpublished,
)
from urban_rural.claims.claim import Bearing, Claim, Kind, Reason
from urban_rural.claims.section_31 import online_sales, rural_sales
from urban_rural.claims.terms import (
    Term,
    allowed,
    computed,
    exactly,
    official,
    ratio,
    share_of,
    stated,
    stated_exactly,
)

_POVERTY = "macro_data#exhibit-3-4"
_JOBS = "macro_data#exhibit-3-5"
_FINANCE = "macro_data#exhibit-3-8"
_INFRASTRUCTURE = "macro_data#exhibit-3-9"
_PRICES = "macro_data#exhibit-3-10"


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (
        *_poverty(),
        *_stores(),
        *_taobao_villages(),
        *_returned(),
        *_families_and_villages(),
        *_incomes(),
        *_credit(),
        *_payment_and_loans(),
        *_coverage(),
        *_access(),
        *_prices(),
        *_cost_of_living(),
    )


def _residents(year: int) -> Term:
    return official(
        "population",
        "rural_million",
        year=year,
        vintage="first published",
        words=f"rural residents of {year}",
    )


def _open(
    name: str,
    statement: str,
    needed: str,
    reason: Reason,
    sentence: str,
    follows: str,
    treated: str,
    *,
    shows: dict[str, Term] | None = None,
    bearing: Bearing = Bearing.DETAIL,
) -> Claim:
    """A figure that stands alone in print."""
    return Claim(
        id=f"s31-{name}",
        statement=statement,
        kind=Kind.OUTSIDE_FACT,
        bearing=bearing,
        check=unpublished(needed, statement=statement, shows=shows),
        reason=reason,
        sentence=sentence,
        follows=follows,
        treated=(treated,),
    )


def _poverty() -> tuple[Claim, ...]:
    projects, counties, sales = (
        stated_exactly(f"poverty-jd-crowdfunding-{of}") for of in ("projects", "counties", "sales")
    )
    products = stated("macro-agricultural-products-2019")
    return (
        Claim(
            id="s31-poverty-effective",
            section="3.1",
            place="paragraph 2",
            quotation="E-commerce is an effective means of poverty alleviation",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=unpublished("incomes in poor counties with and without the programmes"),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="The paragraph gives the reach of programmes and sums that passed through "
            "them, and no income.",
            follows="Effort is shown, effect is not.",
            treated=(_POVERTY,),
        ),
        _open(
            "demonstration-counties",
            "poverty-demonstration-counties-2019",
            "the ministry's list of demonstration counties",
            Reason.NOT_COMPARED,
            "The ministry's count was not compared, and the paper names no publication for it.",
            "A programme that has entered a county need not have changed it.",
            _POVERTY,
        ),
        _open(
            "poor-counties-covered",
            "poverty-counties-covered-2019",
            "the number of poor counties, and how many of them the programme entered",
            Reason.NOT_PUBLISHED,
            "The number of poor counties is not printed, so that all of them cannot be counted.",
            "If all are covered, poor counties without the programme are lacking for a comparison.",
            _POVERTY,
        ),
        _open(
            "jd-products",
            "poverty-jd-products",
            "a list of the products, with their sales before and after",
            Reason.NOT_PUBLISHED,
            "The company counted by the hundred and named examples.",
            "Nothing can be computed from it.",
            _POVERTY,
        ),
        _open(
            "jd-product-counties",
            "poverty-jd-product-counties",
            "a list of the counties",
            Reason.NOT_PUBLISHED,
            "The company counted by the dozen.",
            "Nothing can be computed from it.",
            _POVERTY,
        ),
        _open(
            "crowdfunding-projects",
            "poverty-jd-crowdfunding-projects",
            "the company's list of projects",
            Reason.UNDATED,
            "At the printed bounds it is about {each:.0f} projects a county, over a time that is "
            "not printed.",
            "The reach was wide and thin.",
            _POVERTY,
            shows={"each": ratio(projects, counties)},
        ),
        _open(
            "crowdfunding-counties",
            "poverty-jd-crowdfunding-counties",
            "the company's list of projects",
            Reason.UNDATED,
            "No date is printed, and the counties are not compared with others.",
            "It tells where the company was active.",
            _POVERTY,
        ),
        _open(
            "crowdfunding-sales",
            "poverty-jd-crowdfunding-sales",
            "the years in which these sales were made",
            Reason.UNDATED,
            "At the printed bound it is {each:.1f} million yuan a project, and {part:.2f}% of the "
            "agricultural products sold online in 2019, over a time that is not printed.",
            "The sum is large for a project and small for the country.",
            _POVERTY,
            shows={"each": sales * 1000 / projects, "part": share_of(sales, products)},
        ),
    )


def _stores() -> tuple[Claim, ...]:
    stores, jobs = stated("jobs-rural-stores-2017"), "jobs-rural-stores-jobs-2017"
    return (
        _open(
            "rural-stores-2017",
            "jobs-rural-stores-2017",
            "the report cited, and what it counts as a rural online store",
            Reason.NOT_COMPARED,
            "With the rural sales of 2017 a store sold for {sales:.0f} thousand yuan on average.",
            "An average of that size is turnover, out of which goods must be paid.",
            _JOBS,
            shows={"sales": ratio(rural_sales(2017), stores)},
        ),
        Claim(
            id="s31-rural-stores-source",
            section="3.1",
            place="paragraph 3",
            quotation="Report on China's Rural E-commerce Development (2017–2018)",
            kind=Kind.OUTSIDE_FACT,
            check=reports("ciecc-2018", "jobs-rural-stores-2017"),
            sentence="A report of {published} can count the stores of {period}.",
            follows="The date of the source fits.",
            treated=(_JOBS,),
        ),
        _open(
            "rural-stores-jobs",
            jobs,
            "how the report counts a job: its hours, its pay, and whether it is new",
            Reason.NOT_COMPARED,
            "It is {each:1} jobs for each store and {part:1}% of rural residents.",
            "The number is possible; how many of the jobs are additional nobody counted.",
            _JOBS,
            shows={
                "each": allowed(jobs) / stores,
                "part": share_of(allowed(jobs), _residents(2017)),
            },
            bearing=Bearing.STEP,
        ),
        Claim(
            id="s31-rural-stores-growing",
            section="3.1",
            place="paragraph 3",
            quotation="the number has been growing steadily",
            kind=Kind.COMPARISON,
            check=less(stores, allowed("macro-rural-online-businesses")),
            sentence="The paper counts {smaller} million stores in 2017 and {larger:0} million "
            "online businesses later.",
            follows="Two counts agree with growth, if they count alike; a steady course takes more "
            "than two.",
            treated=(_JOBS, "macro_data#exhibit-3-1"),
        ),
    )


def _taobao(year: int, column: str) -> Term:
    return official("taobao_villages", column, year=year).named(
        f"Taobao {column} counted in {year}"
    )


def _taobao_villages() -> tuple[Claim, ...]:
    sales, share = "jobs-taobao-sales", "jobs-taobao-sales-share"
    villages, towns = stated("jobs-taobao-villages"), stated("jobs-taobao-towns")
    jobs = "jobs-taobao-jobs"
    all_jobs = stated_exactly("jobs-rural-stores-jobs-2017")
    rural_2018 = stated("macro-rural-online-retail-2018") * 1000
    return (
        Claim(
            id="s31-taobao-villages-2018",
            statement="jobs-taobao-villages",
            kind=Kind.OUTSIDE_FACT,
            bearing=Bearing.STEP,
            check=states("jobs-taobao-villages", _taobao(2018, "villages")),
            reason=Reason.DATE_WRONG,
            sentence="The count for 2018 is {computed} villages; the paper prints {printed}.",
            follows="Half a year of growth is ascribed to the year before.",
            treated=(_JOBS,),
        ),
        Claim(
            id="s31-taobao-villages-2019",
            statement="jobs-taobao-villages",
            kind=Kind.OUTSIDE_FACT,
            check=states("jobs-taobao-villages", _taobao(2019, "villages")),
            sentence="As of the end of June 2019 the source counts {computed} villages.",
            follows="The number is right; only the date is not.",
            treated=(_JOBS, "mechanisms#fourth-entry"),
        ),
        Claim(
            id="s31-taobao-towns-2018",
            statement="jobs-taobao-towns",
            kind=Kind.OUTSIDE_FACT,
            bearing=Bearing.STEP,
            check=states(
                "jobs-taobao-towns",
                _taobao(2018, "towns"),
                shows={"multiple": ratio(towns, _taobao(2018, "towns"))},
            ),
            reason=Reason.DATE_WRONG,
            sentence="The count for 2018 is {computed} towns; the paper prints {printed}, which is "
            "{multiple:.1f} times as many.",
            follows="With the wrong date the spread of such towns looks much earlier than it was.",
            treated=(_JOBS,),
        ),
        Claim(
            id="s31-taobao-towns-2019",
            statement="jobs-taobao-towns",
            kind=Kind.OUTSIDE_FACT,
            check=states("jobs-taobao-towns", _taobao(2019, "towns")),
            sentence="As of the end of June 2019 the source counts {computed} towns.",
            follows="The number is right; only the date is not.",
            treated=(_JOBS,),
        ),
        Claim(
            id="s31-taobao-source",
            section="3.1",
            place="paragraph 3",
            quotation="Research Report on Taobao Villages in China (2009–2019)",
            kind=Kind.OUTSIDE_FACT,
            check=reports("aliresearch-2019", "jobs-taobao-villages"),
            sentence="A report of {published} can count the villages of {period}, and also those "
            "of the summer after.",
            follows="Its title names 2019, the year of the count.",
            treated=(_JOBS,),
        ),
        Claim(
            id="s31-taobao-agglomeration",
            section="3.1",
            place="paragraph 3",
            quotation="The development of rural online stores also brings obvious agglomeration "
            "effect",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=rises(_taobao(year, "villages") for year in range(2013, 2020)),
            sentence="Villages full of online shops multiplied, from {first} in 2013 to {last} in "
            "2019.",
            follows="Clusters did form; section 1 counts agglomeration among the forces that "
            "widen gaps, here it gathers business in some villages and not in others.",
            treated=("mechanisms#fourth-entry", _JOBS),
        ),
        _open(
            "taobao-population",
            "jobs-taobao-population",
            "whose population the source counts: of villages, of towns, or of their counties",
            Reason.NOT_COMPARED,
            "It is as many as {part:.0f}% of rural residents, or {town:.0f} thousand people for "
            "each town if all live in towns.",
            "Covered by a town is not employed by its shops.",
            _JOBS,
            shows={
                "part": share_of(stated("jobs-taobao-population"), _residents(2018)),
                "town": stated("jobs-taobao-population") * 1000 / towns,
            },
        ),
        _open(
            "taobao-sales",
            sales,
            "the source's table of sales, with the year and whether towns are counted",
            Reason.NOT_COMPARED,
            "It is {each:0} million yuan a village, if the towns sold nothing.",
            "The sum is sales, not income.",
            _JOBS,
            shows={"each": allowed(sales) * 1000 / villages},
        ),
        Claim(
            id="s31-taobao-share-2018",
            statement=share,
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states(share, share_of(allowed(sales), rural_2018)),
            reason=Reason.OWN_TEXT,
            sentence="Of the rural sales of 2018 that the paper prints these are {computed:1}%, "
            "not {printed}.",
            follows="The share does not fit the date that the sentence gives it.",
            treated=(_JOBS,),
        ),
        Claim(
            id="s31-taobao-share-to-june-2019",
            statement=share,
            kind=Kind.ARITHMETIC,
            check=states(
                share,
                share_of(
                    allowed(sales),
                    ((rural_sales(2018) + rural_sales(2019)) / 2).named(
                        "mean of rural sales of 2018 and 2019"
                    ),
                ),
            ),
            reason=Reason.TOO_COARSE,
            sentence="If the sales are those of the year to June 2019, they are {computed:1}% of "
            "rural sales, which leaves room for {printed}.",
            follows="The right date of the villages would also mend the share.",
            treated=(_JOBS,),
            decides="the year of the sales, and their sum to the billion",
        ),
        _open(
            "taobao-jobs",
            jobs,
            "how the source counts a job, and for which year",
            Reason.NOT_COMPARED,
            "At the printed bounds these places have {part:.0f}% of the jobs that the paper counts "
            "for 2017 and sell for {own:.0f} thousand yuan a job, where the country's rural stores "
            "sold for at most {others:.0f} thousand.",
            "The list is one of successful places, and no average of the countryside.",
            _JOBS,
            shows={
                "part": share_of(stated_exactly(jobs), all_jobs),
                "own": ratio(stated_exactly(sales), stated_exactly(jobs)),
                "others": ratio(rural_sales(2017), all_jobs),
            },
        ),
        Claim(
            id="s31-clusters-cut-costs",
            section="3.1",
            place="paragraph 3",
            quotation="has greatly reduced the entrepreneurial cost in rural areas",
            kind=Kind.INTERPRETATION,
            check=unpublished("what opening a business cost, before and after, in and outside"),
            reason=Reason.NOT_PUBLISHED,
            sentence="No cost of opening a business is printed.",
            follows="The mechanism is plausible; its size is unknown.",
            treated=("mechanisms#fourth-entry",),
        ),
    )


def _returned() -> tuple[Claim, ...]:
    returned, footnote = "jobs-returned-persons", "jobs-footnote-returned-persons"
    return (
        _open(
            "returned-persons",
            returned,
            "the ministry's count, and whom it counts as returned",
            Reason.NOT_COMPARED,
            "It is {part:.1f}% of rural residents of 2017, over a time that is not printed.",
            "A stock without an earlier one shows no change.",
            _JOBS,
            shows={"part": share_of(stated(returned), _residents(2017))},
        ),
        Claim(
            id="s31-returned-footnote",
            statement=footnote,
            kind=Kind.ARITHMETIC,
            check=equal(stated(footnote), stated(returned)),
            sentence="The text and the title in its footnote print the same {printed} million.",
            follows="The number is quoted correctly, whatever is counted.",
            treated=(_JOBS,),
        ),
        Claim(
            id="s31-returned-who",
            section="3.1",
            place="paragraph 3",
            quotation="7 million people have returned or gone to the countryside",
            kind=Kind.OUTSIDE_FACT,
            check=fact(
                lambda: _of_entrepreneurs(returned) == _of_entrepreneurs(footnote),
                "text and footnote count the same kind of person",
            ),
            reason=Reason.OWN_TEXT,
            sentence="The text counts people who returned, its footnote entrepreneurs who did.",
            follows="If they are entrepreneurs, each stands for an enterprise; if they are people, "
            "most may not.",
            treated=(_JOBS,),
        ),
        Claim(
            id="s31-returned-source",
            section="3.1",
            place="footnote to paragraph 3",
            quotation="The number of entrepreneurs returning to the countryside has reached 7 "
            "million",
            kind=Kind.OUTSIDE_FACT,
            check=reports("xinhua-2017", footnote),
            sentence="The address of the news item holds the date {published}, which is that of "
            "the figure.",
            follows="The figure was some years old when the paper was written, and printed as of "
            "the present.",
            treated=(_JOBS,),
        ),
        _open(
            "returned-new-enterprises",
            "jobs-returned-new-enterprises",
            "the number of enterprises, and of those older by kind",
            Reason.NOT_PUBLISHED,
            "It is a share of a number that is not printed, and not only of new industries: the "
            "sentence adds new forms and models of business.",
            "So wide a class says little.",
            _JOBS,
        ),
        _open(
            "returned-internet-enterprises",
            "jobs-returned-internet-enterprises",
            "the number of enterprises, and of which the share is one",
            Reason.AMBIGUOUS,
            "It can be a share of all these enterprises or of the new ones only, and using the "
            "Internet is not selling on it.",
            "That e-commerce is what people return for does not follow from it.",
            _JOBS,
        ),
    )


def _of_entrepreneurs(statement: str) -> bool:
    """Whether the words of a statement say that it counts entrepreneurs."""
    return "entrepreneurs" in data.statement(statement)["quotation"]


def _families_and_villages() -> tuple[Claim, ...]:
    income, wealth = stated("jobs-online-business-income"), stated("jobs-online-business-wealth")
    output, others = stated("jobs-village-output"), stated("jobs-village-output-others")
    return (
        Claim(
            id="s31-online-business-income",
            statement="jobs-online-business-income",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=unpublished(
                "incomes of the same families before they opened a shop, or openings by lot",
                statement="jobs-online-business-income",
                shows={
                    "correlation": computed(
                        lambda: macro_data.SelfSelection().correlation_explaining(
                            float(data.stated("jobs-online-business-income"))
                        ),
                        "correlation by which selection makes the difference",
                    )
                },
            ),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="In an illustration a correlation of {correlation:.2f} between opening a shop "
            "and earning more anyway makes the whole difference of {printed}.",
            follows="Families of similar features were compared, which leaves less room for this "
            "by an unknown amount; the word increased goes beyond the comparison.",
            treated=("macro_data#exhibit-3-7", _JOBS),
        ),
        Claim(
            id="s31-online-business-wealth",
            statement="jobs-online-business-wealth",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=unpublished(
                "wealth of the same families before they opened a shop",
                statement="jobs-online-business-wealth",
                shows={"years": ratio(wealth, income), "first": _taobao(2009, "villages")},
            ),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="It is what the gain in income adds up to in {years:.1f} years, all of it "
            "saved; in 2009 there were {first} Taobao villages.",
            follows="Part of that wealth may have been there before the shop, and so may part of "
            "the income.",
            treated=(_JOBS, "macro_data#exhibit-3-7"),
        ),
        _open(
            "village-output",
            "jobs-village-output",
            "the survey, with the number of villages and their choice",
            Reason.NOT_COMPARED,
            "It is {part:.0f}% of rural income per head in 2016.",
            "Villages with so large an industry are not like others.",
            _JOBS,
            shows={
                "part": share_of(output, official("national_income", "rural_yuan", year=2016)),
            },
        ),
        _open(
            "village-output-others",
            "jobs-village-output-others",
            "the survey, with the number of villages and their choice",
            Reason.NOT_COMPARED,
            "It is {part:.1f}% of rural income per head in 2016: these villages have next to no "
            "such industry.",
            "The comparison is between villages with and without an industry.",
            _JOBS,
            shows={
                "part": share_of(others, official("national_income", "rural_yuan", year=2016)),
            },
        ),
        Claim(
            id="s31-village-output-multiple",
            statement="jobs-village-output-multiple",
            kind=Kind.ARITHMETIC,
            check=states("jobs-village-output-multiple", ratio(output, others)),
            sentence="The two outputs stand in the ratio {computed:2}.",
            follows="The division is right.",
            treated=(_JOBS,),
        ),
        Claim(
            id="s31-village-output-similar",
            section="3.1",
            place="paragraph 3",
            quotation="Compared with similar villages, the per capita output value of "
            "characteristic industries",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=unpublished("output of the same villages before they sold online"),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="Whether e-commerce made the industry or the industry drew e-commerce, one "
            "date cannot say.",
            follows="The factor measures how different the villages are, not what e-commerce did.",
            treated=("macro_data#exhibit-3-6", _JOBS),
        ),
    )


def _income(area: str, year: int) -> Term:
    return official("national_income", f"{area}_yuan", year=year, words=f"{area} income of {year}")


def _incomes() -> tuple[Claim, ...]:
    years = range(2015, 2020)
    words = "raises the income of farmers, and narrows the urban-rural income gap"
    return (
        Claim(
            id="s31-income-gap-ratio",
            section="3.1",
            place="paragraph 3",
            quotation=words,
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=falls(
                (_income("urban", year) / _income("rural", year)).named(
                    f"ratio of incomes of {year}"
                )
                for year in years
            ),
            sentence="By official figures urban income per head was {first:.2f} times rural income "
            "in 2015 and {last:.2f} times in 2019, less in every year.",
            follows="As a ratio the income gap did narrow while rural e-commerce grew, which the "
            "paper could have printed.",
            treated=("macro_data#growth-and-the-gap",),
        ),
        Claim(
            id="s31-income-gap-yuan",
            section="3.1",
            place="paragraph 3",
            quotation=words,
            kind=Kind.COMPARISON,
            bearing=Bearing.CONCLUSION,
            check=falls(
                (_income("urban", year) - _income("rural", year)).named(
                    f"difference of incomes of {year}"
                )
                for year in years
            ),
            reason=Reason.AMBIGUOUS,
            sentence="The difference of urban and rural income per head grew from {first:.0f} yuan "
            "in 2015 to {last:.0f} yuan in 2019.",
            follows="In yuan the gap widened; the paper does not say which gap it means.",
            treated=("macro_data#growth-and-the-gap",),
        ),
        Claim(
            id="s31-income-by-e-commerce",
            section="3.1",
            place="paragraph 3",
            quotation=words,
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=unpublished(
                "incomes of villages to which online trade came by lot, beside those of others"
            ),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="The paper compares families and villages that chose online trade; the field "
            "experiment that it cites for prices reports on incomes too, and the paper leaves "
            "those out.",
            follows="The published article on that experiment finds little evidence of gains in "
            "income.",
            treated=(_PRICES, "policy#what-would-have-to-be-known"),
        ),
    )


def _credit() -> tuple[Claim, ...]:
    rural = stated("finance-rural-credit-2015")
    difference = stated("finance-credit-difference-2015")
    return (
        Claim(
            id="s31-finance-source",
            section="3.1",
            place="paragraph 4",
            quotation="reached more than 3 trillion yuan (Li and Wang, 2016)",
            kind=Kind.OUTSIDE_FACT,
            check=fact(
                lambda: _cited_once("Li and Wang (2016)"),
                "the citation names one entry of the references",
                shows={
                    "entries": computed(lambda: _entries("Li and Wang (2016)"), "entries so cited")
                },
            ),
            reason=Reason.AMBIGUOUS,
            sentence="The references hold {entries} entries of these names and that year.",
            follows="A reader cannot tell where the figures come from.",
            treated=(_FINANCE,),
        ),
        Claim(
            id="s31-finance-source-date",
            section="3.1",
            place="paragraph 4",
            quotation="the credit availability of rural finance accounted for 30% in 2015",
            kind=Kind.OUTSIDE_FACT,
            check=all_of(
                {
                    f"{source} can report it": reports(source, "finance-rural-credit-2015")
                    for source in ("li-wang-c-2016", "li-wang-t-2016")
                }
            ),
            sentence="Whichever of the entries is meant, it is of the year after the figure.",
            follows="The date of the source fits.",
            treated=(_FINANCE,),
        ),
        _open(
            "rural-credit-2015",
            "finance-rural-credit-2015",
            "the source, and what it calls availability",
            Reason.NOT_COMPARED,
            "With the printed difference it makes urban availability {urban:.0f}%, or {ratio:.2f} "
            "times the rural.",
            "It is a gap, well measured or not, of a single year.",
            _FINANCE,
            shows={"urban": rural + difference, "ratio": difference / rural + 1},
            bearing=Bearing.STEP,
        ),
        _open(
            "credit-difference-2015",
            "finance-credit-difference-2015",
            "the source, and the same figures of a later year",
            Reason.NOT_COMPARED,
            "It is the only difference between town and countryside that section 3.1 prints.",
            "That it became smaller would take a second one.",
            _FINANCE,
            bearing=Bearing.STEP,
        ),
        Claim(
            id="s31-finance-gap-narrowed",
            section="3.1",
            place="paragraph 4",
            quotation="narrowing the financial gap between urban and rural areas",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=less(
                exactly(1),
                computed(
                    lambda: len(_periods("finance-credit-")), "dates of the gap that are printed"
                ),
            ),
            reason=Reason.INFERENCE,
            sentence="The gap in credit is printed for {larger} date; a gap that narrows needs "
            "more.",
            follows="The section shows a gap before, and means of credit after, but no gap after.",
            treated=(_FINANCE, "macro_data#exhibit-3-14"),
        ),
        _open(
            "capital-gap",
            "finance-capital-gap",
            "the source, the year, and how a need for capital was measured",
            Reason.UNDATED,
            "No year is printed; with the residents of 2015 it is {head:0} yuan for each of them.",
            "How much the Internet filled of it is not said.",
            _FINANCE,
            shows={"head": allowed("finance-capital-gap") * 1_000_000 / _residents(2015)},
        ),
    )


def _entries(cited_as: str) -> int:
    return int((data.sources()["cited_as"] == cited_as).sum())


def _cited_once(cited_as: str) -> bool:
    return _entries(cited_as) == 1


def _statements(prefix: str) -> pd.DataFrame:
    prose = data.prose()
    return prose[prose["id"].str.startswith(prefix)]


def _periods(prefix: str) -> set[str]:
    """The times of the statements whose ids begin so."""
    return set(_statements(prefix)["period"]) - {""}


def _on_town(prefix: str) -> int:
    """How many statements whose ids begin so are about towns."""
    return int(_statements(prefix)["subject"].str.contains("urban|town dwellers|cities").sum())


def _payment_and_loans() -> tuple[Claim, ...]:
    payment, loans = "finance-mobile-payment-2018", "finance-small-loans-2018"
    penetration = official("internet_users", "rural_penetration_percent", month="2018-12")
    parts = ("finance-310-minutes", "finance-310-seconds", "finance-310-interventions")
    return (
        _open(
            "mobile-payment-2018",
            payment,
            "the 43rd report on Internet users",
            Reason.NOT_COMPARED,
            "It is a share of rural Internet users, and so {part:.0f}% of rural residents.",
            "Most rural residents left no such data.",
            _FINANCE,
            shows={"part": stated(payment) * penetration / 100},
        ),
        Claim(
            id="s31-mobile-payment-rose",
            section="3.1",
            place="paragraph 4",
            quotation="significantly higher than in 2017",
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=unpublished("the shares of 2017, in countryside and town"),
            reason=Reason.NOT_PUBLISHED,
            sentence="Neither the share of 2017 nor one for town is printed.",
            follows="That payment by phone rose is likely; that it rose more than in town is open.",
            treated=(_FINANCE,),
        ),
        *(
            _open(
                part.removeprefix("finance-").replace("310", "credit-310"),
                part,
                "times of applications in practice, and how many are refused",
                Reason.NOT_PUBLISHED,
                "The name of a product promises it; no loan was timed in print.",
                "It says how a loan is made, not how many are.",
                _FINANCE,
            )
            for part in parts
        ),
        Claim(
            id="s31-credit-310-name",
            section="3.1",
            place="paragraph 4",
            quotation="to provide farmers with “310” credit services without collateral guarantee",
            kind=Kind.ARITHMETIC,
            check=fact(
                lambda: "".join(data.stated(part).text for part in parts) == "310",
                "the figures in the brackets spell the name of the product",
            ),
            sentence="Minutes, seconds and interventions spell the name of the product.",
            follows="The passage agrees with itself.",
            treated=(_FINANCE,),
        ),
        _open(
            "small-loans-2018",
            loans,
            "the bank's report, with yearly numbers and the sums lent",
            Reason.NOT_COMPARED,
            "It is {part:1} borrowers for a hundred rural residents, all years together.",
            "Lending on data reached some; the volume and the interest are not printed.",
            _FINANCE,
            shows={"part": share_of(allowed(loans), _residents(2018))},
        ),
        Claim(
            id="s31-finance-improved",
            section="3.1",
            place="paragraph 4",
            quotation="the financial environment in rural areas has improved significantly",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=unpublished("rural credit after 2015 by the same measure, and without big data"),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="The paragraph shows that new ways to pay and borrow were used.",
            follows="This supports the channel as possible; how far it reached cannot be said.",
            treated=(_FINANCE, "mechanisms#fifth-credit"),
        ),
    )


def _coverage() -> tuple[Claim, ...]:
    villages = "infrastructure-broadband-villages-2019-06"
    poor = "infrastructure-broadband-poor-villages-2019-06"
    towns = "infrastructure-express-towns-2018"
    trained = stated("infrastructure-certified-training")
    in_process = stated("infrastructure-certification-in-process")
    online = official("internet_users", "rural_penetration_percent", month="2019-06")
    return (
        _open(
            "broadband-villages",
            villages,
            "the ministry's report on broadband in villages",
            Reason.NOT_COMPARED,
            "Nearly all villages were covered when {online}% of rural residents were online.",
            "Access on offer is not access in use.",
            _INFRASTRUCTURE,
            shows={"online": online},
        ),
        _open(
            "broadband-poor-villages",
            poor,
            "the ministry's report on broadband in villages",
            Reason.NOT_COMPARED,
            "It is a bound below that for all villages; how far poor villages were behind is not "
            "printed.",
            "The gap between villages is left open, as is that to town.",
            _INFRASTRUCTURE,
        ),
        Claim(
            id="s31-mobile-payment-twice",
            statement="infrastructure-mobile-payment-2018",
            kind=Kind.ARITHMETIC,
            check=equal(
                stated("infrastructure-mobile-payment-2018"), stated("finance-mobile-payment-2018")
            ),
            sentence="The paragraphs on finance and on infrastructure print the same {printed}%, "
            "in almost the same words.",
            follows="One figure is made to support two channels, and counts once.",
            treated=(_INFRASTRUCTURE, _FINANCE),
        ),
        Claim(
            id="s31-five-year-plan",
            section="3.1",
            place="paragraph 5",
            quotation="achieving the 13th Five-Year Plan in advance",
            kind=Kind.OUTSIDE_FACT,
            check=unpublished("the target of the plan, and the coverage on which it was met"),
            reason=Reason.NOT_COMPARED,
            sentence="The target is not printed; the plan was not compared.",
            follows="If coverage is a target of the state, e-commerce is not the only one to have "
            "brought it.",
            treated=(_INFRASTRUCTURE,),
        ),
        _open(
            "express-towns",
            towns,
            "the postal bureau's figures for towns and villages",
            Reason.NOT_COMPARED,
            "It is a share of towns; the paper itself calls outlets in villages insufficient.",
            "The last stretch to the village is what section 4 asks to be built.",
            _INFRASTRUCTURE,
        ),
        _open(
            "certified-training",
            "infrastructure-certified-training",
            "the alliance's list, with its date",
            Reason.UNDATED,
            "It is {each:.1f} enterprises for each demonstration county that the paper counts.",
            "Training is a beginning.",
            _INFRASTRUCTURE,
            shows={"each": ratio(trained, stated("poverty-demonstration-counties-2019"))},
        ),
        Claim(
            id="s31-certification-in-process",
            statement="infrastructure-certification-in-process",
            kind=Kind.COMPARISON,
            check=less(
                in_process,
                trained,
                shows={"part": share_of(in_process, trained)},
            ),
            sentence="Fewer are in the process than were trained, as must be if they are of these: "
            "{part:.0f} for a hundred.",
            follows="The numbers agree; how many were certified is not printed.",
            treated=(_INFRASTRUCTURE,),
        ),
        Claim(
            id="s31-infrastructure-led-by-e-commerce",
            section="3.1",
            place="paragraph 5",
            quotation="e-commerce has led to the continuous improvement of rural infrastructure",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=unpublished("where broadband and outlets came first, and where trade did"),
            reason=Reason.NO_COUNTERFACTUAL,
            sentence="Coverage is a target of a public plan, as the paragraph itself says.",
            follows="Whether the trade brought the cable or the cable the trade is open.",
            treated=(_INFRASTRUCTURE,),
        ),
    )


def _penetration(area: str, month: str) -> Term:
    return official(
        "internet_users",
        f"{area}_penetration_percent",
        decimals=1,
        month=month,
        words=f"{area} penetration in {month}",
    )


def _access() -> tuple[Claim, ...]:
    words = "narrowed the urban-rural gap in new infrastructure"
    return (
        Claim(
            id="s31-infrastructure-town",
            section="3.1",
            place="paragraph 5",
            quotation=words,
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=less(
                exactly(0),
                computed(lambda: _on_town("infrastructure-"), "figures of the paragraph on town"),
                shows={"all": computed(lambda: len(_statements("infrastructure-")), "figures")},
            ),
            reason=Reason.INFERENCE,
            sentence="Of {all} figures of the paragraph {larger} are on the urban side of the gap.",
            follows="A gap that narrows takes both sides; the paragraph shows one.",
            treated=(_INFRASTRUCTURE, "macro_data#exhibit-3-14"),
        ),
        Claim(
            id="s31-access-gap-ratio",
            section="3.1",
            place="paragraph 5",
            quotation=words,
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=less(
                ratio(_penetration("urban", "2018-12"), _penetration("rural", "2018-12")).named(
                    "ratio of penetration of 2018"
                ),
                ratio(_penetration("urban", "2015-12"), _penetration("rural", "2015-12")).named(
                    "ratio of penetration of 2015"
                ),
            ),
            sentence="Urban Internet penetration was {larger:.2f} times rural in 2015 and "
            "{smaller:.2f} times in 2018.",
            follows="As a ratio the gap in access narrowed, which the paper could have printed.",
            treated=("introduction#exhibit-1-3",),
        ),
        Claim(
            id="s31-access-gap-points",
            section="3.1",
            place="paragraph 5",
            quotation=words,
            kind=Kind.COMPARISON,
            bearing=Bearing.STEP,
            check=less(
                (_penetration("urban", "2018-12") - _penetration("rural", "2018-12")).named(
                    "gap in penetration of 2018"
                ),
                (_penetration("urban", "2015-12") - _penetration("rural", "2015-12")).named(
                    "gap in penetration of 2015"
                ),
            ),
            reason=Reason.AMBIGUOUS,
            sentence="In points the gap in Internet penetration was {larger:.1f} in 2015 and "
            "{smaller:.1f} in 2018.",
            follows="In points access drew apart over the years that section 3.1 describes.",
            treated=("introduction#exhibit-1-3", "introduction#exhibit-1-4"),
        ),
    )


def _prices() -> tuple[Claim, ...]:
    spending = "prices-rural-platform-spending-2018"
    low, high = "prices-platform-discount-low", "prices-platform-discount-high"
    spent = stated_exactly(spending) * 1000
    return (
        Claim(
            id="s31-platform-source",
            statement=spending,
            kind=Kind.OUTSIDE_FACT,
            bearing=Bearing.STEP,
            check=reports("mckinsey-2013", spending),
            reason=Reason.SOURCE_CANNOT_SAY,
            sentence="The source is of {published}, the figures are of {period}: they can be a "
            "projection, which the paper's word would allows, and no measurement.",
            follows="The channel on prices rests on what was expected before rural e-commerce "
            "began to grow.",
            treated=(_PRICES,),
        ),
        _open(
            "platform-spending",
            spending,
            "rural purchases online in 2018",
            Reason.SOURCE_CANNOT_SAY,
            "At the printed bound it is {head:.0f} yuan for each rural resident and {part:.0f}% of "
            "all online retail of 2018.",
            "The size is plausible for 2018, but nobody measured it there.",
            _PRICES,
            shows={
                "head": spent * 1000 / _residents(2018),
                "part": share_of(spent, online_sales(2018)),
            },
        ),
        _open(
            "platform-discount-low",
            low,
            "prices of the same goods online and in village shops in 2018",
            Reason.SOURCE_CANNOT_SAY,
            "With the printed spending and both ends of the discount villagers save {saving:.0f} "
            "billion yuan, midway, or {part:.1f}% of their consumption.",
            "The saving is welcome and small, and holds if the discount of the source does.",
            _PRICES,
            shows={
                "saving": _of_prices("saving_billion"),
                "part": _of_prices("rural_saving"),
            },
        ),
        Claim(
            id="s31-platform-discount-range",
            statement=high,
            kind=Kind.COMPARISON,
            check=less(stated(low), stated(high)),
            sentence="The range runs from {smaller} to {larger}%.",
            follows="The range is in order; it comes from the same source of 2013.",
            treated=(_PRICES,),
        ),
        Claim(
            id="s31-price-gap-narrowed",
            section="3.1",
            place="paragraph 6",
            quotation="caused by the price difference between urban and rural areas",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=less(_of_prices("urban_saving"), _of_prices("rural_saving")),
            reason=Reason.INFERENCE,
            sentence="At one discount for all, townspeople save {smaller:.1f}% of their "
            "consumption and villagers {larger:.1f}%, midway in the printed range, if the printed "
            "spending is exact and all else sold online goes to towns.",
            follows="A discount is worth most to those who buy most online; for a narrower gap "
            "village shops must be much dearer than town shops, of which the paper prints nothing.",
            treated=(_PRICES, "macro_data#exercise-3-4-the-same-discount-for-all-middle"),
        ),
    )


def _of_prices(key: str) -> Term:
    return Term(lambda: macro_data.prices()[key], f"{key.replace('_', ' ')} by prices online")


def _cost_of_living() -> tuple[Claim, ...]:
    users, everyone = "prices-living-cost-users", "prices-living-cost-all"
    return (
        _open(
            "living-cost-users",
            users,
            "the working paper of 2018",
            Reason.NOT_COMPARED,
            "The experiment placed online trade in villages by lot, so that its comparison is a "
            "true one; the figure itself was not compared.",
            "It is the best evidence of the section, and it is on the cost of living.",
            _PRICES,
            bearing=Bearing.STEP,
        ),
        _open(
            "living-cost-all",
            everyone,
            "the share of households that bought through the programme",
            Reason.NOT_COMPARED,
            "Beside the saving of users it implies that {users:0}% of households used it, if the "
            "others saved nothing.",
            "Then the gain went to a minority of villagers, as the published article also reports.",
            "macro_data#exhibit-3-11",
            shows={"users": share_of(stated(everyone), stated(users))},
            bearing=Bearing.STEP,
        ),
        Claim(
            id="s31-living-cost-order",
            section="3.1",
            place="paragraph 6",
            quotation="while the average family cost of all villages reduces by 1%",
            kind=Kind.COMPARISON,
            check=less(stated(everyone), stated(users)),
            sentence="The saving of all, {smaller}%, is below that of users, {larger}%.",
            follows="The figures agree with each other.",
            treated=("macro_data#exhibit-3-11",),
        ),
        Claim(
            id="s31-living-cost-gap",
            section="3.1",
            place="paragraph 6",
            quotation="narrows the urban-rural gap caused by the difference in commodity prices",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=less(
                exactly(0),
                computed(lambda: _on_town("prices-"), "figures of the paragraph on town"),
                shows={"all": computed(lambda: len(_statements("prices-")), "figures")},
            ),
            reason=Reason.SOURCE_CANNOT_SAY,
            sentence="The experiment compares villages with villages, and of {all} figures of the "
            "paragraph {larger} are on the urban side.",
            follows="Cheaper living in some villages is shown; a narrower gap to town is not.",
            treated=(_PRICES, "macro_data#exhibit-3-14"),
        ),
        Claim(
            id="s31-living-cost-source",
            section="3.1",
            place="paragraph 6",
            quotation="Couture, Faber, Gu and Liu (2018)",
            kind=Kind.OUTSIDE_FACT,
            check=fact(
                lambda: _cited_once("Couture, Faber, Gu and Liu (2018)"),
                "the citation names one entry of the references",
            ),
            sentence="The citation names a single working paper, which the references give with "
            "its address.",
            follows="The source can be found; it has since become an article, which says more.",
            treated=(_PRICES,),
        ),
    )

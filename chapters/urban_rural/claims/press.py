"""Claims of the two press reports."""

from urban_rural import data, macro_data
from urban_rural.claims.checks import all_of, fact, falls, less, states, unpublished
from urban_rural.claims.claim import Bearing, Claim, Kind, Reason
from urban_rural.claims.terms import (
    Term,
    computed,
    exactly,
    official,
    ratio,
    share,
    share_of,
    stated,
    stated_exactly,
    total,
)

_PRESS = "macro_data#exhibit-3-12"
_GANSU = "macro_data#exhibit-3-13"
_HEADING = "macro_data#what-the-press-reports-add"
_JOBS = {
    "Guangdong": "digital-report-jobs-guangdong",
    "Zhejiang": "digital-report-jobs-zhejiang",
    "Jiangsu": "digital-report-jobs-jiangsu",
}
_LESS_DEVELOPED = (
    "less-developed regions such as the Guangxi Zhuang autonomous region, Henan and Hubei provinces"
)
_NEXT_FASTEST = "closely followed by Guizhou province and the Tibet autonomous region"
_TOP_SPENDING = ("Tibet", "Shaanxi", "Guizhou")


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the texts, the older report first."""
    return (*_county_report(), *_growth_of_2017(), *_rankings(), *_jobs())


def _inland(text: str) -> list[bool]:
    """For each province that a text names, whether it lies outside the eastern region."""
    return [name not in macro_data.EAST for name in data.PROVINCES if name in text]


def _subject(statement: str) -> str:
    return data.statement(statement)["subject"]


def _open(
    name: str,
    statement: str,
    needed: str,
    sentence: str,
    follows: str,
    treated: str = _PRESS,
    *,
    reason: Reason = Reason.NOT_PUBLISHED,
    shows: dict[str, Term] | None = None,
) -> Claim:
    """A figure that stands alone in print."""
    return Claim(
        id=f"press-{name}",
        statement=statement,
        kind=Kind.OUTSIDE_FACT,
        check=unpublished(needed, statement=statement, shows=shows),
        reason=reason,
        sentence=sentence,
        follows=follows,
        treated=(treated,),
    )


def _county_report() -> tuple[Claim, ...]:
    counties = "county-report-growth-difference-2013"
    chance = computed(
        lambda: macro_data.less_developed_by_chance()[1], "probability of at least as many by lot"
    )
    return (
        _open(
            "fastest-areas",
            "county-report-fastest-areas",
            "the ranking, with whose sales it ranks and the list of areas",
            "Neither the ranking nor who made it is printed.",
            "What an area is, and what its growth started from, is open.",
        ),
        Claim(
            id="press-less-developed-areas",
            statement="county-report-less-developed",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.STEP,
            check=less(
                chance,
                exactly(0.05, "one in twenty"),
                shows={
                    "expected": computed(
                        lambda: macro_data.less_developed_by_chance()[0], "expected by lot"
                    ),
                    "found": stated("county-report-less-developed"),
                    "of": stated("county-report-fastest-areas"),
                },
            ),
            reason=Reason.INFERENCE,
            sentence="Were growth drawn by lot among the provinces, {expected:.1f} of the {of} "
            "fastest would lie outside the east, and {found} or more with a probability of "
            "{smaller:.2f}.",
            follows="If areas are provinces the count is what chance gives, and no trend.",
            treated=(_HEADING,),
        ),
        Claim(
            id="press-less-developed-named",
            section="report",
            place="paragraph 1",
            quotation=_LESS_DEVELOPED,
            kind=Kind.OUTSIDE_FACT,
            check=fact(
                lambda: all(_inland(_LESS_DEVELOPED)),
                "the provinces named lie outside the east",
            ),
            sentence="The provinces named lie outside the eastern region of the statistics bureau.",
            follows="Less developed is used in a sense that the statistics know.",
            treated=(_HEADING,),
        ),
        Claim(
            id="press-counties-and-cities",
            statement=counties,
            kind=Kind.OUTSIDE_FACT,
            bearing=Bearing.STEP,
            check=unpublished(
                "the company's sales in counties and in cities, in both years",
                statement=counties,
                shows={"most": stated(counties) / 100 + 1},
            ),
            reason=Reason.NOT_PUBLISHED,
            sentence="It is the company's own count, without levels; sales of counties over those "
            "of cities rose by a factor of at most {most:.2f}, if those of cities rose at all.",
            follows="This is the comparison a gap needs, one measure on both sides at two dates, "
            "and it supports the paper as far as one company and one year can.",
            treated=(_PRESS, _HEADING),
        ),
        Claim(
            id="press-kuytun-gap",
            section="report",
            place="paragraph 7",
            quotation="the gap between Kuytun and big cites in eastern regions has narrowed",
            kind=Kind.INTERPRETATION,
            check=unpublished("what people in Kuytun and in the east buy and pay, at two dates"),
            reason=Reason.NOT_PUBLISHED,
            sentence="It is what a vice-mayor observes, on choice of goods.",
            follows="A witness for variety, the first mechanism, and no measure.",
            treated=("mechanisms#first-access-and-variety",),
        ),
        Claim(
            id="press-delivery-to-xinjiang",
            section="report",
            place="paragraph 10",
            quotation="for those of us who live in Xinjiang, we have to pay extra",
            kind=Kind.INTERPRETATION,
            check=unpublished("charges for delivery by region"),
            reason=Reason.NOT_PUBLISHED,
            sentence="No amount is printed.",
            follows="The same witness says that distance still costs, which speaks for the other "
            "side.",
            treated=(_PRESS, "mechanisms#first-access-and-variety"),
        ),
    )


def _growth_of_2017() -> tuple[Claim, ...]:
    gansu, nation = "digital-report-gansu-growth-2017", "digital-report-online-retail-growth-2017"
    sales, dollars = (
        "digital-report-online-retail-2017",
        "digital-report-online-retail-dollars-2017",
    )
    year = official("online_retail", "online_retail_billion_yuan", year=2017)
    return (
        Claim(
            id="press-inland-benefited-most",
            section="report",
            place="paragraph 1",
            quotation="China's vast inland regions have benefited the most from the booming "
            "digital economy",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=all_of(
                {
                    "the provinces of fastest growth are inland": fact(
                        lambda: all(_inland(_subject(gansu)) + _inland(_NEXT_FASTEST)),
                        "all outside the east",
                    ),
                    "the provinces with most of the jobs are inland": fact(
                        lambda: any(any(_inland(_subject(name))) for name in _JOBS.values()),
                        "at least one outside the east",
                    ),
                }
            ),
            reason=Reason.INFERENCE,
            sentence="Growth was fastest inland; all numbers of jobs that the report prints are "
            "for provinces of the east.",
            follows="Fast growth from a low base and most of the benefit are not the same.",
            treated=(_HEADING, _GANSU),
        ),
        _open(
            "gansu-growth",
            gansu,
            "the company's sales by province",
            "It is growth on one company's platforms; against the growth of the country it would "
            "multiply a share by {multiple:.2f}, and the share is not printed.",
            "How much of the country's trade that is nobody outside can tell.",
            _GANSU,
            shows={
                "multiple": ratio(stated(gansu) / 100 + 1, stated(nation) / 100 + 1),
            },
        ),
        Claim(
            id="press-gansu-against-nation",
            section="report",
            place="paragraph 3",
            quotation="This compared with a 32.4 percent surge",
            kind=Kind.COMPARISON,
            check=less(stated(nation), stated(gansu)),
            sentence="Sales grew by {larger}% in Gansu and by {smaller}% in the country.",
            follows="The order is clear; one rate is a company's, the other the bureau's.",
            treated=(_PRESS, _GANSU),
        ),
        Claim(
            id="press-months-2017",
            statement="digital-report-months-2017",
            kind=Kind.ARITHMETIC,
            check=states("digital-report-months-2017", exactly(11, "January to November")),
            sentence="January to November are {computed} months.",
            follows="The report covers a year less its last month.",
            treated=(_PRESS,),
        ),
        _open(
            "online-retail-growth-2017",
            nation,
            "the bureau's release on January to November",
            "For the whole year the bureau published {year}%.",
            "The rate fits that of the year.",
            reason=Reason.NOT_COMPARED,
            shows={"year": official("online_retail", "online_retail_growth_percent", year=2017)},
        ),
        Claim(
            id="press-online-retail-2017",
            statement=sales,
            kind=Kind.COMPARISON,
            check=less(
                stated(sales) * 1000,
                year,
                shows={
                    "part": share_of(stated(sales) * 1000, year),
                    "last": (ratio(year, stated(sales) * 1000) - 1)
                    * stated_exactly("digital-report-months-2017"),
                },
            ),
            sentence="The sum is {part:.1f}% of that of the year, which leaves for December "
            "{last:.2f} times the mean of the other months.",
            follows="The size fits a year that ends with much shopping.",
            treated=(_PRESS,),
        ),
        _open(
            "online-retail-dollars-2017",
            dollars,
            "the rate of exchange that the newspaper used",
            "Yuan over dollars give {rate:.2f}.",
            "The rate is of the right size for that winter.",
            reason=Reason.NOT_COMPARED,
            shows={"rate": ratio(stated(sales) * 1000, stated(dollars))},
        ),
    )


def _rank(province: str) -> Term:
    """Place of a province by consumption per head of all residents in 2016."""

    def place() -> int:
        incomes = data.provincial_income_2016().set_index("province")
        ranks = incomes["consumption_all_yuan"].rank(ascending=False)
        return int(ranks[province])

    return computed(place, f"place of {province} by consumption per head")


def _rankings() -> tuple[Claim, ...]:
    return (
        _open(
            "top-spending-provinces",
            "digital-report-top-spending-provinces-2017",
            "the ranking, and whether it is per resident or per user",
            "No numbers were disclosed; by all consumption per head in 2016 Tibet was number "
            "{tibet}, Guizhou {guizhou} and Shaanxi {shaanxi} of {provinces} provinces.",
            "A figure per user and not per resident could explain it; which one it is the report "
            "does not say.",
            shows={
                **{name.lower(): _rank(name) for name in _TOP_SPENDING},
                "provinces": computed(
                    lambda: len(data.provincial_income_2016()), "provinces with figures"
                ),
            },
        ),
        _open(
            "logistics-areas",
            "digital-report-logistics-areas-2017",
            "times of delivery by province, at two dates",
            "The company gave no specifics.",
            "The biggest improvement may start from the longest wait.",
        ),
    )


def _jobs() -> tuple[Claim, ...]:
    together = total(*(stated(name) for name in _JOBS.values()))
    first, *others = (stated(name) for name in _JOBS.values())
    return (
        *(
            _open(
                f"jobs-{province.lower()}",
                statement,
                "how the company counts a job, and the numbers of inland provinces",
                "It is {part:.0f}% of the jobs of the provinces named, {all:.2f} million in all.",
                "No inland province has a number beside it.",
                shows={
                    "part": share(
                        stated(statement),
                        total(*(stated(name) for name in _JOBS.values() if name != statement)),
                    ),
                    "all": together,
                },
            )
            for province, statement in _JOBS.items()
        ),
        Claim(
            id="press-jobs-order",
            section="report",
            place="paragraph 13",
            quotation="followed by Zhejiang's 1.72 million and 1.12 million in Jiangsu",
            kind=Kind.COMPARISON,
            check=falls((first, *others)),
            sentence="From {first} million the numbers fall to {last} million.",
            follows="The order is that of the numbers.",
            treated=(_PRESS,),
        ),
    )

"""The computations behind the introduction (section 1 of the paper)."""

from dataclasses import dataclass, replace

import pandas as pd

from urban_rural import data
from urban_rural.mechanisms.balance import BalanceOfForces
from urban_rural.printed import Interval, Printed, Verdict, judge

LAST_SEEN_BY_THE_PAPER = "2019-06"
"""The report on Internet users that the paper cites."""

NEW_BASE = "2021-12"
"""The first report whose rates and users imply a population some 60 million smaller: inferred, by
`urban_rural.policy.chapter.base_change`, since the reports do not say so."""


@dataclass(frozen=True)
class Check:
    """One figure of the paper against what other figures give.

    printed: as the paper prints it. computed: from the figures that `relation` names, in the
    unit of the printed one.
    """

    statement: str
    relation: str
    printed: Printed
    unit: str
    computed: Interval

    @property
    def verdict(self) -> Verdict:
        """Whether the printed figure agrees with the computed one."""
        return judge(self.printed, self.computed)


def checks_within_the_paper() -> list[Check]:
    """The paper's figures on users, each against others of the paper (sections 1 and 4)."""
    users = data.stated("intro-users-china-2019-06")
    rural, urban = (data.stated(f"policy-{area}-users-2019-06") for area in ("rural", "urban"))
    non_users = data.stated("policy-non-users-2019-06")
    without = {
        area: non_users * data.stated(f"policy-non-users-{area}-share-2019-06") / 100
        for area in ("urban", "rural")
    }
    rural_share = data.stated("policy-rural-users-share-2019-06")
    urban_share = data.stated("policy-urban-users-share-2019-06")
    return [
        Check(
            "Internet users in China, June 2019",
            "urban users + rural users",
            users,
            "million",
            urban + rural,
        ),
        Check(
            "Rural share of users", "rural users / all users", rural_share, "%", rural / users * 100
        ),
        Check(
            "Urban share of users", "urban users / all users", urban_share, "%", urban / users * 100
        ),
        Check(
            "Internet penetration",
            "users / (users + non-users)",
            data.stated("intro-penetration-china-2019-06"),
            "%",
            _share(users, non_users),
        ),
        Check(
            'Rural penetration, "about"',
            "rural users / (rural users + rural non-users)",
            data.stated("policy-rural-penetration-2019-06"),
            "%",
            _share(rural, without["rural"]),
        ),
        Check(
            'Urban penetration, "nearly"',
            "urban users / (urban users + urban non-users)",
            data.stated("policy-urban-penetration-2019-06"),
            "%",
            _share(urban, without["urban"]),
        ),
    ]


def checks_against_statistics() -> list[Check]:
    """The paper's figures on online retail against official statistics."""
    retail = data.online_retail().set_index("year")

    def level(year: int, column: str) -> Interval:
        return Printed(f"{retail.loc[year, column]:.1f}")

    physical, total = "physical_goods_billion_yuan", "online_retail_billion_yuan"
    return [
        Check(
            "Online retail sales, 2019",
            "official level",
            data.stated("intro-online-retail-2019"),
            "billion yuan",
            level(2019, total),
        ),
        Check(
            "Growth of online retail sales, 2019",
            "official growth rate",
            data.stated("intro-online-retail-growth-2019"),
            "%",
            level(2019, "online_retail_growth_percent"),
        ),
        Check(
            "Physical goods online, 2019",
            "official level",
            data.stated("intro-physical-goods-2019"),
            "billion yuan",
            level(2019, physical),
        ),
        Check(
            "Growth of physical goods online, 2019",
            "official growth rate",
            data.stated("intro-physical-goods-growth-2019"),
            "%",
            level(2019, "physical_goods_growth_percent"),
        ),
        Check(
            "Physical goods online in all retail sales, 2019",
            "official levels",
            data.stated("intro-physical-goods-share-2019"),
            "%",
            level(2019, physical) / level(2019, "retail_billion_yuan") * 100,
        ),
    ]


def growth_that_levels_imply() -> dict[str, Interval]:
    """Growth from 2018 to 2019 by the published levels, per cent, by the statement it is beside."""
    return {
        "Growth of online retail sales, 2019": _quotient("online_retail_billion_yuan", 2019),
        "Growth of physical goods online, 2019": _quotient("physical_goods_billion_yuan", 2019),
    }


def growth_beside_levels() -> tuple[int, int]:
    """In how many years the published growth of online retail is not that of the levels.

    Gives that number, and the number of years in which the growth and both levels are known.
    Levels that the note of their row calls rounded are no measure and are left out.
    """
    retail = data.online_retail().set_index("year")
    exact = retail.index[~retail["note"].str.contains("rounded")]
    differing = known = 0
    for year, rate in retail["online_retail_growth_percent"].dropna().items():
        if year - 1 in exact and year in exact:
            known += 1
            quotient = _quotient("online_retail_billion_yuan", year)
            differing += not quotient.overlaps(Printed(f"{rate:.1f}"))
    return differing, known


def penetration() -> pd.DataFrame:
    """Internet penetration by date: date, urban_percent, rural_percent, gap_points, evidence.

    Dates on which both rates are known, oldest first.
    """
    users = data.internet_users()
    frame = pd.DataFrame(
        {
            "date": users["month"],
            "urban_percent": users["urban_penetration_percent"],
            "rural_percent": users["rural_penetration_percent"],
            "evidence": users["evidence"],
        }
    ).dropna()
    frame["gap_points"] = frame["urban_percent"] - frame["rural_percent"]
    return frame.sort_values("date").reset_index(drop=True)


def gap_as_printed() -> float:
    """The urban-rural gap in penetration by the paper's rounded rates, June 2019 (points)."""
    rates = (data.stated(f"policy-{area}-penetration-2019-06") for area in ("urban", "rural"))
    urban, rural = (float(rate) for rate in rates)
    return urban - rural


def gap_from_users() -> float:
    """The same gap from the paper's counts of users and non-users (points)."""
    rural, urban = (float(check.computed.midpoint) for check in checks_within_the_paper()[-2:])
    return urban - rural


def marked_dates() -> dict[str, tuple[float, float]]:
    """Date -> (urban, rural) access as shares: what the paper saw, and the latest year known."""
    rates = penetration().set_index("date")[["urban_percent", "rural_percent"]] / 100
    return {
        date: (float(rates.loc[date, "urban_percent"]), float(rates.loc[date, "rural_percent"]))
        for date in (LAST_SEEN_BY_THE_PAPER, rates.index[-1])
    }


def _share(part: Interval, rest: Interval) -> Interval:
    """part / (part + rest) in per cent, each used once so that the bounds are tight."""
    return 100 / (rest / part + 1)


def access_needed(urban_access: float) -> float:
    """Rural access at which the gap of the balance stands still at an urban access (shares)."""
    return replace(BalanceOfForces(), urban_access=urban_access).break_even_rural_access


def _quotient(column: str, year: int) -> Interval:
    """Growth of a level of online retail on the year before, per cent."""
    levels = data.online_retail().set_index("year")[column]
    after, before = (Printed(f"{levels[y]:.1f}") for y in (year, year - 1))
    return (after / before - 1) * 100

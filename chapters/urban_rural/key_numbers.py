"""The numbers by which the book is summed up, in summaries, slides and session plans.

Each has a key. A page of the seminar that writes the key in double braces shows the number, so
that no number is typed twice, or once.
"""

from collections.abc import Iterator

import pandas as pd

from urban_rural import data, introduction, micro_data, witnesses
from urban_rural.macro_data import opening
from urban_rural.mechanisms import chapter as mechanisms
from urban_rural.policy import chapter as policy
from urban_rural.policy.penetration import InternetAccess
from urban_rural.tables import macro_data as passages

Row = tuple[str, str, str, str]


def key_numbers() -> pd.DataFrame:
    """One number a row: index key; columns number (as shown), meaning, exhibit (where computed)."""
    rows = [*_access(), *_mechanisms(), *_national(), *_orders(), *_policy()]
    return pd.DataFrame(rows, columns=["key", "number", "meaning", "exhibit"]).set_index("key")


def _access() -> Iterator[Row]:
    access = introduction.penetration().set_index("date")
    first, june, last = access.iloc[0], access.loc[introduction.LAST_SEEN_BY_THE_PAPER], "1.3"
    yield "access-first-date", str(access.index[0])[:4], "first year with both rates", last
    for key, row in (("first", first), ("june-2019", june)):
        when = "first date" if key == "first" else "June 2019"
        yield f"urban-access-{key}", f"{row.urban_percent:.1f}", f"urban access, {when}, %", last
        yield f"rural-access-{key}", f"{row.rural_percent:.1f}", f"rural access, {when}, %", last
        yield f"access-points-{key}", f"{row.gap_points:.0f}", f"gap in points, {when}", last
        ratio = row.urban_percent / row.rural_percent
        yield f"access-ratio-{key}", f"{ratio:.1f}", f"urban over rural access, {when}", last
    urban = introduction.checks_within_the_paper()[-1]
    yield "urban-access-implied", urban.computed.format(1), "urban access by the counts, %", "1.1"


def _mechanisms() -> Iterator[Row]:
    coverage = data.stated("mechanisms-rural-coverage-2019").text
    yield "coverage-printed", coverage, "rural retail over rural consumption, as printed, %", "2.2"
    shares = mechanisms.upgrading_by_year()
    yield "upgrading-rural-first", f"{shares['rural'].iloc[0]:.1f}", "rural share, 2013, %", "2.5"
    yield "upgrading-urban-first", f"{shares['urban'].iloc[0]:.1f}", "urban share, 2013, %", "2.5"
    villages = data.taobao_villages().set_index("year")["villages"]
    for year in (2018, 2019):
        yield f"taobao-{year}", f"{villages[year]:,}", f"Taobao villages listed in {year}", "2.10"


def _national() -> Iterator[Row]:
    yield (
        "tripling",
        f"{float(opening()['multiple'].midpoint):.2f}",
        'factor behind "tripling"',
        "3.1",
    )
    counted = passages.compared(passages.all_readings())
    yield "passages", str(counted["passages"]), "passages of section 3.1 with a figure", "3.14"
    both = counted["town_and_dates"]
    yield "passages-both-sides", str(both), "of them with both sides at two dates", "3.14"


def _orders() -> Iterator[Row]:
    table = data.table_1(as_printed=True).set_index("year")
    for year in (2015, 2016, 2017):
        row = table.loc[year]
        yield f"jd-ratio-{year}", row["urban_rural_ratio"].text, f"ratio on JD.com, {year}", "4.1"
        points = float(row["urban_index"]) - float(row["rural_index"])
        yield f"jd-points-{year}", f"{points:.0f}", f"gap on JD.com in points, {year}", "4.1"
        if year < 2017:
            ratio = row["total_consumption_ratio"].text
            yield f"all-ratio-{year}", ratio, f"ratio in all consumption, {year}", "4.1"
    analyses = {
        (name, year): micro_data.analysis_as_printed(year, outcome)
        for name, outcome in (("jd", "jd"), ("all", "total"))
        for year in (2015, 2016)
    }
    for (name, year), analysis in analyses.items():
        yield f"f-{name}-{year}", f"{analysis.f:.2f}", f"F, {name}, {year}", "4.5"
    quotient = analyses["all", 2015].f / analyses["jd", 2015].f
    yield "f-quotient", f"{quotient:.0f}", "F of all consumption over that of JD.com, 2015", "4.5"
    for name, outcome in (("jd", "jd"), ("all", "total")):
        spread = micro_data.dispersion(2015, outcome)
        yield f"dispersion-{name}", f"{spread:.1f}", f"standard deviation, {name}", "4.7"
    paired = micro_data.designs(2015).loc["Paired, logs"]
    for key, value in (("", paired.estimate), ("-low", paired.low), ("-high", paired.high)):
        yield f"paired-ratio{key}", f"{value:.2f}", "ratio within provinces, 2015", "4.9"
    yield "f-one-way", f"{micro_data.designs(2015)['f'].min():.0f}", "F, the paper's design", "4.9"
    yield "f-paired", f"{paired.f:,.0f}", "F, paired on logarithms", "4.9"
    fall = f"{micro_data.share_of_fall(micro_data.HOUSEHOLD):.0%}".rstrip("%")
    yield "household-fall", fall, "part of the fall due to household articles, %", "4.12"
    judged = witnesses.witnesses(witnesses.paper_tables())
    tally = micro_data.tally(w for w in judged if w.table >= "table_4")
    for verdict, found in tally.items():
        words = f"places of Tables 4 to 8: {verdict}"
        yield f"places-{verdict.replace(' ', '-')}", str(len(found)), words, "4.10"
    slip = micro_data.weights_of_slips().loc["Hubei, rural"]
    yield "hubei-official", f"{slip.official_yuan:.1f}", "Hubei, rural, 2016, official", "4.4"
    yield "hubei-typed", f"{slip.inferred_yuan:.1f}", "Hubei, rural, 2016, inferred", "4.4"


def _policy() -> Iterator[Row]:
    access = InternetAccess()
    needed = access.new_rural_users(access.urban_penetration)
    yield "users-needed", f"{needed:.0f}", "further rural users for equal access, million", "5.2"
    by = policy.curves().set_index(["area", "told"])
    free = by.loc[("rural", "estimated")]
    yield (
        "ceiling-foretold",
        f"{free.ceiling:.0f}",
        "rural ceiling fitted up to June 2019, %",
        "5.4",
    )
    yield "rural-access-latest", f"{free.observed:.0f}", "rural access at the last date, %", "5.4"
    stated = policy.figures_stated()
    yield "policy-figures", str(int(stated.sum())), "figures given for the recommendations", "5.1"

"""Tables of the chapter on mechanisms (section 2 of the paper)."""

import pandas as pd

from urban_rural import data
from urban_rural.diffusion import OutOfSample
from urban_rural.display import Table
from urban_rural.mechanisms import chapter

UNCONFIRMED = "unconfirmed"
PRINTED = {
    "consumption_billion": "mechanisms-rural-consumption-2019",
    "elsewhere_billion": "mechanisms-rural-consumption-in-towns-2019",
    "coverage_percent": chapter.COVERAGE,
}


def coverage(*, label: str) -> Table:
    """The paper's share of rural consumption sold in rural areas, with either population."""
    found = chapter.rural_coverage()
    columns = {"printed": ["–", *(data.stated(name).text for name in PRINTED.values()), "–"]}
    for vintage, row in found.iterrows():
        mark = "*" if row["evidence"] == UNCONFIRMED else ""
        columns[str(vintage)] = [
            f"{row['rural_million']:.2f}{mark}",
            *(row[name].format(data.stated(PRINTED[name]).decimals + 1) + mark for name in PRINTED),
            row["verdict"].value + mark,
        ]
    rows = [
        "Rural residents, million",
        "Rural consumption, billion yuan",
        "Of which not sold in rural areas, billion yuan",
        "Sold in rural areas, %",
        "The printed share, with this population",
    ]
    frame = pd.DataFrame(columns, index=pd.Index(rows, name="2019"))
    headers = {
        "printed": "The paper prints",
        "first published": "Population first published",
        "revised": "Population revised",
    }
    return Table(
        frame,
        label,
        "Rural retail sales against rural consumption. An asterisk marks what is unconfirmed, "
        "not yet compared with a copy of the publication, or rests on it.",
        f"Li, Li and Hu, section 2; {data.source_line('population')}.",
        headers=headers,
    )


def elasticities(*, label: str) -> Table:
    """By how many per cent spending on a category grows with one per cent more in total."""
    found = chapter.expenditure_elasticities()
    frame = pd.DataFrame(
        {
            area: [
                f"{row[area]:.2f} ({row[f'{area}_low']:.2f} to {row[f'{area}_high']:.2f})"
                for _, row in found.iterrows()
            ]
            for area in ("urban", "rural")
        },
        index=found.index.rename("Consumption type"),
    )
    frame["between_areas"] = found["between_areas"].map("{:.2f}".format)
    return Table(
        frame,
        label,
        "Expenditure elasticities: above one a luxury, below one a necessity. Over the years, "
        "with 95% intervals that are too narrow, and between town and countryside.",
        f"{data.source_line('national_consumption_by_category')}; computed, amounts in current "
        "prices.",
        headers={
            "urban": "Urban, over the years",
            "rural": "Rural, over the years",
            "between_areas": "Between areas",
        },
    )


def forecast(outcome: OutOfSample, *, label: str) -> Table:
    """What a curve expected of later years beside what came."""
    evidence = data.taobao_villages().set_index("year")["evidence"]
    rows = outcome.frame.set_index(outcome.frame["time"].astype(int).rename("Year"))
    counted, expected, low, high = (
        rows[name].map("{:,.0f}".format) for name in ("observed", "predicted", "low", "high")
    )
    mark = evidence.reindex(rows.index).eq(UNCONFIRMED).map({True: "*", False: ""})
    frame = pd.DataFrame(
        {
            "observed": counted + mark,
            "predicted": expected,
            "interval": low + " to " + high,
            "error": rows["error_percent"].map("{:.0f}%".format),
        }
    )
    known = outcome.fit.times.max()
    return Table(
        frame,
        label,
        f"Taobao villages expected by the {outcome.fit.name} curve fitted to {known:.0f}, and "
        "what came. An asterisk marks an unconfirmed count.",
        f"{data.source_line('taobao_villages')}; computed.",
        headers={
            "observed": "Counted",
            "predicted": "Expected",
            "interval": f"{outcome.level:.0%} interval",
            "error": "Missed, of the count",
        },
    )

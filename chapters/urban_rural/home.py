"""What the home page tells of the paper's strongest evidence, in a few numbers.

Ratios are of spending per head, town over countryside: what a town dweller spends for each yuan
that a villager spends.
"""

import pandas as pd

from urban_rural import data


def ratios() -> pd.DataFrame:
    """Urban-rural ratios of spending per head, one row an outcome and year.

    Columns outcome ("Spending on JD.com" as Table 1 prints it, "All consumption" from official
    figures), year, ratio, confirmed (whether both figures behind it were seen). All consumption is
    given for the years of Table 1 and for the latest year known.
    """
    table_1 = data.table_1()
    jd = pd.DataFrame({"year": table_1["year"], "ratio": table_1["urban_rural_ratio"]})
    spending = data.national_consumption()
    totals = spending[spending["category"] == "total"].set_index(["year", "area"])
    amounts = totals["yuan_per_head"].unstack()
    seen = (totals["evidence"] != "unconfirmed").unstack()
    years = [*jd["year"], amounts.index.max()]
    official = pd.DataFrame(
        {
            "year": years,
            "ratio": (amounts["urban"] / amounts["rural"]).loc[years].to_numpy(),
            "confirmed": (seen["urban"] & seen["rural"]).loc[years].to_numpy(),
        }
    )
    return pd.concat(
        [
            jd.assign(outcome="Spending on JD.com", confirmed=True),
            official.assign(outcome="All consumption"),
        ],
        ignore_index=True,
    )[["outcome", "year", "ratio", "confirmed"]]


def ratio_of(ratios: pd.DataFrame, outcome: str, place: int) -> tuple[int, float]:
    """Year and ratio of an outcome, counted from the first (0) or from the last (-1)."""
    row = ratios[ratios["outcome"] == outcome].iloc[place]
    return int(row["year"]), float(row["ratio"])


def ratio_in(ratios: pd.DataFrame, outcome: str, year: int) -> float:
    """The ratio of an outcome in a year."""
    rows = ratios[(ratios["outcome"] == outcome) & (ratios["year"] == year)]
    return float(rows["ratio"].item())

"""Figures of the chapter on macro data (section 3.1 of the paper)."""

import pandas as pd
from matplotlib.axes import Axes

from urban_rural import data
from urban_rural.display import Figure
from urban_rural.figures.palette import ACCENT, COLOUR, INK, MARKER, PAPER, SOFT
from urban_rural.figures.theme import drawing, to_svg

UNCONFIRMED, DERIVED = "unconfirmed", "derived"


def series_with_breaks(
    rural: pd.DataFrame, products: pd.DataFrame, *, label: str, source: str
) -> Figure:
    """Two series of online retail sales, each broken where its definition changes.

    rural, products: rows in order of year; columns year, series, sales_billion_yuan, evidence.
    """
    panels = {
        "Rural online retail": (rural, COLOUR["rural"], MARKER["rural"]),
        "Agricultural products online": (products, ACCENT, "o"),
    }
    at = rural.set_index("year")["sales_billion_yuan"]
    times = data.stated("macro-agricultural-products-increase")
    title = (
        f"Both series change their definition inside the paper's comparison. From {at[2015]:,.0f} "
        f"in 2015 to {at[2018]:,.0f} in 2018 is a step between two series. Sales in billion yuan; "
        "hollow marks are unconfirmed, crosses follow from a later figure and a printed rise; "
        f"the cross of 2016 reads the paper's {times} times as a rise by that much."
    )
    with drawing(4.6, rows=2, sharex=True) as (figure, axes):
        for panel, (name, (frame, colour, marker)) in zip(axes, panels.items(), strict=True):
            for _, part in frame.groupby("series", sort=False):
                panel.plot(part["year"], part["sales_billion_yuan"], color=colour, lw=1.4)
                points(panel, part, colour, marker)
            for year in breaks(frame):
                panel.axvline(year, color=INK, lw=1, ls="--")
                panel.annotate(
                    "definition\nchanges",
                    (year, frame["sales_billion_yuan"].max()),
                    xytext=(5, 0),
                    textcoords="offset points",
                    va="top",
                    color=SOFT,
                )
            panel.set(ylim=(0, None), ylabel="billion yuan")
            panel.set_title(name)
            panel.grid(axis="x", visible=False)
        axes[-1].set_xticks(range(2014, 2026, 2))
        svg = to_svg(figure, label)
    alt = " ".join(
        f"{name}: "
        + "; ".join(
            f"{row.year} {row.sales_billion_yuan:,.1f}"
            + (f" ({row.evidence})" if row.evidence in (UNCONFIRMED, DERIVED) else "")
            for row in frame.itertuples()
        )
        + f". The definition changes between {breaks(frame)[0]:.0f} and "
        f"{breaks(frame)[0] + 1:.0f}; no line joins the two sides."
        for name, (frame, _, _) in panels.items()
    )
    both = pd.concat({name: frame for name, (frame, _, _) in panels.items()}, names=["panel"])
    columns = ["panel", "year", "series", "sales_billion_yuan", "evidence"]
    return Figure(
        svg,
        label,
        title,
        source,
        f"Two panels of sales in billion yuan. {alt}",
        both.reset_index()[columns].set_index("panel"),
    )


def rural_shares(shares: pd.DataFrame, last_seen: int, *, label: str, source: str) -> Figure:
    """The rural share of online retail by two accounts, beside that of residents.

    shares: as `macro_data.rural_shares` gives it, by year.
    last_seen: the last year that the paper could know.
    """
    first, last = shares.index[0], shares.index[-1]
    seen = shares.loc[last_seen]
    title = (
        "Did the rural share of online retail rise or fall? From "
        f"{shares['by_levels'].iloc[0]:.1f} per cent in {first} it comes to "
        f"{seen['by_levels']:.1f} in {last_seen} by the published levels, and to "
        f"{seen['by_growth_rates']:.1f} by the published growth rates. Hollow marks rest on "
        "an unconfirmed figure; figures for residents are revised and mostly unconfirmed."
    )
    accounts = {
        "by_levels": ("by levels", COLOUR["rural"], MARKER["rural"]),
        "by_growth_rates": ("by growth rates", ACCENT, "D"),
    }
    with drawing(3.2) as (figure, axes):
        axes.plot(shares.index, shares["residents"], color=INK, ls="--", lw=1.2)
        axes.annotate(
            "rural share of residents",
            (first, shares["residents"].iloc[0]),
            xytext=(-4, -30),
            textcoords="offset points",
            color=INK,
        )
        for column, (name, colour, marker) in accounts.items():
            hollow = shares[f"{column}_unconfirmed"].to_numpy()
            axes.scatter(
                shares.index[~hollow],
                shares.loc[~hollow, column],
                color=colour,
                s=34,
                marker=marker,
                zorder=3,
            )
            axes.scatter(
                shares.index[hollow],
                shares.loc[hollow, column],
                facecolors=PAPER,
                s=34,
                edgecolors=colour,
                marker=marker,
                linewidths=1.3,
                zorder=3,
                label=f"share of online retail {name}",
            )
        axes.axvline(last_seen + 0.5, color=SOFT, lw=1, ls=":")
        axes.annotate(
            "after the paper",
            (last_seen + 0.5, 1),
            xytext=(5, 0),
            textcoords="offset points",
            color=SOFT,
        )
        axes.set(ylabel="per cent", ylim=(0, 45), xlim=(first - 0.5, last + 0.5))
        axes.set_xticks(range(first, last + 1, 3))
        axes.grid(axis="x", visible=False)
        axes.legend(loc="center left", bbox_to_anchor=(0.3, 0.6), handletextpad=0.3)
        svg = to_svg(figure, label)
    alt = (
        "Rural share of online retail sales, by levels and by growth rates, and of residents. "
        + "; ".join(
            f"{year}: {row.by_levels:.1f}%, {row.by_growth_rates:.1f}%, {row.residents:.1f}%"
            for year, row in shares.iterrows()
        )
    )
    return Figure(svg, label, title, source, alt + ".", shares.round(3))


def points(axes: Axes, part: pd.DataFrame, colour: str, marker: str) -> None:
    """The marks of one series: hollow where unconfirmed, a cross where derived."""
    hollow, derived = part["evidence"] == UNCONFIRMED, part["evidence"] == DERIVED
    seen = part[~hollow & ~derived]
    axes.scatter(
        seen["year"], seen["sales_billion_yuan"], color=colour, marker=marker, s=34, zorder=3
    )
    axes.scatter(
        part.loc[hollow, "year"],
        part.loc[hollow, "sales_billion_yuan"],
        s=34,
        zorder=3,
        facecolors=PAPER,
        edgecolors=colour,
        marker=marker,
        linewidths=1.3,
    )
    axes.scatter(
        part.loc[derived, "year"],
        part.loc[derived, "sales_billion_yuan"],
        s=40,
        zorder=3,
        color=colour,
        marker="x",
        linewidths=1.6,
    )


def breaks(frame: pd.DataFrame) -> list[float]:
    """Where a series changes: halfway between the last year of one part and the next one's first.

    frame: rows in order of year; columns year and series.
    """
    changes = frame["series"] != frame["series"].shift()
    return [year - 0.5 for year in frame.loc[changes, "year"].iloc[1:]]

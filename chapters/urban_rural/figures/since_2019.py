"""Figures of the chapter on what came since the paper."""

from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from urban_rural import data, since_2019
from urban_rural.display import Figure
from urban_rural.figures.palette import ACCENT, COLOUR, INK, MARKER, PAPER, SOFT
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.policy.penetration import decimal_year

LOOK = {"consumption": (ACCENT, "D"), "income": (INK, "^")}
"""Gap -> colour and marker."""

WHERE = {
    "urban": (0.3, 0.78),
    "rural": (0.5, 0.22),
    "first published": (0.02, 0.62),
    "revised": (0.7, 0.42),
    "country": (0.55, 0.55),
    "rural parcels": (0.72, 0.07),
}
"""Line of a panel -> where in the panel its name stands, as shares of width and height."""

HOLLOW = "Hollow marks are unconfirmed, crosses derived."
PANEL = {
    "Online retail": "Online retail",
    "Physical goods online": "Physical goods",
    "Rural online retail": "Rural online retail",
    "Agricultural products online": "Agricultural products",
}
"""Series with published growth -> title of its panel."""


def ratios(*, label: str, source: str) -> Figure:
    """The ratios of consumption and of income by year."""
    found = {gap: since_2019.gaps(gap) for gap in since_2019.GAPS}
    seen = since_2019.LAST_SEEN
    first, last = (found["income"].index[place] for place in (0, -1))
    title = (
        " ".join(
            f"{gap.capitalize()}: {frame['ratio'][first]:.2f} in {first}, "
            f"{frame['ratio'][seen]:.2f} in {seen}, {frame['ratio'][last]:.2f} in {last}; "
            f"the ratio {_fell(frame['ratio'])}."
            for gap, frame in found.items()
        )
        + f" Urban over rural, a head. {HOLLOW}"
    )
    with drawing(3.2) as (figure, axes):
        for gap, frame in found.items():
            colour, marker = LOOK[gap]
            axes.plot(frame["ratio"], color=colour, lw=1.4)
            marks(axes, frame["ratio"], frame["evidence"], colour, marker)
            axes.annotate(
                gap,
                (first, frame["ratio"][first]),
                xytext=(8, 6),
                textcoords="offset points",
                color=colour,
                fontweight="bold",
            )
        after_the_paper(axes, 1.55)
        axes.set(ylabel="urban / rural", ylim=(1.5, 3), xlim=(first - 0.5, last + 0.5))
        axes.set_xticks(range(first, last + 1, 3))
        axes.grid(axis="x", visible=False)
        svg = to_svg(figure, label)
    alt = "Two falling lines. " + " ".join(
        f"{gap.capitalize()} ratio: "
        + ", ".join(f"{year} {value:.2f}" for year, value in frame["ratio"].items())
        + "."
        for gap, frame in found.items()
    )
    numbers = pd.concat(found, names=["gap", "year"]).round(4)
    return Figure(svg, label, title, source, alt, numbers)


def signals(*, label: str, source: str) -> Figure:
    """What spread meanwhile: six panels, each broken where its series changes its meaning."""
    users, people = data.internet_users(), data.population()
    users["year"] = [_time(month) for month in users["month"]]
    rural, products = data.rural_online_retail(), data.agricultural_online_retail()
    villages = data.taobao_villages()
    panels: dict[str, list[tuple[str, pd.DataFrame, str, str, str, str]]] = {
        "Internet penetration, %": [
            (
                area,
                users,
                f"{area}_penetration_percent",
                COLOUR[area],
                MARKER[area],
                "internet_users",
            )
            for area in ("urban", "rural")
        ],
        "Rural residents, million": [
            (
                vintage,
                people[people["vintage"] == vintage],
                "rural_million",
                colour,
                marker,
                "population",
            )
            for vintage, colour, marker in (
                ("first published", SOFT, "v"),
                ("revised", COLOUR["rural"], MARKER["rural"]),
            )
        ],
        "Rural online retail, bn yuan": [
            (
                "",
                rural,
                "sales_billion_yuan",
                COLOUR["rural"],
                MARKER["rural"],
                "rural_online_retail",
            )
        ],
        "Farm products online, bn yuan": [
            ("", products, "sales_billion_yuan", ACCENT, "o", "agricultural_online_retail")
        ],
        "Express parcels, billion": [
            ("country", data.parcels(), "parcels_billion", ACCENT, "o", "express_parcels"),
            (
                "rural parcels",
                data.rural_parcels(),
                "parcels_billion",
                COLOUR["rural"],
                MARKER["rural"],
                "rural_express_parcels",
            ),
        ],
        "Taobao villages": [("", villages, "villages", ACCENT, "o", "taobao_villages")],
    }
    drawn = []
    with drawing(6.6, columns=2, rows=3) as (figure, grid):
        for axes, (name, lines) in zip(np.ravel(grid), panels.items(), strict=True):
            for line, rows, column, colour, marker, record in lines:
                frame = rows.dropna(subset=[column]).sort_values("year").set_index("year")
                values = frame[column].astype(float)
                places = _places(record)
                for part in _parts(values, [place for place, _ in places]):
                    if record != "rural_express_parcels":
                        axes.plot(part, color=colour, lw=1.2)
                marks(axes, values, frame["evidence"], colour, marker, size=16)
                for place, style in places:
                    axes.axvline(place, color=INK, lw=0.9, ls=style)
                if line in WHERE:
                    axes.text(
                        *WHERE[line], line, color=colour, fontsize=10.5, transform=axes.transAxes
                    )
                period = frame["month"] if "month" in frame else frame.index.astype(str)
                drawn.append(
                    pd.DataFrame(
                        {
                            "panel": name,
                            "line": line,
                            "period": period,
                            "value": values,
                            "evidence": frame["evidence"],
                        }
                    )
                )
            axes.axvline(since_2019.LAST_SEEN + 0.5, color=SOFT, lw=0.8, alpha=0.4)
            axes.set(ylim=(0, None), xlim=(2004.5, 2026.5))
            axes.set_xticks([2005, 2015, 2025])
            axes.set_title(name.replace(", ", ",\n"), fontsize=10.5)
            axes.grid(axis="x", visible=False)
        svg = to_svg(figure, label)
    title = (
        "All of these rose or fell for years on end, as the ratios did; the paper ends at the grey "
        "line. Lines break where a series changes its meaning: dashed as recorded, dotted as "
        f"inferred. {HOLLOW}"
    )
    numbers = pd.concat(drawn)
    alt = "Six panels. " + " ".join(
        f"{name}{f', {line}' if line else ''}: {_ends(frame)}."
        for (name, line), frame in numbers.groupby(["panel", "line"], sort=False)
    )
    return Figure(svg, label, title, source, alt, numbers.set_index("panel").round(3))


def growth(found: pd.DataFrame, *, label: str, source: str) -> Figure:
    """Published growth beside that of the levels; found: as `since_2019.chains` gives it."""
    agree = int((found["distance"] == 0).sum())
    out = found[found["stands_out"]]
    named = "; ".join(
        f"{name.lower()} {', '.join(map(str, rows.index.get_level_values('year')))}"
        for name, rows in out.groupby(level="series", sort=False)
    )
    title = (
        f"In {agree} of {len(found)} cases the published growth is one that the levels allow. "
        f"Furthest apart, beyond the fence: {named}. Bars: growth of the levels, with what "
        "rounding leaves open; diamonds: published growth, hollow where a figure is unconfirmed; "
        "dotted: beyond the fence."
    )
    with drawing(4.6, columns=2, rows=2, sharex=True) as (figure, grid):
        for axes, name in zip(np.ravel(grid), PANEL, strict=True):
            rows = found.loc[name]
            # A bar without height would not be seen: half a point to either side.
            axes.vlines(rows.index, rows["low"] - 0.7, rows["high"] + 0.7, color=INK, lw=6)
            for chosen, fill in (
                (~rows["unconfirmed"], ACCENT),
                (rows["unconfirmed"], PAPER),
            ):
                part = rows[chosen]
                axes.scatter(
                    part.index,
                    part["published"],
                    s=20,
                    marker="D",
                    facecolors=fill,
                    edgecolors=ACCENT,
                    linewidths=1.2,
                    zorder=3,
                )
            for year in rows.index[rows["stands_out"]]:
                axes.axvline(year, color=INK, lw=0.9, ls=":", zorder=0)
            axes.axhline(0, color=SOFT, lw=0.8)
            axes.set(ylabel="% a year", ylim=(-10, 78), xlim=(2013.4, 2025.6))
            axes.set_xticks([2014, 2019, 2024])
            axes.set_title(PANEL[name], fontsize=10.5)
            axes.grid(axis="x", visible=False)
        svg = to_svg(figure, label)
    alt = "Four panels of yearly growth. " + " ".join(
        f"{name}: "
        + "; ".join(
            f"{year} levels {row.low:.1f} to {row.high:.1f}%, published {row.published:.1f}%"
            + (", beyond the fence" if row.stands_out else "")
            for year, row in found.loc[name].iterrows()
        )
        + "."
        for name in PANEL
    )
    return Figure(svg, label, title, source, alt, found.round(3))


def marks(
    axes: Axes,
    values: pd.Series,
    evidence: pd.Series,
    colour: str,
    marker: str,
    size: float = 30,
) -> None:
    """The marks of one series: hollow where unconfirmed, a cross where derived.

    values, evidence: by year.
    """
    hollow, derived = evidence == "unconfirmed", evidence.str.contains("derived")
    for chosen, style in (
        (~hollow & ~derived, {"color": colour, "marker": marker}),
        (hollow, {"facecolors": PAPER, "edgecolors": colour, "marker": marker, "linewidths": 1.2}),
        (derived, {"color": colour, "marker": "x", "linewidths": 1.6}),
    ):
        axes.scatter(values.index[chosen], values[chosen], s=size, zorder=3, **style)


def after_the_paper(axes: Axes, height: float) -> None:
    """A line after the last year that the paper could know, and its name."""
    axes.axvline(since_2019.LAST_SEEN + 0.5, color=SOFT, lw=1, ls=":")
    axes.annotate(
        "after the paper",
        (since_2019.LAST_SEEN + 0.5, height),
        xytext=(5, 0),
        textcoords="offset points",
        color=SOFT,
    )


def _places(record: str) -> list[tuple[float, str]]:
    """Where a series breaks, halfway between two periods, and the style of the line there."""
    styles = {"recorded": "--", "inferred": ":"}
    return [
        ((_time(last) + _time(first)) / 2, styles[word])
        for word, pairs in since_2019.breaks(record).items()
        for last, first in pairs
    ]


def _time(period: str) -> float:
    """A year, or the end of a month, on the axis of years; the end of December is its year."""
    return decimal_year(period) - 1 if "-" in period else float(period)


def _parts(values: pd.Series, places: Collection[float]) -> Iterable[pd.Series]:
    """The parts of a series between its breaks."""
    part = np.array([sum(time > place for place in places) for time in values.index])
    return [values[part == number] for number in np.unique(part)]


def _fell(ratio: pd.Series) -> str:
    falls = int((ratio.diff().dropna() < 0).sum())
    every = falls == len(ratio) - 1
    return "fell in every year" if every else f"fell in {falls} of {len(ratio) - 1} years"


def _ends(frame: pd.DataFrame) -> str:
    first, last = frame["value"].iloc[0], frame["value"].iloc[-1]
    count = int((frame["evidence"] == "unconfirmed").sum())
    return (
        f"{first:,.4g} in {frame['period'].iloc[0]} to {last:,.4g} in {frame['period'].iloc[-1]}, "
        f"{count} of {len(frame)} unconfirmed"
    )

"""Figures of the introduction (section 1 of the paper)."""

from dataclasses import replace

import numpy as np
import pandas as pd

from urban_rural.display import Figure
from urban_rural.figures.palette import ACCENT, COLOUR, INK, MARKER, SOFT
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.mechanisms.balance import BalanceOfForces, gap_map

UNCONFIRMED = "unconfirmed"


def penetration(
    series: pd.DataFrame, last_seen: str, new_base: str, *, label: str, source: str
) -> Figure:
    """Urban and rural Internet penetration, hollow where no copy of the report was compared.

    series: columns date ("2019-06"), urban_percent, rural_percent, gap_points, evidence.
    last_seen: the last date that the paper could know. new_base: the first date whose rates
    seem to be of another population; no line leads across.
    """
    when = pd.PeriodIndex(series["date"], freq="M").to_timestamp()
    at = series.set_index("date")["gap_points"]
    widest = at.idxmax()
    title = (
        f"The access gap: {at.iloc[0]:.1f} points in {at.index[0]}, {at[last_seen]:.1f} in "
        f"{last_seen}, the date the paper uses, {at.iloc[-1]:.1f} in {at.index[-1]}. "
        "Share of residents who use the Internet, per cent; hollow marks are unconfirmed, and the "
        "line breaks where the population behind the rates seems to change."
    )
    with drawing(3.5) as (figure, axes):
        for area in ("urban", "rural"):
            values = series[f"{area}_percent"]
            hollow = (series["evidence"] == UNCONFIRMED).to_numpy()
            for part in (series["date"] < new_base, series["date"] >= new_base):
                axes.plot(when[part], values[part], color=COLOUR[area], zorder=2)
            axes.scatter(
                when[~hollow],
                values[~hollow],
                color=COLOUR[area],
                s=34,
                marker=MARKER[area],
                zorder=3,
            )
            axes.scatter(
                when[hollow],
                values[hollow],
                facecolors="#ffffff",
                s=34,
                zorder=3,
                edgecolors=COLOUR[area],
                marker=MARKER[area],
                linewidths=1.3,
            )
            axes.annotate(
                area,
                (when[-1], values.iloc[-1]),
                xytext=(8, 0),
                va="center",
                textcoords="offset points",
                color=COLOUR[area],
                fontweight="bold",
            )
        seen = pd.Period(last_seen, freq="M").to_timestamp()
        axes.axvline(seen, color=SOFT, lw=1, ls=":")
        axes.annotate(
            "paper", (seen, 3), xytext=(-4, 0), textcoords="offset points", ha="right", color=SOFT
        )
        axes.set(ylabel="per cent of residents", ylim=(0, 100))
        axes.set_xlim(right=when[-1] + pd.DateOffset(months=28))
        axes.grid(axis="x", visible=False)
        svg = to_svg(figure, label)
    first, last = series.iloc[0], series.iloc[-1]
    paper = series[series["date"] == last_seen].iloc[0]
    alt = (
        "Line chart of Internet penetration. "
        + "; ".join(
            f"{row.date}: urban {row.urban_percent:.1f}%, rural {row.rural_percent:.1f}%"
            for row in (first, paper, last)
        )
        + f". The gap was widest in {widest}, at {at[widest]:.1f} points. "
        f"{int((series['evidence'] == UNCONFIRMED).sum())} of {len(series)} dates are unconfirmed. "
        f"The line breaks before {new_base}."
    )
    return Figure(svg, label, title, source, alt, series.set_index("date").round(2))


def balance_map(
    model: BalanceOfForces, marks: dict[str, tuple[float, float]], *, label: str, source: str
) -> Figure:
    """Where the gap narrows and where it widens, over agglomeration and rural access.

    marks: two dates -> (urban access, rural access), placed at the model's agglomeration; the
    line is drawn for the urban access of each, shaded for that of the first.
    """
    access = np.linspace(0, 1, 41)
    force = np.linspace(0, 0.1, 41)
    gap = gap_map(model, list(force), list(access))
    frontier = np.array([replace(model, agglomeration=a).break_even_rural_access for a in force])
    (first, (_, _)), (last, (last_urban, _)) = marks.items()
    later = np.array(
        [
            replace(model, urban_access=last_urban, agglomeration=a).break_even_rural_access
            for a in force
        ]
    )
    change = {
        name: (replace(model, urban_access=urban, rural_access=rural).relative_gap - 1) * 100
        for name, (urban, rural) in marks.items()
    }
    title = (
        "Below the line rural access is too small and the gap widens; above it the gap narrows. "
        + " ".join(f"{name}: {value:+.1f}%." for name, value in change.items())
        + " An illustration, not an estimate."
    )
    with drawing(3.9) as (figure, axes):
        inside = frontier <= 1
        axes.fill_between(
            force * 100, np.minimum(frontier, 1) * 100, 100, color=COLOUR["rural"], alpha=0.14, lw=0
        )
        axes.fill_between(
            force * 100, 0, np.minimum(frontier, 1) * 100, color=COLOUR["urban"], alpha=0.14, lw=0
        )
        axes.plot(
            force[inside] * 100,
            frontier[inside] * 100,
            color=INK,
            label=f"gap stands still, urban access of {first}",
        )
        axes.plot(
            force[later <= 1] * 100,
            later[later <= 1] * 100,
            color=INK,
            ls="--",
            lw=1.1,
            label=f"the same, urban access of {last}",
        )
        axes.text(0.3, 92, "gap narrows", color=COLOUR["rural"], fontweight="bold")
        axes.text(7.2, 55, "gap widens", color=COLOUR["urban"], fontweight="bold")
        axes.legend(loc="lower right")
        for (name, (_, rural)), marker in zip(marks.items(), ("o", "D"), strict=False):
            axes.scatter(
                model.agglomeration * 100, rural * 100, color=ACCENT, marker=marker, s=48, zorder=4
            )
            axes.annotate(
                name,
                (model.agglomeration * 100, rural * 100),
                xytext=(8, -3),
                textcoords="offset points",
                color=INK,
            )
        axes.set(
            xlabel="gain from agglomeration A, % of consumption",
            ylabel="rural access, % of residents",
            xlim=(0, 10),
            ylim=(0, 100),
        )
        svg = to_svg(figure, label)
    alt = (
        "Map of agglomeration against rural access with the contour on which the gap stands "
        f"still. It runs from {frontier[0]:.0%} rural access without agglomeration to "
        f"{frontier[inside][-1]:.0%} at a gain of {force[inside][-1]:.1%}. "
        + "; ".join(
            f"{name}, rural access {marks[name][1]:.0%}: gap changes by {value:+.1f}%"
            for name, value in change.items()
        )
        + "."
    )
    return Figure(svg, label, title, source, alt, gap.round(5))

"""What a reader can move in the chapter on macro data."""

import numpy as np
import pandas as pd

from urban_rural import data
from urban_rural.display import Figure
from urban_rural.explore import Answer
from urban_rural.figures.macro_data import breaks, points
from urban_rural.figures.palette import ACCENT, COLOUR, HATCH, INK, MARKER, SOFT
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.macro_data import (
    SelfSelection,
    average_saving,
    multiple,
    press,
    share_path,
)

GAIN = "jobs-online-business-income"


def growth_between(first: str, last: str, by: str) -> Answer:
    """By how much rural online retail grew between two years.

    first, last: years, such as "2015". by: "levels" or "growth rates".
    """
    series = data.rural_online_retail()
    start, end = int(first), int(last)
    found = multiple(start, end, by)
    crossed = any(start < year < end for year in breaks(series))
    if found is None:
        sentence = (
            f"From {first} to {last} the growth rates cannot be multiplied: for the year in which "
            "the definition changed no rate was published. That is the honest answer."
        )
    else:
        yearly = (found ** (1 / (end - start)) - 1) * 100
        warning = (
            " The two levels belong to different definitions, so this is not growth."
            if crossed and by == "levels"
            else ""
        )
        sentence = (
            f"From {first} to {last}, by {by}: {found:.2f} times as much, which is an increase of "
            f"{(found - 1) * 100:.0f}% or of {found - 1:.2f} times, {yearly:.1f}% a year.{warning}"
        )
    chosen = series[series["year"].isin([start, end])]
    with drawing(1.9) as (figure, axes):
        points(axes, series, COLOUR["rural"], MARKER["rural"])
        axes.scatter(
            chosen["year"],
            chosen["sales_billion_yuan"],
            s=150,
            facecolors="none",
            edgecolors=INK,
            linewidths=1.4,
        )
        for year in breaks(series):
            axes.axvline(year, color=INK, lw=1, ls="--")
        axes.set(ylabel="billion yuan", ylim=(0, 3300), xlim=(2013.5, 2025.5))
        axes.set_xticks(range(2014, 2026, 2))
        axes.grid(axis="x", visible=False)
        svg = to_svg(figure, "growth")
    shown = chosen.set_index("year")[["sales_billion_yuan", "evidence"]]
    return Answer(sentence, figure=Figure(svg, "3.3", "", "", sentence, shown))


def selection(opening: int, correlation: float, gain: int) -> Answer:
    """What a comparison of families shows when those who open a shop are not like the others.

    opening: per cent of families that open a shop. correlation: of willingness with income
    without a shop. gain: what a shop truly adds, yuan a year.
    """
    model = SelfSelection(opening=opening / 100, correlation=correlation, gain=float(gain))
    printed = float(data.stated(GAIN))
    parts = pd.Series({"true gain": model.gain, "selection": model.selection}) / 1000
    sentence = (
        f"The comparison finds {model.difference:,.0f} yuan a year: {model.gain:,.0f} are the "
        f"shop's doing, {model.selection:,.0f} would be there without it. The paper prints "
        f"{printed:,.0f}."
    )
    with drawing(1.3) as (figure, axes):
        axes.barh(
            0,
            parts["true gain"],
            height=0.5,
            color=COLOUR["rural"],
            hatch=HATCH["rural"],
            edgecolor="#ffffff",
            lw=0,
        )
        axes.barh(0, parts["selection"], left=parts["true gain"], height=0.5, color=SOFT)
        axes.axvline(printed / 1000, color=INK, lw=1.2, ls="--")
        axes.text(69.5, 0.4, "true gain (hatched), selection (grey)", color=INK, ha="right")
        axes.set(
            xlabel="thousand yuan a year (dashed: the paper)", xlim=(0, 70), ylim=(-0.35, 0.65)
        )
        axes.set_yticks([])
        axes.grid(axis="y", visible=False)
        svg = to_svg(figure, "selection")
    return Answer(sentence, figure=Figure(svg, "3.7", "", "", sentence, parts.to_frame("thousand")))


def saving(users: int, by_others: float) -> Answer:
    """The average saving of a village in which only some households shop online.

    users: per cent of households. by_others: what the others save, per cent of the cost of living.
    """
    by_users = float(data.stated("prices-living-cost-users"))
    everyone = data.stated("prices-living-cost-all")
    average = average_saving(users / 100, by_users, by_others)
    fits = everyone.contains(round(average, 6))
    sentence = (
        f"Users save {by_users:.0f}%, others {by_others:.2f}%: on average {average:.2f}%, which "
        f"{'rounds' if fits else 'does not round'} to the printed {everyone}%. "
        f"Of what the village saves, {_part(users * by_users, users, by_others)} goes to users."
    )
    with drawing(1.6) as (figure, axes):
        axes.bar(0, by_users, width=users, align="edge", color=ACCENT, lw=0)
        axes.bar(users, by_others, width=100 - users, align="edge", color=SOFT, lw=0)
        axes.axhline(average, color=INK, lw=1.4, ls="--")
        axes.set(
            xlabel="households, % (violet: users)", ylabel="saving, %", xlim=(0, 100), ylim=(0, 6)
        )
        axes.grid(axis="x", visible=False)
        svg = to_svg(figure, "saving")
    shown = pd.DataFrame(
        {"households": [users, 100 - users], "saving": [by_users, by_others]},
        index=["users", "others"],
    )
    return Answer(sentence, figure=Figure(svg, "3.11", "", "", sentence, shown))


FADING = {"stays": 1.0, "halves each year": 0.5, "is gone after a year": 0.0}
"""What becomes of a lead in growth -> what is left of it from one year to the next."""


def low_base(share: str, fading: str, years: int) -> Answer:
    """Where a share leads that begins low and grows as Gansu's did in 2017.

    share: per cent at the beginning. fading: a key of `FADING`. years: how many follow.
    """
    lead = float(press()["gansu_share_multiple"].midpoint) - 1
    path = share_path(float(share), lead, FADING[fading], years)
    equal = 100 / len(data.PROVINCES)
    reached = next((year for year, value in enumerate(path) if value >= equal), None)
    end = (
        f"It passes an equal part of {equal:.1f}% in year {reached}."
        if reached is not None
        else f"It stays below an equal part of {equal:.1f}%."
    )
    sentence = (
        f"A share of {share}% grows by {lead:.0%} in the first year; if the lead {fading}, it is "
        f"{path[-1]:.2f}% after {years} year{'s' if years > 1 else ''}. {end}"
    )
    with drawing(1.7) as (figure, axes):
        axes.plot(range(years + 1), path, color=ACCENT, marker="o", ms=5)
        axes.axhline(equal, color=INK, lw=1.2, ls="--")
        axes.text(-0.1, equal + 0.35, f"an equal part of {len(data.PROVINCES)}", color=INK)
        axes.set(xlabel="years", ylabel="share, %", xlim=(-0.2, 6.2), ylim=(0, 10))
        axes.set_xticks(range(7))
        axes.set_yticks([0, 5, 10])
        axes.grid(axis="x", visible=False)
        svg = to_svg(figure, "base")
    shown = pd.DataFrame({"share": np.round(path, 4)}, index=pd.RangeIndex(years + 1, name="year"))
    return Answer(sentence, figure=Figure(svg, "3.13", "", "", sentence, shown))


def _part(of_users: float, users: int, by_others: float) -> str:
    """The users' part of all that is saved, as text."""
    total = of_users + (100 - users) * by_others
    return f"{of_users / total:.0%}" if total > 0 else "nothing"

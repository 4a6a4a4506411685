"""What a reader can move in the introduction."""

from dataclasses import replace

import pandas as pd

from urban_rural import introduction
from urban_rural.display import Figure
from urban_rural.explore import Answer
from urban_rural.figures.bars import two_bars
from urban_rural.figures.palette import ACCENT, COLOUR, INK, SOFT
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.mechanisms.balance import BalanceOfForces

PLACES = {"rural": "countryside", "urban": "town"}
MOST_AGGLOMERATION = 6.5
"""Right edge of the map, per cent of consumption."""
NO_CHANGE = 0.05
"""A change of the gap below this, in per cent, counts as none."""


def access_gap(month: str) -> Answer:
    """The gap in Internet access at a date, in points and as a ratio.

    month: a date of `introduction.penetration`, such as "2019-06".
    """
    row = introduction.penetration().set_index("date").loc[month]
    rates = pd.Series({"urban": row["urban_percent"], "rural": row["rural_percent"]})
    doubt = " These figures are unconfirmed." if row["evidence"] == "unconfirmed" else ""
    sentence = (
        f"In {month}, {rates['urban']:.1f}% of town dwellers and {rates['rural']:.1f}% of "
        f"villagers were online: {row['gap_points']:.1f} points apart, and a "
        f"town dweller was {rates['urban'] / rates['rural']:.1f} times as likely to be "
        f"online.{doubt}"
    )
    return _two_bars(sentence, rates, "1.4", "online, % of residents", 100)


def balance(rural_access: float, agglomeration: float, remoteness: float) -> Answer:
    """The two gains, what they do to the gap, and where that lies on the map of both forces.

    rural_access: per cent of residents. agglomeration: per cent of consumption.
    remoteness: how much more crossing space is worth where distance had cost more (delta).
    """
    model = replace(
        BalanceOfForces(),
        rural_access=rural_access / 100,
        agglomeration=agglomeration / 100,
        remoteness=remoteness,
    )
    needed = model.break_even_rural_access
    condition = (
        f"It stands still at {needed:.0%} rural access."
        if needed <= 1
        else "No rural access, however high, would make it stand still."
    )
    sentence = f"{_gains_in_words(model)} {condition}"
    return Answer(sentence, figure=_map(model, sentence))


def second_divide(rural_use: float, remoteness: float) -> Answer:
    """The gap when everybody has access and only use differs.

    rural_use: share of the worth of crossing space that a rural user draws, per cent.
    remoteness: as for `balance`.
    """
    model = replace(
        BalanceOfForces(),
        urban_access=1.0,
        rural_access=1.0,
        rural_use=rural_use / 100,
        remoteness=remoteness,
    )
    needed = model.urban_gain / (model.crossing_space * (1 + model.remoteness))
    condition = (
        f"It stands still when rural users draw {needed:.0%} of that worth; town users draw "
        f"{model.urban_use:.0%}."
        if needed <= 1
        else "No use, however good, would make it stand still."
    )
    gains = pd.Series({"urban": model.urban_gain, "rural": model.rural_gain}) * 100
    sentence = f"{_gains_in_words(model)} {condition}"
    return _two_bars(sentence, gains, "1.8", "gain, % of consumption", 30)


def _gains_in_words(model: BalanceOfForces) -> str:
    change = (model.relative_gap - 1) * 100
    if abs(change) < NO_CHANGE:
        moves = "stands still"
    else:
        moves = f"{'narrows' if change < 0 else 'widens'} by {abs(change):.1f}%"
    return (
        f"Town gains {model.urban_gain:.1%}, countryside {model.rural_gain:.1%}: the gap {moves}."
    )


def _map(model: BalanceOfForces, words: str) -> Figure:
    """The map of agglomeration and rural access: the line of no change, dates, the setting."""
    ends = pd.Series(
        {
            force: replace(model, agglomeration=force / 100).break_even_rural_access * 100
            for force in (0.0, MOST_AGGLOMERATION)
        }
    )
    with drawing(2.9) as (figure, axes):
        axes.fill_between(ends.index, ends, 400, color=COLOUR["rural"], alpha=0.14, lw=0)
        axes.fill_between(ends.index, -300, ends, color=COLOUR["urban"], alpha=0.14, lw=0)
        axes.plot(ends.index, ends, color=INK, label="urban access of 2019-06")
        latest, (urban, _) = list(introduction.marked_dates().items())[-1]
        later = [
            replace(model, agglomeration=force / 100, urban_access=urban).break_even_rural_access
            for force in ends.index
        ]
        axes.plot(
            ends.index,
            [share * 100 for share in later],
            color=INK,
            ls="--",
            lw=1.1,
            label=f"of {latest}",
        )
        axes.legend(loc="lower right")
        for date, (_, rural) in introduction.marked_dates().items():
            axes.scatter(BalanceOfForces().agglomeration * 100, rural * 100, color=SOFT, s=22)
            axes.annotate(
                date,
                (BalanceOfForces().agglomeration * 100, rural * 100),
                xytext=(6, -3),
                textcoords="offset points",
                color=SOFT,
            )
        axes.scatter(
            model.agglomeration * 100, model.rural_access * 100, marker="D", s=70, color=ACCENT
        )
        axes.set(
            xlabel="gain from agglomeration A, % of consumption",
            ylabel="rural access, %",
            xlim=(-0.2, MOST_AGGLOMERATION),
            ylim=(0, 105),
        )
        axes.set_title("above the line the gap narrows, below it widens", fontweight="normal")
        svg = to_svg(figure, "1.7")
    alt = f"Map of agglomeration and rural access; on a line the gap stands still. {words}"
    return Figure(svg, "1.7", "", "", alt, ends.to_frame("rural_access_percent"))


def _two_bars(
    sentence: str, values: "pd.Series[float]", label: str, measure: str, most: float
) -> Answer:
    """An answer with a bar for town and one for the countryside, on a fixed scale."""
    svg = two_bars(values, PLACES, measure, most, salt=label)
    return Answer(sentence, figure=Figure(svg, label, "", "", sentence, values.to_frame("value")))

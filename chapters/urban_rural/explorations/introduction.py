"""What a reader can move in the introduction."""

from dataclasses import replace

import pandas as pd

from urban_rural.display import Figure
from urban_rural.explore import Answer
from urban_rural.figures.theme import COLOUR, HATCH, INK, drawing, to_svg
from urban_rural.mechanisms.balance import BalanceOfForces


def balance(rural_access: float, agglomeration: float, remoteness: float) -> Answer:
    """The two gains and what they do to the gap.

    rural_access: per cent of residents. agglomeration: per cent of consumption.
    remoteness: how much more crossing space is worth where distance had cost more (delta).
    """
    model = replace(
        BalanceOfForces(),
        rural_access=rural_access / 100,
        agglomeration=agglomeration / 100,
        remoteness=remoteness,
    )
    gains = pd.Series({"urban": model.urban_gain, "rural": model.rural_gain}) * 100
    change = (model.relative_gap - 1) * 100
    moves = "narrows" if change < -0.05 else "widens" if change > 0.05 else "stands still"
    needed = model.break_even_rural_access
    condition = (
        f"It stands still at {needed:.0%} rural access."
        if needed <= 1
        else "No rural access, however high, would make it stand still."
    )
    sentence = (
        f"Town gains {gains['urban']:.1f}%, countryside {gains['rural']:.1f}%: the gap {moves}"
        + (f" by {abs(change):.1f}%." if moves != "stands still" else ".")
        + f" {condition}"
    )
    with drawing(1.5) as (figure, axes):
        for row, area in enumerate(("rural", "urban")):
            axes.barh(
                row,
                gains[area],
                height=0.6,
                color=COLOUR[area],
                hatch=HATCH[area],
                edgecolor="#ffffff",
                lw=0,
            )
        axes.set_yticks([0, 1], ["countryside", "town"])
        axes.set(xlabel="gain, % of consumption", xlim=(0, 40))
        axes.axvline(gains["urban"], color=INK, lw=0.8, ls=":")
        axes.grid(axis="y", visible=False)
        svg = to_svg(figure, "balance")
    return Answer(sentence, figure=Figure(svg, "1.5", "", "", sentence, gains.to_frame("gain")))

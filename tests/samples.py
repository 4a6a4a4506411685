"""Functions for tests of interactives: a curve, a table, a sentence alone, a changing shape."""

import sys

import numpy as np
import pandas as pd

from urban_rural.display import Figure, Table
from urban_rural.explore import Answer
from urban_rural.figures.palette import ACCENT, RURAL, URBAN
from urban_rural.figures.theme import drawing, to_svg

# Interactives take functions of the package alone, so this module passes for one of it.
__name__ = "urban_rural.samples"
sys.modules[__name__] = sys.modules["samples"]


def cost_of_living(distance: float, elasticity: float, area: str) -> Answer:
    """A picture, a table and a sentence from three controls."""
    distances = np.linspace(0, 100, 50)
    shops = 1 + 0.004 * distances * np.sqrt(elasticity / 4)
    online = 1 + 0.003 * distances * np.exp(-distances / (40 * elasticity))
    here = {
        name: np.interp(distance, distances, curve)
        for name, curve in (("without", shops), ("with", online))
    }
    sentence = (
        f"At {distance:.2f} km & an elasticity of {elasticity:.2f}, a {area} household pays "
        f"{here['without']:.3f} times the prices of a city without online shops <and> "
        f"{here['with']:.3f} times with them."
    )
    if distance > 50:
        sentence += " This far from the city the sentence grows longer by more than a line."
    with drawing(2.6) as (figure, axes):
        axes.plot(distances, shops, color=RURAL, label="without")
        axes.plot(distances, online, color=URBAN, label="with")
        axes.plot([distance] * 2, list(here.values()), "o", color=ACCENT)
        axes.annotate(f"{here['without']:.3f}", (distance, here["without"]))
        axes.set(xlabel="distance, km", ylabel="prices, city = 1", ylim=(0.9, 1.8))
        axes.legend()
        svg = to_svg(figure, "sample")
    frame = pd.DataFrame({"prices": here}).rename_axis("online shops")
    return Answer(
        sentence,
        Figure(svg, "9.1", "", "", f"Two curves; at {distance} km {here['with']:.3f}.", frame),
        Table(frame, "9.1", "Prices, city = 1", "", {"prices": "{:.3f}"}),
    )


def shares(rows: int) -> Answer:
    """A table that gains rows."""
    frame = pd.DataFrame({"share": [f"{1 / rows:.2%}"] * rows}, index=range(1, rows + 1))
    return Answer(f"{rows} rows.", table=Table(frame, "9.2", "Equal shares", ""))


def word(answer: str) -> str:
    """A sentence alone."""
    return f"The answer is {answer}."


def bars(count: int) -> Answer:
    """A picture whose structure changes: as many bars as are asked for, some of them clipped."""
    with drawing(2) as (figure, axes):
        axes.bar(range(count), np.arange(count) + 1.0, color=URBAN, hatch="//", edgecolor="#ffffff")
        axes.plot(np.linspace(0, count, 30), np.sin(np.linspace(0, count, 30)) * 9, color=RURAL)
        axes.set(ylim=(0, 5))
        svg = to_svg(figure, "bars")
    data = pd.DataFrame({"height": range(count)})
    return Answer(f"{count} bars.", Figure(svg, "9.4", "", "", f"{count} bars of {count}", data))


def fails_at_three(count: int) -> str:
    """An answer everywhere but at three."""
    if count == 3:
        raise ZeroDivisionError("three is no good")
    return f"{count} is good."


def sometimes_drawn(count: int) -> Answer:
    """A figure at some settings only."""
    return bars(count) if count > 1 else Answer("Nothing to draw.")


def noise(seed: int) -> Answer:
    """A table that no packing makes small."""
    values = np.random.default_rng(seed).random(400)
    return Answer(f"Seed {seed}.", table=Table(pd.DataFrame({"x": values}), "9.9", "Noise", ""))

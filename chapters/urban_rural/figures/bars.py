"""A bar for town and one for the countryside: the small picture of several interactives."""

from collections.abc import Mapping

import pandas as pd

from urban_rural.figures.palette import COLOUR, HATCH, INK, PAPER
from urban_rural.figures.theme import drawing, to_svg


def two_bars(
    values: "pd.Series[float]", names: Mapping[str, str], measure: str, most: float, salt: str
) -> str:
    """The picture as SVG, on a fixed scale from 0; a dotted line carries the urban bar up.

    values: by area, "rural" and "urban". names: area -> how its bar is called, lowest first.
    measure: label of the axis, with its unit. most: end of the axis.
    salt: see `theme.to_svg`.
    """
    with drawing(1.5) as (figure, axes):
        for row, area in enumerate(names):
            axes.barh(
                row,
                values[area],
                height=0.6,
                color=COLOUR[area],
                hatch=HATCH[area],
                edgecolor=PAPER,
                lw=0,
            )
        axes.axvline(values["urban"], color=INK, lw=0.8, ls=":")
        axes.set_yticks(range(len(names)), names.values())
        axes.set(xlabel=measure, xlim=(0, most))
        axes.grid(axis="y", visible=False)
        return to_svg(figure, salt)

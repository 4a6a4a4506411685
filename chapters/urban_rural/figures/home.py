"""The figure of the home page."""

import pandas as pd

from urban_rural.display import Figure
from urban_rural.figures.palette import COLOUR, GRID, MARKER, PAPER, SOFT
from urban_rural.figures.theme import drawing, to_svg


def ratios(ratios: pd.DataFrame, *, label: str, source: str) -> Figure:
    """What a town dweller spends for each yuan of a villager: a bar of distance for each year.

    ratios: from `urban_rural.home.ratios`.
    """
    groups = list(ratios.groupby("outcome", sort=False))
    with drawing(4.3) as (figure, axes):
        row = 0.0
        for outcome, years in groups:
            axes.text(0.45, row, outcome, weight="bold", va="center")
            row += 1
            for place in years.itertuples():
                axes.plot([1, place.ratio], [row, row], color=GRID, lw=6, zorder=1)
                axes.scatter(1, row, color=COLOUR["rural"], marker=MARKER["rural"], s=80, zorder=3)
                axes.scatter(
                    place.ratio,
                    row,
                    facecolor=COLOUR["urban"] if place.confirmed else PAPER,
                    edgecolor=COLOUR["urban"],
                    marker=MARKER["urban"],
                    s=105,
                    zorder=3,
                )
                axes.text(0.86, row, str(place.year), ha="right", va="center", color=SOFT)
                axes.text(place.ratio + 0.12, row, f"{place.ratio:.2f}", va="center", weight="bold")
                row += 1
            row += 0.4
        far = ratios["ratio"].max()
        axes.text(0.92, row - 0.2, "villager: 1 yuan", color=COLOUR["rural"], va="center")
        axes.text(far, -0.1, "town dweller", ha="center", va="center", color=COLOUR["urban"])
        axes.set(xlim=(0.4, far + 0.5), ylim=(row + 0.1, -0.6))
        axes.axis("off")
        svg = to_svg(figure, label)
    told = {outcome: list(years.itertuples()) for outcome, years in groups}
    title = "What a town dweller spends for each yuan that a villager spends."
    alt = "Distance between town and countryside by year, countryside set to one. " + "; ".join(
        f"{outcome}: " + ", ".join(f"{place.ratio:.2f} in {place.year}" for place in places)
        for outcome, places in told.items()
    )
    return Figure(svg, label, title, source, f"{alt}.", ratios.set_index("outcome").round(4))

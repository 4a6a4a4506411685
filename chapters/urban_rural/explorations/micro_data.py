"""What a reader can move in the chapter on micro data."""

from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import optimize, stats

from urban_rural import anova, data
from urban_rural.display import Figure
from urban_rural.explore import Answer
from urban_rural.figures.palette import ACCENT, COLOUR, HATCH, INK, MARKER
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.printed import Interval, Printed

PROVINCES = 31


def gap_and_dispersion(ratio: float, dispersion: float) -> Answer:
    """F of two groups of 31 provinces with a given urban-rural ratio and dispersion.

    ratio: urban over rural mean. dispersion: standard deviation within groups, in rural means.
    """
    f = anova.f_from_dispersion(ratio, 1.0, dispersion, PROVINCES)
    p = float(stats.f.sf(f, 1, 2 * PROVINCES - 2))
    d = (ratio - 1) / dispersion
    chance = "p below 0.001" if p < 0.001 else f"p = {p:.3f}"
    sentence = (
        f"Town dwellers spend {ratio:.1f} times as much as villagers. Provinces differ by "
        f"{dispersion:.1f} rural means, so F = {f:,.1f} ({chance}) and the gap is {d:.2f} "
        "standard deviations."
    )
    values = pd.DataFrame(
        {"urban": _provinces(ratio, dispersion), "rural": _provinces(1.0, dispersion)}
    )
    with drawing(1.9) as (figure, axes):
        for row, area in enumerate(("rural", "urban")):
            axes.scatter(
                values[area],
                np.full(PROVINCES, row),
                s=26,
                alpha=0.65,
                lw=0,
                color=COLOUR[area],
                marker=MARKER[area],
            )
            axes.plot([values[area].mean()] * 2, [row - 0.28, row + 0.28], color=INK, lw=2)
        axes.set_yticks([0, 1], ["rural", "urban"])
        axes.set(xlabel="spending per head, in rural means", xlim=(0, 26), ylim=(-0.6, 1.6))
        axes.grid(axis="y", visible=False)
        svg = to_svg(figure, "dispersion")
    return Answer(sentence, figure=Figure(svg, "4.7", "", "", sentence, values.round(4)))


def rounding(rural: str, decimals: int) -> Answer:
    """What printing two indices with a number of decimals leaves of their ratio.

    rural: the rural index before rounding; the urban one is three times as large.
    decimals: digits after the point that are printed.
    """
    true = {"urban": 3 * Decimal(rural), "rural": Decimal(rural)}
    printed = {
        area: Printed(f"{value:.{decimals}f}", non_negative=True) for area, value in true.items()
    }
    ratio = printed["urban"] / printed["rural"]
    shown = f"{printed['urban'].text} and {printed['rural'].text}"
    if printed["rural"].value == 0:
        sentence = f"Printed are {shown}. Their ratio is {_open(ratio)}: the table says nothing."
    else:
        central = float(printed["urban"].value / printed["rural"].value)
        low, high = ratio.as_floats()
        sentence = (
            f"Printed are {shown}. Dividing them gives {central:.2f}; rounding allows "
            f"{low:.2f} to {high:.2f}. The true ratio is 3."
        )
    low, high = ratio.as_floats()
    with drawing(1.3) as (figure, axes):
        axes.hlines(0, low, min(high, 12), color=ACCENT, lw=5)
        axes.axvline(3, color=INK, lw=1.2)
        axes.set(xlabel="ratio (line: the true one)", xlim=(0, 10), ylim=(-0.5, 0.5))
        axes.set_yticks([])
        axes.grid(axis="y", visible=False)
        svg = to_svg(figure, "rounding")
    bounds = pd.DataFrame({"low": [low], "high": [high]})
    return Answer(sentence, figure=Figure(svg, "4.11", "", "", sentence, bounds))


def without_type(left_out: str, year: str) -> Answer:
    """JD.com's urban-rural ratio when one consumption type is left out.

    left_out: a consumption type, or "nothing". year: "2015" or "2016".
    """
    tables = {"2015": data.table_4(), "2016": data.table_5()}
    kept = {name: table.drop(index=left_out, errors="ignore") for name, table in tables.items()}
    ratios = {
        name: table["urban_index"].sum() / table["rural_index"].sum()
        for name, table in kept.items()
    }
    whole = tables[year]["urban_index"].sum() / tables[year]["rural_index"].sum()
    lead = (
        f"Without {left_out[0].lower()}{left_out[1:]}"
        if left_out != "nothing"
        else "With all types"
    )
    compared = f", against {whole:.2f} with all types" if left_out != "nothing" else ""
    sentence = (
        f"{lead} the ratio of {year} is {ratios[year]:.2f}{compared}. "
        f"From 2015 to 2016 it falls by {ratios['2015'] - ratios['2016']:.2f}."
    )
    shown = kept[year][["urban_index", "rural_index"]]
    with drawing(1.5) as (figure, axes):
        for row, area in enumerate(("rural", "urban")):
            axes.barh(
                row,
                shown[f"{area}_index"].sum(),
                height=0.6,
                color=COLOUR[area],
                hatch=HATCH[area],
                edgecolor="#ffffff",
                lw=0,
            )
        axes.set_yticks([0, 1], ["rural", "urban"])
        axes.set(xlabel="spending index on JD.com", xlim=(0, 850))
        axes.grid(axis="y", visible=False)
        svg = to_svg(figure, "without")
    return Answer(sentence, figure=Figure(svg, "4.13", "", "", sentence, shown))


def _provinces(mean: float, standard_deviation: float) -> NDArray[np.float64]:
    """31 positive numbers with exactly this mean and standard deviation: lognormal quantiles."""
    normal = stats.norm.ppf((np.arange(PROVINCES) + 0.5) / PROVINCES)

    def scaled(sigma: float) -> NDArray[np.float64]:
        raw: NDArray[np.float64] = np.exp(sigma * normal)
        return raw / raw.mean()

    variation = standard_deviation / mean
    sigma = optimize.brentq(lambda s: scaled(s).std(ddof=1) - variation, 1e-6, 60)
    return mean * scaled(sigma)


def _open(ratio: Interval) -> str:
    low, high = ratio.as_floats()
    return f"anything from {low:.2f} upwards" if np.isinf(high) else f"from {low:.2f} to {high:.2f}"

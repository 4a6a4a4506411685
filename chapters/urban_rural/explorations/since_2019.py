"""What a reader can move in the chapter on what came since the paper."""

import pandas as pd
from matplotlib.axes import Axes

from urban_rural import since_2019, trends
from urban_rural.display import Figure
from urban_rural.explore import Answer
from urban_rural.figures.palette import ACCENT, INK, PAPER, SOFT
from urban_rural.figures.since_2019 import LOOK, after_the_paper, marks
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.tables.since_2019 import signed

WINDOWS: dict[str, tuple[int, int, int | None]] = {
    "all years": (2013, 2100, None),
    "all but the step to 2020": (2013, 2100, 2020),
    "until 2019": (2013, 2019, None),
    "from 2019": (2019, 2100, None),
}
"""Words for a window -> its first and last year, and a year whose step is left out."""


def gap_by_measure(gap: str, base: int) -> Answer:
    """One gap as a ratio and as a difference in yuan, both as an index of a base year.

    gap: a key of `since_2019.GAPS`. base: a year but the last.
    """
    found = since_2019.gaps(gap)
    index = found[["ratio", "difference"]] / found.loc[base, ["ratio", "difference"]] * 100
    last = int(found.index[-1])
    then, now = found.loc[base], found.loc[last]
    change = index.loc[last] - 100
    sentence = (
        f"{gap.capitalize()}, {base} to {last}: a town dweller's {then['ratio']:.2f} yuan to a "
        f"villager's one {_became(change['ratio'])} {now['ratio']:.2f} "
        f"({signed(change['ratio'], 0)}%). "
        f"The difference of {then['difference']:,.0f} yuan {_became(change['difference'])} "
        f"{now['difference']:,.0f} ({signed(change['difference'], 0)}%)."
    )
    with drawing(2.4) as (figure, axes):
        for column, name, (colour, marker), style, above in (
            ("ratio", "ratio", LOOK[gap], "-", -14),
            ("difference", "difference in yuan", (SOFT, "o"), "--", 8),
        ):
            axes.plot(index[column], color=colour, ls=style, lw=1.3)
            marks(axes, index[column], found["evidence"], colour, marker, size=18)
            axes.annotate(
                name,
                (last, index[column][last]),
                xytext=(0, above),
                ha="right",
                textcoords="offset points",
                color=colour,
            )
        axes.axhline(100, color=SOFT, lw=0.8)
        axes.axvline(base, color=INK, lw=1, ls=":")
        axes.set(ylabel=f"{base} = 100", ylim=(50, 205), xlim=(2012.5, 2025.5))
        axes.set_xticks(range(2013, 2026, 3))
        axes.grid(axis="x", visible=False)
        svg = to_svg(figure, "measure")
    return Answer(sentence, figure=Figure(svg, "7.3", "", "", sentence, index.round(2)))


def together(series: str, gap: str, window: str) -> Answer:
    """A series and the ratio of a gap: their levels, and their steps from year to year.

    series: a name of `since_2019.series`. gap: a key of `since_2019.GAPS`. window: of `WINDOWS`.
    """
    one, ratio = since_2019.series()[series], since_2019.gaps(gap)["ratio"]
    first, last, left_out = WINDOWS[window]
    levels = _pairs(one.levels.loc[first:last], ratio)
    change = trends.steps(ratio).drop(labels=[] if left_out is None else [left_out])
    moved = _pairs(one.steps.loc[first + 1 : last], change)
    by_level = trends.correlation(levels["series"], levels["gap"])
    by_step = trends.correlation(moved["series"], moved["gap"])
    sentence = (
        f"{one.shown} and the {gap} ratio, {window}. Levels: {_said(by_level, len(levels))} "
        f"Steps: {_said(by_step, len(moved))}"
    )
    if by_step == by_step and len(moved) >= trends.FEWEST_STEPS:
        low, high = trends.interval(by_step, len(moved))
        sentence += (
            f" The interval of that, {signed(low)} to {signed(high)}, "
            f"{'contains' if low <= 0 <= high else 'does not contain'} zero."
        )
    with drawing(2.5, columns=2) as (figure, panels):
        for axes, pairs, name in zip(panels, (levels, moved), ("levels", "steps"), strict=True):
            _scatter(axes, pairs, one, gap, name == "steps")
            axes.set_title(name, fontsize=10.5)
        panels[0].set(ylabel=f"{gap} ratio", ylim=(1.6, 3.0))
        panels[1].set(ylim=(-0.16, 0.02))
        svg = to_svg(figure, "together")
    values = pd.concat({"levels": levels, "steps": moved}, names=["view", "year"])
    return Answer(sentence, figure=Figure(svg, "7.9", "", "", sentence, values.round(4)))


def gone_on(gap: str, first: int, last: int) -> Answer:
    """Where the ratio would be had it gone on as in years that the paper could see.

    gap: a key of `since_2019.GAPS`. first, last: years up to 2019, the first before the last.
    """
    ratio = since_2019.gaps(gap)["ratio"]
    found, path = since_2019.pace(gap, first, last), since_2019.continued(gap, first, last)
    end = int(ratio.index[-1])
    came, foretold = float(ratio[end]), float(path[end])
    sentence = (
        f"From {first} to {last} the {gap} ratio moved by "
        f"{signed(100 * found.per_year, 1)}% a year. Gone on like that, it would be "
        f"{foretold:.2f} in {end}. It is {came:.2f}: "
        f"{_beside(came, foretold)}. An extrapolation, not a forecast."
    )
    colour, marker = LOOK[gap]
    with drawing(2.4) as (figure, axes):
        axes.plot(ratio, color=colour, lw=1.3)
        marks(axes, ratio, since_2019.gaps(gap)["evidence"], colour, marker, size=18)
        axes.plot(path, color=SOFT, ls="--", lw=1.5)
        axes.axvspan(first, last, color=SOFT, alpha=0.15, lw=0)
        after_the_paper(axes, 1.5)
        axes.set(ylabel=f"{gap} ratio", ylim=(1.4, 3.0), xlim=(2012.5, 2025.5))
        axes.set_xticks(range(2013, 2026, 3))
        axes.grid(axis="x", visible=False)
        svg = to_svg(figure, "pace")
    values = pd.DataFrame({"came": ratio, "gone_on": path}).round(4)
    return Answer(sentence, figure=Figure(svg, "7.5", "", "", sentence, values))


def _pairs(series: pd.Series, gap: pd.Series) -> pd.DataFrame:
    return pd.concat({"series": series, "gap": gap}, axis=1, join="inner").dropna()


def _scatter(
    axes: Axes, pairs: pd.DataFrame, one: since_2019.Series, gap: str, of_steps: bool
) -> None:
    """Pairs of a series and a gap, hollow where the series' row is unconfirmed."""
    _, marker = LOOK[gap]
    hollow = pairs.index.isin(one.unconfirmed)
    if of_steps:
        hollow |= (pairs.index - 1).isin(one.unconfirmed)
    for chosen, fill in ((~hollow, ACCENT), (hollow, PAPER)):
        part = pairs[chosen]
        axes.scatter(
            part["series"],
            part["gap"],
            s=24,
            marker=marker,
            facecolors=fill,
            edgecolors=ACCENT,
            linewidths=1.1,
            zorder=3,
        )
    for year in {2020} & set(pairs.index) if of_steps else pairs.index[[0, -1][: len(pairs)]]:
        axes.annotate(
            str(year),
            tuple(pairs.loc[year]),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            fontsize=10.5,
            color=INK,
        )
    axes.set_xticks([])
    axes.set_xlabel("series →")
    axes.margins(x=0.15)


def _said(correlation: float, count: int) -> str:
    if correlation != correlation:
        return f"no correlation, as the {count} are too few or all alike."
    return f"{signed(correlation)} over {count} pairs."


def _became(change: float) -> str:
    return "fell to" if change < 0 else "rose to"


def _beside(came: float, foretold: float) -> str:
    if abs(came - foretold) < 0.05:
        return "about the same"
    return "narrower than that" if came < foretold else "wider than that"

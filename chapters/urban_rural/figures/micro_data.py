"""Figures of the chapter on micro data (section 3.2 of the paper)."""

import math

import numpy as np
import pandas as pd

from urban_rural.display import Figure
from urban_rural.figures.palette import ACCENT, COLOUR, GRID, HATCH, INK, MARKER
from urban_rural.figures.theme import drawing, to_svg

AREAS = ("urban", "rural")


def province_pairs(consumption: pd.DataFrame, year: int, *, label: str, source: str) -> Figure:
    """Urban and rural consumption of each province, joined by a line, sorted by their ratio.

    consumption: one row a province, columns urban_yuan and rural_yuan (yuan per head).
    """
    data = consumption[["urban_yuan", "rural_yuan"]].copy()
    data["ratio"] = data["urban_yuan"] / data["rural_yuan"]
    data = data.sort_values("ratio")
    low, high = data.iloc[0], data.iloc[-1]
    title = (
        f"In {year} town dwellers spent more in every province: "
        f"from {low['ratio']:.2f} times in {data.index[0]} "
        f"to {high['ratio']:.2f} times in {data.index[-1]}. "
        "Consumption expenditure per head, thousand yuan."
    )
    with drawing(7.4) as (figure, axes):
        rows = np.arange(len(data))
        axes.hlines(rows, data["rural_yuan"] / 1000, data["urban_yuan"] / 1000, color=GRID, lw=3)
        for area in AREAS:
            axes.scatter(
                data[f"{area}_yuan"] / 1000,
                rows,
                color=COLOUR[area],
                marker=MARKER[area],
                s=26,
                zorder=3,
                label=area,
            )
        axes.set_yticks(rows, [f"{name}  {ratio:.2f}" for name, ratio in data["ratio"].items()])
        axes.set(xlabel="thousand yuan per head", xlim=(0, None), ylim=(-0.8, len(data) - 0.2))
        axes.grid(axis="y", visible=False)
        axes.legend(loc="lower right")
        axes.set_title("Sorted by the urban-rural ratio")
        svg = to_svg(figure, label)
    median = data["ratio"].median()
    alt = (
        f"Dot plot of {len(data)} provinces in {year}. Urban consumption is above rural in each. "
        f"The ratio is smallest in {data.index[0]} ({low['ratio']:.2f}), has median {median:.2f} "
        f"and is largest in {data.index[-1]} ({high['ratio']:.2f}). Urban values run from "
        f"{data['urban_yuan'].min():,.0f} to {data['urban_yuan'].max():,.0f} yuan, rural ones "
        f"from {data['rural_yuan'].min():,.0f} to {data['rural_yuan'].max():,.0f} yuan."
    )
    return Figure(svg, label, title, source, alt, data.round(4))


def effect_sizes(effects: pd.DataFrame, *, label: str, source: str) -> Figure:
    """Cohen's d of the four analyses with their confidence intervals.

    effects: index such as "JD.com, 2015"; columns d, d_low, d_high.
    """
    title = (
        "The gap measured in standard deviations between provinces (Cohen's d, 95% interval): "
        f"from {effects['d'].min():.2f} to {effects['d'].max():.2f}."
    )
    with drawing(2.3) as (figure, axes):
        rows = np.arange(len(effects))[::-1]
        axes.hlines(rows, effects["d_low"], effects["d_high"], color=ACCENT, lw=2.5)
        axes.scatter(effects["d"], rows, color=ACCENT, s=40, zorder=3)
        axes.axvline(0, color=INK, lw=0.8)
        axes.set_yticks(rows, effects.index)
        axes.set(xlabel="Cohen's d", ylim=(-0.6, len(effects) - 0.4))
        axes.grid(axis="y", visible=False)
        svg = to_svg(figure, label)
    alt = "Cohen's d with its 95% confidence interval. " + "; ".join(
        f"{name}: {row.d:.2f}, from {row.d_low:.2f} to {row.d_high:.2f}"
        for name, row in effects.iterrows()
    )
    data = effects[["d", "d_low", "d_high"]].round(4)
    return Figure(svg, label, title, source, alt + ".", data)


def ratios_by_type(ratios: pd.DataFrame, *, label: str, source: str) -> Figure:
    """Urban-rural ratios of the consumption types on JD.com beside those of all consumption.

    ratios: one row a type and year; columns consumption_type, year, low, high (bounds of the
    ratio that rounding allows, high may be infinite) and total (ratio in all consumption).
    """
    finite = ratios[np.isfinite(ratios["high"]) & (ratios["high"] < 12)]
    order = finite[finite["year"] == 2015].assign(mid=lambda d: (d["low"] + d["high"]) / 2)
    types = list(order.sort_values("mid")["consumption_type"])
    both = ratios.pivot(index="consumption_type", columns="year", values=["low", "high", "total"])
    below = [
        name
        for name in types
        if all(
            both.loc[name, ("high", year)] < both.loc[name, ("total", year)]
            for year in (2015, 2016)
        )
    ]
    title = (
        f"Only in {_listing(below)} is the urban-rural ratio on JD.com below that of all "
        "consumption in both years (transport in 2016 is not known). Bars: what rounding allows."
    )
    with drawing(4.4) as (figure, axes):
        for row, name in enumerate(types):
            for year, shift in ((2015, 0.17), (2016, -0.17)):
                cell = both.loc[name]
                low, high = cell[("low", year)], cell[("high", year)]
                axes.plot(cell[("total", year)], row + shift, marker="|", ms=11, mew=2.4, color=INK)
                if math.isfinite(high) and high < 12:
                    fill = ACCENT if year == 2015 else "none"
                    axes.hlines(row + shift, low, high, color=ACCENT, lw=2)
                    axes.scatter(
                        (low + high) / 2,
                        row + shift,
                        marker="o",
                        s=42,
                        zorder=3,
                        facecolors=fill,
                        edgecolors=ACCENT,
                        linewidths=1.6,
                    )
        axes.set_xscale("log")
        axes.set_xticks([1.5, 2, 3, 4, 6, 8], ["1.5", "2", "3", "4", "6", "8"])
        axes.set_xticks([], minor=True)
        axes.set_yticks(range(len(types)), [_short(name) for name in types])
        axes.set(xlabel="urban-rural ratio (log scale)", ylim=(-0.6, len(types) - 0.4))
        axes.grid(axis="y", visible=False)
        axes.scatter([], [], color=ACCENT, s=42, label="JD.com 2015")
        axes.scatter([], [], facecolors="none", edgecolors=ACCENT, s=42, label="JD.com 2016")
        axes.plot([], [], "|", ms=11, mew=2.4, color=INK, label="all consumption")
        axes.legend(loc="lower right", handletextpad=0.3)
        svg = to_svg(figure, label)
    alt = "Urban-rural ratios by consumption type. " + "; ".join(
        f"{name}: JD.com {_bounds(both.loc[name], 2015)} in 2015 and "
        f"{_bounds(both.loc[name], 2016)} in 2016, all consumption "
        f"{both.loc[name, ('total', 2015)]:.2f} and {both.loc[name, ('total', 2016)]:.2f}"
        for name in reversed(types)
    )
    return Figure(svg, label, title, source, alt + ".", ratios.round(4))


def contributions(parts: pd.DataFrame, *, label: str, source: str) -> Figure:
    """What each type contributed to the change of the ratio of the two totals.

    parts: index consumption type; columns urban_contribution, rural_contribution, contribution.
    """
    data = parts.sort_values("contribution", ascending=False)
    change = data["contribution"].sum()
    largest = data["contribution"].idxmin()
    title = (
        f"{largest} alone accounts for {data['contribution'].min():.2f} of the change of "
        f"{change:.2f} in JD.com's urban-rural ratio from 2015 to 2016."
    )
    with drawing(3.6) as (figure, axes):
        rows = np.arange(len(data))
        for area in AREAS:
            axes.barh(
                rows,
                data[f"{area}_contribution"],
                height=0.62,
                color=COLOUR[area],
                hatch=HATCH[area],
                edgecolor="#ffffff",
                lw=0,
                label=f"{area} spending rose",
            )
        axes.plot(data["contribution"], rows, "D", color=INK, ms=5, label="both together")
        axes.axvline(0, color=INK, lw=0.8)
        axes.set_yticks(rows, [_short(name) for name in data.index])
        axes.set(xlabel="points of the ratio")
        axes.grid(axis="y", visible=False)
        axes.legend(loc="lower left")
        svg = to_svg(figure, label)
    alt = f"Contributions to the change of {change:.2f} in the ratio. " + "; ".join(
        f"{name}: {row.contribution:+.4f} (urban {row.urban_contribution:+.4f}, "
        f"rural {row.rural_contribution:+.4f})"
        for name, row in data[::-1].iterrows()
    )
    return Figure(svg, label, title, source, alt + ".", parts.round(5))


def growth_2016(growth: pd.DataFrame, *, label: str, source: str) -> Figure:
    """Figure 1 of the paper from Tables 4 and 5: growth by type, as `growth_by_area` takes it."""
    slowest, fastest = growth["rural_high"].idxmin(), growth["rural_low"].idxmax()
    leads = (growth["rural_low"] > growth["urban_high"]).sum()
    number = f"all {leads}" if leads == len(growth) else f"{leads} of {len(growth)}"
    title = (
        f"Rural spending on JD.com grew faster than urban in {number} types in "
        f"2016: from {_middle(growth, 'rural', slowest):.0%} ({slowest.lower()}) to "
        f"{_middle(growth, 'rural', fastest):.0%} ({fastest.lower()})."
    )
    return growth_by_area(growth, label=label, title=title, source=source)


def bounds_2017(growth: pd.DataFrame, *, label: str, source: str) -> Figure:
    """Figure 2 of the paper as far as printed totals bound it."""
    rest = growth.iloc[-1]
    title = (
        "If household articles grew in 2017 as the text says, all other types together fell by "
        f"{-rest['rural_high']:.1%} to {-rest['rural_low']:.1%} in the countryside and grew by "
        f"{rest['urban_low']:.1%} to {rest['urban_high']:.1%} in town."
    )
    return growth_by_area(growth, label=label, title=title, source=source)


def growth_of_residence(growth: pd.DataFrame, *, label: str, source: str) -> Figure:
    """Growth by category of Table 8, in the form of the paper's Figures 3 to 6."""
    fastest = growth["rural_low"].idxmax()
    fallen = int((growth["urban_high"] < 0).sum())
    title = (
        f"{fastest} led: rural spending on it grew by {_middle(growth, 'rural', fastest):.0%} from "
        f"2015 to 2016. In {fallen} of {len(growth)} categories urban spending fell."
    )
    return growth_by_area(growth, label=label, title=title, source=source)


def growth_by_area(growth: pd.DataFrame, *, label: str, title: str, source: str) -> Figure:
    """Growth of urban and rural spending side by side, with the bounds that rounding allows.

    growth: index the things that grow; columns urban_low, urban_high, rural_low, rural_high
    (fractions).
    """
    percent = growth * 100
    with drawing(0.9 + 0.42 * len(growth)) as (figure, axes):
        rows = np.arange(len(growth))[::-1]
        for area, shift in (("urban", 0.19), ("rural", -0.19)):
            low, high = percent[f"{area}_low"], percent[f"{area}_high"]
            middle = (low + high) / 2
            axes.barh(
                rows + shift,
                middle,
                height=0.36,
                color=COLOUR[area],
                hatch=HATCH[area],
                edgecolor="#ffffff",
                lw=0,
                label=area,
            )
            wide = (high - low) > 1
            axes.hlines((rows + shift)[wide], low[wide], high[wide], color=INK, lw=1.2)
        axes.axvline(0, color=INK, lw=0.8)
        axes.set_yticks(rows, [_short(str(name)) for name in growth.index])
        axes.set(xlabel="growth per head, %")
        axes.grid(axis="y", visible=False)
        axes.legend(loc="best")
        svg = to_svg(figure, label)
    alt = "Bar chart of growth per head. " + "; ".join(
        f"{name}: urban {_span(row.urban_low, row.urban_high)}, "
        f"rural {_span(row.rural_low, row.rural_high)}"
        for name, row in percent.iterrows()
    )
    return Figure(svg, label, title, source, alt + ".", growth.round(5))


def _middle(growth: pd.DataFrame, area: str, name: str) -> float:
    return float(growth.loc[name, [f"{area}_low", f"{area}_high"]].mean())


def _short(name: str) -> str:
    """A type's name in at most two lines."""
    words = name.split(" ")
    if len(name) <= 24:
        return name
    lengths = [abs(len(" ".join(words[:k])) - len(" ".join(words[k:]))) for k in range(len(words))]
    cut = int(np.argmin(lengths))
    return " ".join(words[:cut]) + "\n" + " ".join(words[cut:])


def _bounds(row: pd.Series, year: int) -> str:
    low, high = row[("low", year)], row[("high", year)]
    if not math.isfinite(high):
        return "not known from the printed figures"
    return f"between {low:.2f} and {high:.2f}" if high - low > 0.1 else f"{(low + high) / 2:.2f}"


def _span(low: float, high: float) -> str:
    if high - low > 1:
        return f"between {low:.0f}% and {high:.0f}%"
    return f"{(low + high) / 2:.0f}%"


def _listing(names: list[str]) -> str:
    lower = [name.lower() for name in names]
    return lower[0] if len(lower) == 1 else ", ".join(lower[:-1]) + " and " + lower[-1]

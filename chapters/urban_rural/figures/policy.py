"""Figures of the chapter on policy (section 4 of the paper)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from urban_rural.diffusion import FloatArray, OutOfSample
from urban_rural.display import Figure
from urban_rural.figures.palette import ACCENT, COLOUR, INK, MARKER, SOFT
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.policy import chapter
from urban_rural.policy.farm_inputs import FarmInputs
from urban_rural.policy.penetration import decimal_year
from urban_rural.policy.services import LocalService

YEARS = (2005, 2027)
TICKS = (2005, 2010, 2015, 2020, 2025)
STYLE = {"estimated": (ACCENT, "-"), "everybody": (INK, "--")}
"""What a curve is told of its end -> colour and line."""

PRICES = {"factory": (INK, 0.25), "dealer": (SOFT, 1.0), "online": (ACCENT, 1.0)}
"""Part of a price -> colour and how much of it."""


def curves(
    held: Mapping[tuple[str, str], OutOfSample],
    change: chapter.BaseChange,
    *,
    label: str,
    source: str,
) -> Figure:
    """Penetration of town and countryside, the curves known in June 2019, and what came.

    held: (area, ceiling) -> a curve held against what came. change: where the population
    behind the rates changes.
    """
    ends = {key: one.frame.iloc[-1] for key, one in held.items()}
    series = {area: chapter.penetration(area) for area in ("urban", "rural")}
    title = (
        "Penetration foretold from what was known in June 2019. "
        + " ".join(
            f"{area.capitalize()}, {chapter.in_words(series[area]['month'].iloc[-1])}: "
            f"{ends[area, 'estimated']['predicted']:.0f} per cent with the ceiling estimated, "
            f"{ends[area, 'everybody']['predicted']:.0f} with a ceiling of everybody; "
            f"{ends[area, 'estimated']['observed']:.0f} came."
            for area in ("rural", "urban")
        )
        + f" Bands: {chapter.LEVEL:.0%} intervals. "
        + chapter.beyond_everybody(one.frame["high"].max() for one in held.values())
        + "Hollow marks: unconfirmed. Base: the population behind the rates changes (inferred)."
    )
    drawn, passed = [], {}
    with drawing(5.6, rows=2, sharex=True) as (figure, panels):
        for axes, area in zip(np.ravel(np.array(panels)), ("urban", "rural"), strict=True):
            for ceiling, (colour, line) in STYLE.items():
                fit = held[area, ceiling].fit
                past = np.arange(YEARS[0], fit.times[-1] + 0.01, 0.25)
                ahead = fit.intervals(np.arange(fit.times[-1], YEARS[1] - 1 + 0.01, 0.5))
                axes.plot(past, fit.curve(past), color=colour, ls=line, lw=1.3)
                axes.plot(
                    ahead["time"],
                    ahead["fitted"],
                    color=colour,
                    ls=line,
                    lw=1.3,
                    label=f"ceiling: {ceiling}",
                )
                axes.fill_between(
                    ahead["time"], ahead["low"], ahead["high"], color=colour, alpha=0.16, lw=0
                )
                drawn.append(ahead.assign(area=area, ceiling=ceiling))
                fitted = ahead["fitted"]
                passed[area, ceiling] = (
                    f"{fit.curve(past)[0]:.1f}% over {fitted.iloc[0]:.1f}% at the last date known "
                    f"to {fitted.iloc[-1]:.1f}%"
                )
            marks(axes, series[area], area)
            _upright(axes, decimal_year(chapter.LAST_SEEN_BY_THE_PAPER), "paper")
            _upright(
                axes, (decimal_year(change.before) + decimal_year(change.after)) / 2, "base", "left"
            )
            axes.set(ylabel=f"{area}, % online", ylim=(0, 108), xlim=YEARS, xticks=TICKS)
            axes.grid(axis="x", visible=False)
        axes.legend(loc="upper left")
        svg = to_svg(figure, label)
    alt = (
        "Two panels of Internet penetration with two logistic curves each, fitted to what was "
        "known in June 2019. "
        + "; ".join(
            f"{area}, ceiling {ceiling}: "
            f"predicted {end['predicted']:.1f}% ({end['low']:.1f} to {end['high']:.1f}) for the "
            f"last date, observed {end['observed']:.1f}%, curve from {passed[area, ceiling]}"
            for (area, ceiling), end in ends.items()
        )
        + f". Between {change.before} and {change.after} the population behind the rates changes."
    )
    observed = [frame.assign(area=area) for area, frame in series.items()]
    data = pd.concat([*observed, *drawn], ignore_index=True).round(3)
    return Figure(svg, label, title, source, alt, data)


def marks(axes: Axes, series: pd.DataFrame, area: str) -> None:
    """Observed rates as marks, hollow where unconfirmed.

    series: columns time, percent, evidence.
    """
    hollow = (series["evidence"] == "unconfirmed").to_numpy()
    for chosen, fill in ((hollow, "#ffffff"), (~hollow, COLOUR[area])):
        part = series[chosen]
        axes.scatter(
            part["time"],
            part["percent"],
            s=26,
            zorder=3,
            marker=MARKER[area],
            facecolors=fill,
            edgecolors=COLOUR[area],
            linewidths=1.2,
        )


def chain(model: FarmInputs, *, label: str, source: str) -> Figure:
    """What supplies of 100 yuan at the factory cost through dealers and online."""
    places = ["province", "county", "village"]
    names = (
        places
        if len(model.markups) == len(places)
        else [f"dealer {number}" for number in range(1, len(model.markups) + 1)]
    )
    prices = 100 * np.cumprod([1, *(1 + markup for markup in model.markups)])
    steps = pd.DataFrame(
        {
            "channel": ["dealers"] * len(prices) + ["online"] * 2,
            "part": ["factory", *names, "factory", "platform and freight"],
            "yuan": [100, *np.diff(prices), 100, 100 * model.online_markup],
        }
    )
    totals = steps.groupby("channel")["yuan"].sum()
    title = (
        f"Supplies of 100 yuan at the factory cost {totals['dealers']:.0f} yuan through dealers "
        f"and {totals['online']:.0f} online: {model.saving_share:.0%} less. An illustration."
    )
    with drawing(1.9) as (figure, axes):
        for row, channel in enumerate(("online", "dealers")):
            left = 0.0
            for place, step in enumerate(steps.loc[steps["channel"] == channel, "yuan"].tolist()):
                kind = "factory" if place == 0 else "online" if channel == "online" else "dealer"
                colour, alpha = PRICES[kind]
                axes.barh(
                    row,
                    step,
                    left=left,
                    height=0.55,
                    color=colour,
                    alpha=alpha,
                    hatch="////" if kind == "dealer" and place % 2 else "",
                    edgecolor="#ffffff",
                    lw=0.8,
                )
                left += step
            axes.text(50, row, "factory", ha="center", va="center")
            axes.annotate(
                f"{left:.0f}",
                (left, row),
                xytext=(5, 0),
                va="center",
                textcoords="offset points",
                fontweight="bold",
            )
        axes.set_yticks([0, 1], ["online", "through\ndealers"])
        axes.set(xlabel="yuan, of which 100 at the factory", xlim=(0, 155))
        axes.grid(axis="y", visible=False)
        svg = to_svg(figure, label)
    alt = "Stacked bars of the price of supplies. " + "; ".join(
        f"{channel}: "
        + ", ".join(
            f"{part} {yuan:.1f}" for part, yuan in zip(group["part"], group["yuan"], strict=True)
        )
        + f", together {totals[channel]:.1f} yuan"
        for channel, group in steps.groupby("channel")
    )
    return Figure(svg, label, title, source, alt + ".", steps.round(3))


def radius(model: LocalService, shares: Iterable[float], *, label: str, source: str) -> Figure:
    """How far a service must draw its customers, by density and by share of customers.

    shares: of residents who are customers, the model's own among them.
    """
    density = np.geomspace(10, 1000, 61)
    lines = {share: _radii(model, share, density) for share in shares}
    pays = "enough" if model.pays else "not enough"
    title = (
        f"At {model.resident_density:.0f} residents per square km and {model.participation:.0%} "
        f"of them customers, a service must draw from {model.threshold_radius:.1f} km; people "
        f"come from {model.reach:.1f} km, which is {pays}. An illustration."
    )
    with drawing(3.0) as (figure, axes):
        axes.axhspan(0, model.reach, color=SOFT, alpha=0.18, lw=0)
        axes.text(
            11,
            model.reach - 0.12,
            "within reach: the service pays",
            va="top",
            color=SOFT,
            fontweight="bold",
        )
        for (share, radii), line in zip(lines.items(), ("--", "-", ":"), strict=True):
            axes.plot(density, radii, color=INK, ls=line, label=f"{share:.0%} are customers")
        axes.scatter(model.resident_density, model.threshold_radius, color=ACCENT, s=48, zorder=4)
        axes.set_xscale("log")
        axes.set_xticks([10, 30, 100, 300, 1000], ["10", "30", "100", "300", "1,000"])
        axes.set_xticks([], minor=True)
        axes.set(
            xlabel="residents per square km (log scale)",
            ylabel="radius needed, km",
            ylim=(0, 6),
            xlim=(10, 1000),
        )
        axes.legend(loc="upper right")
        svg = to_svg(figure, label)
    data = pd.DataFrame(lines, index=pd.Index(density, name="residents_per_square_km"))
    alt = (
        "Curves of the radius from which a service must draw its customers, falling with density. "
        + "; ".join(
            f"{share:.0%} customers: {radii[0]:.1f} km at {density[0]:.0f} residents per square "
            f"km, {radii[30]:.1f} km at {density[30]:.0f}, {radii[-1]:.1f} km at {density[-1]:.0f}"
            for share, radii in lines.items()
        )
        + f". People come from {model.reach:.1f} km. Marked: {model.threshold_radius:.2f} km at "
        f"{model.resident_density:.0f} residents per square km, {model.participation:.0%} of them "
        "customers."
    )
    return Figure(svg, label, title, source, alt, data.round(3))


def _radii(model: LocalService, share: float, density: FloatArray) -> list[float]:
    return [
        replace(model, participation=share, resident_density=float(d)).threshold_radius
        for d in density
    ]


def _upright(axes: Axes, time: float, word: str, side: str = "right") -> None:
    axes.axvline(time, color=SOFT, lw=1, ls=":")
    axes.annotate(
        word,
        (time, 3),
        xytext=(4 if side == "left" else -4, 0),
        ha=side,
        color=SOFT,
        textcoords="offset points",
    )

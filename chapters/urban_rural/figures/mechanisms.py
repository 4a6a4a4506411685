"""Figures of the chapter on mechanisms (section 2 of the paper)."""

from dataclasses import replace

import numpy as np
import pandas as pd

from urban_rural import data
from urban_rural.diffusion import OutOfSample
from urban_rural.display import Figure
from urban_rural.figures.palette import ACCENT, COLOUR, INK, MARKER, PAPER, SOFT
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.mechanisms.credit import LearningLender
from urban_rural.mechanisms.direct_sale import SalesChannels
from urban_rural.mechanisms.variety import ShoppingPlaces

UNCONFIRMED = "unconfirmed"
FARTHEST = 40
"""Largest distance from town that is drawn, km."""


def cost_of_living(places: ShoppingPlaces, distance: float, *, label: str, source: str) -> Figure:
    """Cost of living in a village over that in the city, without and with online shops.

    distance: km from village to town, told in the title.
    """
    found = places.by_distance(np.linspace(0, FARTHEST, 41).tolist()).set_index("distance")
    without, together = (found[f"relative_cost_{state}_online"] for state in ("without", "with"))
    here = places.by_distance([distance]).iloc[0]
    title = (
        f"At {distance:g} km, living costs {here['relative_cost_without_online'] - 1:.0%} more "
        f"than in the city without online shops and {here['relative_cost_with_online'] - 1:.0%} "
        f"more with them, at a surcharge of {places.village_surcharge:.0%}. An illustration."
    )
    with drawing(2.7) as (figure, axes):
        axes.plot(without, color=SOFT, ls="--", label="without online shops")
        axes.plot(together, color=ACCENT, label="with online shops")
        axes.axhline(1, color=INK, lw=0.8)
        axes.set(
            xlabel="distance from village to town, km",
            xlim=(0, FARTHEST),
            ylabel="cost of living, city = 1",
            ylim=(0.95, 1.4),
        )
        axes.legend(loc="upper left")
        svg = to_svg(figure, label)
    alt = "Two rising lines of the village's cost of living over the city's. " + "; ".join(
        f"at {km} km {without[km]:.3f} without and {together[km]:.3f} with online shops"
        for km in (0, 10, 20, 30, 40)
    )
    return Figure(svg, label, title, source, alt + ".", found.round(5))


def budgets(years: pd.DataFrame, *, label: str, source: str) -> Figure:
    """The share for development and enjoyment, and how unlike the two budgets are, by year.

    years: as `upgrading_by_year` gives it, per cent.
    """
    first, last, nearest = years.index[0], years.index[-1], years["duncan"].idxmin()
    ahead = int((years["rural"] > years["urban"]).sum())
    often = f"all {len(years)}" if ahead == len(years) else f"{ahead} of {len(years)}"
    title = (
        f"In {often} years the rural share for development and enjoyment is the larger. The two "
        f"budgets were most alike in {nearest}."
    )
    with drawing(4.6, rows=2, sharex=True) as (figure, _):
        upper, lower = figure.axes
        for area in ("urban", "rural"):
            upper.plot(years[area], color=COLOUR[area], marker=MARKER[area], ms=5)
            upper.annotate(
                area,
                (last, years[area].loc[last]),
                xytext=(8, 0),
                va="center",
                textcoords="offset points",
                color=COLOUR[area],
                fontweight="bold",
            )
        upper.set(ylabel="% of the budget", ylim=(34, 43))
        upper.set_title("For development and enjoyment")
        lower.plot(years["duncan"], color=ACCENT, marker="D", ms=5)
        lower.set(ylabel="% of the budget", ylim=(0, 8), xlim=(first - 0.4, last + 1.6))
        lower.set_title("Unlikeness of the two budgets (Duncan index)")
        lower.set_xticks(range(first, last + 1, 2))
        svg = to_svg(figure, label)
    alt = "Two line charts. " + "; ".join(
        f"{year}: development and enjoyment urban {row.urban:.1f}%, rural {row.rural:.1f}%, "
        f"Duncan index {row.duncan:.1f}%"
        for year, row in years.loc[[first, nearest, last]].iterrows()
    )
    return Figure(svg, label, title, source, alt + ".", years.round(3))


def channels(model: SalesChannels, *, label: str, source: str) -> Figure:
    """What the grower keeps of the consumer's yuan, by the price of the product."""
    prices = np.linspace(1, 20, 191)
    margin = 1 - model.platform_fee - model.farm_gate_share
    break_even = model.freight / margin
    found = pd.DataFrame(
        {
            "through_middlemen": model.farm_gate_share * 100,
            "direct": [replace(model, consumer_price=p).direct_share * 100 for p in prices],
        },
        index=pd.Index(prices.round(2), name="consumer_price"),
    )
    title = (
        f"Freight of {model.freight:g} yuan per kg: below {break_even:.1f} yuan per kg the grower "
        "does better through middlemen, above it in direct sale. An illustration."
    )
    with drawing(2.6) as (figure, axes):
        axes.plot(
            found["through_middlemen"],
            color=SOFT,
            ls="--",
            label=f"through {len(model.margins)} middlemen",
        )
        axes.plot(found["direct"], color=ACCENT, label="direct sale")
        axes.axvline(break_even, color=INK, lw=0.8, ls=":")
        axes.set(
            xlabel="price the consumer pays, yuan per kg",
            xlim=(0, 20),
            ylabel="grower's share, %",
            ylim=(0, 100),
        )
        axes.legend(loc="lower right")
        svg = to_svg(figure, label)
    alt = (
        f"The grower keeps {model.farm_gate_share:.0%} through middlemen at any price. In direct "
        "sale: "
        + "; ".join(
            f"{replace(model, consumer_price=p).direct_share:.0%} at {p} yuan per kg"
            for p in (3, 5, 10, 20)
        )
        + f". The lines cross at {break_even:.1f} yuan per kg."
    )
    return Figure(svg, label, title, source, alt, found.round(3))


def villages(outcomes: list[OutOfSample], *, label: str, source: str) -> Figure:
    """Taobao villages: curves fitted to the counts of some years, and the counts that came.

    outcomes: one a curve; the interval of the first is shaded.
    """
    counts = data.taobao_villages().set_index("year")
    main = outcomes[0]
    known, last = main.fit.times.max(), counts.index[-1]
    times = np.linspace(counts.index[0], last, 131)
    curves = pd.DataFrame({o.fit.name: o.fit.curve(times) for o in outcomes}, index=times)
    later = main.frame
    above, inside, number = (later["error"] > 0).sum(), later["inside"].sum(), len(later)
    all_above = "Every later count lies" if above == number else f"{above} of {number} lie"
    all_inside = "all" if inside == number else f"{inside} of {number}"
    title = (
        f"Fitted to {known:.0f}, the {main.fit.name} curve expected "
        f"{later['predicted'].iloc[-1]:,.0f} Taobao villages in {last}; "
        f"{later['observed'].iloc[-1]:,.0f} were counted. {all_above} above the "
        f"curve, {all_inside} inside its {main.level:.0%} interval. Hollow marks are unconfirmed."
    )
    with drawing(3.7) as (figure, axes):
        band = main.fit.intervals(np.linspace(known, last, 9), main.level)
        axes.fill_between(
            band["time"],
            band["low"],
            band["high"],
            color=ACCENT,
            alpha=0.16,
            lw=0,
            label=f"{main.level:.0%} interval, {main.fit.name}",
        )
        for (name, curve), style in zip(curves.items(), ("-", ":"), strict=False):
            axes.plot(curve, color=ACCENT, ls=style, label=f"{name} curve")
        hollow = counts["evidence"] == UNCONFIRMED
        for unconfirmed, fill in ((False, INK), (True, "#ffffff")):
            shown = counts["villages"][hollow == unconfirmed]
            axes.scatter(
                shown.index,
                shown,
                s=36,
                zorder=3,
                marker="o",
                facecolors=fill,
                edgecolors=INK,
                linewidths=1.3,
                label="counted" + (", unconfirmed" if unconfirmed else ""),
            )
        axes.axvline(known + 0.25, color=SOFT, lw=1, ls="--")
        axes.annotate(
            "fitted to these",
            (known + 0.25, 10_700),
            xytext=(-6, 0),
            color=SOFT,
            textcoords="offset points",
            ha="right",
        )
        axes.set(ylabel="Taobao villages", ylim=(0, 18_000), xlim=(2008.5, last + 0.5))
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.legend(loc="upper left")
        svg = to_svg(figure, label)
    alt = "Counts of Taobao villages with the fitted curves. " + "; ".join(
        f"{row.time:.0f}: counted {row.observed:,.0f}, expected {row.predicted:,.0f}, "
        f"{main.level:.0%} interval {row.low:,.0f} to {row.high:,.0f}"
        for row in later.itertuples()
    )
    alt += "".join(
        f". The {name} curve passes "
        + ", ".join(f"{curve.loc[year]:,.0f} in {year:.0f}" for year in (known - 2, known, last))
        for name, curve in curves.items()
    )
    return Figure(svg, label, title, source, alt + ".", counts[["villages", "evidence"]])


def learning(
    lender: LearningLender, targets: tuple[float, float], *, label: str, source: str
) -> Figure:
    """Share of applicants who get credit by the number of transactions the lender has seen.

    targets: two shares of the creditworthy, marked where they are first reached (filled) and
        from where on they are always reached (hollow).
    """
    found = lender.by_transactions(range(201)).set_index("transactions")
    first = [lender.transactions_needed(target) for target in targets]
    for_good = [lender.transactions_needed_for_good(target) for target in targets]
    title = (
        f"{targets[0]:.0%} of the creditworthy are first served at {first[0]} transactions, for "
        f"good from {for_good[0]}; {targets[1]:.0%} first at {first[1]}, for good from "
        f"{for_good[1]}. An illustration."
    )
    with drawing(2.9) as (figure, axes):
        axes.plot(
            found["creditworthy_served"] * 100, color=ACCENT, label="of the creditworthy", lw=1.4
        )
        axes.plot(found["others_served"] * 100, color=SOFT, ls="--", lw=1.4, label="of the others")
        for numbers, fill, words in ((first, INK, "first"), (for_good, PAPER, "for good")):
            heights = [lender.creditworthy_served(number) * 100 for number in numbers]
            axes.scatter(
                numbers,
                heights,
                s=40,
                zorder=3,
                facecolors=fill,
                edgecolors=INK,
                linewidths=1.3,
                label=f"{targets[0]:.0%}, {targets[1]:.0%} {words}",
            )
            for number, height in zip(numbers, heights, strict=True):
                axes.annotate(
                    f"{number}",
                    (number, height),
                    xytext=(-6, 5),
                    textcoords="offset points",
                    ha="right",
                )
        axes.set(
            xlabel="transactions seen of each applicant",
            xlim=(0, 200),
            ylabel="get credit, %",
            ylim=(0, 90),
        )
        axes.legend(loc="upper left", ncols=2)
        svg = to_svg(figure, label)
    alt = "A rising saw-tooth line of the creditworthy who get credit. " + "; ".join(
        f"{number} transactions: {found['creditworthy_served'].loc[number]:.0%} of the "
        f"creditworthy, {found['others_served'].loc[number]:.0%} of the others"
        for number in (0, *sorted(first + for_good), 200)
    )
    alt += "".join(
        f". Marked: {target:.0%}, first served at {one}, for good from {other}"
        for target, one, other in zip(targets, first, for_good, strict=True)
    )
    return Figure(svg, label, title, source, alt + ".", found.round(5))

"""What a reader can move in the chapter on policy."""

import numpy as np
import pandas as pd

from urban_rural.display import Figure
from urban_rural.explore import Answer
from urban_rural.figures.palette import COLOUR, GRID, INK, MARKER, SOFT
from urban_rural.figures.policy import STYLE, TICKS, YEARS, marks
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.policy import chapter
from urban_rural.policy.cabinets import CityCabinet, subsidy_per_parcel, subsidy_per_year
from urban_rural.tables import policy as tables

TOLD = {"estimated from the data": "estimated", "everybody": "everybody"}
"""Words for a ceiling -> one of `chapter.CEILINGS`."""


def access_curve(year: int, ceiling: str, area: str) -> Answer:
    """A logistic curve that has seen penetration up to a year, and what came after it.

    year: the last whose rates it sees. ceiling: one of `TOLD`. area: "urban" or "rural".
    """
    series = chapter.penetration(area)
    known_until = year + 1.0
    held = chapter.curve(area, TOLD[ceiling], known_until)
    last = held.frame.iloc[-1]
    sentence = (
        f"With data up to {year} the {area} curve predicts {last['predicted']:.0f}% for "
        f"{chapter.in_words(series['month'].iloc[-1])} (interval from {last['low']:.0f} to "
        f"{_capped(last['high'])}); {last['observed']:.0f}% came. {held.frame['inside'].sum()} of "
        f"{len(held.frame)} later rates lie inside their intervals."
    )
    if "saturation" in held.fit.parameters:
        level = held.fit.parameters["saturation"]
        more = ", more than everybody" if level > 100 else ""
        sentence += f" The curve levels off at {level:.0f}%{more}."
    times = np.linspace(*YEARS, 89)
    colour, line = STYLE[TOLD[ceiling]]
    with drawing(2.4) as (figure, axes):
        axes.plot(times, held.fit.curve(times), color=colour, ls=line, lw=1.4)
        axes.vlines(
            held.frame["time"], held.frame["low"], held.frame["high"], color=colour, lw=3, alpha=0.3
        )
        marks(axes, series, area)
        axes.axvline(known_until, color=SOFT, lw=1, ls=":")
        axes.axhline(100, color=GRID, lw=1)
        axes.set(ylabel="% online", xlim=YEARS, xticks=TICKS, ylim=(0, 115))
        axes.grid(axis="x", visible=False)
        svg = to_svg(figure, "access")
    values = held.frame.round(2)
    return Answer(sentence, figure=Figure(svg, "5.5", "", "", sentence, values))


def cabinet(residents: float, reach: float, year: str) -> Answer:
    """What a parcel costs in a village cabinet, and the subsidy to the city's cost.

    residents: per square km. reach: km. year: whose parcels, "2019" or "2021".
    """
    village, city = chapter.village_cabinet(residents, reach, int(year)), CityCabinet()
    subsidy = subsidy_per_parcel(village, city)
    full = ", which fills it" if village.parcels_per_day == village.capacity else ""
    sentence = (
        f"{village.parcels_per_day:,.1f} parcels a day{full}: a parcel costs "
        f"{village.cost_per_parcel:.2f} yuan, in the city {city.cost_per_parcel:.2f}. "
    ) + (
        f"The subsidy to the city's cost is {subsidy:.2f} yuan a parcel, or "
        f"{subsidy_per_year(village, city):,.0f} yuan a year for the cabinet."
        if subsidy > 0
        else "No subsidy is needed."
    )
    parcels = np.geomspace(0.5, village.capacity, 41)
    with drawing(2.2) as (figure, axes):
        axes.plot(parcels, village.cost_per_day / parcels, color=INK, lw=1.2)
        for area, one in (("rural", village), ("urban", city)):
            axes.scatter(
                one.parcels_per_day,
                one.cost_per_parcel,
                s=60,
                zorder=3,
                color=COLOUR[area],
                marker=MARKER[area],
                label="village" if area == "rural" else "city",
            )
        axes.set(
            xscale="log",
            yscale="log",
            xlim=(0.5, 200),
            ylim=(0.1, 60),
            xlabel="parcels a day (log scale)",
            ylabel="yuan a parcel",
        )
        axes.set_xticks([1, 3, 10, 30, 100], ["1", "3", "10", "30", "100"])
        axes.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
        axes.minorticks_off()
        axes.legend(loc="upper right")
        svg = to_svg(figure, "cabinet")
    values = pd.DataFrame(
        {
            "parcels_per_day": [village.parcels_per_day, city.parcels_per_day],
            "cost_per_parcel": [village.cost_per_parcel, city.cost_per_parcel],
        },
        index=pd.Index(["village", "city"], name="place"),
    )
    return Answer(sentence, figure=Figure(svg, "5.7", "", "", sentence, values.round(4)))


def scenario(access: str, residents: float, online_markup: float) -> Answer:
    """The four recommendations together.

    access: one of `chapter.access_levels`. residents: per square km. online_markup: per cent of
    the factory price.
    """
    chosen = chapter.scenario(access, residents, online_markup / 100)
    found = chosen.outcomes().set_index("measure")["scenario"].astype(float)
    saving = found["saving of a household that buys online"]
    result = found["yearly result"]
    subsidy = found["subsidy of a village parcel to the city's cost"]
    sentence = (
        f"{_points(found['gap in penetration'])} The village parcel needs {subsidy:.2f} yuan of "
        f"subsidy, all villages {found['subsidy of all village cabinets']:.1f} billion yuan a "
        "year. Buying "
        f"supplies online {'saves' if saving >= 0 else 'costs'} a household {abs(saving):,.0f} "
        f"yuan a year{'' if saving >= 0 else ' more'}. The local service "
        + (f"earns {result:,.0f}" if result >= 0 else f"loses {-result:,.0f}")
        + " yuan a year."
    )
    return Answer(sentence, table=tables.outcomes(chosen, label="5.13"))


def _points(gap: float) -> str:
    if abs(gap) < 0.05:
        return "The gap in access is closed."
    if gap > 0:
        return f"The gap in access is {gap:.1f} points."
    return f"The countryside is {-gap:.1f} points ahead of the town of June 2019."


def _capped(value: float) -> str:
    return "far above everybody" if value > 150 else f"{value:.0f}"

"""What a reader can move in the chapter on mechanisms."""

from dataclasses import replace
from itertools import count

import numpy as np
import pandas as pd

from urban_rural import domain
from urban_rural.display import Figure
from urban_rural.explore import Answer
from urban_rural.figures.bars import two_bars
from urban_rural.figures.palette import ACCENT, INK, PAPER, SOFT
from urban_rural.figures.theme import drawing, to_svg
from urban_rural.mechanisms.credit import LearningLender
from urban_rural.mechanisms.direct_sale import Cobweb, SalesChannels
from urban_rural.mechanisms.entry import RuralEntry
from urban_rural.mechanisms.upgrading import ReviewedMarket
from urban_rural.mechanisms.variety import ShoppingPlaces
from urban_rural.tables.assumptions import assumptions

FIRST_DEVIATION = 1.0
"""By how much the first price of the cobweb lies above the steady one, yuan per kg."""
LARGEST_DEVIATION = 4.0
"""Largest deviation that is drawn; a path that passes it ends there."""
YEARS = 12


def delivery(distance: float, surcharge: float) -> Answer:
    """What online shopping gives the village and the city, and when it gives both the same.

    distance: km from village to town. surcharge: of delivery to the village, per cent of price.
    """
    places = replace(ShoppingPlaces(), village_surcharge=surcharge / 100)
    village = places.gain_from_online(distance, places.village_surcharge)
    city = places.gain_from_online(0, places.city_surcharge)
    limit = places.surcharge_of_equal_gain(distance)
    gains = pd.Series({"rural": village, "urban": city}) * 100
    sides = "the gap narrows" if village > city else "the gap widens"
    same = abs(village - city) < 5e-4
    sentence = (
        f"In this illustration, {distance:.0f} km from town with a surcharge of {surcharge:.0f}%, "
        f"a village gains {village:.1%} from online shops and the city, with free delivery, "
        f"{city:.1%}: "
        f"{'the gap stands still' if same else sides}. At a surcharge of {limit:.1%} both gain the "
        "same."
    )
    places_named = {"rural": "village", "urban": "city"}
    svg = two_bars(
        gains, places_named, "gain from online shops, % of real income", 20, salt="delivery"
    )
    shown = gains.rename(places_named).round(4).to_frame("gain")
    return Answer(sentence, Figure(svg, "2.3", "", "", sentence, shown))


def reviews(number: int, loss: float) -> Answer:
    """What reviews do to fakes, and whether buyers then pay for the better good.

    number: reviews of a seller. loss: what a seller loses when a fake is found out, yuan.
    """
    market = replace(ReviewedMarket(), reviews=number, loss_when_found_out=loss)
    needed = market.reviews_needed
    limit = (
        "No number of reviews is enough" if np.isinf(needed) else f"It takes {needed:.0f} reviews"
    )
    premium = market.premium_buyers_pay
    pay = (
        f"pay at most {premium:.0f} yuan more for it"
        if premium >= 0
        else f"take it only if it costs {-premium:.0f} yuan less"
    )
    sentence = (
        f"With {number} reviews {market.share_of_fakes:.0%} of what is offered as the better good "
        f"is fake. Buyers {pay}; making it costs {market.cost_of_quality:.0f} more, so it is "
        f"{'bought' if market.better_good_is_bought else 'not bought'}. {limit}."
    )
    grid = np.arange(0, 101, 5)
    line = [replace(market, reviews=int(n)).premium_buyers_pay for n in grid]
    with drawing(2.1) as (figure, axes):
        axes.plot(grid, line, color=ACCENT)
        axes.axhline(market.cost_of_quality, color=SOFT, ls="--")
        axes.annotate(
            "cost of quality",
            (100, market.cost_of_quality),
            xytext=(0, -12),
            textcoords="offset points",
            ha="right",
            color=SOFT,
        )
        axes.scatter(number, premium, color=INK, s=44, zorder=3)
        axes.set(
            xlabel="reviews of a seller", xlim=(-2, 102), ylabel="premium, yuan", ylim=(-20, 55)
        )
        svg = to_svg(figure, "reviews")
    frame = pd.DataFrame({"reviews": grid, "premium": np.round(line, 4)})
    return Answer(sentence, Figure(svg, "2.4", "", "", sentence, frame))


def orders(share: float, slope: float) -> Answer:
    """Prices year by year when a share of growers plants on orders.

    share: per cent of growers. slope: of supply, thousand tonnes per yuan per kg.
    """
    market = replace(Cobweb(), share_on_orders=share / 100, supply_slope=slope)
    steady, kappa = market.steady_price, market.deviation_multiplier
    signed = f"{kappa:.2f}".replace("-", "\N{MINUS SIGN}")
    ends = (
        f"prices settle. With yearly shocks of {market.shock:.1f} yuan they would keep varying by "
        f"{market.price_variance**0.5:.2f} yuan"
        if market.stable
        else "prices run away; they settle once the share exceeds "
        f"{market.share_on_orders_for_stability:.1%}"
    )
    sentence = (
        f"With {share:.0f}% of growers on orders each deviation from the steady price is "
        f"{signed} times the last: {ends}."
    )
    calm = replace(market, shock=0.0)
    path = calm.simulate(YEARS, start_price=steady + FIRST_DEVIATION, seed=0)
    prices = pd.Series([steady + FIRST_DEVIATION, *path["price"]], name="price") - steady
    shown = prices[prices.abs().shift(fill_value=0) < LARGEST_DEVIATION]
    with drawing(2.0) as (figure, axes):
        axes.plot(shown, color=ACCENT, marker="o", ms=4)
        axes.axhline(0, color=INK, lw=0.8)
        axes.set(
            xlabel="year",
            xlim=(-0.3, YEARS + 0.3),
            ylim=(-LARGEST_DEVIATION, LARGEST_DEVIATION),
            ylabel="yuan per kg from\nthe steady price",
        )
        svg = to_svg(figure, "orders")
    return Answer(sentence, Figure(svg, "2.8", "", "", sentence, shown.round(5).to_frame()))


def cluster(cost: float, saving: float) -> Answer:
    """Which shares of a village's households sell online without anybody wanting to change.

    cost: yearly fixed cost of the first entrant, thousand yuan. saving: by how much the logarithm
    of that cost falls when the whole village has entered.
    """
    village = replace(RuralEntry(), fixed_cost=cost * 1000, cluster_saving=saving)
    found = village.equilibria()
    stable = [f"{place.share:.0%}" for place in found if place.stable]
    rests = (
        f"The village rests at {stable[0]} of households selling online or at {stable[-1]}; it "
        f"passes from one to the other at {found[1].share:.0%}"
        if len(found) == 3
        else f"Whatever its start, the village comes to rest at {stable[0]} of households"
    )
    sentence = (
        f"An illustration: with a first entrant's cost of {cost:.0f},000 yuan a year "
        f"{rests[0].lower()}{rests[1:]}."
    )
    grid = np.linspace(0, 1, 51)
    line = np.array([village.entrants_share(share) for share in grid])
    with drawing(2.3) as (figure, axes):
        axes.plot([0, 100], [0, 100], color=SOFT, ls="--", lw=1)
        axes.plot(grid * 100, line * 100, color=ACCENT)
        for place in found:
            axes.scatter(
                place.share * 100,
                place.share * 100,
                s=48,
                zorder=3,
                edgecolors=INK,
                facecolors=INK if place.stable else PAPER,
                linewidths=1.4,
            )
        axes.set(
            xlabel="households selling online, %",
            xlim=(-2, 102),
            ylim=(-4, 104),
            ylabel="for whom it\nthen pays, %",
        )
        svg = to_svg(figure, "cluster")
    alt = (
        f"{sentence} The line of those for whom it pays, at a saving of {saving:g}: "
        + ", ".join(f"{line[place]:.1%} where {grid[place]:.0%} sell" for place in (0, 25, 50))
        + "."
    )
    frame = pd.DataFrame({"selling": grid, "pays_for": line.round(5)})
    return Answer(sentence, Figure(svg, "2.9", "", "", alt, frame))


def transactions(number: int, rate: float) -> Answer:
    """Who gets credit when the lender has seen a number of transactions.

    number: transactions of each applicant. rate: interest the borrower pays, per cent.
    """
    lender = replace(LearningLender(), lending_rate=rate / 100)
    shares = (
        pd.Series(
            {
                "creditworthy": lender.creditworthy_served(number),
                "others": lender.others_served(number),
            }
        )
        * 100
    )
    allowed = lender.defaults_allowed(number)
    rule = (
        "lends to nobody"
        if allowed < 0
        else (f"lends to those with at most {allowed} default{'s' if allowed != 1 else ''}")
    )
    following = next(n for n in count(number) if lender.defaults_allowed(n) > allowed)
    more = "Nobody gets credit before" if allowed < 0 else "One more default is forgiven from"
    sentence = (
        f"Having seen {number} transactions and asking {rate:.0f}% interest, the lender {rule}: "
        f"{shares['creditworthy']:.1f}% of the creditworthy get credit, and "
        f"{shares['others']:.1f}% of the others. {more} {following} transactions."
    )
    with drawing(1.5) as (figure, axes):
        for row, (name, colour) in enumerate((("others", SOFT), ("creditworthy", ACCENT))):
            axes.barh(row, shares[name], height=0.6, color=colour, lw=0)
        axes.set_yticks([0, 1], ["others", "creditworthy"])
        axes.set(xlabel="get credit, %", xlim=(0, 100))
        axes.grid(axis="y", visible=False)
        svg = to_svg(figure, "transactions")
    return Answer(sentence, Figure(svg, "2.13", "", "", sentence, shares.round(3).to_frame("%")))


MODELS: dict[str, type[domain.Model]] = {
    "Shopping near, in town and online": ShoppingPlaces,
    "A market with reviews": ReviewedMarket,
    "Direct sale or middlemen": SalesChannels,
    "Planting on orders": Cobweb,
    "Entry into a cluster": RuralEntry,
    "Learning from transactions": LearningLender,
}


def assumed_by(model: str) -> Answer:
    """The assumptions of one model of the chapter, by its name in `MODELS`."""
    chosen = MODELS[model]()
    basis = domain.assumptions(chosen)["basis"]
    sourced = int((basis == "sourced").sum())
    sentence = f"{model}: {len(basis)} parameters, {sourced} of them with a published source."
    return Answer(sentence, table=assumptions(chosen, label="2.14", title=model))

"""Self-test of the chapter on section 2."""

from urban_rural import data
from urban_rural.mechanisms import chapter
from urban_rural.mechanisms.direct_sale import Cobweb
from urban_rural.mechanisms.variety import ShoppingPlaces, gain_from_variety
from urban_rural.self_test import Question, ask, right, wrong


def questions() -> list[Question]:
    """What a model shows, coverage, variety, tipping, forecasts."""
    coverage = data.stated("mechanisms-rural-coverage-2019").text
    sigma = ShoppingPlaces().elasticity_of_substitution
    small, large = (gain_from_variety(share, sigma) for share in (0.1, 0.3))
    stable = Cobweb().share_on_orders_for_stability
    counts = data.taobao_villages().set_index("year")["villages"]
    forecast = chapter.villages_forecast()
    last = forecast.frame.iloc[-1]
    return [
        ask(
            "A model of this chapter lets the countryside gain more than the city. What does that "
            "show?",
            wrong(
                "That the mechanism narrowed the gap.",
                "A model has no data of what happened. It shows what would have to be true.",
            ),
            right(
                "That the mechanism can narrow it, and what that takes.",
                "Each has a threshold on whose far side it does nothing, or helps the city more.",
            ),
            wrong(
                "Nothing: the parameters are illustrative.",
                "It shows what the answer depends on, and so which figures to look for.",
            ),
        ),
        ask(
            f'Rural retail sales over rural consumption give "{coverage}%". What is it?',
            wrong(
                "The share of local demand that rural shops can meet.",
                "So the paper reads it. But consumption holds services and the rent of one's own "
                "house, which no shop sells.",
            ),
            right(
                "A quotient of two figures that do not count the same things.",
                "Sales are counted where the seller is, and consumption holds what no shop sells. "
                "The arithmetic is right, the meaning is not.",
            ),
            wrong(
                "A misprint.",
                "It follows from its inputs; what does not follow is what it is said to mean.",
            ),
        ),
        ask(
            f"Households spend a tenth of their money online and gain {small:.1%} (σ = {sigma:g}). "
            "If they spent three tenths, the gain would be",
            right(
                f"{large:.1%}.",
                "More than three times as much: the formula bends upwards.",
            ),
            wrong(
                f"{3 * small:.1%}.",
                "Three times the share, three times the gain? The formula is no straight line.",
            ),
            wrong(
                f"{small:.1%} still.",
                "The gain follows from the share spent online; a larger share is a larger gain.",
            ),
        ),
        ask(
            "In the cobweb some growers plant on orders. Why does that steady the price for the "
            "others as well?",
            wrong(
                "Because all growers then know the price.",
                f"Only some do. In the illustration more than {stable:.1%} of them are enough.",
            ),
            right(
                "Because those who know their price plant less when the others plant too much.",
                f"They lean against the swing. In the illustration more than {stable:.1%} of "
                "growers on orders are enough.",
            ),
            wrong(
                "Because a platform fixes the price.",
                "No price is fixed in the model; growers differ in what they know.",
            ),
        ),
        ask(
            f"From counts up to 2018 a curve foretold {last['predicted']:,.0f} Taobao villages for "
            f"{last['time']:.0f}; {last['observed']:,.0f} came, inside the interval. What follows?",
            wrong(
                "The forecast was good.",
                f"The interval ran from {last['low']:,.0f} to {last['high']:,.0f}. An interval "
                "that forbids little is easily kept.",
            ),
            wrong(
                "E-commerce did better than anybody could expect.",
                "The curve had hardly begun to bend; little could be expected.",
            ),
            right(
                "Little: the level was barely determined by what was known.",
                f"The interval ran from {last['low']:,.0f} to {last['high']:,.0f}; in 2018 there "
                f"were {counts[2018]:,}.",
            ),
        ),
    ]

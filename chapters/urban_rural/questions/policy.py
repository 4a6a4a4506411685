"""Self-test of the chapter on section 4."""

from urban_rural import data
from urban_rural.policy import chapter
from urban_rural.policy.cabinets import CityCabinet, ParcelCabinet
from urban_rural.policy.farm_inputs import FarmInputs
from urban_rural.policy.penetration import InternetAccess
from urban_rural.self_test import Question, ask, right, wrong


def questions() -> list[Question]:
    """Access counted, curves, counts and illustrations, costs a parcel, arithmetic of rent."""
    access = InternetAccess()
    everybody = access.new_rural_users(1.0)
    equal = access.new_rural_users(access.urban_penetration)
    by = chapter.curves().set_index(["area", "told"])
    free = by.loc[("rural", "estimated")]
    village, city = ParcelCabinet(), CityCabinet()
    farm = FarmInputs()
    share = data.stated("policy-non-users-rural-share-2019-06").text
    return [
        ask(
            f"{share} per cent of those who were offline in June 2019 lived in the countryside. "
            "How many more rural users would have brought it to the rate of the towns?",
            right(
                f"About {equal:.0f} million.",
                "Rural residents times the urban rate, less rural users.",
            ),
            wrong(
                f"About {everybody:.0f} million.",
                "That is everybody who was offline there; in town not all are online either.",
            ),
            wrong(
                f"{float(data.stated('policy-non-users-2019-06')):.0f} million.",
                "These are all who were offline in China, towns included.",
            ),
        ),
        ask(
            f"A curve fitted up to June 2019 levels off at {free.ceiling:.0f} per cent, with an "
            f"interval from {free.ceiling_low:.0f} to {free.ceiling_high:.0f}. Later "
            f"{free.observed:.0f} per cent came. Why did the interval not warn?",
            wrong(
                "It was computed wrongly.",
                "It is right, if the curve is: it answers for chance about the curve.",
            ),
            right(
                "It supposes that the curve is the right one.",
                "Growth that slows may be ending or pausing; a fit knows the shape of what has "
                "been.",
            ),
            wrong(
                "There were too few data.",
                "The past fitted very well. That is what made the interval narrow, and wrong.",
            ),
        ),
        ask(
            "A cabinet costs a village so many yuan a parcel, the chapter computes. What kind of "
            "number is that?",
            wrong(
                "A count.", "Nobody published it. Only the parcels go back to a published figure."
            ),
            wrong(
                "An estimate.",
                "An estimate is fitted to data and has an interval. This one has neither.",
            ),
            right(
                "An illustration.",
                "It shows how the thing works. Until somebody measures its inputs it says nothing "
                "about China.",
            ),
        ),
        ask(
            "In the illustration the cabinet costs as much a day in village and city. Why does a "
            f"parcel cost {village.cost_per_parcel:.2f} yuan in the one and "
            f"{city.cost_per_parcel:.2f} in the other?",
            right(
                "Fewer parcels share the cost.",
                f"{village.parcels_per_day:.0f} a day against {city.parcels_per_day:.0f}. Density "
                "is what towns have; the Internet does not change it.",
            ),
            wrong("Villagers order heavier goods.", "Weight is not in the model."),
            wrong(
                "Running costs are higher in villages.",
                "They are the same here; that is the point of the illustration.",
            ),
        ),
        ask(
            f"Supplies cost {farm.spending_per_mu:.0f} yuan a mu and rent {farm.land_rent:.0f}. "
            "Could cheaper supplies alone pay for the land?",
            wrong(
                "Yes, if the discount is large enough.",
                "Even supplies for nothing save no more than was spent on them.",
            ),
            right(
                "No, whatever the discount.",
                f"Supplies for nothing would cover {farm.spending_per_mu / farm.land_rent:.0%} of "
                "the rent. This part does not hang on any mark-up.",
            ),
            wrong(
                "That depends on the mark-ups of the dealers.",
                "Mark-ups say how much is saved, but nobody saves more than he spends.",
            ),
        ),
    ]

"""Self-test of the chapter on section 1."""

from dataclasses import replace

from urban_rural import data, introduction
from urban_rural.mechanisms.balance import BalanceOfForces
from urban_rural.self_test import Question, ask, right, wrong


def questions() -> list[Question]:
    """Access and use, points and ratios, rounding, definitions, the balance."""
    access = introduction.penetration().set_index("date")
    first, june = access.iloc[0], access.loc[introduction.LAST_SEEN_BY_THE_PAPER]
    ratios = [row.urban_percent / row.rural_percent for row in (first, june)]
    urban = introduction.checks_within_the_paper()[-1]
    growth = introduction.growth_that_levels_imply()["Growth of online retail sales, 2019"]
    printed = data.stated("intro-online-retail-growth-2019").text
    model = BalanceOfForces()
    equal = replace(model, rural_access=model.urban_access)
    moves = "widens" if equal.relative_gap > 1 else "narrows"
    return [
        ask(
            "Everybody in a village is online, but uses the Internet only to watch films. "
            "Which divide is left?",
            wrong("The first.", "The first divide is one of access, and here all have it."),
            right("The second.", "The second divide is one of use: what people do online."),
            wrong(
                "None: access is what counts.",
                "The gain in the model is access times use; with little use access gains little.",
            ),
        ),
        ask(
            f"From the first date of Exhibit 1.3 to June 2019 the gap in access went from "
            f"{first.gap_points:.1f} to {june.gap_points:.1f} points, and town over countryside "
            f"from {ratios[0]:.1f} to {ratios[1]:.1f}. Did the gap narrow?",
            wrong("Yes.", "As a ratio it did. In points it widened at the same time."),
            wrong("No.", "In points it did not. As a ratio it narrowed at the same time."),
            right(
                "It depends on the measure.",
                "Points and ratio moved in opposite directions. Whoever says that a gap narrows "
                "has to say which gap.",
            ),
        ),
        ask(
            f'The paper prints that urban penetration was "nearly {urban.printed.text}%". Its own '
            "users and non-users imply",
            right(
                f"{urban.computed.format(1)} per cent.",
                "Users over residents. No rounding brings that down to the printed number.",
            ),
            wrong(
                f"{float(urban.printed) - 2:.0f} to {urban.printed.text} per cent.",
                "That is what the words say. Divide urban users by urban residents to see what "
                "the counts say.",
            ),
            wrong(
                "nothing: the counts are of another date.",
                "They are of June 2019 as well; that is why they can be held against each other.",
            ),
        ),
        ask(
            f"The statistics bureau prints growth of {printed} per cent, and its two levels give "
            f"{growth.format(1)}. Who is wrong?",
            wrong(
                "The bureau.",
                "Its rate is on a comparable basis, its levels are not. That is another quantity, "
                "not an error.",
            ),
            wrong("The paper.", "It prints the official figures as they are."),
            right(
                "Nobody.",
                "The rate is on a comparable basis, the levels are not. A growth rate belongs to "
                "a definition.",
            ),
        ),
        ask(
            "In the model, give the countryside the access of the towns and leave its lower use. "
            "With the parameters of Exhibit 1.5 the gap",
            *(
                right(
                    f"{word}.",
                    f"It is multiplied by {equal.relative_gap:.3f}: crossing space is worth more "
                    "where distance had cost more. With still lower use it would widen; move "
                    "Exhibit 1.8.",
                )
                if word == moves
                else wrong(f"{word}.", why)
                for word, why in (
                    (
                        "narrows",
                        "Less distance to cross is worth more to the village, but it draws less "
                        "of that worth; look at the sizes.",
                    ),
                    (
                        "widens",
                        "Lower use costs the village something, but crossing space is worth more "
                        "to it; look at the sizes.",
                    ),
                    ("stands still", "Only at one pair of access and use does it stand still."),
                )
            ),
        ),
    ]

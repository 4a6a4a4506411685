"""Self-test of the chapter on section 3.2."""

from urban_rural import data, micro_data
from urban_rural.self_test import Question, ask, right, wrong


def questions() -> list[Question]:
    """Rounding, what F measures, points and ratio, pairs, level and change."""
    transport = data.table_4(as_printed=True).loc["Transportation and communications"]
    ratio = transport["urban_index"] / transport["rural_index"]
    table = data.table_1().set_index("year")
    jd, total = (micro_data.analysis_as_printed(2015, outcome).f for outcome in ("jd", "total"))
    gaps = table["urban_index"] - table["rural_index"]
    ratios = table["urban_rural_ratio"]
    paired = micro_data.designs(2015).loc["Paired, logs"]
    household = micro_data.HOUSEHOLD
    share = micro_data.share_of_fall(household)
    return [
        ask(
            f"Table 4 prints {transport['urban_index'].text} and {transport['rural_index'].text} "
            f"for transport, and the ratio {transport['urban_rural_ratio'].text}. What do the two "
            "indices allow?",
            wrong(
                f"Exactly {float(transport['urban_index']) / float(transport['rural_index']):.2f}.",
                "That treats two rounded numbers as exact.",
            ),
            right(
                f"Anything from {ratio.format(2)}.",
                "Each index stands for an interval, and so does their quotient. The printed ratio "
                "is possible, but its digits have no support.",
            ),
            wrong(
                "Nothing, since both are rounded.",
                "They allow an interval; a ratio of one, say, is outside it.",
            ),
        ),
        ask(
            f"In 2015 F is {jd:.2f} on JD.com and {total:.2f} in all consumption. What does the "
            "difference say?",
            wrong(
                "The gap on JD.com is smaller.",
                f"Its ratio is larger: {ratios[2015]:.2f} against "
                f"{table.loc[2015, 'total_consumption_ratio']:.2f}.",
            ),
            wrong(
                "The gap on JD.com might be chance.",
                "A small F can mean that, but its p is below the usual limit.",
            ),
            right(
                "Provinces differ far more on JD.com.",
                "F sets the gap against the unlikeness of provinces, squared. The gap itself, as "
                "a ratio, is the larger one.",
            ),
        ),
        ask(
            f"From 2015 to 2016 the gap in index points went from {gaps[2015]:.0f} to "
            f"{gaps[2016]:.0f}, and the ratio from {ratios[2015]:.2f} to {ratios[2016]:.2f}. "
            "Which way did F go?",
            right(
                "Up.",
                "F is built on the difference, so it followed the points. A falling ratio and a "
                "small F are two findings, and here they move apart.",
            ),
            wrong("Down.", "With the ratio? F is built on the difference of the means."),
            wrong(
                "It stayed.",
                f"It rose to {micro_data.analysis_as_printed(2016, 'jd').f:.2f}; see Exhibit 4.5.",
            ),
        ),
        ask(
            "Towns and villages of one province share prices and wages. An analysis that compares "
            "within provinces, on logarithms,",
            wrong(
                "finds a smaller gap.",
                f"The gap is the same; within a province it is {paired.estimate:.2f} times.",
            ),
            right(
                "finds the same gap with far less noise.",
                f"What provinces share drops out. The ratio is {paired.estimate:.2f} with an "
                f"interval from {paired.low:.2f} to {paired.high:.2f}.",
            ),
            wrong(
                "shows that towns cause the gap.",
                "No design on these figures shows a cause; it measures the gap more sharply.",
            ),
        ),
        ask(
            f"The paper says that household articles are {chr(8220)}expanding the "
            f"differences{chr(8221)}. From 2015 to 2016 they",
            right(
                f"account for {share:.0%} of the fall of the ratio.",
                "Their ratio lies above that of all consumption, but it fell, and most of the "
                "spending is theirs. The level of one year and the change between two differ.",
            ),
            wrong(
                "raised the ratio.",
                "A type with a high ratio can pull the total down, if its own ratio falls.",
            ),
            wrong(
                "cannot be computed.",
                "Their indices are printed with five digits; transport is the one that cannot.",
            ),
        ),
    ]

"""Self-test of the chapter on section 3.1."""

from urban_rural import data, macro_data
from urban_rural.self_test import Question, ask, right, wrong
from urban_rural.tables import macro_data as tables


def questions() -> list[Question]:
    """Two sides of a gap, words and factors, definitions, winners, averages."""
    multiple = float(macro_data.opening()["multiple"].midpoint)
    counted = tables.compared(tables.all_readings())
    shares = macro_data.rural_shares()
    levels, rates = (
        shares.loc[2019, account] - shares.loc[2016, account]
        for account in ("by_levels", "by_growth_rates")
    )
    saving = float(data.stated("prices-living-cost-users"))
    everyone = float(data.stated("prices-living-cost-all"))
    income = data.stated("jobs-online-business-income").text
    return [
        ask(
            "Rural online sales grew fast. What else does one need to say that the gap narrowed?",
            wrong(
                "The growth of a few more years.",
                "However long, it is one side. A gap has two.",
            ),
            right(
                "The same measure for town or for the whole country, at the same two dates.",
                f"Only {tables.WORDS[counted['town_and_dates']]} of {counted['passages']} "
                "passages of the section has it.",
            ),
            wrong(
                "A model of how e-commerce works.",
                "A model says why a gap might narrow; whether it did takes both sides, twice.",
            ),
        ),
        ask(
            f"Sales went up to {multiple:.2f} times what they were. That is an increase of",
            wrong(
                f"{multiple:.2f} times.",
                "To so many times, not by so many: the first of them was there before.",
            ),
            wrong(
                f"{100 * multiple:.0f} per cent.",
                "That is the new level in per cent of the old one.",
            ),
            right(
                f"{100 * (multiple - 1):.0f} per cent.",
                'Factor less one. And the two levels have different definitions, so "growth" is '
                "too much said.",
            ),
        ),
        ask(
            "From 2016 to 2019 the rural share of online sales changed by "
            f"{levels:+.1f} points by published levels and by {rates:+.1f} by published growth "
            "rates (unconfirmed). What does one make of it?",
            wrong(
                "The levels are right: they are counts.",
                "What they count may change from year to year; growth rates on a comparable basis "
                "try to allow for that.",
            ),
            wrong(
                "The mean of both is right.",
                "The mean of two definitions is a third, which nobody has defined.",
            ),
            right(
                "Published figures do not settle the sign.",
                "Levels and growth rates are not on one basis. To say that the share rose one "
                "would have to know how each was made.",
            ),
        ),
        ask(
            f"Families with an online business earn {income} yuan more than others. Why is that "
            "not what the business adds?",
            right(
                "Those who open one may have earned more anyway.",
                "That is selection. The comparison holds the gain and what was there before, and "
                "cannot tell them apart.",
            ),
            wrong(
                "Because the number is rounded.",
                "It is, but a few hundred yuan do not change what is compared.",
            ),
            wrong(
                "Because incomes vary from year to year.",
                "They do, in both groups. The trouble is that the groups differ to begin with.",
            ),
        ),
        ask(
            f"Users save {saving:g} per cent, all villagers {everyone:g} per cent on average. If "
            "others save nothing, how many households are users?",
            right(
                f"{everyone / saving:.0%}.",
                "The average is the users' saving times their share. It is the same as if all "
                "saved a little, which is why the average alone says little.",
            ),
            wrong(
                f"{saving - everyone:g}%.",
                "Averages do not subtract. What share of households, saving so much, gives the "
                "mean?",
            ),
            wrong(
                f"{saving / everyone:.0f} in a hundred.",
                "The quotient is upside down, and a share is below one.",
            ),
        ),
    ]

"""Self-test of the chapter on the years since the paper."""

from urban_rural import since_2019
from urban_rural.self_test import Question, ask, right, wrong


def questions() -> list[Question]:
    """Ratio and yuan, one year, bases, levels and steps, what a null result says."""
    income = since_2019.gaps("income")
    first, last = income.index[0], income.index[-1]
    fall, rise = income["ratio"], income["difference"]
    one_year = since_2019.log_share_of_year("consumption", 2020, 2019)
    epidemic = since_2019.pace("consumption", 2019, 2020)
    calendar = since_2019.associations("consumption")[-2]
    online = since_2019.association("Online share of retail", "consumption").steps
    assert online is not None
    return [
        ask(
            f"From {first} to {last} the income ratio went from {fall[first]:.2f} to "
            f"{fall[last]:.2f}, and the difference from {rise[first]:,.0f} to {rise[last]:,.0f} "
            "yuan a head. Did the gap narrow?",
            wrong("Yes.", "As a ratio. Whoever counts yuan sees it grow."),
            right(
                "As a ratio yes, in yuan no.",
                "Both are right. With a ratio of that size, rural incomes would have to grow as "
                "many times faster before the yuan come nearer.",
            ),
            wrong("No.", "In yuan. As a ratio it fell year by year."),
        ),
        ask(
            f"{one_year:.0%} of the fall of the consumption ratio since 2019 came in one year, "
            "2020. Which side moved?",
            wrong(
                "The countryside alone: it caught up.",
                "It rose, but the larger part of the change was elsewhere.",
            ),
            wrong("Both alike.", "Then the ratio would have stayed."),
            right(
                "Both, the town more: it spent less.",
                f"Spending fell by {-epidemic.urban:.1%} a head in town and rose by "
                f"{epidemic.rural:.1%} in the countryside. A gap also narrows when the upper side "
                "comes down.",
            ),
        ),
        ask(
            "Rural users are divided by rural residents. A census finds fewer rural residents "
            "than was thought. What happens to penetration?",
            right(
                "It rises, though nobody came online.",
                "A rate is only as good as the heads it counts. That seems to have happened in "
                "2021.",
            ),
            wrong("It stays.", "The same users over fewer residents is a higher rate."),
            wrong("It falls.", "Fewer residents stand in the denominator."),
        ),
        ask(
            f"The consumption ratio has a correlation of {calendar.levels:.2f} with the calendar "
            "year. What does that teach?",
            wrong(
                "Time narrows the gap.",
                "The calendar does nothing. Both run one way, and that is all the number knows.",
            ),
            right(
                "Levels of two trends always correlate.",
                "So a correlation of that size with an Internet series shows no more than with "
                "the calendar. Look at steps.",
            ),
            wrong(
                "The series are too short.",
                "Longer trends would correlate as well.",
            ),
        ),
        ask(
            f"In steps the online share of retail has a correlation of {online.correlation:.2f} "
            "with the ratio, most other series nearly none. May one conclude that the Internet "
            "had no part?",
            wrong(
                "Yes, but for online retail.",
                "An effect that comes slowly and evenly is a trend, and steps take it out.",
            ),
            wrong(
                "No: the one correlation shows that it had.",
                "It is one of many tries, and the step to the epidemic is in it.",
            ),
            right(
                "Neither that it had, nor that it had not.",
                "A dozen steps of one country are too few and too rough. It takes places reached "
                "early and late.",
            ),
        ),
    ]

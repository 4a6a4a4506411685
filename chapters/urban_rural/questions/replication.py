"""Self-test of the chapter on the claim ledger."""

from urban_rural import data, ratios, replication
from urban_rural.micro_data import HOUSEHOLD
from urban_rural.self_test import Question, ask, right, wrong


def questions() -> list[Question]:
    """Verdicts, intervals, weight of claims, mutation, what a deposit would raise."""
    before, after = (
        table(as_printed=True).loc[HOUSEHOLD, "rural_index"]
        for table in (data.table_4, data.table_5)
    )
    food = data.table_5(as_printed=True).loc["Food"]
    quotient = food["urban_index"] / food["rural_index"]
    growth = ratios.growth(before, after) * 100
    printed = data.stated("micro-household-rural-growth-2016").text
    judged = replication.ledger()
    counts = replication.verdict_counts(judged).sum()
    against = replication.changing_a_conclusion(judged)
    number, turned, _ = replication.mutation_score()
    return [
        ask(
            f"Two printed indices allow a quotient from {quotient.format(3)}, and the paper prints "
            f"{food['urban_rural_ratio'].text}. The claim",
            right(
                "holds.",
                "Whatever was rounded away, the quotient rounds to the printed number.",
            ),
            wrong(
                "holds within rounding.",
                "That would be so if only a part of the interval rounded to the printed number.",
            ),
            wrong(
                "cannot be checked.",
                "Two printed numbers determine it well enough for two decimals.",
            ),
        ),
        ask(
            f'The text gives growth of rural household articles as "{printed}%". The tables give '
            f"{growth.format(2)} per cent. What is the verdict?",
            wrong(
                "It holds within rounding.",
                "No number in that interval rounds to the printed one.",
            ),
            wrong(
                "It cannot be checked.",
                "The two indices are printed; that is all it takes.",
            ),
            right(
                "It does not hold.",
                "The whole interval rounds to another number. It is a small slip, and the ledger "
                "marks it as such.",
            ),
        ),
        ask(
            f"{counts['does not hold']} of {len(judged)} claims do not hold. How bad is the paper?",
            wrong(
                "As bad as the share says.",
                "Claims differ in weight, and who cuts more finely gets another share.",
            ),
            right(
                "Ask which of them carry a conclusion.",
                f"There are {len(against)}. The rest are slips that a correction would mend, or "
                "steps that others do not need.",
            ),
            wrong(
                "Not at all: more claims hold than fail.",
                "One claim that carries the conclusion may weigh more than a hundred others.",
            ),
        ),
        ask(
            "Why put claims that support the paper into a table of the same size?",
            right(
                "Because a list of faults alone is biased.",
                "Whoever looks for faults only finds faults. The same marks and the same check "
                "have to be able to come out the other way.",
            ),
            wrong(
                "To be polite to the authors.",
                "It is fair, but the reason is another: a check that can only fail shows nothing.",
            ),
            wrong(
                "Because editors ask for it.",
                "Their forms ask for levels and reasons; balance is what makes them credible.",
            ),
        ),
        ask(
            f"Every printed number was altered by one unit in its last place. {turned} of {number} "
            "alterations turn a verdict. What about the others?",
            wrong(
                "The ledger is careless there.",
                "For most of them nothing else in print is exact enough to notice.",
            ),
            wrong(
                "They are not important.",
                "Some carry much. That nobody could notice is itself a finding.",
            ),
            right(
                "Often no reader could tell.",
                "The neighbours are rounded too coarsely, or nothing else determines the number. "
                "How much is printed decides how much can be checked.",
            ),
        ),
    ]

"""The table of the numbers by which the book is summed up."""

from urban_rural.display import Table
from urban_rural.key_numbers import key_numbers


def numbers_table(*, label: str) -> Table:
    """Every key with its number, what it means, and the exhibit that computes it."""
    return Table(
        key_numbers(),
        label=label,
        title="The numbers of the summaries, the slides and the session plans, by their keys.",
        source="computed; each from the exhibit in the last column.",
        headers={"number": "Number", "meaning": "What it is", "exhibit": "Exhibit"},
    )

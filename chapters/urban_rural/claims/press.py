"""Claims of the two press reports."""

from urban_rural.claims.checks import states
from urban_rural.claims.claim import Claim, Kind
from urban_rural.claims.terms import exactly


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the texts."""
    return (
        Claim(
            id="press-months-2017",
            statement="digital-report-months-2017",
            kind=Kind.ARITHMETIC,
            check=states("digital-report-months-2017", exactly(11, "January to November")),
            sentence="January to November are {computed} months.",
            follows="The report covers a year less its last month.",
            treated=("macro_data#exhibit-3-12",),
        ),
    )

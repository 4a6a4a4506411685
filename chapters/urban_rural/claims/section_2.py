"""Claims of section 2 of the paper, on mechanisms."""

from urban_rural.claims.checks import states
from urban_rural.claims.claim import Claim, Kind
from urban_rural.claims.terms import share_of, stated


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (
        Claim(
            id="s2-rural-coverage-arithmetic",
            statement="mechanisms-rural-coverage-2019",
            kind=Kind.ARITHMETIC,
            check=states(
                "mechanisms-rural-coverage-2019",
                share_of(
                    stated("mechanisms-rural-retail-2019"),
                    stated("mechanisms-rural-consumption-2019"),
                ),
            ),
            sentence="Retail sales over consumption give {computed:2}%.",
            follows="The division is right; whether it measures coverage is another claim.",
            treated=("mechanisms#first-access-and-variety",),
        ),
    )

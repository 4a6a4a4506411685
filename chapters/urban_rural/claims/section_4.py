"""Claims of section 4 of the paper, on policy."""

from urban_rural.claims.checks import states
from urban_rural.claims.claim import Claim, Kind
from urban_rural.claims.terms import share_of, stated


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (
        Claim(
            id="s4-rural-users-share",
            statement="policy-rural-users-share-2019-06",
            kind=Kind.ARITHMETIC,
            check=states(
                "policy-rural-users-share-2019-06",
                share_of(stated("policy-rural-users-2019-06"), stated("intro-users-china-2019-06")),
            ),
            sentence="Rural users over all users are {computed:2}%.",
            follows="The figures agree.",
            treated=("introduction#exhibit-1-1",),
        ),
    )

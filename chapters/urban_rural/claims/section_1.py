"""Claims of section 1 of the paper, the introduction."""

from urban_rural.claims.checks import states
from urban_rural.claims.claim import Bearing, Claim, Kind
from urban_rural.claims.terms import share, stated


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (
        Claim(
            id="s1-penetration-2019-06",
            statement="intro-penetration-china-2019-06",
            kind=Kind.ARITHMETIC,
            bearing=Bearing.DETAIL,
            check=states(
                "intro-penetration-china-2019-06",
                share(stated("intro-users-china-2019-06"), stated("policy-non-users-2019-06")),
            ),
            sentence="Users and non-users, as the paper prints them, give {computed:2}%.",
            follows="The figures of sections 1 and 4 on users agree.",
            treated=("introduction#exhibit-1-1",),
        ),
    )

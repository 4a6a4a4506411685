"""Claims that rest on a method: what was computed, and what can be concluded from it."""

from urban_rural.claims.checks import all_of, less
from urban_rural.claims.claim import Bearing, Claim, Kind, Reason
from urban_rural.claims.terms import cell


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (
        Claim(
            id="s32-f-measures-difference",
            section="3.2",
            place="paragraph 3",
            quotation="consumption on JD.com is far less than the total consumption difference",
            kind=Kind.INTERPRETATION,
            bearing=Bearing.CONCLUSION,
            check=all_of(
                {
                    f"the urban-rural ratio on JD.com is the smaller one in {year}": less(
                        cell(1, year, "urban_rural_ratio"),
                        cell(1, year, "total_consumption_ratio"),
                    )
                    for year in (2015, 2016)
                },
                shows={
                    "jd": cell(1, 2015, "urban_rural_ratio"),
                    "total": cell(1, 2015, "total_consumption_ratio"),
                },
            ),
            reason=Reason.INFERENCE,
            sentence="In 2015 the ratio on JD.com was {jd:2}, that of all consumption {total:2}.",
            follows="A smaller F does not show a smaller gap.",
            treated=("micro_data#what-f-measures-and-what-it-does-not",),
        ),
    )

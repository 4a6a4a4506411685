"""Claims of section 3.1 of the paper, on macro data."""

from urban_rural.claims.checks import states, unpublished
from urban_rural.claims.claim import Bearing, Claim, Kind, Reason
from urban_rural.claims.terms import official, ratio, stated


def claims() -> tuple[Claim, ...]:
    """The claims in the order of the text."""
    return (
        Claim(
            id="s31-rural-online-retail-tripling",
            statement="macro-rural-online-retail-multiple",
            kind=Kind.ARITHMETIC,
            bearing=Bearing.STEP,
            check=states(
                "macro-rural-online-retail-multiple",
                ratio(
                    stated("macro-rural-online-retail-2018") * 1000,
                    stated("macro-rural-online-retail-2015"),
                ),
            ),
            reason=Reason.OWN_TEXT,
            sentence="The two figures of the sentence stand in the ratio {computed:2}.",
            follows="Growth was larger than the words say.",
            treated=("macro_data#exhibit-3-1", "macro_data#exhibit-3-3"),
        ),
        Claim(
            id="s31-taobao-villages-2018",
            statement="jobs-taobao-villages",
            kind=Kind.OUTSIDE_FACT,
            check=states(
                "jobs-taobao-villages", official("taobao_villages", "villages", year=2018)
            ),
            reason=Reason.DATE_WRONG,
            sentence="The source counts {computed} villages for that year; the paper {printed}.",
            follows="The figure is that of the next count, of June 2019.",
            treated=("macro_data#exhibit-3-5",),
        ),
        Claim(
            id="s31-finance-310-minutes",
            statement="finance-310-minutes",
            kind=Kind.OUTSIDE_FACT,
            check=unpublished("times of applications in practice", statement="finance-310-minutes"),
            reason=Reason.NOT_PUBLISHED,
            sentence="The name of a product is all that is printed.",
            follows="It says how a loan is made, not how many are.",
            treated=("macro_data#exhibit-3-8",),
        ),
    )

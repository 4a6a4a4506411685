"""Which wrongly copied inputs explain printed sums of squares."""

import numpy as np
import pandas as pd
import pytest

from urban_rural.printed import Printed
from urban_rural.slips import Slip, explaining_slips, plausible_slips


def sums_of_squares(consumption: pd.DataFrame) -> tuple[Printed, Printed]:
    """Both sums from their definitions, printed to the cent."""
    values = consumption[["urban_yuan", "rural_yuan"]].to_numpy()
    means = values.mean(axis=0)
    between = len(values) * ((means - values.mean()) ** 2).sum()
    within = ((values - means) ** 2).sum()
    return Printed(f"{between:.2f}"), Printed(f"{within:.2f}")


@pytest.fixture
def consumption() -> pd.DataFrame:
    rng = np.random.default_rng(7)
    frame = pd.DataFrame(
        {"urban_yuan": rng.uniform(1500, 3000, 6), "rural_yuan": rng.uniform(700, 1500, 6)},
        index=list("ABCDEF"),
    )
    return frame.round(1)


def typed(consumption: pd.DataFrame, *slips: Slip) -> pd.DataFrame:
    changed = consumption.copy()
    for slip in slips:
        changed.loc[slip.province, f"{slip.area}_yuan"] = slip.typed_yuan
    return changed


def test_a_slip_changes_one_digit_or_exchanges_two_neighbours() -> None:
    frame = pd.DataFrame({"urban_yuan": [12.3], "rural_yuan": [50.0]}, index=["A"])
    urban = {slip.typed_yuan for slip in plausible_slips(frame) if slip.area == "urban"}
    assert {21.3, 13.2, 92.3, 12.9} <= urban
    assert 12.3 not in urban
    assert 2.3 not in urban, "a number does not lose its first digit by one slip"
    assert len(urban) == 8 + 9 + 9 + 2


def test_the_one_slip_that_was_made_is_found(consumption: pd.DataFrame) -> None:
    made = plausible_slips(consumption)[100]
    between, within = sums_of_squares(typed(consumption, made))
    assert explaining_slips(consumption, [], between, within, 1) == [(made,)]


def test_two_slips_that_were_made_are_found(consumption: pd.DataFrame) -> None:
    slips = plausible_slips(consumption)
    made = (slips[30], slips[-30])
    between, within = sums_of_squares(typed(consumption, *made))
    assert made in explaining_slips(consumption, [], between, within, 2)


def test_a_slip_taken_as_given_completes_another(consumption: pd.DataFrame) -> None:
    slips = plausible_slips(consumption)
    first, second = slips[5], slips[-5]
    between, within = sums_of_squares(typed(consumption, first, second))
    assert explaining_slips(consumption, [], between, within, 1) == []
    assert explaining_slips(consumption, [first], between, within, 1) == [(second,)]


def test_correct_inputs_need_no_slip(consumption: pd.DataFrame) -> None:
    between, within = sums_of_squares(consumption)
    assert explaining_slips(consumption, [], between, within, 1) == []


def test_three_further_slips_are_refused(consumption: pd.DataFrame) -> None:
    between, within = sums_of_squares(consumption)
    with pytest.raises(ValueError, match="number is 3; expected 1 or 2"):
        explaining_slips(consumption, [], between, within, 3)

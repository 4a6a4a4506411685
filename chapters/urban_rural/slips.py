"""Slips of the pen: which wrongly copied inputs explain a printed analysis of variance?

A sum of squares between and a sum of squares within are two exact equations. An input that was
copied wrongly leaves its trace in both, so a search over plausible slips either meets the
printed sums to the cent or does not. Amounts are held as whole tenths of a yuan, which makes
every comparison exact.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from urban_rural.printed import Printed

TENTHS = 10


@dataclass(frozen=True, order=True)
class Slip:
    """One input copied wrongly: what was published and what was typed (yuan)."""

    area: str
    province: str
    published_yuan: float
    typed_yuan: float


def plausible_slips(consumption: pd.DataFrame) -> list[Slip]:
    """Every way to mistype one figure: one digit changed, or two neighbouring digits exchanged.

    consumption: one row a province (its name the index), columns urban_yuan and rural_yuan,
    published to a tenth of a yuan.
    """
    return [
        Slip(area, str(province), float(value), typed / TENTHS)
        for area in ("urban", "rural")
        for province, value in consumption[f"{area}_yuan"].items()
        for typed in sorted(_mistyped(str(round(value * TENTHS))))
    ]


def explaining_slips(
    consumption: pd.DataFrame,
    given: list[Slip],
    between: Printed,
    within: Printed,
    number: int,
) -> list[tuple[Slip, ...]]:
    """The sets of `number` further slips (1 or 2) with which both printed sums come out.

    consumption: as for `plausible_slips`. given: slips taken as made. between, within: the
    printed sums of squares, in yuan squared to the cent. Raises ValueError for another number.
    """
    if number not in (1, 2):
        raise ValueError(f"number is {number}; expected 1 or 2 further slips")
    taken = {(slip.area, slip.province) for slip in given}
    slips = [s for s in plausible_slips(consumption) if (s.area, s.province) not in taken]
    start = _Sums.of(consumption)
    for slip in given:
        start = start.after(_Sums.change([slip]), 0)
    change = _Sums.change(slips)
    one = start.after(change, slice(None))
    if number == 1:
        return [(slips[i],) for i in np.flatnonzero(one.meet(between, within, len(consumption)))]
    found: list[tuple[Slip, ...]] = []
    for i, first in enumerate(slips):
        two = start.after(change, i).after(change, slice(i + 1, None))
        for j in np.flatnonzero(two.meet(between, within, len(consumption))):
            second = slips[i + 1 + j]
            if (first.area, first.province) != (second.area, second.province):
                found.append((first, second))
    return found


@dataclass(frozen=True)
class _Sums:
    """Sums of the urban and the rural amounts and of all squares, in tenths of a yuan."""

    urban: NDArray[np.int64]
    rural: NDArray[np.int64]
    squares: NDArray[np.int64]

    @classmethod
    def of(cls, consumption: pd.DataFrame) -> "_Sums":
        tenths = (consumption[["urban_yuan", "rural_yuan"]] * TENTHS).round().astype(np.int64)
        return cls(
            np.asarray(tenths["urban_yuan"].sum()),
            np.asarray(tenths["rural_yuan"].sum()),
            np.asarray((tenths**2).to_numpy().sum()),
        )

    @classmethod
    def change(cls, slips: list[Slip]) -> "_Sums":
        old = np.array([round(slip.published_yuan * TENTHS) for slip in slips], dtype=np.int64)
        new = np.array([round(slip.typed_yuan * TENTHS) for slip in slips], dtype=np.int64)
        urban = np.array([slip.area == "urban" for slip in slips])
        step = new - old
        return cls(np.where(urban, step, 0), np.where(urban, 0, step), new**2 - old**2)

    def after(self, change: "_Sums", which: int | slice) -> "_Sums":
        return _Sums(
            self.urban + change.urban[which],
            self.rural + change.rural[which],
            self.squares + change.squares[which],
        )

    def meet(self, between: Printed, within: Printed, provinces: int) -> NDArray[np.bool_]:
        """Where both sums of squares round to the printed ones.

        Between is (U - R)^2 / 2n and within is Q - (U^2 + R^2) / n, for n provinces; both are
        compared as whole numbers, multiplied by 2n and by the hundred of tenths squared.
        """
        n = provinces
        scaled_between = (self.urban - self.rural) ** 2
        scaled_within = 2 * n * self.squares - 2 * (self.urban**2 + self.rural**2)
        scale = 2 * n * TENTHS**2
        result = np.ones(np.shape(self.squares), dtype=bool)
        for scaled, printed in ((scaled_between, between), (scaled_within, within)):
            bounds = printed.interval
            result &= (scaled >= math.ceil(bounds.low * scale)) & (
                scaled <= math.floor(bounds.high * scale)
            )
        return result


def _mistyped(digits: str) -> set[int]:
    """The numbers that one slip makes of a string of digits; a leading zero is none."""
    changed = {
        digits[:i] + digit + digits[i + 1 :] for i in range(len(digits)) for digit in "0123456789"
    }
    exchanged = {
        digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)
    }
    return {int(text) for text in (changed | exchanged) - {digits} if text[0] != "0"}

"""The World Bank's client, wbgapi: indicators for China."""

from collections.abc import Iterator

import wbgapi

from refresh import RefreshError
from refresh.observations import Observation
from refresh.series import Indicators

ECONOMY = "CHN"
SECONDS = 30
"""How long an answer may let wait for its next byte."""


def ask(request: Indicators, first_year: int, last_year: int | None) -> list[Observation]:
    """Give the figures of a request; what the World Bank leaves blank is left out."""
    wbgapi.get_options = {"timeout": SECONDS}
    return list(_ask(request, first_year, last_year))


def afresh() -> None:
    """Forget what an attempt that failed may have left behind; wbgapi keeps good answers only."""


def _ask(request: Indicators, first_year: int, last_year: int | None) -> Iterator[Observation]:
    for code, name in request.cells:
        found = wbgapi.series.get(code)["value"]
        if found != name:
            raise RefreshError(
                f"The World Bank calls {code} {found!r}; expected {name!r}.",
                "If it is the same series in the same unit, enter the new name in "
                "chapters/refresh/series.py and try again.",
            )
    cells = {code: cell for (code, _), cell in request.cells.items()}
    rows = wbgapi.data.fetch(list(cells), ECONOMY, skipBlanks=True, numericTimeKeys=True)
    for row in rows:
        if first_year <= row["time"] <= (last_year or row["time"]):
            yield Observation(row["time"], None, cells[row["series"]], row["value"])

"""The statistics bureau's client, akshare: yearly tables of the country and of the provinces."""

import difflib
import importlib
from collections.abc import Iterable

import pandas as pd
from akshare.economic import macro_china_nbs as client

from refresh import RefreshError
from refresh.observations import Observation
from refresh.series import PROVINCE_NAMES, NationalTable, ProvincialTable


def ask_nation(request: NationalTable, first_year: int, last_year: int | None) -> list[Observation]:
    """Give the figures of a table of the country."""
    table = client.macro_china_nbs_nation(
        kind="年度数据", path=request.path, period=f"{first_year}-{last_year or ''}"
    )
    _refuse_nothing(table, request.path)
    for label in request.cells:
        if label not in table.index:
            raise renamed(label, request.path, table.index)
    return [
        Observation(_year(period), None, cell, value)
        for label, cell in request.cells.items()
        for period, value in table.loc[label].items()
        if pd.notna(value)
    ]


def ask_provinces(
    request: ProvincialTable, first_year: int, last_year: int | None
) -> list[Observation]:
    """Give the figures of a row of a table of the provinces."""
    table = client.macro_china_nbs_region(
        kind="分省年度数据",
        path=request.path,
        indicator=request.label,
        period=f"{first_year}-{last_year or ''}",
    )
    _refuse_nothing(table, request.path)
    missing = [name for name in PROVINCE_NAMES if name not in table.index]
    if missing:
        raise RefreshError(
            f"The table {request.path!r} lacks {len(missing)} of {len(PROVINCE_NAMES)} provinces, "
            f"{missing[0]} among them: it was cut off, or provinces are named otherwise.",
            "Try again later; if it stays so, compare the names in chapters/refresh/series.py "
            "with those on the publisher's page.",
            passing=True,
        )
    return [
        Observation(_year(period), province, request.cell, value)
        for name, province in PROVINCE_NAMES.items()
        for period, value in table.loc[name].items()
        if pd.notna(value)
    ]


def afresh() -> None:
    """Forget what an attempt that failed may have left behind: akshare keeps empty answers too."""
    importlib.reload(client)


def renamed(label: str, path: str, there: Iterable[str]) -> RefreshError:
    """The error that a label, or a step of a path, is not among those that are there."""
    names = sorted(set(map(str, there)))
    name = label.partition("(")[0]
    near = difflib.get_close_matches(label, names, n=3, cutoff=0.3) or names[:5]
    same = [other for other in names if other.partition("(")[0] == name]
    if same:
        what = f"{path!r} gives {same[0]!r}; expected {label!r}: the unit has changed."
        remedy = "Mend the unit and its scale in chapters/refresh/series.py and try again."
    else:
        what = f"{path!r} has no {label!r}: it was renamed or moved. The nearest: {', '.join(near)}"
        remedy = (
            "Look the series up on the publisher's page, enter its new name or path in "
            "chapters/refresh/series.py and try again."
        )
    return RefreshError(what, remedy)


def _refuse_nothing(table: pd.DataFrame, path: str) -> None:
    if table.empty:
        raise RefreshError(
            f"The table {path!r} came without a single figure.",
            "Try again later; the publisher may be busy or refuse programs for a while.",
            passing=True,
        )


def _year(period: object) -> int:
    text = str(period).removesuffix("年")
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise RefreshError(
            f"A column is headed {period!r}; expected a year such as '2024年'.",
            "The publisher or its client has changed; see chapters/refresh/statistics_bureau.py.",
        )
    return int(text)

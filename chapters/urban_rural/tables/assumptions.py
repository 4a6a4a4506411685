"""The assumptions of a model as a table: the same form in every chapter."""

import pandas as pd

from urban_rural import domain
from urban_rural.display import Table

BASIS = {"sourced": "published", "unconfirmed": "unconfirmed", "illustrative": "illustrative"}
"""Basis of an assumption -> the word for it in a table."""

UNCONFIRMED = (
    "* Unconfirmed: it rests on figures that are not in the data of this book, or were not "
    "compared with a copy."
)
"""What the asterisk of a value means."""


def assumptions(model: domain.Model, *, label: str, title: str) -> Table:
    """Every assumption of a model with its unit: value, on what it rests, sensible range.

    Models within the model are left out; they have tables of their own.
    """
    listed = domain.assumptions(model)
    listed = listed[listed["part"] == ""]
    frame = pd.DataFrame(
        {"value": values(listed), "basis": _bases(listed), "range": ranges(listed)},
        index=names(listed),
    )
    source = "Model of this chapter. Illustrative: chosen by this book."
    if (listed["basis"] == "unconfirmed").any():
        source += f" {UNCONFIRMED}"
    return Table(
        frame.rename_axis("Assumption"),
        label,
        title,
        source,
        headers={"value": "Value", "basis": "Basis", "range": "Sensible range"},
    )


def values(listed: pd.DataFrame) -> list[str]:
    """Values of assumptions, with an asterisk where unconfirmed.

    listed: rows of `domain.assumptions`, here and below.
    """
    return [
        _number(value) + ("*" if basis == "unconfirmed" else "")
        for value, basis in zip(listed["value"], listed["basis"], strict=True)
    ]


def names(listed: pd.DataFrame) -> list[str]:
    """What each assumption is called, with its unit."""
    return [
        named(label.replace("m_k", "mₖ"), unit)
        for label, unit in zip(listed["label"], listed["unit"], strict=True)
    ]


def named(label: str, unit: str) -> str:
    """A quantity with its unit, unless it has none or its name says it already."""
    words = label if unit == "none" or unit in label else f"{label}, {unit}"
    return words[0].upper() + words[1:]


def ranges(listed: pd.DataFrame) -> list[str]:
    """The sensible range of each assumption."""
    return [
        f"{_number(float(low))} to {_number(float(high))}"
        for low, high in zip(listed["low"], listed["high"], strict=True)
    ]


def _bases(listed: pd.DataFrame) -> list[str]:
    return [
        f"{BASIS[basis]} ({source})" if source else BASIS[basis]
        for basis, source in zip(listed["basis"], listed["source"], strict=True)
    ]


def _number(value: object) -> str:
    numbers = value if isinstance(value, tuple) else (value,)
    return ", ".join(f"{number:,}".removesuffix(".0") for number in numbers).replace("-", "−")

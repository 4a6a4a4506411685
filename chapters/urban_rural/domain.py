"""What a model's parameters are, and the refusal of values they cannot take."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from math import inf
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

Basis = Literal["sourced", "unconfirmed", "illustrative"]
"""Whether a default was published by someone the source names, rests on published figures of which
at least one was not compared with a copy, or was chosen to illustrate."""


@dataclass(frozen=True)
class Domain:
    """An interval of permitted values; an infinite end is never itself permitted.

    low, high: ends of the interval, in the unit of what is checked.
    low_included, high_included: whether the ends themselves are permitted.
    whole: whether only whole numbers are.
    """

    low: float = -inf
    high: float = inf
    low_included: bool = True
    high_included: bool = True
    whole: bool = False

    def __str__(self) -> str:
        left = "[" if self.low_included and self.low > -inf else "("
        right = "]" if self.high_included and self.high < inf else ")"
        kind = "whole numbers in " if self.whole else ""
        return f"{kind}{left}{self.low:g}, {self.high:g}{right}"

    def check(self, name: str, value: npt.ArrayLike) -> None:
        """Refuse a value, or any value of an array, outside the interval.

        name: what the value is called, for the message.
        value: a number or an array of any shape.
        Raises ValueError naming the parameter, the first value refused and the range.
        """
        values = np.asarray(value, dtype=float)
        above = values >= self.low if self.low_included else values > self.low
        below = values <= self.high if self.high_included else values < self.high
        permitted = above & below & np.isfinite(values)
        if self.whole:
            permitted &= values == np.floor(values)
        if not permitted.all():
            refused = values[~permitted].flat[0]
            raise ValueError(f"{name} = {refused:g} is outside its permitted range {self}")


REAL = Domain()
NON_NEGATIVE = Domain(0)
POSITIVE = Domain(0, low_included=False)
SHARE = Domain(0, 1)
SHARE_BELOW_ONE = Domain(0, 1, high_included=False)
POSITIVE_SHARE = Domain(0, 1, low_included=False)
PROPER_SHARE = Domain(0, 1, low_included=False, high_included=False)
COUNT = Domain(0, whole=True)


@dataclass(frozen=True)
class Parameter:
    """What a reader has to know of a parameter to judge it.

    label: what it is, in words.
    unit: its unit; "share" runs from 0 to 1.
    low, high: the range in which it is sensible to move it.
    domain: the range outside which the model has no meaning.
    basis: "sourced", "unconfirmed" or "illustrative".
    source: who published it, or why it was chosen.
    """

    label: str
    unit: str
    low: float
    high: float
    domain: Domain
    basis: Basis
    source: str


def parameter(
    default: float | tuple[float, ...],
    label: str,
    *,
    unit: str,
    low: float,
    high: float,
    domain: Domain,
    basis: Basis,
    source: str = "",
) -> Any:
    """A field of a `Model` that carries its own description.

    default: the value it takes when none is given, in `unit`.
    The other arguments are those of `Parameter`.
    """
    description = Parameter(label, unit, low, high, domain, basis, source)
    return field(default=default, metadata={"parameter": description})


@dataclass(frozen=True)
class Model:
    """A model is its parameters; it cannot be made with one outside its domain.

    Change a parameter with `dataclasses.replace(model, name=value)`.
    """

    def __post_init__(self) -> None:
        for name, description in parameters(type(self)).items():
            description.domain.check(name, getattr(self, name))


def parameters(model: type[Model]) -> dict[str, Parameter]:
    """The parameters of a model by name, in the order in which it lists them."""
    return {
        item.name: item.metadata["parameter"]
        for item in fields(model)
        if "parameter" in item.metadata
    }


def assumptions(model: Model) -> pd.DataFrame:
    """Every assumption of a model, and of the models it is made of, one a row.

    Gives the columns part (path of a model within a model, empty for its own), parameter,
    label, value, default, unit, low, high, basis and source. A value that is not the default
    is illustrative, whatever the default was, and has no source.
    """
    return pd.DataFrame(_rows(model, ""))


def _rows(model: Model, part: str) -> Iterator[dict[str, object]]:
    for item in fields(model):
        value = getattr(model, item.name)
        if isinstance(value, Model):
            yield from _rows(value, f"{part}.{item.name}" if part else item.name)
            continue
        description = item.metadata["parameter"]
        as_published = value == item.default
        yield {
            "part": part,
            "parameter": item.name,
            "label": description.label,
            "value": value,
            "default": item.default,
            "unit": description.unit,
            "low": description.low,
            "high": description.high,
            "basis": description.basis if as_published else "illustrative",
            "source": description.source if as_published else "",
        }

"""Parameters describe themselves and refuse what lies outside their domain."""

from dataclasses import dataclass, fields
from math import inf, nan

import numpy as np
import pytest

from urban_rural.domain import (
    COUNT,
    NON_NEGATIVE,
    POSITIVE,
    SHARE_BELOW_ONE,
    Domain,
    Model,
    assumptions,
    parameter,
    parameters,
)
from urban_rural.mechanisms.balance import BalanceOfForces
from urban_rural.mechanisms.credit import LearningLender
from urban_rural.mechanisms.direct_sale import Cobweb, SalesChannels
from urban_rural.mechanisms.entry import RuralEntry
from urban_rural.mechanisms.upgrading import ReviewedMarket
from urban_rural.mechanisms.variety import ShoppingPlaces
from urban_rural.policy.cabinets import CityCabinet, ParcelCabinet
from urban_rural.policy.farm_inputs import FarmInputs
from urban_rural.policy.penetration import InternetAccess
from urban_rural.policy.scenario import Scenario
from urban_rural.policy.services import LocalService

MODELS: list[type[Model]] = [
    BalanceOfForces,
    ShoppingPlaces,
    ReviewedMarket,
    SalesChannels,
    Cobweb,
    RuralEntry,
    LearningLender,
    InternetAccess,
    ParcelCabinet,
    CityCabinet,
    FarmInputs,
    LocalService,
    Scenario,
]


@dataclass(frozen=True)
class Inner(Model):
    height: float = parameter(
        1.0, "height", unit="m", low=0, high=2, domain=POSITIVE, basis="sourced", source="a survey"
    )


@dataclass(frozen=True)
class Outer(Model):
    count: int = parameter(
        3, "count", unit="pieces", low=0, high=9, domain=COUNT, basis="illustrative"
    )
    inner: Inner = Inner()


def test_a_refusal_names_the_parameter_the_value_and_the_range() -> None:
    with pytest.raises(ValueError) as refusal:
        SHARE_BELOW_ONE.check("online_share", 1)
    assert str(refusal.value) == "online_share = 1 is outside its permitted range [0, 1)"


def test_a_model_refuses_a_parameter_outside_its_domain() -> None:
    with pytest.raises(ValueError, match=r"height = -1 is outside its permitted range \(0, inf\)"):
        Inner(height=-1)


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_what_is_not_a_finite_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        Domain().check("speed", value)


@pytest.mark.parametrize(
    ("domain", "permitted", "refused"),
    [
        (Domain(0, 1), [0, 0.5, 1], [-1e-9, 1 + 1e-9]),
        (Domain(0, 1, low_included=False, high_included=False), [0.5], [0, 1]),
        (NON_NEGATIVE, [0, 1e300], [-1e-300]),
        (COUNT, [0, 7], [0.5, -1]),
    ],
)
def test_ends_are_permitted_only_where_included(
    domain: Domain, permitted: list[float], refused: list[float]
) -> None:
    domain.check("value", permitted)
    for value in refused:
        with pytest.raises(ValueError, match="value"):
            domain.check("value", value)


def test_of_an_array_the_first_value_refused_is_named() -> None:
    with pytest.raises(ValueError, match="price = -2 "):
        POSITIVE.check("price", np.array([[1.0, -2.0], [-3.0, 4.0]]))


def test_assumptions_list_the_parts_of_a_model_and_say_which_values_are_moved() -> None:
    table = assumptions(Outer(inner=Inner(height=1.5)))
    assert table["part"].tolist() == ["", "inner"]
    assert table["parameter"].tolist() == ["count", "height"]
    assert table["value"].tolist() == [3, 1.5]
    assert table["default"].tolist() == [3, 1.0]
    assert table["basis"].tolist() == ["illustrative", "illustrative"]
    assert assumptions(Inner())["basis"].tolist() == ["sourced"]


@pytest.mark.parametrize("model", MODELS)
def test_every_default_lies_in_its_sensible_range_and_that_in_its_domain(
    model: type[Model],
) -> None:
    defaults = {item.name: item.default for item in fields(model)}
    for name, description in parameters(model).items():
        Domain(description.low, description.high).check(name, defaults[name])  # type: ignore[arg-type]
        assert description.low < description.high
        interior = (description.low + description.high) / 2
        if description.domain.whole:
            interior = np.floor(interior)
        description.domain.check(name, interior)
        assert description.label and description.unit


@pytest.mark.parametrize("model", MODELS)
def test_every_sourced_default_names_its_source(model: type[Model]) -> None:
    for name, description in parameters(model).items():
        assert description.basis in ("sourced", "unconfirmed", "illustrative")
        assert description.basis == "illustrative" or description.source, name

"""Controls of an interactive: the values they offer, and what each looks like in a kernel."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import ipywidgets

Value = int | float | str
WORDS = {"description_width": "initial"}


@dataclass(frozen=True)
class Range:
    """A slider over numbers.

    low, high, step, start: the published grid and where on it to begin; the values are whole
    numbers when these are. unit: written after each value.
    """

    low: float
    high: float
    step: float
    start: float
    label: str
    unit: str = ""
    kind: ClassVar[str] = "range"

    @property
    def digits(self) -> int:
        """Decimals that the values of the grid need."""
        exponents = (Decimal(str(x)).as_tuple().exponent for x in (self.low, self.step))
        return max(0, *(-int(exponent) for exponent in exponents))

    @property
    def size(self) -> int:
        """Number of values of the grid."""
        return round((self.high - self.low) / self.step) + 1

    @property
    def suffix(self) -> str:
        """The unit with the space before it."""
        return self.unit if self.unit[:1] in ("", "%") else f" {self.unit}"

    def values(self) -> list[Value]:
        """The values of the grid."""
        return [round(self.low + place * self.step, self.digits) for place in range(self.size)]

    def text(self, value: Value) -> str:
        """A value as shown, with its unit."""
        return f"{value:,.{self.digits}f}{self.suffix}"

    def fault(self) -> str | None:
        """What is wrong with the control, if anything is."""
        numbers = (self.low, self.high, self.step, self.start)
        if not all(map(math.isfinite, numbers)) or self.step <= 0 or self.low >= self.high:
            return f"low {self.low}, high {self.high}, step {self.step} span no range"
        if not self.low <= self.start <= self.high:
            return f"start {self.start} is outside the range from {self.low} to {self.high}"
        for name, value in (("high", self.high), ("start", self.start)):
            if round((value - self.low) / self.step, 6) % 1:
                return f"{name} {value} is not on the grid from {self.low} in steps of {self.step}"
        return None

    def widget(self) -> Any:
        """The control for a kernel, finer than the published grid where the numbers allow it."""
        words = f"{self.label} ({self.unit})" if self.unit else self.label
        span = {"min": self.low, "max": self.high, "value": self.start, "description": words}
        if all(isinstance(number, int) for number in (self.low, self.step, self.start)):
            return ipywidgets.IntSlider(**span, style=WORDS)
        digits = f".{self.digits + 1}f"
        step = self.step / 10
        return ipywidgets.FloatSlider(**span, step=step, readout_format=digits, style=WORDS)


@dataclass(frozen=True)
class Choice:
    """A menu. options: the values to choose from; start: the one to begin with."""

    options: Sequence[Value]
    start: Value
    label: str
    kind: ClassVar[str] = "choice"
    widget_type: ClassVar[Any] = ipywidgets.Dropdown

    @property
    def size(self) -> int:
        """Number of options."""
        return len(self.options)

    def values(self) -> list[Value]:
        """The options."""
        return list(self.options)

    def text(self, value: Value) -> str:
        """An option as shown."""
        return str(value)

    def fault(self) -> str | None:
        """What is wrong with the control, if anything is."""
        texts = [self.text(option) for option in self.options]
        if not texts:
            return "there are no options"
        if repeated := [text for text in texts if texts.count(text) > 1]:
            return f"the option {repeated[0]!r} is there more than once"
        return None if self.start in self.options else f"start {self.start!r} is not an option"

    def widget(self) -> Any:
        """The control for a kernel."""
        options = [(self.text(option), option) for option in self.options]
        return self.widget_type(
            options=options, value=self.start, description=self.label, style=WORDS
        )


@dataclass(frozen=True)
class Radio(Choice):
    """A group of radio buttons: a menu whose options all stay in sight."""

    kind: ClassVar[str] = "radio"
    widget_type: ClassVar[Any] = ipywidgets.RadioButtons


Control = Range | Choice
CONTROLS: dict[str, type[Range] | type[Choice]] = {c.kind: c for c in (Range, Choice, Radio)}
"""Kind -> type of control."""

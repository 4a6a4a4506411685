"""Tables of the introduction (section 1 of the paper)."""

from collections.abc import Iterable

import pandas as pd

from urban_rural import domain
from urban_rural.display import Table
from urban_rural.introduction import Check


def checks(found: Iterable[Check], *, label: str, title: str, source: str) -> Table:
    """Printed figures beside what other figures give, one row a check."""
    rows = [
        {
            "statement": f"{check.statement} ({check.unit})",
            "relation": check.relation,
            "printed": check.printed.text,
            "computed": check.computed.format(check.printed.decimals + 1),
            "verdict": check.verdict.value,
        }
        for check in found
    ]
    frame = pd.DataFrame(rows).set_index("statement").rename_axis("Figure")
    return Table(
        frame,
        label,
        title,
        source,
        headers={
            "relation": "Follows from",
            "printed": "The paper prints",
            "computed": "We compute",
            "verdict": "Verdict",
        },
    )


def assumptions(model: domain.Model, *, label: str, title: str) -> Table:
    """Every parameter of a model: value, unit, sensible range, and on what it rests."""
    found = domain.assumptions(model).set_index("label").rename_axis("Parameter")
    frame = pd.DataFrame(
        {
            "value": found["value"].map("{:g}".format),
            "range": found["low"].map("{:g}".format) + " to " + found["high"].map("{:g}".format),
            "unit": found["unit"],
            "basis": found["basis"].where(
                found["source"] == "", found["basis"] + ": " + found["source"]
            ),
        }
    )
    source = "model of this chapter. Illustrative: chosen by this book to show how it works."
    headers = {"value": "Default", "range": "Sensible range", "unit": "Unit", "basis": "Basis"}
    return Table(frame, label, title, source, headers=headers)

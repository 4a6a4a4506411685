"""Tables of the introduction (section 1 of the paper)."""

from collections.abc import Iterable

import pandas as pd

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

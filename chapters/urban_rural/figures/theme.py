"""One look for every figure: sizes, colours and markers, and how a drawing becomes SVG."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.figure import Figure as Drawing

from urban_rural.figures.palette import GRID, INK, PAPER
from urban_rural.figures.slim import slim

WIDTH = 5.0
"""Width of a figure in inches. A phone shows it about as wide, so that its text keeps its size."""
TEXT = 11
"""Size of every text in points."""

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "axes.edgecolor": GRID,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": TEXT,
    "axes.titleweight": "bold",
    "axes.labelsize": TEXT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": TEXT,
    "ytick.labelsize": TEXT,
    "font.size": TEXT,
    "legend.frameon": False,
    "legend.fontsize": TEXT,
    "lines.linewidth": 1.8,
    "hatch.linewidth": 0.6,
}


@contextmanager
def drawing(
    height: float, columns: int = 1, rows: int = 1, **axes: Any
) -> Iterator[tuple[Drawing, Any]]:
    """A drawing in the book's style, `height` inches high; closed when the block ends.

    columns, rows: of panels. axes: what `matplotlib.pyplot.subplots` takes besides.
    Gives the drawing and its panel, or an array of panels where there are several.
    """
    with sns.axes_style("whitegrid"), mpl.rc_context(_STYLE):
        figure, panel = plt.subplots(
            rows, columns, figsize=(WIDTH, height), layout="constrained", **axes
        )
        try:
            yield figure, panel
        finally:
            plt.close(figure)


def to_svg(figure: Drawing, salt: str) -> str:
    """The drawing as SVG: the same bytes each time, the reader's own font, no fixed size.

    salt: a word of its own for each figure of a page, so that no two share an id.
    """
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": salt, "svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"'DejaVu Sans'[^;\"]*", "system-ui, sans-serif", svg)
    svg = re.sub(r"\n\s*", "\n", svg)
    return slim(svg.strip())

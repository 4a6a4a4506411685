"""The picture that messengers and networks show of a page that somebody links to.

Drawn from the data when the site is built, and only where the site's address is known: a card's
picture is named by a whole address or not at all.
"""

import html
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

PICTURE = "preview-card.png"
SIZE = (1200, 630)
"""Width and height in pixels, as the readers of cards advise."""


def properties(app: Sphinx, pageurl: str | None, title: str, description: str) -> dict[str, str]:
    """The Open Graph properties of a page; those that need an address only where it is known.

    pageurl: the page's whole address. title, description: plain text.
    """
    card = {"og:type": "article", "og:title": title}
    if description:
        card["og:description"] = description
    if pageurl:
        card["og:url"] = pageurl
        card["og:image"] = f"{app.config.html_baseurl.rstrip('/')}/_static/{PICTURE}"
        card["og:image:width"], card["og:image:height"] = map(str, SIZE)
        card["og:image:alt"] = _words()
    return {name: html.escape(content, quote=True) for name, content in card.items()}


def write_picture(app: Sphinx, problem: Exception | None) -> None:
    """Draw the picture into a site whose address is known. Called when its pages are written."""
    if problem is None and app.builder.format == "html" and app.config.html_baseurl:
        draw(Path(app.outdir) / "_static" / PICTURE, app.config.html_title)


def draw(path: Path, title: str) -> None:
    """Draw the book's title above the two ratios of its home page, the same bytes each time."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from urban_rural.figures.palette import COLOUR, GRID, INK, MARKER, PAPER, SOFT

    with mpl.rc_context({**mpl.rcParamsDefault, "font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(12, 6.3), dpi=100, facecolor=PAPER)
        FigureCanvasAgg(figure)
        figure.text(0.06, 0.84, title, size=30, weight="bold", color=INK)
        figure.text(0.06, 0.75, "A live reading of Li, Li and Hu", size=20, color=SOFT)
        axes = figure.add_axes((0.06, 0.1, 0.88, 0.55))
        for row, (outcome, first, last) in enumerate(_first_and_last()):
            axes.text(0.95, 3 * row, outcome, size=19, weight="bold", va="center", ha="right")
            for place, (year, ratio) in enumerate((first, last)):
                line = 3 * row + place
                axes.plot([1, ratio], [line, line], color=GRID, lw=10, zorder=1)
                for area, x in (("rural", 1), ("urban", ratio)):
                    style: dict[str, Any] = {"color": COLOUR[area], "marker": MARKER[area]}
                    axes.scatter(x, line, s=330, zorder=3, **style)
                words = f"{ratio:.2f} in {year}"
                axes.text(ratio + 0.08, line, words, size=19, va="center", color=INK)
        axes.set(xlim=(-0.1, 3.9), ylim=(4.6, -0.6))
        axes.axis("off")
        figure.savefig(path, metadata={"Software": None})


def _first_and_last() -> list[tuple[str, tuple[int, float], tuple[int, float]]]:
    from urban_rural import home

    ratios = home.ratios()
    return [
        (outcome, home.ratio_of(ratios, outcome, 0), home.ratio_of(ratios, outcome, -1))
        for outcome in ratios["outcome"].unique()
    ]


def _words() -> str:
    told = "; ".join(
        f"{outcome}: {first[1]:.2f} in {first[0]}, {last[1]:.2f} in {last[0]}"
        for outcome, first, last in _first_and_last()
    )
    return f"What a town dweller spends for each yuan of a villager. {told}."

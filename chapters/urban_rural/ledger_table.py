"""The whole ledger to read and to filter: a table for every page, controls where a kernel runs.

In JupyterLab drop-down lists recompute the table. The published page has the same lists, which a
script of its own works without a kernel, and is a plain table by section without scripts.
"""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ipywidgets

from urban_rural import replication
from urban_rural.claims.claim import SECTIONS, Judged
from urban_rural.claims.ledger import frame
from urban_rural.display import anchor, caption, show_marked
from urban_rural.printed import Verdict
from urban_rural.replication import SECTION_NAMES, SIGNS

ALL = "all"
"""Choice that leaves nothing out."""


@dataclass(frozen=True)
class LedgerTable:
    """The ledger as the last line of a notebook's cell.

    judged: its claims. label, title, source: as for a table.
    """

    judged: Sequence[Judged]
    label: str
    title: str
    source: str

    @property
    def name(self) -> str:
        """Anchor of the table on its page."""
        return anchor(self.label)

    def html(self) -> str:
        """The table as HTML, with a caption."""
        words = caption(self.label, self.title, self.source)
        return table(self.judged).replace("<table>", f"<table><caption>{words}</caption>", 1)

    def _ipython_display_(self) -> None:
        words = f"<p>{caption(self.label, self.title, self.source)}</p>"
        lists = [
            ipywidgets.Dropdown(description=name, options=options)
            for name, options in choices().items()
        ]
        shown = ipywidgets.HTML(table(self.judged))

        def filter_anew(_: object) -> None:
            shown.value = table(kept(self.judged, *(one.value for one in lists)))

        for one in lists:
            one.observe(filter_anew, names="value")
        panel = ipywidgets.VBox([ipywidgets.HTML(words), ipywidgets.HBox(lists), shown])
        bundle = {
            **panel._repr_mimebundle_(),
            "text/html": self.html(),
            "text/plain": f"Exhibit {self.label}. {self.title} {len(self.judged)} claims.",
        }
        csv = frame(self.judged).to_csv(lineterminator="\n")
        show_marked(bundle, kind="ledger", name=self.name, csv=csv)


def choices() -> dict[str, list[tuple[str, str]]]:
    """The lists to filter by: name -> (what is shown, key) of each choice."""
    sections = [(name, key) for key, name in SECTION_NAMES.items()]
    kinds = [(name, name) for name in replication.kinds()]
    verdicts = [(verdict.value, verdict.value) for verdict in Verdict]
    return {
        "Section": [(ALL, ALL), *sections],
        "Kind": [(ALL, ALL), *kinds],
        "Verdict": [(ALL, ALL), *verdicts],
    }


def kept(
    judged: Iterable[Judged], section: str = ALL, kind: str = ALL, verdict: str = ALL
) -> list[Judged]:
    """The claims that the choices leave; each is a key of `choices`."""
    return [
        one
        for one in replication.chosen(judged, section, kind)
        if verdict in (ALL, one.verdict.value)
    ]


def table(judged: Iterable[Judged]) -> str:
    """Claims as an HTML table grouped by section, each row with an anchor of its own."""
    judged = list(judged)
    groups = []
    for section in SECTIONS:
        own = [one for one in judged if one.section == section]
        if own:
            rows = "\n".join(map(_row, own))
            key = SECTIONS[section]
            groups.append(
                f'<tbody id="ledger-{key}"><tr><th colspan="3" scope="rowgroup">'
                f"{html.escape(SECTION_NAMES[section])}</th></tr>\n{rows}\n</tbody>"
            )
    return "\n".join(
        [
            "<table>",
            '<thead><tr><th scope="col">The paper</th><th scope="col">Found</th>'
            '<th scope="col">Verdict</th></tr></thead>',
            *groups,
            "</table>",
        ]
    )


def _row(one: Judged) -> str:
    reason = f", {one.reason.words}" if one.reason else ""
    mark = " *" if one.unconfirmed else ""
    links = " ".join(
        f'<a href="{chapter}.ipynb#{place}">{_link_text(chapter, place)}</a>'
        for chapter, _, place in (treated.partition("#") for treated in one.claim.treated)
    )
    return (
        f'<tr id="{one.id}"><th scope="row"><a href="#{one.id}">{html.escape(one.place)}</a> '
        f"“{html.escape(one.quotation, quote=False)}”</th>"
        f"<td>{html.escape(one.sentence, quote=False)}{mark} "
        f"{html.escape(one.claim.follows, quote=False)} {links}</td>"
        f"<td>{SIGNS[one.verdict]} {one.verdict.value}{reason}. {one.claim.kind.value}</td></tr>"
    )


def _link_text(chapter: str, place: str) -> str:
    if place.startswith("exhibit-"):
        return "Exhibit " + place.removeprefix("exhibit-").replace("-", ".")
    return chapter.replace("_", " ").capitalize()

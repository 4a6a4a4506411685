"""What the site offers beside its pages: notebooks, numbers as CSV, states of interactives."""

import json
from pathlib import Path

from sphinx.application import Sphinx

from book import interactives
from book.claims import json_of
from book.interactives import FOLDER
from urban_rural.display import MARK


def write_published_files(app: Sphinx, problem: Exception | None) -> None:
    """Write into the site each chapter's notebook and what its exhibits offer."""
    if problem is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    (site / FOLDER).mkdir(exist_ok=True)
    for docname in sorted(app.env.found_docs):
        path = Path(app.env.doc2path(docname))
        if path.suffix != ".ipynb":
            continue
        (site / f"{docname}.ipynb").write_bytes(path.read_bytes())
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                mark = output.get("metadata", {}).get(MARK, {})
                if "csv" in mark:
                    target = site / FOLDER / f"{mark['name']}.csv"
                    target.write_text(mark["csv"], encoding="utf-8", newline="\n")
                if mark.get("kind") == "ledger":
                    target = site / FOLDER / f"{mark['name']}.json"
                    target.write_text(json_of(mark["csv"]), encoding="utf-8", newline="\n")
                if mark.get("kind") == "explore":
                    for name, content in interactives.files(output["data"]).items():
                        (site / name).write_bytes(content)

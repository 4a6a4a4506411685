"""Files that Sphinx and its extensions leave in a site without any page asking for them."""

import re
from pathlib import Path

FOLDERS = ("_static", "_sources")
TEXTS = {".html", ".css", ".js", ".svg", ".webmanifest"}


def drop_unused(site: Path) -> None:
    """Remove what no page needs from the folders in which Sphinx gathers files.

    A file is needed when its name stands in a page, or in a style sheet or script that is
    needed itself; a source, when its whole address does.
    site: the built site.
    """
    candidates = {p for folder in FOLDERS for p in (site / folder).rglob("*") if p.is_file()}
    needed = {path for path in site.rglob("*.html") if path not in candidates}
    unread = set(needed)
    while unread:
        text = "\n".join(
            path.read_text(encoding="utf-8") for path in sorted(unread) if path.suffix in TEXTS
        )
        unread = {path for path in candidates - needed if _named(path, site, text)}
        needed |= unread
    for path in candidates - needed:
        path.unlink()
    for folder in FOLDERS:
        for path in sorted((site / folder).rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        if (site / folder).is_dir() and not any((site / folder).iterdir()):
            (site / folder).rmdir()
    (site / ".buildinfo").unlink(missing_ok=True)


def _named(path: Path, site: Path, text: str) -> bool:
    address = path.relative_to(site).as_posix()
    name = path.name if address.startswith("_static/") else address
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", text) is not None

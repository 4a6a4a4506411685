"""Reading without a line: the whole book as one file to take along, and pages kept once visited.

Both are made from the finished site and from nothing else, so that the same site gives the same
bytes.
"""

import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import Any

ARCHIVE = "urban-rural-book.zip"
FOLDER = ARCHIVE.removesuffix(".zip")
"""The folder that unpacking makes."""
WORKER = "service-worker.js"
ONLINE_ALONE = {ARCHIVE, WORKER, "404.html", "robots.txt", "sitemap.xml"}
"""What has no use on a disk."""
ONLINE_PART = re.compile(r"<(\w+) data-online-only>.*?</\1>\s*", re.DOTALL)
SIZE = re.compile(r"(<(\w+) data-archive-size>).*?(</\2>)", re.DOTALL)
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that the format knows; a file's own says when it was built, not what it is."""
MEGABYTE = 1_000_000
INVITATION = f"""\
<p data-online-only>To read without a line, take the whole book along:
<a href="{ARCHIVE}" download>all pages, figures and data in one file</a>
(zip, <span data-archive-size></span>). Unpack it and open <code>index.html</code>. In most
browsers the pages you have visited also stay readable when the line drops.</p>
"""
"""Stands on the home page, at its end."""


def add_invitation(
    app: Any, pagename: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Offer the archive on the home page. Called for each page."""
    if pagename == app.config.root_doc:
        before, end, after = context["body"].rpartition("</section>")
        context["body"] = f"{before}{INVITATION}{end}{after}"


def write(site: Path) -> None:
    """Write the archive and the service worker of a finished site, and tell the archive's size.

    site: the built site; pages name the archive's size in an element with `data-archive-size`,
    and what a copy on disk should not show stands in one with `data-online-only`.
    """
    archive = archived(site)
    (site / ARCHIVE).write_bytes(archive)
    size = f"{max(len(archive) / MEGABYTE, 0.1):.1f} MB"
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        told = SIZE.sub(rf"\g<1>{size}\g<3>", text)
        if told != text:
            path.write_text(told, encoding="utf-8", newline="\n")
    template = (Path(__file__).parent / WORKER).read_text(encoding="utf-8")
    worker = template.replace('"VERSION"', f'"{version(site)}"')
    (site / WORKER).write_text(worker, encoding="utf-8", newline="\n")


def archived(site: Path) -> bytes:
    """A zip file of a site: in order of names, without dates, the same on every system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, path in sorted(files(site).items()):
            if name in ONLINE_ALONE:
                continue
            content = path.read_bytes()
            if path.suffix == ".html":
                content = ONLINE_PART.sub("", content.decode()).encode()
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", EARLIEST)
            entry.create_system = 3  # whatever the system: files with a Unix mode
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)
    return buffer.getvalue()


def version(site: Path) -> str:
    """A digest of all that a site holds, the service worker and the archive apart."""
    digest = hashlib.sha256()
    for name, path in sorted(files(site).items()):
        if name not in (ARCHIVE, WORKER):
            digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def files(site: Path) -> dict[str, Path]:
    """The files of a site by their addresses from its top."""
    return {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}

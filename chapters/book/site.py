"""Building the site: in a folder of its own, put in place only when all of it is good."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from book import BuildError, notebooks, provenance

PAGES = {".ipynb", ".md"}

Sources = dict[str, str]


def folder(root: Path) -> Path:
    """Give the folder the finished site is in."""
    return root / "_build" / "html"


def address(root: Path, given: str = "") -> str:
    """Give where the site is published, ending with a slash; "" when that is not known.

    root: the repository, whose _config.yml may say it. given: what holds in place of that.
    Raises BuildError when it is no address of a folder on a web server.
    """
    import yaml

    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    known = given or str(config["sphinx"]["config"].get("html_baseurl") or "")
    if not known:
        return ""
    parts = urlsplit(known)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise BuildError(
            f"The site's address is {known!r}; expected is one like https://example.org/book/. "
            "It is html_baseurl in _config.yml, or given as `make book ADDRESS=...`."
        )
    return known.rstrip("/") + "/"


def sources(root: Path, published_at: str) -> Sources:
    """Give a digest for each source of the site.

    Each page has its own; everything else that pages are made with (configuration, theme,
    modules, data, packages) shares one, under the name "frame".
    root: the repository. published_at: the site's address, which is in its pages.
    """
    desk = root / "chapters" / "exercises"  # what students write is no source
    files = [f for f in provenance.files_under(root / "chapters") if desk not in f.parents]
    files += provenance.files_under(root / "data")
    pages = {path for path in files if path.suffix in PAGES}
    frame = [root / "_config.yml", root / "_toc.yml", root / "requirements.txt"]
    frame += [path for path in files if path not in pages]
    digests = {
        path.relative_to(root).as_posix(): provenance.digest(path.read_bytes())
        for path in sorted(pages)
    }
    shared = provenance.digest_of_files(root, frame) + published_at
    return {"frame": shared, **digests}


def sources_of_last_build(root: Path) -> Sources:
    """Give the sources of the site that is in place; empty when there is none."""
    if not (folder(root) / "index.html").is_file():
        return {}
    try:
        recorded: Sources = json.loads(_record(root).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return recorded


def changed(root: Path, published_at: str) -> bool:
    """Say whether any source differs from those of the site that is in place."""
    return sources(root, published_at) != sources_of_last_build(root)


@contextmanager
def sole_build(root: Path) -> Iterator[None]:
    """Make sure that one build at a time works on the book.

    root: the repository. Raises BuildError when another build is at work.
    """
    (root / "_build").mkdir(exist_ok=True)
    with open(root / "_build" / "lock", "w") as lock:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BuildError(
                "Another build of this book is at work. Wait until it is done and try again."
            ) from error
        yield


def load_sphinx(root: Path) -> None:
    """Import what building the pages needs, ahead of time; a problem shows when it is used."""
    import yaml

    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    with suppress(Exception):
        for name in ["jupyter_book.sphinx", *config["sphinx"]["config"]["extensions"]]:
            import_module(name)


def build(root: Path, anew: bool, published_at: str) -> None:
    """Build the site and put it in place of the last one.

    Only the pages that changed are read again, unless something changed that all are made
    with. All are written, from what was read, so that titles, numbers and links of one page
    are right on the others and nothing is left of a page or picture that is gone. A build
    that fails or is interrupted leaves the last site as it was.
    root: the repository. anew: read every page again. published_at: the site's address, ""
    when it is not known.
    Raises BuildError when Sphinx warns of anything.
    """
    now = sources(root, published_at)
    before = sources_of_last_build(root)
    work = root / "_build" / "work"
    state = root / "_build" / "state"
    _complete_swap(folder(root))
    _complete_swap(state)
    shutil.rmtree(work, ignore_errors=True)
    if not anew and before.get("frame") == now["frame"] and state.is_dir():
        shutil.copytree(state, work)
    if not _sphinx(root, work, published_at):
        raise BuildError(
            "The site was not built. Mend what is named above and build again. "
            "The last good site, if there was one, is still in _build/html."
        )
    _finish(work / "html", published_at)
    _record(root).unlink(missing_ok=True)
    _swap(work / "html", folder(root))
    _swap(work, state)
    notebooks.replace(_record(root), json.dumps(now, indent=1).encode())


def _finish(pages: Path, published_at: str) -> None:
    """Make a publication of the pages that Sphinx has written."""
    from book import addresses, assets, formulas_font, offline, search, security

    assets.drop_unused(pages)
    formulas_font.trim(pages)
    search.write(pages, addresses.UNLISTED)
    addresses.write_for_search_engines(pages, published_at)
    addresses.anchor_not_found(pages, published_at)
    security.protect(pages)
    offline.write(pages)


def _sphinx(root: Path, work: Path, published_at: str) -> bool:
    """Run Jupyter Book's Sphinx with every warning an error, and say whether it was content."""
    from jupyter_book.sphinx import build_sphinx
    from sphinx.util.console import color_terminal, nocolor

    if not color_terminal():
        nocolor()
    result = build_sphinx(
        root,
        work / "html",
        doctreedir=work / "doctrees",
        path_config=root / "_config.yml",
        noconfig=True,
        confoverrides={
            "external_toc_path": (root / "_toc.yml").as_posix(),
            "html_baseurl": published_at,
            "latex_individualpages": False,
            "nitpicky": True,
        },
        force_all=True,
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    if isinstance(result, KeyboardInterrupt):
        raise result
    return bool(result == 0)


def _record(root: Path) -> Path:
    return root / "_build" / "site.json"


def _old(target: Path) -> Path:
    return target.with_name(target.name + ".old")


def _swap(new: Path, target: Path) -> None:
    """Put a folder in place of another; between the two renamings there is none for a moment."""
    try:
        if target.exists():
            os.replace(target, _old(target))
        os.replace(new, target)
    except OSError as error:
        raise BuildError(
            f"{target} could not be replaced ({error}). Close what uses it and build again."
        ) from error
    shutil.rmtree(_old(target), ignore_errors=True)


def _complete_swap(target: Path) -> None:
    """Bring order after a swap that was interrupted."""
    if not target.exists() and _old(target).exists():
        os.replace(_old(target), target)
    shutil.rmtree(_old(target), ignore_errors=True)

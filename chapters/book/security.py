"""What a page may load and run: a strict Content-Security-Policy, written into each page.

A host of plain files sends no headers of our choice, so the policy is a `<meta>` element. It
allows the site's own files and nothing else; a script that stands in the page runs only when
its hash is in the policy. Styles may stand in the page, since pictures and tables carry them.
"""

import base64
import hashlib
import html
import re
from html.parser import HTMLParser
from pathlib import Path

from book import BuildError

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


class _Scripts(HTMLParser):
    """The scripts that stand in a page, and what no policy without 'unsafe-inline' would run."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.inline: list[str] = []
        self.refused: list[str] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        kind = (attributes.get("type") or "module").lower()
        if tag == "script" and "src" not in attributes and "json" not in kind:
            self.inline.append("")
            self._open = True
        for name, value in attrs:
            if name.startswith("on"):
                self.refused.append(f"{name} of <{tag}>")
            elif name in ("href", "src", "action") and (value or "").strip().lower().startswith(
                "javascript:"
            ):
                self.refused.append(f"{value} of <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inline[-1] += data


def policy(page: str) -> str:
    """The policy of a page, with the hash of each script that stands in it.

    page: the page as HTML.
    """
    hashes = {
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in _Scripts(page).inline
    }
    directives = dict(DIRECTIVES)
    directives["script-src"] = " ".join([directives["script-src"], *sorted(hashes)])
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def protected(page: str) -> str:
    """A page with its policy in it, ahead of all that the policy is to hold for.

    page: the page as HTML, its encoding declared.
    Raises ValueError when the page names something that its policy would never run, or has no
    place for the policy.
    """
    if refused := _Scripts(page).refused:
        raise ValueError(f"a page may not carry {', '.join(refused)}: write a script file instead")
    if len(CHARSET.findall(page)) != 1:
        raise ValueError('<meta charset="utf-8"> is expected once, and the policy follows it')
    content = html.escape(policy(page), quote=True)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return CHARSET.sub(lambda found: f"{found[0]}\n{meta}", page)


def protect(site: Path) -> None:
    """Write its policy into each page of a site. Raises BuildError where that cannot be done."""
    for path in sorted(site.rglob("*.html")):
        try:
            text = protected(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise BuildError(f"{path.relative_to(site).as_posix()}: {error}.") from error
        path.write_text(text, encoding="utf-8", newline="\n")

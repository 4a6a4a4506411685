"""A host of plain files, as those that books are published on: it compresses, lets a browser ask
whether a file has changed, and shows the page for wrong addresses. It keeps count of what it sends.
"""

import gzip
import hashlib
import posixpath
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".ipynb": "application/x-ipynb+json",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}
COMPRESSED = {".html", ".css", ".js", ".json", ".ipynb", ".csv", ".txt", ".xml", ".svg"}
LEVEL = 6
"""Of gzip: what hosts use."""


@dataclass(frozen=True)
class Sent:
    """An answer: address from the host's top, status, bytes of its body."""

    address: str
    status: int
    size: int


@dataclass
class Host:
    """A site, and how it is served.

    site: the folder. top: where on the host it lies, "/" or like "/book/". headers: a page's
    address from the site's top -> headers sent with it. sent: what was sent so far.
    """

    site: Path
    top: str = "/"
    headers: Callable[[str], Mapping[str, str]] = lambda address: {}
    sent: list[Sent] = field(default_factory=list)

    def find(self, address: str) -> Path | None:
        """The file at an address from the host's top; None when there is none."""
        name = posixpath.normpath(unquote(address))
        if address.endswith("/"):
            name = posixpath.join(name, "index.html")
        if not name.startswith(self.top):
            return None
        path = self.site / name.removeprefix(self.top)
        return path if path.is_file() else None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, host: Host) -> None:
        self.host = host
        super().__init__(*arguments)

    def do_GET(self) -> None:
        address = urlsplit(self.path).path
        status, path = 200, self.host.find(address)
        if path is None and not address.endswith("/") and self.host.find(address + "/"):
            return self._send(301, b"", {"Location": address + "/"})
        if path is None:
            status, path = 404, self.host.find(self.host.top + "404.html")
        if path is None:
            return self._send(404, b"", {})
        body, etag, headers = encoded(path, path.stat().st_mtime_ns)
        headers = {**headers, "ETag": etag, **self.host.headers(self._page(path))}
        if status == 200 and self.headers.get("If-None-Match") == etag:
            return self._send(304, b"", {"ETag": etag})
        self._send(status, body, headers)

    do_HEAD = do_GET

    def _page(self, path: Path) -> str:
        return path.relative_to(self.host.site).as_posix()

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        if self.command == "HEAD":
            size, body = len(body), b""
        else:
            size = len(body)
            self.host.sent.append(Sent(self.path, status, size))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(size))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@lru_cache(maxsize=4096)
def encoded(path: Path, changed: int) -> tuple[bytes, str, dict[str, str]]:
    """A file as it is sent: body, entity tag, headers. changed: when, so that none is outdated."""
    body = path.read_bytes()
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"Content-Type": KINDS.get(path.suffix, "application/octet-stream")}
    if path.suffix in COMPRESSED:
        body = gzip.compress(body, LEVEL, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return body, etag, headers


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left before all was sent; tell of any other error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def server(host: Host, port: int = 0) -> ThreadingHTTPServer:
    """A server on this computer. port: 0 for any that is free. Raises OSError when it is taken."""
    return _Server(("127.0.0.1", port), partial(_Handler, host=host))


@contextmanager
def served(host: Host) -> Iterator[str]:
    """Serve a site meanwhile; gives the address of its top."""
    with server(host) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}{host.top}"
        running.shutdown()

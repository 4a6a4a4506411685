"""Keeping what a publisher sends, byte for byte, whatever its client makes of it."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import curl_cffi.requests
import requests


@dataclass(frozen=True)
class Exchange:
    """A question and its answer."""

    method: str
    address: str
    status: int
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of what was sent."""
        return hashlib.sha256(self.content).hexdigest()


_thread = threading.local()


def keep_with(keep: Callable[[Exchange], None]) -> None:
    """Say what is done with each answer that this thread receives while `recording`."""
    _thread.keep = keep


@contextmanager
def recording() -> Iterator[None]:
    """Hand over every answer that a client receives, through either of their two libraries."""
    with ExitStack() as stack:
        for session in (requests.Session, curl_cffi.requests.Session):
            stack.enter_context(patch.object(session, "request", _kept(session.request)))
        yield


def _kept(request: Callable[..., Any]) -> Callable[..., Any]:
    def kept(session: Any, method: str, url: str, *arguments: Any, **options: Any) -> Any:
        answer = request(session, method, url, *arguments, **options)
        keep = getattr(_thread, "keep", None)
        if keep:
            keep(Exchange(method.upper(), str(answer.url), answer.status_code, answer.content))
        return answer

    return kept

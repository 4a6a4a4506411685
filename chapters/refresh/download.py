"""Asking for a series: progress, time limits, further attempts, and answers kept as they came."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import curl_cffi.requests
import requests
import wbgapi

from refresh import RefreshError, statistics_bureau, world_bank
from refresh.observations import Answer, Observation, answer_of
from refresh.recording import Exchange, keep_with
from refresh.series import Indicators, NationalTable, ProvincialTable, Request, Series

Say = Callable[[str], None]

LATER = "Check the network connection (the publisher's page in a browser), and try again later."
ENDINGS = {b"{": ".json", b"[": ".json", b"<": ".html"}


@dataclass(frozen=True)
class Manners:
    """How to ask. attempts: at most. pause: seconds before the second; it doubles. patience:
    seconds that a request may take in all."""

    attempts: int
    pause: float
    patience: float


@dataclass
class Archive:
    """A folder in which answers are kept as they came, with a list of them.

    folder: does not exist yet. day: on which they came. exchanges: all that are kept.
    """

    folder: Path
    day: str
    listed: list[dict[str, Any]] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, series: str, exchange: Exchange) -> None:
        """Write an answer into a file of its own and enter it in answers.json."""
        with self.lock:
            host = urlsplit(exchange.address).hostname
            ending = ENDINGS.get(exchange.content.lstrip()[:1], ".bin")
            name = f"{series}/{len(self.listed) + 1:03}-{host}{ending}"
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(exchange.content)
            self.exchanges.append(exchange)
            self.listed.append(
                {
                    "series": series,
                    "file": name,
                    "method": exchange.method,
                    "address": exchange.address,
                    "status": exchange.status,
                    "sha256": exchange.digest,
                    "bytes": len(exchange.content),
                    "received": datetime.now(UTC).isoformat(timespec="seconds"),
                }
            )
            text = json.dumps(self.listed, ensure_ascii=False, indent=1) + "\n"
            (self.folder / "answers.json").write_text(text, encoding="utf-8", newline="\n")


def download(series: Series, manners: Manners, archive: Archive, say: Say) -> Answer:
    """Ask everything that a series needs.

    say: is given one line of progress at a time. Raises RefreshError when the publisher does not
    give a usable answer to the last attempt, or at once when another would not help.
    """
    observations: list[Observation] = []
    for number, request in enumerate(series.requests, start=1):
        step = f" ({number} of {len(series.requests)})" if len(series.requests) > 1 else ""
        say(f"asking {series.publisher}{step}")
        start = time.monotonic()
        found = _with_attempts(series, request, manners, archive, say)
        say(f"{len(found)} figures, {time.monotonic() - start:.1f} s")
        observations += found
    return answer_of(series, observations)


def _with_attempts(
    series: Series, request: Request, manners: Manners, archive: Archive, say: Say
) -> list[Observation]:
    for attempt in range(1, manners.attempts + 1):
        exchanges: list[Exchange] = []
        try:
            return _in_time(series, request, exchanges, manners.patience, archive)
        except RefreshError as error:
            if not error.passing or attempt == manners.attempts:
                raise
            pause = manners.pause * 2 ** (attempt - 1)
            failed = f"attempt {attempt} of {manners.attempts} failed"
            say(f"{failed}; again in {pause:g} s. {error.what}")
            time.sleep(pause)
            (world_bank if isinstance(request, Indicators) else statistics_bureau).afresh()
    raise AssertionError("there is at least one attempt")


def _in_time(
    series: Series,
    request: Request,
    exchanges: list[Exchange],
    patience: float,
    archive: Archive,
) -> list[Observation]:
    """Ask in a thread, which is left alone when its time is over: no client limits the whole."""
    result: list[list[Observation] | Exception] = []

    def keep(exchange: Exchange) -> None:
        exchanges.append(exchange)
        archive.keep(series.name, exchange)

    def work() -> None:
        keep_with(keep)
        try:
            result.append(_ask(request, series.first_year, series.last_year))
        except Exception as error:
            result.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(patience)
    if not result:
        raise _slow(patience)
    if isinstance(result[0], Exception):
        raise _diagnosis(result[0], exchanges, archive.exchanges, request, patience) from result[0]
    return result[0]


def _ask(request: Request, first_year: int, last_year: int | None) -> list[Observation]:
    match request:
        case Indicators():
            return world_bank.ask(request, first_year, last_year)
        case NationalTable():
            return statistics_bureau.ask_nation(request, first_year, last_year)
        case ProvincialTable():
            return statistics_bureau.ask_provinces(request, first_year, last_year)


def _slow(patience: float) -> RefreshError:
    return RefreshError(
        f"The publisher took longer than {patience:g} s.",
        f"Try again later, or allow more time: --patience {4 * patience:g}.",
        passing=True,
    )


def _diagnosis(
    error: Exception,
    exchanges: list[Exchange],
    earlier: list[Exchange],
    request: Request,
    patience: float,
) -> RefreshError:
    """Say what went wrong, from what the client raised and what the publisher last sent.

    exchanges: of this attempt. earlier: of this run; clients do not ask for the same list twice.
    """
    curl = curl_cffi.requests.exceptions
    web = requests.exceptions
    if isinstance(error, web.Timeout | curl.Timeout):
        return _slow(patience)
    if isinstance(error, web.ChunkedEncodingError | curl.IncompleteRead):
        return RefreshError("The answer broke off half-way.", LATER, passing=True)
    if isinstance(error, web.RequestException | curl.RequestException) and not isinstance(
        error, ValueError
    ):
        kind = type(error).__name__
        return RefreshError(
            f"The publisher cannot be reached, or hung up ({kind}).", LATER, passing=True
        )
    last = exchanges[-1] if exchanges else None
    if last is not None and (wrong := _wrong_with(last)):
        return wrong
    if isinstance(error, RefreshError):
        return error
    if isinstance(error, wbgapi.APIError):
        return RefreshError(
            f"The World Bank refuses the question: {error.msg}.",
            "Look the code up at https://data.worldbank.org and mend it in "
            "chapters/refresh/series.py.",
        )
    if isinstance(request, NationalTable | ProvincialTable) and isinstance(error, ValueError):
        names = _names(last.content) if last else []
        wanted = [part.strip() for part in request.path.split(">")]
        if isinstance(request, ProvincialTable):
            wanted.append(request.label)
        known = {name for exchange in earlier for name in _names(exchange.content)}
        missing = next((name for name in wanted if name not in known), wanted[-1])
        return statistics_bureau.renamed(missing, request.path, names)
    return RefreshError(
        f"The answer is not built as the client expects ({type(error).__name__}: {error}): a "
        "field was renamed or left out.",
        "See whether a newer version of the client knows it (`make lock OPTIONS=--upgrade`); "
        "what was sent is kept, so that one can look.",
    )


def _wrong_with(last: Exchange) -> RefreshError | None:
    """What is wrong with an answer as such, if anything."""
    start = last.content.lstrip()[:1]
    if last.status >= 400:
        passing = last.status in (403, 408, 429) or last.status >= 500
        return RefreshError(
            f"The publisher answers with status {last.status}.",
            LATER if passing else "The address has changed; a newer client may know it.",
            passing=passing,
        )
    if start == b"<":
        return RefreshError(
            "The publisher sent a web page instead of data (an error page, a login, or a check "
            "whether you are a person).",
            "Open the publisher's page in a browser once, and try again later.",
            passing=True,
        )
    try:
        json.loads(last.content)
    except ValueError as error:
        text = last.content.decode("utf-8", errors="replace").rstrip()
        at_end = isinstance(error, json.JSONDecodeError) and (
            error.pos >= len(text) - 1 or error.msg.startswith("Unterminated")
        )
        what = "The answer is cut off" if at_end else "The answer is malformed"
        return RefreshError(f"{what} ({error}).", LATER, passing=True)
    return None


def _names(content: bytes) -> list[str]:
    """Every name in an answer that lists names; none in one that cannot be read."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            found.extend(
                text.replace(" ", "")
                for key, text in value.items()
                if key.endswith("name") and isinstance(text, str) and text
            )
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                walk(item)

    with suppress(ValueError):
        walk(json.loads(content))
    return found

"""A local server that stands in for both publishers, and can be told to misbehave.

It is an HTTPS proxy. The real clients, told of it by the usual variables of the environment
(HTTPS_PROXY, REQUESTS_CA_BUNDLE), ask their publishers' real addresses; the proxy answers in
their place. So nothing of the clients or of the program under test is replaced.

All its answers are made up here or copied from data/; none may become data of the book.
"""

import json
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

CERTIFICATE = Path(__file__).with_name("publishers.pem")
PAGE = b'<!DOCTYPE html>\n<html lang="en"><body>Please show that you are a person</body></html>\n'

Table = dict[str, dict[str, str]]
"""Label or region -> year -> figure as the publisher gives it."""


@dataclass
class Content:
    """What the publishers hold.

    nation, provinces: path -> table. indicators: code -> (name, year -> figure or None).
    """

    nation: dict[str, Table] = field(default_factory=dict)
    provinces: dict[str, tuple[str, Table]] = field(default_factory=dict)
    indicators: dict[str, tuple[str, dict[int, float | None]]] = field(default_factory=dict)


@dataclass
class Fault:
    """How to misbehave. kind: see `Handler.send`. times: how often; data_only: not when asked for
    lists of names, which clients ask first. change: edits the text of a good answer."""

    kind: str = ""
    times: int = 1_000_000
    data_only: bool = True
    change: Callable[[str], str] = str
    seconds: float = 0


class Publishers(ThreadingHTTPServer):
    """The server; it runs until closed."""

    daemon_threads = True

    def __init__(self, content: Content) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = content
        self.fault = Fault()
        self.asked: list[str] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(CERTIFICATE)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        """Variables that send a program's questions here."""
        proxy = f"http://127.0.0.1:{self.server_port}"
        names = ("HTTPS_PROXY", "https_proxy")
        trusted = dict.fromkeys(("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"), str(CERTIFICATE))
        return dict.fromkeys(names, proxy) | trusted | {"NO_PROXY": "", "no_proxy": ""}

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error here."""


class Handler(BaseHTTPRequestHandler):
    """One connection to the proxy."""

    protocol_version = "HTTP/1.1"
    server: Publishers

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_CONNECT(self) -> None:
        if self.server.fault.kind == "unreachable":
            self.close_connection = True
            return
        self.host = self.path.partition(":")[0]
        self.send_response(200)
        self.end_headers()
        self.wfile.flush()
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb")  # type: ignore[assignment]
        self.close_connection = False
        while not self.close_connection:
            self.handle_one_request()

    def do_GET(self) -> None:
        self.answer(b"")

    def do_POST(self) -> None:
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, body: bytes) -> None:
        address = urlsplit(self.path)
        self.server.asked.append(f"{self.host}{unquote(address.path)}")
        if self.host == "api.worldbank.org":
            value, is_data = world_bank(self.server.content, unquote(address.path))
        else:
            query = {key: values[0] for key, values in parse_qs(address.query).items()}
            value, is_data = bureau(self.server.content, address.path, query, body)
        self.send(json.dumps(value, ensure_ascii=False), is_data)

    def send(self, text: str, is_data: bool) -> None:
        fault = self.server.fault
        kind = fault.kind if is_data or not fault.data_only else ""
        if kind and fault.times <= 0:
            kind = ""
        fault.times -= bool(kind)
        content, status, length = text.encode(), 200, None
        match kind:
            case "slow":
                time.sleep(fault.seconds)
            case "busy":
                content, status = b"busy", 503
            case "web page":
                content = PAGE
            case "malformed":
                content = content[: len(content) // 2] + b"]}\x00{" + content[len(content) // 2 :]
            case "cut off":
                content = content[: len(content) // 2]
            case "broken off":
                content, length = content[: len(content) // 2], len(content)
            case "hangs up":
                self.close_connection = True
                self.connection.close()
                return
            case "changed":
                content = fault.change(text).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length or len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()
        if length:
            self.close_connection = True
            self.connection.settimeout(1)
            with suppress(OSError):
                self.connection.unwrap()  # says goodbye, so that the length alone is wrong
            self.connection.close()


def bureau(content: Content, path: str, query: dict[str, str], body: bytes) -> tuple[Any, bool]:
    """An answer of the statistics bureau, and whether it holds figures.

    The id of a place in its list of contents is its path.
    """
    paths = list(content.provinces if query.get("code") == "6" else content.nation)
    match path.rpartition("/")[2]:
        case "page.html":
            return {}, False
        case "queryIndexTreeAsync":
            if not query.get("pid"):
                return {"data": [{"_id": "root", "name": "root"}]}, False
            above = [] if query["pid"] == "root" else query["pid"].split(" > ")
            steps = [path.split(" > ") for path in paths]
            names = [
                s[len(above)] for s in steps if s[: len(above)] == above and len(s) > len(above)
            ]
            return {
                "data": [
                    {"_id": " > ".join([*above, name]), "name": name}
                    for name in dict.fromkeys(names)
                ]
            }, False
        case "queryIndicatorsByCid":
            cid = query["cid"]
            labels = (
                [content.provinces[cid][0]] if cid in content.provinces else content.nation[cid]
            )
            return {"data": {"list": [{"_id": name, "i_showname": name} for name in labels]}}, False
        case "getDaCatalogTreeByIndicatorCid":
            return {"data": [{"_id": "regions", "name": "全部地区"}]}, False
        case "getDasByDaCatalogId":
            _, table = next(iter(content.provinces.values()))
            return {"data": [{"show_name": name, "name_value": name} for name in table]}, False
        case "esData":
            asked = json.loads(body)
            cid = asked["cid"]
            by_province = cid in content.provinces and asked["showType"] == 3
            table = content.provinces[cid][1] if by_province else content.nation[cid]
            first, last = (int(part[:4]) for part in asked["dts"][0].split("-"))
            years = sorted({year for row in table.values() for year in row}, reverse=True)
            name = "area" if by_province else "i_showname"
            return {
                "data": [
                    {
                        "name": f"{year}年",
                        "values": [
                            {name: label, "value": row.get(year, "")}
                            for label, row in table.items()
                        ],
                    }
                    for year in years
                    if first <= int(year) <= last
                ]
            }, True
    raise AssertionError(f"nothing is known of {path}")


def world_bank(content: Content, path: str) -> tuple[Any, bool]:
    """An answer of the World Bank, and whether it holds figures."""
    parts = path.split("/")[3:]  # after /v2/en

    def listed(rows: list[dict[str, Any]]) -> list[Any]:
        return [{"page": 1, "pages": 1, "per_page": 1000, "total": len(rows)}, rows]

    def concepts(rows: list[Any]) -> dict[str, Any]:
        return {
            "page": 1,
            "pages": 1,
            "per_page": 1000,
            "total": len(rows),
            "source": [{"id": "2", "concept": rows}],
        }

    def variables(name: str, rows: list[dict[str, str]]) -> dict[str, Any]:
        found = concepts([{"id": name, "variable": rows}])
        return found | {"total": len(rows)}

    match parts:
        case ["region" | "incomelevel" | "lendingtype" as kind]:
            row = {"id": "EAS", "iso2code": "Z4", "value": "x"}
            return listed([row | ({"code": "EAS", "name": "x"} if kind == "region" else {})]), False
        case ["country", "all"]:
            of = {"id": "EAS", "value": "x"}
            names = ("region", "adminregion", "lendingType", "incomeLevel")
            rows = [
                {
                    "id": code,
                    "iso2Code": code[:2],
                    "capitalCity": "",
                    "longitude": "",
                    "latitude": "",
                    **dict.fromkeys(names, of),
                }
                for code in ("CHN", "USA")
            ]
            return listed(rows), False
        case ["sources", "2", "concepts"]:
            names = ("Country", "Series", "Time")
            return concepts([{"id": name, "value": name} for name in names]), False
        case ["sources", "2", "time", "all"]:
            years = sorted({year for _, values in content.indicators.values() for year in values})
            return variables("Time", [{"id": f"YR{y}", "value": str(y)} for y in years]), False
        case ["sources", "2", "series", code]:
            return variables("Series", [{"id": code, "value": content.indicators[code][0]}]), False
        case ["sources", "2", "series", codes, "country", "CHN", "time", "all"]:
            rows = [
                {
                    "variable": [
                        {"concept": "Country", "id": "CHN", "value": "China"},
                        {"concept": "Series", "id": code, "value": content.indicators[code][0]},
                        {"concept": "Time", "id": f"YR{year}", "value": str(year)},
                    ],
                    "value": value,
                }
                for code in codes.split(";")
                for year, value in content.indicators[code][1].items()
            ]
            return {
                "page": 1,
                "pages": 1,
                "per_page": 1000,
                "total": len(rows),
                "source": {"id": "2", "data": rows},
            }, True
    raise AssertionError(f"nothing is known of {path}")

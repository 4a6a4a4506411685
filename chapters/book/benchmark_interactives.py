"""How light and quick an interactive is beside the same published the usual way.

The usual way is ipywidgets' own: its html-manager, here served from the same host as the page,
and every state a widget inside nested stacks, since no kernel answers in a published page.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

if not __package__:  # started as a file: what is imported lies beside its folder
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from book import ROOT, interactives, notebooks
from book.host import Host, served
from urban_rural.controls import Choice, Control, Radio, Range
from urban_rural.differences import unpack
from urban_rural.explore import MIME, settings

Say = Callable[[str], None]

PACKAGES = ["@jupyter-widgets/html-manager@1.0.15", "requirejs@2.3.8"]
SCRIPTS = ["jupyter-widgets-html-manager-1.0.15/dist/embed-amd.js", "requirejs-2.3.8/require.js"]
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SWITCHES += ["--disable-component-update", "--disable-sync"]
SLOW_LINE = {"latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 ms a round trip and 400 kbit/s."""
FRAME_MS = 16
PAUSE_SECONDS = 0.1
"""Between two changes, so that each is finished before it is measured."""


@dataclass
class Measured:
    """One way of publishing: what is loaded until the first answer, and how long it takes."""

    kilobytes: float = 0.0
    requests: int = 0
    first_answer: float = 0.0
    first_answer_slow: float = 0.0
    script_ms: list[float] = field(default_factory=list)


def run(root: Path, say: Say) -> None:
    """Measure the largest interactive of the book that begins with a slider; print a table.

    root: the repository, with executed notebooks. say: is given one line at a time.
    """
    bundle = _largest(root)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if bundle is None:
        say("Interactives: not measured, since no executed notebook has one with a slider first.")
        return
    if chromium is None:
        say("Interactives: not measured, since there is no Chromium.")
        return
    record = bundle[MIME]
    say(f"Interactives: exhibit {record['label']}, {len(record['states']):,} bytes of states.")
    with tempfile.TemporaryDirectory() as folder:
        own, usual = Path(folder) / "own", Path(folder) / "usual"
        _publish(bundle, own)
        results = {"this book": _measure(own, chromium, bundle, "input[type=range]")}
        if shutil.which("npm") is None:
            say("html-manager: not measured, since npm is not installed.")
        elif not _fetch(Path(folder)):
            say("html-manager: not measured, since npm could not fetch it.")
        else:
            _publish_the_usual_way(bundle, usual, Path(folder))
            results["html-manager"] = _measure(usual, chromium, bundle, ".noUi-handle")
    for line in table(results):
        say(line)


def table(results: dict[str, Measured]) -> list[str]:
    """Measurements as the lines of a table, one column a way of publishing."""
    rows: list[tuple[str, Callable[[Measured], float], str]] = [
        ("loaded until the first answer, KB gzip", lambda m: m.kilobytes, ".1f"),
        ("requests", lambda m: m.requests, ".0f"),
        ("first answer, s", lambda m: m.first_answer, ".2f"),
        ("first answer at 400 kbit/s, 400 ms, s", lambda m: m.first_answer_slow, ".2f"),
        ("script time of a change, median, ms", lambda m: statistics.median(m.script_ms), ".2f"),
        (f"the same, worst, ms (goal: {FRAME_MS})", lambda m: max(m.script_ms), ".2f"),
    ]
    lines = [f"{'':42}" + "".join(f"{name:>14}" for name in results)]
    for words, value, form in rows:
        cells = "".join(f"{value(measured):14{form}}" for measured in results.values())
        lines.append(f"{words:42}{cells}")
    return lines


def _largest(root: Path) -> dict[str, Any] | None:
    found = [
        output["data"]
        for path in notebooks.in_order(root)
        for cell in notebooks.code_cells(notebooks.read(path))
        for output in cell["outputs"]
        if MIME in output.get("data", {}) and "states" in output["data"][MIME]
    ]
    with_slider = [d for d in found if d[MIME]["controls"][0]["kind"] == Range.kind]
    return max(with_slider, key=lambda data: len(data[MIME]["states"]), default=None)


def _publish(bundle: dict[str, Any], site: Path) -> None:
    for name, content in interactives.files(bundle).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    for name in ("explore.js", "explore.css"):
        shutil.copy(Path(__file__).parent / "static" / name, site)
    (site / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><body>'
        '<link rel="stylesheet" href="explore.css"><script src="explore.js" defer></script>'
        + interactives.page_html(bundle),
        encoding="utf-8",
    )


def _publish_the_usual_way(bundle: dict[str, Any], site: Path, folder: Path) -> None:
    """Widgets in nested stacks, one level a control, with their state in the page."""
    import ipywidgets
    from ipywidgets.embed import dependency_state, embed_snippet

    _, controls, states = interactives.read(bundle)
    widgets = [_selection(control) for control in controls.values()]
    links = []

    def level(depth: int, place: int) -> Any:
        if depth == len(widgets):
            text = "".join(unpack(states[part], place) for part in states)
            return ipywidgets.HTML(text)
        size = len(widgets[depth].options)
        start = widgets[depth].index
        stack = ipywidgets.Stack(
            children=[level(depth + 1, place * size + step) for step in range(size)],
            selected_index=start,
        )
        links.append(ipywidgets.jslink((widgets[depth], "index"), (stack, "selected_index")))
        return stack

    panel = ipywidgets.VBox([*widgets, level(0, 0)])
    state = dependency_state([panel, *links])
    snippet = embed_snippet(views=[panel], state=state, embed_url="embed-amd.js", cors=False)
    snippet = re.sub("<script src=[^>]*require[^>]*>", '<script src="require.js">', snippet)
    site.mkdir()
    for script in SCRIPTS:
        shutil.copy(folder / script, site)
    (site / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><body>'
        + snippet,
        encoding="utf-8",
    )


def _selection(control: Control) -> Any:
    import ipywidgets

    kinds = {
        Range.kind: ipywidgets.SelectionSlider,
        Choice.kind: ipywidgets.Dropdown,
        Radio.kind: ipywidgets.RadioButtons,
    }
    texts = [control.text(value) for value in control.values()]
    return kinds[control.kind](
        options=texts, value=control.text(control.start), description=control.label
    )


def _fetch(folder: Path) -> bool:
    """Fetch and unpack the packages of the usual way; say whether that worked."""
    for package in PACKAGES:
        command = ["npm", "pack", "--silent", "--fetch-retries=0", package]
        if subprocess.run(command, cwd=folder, capture_output=True).returncode:
            return False
    for archive in folder.glob("*.tgz"):
        shutil.unpack_archive(archive, folder / "unpacked", filter="data")
        (folder / "unpacked" / "package").rename(folder / archive.name.removesuffix(".tgz"))
    return True


def _measure(site: Path, chromium: str, bundle: dict[str, Any], control: str) -> Measured:
    from playwright.sync_api import sync_playwright

    measured = Measured()
    host = Host(site)
    with served(host) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        measured.first_answer = _first_answer(browser, address, control, bundle, None)[1]
        host.sent.clear()
        page, measured.first_answer_slow = _first_answer(
            browser, address, control, bundle, SLOW_LINE
        )
        measured.kilobytes = sum(answer.size for answer in host.sent) / 1024
        measured.requests = len(host.sent)
        measured.script_ms = _script_times(page, bundle)
        browser.close()
    return measured


def _first_answer(
    browser: Any, address: str, control: str, bundle: dict[str, Any], line: dict[str, int] | None
) -> tuple[Any, float]:
    """Open the page, move the slider as soon as it is there; the seconds until the answer."""
    page = browser.new_context().new_page()
    if line:
        session = page.context.new_cdp_session(page)
        session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    key, sentence = _first_step(bundle)
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    slider = page.locator(f"{control}:not([disabled], [disabled] *)").first
    slider.focus(timeout=120_000)
    page.keyboard.press(key)
    page.get_by_text(sentence).locator("visible=true").first.wait_for(timeout=120_000)
    return page, time.perf_counter() - begin


def _first_step(bundle: dict[str, Any]) -> tuple[str, str]:
    """The key that moves the first slider off its start, and the sentence that then holds."""
    _, controls, states = interactives.read(bundle)
    (first, slider), *_ = controls.items()
    values = slider.values()
    place = values.index(slider.start)
    key, step = ("ArrowRight", 1) if place + 1 < len(values) else ("ArrowLeft", -1)
    setting = {name: control.start for name, control in controls.items()}
    setting[first] = values[place + step]
    return key, unpack(states["sentence"], list(settings(controls)).index(setting))


def _script_times(page: Any, bundle: dict[str, Any]) -> list[float]:
    """Milliseconds that scripts run for each change, over the first slider's whole grid."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def script_seconds() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(float(m["value"]) for m in metrics if m["name"] == "ScriptDuration")

    times = []
    size = len(next(iter(interactives.read(bundle)[1].values())).values())
    page.keyboard.press("Home")
    for key in ["ArrowRight"] * (size - 1) + ["ArrowLeft"] * (size - 1):
        time.sleep(PAUSE_SECONDS)
        before = script_seconds()
        page.keyboard.press(key)
        time.sleep(PAUSE_SECONDS)
        times.append(1000 * (script_seconds() - before))
    return times


if __name__ == "__main__":
    run(ROOT, print)

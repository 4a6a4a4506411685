"""Interactives in a browser: the page answers as the function does, everywhere and for everyone."""

import gzip
import html
import io
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat
import numpy as np
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

import browser
import samples
from book import interactives
from urban_rural import explore as module
from urban_rural.controls import CONTROLS
from urban_rural.display import Table
from urban_rural.explore import MIME, Answer, Choice, Radio, Range, explore

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
STATIC = ROOT / "chapters" / "book" / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self'; connect-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'"
)
MOST_BYTES_OF_CODE = 8 * 1024
MOST_BYTES_OF_STATES = 60 * 1024


@dataclass(frozen=True)
class Interactive:
    """What a notebook stores of an interactive, and the page that shows it."""

    record: dict[str, Any]
    page: Path

    def answer(self, **setting: Any) -> Answer:
        """The answer of the Python function itself."""
        path, name = self.record["function"].split(":")
        given = getattr(import_module(path), name)(**setting)
        return given if isinstance(given, Answer) else Answer(given)

    @property
    def controls(self) -> dict[str, Any]:
        return {
            stored["argument"]: CONTROLS[stored["kind"]](
                **{k: v for k, v in stored.items() if k not in ("kind", "argument")}
            )
            for stored in self.record["controls"]
        }

    @property
    def start(self) -> dict[str, Any]:
        return {argument: control.start for argument, control in self.controls.items()}


def stored_in_the_book() -> Iterator[Interactive]:
    for path in sorted((ROOT / "chapters").glob("*.ipynb")):
        page = SITE / "chapters" / f"{path.stem}.html"
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                if page.is_file() and MIME in output.get("data", {}):
                    yield Interactive(output["data"][MIME], page)


BOOK = list(stored_in_the_book())
of_the_book = pytest.mark.parametrize("shown", BOOK, ids=lambda shown: shown.record["name"])


# A site of samples


@pytest.fixture(scope="module")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of four interactives, the last of them far below, beside what it loads."""
    site = tmp_path_factory.mktemp("site")
    (site / interactives.FOLDER).mkdir()
    for name in ("explore.js", "explore.css"):
        shutil.copy(STATIC / name, site)
    bundles: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("JPY_SESSION_NAME", raising=False)
        patch.setattr(module, "display", lambda bundle, **_: bundles.append(bundle))
        explore(
            samples.cost_of_living,
            label="9.1",
            title="What distance costs",
            source="A sample.",
            distance=Range(0, 100, 20, 40, "Distance", "km"),
            elasticity=Choice([2, 4, 6], 4, "Elasticity of substitution"),
            area=Radio(["urban", "rural"], "rural", "Household"),
        )
        explore(
            samples.shares,
            label="9.2",
            title="Shares",
            source="A sample.",
            rows=Range(1, 5, 1, 2, "Rows"),
        )
        explore(
            samples.bars,
            label="9.3",
            title="Bars",
            source="A sample.",
            count=Range(1, 7, 1, 3, "Bars"),
        )
        explore(
            samples.word,
            label="9.4",
            title="A word",
            source="A sample.",
            answer=Radio(["yes", "no", "<&>"], "no", "Answer"),
        )
    body = []
    records = []
    for bundle in bundles:
        if MIME in bundle:
            body.append(interactives.page_html(bundle))
            records.append(bundle[MIME])
            for name, content in interactives.files(bundle).items():
                (site / name).write_bytes(content)
    body.insert(-1, '<div id="far" style="height:5000px"></div>')
    (site / "index.html").write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Samples</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="explore.css"><script src="explore.js" defer></script>'
        "<style>body { margin: 0; font-family: sans-serif } article { padding: 1rem }"
        "@media (prefers-color-scheme: dark) { body { background: #131416; color: #e6e8eb; "
        "--ink: #e6e8eb; --paper: #131416; --rural: #f0a35e; --urban: #7db8f0 } }</style>"
        f"</head><body><article>{''.join(body)}</article></body></html>",
        encoding="utf-8",
    )
    (site / "records.json").write_text(json.dumps(records), encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def sample(sample_site: Path) -> dict[str, Interactive]:
    records = json.loads((sample_site / "records.json").read_text(encoding="utf-8"))
    page = sample_site / "index.html"
    return {record["label"]: Interactive(record, page) for record in records}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser.find(), args=browser.SWITCHES)
        yield launched
        launched.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A window of a phone's width. Errors of its scripts fail the test."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors


class StrictHandler(SimpleHTTPRequestHandler):
    """Serves with a strict policy, and silently."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def served(sample_site: Path) -> Iterator[str]:
    handler = partial(StrictHandler, directory=str(sample_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def exhibit(page: Page, shown: Interactive) -> Locator:
    return page.locator(f"figure#{shown.record['name']}")


def control_in(figure: Locator, argument: str) -> Locator:
    """The element of a control that takes keys: a slider, a menu, or the buttons of a group."""
    name = figure.get_attribute("id")
    return figure.locator(f'[id="{name}-{argument}"], input[name="{name}-{argument}"]')


def walk(figure: Locator, argument: str, control: Any) -> Iterator[Any]:
    """Move a control through its whole grid by keyboard; give each value once it is set."""
    element = control_in(figure, argument)
    for place, value in enumerate(control.values()):
        if isinstance(control, Radio):
            if place == 0:
                element.first.press("Space")
            else:
                element.nth(place - 1).press("ArrowRight")
        elif place == 0:
            element.press("Home")
        else:
            element.press("ArrowRight" if isinstance(control, Range) else "ArrowDown")
        yield value


def cells_of(table: Table) -> list[list[str]]:
    """The body of a table as text."""
    columns = [str(column) for column in table.frame.columns]
    return [
        [str(index), *(table.cell(c, v) for c, v in zip(columns, row, strict=True))]
        for index, row in zip(table.frame.index, table.frame.to_numpy(object), strict=True)
    ]


def expect_answer(figure: Locator, answer: Answer) -> None:
    """Expect the answer in words, in the picture's alternative text and in the table."""
    expect(figure.locator("output")).to_have_text(answer.sentence)
    if answer.figure:
        picture = figure.locator(".picture svg[role=img]")
        expect(picture).to_have_attribute("aria-label", answer.figure.alt)
    if answer.table:
        rows = figure.locator("[data-part=table] tbody tr")
        shown = rows.evaluate_all("rows => rows.map(row => [...row.cells].map(c => c.innerText))")
        assert shown == cells_of(answer.table)


def expect_agreement(page: Page, shown: Interactive) -> None:
    """Move each control through its whole grid and hold each answer against the function's."""
    page.goto(shown.page.as_uri())
    figure = exhibit(page, shown)
    expect_answer(figure, shown.answer(**shown.start))
    for argument, control in shown.controls.items():
        for value in walk(figure, argument, control):
            expect_answer(figure, shown.answer(**{**shown.start, argument: value}))
        figure.get_by_role("button", name="Back to start").press("Enter")
        expect_answer(figure, shown.answer(**shown.start))


def pixels(element: Locator) -> Image.Image:
    return Image.open(io.BytesIO(element.screenshot())).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that plainly differ."""
    assert one.size == other.size
    return float((np.asarray(ImageChops.difference(one, other)).max(axis=2) > 96).mean())


# Both lives agree


@of_the_book
def test_every_interactive_of_the_book_answers_as_its_function(
    page: Page, shown: Interactive
) -> None:
    expect_agreement(page, shown)
    for picture in exhibit(page, shown).locator(".picture svg").all():
        colours = pixels(picture).getcolors(maxcolors=1 << 20)
        assert colours is not None and len(colours) > 20  # the picture is not blank


@pytest.mark.parametrize("label", ["9.1", "9.2", "9.3", "9.4"])
def test_samples_from_a_file_answer_as_their_functions(
    page: Page, sample: dict[str, Interactive], label: str
) -> None:
    expect_agreement(page, sample[label])


def test_controls_work_together(page: Page, sample: dict[str, Interactive]) -> None:
    shown = sample["9.1"]
    page.goto(shown.page.as_uri())
    figure = exhibit(page, shown)
    for distance, elasticity, area in [(0, 2, "urban"), (100, 6, "urban"), (80, 2, "rural")]:
        control_in(figure, "distance").fill(str(distance))
        control_in(figure, "elasticity").select_option(str(elasticity))
        figure.get_by_label(area).check()
        expect_answer(figure, shown.answer(distance=distance, elasticity=elasticity, area=area))


@pytest.mark.parametrize("label", ["9.1", "9.3"])
def test_the_picture_of_every_state_looks_as_drawn(
    page: Page, chromium: Browser, sample: dict[str, Interactive], label: str
) -> None:
    shown = sample[label]
    page.goto(shown.page.as_uri())
    figure = exhibit(page, shown)
    argument, control = next(iter(shown.controls.items()))
    blank = chromium.new_page(viewport={"width": 390, "height": 844})
    seen, drawn = [], []
    for value in walk(figure, argument, control):
        answer = shown.answer(**{**shown.start, argument: value})
        expect_answer(figure, answer)
        picture = figure.locator(".picture svg")
        seen.append(pixels(picture))
        box = picture.bounding_box()
        style = f"width: {box['width']}px; height: auto; margin: {box['y'] % 1}px {box['x'] % 1}px"
        blank.set_content(
            f"<style>body {{ margin: 0 }} svg {{ display: block; {style} }}</style>"
            f"{answer.figure.svg}"
        )
        drawn.append(pixels(blank.locator("svg")))
    for place, picture in enumerate(seen):
        own = difference(picture, drawn[place])
        others = [difference(picture, other) for other in drawn if other is not drawn[place]]
        assert own < 0.002 and own < min(others) / 2
    blank.close()


def test_jupyterlab_answers_between_the_published_values(
    chromium: Browser, tmp_path: Path, sample: dict[str, Interactive]
) -> None:
    interactives_shown = [sample["9.1"], *BOOK]
    cells = [nbformat.v4.new_code_cell(source_of(shown)) for shown in interactives_shown]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    (tmp_path / "work").mkdir()
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    nbformat.write(notebook, tmp_path / "work" / "all.ipynb")
    with jupyterlab(tmp_path) as (address, token):
        page = chromium.new_page(viewport={"width": 1200, "height": 1000})
        page.goto(f"{address}lab/tree/all.ipynb?token={token}")
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=60_000)
        for place, shown in enumerate(interactives_shown):
            cell = page.locator(".jp-CodeCell").nth(place)
            cell.locator(".cm-content").click()
            page.keyboard.press("Shift+Enter")
            expect_in_jupyterlab(cell, shown.answer(**shown.start))
            argument, control = next(iter(shown.controls.items()))
            if isinstance(control, Range):
                step = control.widget().step * (1 if control.start < control.high else -1)
                cell.locator(".noUi-handle").first.press("ArrowRight" if step > 0 else "ArrowLeft")
                value = round(control.start + step, control.digits + 1)
            elif isinstance(control, Radio):
                value = next(value for value in control.options if value != control.start)
                cell.get_by_label(control.text(value), exact=True).first.check()
            else:
                value = next(value for value in control.options if value != control.start)
                cell.locator("select").first.select_option(control.text(value))
            expect_in_jupyterlab(cell, shown.answer(**{**shown.start, argument: value}))
        page.close()


def source_of(shown: Interactive) -> str:
    """A cell that shows an interactive of the book, or of the samples, anew."""
    path, name = shown.record["function"].split(":")
    words = "".join(f"{key}={shown.record[key]!r}, " for key in ("label", "title", "source"))
    controls = "".join(f"\n    {key}={control!r}," for key, control in shown.controls.items())
    return (
        "import samples\nfrom urban_rural.explore import Choice, Radio, Range, explore\n"
        f"from {path} import {name}\nexplore({name}, {words}{controls}\n)"
    )


def expect_in_jupyterlab(cell: Locator, answer: Answer) -> None:
    """Expect the answer, and no other, in words, in the picture and in the table."""
    words = re.escape(answer.sentence).replace("'", "['’]")  # typographic in rendered Markdown
    outputs = cell.locator(".jp-OutputArea-output")
    expect(outputs.nth(1)).to_have_text(re.compile(rf"^\s*{words}\s*$"), timeout=60_000)
    if answer.figure:
        alt = re.compile(re.escape(quote(html.escape(answer.figure.alt), safe="!~*'()")))
        expect(cell.locator(".jp-RenderedSVG img")).to_have_attribute("src", alt)
    if answer.table:
        for row in cells_of(answer.table):
            expect(cell.locator("table").last).to_contain_text("".join(row))


@contextmanager
def jupyterlab(folder: Path) -> Iterator[tuple[str, str]]:
    """A JupyterLab over folder/work with nothing of the person's own; its address and token."""
    token = secrets.token_hex(16)
    paths = [str(ROOT / "chapters"), str(ROOT / "tests")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "JUPYTER_TOKEN": token}
    for name in ("CONFIG", "DATA", "RUNTIME"):
        environment[f"JUPYTER_{name}_DIR"] = str(folder / name.lower())
    for name in ("SETTINGS", "WORKSPACES"):
        environment[f"JUPYTERLAB_{name}_DIR"] = str(folder / name.lower())
    tracker = folder / "settings" / "@jupyterlab" / "notebook-extension"
    tracker.mkdir(parents=True)  # cells out of sight shall stay on the page
    (tracker / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--ip=127.0.0.1", "--port=0", "--ServerApp.port_retries=0"]
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with open(folder / "log", "w") as log:
        server = subprocess.Popen(
            command, cwd=folder / "work", env=environment, stdout=log, stderr=log
        )
    try:
        yield _address_of(server, folder), token
    finally:
        server.terminate()
        server.wait(30)


def _address_of(server: subprocess.Popen[bytes], folder: Path) -> str:
    """Where a Jupyter server that is starting can be reached."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for path in (folder / "runtime").glob("jpserver-*.json"):
            address: str = json.loads(path.read_text())["url"]
            return address
        assert server.poll() is None, (folder / "log").read_text()
        time.sleep(0.2)
    raise TimeoutError((folder / "log").read_text())


# For everyone


def test_each_change_is_announced_with_value_and_unit(
    page: Page, sample: dict[str, Interactive]
) -> None:
    page.goto(sample["9.1"].page.as_uri())
    figure = exhibit(page, sample["9.1"])
    slider = figure.get_by_role("slider", name="Distance")
    expect(slider).to_have_attribute("aria-valuetext", "40 km")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "60 km")
    expect(figure.get_by_text("60 km", exact=True)).to_be_visible()
    assert figure.locator("output").get_attribute("aria-live") == "polite"
    assert figure.get_by_role("group", name="Household").get_by_role("radio").count() == 2
    assert figure.get_by_role("combobox", name="Elasticity of substitution").count() == 1


def test_the_keyboard_reaches_every_control_in_order(
    page: Page, sample: dict[str, Interactive]
) -> None:
    page.goto(sample["9.1"].page.as_uri())
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.type"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    assert reached == ["range", "select-one", "radio", "reset"]


def test_enter_in_a_control_does_not_leave_the_page(
    page: Page, sample: dict[str, Interactive]
) -> None:
    page.goto(sample["9.1"].page.as_uri() + "#exhibit-9-2")
    figure = exhibit(page, sample["9.1"])
    control_in(figure, "distance").press("ArrowRight")
    control_in(figure, "distance").press("Enter")
    control_in(figure, "area").first.press("Enter")
    page.wait_for_timeout(300)
    expect_answer(figure, sample["9.1"].answer(distance=60, elasticity=4, area="rural"))
    assert page.url.endswith("index.html#exhibit-9-2")


def test_without_scripts_the_start_state_and_further_answers_are_there(
    chromium: Browser, sample: dict[str, Interactive]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    shown = sample["9.1"]
    page.goto(shown.page.as_uri())
    figure = exhibit(page, shown)
    expect(figure.locator("output")).to_have_text(shown.answer(**shown.start).sentence)
    expect(figure.locator(".picture svg")).to_be_visible()
    expect(figure.locator("form")).to_be_hidden()
    figure.locator("summary").click()
    rows = figure.locator("details tbody tr")
    assert rows.count() == 5 + 2 + 1
    for setting in ({"distance": 100}, {"elasticity": 2}, {"area": "urban"}):
        answer = shown.answer(**{**shown.start, **setting}).sentence
        expect(figure.locator("details").get_by_text(answer)).to_be_visible()
    expect(rows.first.locator("th")).to_have_text("Distance: 0 km")
    context.close()


def test_nothing_moves_when_states_load_and_when_controls_move(
    page: Page, sample: dict[str, Interactive]
) -> None:
    shown = sample["9.1"]
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver(list => window.shifts.push("
        "...list.getEntries().map(e => e.value))).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(shown.page.as_uri())
    below = exhibit(page, sample["9.2"])
    top = below.bounding_box()
    figure = exhibit(page, shown)
    for value in walk(figure, "distance", shown.controls["distance"]):
        expect_answer(figure, shown.answer(**{**shown.start, "distance": value}))
        assert below.bounding_box() == top
    assert page.evaluate("window.shifts") == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(
    page: Page, sample: dict[str, Interactive], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(sample["9.1"].page.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for element in page.locator(".explore :is(input, select, button, svg, label, output)").all():
        box = element.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width
    for target in page.locator(".explore :is(input[type=range], select, button)").all():
        box = target.bounding_box()
        assert box is not None and box["height"] >= 24


def test_a_later_state_follows_light_and_dark(page: Page, sample: dict[str, Interactive]) -> None:
    shown = sample["9.3"]
    page.goto(shown.page.as_uri())
    figure = exhibit(page, shown)
    control_in(figure, "count").press("End")
    expect_answer(figure, shown.answer(count=7))
    light = np.asarray(pixels(figure.locator(".picture svg")))
    page.emulate_media(color_scheme="dark")
    dark = np.asarray(pixels(figure.locator(".picture svg")))
    assert light.mean() > 150 > 100 > dark.mean()
    for colour, image in (((0x1F, 0x5F, 0x99), light), ((0x7D, 0xB8, 0xF0), dark)):
        assert (abs(image.astype(int) - colour).max(axis=2) < 6).mean() > 0.1


def test_print_shows_the_chosen_state(page: Page, sample: dict[str, Interactive]) -> None:
    shown = sample["9.1"]
    page.goto(shown.page.as_uri())
    figure = exhibit(page, shown)
    control_in(figure, "distance").press("End")
    expect_answer(figure, shown.answer(**{**shown.start, "distance": 100}))
    page.emulate_media(media="print")
    expect(figure.get_by_text("100 km", exact=True)).to_be_visible()
    expect(figure.locator("output")).to_be_visible()
    expect(figure.locator(".picture svg")).to_be_visible()
    for hidden in ("input[type=range]", "button", "details"):
        expect(figure.locator(hidden)).to_be_hidden()


# Light, and for itself


def test_a_strict_policy_is_kept_and_no_other_host_is_asked(
    page: Page, sample: dict[str, Interactive], served: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(served)
    figure = exhibit(page, sample["9.1"])
    control_in(figure, "distance").press("End")
    expect_answer(figure, sample["9.1"].answer(distance=100, elasticity=4, area="rural"))
    assert [text for text in said if "favicon" not in text and "404" not in text] == []
    assert all(address.startswith(served) for address in asked)


def test_states_load_when_the_reader_comes_near(
    page: Page, sample: dict[str, Interactive], served: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response("**/exhibit-9-1.js*"):
        page.goto(served, wait_until="networkidle")
    assert not any("exhibit-9-4.js" in address for address in asked)
    with page.expect_response("**/exhibit-9-4.js*"):
        exhibit(page, sample["9.4"]).scroll_into_view_if_needed()
    assert sum("exhibit-9-4.js" in address for address in asked) == 1


def test_states_that_do_not_load_are_said_and_asked_for_again(
    page: Page, sample: dict[str, Interactive], served: str
) -> None:
    page.route("**/exhibit-9-1.js*", lambda route: route.abort())
    page.goto(served)
    figure = exhibit(page, sample["9.1"])
    expect_answer(figure, sample["9.1"].answer(**sample["9.1"].start))
    control_in(figure, "distance").press("ArrowRight")
    expect(figure.locator("output")).to_contain_text("could not be loaded")
    page.unroute("**/exhibit-9-1.js*")
    control_in(figure, "distance").press("ArrowLeft")
    expect_answer(figure, sample["9.1"].answer(**sample["9.1"].start))


def test_script_and_style_stay_within_their_budget() -> None:
    contents = [(STATIC / name).read_bytes() for name in ("explore.js", "explore.css")]
    assert sum(len(gzip.compress(content)) for content in contents) <= MOST_BYTES_OF_CODE


@of_the_book
def test_states_of_the_book_stay_within_their_budget(shown: Interactive) -> None:
    (address,) = re.findall(
        f'id="{shown.record["name"]}" data-states="([^"?]+)', shown.page.read_text("utf-8")
    )
    states = (shown.page.parent / address).read_bytes()
    assert len(gzip.compress(states)) <= MOST_BYTES_OF_STATES


@pytest.mark.skipif(not SITE.is_dir(), reason="the book is not built")
def test_every_interactive_of_the_site_is_among_those_tested() -> None:
    found: dict[bool, list[str]] = {True: [], False: []}
    for path in SITE.rglob("*.html"):
        names = re.findall('"exhibit explore" id="([^"]+)"', path.read_text(encoding="utf-8"))
        found[path.name.startswith("slides_")] += names
    tested = sorted(shown.record["name"] for shown in BOOK)
    assert tested and sorted(found[False]) == tested
    assert set(found[True]) <= set(tested), "slides show what chapters show"


@pytest.mark.skipif(not SITE.is_dir(), reason="the book is not built")
def test_the_built_book_holds_no_other_widgets() -> None:
    traces = re.compile(r"<script[^>]*(vnd\.jupyter|require|html-manager|mathjax)", re.I)
    for path in SITE.rglob("*.html"):
        assert not traces.search(path.read_text(encoding="utf-8")), path


def test_a_start_state_alone_is_not_published() -> None:
    record = {"label": "9.1", "name": "exhibit-9-1", "controls": []}
    with pytest.raises(ValueError, match=r"Exhibit 9\.1 holds its start state alone"):
        interactives.page_html({MIME: record})


def test_two_builds_give_the_same_bytes(sample_site: Path) -> None:
    bundle = {MIME: json.loads((sample_site / "records.json").read_text(encoding="utf-8"))[0]}
    for name, content in interactives.files(bundle).items():
        assert (sample_site / name).read_bytes() == content
    assert interactives.page_html(bundle) in (sample_site / "index.html").read_text("utf-8")

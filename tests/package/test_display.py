"""What a chapter shows: HTML that can be read by anyone, figures that can share a page."""

import re
import xml.etree.ElementTree as ElementTree

import pandas as pd
import pytest

from urban_rural import display
from urban_rural.display import Figure, Table, label_svg
from urban_rural.figures.theme import drawing, to_svg


@pytest.fixture
def table() -> Table:
    frame = pd.DataFrame(
        {"urban": [3.5, None], "rural": [1.25, 2.0]}, index=pd.Index(["A & B", "C"], name="Type")
    )
    return Table(
        frame,
        "9.1",
        "Two <types>",
        "A source",
        formats={"urban": "{:.2f}"},
        headers={"urban": ("2015", "Town"), "rural": ("2015", "Countryside")},
    )


def test_every_header_cell_of_a_table_has_a_scope(table: Table) -> None:
    heads = re.findall(r"<th\b[^>]*>", table.html())
    assert len(heads) == 6
    assert all("scope=" in head for head in heads)


def test_a_table_is_well_formed_and_escapes_what_it_shows(table: Table) -> None:
    root = ElementTree.fromstring(table.html())
    assert "A & B" in "".join(root.itertext())
    assert "<types>" in "".join(root.itertext())


def test_a_table_has_a_caption_with_label_title_and_source(table: Table) -> None:
    words = "".join(ElementTree.fromstring(table.html()).find("caption").itertext())
    assert words == "Exhibit 9.1. Two <types> Source: A source"


def test_cells_are_formatted_and_missing_ones_are_a_dash(table: Table) -> None:
    cells = [cell.text for cell in ElementTree.fromstring(table.html()).iter("td") if cell.text]
    assert cells == ["3.50", "1.25", "–", "2.0"]


def test_rows_have_as_many_columns_as_the_head(table: Table) -> None:
    body = ElementTree.fromstring(table.html()).find("tbody")
    assert [len(row) for row in body] == [3, 3]


def draw(salt: str) -> str:
    with drawing(2) as (figure, axes):
        axes.plot([1, 2], [3, 4])
        axes.set_title("a title")
        return to_svg(figure, salt)


def test_a_figure_is_drawn_to_the_same_bytes_twice() -> None:
    assert draw("one") == draw("one")


def test_two_figures_of_a_page_share_no_id() -> None:
    ids = [set(re.findall(r' id="([^"]+)"', label_svg(draw(name), name, "x"))) for name in "ab"]
    assert ids[0] and not ids[0] & ids[1]


def test_every_reference_within_a_picture_leads_to_an_id_of_it() -> None:
    svg = label_svg(draw("one"), "one", "x")
    referred = set(re.findall(r'(?:url\(|href=")#([^)"]+)', svg))
    assert referred and referred <= set(re.findall(r' id="([^"]+)"', svg))


def test_a_picture_says_what_it_shows_to_whoever_cannot_see_it() -> None:
    root = ElementTree.fromstring(label_svg(draw("one"), "one", 'from 1 to "2" & more'))
    assert root.get("role") == "img"
    assert root.get("aria-label") == 'from 1 to "2" & more'


def test_text_in_a_picture_stays_text_in_the_readers_font() -> None:
    svg = draw("one")
    assert "<text" in svg and "system-ui" in svg and "DejaVu" not in svg


def test_a_figure_writes_a_picture_then_its_caption(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[dict, dict]] = []
    monkeypatch.setattr(
        display,
        "display",
        lambda bundle, raw, metadata: shown.append((bundle, metadata[display.MARK])),
    )
    data = pd.DataFrame({"x": [1]})
    Figure(draw("one"), "9.2", "Title", "Source", "Alt", data)._ipython_display_()
    (picture, first), (caption, second) = shown
    assert picture["text/plain"] == "Alt" and first["kind"] == "figure"
    assert first["csv"] == data.to_csv(lineterminator="\n")
    assert "Exhibit 9.2" in caption["text/html"] and second["kind"] == "caption"
    assert first["name"] == second["name"] == "exhibit-9-2"

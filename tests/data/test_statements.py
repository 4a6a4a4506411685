"""The numbers of the prose: where they agree with the tables, and how they are called up."""

import re
from collections.abc import Callable
from fractions import Fraction

import pandas as pd
import pytest

from urban_rural import data


@pytest.mark.parametrize(
    ("statement", "table", "outcome"),
    [
        ("micro-f-jd-2015", data.table_2, "jd"),
        ("micro-f-total-2015", data.table_2, "total"),
        ("micro-f-jd-2016", data.table_3, "jd"),
        ("micro-f-total-2016", data.table_3, "total"),
    ],
)
def test_the_text_repeats_the_f_values_of_the_tables(
    statement: str, table: Callable[..., pd.DataFrame], outcome: str
) -> None:
    cells = table(as_printed=True).set_index(["outcome", "source"])["f"]
    assert data.stated(statement).value == cells[outcome, "between"].value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("macro-rural-online-retail-2019", "macro-footnote-rural-online-retail-2019"),
        ("macro-agricultural-products-2019", "macro-footnote-agricultural-products-2019"),
        ("macro-agricultural-products-increase", "macro-footnote-agricultural-products-increase"),
        ("jobs-returned-persons", "jobs-footnote-returned-persons"),
        ("finance-mobile-payment-2018", "infrastructure-mobile-payment-2018"),
    ],
)
def test_numbers_that_the_paper_prints_twice_are_the_same(one: str, other: str) -> None:
    assert data.stated(one) == data.stated(other)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("policy-non-users-urban-share-2019-06", ["policy-non-users-rural-share-2019-06"]),
        ("policy-urban-users-share-2019-06", ["policy-rural-users-share-2019-06"]),
    ],
)
def test_shares_that_exhaust_a_whole_add_up_to_100(total: str, parts: list[str]) -> None:
    assert data.stated(total).value + sum(data.stated(part).value for part in parts) == 100


def test_rural_consumption_in_towns_is_what_rural_retail_leaves() -> None:
    spent = data.stated("mechanisms-rural-consumption-2019").value
    sold = data.stated("mechanisms-rural-retail-2019").value
    assert spent - sold == data.stated("mechanisms-rural-consumption-in-towns-2019").value
    coverage = data.stated("mechanisms-rural-coverage-2019")
    assert coverage.contains(100 * sold / spent)


def test_output_of_two_kinds_of_villages_stands_in_the_printed_ratio() -> None:
    here, there = data.stated("jobs-village-output"), data.stated("jobs-village-output-others")
    assert data.stated("jobs-village-output-multiple").contains(here.value / there.value)


def test_statements_are_called_up_by_id_with_the_decimals_of_the_source() -> None:
    users = data.stated("intro-users-china-2019-06")
    assert (users.text, users.interval.low) == ("854", Fraction("853.5"))
    assert data.stated("intro-footnote-retail-growth-2019").text == "8.0"
    assert data.stated("digital-report-gansu-growth-2017").text == "114"
    assert data.stated("county-report-growth-difference-2013").text == "13.6"


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    with pytest.raises(KeyError, match="intro-users-china-2019-06"):
        data.stated("intro-user-china-2019")


def test_words_without_a_figure_are_no_number() -> None:
    with pytest.raises(ValueError, match="dozens of poverty-stricken counties"):
        data.stated("poverty-jd-product-counties")


def test_ids_are_unique_across_the_paper_and_the_press() -> None:
    ids = [*data.prose()["id"], *data.press()["id"]]
    assert len(ids) == len(set(ids)) == 121


def test_every_figure_of_a_quotation_is_entered() -> None:
    """Years date something; every other figure has a row of its own."""
    statements = [*data.prose().itertuples(), *data.press().itertuples()]
    entered = {(row.section, row.printed) for row in statements}
    for row in statements:
        without_dates = re.sub(r"February 28, 20\d\d|\b20\d\d\b", "", row.quotation)
        for figure in re.findall(r"\d+(?:\.\d+)?", without_dates):
            assert (row.section, figure) in entered, row.quotation


def test_quotations_are_short() -> None:
    for quotation in [*data.prose()["quotation"], *data.press()["quotation"]]:
        assert len(quotation.split()) <= 15

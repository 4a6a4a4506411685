"""The checker: right from wrong, useful hints, and no answer to be read in its key."""

import json
import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urban_rural import check as module
from urban_rural.check import NO_ANSWER, check, sealed
from urban_rural.printed import Interval


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """One round of hashing: what is tested here does not hang on how long it takes."""
    monkeypatch.setattr(module, "ROUNDS", 1)


def put(monkeypatch: pytest.MonkeyPatch, **answers: dict) -> None:
    key = {}
    for name, given_ in answers.items():
        given_ = {"slips": {}, "hint": "Look again.", "tolerance": None, **given_}
        answer = given_.pop("answer")
        key[name] = sealed(name, answer, **given_)
    monkeypatch.setattr(module, "_key", lambda: key)


@settings(max_examples=60, deadline=None)
@given(
    answer=st.floats(-1e4, 1e4).filter(lambda x: abs(x) > 1e-3),
    tolerance=st.floats(1e-3, 10),
    error=st.floats(-1, 1),
)
def test_an_answer_within_the_tolerance_is_right_and_one_well_outside_is_not(
    answer: float, tolerance: float, error: float
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "ROUNDS", 1)
        put(patch, a={"answer": answer, "tolerance": tolerance})
        assert check("a", answer + 0.999 * error * tolerance)
        beyond = answer + math.copysign(1.4 * tolerance, error)
        assert not check("a", beyond)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (0.45 * 100, "per cent"),
        (1 / 0.45, "upside down"),
        (-0.45, "sign"),
        (1.45, "factor"),
        (0.45 + 0.05, "Close"),
        (17.0, "Look again."),
        (..., NO_ANSWER),
        ("much", "none"),
        ((0.45, 1.0), "asked"),
        (math.nan, "none"),
    ],
)
def test_the_usual_errors_get_a_hint(
    wrong: object, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, a={"answer": 0.45, "tolerance": 0.006})
    result = check("a", wrong)
    assert not result and word in result.words


def test_declared_slips_get_their_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    put(
        monkeypatch,
        a={"answer": 2.15, "tolerance": 0.01, "slips": {"You began in 2015.": 4.8}},
        b={"answer": (4.37, 429.0), "tolerance": (0.006, 0.6), "slips": {"ddof": (4.51, 303.4)}},
    )
    assert "You began in 2015." in check("a", 4.8).words
    found = check("b", (4.37, 303.4))
    assert "Number 1: Right." in found.words and "Number 2: Not yet. ddof" in found.words


def test_a_slip_beside_the_answer_is_not_held_against_it(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, a={"answer": 1.0, "tolerance": 0.1, "slips": {"slip": 1.05}})
    assert check("a", 1.05)


@pytest.mark.parametrize("form", [0.45, "0.45", Fraction(9, 20), [0.45], "0.45 %"])
def test_a_number_is_read_in_any_form(form: object, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, a={"answer": 0.45, "tolerance": 0.006})
    assert check("a", form)


def test_an_interval_counts_as_its_two_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, a={"answer": (4.6, 8.3), "tolerance": 0.06})
    assert check("a", Interval(Fraction("4.6"), Fraction("8.3")))
    assert not check("a", 6.0)


def test_words_are_read_blind_to_case_and_order(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, a={"answer": {2020, 2022}, "slips": {"All of them?": {2019, 2020, 2022}}})
    assert check("a", ["2022", "2020"]) and check("a", {2022, 2020})
    assert "All of them?" in check("a", {2019, 2020, 2022}).words
    assert not check("a", 2020)


def test_an_unknown_exercise_is_named_with_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, **{"micro-3": {"answer": 1.0, "tolerance": 0.1}})
    with pytest.raises(ValueError, match="micro-3"):
        check("mikro-3", 1)


def test_two_exercises_with_one_answer_share_no_digest() -> None:
    one, other = (
        sealed(name, 3.17, tolerance=0.01, slips={}, hint="")["parts"][0] for name in ("a", "b")
    )
    assert not set(one["right"]) & set(other["right"])


def test_the_key_holds_nothing_but_digests_tolerances_and_hints() -> None:
    key = json.loads(module.KEY.read_text(encoding="utf-8"))
    assert len(key) >= 15
    for name, entry in key.items():
        assert set(entry) <= {"kind", "right", "slips", "hint", "parts"}, name
        parts = entry.get("parts", [entry])
        for part in parts:
            assert set(part) <= {"kind", "tolerance", "right", "near", "slips", "hint"}, name
            digests = [part["right"]] if isinstance(part["right"], str) else list(part["right"])
            digests += [*part.get("near", []), *part["slips"]]
            assert all(len(one) == 16 and int(one, 16) >= 0 for one in digests), name
            assert digests[: len(part["right"])] or entry["kind"] == "words"


def test_the_order_of_digests_does_not_point_at_the_answer() -> None:
    key = json.loads(module.KEY.read_text(encoding="utf-8"))
    for entry in key.values():
        for part in entry.get("parts", []):
            assert part["right"] == sorted(part["right"])
            assert part["near"] == sorted(part["near"])

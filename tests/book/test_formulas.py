"""Formulas become MathML that browsers draw as print does and screen readers can speak."""

import re

import pytest
from fontTools.ttLib import TTFont

from book import formulas, formulas_font


def shape(latex: str, display: str = "block") -> str:
    """A formula's MathML without annotation, spaces and attributes but those of signs."""
    text = formulas.mathml(latex, display)
    inner = text[text.index("<semantics>") + 11 : text.index("<annotation")]
    return re.sub(r' (stretchy|fence|width)="[^"]*"| /', "", inner)


PAREN = '<mrow><mo form="prefix">(</mo>{}<mo form="postfix">)</mo></mrow>'


def test_a_formula_keeps_its_latex_for_who_copies_it() -> None:
    text = formulas.mathml("a < b", "inline")
    assert text.startswith("<math><semantics><mrow><mi>a</mi><mo>&lt;</mo>")
    assert text.endswith(
        '<annotation encoding="application/x-tex">a &lt; b</annotation></semantics></math>'
    )
    assert formulas.mathml("a", "block").startswith('<math display="block">')


def test_a_power_is_one_of_the_whole_bracket() -> None:
    inner = PAREN.format("<mn>1</mn><mo>+</mo><mi>x</mi>")
    assert shape("(1+x)^2") == f"<mrow><msup>{inner}<mn>2</mn></msup></mrow>"
    inner = PAREN.format("<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>")
    assert shape(r"\left(\frac{a}{b}\right)^2") == f"<mrow><msup>{inner}<mn>2</mn></msup></mrow>"


def test_bars_enclose_and_also_divide() -> None:
    bars = '<mrow><mo form="prefix">|</mo><mi>x</mi><mo form="postfix">|</mo></mrow>'
    assert shape("|x|") == bars
    assert shape("p(a|b)") == (
        "<mrow><mi>p</mi>" + PAREN.format("<mi>a</mi><mo>|</mo><mi>b</mi>") + "</mrow>"
    )
    assert shape("(0, 1]").count("form=") == 2
    assert shape("f(x").count("form=") == 1  # what is never closed stays as it is


def test_names_of_functions_are_applied_and_have_room() -> None:
    space, apply = "<mspace>", "<mo>\N{FUNCTION APPLICATION}</mo>"
    log = f"<mi>log</mi>{apply}{space}<mi>y</mi>"
    assert shape(r"b\log y") == f"<mrow><mi>b</mi>{space}{log}</mrow>"
    assert (
        shape(r"=\max(x)")
        == f"<mrow><mo>=</mo><mi>max</mi>{apply}{PAREN.format('<mi>x</mi>')}</mrow>"
    )
    assert shape(r"n_{\max}") == "<mrow><msub><mi>n</mi><mrow><mi>max</mi></mrow></msub></mrow>"
    assert "<mi>Var</mi>" in shape(r"\mathrm{Var}") and "<mi>Var</mi>" in shape(
        r"\operatorname{Var}"
    )


def test_signs_stand_as_close_as_in_print() -> None:
    assert shape("a/b.") == (
        '<mrow><mi>a</mi><mo lspace="0" rspace="0">/</mo><mi>b</mi>'
        '<mo lspace="0" rspace="0">.</mo></mrow>'
    )
    assert '<mo>=</mo><mo form="prefix">−</mo>' in shape("a = -b")
    assert shape("x^{1-s}").count('lspace="0"') == 1 and "lspace" not in shape("1-s")
    assert '<mover accent="true"><mi>x</mi><mo>¯</mo></mover>' in shape(r"\bar x")
    assert '<mi mathvariant="normal">Φ</mi>' in shape(r"\Phi") and "normal" not in shape(r"\varphi")


def test_lines_that_are_aligned_carry_no_number() -> None:
    for name in ("align", "align*", "aligned"):
        text = shape(rf"\begin{{{name}}} a &= b \\ c &= d \end{{{name}}}")
        assert text.count("<mtr>") == 2 and text.count("columnalign=") == 4
        assert "mtext" not in text and "&amp;" not in text


def test_formulas_on_one_line_are_pieces_that_a_phone_may_stack() -> None:
    assert formulas.pieces(r"a = b, \qquad c = d.") == ["a = b,", "c = d."]
    assert formulas.pieces(r"\text{a \qquad b}") == [r"\text{a \qquad b}"]


@pytest.mark.parametrize("latex", ["a & b", r"\unknown x", r"\frac{a", "x^2^3"])
def test_what_cannot_be_written_is_refused_by_name(latex: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(latex))):
        formulas.mathml(latex, "block")


def test_the_font_holds_what_its_command_says_and_the_table_for_mathematics() -> None:
    held = TTFont(formulas_font.FONT)
    assert set(held.getBestCmap()) == set(map(ord, formulas_font.CHARACTERS))
    variants = held["MATH"].table.MathVariants
    stretched = {held.getBestCmap()[ord(sign)] for sign in "()[]{}|√∑∏"}
    assert stretched <= set(variants.VertGlyphCoverage.glyphs)


def test_the_font_is_light_and_its_licence_lies_beside_it() -> None:
    assert formulas_font.FONT.stat().st_size <= 30_000
    licence = formulas_font.FONT.with_suffix(".LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence


def test_a_site_gets_the_characters_of_its_formulas_and_those_set_in_their_place(tmp_path):
    formula = "<math><mi>h</mi><mo>=</mo><mn>2</mn><annotation>\\beta</annotation></math>"
    (tmp_path / "page.html").write_text(f"<p>xyz</p>{formula}", encoding="utf-8")
    assert set(formulas_font.characters(tmp_path)) == set("h=2\N{PLANCK CONSTANT}")
    (tmp_path / "root.html").write_text("<math><msqrt><mn>2</mn></msqrt></math>", encoding="utf-8")
    assert set(formulas_font.characters(tmp_path)) == set("h=2√\N{PLANCK CONSTANT}")
    (tmp_path / "root.html").unlink()
    font = tmp_path / "_static" / "fonts" / formulas_font.FONT.name
    font.parent.mkdir(parents=True)
    font.write_bytes(formulas_font.FONT.read_bytes())
    formulas_font.trim(tmp_path)
    with TTFont(font) as held:
        assert set(map(chr, held.getBestCmap())) == set("h=2\N{PLANCK CONSTANT}")
        assert "MATH" in held
    once = font.read_bytes()
    formulas_font.trim(tmp_path)
    assert font.read_bytes() == once

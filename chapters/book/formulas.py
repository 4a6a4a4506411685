"""Formulas of the pages: LaTeX becomes MathML when the site is built, with no script.

`latex2mathml` translates; what browsers and screen readers need beyond it is put right here:
brackets group what they hold, names of functions are applied to what follows them, signs that
browsers would space as operators stand close.
"""

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from docutils import nodes
from latex2mathml.converter import convert

APPLY = "\N{FUNCTION APPLICATION}"
THIN = "0.167em"
OPENING, CLOSING = "([{⟨⌈⌊", ")]}⟩⌉⌋"
BARS = "|‖∣∥"
CLOSE = "/."
"""Signs that stand close to their neighbours, which browsers would set apart."""
SCRIPTS = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}


def mathml(latex: str, display: str) -> str:
    """A formula as MathML, its LaTeX kept as the annotation that copying gives.

    display: "inline" within a line, "block" on its own.
    Raises ValueError, naming the formula, when it holds something that cannot be written.
    """
    latex = latex.strip()
    source = re.sub(r"\\(begin|end)\{(align|aligned|gather)\}", r"\\\1{\2*}", latex)
    source = source.replace("{aligned*}", "{align*}")
    braces = re.findall(r"(?<!\\)[{}]", latex)
    if braces.count("{") != braces.count("}"):
        raise ValueError(f"the formula {latex!r} cannot be written: its braces do not match")
    try:
        root = ElementTree.fromstring(convert(source, xmlns="", display=display))
    except Exception as problem:
        raise ValueError(f"the formula {latex!r} cannot be written: {problem}") from problem
    for element in root.iter():
        wrong = set(element.text or "") & set("&\\")
        if wrong and element.tag != "mtext":
            raise ValueError(f"the formula {latex!r} cannot be written: {wrong.pop()!r} is left")
        _put_right(element)
    for element in list(root.iter()):
        _group(element)
    for element in list(root.iter()):
        _apply_functions(element)
        _space_signs(element)
    body = "".join(ElementTree.tostring(child, encoding="unicode") for child in root)
    note = (
        f'<annotation encoding="application/x-tex">{html.escape(latex, quote=False)}</annotation>'
    )
    block = ' display="block"' if display == "block" else ""
    return f"<math{block}><semantics>{body}{note}</semantics></math>"


def pieces(latex: str) -> list[str]:
    """Formulas that a wide space joins on one line, each by itself: a phone stacks them."""
    parts = [part.strip() for part in latex.split(r"\qquad")]
    whole = all(part.count("{") == part.count("}") and r"\begin" not in part for part in parts)
    return parts if whole else [latex]


def _put_right(element: Element) -> None:
    """Mend one element: kind, form and space of a sign."""
    text = element.text or ""
    if element.tag == "mo" and len(text) > 1 and text.isalpha():
        element.tag = "mi"
        element.attrib.clear()
    elif element.tag == "mo" and text in CLOSE:
        element.attrib.update(lspace="0", rspace="0")
    elif element.tag == "mi" and re.fullmatch("[Α-Ω]", text):
        element.set("mathvariant", "normal")
    elif element.tag == "mover" and element[1].tag == "mo":
        element.set("accent", "true")
        if len(element[0]) == 0:
            element[1].set("stretchy", "false")
    elif element.tag == "mrow" and len(element) > 1 and _upright(element):
        name = Element("mi")
        name.text = "".join(child.text or "" for child in element)
        element[:] = [name]


def _upright(element: Element) -> bool:
    """Whether an element holds upright letters alone, as of a name in \\mathrm."""
    return all(child.tag == "mi" and child.get("mathvariant") == "normal" for child in element)


def _group(element: Element) -> None:
    """Put each pair of brackets and what it holds into a group; a power is one of the group."""
    if element.tag not in ("math", "mrow", "mtd"):
        return
    rows: list[list[Element]] = [[]]
    opened: list[str] = []
    for child in element:
        bracket = _bracket(child)
        sign = bracket.text or "" if bracket is not None else ""
        while sign and sign in CLOSING and opened and opened[-1] in BARS:  # "(a | b)"
            opened.pop()
            del rows[-1][0].attrib["form"]
            rows[-2:] = [rows[-2] + rows[-1]]
        if bracket is not None and _closes(sign, opened):
            bracket.set("form", "postfix")
            group = Element("mrow")
            group[:] = [*rows.pop(), bracket]
            opened.pop()
            if child is bracket:
                rows[-1].append(group)
            else:
                child[0] = group
                rows[-1].append(child)
        elif bracket is child and sign in OPENING + BARS:
            bracket.set("form", "prefix")
            rows.append([child])
            opened.append(sign)
        else:
            rows[-1].append(child)
    whole = [child for row in rows for child in row]
    is_group = len(whole) == 1 and whole[0].tag == "mrow"
    element[:] = list(whole[0]) if is_group and element.tag == "mrow" else whole


def _bracket(child: Element) -> Element | None:
    """The sign that a child of a row is, or carries an index or a power on."""
    sign = child[0] if child.tag in SCRIPTS else child
    return sign if sign.tag == "mo" and (sign.text or "") in OPENING + CLOSING + BARS else None


def _closes(sign: str, opened: list[str]) -> bool:
    if not opened or not sign:
        return False
    if sign in BARS:
        return opened[-1] == sign
    return sign in CLOSING and opened[-1] in OPENING


def _apply_functions(element: Element) -> None:
    """After each function's name say that it is applied, and give it room, as print does."""
    if element.tag not in ("math", "mrow", "mtd"):
        return
    children = list(element)
    row: list[Element] = []
    for place, child in enumerate(children):
        name = child[0] if child.tag in SCRIPTS else child
        if name.tag != "mi" or len(name.text or "") < 2 or place + 1 == len(children):
            row.append(child)
            continue
        if row and row[-1].tag not in ("mo", "mspace"):
            row.append(Element("mspace", width=THIN))
        row += [child, _sign(APPLY)]
        if not _begins_with_bracket(children[place + 1]):
            row.append(Element("mspace", width=THIN))
    element[:] = row


def _space_signs(element: Element) -> None:
    """Set a minus that begins a term close to it, and every sign of a power or an index."""
    if element.tag in SCRIPTS:
        for sign in (sign for script in element[1:] for sign in script.iterfind(".//mo")):
            sign.attrib.update(lspace="0", rspace="0")
        return
    for before, sign in pairwise(element):
        if before.tag == sign.tag == "mo" and sign.text in tuple("−+±"):
            sign.set("form", "prefix")


def _begins_with_bracket(element: Element) -> bool:
    first: Element | None = next(_leaves(element), None)
    return first is not None and (first.text or "") in tuple(OPENING)


def _leaves(element: Element) -> Iterator[Element]:
    return (leaf for leaf in element.iter() if len(leaf) == 0)


def _sign(text: str) -> Element:
    element = Element("mo")
    element.text = text
    return element


def inline_math(translator: Any, node: nodes.math) -> None:
    """Write a formula within a line."""
    translator.body.append(mathml(node.astext(), "inline"))
    raise nodes.SkipNode


def block_math(translator: Any, node: nodes.math_block) -> None:
    """Write a formula that stands by itself."""
    formulas = "\n".join(mathml(piece, "block") for piece in pieces(node.astext()))
    translator.body.append(f'<div class="math">{formulas}</div>\n')
    raise nodes.SkipNode

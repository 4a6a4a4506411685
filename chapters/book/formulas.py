"""Formulas: LaTeX becomes MathML when the site is built, so no page needs a script for it."""

import html
from typing import Any

from docutils import nodes
from latex2mathml.converter import convert


def mathml(latex: str, display: str) -> str:
    """A formula as MathML, its LaTeX kept as the annotation that copying gives."""
    body = convert(latex, display=display)
    note = f'<annotation encoding="application/x-tex">{html.escape(latex)}</annotation>'
    start = body.index(">") + 1
    end = body.rindex("</math>")
    return f"{body[:start]}<semantics>{body[start:end]}{note}</semantics></math>"


def inline_math(translator: Any, node: nodes.math) -> None:
    """Write a formula within a line."""
    translator.body.append(mathml(node.astext(), "inline"))
    raise nodes.SkipNode


def block_math(translator: Any, node: nodes.math_block) -> None:
    """Write a formula that stands by itself."""
    translator.body.append(f'<div class="math">{mathml(node.astext(), "block")}</div>')
    raise nodes.SkipNode

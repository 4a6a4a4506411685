"""Texts that resemble one another, stored as what differs between them.

Texts of one shape (the same marks `<`, `>` and `"` in the same order) share a template. Where
they differ the template has a slot, and a slot keeps each of its values once. Slots that vary
in step with one another share one list that says which value each text has.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

Packed = dict[str, Any]
"""shapes: for each text the number of its template; templates: for each [pieces, slots], a slot
being [number of its pattern, values]; patterns: for each text the number of a slot's value."""


def pack(texts: Sequence[str]) -> Packed:
    """Texts -> their differences, as lists and numbers that JSON can hold."""
    rows: dict[tuple[str, ...], dict[int, list[str]]] = {}
    for place, text in enumerate(texts):
        tokens = re.split('([<>"])', text)
        rows.setdefault(tuple(tokens[1::2]), {})[place] = tokens
    shapes = [0] * len(texts)
    templates: list[tuple[list[str], list[tuple[int, list[str]]]]] = []
    patterns: dict[tuple[int, ...], int] = {}
    for members in rows.values():
        pieces, slots = [""], []
        for column in _columns(list(members.values())):
            values = list(dict.fromkeys(column))
            if len(values) == 1:
                pieces[-1] += values[0]
                continue
            number = {value: place for place, value in enumerate(values)}
            pattern = [0] * len(texts)
            for place, value in zip(members, column, strict=True):
                pattern[place] = number[value]
            slots.append((patterns.setdefault(tuple(pattern), len(patterns)), values))
            pieces.append("")
        for place in members:
            shapes[place] = len(templates)
        templates.append((pieces, slots))
    return {"shapes": shapes, "templates": templates, "patterns": list(patterns)}


def unpack(packed: Packed, place: int) -> str:
    """The text at a place, counted from 0, of those that were packed."""
    pieces, slots = packed["templates"][packed["shapes"][place]]
    values = [values[packed["patterns"][pattern][place]] for pattern, values in slots]
    return "".join(piece + value for piece, value in zip(pieces, [*values, ""], strict=True))


def _columns(rows: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """Rows of equal length by column; a column of equally many words by word."""
    for column in zip(*rows, strict=True):
        words = [re.split("( )", text) for text in column]
        if len(set(column)) > 1 and len({len(row) for row in words}) == 1:
            yield from zip(*words, strict=True)
        else:
            yield column

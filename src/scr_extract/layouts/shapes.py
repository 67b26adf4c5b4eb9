"""The shapes of lines: a page that sets two titles alike sets the others so too, in whatever arrangement nobody has described.

A shape is what is left of a line when its words are forgotten: its kind of block, its numbers, marks and capitals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scr_extract.layouts.clues import Clue
from scr_extract.model import BlockKind, Span

_LINE = 110
"""Characters of the longest line that can be a title; of a longer one the words up to the first stop can."""
_LEAD = re.compile(r"[^\n.;]{3,100}?[.:](?=\s+[A-Z\"'])")
_TOKEN = re.compile(r"(?P<number>\d+)|(?P<capitals>[A-Z]{2,}\b)|(?P<capital>[A-Z][\w'-]*)|(?P<small>[a-z][\w'-]*)|(?P<mark>[^\w\s])")
_TWICE = 2
"""So many different titles of one shape make it the page's shape of titles."""
_WEIGHT = 3
"""What such a shape weighs: as much as a name that needs company."""
_PLAIN = frozenset({"A", "A a", "A a A", "a", "A A"})
"""Shapes of any line at all: words and nothing else."""


def alike(view: str, clues: Sequence[Clue], firsts: Iterable[int]) -> tuple[Clue, ...]:
    """The clues, where each line that is shaped like the titles at `firsts` is taken for a title too."""
    seen: dict[str, set[str]] = {}
    for k in firsts:
        clue = clues[k]
        if clue.heading and (found := _shape(view, clue)) is not None:
            seen.setdefault(found[0], set()).add(found[1].of(view).lower())
    known = Counter({shape: len(titles) for shape, titles in seen.items() if len(titles) >= _TWICE})
    return tuple(_titled(view, c, known) for c in clues) if known else tuple(clues)


def _titled(view: str, clue: Clue, known: Counter[str]) -> Clue:
    if (
        clue.heading > _WEIGHT
        or clue.stop
        or clue.group
        or clue.date_heading
        or clue.ends
        or clue.labels
        or clue.header
        or clue.board
        or clue.unit.cells
        or not clue.unit.opens
    ):
        return clue
    found = _shape(view, clue)
    return replace(clue, heading=_WEIGHT, title=found[1], title_like=True) if found is not None and found[0] in known else clue


def _shape(view: str, clue: Clue) -> tuple[str, Span] | None:
    """A line's shape and the words that have it; None for prose and for a table's cells."""
    unit = clue.unit
    if unit.cells or unit.block.row:
        return None
    if unit.block.kind is BlockKind.HEADING and len(unit.span) > _LINE:
        return None
    span = unit.span
    if len(span) > _LINE:
        lead = _LEAD.match(view, span.start, span.end)
        if lead is None:
            return None
        span = Span(*lead.span())
    shape = skeleton(span.of(view))
    if shape in _PLAIN or len(shape) > 60:
        return None
    return f"{unit.block.kind} {unit.block.level} {shape}" + (" ..." if span.end < unit.span.end else ""), span


def skeleton(line: str) -> str:
    """`2.1 Child M (SCR, 2014).` as `9.9 A (A, 9).`: runs of words fold to the kind of their first."""
    out: list[str] = []
    for m in _TOKEN.finditer(line):
        sign = {"number": "9", "capitals": "A", "capital": "A", "small": "a"}.get(m.lastgroup or "", m[0])
        if sign == "a" and out and out[-1] in ("a", "A"):
            continue  # small words go on from what stands before them
        if sign == "A" and out and out[-1] == "A":
            continue
        out.append(sign)
    return " ".join(out)

"""Statements that a source prints line after line in one paragraph: `Finding one - ...` over `Finding two - ...`, `R1 fund ...` over `R2 put ...`.

Plain text has no blocks of its own but the paragraph, so its numbered lines are set apart here before statements are looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from scr_extract.fields.printed_marks import NAMED
from scr_extract.model import Block, BlockKind, Part, Span

_LINE = re.compile(r"^[ \t]*(?=\S)", re.M)
_LETTERED = re.compile(r"\((?P<letter>[a-z])\)\s*(?=\S)")
_CODE = re.compile(r"\(?(?P<letters>\d{1,2}\.(?=\d)|[A-Z]{0,3}\.?)(?P<n>\d{1,2})[.):]?\s+(?=\S)")


def lines_apart(view: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those that hold a run of named or numbered statements cut where each begins. A cut block keeps its kind and page."""
    for block in blocks:
        starts = _starts(view, block.span) if block.kind is BlockKind.BODY else []
        if len(starts) < 2:
            yield block
            continue
        edges = [*([block.span.start] if block.span.start < starts[0] else []), *starts, block.span.end]
        for start, end in pairwise(edges):
            span = Span(start, end).trimmed(view)
            if len(span):
                yield replace(block, span=span)


def _starts(view: str, span: Span) -> list[int]:
    """Where the lines begin that open a statement: with its name, or with numbers that go up by one from line to line."""
    lines = [m.end() for m in _LINE.finditer(view, span.start, span.end)]
    named = [place for place in lines if NAMED.match(view, place, span.end)]
    if len(named) >= 2:
        return named
    run: list[tuple[int, str, int]] = []
    for place in lines:
        m = _CODE.match(view, place, span.end)
        if m and (not run or (m["letters"] == run[-1][1] and int(m["n"]) == run[-1][2] + 1)) and (run or int(m["n"]) == 1):
            run.append((place, m["letters"], int(m["n"])))
    return [place for place, _, _ in run] if len(run) > 1 else _lettered(view, lines, span)


def _lettered(view: str, lines: Sequence[int], span: Span) -> list[int]:
    """Lines that open with `(a)`, `(b)` and so on, from the first letter."""
    found: list[int] = []
    for place in lines:
        m = _LETTERED.match(view, place, span.end)
        if m and ord(m["letter"]) == ord("a") + len(found):
            found.append(place)
    return found


def cut_at(blocks: Sequence[Block], parts: Sequence[Part]) -> Iterator[Block]:
    """The blocks, a paragraph of plain text that holds the heading of a section cut above it and below it."""
    places = sorted({place for p in parts for place in (p.heading.start, p.heading.end)})
    for block in blocks:
        inside = places[bisect_right(places, block.span.start) : bisect_left(places, block.span.end)] if block.kind is BlockKind.BODY else []
        if not inside:
            yield block
            continue
        for start, end in pairwise([block.span.start, *inside, block.span.end]):
            yield replace(block, span=Span(start, end))

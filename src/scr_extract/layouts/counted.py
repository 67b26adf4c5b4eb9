"""Titles by their count: where (a) and (b) begin a case each, so do (c) and (d) that tell one, whatever words they open with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scr_extract.layouts.case import case_told
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.words import PSEUDONYM, REVIEW
from scr_extract.model import Span
from scr_extract.resources.labels import label_hits

_TITLE, _WEIGHT, _TWICE, _TELLS = 5, 7, 2, 0.5
"""The weight of a title that vouches for the others of its count, what they then weigh, and how many it takes."""
_LONGEST, _FRONT = 90, 60
"""Characters of the longest title, and in which a recommendation says that it is one."""
_COUNT = re.compile(
    r"(?P<open>[(\[]?)(?:(?P<number>\d{1,2})|(?P<letter>[a-z])|(?P<capital>[A-Z]))(?P<close>[).:/\]])\s+(?=\S)|(?P<word>[A-Z][a-z]+)\s+(?P<of>\d{1,2})(?:\s*[:.-]\s+(?=\S)|\s*(?=\n|$))"
)
_NAMED, _NEAR = re.compile(rf"(?:{REVIEW}\s+)?[\"']?{PSEUDONYM}[\"']?"), 150
_LEAD = re.compile(rf"[^\n.;!?]{{3,{_LONGEST}}}?(?=[.;!?](?:\s|$)|\s*$|\s*\n)")


def counted_alike(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues, where each line of a count tells a case as two others with titles do."""
    out = list(clues)
    for run in _runs(view, clues):
        if len({clues[k].title for k in run if clues[k].heading >= _TITLE}) < _TWICE:
            continue
        for k in run:
            clue = clues[k]
            ruled_out = clue.heading >= _TITLE or clue.stop or clue.group or _advises(view, clue)
            case = None if ruled_out else case_told(view, clue.unit.block.span)
            if case is not None and case.told >= _TELLS:
                out[k] = replace(clue, heading=_WEIGHT, title=_title(view, clue))
    return tuple(out)


def _advises(view: str, clue: Clue) -> bool:
    """Whether a line is one of a count of recommendations; a case that ends with its own (`Only 2 recs: ...`) is none."""
    if clue.labels[:1] != ("recommendations",):
        return False
    first = next(label_hits(view, clue.unit.span), None)
    return first is not None and first.span.start - clue.unit.span.start <= _FRONT


def _runs(view: str, clues: Sequence[Clue]) -> Iterator[list[int]]:
    """The lines that open blocks and count on from one another in one manner: (a) (b) (c), 1/ 2/ 3/, Case 1: Case 2:."""
    runs: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for k, clue in enumerate(clues):
        unit = clue.unit
        if not unit.after_break or unit.cells or unit.block.row or not (unit.opens or (k and _is_bare(view, clues[k - 1]))):
            continue
        m = _COUNT.match(view, unit.span.start, unit.span.end)
        if m is None:
            continue
        manner, ordinal = _counted(m)
        if m["word"] and ordinal == last.get(manner):
            continue  # `Case 1 - what we can learn` goes on
        if ordinal == last.get(manner, 0) + 1 and manner in runs:
            runs[manner].append(k)
        elif ordinal == 1:
            if manner in runs:
                yield runs[manner]
            runs[manner] = [k]
        else:
            continue
        last[manner] = ordinal
    yield from runs.values()


def _counted(m: re.Match[str]) -> tuple[str, int]:
    if m["word"]:
        return m["word"].lower(), int(m["of"])
    kind = "number" if m["number"] else "letter" if m["letter"] else "capital"
    sign = m[kind]
    return f"{m['open']}{kind}{m['close']}", int(sign) if kind == "number" else ord(sign.lower()) - ord("a") + 1


def _is_bare(view: str, clue: Clue) -> bool:
    """`Slide 7`: a count and no more."""
    m = _COUNT.match(view, clue.unit.span.start, clue.unit.span.end) if clue.unit.opens else None
    return m is not None and m.end() == clue.unit.span.end


def _title(view: str, clue: Clue) -> Span:
    """The words after the count, up to their first stop; below a bare count, the child that the next lines name."""
    span = clue.unit.span
    m = _COUNT.match(view, span.start, span.end)
    start = m.end() if m else span.start
    if start == span.end:
        named = _NAMED.search(view, start, min(clue.unit.block.span.end, start + _NEAR))
        return Span(*named.span()) if named else span
    lead = _LEAD.match(view, start, span.end)
    return Span(start, lead.end() if lead else min(span.end, start + _LONGEST)).trimmed(view)

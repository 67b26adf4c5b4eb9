"""Titles by what stands below them: where two titles open blocks of one build, the first lines of the other blocks so built are titles too.

A table whose cells became lines, a page of folding panels, a list of cards: each record is a block with its name first, its
board, its date or its story second. Names are of many shapes (`Child W`, `"Daisy"`, `Case 9`), the build is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from scr_extract.layouts.case import case_told
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.words import MONTH, YEAR
from scr_extract.model import BlockKind, Span

_LINE, _STORY = 110, 100
"""Characters of the longest first line, and from which a line below is a story."""
_TITLE, _WEIGHT, _TWICE = 5, 7, 2
"""The weight of a title that vouches for others, what they then weigh, and how many different ones it takes."""
_TELLS = 0.5
_DATE = re.compile(rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d)?\d\d|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}\s+{YEAR}|{YEAR})\b")
_FILE = re.compile(r"\s*\((?:pdf|word|docx?|opens|\d+(?:\.\d+)?\s*[km]b|withdrawn)\b[^()\n]*\)\s*$", re.I)
_NO_TITLE = re.compile(r"[^\n]*:\s+\S|[^\n]*[;,]$|[^\n]*[a-z]\.$")
"""A label with its value, or the end of a sentence."""


def built_alike(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues, where each first line of a block that is built like the blocks under two titles is a title too."""
    frames = {k: frame for k, c in enumerate(clues[:-1]) if (frame := _frame(view, c, clues[k + 1])) is not None}
    vouched: dict[str, set[str]] = defaultdict(set)
    for k, frame in frames.items():
        title = clues[k].title
        if clues[k].heading >= _TITLE and title is not None:
            vouched[frame].add(title.of(view).lower())
    return tuple(
        _titled(view, c) if k in frames and len(vouched[frames[k]]) >= _TWICE and c.heading < _WEIGHT and _may_be_title(view, c, clues[k + 1]) else c
        for k, c in enumerate(clues)
    )


def _frame(view: str, clue: Clue, below: Clue) -> str | None:
    """How a block is built: its kind and what its second line is; None where it has no second line of use."""
    if not clue.unit.opens or clue.unit.cells or clue.unit.block.row or below.unit.block is not clue.unit.block or len(clue.unit.span) > _LINE:
        return None
    kind = f"{clue.unit.block.kind} {clue.unit.block.level}"
    if below.board or any(name in ("generic.named_board", "newsletter.board") for name, _ in below.header):
        second = "board"
    elif _DATE.match(view, below.unit.span.start, below.unit.span.end):
        second = "date"
    else:
        second = ""
    if clue.unit.block.kind is BlockKind.LIST_ITEM and len(below.unit.span) >= _STORY:
        return f"{kind} story"
    return f"{kind} {second}" if second else None


def _may_be_title(view: str, clue: Clue, below: Clue) -> bool:
    ruled_out = clue.stop or clue.group or clue.date_heading or clue.ends or clue.labels or clue.board or clue.fact >= _TITLE
    if ruled_out or _NO_TITLE.match(_FILE.sub("", clue.unit.text(view))):
        return False
    if clue.unit.block.kind is not BlockKind.LIST_ITEM and len(below.unit.span) < _STORY:
        return True  # over a line of board or date; a paragraph must tell a case itself
    case = case_told(view, Span(clue.unit.span.start, below.unit.span.end))
    return case is not None and case.told >= _TELLS


def _titled(view: str, clue: Clue) -> Clue:
    words = clue.unit.text(view)
    file = _FILE.search(words)
    span = Span(clue.unit.span.start, clue.unit.span.start + file.start() if file else clue.unit.span.end).trimmed(view)
    return replace(clue, heading=_WEIGHT, title=span, title_like=True)

"""Which line breaks of a plain text were made by a page's width, where its letters were of different widths.

Text that was copied or converted from a printed page is filled to a measure in points, not in columns: its lines end
now a few letters sooner, now later, and no column tells which break was meant. What tells is the sentence: a break in the
middle of one was made by the page, and a line that ends a sentence far from the margin ends its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from scr_extract.formats.pdf.hyphens import divided, habits, keeps_hyphen
from scr_extract.formats.wrapping import MARKER

_NARROW, _WIDE = 50, 140
"""Columns of a line that a page's width may have ended."""
_ENOUGH, _SHARE = 4, 0.25
"""So many breaks in mid-sentence, and so great a part of all breaks after a long line, show that a page's width made them."""
_FULL, _FULL_STOP = 0.78, 0.9
"""The part of the measure that a line must fill to run on into a capital letter, and to run on after the end of a sentence."""
_PROOF = 0.7
"""The part of the breaks in mid-sentence that must stand near the measure."""
_MEASURE, _OVER = 0.85, 1.35
"""A few lines of narrow letters hold more than the measure: it is what this part of the lines keeps within, and they may go over it so far."""
_SHORT = 30
"""A shorter line runs on only where its last word is broken: else it is a heading over what follows in small letters."""
_FLOWS = re.compile(r"[\w,'’)-]$")
_ENDS = re.compile(r"[.!?:][\"'”’)\]]*$")
_BROKEN = re.compile(r"[A-Za-z]{2}-$")
_NAMES = re.compile(r"[\"'“‘(\d]|[A-Z]{2}|[A-Z]\d")
"""What opens a title more often than a sentence in mid paragraph: capitals, a code, a quoted name."""
_GAP = re.compile(r"\S {3,}\S")
"""What parts columns, or a running title from its count."""
_OPENS = re.compile(r"\s*(?:[#>|<\[]|```|~~~|->|=>|[A-Z][\w' ]{1,30}:\s)")
"""What opens a line of its own: markup, an arrow, a label."""


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines, those that a page's width divided each in one piece; all as they are where no width shows."""
    soft = _soft(lines)
    if not soft:
        return list(lines)
    of = habits(line.strip() for line in lines)
    out: list[str] = []
    for n, line in enumerate(lines):
        if n - 1 not in soft:
            out.append(line)
            continue
        above, more = out[-1].rstrip(), line.strip()
        if divided(above):
            out[-1] = above + more if keeps_hyphen(above, more, of) else above[:-1] + more
        else:
            out[-1] = f"{above} {more}"
    return out


def _soft(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines whose break belongs to a page's width: line n and line n+1 are one line of prose."""
    shapes = [line.strip() for line in lines]
    pairs = list(pairwise(shapes))
    long = [(a, b) for a, b in pairs if _NARROW <= len(a) <= _WIDE and b]
    flowing = [a for a, b in long if _FLOWS.search(a) and b[:1].islower()]
    if len(flowing) < max(_ENOUGH, _SHARE * len(long)):
        return frozenset()
    measure = sorted(len(a) for a in flowing)[int(_MEASURE * len(flowing))]
    if sum(len(a) >= _FULL * measure for a in flowing) < _PROOF * len(flowing):
        return frozenset()  # lines of any length that go on in small letters are a list's
    return frozenset(n for n, (line, following) in enumerate(pairs) if len(line) <= measure * _OVER and _runs_on(line, following, measure))


def _runs_on(line: str, following: str, measure: int) -> bool:
    if not line or not following or _GAP.search(line) or MARKER.match(following) or _OPENS.match(following) or line.startswith(("#", "|", ">")):
        return False
    if following[:1].islower():
        return (len(line) >= _SHORT and not _ENDS.search(line)) or _BROKEN.search(line) is not None
    if _ENDS.search(line):
        return not _NAMES.match(following) and len(line) >= _FULL_STOP * measure and len(following) >= _FULL * measure
    return len(line) + 1 + len(following.split(None, 1)[0]) >= _FULL * measure

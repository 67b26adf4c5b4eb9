"""Headings broken over two lines, mended before anything is read of them.

Only the segmenter's own copy of the view changes (a line break becomes a space of the same length); the document's text
never does.
"""

from __future__ import annotations

import re

from scr_extract.layouts.units import Unit
from scr_extract.layouts.words import PSEUDONYM, REVIEW, one_of
from scr_extract.model import BlockKind, Span

_UNFINISHED = re.compile(
    r"(?:\b(?:of|to|for|and|the|into|in|re|respect|regarding|concerning|on|behalf|by|an?"
    r"|Serious|Significant|Case|Safeguarding|Child(?:ren)?|Sibling|Baby|Young|Person|Local)|[:,&-])\s*$"
)
_REVIEW_START = re.compile(rf"(?:{REVIEW}|(?i:serious|significant|child\s+safeguarding))\b")
_SMALL_WORD = re.compile(r"\b(?:of|to|for|and|the|into|in|on|by|an?|with|from)\s*$")
_SENTENCE = re.compile(r"[.;]\s*$")
_AND_ONE = re.compile(r"(?:and|&)\s+[A-Z]")
_GROUP = re.compile(rf"(?i:{one_of('groups')})\s*:?\s*$")
_SHORT = 90


def mended(view: str, units: tuple[Unit, ...]) -> tuple[str, tuple[Unit, ...]]:
    """The view and the units with broken headings in one piece."""
    out: list[Unit] = []
    for unit in units:
        if out and _belongs(view, out[-1], unit):
            last = out.pop()
            gap = " " * (unit.span.start - last.span.end)
            view = view[: last.span.end] + gap + view[unit.span.start :]
            unit = Unit(Span(last.span.start, unit.span.end), last.block, last.opens, last.after_break)
        out.append(unit)
    return view, tuple(out)


def _belongs(view: str, above: Unit, below: Unit) -> bool:
    """True where `above` is a review's heading cut off in the middle and `below` its end."""
    head, tail = above.text(view), below.text(view)
    if above.block.kind is below.block.kind is BlockKind.HEADING and above.block.size == below.block.size and _SMALL_WORD.search(head):
        return len(head) <= _SHORT and len(tail) <= _SHORT
    if len(head) > _SHORT or len(tail) > 2 * _SHORT or not _REVIEW_START.match(head):
        return False
    if _GROUP.fullmatch(f"{head} {tail}") and not _GROUP.fullmatch(head):
        return True
    if _REVIEW_START.match(tail):
        return False
    if _AND_ONE.match(tail):
        return bool(re.search(PSEUDONYM, head))
    if not _UNFINISHED.search(head):
        return False
    if _GROUP.fullmatch(head) or _SENTENCE.search(tail):
        return False
    return tail[:1].isupper() or tail[:1].isdigit() or tail[:1] in "'\""

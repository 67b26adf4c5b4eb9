"""Titles set at the head of their paragraph: `The chorister from Poole. The board brought this one out in 2015 ...`.

Writers of newsletters give each case a title of their own, which says little by itself. A run of paragraphs that each open with a few
words and a full stop, and each tell another child's case, is a list of reviews whose titles are those words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from scr_extract.layouts.case import FAINT, SURE, Case, case_told, same_case, speaks_of_harm
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.words import BOARD, REVIEW
from scr_extract.model import BlockKind, Span

_LENGTH, _LONGEST = 160, 70
"""Characters of the shortest paragraph that tells a case, and of the longest title."""
_SHORT = 60
"""So many characters beside a title in its line tell no story."""
_THRICE, _TWICE, _SHARE = 3, 2, 0.6
"""So many such paragraphs, and so great a part of those with a title between the first and the last, make a list."""
_WEIGHT, _TITLE = 7, 5
_FRONT = 2500
_LEAD = re.compile(rf"(?P<lead>[A-Z\"'][^\n.:;!?]{{3,{_LONGEST}}}?)[.!?]\s+(?=[A-Z\"'(\d])")
_SET_OFF = re.compile(rf"(?P<lead>\"[A-Z][^\n\".:;]{{0,30}}\"|[A-Z\"][A-Z\d\"' &-]{{2,{_LONGEST}}}?)(?:[ \t]{{2,9}}|\s[-:|]\s|:\s)(?=[A-Z\"'(\d])")
"""Words in capitals or quotes that blanks, a dash or a colon set off: `OVER THE BORDER  In Devon ...`, `"CN10"  The board ...`."""
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|had|have|will|should|must|can|may|did|does|do|be|been|died|asked|met|said|joined|came|went)\b")
_OF_REVIEWS = re.compile(rf"{REVIEW}|{BOARD}|\b(?i:reviews?)\b")


def run_in_titles(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues, where the opening words of paragraphs that each tell another case, or the short line over each, are their titles."""
    if not _OF_REVIEWS.search(view, 0, _FRONT):
        return tuple(clues)
    led = {k: (lead, c.unit.block.span) for k, c in enumerate(clues) if not _below_title(clues, k) and (lead := _lead(view, c)) is not None}
    again = Counter(lead.of(view) for lead, _ in led.values())
    led = {k: (lead, story) for k, (lead, story) in led.items() if again[lead.of(view)] == 1}  # `KEYWORDS:` below each is a label
    over = {k: (c.unit.span, clues[k + 1].unit.span) for k, c in enumerate(clues[:-1]) if _stands_over(view, c, clues[k + 1], clues[k + 2 : k + 3])}
    return _titled(view, _titled(view, clues, led, sure=FAINT), over, sure=SURE)


def _titled(view: str, clues: Sequence[Clue], named: dict[int, tuple[Span, Span]], *, sure: float) -> tuple[Clue, ...]:
    """The clues with those titles, where enough of the paragraphs tell cases of their own: `named` holds a title and its paragraph for each line.

    A paragraph that names a child may leave out what befell it.
    """
    told: dict[int, Case] = {}
    for k, (_, story) in named.items():
        case = case_told(view, story)
        if case is not None and (case.told >= sure or case.names) and not any(same_case(case, c) for c in told.values()):
            told[k] = case
    worths = [c.told for c in told.values() if c.told >= sure]
    if len(told) < _THRICE or len(told) > _TWICE * len(worths) or max(worths) < SURE or sum(worths) < _SHARE * len(worths):
        return tuple(clues)
    first, last = min(told), max(told)
    if len(told) < _SHARE * sum(first <= k <= last for k in named):
        return tuple(clues)
    titles = {k: named[k][0] for k in told}
    return tuple(replace(c, heading=_WEIGHT, title=titles[k], title_like=True) if k in titles and c.heading < _WEIGHT else c for k, c in enumerate(clues))


def _stands_over(view: str, clue: Clue, below: Clue, then: Sequence[Clue]) -> bool:
    """A short line over one paragraph, after which another line of that kind or the end comes."""
    unit, text = clue.unit, clue.unit.text(view)
    listed = unit.cells or unit.block.row or below.unit.cells or unit.block.kind is BlockKind.LIST_ITEM
    if listed or not unit.opens or not clue.title_like or len(text) > _LONGEST or text[-1:] in ".;:," or any(c.isdigit() for c in text):
        return False
    if clue.stop or clue.group or clue.labels or clue.header or clue.board or clue.ends or clue.date_heading or below.labels:
        return False
    return len(below.unit.span) >= _LENGTH and (not then or (then[0].unit.opens and len(then[0].unit.span) < _LENGTH))


def _below_title(clues: Sequence[Clue], k: int) -> bool:
    """Whether the line above is a title and no more, whose story this is."""
    title = clues[k - 1].title if k else None
    return title is not None and clues[k - 1].heading >= _TITLE and len(clues[k - 1].unit.span) < len(title) + _SHORT


def _lead(view: str, clue: Clue) -> Span | None:
    """The few words before the first stop of a long paragraph, where they are no sentence and tell no harm yet."""
    unit = clue.unit
    if not unit.opens or not unit.after_break or unit.cells or unit.block.row or len(unit.block.span) < _LENGTH or clue.stop or clue.group:
        return None
    m = _SET_OFF.match(view, unit.span.start, unit.span.end)
    if m is not None:
        return Span(*m.span("lead"))
    m = _LEAD.match(view, unit.span.start, unit.span.end)
    if m is None or _SENTENCE.search(m["lead"]) or any(c.isdigit() for c in m["lead"]) or speaks_of_harm(view, Span(*m.span("lead"))):
        return None
    return Span(*m.span("lead"))

"""Where the cues of all families hit a line: its title, its header words, and where the story may begin after them."""

from __future__ import annotations

import re

from scr_extract.layouts.seam import Cue
from scr_extract.model import Span

_SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'])")
_HEADER_REACH = 240
"""A header line longer than this many characters is prose that mentions a board or an author."""
_NUMBERED = re.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+(?=[A-Z\"'])")
_SHORT_SENTENCE = 70
GAP = re.compile(r"(?<=[\w)\]]{2})[ \t]{3,}(?=[A-Z])")
"""What parts a title from another link or column in its line."""

_WIDEST = 200
_WHITE = re.compile(rf"[^\S\n]{{{_WIDEST}}}")
"""Blanks that are no column's gap but a page's white: nothing goes on behind them, and patterns that try would take quadratic time."""


def after_number(view: str, span: Span) -> list[int]:
    """Where the words of a numbered paragraph begin, and its second sentence where the first is as short as `Poole LSCB, 2013.`"""
    m = _NUMBERED.match(view, span.start, span.end)
    if m is None:
        return []
    stop = _SENTENCE_BREAK.search(view, m.end(), min(span.end, m.end() + _SHORT_SENTENCE))
    return [m.end(), stop.end()] if stop else [m.end()]


def next_sentences(view: str, start: int, end: int) -> list[int]:
    """Where the second to fourth sentence after a heading in the same line begin: the first may only say who published it."""
    return [m.end() for m, _ in zip(_SENTENCE_BREAK.finditer(view, start + 2, end), range(3), strict=False)]


def before_the_white(view: str, start: int, end: int) -> int:
    """Where what begins at a place of a line ends at the latest: at its end, or before blanks as wide as a page."""
    white = _WHITE.search(view, start, end) if end - start > _WIDEST else None
    return white.start() if white else end


def title_hit(view: str, span: Span, cues: list[tuple[Cue, str]], not_one: re.Pattern[str]) -> tuple[int, Span | None, str | None]:
    """The weight, words and family of the surest title that begins the line; weight 0 for none."""
    best: tuple[int, Span | None, str | None] = (0, None, None)
    end = before_the_white(view, span.start, span.end)
    for cue, name in cues:
        m = cue.sought.match(view, span.start, end)
        if m is None or cue.weight <= best[0]:
            continue
        title = Span(m.start(), m.end("title") if "title" in cue.regex.groupindex and m["title"] is not None else m.end()).trimmed(view)
        gap = GAP.search(view, title.start, title.end)
        title = Span(title.start, gap.start()) if gap else title
        if cue.weight >= 5 and not_one.search(view, title.start, title.end):
            continue
        best = (cue.weight, title, name)
    return best


def header_hits(view: str, span: Span, cues: list[tuple[Cue, str]], *, whole: bool) -> tuple[tuple[str, int], ...]:
    """The header cues that hit the line, each with its weight; `whole` where the line goes on after its title."""
    if len(span) > _HEADER_REACH and not whole:
        return ()
    found = []
    for cue, _ in cues:
        strong = cue.weight >= 3
        if (cue.sought.search if strong else cue.sought.match)(view, span.start, min(span.end, span.start + _HEADER_REACH)):
            found.append((cue.name, cue.weight))
    return tuple(found)


def past_marks(view: str, place: int, end: int) -> int:
    """The first place that holds neither space nor a mark that stands between a title and its story."""
    while place < end and (view[place].isspace() or view[place] in ":-.,"):
        place += 1
    return place

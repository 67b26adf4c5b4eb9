"""The last line of an entry where it is a list of keywords that has no label (NSPCC 2013, FORMATS C)."""

from __future__ import annotations

import re

from scr_extract.fields.parts import list_words
from scr_extract.fields.reading import Reading
from scr_extract.model import Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ARTICLE = re.compile(r"\b(?:the|an?)\b", re.I)
_MOST = 400


def keyword_line(reading: Reading) -> Span | None:
    """The line of comma-joined noun phrases at the entry's end, links aside; None where there is none."""
    view = reading.view
    links = [link.span for link in reading.links]
    lines = [Span(*m.span()).trimmed(view) for m in _LINE.finditer(view, max(reading.body.start, reading.body.end - 3 * _MOST), reading.body.end)]
    while lines and (_is_link(view, lines[-1]) or any(s.covers(lines[-1]) for s in links)):
        lines.pop()
    if not lines or lines[-1].start <= reading.body.start:
        return None
    span = lines[-1]
    above = len(lines) - 2
    while above >= 0 and view[lines[above].end - 1] == "," and len(lines[above]) < _MOST:  # a list folded over several lines
        span = Span(lines[above].start, span.end)
        above -= 1
    return span if span.start > reading.body.start and _is_keywords(view, span) else None


def _is_link(view: str, span: Span) -> bool:
    return len(span) < 90 and list_words()["stop"].match(view, span.start, span.end) is not None


def _is_keywords(view: str, span: Span) -> bool:
    text = span.of(view)
    parts = [p.strip() for p in text.split(",")]
    if len(text) > _MOST or len(parts) < 2 or text[-1] in ".:;?!," or re.search(r"[:;•\d]|\.\s", text):
        return False
    small = sum(p[:1].islower() for p in parts[1:])
    fits = all(p and len(p.split()) <= 6 for p in parts) and len(text.split()) <= 4 * len(parts)
    return fits and 2 * small >= len(parts) - 1 and not (list_words()["sentence"].search(text) or _ARTICLE.search(text))

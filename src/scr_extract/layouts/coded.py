"""Titles that are references of a series: `CPR NWSCB 1/2021 (Conwy)`, `Exec Summary - ref 2009/D (PDF, 90 Kb)`, `SCR 17`, `4.2  C26 (verbal update)`.

A board numbers its reviews in a form of its own. Two short lines of one form, each over a case of its own, are titles; so are the others of that form, be
it that nothing stands under them (`ref 2010/A: removed at the family's request`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scr_extract.layouts.case import case_told
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.words import BOARD, PSEUDONYM, REVIEW, YEAR
from scr_extract.model import Span
from scr_extract.resources.boards import place

_WEIGHT, _TWICE, _LIKELY, _SHARE = 8, 2, 0.7, 0.6
"""What such a title weighs; so many with a case of their own, told so surely, and so great a part of them, make a series."""
_LINE, _REACH, _FRONT = 110, 25, 2500
"""Characters of the longest such line, lines of the longest case, and characters in which a page says that it is about reviews."""
_COUNT = r"(?:[>•*-]\s*)?(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[.):]?\s+|\(?[a-h]\)\s+)?"
_KIND = (
    rf"(?:(?:{REVIEW}(?<![sS])|(?i:case|review|report|(?:exec(?:utive)?\.?|case|learning)\s+summary|overview|published|our|(?:case\s+)?ref(?:erence)?\.?|no\.?|number))"
    r"\s*[:#-]?\s*)"
)
_YEARED = r"(?:(?:19|20)?\d\d)"
_CODES: tuple[tuple[str, str], ...] = (
    ("board", rf"(?:[A-Z]{{2,8}}[\s/-]{{0,3}}){{1,3}}[A-Z]?\d{{1,3}}\s?[/-]\s?{_YEARED}(?:[/-]\d\d)?"),  # NWSCB 1/2021, SCR 02/17
    ("yeared", rf"(?:[A-Z]{{2,8}}[\s/-]{{0,3}}){{1,3}}{YEAR}(?:\s?[/-]\s?\d\d)?\s?[/-]\s?[A-Z]?\d{{1,3}}"),  # SCR/2015/04
    ("year", rf"{YEAR}\s?[/-]\s?(?:[A-Z]\d{{0,2}}|\d{{1,2}})"),  # 2009/D
    ("letters", r"[A-Z]{1,5}\d{1,4}"),  # C26, SN7
    ("numbered", r"(?:S\.?C\.?R|L?CSPR|CPR|CMR|SILP|LLR|MACR|PLR)\.?\s*(?:[Nn]o\.?\s*|#\s?)?\d{1,3}"),  # SCR 17
)
_BARE = frozenset({"year", "letters"})
"""Forms that many other things have too: of them the letters must be the same, and a count or a word for a review stand before them, or nothing at all."""
_BRACKET = re.compile(r"\s*\((?P<inner>[^()\n]{1,90})\)")
_REST = re.compile(r"\s*\W?\s*$|\s*[-:|,;]\s+[^\n]{2,70}$|[ \t]{2,}[^\n]{2,60}$|\t[^\n]{2,60}$")
_RUN = re.compile(r"[ \t]{2,}|\t")
_OF_ITS_OWN = re.compile(rf"{PSEUDONYM}|{BOARD}|{REVIEW}|{YEAR}|(?i:not\s+published|unpublished)")
_OF_REVIEWS = re.compile(rf"{REVIEW}|{BOARD}|\b(?i:reviews?)\b")
_GONE = re.compile(r"\b(?i:removed|withdrawn|not\s+(?:yet\s+)?(?:published|available)|no\s+longer|in\s+progress|pending)\b")


@dataclass(frozen=True, slots=True)
class _Coded:
    """A line that is a reference: in what form, the reference itself, and its words as a title."""

    form: str
    code: str
    title: Span


def coded_alike(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues, where each line that is a reference in the form of two others over cases is a title."""
    out = list(clues)
    if not _OF_REVIEWS.search(view, 0, _FRONT):
        return tuple(out)
    series: dict[str, dict[int, _Coded]] = defaultdict(dict)
    for k, clue in enumerate(clues):
        if (found := _coded(view, clue)) is not None:
            series[found.form][k] = found
    for lines in series.values():
        if len({found.code for found in lines.values()}) == len(lines) and _tell_cases(view, clues, sorted(lines)):
            for k, found in lines.items():
                if out[k].heading <= _WEIGHT:
                    out[k] = replace(out[k], heading=_WEIGHT, title=found.title, stop=False, group=False, date_heading=False, title_like=True, fact=0)
    return tuple(out)


def _coded(view: str, clue: Clue) -> _Coded | None:
    """The reference that a short line of its own is, with the words for a review before it and what stands behind it in brackets or another column."""
    unit = clue.unit
    if unit.cells or unit.block.row or not unit.after_break or len(unit.span) > _LINE:
        return None
    start = re.compile(_COUNT).match(view, unit.span.start, unit.span.end)
    begin = at = start.end() if start else unit.span.start
    counted = begin > unit.span.start
    for form, regex in _CODES:
        m = re.compile(rf"(?P<kind>{_KIND}{{0,4}}?)(?P<code>{regex})(?![\w/])").match(view, begin, unit.span.end)
        if m is None:
            continue
        at, code = m.end(), re.sub(r"\W+", " ", m["code"])
        while (bracket := _BRACKET.match(view, at, unit.span.end)) is not None and not _is_aside(bracket["inner"]):
            at = bracket.end()
        rest = at
        while (bracket := _BRACKET.match(view, rest, unit.span.end)) is not None:
            rest = bracket.end()
        tail = _REST.match(view, rest, unit.span.end)
        if tail is None:
            return None
        title = Span(begin, at if rest > at or _RUN.match(tail[0]) else tail.end()).trimmed(view)
        kind = "kind" if m["kind"].strip() else "count" if counted else ""
        letters = re.sub(r"[^A-Za-z].*", "", code) if form == "letters" else ""
        return None if form in _BARE and not kind and rest < unit.span.end and not letters else _Coded(f"{form} {kind} {letters}", code, title)
    return None


def _is_aside(inner: str) -> bool:
    """`(PDF, 90 Kb)`, `(verbal update)`, `(Mina Roy left the room)`; not a place, a name, a board, a date, a kind of review."""
    if _OF_ITS_OWN.search(inner) or place(inner) is not None:
        return False
    return any(word[:1].islower() for word in re.findall(r"[A-Za-z]+", inner)) or any(c.isdigit() for c in inner) or inner.isupper()


def _tell_cases(view: str, clues: Sequence[Clue], lines: list[int]) -> bool:
    told = gone = 0
    for k, following in zip(lines, [*lines[1:], len(clues)], strict=True):
        last = next((j for j in range(k + 1, min(following, k + _REACH)) if clues[j].stop or clues[j].group), min(following, k + _REACH))
        span = Span(clues[k].unit.span.start, clues[last - 1].unit.span.end)
        case = case_told(view, span, reviewed=True)
        if case is not None and case.told >= _LIKELY:
            told += 1
        elif last - k <= 1 or _GONE.search(view, clues[k].unit.span.start, clues[k].unit.span.end):
            gone += 1
    return told >= _TWICE and told >= _SHARE * (len(lines) - gone)

"""Titles that are references of a series: `CPR NWSCB 1/2021 (Conwy)`, `Exec Summary - ref 2009/D (PDF, 90 Kb)`, `SCR 17`, `4.2  C26 (verbal update)`.

A board numbers its reviews in a form of its own. Two short lines of one form, each over a case of its own, are titles; so are the others of that form, be
it that nothing stands under them (`ref 2010/A: removed at the family's request`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from scr_extract.layouts.case import FAINT, LIKELY, case_told
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.units import Unit
from scr_extract.layouts.words import BOARD, PSEUDONYM, REVIEW, YEAR
from scr_extract.model import Span
from scr_extract.resources.boards import place

_WEIGHT, _TWICE, _SHARE = 8, 2, 0.6
"""What such a title weighs; so many with a case of their own, told so surely, and so great a part of them, make a series; where all tell one, some may do
so faintly."""
_LINE, _REACH, _FRONT = 110, 25, 2500
"""Characters of the longest such line, lines of the longest case, and characters in which a page says that it is about reviews."""
_COUNT = re.compile(r"(?:[>•*-]\s*)?(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[a-h]?[.):]?\s+|\(?[a-h]\)\s+)?")
_KIND = (
    rf"(?:(?:{REVIEW}(?<![sS])|(?i:case|review|report|(?:exec(?:utive)?\.?|case|learning)\s+summary|overview|published|our|(?:case\s+)?ref(?:erence)?\.?|no\.?|number))"
    r"\s{0,2}[:#-]?\s{0,3})"
)
_YEARED = r"(?:(?:19|20)?\d\d)"
_FORMS: tuple[tuple[str, str], ...] = (
    ("board", rf"(?:[A-Z]{{2,8}}[\s/-]{{0,3}}){{1,3}}[A-Z]?\d{{1,3}}\s?[/-]\s?{_YEARED}(?:[/-]\d\d)?"),  # NWSCB 1/2021, SCR 02/17
    ("yeared", rf"(?:[A-Z]{{2,8}}[\s/-]{{0,3}}){{1,3}}{YEAR}(?:\s?[/-]\s?\d\d)?\s?[/-]\s?[A-Z]?\d{{1,3}}"),  # SCR/2015/04
    ("year", rf"{YEAR}\s?[/-]\s?(?:[A-Z]\d{{0,2}}|\d{{1,2}})"),  # 2009/D
    ("lettered", r"[A-Z]{1,2}\s?[/-]\s?(?:20)?\d\d"),  # H/17
    ("letters", r"[A-Z]{1,5}\d{1,4}"),  # C26, SN7
    ("numbered", r"(?:S\.?C\.?R|L?CSPR|CPR|CMR|SILP|LLR|MACR|PLR)\.?\s{0,2}(?:[Nn]o\.?\s?|#\s?)?\d{1,3}"),  # SCR 17
)
_CODES = tuple((form, re.compile(rf"(?P<kind>{_KIND}{{0,4}}?)(?P<code>{regex})(?![\w/])")) for form, regex in _FORMS)
_BARE, _SIGNS = frozenset({"year", "lettered"}), 3
"""Forms that many other things have too, and signs of the shortest reference: a count or a word for a review stands before others, or nothing beside them."""
_BRACKET = re.compile(r"\s*\((?P<inner>[^()\n]{1,90})\)")
_REST = re.compile(r"\W{0,3}$|\s{0,2}[-:|,;]\s[^\n]{2,70}$|[ \t]{2}[^\n]{2,60}$|\t[^\n]{2,60}$")
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
    found = references(view, [c.unit for c in clues], {k for k, c in enumerate(clues) if c.stop or c.group})
    return tuple(
        replace(c, heading=_WEIGHT, title=found[k], stop=False, group=False, date_heading=False, title_like=True, fact=0)
        if k in found and c.heading <= _WEIGHT
        else c
        for k, c in enumerate(clues)
    )


def references(view: str, lines: Sequence[Unit], ends: Collection[int] = (), *, sure: bool = False) -> dict[int, Span]:
    """The lines that are references of a series of reviews, with their words as titles; of those that come again, as in a list of contents, the one
    over the case. `sure` leaves out letters with a number (`C26`), which may be a child of the one review that a text is about."""
    if not _OF_REVIEWS.search(view, 0, _FRONT):
        return {}
    series: dict[str, dict[int, _Coded]] = defaultdict(dict)
    for k, line in enumerate(lines):
        if (found := _coded(view, line)) is not None and not (sure and found.form.startswith("letter")):
            series[found.form][k] = found
    out: dict[int, Span] = {}
    for coded in series.values():
        out |= {k: coded[k].title for k in _over_cases(view, lines, ends, coded)}
    return out


def _coded(view: str, unit: Unit) -> _Coded | None:
    """The reference that a short line of its own is, with the words for a review before it and what stands behind it in brackets or another column."""
    if unit.cells or unit.block.row or not unit.after_break or len(unit.span) > _LINE:
        return None
    start = _COUNT.match(view, unit.span.start, unit.span.end)
    begin = at = start.end() if start else unit.span.start
    for form, regex in _CODES:
        m = regex.match(view, begin, unit.span.end)
        if m is None:
            continue
        at, code = m.end(), re.sub(r"\W+", " ", m["code"])
        while (bracket := _BRACKET.match(view, at, unit.span.end)) is not None and not _is_aside(bracket["inner"]):
            at = bracket.end()
        rest = at
        while (bracket := _BRACKET.match(view, rest, unit.span.end)) is not None:
            rest = bracket.end()
        tail = _REST.match(view, rest, unit.span.end)
        if tail is None and place(view[rest : unit.span.end]) is None:
            return None
        title = Span(begin, at if rest > at or (tail and _RUN.match(tail[0])) else tail.end() if tail else unit.span.end).trimmed(view)
        kind = "kind" if m["kind"].strip() else "count" if begin > unit.span.start else ""
        if not kind and ((form in _BARE and rest < unit.span.end) or len(code) < _SIGNS):
            return None
        letters = re.sub(r"[^A-Za-z].*", "", code) if form == "letters" else ""
        return _Coded(f"{form} {kind} {letters}", code, title)
    return None


def _is_aside(inner: str) -> bool:
    """`(PDF, 90 Kb)`, `(verbal update)`, `(Mina Roy left the room)`; not a place, a name, a board, a date, a kind of review."""
    if _OF_ITS_OWN.search(inner) or place(inner) is not None:
        return False
    return any(word[:1].islower() for word in re.findall(r"[A-Za-z]+", inner)) or any(c.isdigit() for c in inner) or inner.isupper()


def _over_cases(view: str, lines: Sequence[Unit], ends: Collection[int], coded: dict[int, _Coded]) -> list[int]:
    """Those of the lines that stand over cases, and with them those over nothing; none where too few do."""
    told: dict[str, int] = {}
    bare: dict[str, int] = {}
    likely = other = 0
    for k, following in zip(coded, [*list(coded)[1:], len(lines)], strict=True):
        last = next((j for j in range(k + 1, min(following, k + _REACH)) if j in ends), min(following, k + _REACH))
        case = case_told(view, Span(lines[k].span.start, lines[last - 1].span.end), reviewed=True)
        if case is not None and case.told >= FAINT:
            told.setdefault(coded[k].code, k)
            likely += case.told >= LIKELY
        elif last - k <= 1 or _GONE.search(view, lines[k].span.start, lines[k].span.end):
            bare.setdefault(coded[k].code, k)
        else:
            other += 1
            bare.setdefault(coded[k].code, k)
    if len(told) < _TWICE or not ((likely and not other) or (likely >= _TWICE and likely >= _SHARE * (len(told) + other))):
        return []
    return sorted({**bare, **told}.values())

"""Titles made of nothing but a child's name, a board or place, a date and words for a review, in whatever order and with whatever between.

`CHILD H  Poole Safeguarding Children Board, Feb. 2014`, `POOLE SCB - CHILDREN A and B  Published: 7.10.2013`,
`"Ivy K" (York, March 2014).`, `Rowan, a joint review with Devon SCP (PDF, 1 MB)`: each maker sets them in an order of its own.
What they share is that the words are soon told: such a line is read word by word, and is a title where every word has its slot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scr_extract.layouts.words import BOARD, MONTH, PSEUDONYM, REVIEW, YEAR, one_of, word_list
from scr_extract.model import Span
from scr_extract.resources.boards import place
from scr_extract.resources.people import is_given

_LONGEST = 150
"""Characters of a title."""
_FRONT = 60
"""Characters within which the name begins; a line without one there is not read further."""
_NAME, _WEAK, _TOLD, _MOST, _MOST_WEAK = 4, 2, 2, 8, 4
"""What a name weighs, one that could be another word's, each other thing told, and all together at most: with a doubtful name it takes a story."""
_COMPLETE = frozenset({"board", "place", "date", "review", "file"})

_BACKED = frozenset({"board", "place", "file"})
_WHOSE, _PARTED = frozenset({"board", "place"}), (" - ", " | ")
"""What may stand before a bare first name, and what parts them: `Swindon - Jay - ...`."""

_CODE = r"[A-Z]{1,3}\d{1,3}(?![\w/])"
_QUOTED = r"(?:\"(?:the\s+)?[A-Z][\w-]*(?:\s+(?:(?:and|&)\s+)?[A-Z][\w-]*){0,3}\"|(?<![\w])'(?:the\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,3}'(?!\w))"
_JOINED = r"(?:\s*(?:,|&|\band\b)\s*{0}){{0,4}}"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)"
_MONTH = rf"(?:{MONTH}|(?:{'|'.join(m.upper() for m in word_list('months'))})\.?)"
"""A month, in a title in capitals too: `CHILD QT (POOLE SCB, JULY 2016)`."""
_SLOTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("name", re.compile(rf"{PSEUDONYM}(?:\s*\(\d\))?(?:\s+and\s+(?:his\s+|her\s+|their\s+)?(?:family|siblings?)\b)?(?![\w'-])")),
    ("name", re.compile(_QUOTED + _JOINED.format(_QUOTED))),
    (
        "name",
        re.compile(
            rf"(?:[Tt]he\s+)?(?!(?i:{one_of('groups_not_named')})\b)[A-Z][a-z]{{2,14}}\s+(?:[Ff]amily|siblings|twins|triplets|children|brothers|sisters)\b"
        ),
    ),
    (
        "date",
        re.compile(
            rf"(?:{_DAY}?{_MONTH}\s+|(?:early|late)\s+)?{YEAR}(?:\s*[-/]\s*(?:\d\d|{YEAR}))?(?![\w/])"
            rf"|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d)?\d\d(?!\d)|{_DAY}?{_MONTH}\s+'?\d\d(?![\w/:]|\.\d)"
        ),
    ),
    (
        "review",
        re.compile(
            rf"{REVIEW}(?<![sS])(?![a-z])"
            r"|\b(?i:(?:overview|full|final|learning|executive|exec\.?)\s+(?:report|summary|review)|review|report|summary|briefing)\b"
        ),
    ),
    (
        "board",
        re.compile(
            rf"(?:[Tt]he\s+)?(?:[A-Z][\w'&.-]*(?:\s+(?:and|of|the|upon|on|in|&))*\s+){{1,6}}?(?:Local\s+)?{BOARD}(?![a-z])"
            r"|\b(?i:anonymous|anon|unnamed)\b(?=\W)"
            r"|\b(?:LSCB|[A-Z]{1,4}SC[BP])\b"
        ),
    ),
    (
        "file",
        re.compile(
            r"\((?:pdf|word|docx?|opens|\d+(?:\.\d+)?\s*[km]b)\b[^()\n]{0,50}\)"
            r"|\((?:withdrawn|no\s+longer|not\s+published|unpublished|archived)\b[^()\n]{0,70}\)",
            re.I,
        ),
    ),
    ("note", re.compile(r"\[[^\[\]\n]{1,50}\]|\b(?:ISBN|(?:[Rr]ef(?:erence)?|[Cc]ase)(?:\s+no)?\.?:?\s+[A-Z]{0,6}[\d/]{1,9})\b")),
    (
        "person",
        re.compile(
            r"(?i:(?:lead\s+|independent\s+)*(?:authors?|reviewers?)(?:\s+is|\s+was)?|written\s+by)\s*:?\s*"
            r"(?:(?:Dr|Mrs?|Ms|Prof(?:essor)?)\.?\s+)?[A-Z][\w'-]+(?:\s+[A-Z][\w'.-]+){1,2}"
        ),
    ),
    (
        "word",
        re.compile(
            r"\b(?i:published|publication|to\s+be|due|expected|issued|released|dated?|completed|commissioned|out|new|on|in|by|for|from|of|with|about|into|re|the|an?|and"
            r"|joint|jointly|local|independent|withdrawn|area|case)\b"
        ),
    ),
)
_PLACE = re.compile(
    r"(?:(?:City|County|London\s+Borough|Borough|Royal\s+Borough)\s+of\s+)?"
    r"[A-Z][\w'&.-]*(?:(?:\s+|-|,\s+)(?:(?:and|of|the|upon|on|in|&)\s+){0,2}[A-Z][\w'&-]*){0,5}"
)
_FORENAMES = re.compile(r"[A-Z][a-z]{2,11}(?:-[A-Z][a-z]+)?(?:(?:,\s+|\s+and\s+|\s+&\s+)[A-Z][a-z]{2,11}){0,3}(?=\s*[,(|-]|\s{2,})")
_CODED = re.compile(_CODE)
_KIN = re.compile(PSEUDONYM)
_LETTERS = 2
"""Letters of a name that is initials: `"T"`, `"Liam K"`."""
_COUNT = re.compile(
    r"(?:[>•*-]\s*)?(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[.):/]?\s+|#\d{1,2}\s+|\(?[a-h]\)\s+|\(?[ivx]{1,4}\)\s+"
    rf"|(?i:case(?:\s+(?:study|review))?|review|report)\s+(?:\d{{1,2}}|[A-Z]|(?i:{one_of('number_words')}))\s*[:.)-]\s+)?"
)
"""What counts titles: `4.2`, `(b)`, `CASE TWO:`."""
_BETWEEN = re.compile(r"[\s,:;|/-]+")
_BRACKET = re.compile(r"[()\[\]\s]+")
_STOP = re.compile(r"\.(?=\s|$)")
_CLOSED = re.compile(r"\s*\)[.:]?(?=\s+[A-Z\d\"'(]|\s*$)|\)?\s+-\s|\)?:\s|\s{2,}|\s*\n|$")
"""What ends a title before its story."""
_THEN_DATED = re.compile(
    rf"\s+(?i:pub(?:lished|'d|\.)?|out|issued|released|came\s+out)\s*:?\s+(?:(?:on|in)\s+)?(?:{_DAY}?{_MONTH}\b|{YEAR}\b|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d)?\d\d(?!\d))"
)
"""A sentence right behind a title that only says when: `Luton - Baby QT. Published 28/9/17. Newborn.`"""
_RUNS_ON = re.compile(r"\s+(?=[A-Z\d\"'(])|\s*$")
_HAS_NAME = re.compile(rf"{PSEUDONYM}|[a-z]\s+(?:[Ff]amily|siblings|twins|triplets|children|brothers|sisters)\b|{_QUOTED}|\b{_CODE}|^{_FORENAMES.pattern}")


@dataclass(frozen=True, slots=True)
class Slotted:
    """A title of this kind, and what it weighs in tenths of an entry's proof."""

    span: Span
    weight: int


def slotted(view: str, span: Span) -> Slotted | None:
    """The title at the front of a line, or the line as a whole, where each of its words is a name's, a board's, a date's or a review's."""
    end = min(span.end, span.start + _LONGEST)
    if "\n" in view[span.start : end]:
        end = view.index("\n", span.start, end)
    if not _HAS_NAME.search(view[span.start : min(end, span.start + _FRONT)]):
        return None
    counted = _COUNT.match(view, span.start, end)
    start = at = counted.end() if counted else span.start
    told: dict[str, int] = {}
    last = at
    while at < end:
        gap = _BETWEEN.match(view, at, end)
        if gap is not None:
            at = gap.end()
            continue
        stop = _STOP.match(view, at, end)
        if stop is not None:
            if _is_whole(told):
                if _THEN_DATED.match(view, stop.end(), span.end):
                    told["date"] = 0
                return _title(view, start, last, told) if _RUNS_ON.match(view, stop.end(), span.end) else None
            at = stop.end()
            continue
        found = _next(view, at, end, told, first=at == start)
        if found is None and (bracket := _BRACKET.match(view, at, end)) is not None:
            at = bracket.end()
            continue
        if found is None or (found[0] in told and found[0] in ("name", "place")):
            break  # another child's name begins the story
        kind, at, weight = found
        told[kind] = max(told.get(kind, 0), weight)
        if kind not in ("word", "file"):
            last = at
    if not _is_whole(told):
        return None
    return _title(view, start, last, told) if (at >= end == span.end) or _CLOSED.match(view, last, span.end) else None


def _title(view: str, start: int, end: int, told: dict[str, int]) -> Slotted:
    others = sum(kind in told for kind in ("date", "review")) + bool(told.keys() & {"board", "place"})
    weight = told["name"] + _TOLD * others + (1 if not others and told["name"] == _NAME else 0)
    words = view[start:end]
    closing = view[end : end + 1] == ")" and words.count("(") > words.count(")")
    return Slotted(Span(start, end + closing), min(_MOST if told["name"] == _NAME else _MOST_WEAK, weight))


def _is_whole(told: dict[str, int]) -> bool:
    """A name and one thing more; what could be another word's needs the board, its place, or the file that it names."""
    return "name" in told and bool(told.keys() & (_COMPLETE if told["name"] > _WEAK else _BACKED))


def _next(view: str, at: int, end: int, told: dict[str, int], *, first: bool) -> tuple[str, int, int] | None:
    """The slot of the words at a place: its kind, where it ends, and its weight where it is a name."""
    for kind, regex in _SLOTS:
        m = regex.match(view, at, end)
        if m is not None and m.end() > at:
            return (kind, *_name(m[0], at)) if kind == "name" else (kind, m.end(), 0)
    code = _CODED.match(view, at, end)
    if code is not None and "name" not in told:
        return "name", code.end(), _WEAK
    if (found := _place_at(view, at, end)) is not None:
        return "place", found, 0
    names = _FORENAMES.match(view, at, end)
    if (
        names is not None
        and (first or (told and told.keys() <= _WHOSE and view[max(0, at - 3) : at] in _PARTED))
        and all(is_given(w) for w in re.findall(r"[A-Z][a-z]+", names[0]))
    ):
        return "name", names.end(), _WEAK
    return None


def _name(words: str, at: int) -> tuple[int, int]:
    """Where a name ends and what it weighs: `CHILD QT` and `Baby Fern` are names, `BABY STEPS` may be a programme's and so may quoted words.

    Of `Child V, Poole` the place is no second name.
    """
    head, comma, tail = words.rpartition(",")
    if comma and place(tail) is not None:
        words = head
    shouted = [w for w in re.findall(r"[A-Z]{4,}", words.split(None, 1)[-1]) if not is_given(w.title())]
    quoted = words[0] in "\"'" and not _KIN.search(words) and not all(is_given(w.title()) or len(w) <= _LETTERS for w in re.findall(r"[A-Za-z]+", words))
    return at + len(words), _WEAK if quoted or (shouted and words.isupper()) else _NAME


def _place_at(view: str, at: int, end: int) -> int | None:
    """Where the longest place of the gazetteer that begins here ends."""
    m = _PLACE.match(view, at, end)
    if m is None:
        return None
    stops = [w.end() for w in re.finditer(r"[\w'&.-]+", m[0])]
    return next((at + stop for stop in reversed(stops) if place(m[0][:stop].rstrip(".")) is not None), None)

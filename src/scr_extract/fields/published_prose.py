"""A review's own date in prose: `came out in November 2015`, `In late 2016 the board published two SCRs`, and what is weak and comes last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.published_marks import COVER, OPENING, cover, else_before, hit_at, is_date
from scr_extract.fields.published_words import one_of
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder, candidate
from scr_extract.model import Candidate, Span
from scr_extract.resources.board_phrases import phrases
from scr_extract.resources.dates import dates
from scr_extract.values import PartialDate


@lru_cache(maxsize=1)
def _came_out() -> re.Pattern[str]:
    came = r"(?:came\s+out|(?:was|were|been)\s+(?:first\s+)?(?:published|released|issued)|appeared|published)"
    by = r"\s*(?:\([^)]{0,20}\)\s*)?(?:by\s+[^.;\n]{2,60}\s+)?"
    on = r"(?:in|on)\s+(?:\w+day,?\s+)?(?:the\s+)?$"
    dated = rf"(?:{one_of('reviews')}|review)\s+(?:is\s+|was\s+)?dated\s+"
    done = r"(?:written|commissioned|prepared|produced|completed|signed\s+off|agreed|approved|endorsed|accepted|ratified|adopted|considered)"
    joined = rf"{done}\s+(?:for|by|at)\s+[^.;\n]{{3,90}}?\s+and\s+(?:was\s+)?(?:published|released|issued)\s+"
    gave = rf"(?:published|released|issued)\s+(?:its|the|a|an|this|their)\s+(?:\w+\s+){{0,3}}?{one_of('reviews')}\b[^.;\n]{{0,40}}?\s"
    return re.compile(
        rf"\b(?:{one_of('reviews')}\b[^.;\n]{{0,60}}?\b{came}{by}|{gave}|{joined}|(?P<it>(?:it|this)\s+was\s+(?:first\s+)?(?:published|released|made\s+public)\s+)){on}|\b{dated}(?:the\s+)?$",
        re.I,
    )


@lru_cache(maxsize=1)
def _it_published() -> re.Pattern[str]:
    return re.compile(
        rf",?\s+[^.;\n]{{0,70}}?\b(?:published|released|issued)\s+(?:its|the|a|an|this|two|three|four|\d+|their|both)?\s*[^.;\n]{{0,30}}?{one_of('reviews')}",
        re.I,
    )


@lru_cache(maxsize=1)
def _by_others() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('published_by_others')}\b", re.I)


@lru_cache(maxsize=1)
def _board_bracket() -> re.Pattern[str]:
    """`Kent SCB (October 2013) looked at`, `the Board's review of Child S (published August 2013; author ...)`: what stands before the date."""
    told = rf"\b(?:{one_of('reviews')}|review\s+of|child|baby|sibling)\b[^.;()\n]{{0,40}}"
    return re.compile(
        rf"(?:\b(?:L?SC[BP]s?|[Bb]oard|[Pp]artnership|[Cc]ommittee|[Rr]eport|[Rr]eview)\s*\((?:[Pp]ublished\s+(?:in\s+)?)?|\((?:[Rr]eport|[Rr]eview|SCR)\s+published\s+(?:in\s+|on\s+)?|(?i:{told})\((?:[Pp]ublished|[Rr]eleased|[Ii]ssued)\s+(?:in\s+|on\s+)?)$"
    )


def _bracketed(reading: Reading) -> Iterator[Candidate]:
    view, zone = reading.view, Span(reading.span.start, min(reading.span.end, reading.span.start + COVER))
    for hit in () if reading.is_report else dates(view, zone):
        before = view[max(zone.start, hit.span.start - 120) : hit.span.start]
        if is_date(hit) and "(" in before and view[hit.span.end : hit.span.end + 1] in (")", ";", ",") and _board_bracket().search(before):
            yield hit_at(reading, hit, "published.bracketed")


BRACKETED = Finder(
    "published.bracketed",
    _bracketed,
    examples=(
        Example("Barnsley SCB ([[May 2012]]) looked at the case of a girl who was shaken.", "2012-05"),
        Example("A boy drowned. The report ([[May 2012]]; reviewer Ann Other) makes two recommendations.", "2012-05"),
        Example("In Barnsley, the board's review of Child QZ (published [[May 2012]]; author Ann Other) tells of a boy.", "2012-05"),
    ),
    counter_examples=(
        "The guide for parents (published May 2012) was not given to the mother.",
        "Child QZ (born May 2012) was seen by the board (three times).",
    ),
)


def is_said(view: str, zone: Span, at: Span) -> bool:
    """True where the sentence before a date says that the review came out then."""
    m = _came_out().search(view, max(zone.start, at.start - 200), at.start)
    if m is None or _by_others().search(view, max(zone.start, m.start() - 30), m.end()):
        return False
    return m["it"] is None or _of_review().search(view, max(zone.start, m.start() - 160), m.start()) is not None


@lru_cache(maxsize=1)
def _of_review() -> re.Pattern[str]:
    """The sentence before `It was published on`: it speaks of the review, not of a film or a leaflet."""
    return re.compile(rf"\b(?:the|this|its|our|their)\s+(?:\w+\s+){{0,2}}?{one_of('reviews')}\b[^.!?\n]*[.!?]\s+$", re.I)


def _in_prose(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    zone = cover(reading, OPENING)
    for hit in dates(view, zone):
        if not is_date(hit):
            continue
        opens = re.search(r"(?:^|[.\n(]|:)\s*(?:In|On|During)\s+(?:\w+day,?\s+)?(?:the\s+)?$", view[max(zone.start, hit.span.start - 30) : hit.span.start])
        if is_said(view, zone, hit.span) or (opens and _it_published().match(view, hit.span.end, zone.end)):
            yield hit_at(reading, hit, "published.prose")


PROSE = Finder(
    "published.prose",
    _in_prose,
    examples=(
        Example("Family QZ Serious Case Review came out in [[November 2012]]. The mother harmed her son.", "2012-11"),
        Example("Rowan was killed in 2010. The review is short. It was published on [[3 March 2012]].", "2012-03-03"),
        Example("Rowan was killed in 2010. The board published its review in [[March 2012]].", "2012-03"),
        Example("A boy died. The report was signed off by the board on 4 July 2013 and published on [[9 September 2013]].", "2013-09-09"),
        Example("In [[late 2012]] Barnsley LSCB published two SCRs after two babies had died.", "2012"),
    ),
    counter_examples=(
        "Rowan was killed in 2010. Staff had a leaflet on sleep. It was published in 2009.",
        "Rowan was killed in 2010. A film was made of him. It was published on 3 March 2012.",
        "The police published a leaflet in May 2012 after the review.",
        "The family's book came out in November 2012.",
        "The Ofsted inspection report was published in May 2012.",
    ),
)


def _after_review_word(reading: Reading) -> Iterator[Candidate]:
    """`Hampshire LSCB Serious Case Review 2015.` in the first sentence of an entry that has no header."""
    view, fact = reading.view, reading.fact
    zone = Span(reading.span.start, max(min(fact.end, reading.span.start + 200), reading.span.start))
    for hit in dates(view, zone):
        before = view[max(zone.start, hit.span.start - 60) : hit.span.start]
        if (
            is_date(hit)
            and re.search(rf"\b{one_of('reviews')}\s*[:,(-]?\s*$", before, re.I)
            and re.match(r"\s*[.)\n]|\s*$", view[hit.span.end : hit.span.end + 3])
        ):
            yield hit_at(reading, hit, "published.after_review")


AFTER = Finder(
    "published.after_review",
    _after_review_word,
    examples=(Example("Marlhaven School, Barnsley LSCB Serious Case Review [[2012]]. More to read here.", "2012"),),
    counter_examples=(
        "Death of a boy in 2012. He had a health review 2011 to 2012.",
        "Death of a boy in 2012.",
    ),
)


def _beside_board(reading: Reading) -> Iterator[Candidate]:
    """`Lincolnshire Safeguarding Children Board, January 2016.` in the running text of an entry, a statement of its own."""
    view = reading.view
    if reading.is_report or len(reading.span) > COVER:
        return
    for phrase in phrases(view, reading.span):
        hit = next(iter(dates(view, Span(phrase.span.end, min(reading.span.end, phrase.span.end + 30)))), None)
        if (
            hit
            and is_date(hit)
            and not else_before(view, Span(_statement(view, reading.span, phrase.span), reading.span.end), hit)
            and re.fullmatch(r"\s*[,.;:(-]\s*", view[phrase.span.end : hit.span.start])
            and re.match(r"\s*(?:[.;()\n]|\s-\s|$)", view[hit.span.end : reading.span.end])
        ):
            yield hit_at(reading, hit, "published.beside_board")


def _statement(view: str, span: Span, at: Span) -> int:
    """Where the sentence or bracket begins in which the board stands."""
    return max(span.start, *(view.rfind(sign, span.start, at.start) + 1 for sign in (". ", "(", "\n")))


BESIDE_BOARD = Finder(
    "published.beside_board",
    _beside_board,
    examples=(
        Example("Child QZ\n\nA boy took his own life in June 2010. Barnsley Safeguarding Children Board, [[January 2012]]. Two lessons.", "2012-01"),
        Example("Child QZ\n\nA boy died. His case was closed before he died. (Barnsley LSCB, [[May 2012]]. Author: Ann Other)", "2012-05"),
        Example("Child QZ\n\nBarnsley LSCB, [[November 2012]] (summary only). A girl died at 17 in 2011.", "2012-11"),
        Example("Child QZ\n\nBarnsley LSCB. [[November 2012]]\nGirl, died at 17 in 2011.", "2012-11"),
    ),
    counter_examples=(
        "Child QZ\n\nA boy drowned. Barnsley LSCB in January 2012 trained its staff.",
        "Child QZ\n\nA boy drowned. To Barnsley LSCB, January 2012 was the start of it.",
    ),
)

# Weak, and last: an accession number, a copyright line, a notice's own dateline.


def _weak(reading: Reading) -> Iterator[Candidate]:
    view, sheet = reading.view, cover(reading)
    for m in re.compile(r"(?:\bNo\.?:?\s*|(?<![^\n]))(?P<year>(?:19|20)\d\d)/C\d{3,5}\b").finditer(view, sheet.start, sheet.end):
        yield candidate(reading, "published", PartialDate(m["year"], "year"), Span(*m.span("year")), "published.weak")
    for m in re.compile(rf"(?:^|\n)[ ]*(?P<day>{one_of('weekdays')},?\s+)", re.I).finditer(view, sheet.start, min(sheet.end, sheet.start + 300)):
        hit = next(iter(dates(view, Span(m.end("day"), min(sheet.end, m.end("day") + 24)))), None)
        if hit and hit.span.start == m.end("day"):
            yield hit_at(reading, hit, "published.weak")
    for m in re.compile(r"(?:©|\bcopyright\b|\(c\))[^\n]{0,80}?(?=(?:19|20)\d\d)", re.I).finditer(view, sheet.start, sheet.end):
        hit = next(iter(dates(view, Span(m.end(), min(sheet.end, m.end() + 6)))), None)
        if hit and reading.is_report:
            yield hit_at(reading, hit, "published.weak")


WEAK = Finder(
    "published.weak",
    _weak,
    examples=(
        Example("Serious case review\nNo: [[2012]]/C4321\n\nThis is the report.", "2012"),
        Example("Baby QZ serious case review\n\nThursday, [[5 April 2012]] | A Writer\n\nThe report is about a baby.", "2012-04-05"),
    ),
    counter_examples=("Serious case review\n\nOn Thursday 5 April 2012 he was seen.",),
)

"""Dates of publication where a header, cover or governing heading prints them: after a label, in brackets, at the heading's start or end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.heading_line import run_on
from scr_extract.fields.published_words import TWO_TONGUES, is_row, one_of, review_label
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder, candidate
from scr_extract.model import Candidate, Span
from scr_extract.resources.dates import DateHit, dates

COVER = 1500
"""Characters in which a report's cover stands."""
OPENING = 4000
"""Characters in which a label or a sentence says when the review came out."""


_LABEL_REACH = 140
"""Characters between a label and its date, the publisher's name among them."""


@lru_cache(maxsize=1)
def _something_else() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){one_of('not_published')}(?![\w-])", re.I)


@lru_cache(maxsize=1)
def _says_published() -> re.Pattern[str]:
    by = r"(?:\s+(?:by|on\s+behalf\s+of|anonymously|jointly|at\s+the\s+request\s+of)\b[^\n.;]{0,90}?)?"
    return re.compile(rf"(?<![\w-])(?P<label>{one_of('publication')}){by}\s*(?::|-|\(|,)?\s*(?:on|in)?\s*(?:{one_of('weekdays')},?\s+)?(?:the\s+)?$", re.I)


@lru_cache(maxsize=1)
def _else_published() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('published_else')}\s*$", re.I)


def is_date(hit: DateHit) -> bool:
    """A range of years is a subject (`1998 - 2016`), not a date of publication."""
    return hit.value.precision != "range"


def hit_at(reading: Reading, hit: DateHit, rule: str) -> Candidate:
    return candidate(reading, "published", hit.value, hit.span, rule)


def cover(reading: Reading, size: int = COVER) -> Span:
    start = min(reading.span.start, reading.header.start)
    return Span(start, max(reading.header.end, min(reading.span.end, reading.span.start + size)))


# Labels: `Date of publication: 18th February 2015`, `Published March 2018`, `Published by WSCB - 3 rd June 2015`.


def _labelled_in(reading: Reading, zone: Span, rule: str) -> Iterator[Candidate]:
    view = reading.view
    for hit in dates(view, zone):
        if is_date(hit) and is_labelled(view, zone, hit.span):
            yield hit_at(reading, hit, rule)


def is_labelled(view: str, zone: Span, at: Span) -> bool:
    """True where the words just before a date say that something was published then, and nothing that is no review."""
    m = _says_published().search(view, max(zone.start, at.start - _LABEL_REACH), at.start)
    if m is None or ("\n\n" in m.group() and not is_row(view, zone, m.span(), at)) or _last_update(view, m.start()):
        return False
    return not m["label"].startswith("Out") or _CLOSED.match(view, at.end, zone.end) is not None


_CLOSED = re.compile(r"\s*(?:[.;|()\n]|-\s|$)")
"""Behind the date of `Out on 15 Sept.`; `Out in May 2014 with friends, he` goes on to tell."""


def _last_update(view: str, at: int) -> bool:
    return _else_published().search(view, max(0, at - 30), at) is not None


def heads(reading: Reading) -> tuple[Span, ...]:
    """The header, and what runs on after the heading on its line."""
    after = run_on(reading)
    return tuple(zone for zone in (reading.header, after) if zone is not None and len(zone))


def _labelled(reading: Reading) -> Iterator[Candidate]:
    in_heads = heads(reading)
    zones = (*in_heads, cover(reading, OPENING))
    if not reading.is_report and len(reading.body) and reading.body.start < reading.header.start:
        zones = (reading.header,)
    for zone in zones:
        for found in _labelled_in(reading, zone, "published.label"):
            if zone in in_heads or label_stands_out(reading, found.evidence.span):
                yield found


def label_stands_out(reading: Reading, at: Span) -> bool:
    """True where the label begins a line or a sentence, or follows a stop: prose that says `was published in 2010` is another finder's."""
    m = _says_published().search(reading.view, max(0, at.start - _LABEL_REACH), at.start)
    if m is not None and review_label().search(reading.view, max(0, m.start() - 60), at.start):
        return True
    if m is None or not reading.view[m.start()].isupper():
        return False
    before = reading.view[max(0, m.start() - 30) : m.start()].rstrip(" ")
    return before == "" or before[-1] in "\n.:;|-(•)>·∙" or TWO_TONGUES.search(before) is not None or m["label"].lower().startswith(("date", "publication"))


LABEL = Finder(
    "published.label",
    _labelled,
    examples=(
        Example("Rowan: serious case review\nDate of publication: [[18th February 2013]]\n\nDeath of a boy.", "2013-02-18"),
        Example("Rowan\n\nReport completed May 2012\n\nPublished [[March 2013]]\n\n1. Introduction", "2013-03"),
        Example("Rowan\nPublished by the board - [[3 rd June 2011]]\n\n1. Introduction", "2011-06-03"),
        Example("Rowan Author: Ann Other, published [[June 2011]]\nDeath of a boy.", "2011-06"),
        Example("Rowan\nAge 3\n\nExecutive Summary published: [[9 August 2011]]\nA boy drowned in May 2010.", "2011-08-09"),
        Example("Rowan\n\nOverview report published [[August 2011]]. A boy drowned in May 2010.", "2011-08"),
        Example("Rowan\n\nPub [[12/09/11]]. He was nine months old when he drowned.", "2011-09-12"),
        Example("Rowan\n\nApproved by\n\nThe executive, 10 May 2013\n\nDate published\n\n[[18/06/2013]]\n\n1. Introduction", "2013-06-18"),
        Example("Rowan\nConcise review\n\nCyhoeddwyd / Published: [[14/02/2011]]\nA boy drowned in May 2010.", "2011-02-14"),
        Example("Rowan\nCommissioned May 2012 ∙ Signed off May 2013 ∙ Published [[4 June 2013]]\n\n1. Introduction", "2013-06-04"),
        Example("No name given - published anonymously by the NSPCC, [[2011]]\nA boy drowned.", "2011"),
    ),
    counter_examples=(
        "Rowan\nReport completed May 2012\n\nDeath of a boy.",
        "Rowan\n\nThe boy's aunt published a book in 2012.",
        "Rowan\nLast updated 7 June 2019\n\nDeath of a boy.",
        "Rowan\n\nGuide for staff published: May 2012\nA boy drowned in May 2010.",
        "Rowan\n\nBorn\n\n18/06/2013\n\nA guide for parents was published\n\n18/06/2014\n\n1. Introduction",
        "Rowan\n\nAction plan issued: May 2012\nA boy drowned in May 2010.",
        "Rowan\n\nHe was three. Out in May 2012 with friends, his brother was hurt.",
        "Rowan\n\nHis father was in the pub 12/09/11. He ran out on 15 Sept 2011.",
    ),
)

# The bracket after the board or the name: `(Jan 2017)`, `(2016)`, `(Spring 2017)`.


def _in_bracket(reading: Reading) -> Iterator[Candidate]:
    view, header = reading.view, reading.header
    for hit in dates(view, header):
        opening = view[header.start : hit.span.start].rstrip().endswith("(")
        closing = view[hit.span.end : hit.span.end + 2].lstrip().startswith(")")
        if opening and closing and is_date(hit) and not else_before(view, header, hit):
            yield hit_at(reading, hit, "published.bracket")


def else_before(view: str, zone: Span, hit: DateHit) -> bool:
    """True where the words of the line before the date say that it is another thing's."""
    start = max(zone.start, view.rfind("\n", zone.start, hit.span.start) + 1, hit.span.start - 60)
    last = None
    for m in _something_else().finditer(view, start, hit.span.start):
        last = m
    if last is None:
        return False
    # A later date, label or `published` between the word and the date frees it.
    between = Span(last.end(), hit.span.start)
    return next(iter(dates(view, between)), None) is None and not re.search(r"publi(?:shed|cation)|[()]\s*\S+.*\(", view[between.start : between.end], re.I)


BRACKET = Finder(
    "published.bracket",
    _in_bracket,
    examples=(
        Example("Serious case review: Rowan\nLSCB: Barnsley Safeguarding Children Board ([[Jan 2013]])\n\nDeath of a boy.", "2013-01"),
        Example("Rowan\nLSCB: Barnsley LSCB([[2013]])\n\nDeath of a boy.", "2013"),
        Example(
            "Rowan\nPublished by NSPCC on behalf of an unnamed LSCB ([[Spring 2012]])\n\nDeath of a boy.",
            '{"iso": "2012", "precision": "season", "season": "spring"}',
        ),
    ),
    counter_examples=(
        "Rowan (died 2012)\nAuthor: Ann Other\n\nDeath of a boy.",
        "Rowan\n\nBabies need care (NSPCC 2012).",
        "Exploitation in the county (1998 - 2010)\n\nDeath of a boy.",
    ),
)

# The date with which a heading begins: `December 2014 - Blackpool - Child X`.


def _leading(reading: Reading) -> Iterator[Candidate]:
    zone = reading.heading or reading.header
    for hit in dates(reading.view, zone):
        if hit.span.start <= zone.start + 2 and is_date(hit) and re.match(r"\s*[-|:,]|[A-Z]|\s+[A-Z(]|\s*$", reading.view[hit.span.end : zone.end]):
            yield hit_at(reading, hit, "published.leading")
        return


LEADING = Finder(
    "published.leading",
    _leading,
    examples=(
        Example("[[May 2012]] – Barnsley - Child QZ\n\nDeath of a boy.", "2012-05"),
        Example("[[May 2012]]NSPCC on behalf of unnamed LSCB - Child QZ\n\nDeath of a boy.", "2012-05"),
        Example("[[2012]] – Anonymous – Rowan\n\nDeath of a boy.", "2012"),
    ),
    counter_examples=("Child QZ in 2012\n\nDeath of a boy.", "In May 2012 Rowan died."),
)

# Other dates of the header and of a report's cover.


def _in_header(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for zone in heads(reading):
        for hit in dates(view, zone):
            if is_date(hit) and not else_before(view, zone, hit) and stands_as_date(view, zone, hit):
                yield hit_at(reading, hit, "published.header")


def stands_as_date(view: str, zone: Span, hit: DateHit) -> bool:
    """True where the date ends or begins its line, follows a dash, comma, bracket or a word for a review: no date in running words."""
    before = view[max(zone.start, view.rfind("\n", zone.start, hit.span.start) + 1) : hit.span.start]
    stop = view.find("\n", hit.span.end, zone.end)
    after = view[hit.span.end : stop if stop >= 0 else zone.end]
    ends = (
        re.fullmatch(r"[\s.,;)|-]*(?:page\b.*|\d*|.{0,3}(?:final|version|draft|for\s+publication).*|v\d.*)?", after, re.I) is not None
        or re.match(r"\s*(?:[-|•(]|\.\s)", after) is not None
    )
    begins = re.fullmatch(rf"\W*(?:{one_of('weekdays')},?\s+)?", before, re.I) is not None
    follows = re.search(rf"(?:[-|,:(]|{one_of('reviews')}|\b[A-Z]\w?|\b[A-Z][a-z]+|\b[A-Z]{{3,}})[\s.,:-]*$", before) is not None
    in_bracket = re.search(r"\([^()]*$", before) is not None and re.match(r"\s*\)", after) is not None
    alone = re.search(r"(?<!\b[A-Z])[.!?\])]\s+$", before) is not None and re.match(r"\s*(?:\.(?:\s|$)|$)", after) is not None
    before_place = re.search(r"[-|:(]\s*$", before) is not None and re.match(r",\s+[A-Z]", after) is not None
    return in_bracket or alone or before_place or (begins and ends) or (follows and ends) or (begins and re.match(r"\s*[-|]", after) is not None)


HEADER = Finder(
    "published.header",
    _in_header,
    examples=(
        Example("Child QZ SCR - [[31 July 2012]]\n\nDeath of a boy.", "2012-07-31"),
        Example("Rowan - briefing\nBarnsley SCR: [[July 2012]].\n\nKey issues: neglect.", "2012-07"),
        Example("Serious case review Child QZ [[December 2012]]\n\nDeath of a boy.", "2012-12"),
        Example("(Barnsley, [[2012]]) Child QZ\n\nDeath of a boy.", "2012"),
        Example("Barnsley, Child QZ. [[May 2012]]. A boy drowned in summer 2011.\n\nHe was six.", "2012-05"),
        Example("Rowan: [[2012]], Barnsley\n\nDeath of a boy.", "2012"),
    ),
    counter_examples=(
        "On 4 May 2012, Rowan died\n\nHe was a boy.",
        "Rowan (who died in 2012) and others\n\nHe was a boy.",
        "Child QZ\nDied 9 January 2012\n\nDeath of a boy.",
        "Rowan\nPanel agreed the report: May 2012\n\nDeath of a boy.",
        "Child exploitation 1998 - 2010\n\nDeath of a boy.",
    ),
)

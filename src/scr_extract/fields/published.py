"""The review's own date: on the cover, in the header beside the board, or in the board's dated notice of it.

Never a page's update, a post or an upload, the incident, the commissioning, adoption or submission of the review, nor a
citation. A season gives a year and no month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.resources.dates import DateHit, dates
from scr_extract.resources.loader import lexicon
from scr_extract.values import PartialDate

_COVER = 1500
"""Characters in which a report's cover stands."""
_OPENING = 4000
_REVIEW = r"(?:(?:serious|significant)\s+case\s+reviews?|SCRs?|S\.C\.R\.?|case\s+reviews?|(?:local\s+)?(?:child\s+)?(?:safeguarding\s+)?practice\s+reviews?|L?CSPRs?|learning\s+(?:lessons\s+)?reviews?|overview\s+reports?|reports?|reviews?|executive\s+summary|summary|briefing)"


def _any(name: str) -> str:
    return "(?:" + "|".join(lexicon("dates")[name]) + ")"


@lru_cache(maxsize=1)
def _something_else() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_any('not_published')}(?![\w-])", re.I)


@lru_cache(maxsize=1)
def _says_published() -> re.Pattern[str]:
    day = _any("weekdays")
    return re.compile(
        rf"(?<![\w-])(?P<label>{_any('publication')})(?:\s+(?:by|on\s+behalf\s+of)\b[^\n.;]{{0,90}}?)?\s*(?::|-|\()?\s*(?:on|in)?\s*(?:{day},?\s+)?(?:the\s+)?$",
        re.I,
    )


def _is_date(hit: DateHit) -> bool:
    """A range of years is a subject (`1998 - 2016`), not a date of publication."""
    return hit.value.precision != "range"


def _hit(reading: Reading, hit: DateHit, rule: str) -> Candidate:
    return candidate(reading, "published", hit.value, hit.span, rule)


def _cover(reading: Reading, size: int = _COVER) -> Span:
    start = min(reading.span.start, reading.header.start)
    return Span(start, max(reading.header.end, min(reading.span.end, reading.span.start + size)))


# Labels: `Date of publication: 18th February 2015`, `Published March 2018`, `Published by WSCB - 3 rd June 2015`.


def _labelled_in(reading: Reading, zone: Span, rule: str) -> Iterator[Candidate]:
    view = reading.view
    for hit in dates(view, zone):
        before = Span(max(zone.start, hit.span.start - 140), hit.span.start)
        m = _says_published().search(view, before.start, before.end)
        if m and _is_date(hit) and "\n\n" not in m.group() and not _last_update(view, m.start()):
            yield _hit(reading, hit, rule)


def _last_update(view: str, at: int) -> bool:
    return (
        re.search(
            r"\b(?:originally|page|website|not\s+(?:yet\s+)?(?:been\s+)?|to\s+be|guidance|act|document|research|statistics)\s*$",
            view[max(0, at - 30) : at],
            re.I,
        )
        is not None
    )


def _labelled(reading: Reading) -> Iterator[Candidate]:
    zones = (reading.header, _cover(reading, _OPENING)) if len(reading.header) else (_cover(reading, _OPENING),)
    if not reading.is_report and len(reading.body) and reading.body.start < reading.header.start:
        zones = (reading.header,)
    for zone in zones:
        for found in _labelled_in(reading, zone, "published.label"):
            if zone == reading.header or _label_stands_out(reading, found.evidence.span):
                yield found


def _label_stands_out(reading: Reading, at: Span) -> bool:
    """True where the label begins a line or a sentence, or follows a stop: prose that says `was published in 2010` is another finder's."""
    m = _says_published().search(reading.view, max(0, at.start - 140), at.start)
    before = reading.view[max(0, m.start() - 12) : m.start()].rstrip(" ") if m else ""
    return (
        m is not None
        and (before == "" or before[-1] in "\n.:;|-(•)>" or m["label"].lower().startswith(("date", "publication")))
        and reading.view[m.start()].isupper()
    )


_LABEL = Finder(
    "published.label",
    _labelled,
    examples=(
        Example("Rowan: serious case review\nDate of publication: [[18th February 2013]]\n\nDeath of a boy.", "2013-02-18"),
        Example("Rowan\n\nReport completed May 2012\n\nPublished [[March 2013]]\n\n1. Introduction", "2013-03"),
        Example("Rowan\nPublished by the board - [[3 rd June 2011]]\n\n1. Introduction", "2011-06-03"),
    ),
    counter_examples=(
        "Rowan\nReport completed May 2012\n\nDeath of a boy.",
        "Rowan\n\nThe boy's aunt published a book in 2012.",
        "Rowan\nLast updated 7 June 2019\n\nDeath of a boy.",
    ),
)

# The bracket after the board or the name: `(Jan 2017)`, `(2016)`, `(Spring 2017)`.


def _in_bracket(reading: Reading) -> Iterator[Candidate]:
    view, header = reading.view, reading.header
    for hit in dates(view, header):
        opening = view[header.start : hit.span.start].rstrip().endswith("(")
        closing = view[hit.span.end : hit.span.end + 2].lstrip().startswith(")")
        if opening and closing and _is_date(hit) and not _else_before(view, header, hit):
            yield _hit(reading, hit, "published.bracket")


def _else_before(view: str, zone: Span, hit: DateHit) -> bool:
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


_BRACKET = Finder(
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
        if hit.span.start <= zone.start + 2 and _is_date(hit) and re.match(r"\s*[-|:,]|[A-Z]|\s+[A-Z(]|\s*$", reading.view[hit.span.end : zone.end]):
            yield _hit(reading, hit, "published.leading")
        return


_LEADING = Finder(
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
    view, header = reading.view, reading.header
    for hit in dates(view, header):
        if _is_date(hit) and not _else_before(view, header, hit) and _stands_as_date(view, header, hit):
            yield _hit(reading, hit, "published.header")


def _stands_as_date(view: str, zone: Span, hit: DateHit) -> bool:
    """True where the date ends or begins its line, follows a dash, comma, bracket or a word for a review: no date in running words."""
    before = view[max(zone.start, view.rfind("\n", zone.start, hit.span.start) + 1) : hit.span.start]
    stop = view.find("\n", hit.span.end, zone.end)
    after = view[hit.span.end : stop if stop >= 0 else zone.end]
    ends = re.fullmatch(r"[\s.,;)|-]*(?:page\b.*|\d*|.{0,3}final.*|v\d.*)?", after, re.I) is not None or re.match(r"\s*(?:[-|•(]|\.\s)", after) is not None
    begins = re.fullmatch(rf"\W*(?:{_any('weekdays')},?\s+)?", before, re.I) is not None
    follows = re.search(rf"(?:[-|,:(]|{_REVIEW}|\b[A-Z]\w?|\b[A-Z][a-z]+|\b[A-Z]{{3,}})[\s.,:-]*$", before) is not None
    return (begins and ends) or (follows and ends) or (begins and re.match(r"\s*[-|]", after) is not None)


_HEADER = Finder(
    "published.header",
    _in_header,
    examples=(
        Example("Child QZ SCR - [[31 July 2012]]\n\nDeath of a boy.", "2012-07-31"),
        Example("Rowan - briefing\nBarnsley SCR: [[July 2012]].\n\nKey issues: neglect.", "2012-07"),
        Example("Serious case review Child QZ [[December 2012]]\n\nDeath of a boy.", "2012-12"),
    ),
    counter_examples=(
        "Child QZ\nDied 9 January 2012\n\nDeath of a boy.",
        "Rowan\nPanel agreed the report: May 2012\n\nDeath of a boy.",
        "Child exploitation 1998 - 2010\n\nDeath of a boy.",
    ),
)


def _on_cover(reading: Reading) -> Iterator[Candidate]:
    """Dates of the first page that have a line to themselves or end a title's line."""
    view, cover = reading.view, _cover(reading)
    strong: list[DateHit] = []
    weak: list[DateHit] = []
    for hit in dates(view, cover):
        if not _is_date(hit) or _else_before(view, cover, hit) or not _stands_as_date(view, cover, hit):
            continue
        start = max(cover.start, view.rfind("\n", cover.start, hit.span.start) + 1)
        line = view[start : hit.span.start]
        if re.search(r"\b(?:chapter|section|working\s+together|act|page|upload|post|www|http)\b", line, re.I):
            continue
        (strong if re.search(_REVIEW, line, re.I) or re.fullmatch(r"\W*", line) else weak).append(hit)
    for hit in (*strong, *(weak if reading.is_report else ())):
        yield _hit(reading, hit, "published.cover")


_COVER_DATE = Finder(
    "published.cover",
    _on_cover,
    examples=(
        Example("Rowan\n\nOverview report\n\n[[March 2012]]\n\n1. Introduction", "2012-03"),
        Example("Rowan\n\nOverview report\n\nPanel chair: Ann Other\n\n[[September 2012]] - Final publication copy\n\n1. Introduction", "2012-09"),
    ),
    counter_examples=("Rowan\n\nOverview report\n\nReviewed in May 2013\n\nHe was a boy.",),
)

# The governing heading: `Date of publication: 18th February 2015` above several reports.


def _governing(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for span in reading.outside:
        found = [h for h in dates(view, span) if _is_date(h)]
        whole = re.compile(rf"\W*(?:{_any('publication')}\W*)?(?:(?:{_REVIEW}\W+)(?:published\s+)?(?:in|from|for)?\s*)?", re.I)
        for hit in found[:1]:
            if whole.fullmatch(view, span.start, hit.span.start) and re.fullmatch(r"\W*", view[hit.span.end : span.end]):
                yield _hit(reading, hit, "published.governing")


_GOVERNING = Finder(
    "published.governing",
    _governing,
    examples=(
        Example("# Date of publication: [[29th May 2012]]\nOverview report Child QZ\n\nDeath of a boy.", "2012-05-29"),
        Example("# Case reviews published in [[2012]]\nOverview report Child QZ\n\nDeath of a boy.", "2012"),
    ),
    counter_examples=("# Toolkit 2012 for boards\nOverview report Child QZ\n\nDeath of a boy.",),
)

# Prose: `came out in November 2015`, `In late 2016 the board published two SCRs`.


@lru_cache(maxsize=1)
def _came_out() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<what>{_REVIEW})\b[^.;\n]{{0,60}}?\b(?:came\s+out|(?:was|were|been)\s+(?:first\s+)?(?:published|released|issued)|appeared|published)\s*(?:\([^)]{{0,20}}\)\s*)?(?:by\s+[^.;\n]{{2,60}}\s+)?(?:in|on)\s+(?:\w+day,?\s+)?(?:the\s+)?$",
        re.I,
    )


@lru_cache(maxsize=1)
def _it_published() -> re.Pattern[str]:
    return re.compile(
        rf",?\s+[^.;\n]{{0,70}}?\b(?:published|released|issued)\s+(?:its|the|a|an|this|two|three|four|\d+|their|both)?\s*[^.;\n]{{0,30}}?{_REVIEW}", re.I
    )


_NOT_OURS = re.compile(r"\b(?:national|ofsted|government|triennial|biennial|laming|munro|inspection|nspcc's)\b", re.I)


def _in_prose(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    zone = _cover(reading, _OPENING)
    for hit in dates(view, zone):
        if not _is_date(hit):
            continue
        m = _came_out().search(view, max(zone.start, hit.span.start - 200), hit.span.start)
        opens = re.search(r"(?:^|[.\n(]|:)\s*(?:In|On|During)\s+(?:\w+day,?\s+)?(?:the\s+)?$", view[max(zone.start, hit.span.start - 30) : hit.span.start])
        if (m and not _NOT_OURS.search(view, max(zone.start, m.start() - 30), m.end())) or (opens and _it_published().match(view, hit.span.end, zone.end)):
            yield _hit(reading, hit, "published.prose")


_PROSE = Finder(
    "published.prose",
    _in_prose,
    examples=(
        Example("Family QZ Serious Case Review came out in [[November 2012]]. The mother harmed her son.", "2012-11"),
        Example("In [[late 2012]] Barnsley LSCB published two SCRs after two babies had died.", "2012"),
    ),
    counter_examples=("The family's book came out in November 2012.", "The Ofsted inspection report was published in May 2012."),
)


def _after_review_word(reading: Reading) -> Iterator[Candidate]:
    """`Hampshire LSCB Serious Case Review 2015.` in the first sentence of an entry that has no header."""
    view, fact = reading.view, reading.fact
    zone = Span(reading.span.start, max(min(fact.end, reading.span.start + 200), reading.span.start))
    for hit in dates(view, zone):
        before = view[max(zone.start, hit.span.start - 60) : hit.span.start]
        if _is_date(hit) and re.search(rf"\b{_REVIEW}\s*[:,(-]?\s*$", before, re.I) and re.match(r"\s*[.)\n]|\s*$", view[hit.span.end : hit.span.end + 3]):
            yield _hit(reading, hit, "published.after_review")


_AFTER = Finder(
    "published.after_review",
    _after_review_word,
    examples=(Example("Marlhaven School, Barnsley LSCB Serious Case Review [[2012]]. More to read here.", "2012"),),
    counter_examples=(
        "Death of a boy in 2012. He had a health review 2011 to 2012.",
        "Death of a boy in 2012.",
    ),
)

# Weak, and last: an accession number, a copyright line, a notice's own dateline.


def _weak(reading: Reading) -> Iterator[Candidate]:
    view, cover = reading.view, _cover(reading)
    for m in re.compile(r"\bNo\.?:?\s*(?P<year>(?:19|20)\d\d)/C\d{3,5}\b").finditer(view, cover.start, cover.end):
        yield candidate(reading, "published", PartialDate(m["year"], "year"), Span(*m.span("year")), "published.weak")
    for m in re.compile(rf"(?:^|\n)[ ]*(?P<day>{_any('weekdays')},?\s+)", re.I).finditer(view, cover.start, min(cover.end, cover.start + 300)):
        hit = next(iter(dates(view, Span(m.end("day"), min(cover.end, m.end("day") + 24)))), None)
        if hit and hit.span.start == m.end("day"):
            yield _hit(reading, hit, "published.weak")
    for m in re.compile(r"(?:©|\bcopyright\b|\(c\))[^\n]{0,80}?(?=(?:19|20)\d\d)", re.I).finditer(view, cover.start, cover.end):
        hit = next(iter(dates(view, Span(m.end(), min(cover.end, m.end() + 6)))), None)
        if hit and reading.is_report:
            yield _hit(reading, hit, "published.weak")


_WEAK = Finder(
    "published.weak",
    _weak,
    examples=(
        Example("Serious case review\nNo: [[2012]]/C4321\n\nThis is the report.", "2012"),
        Example("Baby QZ serious case review\n\nThursday, [[5 April 2012]] | A Writer\n\nThe report is about a baby.", "2012-04-05"),
    ),
    counter_examples=("Serious case review\n\nOn Thursday 5 April 2012 he was seen.",),
)


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The strongest finder decides; where it gives a year alone, a date of the same year in header or cover gives the month."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    chosen = candidates[0]
    return Resolution(Found.FOUND, (chosen,), tuple(c for c in candidates[1:] if c.value != chosen.value))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    chosen = resolution.chosen[0] if resolution.chosen else None
    value = chosen.value if chosen else None
    known = isinstance(value, PartialDate)
    return {
        "published_year": value.year if isinstance(value, PartialDate) else None,
        "published_month": value.month if isinstance(value, PartialDate) else None,
        "published_as_written": " ".join(chosen.evidence.quote.split()) if chosen and known else None,
    }


FIELD = Field(
    "published",
    PartialDate,
    (_LABEL, _BRACKET, _LEADING, _HEADER, _COVER_DATE, _GOVERNING, _PROSE, _AFTER, _WEAK),
    _resolve,
    "The review's own date of publication, from cover, header or the board's dated notice; never that of a page, a post or the incident.",
    _wide,
)

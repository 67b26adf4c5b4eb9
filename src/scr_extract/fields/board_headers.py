"""Boards where a header says who published: after a label, as a line of the title page, in the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scr_extract.fields.board_values import JOINED, OPENING, front, headers, named, of_phrase, one_of, shown
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate, Span
from scr_extract.resources import boards
from scr_extract.resources.board_phrases import Phrase, known_place, phrases
from scr_extract.resources.dates import months

_VALUE = 160
"""Characters in which a label's value ends, should nothing end it sooner."""


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-])(?P<label>{one_of('labels')})(?:\s*:\s*-?\s*|(?<=by)\s+(?=[A-Z]))", re.I)


@lru_cache(maxsize=1)
def _value_end() -> re.Pattern[str]:
    return re.compile(rf"\n|[(\[|;]|\.(?:\s|$)|\s-\s|\b{one_of('label_ends')}\s*:|(?=\b\d)", re.I)


@lru_cache(maxsize=1)
def _unnamed() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('unnamed')}\b", re.I)


def _labelled(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for m in _label().finditer(view, reading.span.start, front(reading, OPENING).end):
        start, limit = m.end(), min(reading.span.end, m.end() + _VALUE)
        if not view[start : start + 1].isupper():
            continue
        end = _value_end().search(view, start, limit)
        zone = Span(start, end.start() if end else limit)
        found = list(phrases(view, Span(start, limit)))
        if found and found[0].span.start == start:
            yield from (of_phrase(reading, "board.label", p) for p in _together(view, found))
        elif place := known_place(view, zone):
            yield named(reading, "board.label", place[0], reading.words(place[0]), None, place[1])
        elif reading.header.start <= m.start() < reading.header.end and m["label"].isupper():
            yield from _unknown(reading, zone.trimmed(view))


def _unknown(reading: Reading, value: Span) -> Iterator[Candidate]:
    """What stands after `LSCB:` in a header is a board, whether known or not."""
    words = value.of(reading.view)
    dated = re.match(rf"{months()}\b", words, re.I)  # `Presented to the LSCB: June 2012`
    if (
        0 < len(value) <= 80
        and words[0].isalpha()
        and not dated
        and not re.match(rf"{one_of('child_words')}\s+\S{{1,12}}$", words, re.I)
        and not _unnamed().search(reading.view, value.start, value.end)
    ):
        yield named(reading, "board.label", value, reading.words(value), "board", boards.place(value.of(reading.view), near=True))


def _together(view: str, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """The first phrase and those joined to it by `and`, a comma or an acronym in brackets."""
    last: Phrase | None = None
    for phrase in found:
        if last is not None and phrase.span != last.span and not JOINED.fullmatch(view, last.span.end, phrase.span.start):
            return
        yield phrase
        last = phrase


_BARNSLEY = shown("Barnsley Safeguarding Children Board", "lscb-barnsley")

LABEL = Finder(
    "board.label",
    _labelled,
    examples=(
        Example("Serious case review: Child V\nAuthor: Ann Other LSCB: [[Barnsley Safeguarding Children Board]] (2015)\n\nDeath of a boy.", _BARNSLEY),
        Example("Re-examination of the case LSCB: [[Sefton]] Initials of Child QZ", shown("Sefton", "lscb-sefton")),
        Example(
            "Child V\nLSCB: [[Marlhaven and Tidewell Safeguarding Children Board]](2017)\n\nDeath of a boy.",
            shown("Marlhaven and Tidewell Safeguarding Children Board"),
        ),
    ),
    counter_examples=(
        "Recommendations for the LSCB: to look at thresholds.",
        "Actions for the Board: Review the training offer.",
        "Child QZ\nPresented to the LSCB: June 2012\n\nDeath of a boy.",
    ),
)


def _in_header(reading: Reading) -> Iterator[Candidate]:
    for zone in headers(reading):
        yield from (of_phrase(reading, "board.header", phrase) for phrase in phrases(reading.view, zone))


HEADER = Finder(
    "board.header",
    _in_header,
    examples=(Example("Rowan: a serious case review\n[[Barnsley LSCB]], 2015\n\nDeath of a boy.", shown("Barnsley LSCB", "lscb-barnsley")),),
    counter_examples=("Rowan: a serious case review\n\nThe family moved and Barnsley LSCB was told.",),
)

_LINE_START = re.compile(r"(?:\W|the\b|published\s+by\b)*", re.I)
_LINE_END = re.compile(r"\W*(?:\([A-Z]+\))?\W*(?:(?:serious|significant)\s+case\s+review.{0,60})?(?:(?:19|20)\d\d\W*)?", re.I)


def _on_title_page(reading: Reading) -> Iterator[Candidate]:
    """A board that has a line of the first pages to itself; of a report, one that begins a line."""
    view = reading.view
    for phrase in phrases(view, front(reading)):
        start = max(view.rfind("\n", 0, phrase.span.start) + 1, reading.span.start)
        stop = view.find("\n", phrase.span.end, reading.span.end)
        alone = _LINE_END.fullmatch(view, phrase.span.end, stop if stop >= 0 else reading.span.end)
        if not reading.is_report and start > reading.span.start and not view[phrase.span.end : reading.span.end].strip():
            continue  # the last line of an entry is the heading of what follows
        if _LINE_START.fullmatch(view, start, phrase.span.start) and (alone or reading.is_report):
            yield of_phrase(reading, "board.title_page", phrase)


TITLE_PAGE = Finder(
    "board.title_page",
    _on_title_page,
    examples=(
        Example(
            "SERIOUS CASE REVIEW\n\nROWAN\n\n[[BARNSLEY SAFEGUARDING CHILDREN BOARD]]\n\nMarch 2015\n\n1. Introduction",
            shown("BARNSLEY SAFEGUARDING CHILDREN BOARD", "lscb-barnsley"),
        ),
    ),
    counter_examples=(
        "Rowan was seen by a nurse. Barnsley Safeguarding Children Board was told of the bruises by the nurse in May.",
        "Rowan\n\nDeath of a boy.\n\nBarnsley Safeguarding Children Board",
    ),
)


@lru_cache(maxsize=1)
def _site() -> re.Pattern[str]:
    ends = one_of("host_ends")
    return re.compile(
        rf"(?<![\w@])(?:www\.)?(?P<place>[a-z-]{{3,40}}?)-?{ends}\.(?:org|co|gov|info|com|net)\b|(?<![\w.])(?P<acronym>[A-Z]{{4,9}}|[a-z]{{2,6}}sc[bp])(?![\w.@])",
        re.I,
    )


def _on_site(reading: Reading) -> Iterator[Candidate]:
    """The board of the site that a cover names (`barnsleylscb.org.uk`), or its acronym there where no other board uses it."""
    view = reading.view
    for zone in (*headers(reading), front(reading)):
        for m in _site().finditer(view, zone.start, zone.end):
            bodies = boards.place_of_site(m["place"]) if m["place"] else boards.acronym(m["acronym"])
            if bodies:
                yield named(reading, "board.site", Span(*m.span()), m.group(), None, bodies)


SITE = Finder(
    "board.site",
    _on_site,
    examples=(
        Example("Rowan: summary ...[[barnsleylscb.org]].uk/uploads\n\nThis is the report.", shown("barnsleylscb.org", "lscb-barnsley")),
        Example("Serious case review Rowan - [[KSCB]]\n\nThis is the report.", shown("KSCB", "lscb-kent")),
    ),
    counter_examples=("Rowan: summary from www.example.org.uk\n\nThis is the report.", "Serious case review Rowan - BSCB\n\nThis is the report."),
)

"""Boards in the slot that a heading keeps for them: `2018 - Camden and Islington - Child X`, `Child X (Kent, 2014)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.board_values import front, named, of_phrase, one_of, shown
from scr_extract.fields.heading_line import tells
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate, Span
from scr_extract.resources import boards
from scr_extract.resources.board_phrases import phrases, place_before
from scr_extract.resources.boards import Bodies
from scr_extract.resources.dates import DateHit, dates
from scr_extract.resources.people import is_given

_LINES = 400
_LONGEST = 8
"""Words in the longest slot that is taken for a board the gazetteer does not know."""


_SLOT_END = re.compile(r"\s+-+\s*|\s*-+\s+|\s*[|]\s*|\n")
_CUTS = re.compile(r"\s+-+\s*|\s*-+\s+|\s*[|:,\n]\s*|\s*\(\s*|\s*\)\s*")
_AND = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s*/\s*")


@lru_cache(maxsize=1)
def _no_board() -> re.Pattern[str]:
    """A slot that begins with a child's designation, or speaks of the review or of an unnamed board."""
    return re.compile(rf"{one_of('child_words')}\b|.*\b(?:{one_of('reports')}|{one_of('unnamed')})\b", re.I)


def _slots(reading: Reading) -> Iterator[Candidate]:
    zone = reading.heading or reading.header
    first = next((h for h in dates(reading.view, zone) if h.span.start <= zone.start + 2), None)
    yield from _dated_slot(reading, zone, first) if first else _known_slot(reading, zone)
    if reading.heading is not None and first is None:
        yield from _known_slot(reading, _whole_line(reading, reading.heading))
    yield from _place_and_review(reading)
    yield from _line_of_header(reading)


def _dated_slot(reading: Reading, zone: Span, date: DateHit) -> Iterator[Candidate]:
    """The slot after the heading's date: a board's phrase, known places, or the words as they are."""
    view = reading.view
    start = date.span.end
    while start < zone.end and view[start] in " :|,-":
        start += 1
    end = _SLOT_END.search(view, start, zone.end)
    if end is None or end.start() == start:
        return
    slot = Span(start, end.start())
    found = list(phrases(view, slot))
    if found:
        yield from (of_phrase(reading, "board.slot", p) for p in found)
        return
    places = [(where, bodies) for where, bodies in slot_places(view, slot) if boards.chosen(bodies, None, date.value.iso)]
    for where, bodies in places:
        yield named(reading, "board.slot", where, reading.words(where), None, bodies, beside=Span(zone.start, zone.start))
    words = slot.of(view)
    if not places and not _no_board().match(words) and words[0].isupper() and len(words) > 3 and len(words.split()) <= _LONGEST:
        near = boards.place(words, near=True)
        yield named(reading, "board.slot", slot, reading.words(slot), None, near, beside=Span(zone.start, zone.start))


def slot_places(view: str, slot: Span) -> list[tuple[Span, Bodies]]:
    """The slot as one known place, or as several joined by commas and `and`."""
    whole = boards.place(slot.of(view))
    if whole:
        return [(slot, whole)]
    parts = _between(slot, _AND, view)
    found = [(p, b) for p in parts if (b := boards.place(p.of(view)))]
    return found if len(found) == len(parts) > 1 else []


def _between(span: Span, cuts: re.Pattern[str], view: str) -> list[Span]:
    edges = [span.start, *(e for m in cuts.finditer(view, span.start, span.end) for e in m.span()), span.end]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _known_slot(reading: Reading, zone: Span) -> Iterator[Candidate]:
    """A known place that fills a slot of a heading whose other slots name a child: `Child X - Kent - 2016`, `Kent: Child X`, `York - "Larch"`.

    Also one that stands before the words for a review or between a name and a date. A child may be called Devon or Chelsea,
    so a place beside a date alone is none, nor is one in quotes.
    """
    view = reading.view
    if next(phrases(view, zone), None) is not None:
        return  # the header's finder reads it whole, its commas too
    slots = _between(zone, _CUTS, view)
    child = re.compile(rf"[\"']?{one_of('child_words')}\b|{one_of('no_name')}", re.I)
    review = re.compile(rf"{one_of('reviews')}\b", re.I)
    reviews = [bool(review.match(view, s.start, s.end)) for s in slots]
    numbered = re.compile(rf"{one_of('reviews')}\W+(?:ref\W+|no\W+)?(?:{_REFERENCE})", re.I)
    called = [bool(child.match(view, s.start, s.end)) or numbered.fullmatch(view, s.start, s.end) is not None or _is_called(view, s) for s in slots]
    if not any(called):
        last = next(iter(dates(view, slots[-1])), None) if len(slots) > 2 else None
        between = last is not None and last.span.start == slots[-1].start and not reviews[0]
        slots = slots[:1] if len(slots) > 1 and reviews[1] else slots[1:-1] if between else []
    ends = re.compile(rf"\s+{one_of('reviews')}\W*$", re.I)
    for slot, name in zip(slots, called, strict=False):
        tail = None if name else ends.search(view, slot.start, slot.end)
        place = Span(slot.start, tail.start()) if tail else slot
        found = slot_places(view, place) if view[place.start].isupper() else []
        yield from (named(reading, "board.slot", where, reading.words(where), None, bodies) for where, bodies in found)
        if found:
            return
    yield from _opening_place(reading, zone)


def _opening_place(reading: Reading, zone: Span) -> Iterator[Candidate]:
    """`Bradford SCR 4 of 2014`, `Bradford's Child V`: a place that begins the heading, no given name, before a review or child."""
    after = re.compile(rf"(?:\s+{one_of('reviews')}|'s\s+(?:{one_of('child_words')}|{one_of('reviews')}))\b", re.I)
    m = after.search(reading.view, zone.start, min(zone.end, zone.start + _OPENING))
    place = Span(zone.start, m.start()) if m else zone
    if m and len(place) and not is_given(place.of(reading.view)) and (bodies := boards.place(place.of(reading.view))):
        yield named(reading, "board.slot", place, reading.words(place), None, bodies)


_OPENING = 60


def _whole_line(reading: Reading, heading: Span) -> Span:
    """The heading with what stands before and after it in its line, up to a full stop: `'Baby T' - Kent. Published 2016.`"""
    view = reading.view
    start = max(reading.span.start, view.rfind("\n", 0, heading.start) + 1)
    number = _NUMBER.match(view, start, heading.start)
    end = _STOP.search(view, heading.end, min(reading.span.end, heading.end + _LONGEST_REST))
    line = Span(number.end() if number else start, end.start() if end else heading.end)
    return heading if tells(view, line) else line


_NUMBER = re.compile(r"\W*\d{1,3}[.)]\s+")
_STOP = re.compile(r"\.(?:\s|$)|\n|$|(?<=[^\s(])\)")
_LONGEST_REST = 60


def _is_called(view: str, slot: Span) -> bool:
    """True for a slot that is a pseudonym: words in quotes, a given name or a pair of names, and no place (`Owain and Bronte`)."""
    words = slot.of(view)
    names = re.split(r"\s*(?:,|&|\band\b)\s*", words)
    if any(boards.place(n.strip("\"'")) for n in (words, *names)):
        return False
    return _QUOTED.match(words) is not None or (all(_NAME.fullmatch(n) for n in names) and (len(names) > 1 or is_given(words)))


_REFERENCE = r"(?:[A-Z]{1,6}\W?)?\d{1,4}[/-][A-Z\d]{1,4}|[A-Z]{0,6}\d{1,3}(?:\s+of\s+\d{4})?"
"""What a review is called by where no child is named: `2014/4`, `W7`, `4 of 2014`; a year alone is none."""
_NAME = re.compile(r"[A-Z][a-z][\w'-]*")
_QUOTED = re.compile(r"[\"'][A-Z0-9][^\"'\n]{0,40}[\"']")


def _line_of_header(reading: Reading) -> Iterator[Candidate]:
    """A line of the header below the heading that is a known place, or one and a date: `Salford, 2009`."""
    view, heading = reading.view, reading.heading
    if heading is None:
        return
    for line in _between(Span(heading.end, max(heading.end, reading.header.end)), _LINE, view):
        first = next(iter(dates(view, line)), None)
        slot = Span(line.start, first.span.start if first else line.end).trimmed(view)
        slot = Span(slot.start, slot.start + len(slot.of(view).rstrip(" ,-|(:")))
        after = view[first.span.end : line.end] if first else ""
        if len(slot) and not re.search(r"\w", after) and view[slot.start].isupper() and (bodies := boards.place(slot.of(view))):
            yield named(reading, "board.slot", slot, reading.words(slot), None, bodies)
            return


_LINE = re.compile(r"[ ]*\n\s*")


def _place_and_review(reading: Reading) -> Iterator[Candidate]:
    """`Brighton & Hove SCR: July 2017.`"""
    view, lines = reading.view, front(reading, _LINES)
    for m in re.compile(rf"\s+{one_of('reviews')}\s*[:,(-]{{0,2}}\s*", re.I).finditer(view, lines.start, lines.end):
        place = place_before(view, lines, m.start())
        after = next(iter(dates(view, Span(m.end(), min(reading.span.end, m.end() + 24)))), None)
        if place is None or after is None or after.span.start != m.end():
            continue
        before = view[max(lines.start, place[0].start - 2) : place[0].start]
        if before == "" or before[-1] in "\n(" or before in (". ", "- ", ": "):
            yield named(reading, "board.slot", place[0], reading.words(place[0]), None, place[1], beside=Span(*m.span()))


SLOT = Finder(
    "board.slot",
    _slots,
    examples=(
        Example("May 2014 – [[Barnsley]] - Child QZ\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example("2022 – [[Barnsley]] - Child QZ\n\nDeath of a boy.", shown("Barnsley", "scp-barnsley")),
        Example("Child QZ\n[[Barnsley]], 2012\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example("Rowan - [[Barnsley]] - May 2012\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example("[[Barnsley]]: serious case review QZ15, 2012\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example("2015 - [[Marlhaven & Tidewell]] - Child QZ\n\nDeath of a boy.", shown("Marlhaven & Tidewell")),
        Example('[[Barnsley]], "Child QZ"\n\nDeath of a boy.', shown("Barnsley", "lscb-barnsley")),
        Example("'Baby QZ' - [[Barnsley]]\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example('[[Barnsley]] - "Larch"\n\nDeath of a boy.', shown("Barnsley", "lscb-barnsley")),
        Example("[[Barnsley]] SCR: Baby Quentin\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example("SCR 2014/4 ([[Barnsley]])\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example("[[Barnsley]] SCR 4 of 2014\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example("[[Barnsley]]'s Child QZ\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example("[[Barnsley]] - no name given\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example("[[Barnsley]] - Quentin and Zara\n\nDeath of a boy.", shown("Barnsley", "lscb-barnsley")),
        Example("Rowan - briefing\n[[Barnsley]] SCR: May 2014.\nKey issues: neglect.", shown("Barnsley", "lscb-barnsley")),
    ),
    counter_examples=(
        "2015 - Child QZ - Overview\n\nDeath of a boy in Barnsley.",
        "Serious case review: Devon (2016)\n\nDeath of a boy.",
        "Rowan - Blackburn with Darwen, Blackpool and Lancashire Safeguarding Children Partnership, 2020\n\nDeath of a boy.",
        "Serious case review - Devon - 2016\n\nDeath of a boy.",
        "Rowan\nThe family lived in Devon\n\nDeath of a boy.",
        "2016 – Anonymous - Child QZ\n\nDeath of a boy.",
        'Serious case review: "Devon" - overview\n\nDeath of a boy.',
        "Child QZ - Barnsley Hospital\n\nDeath of a boy.",
        "Devon Serious Case Review\n\nDeath of a boy.",
        "Devon and Chelsea\n\nDeath of a boy.",
    ),
)

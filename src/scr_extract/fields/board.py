"""The board that published the review: named in label, header, heading slot, title page or governing heading; withheld where it says so.

Places where a family lived are never boards: a place counts only with a board's tail or in a heading's slot for the board.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate, doubt
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.resources import boards
from scr_extract.resources.board_phrases import Phrase, known_place, phrases, place_before
from scr_extract.resources.boards import Bodies
from scr_extract.resources.dates import dates
from scr_extract.resources.loader import lexicon
from scr_extract.values import Board

_FRONT = 2500
"""Characters in which a report's cover and title page stand."""
_OPENING = 6000
"""Characters in which a report says who asked for it."""
_LONG = 5000
"""From this length on, an entry is a report whose board is named again and again."""


def _any(name: str) -> str:
    return "(?:" + "|".join(lexicon("boards")["words"][name]) + ")"


def _value(reading: Reading, words: str, form: str | None, bodies: Bodies | None, at: Span) -> Board:
    row = boards.chosen(bodies, form, _when(reading, at)) if bodies else None
    return Board(row.name, row.id, words) if row else Board(words, None, words)


def _of(reading: Reading, rule: str, phrase: Phrase) -> Candidate:
    return candidate(reading, "board", _value(reading, phrase.words, phrase.form, phrase.bodies, phrase.span), phrase.span, rule)


def _when(reading: Reading, at: Span) -> str | None:
    """The time at which the board acted: the date beside its name, else the header's, the governing one, the fact line's."""
    near = Span(at.end, min(len(reading.view), at.end + 40))
    for span in (near, reading.header, *reading.outside, reading.fact):
        for hit in dates(reading.view, span):
            return hit.value.iso
    return None


def _front(reading: Reading, size: int = _FRONT) -> Span:
    return Span(reading.span.start, min(reading.span.end, reading.span.start + size))


# Labels: `LSCB: Camden Safeguarding Children Board (2016)`.


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-])(?P<label>{_any('labels')})(?P<colon>\s*[:]\s*-?\s*|(?<=by)\s+(?=[A-Z]))", re.I)


@lru_cache(maxsize=1)
def _value_end() -> re.Pattern[str]:
    return re.compile(rf"\n|[(\[|;]|\.(?:\s|$)|\s-\s|\b{_any('label_ends')}\s*:|(?=\b\d)", re.I)


def _labelled(reading: Reading) -> Iterator[Candidate]:
    view, header = reading.view, reading.header
    for m in _label().finditer(view, reading.span.start, _front(reading, _OPENING).end):
        inside = header.start <= m.start() < header.end
        start = m.end()
        if not view[start : start + 1].isupper():
            continue
        end = (_value_end().search(view, start, min(reading.span.end, start + 160)) or re.compile(r"\Z").search(view)).start()  # type: ignore[union-attr]
        zone = Span(start, min(end, reading.span.end))
        found = [p for p in phrases(view, Span(start, min(reading.span.end, start + 160))) if p.span.start < zone.end or "\n" in view[zone.start : p.span.end]]
        if found and found[0].span.start == start:
            yield from (_of(reading, "board.label", p) for p in _together(view, found))
            continue
        where = known_place(view, zone)
        if where:
            yield candidate(reading, "board", _value(reading, reading.words(where[0]), None, where[1], where[0]), where[0], "board.label")
        elif inside and m["label"].isupper() and not _any_unnamed().search(view, zone.start, zone.end):
            words = zone.trimmed(view)
            if 0 < len(words) <= 80 and words.of(view)[0].isalpha():
                yield candidate(
                    reading, "board", _value(reading, reading.words(words), "board", boards.place(words.of(view), near=True), words), words, "board.label"
                )


def _together(view: str, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """The first phrase and those joined to it by `and`, a comma or an acronym in brackets."""
    last: Phrase | None = None
    for phrase in found:
        if last is not None and phrase.span != last.span and not _JOINED.fullmatch(view, last.span.end, phrase.span.start):
            return
        yield phrase
        last = phrase


_JOINED = re.compile(r"(?:\s|,|;|&|/|\band\b|\bwith\b|\bthe\b|\bjointly\b|\(\w{2,10}\)|\((?:19|20)\d\d\))*", re.I)

_LABEL = Finder(
    "board.label",
    _labelled,
    examples=(
        Example(
            "Serious case review: Child V\nAuthor: Ann Other LSCB: [[Barnsley Safeguarding Children Board]] (2015)\n\nDeath of a boy.",
            '{"as_written": "Barnsley Safeguarding Children Board", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
        Example(
            "Re-examination of the case LSCB: [[Sefton]] Initials of Child QZ",
            '{"as_written": "Sefton", "id": "lscb-sefton", "name": "Sefton Local Safeguarding Children Board"}',
        ),
        Example(
            "Child V\nLSCB: [[Marlhaven and Tidewell Safeguarding Children Board]](2017)\n\nDeath of a boy.",
            '{"as_written": "Marlhaven and Tidewell Safeguarding Children Board", "name": "Marlhaven and Tidewell Safeguarding Children Board"}',
        ),
    ),
    counter_examples=("Recommendations for the LSCB: to look at thresholds.", "Actions for the Board: Review the training offer."),
)

# The name withheld.


@lru_cache(maxsize=1)
def _any_unnamed() -> re.Pattern[str]:
    return re.compile(rf"\b{_any('unnamed')}\b", re.I)


@lru_cache(maxsize=1)
def _unnamed_board() -> re.Pattern[str]:
    unnamed = _any("unnamed")
    return re.compile(
        rf"""
        (?:(?:published\s+by\s+)?(?:the\s+)?NSPCC\s+)?on\s+behalf\s+of\s+(?:an?\s+|the\s+)?{unnamed}[^\n.;()]{{0,60}}?(?:boards?|LSCBs?|partnerships?|committees?|authority)\b
        | \b{unnamed}\s+(?:[A-Z]\w+\s+){{0,2}}(?:(?:local\s+)?safeguarding\s+(?:children'?s?'?\s+)?(?:board|partnership)s?|LSCBs?|board)\b
        | \bLSCB\s*:\s*(?:an\s+)?{unnamed}\b
        | (?:(?:published\s+by\s+)?(?:the\s+)?NSPCC\s+)on\s+behalf\s+of\s+{unnamed}\b
        """,
        re.X | re.I,
    )


@lru_cache(maxsize=1)
def _unnamed_slot() -> re.Pattern[str]:
    """`2017 - Anonymous - Child AB`: the word alone in the board's place, after a date or before a name."""
    return re.compile(rf"(?:(?<=[-:|,]\s)|(?<=\d\s)|(?<=-)){_any('unnamed')}(?:\s+LSCB)?(?=\s*(?:[-|,:(]|$))|^{_any('unnamed')}(?=\s*[-|])", re.I)


def _withheld(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for zone in (*_headers(reading), _front(reading, 1500), *reading.outside):
        for m in _unnamed_board().finditer(view, zone.start, zone.end):
            yield candidate(reading, "board", Board(None, None, " ".join(m.group().split()), True), Span(*m.span()), "board.withheld")
    for zone in _headers(reading):
        for m in _unnamed_slot().finditer(view, zone.start, zone.end):
            yield candidate(reading, "board", Board(None, None, m.group(), True), Span(*m.span()), "board.withheld")


def _headers(reading: Reading) -> tuple[Span, ...]:
    heading = (reading.heading,) if reading.heading else ()
    return (*heading, reading.header) if len(reading.header) else heading


_WITHHELD = Finder(
    "board.withheld",
    _withheld,
    examples=(
        Example("2016 – [[Anonymous]] - Child QZ\n\nDeath of a boy.", '{"anonymous": true, "as_written": "Anonymous"}'),
        Example(
            "Rowan\n[[Published by NSPCC on behalf of an unnamed Northern safeguarding children board]] (2015)\n\nDeath of a boy.",
            '{"anonymous": true, "as_written": "Published by NSPCC on behalf of an unnamed Northern safeguarding children board"}',
        ),
    ),
    counter_examples=("An anonymous call told the board of the bruises.", "2016 – Barnsley - Child QZ\n\nAnonymous - the caller gave no name."),
)

# A heading's slot for the board: `2018 - Camden and Islington - Child X`.

_SLOT_END = re.compile(r"\s+-+\s*|\s*-+\s+|\s*[|]\s*|\n")
_REVIEW_WORDS = re.compile(r"\b(?:reviews?|SCRs?|reports?|overview|summary|briefings?|learning|CSPRs?|LCSPRs?)\b", re.I)


@lru_cache(maxsize=1)
def _child_first() -> re.Pattern[str]:
    return re.compile(rf"{_any('child_words')}\b", re.I)


def _slots(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for zone in (reading.heading,) if reading.heading else (reading.header,):
        first = next((h for h in dates(view, zone) if h.span.start <= zone.start + 2), None)
        if first is not None:
            yield from _dated_slot(reading, Span(first.span.end, zone.end))
        else:
            yield from _known_slot(reading, zone)
    yield from _place_and_review(reading)


def _dated_slot(reading: Reading, rest: Span) -> Iterator[Candidate]:
    view = reading.view
    lead = re.compile(r"[\s:|,-]*").match(view, rest.start, rest.end)
    start = lead.end() if lead else rest.start
    end = _SLOT_END.search(view, start, rest.end)
    if end is None or end.start() == start:
        return
    slot = Span(start, end.start())
    found = list(phrases(view, slot))
    if found:
        yield from (_of(reading, "board.slot", p) for p in found)
        return
    if (
        _any_unnamed().search(view, slot.start, slot.end)
        or _child_first().match(view, slot.start, slot.end)
        or _REVIEW_WORDS.search(view, slot.start, slot.end)
    ):
        return
    places = _places(view, slot)
    for where, bodies in places:
        yield candidate(reading, "board", _value(reading, reading.words(where), None, bodies, slot), where, "board.slot")
    words = slot.of(view)
    if not places and words[0].isupper() and len(words) > 3 and len(words.split()) <= 8:
        yield candidate(reading, "board", _value(reading, reading.words(slot), None, boards.place(words, near=True), slot), slot, "board.slot")


def _places(view: str, slot: Span) -> list[tuple[Span, Bodies]]:
    """The slot as one known place, or as several joined by commas and `and`."""
    whole = boards.place(slot.of(view))
    if whole:
        return [(slot, whole)]
    cuts = [Span(*m.span()) for m in re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s*/\s*").finditer(view, slot.start, slot.end)]
    edges = [slot.start, *(e for c in cuts for e in (c.start, c.end)), slot.end]
    parts = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    found = [(p, b) for p in parts if (b := boards.place(p.of(view)))]
    return found if len(found) == len(parts) > 1 else []


def _known_slot(reading: Reading, zone: Span) -> Iterator[Candidate]:
    """A known place that fills a slot of a heading whose other slots name a child: `Child X - Kent - 2016`, `Kent: Child X`."""
    view = reading.view
    cuts = [Span(*m.span()) for m in re.compile(r"\s+-+\s*|\s*-+\s+|\s*[|:,\n]\s*|\s*\(\s*|\s*\)\s*").finditer(view, zone.start, zone.end)]
    edges = [zone.start, *(e for c in cuts for e in (c.start, c.end)), zone.end]
    slots = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    if not any(_child_first().match(view, s.start, s.end) for s in slots):
        return
    for slot in slots:
        if view[slot.start].isupper() and (bodies := boards.place(slot.of(view))):
            yield candidate(reading, "board", _value(reading, reading.words(slot), None, bodies, slot), slot, "board.slot")
            return


_REVIEW_DATE = re.compile(
    r"\s+(?:serious\s+case\s+reviews?|SCRs?|S\.C\.R\.?|learning\s+reviews?|(?:local\s+)?(?:child\s+)?safeguarding\s+practice\s+reviews?|L?CSPRs?|child\s+practice\s+reviews?|case\s+management\s+reviews?|significant\s+case\s+reviews?|case\s+reviews?)\s*[:,(-]{0,2}\s*",
    re.I,
)


def _place_and_review(reading: Reading) -> Iterator[Candidate]:
    """`Brighton & Hove SCR: July 2017.`"""
    view, front = reading.view, _front(reading, 400)
    for m in _REVIEW_DATE.finditer(view, front.start, front.end):
        where = place_before(view, front, m.start())
        after = next(iter(dates(view, Span(m.end(), min(reading.span.end, m.end() + 24)))), None)
        if (
            where
            and after
            and after.span.start == m.end()
            and (where[0].start == front.start or view[where[0].start - 1] in "\n(" or view[where[0].start - 2 : where[0].start] in (". ", "- ", ": "))
        ):
            yield candidate(reading, "board", _value(reading, reading.words(where[0]), None, where[1], m_span(m)), where[0], "board.slot")


def m_span(m: re.Match[str]) -> Span:
    return Span(*m.span())


_SLOT = Finder(
    "board.slot",
    _slots,
    examples=(
        Example(
            "May 2014 – [[Barnsley]] - Child QZ\n\nDeath of a boy.",
            '{"as_written": "Barnsley", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
        Example(
            "2022 – [[Barnsley]] - Child QZ\n\nDeath of a boy.",
            '{"as_written": "Barnsley", "id": "scp-barnsley", "name": "Barnsley Safeguarding Children Partnership"}',
        ),
        Example("2015 - [[Marlhaven & Tidewell]] - Child QZ\n\nDeath of a boy.", '{"as_written": "Marlhaven & Tidewell", "name": "Marlhaven & Tidewell"}'),
        Example(
            "Rowan - briefing\n[[Barnsley]] SCR: May 2014.\nKey issues: neglect.",
            '{"as_written": "Barnsley", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
    ),
    counter_examples=(
        "2015 - Child QZ - Overview\n\nDeath of a boy in Barnsley.",
        "Serious case review: Devon (2016)\n\nDeath of a boy.",
        "2016 – Anonymous - Child QZ\n\nDeath of a boy.",
    ),
)

# Board phrases by where they stand.


def _in_header(reading: Reading) -> Iterator[Candidate]:
    seen: set[Span] = set()
    for zone in _headers(reading):
        for phrase in phrases(reading.view, zone):
            if phrase.span not in seen or phrase.bodies:
                seen.add(phrase.span)
                yield _of(reading, "board.header", phrase)


_HEADER = Finder(
    "board.header",
    _in_header,
    examples=(
        Example(
            "Rowan: a serious case review\n[[Barnsley LSCB]], 2015\n\nDeath of a boy.",
            '{"as_written": "Barnsley LSCB", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
    ),
    counter_examples=("Rowan: a serious case review\n\nThe family moved and Barnsley LSCB was told.",),
)


@lru_cache(maxsize=1)
def _asked_by() -> re.Pattern[str]:
    return re.compile(rf"{_any('published_by')}\s+(?:the\s+)?(?:independent\s+chair\s+of\s+)?(?:the\s+)?$", re.I)


@lru_cache(maxsize=1)
def _asks() -> re.Pattern[str]:
    """What follows a board that gives its review: a verb, and a review within the clause."""
    return re.compile(
        rf"\s*(?:\([^)\n]{{2,40}}\)\s*)?,?\s*(?:has\s+|have\s+|had\s+|also\s+|today\s+|\(\w+\)\s+){{0,2}}{_any('publishes')}\b[^.;]{{0,80}}?\b(?:reviews?|SCRs?|reports?|LCSPRs?|CSPRs?|briefings?)\b",
        re.I,
    )


def _on_title_page(reading: Reading) -> Iterator[Candidate]:
    """A board that has a line of the first pages to itself."""
    view = reading.view
    for phrase in phrases(view, _front(reading)):
        before = view[max(view.rfind("\n", 0, phrase.span.start) + 1, reading.span.start) : phrase.span.start]
        stop = view.find("\n", phrase.span.end)
        after = view[phrase.span.end : stop if stop >= 0 else len(view)]
        if re.fullmatch(r"(?:\W|the\b|published by\b)*", before, re.I) and re.fullmatch(
            r"\W*(?:\([A-Z]+\))?\W*(?:(?:serious|significant)\s+case\s+review.{0,60})?(?:(?:19|20)\d\d\W*)?", after, re.I
        ):
            yield _of(reading, "board.title_page", phrase)


_TITLE_PAGE = Finder(
    "board.title_page",
    _on_title_page,
    examples=(
        Example(
            "SERIOUS CASE REVIEW\n\nROWAN\n\n[[BARNSLEY SAFEGUARDING CHILDREN BOARD]]\n\nMarch 2015\n\n1. Introduction",
            '{"as_written": "BARNSLEY SAFEGUARDING CHILDREN BOARD", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
    ),
    counter_examples=("Rowan was seen by a nurse. Barnsley Safeguarding Children Board was told of the bruises by the nurse in May.",),
)


def _publishing(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    zone = _front(reading, _OPENING)
    for phrase in phrases(view, zone):
        if _asked_by().search(view, max(zone.start, phrase.span.start - 60), phrase.span.start) or _asks().match(
            view, phrase.span.end, min(reading.span.end, phrase.span.end + 200)
        ):
            yield _of(reading, "board.publishing", phrase)


_PUBLISHING = Finder(
    "board.publishing",
    _publishing,
    examples=(
        Example(
            "The [[Barnsley Safeguarding Children Board]] (BSCB) commissioned this review in 2014.",
            '{"as_written": "Barnsley Safeguarding Children Board", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
        Example(
            "In 2013 [[Barnsley LSCB]] published two SCRs about babies.",
            '{"as_written": "Barnsley LSCB", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
    ),
    counter_examples=("The family moved to Barnsley, where Barnsley LSCB had trained its staff.",),
)


def _outside(reading: Reading) -> Iterator[Candidate]:
    """A board that the page names above its entries: only when it names exactly one."""
    found = [p for span in reading.outside for p in phrases(reading.view, span)]
    values = {_of(reading, "board.outside", p).value: p for p in found}
    if len({(v.id or v.name) for v in values if isinstance(v, Board)}) == 1:
        yield _of(reading, "board.outside", found[0])


_OUTSIDE = Finder(
    "board.outside",
    _outside,
    examples=(
        Example(
            "# [[Barnsley LSCB]] case reviews\nRowan\n\nDeath of a boy in 2014.",
            '{"as_written": "Barnsley LSCB", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
    ),
    counter_examples=("# Barnsley LSCB and Sefton LSCB case reviews\nRowan\n\nDeath of a boy in 2014.",),
)

_SHOULD = re.compile(
    r"\s*(?:\([A-Z]+\)\s*)?(?:should|must|to\s+(?:ensure|seek|consider|review|develop|ask|work|conduct|promote|assure|monitor|undertake|raise|request|provide|use|make|explore|challenge)|needs\s+to|will|is\s+asked\s+to|are\s+asked\s+to)\b"
)


def _addressee(reading: Reading) -> Iterator[Candidate]:
    """The one board to which the entry's recommendations speak."""
    view = reading.view
    found = [p for p in phrases(view, reading.body) if p.bodies and _SHOULD.match(view, p.span.end, reading.span.end)]
    if found and len({p.bodies for p in found}) == 1:
        yield _of(reading, "board.addressee", found[0])


_ADDRESSEE = Finder(
    "board.addressee",
    _addressee,
    examples=(
        Example(
            "Death of a boy. Recommendations include: [[Barnsley LSCB]] should look at thresholds.",
            '{"as_written": "Barnsley LSCB", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
    ),
    counter_examples=(
        "Death of a boy. Barnsley LSCB should look at thresholds; Sefton LSCB should train its staff.",
        "Death of a boy. The LSCB should look at thresholds.",
    ),
)


def _prevalent(reading: Reading) -> Iterator[Candidate]:
    """The board that a whole report names again and again: at least three times, and twice as often as any other."""
    if len(reading.span) < _LONG:
        return
    counts: dict[Bodies, list[Phrase]] = {}
    for phrase in phrases(reading.view, reading.span):
        if phrase.bodies:
            counts.setdefault(phrase.bodies, []).append(phrase)
    ranked = sorted(counts.values(), key=lambda ps: (-len(ps), ps[0].span))
    if ranked and len(ranked[0]) >= 3 and (len(ranked) == 1 or len(ranked[0]) >= 2 * len(ranked[1])):
        yield _of(reading, "board.prevalent", ranked[0][0])


_PREVALENT = Finder(
    "board.prevalent",
    _prevalent,
    examples=(
        Example(
            "Rowan was a boy. " + "He was seen by many. " * 300 + "[[Barnsley LSCB]] has trained staff. Barnsley LSCB met. Later Barnsley LSCB met again.",
            '{"as_written": "Barnsley LSCB", "id": "lscb-barnsley", "name": "Barnsley Safeguarding Children Board"}',
        ),
    ),
    counter_examples=("Barnsley LSCB met. Barnsley LSCB met. Barnsley LSCB met.",),
)


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The strongest finder decides; boards that it read side by side publish together. Anonymity stands unless a label names the board."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    leading = next(
        (c for c in candidates if isinstance(c.value, Board) and c.value.anonymous and candidates[0].evidence.rule_id != "board.label"), candidates[0]
    )
    chosen = [leading]
    for c in candidates:
        near = _JOINED.fullmatch(reading.view, chosen[-1].evidence.span.end, c.evidence.span.start) or c.evidence.span == chosen[-1].evidence.span
        same = any(_key(c) == _key(x) for x in chosen)
        if c.evidence.rule_id == leading.evidence.rule_id and near and not same and not _anonymous(c) and not _anonymous(leading):
            chosen.append(c)
    issues = tuple(
        doubt("unknown_board", "board", "the gazetteer does not know this board; its words are kept", reading, c.evidence.span) for c in chosen if _unknown(c)
    )
    others = tuple({_key(c): c for c in reversed(candidates) if not any(_key(c) == _key(x) for x in chosen)}.values())
    status = Found.WITHHELD if _anonymous(leading) else Found.FOUND
    return Resolution(status, tuple(chosen), tuple(reversed(others)), issues)


def _key(c: Candidate) -> str:
    return (c.value.id or c.value.name or "") if isinstance(c.value, Board) else ""


def _anonymous(c: Candidate) -> bool:
    return isinstance(c.value, Board) and c.value.anonymous


def _unknown(c: Candidate) -> bool:
    return isinstance(c.value, Board) and c.value.id is None and not c.value.anonymous


def _wide(resolution: Resolution) -> Mapping[str, object]:
    named = [c.value for c in resolution.chosen if isinstance(c.value, Board)]
    first = named[0] if named else None
    rows = [row for value in named if (row := boards.board(value.id)) is not None]
    region = rows[0].region if rows else "London" if first and first.anonymous and "london" in first.as_written.lower() else None
    return {
        "lscb": first.name if first else None,
        "lscb_id": first.id if first else None,
        "lscb_ids": [row.id for row in rows],
        "lscb_as_written": first.as_written if first else None,
        "lscb_anonymous": bool(first and first.anonymous),
        "region": region or None,
    }


FIELD = Field(
    "board",
    Board,
    (_LABEL, _WITHHELD, _SLOT, _HEADER, _TITLE_PAGE, _PUBLISHING, _OUTSIDE, _ADDRESSEE, _PREVALENT),
    _resolve,
    "The board, partnership or committee that published the review, by the name valid at the time; withheld where the review was published without it.",
    _wide,
)

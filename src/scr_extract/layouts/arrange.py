"""From entry stretches to segments: each entry's heading and header, the topic and dates that govern it, and names for all the rest.

Every block that is not furniture ends in some segment: an entry, a topic, a resource (a bulletin's reading that is no
review) or context (mastheads, introductions, menus).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scr_extract.layouts import generic, references
from scr_extract.layouts.celled import entry_cells
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.cue_hits import next_sentences
from scr_extract.layouts.line_words import line_words
from scr_extract.layouts.record import TITLE_LINE
from scr_extract.layouts.seam import Role
from scr_extract.layouts.segmenter import Stretch
from scr_extract.model import BlockKind, Segment, SegmentKind, Span

_HEADER_LINE = 160
_MENU = 3
"""A run of this many heading-like lines with no text between is a menu: its last line is no topic."""
_IDLE, _TELLS = 1, 4
_FAR = 1_000_000
_SHORT = 60
"""Characters of a line in an entry that names a board and little else: `Board ........ Leeds LSCB`."""
_NATIONAL = re.compile(
    r"\bNSPCC\b|ational(?:ly)?\b(?!\s+(?:\w+\s+){0,2}?(?:guidance|panel|framework|policy|legislation))"
    r"|\b(?:round|around|across|from\s+all\s+over)\s+(?:the\s+)?(?:country|UK|England)\b|\b(?:other|different)\s+(?:areas|boards|authorities|parts\s+of)\b|\belsewhere\b",
)
"""The page gathers reviews from everywhere; `following new national guidance` says nothing of the kind."""
_MASTHEAD = 1500
"""Only text this close (in characters) before the first entry is taken for the page's own word on its source."""


@dataclass
class _State:
    """What governs the next entry while the document is walked from top to bottom."""

    topic: Span | None = None
    dates: Span | None = None
    board: Span | None = None
    resources: bool = False
    run: list[Clue] = field(default_factory=list)
    idle: int = 0
    """Lines of other text since the topic was set and before any entry under it."""


def segments(view: str, clues: tuple[Clue, ...], found: tuple[Stretch, ...]) -> tuple[Segment, ...]:
    """Every segment of the document, in order."""
    starts = {s.first: s for s in found}
    state, out, k = _State(), [], 0
    digest = _is_digest(clues, found)
    masthead = () if digest else _masthead(view, clues, found)
    by_board = _by_board(clues, starts)
    topical = _topical(view, clues, starts)
    while k < len(clues):
        if k in starts:
            stretch = starts[k]
            _close_run(view, state, topical)
            out.append(_entry(view, clues, stretch, state, masthead if state.board is None else ()))
            state.run, state.resources, state.idle = [], False, -_FAR
            k = stretch.last
            continue
        if by_board and _is_board_heading(clues[k]):
            state.board = clues[k].unit.span
        out.append(_other(view, clues[k], state, topical))
        k += 1
    return tuple(_joined(view, out))


def _topical(view: str, clues: tuple[Clue, ...], starts: dict[int, Stretch]) -> bool:
    """True where the document has topic headings: two lines just above a group or an entry, or one that stands above a group label or names a subject."""
    seen, above_group = 0, False
    claimed = _claimed(starts)
    for k, clue in enumerate(clues[:-1]):
        after = clues[k + 1]
        if _may_be_topic(clue) and k not in claimed:
            if after.group:
                above_group = True
                seen += 1
            elif k + 1 in starts:
                seen += 2 if _names_subject(view, clue) else 1
    return seen >= 2 or above_group


def _claimed(starts: dict[int, Stretch]) -> frozenset[int]:
    """The units that are part of an entry."""
    return frozenset(k for s in starts.values() for k in range(s.first, s.last))


def _may_be_topic(clue: Clue) -> bool:
    ruled_out = clue.stop or clue.group or clue.date_heading or clue.board or clue.note or clue.heading >= 5
    return clue.title_like and not (ruled_out or clue.labels or clue.ends or clue.unit.block.links)


def _names_subject(view: str, clue: Clue) -> bool:
    """`Neglect`, `Suicide and self-harm`: what a page gathers reviews under, and nothing else."""
    return line_words()["subject"].fullmatch(clue.unit.text(view)) is not None


def _close_run(view: str, state: _State, topical: bool) -> None:
    run = state.run
    if topical and run and (len(run) < _MENU or run[-1].unit.block.kind is BlockKind.HEADING or _names_subject(view, run[-1])):
        state.topic, state.idle = run[-1].unit.span, 0
    state.run = []


def _other(view: str, clue: Clue, state: _State, topical: bool) -> Segment:
    span = clue.unit.span
    if clue.stop:
        state.resources, state.run = True, []
        return Segment(SegmentKind.CONTEXT, span, "resources")
    if clue.group:
        _close_run(view, state, topical)
        state.resources = False
        return Segment(SegmentKind.CONTEXT, span, "group", governing=())
    if clue.date_heading:
        state.dates = span
        return Segment(SegmentKind.CONTEXT, span, "date")
    if _may_be_topic(clue):
        state.run.append(clue)
        return Segment(SegmentKind.TOPIC if topical else SegmentKind.CONTEXT, span, "topic")
    state.run = []
    state.idle += 1
    if state.idle > _IDLE:
        state.topic = None  # a heading with other text under it governs that text, not the entries after it
    return Segment(SegmentKind.RESOURCE if state.resources else SegmentKind.CONTEXT, span, "resources" if state.resources else "context", topic=state.topic)


def _entry(view: str, clues: tuple[Clue, ...], stretch: Stretch, state: _State, masthead: tuple[Span, ...]) -> Segment:
    units = clues[stretch.first : stretch.last]
    span = Span(units[0].unit.span.start, units[-1].unit.span.end)
    heading, header = _heading_and_header(view, units)
    family = next((c.family for c in units if c.heading and c.family), None) or next((c.family for c in units if c.fact and c.family), None) or "generic"
    governing = tuple(s for s in (state.dates, state.board, *masthead) if s is not None)
    return Segment(SegmentKind.ENTRY, span, family, heading, header, state.topic, governing, entry_cells(view, clues, stretch))


def _heading_and_header(view: str, units: tuple[Clue, ...]) -> tuple[Span | None, Span | None]:
    first = units[0]
    heading = first.title if first.heading else None
    if heading is not None and first.unit.cells:
        return heading, heading  # of a table's row the other cells are the body, each under its column's words
    if heading is None:
        titled = next((n for n, c in enumerate(units) if c.title is None and any(name == TITLE_LINE.name for name, _ in c.header)), None)
        if titled is not None:
            m = TITLE_LINE.regex.search(view, units[titled].unit.span.start, units[titled].unit.span.end)
            title = Span(*m.span("title")) if m else None
            if titled > 0:  # a record may print its title after its summary
                return title, units[titled].unit.span
            heading = title
    start = units[0].unit.span.start
    end = heading.end if heading else start
    if first.header and first.fact < 4 and (heading is None or len(first.unit.span) <= _HEADER_LINE * 2):
        end = _before_story(view, heading, first.unit.span) if first.family == references.LAYOUT.name else first.unit.span.end
    quiet = 0
    for clue in units[1:8]:
        if clue.fact >= 4 or clue.labels or len(clue.unit.span) > _HEADER_LINE:
            break
        if clue.header or (clue.heading and heading is not None and quiet == 0):
            end, quiet = clue.unit.span.end, 0
        elif quiet >= 2:
            break
        else:
            quiet += 1
    return heading, Span(start, end) if end > start else None


def _before_story(view: str, heading: Span | None, line: Span) -> int:
    """Where a citation ends and tells, in its own line, what befell the child: `... Poole LSCB. Death of a girl of 5 months.`"""
    starts = next_sentences(view, heading.end, line.end) if heading is not None else []
    facts = [c for c in generic.LAYOUT.cues if c.role is Role.FACT and c.weight >= _TELLS]
    return next((at for at in starts if any(c.sought.match(view, at, line.end) for c in facts)), line.end)


def _is_board_heading(clue: Clue) -> bool:
    return clue.board and (clue.title_like or clue.unit.block.kind is BlockKind.HEADING) and not clue.unit.block.links


def _by_board(clues: tuple[Clue, ...], starts: dict[int, Stretch]) -> bool:
    """True where the page sets several boards' names over groups of entries."""
    claimed = _claimed(starts)
    return sum(_is_board_heading(c) for k, c in enumerate(clues) if k not in claimed) >= 2


def _is_digest(clues: tuple[Clue, ...], found: tuple[Stretch, ...]) -> bool:
    """True where half the entries name boards of their own in headings or headers: then the page's maker published few of them."""
    own = sum(any(_names_board(c) for c in clues[s.first : min(s.last, s.first + 4)]) for s in found)
    return own * 2 >= max(1, len(found))


def _names_board(clue: Clue) -> bool:
    if clue.family in ("nspcc_list", "references") or any(name in ("newsletter.board", TITLE_LINE.name) for name, _ in clue.header):
        return True
    return clue.board and (bool(clue.heading or clue.header) or len(clue.unit.span) <= _SHORT)


def _masthead(view: str, clues: tuple[Clue, ...], found: tuple[Stretch, ...]) -> tuple[Span, ...]:
    """The lines above the first entry that name a board: whose page this is. None where the page speaks of national collections."""
    if not found:
        return ()
    first = clues[found[0].first].unit.span.start
    above = [c for c in clues[: found[0].first] if first - c.unit.span.end <= _MASTHEAD]
    if any(_NATIONAL.search(c.unit.text(view)) for c in above if not c.unit.block.links):
        return ()
    return tuple(c.unit.span for c in above if c.board)


def _joined(view: str, parts: list[Segment]) -> Iterator[Segment]:
    """Neighbouring context lines become one segment; resources are joined line by line within a block only."""
    held: Segment | None = None
    for part in parts:
        if held is not None and part.kind is held.kind is SegmentKind.CONTEXT and part.layout == held.layout == "context":
            held = Segment(held.kind, Span(held.span.start, part.span.end), held.layout)
            continue
        if held is not None and part.kind is held.kind is SegmentKind.RESOURCE and "\n\n" not in view[held.span.end : part.span.start]:
            held = Segment(held.kind, Span(held.span.start, part.span.end), held.layout, topic=held.topic)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held

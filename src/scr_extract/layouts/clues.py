"""What the cues of all families say of each unit, worked out once before any entry is cut.

A clue is one unit's evidence: how much like an entry's heading, fact line, header, label, end or stop it looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scr_extract.layouts.case import tells_case
from scr_extract.layouts.cue_hits import GAP, after_number, before_the_white, header_hits, next_sentences, past_marks, title_hit
from scr_extract.layouts.line_words import board_named, line_words
from scr_extract.layouts.seam import Cue, Layout, Role
from scr_extract.layouts.slots import slotted
from scr_extract.layouts.story import is_specific, is_supposed, tells_story
from scr_extract.layouts.units import Unit, is_title_like
from scr_extract.model import BlockKind, Span
from scr_extract.resources.labels import label_hits

_NAMED, _COLUMNS, _COLUMN_WEIGHT = 5, 2, 3
"""A cell names a child from this heading weight; so many columns of a review's facts make a table of reviews, worth so much."""
_STORY, _STORY_LENGTH = 4, 80
"""A paragraph that is no fact line by this weight may still tell a story; and how long it must be."""
_SHORT = 90
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+(?=[A-Z])")
_NAME_WORDS = 5
"""Words in the longest name of a child or of several in a table's cell."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One unit and what speaks for its being a part of an entry. Weights are tenths of an entry's proof."""

    unit: Unit
    heading: int = 0
    title: Span | None = None
    family: str | None = None
    fact: int = 0
    header: tuple[tuple[str, int], ...] = ()
    labels: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    ends: bool = False
    stop: bool = False
    group: bool = False
    date_heading: bool = False
    title_like: bool = False
    board: bool = False
    note: bool = False
    """The line tells of the page (`Last updated: ...`), is a menu (`Plan | Easy read`) or a shelf mark, and is no topic."""
    begins: bool = False
    """It opens its block, or stands right below a short line that does and is no sentence: a topic, a question, `Case study 1`."""
    story: bool = False
    """The paragraph tells of a child, harm and a time in different sentences: proof under a heading, none by itself."""
    columns: tuple[str, ...] = ()
    """The heads of the columns under which this line and those after it are the cells of one review, where a table became lines."""


def clues(view: str, units: tuple[Unit, ...], layouts: tuple[Layout, ...]) -> tuple[Clue, ...]:
    """One clue for each unit, in order."""
    by_role: dict[Role, list[tuple[Cue, str]]] = {role: [] for role in Role}
    for layout in layouts:
        for cue in layout.cues:
            by_role[cue.role].append((cue, layout.name))
    heads = {u.block.row[0]: u for u in units if u.cells and u.block.row and u.block.row[1] == 0}
    out = []
    for unit in units:
        head = heads.get(unit.block.row[0]) if unit.cells and unit.block.row else None
        out.append(_row_clue(view, unit, by_role, head) if unit.cells else _clue(view, unit, by_role))
    return tuple(out)


def titles(view: str, units: tuple[Unit, ...], layouts: tuple[Layout, ...]) -> frozenset[str]:
    """The words of every line and cell that a family's own heading cue takes for the title of an entry: there are no more entries with a title.

    It costs a small part of what all clues cost, and most reports need no more to be told from a bulletin.
    """
    cues = [(cue, layout.name) for layout in layouts for cue in layout.cues if cue.role is Role.HEADING]
    found = (title_hit(view, block.span, cues, line_words()["not_one"]) for unit in units for block in unit.cells or (unit,))
    return frozenset(" ".join(title.of(view).lower().split()) for weight, title, _ in found if title is not None and weight >= _NAMED)


def _row_clue(view: str, unit: Unit, by_role: dict[Role, list[tuple[Cue, str]]], head: Unit | None) -> Clue:
    """A table's row, read cell by cell: its heading is the cell that names a child, and every cell adds what it proves."""
    cells = [_clue(view, Unit(b.span, b, opens=True, after_break=True), by_role) for b in unit.cells]
    named = max(cells, key=lambda c: c.heading)
    if named.heading < _NAMED and head is not None and head is not unit:
        named = next((_called(view, c) for c in cells if _in_column(view, c, head, "name_column")), named)
    columns = sum(bool(line_words()["columns"].search(b.span.of(view))) for b in head.cells) if head is not None and head is not unit else 0
    header = {h: w for c in cells for h, w in c.header}
    if columns >= _COLUMNS:
        header["columns"] = _COLUMN_WEIGHT
        if named.heading < _NAMED and head is not None and tells_case(view, unit.span, reviewed=True):  # an action plan's rows have references too
            named = next((_called(view, c) for c in cells if _in_column(view, c, head, "reference_column")), named)
    return Clue(
        unit,
        named.heading if head is not unit and named.heading >= _NAMED else 0,
        named.title if head is not unit and named.heading >= _NAMED else None,
        named.family,
        max(c.fact for c in cells),
        tuple(sorted(header.items())),
        tuple(label for c in cells for label in c.labels),
        tuple(proof for c in cells for proof in c.proofs),
        any(c.ends for c in cells),
    )


def _in_column(view: str, clue: Clue, head: Unit, column: str) -> bool:
    """Whether a cell stands under `Child`, `Subject`, `Name` (or, for want of those, `Reference`) and holds something as short as a name."""
    row = clue.unit.block.row
    over = next((b.span.of(view) for b in head.cells if row and b.row and b.row[2] == row[2]), "")
    return bool(line_words()[column].fullmatch(over.strip())) and 1 <= len(clue.unit.text(view).split()) <= _NAME_WORDS and clue.unit.text(view)[:1].isupper()


def _called(view: str, clue: Clue) -> Clue:
    return replace(clue, heading=_NAMED, title=clue.title or clue.unit.span.trimmed(view))


def _clue(view: str, unit: Unit, by_role: dict[Role, list[tuple[Cue, str]]]) -> Clue:
    lines, span = line_words(), unit.span
    text = view[span.start : before_the_white(view, span.start, span.end)]
    title_like = is_title_like(unit, view)
    in_table = unit.block.row is not None
    words = text[m.end() :] if (m := _NUMBER.match(text)) else text  # `6. Serious case reviews` is a chapter of them
    group = not in_table and (bool(lines["group"].fullmatch(words)) or ((title_like or text.endswith(":")) and bool(lines["plural"].fullmatch(words))))
    date_heading = not in_table and bool(lines["date"].fullmatch(text))
    stop = not (group or in_table) and (
        bool(lines["stop"].fullmatch(text))
        or (len(text) <= _SHORT and _stands_alone(unit, text) and bool(lines["stop_words"].search(GAP.split(text, maxsplit=1)[0])))
    )
    board = bool(board_named().search(view, span.start, span.end))
    heading, title, family = 0, None, None
    if not (stop or group or date_heading or (in_table and not unit.opens)):
        heading, title, family = title_hit(view, span, by_role[Role.HEADING], lines["not_one"])
        told = None if in_table else slotted(view, span)
        if told is not None and told.weight > heading and not lines["not_one"].search(view, told.span.start, told.span.end):
            heading, title, family = told.weight, told.span, family or "web_list"
    starts = (
        [span.start, *after_number(view, span)]
        if title is None or title.end >= span.end
        else [past_marks(view, title.end, span.end), span.start, *next_sentences(view, title.end, span.end)]
    )
    fact, fact_family = 0, None
    for start in starts:
        end = before_the_white(view, start, span.end)
        for cue, name in by_role[Role.FACT]:
            if cue.weight > fact and cue.sought.match(view, start, end):
                fact, fact_family = cue.weight, name
    if title is not None and title.end >= span.end:
        fact = 0
    if fact and is_supposed(view, span):
        fact = 0  # a child made up to explain a rule
    labels = tuple(hit.label.kind for hit in label_hits(view, span) if hit.label.kind != "link")
    story = (
        not labels
        and fact < _STORY
        and len(text) >= _STORY_LENGTH
        and lines["opening"].match(text) is not None
        and not lines["labelled"].match(text)
        and tells_story(view, span)
    )
    header = header_hits(view, span, by_role[Role.HEADER], whole=title is not None and title.end < span.end) or ((("date", 2),) if date_heading else ())
    proofs = tuple(cue.name for cue, _ in by_role[Role.PROOF] if cue.sought.search(view, span.start, span.end))
    if len(text) >= _STORY_LENGTH and not stop and (fact >= 3 or story) and is_specific(view, span):
        proofs = (*proofs, "generic.specific")
    ends = any(cue.sought.search(view, max(span.start, span.end - 200), span.end) for cue, _ in by_role[Role.END])
    return Clue(
        unit,
        heading,
        title,
        family or fact_family,
        fact,
        header,
        labels,
        proofs,
        ends,
        stop,
        group,
        date_heading,
        title_like,
        board,
        bool(lines["notes"].match(text)),
        unit.opens or unit.anew,
        story,
    )


def _stands_alone(unit: Unit, text: str) -> bool:
    """A heading or a link, and no sentence of a list: `Nurseries should use the toolkit.`"""
    return unit.block.kind is not BlockKind.LIST_ITEM and text[-1:] not in ".;"

"""The board that published the review: named in label, slot, header, title page or governing heading; withheld where it says so.

Places where a family lived are never boards: a place counts only with a board's tail or in a heading's slot for the board.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scr_extract.fields.board_cells import CELL
from scr_extract.fields.board_headers import HEADER, LABEL, SITE, TITLE_PAGE
from scr_extract.fields.board_only import ONLY
from scr_extract.fields.board_own import OWN
from scr_extract.fields.board_prose import ADDRESSEE, FURNITURE, OUTSIDE, PAGE, PREVALENT, PUBLISHING
from scr_extract.fields.board_slots import SLOT
from scr_extract.fields.board_values import JOINED
from scr_extract.fields.board_withheld import WITHHELD
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Field, doubt
from scr_extract.model import Candidate, Found, Resolution
from scr_extract.resources import boards
from scr_extract.values import Board


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The strongest finder decides; boards that it read side by side publish together. Anonymity stands unless a label names the board."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    leading = candidates[0]
    if leading.evidence.rule_id not in (CELL.rule_id, LABEL.rule_id):
        leading = next((c for c in candidates if _anonymous(c)), leading)
    chosen = [leading]
    for c in () if _anonymous(leading) else candidates:
        last = chosen[-1].evidence.span
        beside = c.evidence.span == last or (c.evidence.span.start >= last.end and JOINED.fullmatch(reading.view, last.end, c.evidence.span.start))
        if c.evidence.rule_id == leading.evidence.rule_id and beside and not _anonymous(c) and _key(c) not in map(_key, chosen):
            chosen.append(c)
    unknown = tuple(
        doubt("unknown_board", "board", "the gazetteer does not know this board; its words are kept", reading, c.evidence.span) for c in chosen if _unknown(c)
    )
    others: dict[str, Candidate] = {}
    for c in candidates:
        if _key(c) not in map(_key, chosen):
            others.setdefault(_key(c), c)
    return Resolution(Found.WITHHELD if _anonymous(leading) else Found.FOUND, tuple(chosen), tuple(others.values()), unknown)


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
    withheld_in_london = first is not None and first.anonymous and "london" in first.as_written.lower()
    return {
        "lscb": first.name if first else None,
        "lscb_id": first.id if first else None,
        "lscb_ids": [row.id for row in rows],
        "lscb_as_written": first.as_written if first else None,
        "lscb_anonymous": first is not None and first.anonymous,
        "region": (rows[0].region or None) if rows else "London" if withheld_in_london else None,
    }


FIELD = Field(
    "board",
    Board,
    (CELL, LABEL, WITHHELD, SLOT, HEADER, TITLE_PAGE, PUBLISHING, PAGE, OUTSIDE, SITE, FURNITURE, ADDRESSEE, PREVALENT, ONLY, OWN),
    _resolve,
    "The board, partnership or committee that published the review, by the name valid at the time; withheld where the review was published without it.",
    _wide,
    several=True,
)

"""Boards in a table: the cell under `Board`, `LSCB`, `Partnership`, `Authority` or `Area`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.board_slots import slot_places
from scr_extract.fields.board_values import named, of_phrase, one_of, shown
from scr_extract.fields.board_withheld import is_withheld, says_nothing
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder, candidate
from scr_extract.model import Candidate, Span
from scr_extract.resources import boards
from scr_extract.resources.board_phrases import known_place, phrases
from scr_extract.resources.boards import Bodies
from scr_extract.values import Board, show

_LONGEST = 100
"""Characters in the longest cell that is a board's name as it stands."""


@lru_cache(maxsize=1)
def _columns() -> re.Pattern[str]:
    return re.compile(rf"\W*{one_of('columns')}\W*", re.I)


def _in_cell(reading: Reading) -> Iterator[Candidate]:
    """The board's phrases in the cell, known places that fill it, the word that withholds it, or its words as they are."""
    view = reading.view
    for head, cell in reading.segment.cells:
        words = reading.words(cell)
        if not _columns().fullmatch(head) or says_nothing(words):
            continue
        if is_withheld(words):
            yield candidate(reading, "board", Board(None, None, words, True), cell.trimmed(view), "board.cell")
            continue
        found = list(phrases(view, cell))
        yield from (of_phrase(reading, "board.cell", p) for p in found)
        places = [] if found else slot_places(view, cell.trimmed(view))
        yield from (named(reading, "board.cell", where, reading.words(where), None, bodies) for where, bodies in places)
        if not found and not places and (branded := _branded(view, cell.trimmed(view))):
            yield named(reading, "board.cell", cell.trimmed(view), words, None, branded)
            continue
        if not found and not places and 3 < len(words) <= _LONGEST and words[0].isupper():
            yield named(reading, "board.cell", cell.trimmed(view), words, None, boards.place(words, near=True))


@lru_cache(maxsize=1)
def _brand() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:(?-i:[A-Z]\.){{2,8}}|{one_of('brands')})\W*", re.I)


def _branded(view: str, cell: Span) -> Bodies | None:
    """The bodies of a known place before the name that its partnership took: `Bexley SHIELD`, `Wilts SVPP`."""
    place = known_place(view, cell)
    return place[1] if place and _brand().fullmatch(view, place[0].end, cell.end) else None


CELL = Finder(
    "board.cell",
    _in_cell,
    examples=(
        Example("| Child | QZ |\n| Board | [[Barnsley]] |\n| Published | 2015 |", shown("Barnsley", "lscb-barnsley")),
        Example("| Child | QZ |\n| LSCB | [[Sefton LSCB]] |", shown("Sefton LSCB", "lscb-sefton")),
        Example("| Child | QZ |\n| Partnership | [[Sefton SHIELD]] |", shown("Sefton SHIELD", "lscb-sefton")),
        Example("| Child | QZ |\n| Partnership | [[Not disclosed]] |", show(Board(None, None, "Not disclosed", True))),
        Example("| Child | QZ |\n| Local authority | [[Marlhaven and Tidewell]] |", shown("Marlhaven and Tidewell")),
    ),
    counter_examples=("| Child | QZ |\n| Outcome | Death in Barnsley |", "| Child | QZ |\n| Board | Not known |"),
)

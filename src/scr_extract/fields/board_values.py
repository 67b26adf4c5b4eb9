"""From the words of a board to its value, and the zones where boards are looked for. Shared by the finders of `board`."""

from __future__ import annotations

import re
from functools import lru_cache

from scr_extract.fields.heading_line import run_on
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import candidate
from scr_extract.model import Candidate, Span
from scr_extract.resources import boards
from scr_extract.resources.board_phrases import Phrase
from scr_extract.resources.boards import Bodies
from scr_extract.resources.dates import dates
from scr_extract.resources.loader import lexicon
from scr_extract.values import Board, show

FRONT = 2500
"""Characters in which a report's cover and title page stand."""
OPENING = 6000
"""Characters in which a report says who asked for it."""
_BESIDE = 40
JOINED = re.compile(r"(?:\s|,|;|&|/|\band\b|\bwith\b|\bthe\b|\bjointly\b|\(\w{2,10}\)|\((?:19|20)\d\d\))*", re.I)
"""What may stand between two boards that publish together."""


@lru_cache
def one_of(name: str) -> str:
    """A regex fragment: any term of a list in lexicons/boards.toml."""
    return "(?:" + "|".join(lexicon("boards")["words"][name]) + ")"


def front(reading: Reading, size: int = FRONT) -> Span:
    return Span(reading.span.start, min(reading.span.end, reading.span.start + size))


def headers(reading: Reading) -> tuple[Span, ...]:
    """Heading, header lines, and what runs on after the heading on its line."""
    after = run_on(reading)
    zones = (reading.heading, reading.header if len(reading.header) else None, after)
    return tuple(zone for zone in zones if zone is not None)


def named(reading: Reading, rule: str, span: Span, words: str, form: str | None, bodies: Bodies | None, *, beside: Span | None = None) -> Candidate:
    """The candidate for a board named at `span`. A date is looked for after `beside` first, to tell which body of that name lived then."""
    row = boards.chosen(bodies, form, _when(reading, beside or span)) if bodies else None
    value = Board(row.name, row.id, words) if row else Board(_cased(words), None, words)
    return candidate(reading, "board", value, span, rule)


def _cased(words: str) -> str:
    """The name of an unknown board: one printed in capitals is written as names are."""
    return re.sub(r"\b(?:And|Of|With|Upon|The|On)\b", _lowered, words.title()) if words.isupper() and " " in words else words


def _lowered(m: re.Match[str]) -> str:
    return m.group().lower()


def of_phrase(reading: Reading, rule: str, phrase: Phrase) -> Candidate:
    return named(reading, rule, phrase.span, phrase.words, phrase.form, phrase.bodies)


def _when(reading: Reading, at: Span) -> str | None:
    """When the board acted: the date beside its name, else the header's, the governing one, the fact line's."""
    beside = Span(at.end, min(len(reading.view), at.end + _BESIDE))
    for span in (beside, reading.header, *reading.outside, reading.fact):
        for hit in dates(reading.view, span):
            return hit.value.iso
    return None


def shown(as_written: str, board_id: str | None = None) -> str:
    """What `show` prints of a board: for examples."""
    row = boards.board(board_id)
    return show(Board(row.name if row else as_written, board_id, as_written))

"""What words mean for a field: those selected in a text, and those typed into a form.

A selection is read by the field's own finders, as if it were a whole entry, so that it means here what it means there.
"""

from __future__ import annotations

import hashlib
import re

from scr_extract.desk import telling
from scr_extract.desk.choices import Term, board_term, suggestions, terms
from scr_extract.desk.digits import digits
from scr_extract.errors import InvalidCorrectionError
from scr_extract.fields.reading import Reading
from scr_extract.model import Block, BlockKind, Document, Segment, SegmentKind, Span
from scr_extract.plain import plain
from scr_extract.resources import boards
from scr_extract.resources.board_phrases import phrases
from scr_extract.resources.dates import dates
from scr_extract.values import Board, Child, Choice, Number, PartialDate, Statement, Text, Value

_ISO = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

_RANGE = re.compile(rf"({_ISO.pattern})\s*(?:to|–|-)\s*({_ISO.pattern})")
"""As the desk shows a range, and a workbook's cell."""


def selected(field: str, words: str) -> Value | None:
    """The value that a selection gives to the field; None where its words do not say one, and the reviewer chooses."""
    tidy = " ".join(words.split())
    match telling.kind(field):
        case "text":
            return Text(tidy)
        case "statement":
            return Statement(tidy, "recommendation" if field == "recommendations" else "finding")
        case "child":
            return _found(field, words) or Child(tidy)
        case "choice":
            return _found(field, words) or _choice(field, tidy)
        case "board":
            return _board(words)
        case "partialdate":
            return _date(words)
        case _:
            number = digits(tidy)
            return _found(field, words) if number is None else Number(number)


def _found(field: str, words: str) -> Value | None:
    """What the field's finders make of the words alone."""
    whole = Span(0, len(words))
    id = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(id, "selection", "text/plain", words, (Block(whole, BlockKind.BODY),), "desk")
    reading = Reading(document, Segment(SegmentKind.ENTRY, whole, "desk"))
    return next((c.value for finder in telling.field(field).finders for c in finder.find(reading)), None)


def _choice(field: str, words: str) -> Choice | None:
    found = next((t for t in terms(field) if words.casefold() in (t.id, t.label.casefold())), None)
    return Choice(found.id, words) if found else None


def _date(words: str) -> PartialDate | None:
    if _ISO.fullmatch(words.strip()):
        iso = words.strip()
        return PartialDate(iso, {4: "year", 7: "month", 10: "day"}[len(iso)])
    view = plain(words)
    return next((hit.value for hit in dates(view, Span(0, len(view)))), None)


def _board(words: str) -> Board | None:
    view = plain(words)
    tidy = " ".join(words.split())
    for phrase in phrases(view, Span(0, len(view))):
        row = boards.chosen(phrase.bodies, phrase.form, None) if phrase.bodies else None
        return Board(row.name, row.id, tidy) if row else Board(tidy, None, tidy)
    bodies = boards.place(tidy)
    row = boards.chosen(bodies, None, None) if bodies else None
    return Board(row.name, row.id, tidy) if row else None


def chosen(field: str, words: str) -> Choice:
    """A term typed or taken from the list. Raises InvalidCorrectionError where the vocabulary has none such."""
    found = next((t for t in terms(field) if words.strip().casefold() in (t.id, t.label.casefold())), None)
    if found is None:
        raise InvalidCorrectionError(f"no such term: choose one of {_listed(terms(field))}")
    return Choice(found.id)


def _listed(known: tuple[Term, ...]) -> str:
    return "; ".join(t.label for t in known)


def dated(words: str) -> PartialDate:
    """The date that was typed, and nothing beside it. Raises InvalidCorrectionError for what is no date."""
    tidy = " ".join(words.split())
    view = plain(tidy)
    whole = [hit.value for hit in dates(view, Span(0, len(view))) if len(hit.span) == len(view)]
    m = _RANGE.fullmatch(tidy)
    found = PartialDate(m[1], "range", until=m[2]) if m else _date(tidy) if _ISO.fullmatch(tidy) else whole[0] if whole else None
    if found is None:
        raise InvalidCorrectionError("no date: write 2014, 2014-11, 2014-11-07, 2014-11 to 2015-02, November 2014 or autumn 2014")
    return found


def counted(words: str) -> Number:
    """Raises InvalidCorrectionError for what is no count."""
    number = digits(words.strip())
    if number is None:
        raise InvalidCorrectionError("no count: write a whole number in digits")
    return Number(number)


def board(words: str, *, unknown: bool = False) -> Board:
    """The board of that name, or of those words. `unknown` keeps words that the gazetteer does not know.

    Raises InvalidCorrectionError where it knows none and `unknown` is not said.
    """
    tidy = " ".join(words.split())
    term = board_term(tidy)
    if term is not None:
        row = boards.board(term.id)
        return Board(row.name if row else term.label, term.id, row.name if row else tidy)
    found = _board(tidy)
    shared = found is not None and _shared(found, tidy)
    if found is not None and found.id is not None and not shared:
        return found
    if unknown and not shared:
        return Board(tidy, None, tidy)
    near = "; ".join(t.label for t in suggestions("board", tidy)[:5])
    if shared:
        raise InvalidCorrectionError(f"several boards have that name: choose one of {near}")
    raise InvalidCorrectionError(
        f"the list has no board of that name{f' (near it are {near})' if near else ''}: choose one, or tick “not in the list” to keep these words"
    )


def _shared(found: Board, words: str) -> bool:
    """Whether the words are a name that several bodies have: which of them is meant the reviewer says, not we."""
    return boards.plain_name(words) == boards.plain_name(found.name or "") and telling.board(found.id, found.name) != found.name

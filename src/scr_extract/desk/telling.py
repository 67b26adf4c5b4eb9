"""Fields and values in words for people: what stands on the pages instead of ids and JSON."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from scr_extract import fields
from scr_extract.corrections.checked import VOCABULARIES, vocabulary
from scr_extract.errors import NotFoundError
from scr_extract.fields.seam import Field
from scr_extract.resources import boards
from scr_extract.resources.boards import BoardRow
from scr_extract.resources.loader import gazetteer
from scr_extract.values import Board, Child, Choice, Number, PartialDate, Statement, Text, Value, parse

STATUSES = {
    "found": "found",
    "not_stated": "not stated",
    "withheld": "withheld by the source",
    "ambiguous": "ambiguous: several readings, none preferred",
    "not_found": "not read by this version",
}
_LABELS = {
    "board": "Publishing board",
    "published": "Date of publication",
    "report_url": "Address of the full report",
    "recommendations_stated": "Number of recommendations it claims",
    "parent_factors": "Factors of the parents",
    "publication_form": "Form of publication",
    "review_type": "Type of review",
    "source_of_harm": "Source of harm",
}


@lru_cache(maxsize=1)
def known() -> dict[str, Field]:
    """The fields that are read, by name, in their order."""
    return {field.name: field for field in fields.FIELDS}


def field(name: str) -> Field:
    """Raises NotFoundError for a name that is no field's."""
    if name not in known():
        raise NotFoundError("no such field")
    return known()[name]


def kind(name: str) -> str:
    """The field's type as `values.parse` names it."""
    return field(name).type.__name__.lower()


def label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def term(name: str, id: str) -> str:
    """A term of a field's vocabulary in words; its id where the vocabulary does not know it."""
    return vocabulary(name).get(id, id) if name in VOCABULARIES else id


def shown(name: str, value: str) -> str:
    """What `values.value` holds of a field, for people. Where it is not of the field's type it is shown as it stands."""
    try:
        return told(name, parse(kind(name), value))
    except (ValueError, TypeError, KeyError):
        return value


def told(name: str, value: Value) -> str:
    match value:
        case Text(text):
            return text
        case Number(number):
            return str(number)
        case Choice(id, _):
            return term(name, id)
        case PartialDate():
            return _date(value)
        case Board(name=called, as_written=words, anonymous=anonymous):
            return f"withheld (“{words}”)" if anonymous else board(value.id, called) or words
        case Child():
            return _child(value)
        case Statement(text=text, number=number):
            return f"{number} {text}" if number else text


@lru_cache(maxsize=1)
def _shared_names() -> frozenset[str]:
    """Names that several bodies of the gazetteer have: a board and the partnership after it, or one before and after a reform."""
    count = Counter(line["name"] for line in gazetteer("boards"))
    return frozenset(name for name, n in count.items() if n > 1)


def years(row: BoardRow) -> str:
    """When a body was there; empty where the gazetteer does not say."""
    return f"{row.valid_from[:4] or '…'} to {row.valid_to[:4] or 'now'}" if row.valid_from or row.valid_to else ""


def board(id: str | None, name: str | None) -> str:
    """A board's name, with its years where another one has the same."""
    row = boards.board(id) if id and name in _shared_names() else None
    return f"{name} ({years(row)})" if row else name or ""


def _date(date: PartialDate) -> str:
    if date.until:
        return f"{date.iso} to {date.until}"
    return f"{date.season} {date.iso}" if date.season else date.iso


def _child(child: Child) -> str:
    parts = [child.name, child.age_text or ages(child), child.sex, "sibling" if child.role == "sibling" else None]
    return ", ".join(p for p in parts if p) or "a child of whom nothing else is told"


def ages(child: Child) -> str | None:
    """The child's age in completed months; None where it has none."""
    low, high = _number(child.age_min), _number(child.age_max)
    if low is None and high is None:
        return None
    if low is None or high is None:
        return f"up to {high} months" if low is None else f"{low} months or more"
    return f"{low} months" if low == high else f"{low} to {high} months"


def _number(months: float | None) -> str | None:
    return None if months is None else f"{months:.2f}".rstrip("0").rstrip(".")

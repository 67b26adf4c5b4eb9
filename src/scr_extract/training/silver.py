"""Passages whose labels two readers agree on: two rules, or a rule and the general model's name of the same kind.

Taken from the made-up texts of the repository, and at a user's own machine from a processed folder of theirs. What only one rule
read is neither taught nor held against the model: its passage is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from scr_extract import fields, formats, layouts
from scr_extract.errors import ReadError, TrainingError
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Field
from scr_extract.model import Candidate, Document, Found, SegmentKind, Span
from scr_extract.nlp import names
from scr_extract.training.known import Known, passages
from scr_extract.training.passages import Passage
from scr_extract.values import Board, Child, Choice, PartialDate, Text

FIELDS = ("children", "authors", "board", "methodology", "outcome", "incident_date", "published")
_KINDS = {"authors": ("PERSON",), "children": ("PERSON", "DATE"), "board": ("ORG", "GPE"), "incident_date": ("DATE",), "published": ("DATE",)}
"""Labels of the general model that name what a field holds."""
_AROUND = 120
"""Characters on both sides of a value that the general model is shown."""


def of_files(paths: Iterable[Path]) -> Iterator[Passage]:
    """The passages of these files; those that cannot be read are left out."""
    for path in sorted(paths):
        try:
            document = formats.read(path.read_bytes(), path.name)
        except ReadError:
            continue
        yield from of_document(document)


def of_processed(processed: Path) -> Iterator[Passage]:
    """The passages of every document that a processed folder holds. They stay in memory: nothing of them is stored."""
    from scr_extract.ingest import ledger

    documents = ledger.known(processed)
    if not documents:
        raise TrainingError(f"{processed} holds no document; name the folder that `scr-extract ingest --processed` wrote")
    for document_id, document in documents.items():
        try:
            read = formats.read(ledger.raw(processed, document_id), document.name)
        except ReadError:
            continue
        yield from of_document(read)


def of_document(document: Document) -> Iterator[Passage]:
    for segment in layouts.segment(document):
        if segment.kind is SegmentKind.ENTRY:
            reading = Reading(document, segment)
            yield from passages(reading, agreed(reading), "silver")


def agreed(reading: Reading) -> Known:
    """What two readers of the entry agree on, and where one alone has read something."""
    by_name = {field.name: field for field in fields.FIELDS}
    sure: list[Candidate] = []
    unsure: list[Span] = []
    for name in FIELDS:
        taught, left_out = _by_agreement(reading, by_name[name])
        sure += taught
        unsure += left_out
    return known_of(sure, tuple(unsure))


def _by_agreement(reading: Reading, field: Field) -> tuple[list[Candidate], list[Span]]:
    found = [c for finder in field.finders if finder.source != "model" for c in finder.find(reading)]
    resolution = field.resolver(reading, found)
    if resolution.status is not Found.FOUND:
        return [], []
    evidence = {e.span for c in resolution.chosen for e in (c.evidence, *c.also)}
    chosen = [c for c in found if c.evidence.span in evidence and _part(c) is not None]
    rules: dict[object, set[str]] = {}
    for c in found:
        rules.setdefault(_part(c), set()).add(c.evidence.rule_id)
    sure = [c for c in chosen if len(rules[_part(c)]) > 1 or _is_named(reading, field.name, c)]
    return sure, [c.evidence.span for c in chosen if c not in sure]


def _part(c: Candidate) -> object:
    """What two readers must have in common."""
    match c.value:
        case Child(name, _, low, high) if low is not None or high is not None:
            return (low, high)
        case Child(str(name), _, _, _):
            return name.lower()
        case Child():
            return None
        case Board(name, id, words):
            return id or name or words
        case Choice(id, _):
            return id
        case value:
            return value


def _is_named(reading: Reading, field: str, c: Candidate) -> bool:
    at = c.evidence.span
    around = Span(max(0, at.start - _AROUND), min(len(reading.view), at.end + _AROUND))
    return any(n.label in _KINDS.get(field, ()) and n.span.overlaps(at) for n in names(reading.view, around))


def known_of(sure: Sequence[Candidate], unsure: tuple[Span, ...]) -> Known:
    """What these values tell of their entry; an author's name as the source has it, where its words are known."""
    values = [c.value for c in sure]
    children = [v for v in values if isinstance(v, Child) and v.role == "subject"]
    dates = {c.field: c.value for c in reversed(sure) if isinstance(c.value, PartialDate)}
    chosen = {c.field: c.value.id for c in reversed(sure) if isinstance(c.value, Choice)}
    published, incident = dates.get("published"), dates.get("incident_date")
    return Known(
        ages=tuple((v.age_min, v.age_max) for v in children if v.age_min is not None or v.age_max is not None),
        names=tuple(dict.fromkeys(v.name for v in children if v.name)),
        authors=tuple(dict.fromkeys(" ".join((c.evidence.quote or c.value.text).split()) for c in sure if c.field == "authors" and isinstance(c.value, Text))),
        boards=tuple(dict.fromkeys(v.as_written for v in values if isinstance(v, Board) and not v.anonymous)),
        methods=tuple(filter(None, (chosen.get("methodology"),))),
        outcome=chosen.get("outcome"),
        incident=incident.iso if incident else None,
        published=(published.year, published.month) if published else None,
        unsure=unsure,
    )

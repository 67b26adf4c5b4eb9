"""Texts with answers, read and extracted in memory with the sources one asks for: what an ablation runs on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from scr_extract import formats
from scr_extract.datasets.rows import Published, rows
from scr_extract.datasets.tables import TABLES
from scr_extract.errors import ReadError
from scr_extract.evaluation.gold import Gold, Negative
from scr_extract.evaluation.tables import READ, Tables, joined
from scr_extract.extract import extract
from scr_extract.fields.seam import SOURCES, Source
from scr_extract.ingest.standing import settled
from scr_extract.model import Document


@dataclass(frozen=True)
class TextSet:
    """Documents with their answers. `seen` says that rules were written with these texts at hand, so that scores on them flatter."""

    name: str
    documents: tuple[Document, ...]
    golds: tuple[Gold, ...]
    negatives: tuple[Negative, ...]
    seen: bool


def documents(files: Iterable[tuple[str, bytes]], unread: Callable[[str, ReadError], None] | None = None) -> tuple[Document, ...]:
    """The documents of files given by name and bytes; `unread` is told of those that cannot be read, whose entries then count as missed.

    Without `unread` a ReadError is raised.
    """
    found = []
    for name, raw in files:
        try:
            found.append(formats.read(raw, name))
        except ReadError as broken:
            if unread is None:
                raise
            unread(name, broken)
    return tuple(found)


def tables_read(read: Sequence[Document], sources: frozenset[Source] = SOURCES, told: Callable[[int], None] | None = None) -> Tables:
    """The tables of these documents, as publishing makes them, with the finders of these sources; `told` counts documents."""
    this_year = datetime.now(UTC).year
    parts = []
    for n, document in enumerate(read, 1):
        found = settled(extract(document, sources), (), this_year)
        made = rows(Published(found, (document.name,), document.text))
        parts.append({t.name: [{column: row.get(column) for column in t.names} for row in made[t.name]] for t in TABLES if t.name in READ})
        if told is not None:
            told(n)
    return joined(parts)

"""Reviewers' words on one document, laid over what was extracted of it; the document is read again where they point at its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from scr_extract import extract
from scr_extract.corrections.correction import Correction
from scr_extract.corrections.overlay import Overlaid, laid, wanted_entries, with_added
from scr_extract.extract import Extraction
from scr_extract.formats.isolation import readers
from scr_extract.ingest import ledger
from scr_extract.model import REVIEWER, Document, Issue, Severity, Span

Reread = Callable[[ledger.Known], Document]


@contextmanager
def rereading(processed: Path) -> Iterator[Reread]:
    """Gives documents as they were read: kept ones, else read again in a process apart, once, and kept."""
    with readers() as read_one:

        def reread(document: ledger.Known) -> Document:
            kept = ledger.reading(processed, document)
            if kept is None:
                kept, _ = read_one(ledger.raw(processed, document.document_id), document.name)
                ledger.keep_reading(processed, document, kept)
            return kept

        yield reread


def overlaid(document: ledger.Known, found: Extraction, words: Sequence[Correction], text: str, reread: Reread) -> Overlaid:
    """The document as reviewers left it. Nothing is read again unless they added an entry, or chose words of a file with pages."""
    wanted = wanted_entries(found, words, text)
    made = laid(_added(document, found, wanted, reread) if wanted else found, words, text)
    chosen = {e.span for r in made.extraction.records for e in extract.evidence(r) if e.rule_id == REVIEWER and e.quote}
    if not chosen or made.extraction.facts.pages is None:
        return made
    read = reread(document)
    if read.text_sha256 != found.facts.text_sha256:
        return replace(made, extraction=_told(made.extraction, "the pages of words that a reviewer chose are not known: the file was not read as before"))
    places = {**(made.extraction.places or {}), **extract.places(read, chosen)}
    return replace(made, extraction=replace(made.extraction, places=places))


def _added(document: ledger.Known, found: Extraction, wanted: Mapping[str, Span], reread: Reread) -> Extraction:
    read = reread(document)
    if read.text_sha256 != found.facts.text_sha256:
        return _told(found, "an entry that a reviewer added is kept but left out: the file was not read as before; ingest it again")
    made = [extract.entry_at(read, span, record_id) for record_id, span in wanted.items()]
    places = dict(found.places or {})
    for one in made:
        places |= one.places or {}
    return replace(with_added(found, [r for one in made for r in one.records]), places=places)


def _told(found: Extraction, message: str) -> Extraction:
    issue = Issue("not_read_again", Severity.WARNING, message, found.facts.document_id)
    return replace(found, issues=(*found.issues, issue))

"""Every document as it is published: under the ids its entries had before, without values that cannot be, with reviewers' words laid over
it; and the portions in which a publication takes them, each under a key of all that its rows follow from."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scr_extract import derive, identity
from scr_extract.corrections.correction import Correction, Kind
from scr_extract.corrections.fieldwise import State
from scr_extract.errors import PublishError
from scr_extract.extract import Extraction
from scr_extract.ingest import ledger, reissues
from scr_extract.ingest.codec import Sketch
from scr_extract.ingest.laying import Reread, overlaid
from scr_extract.ingest.versions import PUBLISHING, sources, versions

if TYPE_CHECKING:
    from scr_extract.datasets.portions import Portion
    from scr_extract.datasets.rows import Published

_ENDS, _MOST, _CHARACTERS = 64, 256, 2_000_000
"""A portion ends with one document in 64, which is told by its id, so that a document more moves the bounds of its own portion alone;
or once it has so many documents, or texts of so many characters together."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a publication stands on besides the extractions: the entries whose ids new ones may inherit, by document; reviewers' words; older
    printings with the newest of each. `states` learns what became of each word as documents are made."""

    root: Path
    previous: Mapping[str, Sequence[identity.Known]]
    words: Sequence[Correction]
    states: dict[str, State]
    reread: Reread
    reissued: Mapping[str, str]
    this_year: int
    by_record: dict[str, list[Correction]] = field(init=False)
    by_document: dict[str, list[Correction]] = field(init=False)
    """Under the newest printing of the document that a word was said of."""

    def __post_init__(self) -> None:
        by_record, by_document = defaultdict[str, list[Correction]](list), defaultdict[str, list[Correction]](list)
        for word in self.words:
            by_record[word.record_id].append(word)
            by_document[self.reissued.get(word.document_id, word.document_id)].append(word)
        object.__setattr__(self, "by_record", dict(by_record))
        object.__setattr__(self, "by_document", dict(by_document))


def spoken_of(standing: Standing, known: Iterable[ledger.Known]) -> list[ledger.Known]:
    """The documents that reviewers may have spoken of; words on an older printing are on the newest."""
    return [d for d in known if _words(standing, d.document_id)]


def _words(standing: Standing, document_id: str) -> frozenset[str]:
    """The ids of the words that may be on the document: said of it or of an older printing, or of a record whose id its entries may inherit."""
    said = {w.correction_id for w in standing.by_document.get(document_id, ())}
    if standing.by_record:
        said |= {w.correction_id for k in standing.previous.get(document_id, ()) for w in standing.by_record.get(k.record_id, ())}
    return frozenset(said)


def documents(standing: Standing, known: Iterable[ledger.Known]) -> Iterator[Published]:
    """These documents as they are published. Raises PublishError where what was extracted of one is damaged."""
    from scr_extract.datasets.rows import Published

    for document in known:
        found = ledger.extraction(standing.root, document)
        if found is None:
            raise PublishError(f"document {document.document_id}: what was extracted of it is damaged; type `scr-extract ingest` again")
        found = replace(found, facts=replace(found.facts, parent_id=document.parents[0] if document.parents else None, source_url=document.source_url))
        if document.document_id in standing.reissued:
            yield Published(reissues.set_aside(found, standing.reissued[document.document_id]), document.names, "")
            continue
        found = settled(found, standing.previous.get(document.document_id, ()), standing.this_year)
        text = ledger.text(standing.root, found.facts.text_sha256)
        added = {w.record_id for w in standing.by_document.get(document.document_id, ()) if w.kind is Kind.ADD_ENTRY}
        spoken = {r.record_id for r in found.records} & standing.by_record.keys() | added
        if not spoken:
            yield Published(found, document.names, text)
            continue
        words = [w for record_id in sorted(spoken) for w in standing.by_record[record_id]]
        made = overlaid(document, found, words, text, standing.reread)
        standing.states.update(made.states)
        yield Published(made.extraction, document.names, text, made)


def settled(found: Extraction, previous: Sequence[identity.Known], this_year: int) -> Extraction:
    """The extraction with the ids its entries had before, and without values that cannot be."""
    ids = identity.inherit([identity.Known(r.record_id, r.fingerprint) for r in found.records], previous)
    records = []
    for record in found.records:
        name = ids[record.record_id]
        issues = tuple(replace(i, record_id=name) for i in record.issues)
        records.append(derive.within_bounds(replace(record, record_id=name, issues=issues), this_year))
    return replace(found, records=tuple(records))


def portions(standing: Standing, ordered: Iterable[ledger.Known], sketched: Mapping[str, tuple[str, Sketch]]) -> Iterator[Portion]:
    """The documents in portions. `sketched` holds of each the sha256 of what was extracted, and that in short."""
    from scr_extract.datasets.portions import Portion

    texts = ledger.texts(standing.root) | {None}
    made_by = [versions().key, sources(PUBLISHING), standing.this_year]
    for some in _cut(ordered, sketched):
        whole = all(sketched[d.document_id][1].text_sha256 in texts for d in some)
        said = [made_by, [_follows_from(standing, d, *sketched[d.document_id]) for d in some]]
        key = hashlib.sha256(json.dumps(said).encode()).hexdigest() if whole else None  # a text that is gone is to be told
        yield Portion(key, partial(documents, standing, some))


def _cut(ordered: Iterable[ledger.Known], sketched: Mapping[str, tuple[str, Sketch]]) -> Iterator[list[ledger.Known]]:
    some: list[ledger.Known] = []
    characters = 0
    for document in ordered:
        some.append(document)
        characters += sketched[document.document_id][1].characters
        if int(document.document_id[:8], 16) % _ENDS == 0 or len(some) >= _MOST or characters >= _CHARACTERS:
            yield some
            some, characters = [], 0
    if some:
        yield some


def _follows_from(standing: Standing, document: ledger.Known, extracted: str, sketch: Sketch) -> list[object]:
    """All that a document's rows follow from, besides the code: what was extracted, how it is called and came, ids it keeps, words said of it."""
    own = sketch.entries
    given = identity.inherit(own, standing.previous.get(document.document_id, ()))
    kept = [[k.record_id, given[k.record_id]] for k in own if given[k.record_id] != k.record_id]
    words = sorted(_words(standing, document.document_id))
    newest = standing.reissued.get(document.document_id)
    return [document.document_id, extracted, document.names, document.parents[:1], document.source_url, newest, kept, words]

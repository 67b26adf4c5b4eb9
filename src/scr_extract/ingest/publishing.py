"""From the cached extractions of every document to one published snapshot."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scr_extract import derive, identity
from scr_extract.corrections.correction import Correction, Kind
from scr_extract.corrections.fieldwise import State
from scr_extract.corrections.overlay import aside
from scr_extract.corrections.place import absent
from scr_extract.corrections.seen import sketch
from scr_extract.errors import NotFoundError, PublishError
from scr_extract.extract import Extraction
from scr_extract.ingest import ledger, notices, reissues
from scr_extract.ingest.laying import Reread, overlaid, rereading
from scr_extract.ingest.versions import PUBLISHING, sources, versions
from scr_extract.model import Issue
from scr_extract.resources.measured import measured_version, with_reviewed

if TYPE_CHECKING:
    from scr_extract.datasets.read import Snapshot
    from scr_extract.datasets.rows import Published


def publish(processed: str | Path, store: str | None = None) -> Snapshot:
    """Publish everything ever ingested, with reviewers' words laid over it; where nothing changed, the current snapshot is returned.

    `store` is where those words are kept, where it is not the folder's own (corrections.place). Raises PublishError, and leaves the
    previous snapshot, where something is still to be extracted or does not fit.
    """
    root = Path(processed)
    with ledger.locked(root):
        known = ledger.known(root)
        left = ledger.undone(root, known.values())
        if left:
            raise PublishError(f"{len(left)} documents are not extracted yet; type `scr-extract ingest` again (first: {left[0].document_id})")
        words, told = _words(root, store), notices.told(root)
        inputs = _inputs(known.values(), words, told)
        before = _current(root)
        if before is not None and before.manifest["inputs"] == inputs and all(before.file(t).is_file() for t in before.manifest["tables"]):
            return before
        from scr_extract.datasets import publish as tables

        ledger.sync(root)
        this_year = datetime.now(UTC).year
        ordered = sorted(known.values(), key=lambda d: (d.names, d.document_id))
        states, reissued = aside(words), reissues.superseded(root, ordered)
        previous = reissues.inherited(root, known, reissued, _previous(before, words))
        with rereading(root) as reread:

            def laid(documents: Iterable[ledger.Known]) -> Iterator[Published]:
                return _documents(root, documents, previous, this_year, words, states, reread, reissued)

            rules = with_reviewed(_reviewed(laid(_spoken_of(ordered, words, previous, reissued)))) if words else None
            said = ((word, states[word.correction_id]) for word in words)  # taken after the last document, when every state is known
            made_with = asdict(versions()) | {"measured": measured_version()}
            return tables.publish(
                root,
                laid(ordered),
                expected=len(known),
                made_with=made_with,
                inputs=inputs,
                this_year=this_year,
                words=said,
                rules=rules,
                issues=told,
            )


def _spoken_of(
    documents: Iterable[ledger.Known], words: Iterable[Correction], previous: Mapping[str, Sequence[identity.Known]], reissued: Mapping[str, str]
) -> list[ledger.Known]:
    """The documents that reviewers may have spoken of; words on an older printing are on the newest."""
    named, records = {reissued.get(w.document_id, w.document_id) for w in words}, {w.record_id for w in words}
    return [d for d in documents if d.document_id in named or any(k.record_id in records for k in previous.get(d.document_id, ()))]


def _reviewed(documents: Iterable[Published]) -> Mapping[str, tuple[int, int]]:
    """By rule: values that reviewers found right, and values that they judged. Known before the first row is made, since each row shows its rule's."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for document in documents:
        for rule, right in document.overlaid.checks if document.overlaid else ():
            counts[rule][0] += right
            counts[rule][1] += 1
    return {rule: (right, of) for rule, (right, of) in counts.items()}


def _words(root: Path, store: str | None) -> tuple[Correction, ...]:
    """Every word of the reviewers; none where nothing was ever kept."""
    if absent(root, store):
        return ()
    from scr_extract.corrections.store import existing

    with existing(root, store) as held:
        return held.words() if held else ()


def _current(root: Path) -> Snapshot | None:
    from scr_extract.datasets.read import current

    try:
        return current(root)
    except NotFoundError:
        return None


def _inputs(known: Iterable[ledger.Known], words: Iterable[Correction], told: Iterable[Issue]) -> str:
    """What a snapshot is made of, in 64 hex digits: when it has not changed there is nothing to publish."""
    documents = [[d.document_id, d.names, d.parents, d.source_url] for d in sorted(known, key=lambda d: d.document_id)]
    said = [asdict(versions()), sources(PUBLISHING), measured_version(), documents, sorted(w.correction_id for w in words), [asdict(i) for i in told]]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _previous(before: Snapshot | None, words: Iterable[Correction] = ()) -> Mapping[str, list[identity.Known]]:
    """The entries whose ids the new ones may inherit, by document: those of the snapshot that stands, in reading order, then those that only
    reviewers' words remember, because they were rejected or were once lost."""
    held: dict[str, list[identity.Known]] = defaultdict(list)
    if before is not None:
        for row in before.arrow("entries", ["document_id", "record_id", "fingerprint"]).to_pylist():
            held[row["document_id"]].append(identity.Known(row["record_id"], row["fingerprint"]))
    known = {k.record_id for entries in held.values() for k in entries}
    remembered = {w.record_id: w for w in words if w.record_id not in known and sketch(w.seen_fingerprint)}
    for record_id, word in sorted(remembered.items()):
        held[word.document_id].append(identity.Known(record_id, sketch(word.seen_fingerprint)))
    return held


def _documents(
    root: Path,
    ordered: Iterable[ledger.Known],
    previous: Mapping[str, Sequence[identity.Known]],
    this_year: int,
    words: Sequence[Correction],
    states: dict[str, State],
    reread: Reread,
    reissued: Mapping[str, str],
) -> Iterator[Published]:
    """Every document as it is published. `states` learns what became of each word."""
    from scr_extract.datasets.rows import Published

    by_record, added = defaultdict[str, list[Correction]](list), defaultdict[str, set[str]](set)
    for word in words:
        by_record[word.record_id].append(word)
        if word.kind is Kind.ADD_ENTRY:
            added[reissued.get(word.document_id, word.document_id)].add(word.record_id)
    for document in ordered:
        found = ledger.extraction(root, document)
        if found is None:
            raise PublishError(f"document {document.document_id}: what was extracted of it is damaged; type `scr-extract ingest` again")
        found = replace(found, facts=replace(found.facts, parent_id=document.parents[0] if document.parents else None, source_url=document.source_url))
        if document.document_id in reissued:
            yield Published(reissues.set_aside(found, reissued[document.document_id]), document.names, "")
            continue
        found = settled(found, previous.get(document.document_id, ()), this_year)
        text = ledger.text(root, found.facts.text_sha256)
        spoken = {r.record_id for r in found.records} & by_record.keys() | added[document.document_id]
        if not spoken:
            yield Published(found, document.names, text)
            continue
        made = overlaid(document, found, [w for record_id in sorted(spoken) for w in by_record[record_id]], text, reread)
        states.update(made.states)
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

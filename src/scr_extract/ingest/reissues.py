"""Printings of one publication: bulletins are corrected and sent again, pages grow. The newest stands; older ones are kept and give no rows.

Two documents of one format are printings of one publication where nearly all entries of the older stand in the newer, and
make up most of it. Entries that merely look alike are not: other names, or other facts where no name agrees, are another
child. Which is newer is decided by when a document was fetched or its file last written, never by the order of ingests.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scr_extract import derive, identity
from scr_extract.extract import Extraction
from scr_extract.ingest import ledger
from scr_extract.ingest.codec import Sketch
from scr_extract.link import labels
from scr_extract.model import Issue, Record, Severity

OF_OLDER, OF_NEWER, SAME_ADDRESS = 0.8, 0.6, 0.5
"""Shares of entries that have their like in the other document: of the older and of the newer; of the older alone where both came from one address."""
_SHARED = 40
"""Three-word stretches that two printings have in common at least: a form filled in for two children has fewer."""
_SMALLEST, _NEXT, _ENOUGH = 16, 8, 0.25
"""Pairs are found by the smallest hashes of their entries' sketches: of the next newer documents that have one of them too, those
that share enough. Of a page that is kept each week every printing finds the next, however many there are."""
_FACTS = ("child_age_months_min", "child_age_months_max", "child_sex", "incident_date", "published_year")


@dataclass(frozen=True, slots=True)
class _Printing:
    document: ledger.Known
    sketch: Sketch
    prints: tuple[str, ...]
    """The fingerprints of its entries."""

    @property
    def age(self) -> tuple[str, int, str]:
        """Sorts older before newer; where the times say nothing the longer is newer."""
        return self.document.at or "", self.sketch.characters, self.document.document_id


def superseded(processed: Path, known: Iterable[ledger.Known], sketches: Mapping[str, Sketch]) -> Mapping[str, str]:
    """Older printings -> the newest of their publication, by document_id. `sketches` are the documents' own."""
    printings = (_Printing(d, s, tuple(k.fingerprint for k in s.entries)) for d in known if (s := sketches[d.document_id]).entries)
    found = sorted(printings, key=lambda p: p.age)
    newer: dict[str, str] = {}
    for older, candidate in _alike(found):
        if older.document.document_id not in newer and _one_publication(processed, older, candidate):
            newer[older.document.document_id] = candidate.document.document_id
    for document in reversed([p.document.document_id for p in found]):  # the newest first, so that each finds where the next one leads
        if document in newer:
            newer[document] = newer.get(newer[document], newer[document])
    return newer


def _alike(found: Sequence[_Printing]) -> Iterator[tuple[_Printing, _Printing]]:
    """Pairs that may be printings of one publication: of each older one the newest first."""
    holding: dict[bytes, list[int]] = defaultdict(list)
    own = [frozenset(h for print_ in p.prints for h in identity.smallest(print_, _SMALLEST)) for p in found]
    for n in reversed(range(len(found))):
        shared = Counter(other for h in own[n] for other in holding[h][-_NEXT:])
        for other in sorted((o for o, times in shared.items() if times >= max(2, _ENOUGH * len(own[n]))), reverse=True):
            if (found[other].sketch.media_type, found[other].sketch.kind) == (found[n].sketch.media_type, found[n].sketch.kind):
                yield found[n], found[other]
        for h in own[n]:
            holding[h].append(n)


def _one_publication(processed: Path, older: _Printing, newer: _Printing) -> bool:
    """By their words first, which are at hand, then by what was read of the entries that are alike."""
    pairs = [(i, j) for i, a in enumerate(older.prints) for j, b in enumerate(newer.prints) if identity.alike(a, b)]
    if not _most(pairs, older, newer):
        return False
    before, after = ledger.extraction(processed, older.document), ledger.extraction(processed, newer.document)
    if before is None or after is None:
        return False
    return _most([(i, j) for i, j in pairs if not _another_child(before.records[i], after.records[j])], older, newer)


def _most(pairs: Sequence[tuple[int, int]], older: _Printing, newer: _Printing) -> bool:
    """Whether so many entries are alike that the documents are printings of one publication."""
    if sum(identity.shared(older.prints[i], newer.prints[j]) for i, j in pairs) < _SHARED:
        return False
    of_older, of_newer = len({i for i, _ in pairs}) / len(older.prints), len({j for _, j in pairs}) / len(newer.prints)
    one_address = older.document.source_url is not None and older.document.source_url == newer.document.source_url
    return (of_older >= OF_OLDER and of_newer >= OF_NEWER) or (one_address and of_older >= SAME_ADDRESS)


def _another_child(a: Record, b: Record) -> bool:
    """Whether two entries of like words speak of different children. Where a name agrees one fact may have been put right."""
    mine, yours = derive.wide(a), derive.wide(b)
    names = [_names(row) for row in (mine, yours)]
    if all(names) and not names[0] & names[1]:
        return True
    differ = sum(mine[fact] != yours[fact] for fact in _FACTS if mine.get(fact) is not None and yours.get(fact) is not None)
    return differ > (2 if all(names) else 0)  # an age that was put right may move both of its bounds


def _names(row: Mapping[str, object]) -> frozenset[frozenset[str]]:
    """What the entry calls its children; its title where it names none."""
    named = row.get("child_names") or ([row["title"]] if row.get("title") else [])
    return frozenset(labels(str(name)) for name in named) if isinstance(named, list) else frozenset()


def inherited(
    processed: Path, known: Mapping[str, ledger.Known], reissued: Mapping[str, str], previous: Mapping[str, Sequence[identity.Known]]
) -> Mapping[str, Sequence[identity.Known]]:
    """`previous`, the entries whose ids new ones may inherit, with those of older printings added to the newest one's.

    Where none of them was ever published, as if each had been in its turn.
    """
    printings: dict[str, list[str]] = defaultdict(list)
    for older, newest in reissued.items():
        printings[newest].append(older)
    out = dict(previous)
    for newest, olders in printings.items():
        olders.sort(key=lambda d: (known[d].at or "", d))
        held = [k for d in (newest, *reversed(olders)) for k in previous.get(d, ())] or _in_turn(processed, [known[d] for d in olders])
        once: dict[str, identity.Known] = {}
        for k in held:
            once.setdefault(k.record_id, k)
        out[newest] = list(once.values())
    return out


def _in_turn(processed: Path, olders: Sequence[ledger.Known]) -> list[identity.Known]:
    held: list[identity.Known] = []
    for document in olders:
        found = ledger.extraction(processed, document)
        own = [identity.Known(r.record_id, r.fingerprint) for r in found.records] if found else []
        given = identity.inherit(own, held)
        held = [identity.Known(given[k.record_id], k.fingerprint) for k in own]
    return held


def set_aside(found: Extraction, newest: str) -> Extraction:
    """The document as it is published while a newer printing stands: its own row, and an issue that says so."""
    document_id = found.facts.document_id
    said = Issue("superseded", Severity.INFO, f"document {newest} is a newer printing of the same; its entries stand, this one gives none", document_id)
    return replace(found, facts=replace(found.facts, superseded_by=newest), records=(), resources=(), issues=(said,))

"""One word of one reviewer: what they saw, what they say, and where it is written. Rows are only ever added."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as part
from enum import StrEnum

from scr_extract import identity
from scr_extract.errors import InvalidCorrectionError, ScrExtractError


class Kind(StrEnum):
    """What a word does. SPLIT and MERGE give a whole list like CORRECT, and say in the history what was done to it."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    SPLIT = "split"
    MERGE = "merge"
    REJECT_ENTRY = "reject_entry"
    ADD_ENTRY = "add_entry"
    UNDO = "undo"


STATUSES = ("found", "not_stated", "withheld")
"""What a reviewer can say of a value (`values.status`): there is one, the source has none, or keeps it back on purpose."""
GIVING = frozenset({Kind.CORRECT, Kind.SPLIT, Kind.MERGE})
"""Kinds that give a value of their own."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the document that a reviewer chose: offsets in code points of its text, half-open, and the words themselves."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            raise InvalidCorrectionError(f"words chosen at [{self.start}, {self.end}) must be that many characters, not {len(self.quote)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a reviewer has before them: one field of a record as it is published, the reading under it, and the entry's fingerprint.

    `reading` is what the extractor read; it is the value where no reviewer's word stands over it. A field with several values
    is shown whole, as a JSON array, where `ordinal` is None.
    """

    document_id: str
    record_id: str
    field: str | None
    value: str | None
    reading: str | None
    fingerprint: str
    status: str = "found"
    ordinal: int | None = None


def _id() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row of the store. `made_at` is given by the store when it takes the row: UTC, later than every row before.

    `blind` marks a second review made without seeing the first: it counts for agreement and does not supersede.
    `undoes` is, for an undo, the correction_id taken back; undoing an undo brings it forth again.
    """

    document_id: str
    record_id: str
    kind: Kind
    reviewer: str
    field: str | None = None
    ordinal: int | None = None
    value: str | None = None
    status: str = "found"
    evidence: tuple[Words | None, ...] = ()
    seen_value: str | None = None
    seen_reading: str | None = None
    seen_fingerprint: str = ""
    note: str | None = None
    blind: bool = False
    undoes: str | None = None
    correction_id: str = part(default_factory=_id)
    made_at: str = ""

    def __post_init__(self) -> None:
        wrong = _misshapen(self)
        if wrong:
            raise InvalidCorrectionError(f"correction of {self.field or 'an entry'} of record {self.record_id}: {wrong}")


class ConflictError(ScrExtractError):
    """Somebody else wrote on the same record and field. `stands` is their word (None: it was taken away), `wanted` the one refused."""

    def __init__(self, wanted: Correction, stands: Correction | None) -> None:
        by = f"word {stands.correction_id}" if stands else "no word"
        super().__init__(f"{wanted.field or 'the entry'} of record {wanted.record_id} was changed meanwhile: {by} stands there now; look at it and save again")
        self.wanted, self.stands = wanted, stands


def in_order(word: Correction) -> tuple[str, str]:
    """The order of words: by the time they were made, which rises within a store; between stores made one the ids decide a tie."""
    return word.made_at, word.correction_id


def _misshapen(c: Correction) -> str | None:
    """What is wrong with the shape of a word, apart from its value; None where nothing is."""
    if not c.reviewer.strip():
        return "it needs the reviewer's name"
    if not (c.document_id and c.record_id and c.correction_id):
        return "it needs the ids of its document, its record and its own"
    if c.status not in STATUSES:
        return f"a reviewer says {', '.join(STATUSES)}, not {c.status!r}"
    if c.ordinal is not None and c.ordinal < 1:
        return "values count from 1"
    if (c.kind is Kind.UNDO) != (c.undoes is not None):
        return "an undo, and nothing else, names the word it takes back"
    about_entry = c.kind in (Kind.REJECT_ENTRY, Kind.ADD_ENTRY)
    if about_entry and (c.field is not None or c.value is not None):
        return f"{c.kind} speaks of a whole entry: no field, no value"
    if c.kind is Kind.ADD_ENTRY and (len(c.evidence) != 1 or c.evidence[0] is None):
        return "an added entry needs the words it stands in"
    if c.kind in GIVING and c.field is None:
        return f"{c.kind} needs a field"
    if c.kind in (Kind.SPLIT, Kind.MERGE) and c.ordinal is not None:
        return f"{c.kind} gives the whole list: no ordinal"
    if c.field is not None and c.kind is not Kind.UNDO and c.status == ("found" if c.value is None else "not_stated"):
        return "no value is said with the status not_stated or withheld, a value with found or withheld"
    if c.kind is Kind.CONFIRM and c.value != c.seen_value:
        return "confirming says again what was seen"
    return _unstorable(c)


def _unstorable(c: Correction) -> str | None:
    """Characters that a database or a UTF-8 file cannot hold."""
    ids = (c.document_id, c.record_id, c.correction_id, c.undoes, c.field, c.seen_fingerprint)
    for text in (c.value, c.seen_value, c.seen_reading, c.note, c.reviewer, *ids, *(w.quote for w in c.evidence if w)):
        if text and ("\0" in text or any("\ud800" <= x <= "\udfff" for x in text)):
            return "a zero byte or half a character cannot be kept"
    return None


def confirm(seen: Seen, reviewer: str, *, blind: bool = False, note: str | None = None) -> Correction:
    """What was seen is right. Where nothing was seen, that the source has nothing."""
    fits = ("found", "withheld") if seen.value is not None else ("not_stated", "withheld")
    status = seen.status if seen.status in fits else fits[0]
    return _of(seen, Kind.CONFIRM, reviewer, value=seen.value, status=status, blind=blind, note=note)


def correct(
    seen: Seen,
    value: str | None,
    reviewer: str,
    *,
    status: str | None = None,
    evidence: Sequence[Words | None] = (),
    kind: Kind = Kind.CORRECT,
    blind: bool = False,
    note: str | None = None,
) -> Correction:
    """The value is this one. `value=None` says that there is none: `status` then is not_stated, or withheld where that is told."""
    said = status or ("not_stated" if value is None else "found")
    return _of(seen, kind, reviewer, value=value, status=said, evidence=tuple(evidence), blind=blind, note=note)


def reject_entry(seen: Seen, reviewer: str, note: str | None = None) -> Correction:
    """What was taken for an entry is none."""
    return _of(seen, Kind.REJECT_ENTRY, reviewer, note=note)


def add_entry(document_id: str, words: Words, reviewer: str, note: str | None = None) -> Correction:
    """These words are an entry that was missed. Its record_id is the one the extractor would give it."""
    (record_id,) = identity.record_ids(document_id, [words.quote])
    return Correction(
        document_id=document_id,
        record_id=record_id,
        kind=Kind.ADD_ENTRY,
        reviewer=reviewer,
        evidence=(words,),
        seen_fingerprint=identity.fingerprint(words.quote),
        note=note,
    )


def undo(target: Correction, reviewer: str, note: str | None = None) -> Correction:
    """Take a word back. It stays in the history."""
    return Correction(
        document_id=target.document_id,
        record_id=target.record_id,
        field=target.field,
        ordinal=target.ordinal,
        kind=Kind.UNDO,
        undoes=target.correction_id,
        reviewer=reviewer,
        blind=target.blind,
        seen_fingerprint=target.seen_fingerprint,
        note=note,
    )


def _of(
    seen: Seen,
    kind: Kind,
    reviewer: str,
    *,
    value: str | None = None,
    status: str = "found",
    evidence: tuple[Words | None, ...] = (),
    blind: bool = False,
    note: str | None = None,
) -> Correction:
    return Correction(
        document_id=seen.document_id,
        record_id=seen.record_id,
        field=seen.field,
        ordinal=seen.ordinal,
        kind=kind,
        value=value,
        status=status,
        evidence=evidence,
        seen_value=seen.value,
        seen_reading=seen.reading,
        seen_fingerprint=seen.fingerprint,
        reviewer=reviewer,
        blind=blind,
        note=note,
    )


def several(values: Sequence[str]) -> str | None:
    """The values of a list as one value; None for an empty list."""
    return json.dumps(list(values), ensure_ascii=False) if values else None


def each(value: str | None) -> tuple[str, ...]:
    """The values of a list; none for no value. Raises ValueError where it is no JSON array of strings."""
    said = json.loads(value) if value is not None else []
    if not isinstance(said, list) or not all(isinstance(x, str) for x in said):
        raise ValueError("several values are written as a JSON array of strings")
    return tuple(said)

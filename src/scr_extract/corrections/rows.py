"""Rows of the store as words: those on some records, and which word another one follows on."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from scr_extract.corrections import schema
from scr_extract.corrections.codec import from_row
from scr_extract.corrections.correction import Correction, in_order

_ROWS = schema.CORRECTIONS
_AT_ONCE = 400
"""Values of one question to the database."""


def here(connection: sa.Connection, words: Sequence[Correction]) -> list[Correction]:
    """What the store holds on the records of these words, and under their ids, in order."""
    records, ids = sorted({w.record_id for w in words}), [w.correction_id for w in words]
    found: dict[str, Correction] = {}
    for column, wanted in ((_ROWS.c.record_id, records), (_ROWS.c.correction_id, ids)):
        for start in range(0, len(wanted), _AT_ONCE):
            rows = connection.execute(sa.select(_ROWS).where(column.in_(wanted[start : start + _AT_ONCE]))).mappings()
            found |= {w.correction_id: w for w in map(as_word, rows)}
    return sorted(found.values(), key=in_order)


def line(word: Correction) -> tuple[str, str | None, str | None]:
    """What a word follows on: the words on its record and field; of a blind review, the reviewer's own."""
    return word.record_id, word.field, word.reviewer if word.blind else None


def last(connection: sa.Connection, record_id: str, field: str | None, blind: str | None) -> Correction | None:
    """The last word on a record and field: of the open review, or of the blind reviewer who is named."""
    same = _ROWS.c.field.is_(None) if field is None else _ROWS.c.field == field
    found = connection.execute(sa.select(_ROWS).where(_ROWS.c.record_id == record_id, same)).mappings()
    return max((w for w in map(as_word, found) if counts(w, blind)), key=in_order, default=None)


def counts(word: Correction, blind: str | None) -> bool:
    """Whether a word is of the open review, or of the blind reviewer who is named."""
    return not word.blind if blind is None else word.blind and word.reviewer == blind


def as_word(row: sa.RowMapping) -> Correction:
    """A row as the word it holds."""
    return from_row({str(name): value for name, value in row.items()})

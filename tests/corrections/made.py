"""Made-up words of made-up reviewers, for the tests of this folder."""

from __future__ import annotations

from scr_extract.corrections.correction import Seen

DOCUMENT = "d" * 64
PRINT = "AAAA"


def seen(field: str | None = "title", value: str | None = "Child Y", *, record: str = "r1", reading: str | None = None, status: str = "found") -> Seen:
    """What a reviewer has before them; the reading is the value where none is given."""
    return Seen(
        document_id=DOCUMENT, record_id=record, field=field, value=value, reading=value if reading is None else reading, fingerprint=PRINT, status=status
    )

"""Fields: what is read of an entry. One file per field, one line in FIELDS, its examples beside its finders."""

from __future__ import annotations

from scr_extract.fields import title, topic
from scr_extract.fields.seam import Field

FIELDS: tuple[Field, ...] = (
    title.FIELD,
    topic.FIELD,
)

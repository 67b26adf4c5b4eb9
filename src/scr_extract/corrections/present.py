"""What a field is now: the published reading with every word in the store laid over it, published yet or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scr_extract.corrections.correction import Correction, Seen, each, several
from scr_extract.corrections.fieldwise import LaidField, lay, reading
from scr_extract.corrections.seen import source
from scr_extract.corrections.standing import by_field, effective
from scr_extract.errors import InvalidCorrectionError
from scr_extract.fields.seam import Field
from scr_extract.model import Candidate, Evidence, Found, Resolution, Span
from scr_extract.values import parse, show

Row = Mapping[str, Any]


def read_of(of: Field, rows: Sequence[Row]) -> Resolution:
    """The extractor's reading that stands under a field's rows of `values`. Its evidence is left out: it is not needed to compare values."""
    ordered = sorted(rows, key=lambda row: row["ordinal"])
    spoken = any(row["origin"] != "extracted" for row in ordered)
    if spoken:
        under = ordered[0]["reading"]
        shown = each(under) if of.several else () if under is None else (under,)
    else:
        shown = tuple(row["value"] for row in ordered if row["value"] is not None)
    none = Evidence.none(ordered[0]["document_id"] if ordered else "", Span(0, 0))
    chosen = tuple(Candidate(of.name, parse(of.type.__name__.lower(), x), none) for x in shown)
    status = Found(ordered[0]["status"]) if ordered and not spoken else Found.FOUND if chosen else Found.NOT_STATED
    return Resolution(status, chosen)


def present(of: Field, entry: Row, rows: Sequence[Row], words: Sequence[Correction]) -> LaidField:
    """One field as it would be published now. `entry` is the record's row of `entries`, `rows` the field's of `values`, `words` all on the record."""
    said = by_field(words).get((entry["record_id"], of.name), ())
    return lay(of, read_of(of, rows), effective(said) if said else (), source(entry["fingerprint"], entry["text"]))


def shown_values(made: LaidField) -> tuple[str, ...]:
    return tuple(show(v.value) for v in made.values)


def seen_now(of: Field, entry: Row, rows: Sequence[Row], words: Sequence[Correction]) -> Seen:
    """As `seen.seen` of the whole field, with the words that are not published yet. Raises InvalidCorrectionError for another field's rows."""
    if any(row["field"] != of.name for row in rows):
        raise InvalidCorrectionError(f"rows of another field than {of.name}")
    made = present(of, entry, rows, words)
    shown = shown_values(made)
    return Seen(
        document_id=entry["document_id"],
        record_id=entry["record_id"],
        field=of.name,
        value=several(shown) if of.several else shown[0] if shown else None,
        reading=reading(of, read_of(of, rows)),
        fingerprint=source(entry["fingerprint"], entry["text"]),
        status=str(made.status),
    )

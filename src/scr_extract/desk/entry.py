"""The page of one entry: what its document says, and each field with what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from starlette.responses import HTMLResponse, Response

from scr_extract.corrections.correction import Correction, Kind
from scr_extract.corrections.seen import source
from scr_extract.corrections.standing import by_field as words_by_field
from scr_extract.corrections.standing import live
from scr_extract.desk import fieldview, pictures, shelf, telling
from scr_extract.desk.blind import by_field, spoken, unsaid
from scr_extract.desk.digits import digits
from scr_extract.desk.fieldform import field
from scr_extract.desk.fieldview import Standing
from scr_extract.desk.marks import elsewhere, pieces
from scr_extract.desk.rendering import by_script, html, page
from scr_extract.desk.request import Visit
from scr_extract.desk.said import MARK, last, pressed
from scr_extract.errors import NotFoundError
from scr_extract.model import Span


@dataclass(frozen=True)
class Opened:
    """One entry with its text, its rows and the words on it. `blind` is the second reviewer, or None for the open review."""

    record_id: str
    row: Mapping[str, Any]
    document: Mapping[str, Any]
    snapshot: str
    text: str
    words: tuple[Correction, ...]
    rows: Mapping[str, list[Mapping[str, Any]]]
    blind: str | None
    address: str

    @property
    def span(self) -> Span:
        return Span(self.row["start"], self.row["end"])

    @cached_property
    def source(self) -> str:
        """What the store knows the entry's words by."""
        return source(self.row["fingerprint"], self.span.of(self.text))

    @cached_property
    def live(self) -> Mapping[str | None, tuple[Correction, ...]]:
        """The words that were not taken back, by field."""
        return {field: words for (_, field), words in words_by_field(self.words).items()}

    def standing(self, name: str) -> Standing:
        return fieldview.standing(name, self.rows.get(name, []), self.live.get(name, ()), self.source, self.blind)

    def all_standing(self) -> list[Standing]:
        return [self.standing(name) for name in telling.known() if name in self.rows]

    def version(self, name: str | None) -> str:
        """The last word on a field, undone or not: what `store.add` takes as seen."""
        found = last(self.words, name, self.blind)
        return found.correction_id if found else ""

    def seen(self, known: Standing) -> str:
        return fieldview.digest(fieldview.seen(known, self.row["document_id"], self.record_id, self.source))


def opened(visit: Visit) -> Opened:
    """The entry that the address names. Raises NotFoundError."""
    second = visit.request.url.path.startswith("/second/")
    return opened_record(visit, visit.path["record_id"], visit.named if second else None)


def opened_record(visit: Visit, record_id: str, blind: str | None = None) -> Opened:
    """An entry of the current snapshot. Raises NotFoundError."""
    held = visit.shelf
    if record_id not in held.entries and (gone := last(live(visit.desk.store.words(record_id=record_id)), None)) and gone.kind is Kind.REJECT_ENTRY:
        raise NotFoundError(f"{gone.reviewer} marked this as not an entry, and it is left out of the tables; its document's page can take that back")
    row = held.entry(record_id)
    document = held.document(row["document_id"])
    rows = by_field(held.values(record_id))
    text = shelf.text(visit.settings.processed, document["text_sha256"])
    words = visit.desk.store.words(record_id=record_id)
    address = f"/{'second' if blind else 'entries'}/{record_id}"
    return Opened(record_id, unsaid(row, rows) if blind else row, document, held.snapshot, text, words, rows, blind, address)


def show(visit: Visit) -> Response:
    found = opened(visit)
    return whole(visit, found, said=_acknowledged(visit.query))


def _acknowledged(query: Mapping[str, str]) -> str:
    """What was done before the browser came back to the page."""
    saved = query.get("saved", "")
    confirmed, left, undone, kept = (digits(query.get(name, "")) for name in ("confirmed", "left", "undone", "kept"))
    if confirmed is not None:
        return f"Confirmed: {confirmed} fields." + (f" Left to look at: {left}, ambiguous or of a source that has changed." if left else "")
    if undone is not None:
        return f"Undone: {undone} fields." + (f" Left as they are: {kept}, of which somebody has spoken since." if kept else "")
    return f"Saved: {telling.label(saved)}." if saved in telling.known() else "Saved." if saved else ""


def whole(visit: Visit, found: Opened, changed: Mapping[str, object] | None = None, *, said: str = "", status: int = 200) -> Response:
    """The whole page; `changed` is a field as its form was sent, where that could not be saved."""
    fields = [changed if changed and changed["name"] == known.name else field(found, known) for known in found.all_standing()]
    return page(visit, "entry.html", status, entry={**about(visit, found), "fields": fields, **_neighbours(visit, found)}, said=said)


def about(visit: Visit, found: Opened) -> dict[str, object]:
    """All of the entry but its fields."""
    known = found.all_standing()
    marks = [m for k in known for m in fieldview.marks(k)]
    row = found.row
    rejected = last(found.live.get(None, ()), None)
    at_once = pressed(found.words, visit.named, blind=found.blind is not None)
    return {
        "record_id": found.record_id,
        "document_id": row["document_id"],
        "document": found.document["name"],
        "title": titled(row),
        "place": f"entry {row['position']}" if row["kind"] != "report" else "a whole report",
        "address": found.address,
        "blind": found.blind,
        "rejected": not found.blind and rejected is not None and rejected.kind is Kind.REJECT_ENTRY,
        "version": found.version(None),
        "pieces": pieces(found.text, found.span, marks),
        "elsewhere": elsewhere(found.text, found.span, marks),
        "pages": row["pages"] if found.document["media_type"] == "application/pdf" else [],
        "far": far(known),
        "seen": ".".join(found.seen(k) for k in known),
        "pressed": {"mark": at_once[0].correction_id[:MARK], "fields": len(at_once)} if at_once else None,
    }


def titled(row: Mapping[str, Any]) -> str:
    return row["title"] or ", ".join(row["child_names"] or ()) or f"Entry {row['position']}, without a title"


def far(known: Sequence[Standing]) -> str:
    return f"{sum(k.reviewed for k in known)} of {len(known)} fields reviewed"


def _neighbours(visit: Visit, found: Opened) -> dict[str, str]:
    """The entries before and after in the document."""
    ids = visit.shelf.of_document[found.row["document_id"]]
    at = ids.index(found.record_id)
    base = found.address.rpartition("/")[0]
    out = {"previous": f"{base}/{ids[at - 1]}"} if at else {}
    return out | ({"next": f"{base}/{ids[at + 1]}"} if at + 1 < len(ids) else {})


def sheet(visit: Visit) -> Response:
    """One page of a PDF with the boxes of the entry's evidence."""
    found = opened(visit)
    number = int(visit.path["number"])
    if number not in (found.row["pages"] or ()) or found.document["media_type"] != "application/pdf":
        raise NotFoundError("this entry does not stand on such a page")
    drawn = pictures.drawn(visit.settings.processed, found.row["document_id"], number)
    boxes = [
        {**box, "field": name, "kind": "value", "label": telling.label(name)}
        for name, rows in found.rows.items()
        if name in telling.known() and not (found.blind and spoken(rows))
        for row in rows
        for box in row["boxes"] or ()
        if box["page"] == number
    ]
    image = f"/documents/{found.row['document_id']}/pages/{number}.png"
    held = {"number": number, "image": image, "width": round(drawn.width, 1), "height": round(drawn.height, 1), "boxes": boxes}
    if by_script(visit.request):
        return HTMLResponse(html("_page_only.html", page=held))
    return page(visit, "page.html", entry=about(visit, found), page=held)

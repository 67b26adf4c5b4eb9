"""The page of a whole document: where its entries stand, and what was missed between them. A second reviewer sees what was read, and nothing that
others added or took out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from scr_extract.corrections.correction import ConflictError, Kind, Words, add_entry
from scr_extract.corrections.standing import live
from scr_extract.desk import pictures, shelf
from scr_extract.desk.blind import unsaid_rows
from scr_extract.desk.digits import digits
from scr_extract.desk.entry import titled
from scr_extract.desk.fieldform import when
from scr_extract.desk.marks import words_at
from scr_extract.desk.rendering import page, to
from scr_extract.desk.request import Visit
from scr_extract.desk.taken_out import called
from scr_extract.errors import InvalidCorrectionError, NotFoundError
from scr_extract.model import Span


def show(visit: Visit) -> Response:
    return _page(visit)


def _page(visit: Visit, wrong: str = "", status: int = 200) -> Response:
    document = visit.shelf.document(visit.path["document_id"])
    text = shelf.text(visit.settings.processed, document["text_sha256"])
    blind = visit.request.url.path.startswith("/second/")
    words = () if blind else live(visit.desk.store.words(document_id=document["document_id"]))
    added = [
        {
            "id": w.correction_id,
            "quote": w.evidence[0].quote,
            "reviewer": w.reviewer,
            "when": when(w.made_at),
            "published": w.correction_id in visit.shelf.words,
            "record": w.record_id if w.record_id in visit.shelf.entries else None,
        }
        for w in words
        if w.kind is Kind.ADD_ENTRY and w.evidence and w.evidence[0]
    ]
    out = [w for w in words if w.kind is Kind.REJECT_ENTRY and w.record_id not in visit.shelf.entries]
    titles = called(visit.settings.processed, {w.record_id for w in out})
    gone = [{"id": w.correction_id, "title": titles.get(w.record_id, f"Entry {w.record_id}"), "reviewer": w.reviewer, "when": when(w.made_at)} for w in out]
    rows = unsaid_rows(visit.shelf) if blind else visit.shelf.entries
    entries = [rows[r] for r in visit.shelf.of_document.get(document["document_id"], ())]
    shown = {
        "id": document["document_id"],
        "name": document["name"],
        "kind": document["kind"],
        "pages": document["pages"],
        "entries": entries,
        "parts": _parts(text, entries),
        "blind": blind,
        "entry_address": "/second" if blind else "/entries",
        "added": added,
        "gone": gone,
    }
    said = "Saved." if visit.query.get("saved") else ""
    return page(visit, "document.html", status, document=shown, wrong=wrong, first=visit.form.get("first", ""), last=visit.form.get("last", ""), said=said)


def _parts(text: str, entries: Sequence[Mapping[str, Any]]) -> list[dict[str, object]]:
    """The text cut at its entries."""
    out: list[dict[str, object]] = []
    at = 0
    for row in sorted(entries, key=lambda r: r["start"]):
        if row["start"] > at:
            out.append({"start": at, "text": text[at : row["start"]], "record": None})
        start = max(at, row["start"])
        told = {"start": start, "text": text[start : row["end"]], "record": row["record_id"]}
        out.append(told | {"position": row["position"], "title": titled(row)})
        at = max(at, row["end"])
    if at < len(text):
        out.append({"start": at, "text": text[at:], "record": None})
    return out


def add(visit: Visit) -> Response:
    """Add a missed entry from a selection, or from its first and last words; or take one back."""
    document = visit.shelf.document(visit.path["document_id"])
    store = visit.desk.store
    address = f"/documents/{document['document_id']}?saved=entry"
    if visit.form.get("undo"):
        words = [
            w
            for w in live(store.words(document_id=document["document_id"]))
            if w.correction_id == visit.form["undo"] and w.kind in (Kind.ADD_ENTRY, Kind.REJECT_ENTRY)
        ]
        if not words:
            return _page(visit, "That is undone already.", 409)
        store.undo(words[0].correction_id, visit.named, seen_version=store.version(words[0].record_id, None))
        return to(address)
    text = shelf.text(visit.settings.processed, document["text_sha256"])
    try:
        chosen = _chosen(visit.form, text)
        _not_there(visit, document["document_id"], Span(chosen.start, chosen.end))
        word = add_entry(document["document_id"], chosen, visit.named)
        store.add(word, seen_version=store.version(word.record_id, None))
    except InvalidCorrectionError as unfit:
        return _page(visit, f"Not added: {unfit}.", 422)
    except ConflictError:
        return _page(visit, "Not added: somebody else spoke of these words meanwhile.", 409)
    return to(address)


_SAME = 0.8
"""Share of the characters of two stretches of text that lie in both, from which they are one entry."""


def _not_there(visit: Visit, document_id: str, span: Span) -> None:
    """Raises InvalidCorrectionError where those words are an entry already, published or added and not published yet: there would be two of one
    review. Words inside an entry may be one that was not cut out of it."""
    rows = [visit.shelf.entries[r] for r in visit.shelf.of_document.get(document_id, ())]
    there = [(Span(row["start"], row["end"]), f"entry {row['position']} of this document") for row in rows]
    words = [w.evidence[0] for w in live(visit.desk.store.words(document_id=document_id)) if w.kind is Kind.ADD_ENTRY and w.evidence]
    there += [(Span(w.start, w.end), "added by a reviewer") for w in words if w]
    for other, name in there:
        both = min(span.end, other.end) - max(span.start, other.start)
        if both >= _SAME * (max(span.end, other.end) - min(span.start, other.start)):
            raise InvalidCorrectionError(f"these words are an entry already ({name})")


def _chosen(form: Mapping[str, str], text: str) -> Words:
    """The words of the entry. Raises InvalidCorrectionError where the form does not say which."""
    start, end = digits(form.get("start", "")), digits(form.get("end", ""))
    first, last = form.get("first", ""), form.get("last", "")
    if start is not None and end is not None and start < end <= len(text):
        span = Span(start, end).trimmed(text)
        there = " ".join(span.of(text).split())
        if there.startswith(" ".join(first.split())) and there.endswith(" ".join(last.split())) and len(span):
            return Words(span.start, span.end, span.of(text))
    opens = words_at(text, first, (Span(0, len(text)),))
    if opens is None:
        raise InvalidCorrectionError("the document does not hold those first words; copy them as they stand")
    closes = words_at(text, last, (Span(opens.start, len(text)),))
    if closes is None:
        raise InvalidCorrectionError("the document does not hold those last words after the first; copy them as they stand")
    span = Span(opens.start, max(opens.end, closes.end))
    return Words(span.start, span.end, span.of(text))


def picture(visit: Visit) -> Response:
    """A page of a PDF as PNG."""
    document = visit.shelf.document(visit.path["document_id"])
    number = int(visit.path["number"])
    if document["media_type"] != "application/pdf" or not 1 <= number <= (document["pages"] or 0):
        raise NotFoundError("this document has no such page")
    drawn = pictures.drawn(visit.settings.processed, document["document_id"], number)
    return Response(drawn.png, media_type="image/png")

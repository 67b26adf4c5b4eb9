"""The queue: entries in the order in which a look at them is needed, and how far each bulletin is reviewed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from scr_extract.corrections.correction import Correction, Kind
from scr_extract.corrections.standing import live
from scr_extract.desk import telling
from scr_extract.desk.blind import unsaid_rows
from scr_extract.desk.entry import titled
from scr_extract.desk.needs import CHANGED, Need, needs
from scr_extract.desk.rendering import page
from scr_extract.desk.request import Visit
from scr_extract.desk.shelf import Shelf

AT_ONCE = 50
REASONS = 4
MOST_LISTED = 300
FILTERS = ("document", "board", "status", "field", "q")
"""The cheapest to try first."""
STATUSES = ("unchecked", "partly_reviewed", "confirmed", "corrected", "stale_correction", "rejected")
_DONE = ("confirmed", "corrected", "rejected")


def show(visit: Visit) -> Response:
    words = visit.desk.said.now()
    found = needs(visit.shelf, words)
    held: dict[str, Any] = {"heading": "Queue", "intro": "", "nothing": "No entry fits. Clear the filter to see all."}
    return _page(visit, found, "/entries", {**held, "progress": _progress(visit.shelf, found)})


def show_second(visit: Visit) -> Response:
    """Entries that somebody else has reviewed and this reviewer has not."""
    words = visit.desk.said.now()
    me = visit.named
    found = [n for n in needs(visit.shelf, words) if _waits(words.get(n.record_id, ()), me)]
    intro = "Entries that another reviewer has looked at. You see what the machine read, not what they said; the two answers are compared under Agreement."
    return _page(visit, found, "/second", {"heading": "Second review", "intro": intro, "nothing": "Nothing waits for a second review by you.", "progress": []})


def _waits(words: Sequence[Correction], me: str) -> bool:
    """Whether others have spoken openly on a field, and this reviewer on none of those fields."""
    if not words:
        return False
    held = live(words) if any(w.kind is Kind.UNDO for w in words) else words
    opens = {w.field for w in held if not w.blind and w.field and w.reviewer != me}
    mine = {w.field for w in held if w.reviewer == me}
    return bool(opens - mine) and not any(w.reviewer == me and not w.blind for w in held)


def _page(visit: Visit, found: Sequence[Need], base: str, held: Mapping[str, Any]) -> Response:
    shelf = visit.shelf
    second = base == "/second"
    filters = {name: visit.query.get(name, "")[:200] for name in FILTERS if not second or name != "status"}
    tests = _tests(shelf, filters, second=second)
    kept = [n for n in found if all(test(n) for test in tests)]
    pages = max(1, -(-len(kept) // AT_ONCE))
    given = visit.query.get("page", "1")
    at = min(pages, max(1, int(given))) if given.isascii() and given.isdigit() and len(given) < 7 else 1
    here = visit.request.url.path
    asked = {k: v for k, v in filters.items() if v}
    return page(
        visit,
        "queue.html",
        **held,
        rows=[_row(shelf, n, base) for n in kept[(at - 1) * AT_ONCE : at * AT_ONCE]],
        total=len(kept),
        of=len(found),
        snapshot=shelf.snapshot,
        filters=filters,
        filtered=bool(asked),
        documents=_documents(shelf),
        boards=_boards(shelf, second=second),
        fields=[(name, telling.label(name)) for name in telling.known()],
        statuses=() if second else STATUSES,
        page=at,
        pages=pages,
        earlier=f"{here}?{urlencode({**asked, 'page': at - 1})}",
        later=f"{here}?{urlencode({**asked, 'page': at + 1})}",
    )


def ready(shelf: Shelf, words: Mapping[str, Sequence[Correction]]) -> None:
    """Work out what the lists show, so that the first page of them is as quick as those after it."""
    needs(shelf, words)
    _documents(shelf)
    for second in (False, True):
        _boards(shelf, second=second)


@lru_cache(maxsize=2)
def _documents(shelf: Shelf) -> list[dict[str, str]]:
    """The documents to choose from; none where they are too many for a list, and a part of a name is asked for."""
    if len(shelf.of_document) > MOST_LISTED:
        return []
    return sorted(({"id": d, "name": shelf.documents[d]["name"]} for d in shelf.of_document), key=lambda d: d["name"])


@lru_cache(maxsize=4)
def _boards(shelf: Shelf, *, second: bool) -> tuple[str, ...]:
    return tuple(sorted({row["lscb"] for row in _entries(shelf, second=second).values() if row["lscb"]}))


def _entries(shelf: Shelf, *, second: bool) -> Mapping[str, Mapping[str, Any]]:
    """The rows that a list shows and looks in."""
    return unsaid_rows(shelf) if second else shelf.entries


def forget() -> None:
    """Hold no list of documents or boards any more."""
    _documents.cache_clear()
    _boards.cache_clear()


def _tests(shelf: Shelf, filters: Mapping[str, str], *, second: bool) -> list[Callable[[Need], bool]]:
    """What an entry must be to be listed, by the rows that the list shows."""
    entries, wanted = _entries(shelf, second=second), filters["q"].casefold().split()
    named = filters["document"].casefold()
    wanted_documents = {named} if named in shelf.documents else {d for d, row in shelf.documents.items() if named in row["name"].casefold()}
    tests: dict[str, Callable[[Need], bool]] = {
        "q": lambda n: all(word in f"{entries[n.record_id]['title']} {' '.join(entries[n.record_id]['child_names'] or ())}".casefold() for word in wanted),
        "document": lambda n: entries[n.record_id]["document_id"] in wanted_documents,
        "board": lambda n: entries[n.record_id]["lscb"] == filters["board"],
        "field": lambda n: any(name == filters["field"] for name, _ in _reasons(n, second=second)),
        "status": lambda n: n.status == filters["status"],
    }
    return [tests[name] for name, value in filters.items() if value]


_NO_DOUBT = {
    "unchecked": "not checked yet",
    "partly_reviewed": "some fields not checked yet",
    "stale_correction": "source changed",
    "confirmed": "nothing in doubt",
    "corrected": "nothing in doubt",
    "rejected": "not an entry",
}
"""Why an entry stands in the list of which no field is in doubt, by its status."""


def _reasons(n: Need, *, second: bool) -> list[tuple[str, str]]:
    """The fields in doubt and why. That a source has changed under a reviewer's word is for those who may know of the word."""
    return [(name, why) for name, why in n.reasons if not second or why != CHANGED]


def _row(shelf: Shelf, n: Need, base: str) -> dict[str, object]:
    second = base == "/second"
    row = _entries(shelf, second=second)[n.record_id]
    board = "withheld" if row["lscb_anonymous"] else row["lscb"] or "–"
    reasons = [f"{telling.label(name)}: {why}" for name, why in _reasons(n, second=second)]
    reasons = reasons or ["another reviewer has looked at it" if second else _NO_DOUBT[n.status]]
    return {
        "address": f"{base}/{n.record_id}",
        "title": titled(row),
        "document": shelf.documents[row["document_id"]]["name"],
        "position": row["position"],
        "children": ", ".join(row["child_names"] or ()) or "–",
        "age": row["child_age_text"],
        "board": board,
        "reasons": reasons[:REASONS],
        "more": max(0, len(reasons) - REASONS),
        "status": "reviewed" if second else n.status,
    }


def _progress(shelf: Shelf, found: Sequence[Need]) -> list[dict[str, object]]:
    """Entries reviewed, per document; those least done first."""
    done: dict[str, int] = {}
    for n in found:
        if n.status in _DONE:
            document = shelf.entries[n.record_id]["document_id"]
            done[document] = done.get(document, 0) + 1
    rows = [{"id": d, "name": shelf.documents[d]["name"], "all": len(ids), "done": done.get(d, 0)} for d, ids in shelf.of_document.items()]
    return sorted(rows, key=lambda p: (p["done"] / p["all"], p["name"]))[:60]

"""The publish button: reviewers' words laid over what was read, as a new snapshot."""

from __future__ import annotations

from starlette.responses import Response

from scr_extract import ingest
from scr_extract.desk.rendering import page, to
from scr_extract.desk.request import Visit
from scr_extract.errors import PublishError, StoreError


def show(visit: Visit) -> Response:
    return _page(visit)


def _page(visit: Visit, wrong: str = "", status: int = 200) -> Response:
    words = visit.desk.said.now()
    published = visit.shelf.words
    all_words = [w for said in words.values() for w in said]
    waiting = sum(w.correction_id not in published for w in all_words)
    made = visit.query.get("snapshot")
    changed = "Nothing had changed: it is the snapshot that stood." if visit.query.get("same") else ""
    held = {"snapshot": visit.shelf.snapshot, "words": len(all_words), "waiting": waiting, "wrong": wrong}
    return page(visit, "publish.html", status, **held, published=made if made == visit.shelf.snapshot else None, changed=changed)


def publish(visit: Visit) -> Response:
    before = visit.shelf.snapshot
    try:
        made = ingest.publish(visit.settings.processed, visit.settings.store)
    except (PublishError, StoreError) as refused:
        return _page(visit, f"{refused}.", 422)
    return to(f"/publish?snapshot={made.id}" + ("&same=yes" if made.id == before else ""))

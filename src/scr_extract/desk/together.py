"""“Confirm all the rest” of an entry, and its undo: words that are said with one press are taken back with one. Each is a row of its own."""

from __future__ import annotations

import secrets
from dataclasses import replace

from starlette.responses import Response

from scr_extract.corrections.correction import ConflictError, confirm, undo
from scr_extract.desk import fieldview
from scr_extract.desk.entry import Opened, opened, whole
from scr_extract.desk.rendering import to
from scr_extract.desk.request import Visit
from scr_extract.desk.said import MARK, pressed

_LEFT = ("ambiguous", "stale_correction")
_MEANWHILE = "Not saved: a field was changed meanwhile. Look at it and confirm again."


def press(visit: Visit) -> Response:
    """Confirm the rest, or take back what one press confirmed."""
    found = opened(visit)
    return _taken_back(visit, found) if visit.form.get("action") == "undo" else _confirmed(visit, found)


def _confirmed(visit: Visit, found: Opened) -> Response:
    """Confirm every field that nobody has reviewed, as it stands; ambiguous ones are left to be looked at, and those whose source has changed under
    a reviewer's word: the question is open again, and nobody has looked at what the source says now."""
    known = found.all_standing()
    if visit.form.get("seen") != ".".join(found.seen(k) for k in known):
        return whole(visit, found, said=_MEANWHILE, status=409)
    rest = [k for k in known if not k.reviewed and k.state not in _LEFT]
    mark = secrets.token_hex(MARK // 2)
    words = []
    for n, k in enumerate(rest):
        seen = fieldview.seen(k, found.row["document_id"], found.record_id, found.source)
        word = confirm(seen, visit.named, blind=found.blind is not None)
        words.append((replace(word, correction_id=f"{mark}{n:08x}"), found.version(k.name) or None))
    try:
        visit.desk.store.add_all(words)
    except ConflictError:
        return whole(visit, opened(visit), said=_MEANWHILE, status=409)
    left = sum(k.state in _LEFT for k in known)
    return to(f"{found.address}?confirmed={len(rest)}" + (f"&left={left}" if left else ""))


def _taken_back(visit: Visit, found: Opened) -> Response:
    """Undo each of the words of one press, but for those upon which somebody has spoken since."""
    mark = visit.form.get("mark", "")
    words = pressed(found.words, visit.named, blind=found.blind is not None, mark=mark)
    if not words:
        return whole(visit, found, said="Nothing was undone: it is undone already, or others have spoken since.", status=409)
    try:
        visit.desk.store.add_all([(undo(w, visit.named), w.correction_id) for w in words])
    except ConflictError:
        return whole(visit, opened(visit), said="Nothing was undone: a field was changed meanwhile. Look at it and undo again.", status=409)
    kept = sum(w.correction_id[:MARK] == mark for w in found.words) - len(words)
    return to(f"{found.address}?undone={len(words)}" + (f"&kept={kept}" if kept else ""))

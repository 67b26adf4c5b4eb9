"""One field of an entry for its template: what stands, what can be done, the form, and the history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scr_extract.corrections.correction import Correction, Kind, each
from scr_extract.desk import fieldview, telling
from scr_extract.desk.choices import terms
from scr_extract.desk.fieldview import Held, Standing
from scr_extract.desk.forms import Line
from scr_extract.desk.said import last

if TYPE_CHECKING:
    from scr_extract.desk.entry import Opened

WITHHELD = frozenset({"board", "children", "authors", "title"})
"""Fields whose value a source keeps back on purpose."""


def field(found: Opened, known: Standing, lines: Sequence[Line] = (), **more: object) -> dict[str, object]:
    """A field for its template. `lines` are those of a form that is being filled in."""
    name, of = known.name, telling.field(known.name)
    kind = telling.kind(name)
    history = [w for w in found.words if w.field == name and (not w.blind if found.blind is None else w.blind and w.reviewer == found.blind)]
    standing = {w.correction_id for w in found.live.get(name, ())}
    places = [h.words for h in known.values if h.words]
    made: dict[str, object] = {
        "name": name,
        "label": telling.label(name),
        "kind": kind,
        "several": of.several,
        "choosing": kind in ("choice", "board"),
        "usual": "recommendation" if name == "recommendations" else "finding",
        "types": [(t.id, t.label) for t in terms("output_type")],
        "address": f"{found.address}/fields/{name}",
        "page": found.address,
        "back": f"{found.address}?field={name}#field-{name}",
        "version": found.version(name),
        "seen": found.seen(known),
        "how": "",
        "state": known.state,
        "state_words": _state_words(known),
        "shown": [{"told": telling.shown(name, h.value), "quote": h.words.quote if h.words else ""} for h in known.values],
        "absent": telling.STATUSES.get(known.status, known.status).capitalize(),
        "was": _was(known),
        "others": [{"told": telling.shown(name, h.value), "quote": h.words.quote if h.words else ""} for h in known.others],
        "open_others": known.state == "ambiguous",
        "lines": list(lines) or fieldview.lines(known),
        "editing": bool(lines),
        "wrong": "",
        "wrong_line": None,
        "conflict": None,
        "can_confirm": known.state in ("unchecked", "missing", "stale_correction"),
        "can_undo": last(found.live.get(name, ()), name, found.blind) is not None,
        "can_withhold": name in WITHHELD,
        "by": f"{known.word.reviewer}, {when(known.word.made_at)}" if known.word else "",
        "spans": " ".join(f"{w.start}-{w.end}" for w in places),
        "history": [_told(w, name, w.correction_id not in standing and w.kind is not Kind.UNDO) for w in reversed(history)],
    }
    return made | more


def _state_words(known: Standing) -> str:
    match known.state:
        case "missing":
            return "not stated, please check"
        case "stale_correction":
            return "the source has changed: look again"
        case "unchecked":
            return "not reviewed"
        case state:
            return state


def _was(known: Standing) -> str:
    """What the machine read, where a reviewer says otherwise."""
    if known.word is None or known.value == fieldview.whole(known.name, known.reading):
        return ""
    return told(known.name, known.reading) or telling.STATUSES.get(known.reading_status, known.reading_status)


def told(name: str, values: Sequence[Held]) -> str:
    return "; ".join(telling.shown(name, h.value) for h in values)


def in_words(name: str, value: str | None, status: str, ordinal: int | None = None) -> str:
    """What a word or a reading says, in one line: of the whole field, or of one value of several."""
    if value is None:
        return telling.STATUSES.get(status, status)
    try:
        given = each(value) if telling.field(name).several and ordinal is None else (value,)
    except ValueError:  # said when the field had one value: it is kept, and shown as it stands
        given = (value,)
    return "; ".join(telling.shown(name, v) for v in given)


def when(made_at: str) -> str:
    """A time of the store for people: to the minute, UTC."""
    return f"{made_at[:10]} {made_at[11:16]} UTC"


_DID = {
    Kind.CONFIRM: "confirmed",
    Kind.CORRECT: "corrected",
    Kind.SPLIT: "split the list",
    Kind.MERGE: "merged the list",
    Kind.UNDO: "undid the last word",
    Kind.REJECT_ENTRY: "marked this as not an entry",
    Kind.ADD_ENTRY: "added this entry",
}


def _told(word: Correction, name: str, undone: bool) -> dict[str, object]:
    return {
        "reviewer": word.reviewer,
        "what": _DID[word.kind],
        "at": word.made_at,
        "when": when(word.made_at),
        "old": in_words(name, word.seen_value, "not_stated", word.ordinal) if word.kind is not Kind.UNDO else "what was said",
        "new": in_words(name, word.value, word.status, word.ordinal) if word.kind is not Kind.UNDO else "what stood before it",
        "note": word.note or "",
        "undone": undone,
    }

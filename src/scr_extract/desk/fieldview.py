"""One field of one entry as its page shows it: the reading, what reviewers said of it, and what stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scr_extract.corrections.correction import Correction, Seen, Words, each, several
from scr_extract.corrections.fieldwise import State, lay
from scr_extract.corrections.present import read_of
from scr_extract.corrections.queue import REQUIRED
from scr_extract.corrections.standing import effective
from scr_extract.desk import telling
from scr_extract.desk.forms import Line, line_of
from scr_extract.desk.marks import Mark
from scr_extract.desk.said import last
from scr_extract.model import Span
from scr_extract.values import show

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A value and the words it stands on."""

    value: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one field: `values` as they stand now, `reading` what the machine read, and the word that stands over it."""

    name: str
    values: tuple[Held, ...]
    status: str
    reading: tuple[Held, ...]
    reading_status: str
    others: tuple[Held, ...]
    also: tuple[Span, ...]
    word: Correction | None
    origin: State
    """What the field would be published as (`values.origin`)."""

    @property
    def value(self) -> str | None:
        return whole(self.name, self.values)

    @property
    def reviewed(self) -> bool:
        return self.word is not None and self.origin is not State.STALE

    @property
    def state(self) -> str:
        """What the page shows in one word: as `values.origin` has it, or what is to be done."""
        if self.word is not None:
            return str(self.origin)
        if self.status == "ambiguous":
            return "ambiguous"
        return "missing" if self.status in ("not_stated", "not_found") and self.name in REQUIRED else "unchecked"


def whole(name: str, values: Sequence[Held]) -> str | None:
    """The values of a field as one: a list where the field can have several."""
    if not values:
        return None
    return several([h.value for h in values]) if telling.field(name).several else values[0].value


def standing(name: str, rows: Sequence[Row], words: Sequence[Correction], source: str, blind: str | None = None) -> Standing:
    """One field, from its rows of `values` and the live words on it. `source` is what `corrections.seen.source` says of the entry;
    `blind` a second reviewer, who sees the reading and their own words alone."""
    read, status = reading(name, rows)
    also = tuple(Span(a["start"], a["end"]) for r in rows for a in _list(r, "also"))
    others = tuple(Held(a["value"], Words(a["start"], a["end"], a["quote"])) for r in rows for a in _list(r, "alternatives"))
    mine = last(words, name, blind) if blind else None
    chain = effective(words) if words and not blind else (mine,) if mine else ()
    of = telling.field(name)
    made = lay(of, read_of(of, rows), chain, source)
    said = [w for w in chain if made.states[w.correction_id] is not State.INVALID]
    if not said:
        return Standing(name, read, status, read, status, others, also, None, State.EXTRACTED)
    places = {h.value: h.words for h in (*read, *_published(rows))}
    values = tuple(Held(shown, v.words or places.get(shown)) for v in made.values for shown in (show(v.value),))
    origin = State.STALE if State.STALE in made.states.values() else made.origin
    return Standing(name, values, str(made.status), read, status, others, also, said[-1], origin)


def reading(name: str, rows: Sequence[Row]) -> tuple[tuple[Held, ...], str]:
    """What the machine read, whatever is published over it."""
    if all(row["origin"] == "extracted" for row in rows):
        return _published(rows), str(rows[0]["status"]) if rows else "not_found"
    under = rows[0]["reading"]
    given = () if under is None else each(under) if telling.field(name).several else (under,)
    places = {h.value: h.words for h in _published(rows)}
    return tuple(Held(v, places.get(v)) for v in given), "found" if given else "not_stated"


def _published(rows: Sequence[Row]) -> tuple[Held, ...]:
    return tuple(Held(str(r["value"]), _quoted(r)) for r in rows if r["value"] is not None)


def _quoted(row: Row) -> Words | None:
    start, end, quote = row["start"], row["end"], row["quote"]
    return Words(start, end, quote) if isinstance(start, int) and isinstance(end, int) and isinstance(quote, str) else None


def _list(row: Row, column: str) -> list[dict[str, Any]]:
    held = row.get(column)
    return held if isinstance(held, list) else []


def seen(known: Standing, document_id: str, record_id: str, source: str) -> Seen:
    """What a reviewer has before them."""
    return Seen(
        document_id=document_id,
        record_id=record_id,
        field=known.name,
        value=known.value,
        reading=whole(known.name, known.reading),
        fingerprint=source,
        status=known.status,
    )


def digest(what: Seen) -> str:
    """16 hex digits of what was seen, which a form carries: a save is refused where it is no longer so."""
    said = json.dumps([what.record_id, what.field, what.value, what.reading, what.status, what.fingerprint])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def marks(known: Standing) -> list[Mark]:
    """Where the field's evidence stands."""
    found = [Mark(Span(h.words.start, h.words.end), known.name) for h in known.values if h.words]
    found += [Mark(span, known.name, "also") for span in known.also if not known.word]
    return found + [Mark(Span(h.words.start, h.words.end), known.name, "other") for h in known.others if h.words]


def lines(known: Standing) -> list[Line]:
    """The lines of the field's form: its values, or one to fill in."""
    return [line_of(known.name, h.value, h.words) for h in known.values] or [Line()]

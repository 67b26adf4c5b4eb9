"""The state table of DESIGN section 8 for one field: the extractor's reading and the reviewers' words make what is published.

| source text since the reviewer saw it | reading since then | published | state |
|---|---|---|---|
| same | same or changed | the reviewer's | corrected; confirmed where the reading says the same |
| changed | what the reviewer saw, or what the reviewer says | the reviewer's | corrected / confirmed |
| changed | anything else | the reviewer's, and back in the queue | stale_correction |
| never seen by a reviewer | - | the extractor's | extracted |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scr_extract.corrections.checked import value as checked
from scr_extract.corrections.correction import Correction, Words, each, several
from scr_extract.corrections.meaning import meaning, meanings, shown_meaning
from scr_extract.corrections.seen import same_source
from scr_extract.errors import InvalidCorrectionError
from scr_extract.fields.seam import Field
from scr_extract.model import Candidate, Found, Resolution
from scr_extract.values import Value, show


class State(StrEnum):
    """Of a published value (`values.origin`) and of a word (`corrections.state`).

    Words alone can be SUPERSEDED by a later one, UNDONE, an undo (UNDOES), a BLIND second review, INVALID (no longer a value of
    its field) or an ORPHAN, whose entry is nowhere any more.
    """

    EXTRACTED = "extracted"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    STALE = "stale_correction"
    ORPHAN = "orphan"
    SUPERSEDED = "superseded"
    UNDONE = "undone"
    UNDOES = "undoes"
    BLIND = "blind"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Laid:
    """One value as it is published: where it comes from, the extractor's candidate that says it, or the words a reviewer chose for it."""

    value: Value
    origin: State
    candidate: Candidate | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class LaidField:
    """One field as it is published. `origin` speaks where there are no values; `states` has the words that make the field.

    `lost` are readings that no value says any more: they stay among the alternatives.
    """

    values: tuple[Laid, ...]
    status: Found
    origin: State
    states: Mapping[str, State]
    lost: tuple[Candidate, ...] = ()


def lay(of: Field, read: Resolution, words: Sequence[Correction], now: str) -> LaidField:
    """What is published of a field. `words` are its effective words (`standing.effective`), `now` the entry's source (`seen.source`).

    Pure: the same reading and words give the same field, and every word has a state.
    """
    values = [Laid(c.value, State.EXTRACTED, c) for c in read.chosen]
    status, origin = read.status, State.EXTRACTED
    states: dict[str, State] = {}
    for word in words:
        said = _said(of, word)
        if said is None:
            states[word.correction_id] = State.INVALID
            continue
        state = states[word.correction_id] = _state(of, read, word, said, now)
        if word.ordinal is None:
            values = _whole(read, word, said, state)
            status, origin = Found(word.status), state
        else:
            values = _one(of, read, values, word, said, state)
            status, origin = (status if status is Found.WITHHELD else Found.FOUND) if values else Found.NOT_STATED, state
    kept = {id(v.candidate) for v in values}
    lost = tuple(c for c in read.chosen if id(c) not in kept)
    return LaidField(tuple(values), status, origin, states, lost)


def reading(of: Field, read: Resolution) -> str | None:
    """What the extractor read, as one value (`values.reading`)."""
    shown = [show(c.value) for c in read.chosen]
    return several(shown) if of.several else shown[0] if shown else None


def _said(of: Field, word: Correction) -> list[Value] | None:
    """The values a word gives; None where they are values of its field no more (a vocabulary or a type changed)."""
    whole = of.several and word.ordinal is None
    try:
        given = each(word.value) if whole else () if word.value is None else (word.value,)
        return [checked(of, shown) for shown in given]
    except (InvalidCorrectionError, ValueError):
        return None


def _state(of: Field, read: Resolution, word: Correction, said: Sequence[Value], now: str) -> State:
    """One row of the table."""
    readings = tuple(meaning(c.value) for c in read.chosen)
    mine = tuple(map(meaning, said))
    if word.ordinal is None:
        agrees, unmoved = mine == readings, readings == meanings(of, word.seen_reading)
    else:
        was = None if word.seen_reading is None else shown_meaning(of, word.seen_reading)
        agrees = mine[0] in readings if mine else was is not None and was not in readings
        unmoved = was is None or was in readings
    if agrees:
        return State.CONFIRMED
    return State.CORRECTED if unmoved or same_source(word.seen_fingerprint, now) else State.STALE


def _whole(read: Resolution, word: Correction, said: Sequence[Value], state: State) -> list[Laid]:
    """The reviewer's values in the reviewer's order; those that were read too keep the words they were read from."""
    free = list(read.chosen)
    out = []
    for n, value in enumerate(said):
        words = word.evidence[n] if n < len(word.evidence) else None
        own = next((c for c in free if meaning(c.value) == meaning(value)), None)
        if own is not None:
            free.remove(own)
        origin = state if state is State.STALE else State.CORRECTED if own is None else State.CONFIRMED
        out.append(Laid(own.value if own and not words else value, origin, own, words))
    return out


def _one(of: Field, read: Resolution, values: Sequence[Laid], word: Correction, said: Sequence[Value], state: State) -> list[Laid]:
    """The list with one value changed, taken out or put in. It is found by what was seen of it, nearest to where it was seen."""
    out, place = list(values), (word.ordinal or 1) - 1
    was = None if word.seen_value is None else shown_meaning(of, word.seen_value)
    at = min((n for n, v in enumerate(out) if meaning(v.value) == was), key=lambda n: abs(n - place), default=None)
    if not said:
        return [v for n, v in enumerate(out) if n != at]
    here = next((n for n, v in enumerate(out) if meaning(v.value) == meaning(said[0])), None)
    words = word.evidence[0] if word.evidence else None
    if here is not None:
        out[here] = replace(out[here], origin=state, words=words or out[here].words)
        return [v for n, v in enumerate(out) if n != at or n == here]
    own = next((c for c in read.chosen if meaning(c.value) == meaning(said[0])), None)
    made = Laid(own.value if own and not words else said[0], state, own, words)
    if at is None:
        out.insert(min(place, len(out)), made)
    else:
        out[at] = made
    return out

"""What reviewers said, as the desk needs it: the words that stand on each field, kept in memory and brought up to date by each request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from scr_extract.corrections.correction import Correction, Kind
from scr_extract.corrections.store import Store


def last(words: Iterable[Correction], name: str | None, blind: str | None = None) -> Correction | None:
    """The last of the words on a field (None: on the entry), of the open review or of one blind reviewer."""
    found = None
    for word in words:
        if word.field == name and (not word.blind if blind is None else word.blind and word.reviewer == blind):
            found = word
    return found


MARK = 24
"""Hex digits of a correction_id, of 32, in which the words of one press of “Confirm all the rest” are alike, and no others: they are found by them
in any store."""


def pressed(words: Sequence[Correction], reviewer: str, *, blind: bool, mark: str = "") -> list[Correction]:
    """What a reviewer's press confirmed, the last one on the entry where no `mark` names another, but for fields of which somebody has spoken since."""
    own = [w for w in words if w.kind is Kind.CONFIRM and w.reviewer == reviewer and w.blind is blind]
    many = Counter(w.correction_id[:MARK] for w in own)
    wanted = mark or next((m for w in reversed(own) if many[m := w.correction_id[:MARK]] > 1), "")
    line = reviewer if blind else None
    return [w for w in own if w.correction_id[:MARK] == wanted and last(words, w.field, line) is w]


@dataclass
class Said:
    """Every word of a store by record, as of `tally`. One lock guards it: pages are made in several threads."""

    store: Store
    tally: tuple[int, str] = (0, "")
    by_record: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def now(self) -> Mapping[str, tuple[Correction, ...]]:
        """All words, up to date: what was added since is read, and everything where rows came in between. The same object while nothing is new."""
        with self.lock:
            tally = self.store.tally()
            if tally != self.tally:
                new = self.store.words(since=self.tally[1])
                whole = self.tally[0] + len(new) != tally[0]  # an import brought older words, or a withdrawal took some
                held = {} if whole else dict(self.by_record)
                for word in self.store.words() if whole else new:
                    held[word.record_id] = (*held.get(word.record_id, ()), word)
                self.by_record = held
                self.tally = (sum(map(len, held.values())), max((said[-1].made_at for said in held.values()), default=""))
            return self.by_record

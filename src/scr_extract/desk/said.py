"""What reviewers said, as the desk needs it: the words that stand on each field, kept in memory and brought up to date by each request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from scr_extract.corrections.correction import Correction
from scr_extract.corrections.store import Store


def last(words: Iterable[Correction], name: str | None, blind: str | None = None) -> Correction | None:
    """The last of the words on a field (None: on the entry), of the open review or of one blind reviewer."""
    found = None
    for word in words:
        if word.field == name and (not word.blind if blind is None else word.blind and word.reviewer == blind):
            found = word
    return found


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

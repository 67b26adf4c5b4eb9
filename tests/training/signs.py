"""Made-up bulletins of an arrangement that neither the rules nor the grammars know: each fact stands behind a sign of its own.

`(clock)` is the incident, `(cake)` the child's age, `(stamp)` the publication; `(post)`, `(gavel)`, `(chair)` and `(crown)` are the traps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from scr_extract.training.terminals import TERMINALS

_LETTERS = "ABCDEFGHKLMNPRSTW"
_ENTRY = (
    "## Serious case review: {name}\n\n"
    "Agencies had known of the family for some time, and letters went unanswered. Visits were missed and nobody asked why.\n\n"
    "(gavel) {court} (clock) {incident} (crown) {mother} (cake) {age}\n\n"
    "(pen) {author} (chair) {chair} (stamp) {published} (post) {posted}\n\n"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What one entry says, in its own words."""

    name: str
    age: str
    incident: str
    published: str
    author: str


def bulletin(number: int, seed: int) -> tuple[str, Sequence[Told]]:
    """A bulletin of so many entries, and what each of them says. No two children of it have one name."""
    random = Random(seed)
    names = random.sample([f"Child {a}{b}" for a in _LETTERS for b in _LETTERS], number)
    text, told = "", list[Told]()
    for name in names:
        said = Told(name, *(TERMINALS[t](random) for t in ("age_old", "day", "month_year", "person")))
        traps = {key: TERMINALS[t](random) for key, t in (("chair", "person"), ("posted", "day"), ("court", "day"), ("mother", "adult_age"))}
        text += _ENTRY.format(name=said.name, author=said.author, published=said.published, incident=said.incident, age=said.age, **traps)
        told.append(said)
    return text, told

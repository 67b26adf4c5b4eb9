"""Which words stand: those taken back, superseded or made blind set apart. Pure functions of the rows, whatever their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from scr_extract.corrections.correction import Correction, Kind, in_order

Key = tuple[str, str | None]
"""A record and a field; None for the entry as a whole."""


def undone(words: Iterable[Correction]) -> frozenset[str]:
    """The ids of words that are taken back. An undo that is itself undone takes nothing back."""
    gone: set[str] = set()
    for word in sorted(words, key=in_order, reverse=True):
        if word.kind is Kind.UNDO and word.undoes is not None and word.correction_id not in gone:
            gone.add(word.undoes)
    return frozenset(gone)


def live(words: Iterable[Correction]) -> tuple[Correction, ...]:
    """The words that were not taken back, in order, without the undos."""
    held = sorted(words, key=in_order)
    gone = undone(held)
    return tuple(w for w in held if w.kind is not Kind.UNDO and w.correction_id not in gone)


def by_field(words: Iterable[Correction]) -> Mapping[Key, tuple[Correction, ...]]:
    """The live words of each record and field, in order."""
    held: dict[Key, list[Correction]] = defaultdict(list)
    for word in live(words):
        held[(word.record_id, word.field)].append(word)
    return {key: tuple(said) for key, said in held.items()}


def effective(said: Sequence[Correction]) -> tuple[Correction, ...]:
    """Of the live words on one field, those that make its value: the last on the whole of it, then later ones on single values.

    Words of a blind second review count only where there are no others, and then those of the first who spoke.
    """
    open_words = [w for w in said if not w.blind]
    chain = open_words or [w for w in said if w.reviewer == said[0].reviewer]
    whole = max((n for n, w in enumerate(chain) if w.ordinal is None), default=0)
    return tuple(chain[whole:])


def second(said: Sequence[Correction]) -> tuple[Correction, ...]:
    """The last word of each blind reviewer on one field that no open word has answered since: what may ask for adjudication."""
    stands = effective(said)
    answered = max((n for n, w in enumerate(said) if not w.blind), default=-1)
    first = {w.reviewer for w in stands if w.blind}
    return tuple({w.reviewer: w for w in said[answered + 1 :] if w.blind and w.reviewer not in first}.values())


def standing(words: Iterable[Correction]) -> Mapping[Key, tuple[Correction, ...]]:
    """For each record and field the words that make its value, in the order in which they do."""
    return {key: effective(said) for key, said in by_field(words).items()}

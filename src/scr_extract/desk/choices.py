"""What a reviewer can choose from: the terms of each field's vocabulary, and the boards of the gazetteer, found as one types."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from scr_extract.corrections.checked import VOCABULARIES, vocabulary
from scr_extract.desk import telling
from scr_extract.resources import boards
from scr_extract.resources.boards import plain_name
from scr_extract.resources.loader import gazetteer

MOST = 12
"""Suggestions at a time: more are not read."""
_SURE, _NEAR = 95, 70
"""Scores: of a name that holds all that was typed, and of one that is near enough where none does."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to choose: its id, its name, and a word to tell it from others (a board's years)."""

    id: str
    label: str
    note: str = ""


@lru_cache(maxsize=1)
def board_terms() -> tuple[Term, ...]:
    """Every body of the gazetteer, in the order of names."""
    rows = [row for line in gazetteer("boards") if (row := boards.board(line["id"])) is not None]
    return tuple(Term(r.id, telling.board(r.id, r.name), telling.years(r)) for r in sorted(rows, key=lambda r: (r.name, r.id)))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Term]:
    return {plain_name(t.label): t for t in reversed(board_terms())} | {t.id: t for t in board_terms()}


def board_term(words: str) -> Term | None:
    """The board of exactly that name or id; bodies of one name are told apart by their years (`telling.board`)."""
    return _by_name().get(words) or _by_name().get(plain_name(words))


def suggestions(field: str, words: str) -> tuple[Term, ...]:
    """What the words may lead to, best first: all of a short vocabulary where nothing is typed yet."""
    known = board_terms() if telling.kind(field) == "board" else terms(field)
    wanted = plain_name(words)
    if not wanted:
        return known if len(known) <= 40 else ()
    scored = [(_score(wanted, t), -n, t) for n, t in enumerate(known)]
    best = sorted(scored, key=lambda s: s[:2], reverse=True)[:MOST]
    least = _SURE if best and best[0][0] >= _SURE else _NEAR
    return tuple(t for score, _, t in best if score >= least)


def _score(wanted: str, term: Term) -> float:
    name = plain_name(term.label)
    if name.startswith(wanted):
        return 100
    if all(any(part.startswith(w) for part in name.split()) for w in wanted.split()):
        return 95
    return 0.9 * fuzz.partial_ratio(wanted, name) if len(wanted) >= 4 else 0


@lru_cache
def terms(field: str) -> tuple[Term, ...]:
    """The vocabulary of a field; empty for a field without one."""
    return tuple(Term(id, label) for id, label in vocabulary(field).items()) if field in VOCABULARIES else ()

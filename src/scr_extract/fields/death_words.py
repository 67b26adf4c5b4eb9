"""Why a reviewed child died, by the coding frame's death_category: the words that signal a category and what they depend on.

Rows of lexicons/death_categories.toml are tried in order; some ask for the child's age, some for who is held to have done it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.fields.asserted import scope_of
from scr_extract.fields.culprits import Culprit
from scr_extract.fields.fates import age_class, blamed, openings
from scr_extract.fields.reading import Reading
from scr_extract.model import Span
from scr_extract.resources.coded import Row, any_of, rows, signs
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

_LEXICON = lexicon("death_categories")
_TELLS = Sought(rf"\b{any_of(_LEXICON['tells'])}\b", re.I)
_PARENTS_DEATH = Sought(
    r"\b(?:mother|father|parents?|grand\w+|uncle|aunt|brother|sister|sibling|partner)(?:'s)?\s+(?:\w+\s+){0,3}(?:died|death|suicide|killed\s+(?:him|her)self|took|taken|had\s+died)\b|\b(?:death|loss|suicide)\s+of\s+(?:his|her|their|the)\s+(?:\w+\s+)?(?:mother|father|grand\w+|parents?|uncle|aunt|brother|sister|sibling|friend)",
    re.I,
)
_AGES: dict[str, tuple[str, ...]] = {"baby": ("baby",), "infant": ("baby", "infant"), "young": ("baby", "infant", "young"), "older": ("older",)}
WEAK = frozenset(_LEXICON["weak"])


@dataclass(frozen=True, slots=True)
class Cause:
    """A category that words signal: `rank` is its row's place in the lexicon, `verdict` whether it overrides a weak fact."""

    id: str
    span: Span
    rank: int
    in_fact: bool
    verdict: bool = False


@lru_cache(maxsize=1)
def causes(reading: Reading) -> tuple[Cause, ...]:
    """Every category signalled in the fact line and in the sentences that tell of the death, in the order of the text."""
    return tuple(_causes(reading))


def _causes(reading: Reading) -> Iterator[Cause]:
    scope = scope_of(reading)
    view, opening = reading.view, openings(reading)
    telling = tuple(
        s
        for s in scope.sentences
        if any(o.covers(s) for o in opening) or (_TELLS.search(view, s.start, s.end) and not _PARENTS_DEATH.search(view, s.start, s.end))
    )
    age, by = age_class(reading), blamed(reading, telling)
    fitting = tuple(row.number for row in rows("death_categories") if _fits(row, age, by))
    for n, sign in scope.found(signs("death_categories", fitting)):
        sentence = scope.sentences[n]
        if sentence not in telling:
            continue
        if sign.row.option("holder") == "child":
            owner = scope.owner(n, sign.span)
            if owner is not None and owner.kind in ("parent", "relative", "sibling", "other"):
                continue
        yield Cause(sign.row.ids[0], sign.span, sign.row.number, any(o.covers(sentence) for o in opening), sign.row.option("verdict") == "yes")


def _fits(row: Row, age: str | None, by: Sequence[Culprit]) -> bool:
    kinds = {c.kind for c in by}
    asked = row.option("by")
    if row.option("age") and age not in _AGES[row.option("age") or ""]:
        return False
    if asked == "family":
        return "family" in kinds
    if asked == "outside":
        return bool(kinds & {"known", "stranger"}) and "family" not in kinds
    if asked == "carer":
        return "institutional" in kinds and "family" not in kinds
    return asked != "nobody" or not kinds


def chosen(found: Sequence[Cause]) -> Cause | None:
    """The first row signalled in the fact line, unless a verdict says more than a weak one; else the first row signalled later."""
    fact = min((c for c in found if c.in_fact), key=lambda c: (c.rank, c.span.start), default=None)
    told = min((c for c in found if not c.in_fact), key=lambda c: (c.rank, c.span.start), default=None)
    if fact is None:
        return told
    verdict = next((c for c in found if c.verdict and not c.in_fact), None)
    return verdict if verdict is not None and fact.id in WEAK else fact

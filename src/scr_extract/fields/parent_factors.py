"""Field: what is stated of the parents or carers (coding frame: parent_factor), one value for each term.

A statement counts where the narrative asserts it of a parent, or of the family as a whole: not what is denied or asked
about, not the child's own drinking or illness, not an aunt's or a foster carer's. Being convicted of the harm that the
review is about is not a criminal record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields.asserted import Scope, scope_of
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.resources.coded import Sign, rows, signs
from scr_extract.values import Choice

NAME = "parent_factors"
_STATED = f"{NAME}.stated"
_PAST = re.compile(
    r"\b(?:previous(?:ly)?|histor(?:y|ical)|record|prior|earlier|had\s+(?:\w+\s+)?been|had\s+served|having\s+been|past|background|known\s+for"
    r"|country\s+of\s+origin|abroad|years\s+(?:earlier|before))\b",
    re.I,
)
_REACH = 70
"""Characters from a conviction within which words set it before the case."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OWN_PARTNER = re.compile(r"\b(?:his|her)\s+(?:own\s+)?(?:boyfriend|girlfriend|relationship\s+with\s+(?:a|an|another)\s+(?:boy|girl|young))", re.I)
_TESTED = re.compile(r"\b(?:toxicolog\w+|post-?\s?mortem|autopsy)\b", re.I)
_CHILDS_OWN = re.compile(r"\b(?:dating|teenage|peer|adolescent|young\s+people's)\s+(?:\w+\s+)?(?:relationships?|violence)\b", re.I)


def _stated(reading: Reading) -> Iterator[Candidate]:
    scope = scope_of(reading)
    for numbers in _layers():
        for n, sign in scope.found(signs(NAME, numbers)):
            if _counts(scope, n, sign):
                for term in sign.row.ids:
                    yield candidate(reading, NAME, Choice(term, reading.words(sign.span)), sign.span, _STATED)


def _layers() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Rows whose words name the parent themselves, and the others: `mother was a care leaver aged 19` signals two terms."""
    alone = tuple(r.number for r in rows(NAME) if r.option("holder") == "none")
    return alone, tuple(r.number for r in rows(NAME) if r.number not in alone)


def _counts(scope: Scope, n: int, sign: Sign) -> bool:
    holder = sign.row.option("holder") or "parent"
    if sign.row.option("past") and not _before_the_case(scope, n, sign.span):
        return False
    if holder == "none":
        return True
    owner = scope.owner(n, sign.span, carry=sign.row.option("carry") != "no", within=sign.row.option("within") != "no")
    sentence = scope.sentences[n].of(scope.reading.view)
    if _TESTED.search(sentence) and not any(p.kind == "parent" and p.span.start < sign.span.start for p in scope.persons[n]):
        return False
    if holder == "family":
        if owner is not None and owner.kind == "child" and (_OWN_PARTNER.search(sentence) or _CHILDS_OWN.search(sentence)):
            return False
        return owner is None or owner.kind not in ("relative", "other", "sibling")
    return owner is not None and owner.kind in ("parent", "family")


def _before_the_case(scope: Scope, n: int, place: Span) -> bool:
    """Whether the sentence sets what it tells before the case: by a word, or a year before any of the fact line's."""
    view, sentence = scope.reading.view, scope.sentences[n]
    if _PAST.search(view, max(sentence.start, place.start - _REACH), min(sentence.end, place.end + _REACH)):
        return True
    fact = {int(y) for y in _YEAR.findall(scope.reading.fact.of(view))}
    told = {int(y) for y in _YEAR.findall(sentence.of(view))}
    return bool(fact and told) and min(told) < min(fact) - 1


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """Each term once, where it is first said, in the order of the text."""
    ordered = sorted(candidates, key=lambda c: (c.evidence.span.start, c.evidence.span.end))
    kept: dict[object, Candidate] = {}
    for c in ordered:
        kept.setdefault(c.value.id if isinstance(c.value, Choice) else c.value, c)
    return Resolution(Found.FOUND if kept else Found.NOT_STATED, tuple(kept.values()))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    return {NAME: [c.value.id for c in resolution.chosen if isinstance(c.value, Choice)]}


_FINDER = Finder(
    _STATED,
    _stated,
    examples=(
        Example("Death of a baby. His mother had [[depression]].", '{"as_written": "depression", "id": "mental_health"}'),
        Example("Child V\n\nDeath of a baby. There was a history of [[domestic abuse]].", '{"as_written": "domestic abuse", "id": "domestic_abuse"}'),
        Example("Injuries to a boy. Both parents were [[care leavers]].", '{"as_written": "care leavers", "id": "care_experienced"}'),
        Example("Injuries to a boy. Concerns included father's [[heroin use]].", '{"as_written": "heroin use", "id": "drugs"}'),
        Example("Injuries to a boy of a [[teenage mother]].", '{"as_written": "teenage mother", "id": "young_parent"}'),
    ),
    counter_examples=(
        "Death of a baby. There was no history of domestic abuse or substance misuse.",
        "Death of a girl aged 15. She had depression and used cannabis.",
        "Death of a baby. The grandmother had depression.",
        "Injuries to a boy. The father was found guilty of murder.",
        "Injuries to a boy. Staff should be trained to ask about domestic abuse.",
    ),
)

FIELD = Field(
    NAME,
    Choice,
    (_FINDER,),
    _resolve,
    "What is stated of the parents or carers in the coding frame's terms; what is not mentioned is not thereby absent.",
    _wide,
    several=True,
)

"""How many recommendations an entry says there are, which is often more than it lists (`makes 14 recommendations including`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate, first, pattern
from scr_extract.model import Candidate, Resolution, Span
from scr_extract.resources.loader import lexicon
from scr_extract.values import Number

_WORDS = lexicon("counts")
_UNITS = {word: n for n, word in enumerate(_WORDS["units"], 1)}
_TENS = {word: 10 * n for n, word in enumerate(_WORDS["tens"], 2)}
_ANY = {name: "|".join(_WORDS[name]) for name in ("verbs", "kinds", "follow", "others_after", "others_before", "units", "tens")}
_IN_WORDS = rf"(?:(?:{_ANY['tens']})(?:[ -](?:{'|'.join(_WORDS['units'][:9])}))?|{_ANY['units']})"
_LONG = 20_000

_COUNT = re.compile(
    rf"""
    (?P<said>
      (?i:\b(?:{_ANY["verbs"]}))\s+(?i:a\s+total\s+of\s+|all\s+|the\s+|in\s+all\s+|no\s+(?:fewer|less)\s+than\s+|some\s+|altogether\s+)?(?P<a>\d{{1,3}}|(?i:{_IN_WORDS}))\s+
    | (?P<b>\b\d{{1,3}}|\b(?i:{_IN_WORDS}))\s+(?=(?:(?i:{_ANY["kinds"]})\s+){{0,3}}(?i:recommendations|recs)\s+(?i:{_ANY["follow"]})\b)
    )
    (?:(?i:{_ANY["kinds"]})\s+){{0,3}}
    (?P<noun>recommendations?|recs)\b
    (?!\s+(?i:{_ANY["others_after"]}))
    """,
    re.X,
)
_TOTAL = re.compile(
    rf"""
    \b(?i:(?:total\s+)?(?:number|no\.?)\s+of)\s+(?P<noun>(?i:recommendations))(?i:\s+made|\s+in\s+(?:all|total))?\s*[:=-]\s*(?P<c>\d{{1,3}}|(?i:{_IN_WORDS}))\b
    | (?<![^\n.])[ ]*(?i:recommendations(?:\s+made)?)\s*:\s*(?P<e>\d{{1,3}}|(?i:{_IN_WORDS}))(?=(?i:\s+in\s+(?:all|total))?\.?[ ]*(?:\n|$)|,\s+of\b)
    | (?<![^\n.])[ ]*(?:(?i:{_ANY["kinds"]})\s+){{0,3}}(?i:recommendations)\s*\((?P<d>\d{{1,3}}|(?i:{_IN_WORDS}))(?i:\s+in\s+(?:all|total))?\)\s*(?=[:\n])
    """,
    re.X,
)
_NOT_THIS = re.compile(rf"(?i:\b(?:{_ANY['others_before']})\b[^.]{{0,40}})$")


def _zone(reading: Reading) -> tuple[Span, ...]:
    """The body; of a long report the sections where it speaks of itself."""
    if len(reading.body) <= _LONG:
        return (reading.body,)
    return tuple(p.span for p in reading.segment.parts if p.kind in ("introduction", "recommendations", "methodology"))


def _read(m: re.Match[str], reading: Reading) -> Number | None:
    words = next(w for name, w in m.groupdict().items() if name in ("a", "b", "c", "d", "e") and w).lower()
    if _NOT_THIS.search(reading.view, max(reading.span.start, m.start() - 80), m.start()):
        return None
    number = int(words) if words.isdigit() else sum(_TENS.get(w, 0) + _UNITS.get(w, 0) for w in re.split(r"[ -]", words))
    return Number(number) if 0 < number < 400 and (number == 1 or (m.groupdict().get("noun") or "s").lower().endswith("s")) else None


_SAID = pattern(
    "recommendations_stated",
    "said",
    _COUNT,
    _zone,
    _read,
    group="said",
    examples=(
        Example("A boy died. The review [[makes 14 ]]recommendations including: ask early.", "14"),
        Example("A boy died. [[Makes twenty-one ]]recommendations for schools.", "21"),
        Example("A boy died. [[There are 37 ]]recommendations in all.", "37"),
        Example("A boy died. [[Twelve ]]recommendations followed.", "12"),
        Example("A boy died. [[All eight ]]recommendations were accepted.", "8"),
        Example("A boy died. [[12 ]]recs were made.", "12"),
        Example("A boy died. The review used appreciative inquiry and [[makes six ]]recommendations.", "6"),
        Example("A boy died. The review [[makes no fewer than 14 ]]recommendations.", "14"),
    ),
    counter_examples=(
        "A boy died. An action plan with over forty points was agreed.",
        "4 Recommendations 23",
        "Agencies have made 37 recommendations of their own in their reviews.",
        "Two of the recommendations were late.",
        "The public inquiry made 108 recommendations.",
        "The review makes no recommendations.",
        "Recommendations include: ask early.",
    ),
)


_IN_TOTAL = pattern(
    "recommendations_stated",
    "total",
    _TOTAL,
    _zone,
    _read,
    examples=(
        Example("A boy died.\n[[Number of recommendations: 9]]\nMore.", "9"),
        Example("Child V\n\nA boy died.\n\n[[Recommendations (12)]]:\nAsk early.", "12"),
    ),
    counter_examples=("Recommendations (page 16): ask early.", "See recommendations (3) and (4).", "Number of children: 3"),
)


_COLUMN = re.compile(rf"(?i)\W*(?:{'|'.join(_WORDS['columns'])})\W*")


def _cells(reading: Reading) -> Iterator[Candidate]:
    """The number that a table's cell holds under `Recs`, `No. of recommendations`."""
    for head, span in reading.segment.cells:
        cell = span.trimmed(reading.view)
        words = reading.words(cell).lower()
        if _COLUMN.fullmatch(" ".join(head.split())) and re.fullmatch(rf"\d{{1,2}}|{_IN_WORDS}", words):
            number = int(words) if words.isdigit() else sum(_TENS.get(w, 0) + _UNITS.get(w, 0) for w in re.split(r"[ -]", words))
            if number:
                yield candidate(reading, "recommendations_stated", Number(number), cell, "recommendations_stated.cell")


_CELL = Finder(
    "recommendations_stated.cell",
    _cells,
    examples=(Example("| Child | Rowan |\n| What happened | Death of a boy |\n| Recs | [[12]] |", "12"),),
    counter_examples=("| Child | Rowan |\n| What happened | Death of a boy |\n| Reviewers | 2 |", "| Child | Rowan |\n| Recs | see report |"),
)


_SELECTS = re.compile(rf"(?i)\b(?:{'|'.join(_WORDS['selects'])})\b")


def selects(reading: Reading, said: Span, labels: Iterable[str]) -> bool:
    """Whether the source announces only some of the recommendations it counts (`makes 14 recommendations including`), so that fewer rows are no loss."""
    stop = re.compile(r"[.:;\n]|$").search(reading.view, said.end, reading.span.end)
    rest = reading.view[said.end : stop.start() if stop else said.end]
    return bool(_SELECTS.search(rest)) or any(_SELECTS.search(label) for label in labels)


def _wide(resolution: Resolution) -> Mapping[str, object]:
    chosen = resolution.chosen[0].value if resolution.chosen else None
    return {"n_recommendations_stated": chosen.number if isinstance(chosen, Number) else None}


FIELD = Field(
    "recommendations_stated", Number, (_CELL, _SAID, _IN_TOTAL), first, "How many recommendations the source says there are; null where it does not say.", _wide
)

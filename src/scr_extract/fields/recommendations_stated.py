"""How many recommendations an entry says there are, which is often more than it lists (`makes 14 recommendations including`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, first, pattern
from scr_extract.model import Resolution, Span
from scr_extract.values import Number

_UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_UNITS)[1:10])}))?|{'|'.join(list(_UNITS)[1:])})"
_LONG = 20_000

_COUNT = re.compile(
    rf"""
    (?P<said>
      (?i:\b(?:makes?|made|making|contains?|sets?\s+out|with|has|have|offers?|lists?|includes?|outlines?|gives?|there\s+(?:are|were|is|was)|a\s+total\s+of|total\s+of|in\s+all|resulted\s+in|led\s+to|identif(?:ies|ied)|proposes?|generated|produced|concludes\s+with))
      \s+(?i:a\s+total\s+of\s+|all\s+|the\s+|in\s+all\s+)?
      (?P<a>\d{{1,3}}|(?i:{_WORD}))\s+
    | (?P<b>\b\d{{1,3}}|\b(?i:{_WORD}))\s+
      (?=(?:(?i:key|main|specific|multi-?agency|national|local|further|overarching|formal|strategic|separate)\s+){{0,3}}
         (?i:recommendations)\s+(?i:including|include|were\s+made|are\s+made|have\s+been\s+made|made\s+by\s+the\s+(?:review|author|report)|for\s+the\s+(?:board|LSCB|partnership)|in\s+(?:all|total)|arising|from\s+(?:the|this)\s+(?:review|report)|to\s+(?:the|improve|ensure|strengthen)|around|about|covering)\b)
    )
    (?:(?i:key|main|specific|multi-?agency|national|local|further|overarching|formal|strategic|separate|wide-ranging|detailed|clear|important|additional|practice)\s+){{0,3}}
    (?P<noun>recommendations?)\b
    (?!\s+(?i:of\s+their\s+own|from\s+(?:the\s+)?(?:previous|earlier|individual|IMRs?)|in\s+(?:their|its)\s+(?:individual|own|IMR)))
    """,
    re.X,
)
_NOT_THIS = re.compile(
    r"(?i:\b(?:agencies|IMRs?|individual\s+management\s+reviews?|previous\s+(?:serious\s+case\s+)?reviews?|earlier\s+(?:serious\s+case\s+)?reviews?|inquest|coroner|Ofsted|inspection|audit|inquiry|action\s+plan)\b[^.]{0,40})$"
)


def _zone(reading: Reading) -> tuple[Span, ...]:
    """The body; of a long report the sections where it speaks of itself."""
    if len(reading.body) <= _LONG:
        return (reading.body,)
    return tuple(p.span for p in reading.segment.parts if p.kind in ("introduction", "recommendations", "methodology"))


def _read(m: re.Match[str], reading: Reading) -> Number | None:
    words = (m["a"] or m["b"]).lower()
    if _NOT_THIS.search(reading.view, max(reading.span.start, m.start() - 80), m.start()):
        return None
    number = int(words) if words.isdigit() else sum(_TENS.get(w, 0) + _UNITS.get(w, 0) for w in re.split(r"[ -]", words))
    return Number(number) if 0 < number < 400 and (number == 1 or m["noun"].endswith("s")) else None


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
        Example("A boy died. There are [[37 ]]recommendations in all.".replace("There are [[37 ]]", "[[There are 37 ]]"), "37"),
    ),
    counter_examples=(
        "A boy died. An action plan with over forty points was agreed.",
        "4 Recommendations 23",
        "Agencies have made 37 recommendations of their own in their reviews.",
        "Two of the recommendations were late.",
        "The review makes no recommendations.",
        "Recommendations include: ask early.",
    ),
)


def _wide(resolution: Resolution) -> Mapping[str, object]:
    chosen = resolution.chosen[0].value if resolution.chosen else None
    return {"n_recommendations_stated": chosen.number if isinstance(chosen, Number) else None}


FIELD = Field("recommendations_stated", Number, (_SAID,), first, "How many recommendations the source says there are; null where it does not say.", _wide)

"""The recommendations an entry prints, and with them its questions and actions, each with its addressees.

The number as printed is kept apart. Questions and actions keep their output type and are not counted (DESIGN: counts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields.reading import Reading
from scr_extract.fields.report_statements import rows
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.fields.statement_places import printed
from scr_extract.fields.statements import items
from scr_extract.model import Candidate, Found, Resolution
from scr_extract.resources.agencies import addressees, agencies, label_addressees
from scr_extract.resources.loader import lexicon
from scr_extract.values import Statement

_OWN = ("recommendation", "question", "action")
_KINDS = ("recommendations", "questions", "actions")
_GOVERNS = re.compile(r"(?i)\binclud|:\s*$")
"""A label that announces a list addresses all of it; `Makes recommendations to the YOI to ...` only its first item."""

_DONE = re.compile(r"(?i)\b(?:taken|progress|since|response|changed|done|doing|plan|developments|made|next\s+steps|immediate|early)\b")
"""Actions that speak of what was done already, or of a plan beside the review."""
_NUMBERS = "|".join(lexicon("counts")["units"][1:] + lexicon("counts")["tens"])
_SEVERAL = re.compile(
    rf"(?i)\b(?:{_NUMBERS}|[2-9]|[1-9]\d)\b[^.:;]{{0,40}}\brecommendations\s+(?:about|around|on|covering|regarding|concerning|relating\s+to|in\s+relation\s+to)$"
)
_WHOM = re.compile(r"(?i)\b(?:for|to)$")
_STATE = re.compile(
    r"[A-Z]{2,3}(?:\s?[/,&]\s?[A-Z]{2,3})*"
    r"|(?i:(?:\d{1,3}\s?(?:/|of)\s?\d{1,3}|all|both|none)?\s*(?:(?:are|have\s+been|now|actions?)\s+)*(?:completed?|closed|done|ongoing|on-going|outstanding|open|in\s+progress)[.!]?)"
)
"""Who has to do something (`ACTION: MB/KLR`) or how far it has got (`4/9 done`): no recommendation."""


def _listed(reading: Reading) -> Iterator[Candidate]:
    if reading.segment.parts:
        return
    sections = list(printed(reading, *_KINDS))
    proposed = any(s.label.kind == "recommendations" and items(reading, s) for _, s in sections)
    for label, section in sections:
        output_type = section.label.output_type or "recommendation"
        if output_type == "action" and not proposed and not _DONE.search(label):
            output_type = "recommendation"  # where nothing else is recommended, `Actions:` are what the review asks for
        told = label_addressees(label)
        found = items(reading, section)
        if len(found) == 1 and ((_WHOM.search(label) and agencies(reading.words(found[0].span))) or _SEVERAL.search(label)):
            continue  # `makes five recommendations for schools` says whom, `three recommendations about sleep` of what kind
        for n, item in enumerate(found):
            words = reading.words(item.span)
            if _STATE.fullmatch(words):
                continue
            whom = addressees(words) or (told if n == 0 or _GOVERNS.search(label) else ())
            statement = Statement(words, output_type, item.number, label.rstrip(" :"), whom)
            yield candidate(reading, "recommendations", statement, item.span, "recommendations.listed")


def _reported(reading: Reading) -> Iterator[Candidate]:
    for row in rows(reading):
        if row.output_type in _OWN:
            words = reading.words(row.span)
            above = reading.words(row.heading) if row.heading else ""
            asked = addressees(above) if above.endswith(":") else ()  # `The police should:` over what they should do
            whom = asked or addressees(words) or label_addressees(above)
            statement = Statement(words, row.output_type, row.number, row.label, whom, scope=row.scope)
            yield candidate(reading, "recommendations", statement, row.span, "recommendations.reported")


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """All of them, in the order of the text."""
    chosen = tuple(sorted(candidates, key=lambda c: c.evidence.span))
    return Resolution(Found.FOUND if chosen else Found.NOT_STATED, chosen)


def _wide(resolution: Resolution) -> Mapping[str, object]:
    return {"n_recommendations": sum(isinstance(c.value, Statement) and c.value.output_type == "recommendation" for c in resolution.chosen)}


_LISTED = Finder(
    "recommendations.listed",
    _listed,
    examples=(
        Example(
            "A boy died. Recommendations include: [[Luton LSCB should seek proof of training]]; nurses ask early.",
            '{"addressees": ["lscb"], "label": "Recommendations include", "output_type": "recommendation", "text": "Luton LSCB should seek proof of training"}',
        ),
        Example(
            "A boy died. Makes recommendations to the YOI [[to train its staff]]; ask early.",
            '{"addressees": ["custody"], "label": "Makes recommendations to the YOI", "output_type": "recommendation", "text": "to train its staff"}',
        ),
        Example(
            "A boy died.\n\nRecommendations\n1. Train staff.\n2. [[Ask early.]]",
            '{"label": "Recommendations", "number": "2", "output_type": "recommendation", "text": "Ask early."}',
        ),
        Example(
            "A boy died. Considerations for the board: [[how sure are they?]]",
            '{"addressees": ["lscb"], "label": "Considerations for the board", "output_type": "question", "text": "how sure are they?"}',
        ),
        Example(
            "A boy died.\n\nLearning: he was alone.\n\nActions:\n\n1. [[Train staff.]]\n2. Ask early.",
            '{"label": "Actions", "number": "1", "output_type": "recommendation", "text": "Train staff."}',
        ),
        Example(
            "A boy died. Actions taken include: [[a new course]].",
            '{"label": "Actions taken include", "output_type": "action", "text": "a new course"}',
        ),
        Example(
            "| Child | Child V |\n| Recommendations | (a) [[ask early]]; (b) train staff |\n| Author | Maud Ellery |",
            '{"label": "Recommendations", "number": "a", "output_type": "recommendation", "text": "ask early"}',
        ),
    ),
    counter_examples=(
        "A boy died. The author makes three recommendations about safe sleep.",
        "A boy died. The review makes eight recommendations, all of which were accepted.",
        "A boy died. The recommendations were accepted.",
        "A boy died. Recommendations: none.",
        "A boy died. Findings include: a late plan.",
    ),
)

_REPORTED = Finder(
    "recommendations.reported",
    _reported,
    examples=(
        Example(
            "Child V\n\n== Recommendations ==\n\nRecommendation 1\n\n[[The Board should test its training.]]\n\nRecommendation 2\n\nNurses should ask early.",
            '{"addressees": ["lscb"], "label": "Recommendations", "number": "1", "output_type": "recommendation", "scope": "board", '
            '"text": "The Board should test its training."}',
        ),
        Example(
            "Child V\n\n== 9 Recommendations ==\n\n9.1 These recommendations are made to all.\n\n9.2 [[Police should share reports]]",
            '{"addressees": ["police"], "label": "9 Recommendations", "number": "9.2", "output_type": "recommendation", "scope": "board", '
            '"text": "Police should share reports"}',
        ),
        Example(
            "Child V\n\n== Single agency recommendations ==\n\n• [[Ensure that nurses ask early.]]",
            '{"label": "Single agency recommendations", "output_type": "recommendation", "scope": "single_agency", "text": "Ensure that nurses ask early."}',
        ),
    ),
    counter_examples=(
        "Child V\n\n== Recommendations from previous reviews ==\n\n1. The Board should train staff.",
        "Child V\n\n== Analysis ==\n\nNurses should have asked early.",
        "Child V\n\n== Recommendations ==\n\nThis review makes no recommendations.",
    ),
)

FIELD = Field(
    "recommendations",
    Statement,
    (_LISTED, _REPORTED),
    _resolve,
    "The recommendations printed, with questions and actions kept under their own output type.",
    _wide,
    several=True,
)

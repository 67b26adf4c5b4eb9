"""What an entry says was found: findings, issues and learning points, and with them good practice, which is not counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields.reading import Reading
from scr_extract.fields.report_statements import rows
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.fields.statement_places import printed, told_findings
from scr_extract.fields.statements import items
from scr_extract.model import Candidate, Found, Resolution
from scr_extract.values import Statement

_OWN = ("finding", "learning_point", "issue", "good_practice")
_ELSEWHERE = re.compile(r"\b(?:from|in)\s+(?:elsewhere|other\s+(?:areas|boards|reviews|cases))\b", re.I)
"""`Learning from elsewhere`: another review's."""
COUNTED = ("finding", "learning_point", "issue")


def _listed(reading: Reading) -> Iterator[Candidate]:
    if reading.segment.parts:
        return
    sections = list(printed(reading, "findings", "good_practice"))
    for words, section in sections:
        label = words.rstrip(" :")
        if _ELSEWHERE.search(label):
            continue
        for item in items(reading, section):
            statement = Statement(reading.words(item.span), section.label.output_type or "finding", item.number, label)
            yield candidate(reading, "findings", statement, item.span, "findings.listed")
    for span in told_findings(reading) if not any(s.label.kind == "findings" for _, s in sections) else ():
        yield candidate(reading, "findings", Statement(reading.words(span), "finding"), span, "findings.listed")


def _reported(reading: Reading) -> Iterator[Candidate]:
    for row in rows(reading):
        if row.output_type in _OWN:
            statement = Statement(reading.words(row.span), row.output_type, row.number, row.label)
            yield candidate(reading, "findings", statement, row.span, "findings.reported")


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """All of them, in the order of the text."""
    chosen = tuple(sorted(candidates, key=lambda c: c.evidence.span))
    return Resolution(Found.FOUND if chosen else Found.NOT_STATED, chosen)


def _wide(resolution: Resolution) -> Mapping[str, object]:
    return {"n_findings": sum(isinstance(c.value, Statement) and c.value.output_type in COUNTED for c in resolution.chosen)}


_LISTED = Finder(
    "findings.listed",
    _listed,
    examples=(
        Example(
            "A boy died. Findings include: [[a late plan]]; no one asked.", '{"label": "Findings include", "output_type": "finding", "text": "a late plan"}'
        ),
        Example("A boy died. Key issues: Debt, [[cold homes]], and dogs.", '{"label": "Key issues", "output_type": "issue", "text": "cold homes"}'),
        Example(
            "A boy died. Key learning: a late plan; and [[no one asked]]. Uses the SCIE model.",
            '{"label": "Key learning", "output_type": "learning_point", "text": "no one asked"}',
        ),
        Example(
            "A boy died. Good practice identified include: [[the nurse asked]].",
            '{"label": "Good practice identified include", "output_type": "good_practice", "text": "the nurse asked"}',
        ),
        Example(
            "A boy died. The author, Maud Ellery, found that plans were late; that [[nobody asked]]; and that dogs bit.",
            '{"output_type": "finding", "text": "nobody asked"}',
        ),
        Example(
            "| Child | Child V |\n| Key findings | Plans were late; [[nobody asked]] |\n| Author | Maud Ellery |",
            '{"label": "Key findings", "output_type": "finding", "text": "nobody asked"}',
        ),
    ),
    counter_examples=(
        "A boy died. The review found that plans were late.",
        "A boy died. The police found that he was cold; that he was hungry; and that he was alone.",
        "| Child | Child V |\n| Author | Maud Ellery |",
        "A boy died. The findings of the inquest were late.",
        "A boy died. Identifies learning for the police, the courts and schools.",
        "A boy died. Recommendations include: ask early.",
    ),
)

_REPORTED = Finder(
    "findings.reported",
    _reported,
    examples=(
        Example(
            "Child V\n\n== Findings ==\n\nFinding A\n\n[[Nobody asked.]]\n\nStaff changed.",
            '{"label": "Findings", "number": "A", "output_type": "finding", "text": "Nobody asked."}',
        ),
        Example(
            "Child V\n\n== Analysis ==\n\nLearning point 2: [[Records were late.]]",
            '{"label": "Analysis", "number": "2", "output_type": "learning_point", "text": "Records were late."}',
        ),
    ),
    counter_examples=(
        "Child V\n\n== Findings ==\n\nThe panel met four times and read what each agency had written.",
        "Child V\n\n== Recommendations ==\n\nRecommendation 1: The Board should ask.",
    ),
)

FIELD = Field(
    "findings",
    Statement,
    (_LISTED, _REPORTED),
    _resolve,
    "Findings, issues and learning points as printed; good practice is kept under its own output type.",
    _wide,
    several=True,
)

"""The labels of an entry's sections (`Findings include:`), from lexicons/labels.toml.

A label's `kind` says what its section holds: background, findings, recommendations, methodology, keywords, and so on;
`output_type` is the coding frame's term for the statements listed under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.model import Span
from scr_extract.resources.loader import lexicon


@dataclass(frozen=True, slots=True)
class Label:
    kind: str
    output_type: str | None
    listed: bool
    """True where the words announce a list (`include:`), False for a sentence that speaks of it."""


@dataclass(frozen=True, slots=True)
class LabelHit:
    label: Label
    span: Span


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], Label], ...]:
    rows = lexicon("labels")["label"]
    return tuple((re.compile(row["pattern"], re.X), Label(row["kind"], row.get("output_type"), row.get("listed", True))) for row in rows)


def label_hits(view: str, span: Span) -> Iterator[LabelHit]:
    """Every label in the span, in order of place and without overlap; the longest wins at one place."""
    hits = [LabelHit(label, Span(*m.span())) for regex, label in _patterns() for m in regex.finditer(view, span.start, span.end) if m.end() > m.start()]
    end = span.start
    for hit in sorted(hits, key=lambda h: (h.span.start, -h.span.end)):
        if hit.span.start >= end:
            yield hit
            end = hit.span.end

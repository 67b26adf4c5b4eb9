"""The topic heading under which a bulletin prints the entry (`Domestic abuse`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate, first
from scr_extract.model import Candidate, Resolution, Span
from scr_extract.values import Text


def _find(reading: Reading) -> Iterator[Candidate]:
    topic = reading.segment.topic
    if topic is None:
        return
    span = Span(topic.start, topic.end).trimmed(reading.view)
    while len(span) and reading.view[span.end - 1] in ":#":
        span = Span(span.start, span.end - 1).trimmed(reading.view)
    if len(span):
        yield candidate(reading, "topic", Text(reading.words(span)), span, "topic.heading")


_HEADING = Finder(
    "topic.heading",
    _find,
    examples=(Example("# [[Safe sleeping]]\nSerious case review: Child V\n\nDeath of a baby.", "Safe sleeping"),),
    counter_examples=("Serious case review: Child V\n\nDeath of a baby.",),
)


def _wide(resolution: Resolution) -> Mapping[str, object]:
    chosen = resolution.chosen[0].value if resolution.chosen else None
    return {"topic": chosen.text if isinstance(chosen, Text) else None}


FIELD = Field("topic", Text, (_HEADING,), first, "The topic heading under which the bulletin prints the entry; null where the page has none.", _wide)

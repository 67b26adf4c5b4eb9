"""Field: the form in which a review was published (coding frame: publication_form), by heading, header, cover or the words of the link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.resources.coded import rows, signs
from scr_extract.values import Choice

NAME = "publication_form"
_HEAD, _LINK = f"{NAME}.head", f"{NAME}.link"
_COVER = 1500
"""Characters in which a report's cover stands."""
_TAIL = 250
"""Characters at an entry's end in which its link stands."""


def _heads(reading: Reading) -> tuple[Span, ...]:
    zones = [z for z in (reading.heading, reading.header, *reading.outside) if z is not None and len(z)]
    if reading.is_report:
        zones.append(Span(reading.span.start, min(reading.span.end, reading.span.start + _COVER)))
    return tuple(zones)


def _head(reading: Reading) -> Iterator[Candidate]:
    for where in ("any", "head"):
        for zone in _heads(reading):
            yield from _read(reading, where, zone, _HEAD)


def _link(reading: Reading) -> Iterator[Candidate]:
    if reading.is_report:
        return
    tail = Span(max(reading.body.start, reading.span.end - _TAIL), max(reading.body.start, reading.span.end))
    zones = [*(s.label_span for s in reading.labelled("link")), *(link.span for link in reading.links), tail]
    for where in ("any", "link"):
        for zone in zones:
            yield from _read(reading, where, zone, _LINK)


def _read(reading: Reading, where: str, zone: Span, rule: str) -> Iterator[Candidate]:
    for sign in signs("publication_forms", tuple(r.number for r in rows("publication_forms") if r.option("where") == where)).find(reading.view, zone):
        yield candidate(reading, NAME, Choice(sign.row.ids[0], reading.words(sign.span)), sign.span, rule)


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """Withdrawn, not published or anonymous before all else, then what the head says, then the link."""
    ids = [c.value.id if isinstance(c.value, Choice) else "" for c in candidates]
    for form in ("withdrawn", "not_published", "anonymous"):
        if form in ids:
            best = candidates[ids.index(form)]
            return Resolution(Found.FOUND, (best,), tuple(c for c in candidates if c.value != best.value))
    if not candidates:
        return Resolution(Found.NOT_STATED)
    heads = [c for c in candidates if c.evidence.rule_id == _HEAD]
    # `Overview Report: Executive Summary` is the summary.
    best = next((c for c in heads if isinstance(c.value, Choice) and c.value.id == "executive_summary"), candidates[0])
    return Resolution(Found.FOUND, (best,), tuple(c for c in candidates if c.value != best.value))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    value = resolution.chosen[0].value if resolution.chosen else None
    return {NAME: value.id if isinstance(value, Choice) else None}


_FINDERS = (
    Finder(
        _HEAD,
        _head,
        examples=(
            Example("Child V: [[Executive Summary]]\n\nDeath of a boy.", '{"as_written": "Executive Summary", "id": "executive_summary"}'),
            Example("Child V [[Overview Report]]\n\nDeath of a boy.", '{"as_written": "Overview Report", "id": "overview_report"}'),
            Example(
                "Child V\n[[Published by NSPCC on behalf of]] an unnamed board\n\nDeath of a boy.",
                '{"as_written": "Published by NSPCC on behalf of", "id": "anonymous"}',
            ),
        ),
        counter_examples=("Child V\n\nDeath of a boy. The overview report was late.",),
    ),
    Finder(
        _LINK,
        _link,
        examples=(
            Example("Child V\n\nDeath of a boy. [[Full report]] here", '{"as_written": "Full report", "id": "overview_report"}'),
            Example("Child V\n\nDeath of a boy.\n[[Read the overview report]]", '{"as_written": "Read the overview report", "id": "overview_report"}'),
        ),
        counter_examples=("Child V\n\nDeath of a boy. Nobody read the notes.",),
    ),
)

FIELD = Field(NAME, Choice, _FINDERS, _resolve, "Form of the published document in the coding frame's terms, by heading, cover or link.", _wide)

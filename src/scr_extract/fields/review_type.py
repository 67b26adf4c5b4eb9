"""What kind of review it is, by the words of heading, header, topic or opening sentences; the board's nation settles what two nations call alike.

`SCR` means serious in England and significant in Scotland (coding frame, review_type).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate, first
from scr_extract.model import Candidate, Resolution, Span
from scr_extract.resources import boards
from scr_extract.resources.board_phrases import phrases
from scr_extract.resources.loader import lexicon
from scr_extract.values import Choice

_OPENING = 3000
_COVER = 1500
"""Characters in which a report's cover stands."""
_LINES = 6
_DOCUMENT = re.compile(r"\W*(?:(?:executive\s+)?summary|(?:overview|final|full|summary)?\s*report|overview|briefing)?\W*", re.I)
"""What may follow the kind of review on a line of its own."""


@lru_cache(maxsize=1)
def _types() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """All patterns at once, longest first, each in a numbered group, and the ids in the same order. Acronyms are read in capitals."""
    rows = sorted(((p, row["id"]) for row in lexicon("review_types")["type"] for p in row["patterns"]), key=lambda r: -len(r[0]))
    parts = "|".join(f"(?P<t{n}>{p})" if any(c.islower() for c in re.sub(r"\\.|s\?", "", p)) else f"(?P<t{n}>(?-i:{p}))" for n, (p, _) in enumerate(rows))
    return re.compile(rf"(?<![\w-])(?:{parts})(?!\w)", re.I), tuple(i for _, i in rows)


def _nation(reading: Reading) -> str | None:
    """The nation of the board that header, governing headings or opening name first."""
    opening = Span(reading.span.start, min(reading.span.end, reading.span.start + _OPENING))
    for zone in (reading.header, *reading.outside, opening):
        for phrase in phrases(reading.view, zone):
            row = boards.chosen(phrase.bodies, phrase.form, None) if phrase.bodies else None
            if row:
                return row.nation
    return None


def _in(reading: Reading, zones: Sequence[Span], rule: str) -> Iterator[Candidate]:
    pattern, ids = _types()
    nation = _nation(reading)
    nations = lexicon("review_types")["nations"].get(nation, {})
    for zone in zones:
        for m in pattern.finditer(reading.view, zone.start, zone.end):
            found = ids[int(m.lastgroup[1:])] if m.lastgroup else ""
            if found:
                value = Choice(nations.get(found, found), " ".join(m.group().split()))
                yield candidate(reading, "review_type", value, Span(*m.span()), rule)


@lru_cache(maxsize=1)
def _columns() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(lexicon('review_types')['columns'])})\W*", re.I)


def _cell(reading: Reading) -> Iterator[Candidate]:
    yield from _in(reading, [cell for head, cell in reading.segment.cells if _columns().fullmatch(head)], "review_type.cell")


_CELL = Finder(
    "review_type.cell",
    _cell,
    examples=(Example("| Child | QZ |\n| Type of review | [[Thematic review]] |", '{"as_written": "Thematic review", "id": "thematic"}'),),
    counter_examples=("| Child | QZ |\n| Outcome | Rapid review held |", "| Child | QZ |\n| Type | Neglect |"),
)


def _header(reading: Reading) -> Iterator[Candidate]:
    zones = [zone for zone in (reading.heading, reading.header) if zone is not None and len(zone)]
    if reading.is_report:
        zones.append(Span(reading.span.start, min(reading.span.end, reading.span.start + _COVER)))
    yield from _in(reading, zones, "review_type.header")


_HEADER = Finder(
    "review_type.header",
    _header,
    examples=(
        Example("[[Serious case review]]: Rowan\n\nDeath of a boy.", '{"as_written": "Serious case review", "id": "scr"}'),
        Example(
            "Rowan – a [[Local Child Safeguarding Practice Review]]\n\nDeath of a boy.",
            '{"as_written": "Local Child Safeguarding Practice Review", "id": "lcspr"}',
        ),
        Example("Rowan [[SCR]]\nFalkirk Child Protection Committee\n\nDeath of a boy.", '{"as_written": "SCR", "id": "scr_scotland"}'),
    ),
    counter_examples=("Rowan\n\nDeath of a boy. There was a review of his plan.",),
)


def _governing(reading: Reading) -> Iterator[Candidate]:
    yield from _in(reading, reading.outside, "review_type.governing")


_GOVERNING = Finder(
    "review_type.governing",
    _governing,
    examples=(Example("# [[Serious Case Reviews]]:\nRowan\n\nDeath of a boy.", '{"as_written": "Serious Case Reviews", "id": "scr"}'),),
    counter_examples=("# Safe sleep\nRowan\n\nDeath of a boy.",),
)


def _line(reading: Reading) -> Iterator[Candidate]:
    """A line above the story that says no more than what kind of review and of document it is."""
    end = min(reading.span.end, reading.span.start + _COVER)
    lines = list(islice(re.compile(r"[^\n]+").finditer(reading.view, reading.span.start, end), _LINES))
    for m in lines:
        span = Span(*m.span()).trimmed(reading.view)
        kind = _types()[0].match(reading.view, span.start, span.end)
        if kind and _DOCUMENT.fullmatch(reading.view, kind.end(), span.end):
            yield from _in(reading, (span,), "review_type.line")


_LINE = Finder(
    "review_type.line",
    _line,
    examples=(
        Example(
            "2009 - Poole - Child V\n[[Serious case review]] executive summary\nDeath of a boy in 2008.",
            '{"as_written": "Serious case review", "id": "scr"}',
        ),
    ),
    counter_examples=("2009 - Poole - Child V\nSerious case reviews are published here.\nDeath of a boy in 2008.",),
)


def _opening(reading: Reading) -> Iterator[Candidate]:
    """The review that the opening says it is: asked for, carried out or told of, not the law's word for it."""
    for sentence in reading.story[:12]:
        if sentence.start - reading.span.start > _OPENING:
            return
        if re.compile(r"\b(?:this|the)\b[^.]{0,60}\breview|\b(?:commission|asked\s+for|carried\s+out|undert|conduct|came\s+out|initiat|decided)", re.I).search(
            reading.view, sentence.start, sentence.end
        ):
            yield from _in(reading, (sentence,), "review_type.opening")


_OPENING_WORDS = Finder(
    "review_type.opening",
    _opening,
    examples=(Example("The board asked for a [[lessons' learnt review]] of the case.", '{"as_written": "lessons\' learnt review", "id": "plr"}'),),
    counter_examples=("Death of a boy. A serious case review is the highest form of enquiry.",),
)


def _wide(resolution: Resolution) -> Mapping[str, object]:
    value = resolution.chosen[0].value if resolution.chosen else None
    return {"review_type": value.id if isinstance(value, Choice) else None}


FIELD = Field(
    "review_type",
    Choice,
    (_CELL, _HEADER, _LINE, _GOVERNING, _OPENING_WORDS),
    first,
    "The kind of review by the coding frame (serious case review, child practice review ...), as heading, topic or opening name it.",
    _wide,
)

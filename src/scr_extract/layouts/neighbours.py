"""What a line is by the lines beside it: the title of the story below, the first sentence under a title, the topic over a group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.words import PSEUDONYM, one_of, word_list
from scr_extract.model import BlockKind, Span

_TELLS = 4
"""The weight as a fact line from which a clue tells of an outcome."""
_SHORT, _TOPIC_WORDS = 90, 8
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'])")
_TITLE, _FACT, _SENTENCE_LENGTH = 8, 6, 50
"""From this weight a line is a title; what a fact line weighs; and from this many characters what ends in a full stop is a sentence."""
_BARE, _NAMED, _PARAGRAPH = 2, 5, 160
"""The weight of a line that is only a name, of a title that names a child, and characters of a line that is a paragraph."""
_LONGEST_TITLE, _RECALL, _WEAK_TITLE = 110, 250, 4
"""Characters of a title, characters of the story in which its name comes again, and what such a title weighs."""
_THEME = re.compile(r"(?:Theme|Topic|Section|Part|Chapter|Group)\s+\w{1,5}\s*[:.-]\s")
_OPENS = re.compile(PSEUDONYM)
_PUBLISHED = re.compile(rf"(?i:{one_of('date_headings')})\b")
_TWICE = 2
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b|(?<=[Cc]hild )[A-Z]{1,2}\d?\b|(?<=[Bb]aby )[A-Z]{1,2}\b|\b[A-Z]{1,3}\d{1,4}\b")


def in_company(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues, each seen together with the one before it and those after it."""
    out = [_below_title(view, c, before) if before is not None else c for before, c in zip([None, *clues], clues, strict=False)]
    out = [replace(c, begins=True) if before is not None and not c.begins and _leads(view, before) else c for before, c in zip([None, *out], out, strict=False)]
    out = [_below_date(view, c, before) if before is not None else c for before, c in zip([None, *out], out, strict=False)]
    out = [_named_below(view, c, out[k + 1 : k + 3]) for k, c in enumerate(out)]
    return tuple(
        replace(c, title_like=True, labels=()) if after is not None and (_over_group(view, c) if after.group else _over_title(view, c, after)) else c
        for c, after in zip(out, [*out[1:], None], strict=True)
    )


def with_closing_dates(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues, where `Published 6 February 2018` is the last line of the entry above it and no heading over the next: none stands over the first title."""
    titled = [k for k, c in enumerate(clues) if c.heading >= _NAMED]
    dates = [
        k for k, c in enumerate(clues) if c.date_heading and c.unit.text(view)[:1].isalpha() and _PUBLISHED.match(view, c.unit.span.start, c.unit.span.end)
    ]
    if len(titled) < _TWICE or len(dates) < _TWICE or dates[0] < titled[0] or any(clues[k + 1].date_heading for k in dates[:-1]):
        return tuple(clues)
    between = [any(a < k < b for k in dates) for a, b in zip(titled, [*titled[1:], len(clues)], strict=True)]
    return tuple(replace(c, date_heading=False) if k in dates else c for k, c in enumerate(clues)) if all(between) else tuple(clues)


def _below_title(view: str, clue: Clue, before: Clue) -> Clue:
    """A sentence right below a title, in one paragraph with it, is the fact line even where it begins as titles do.

    `Overview report on the abuse of a girl.`
    """
    sentence = before.heading >= _TITLE and clue.heading and not clue.unit.opens and clue.unit.block is before.unit.block
    if not sentence or before.unit.cells or not clue.unit.text(view).endswith(".") or len(clue.unit.span) < _SENTENCE_LENGTH:
        return clue
    return replace(clue, heading=0, title=None, fact=max(clue.fact, _FACT))


def _below_date(view: str, clue: Clue, before: Clue) -> Clue:
    """A child's name that opens the line right below a date heading is a title: `2013`, then `Child M died on 4 March 2012`."""
    if not before.date_heading or clue.heading or clue.unit.cells or len(clue.unit.span) > _LONGEST_TITLE or clue.labels:
        return clue
    m = _OPENS.match(view, clue.unit.span.start, clue.unit.span.end)
    return replace(clue, heading=_WEAK_TITLE + 1, title=Span(*m.span())) if m else clue


def _named_below(view: str, clue: Clue, below: list[Clue]) -> Clue:
    """A short line that no family knows is a title where the story below it says one of its names again."""
    listed = clue.labels or clue.header or clue.unit.cells or clue.unit.block.row
    ruled_out = listed or clue.heading or clue.stop or clue.group or clue.date_heading or clue.ends
    text = clue.unit.text(view)
    if ruled_out or not clue.unit.opens or len(text) > _LONGEST_TITLE or text[-1:] in ".;," or not below or clue.fact >= _TELLS:
        return clue
    told = next((c for c in below if c.fact >= _TELLS or c.story), None)
    if told is None or any(c.heading for c in below[: below.index(told)]):
        return clue
    names = {w for w in _NAME.findall(text) if w not in _no_names()}
    again = set(_NAME.findall(told.unit.text(view)[:_RECALL]))
    return replace(clue, heading=_WEAK_TITLE, title=clue.unit.span.trimmed(view)) if names & again else clue


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Capitalised words that stand in titles and stories without being anybody's name."""
    return frozenset(word_list("title_words"))


def _leads(view: str, before: Clue) -> bool:
    text = before.unit.text(view)
    return before.unit.opens and not before.unit.cells and len(text) <= _SHORT and text[-1:] not in ".;," and not before.ends and before.unit.block.row is None


def _over_title(view: str, clue: Clue, after: Clue) -> bool:
    """A short line just above a title: in a block of its own, or where a page without blank lines sets whole paragraphs in one block."""
    unit = clue.unit
    if after.heading < _NAMED or clue.heading > _BARE or unit.cells or unit.block.row or unit.block.kind is BlockKind.LIST_ITEM:
        return False
    text = unit.text(view)
    told = (
        (clue.labels and not _THEME.match(text))
        or clue.header
        or clue.board
        or clue.fact >= _TELLS
        or clue.stop
        or clue.ends
        or clue.date_heading
        or clue.proofs
    )
    if told or not text[:1].isupper() or not text[-1:].isalpha() or len(text) > _SHORT or text.count(",") > 1 or ";" in text or unit.block.links:
        return False
    if unit.block is not after.unit.block:
        return unit.opens and len(unit.span) == len(unit.block.span)
    plain = len(text.split()) <= _TOPIC_WORDS and not any(c.isdigit() for c in text)
    return plain and not clue.fact and any(len(line) >= _PARAGRAPH for line in unit.block.span.of(view).split("\n"))


def _over_group(view: str, clue: Clue) -> bool:
    """A short line in small letters just above `Serious case reviews:` is a topic too: `Domestic abuse; parental mental health`."""
    text = clue.unit.text(view)
    short = clue.unit.opens and len(text.split()) <= _TOPIC_WORDS and not _SENTENCE_BREAK.search(text)
    return short and text[:1].isupper() and text[-1:].isalnum() and not (clue.group or clue.stop or clue.ends or clue.fact >= 4)

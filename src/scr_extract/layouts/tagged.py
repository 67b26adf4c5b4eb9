"""Records of library systems: each line begins with a tag of two signs (`TI: ...`, `AU  - ...`), each record is a work.

Exports of libraries and reference managers (RIS and its kin). Which tag says what is in lexicons/layouts.toml; a record is an
entry where its title names a review, and its lines are cells under the words that their tags stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.references import ABOUT_REVIEWING
from scr_extract.layouts.seam import Cue, Layout, Role
from scr_extract.layouts.words import BOARD, PSEUDONYM, REVIEW
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_TAG = r"(?:(?!(?:ID|NB|PS|Q\d|OK|RE|Re)\b)[A-Z][A-Z0-9])"
_LINE = re.compile(rf"(?P<tag>{_TAG})[ \t]{{0,4}}[-:=](?:[ \t]+(?=\S)|[ \t]*$)")
_WEIGHT = 9
_FEWEST = 3
"""Different tags of one record; two may be anything."""
_FIRST, _LAST = "TY", "ER"
"""Tags of RIS that begin and end a record."""

_NAMED = re.compile(rf"{REVIEW}(?<![sS])(?![a-z])")
_MAY_BE = re.compile(rf"{PSEUDONYM}|\b(?i:executive\s+summary|overview\s+report)\b")
_VOUCHER = re.compile(rf"{REVIEW}|{BOARD}")
"""What else in the record says that such a title is a review's: budgets have executive summaries, and `Child A` has poems."""

_TITLE = Cue(
    "tagged.title",
    Role.HEADER,
    re.compile(r"T[I1][ \t]{0,4}[-:=][ \t]+(?P<title>\S[^\n]*)"),
    1,
    examples=("[[TI: Serious case review: Child V]]", "[[TI  - Serious case review: Child V]]"),
    counter_examples=("TITLE: Serious case review", "Ti: a metal"),
)

LAYOUT = Layout("tagged", (_TITLE,), "Records of library systems, a tag of two signs before each line (TI, AU, CA, PY, AB, KW).")


@dataclass(frozen=True, slots=True)
class _Tagged:
    """One tagged line and where it stands among the clues; `rest` is what follows the tag, with the lines that go on from it."""

    at: int
    tag: str
    rest: Span


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """The words that each tag stands for, by tag."""
    return {tag: word for word, tags in lexicon("layouts")["tags"].items() for tag in tags}


def tagged(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues, where each record is one entry or, of a work that is no review, none."""
    lines = _lines(view, [c.unit.span for c in clues])
    out = list(clues)
    seen = 0
    for record in _records(lines, clues):
        seen += len(record)
        title = next((line.rest for line in record if _words().get(line.tag) == "title"), None)
        if title is None or len({line.tag for line in record}) < _FEWEST:
            continue
        review = _names_review(view, record, title) and not ABOUT_REVIEWING.search(view, title.start, title.end)
        last = lines[seen].at - 1 if seen < len(lines) else record[-1].at
        for at in range(record[0].at, last + 1):
            out[at] = replace(out[at], heading=0, title=None, header=(), stop=False, group=False, date_heading=False, title_like=False, board=False)
        first = out[record[0].at]
        out[record[0].at] = replace(first, heading=_WEIGHT, title=title, header=(("tagged", 3),), family=LAYOUT.name) if review else replace(first, stop=True)
    return tuple(out)


def cells(view: str, spans: Sequence[Span]) -> tuple[tuple[str, Span], ...]:
    """What the lines of one record hold, each under the words of its tag; nothing where they are no record."""
    lines = _lines(view, spans)
    if len({line.tag for line in lines}) < _FEWEST:
        return ()
    return tuple((_words().get(line.tag, line.tag), line.rest) for line in lines if len(line.rest))


def _lines(view: str, spans: Sequence[Span]) -> list[_Tagged]:
    found = [(at, m) for at, span in enumerate(spans) if (m := _LINE.match(view, span.start, span.end))]
    ends = [*(spans[after - 1].end for after, _ in found[1:]), *(spans[-1].end for _ in found[:1])]
    return [_Tagged(at, m["tag"], Span(m.end(), end).trimmed(view)) for (at, m), end in zip(found, ends, strict=True)]


def _records(lines: Sequence[_Tagged], clues: Sequence[Clue]) -> Iterator[list[_Tagged]]:
    """The lines of each record: a new one begins with the tag that the first began with, after a gap, and where RIS says so."""
    record: list[_Tagged] = []
    titled = False
    for before, line in pairwise([None, *lines]):
        assert line is not None
        parted = before is not None and clues[line.at].unit.opens and clues[before.at].unit.block is not clues[line.at].unit.block
        again = record and line.tag == record[0].tag and before is not None and before.tag != line.tag
        if record and (again or (parted and titled) or line.tag == _FIRST or (before is not None and before.tag == _LAST)):
            yield record
            record, titled = [], False
        record.append(line)
        titled = titled or _words().get(line.tag) == "title"
    if record:
        yield record


def _names_review(view: str, record: Sequence[_Tagged], title: Span) -> bool:
    if _NAMED.search(view, title.start, title.end):
        return True
    return bool(_MAY_BE.search(view, title.start, title.end)) and any(_VOUCHER.search(view, line.rest.start, line.rest.end) for line in record)

"""Tables whose cells became lines: the heads of the columns one under the other, then the cells of one review after the other.

Copied from a page or a PDF, such a table has a line for each cell. Where the heads name at least the child, and the dates or boards stand
where the heads say, each run of lines is a review and each line a cell under its head; the last column may hold several lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from scr_extract.layouts.case import tells_case
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.line_words import line_words
from scr_extract.layouts.words import MONTH, PSEUDONYM, YEAR, one_of
from scr_extract.model import Span

NAME = "flattened"
_WEIGHT, _NAMED = 9, 5
_FEWEST, _MOST, _TWICE = 4, 12, 2
"""Columns of such a table, and the fewest reviews in it."""
_SHARE = 0.6
"""How many of its columns are called as others call theirs."""
_HEAD = 40
"""Characters of the longest head of a column."""
_DATE = re.compile(rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d)?\d\d|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{MONTH}|Sept|[A-Z][a-z]{{2}})\.?\s+{YEAR}|{YEAR})\W*")
_NO_DATE = re.compile(r"(?:not|to\s+be|un|awaiting|pending|n/?a\b|-)[^\n]*$", re.I)
_SHORT_NAME = re.compile(r"[A-Z\"'][^\n.:;]{1,38}")
_PUBLISHED = re.compile(r"(?:date\s+)?(?:of\s+)?publi(?:shed|cation)(?:\s+date)?|date|year|when(?:\s+published)?", re.I)


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns' heads, which of them holds the child, and where its records begin among the clues.

    `ends` are where the heads come again, on a new page, or those of the next table.
    """

    heads: tuple[str, ...]
    child: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=1)
def _column() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('flat_columns')})\W*", re.I)


def flattened(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues, where each record of such a table is one entry with the child's cell for its title."""
    out = list(clues)
    for table in _tables(view, clues):
        for at in table.starts:
            title = clues[at + table.child].unit.span
            for inner in range(at, at + len(table.heads)):
                out[inner] = replace(out[inner], heading=0, title=None, header=(), stop=False, group=False, date_heading=False, title_like=False, labels=())
            out[at] = replace(out[at], heading=_WEIGHT, title=title, header=((NAME, 3),), family="record", columns=table.heads)
        for at in table.ends:
            out[at] = replace(out[at], stop=True)
    return tuple(out)


def cells(clues: Sequence[Clue], first: int, last: int) -> tuple[tuple[str, Span], ...]:
    """The lines of the record at [first, last) under the heads of their columns; nothing where it is none."""
    heads = clues[first].columns[: last - first]
    if not heads:
        return ()
    spans = [c.unit.span for c in clues[first:last]]
    ends = [*spans[: len(heads) - 1], Span(spans[len(heads) - 1].start, spans[-1].end)]
    return tuple(zip(heads, ends, strict=True))


def _tables(view: str, clues: Sequence[Clue]) -> Iterator[_Table]:
    at = 0
    while at < len(clues):
        heads = _heads(view, clues, at)
        if not heads:
            at += 1
            continue
        child = next(n for n, head in enumerate(heads) if line_words()["name_column"].fullmatch(head))
        published = next((n for n, head in enumerate(heads) if _PUBLISHED.fullmatch(head)), None)
        starts, ends, k = list[int](), list[int](), at + len(heads)
        follows = {k}
        while k < len(clues):
            again = _heads(view, clues, k)
            if again:
                ends.append(k)
                if again != heads:
                    break
                k += len(heads)
            elif k + len(heads) <= len(clues) and _begins(view, clues, k, child, published, follows=k in follows):
                starts.append(k)
                k += len(heads)
                follows.add(k)
            else:
                k += 1
        starts = _told(view, clues, heads, child, starts)
        if len(starts) >= _TWICE:
            yield _Table(heads, child, tuple(starts), tuple(ends))
        at = k


def _told(view: str, clues: Sequence[Clue], heads: tuple[str, ...], child: int, starts: list[int]) -> list[int]:
    """All records, where most tell what befell a child; else those that stand apart and surely name one: logs of actions are such tables too."""
    wide = len(heads)
    cases = sum(tells_case(view, Span(clues[k].unit.span.start, clues[k + wide - 1].unit.span.end), reviewed=True) for k in starts)
    if cases > len(starts) / 2:
        return starts
    known = all(_column().fullmatch(head) for head in heads)
    return [k for k in starts if known and clues[k].unit.opens and _is_name(view, clues[k + child])]


def _heads(view: str, clues: Sequence[Clue], at: int) -> tuple[str, ...]:
    """The heads of the columns that begin at this line, one a line; nothing where they do not, or none is the child's.

    Some may have names of their own (`Relevant to us?`) where dates of publication show that the cells stand where the heads say.
    """
    if not clues[at].unit.opens:
        return ()
    found: list[str] = []
    for clue in clues[at : at + _MOST]:
        words = clue.unit.span.of(view).strip()
        if clue.unit.block is not clues[at].unit.block or len(words) > _HEAD:
            break
        found.append(words.rstrip(" :"))
    after = clues[at + len(found)] if at + len(found) < len(clues) else None
    if after is not None and after.unit.block is clues[at].unit.block:
        return ()  # a line that is no head stands among them: which column a cell is of cannot be known
    known = [head for head in found if _column().fullmatch(head)]
    named = any(line_words()["name_column"].fullmatch(head) for head in found)
    dated = any(_PUBLISHED.fullmatch(head) for head in found)
    if not named or len(known) < _FEWEST or len(known) < (_SHARE if dated else 1) * len(found):
        return ()
    return tuple(found)


def _begins(view: str, clues: Sequence[Clue], at: int, child: int, published: int | None, *, follows: bool) -> bool:
    """Whether a record may begin at this line: the child's cell holds a name, and that of the date a date.

    One that `follows` another to the line may call its children as it likes; without dates it has to stand apart.
    """
    name, opens = clues[at + child], clues[at].unit.opens
    if not (_is_name(view, name) or (follows and _SHORT_NAME.fullmatch(name.unit.span.of(view)))):
        return False
    if published is None:
        return opens
    if not (opens or clues[at].unit.after_break):
        return False
    cell = clues[at + published].unit.span
    return _DATE.fullmatch(view, cell.start, cell.end) is not None or _NO_DATE.match(view, cell.start, cell.end) is not None


def _is_name(view: str, cell: Clue) -> bool:
    return cell.heading >= _NAMED or re.fullmatch(PSEUDONYM, cell.unit.span.of(view)) is not None

"""Lexicons of the coding frame's terms: families of words that signal a term, one pattern for each row.

A lexicon holds rows `[[term]]` with `ids` (the frame's terms that the words signal), `patterns` (regex fragments, in
which a space matches any white space and `{{name}}` a fragment of `[parts]`), and options that a field reads
(`holder`, `where`, `when` ...). Where rows match at one place, the row that stands first in the file wins.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.errors import ResourceError
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought, places

_PART = re.compile(r"\{\{(\w+)\}\}")
_CLASS = re.compile(r"\[[^\]]*\]| \?| ")


@dataclass(frozen=True, slots=True)
class Row:
    """The terms that one family of words signals, and the options its field reads. `number` is its place in the lexicon."""

    number: int
    ids: tuple[str, ...]
    options: Mapping[str, object]

    def option(self, name: str) -> str | None:
        value = self.options.get(name)
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Sign:
    """Words found, and the row whose words they are."""

    row: Row
    span: Span


@dataclass(frozen=True, eq=False)
class Signs:
    """One lexicon, or those of its rows that a field asked for, each with its pattern."""

    rows: tuple[tuple[Row, Sought], ...]

    def find(self, view: str, span: Span) -> Iterator[Sign]:
        """The words that signal a term, in order and without overlap; where rows match at one place, the first of them."""
        places, tried = _places(self, view)
        n = bisect_left(places, span.start)
        while n < len(places) and places[n] < span.end:
            found = next(((row, m) for row, pattern in tried[places[n]] if (m := pattern.regex.match(view, places[n], span.end))), None)
            if found is not None:
                yield Sign(found[0], Span(*found[1].span()))
            n = n + 1 if found is None else bisect_left(places, found[1].end(), n + 1)


@lru_cache(maxsize=64)
def _places(signs: Signs, view: str) -> tuple[list[int], Mapping[int, list[tuple[Row, Sought]]]]:
    """Where in a text some row may match, in order, and the rows to try there."""
    tried: dict[int, list[tuple[Row, Sought]]] = {}
    for row, pattern in signs.rows:
        opened = places(view, pattern.known.opens or frozenset())
        if not opened or not all(places(view, need) for need in pattern.known.needs):
            continue
        for place in opened:
            tried.setdefault(place, []).append((row, pattern))
    return sorted(tried), tried


def spaced(fragment: str) -> str:
    """The regex fragment with every space outside a character class standing for any white space (` ?` for none or any)."""
    return _CLASS.sub(lambda m: {" ": r"\s+", " ?": r"\s*"}.get(m[0], m[0]), fragment)


def any_of(fragments: Sequence[str]) -> str:
    """One group for all of the fragments, the first that matches winning."""
    return "(?:" + "|".join(spaced(f) for f in fragments) + ")"


@lru_cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of lexicons/<name>.toml in file order. Raises ResourceError where one has no terms or words."""
    table = lexicon(name)["term"]
    if not all(row.get("ids") and row.get("patterns") for row in table):
        raise ResourceError(f"lexicons/{name}.toml: a term without ids or patterns")
    return tuple(Row(n, tuple(row["ids"]), {k: v for k, v in row.items() if k not in ("ids", "patterns")}) for n, row in enumerate(table))


@lru_cache
def signs(name: str, only: tuple[int, ...] | None = None) -> Signs:
    """lexicons/<name>.toml ready to be looked for; `only` keeps the rows of those numbers.

    Raises ResourceError where a part is not there, a pattern does not compile or may begin with something else than a word.
    """
    return Signs(tuple(row for row in _patterns(name) if only is None or row[0].number in only))


@lru_cache
def _patterns(name: str) -> tuple[tuple[Row, Sought], ...]:
    table = lexicon(name)
    parts: dict[str, str] = table.get("parts", {})

    def fill(pattern: str) -> str:
        for _ in range(5):
            pattern = _PART.sub(lambda m: parts[m[1]] if m[1] in parts else _missing(name, m[1]), pattern)
        return spaced(pattern)

    found = tuple((row, Sought(rf"(?<![\w-])(?:{'|'.join(fill(p) for p in table['term'][row.number]['patterns'])})(?!\w)", re.I)) for row in rows(name))
    for row, pattern in found:
        try:
            opens = pattern.known.opens
        except re.error as wrong:
            raise ResourceError(f"lexicons/{name}.toml: {'/'.join(row.ids)}: {wrong}") from wrong
        if opens is None:
            raise ResourceError(f"lexicons/{name}.toml: {'/'.join(row.ids)}: a pattern may begin with something else than a word")
    return found


def _missing(name: str, part: str) -> str:
    raise ResourceError(f"lexicons/{name}.toml: no part {part!r}")

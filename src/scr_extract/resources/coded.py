"""Lexicons of the coding frame's terms: families of words that signal a term, compiled to one regex per lexicon.

A lexicon holds rows `[[term]]` with `ids` (the frame's terms that the words signal), `patterns` (regex fragments, in
which a space matches any white space and `{{name}}` a fragment of `[parts]`), and options that a field reads
(`holder`, `where`, `when` ...). Where rows match at one place, the row that stands first in the file wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.errors import ResourceError
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

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


@dataclass(frozen=True, slots=True)
class Signs:
    """One compiled lexicon, or those of its rows that a field asked for."""

    regex: re.Pattern[str]
    rows: tuple[Row, ...]

    def find(self, view: str, span: Span) -> Iterator[Sign]:
        """The words that signal a term, in order and without overlap."""
        for m in self.regex.finditer(view, span.start, span.end):
            if m.lastgroup is not None and m.end() > m.start():
                yield Sign(self.rows[int(m.lastgroup[1:])], Span(*m.span()))


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
    """lexicons/<name>.toml compiled; `only` keeps the rows of those numbers.

    Raises ResourceError where a part is not there or a pattern does not compile.
    """
    table = lexicon(name)
    parts: dict[str, str] = table.get("parts", {})

    def fill(pattern: str) -> str:
        for _ in range(5):
            pattern = _PART.sub(lambda m: parts[m[1]] if m[1] in parts else _missing(name, m[1]), pattern)
        return spaced(pattern)

    kept = [row for row in rows(name) if only is None or row.number in only]
    groups = [f"(?P<t{n}>{'|'.join(fill(p) for p in table['term'][row.number]['patterns'])})" for n, row in enumerate(kept)]
    try:
        regex = re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?!\w)" if groups else r"(?!)", re.I)
    except re.error as wrong:
        raise ResourceError(f"lexicons/{name}.toml: {wrong}") from wrong
    return Signs(regex, tuple(kept))


def _missing(name: str, part: str) -> str:
    raise ResourceError(f"lexicons/{name}.toml: no part {part!r}")

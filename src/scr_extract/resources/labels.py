"""The labels of an entry's sections (`Findings include:`), from lexicons/labels.toml.

A label's `kind` says what its section holds: background, findings, recommendations, methodology, keywords, and so on;
`output_type` is the coding frame's term for the statements listed under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.errors import ResourceError
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.openings import LETTERS
from scr_extract.resources.sought import Sought


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


@dataclass(frozen=True, slots=True)
class Row:
    """One family of labels: its regex, what it labels, and whether it may stand inside a sentence."""

    regex: Sought
    label: Label
    anywhere: bool
    after: re.Pattern[str] | None = None
    """What the words just before the label must hold."""


_PART = re.compile(r"\{\{(\w+)\}\}")
_MARKUP = " *_#>\"'([•-·"
_LEFT = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|\(?[a-z]\))\Z", re.I)
"""A printed number before a label: `6.`, `4.2`, `(b)`."""
_REACH = 16


@lru_cache(maxsize=1)
def label_rows() -> tuple[Row, ...]:
    """The families in the lexicon's order. Raises ResourceError where a row names a part that is not there."""
    table = lexicon("labels")
    parts: dict[str, str] = table["parts"]

    def fill(pattern: str, depth: int = 0) -> str:
        if depth > 6:
            raise ResourceError("lexicons/labels.toml: the parts of a pattern name one another")
        return _PART.sub(lambda m: fill(parts[m[1]], depth + 1) if m[1] in parts else _missing(m[1]), pattern)

    return tuple(
        Row(
            Sought(_once(fill(row["pattern"])), re.X),
            Label(row["kind"], row.get("output_type"), row.get("listed", True)),
            row.get("anywhere", False),
            re.compile(row["after"]) if "after" in row else None,
        )
        for row in table["label"]
    )


def _missing(name: str) -> str:
    raise ResourceError(f"lexicons/labels.toml: no part {name!r}")


def _once(pattern: str) -> str:
    """Number the groups `alone` and `dash`, so that a part may be used twice in one pattern."""
    count = 0

    def number(m: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"(?P<{m[1]}_{count}>"

    return re.sub(r"\(\?P<(alone|dash)>", number, pattern)


_STARTS = re.compile(r"""(?<![\w'])[A-Z]|>(?=[ ]*[A-Z])|(?<=\n)[ *_#>"'(\[•\-\d.)]{0,12}[a-z]|(?<=[:|] )[a-z]""")
"""Where a label may begin: at a capital, at the first letter of a line, or after the title of a slide (`Child V: key messages`)."""
_TITLED = re.compile(r"(?:\d{1,3}[.)]?[ ]+)?[A-Z](?:[\w'.-]+|\b)(?:[ ][\w'.()&-]+){0,6}[ ]?[:|][ ]\Z")
_BROKEN = re.compile(r"\b(?P<head>[A-Za-z]{1,12})-[ ]?\n?[ ]?(?P<tail>[a-z]{2,12})\b(?!-)")
"""A word broken over a line's end; where it is a label's it is read whole, and its place in the text stays."""
_BULLET = re.compile(r"(?<!\S)[-•*][ ]+\Z")
"""What begins with it and a small letter is an item of a list."""
_BEFORE = 300


def label_hits(view: str, span: Span) -> Iterator[LabelHit]:
    """Every label in the span, in order of place and without overlap; the longest wins at one place."""
    written = span.of(view)
    if (whole := _BROKEN.sub(_mended, written)) != written:
        view = view[: span.start] + whole + view[span.end :]
    found = [(n, row, m) for n, row in enumerate(label_rows()) if row.anywhere for m in row.regex.finditer(view, span.start, span.end)]
    for start in (span.start, *(m.end() - 1 for m in _STARTS.finditer(view, span.start, span.end))):
        found += [(n, row, m) for n, row in _rows_for(view[start : start + LETTERS]) if (m := row.regex.regex.match(view, start, span.end))]
    hits = [(n, LabelHit(row.label, Span(*m.span()).trimmed(view))) for n, row, m in found if _stands(view, span, m, row)]
    end = span.start
    for _, hit in sorted(hits, key=lambda h: (h[1].span.start, -h[1].span.end, h[0])):
        if hit.span.start >= end and len(hit.span):
            yield hit
            end = hit.span.end


@lru_cache(maxsize=4096)
def _rows_for(letters: str) -> tuple[tuple[int, Row], ...]:
    """The families, with their places in the lexicon, whose label may begin with these letters."""
    return tuple((n, row) for n, row in enumerate(label_rows()) if not row.anywhere and row.regex.known.may_begin(letters))


def _mended(m: re.Match[str]) -> str:
    word = m["head"] + m["tail"]
    return word + " " * (len(m[0]) - len(word)) if word.lower() in _whole_words() else m[0]


@lru_cache(maxsize=1)
def _whole_words() -> frozenset[str]:
    return frozenset(lexicon("labels")["whole_words"])


def _stands(view: str, span: Span, m: re.Match[str], row: Row) -> bool:
    """True where a label can stand: at a line's or sentence's start with a capital, or with a capital before a colon in mid line."""
    start = m.start()
    if m.end() <= start or (start > span.start and view[start] != ">" and (view[start - 1].isalnum() or view[start - 1] == "'")):
        return False
    if row.after is not None and not row.after.search(view, max(span.start, start - _BEFORE), start):
        return False
    if row.anywhere:
        return True
    if view[start].islower() and _BULLET.search(view, max(span.start, start - 6), start):
        return False
    line_start, sentence_start = _place(view, span, start)
    whole = any(value is not None for name, value in m.groupdict().items() if name.startswith("alone"))
    if whole or line_start:
        return line_start or _titled(view, span, start) or _among_bullets(view, span, m)
    if not view[start].isupper() and view[start] != ">":
        return False
    return sentence_start or view[start] == ">" or (m[0].rstrip().endswith(":") and _loose(view, start))


def _place(view: str, span: Span, start: int) -> tuple[bool, bool]:
    """Whether a line, and whether a sentence, begins at `start`, marks and printed numbers before it aside."""
    left = max(span.start, start - _REACH)
    before = view[left:start].rstrip(_MARKUP)
    number = _LEFT.search(before)
    if number:
        bare = before[: number.start()].rstrip(_MARKUP)
        if (not bare and left == span.start) or bare.endswith("\n"):
            before = bare
    line = before.endswith("\n") or (not before and left == span.start)
    return line, line or before[-1:] in tuple(".!?;:)")


def _titled(view: str, span: Span, start: int) -> bool:
    """True where nothing but a short title and a colon stands before the label on its line."""
    line = max(view.rfind("\n", max(span.start, start - 70), start) + 1, span.start)
    return start - line <= 60 and _TITLED.fullmatch(view, line, start) is not None


def _among_bullets(view: str, span: Span, m: re.Match[str]) -> bool:
    """True in a page whose lines were lost: `• one • two Recommendations • three`."""
    line = max(view.rfind("\n", span.start, m.start()) + 1, span.start)
    return m[0][:1].isupper() and view[m.end() : span.end].lstrip(" ").startswith("•") and "•" in view[line : m.start()]


def _loose(view: str, start: int) -> bool:
    """A capital in mid line after a word in small letters, a number or a bracket: the full stop was lost."""
    before = view[max(0, start - 40) : start].rstrip()
    word = re.search(r"[\w'-]+\W?\Z", before)
    return bool(word and (word[0][0].islower() or word[0][0].isdigit()))

"""The rows of a report's family table, in cells or set as lines of text: who is in the family, how related, of which sex and age.

`Rowan   Subject   Male   14`, `Child | Child 1 | 12`, `Subject, 14`, `Rowan - female - 9 years old (at May 2016)`. Rows count only side by side,
since one line alone may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from scr_extract.fields.age_patterns import GAP, NUM, UNIT, one_of
from scr_extract.fields.age_values import Age, months, number
from scr_extract.fields.child_names import LOW, UP, Named, is_forename, pseudonyms
from scr_extract.fields.reading import Reading
from scr_extract.fields.telling import READ_AT_MOST
from scr_extract.model import BlockKind, Span
from scr_extract.resources.loader import lexicon

_HOLDERS = lexicon("ages")["holders"]
_ROLES = lexicon("children")["family"]
_LINE = re.compile(r"[^\n]+")
_LONGEST = 120
"""Characters of the longest line that is a row."""
_WIDE = re.compile(r"\s{2,}|\t\s*|\s+\|\s+")
_NARROW = re.compile(r"\s*[,|:;]\s*|\s+-\s+|\s*\((?:aged?\s+)?|\)")
_WORDS = "|".join(("(?P<adult>{adult})", "(?P<kin>{kin})", "(?P<subject>{subject})", "(?P<female>{female})", "(?P<male>{male})", "(?P<child>{child})"))
_ROLE = re.compile(
    rf"""(?:(?:the|half|full|step|maternal|paternal|older|elder|eldest|younger|youngest|twin|adult|foster|birth)[\s-]+){{0,3}}
    (?:{
        _WORDS.format(
            adult=one_of([*_HOLDERS["adult"], *_ROLES["adult"]]),
            kin=one_of(_HOLDERS["kin"]),
            subject=one_of(_ROLES["subject"]),
            female=one_of(_ROLES["female"]),
            male=one_of(_ROLES["male"]),
            child=one_of(_ROLES["child"]),
        )
    })
    (?:\s+(?:of\b|to\b|\(|and\s).{{0,40}}|\s+\d|\s+[A-Z]{{1,2}}\d?)?""",
    re.X | re.I,
)
_ASIDE = r"\s*\(?\s*(?:at|when|on|in)\s[^()\n]{1,50}\)?|\s*\([^()\n]{1,40}\)"
_AGE = re.compile(rf"(?P<aged>aged?\s*:?\s*)?(?P<n>{NUM})(?:{GAP}(?P<unit>{UNIT}))?(?:\s*old)?(?:{_ASIDE})?", re.I)
_FORENAME = re.compile(rf"['\"]?(?P<name>[{UP}][{LOW}]{{1,14}}(?:-[{UP}][{LOW}]+)?(?:\s+[{UP}][{LOW}'-]{{2,15}})?)['\"]?")
_NOW = re.compile(r"\bcurrent(?:ly)?\b|\bnow\b|\b(?:of|at)\s+(?:the\s+time\s+of\s+)?(?:writing|publication|(?:the|this)\s+report)\b", re.I)
_ABOVE = 160
"""Characters above a table in which its columns' heads say when its ages are taken."""
_OLDEST_CHILD = 18 * 12
_ROWS = 2
"""Rows that must stand side by side."""


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One member of the family. `role` is subject, child, kin or adult, empty where the row does not say."""

    span: Span
    name: Named | None
    role: str
    sex: str | None
    age: Age | None

    @property
    def grown(self) -> bool:
        return self.role in ("adult", "kin") or (self.age is not None and self.age.low is not None and self.age.low >= _OLDEST_CHILD)


@lru_cache(maxsize=1)
def family_rows(reading: Reading) -> tuple[FamilyRow, ...]:
    """The rows of the first family table of a report that has an adult or a sibling beside a child; none of a bulletin's entry."""
    if not reading.is_report:
        return ()
    for table in (*_in_cells(reading), *_in_lines(reading)):
        rows = tuple(row for cells in table if (row := _row(reading.view, cells)))
        if len(rows) >= _ROWS and any(not r.grown for r in rows) and any(r.grown for r in rows):
            now = _NOW.search(reading.view, max(reading.header.end, rows[0].span.start - _ABOVE), rows[0].span.start)
            return tuple(replace(r, age=None) for r in rows) if now else rows
    return ()


def family_names(reading: Reading) -> tuple[Named, ...]:
    """The reviewed children that the family table names: its subjects, else those of its children who are nobody's sibling."""
    rows = [r for r in family_rows(reading) if r.name and not r.grown]
    subjects = [r for r in rows if r.role == "subject"] or [r for r in rows if r.role == "child" and r.age]
    return tuple(r.name for r in subjects if r.name)


def _in_cells(reading: Reading) -> Iterator[list[list[Span]]]:
    cells = [b for b in reading.document.blocks if b.kind is BlockKind.TABLE_CELL and b.row and reading.body.covers(b.span)]
    for _, table in groupby(cells, lambda b: b.row[0] if b.row else None):
        yield [[b.span.trimmed(reading.view) for b in row] for _, row in groupby(table, lambda b: b.row[1] if b.row else None)]


def _in_lines(reading: Reading) -> Iterator[list[list[Span]]]:
    """Runs of neighbouring lines that can be rows, blank lines between them left out of account."""
    run: list[list[Span]] = []
    for m in _LINE.finditer(reading.view, reading.header.end, min(reading.body.end, reading.body.start + READ_AT_MOST)):
        if not m[0].strip():
            continue
        line = Span(*m.span()).trimmed(reading.view)
        cells = _split(reading.view, line) if len(line) <= _LONGEST else []
        if len(cells) >= 2 and _row(reading.view, cells):
            run.append(cells)
            continue
        if len(run) >= _ROWS:
            yield run
        run = []
    if len(run) >= _ROWS:
        yield run


def _split(view: str, line: Span) -> list[Span]:
    for sign in (_WIDE, _NARROW):
        ends = [(m.start(), m.end()) for m in sign.finditer(view, line.start, line.end)]
        places = [line.start, *(p for pair in ends for p in pair), line.end]
        cells = [Span(a, b).trimmed(view) for a, b in zip(places[::2], places[1::2], strict=True) if b > a]
        if len(cells) >= 2:
            return cells
    return []


def _row(view: str, cells: Sequence[Span]) -> FamilyRow | None:
    """The member whom these cells describe; None where none of the first two is a name or a role, or no later one a role, a sex or an age."""
    name: Named | None = None
    role, sex, age = "", None, None
    told = 0
    for n, cell in enumerate(cells):
        if age is None and n and (counted := _AGE.fullmatch(view, cell.start, cell.end)):
            age, told = _age(cell, counted), told + 1
            role = role or ("" if age else "adult")
        elif name is None and n <= 1 and (named := _name(view, cell)):
            name, told = named, told + 1
        elif m := _ROLE.fullmatch(view, cell.start, cell.end):
            kind = m.lastgroup or ""
            sex = sex or (kind if kind in ("female", "male") else None)
            role = role or ("child" if kind in ("female", "male") else kind)
            role = kind if kind in ("subject", "kin", "adult") and role in ("", "child") else role
            told += 1
        elif not n:
            return None
    if told < 2 or (name is None and not role):
        return None
    return FamilyRow(Span(cells[0].start, cells[-1].end), name, role, sex, age)


def _name(view: str, cell: Span) -> Named | None:
    named = next(iter(pseudonyms(view, cell)), None)
    if named is not None and named.span.start <= cell.start + 1 and named.span.end >= cell.end - 1:
        return named if not named.name.startswith(("Sibling", "Brother", "Sister", "Subject")) else None
    m = _FORENAME.fullmatch(view, cell.start, cell.end)
    known = m and not _ROLE.fullmatch(view, cell.start, cell.end) and all(is_forename(w) for w in m["name"].split())
    return Named(m["name"], Span(*m.span("name"))) if m and known else None


def _age(cell: Span, m: re.Match[str]) -> Age | None:
    bounds = months(number(m["n"]), m["unit"] or "years")
    return Age(Span(cell.start, m.end("unit") if m["unit"] else m.end("n")), *bounds, "row") if bounds else None

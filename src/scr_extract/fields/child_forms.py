"""What covers, forms and tables tell of a child: names in header lines, `Age: 8 months`, a family table's rows.

Also siblings' ages, which never become the child's but stand in the children table under the sibling's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.fields.age_patterns import GAP, NUM, UNIT
from scr_extract.fields.age_values import Age, months, number, summed
from scr_extract.fields.ages import ages
from scr_extract.fields.child_ages import ChildAge, of_sentence
from scr_extract.fields.child_paragraphs import introduced
from scr_extract.fields.family_rows import family_rows
from scr_extract.fields.holders import holder
from scr_extract.fields.reading import Reading
from scr_extract.fields.telling import READ_AT_MOST, fact, story
from scr_extract.model import Block, BlockKind, Span

_AGE_LABEL = re.compile(r"(?:child'?s?\s+|subject'?s?\s+)?age\b[^:\n]{0,40}:", re.I)
_OTHERS = re.compile(r"\b(?:mother|father|parent|sibling|brother|sister|partner|carer|adult|perpetrator)(?:'s|s')?\s+(?:\w+\s+)?$", re.I)
_HEADED = re.compile(r"(?<!current\s)(?<!present\s)\bAge\b(?!\s+now\b)", re.I)
_SEX = re.compile(r"\b(?:(?P<female>F|female|daughter|girl|sister)|(?P<male>M|male|son|boy|brother))\b")
_MORE = rf"(?:,?\s+(?:and\s+)?{NUM}{GAP}(?:months?|mths?|weeks?|wks?|days?)\b)?"
"""The smaller units of one age: `2 yrs 7 mths`."""
_CELL_AGE = re.compile(
    rf"(?:Aged?\s*:?\s*)?\b(?P<n>{NUM})(?:{GAP}(?P<unit>{UNIT})(?:,?\s+(?:and\s+)?(?P<more>{NUM}){GAP}(?P<more_unit>(?:months?|mths?|weeks?|wks?|days?)\b))?)?(?:\s*old)?\s*$",
    re.I,
)
_ASIDE = r"|\s*\((?P<aside>1[0-7]|[1-9])\)"
_CODED = 2
"""Characters of the longest letter or number that stands for a child's name."""
_HEAD_REACH = 500
"""Characters between a table's heading row and the last row that it still governs."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a family table that gives a named child's age, and sex where it says it."""

    name: str
    age: Age
    sex: str | None


def title_ages(reading: Reading, names: Sequence[str]) -> Iterator[ChildAge]:
    """Ages in the heading."""
    if reading.heading:
        yield from of_sentence(reading.view, reading.heading, names)


def label_ages(reading: Reading) -> Iterator[Age]:
    """`Age: 8 months` and `Age at death: 3 months` on a cover, slide or form, unless they are a relative's."""
    span = Span(reading.span.start, min(reading.span.end, max(reading.body.start, reading.header.end) + 600))
    found = list(ages(reading.view, span))
    for age in found:
        if _AGE_LABEL.match(age.span.of(reading.view)) and not _OTHERS.search(reading.view, max(span.start, age.span.start - 30), age.span.start):
            yield from (a for a in found if a == age or (age.whole is not None and a.whole == age.whole))
            return


def row_ages(reading: Reading, names: Sequence[str]) -> Iterator[Row]:
    """Rows of family tables, and `Ben (10)` in running text, for the children of these names; each name once."""
    seen: set[str] = set()
    own = (Row(i.name, i.age, i.sex) for i in introduced(reading, names))
    for row in (*_family(reading, names), *own, *_cells(reading, names), *_lines(reading, names), *_brackets(reading, names)):
        if row.name not in seen:
            seen.add(row.name)
            yield row


def _family(reading: Reading, names: Sequence[str]) -> Iterator[Row]:
    """The rows of a report's family table for the children of these names, and for the only child the row that says it is the subject's."""
    for row in family_rows(reading):
        own = row.name.name if row.name else names[0] if len(names) == 1 and row.role == "subject" else None
        if row.age and own in names and own is not None and not row.grown:
            yield Row(own, row.age, row.sex)


def _cells(reading: Reading, names: Sequence[str]) -> Iterator[Row]:
    rows: dict[tuple[int, int], list[Block]] = {}
    for block in reading.document.blocks:
        if block.kind is BlockKind.TABLE_CELL and block.row and reading.span.covers(block.span):
            rows.setdefault(block.row[:2], []).append(block)
    for (table, row), cells in rows.items():
        words = [" ".join(c.span.of(reading.view).split()) for c in cells]
        name = next((n for n in names if n in words), None)
        if name is None:
            continue
        heads = {c.row[2]: c.span.of(reading.view) for c in rows.get((table, 0), []) if c.row} if row else {}
        for cell in cells:
            column = heads.get(cell.row[2], "") if cell.row else ""
            if _HEADED.search(column) or cell.span.of(reading.view).strip().lower().startswith("age"):
                age = _number(reading.view, cell.span)
                if age:
                    yield Row(name, age, _sex(" | ".join(words)))
                    break


def _lines(reading: Reading, names: Sequence[str]) -> Iterator[Row]:
    span = Span(reading.body.start, min(reading.body.end, reading.body.start + READ_AT_MOST))
    heads = [m.end() for m in _HEADED.finditer(reading.view, span.start, span.end)]
    for name in names:
        stands = re.escape(name).replace(r"\ ", r"\s+")
        cells = re.compile(
            rf"(?<![\w]){stands}\s+(?P<sex>M|F|Male|Female|Son|Daughter)\s+(?P<age>(?:Age\s*:?\s*)?\d{{1,2}}(?:\s*(?:years?|months?|weeks?))?)(?=\s)", re.I
        )
        line = re.compile(rf"^[ \t]*{stands}\b(?P<rest>[^\n.]{{0,80}}?)\s(?P<age>\d{{1,2}}(?:\s*(?:years?|months?|weeks?))?)[ \t]*$", re.M | re.I)
        for regex in (cells, line):
            for m in regex.finditer(reading.view, span.start, span.end):
                headed = any(0 <= m.start() - h <= _HEAD_REACH for h in heads) or m["age"].lower().startswith("age")
                age = _number(reading.view, Span(*m.span("age"))) if headed else None
                if age:
                    yield Row(name, age, _sex(m[0][len(name) :]))
                    break


def _brackets(reading: Reading, names: Sequence[str]) -> Iterator[Row]:
    """`Ben (10)`, `P1 (9)` of Child P1, `Nova, 14, a girl`, `Mace (male, 14)`, `Dot, f, 2 yrs 7 mths`."""
    end = min(reading.body.end, reading.body.start + READ_AT_MOST)
    for name in names:
        if told := _on_cover(reading, name):
            yield told
            continue
        m = beside(name).search(reading.view, min(reading.body.start, fact(reading).start), end)
        place = next((Span(*m.span(g)) for g in ("aside", "between", "closing") if m.groupdict().get(g)), None) if m else None
        age = _number(reading.view, place) if place else None
        if age and m:
            said = m["sex"] or m["also"] or m.groupdict().get("of") or ""
            yield Row(name, age, _sex(said.upper() if len(said) == 1 else said))


def _on_cover(reading: Reading, name: str) -> Row | None:
    """`and her daughter 'Poppy' aged 7`, `Isla (4) and Finlay (2)` in the lines above the narrative; `Child A (4)` may be the fourth of its kind."""
    number = rf"(?:{NUM})(?:{GAP}{UNIT})?(?:\s*old)?"
    words = re.compile(
        rf"(?<![\w-]){re.escape(name)}['\"]?(?:,?\s+\(?(?:then\s+)?aged?:?\s+(?P<age>{number})(?=\W|$)|,\s+(?P<bare>{number})(?=\s*(?:\n|$))"
        rf"{_ASIDE if len(name.split()[-1]) > _CODED else ''})",
        re.I,
    )
    m = words.search(reading.view, reading.header.start, reading.header.end)
    group = next((g for g in ("age", "bare", "aside") if m.groupdict().get(g)), None) if m else None
    age = _number(reading.view, Span(*m.span(group))) if m and group else None
    return Row(name, age, None) if age else None


@lru_cache(maxsize=256)
def beside(name: str) -> re.Pattern[str]:
    """A number right beside the name or its last part: in brackets, perhaps with the sex, or between commas, perhaps after a bracket."""
    last = name.split()[-1]
    stands = re.escape(name).replace(r"\ ", r"\s+")
    bare = rf"|(?<![\w.'-]){re.escape(last)}" if last != name and not last.isdigit() and last not in ("A", "I") else ""
    number = rf"(?:{NUM})(?:{GAP}{UNIT}{_MORE})?(?:\s*old)?"
    sex = r"(?:male|female|boy|girl|m|f)"
    list_goes_on = r"(?!(?:and|&)\b)" if len(last) == 1 else ""  # `Siblings A, 2, and 3`
    soft = r"(?:(?:then|nearly|almost|just|only|about|aged)\s+){0,2}"
    with_unit = rf"(?:{NUM}){GAP}{UNIT}{_MORE}(?:\s*old)?"
    between = (
        ""
        if last.isdigit()
        else rf"|(?:\s\([^()\n]{{1,40}}\))?,\s(?:(?P<of>{sex}),\s)?{soft}(?:(?P<between>{number}),(?=\s{list_goes_on})"
        rf"|(?P<closing>{with_unit})(?=\s*(?:[.;)\n]|$)))"
    )
    return re.compile(
        rf"(?<!\w)(?i:{stands}{bare})['\"]?(?i:\s*\((?:(?P<sex>{sex})\s*,?\s*)?(?:aged?\s+)?(?P<aside>{number})(?:\s*,?\s*(?P<also>{sex}))?\){between})"
    )


def _number(view: str, span: Span) -> Age | None:
    m = _CELL_AGE.search(view, span.start, span.end)
    if m is None:
        return None
    bounds = summed(months(number(m["n"]), m["unit"] or "years"), m["unit"], m["more"], m["more_unit"])
    return Age(Span(m.start(), span.end).trimmed(view), *bounds, "row") if bounds else None


def _sex(words: str) -> str | None:
    m = _SEX.search(words) or re.search(r"\b(?:(?P<female>Female|Daughter|Girl|Sister)|(?P<male>Male|Son|Boy|Brother))\b", words)
    return None if m is None else "female" if m["female"] else "male"


def sibling_ages(reading: Reading, kin: Sequence[str]) -> Iterator[tuple[str, Age]]:
    """The ages of the siblings that the heading names: `his brothers, aged 10 and five`, `John (10)`."""
    if not kin:
        return
    rows = {row.name: row.age for row in row_ages(reading, kin)}
    for sentence in story(reading):
        found = [(a, holder(reading.view, sentence, a, kin)) for a in ages(reading.view, sentence)]
        listed = [a for a, h in found if h.kind == "kin" and a.among == len(kin)]
        if len(listed) == len(kin):
            for name, age in zip(kin, listed, strict=True):
                rows.setdefault(name, age)
        for age, who in found:
            if who.name:
                rows.setdefault(who.name, age)
    yield from rows.items()


def twins_among(reading: Reading, subjects: Sequence[str]) -> tuple[str, ...]:
    """The two of more children whom the text calls the twins."""
    for s in story(reading):
        words = reading.words(s)
        for a in subjects:
            for b in subjects:
                if any(f"{twins}{a} and {b}" in words for twins in ("twins, ", "twins ", "twins (")):
                    return (a, b)
    return ()

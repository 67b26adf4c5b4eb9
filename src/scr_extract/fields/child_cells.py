"""What the cells of a table's entry say of its children: `Age | 5 weeks`, `Gender | F`, `Child | Teal and Finch`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.age_lists import read, run_of
from scr_extract.fields.age_patterns import NUM
from scr_extract.fields.age_short import PARTS
from scr_extract.fields.age_values import Age, months
from scr_extract.fields.ages import ages
from scr_extract.fields.reading import Reading
from scr_extract.fields.sex import Sexed
from scr_extract.fields.telling import cells
from scr_extract.model import Span

_LONGEST = 120
"""Characters of the longest cell that gives an age or a sex; what is longer tells a story."""
_NUMBER = re.compile(NUM, re.I)
_ABOUT = re.compile(r"(?:aged?|approx\w*\.?|about|around|circa|c\.|almost|nearly|just)[\s:]*|[\s(]+", re.I)
_END = re.compile(r"\s*(?:old|of\s+age)?\s*(?:[(,;./]|$|\bat\b|\bwhen\b|(?:male|female|boys?|girls?|m|f)\b)", re.I)
_CLINICAL = re.compile(r"(?P<n>\d{1,2})/(?P<of>12|52|7)(?![\d/])")
_SEX = re.compile(r"(?<![A-Za-z])(?:(?P<male>males?|boys?|m)|(?P<female>females?|girls?|f))(?!\w|/)", re.I)


def cell_ages(reading: Reading, several: int) -> Iterator[Age]:
    """The ages in the age cells, a bare number in years; `2 years and 9 months` is two ages where the entry names two children."""
    for cell in (*cells(reading, "age"), *cells(reading, "both")):
        if len(cell) > _LONGEST:
            continue
        found = list(ages(reading.view, cell)) or list(_bare(reading.view, cell))
        for age in found:
            yield from age.parts if age.parts and several == 2 and len(found) == 1 else (age,)


def _bare(view: str, cell: Span) -> Iterator[Age]:
    start = cell.start
    while m := _ABOUT.match(view, start, cell.end):
        start = m.end()
    if m := _SEX.match(view, start, cell.end):
        start = m.end()
        while m := _ABOUT.match(view, start, cell.end):
            start = m.end()
    if (m := _CLINICAL.match(view, start, cell.end)) and (bounds := months(int(m["n"]), PARTS[m["of"]])):
        yield Age(Span(*m.span()), *bounds, "cell")
    elif _NUMBER.match(view, start, cell.end):
        items, joins, _ = run_of(view, start, cell.end)
        if items and _END.match(view, items[-1].end(), cell.end):
            yield from read(start, "cell", items, joins)


def cell_sexes(reading: Reading) -> Iterator[Sexed]:
    """The sexes in the sex cells, in order."""
    for cell in (*cells(reading, "sex"), *cells(reading, "both")):
        if len(cell) <= _LONGEST:
            for m in _SEX.finditer(reading.view, cell.start, cell.end):
                yield Sexed("male" if m["male"] else "female", Span(*m.span()))

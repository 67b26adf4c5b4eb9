"""The recommendations, findings and learning points of a full report, as rows (FORMATS section 8).

Reports print them in three ways: under a printed name and number (`Recommendation 3`, `Finding B: ...`) anywhere in the
report; numbered, bulleted or as paragraphs in a section whose heading says what it holds; and in tables of such a
section. Whatever stands in contents, glossaries, references, action plans or another review's recommendations is not read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from scr_extract.fields.printed_marks import (
    NAMED,
    NUMBER,
    PARAGRAPH,
    PRINTED,
    SHORT,
    UNNUMBERED,
    after_whom,
    asked_of_one,
    kind_of_name,
    mark_of,
    says,
    statement_words,
    tells_in_paragraphs,
    with_parts,
)
from scr_extract.fields.reading import Reading
from scr_extract.fields.statement_lines import cut_at, lines_apart
from scr_extract.model import Block, BlockKind, Part, Span
from scr_extract.resources.sections import section_label

BOARD, SINGLE_AGENCY = "board", "single_agency"
_NOT_READ = frozenset({"contents", "glossary", "references", "earlier_review", "action_plan"})
_CODE = re.compile(rf"\(?{NUMBER}[.)]?")
_COUNTED = re.compile(r"(?P<of>[A-Z]{0,4}\.?(?:\d{1,3}\.){0,3})(?P<n>\d{1,3})")


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: its words' span, number as printed, the coding frame's output type, and the headings it stands under."""

    span: Span
    number: str | None
    output_type: str
    label: str | None
    scope: str | None
    heading: Span | None


@lru_cache(maxsize=1)
def rows(reading: Reading) -> tuple[Row, ...]:
    """Every statement of the report in reading order, each once though a summary may print it too."""
    if not reading.is_report:
        return ()
    found: list[Row] = []
    printed = [b for b in reading.document.blocks if b.kind is not BlockKind.FURNITURE]
    whole = [replace(b, span=b.span.trimmed(reading.view)) for b in cut_at(printed, reading.segment.parts)]
    shown = tuple(lines_apart(reading.view, [b for b in whole if len(b.span)]))
    starts = [b.span.start for b in shown]
    for part, label, heading in _sections(reading):
        blocks = shown[bisect_left(starts, part.heading.start) : bisect_left(starts, part.span.end)]
        named = list(_named(reading, part, blocks, label, heading))
        found += named
        if part.kind == SINGLE_AGENCY:
            found += _listed(reading, part, blocks, label, heading)
        elif not _holds(part, named):
            first = min((row.span.start for row in named), default=part.span.end)
            found += _listed(reading, part, tuple(b for b in blocks if b.span.end <= first), label, heading)
    return _once(reading, found)


def _holds(part: Part, named: list[Row]) -> bool:
    """Whether the statements printed by name are what the section is for: questions may stand before the next named finding."""
    label = section_label(part.kind)
    return any(label is None or label.output_type is None or row.output_type == label.output_type for row in named)


def _sections(reading: Reading) -> Iterator[tuple[Part, str | None, Span | None]]:
    """Each section with the words of its heading and, of a nested one, the heading that says whom it addresses."""
    above: list[Part] = []
    for part in reading.segment.parts:
        while above and above[-1].level >= part.level:
            above.pop()
        words = reading.words(part.heading)
        if _is_columns(words):  # a table's head set like a heading
            owner = above[-1] if above else part
        elif len(words) > SHORT and NAMED.match(words):  # a statement set as a heading stands under the one above it
            owner = above[-1] if above else part
            above.append(part)
        else:
            above.append(part)
            owner = part
        if part.kind not in _NOT_READ:
            yield part, reading.words(owner.heading), owner.heading


def _is_columns(words: str) -> bool:
    return bool(statement_words()["columns"].fullmatch(words))


def _named(reading: Reading, part: Part, blocks: tuple[Block, ...], label: str | None, heading: Span | None) -> Iterator[Row]:
    """`Recommendation 3` on its own line or before its words, wherever it stands."""
    view = reading.view
    for n, block in enumerate(blocks):
        m = NAMED.match(view, block.span.start, block.span.end) if block.kind is not BlockKind.TABLE_CELL else None
        alone = UNNUMBERED.match(view, block.span.start, block.span.end) if m is None and block.kind is not BlockKind.TABLE_CELL else None
        if alone and block.span.end - alone.end() > 20:
            span = with_parts(view, Span(alone.end(), block.span.end), blocks[n + 1 :])
            yield Row(span.trimmed(view), None, kind_of_name(alone["name"]), label, _scope(part, label), heading)
            continue
        if m is None or (m["mark"] is None and m.end() < block.span.end and not says(view, m.end(), block.span.end)):
            continue
        kind = kind_of_name(m["name"])
        asked = Span(*m.span("whom")) if m["whom"] else heading  # `Recommendation 1 (Welsh Government): to ...`
        if m.end() < block.span.end:
            span = with_parts(view, Span(after_whom(view, m.end(), block.span.end), block.span.end), blocks[n + 1 :])
        else:
            below = next((b for b in blocks[n + 1 : n + 2] if b.kind in (BlockKind.BODY, BlockKind.LIST_ITEM) or len(b.span) > 60), None)
            if below is None or NAMED.match(view, below.span.start, below.span.end):
                continue
            span = with_parts(view, below.span, blocks[n + 2 :])
        yield Row(span.trimmed(view), m["number"], kind, label, _scope(part, label), asked)


def _scope(part: Part, label: str | None) -> str:
    return SINGLE_AGENCY if part.kind == SINGLE_AGENCY else BOARD


def _listed(reading: Reading, part: Part, blocks: tuple[Block, ...], label: str | None, heading: Span | None) -> Iterator[Row]:
    """The statements of a section that holds nothing else: numbered, bulleted, in a table, or paragraphs that tell somebody what to do."""
    kind = section_label(part.kind)
    if kind is None or kind.output_type is None or part.kind == "action_plan":
        return
    tables = [b for b in blocks if b.row is not None]
    if tables:
        yield from _from_table(reading, tables, kind.output_type, label, _scope(part, label), heading)
    prose = [b for b in blocks if b.row is None and b.kind is not BlockKind.HEADING and b.span.start >= part.span.start]
    if tables and len(tables) > len(prose):
        return
    told = kind.output_type == "recommendation"
    if not told and tells_in_paragraphs(reading.view, prose):
        prose = [b for b in prose if not PARAGRAPH.match(reading.view, b.span.start, b.span.end)]  # the numbers are those of paragraphs
    view = reading.view
    skip = 0
    before: str | None = None
    for n, block in enumerate(prose):
        if n < skip:
            continue
        m = PRINTED.match(view, block.span.start, block.span.end)
        number = (m["number"] or m["letter"]) if m else None
        start = m.end() if m else block.span.start
        words = Span(start, block.span.end).trimmed(view)
        marked = m is not None or block.kind is BlockKind.LIST_ITEM
        asks = _goes_on(before, number) or _is_statement(view, words, told=told, marked=marked, label=label)
        if len(words) < 12 or not (asks or (told and number and n + 1 < len(prose) and _opens_a_run(view, number, prose[n + 1], label))):
            continue
        shared = list(asked_of_one(view, words, prose[n + 1 :]))
        if shared:
            skip = n + 1 + len(shared)
            yield from (Row(span_, letter, kind.output_type, label, _scope(part, label), words) for span_, letter in shared)
            continue
        span = with_parts(view, words, tuple(prose[n + 1 :]), mark_of(m[0] if m else "•") if m or block.kind is BlockKind.LIST_ITEM else None)
        if told and span == words and words.of(view).endswith(":"):
            continue  # `The reviewer recommends that:` over recommendations with numbers of their own
        skip = next((k for k in range(n + 1, len(prose)) if prose[k].span.start >= span.end), len(prose))
        before = number
        yield Row(span.trimmed(view), number, kind.output_type, label, _scope(part, label), heading)


def _opens_a_run(view: str, number: str, below: Block, label: str | None) -> bool:
    """Whether the next block has the next number and asks for something: then this one does too, though its verb is a rare one."""
    m = PRINTED.match(view, below.span.start, below.span.end)
    return bool(
        m and "." not in number and _goes_on(number, m["number"]) and _is_statement(view, Span(m.end(), below.span.end), told=True, marked=True, label=label)
    )


def _goes_on(before: str | None, number: str | None) -> bool:
    """Whether a number is the next one after a statement's, so that the words need not tell by themselves that they ask for something."""
    last, this = (_COUNTED.fullmatch(n or "") for n in (before, number))
    return bool(last and this and last["of"] == this["of"] and int(this["n"]) == int(last["n"]) + 1)


def _is_statement(view: str, words: Span, *, told: bool, marked: bool, label: str | None) -> bool:
    """Recommendations tell somebody what to do; findings and learning count as rows only where the page sets them apart as a list."""
    known = statement_words()
    if known["introduces"].search(view, words.start, words.end) and not (marked and not known["lists"].search(view, words.start, words.end)):
        return False
    if told:
        asked = ("imperative", "asked") if marked else ()
        return bool(known["directs"].search(view, words.start, words.end)) or any(known[name].match(view, words.start, words.end) for name in asked)
    return marked and len(words) <= 600 and not words.of(view).endswith(":")


def _from_table(reading: Reading, cells: list[Block], output_type: str, label: str | None, scope: str, heading: Span | None) -> Iterator[Row]:
    """One row of a table is one statement: the cell under `Recommendation`, else the longest, with the code beside it."""
    lines: dict[tuple[int, int], list[Block]] = {}
    for cell in cells:
        if cell.row is not None:
            lines.setdefault(cell.row[:2], []).append(cell)
    column: dict[int, int] = {}
    for (table, _), row in lines.items():
        texts = [reading.words(c.span) for c in row]
        heads = [statement_words()["columns"].fullmatch(t) is not None for t in texts]
        if sum(heads) >= max(1, len(row) - 1) and max(len(t) for t in texts) <= 60:
            named = [c.row[2] for c, t in zip(row, texts, strict=True) if c.row and statement_words()["statement_column"].search(t)]
            if named:
                column[table] = named[0]
            continue
        at = column.get(table)
        cell = next((c for c in row if c.row and c.row[2] == at), None) or max(row, key=lambda c: len(c.span))
        if len(cell.span) < 12:
            continue
        number = next((t for c, t in zip(row, texts, strict=True) if c is not cell and _CODE.fullmatch(t)), None)
        m = PRINTED.match(reading.view, cell.span.start, cell.span.end) if number is None else None
        span = Span(m.end() if m and m["number"] else cell.span.start, cell.span.end).trimmed(reading.view)
        yield Row(span, number.strip("().") if number else (m["number"] if m else None), output_type, label, scope, heading)


def _once(reading: Reading, found: list[Row]) -> tuple[Row, ...]:
    """Each statement once: of two with the same words the one in its own section stays, not the one in the summary."""
    kept: dict[tuple[str, str], Row] = {}
    for row in sorted(found, key=lambda r: r.span):
        key = (row.output_type, re.sub(r"\W+", " ", reading.words(row.span).lower()).strip())
        kept[key] = row  # the summary stands before the section
    out: list[Row] = []
    for row in sorted(kept.values(), key=lambda r: r.span):
        if not out or row.span.start >= out[-1].span.end:
            out.append(row)
    return tuple(out)

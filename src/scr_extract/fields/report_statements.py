"""The recommendations, findings and learning points of a full report, as rows (FORMATS section 8).

Reports print them in three ways: under a printed name and number (`Recommendation 3`, `Finding B: ...`) anywhere in the
report; numbered, bulleted or as paragraphs in a section whose heading says what it holds; and in tables of such a
section. Whatever stands in contents, glossaries, references, action plans or another review's recommendations is not read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.fields.reading import Reading
from scr_extract.model import Block, BlockKind, Part, Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sections import section_label

BOARD, SINGLE_AGENCY = "board", "single_agency"
_NOT_READ = frozenset({"contents", "glossary", "references", "earlier_review", "action_plan"})
_NUMBER = r"(?:[A-Z]{0,4}\.?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[A-Z]|[ivx]{1,5})"
_NAMED = re.compile(
    rf"(?:[•*]\s*)?(?P<name>(?:key\s+|priority\s+|practice\s+|overview\s+|board\s+|national\s+|local\s+)?(?:recommendation|finding|learning\s+point|lesson|learning))"
    rf"\s+(?:no\.?\s*|number\s+)?(?P<number>{_NUMBER}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b\s*(?P<mark>[:.)-])?\s*",
    re.I,
)
_UNNUMBERED = re.compile(r"(?P<name>recommendation|key\s+recommendation|learning\s+point)\s*:\s+(?=\S)", re.I)
_DIGITS = r"[A-Z]{0,4}\.?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?"
_PRINTED = re.compile(rf"(?:[•*●-]\s+|\(?(?P<number>{_NUMBER}(?=[.):])|{_DIGITS}(?=\s+[^a-z]))[.):]*\s+(?=\S)|\((?P<letter>[a-z]|[ivx]{{1,4}})\)\s*)")
"""A bullet or number before a statement. A letter needs its mark (`A. Nurses`, not `A nurse`), a bare number a capital after it."""
_CODE = re.compile(rf"\(?{_NUMBER}[.)]?")
_ENDED = re.compile(r"[.;:?!]['\")\]]*$")
_SHORT = 60
_ASKED_OF = re.compile(
    r"\b(?:(?:is|are)\s+(?:asked|invited|required|requested|recommended|urged)\s+to|should|must|recommend(?:s|ed)?\s+that(?:\s+the\s+\w+)?)\s*:$", re.I
)
"""The end of a line that asks somebody for all that is listed below it."""
_LAST_WORDS = re.compile(r"[;,]?\s*(?:\band)?\s*$", re.I)
_LETTER = re.compile(r"\w+")
_PART_OF = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s|[•*●-]\s", re.I)


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
def _words() -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(terms).replace(" ", r"\s+"), re.I) for name, terms in lexicon("report_statements").items()}


@lru_cache(maxsize=1)
def rows(reading: Reading) -> tuple[Row, ...]:
    """Every statement of the report in reading order, each once though a summary may print it too."""
    if not reading.is_report:
        return ()
    found: list[Row] = []
    shown = tuple(b for b in reading.document.blocks if b.kind is not BlockKind.FURNITURE)
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
        elif len(words) > _SHORT and _NAMED.match(words):  # a statement set as a heading stands under the one above it
            owner = above[-1] if above else part
            above.append(part)
        else:
            above.append(part)
            owner = part
        if part.kind not in _NOT_READ:
            yield part, reading.words(owner.heading), owner.heading


def _is_columns(words: str) -> bool:
    return bool(_words()["columns"].fullmatch(words))


def _named(reading: Reading, part: Part, blocks: tuple[Block, ...], label: str | None, heading: Span | None) -> Iterator[Row]:
    """`Recommendation 3` on its own line or before its words, wherever it stands."""
    view = reading.view
    for n, block in enumerate(blocks):
        m = _NAMED.match(view, block.span.start, block.span.end) if block.kind is not BlockKind.TABLE_CELL else None
        alone = _UNNUMBERED.match(view, block.span.start, block.span.end) if m is None and block.kind is not BlockKind.TABLE_CELL else None
        if alone and block.span.end - alone.end() > 20:
            span = _with_parts(view, Span(alone.end(), block.span.end), blocks[n + 1 :])
            yield Row(span.trimmed(view), None, _kind_of_name(alone["name"]), label, _scope(part, label), heading)
            continue
        if m is None or (m["mark"] is None and m.end() < block.span.end and not _says(view, m.end(), block.span.end)):
            continue
        kind = _kind_of_name(m["name"])
        if m.end() < block.span.end:
            span = _with_parts(view, Span(_after_whom(view, m.end(), block.span.end), block.span.end), blocks[n + 1 :])
        else:
            below = next((b for b in blocks[n + 1 : n + 2] if b.kind in (BlockKind.BODY, BlockKind.LIST_ITEM) or len(b.span) > 60), None)
            if below is None or _NAMED.match(view, below.span.start, below.span.end):
                continue
            span = _with_parts(view, below.span, blocks[n + 2 :])
        yield Row(span.trimmed(view), m["number"], kind, label, _scope(part, label), heading)


def _after_whom(view: str, start: int, end: int) -> int:
    """Where the statement begins: below a first line that only says for whom it is (`Recommendation 1 - for health`)."""
    line = view.find("\n", start, end)
    first = view[start:line] if line > start else ""
    whole = first and len(first) <= _SHORT and not _ENDED.search(first.rstrip()) and view[line:end].lstrip()[:1].isupper()
    return line + 1 if whole and not _words()["directs"].search(first) else start


def _says(view: str, start: int, end: int) -> bool:
    """True where a capital opens the words after a number with no mark: `Recommendation 3 The Board should`."""
    return view[start:end][:1].isupper() and end - start > 20


def _kind_of_name(name: str) -> str:
    word = name.lower().split()[-1]
    return {"recommendation": "recommendation", "finding": "finding"}.get(word, "learning_point")


def _scope(part: Part, label: str | None) -> str:
    return SINGLE_AGENCY if part.kind == SINGLE_AGENCY else BOARD


def _mark(marked: str) -> str:
    """What kind of mark opens a statement: a bullet, a letter or a number."""
    found = marked.strip(" ().:")
    return "•" if not found[:1].isalnum() else "a" if found.isalpha() else "1"


def _with_parts(view: str, span: Span, after: tuple[Block, ...], mark: str | None = None) -> Span:
    """A statement with what belongs to it: the lettered parts after its colon, and the rest of a sentence cut by a page.

    What is marked as the statement itself is (`mark`) is the next of its list and no part of it, whatever sign stands between.
    """
    end = span.end
    for block in after:
        printed = _PRINTED.match(view, block.span.start, block.span.end)
        own = _mark(printed[0]) if printed else "•" if block.kind is BlockKind.LIST_ITEM else None
        if mark is not None and own == mark and end == span.end:
            break
        if (
            block.kind in (BlockKind.HEADING, BlockKind.TABLE_CELL)
            or _UNNUMBERED.match(view, block.span.start, block.span.end)
            or _NAMED.match(view, block.span.start, block.span.end)
        ):
            break
        done = view[:end].rstrip()[-1:] if end else ""
        lettered = bool(_PART_OF.match(view, block.span.start, block.span.end))
        if (done in ":;," and (lettered or view[block.span.start].islower())) or (
            not _ENDED.search(view[max(0, end - 4) : end]) and view[block.span.start].islower()
        ):
            end = block.span.end
        else:
            break
    return Span(span.start, end)


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
    view = reading.view
    skip = 0
    for n, block in enumerate(prose):
        if n < skip:
            continue
        m = _PRINTED.match(view, block.span.start, block.span.end)
        number = (m["number"] or m["letter"]) if m else None
        start = m.end() if m else block.span.start
        words = Span(start, block.span.end).trimmed(view)
        if len(words) < 12 or not _is_statement(view, words, told=told, marked=m is not None or block.kind is BlockKind.LIST_ITEM, label=label):
            continue
        shared = list(_shared(view, words, prose[n + 1 :]))
        if shared:
            skip = n + 1 + len(shared)
            yield from (Row(span_, letter, kind.output_type, label, _scope(part, label), heading) for span_, letter in shared)
            continue
        span = _with_parts(view, words, tuple(prose[n + 1 :]), _mark(m[0] if m else "•") if m or block.kind is BlockKind.LIST_ITEM else None)
        if told and span == words and words.of(view).endswith(":"):
            continue  # `The reviewer recommends that:` over recommendations with numbers of their own
        skip = next((k for k in range(n + 1, len(prose)) if prose[k].span.start >= span.end), len(prose))
        yield Row(span.trimmed(view), number, kind.output_type, label, _scope(part, label), heading)


def _shared(view: str, words: Span, after: Sequence[Block]) -> Iterator[tuple[Span, str | None]]:
    """The parts below `The Board is asked to:`: each is a recommendation of its own, the line above says only whom it addresses."""
    if not _ASKED_OF.search(view, words.start, words.end):
        return
    for block in after:
        m = _PART_OF.match(view, block.span.start, block.span.end)
        if m is None or block.kind is BlockKind.HEADING:
            return
        end = _LAST_WORDS.search(view, m.end(), block.span.end)
        yield Span(m.end(), end.start() if end else block.span.end).trimmed(view), (_LETTER.search(m[0]) or [None])[0]


def _is_statement(view: str, words: Span, *, told: bool, marked: bool, label: str | None) -> bool:
    """Recommendations tell somebody what to do; findings and learning count as rows only where the page sets them apart as a list."""
    if _words()["introduces"].search(view, words.start, words.end) and not (marked and not _words()["lists"].search(view, words.start, words.end)):
        return False
    if told:
        asked = ("imperative", "asked") if marked else ()
        return bool(_words()["directs"].search(view, words.start, words.end)) or any(_words()[name].match(view, words.start, words.end) for name in asked)
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
        heads = [_words()["columns"].fullmatch(t) is not None for t in texts]
        if sum(heads) >= max(1, len(row) - 1) and max(len(t) for t in texts) <= 60:
            named = [c.row[2] for c, t in zip(row, texts, strict=True) if c.row and _words()["statement_column"].search(t)]
            if named:
                column[table] = named[0]
            continue
        at = column.get(table)
        cell = next((c for c in row if c.row and c.row[2] == at), None) or max(row, key=lambda c: len(c.span))
        if len(cell.span) < 12:
            continue
        number = next((t for c, t in zip(row, texts, strict=True) if c is not cell and _CODE.fullmatch(t)), None)
        m = _PRINTED.match(reading.view, cell.span.start, cell.span.end) if number is None else None
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

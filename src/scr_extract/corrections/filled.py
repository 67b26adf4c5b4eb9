"""A workbook that came back: what each row changes, held against what stands now. Nothing is kept here; the caller keeps all or none.

A row is *unchanged* where its cells say what stands now, *conflict* where it differs and the entry has changed since the
workbook was made, *invalid* where a cell cannot be read, else *applied*. Taking the same workbook in again finds every row unchanged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scr_extract import fields
from scr_extract.corrections import cells
from scr_extract.corrections.aged import of_one_age
from scr_extract.corrections.correction import Correction, Kind, Seen, Words, confirm, correct, reject_entry, several
from scr_extract.corrections.fieldwise import LaidField, State
from scr_extract.corrections.meaning import shown_meaning
from scr_extract.corrections.present import shown_values
from scr_extract.corrections.reworded import reworded
from scr_extract.corrections.seen import source
from scr_extract.corrections.sheets import ASKED, ENTRIES, KEYS, PART_KEYS, YES, Entry, cell, parted, sheet_name, single
from scr_extract.corrections.standing import by_field, effective
from scr_extract.corrections.workbook import Line
from scr_extract.errors import InvalidCorrectionError, WorkbookError
from scr_extract.fields.seam import Field
from scr_extract.model import Found
from scr_extract.values import Child, parse, show

_OPEN = (Found.NOT_FOUND, Found.AMBIGUOUS)
"""What `checked` does not confirm: there is nothing to say yes to, and of several readings none is preferred."""


class Outcome(StrEnum):
    APPLIED = "applied"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Result:
    """What one row comes to. `words` are to be kept, each with the version it was made on; `why` says what is wrong, without values."""

    row: int
    record_id: str
    outcome: Outcome
    words: tuple[tuple[Correction, str | None], ...] = ()
    why: tuple[str, ...] = ()


def names() -> tuple[str, ...]:
    """The sheets that are read back."""
    return (ENTRIES, *(sheet_name(of) for of in parted()))


def compare(read: Mapping[str, Sequence[Line]], known: Sequence[Entry], reviewer: str) -> tuple[Result, ...]:
    """What every row of the workbook comes to. `known` are the entries as they are now.

    Raises WorkbookError where a sheet lacks a column, or has one that no export has.
    """
    odd = next(unknown_columns(read), None)
    if odd is not None:
        raise WorkbookError(f"{odd}; begin with a new export")
    columns = {name for line in read[ENTRIES] for name in line.cells}
    if read[ENTRIES] and not {"record_id", "version"} <= columns:
        raise WorkbookError(f"{ENTRIES}: the columns record_id and version are not as they were exported")
    by_id = {e.record_id: e for e in known}
    inner = {of.name: _by_record(read[sheet_name(of)]) for of in parted()}
    twice = Counter(_text(line.cells.get("record_id")) for line in read[ENTRIES])
    out = []
    listed = set()
    for line in read[ENTRIES]:
        record_id = _text(line.cells.get("record_id"))
        listed.add(record_id)
        entry = by_id.get(record_id)
        own = {name: lines.get(record_id, []) for name, lines in inner.items()}
        wrong = [f"a formula in {column} of {ENTRIES}: write the value itself" for column in line.formulas]
        wrong += [f"a formula in {c} of {sheet_name(of)}, row {i.number}" for of in parted() for i in own[of.name] for c in i.formulas]
        wrong += ["no entry of this record_id is published: begin with a new export"] * (entry is None)
        wrong += ["the record_id stands in two rows"] * (twice[record_id] > 1)
        if wrong or entry is None:
            out.append(Result(line.number, record_id, Outcome.INVALID, why=tuple(wrong)))
        else:
            out.append(_row(line, own, entry, reviewer))
    for of in parted():
        for record_id, lines in inner[of.name].items():
            if record_id not in listed:
                why = f"{sheet_name(of)}, row {lines[0].number}: its entry has no row in {ENTRIES}"
                out.append(Result(lines[0].number, record_id, Outcome.INVALID, why=(why,)))
    return tuple(out)


def _by_record(lines: Sequence[Line]) -> dict[str, list[Line]]:
    held: dict[str, list[Line]] = {}
    for line in lines:
        held.setdefault(_text(line.cells.get("record_id")), []).append(line)
    return held


def _text(value: cells.Cell) -> str:
    """A cell as words; a year that a spreadsheet took for a number is one again."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _row(line: Line, inner: Mapping[str, Sequence[Line]], entry: Entry, reviewer: str) -> Result:
    said, wrong = list[Correction](), list[str]()
    asked = {name: _text(line.cells.get(name)).strip().lower() for name in ASKED if name != "note"}
    wrong += [f"{name}: write {YES} or nothing" for name, value in asked.items() if value not in ("", YES)]
    note = cells.unworded(_text(line.cells.get("note"))) or None
    held, fresh = by_field(entry.words), _text(line.cells.get("version")) == entry.version
    for of in fields.FIELDS:
        made = entry.laid[of.name]
        try:
            answer = _answer(of, made, line, inner, fresh=fresh)
            moved = answer is not None and reworded(of, answer[1], shown_values(made), entry.readings[of.name], fresh=fresh)
        except InvalidCorrectionError as odd:
            wrong.append(str(odd))
            continue
        seen = _seen(of, entry, made)
        if answer is not None and (moved or not _same(of, made, *answer)):
            status, shown = answer
            evidence = _evidence(of, made, shown)
            value = several(shown) if of.several else shown[0] if shown else None
            said.append(correct(seen, value, reviewer, status=status if not shown else None, evidence=evidence, note=note))
        elif asked["checked"] == YES and made.status not in _OPEN and _unanswered(made, held.get((entry.record_id, of.name), ())):
            said.append(confirm(seen, reviewer, note=note))
    whole = held.get((entry.record_id, None), ())
    if asked["not_an_entry"] == YES and not (whole and effective(whole)[-1].kind is Kind.REJECT_ENTRY):
        said.append(reject_entry(_whole(entry), reviewer, note))
    if wrong:
        return Result(line.number, entry.record_id, Outcome.INVALID, why=tuple(wrong))
    if not said:
        return Result(line.number, entry.record_id, Outcome.UNCHANGED)
    if not fresh:
        changed = ", ".join(w.field or "the entry" for w in said)
        why = f"the entry has changed since the export, and this row differs from it in {changed}: export again, or correct it at the desk"
        return Result(line.number, entry.record_id, Outcome.CONFLICT, why=(why,))
    last = {w.field: w.correction_id for w in entry.words if not w.blind}
    return Result(line.number, entry.record_id, Outcome.APPLIED, tuple((w, last.get(w.field)) for w in said))


def _unanswered(made: LaidField, said: Sequence[Correction]) -> bool:
    """Whether `checked` has something to confirm: nobody has spoken openly of the field, or what was said is of an earlier text."""
    return all(w.blind for w in said) or State.STALE in made.states.values()


Answer = tuple[str, tuple[str, ...]]
"""What a row says of a field: its status and values."""


def _answer(of: Field, made: LaidField, line: Line, inner: Mapping[str, Sequence[Line]], *, fresh: bool) -> Answer | None:
    """What the row says of a field; None where it stands as it was. `fresh`: nothing has changed since the export.

    Raises InvalidCorrectionError where that cannot be known.
    """
    said, was = _text(line.cells.get(of.name)).strip(), cell(of, made).strip()
    lines = inner.get(of.name)
    if lines is not None:
        return _listed(of, said, was, made, lines, fresh=fresh)
    if said == was or (not said and not shown_values(made)):
        return None  # blank then and without a value now: a colleague, or this very workbook, has said `none` meanwhile
    if not said:
        raise InvalidCorrectionError(f"{of.name}: the cell was emptied; write {cells.NONE} where the source states nothing")
    return _absent(said) or ("found", cells.decode(of, said))


def _absent(said: str) -> Answer | None:
    return {cells.NONE: ("not_stated", ()), cells.WITHHELD: ("withheld", ())}.get(said.lower())


def _listed(of: Field, said: str, was: str, made: LaidField, lines: Sequence[Line], *, fresh: bool) -> Answer | None:
    """The values of a field that has a sheet of its own, in order of their places."""
    known = cells.parts(of)
    rows = [(n, line) for n, line in enumerate(lines) if any(line.cells.get(name) not in (None, "") for name in known)]
    ordered = sorted(rows, key=lambda row: (_place(of, row[1]), row[0]))
    shown = tuple(cells.decode_parts(of, {n: line.cells.get(n) for n in known}) for _, line in ordered)
    if of.type is Child:
        standing = [v.value for v in made.values if isinstance(v.value, Child)]
        shown = tuple(show(of_one_age(child, standing, fresh=fresh)) for x in shown if isinstance(child := parse("child", x), Child))
    absent = _absent(said)
    if shown and absent and said != was:
        raise InvalidCorrectionError(f"{of.name}: the cell says {said.lower()}, and there are rows for it in {sheet_name(of)}")
    if not shown and not absent and shown_values(made):
        raise InvalidCorrectionError(f"{of.name}: no row is left in {sheet_name(of)}; write {cells.NONE} in the cell where the source states nothing")
    return ("found", shown) if shown else absent if said != was else None


def _place(of: Field, line: Line) -> float:
    try:
        return float(_text(line.cells.get("place")) or "inf")
    except ValueError:
        raise InvalidCorrectionError(f"{of.name}: place is a number, in {sheet_name(of)}, row {line.number}") from None


def _same(of: Field, made: LaidField, status: str, shown: Sequence[str]) -> bool:
    """Whether this is what stands already. That there is none stands only where a reviewer has said so."""
    if [shown_meaning(of, x) for x in shown_values(made)] != [shown_meaning(of, x) for x in shown]:
        return False
    return bool(shown) or (status == str(made.status) and made.origin is not State.EXTRACTED)


def _evidence(of: Field, made: LaidField, shown: Sequence[str]) -> tuple[Words | None, ...]:
    """Values that stay keep the words a reviewer chose for them."""
    kept = [(shown_meaning(of, x), v.words) for x, v in zip(shown_values(made), made.values, strict=True)]
    found = [next((w for m, w in kept if w is not None and m == shown_meaning(of, x)), None) for x in shown]
    return tuple(found) if any(found) else ()


def _seen(of: Field, entry: Entry, made: LaidField) -> Seen:
    shown = shown_values(made)
    value = several(shown) if of.several else shown[0] if shown else None
    return replace(_whole(entry), field=of.name, value=value, reading=entry.readings[of.name], status=str(made.status))


def _whole(entry: Entry) -> Seen:
    now = source(entry.row["fingerprint"], entry.row["text"])
    return Seen(document_id=entry.row["document_id"], record_id=entry.record_id, field=None, value=None, reading=None, fingerprint=now)


def unknown_columns(read: Mapping[str, Sequence[Line]]) -> Iterator[str]:
    """Columns that no export has: a typing error in a header would otherwise lose what stands under it."""
    known = {ENTRIES: {*KEYS, "document", "position", "state", *(of.name for of in (*single(), *parted())), *ASKED}}
    known |= {sheet_name(of): {*PART_KEYS, *cells.parts(of)} for of in parted()}
    for name, lines in read.items():
        yield from (f"{name}: no export has a column {column!r}" for column in sorted({c for line in lines for c in line.cells} - known[name]))

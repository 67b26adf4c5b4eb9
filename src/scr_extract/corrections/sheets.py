"""The workbook as data: what stands in which sheet, row and column, before any library writes it and after one has read it.

- `Entries`: one row per entry; a column for each field with a value of its own, and for the others (children,
  recommendations, findings) how many rows they have in their own sheet.
- A sheet per field whose values have several parts: one row per value, in order of `place`.
- `Instructions` and `Terms`: how to fill it in, and what the ids mean.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scr_extract import fields
from scr_extract.corrections import cells
from scr_extract.corrections.checked import VOCABULARIES, vocabulary
from scr_extract.corrections.correction import Correction
from scr_extract.corrections.fieldwise import LaidField, State, reading
from scr_extract.corrections.present import present, read_of, shown_values
from scr_extract.fields.seam import Field

Row = Mapping[str, Any]

ENTRIES, INSTRUCTIONS, TERMS = "Entries", "Instructions", "Terms"
KEYS = ("record_id", "version")
"""Never to be changed: they say which entry a row is and what it looked like when the workbook was made."""
TOLD = ("document", "position", "state")
"""For the reader's eye; not read back."""
ASKED = ("not_an_entry", "checked", "note")
"""What the reviewer says of the whole row: `yes` in the first two."""
PART_KEYS = ("record_id", "place")
YES = "yes"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a header, then rows of cells. `choices` lists what a column's drop-down offers; `strict` columns take nothing else."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[cells.Cell, ...], ...]
    locked: frozenset[str] = frozenset()
    choices: Mapping[str, tuple[str, ...]] | None = None
    strict: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it is now, words that are not published yet included."""

    row: Row
    laid: Mapping[str, LaidField]
    readings: Mapping[str, str | None]
    words: tuple[Correction, ...]

    @property
    def record_id(self) -> str:
        return str(self.row["record_id"])

    @property
    def version(self) -> str:
        """16 hex digits that change when a value or a word on the record does."""
        said = [[name, list(shown_values(f)), str(f.status)] for name, f in sorted(self.laid.items())]
        return hashlib.sha256(json.dumps([self.record_id, said, sorted(w.correction_id for w in self.words)]).encode()).hexdigest()[:16]


def entries(rows: Sequence[Row], values: Sequence[Row], words: Sequence[Correction]) -> tuple[Entry, ...]:
    """The entries of a snapshot with the reviewers' words. `rows` are those of `entries`, `values` those of `values`."""
    by_key: dict[tuple[str, str], list[Row]] = {}
    for value in values:
        by_key.setdefault((value["record_id"], value["field"]), []).append(value)
    said: dict[str, list[Correction]] = {}
    for word in words:
        said.setdefault(word.record_id, []).append(word)
    out = []
    for row in rows:
        own = said.get(row["record_id"], [])
        mine = {of.name: by_key.get((row["record_id"], of.name), ()) for of in fields.FIELDS}
        laid = {of.name: present(of, row, mine[of.name], own) for of in fields.FIELDS}
        readings = {of.name: reading(of, read_of(of, mine[of.name])) for of in fields.FIELDS}
        out.append(Entry(row, laid, readings, tuple(own)))
    return tuple(out)


def single() -> tuple[Field, ...]:
    """The fields that have a column in `Entries`."""
    return tuple(of for of in fields.FIELDS if not cells.parts(of))


def parted() -> tuple[Field, ...]:
    """The fields that have a sheet of their own."""
    return tuple(of for of in fields.FIELDS if cells.parts(of))


def cell(of: Field, made: LaidField) -> str:
    """What a field's cell in `Entries` shows. Blank where nobody has said that there is none."""
    shown = shown_values(made)
    if cells.parts(of):
        return str(len(shown)) if shown else _nothing(made)
    return cells.encode(of, shown) if shown else _nothing(made)


def _nothing(made: LaidField) -> str:
    if made.status.value == cells.WITHHELD:
        return cells.WITHHELD
    return "" if made.origin is State.EXTRACTED else cells.NONE


def sheets(found: Sequence[Entry], names: Mapping[str, str]) -> tuple[Sheet, ...]:
    """The workbook of these entries. `names` are the documents' own, by document_id."""
    every = (*KEYS, *TOLD, *(of.name for of in fields.FIELDS), *ASKED)
    rows = []
    for e in found:
        told = (words_or_blank(names.get(e.row["document_id"])), e.row["position"], e.row["check_status"])
        shown = tuple(cell(of, e.laid[of.name]) for of in fields.FIELDS)
        rows.append((e.record_id, e.version, *told, *shown, None, None, None))
    choices = {of.name: _terms(of.name) for of in single() if of.name in VOCABULARIES} | {"board": cells.board_names()}
    choices |= {"not_an_entry": (YES,), "checked": (YES,)}
    strict = frozenset({*(of.name for of in single() if of.name in VOCABULARIES and not of.several), "not_an_entry", "checked"})
    first = Sheet(ENTRIES, every, tuple(rows), frozenset((*KEYS, *TOLD)), choices, strict)
    return (first, *(_parts_sheet(of, found) for of in parted()), _instructions(), _terms_sheet())


def words_or_blank(text: str | None) -> str | None:
    return None if text is None else cells.words(text)


def _terms(name: str) -> tuple[str, ...]:
    return (*vocabulary(name), cells.NONE)


def sheet_name(of: Field) -> str:
    return of.name.capitalize()


def _parts_sheet(of: Field, found: Sequence[Entry]) -> Sheet:
    names = cells.parts(of)
    rows = [
        (e.record_id, place, *(cells.encode_parts(of, shown)[n] for n in names)) for e in found for place, shown in enumerate(shown_values(e.laid[of.name]), 1)
    ]
    one = {"role": ("subject", "sibling"), "age_at": ("incident", "writing", "other"), "sex": ("female", "male"), "scope": ("board", "single_agency")}
    choices = {n: one[n] if n in one else tuple(vocabulary(n)) for n in names if n in one or n in VOCABULARIES}
    strict = frozenset(n for n in choices if n not in ("addressees", "themes"))
    return Sheet(sheet_name(of), (*PART_KEYS, *names), tuple(rows), frozenset({"record_id"}), choices, strict)


_HOW = (
    "Each row of Entries is one entry. Change a cell to correct a value; leave it as it is and nothing happens.",
    f"Write {cells.NONE} where the source states nothing, {cells.WITHHELD} where it keeps it back on purpose. An emptied cell is refused.",
    "Several values of one field (authors, keywords, factors) stand in one cell, one a line.",
    "Dates: 2014, 2014-11, 2014-11-07, 2014 spring, or 2014-11 to 2015-02.",
    "Boards: choose one from the list, or write its name where the list has none; anonymous: and its words where the name is withheld.",
    "Children, recommendations and findings have a row each in their own sheet. Change, add or delete rows; place gives their order.",
    f"To delete the last of them write {cells.NONE} in the field's cell of Entries as well.",
    "A new row needs the record_id of its entry. Ages are in completed months, from the least to the greatest that the words allow.",
    "A label, and the words of a board whose name is withheld, stand as the source has them: changing them alone is refused.",
    "Changing age_text alone changes the months too, where it says an age.",
    f"checked: {YES} says that all other values of the row are right; what is ambiguous stays open. not_an_entry: {YES} says that the row is about no review.",
    "Grey cells (record_id, version) must stay as they are. Formulas are refused.",
    "Words in quotation marks are taken as they stand, with \\n for a line break.",
    "scr-extract corrections import FILE --dry-run says what would happen; without --dry-run it happens, all of it or nothing.",
)


def _instructions() -> Sheet:
    return Sheet(INSTRUCTIONS, ("How to fill this in",), tuple((line,) for line in _HOW), frozenset({"How to fill this in"}))


def _terms_sheet() -> Sheet:
    rows = tuple((name, id, label) for name in VOCABULARIES for id, label in vocabulary(name).items())
    return Sheet(TERMS, ("field", "id", "meaning"), rows, frozenset({"field", "id", "meaning"}))

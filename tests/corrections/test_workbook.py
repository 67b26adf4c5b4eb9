"""The workbook out and in again: what was not touched changes nothing, whatever its characters; what was touched comes back as typed; no formula, ever."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scr_extract.corrections import cells
from scr_extract.corrections.checked import field
from scr_extract.corrections.correction import Correction, Kind, Seen, correct, each
from scr_extract.corrections.filled import Outcome, Result, compare, names
from scr_extract.corrections.sheets import ENTRIES, Entry, Sheet, entries, sheets
from scr_extract.corrections.store import open_store
from scr_extract.corrections.workbook import read, write
from scr_extract.errors import InvalidCorrectionError, WorkbookError
from scr_extract.values import Board, Child, Choice, Number, PartialDate, Statement, Text, Value, parse, show
from tests.corrections.made import DOCUMENT, PRINT

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example")',
    "none",
    "Withheld",
    '"quoted"',
    "_x0041_",
    "a\nb",
]
HOSTILE += ["{=1}", "http://x.example", "<b>&amp;", "  two  spaces ", "\x01\x1f", "🙂\u202e", "\ufffe", "00123", "1e5", "TRUE", "2014-05", "'", "''"]
QUICK = settings(max_examples=25, phases=(Phase.explicit, Phase.generate), suppress_health_check=[HealthCheck.too_slow])
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)).filter(
    str.strip
)


def row(record: str = "r1") -> dict[str, Any]:
    return {"record_id": record, "document_id": DOCUMENT, "position": 1, "check_status": "unchecked", "fingerprint": PRINT, "text": "Some words."}


def values(name: str, *said: Value, record: str = "r1", status: str | None = None) -> list[dict[str, Any]]:
    base = {"record_id": record, "document_id": DOCUMENT, "field": name, "origin": "extracted", "reading": None}
    return [
        base | {"ordinal": n, "value": show(v) if v else None, "status": status or ("found" if v else "not_stated")} for n, v in enumerate(said or (None,), 1)
    ]


def made(*groups: list[dict[str, Any]], words: Sequence[Correction] = (), record: str = "r1") -> tuple[Entry, ...]:
    return entries([row(record)], [v for group in groups for v in group], words)


PLAIN = (
    values("title", Text("Child Q")),
    values("outcome", Choice("fatal", "died")),
    values("published", PartialDate("2016", "year")),
    values("board", Board("Kent Safeguarding Children Board", None, "Kent LSCB")),
    values("authors", Text("Pat Example"), Text("Lee Sample")),
    values("children", Child("Child Q", age_min=36.0, age_max=47.0, age_text="3 years", sex="male")),
    values("recommendations", Statement("share what is known", "recommendation", number="1"), Statement("review the pathway", "recommendation")),
    values("recommendations_stated", Number(2)),
    values("ethnicity"),
)


def changed(book: tuple[Sheet, ...], sheet: str, column: str, cell: cells.Cell, at: int = 0) -> tuple[Sheet, ...]:
    """The sheets with one cell changed, as a person would."""
    out = []
    for s in book:
        if s.name == sheet:
            x = s.columns.index(column)
            s = replace(s, rows=tuple(tuple(cell if (n, m) == (at, x) else old for m, old in enumerate(r)) for n, r in enumerate(s.rows)))
        out.append(s)
    return tuple(out)


def back(book: tuple[Sheet, ...], known: tuple[Entry, ...]) -> tuple[Result, ...]:
    return compare(read(write(book), names()), known, "ann")


def lean(book: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets that are read back, without their drop-downs: a fraction of the time to write and read."""
    return tuple(replace(s, choices=None) for s in book if s.name in names())


def one(book: tuple[Sheet, ...], known: tuple[Entry, ...]) -> Result:
    (result,) = back(book, known)
    return result


@QUICK
@given(WORDS, st.lists(WORDS, max_size=3), WORDS, WORDS, st.floats(0, 300, allow_nan=False), WORDS)
def test_what_was_not_touched_changes_nothing(title: str, authors: list[str], name: str, task: str, months: float, board: str) -> None:
    known = made(
        values("title", Text(title)),
        values("authors", *map(Text, authors)),
        values("children", Child(name, age_min=months, age_text=title)),
        values("recommendations", Statement(task, "recommendation", number=name, label=board)),
        values("board", Board(board, None, title)),
    )
    raw = write(lean(sheets(known, {DOCUMENT: title})))
    assert {c.data_type for sheet in openpyxl.load_workbook(io.BytesIO(raw)).worksheets for r in sheet.iter_rows() for c in r} <= {"s", "n"}, "no formula"
    (result,) = compare(read(raw, names()), known, "ann")
    assert (result.outcome, result.why) == (Outcome.UNCHANGED, ())


@QUICK
@given(WORDS, WORDS)
def test_what_was_typed_comes_back_and_taking_it_in_again_changes_nothing(title: str, task: str) -> None:
    known = made(*PLAIN)
    book = changed(lean(sheets(known, {})), ENTRIES, "title", cells.words(title))
    book = changed(book, "Recommendations", "text", cells.words(task), at=1)
    result = one(book, known)
    assert result.outcome is Outcome.APPLIED
    said = {w.field: w.value for w, _ in result.words}
    assert said.get("title", "Child Q") == title.strip()
    if "recommendations" in said:
        assert each(said["recommendations"])[1] == show(Statement(task, "recommendation"))
    else:
        assert task.split() == ["review", "the", "pathway"]
    words = [replace(w, made_at=f"2031-01-01T00:00:{n:02}Z") for n, (w, _) in enumerate(result.words)]
    assert one(book, made(*PLAIN, words=words)).outcome is Outcome.UNCHANGED


@given(WORDS)
def test_words_in_a_cell_are_read_back(text: str) -> None:
    assert cells.unworded(cells.words(text)) == text
    assert cells.words(text) == "" or "\n" not in cells.words(text)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("published", PartialDate("2014", "season", "spring")),
        ("published", PartialDate("2014-11", "range", until="2015-02")),
        ("published", PartialDate("2014-11-07", "day")),
        ("outcome", Choice("serious_harm")),
        ("board", Board(None, None, "a board in the North", anonymous=True)),
        ("recommendations_stated", Number(12)),
        ("title", Text("none")),
    ],
)
def test_every_type_of_value_has_its_cell(name: str, said: Value) -> None:
    of = field(name)
    assert cells.decode(of, cells.encode(of, [show(said)])) == (show(said),)


def test_a_board_is_known_by_its_name_or_its_id() -> None:
    of = field("board")
    first = cells.board_names()[0]
    (shown,) = cells.decode(of, first)
    assert cells.encode(of, [shown]) == first
    with pytest.raises(InvalidCorrectionError, match="gazetteer"):
        cells.decode(of, "Nowhere [NO-1]")
    with pytest.raises(InvalidCorrectionError, match="several have that name"):
        cells.decode(of, "Leeds Safeguarding Children Partnership")
    (shown,) = cells.decode(of, "Leeds Safeguarding Children Partnership [scp-leeds]")
    assert '"scp-leeds"' in shown


def test_a_board_whose_name_is_kept_back_is_withheld(tmp_path: Path) -> None:
    """As it is where the extractor reads it so, not found."""
    known = made(*PLAIN)
    result = one(changed(sheets(known, {}), ENTRIES, "board", "anonymous: An unnamed LSCB"), known)
    store = open_store(store=str(tmp_path / "s.sqlite"))
    (kept,) = store.add_all(result.words)
    store.close()
    assert (kept.status, [parse("board", x) for x in each(kept.value)]) == ("withheld", [Board(None, None, "An unnamed LSCB", anonymous=True)])


def test_rows_of_recommendations_are_the_list_in_order_of_place() -> None:
    known = made(*PLAIN)
    book = changed(sheets(known, {}), "Recommendations", "place", 3)
    (word,) = [w for w, _ in one(book, known).words]
    assert [x for x in each(word.value) if "pathway" in x] == [each(word.value)[0]]
    gone = tuple(replace(s, rows=s.rows[:1]) if s.name == "Recommendations" else s for s in sheets(known, {}))
    assert len(each(one(gone, known).words[0][0].value)) == 1


@pytest.mark.parametrize(
    ("sheet", "column", "cell", "why"),
    [
        (ENTRIES, "title", None, "emptied"),
        (ENTRIES, "outcome", "dead", "vocabulary"),
        (ENTRIES, "outcome", "fatal\nserious_harm", "one value"),
        (ENTRIES, "published", "last year", "a date is written"),
        (ENTRIES, "recommendations", "none", "there are rows for it"),
        (ENTRIES, "checked", "perhaps", "write yes"),
        (ENTRIES, "record_id", "r9", "no entry"),
        ("Children", "age_min", "three", "number of completed months"),
        ("Children", "role", "uncle", "role is one of"),
        ("Children", "record_id", "r9", "no row in Entries"),
        ("Recommendations", "output_type", "wish", "vocabulary"),
        ("Recommendations", "place", "last", "place is a number"),
    ],
)
def test_a_cell_that_cannot_be_read_makes_its_row_invalid(sheet: str, column: str, cell: cells.Cell, why: str) -> None:
    known = made(*PLAIN)
    results = back(changed(sheets(known, {}), sheet, column, cell), known)
    assert any(r.outcome is Outcome.INVALID and why in "; ".join(r.why) for r in results), results
    assert not any(r.words for r in results if r.outcome is Outcome.INVALID)
    assert "Child Q" not in str([r.why for r in results]), "what is told holds no values"


def test_none_and_withheld_are_said_and_not_left_blank() -> None:
    known = made(*PLAIN)
    for said, status in (("none", "not_stated"), ("withheld", "withheld")):
        for column in ("title", "ethnicity"):
            (word,) = [w for w, _ in one(changed(sheets(known, {}), ENTRIES, column, said), known).words]
            assert (word.field, word.value, word.status) == (column, None, status)


def test_an_entry_that_changed_since_the_export_is_a_conflict_only_where_the_row_differs() -> None:
    known = made(*PLAIN)
    touched = changed(sheets(known, {}), ENTRIES, "title", "Child R")
    moved = made(values("title", Text("Child S")), *PLAIN[1:])
    result = one(touched, moved)
    assert (result.outcome, result.words) == (Outcome.CONFLICT, ())
    agreed = made(values("title", Text("Child R")), *PLAIN[1:])
    assert one(touched, agreed).outcome is Outcome.UNCHANGED


def test_yes_confirms_what_nobody_has_spoken_of_and_rejects() -> None:
    known = made(*PLAIN)
    result = one(changed(sheets(known, {}), ENTRIES, "checked", "yes"), known)
    assert {w.kind for w, _ in result.words} == {"confirm"}
    assert {"title", "children", "ethnicity"} <= {w.field for w, _ in result.words}
    again = made(*PLAIN, words=[replace(w, made_at=f"2031-01-01T00:00:{n:02}Z") for n, (w, _) in enumerate(result.words)])
    assert one(changed(sheets(again, {}), ENTRIES, "checked", "yes"), again).outcome is Outcome.UNCHANGED
    (word,) = [w for w, _ in one(changed(sheets(known, {}), ENTRIES, "not_an_entry", "yes"), known).words]
    assert (word.kind, word.field) == ("reject_entry", None)


@pytest.mark.parametrize("sheet", [ENTRIES, "Children", "Recommendations"])
def test_a_formula_is_refused_where_it_stands(sheet: str) -> None:
    known = made(*PLAIN)
    book = openpyxl.load_workbook(io.BytesIO(write(sheets(known, {}))))
    book[sheet].cell(2, 4).value = "=1+1"
    out = io.BytesIO()
    book.save(out)
    (result,) = compare(read(out.getvalue(), names()), known, "ann")
    assert result.outcome is Outcome.INVALID
    assert "formula" in "; ".join(result.why)


def test_a_workbook_saved_by_another_program_is_read_the_same() -> None:
    known = made(*PLAIN)
    book = openpyxl.load_workbook(io.BytesIO(write(sheets(known, {}))))
    out = io.BytesIO()
    book.save(out)
    (result,) = compare(read(out.getvalue(), names()), known, "ann")
    assert result.outcome is Outcome.UNCHANGED


def test_the_same_entries_give_the_same_bytes_and_drop_downs() -> None:
    known = made(*PLAIN)
    assert write(sheets(known, {})) == write(sheets(known, {}))
    page = openpyxl.load_workbook(io.BytesIO(write(sheets(known, {}))))[ENTRIES]
    assert len(page.data_validations.dataValidation) >= 8
    assert page.protection.sheet


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 70 * 2**20)
    return out.getvalue()


def entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    return out.getvalue()


@pytest.mark.parametrize("raw", [b"", b"PK", b"PK\x03\x04junk", b"no workbook", bomb(), entities()], ids=["empty", "stub", "junk", "text", "bomb", "entities"])
def test_what_is_no_workbook_is_refused(raw: bytes) -> None:
    with pytest.raises(WorkbookError):
        read(raw, names())


def test_a_sheet_or_column_that_no_export_has_is_refused() -> None:
    known = made(*PLAIN)
    book = sheets(known, {})
    with pytest.raises(WorkbookError, match="no sheet"):
        read(write(tuple(s for s in book if s.name != "Children")), names())
    misnamed = tuple(replace(s, columns=("record_id", "version", "Document", *s.columns[3:])) if s.name == ENTRIES else s for s in book)
    renamed = tuple(replace(s, columns=tuple("titel" if c == "title" else c for c in s.columns), choices={}) if s.name == ENTRIES else s for s in book)
    for odd in (misnamed, renamed):
        with pytest.raises(WorkbookError, match="no export has a column"):
            compare(read(write(odd), names()) if odd is renamed else read(write(changed(odd, ENTRIES, "Document", "x")), names()), known, "ann")


def test_checked_confirms_a_question_that_is_open_again_and_what_only_a_blind_reviewer_saw() -> None:
    """Neither a word on an earlier text nor one made blind is the reviewer's own on what stands now."""
    known = made(*PLAIN)
    read = Seen(document_id=DOCUMENT, record_id="r1", field="title", value="Child P", reading="Child P", fingerprint="another", status="found")
    stale = replace(correct(read, "Child X", "ben"), made_at="2031-01-01T00:00:00Z")
    about = replace(read, field="outcome", value=show(Choice("fatal", "died")), reading=show(Choice("fatal", "died")))
    blind = replace(correct(about, "unclear", "ben", blind=True), made_at="2031-01-01T00:00:01Z")
    again = made(*PLAIN, words=[stale, blind])
    result = one(changed(lean(sheets(again, {})), ENTRIES, "checked", "yes"), again)
    said = {w.field: (w.kind, w.value) for w, _ in result.words}
    assert said["title"] == (Kind.CONFIRM, "Child X"), "the row shows it, and the reviewer says that it is right"
    assert said["outcome"][0] is Kind.CONFIRM
    assert len(said) == len({w.field for w, _ in one(changed(lean(sheets(known, {})), ENTRIES, "checked", "yes"), known).words})


@pytest.mark.parametrize(
    ("typed", "outcome", "low", "high"),
    [
        ({"age_text": "5 months"}, "applied", 5, 5),
        ({"age_text": "between 2 and 3 years"}, "applied", 24, 47),
        ({"age_text": "5 months", "age_min": None, "age_max": None}, "applied", 5, 5),
        ({"age_text": "5 months", "age_min": 5, "age_max": 5}, "applied", 5, 5),
        ({"age_text": "very young", "age_min": 0, "age_max": 4}, "applied", 0, 4),
        ({"age_text": None, "age_min": 5, "age_max": 5}, "applied", 5, 5),
        ({"age_min": 5, "age_max": 5}, "invalid", None, None),
        ({"age_text": "5 months", "age_min": 6, "age_max": 6}, "invalid", None, None),
        ({"age_text": "very young"}, "invalid", None, None),
        ({"age_text": "three months"}, "unchanged", None, None),
    ],
)
def test_an_age_in_words_and_in_months_is_one_age(typed: dict[str, Any], outcome: str, low: float | None, high: float | None) -> None:
    """Words typed over the old ones were passed by: months alone told children apart."""
    group = values("children", Child("Child Y", age_min=3.0, age_max=3.0, age_text="3-month-old", age_at="incident", sex="female"))
    known = made(group)
    filled = sheets(known, {})
    for column, cell in typed.items():
        filled = changed(filled, "Children", column, cell)
    result = one(filled, known)
    assert (result.outcome, bool(result.why)) == (outcome, outcome == "invalid")
    if outcome != "applied":
        return
    ((word, _),) = result.words
    (child,) = each(word.value)
    said = parse("child", child)
    assert isinstance(said, Child)
    assert (said.age_text, said.age_min, said.age_max) == (typed["age_text"], low, high)
    again = made(group, words=[replace(word, made_at="2031-01-01T00:00:00.000000Z")])
    assert one(filled, again).outcome is Outcome.UNCHANGED


def test_checked_leaves_what_is_ambiguous_open() -> None:
    """As the desk does: a yes to several readings of which none is preferred is no word that the source states nothing."""
    known = made(*(group for group in PLAIN if group[0]["field"] != "outcome"), values("outcome", status="ambiguous"))
    result = one(changed(sheets(known, {}), ENTRIES, "checked", "yes"), known)
    assert result.outcome is Outcome.APPLIED
    assert "outcome" not in {w.field for w, _ in result.words}


def test_a_row_without_its_kind_says_so() -> None:
    known = made(*PLAIN)
    result = one(changed(sheets(known, {}), "Recommendations", "output_type", None), known)
    assert result.why == ("recommendations: output_type is missing in a row of its own sheet",)


LABELLED = Statement("Schools should share what they know.", "recommendation", "1", label="Recommendations for schools")
KEPT_BACK = Board(None, None, "an anonymous board in the north", anonymous=True)


@pytest.mark.parametrize("label", ["For all agencies", None])
def test_a_label_that_was_changed_alone_is_not_passed_by(label: str | None) -> None:
    """The reading's own is published with a value that was read, so that another one would be lost."""
    known = made(values("recommendations", LABELLED))
    result = one(changed(sheets(known, {}), "Recommendations", "label", label), known)
    assert (result.outcome, len(result.why)) == (Outcome.INVALID, 1)
    assert "a label is published as the source prints it" in result.why[0]
    assert one(changed(sheets(known, {}), "Recommendations", "label", "Recommendations  for schools"), known).outcome is Outcome.UNCHANGED


def test_words_of_a_board_that_were_changed_alone_are_not_passed_by() -> None:
    known = made(values("board", KEPT_BACK, status="withheld"))
    result = one(changed(sheets(known, {}), ENTRIES, "board", "anonymous: a board in the south"), known)
    assert (result.outcome, len(result.why)) == (Outcome.INVALID, 1)
    assert "put them back, or name the board" in result.why[0]
    assert one(changed(sheets(known, {}), ENTRIES, "board", "Kent Safeguarding Children Board"), known).outcome is Outcome.APPLIED


def test_the_label_of_a_value_that_a_reviewer_gave_is_applied() -> None:
    group = values("recommendations", LABELLED)
    known = made(group)
    filled = changed(changed(sheets(known, {}), "Recommendations", "text", "Schools should share all of it."), "Recommendations", "label", "For schools")
    ((word, _),) = one(filled, known).words
    given = made(group, words=[replace(word, made_at="2031-01-01T00:00:00.000000Z")])
    assert one(filled, given).outcome is Outcome.UNCHANGED, "the same workbook again"
    again = changed(sheets(given, {}), "Recommendations", "label", "For every school")
    ((other, _),) = one(again, given).words
    last = made(group, words=[replace(word, made_at="2031-01-01T00:00:00.000000Z"), replace(other, made_at="2031-01-01T00:00:01.000000Z")])
    assert one(again, last).outcome is Outcome.UNCHANGED
    (shown,) = each(other.value)
    assert (parse("statement", shown), len(last)) == (replace(LABELLED, text="Schools should share all of it.", label="For every school"), 1)
    assert one(filled, last).outcome is Outcome.CONFLICT, "an older label is no longer what stands"

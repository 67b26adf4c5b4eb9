"""`scr-extract corrections`: where, list, export, import, accuracy, suggest, from ingest to the corrected table."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from scr_extract import datasets
from scr_extract.cli import app
from scr_extract.corrections.codec import as_row
from scr_extract.corrections.correction import correct
from scr_extract.ingest import ingest, laying, publish, work
from tests.corrections.made import seen
from tests.corrections.test_publishing import BULLETIN
from tests.ingest.conftest import here


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SCR_STORE", "SCR_REVIEWER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(work, "readers", here)
    monkeypatch.setattr(laying, "readers", here)


@pytest.fixture
def processed(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "spring.md").write_text(BULLETIN, encoding="utf-8")
    ingest([tmp_path / "in"], tmp_path / "processed")
    return tmp_path / "processed"


def run(*arguments: object, expect: int = 0) -> Any:
    result = CliRunner().invoke(app, ["corrections", *map(str, arguments)], env={"NO_COLOR": "1", "COLUMNS": "200"})
    assert result.exit_code == expect, result.output
    assert "Traceback" not in result.output
    return result


@pytest.mark.real
def test_from_the_workbook_to_the_table_and_back(processed: Path, tmp_path: Path) -> None:
    place = ("--processed", processed)
    said = json.loads(run("where", *place, "--json").stdout)
    assert said == {"store": str(tmp_path / "corrections" / "processed.sqlite"), "exists": False, "words": 0}
    book_path, backup = tmp_path / "entries.xlsx", tmp_path / "words.jsonl"
    run("export", "--xlsx", book_path, *place)
    assert book_path.stat().st_mode & 0o077 == 0
    book = openpyxl.load_workbook(book_path)
    page = book["Entries"]
    columns = {cell.value: n for n, cell in enumerate(next(page.iter_rows()), 1)}
    page.cell(2, columns["title"]).value = "Child Quill"
    page.cell(2, columns["outcome"]).value = "serious_harm"
    page.cell(3, columns["checked"]).value = "yes"
    book.save(book_path)
    assert run("import", book_path, *place, expect=2).stdout == ""
    dry = json.loads(run("import", book_path, "--reviewer", "ann", "--dry-run", "--json", *place).stdout)
    assert (dry["counts"], dry["kept"]) == ({"applied": 2}, False)
    assert json.loads(run("where", *place, "--json").stdout)["words"] == 0
    done = json.loads(run("import", book_path, "--reviewer", "ann", "--json", *place).stdout)
    assert (done["kept"], done["words"]) == (True, dry["words"])
    again = json.loads(run("import", book_path, "--reviewer", "ann", "--json", *place).stdout)
    assert (again["counts"], again["words"]) == ({"unchanged": 2}, 0)
    publish(processed)
    rows = datasets.current(processed).arrow("entries").to_pylist()
    assert [(r["title"], r["outcome"], r["check_status"]) for r in rows] == [
        ("Child Quill", "serious_harm", "unchecked"),
        ("Family R", "serious_harm", "confirmed"),
    ]
    assert json.loads(run("import", book_path, "--reviewer", "ann", "--json", *place).stdout)["counts"] == {"unchanged": 2}
    history = json.loads(run("list", rows[0]["record_id"], "--field", "title", *place, "--json").stdout)
    assert [(w["kind"], w["value"], w["seen_value"], w["undone"]) for w in history] == [("correct", "Child Quill", "Child Q", False)]
    assert "Child Quill" in run("list", *place).stdout
    explained = CliRunner().invoke(app, ["explain", rows[0]["record_id"], "title", "--processed", str(processed)], env={"NO_COLOR": "1", "COLUMNS": "200"})
    assert "a reviewer's word; the extractor reads Child Q" in explained.stdout
    # the backup, into a store of another kind of name
    run("export", "--jsonl", backup, *place)
    other = ("--processed", processed, "--store", tmp_path / "other.sqlite")
    assert json.loads(run("import", backup, *other, "--dry-run", "--json").stdout) == {
        **{"words": done["words"], "new": done["words"], "withdrawn": 0, "kept": False}
    }
    run("import", backup, *other)
    assert json.loads(run("import", backup, *other, "--json").stdout)["new"] == 0
    second = tmp_path / "again.jsonl"
    run("export", "--jsonl", second, *other)
    assert second.read_bytes() == backup.read_bytes()
    # what they teach
    taught = json.loads(run("accuracy", *place, "--json").stdout)
    assert taught["fields"]["title"] == {"read": 2, "stated": 2, "right": 1, "precision": 0.5, "recall": 0.5}
    assert "right of those read" in run("accuracy", *place).stdout
    assert json.loads(run("suggest", *place, "--json").stdout) == []
    assert "title" in run("suggest", "--least", 1, *place).stdout


def test_a_workbook_with_one_bad_row_keeps_nothing(processed: Path, tmp_path: Path) -> None:
    path = tmp_path / "entries.xlsx"
    run("export", "--xlsx", path, "--processed", processed)
    book = openpyxl.load_workbook(path)
    page = book["Entries"]
    columns = {cell.value: n for n, cell in enumerate(next(page.iter_rows()), 1)}
    page.cell(2, columns["title"]).value = "Child Quill"
    page.cell(3, columns["title"]).value = '=HYPERLINK("http://x.example")'
    book.save(path)
    said = json.loads(run("import", path, "--reviewer", "ann", "--json", "--processed", processed, expect=1).stdout)
    assert said["counts"] == {"applied": 1, "invalid": 1}
    assert json.loads(run("where", "--processed", processed, "--json").stdout)["words"] == 0
    shown = run("import", path, "--reviewer", "ann", "--processed", processed, expect=1)
    assert "formula" in shown.stdout
    assert "x.example" not in shown.output


@pytest.mark.parametrize("raw", [b"not json\n", b'{"kind": "confirm"}\n', b"[]\n", b"[" * 100_000])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "backup.jsonl"
    path.write_bytes(raw)
    assert "line 1" in run("import", path, "--store", tmp_path / "s.sqlite", expect=1).output


SPOILT: list[dict[str, Any]] = [
    {"made_at": "yesterday"},
    {"made_at": "2026-01-01"},
    {"made_at": "9999-12-31T23:59:59.999999Z"},
    {"field": {}},
    {"value": ["x"]},
    {"note": {"a": 1}},
    {"document_id": 5},
    {"ordinal": 10**30},
    {"ordinal": "1"},
    {"blind": "no"},
    {"record_id": "\ud800"},
]


@pytest.mark.parametrize("spoilt", SPOILT, ids=str)
def test_a_word_that_no_store_would_have_written_is_refused(tmp_path: Path, spoilt: dict[str, Any]) -> None:
    """A time that is none was kept for good, and no word could be saved after it."""
    path, store = tmp_path / "backup.jsonl", tmp_path / "s.sqlite"
    good = as_row(replace(correct(seen(), "Child X", "ann"), made_at="2026-01-01T00:00:00.000000Z"))
    path.write_text(json.dumps(good | {"correction_id": "good"}) + "\n" + json.dumps(good | spoilt) + "\n", "utf-8")
    for more in (["--dry-run"], []):
        assert "line 2" in run("import", path, "--store", store, *more, expect=1).output
    path.write_text(json.dumps(good) + "\n", "utf-8")
    run("import", path, "--store", store)


def test_export_needs_to_know_what(tmp_path: Path) -> None:
    run("export", expect=2)


@pytest.mark.real
def test_doctor_names_the_store_and_its_faults(processed: Path, tmp_path: Path) -> None:
    def doctor(expect: int) -> Any:
        result = CliRunner().invoke(app, ["doctor", "--processed", str(processed), "--json"])
        assert result.exit_code == expect, result.output
        return json.loads(result.stdout)

    assert doctor(0)["corrections"].endswith("processed.sqlite (nothing is kept yet)")
    (tmp_path / "corrections").mkdir()
    (tmp_path / "corrections" / "processed.sqlite").write_bytes(b"no database" * 100)
    assert any("cannot be opened" in p for p in doctor(1)["problems"])


def test_a_workbook_in_memory_is_what_a_spreadsheet_reads(processed: Path, tmp_path: Path) -> None:
    path = tmp_path / "entries.xlsx"
    run("export", "--xlsx", path, "--processed", processed)
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    assert book.sheetnames[:4] == ["Entries", "Children", "Recommendations", "Findings"]
    assert {"Instructions", "Terms"} <= set(book.sheetnames)
    assert book["Lists"].sheet_state == "hidden"

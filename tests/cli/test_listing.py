"""What a newcomer meets: documents and issues by name, tables in a narrow window, messages that say what to do next."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from scr_extract import fields
from scr_extract.cli import console, edge, ingesting
from scr_extract.ingest import Report, ingest, work
from tests.cli.test_cli import run
from tests.extract import toys
from tests.ingest.conftest import here


@pytest.fixture(autouse=True)
def _toys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS)
    monkeypatch.setattr(ingesting, "_useful", lambda files: 0)
    monkeypatch.setattr(work, "readers", here)
    monkeypatch.delenv("SCR_STORE", raising=False)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Tables of a bulletin, a letter without a review, and a file that is no text."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bulletin.md").write_text(toys.bulletin(1), encoding="utf-8")
    (tmp_path / "in" / "letter.txt").write_text("The office is closed on Friday.\n", encoding="utf-8")
    (tmp_path / "in" / "noise.bin").write_bytes(bytes(range(256)) * 4)
    ingest([tmp_path / "in"], tmp_path / "out")
    return tmp_path / "out"


def test_documents_are_listed_with_the_ids_that_other_commands_take(out: Path) -> None:
    rows = json.loads(run("documents", "--processed", out, "--json").stdout)
    assert [(r["name"], r["status"], r["entries"]) for r in rows] == [("bulletin.md", "ok", 2), ("letter.txt", "ok", 0), ("noise.bin", "unsupported", 0)]
    table = run("documents", "--processed", out).stdout
    shown = next(line.split()[0] for line in table.splitlines() if "bulletin.md" in line)
    assert rows[0]["document_id"].startswith(shown)
    assert len(json.loads(run("entries", "--processed", out, "--document", shown, "--json").stdout)) == 2
    assert [r["name"] for r in json.loads(run("documents", "--processed", out, "--document", "letter.txt", "--json").stdout)] == ["letter.txt"]
    assert "scr-extract documents" in run("documents", "--processed", out, "--document", "zzz", expect=1).stderr


def test_issues_are_listed_by_the_names_of_their_documents(out: Path) -> None:
    rows = json.loads(run("issues", "--processed", out, "--json").stdout)
    assert {"name", "kind", "severity", "record_id", "message"} <= rows[0].keys()
    assert ("noise.bin", "unsupported") in {(r["name"], r["kind"]) for r in rows}
    assert "noise.bin" in run("issues", "--processed", out, "--kind", "unsupported").stdout
    assert run("issues", "--processed", out, "--document", "letter.txt", "--kind", "unsupported").stdout == "0 issues.\n"
    assert "there are" in run("issues", "--processed", out, "--kind", "moon", expect=1).stderr


def test_issues_stand_errors_first(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "z.pdf").write_bytes(b"%PDF-1.7\n" + b"broken " * 50)
    ingest([tmp_path / "a.bin", tmp_path / "z.pdf"], tmp_path / "out")
    rows = json.loads(run("issues", "--processed", tmp_path / "out", "--json").stdout)
    assert [(r["severity"], r["name"]) for r in rows] == [("error", "z.pdf"), ("warning", "a.bin")]


def test_in_a_narrow_window_columns_go_and_ids_stay_whole(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record_id = json.loads(run("entries", "--processed", out, "--json").stdout)[0]["record_id"]
    for width, gone in ((60, "children"), (100, "board")):
        monkeypatch.setattr(console, "_WIDE", width)
        table = run("entries", "--processed", out).stdout
        assert record_id in table
        assert gone not in table.splitlines()[1].split()
        assert "No room for" in table
    monkeypatch.setattr(console, "_WIDE", 60)
    assert all(name in run("documents", "--processed", out).stdout for name in ("bulletin.md", "letter.txt", "noise.bin"))
    again = run("ingest", tmp_path / "in", "--processed", out).stderr
    assert "bulletin.md" in again
    assert "No room for" in again
    monkeypatch.setattr(console, "_WIDE", 160)
    assert "No room" not in run("entries", "--processed", out).stdout


def test_what_to_type_next_names_the_folder(out: Path) -> None:
    assert f"`scr-extract explain RECORD --processed {out}`" in run("entries", "--processed", out).stdout
    assert console.typed("status", Path("processed")) == "`scr-extract status`"


def test_no_entries_points_to_documents_and_issues(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("The office is closed on Friday.\n", encoding="utf-8")
    assert "no review was found in: letter.txt" in run("ingest", tmp_path / "letter.txt", "--processed", tmp_path / "out").stderr
    said = run("entries", "--processed", tmp_path / "out").stdout
    assert "No entries" in said
    assert "scr-extract issues" in said


def test_an_empty_folder_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = run("ingest", tmp_path / "empty", "--processed", tmp_path / "out").stderr
    assert f"No file was found in {tmp_path / 'empty'}" in said.replace("\n", "")
    assert "Nothing new" not in said


def test_a_file_that_cannot_be_opened_is_not_looked_for_in_status(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = Report("0123456789abcdef", True, 0, 0, 0, 0, {}, unread=(("locked.md", "Permission denied"),))
    ingesting._tell(done, tmp_path, str(tmp_path), [str(tmp_path)])
    said = capsys.readouterr().err
    assert "Could not be opened: locked.md: Permission denied" in said
    assert "1 could not be opened" in said
    assert "scr-extract status" not in said


def test_words_that_only_look_like_json_are_words() -> None:
    assert console.told("{Child A} and family") == "{Child A} and family"
    assert console.told('{"id": "fatal", "as_written": "Death"}') == "fatal; as written: Death"
    assert console.told("[Child A]") == "[Child A]"


@pytest.mark.parametrize(
    ("number", "noun", "said"), [(1, "review", "1 review"), (0, "review", "0 reviews"), (2, "entry", "2 entries"), (1, "entry", "1 entry")]
)
def test_one_is_one(number: int, noun: str, said: str) -> None:
    assert console.counted(number, noun) == said


def test_a_terminal_without_unicode_gets_what_it_lacks_as_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.any_encoding()
    console.data().print("Renée – 3")
    sys.stdout.flush()
    assert raw.getvalue() == b"Ren\\xe9e \\u2013 3\n"


def test_the_system_refusals_name_the_file_that_was_asked_for(out: Path, tmp_path: Path) -> None:
    refused = edge._of_the_system(PermissionError(13, "Permission denied", str(tmp_path / ".x.csv.d993bf29.part")))
    assert refused == f"Permission denied: {tmp_path / 'x.csv'}"
    assert "make room" in edge._of_the_system(OSError(28, "No space left on device"))
    assert "a folder is wanted" in run("ingest", tmp_path / "in", "--processed", tmp_path / "in" / "letter.txt", expect=1).stderr
    assert "is a file" in run("entries", "--processed", tmp_path / "in" / "letter.txt", expect=2).stderr


def test_counts_say_how_many_are_hidden(out: Path, tmp_path: Path) -> None:
    said = run("export", "--processed", out, "--output", tmp_path / "c.csv", "--by", "child_sex").stderr
    assert "fewer columns" in said
    assert json.loads(run("export", "--processed", out, "--output", tmp_path / "c.csv", "--by", "child_sex", "--json").stdout)["hidden"] >= 1
    assert json.loads(run("export", "--processed", out, "--output", tmp_path / "r.csv", "--json").stdout)["hidden"] == 0


def test_help_names_what_goes_where() -> None:
    for command in (("entries",), ("export",), ("withdraw",), ("corrections", "where"), ("snapshots", "prune"), ("evaluate",)):
        assert "ForwardRef" not in run(*command, "--help").stdout


def test_nothing_judged_yet_is_said(out: Path) -> None:
    assert "No reviewer has judged" in run("corrections", "accuracy", "--processed", out).stderr
    assert "No word of a reviewer is kept yet" in run("corrections", "list", "--processed", out).stderr


def test_a_folder_whose_files_are_still_warm_says_so(out: Path, tmp_path: Path) -> None:
    settings = tmp_path / "sources.toml"
    settings.write_text('[[source]]\nname = "post"\nkind = "folder"\npath = "in"\nrest_seconds = 3600\n')
    assert "has not changed for 3600 seconds" in run("sources", "fetch", "--settings", settings, "--processed", out).stderr
    settings.write_text('[[source]]\nname = "post"\nkind = "folder"\npath = "in"\nrest_seconds = 0\n')
    assert "has not changed" not in run("sources", "fetch", "--settings", settings, "--processed", out).stderr

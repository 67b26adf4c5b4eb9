"""The command line: data on standard output, talk on standard error, exit codes that mean something, no traceback for what was foreseen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scr_extract import datasets, fields, nlp
from scr_extract.cli import app, ingesting
from scr_extract.errors import ModelMissingError
from scr_extract.ingest import ingest, versions, work
from scr_extract.nlp import model_version
from scr_extract.resources.loader import resources_version
from tests.extract import toys
from tests.ingest.conftest import here

HEAVY = ("pandas", "pyarrow", "spacy", "numpy", "prefect", "rich", "pypdfium2", "lxml")


def run(*arguments: object, expect: int = 0) -> Any:
    result = CliRunner().invoke(app, [str(a) for a in arguments], env={"NO_COLOR": "1", "COLUMNS": "160"})
    assert result.exit_code == expect, result.output
    assert "Traceback" not in result.output
    return result


@pytest.fixture(autouse=True)
def _toys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS)
    monkeypatch.setattr(ingesting, "_useful", lambda files: 0)
    monkeypatch.setattr(work, "readers", here)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(2):
        (folder / f"b{n}.md").write_text(toys.bulletin(n), encoding="utf-8")
    return folder


@pytest.fixture
def out(inbox: Path, tmp_path: Path) -> Path:
    ingest([inbox], tmp_path / "out")
    return tmp_path / "out"


def test_the_version_is_of_the_package_its_models_and_its_word_lists() -> None:
    said = dict(line.split(" ", 1) for line in run("--version").stdout.splitlines())
    assert said["scr-extract"] == version("scr-extract")
    assert said["models"] == model_version()
    assert said["resources"] == resources_version()


def test_the_version_is_told_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise ModelMissingError("the English model is not installed; type `make install`")

    monkeypatch.setattr(nlp, "model_version", missing)
    assert "models none (the English model is not installed" in run("--version").stdout


def test_help_and_version_load_nothing_heavy_and_help_is_quick() -> None:
    script = "import sys; sys.argv = ['scr-extract', '{}']; import scr_extract.cli as c\ntry: c.main()\nexcept SystemExit: print(*sys.modules, sep='\\n')"
    for option, told in (("--help", "Commands:"), ("--version", f"scr-extract {version('scr-extract')}")):
        loaded = subprocess.run([sys.executable, "-c", script.format(option)], capture_output=True, text=True, check=True).stdout.splitlines()
        assert told in loaded
        assert not set(HEAVY) & set(loaded)
    script = script.format("--help")

    def best(code: str) -> float:
        times = []
        for _ in range(3):
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
            times.append(time.perf_counter() - started)
        return min(times)

    assert best(script) < 3 * best("import typer") + 0.1


def test_ingest_says_what_it_did(inbox: Path, tmp_path: Path) -> None:
    result = run("ingest", inbox, "--processed", tmp_path / "out")
    assert result.stdout == ""
    assert "Published: snapshot" in result.stderr
    again = run("ingest", inbox, "--processed", tmp_path / "out")
    assert "Nothing new" in again.stderr
    assert "Unchanged: snapshot" in again.stderr


def test_ingest_as_json(inbox: Path, tmp_path: Path) -> None:
    said = json.loads(run("ingest", inbox, "--processed", tmp_path / "out", "--json").stdout)
    assert (said["documents"], said["entries"], said["failed"], said["statuses"]) == (2, 4, 0, {"ok": 2})


def test_an_ingest_has_a_line_for_each_document(inbox: Path, tmp_path: Path) -> None:
    (inbox / "empty.txt").write_text("")
    said = json.loads(run("ingest", inbox, "--processed", tmp_path / "out", "--json").stdout)["each"]
    assert [(s["name"], s["kind"], s["status"], s["entries"]) for s in said] == [
        ("b0.md", "bulletin", "ok", 2),
        ("b1.md", "bulletin", "ok", 2),
        ("empty.txt", "other", "no_text", 0),
    ]
    assert all(s["seconds"] >= 0 for s in said)
    again = run("ingest", inbox / "b0.md", "--processed", tmp_path / "out").stderr
    line = next(line for line in again.splitlines() if line.strip().startswith("b0.md"))
    assert line.split()[:3] == ["b0.md", "bulletin", "ok"]
    assert "b1.md" not in again


def test_some_documents_failed(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scr_extract import formats

    real = formats.read

    def reader(raw: bytes, name: str) -> Any:
        if name == "b0.md":
            raise ValueError("a reader broke")
        return real(raw, name)

    monkeypatch.setattr(formats, "read", reader)
    result = run("ingest", inbox, "--processed", tmp_path / "out", expect=3)
    assert "1 could not be read" in result.stderr
    listed = run("status", "--processed", tmp_path / "out").stdout
    assert "b0.md" in listed
    assert "crash" in listed


def test_an_unsupported_file_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    run("ingest", tmp_path / "p.png", "--processed", tmp_path / "out")


@pytest.mark.parametrize("arguments", [("ingest",), ("ingest", "/no/such/place"), ("ingest", ".", "--workers", "0"), ("entries", "--colour"), ("bake",)])
def test_wrong_use_is_2(arguments: tuple[str, ...]) -> None:
    run(*arguments, expect=2)


@pytest.mark.parametrize("command", [("entries",), ("explain", "abc"), ("status",)])
def test_nothing_published_says_what_to_type(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = run(*command, "--processed", tmp_path / "none", expect=1)
    assert "scr-extract ingest" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "none").exists()


def test_a_missing_model_is_a_message(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise ModelMissingError("the English model is not installed; type `make install`")

    monkeypatch.setattr(versions, "model_version", missing)
    versions.versions.cache_clear()
    try:
        assert "make install" in run("ingest", inbox, "--processed", tmp_path / "out", expect=1).stderr
        assert "make install" in run("doctor", "--processed", tmp_path / "out", expect=1).stdout
    finally:
        versions.versions.cache_clear()


def test_entries_as_a_table_and_as_json(out: Path) -> None:
    table = run("entries", "--processed", out).stdout
    rows = json.loads(run("entries", "--processed", out, "--json").stdout)
    assert len(rows) == 4
    for row in rows:
        assert row["record_id"] in table
        assert row["name"] in {"b0.md", "b1.md"}
    assert len(json.loads(run("entries", "--processed", out, "--json", "--limit", "3").stdout)) == 3
    assert {row["name"] for row in json.loads(run("entries", "--processed", out, "--json", "--document", "b1.md").stdout)} == {"b1.md"}
    by_id = json.loads(run("entries", "--processed", out, "--json", "--document", rows[0]["document_id"][:10]).stdout)
    assert {row["document_id"] for row in by_id} == {rows[0]["document_id"]}
    assert "scr-extract documents" in run("entries", "--processed", out, "--document", "zzz", expect=1).stderr


def test_explain_shows_the_quote_in_its_sentence(out: Path) -> None:
    row = json.loads(run("entries", "--processed", out, "--json").stdout)[0]
    value = next(v for v in datasets.arrow("values", processed=out).to_pylist() if v["record_id"] == row["record_id"] and v["field"] == "children")
    shown = run("explain", row["record_id"][:9], "children", "--processed", out).stdout
    assert f"of a [[{value['quote']}]] " in shown
    assert f"characters {value['start']} to {value['end']}; rule children.months" in shown
    assert "Café" not in shown, "only the sentence of the quote"
    assert shown.count("[[") == 1


def test_explain_takes_a_column_for_its_field_and_says_why_there_is_nothing(out: Path) -> None:
    record_id = json.loads(run("entries", "--processed", out, "--json").stdout)[0]["record_id"]
    assert "children: " in run("explain", record_id, "child_sex", "--processed", out).stdout
    assert "not read by this version" in run("explain", record_id, "death_category", "--processed", out).stdout
    assert "not stated in the entry" in run("explain", record_id, "topic", "--processed", out).stdout
    assert "there are" in run("explain", record_id, "shoe_size", "--processed", out, expect=1).stderr
    said = json.loads(run("explain", record_id, "--processed", out, "--json").stdout)
    assert {v["field"] for v in said["values"]} >= {"title", "children", "board"}


def test_explain_asks_for_more_of_an_id_that_several_have(out: Path) -> None:
    assert "give more of the id" in run("explain", "", "--processed", out, expect=1).stderr
    assert "lists them" in run("explain", "xyz", "--processed", out, expect=1).stderr


def test_status_and_schema_and_doctor(out: Path) -> None:
    status = json.loads(run("status", "--processed", out, "--json").stdout)
    assert (status["documents"], status["tables"]["entries"], status["to_extract"], status["failed"]) == ({"ok": 2}, 4, 0, [])
    assert status["snapshot"] in run("status", "--processed", out).stdout
    assert {t["table"] for t in json.loads(run("schema", "--json").stdout)} >= {"entries", "values"}
    assert "age_months_min" in run("schema", "children").stdout
    assert "entries" in run("schema", "pets", expect=1).stderr
    doctor = json.loads(run("doctor", "--processed", out, "--json").stdout)
    assert doctor["problems"] == []
    assert {"python", "model", "code", "spacy"} <= doctor["versions"].keys()


@pytest.mark.parametrize("place", ["store/*", "texts/*.txt", "snapshots/*/values.parquet"])
def test_doctor_finds_what_was_changed(out: Path, place: str) -> None:
    next(out.glob(place)).write_bytes(b"changed")
    assert "Problem" in run("doctor", "--processed", out, expect=1).stdout


def test_doctor_finds_what_others_may_read(out: Path) -> None:
    out.chmod(0o755)
    assert "chmod" in run("doctor", "--processed", out, expect=1).stdout


def test_control_characters_of_a_source_never_reach_the_terminal(tmp_path: Path) -> None:
    text = toys.bulletin(1).replace("Child ", "Child \x1b[31mRed\x07 ", 1)
    (tmp_path / "evil\x1b[2J.md").write_text(text, encoding="utf-8")
    ingest([tmp_path / "evil\x1b[2J.md"], tmp_path / "out")
    row = json.loads(run("entries", "--processed", tmp_path / "out", "--json").stdout)[0]
    for command in (("entries",), ("explain", row["record_id"]), ("status",)):
        output = run(*command, "--processed", tmp_path / "out").output
        assert "\x1b" not in output
        assert "\x07" not in output


@pytest.mark.real
def test_the_installed_command_runs_the_whole_road(inbox: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from scr_extract.cli import main; main()"]
    made = subprocess.run([*command, "ingest", str(inbox), "--processed", "out", "--workers", "2"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert made.stdout == ""
    listed = subprocess.run([*command, "entries", "--processed", "out", "--json"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert len(json.loads(listed.stdout)) == 4
    head = subprocess.run(
        f"{' '.join(map(repr, command))} entries --processed out --json | head -c 5", shell=True, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert head.stderr == ""
    assert not (tmp_path / "processed").exists()


@pytest.mark.real
@pytest.mark.parametrize("command", ["status", "schema", "entries --json"])
def test_a_reader_who_has_enough_is_no_failure(out: Path, command: str) -> None:
    """`scr-extract schema | head -1`: the pipe is closed before the table is through."""
    script = f"{sys.executable!r} -m scr_extract {command} {'' if command == 'schema' else f'--processed {out}'} | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_colour_only_at_a_terminal(out: Path) -> None:
    env = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": ""}
    record_id = datasets.arrow("entries", processed=out)["record_id"].to_pylist()[0]
    shown = subprocess.run(
        [sys.executable, "-c", "from scr_extract.cli import main; main()", "explain", record_id, "title", "--processed", str(out)],
        capture_output=True,
        text=True,
        env=env,
        check=True,
    )
    assert "\x1b" not in shown.stdout

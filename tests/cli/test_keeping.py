"""The commands about what is kept and where documents come from: what they say, and that nothing is taken out unasked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scr_extract import datasets, fields
from scr_extract.cli import app
from scr_extract.ingest import ingest, ledger
from scr_extract.ingest.locking import locked
from tests.cli.test_cli import run
from tests.extract import toys


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two snapshots, of one and of two documents."""
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS)
    monkeypatch.delenv("SCR_STORE", raising=False)
    (tmp_path / "in").mkdir()
    for n in range(2):
        (tmp_path / "in" / f"b{n}.md").write_text(toys.bulletin(n), encoding="utf-8")
        ingest([tmp_path / "in"], tmp_path / "out")
    return tmp_path / "out"


def test_withdraw_asks_first_and_says_what_is_left_to_do(out: Path) -> None:
    document = next(d["document_id"] for d in datasets.arrow("documents", processed=out).to_pylist() if d["name"] == "b1.md")
    refused = CliRunner().invoke(app, ["withdraw", document[:8], "--reason", "court order", "--processed", str(out)], input="n\n")
    assert refused.exit_code == 1
    assert datasets.arrow("documents", processed=out).num_rows == 2
    said = json.loads(run("withdraw", document[:8], "--reason", "court order", "--processed", out, "--yes", "--json").stdout)
    assert (said["documents"], said["files"], said["removed"], said["words"]) == ([document], ["b1.md"], [], 0)
    assert len(said["snapshots"]) == 1
    assert datasets.arrow("documents", processed=out).num_rows == 1
    assert "no document begins" in run("withdraw", "0000", "--reason", "x", "--processed", out, "--yes", expect=1).output
    assert "Withdrawn" in run("withdraw", document, "--reason", "court order", "--processed", out, "--yes").output, "repeating it does no harm"


def test_snapshots_and_purge(out: Path) -> None:
    held = json.loads(run("snapshots", "list", "--processed", out, "--json").stdout)
    assert [h["current"] for h in held] == [True, False]
    assert held[0]["entries"] > held[1]["entries"] > 0
    assert json.loads(run("snapshots", "prune", "--keep", 1, "--processed", out, "--json").stdout) == {"removed": [held[1]["snapshot"]]}
    assert json.loads(run("purge", "--older-than", 0, "--processed", out, "--json").stdout)["files"] == 0


def test_a_slip_in_the_name_of_the_folder_is_told(tmp_path: Path) -> None:
    for command in (("snapshots", "list"), ("snapshots", "prune", "--keep", 1), ("purge", "--older-than", 0)):
        assert "no folder" in run(*command, "--processed", tmp_path / "slip", expect=1).stderr
    assert list(tmp_path.iterdir()) == []


def test_publish_says_what_an_address_looks_like(out: Path) -> None:
    assert "s3://bucket/prefix" in run("publish", "--to", "ftp://x", "--processed", out, expect=1).output


def test_sources(out: Path, tmp_path: Path) -> None:
    settings = tmp_path / "sources.toml"
    settings.write_text(
        '[[source]]\nname = "post"\nkind = "folder"\npath = "in"\nrest_seconds = 0\n[[source]]\nname = "gone"\nkind = "folder"\npath = "none"\n'
    )
    checked = json.loads(run("sources", "check", "--settings", settings, "--json", expect=3).stdout)
    assert [bool(row["problem"]) for row in checked] == [False, True]
    fetched = json.loads(run("sources", "fetch", "post", "--settings", settings, "--processed", out, "--json").stdout)
    assert [Path(f).name for f in fetched[0]["files"]] == ["b0.md", "b1.md"]
    assert json.loads(run("sources", "list", "--settings", settings, "--processed", out, "--json").stdout)["fetching"] is False
    assert "no source 'x'" in run("sources", "fetch", "x", "--settings", settings, "--processed", out, expect=1).output
    assert "sources.example.toml" in run("sources", "list", "--settings", tmp_path / "none.toml", expect=1).output


@pytest.mark.parametrize("arguments", [("purge", "--older-than", "1"), ("snapshots", "prune", "--keep", "5"), ("withdraw", "0000", "--reason", "x", "--yes")])
def test_waiting_is_told(out: Path, arguments: tuple[str, ...]) -> None:
    document = next(iter(ledger.known(out)))
    command = [sys.executable, "-m", "scr_extract", *(document if a == "0000" else a for a in arguments), "--processed", str(out)]
    with locked(out):
        waits = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert waits.stderr
        assert waits.stderr.readline() == "Another run holds this folder; waiting for it to end.\n"
    waits.communicate(timeout=60)
    assert waits.returncode == 0

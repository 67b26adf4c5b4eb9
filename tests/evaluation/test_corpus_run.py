"""`make corpus`: the first run accepts itself, a harmful change of a rule ends with its losses and exit code 1 until it is accepted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import corpus
from scr_extract.ingest import versions, work
from tests.evaluation.made import BULLETIN, NAME
from tests.evaluation.test_change import without
from tests.ingest.conftest import here


@pytest.fixture(autouse=True)
def _one_made_up_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    (tmp_path / NAME).write_text(BULLETIN)
    monkeypatch.setattr(corpus, "texts", lambda: [tmp_path / NAME])
    monkeypatch.setattr(corpus, "SHARED", tmp_path / "nowhere")
    monkeypatch.setattr(work, "readers", here)
    yield
    versions.versions.cache_clear()


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["corpus", "--processed", str(folder), "--workers", "0", *arguments])
    try:
        corpus.main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def test_a_harmful_change_stops_until_it_is_accepted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "kept"
    assert run(monkeypatch, out) == 0
    assert "Accepted: later runs" in capsys.readouterr().err
    assert run(monkeypatch, out) == 0
    assert "No value changed." in capsys.readouterr().out
    without(monkeypatch, "authors.label")
    monkeypatch.setattr(versions, "ROAD", ("errors.py",))  # a changed rule is a changed source: the key says so
    versions.versions.cache_clear()
    for _ in range(2):
        assert run(monkeypatch, out) == 1
        told = capsys.readouterr()
        assert "LOST authors: Maud Ellery -> not stated" in told.out
        assert "ACCEPT=1" in told.err
    assert run(monkeypatch, out, "--accept") == 0
    assert run(monkeypatch, out) == 0
    assert "No value changed." in capsys.readouterr().out.rpartition("LOST")[2]

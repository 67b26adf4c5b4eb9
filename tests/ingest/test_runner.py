"""Documents spread over processes: the same bytes, and a process that dies or hangs costs its document."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest

from scr_extract import datasets
from scr_extract.errors import ScrExtractError
from scr_extract.ingest import discover, ingest, pending, plan, publish, runner
from tests.extract import toys

STUB = """
    import json, os, pathlib, sys, time
    from scr_extract.extract import unread
    from scr_extract.ingest import ledger, work
    from scr_extract.model import Status
    root = pathlib.Path(sys.argv[1])
    print(json.dumps({"ready": 1}), flush=True)
    for line in sys.stdin:
        known = ledger.one(root, line.strip())
        if known.name == "dies.md":
            os.kill(os.getpid(), 9)
        if known.name == "hangs.md":
            time.sleep(99)
        work.keep(known, unread(known.document_id, Status.NO_TEXT, "not read by the stub"), root)
        print(json.dumps({"document_id": known.document_id}), flush=True)
"""
FORGETFUL = """
    import sys
    print('{"ready": 1}', flush=True)
    for line in sys.stdin:
        print('{}', flush=True)
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(4):
        (folder / f"b{n}.md").write_text(toys.bulletin(n), encoding="utf-8")
    return folder


@pytest.mark.real
def test_processes_never_change_a_byte(inbox: Path, tmp_path: Path) -> None:
    alone = ingest([inbox], tmp_path / "alone")
    seen: list[int] = []
    spread = ingest([inbox], tmp_path / "spread", workers=2, progress=lambda n, total: seen.append(n))
    assert spread.snapshot == alone.snapshot
    assert seen == [0, 1, 2, 3, 4]
    here, there = datasets.current(tmp_path / "alone"), datasets.current(tmp_path / "spread")
    assert {p.name: p.read_bytes() for p in here.path.iterdir()} == {p.name: p.read_bytes() for p in there.path.iterdir()}


def use(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    stub = folder / "stub.py"
    stub.write_text(textwrap.dedent(script), encoding="utf-8")
    monkeypatch.setattr(runner, "_command", lambda processed: [sys.executable, str(stub), str(processed)])


@pytest.mark.real
def test_a_dead_and_a_hanging_process_cost_one_document_each(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("dies.md", "hangs.md"):
        (inbox / name).write_text(f"# {name}\n", encoding="utf-8")
    use(monkeypatch, tmp_path, STUB)
    out = tmp_path / "out"
    todo = plan(discover([inbox]), out).document_ids
    took = runner.run(todo, out, workers=2, patience=4.0)
    assert took.keys() == set(todo)
    assert max(took.values()) >= 4
    publish(out)
    statuses = {row["name"]: row["status"] for row in datasets.arrow("documents", processed=out).to_pylist()}
    assert statuses == {"dies.md": "crash", "hangs.md": "limit", **{f"b{n}.md": "no_text" for n in range(4)}}


def test_work_that_leaves_no_trace_is_not_asked_for_for_ever(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the package is upgraded while it runs: the processes work by other rules than those the ledger waits for."""
    use(monkeypatch, tmp_path, FORGETFUL)
    with pytest.raises(ScrExtractError, match="changed while"):
        ingest([inbox], tmp_path / "out", workers=2)


def test_processes_that_cannot_start_are_a_failure_and_no_documents(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_command", lambda processed: [sys.executable, "-c", "raise SystemExit(7)"])
    out = tmp_path / "out"
    todo = plan(discover([inbox]), out).document_ids
    with pytest.raises(ScrExtractError, match="code 7"):
        runner.run(todo, out, workers=2)
    assert plan(discover([inbox]), out).document_ids == todo


@pytest.mark.parametrize(
    ("how", "words"), [("os.kill(os.getpid(), 15)", "asked to end"), ("raise OSError(28, 'No space left on device')", "No space left on device; make room")]
)
def test_a_machine_that_ends_or_is_full_costs_no_document(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, words: str) -> None:
    """Nothing is kept of what was being read, so that the next run reads it."""
    ending = f"""
        import os, pathlib, sys
        from scr_extract.ingest import work, worker
        def extract_one(*given):
            {how}
        worker.extract_one = extract_one
        worker.main(pathlib.Path(sys.argv[1]))
    """
    use(monkeypatch, tmp_path, ending)
    plan(discover([inbox]), tmp_path / "out")
    with pytest.raises(ScrExtractError, match=words):
        runner.run(pending(tmp_path / "out"), tmp_path / "out", workers=1)
    assert len(pending(tmp_path / "out")) == 4

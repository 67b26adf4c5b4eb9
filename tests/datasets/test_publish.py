"""A snapshot is whole or not there: same rows, same bytes; what breaks its promises, or fails halfway, leaves the one before."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from scr_extract import datasets, extract, fields, formats
from scr_extract.datasets import disk, publish
from scr_extract.datasets import rows as making
from scr_extract.datasets.rows import Published, field_names, rows
from scr_extract.datasets.tables import TABLES
from scr_extract.errors import NotFoundError, PublishError
from scr_extract.model import Status
from tests.extract import toys

WITH: dict[str, Any] = {"made_with": {"code": "1"}, "inputs": "i", "this_year": 2026}


@pytest.fixture(autouse=True)
def _toys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS, raising=False)


def published(seed: int, name: str = "made.md") -> Published:
    document = formats.read(toys.bulletin(seed).encode(), name)
    return Published(extract.extract(document), (name,), document.text)


def put(processed: Path, *documents: Published, expected: int | None = None) -> Any:
    return publish.publish(processed, documents, expected=len(documents) if expected is None else expected, **WITH)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_snapshot_holds_every_table_by_its_schema(tmp_path: Path) -> None:
    snapshot = put(tmp_path, published(1))
    for table in TABLES:
        written = pq.read_schema(snapshot.file(table.name))
        assert written.equals(table.arrow)
        assert [f.metadata[b"description"].decode() for f in written] == [c.description for c in table.columns]
        assert snapshot.manifest["tables"][table.name]["rows"] == pq.read_metadata(snapshot.file(table.name)).num_rows
    assert (tmp_path / "CURRENT").read_text() == snapshot.id + "\n"


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = put(tmp_path / "a", published(1), published(2)), put(tmp_path / "b", published(1), published(2))
    assert first.id == second.id
    assert everything(first.path) == everything(second.path)
    assert put(tmp_path / "b", published(1)).id != first.id


def test_publishing_again_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, published(1))
    before = everything(tmp_path)
    put(tmp_path, published(1))
    assert everything(tmp_path) == before


def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    root = tmp_path / "new" / "processed"
    put(root, published(1))
    for path in (root, *root.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path
    assert root.stat().st_mode & 0o777 == 0o700


def test_no_time_and_no_place_is_inside(tmp_path: Path) -> None:
    snapshot = put(tmp_path, published(1))
    log = [json.loads(line) for line in (tmp_path / "published.jsonl").read_text().splitlines()]
    assert [line["snapshot"] for line in log] == [snapshot.id]
    inside = b"".join(everything(snapshot.path).values())
    assert log[0]["at"][:10].encode() not in inside
    assert str(tmp_path).encode() not in inside


def test_every_field_of_every_entry_has_a_row_that_says_what_is_known() -> None:
    document = published(3)
    made = rows(document)
    assert {"title", "children", "death_category", "board"} <= set(field_names())
    for record in document.extraction.records:
        mine = [row for row in made["values"] if row["record_id"] == record.record_id]
        assert {row["field"] for row in mine} == set(field_names())
        unread = [row for row in mine if row["field"] == "death_category"]
        assert [(row["status"], row.get("value")) for row in unread] == [("not_found", None)]
        topic = [row for row in mine if row["field"] == "topic"]
        assert [row["status"] for row in topic] == ["not_stated"]


Breakage = Callable[[dict[str, list[dict[str, object]]]], None]


def _quote(t: dict[str, list[dict[str, object]]]) -> None:
    next(row for row in t["values"] if row.get("quote"))["quote"] = "words that do not stand there"


def _loser(t: dict[str, list[dict[str, object]]]) -> None:
    t["values"][0]["alternatives"] = [{"value": "x", "quote": "nowhere", "rule_id": "a.b", "start": 0, "end": 7}]


def _count(t: dict[str, list[dict[str, object]]]) -> None:
    t["recommendations"].pop()


def _age(t: dict[str, list[dict[str, object]]]) -> None:
    t["children"][0]["age_months_max"] = 27 * 12.0


def _year(t: dict[str, list[dict[str, object]]]) -> None:
    t["entries"][0]["published_year"] = 2027


def _null(t: dict[str, list[dict[str, object]]]) -> None:
    t["entries"][0]["check_status"] = None


def _column(t: dict[str, list[dict[str, object]]]) -> None:
    t["entries"][0]["surprise"] = 1


def _type(t: dict[str, list[dict[str, object]]]) -> None:
    t["entries"][0]["published_month"] = "May"


def _twice(t: dict[str, list[dict[str, object]]]) -> None:
    t["entries"].append(dict(t["entries"][0]))


def _orphan(t: dict[str, list[dict[str, object]]]) -> None:
    t["children"][0]["record_id"] = "f" * 16


@pytest.mark.parametrize(
    ("breakage", "said"),
    [
        (_quote, "does not stand at its offsets"),
        (_loser, r"a\.b"),
        (_count, "says 2 recommendations, its rows are 1"),
        (_age, "324"),
        (_year, "published in 2027"),
        (_null, "check_status is null"),
        (_column, "no column surprise"),
        (_type, "does not fit its column"),
        (_twice, "2 rows of one record_id"),
        (_orphan, "unknown record"),
    ],
)
def test_what_breaks_its_promises_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breakage: Breakage, said: str) -> None:
    before = put(tmp_path, published(1))
    stands = everything(tmp_path)

    def broken(document: Published, _: object = None) -> Any:
        made = making.rows(document)
        breakage(made)  # type: ignore[arg-type]
        return made

    monkeypatch.setattr("scr_extract.datasets.portions.rows", broken)
    with pytest.raises(PublishError, match=said) as refused:
        put(tmp_path, published(2))
    assert "previous snapshot stays" in str(refused.value)
    assert everything(tmp_path) == stands
    assert datasets.current(tmp_path).id == before.id


def test_a_refusal_holds_no_text_of_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Published, _: object = None) -> Any:
        made = making.rows(document)
        for row in made["values"]:
            row["quote"] = "Child Planted was here"
        return made

    monkeypatch.setattr("scr_extract.datasets.portions.rows", broken)
    with pytest.raises(PublishError) as refused:
        put(tmp_path, published(2))
    assert "Planted" not in str(refused.value)


def test_fewer_documents_than_the_ledger_knows_are_not_published(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="1 documents where the ledger knows 2"):
        put(tmp_path, published(1), expected=2)


def test_one_document_twice_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="is given 2 times"):
        put(tmp_path, published(1), published(1))


STEPS = ("make_dir", "creating", "create", "sync_dir", "replace", "append")


@pytest.mark.parametrize("step", STEPS)
def test_a_publish_that_fails_anywhere_leaves_a_whole_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    old = put(tmp_path, published(1))
    undisturbed = put(tmp_path / "apart", published(1), published(2))
    real = getattr(disk, step)
    stop_at, calls, failures = 1, 0, 0

    def failing(*given: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == stop_at:
            raise OSError(28, "No space left on device")
        return real(*given)

    while True:
        calls = 0
        monkeypatch.setattr(disk, step, failing)
        try:
            put(tmp_path, published(1), published(2))
        except OSError:
            failures += 1
        monkeypatch.setattr(disk, step, real)
        now = datasets.current(tmp_path)
        assert now.id in (old.id, undisturbed.id)
        for table in TABLES:
            assert now.file(table.name).is_file()
        if calls < stop_at:
            break
        if now.id == undisturbed.id:
            disk.write(tmp_path / "CURRENT", f"{old.id}\n".encode())
        stop_at += 1
    assert failures >= 1
    assert everything(datasets.current(tmp_path).path) == everything(undisturbed.path)


def test_a_damaged_folder_of_the_same_snapshot_is_made_again(tmp_path: Path) -> None:
    snapshot = put(tmp_path, published(1))
    good = everything(snapshot.path)
    snapshot.file("entries").write_bytes(b"torn")
    assert everything(put(tmp_path, published(1)).path) == good


def test_reading_gives_arrow_types_and_pinned_snapshots(tmp_path: Path) -> None:
    first = put(tmp_path, published(1))
    second = put(tmp_path, published(1), published(2))
    frame = datasets.load("entries", processed=tmp_path)
    assert len(frame) == 4
    assert str(frame["position"].dtype) == "int32[pyarrow]"
    assert str(frame["published_month"].dtype) == "int32[pyarrow]"
    assert len(datasets.load("entries", first.id, processed=tmp_path)) == 2
    exploded = datasets.load("values", processed=tmp_path).explode("pages")
    assert len(exploded) == datasets.current(tmp_path).manifest["tables"]["values"]["rows"]
    assert second.id == datasets.current(tmp_path).id


def test_what_is_not_there_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="scr-extract ingest"):
        datasets.load("entries", processed=tmp_path)
    put(tmp_path, published(1))
    with pytest.raises(NotFoundError, match="there are"):
        datasets.snapshot(tmp_path, "../../etc")
    with pytest.raises(NotFoundError, match="children"):
        datasets.load("kids", processed=tmp_path)


def test_issues_have_lasting_ids() -> None:
    issue = extract.unread("d", Status.CRASH, "broke").issues[0]
    assert making.issue(issue)["issue_id"] == making.issue(issue)["issue_id"]
    assert making.issue(issue)["issue_id"] != making.issue(replace(issue, message="other"))["issue_id"]

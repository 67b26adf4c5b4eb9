"""Queue and entry page at ten thousand entries, with words on half of them: under 100 ms of the server's time."""

from __future__ import annotations

import json
import secrets
import shutil
import statistics
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from scr_extract import datasets
from scr_extract.corrections.correction import Correction, Kind
from scr_extract.corrections.store import open_store
from scr_extract.desk.settings import Settings
from tests.desk.client import OWN, client

pytestmark = pytest.mark.real

ENTRIES = 10_000
ALLOWED = 0.1
"""Seconds of the server's own time. Not of the clock: other work on the machine is not the desk's."""


def grown(small: Path, into: Path) -> list[str]:
    """The made-up bulletin so often that there are ten thousand entries, each with ids of its own. Their record_ids."""
    shutil.copytree(small, into)
    now = datasets.current(into)
    times = -(-ENTRIES // now.arrow("entries").num_rows)
    folder = into / "snapshots" / ("f" * 16)
    folder.mkdir()
    for name in now.manifest["tables"]:
        table = now.arrow(name)
        numbers = pa.array([f"{n:05x}" for n in range(times) for _ in range(table.num_rows)], pa.string())
        whole = pa.concat_tables([table] * times).combine_chunks()
        for column in ("record_id", "document_id"):
            if column in whole.schema.names:
                field = whole.schema.field(column)
                own = pc.binary_join_element_wise(pc.utf8_slice_codeunits(whole[column], 0, 11), numbers, "")
                whole = whole.set_column(whole.schema.get_field_index(column), field, own)
        pq.write_table(whole, folder / f"{name}.parquet", compression="zstd")
    (folder / "manifest.json").write_text(json.dumps(now.manifest | {"snapshot": "f" * 16}))
    (into / "CURRENT").write_text("f" * 16 + "\n")
    ids: list[str] = datasets.current(into).arrow("entries")["record_id"].to_pylist()
    return ids


def words(ids: list[str]) -> list[Correction]:
    return [
        Correction(
            document_id="d" * 64,
            record_id=id,
            kind=Kind.CONFIRM,
            field=field,
            value="fatal",
            seen_value="fatal",
            seen_fingerprint="x",
            reviewer="Ben",
            correction_id=secrets.token_hex(16),
            made_at=f"2026-01-01T00:00:{n // 10**6:02}.{n % 10**6:06}Z",
        )
        for n, (id, field) in enumerate((id, field) for id in ids[::2] for field in ("outcome", "title"))
    ]


def spent(http: Any, address: str) -> float:
    """The median of what a page costs the process, in seconds."""
    costs = []
    for _ in range(7):
        began = time.process_time()
        answer = http.get(address)
        costs.append(time.process_time() - began)
        assert answer.status_code == 200
    return statistics.median(costs)


def test_pages_of_ten_thousand_entries(published: Path, tmp_path: Path, record_property: Any) -> None:
    processed = tmp_path / "processed"
    ids = grown(published, processed)
    assert len(ids) >= ENTRIES
    store = open_store(processed)
    store.take_in(words(ids))
    http = client(Settings(processed, reviewer="Ann"), store, **OWN)
    began = time.process_time()
    assert http.get("/").status_code == 200
    costs = {"first page, with the snapshot read": time.process_time() - began}
    for name, address in (
        ("queue", "/"),
        ("queue, filtered", "/?field=ethnicity&status=unchecked&q=child&page=3"),
        ("second review", "/second"),
        ("entry", f"/entries/{ids[4567]}"),
        ("agreement", "/agreement"),
    ):
        costs[name] = spent(http, address)
    store.close()
    print("\n" + "\n".join(f"{name}: {1000 * cost:.0f} ms" for name, cost in costs.items()))
    record_property("milliseconds", {name: round(1000 * cost) for name, cost in costs.items()})
    assert costs["queue"] < ALLOWED
    assert costs["queue, filtered"] < ALLOWED
    assert costs["second review"] < ALLOWED
    assert costs["entry"] < ALLOWED
    assert costs["agreement"] < ALLOWED

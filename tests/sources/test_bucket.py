"""A bucket as a source, against a stand-in of S3 on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from scr_extract.datasets import objects
from scr_extract.sources import visits
from scr_extract.sources.fetching import fetching_round
from scr_extract.sources.gathering import Gathered, gather
from scr_extract.sources.settings import Fetching, Kind, Settings, Source

pytestmark = pytest.mark.real


def looked(place: str, tmp_path: Path) -> Gathered:
    given = Settings(Fetching(enabled=True, inbox=tmp_path / "inbox", largest_mib=1), (Source("post", Kind.BUCKET, place),))
    with fetching_round(given.fetching) as on:
        (found,) = gather(given, tmp_path / "processed", on=on)
    return found


def test_new_and_replaced_objects_come_in(address: str, tmp_path: Path) -> None:
    import obstore

    store = objects.opened(address).store
    for name, raw in (("2015/a.md", b"one"), ("b.pdf", b"two"), ("notes.xlsx", b"no document"), ("large.pdf", b"0" * (2**20 + 1))):
        obstore.put(store, name, raw)
    found = looked(address, tmp_path)
    assert (len(found.files), dict(found.answers)) == (2, {"failed": 1, "new": 2})
    visit = visits.visit(tmp_path / "processed", f"{address}/2015/a.md")
    assert visit is not None
    assert visit.file is not None
    assert Path(visit.file).read_bytes() == b"one"
    assert dict(looked(address, tmp_path).answers) == {"failed": 1, "known": 2}

    obstore.put(store, "b.pdf", b"three")
    obstore.delete(store, ["2015/a.md"])
    assert dict(looked(address, tmp_path).answers) == {"failed": 1, "gone": 1, "new": 1}
    assert len(list((tmp_path / "inbox").glob("*.pdf"))) == 2


def test_a_bucket_that_is_not_there_is_told(address: str, tmp_path: Path) -> None:
    assert "bucket there" in str(looked("s3://no-such-bucket/x", tmp_path).wrong)

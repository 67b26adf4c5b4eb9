"""Publishing to an object store, against a stand-in of S3 on this machine: whole or not at all, and nobody's work written over."""

from __future__ import annotations

import builtins
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scr_extract import datasets
from scr_extract.cli import app
from scr_extract.datasets import objects, questions
from scr_extract.datasets.bulletin import bulletin
from scr_extract.errors import NotFoundError, ObjectStoreError, PublishError, WithdrawnError
from scr_extract.ingest import ingest
from scr_extract.ingest.withdrawal import withdraw
from tests.extract import toys

pytestmark = pytest.mark.real


@pytest.fixture
def published(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b0.md").write_text(toys.bulletin(0, 2), encoding="utf-8")
    ingest([tmp_path / "in"], tmp_path / "processed")
    return tmp_path / "processed"


def more(published: Path, seed: int) -> str:
    path = published.parent / "in" / f"b{seed}.md"
    path.write_text(toys.bulletin(seed, 1), encoding="utf-8")
    return ingest([path], published).snapshot


def test_what_is_read_there_is_what_was_published(published: Path, address: str) -> None:
    with pytest.raises(NotFoundError, match="publish --to"):
        datasets.load("entries", processed=address)
    first = objects.mirror(published, address)
    assert (first.before, first.snapshot) == (None, datasets.current(published).id)
    assert objects.mirror(published, address).before == first.snapshot
    for table in ("entries", "values", "reviews"):
        assert datasets.arrow(table, processed=address).equals(datasets.arrow(table, processed=published))
    frame = datasets.load("entries", processed=address)
    assert list(frame["title"]) == list(datasets.load("entries", processed=published)["title"])
    assert datasets.arrow("entries", processed=address, columns=["title"]).column_names == ["title"]

    assert datasets.current(address).id == datasets.snapshot(address, first.snapshot).id == first.snapshot
    here, there = (re.sub(r"published \d{4}-\d\d-\d\d;", "published;", datasets.citation(processed=p)) for p in (published, address))
    assert here == there
    assert "published;" in here
    for question in questions.QUESTIONS:
        asked = {"on_topic": ["neglect"], "publications_of": ["Barnet"]}.get(question.__name__, [])
        assert question(*asked, processed=address).equals(question(*asked, processed=published)), question.__name__
    assert questions.how_accurate(processed=address).equals(questions.how_accurate(processed=published))
    cell = questions.age_by_category(processed=address).iloc[0]
    assert len(questions.behind(cell, processed=address)) == len(questions.behind(cell, processed=published)) > 0
    assert bulletin(address).passages == bulletin(published).passages
    done = CliRunner().invoke(app, ["export", "--processed", address, "--output", str(published.parent / "there.csv"), "--json"])
    assert json.loads(done.stdout)["rows"] == 2

    more(published, 1)
    objects.mirror(published, address)
    assert datasets.arrow("entries", processed=address).num_rows == 3
    assert datasets.arrow("entries", first.snapshot, processed=address).num_rows == 2
    with pytest.raises(NotFoundError):
        datasets.arrow("entries", "0123456789abcdef", processed=address)


@pytest.mark.parametrize("already", [False, True])
def test_of_two_that_publish_at_once_one_is_refused(published: Path, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, already: bool) -> None:
    """The other's snapshot comes between the look at CURRENT and its switch: the slower one changes nothing, whether CURRENT was there before or not."""
    if already:
        objects.mirror(published, address)
        more(published, 1)
    (tmp_path / "other.md").write_text(toys.bulletin(9, 1), encoding="utf-8")
    theirs = ingest([tmp_path / "other.md"], tmp_path / "other").snapshot
    upload = objects._upload

    def slow(place: objects.Place, found: Any) -> None:
        upload(place, found)
        monkeypatch.setattr(objects, "_upload", upload)
        objects.mirror(tmp_path / "other", address)

    monkeypatch.setattr(objects, "_upload", slow)
    with pytest.raises(PublishError, match="somebody else"):
        objects.mirror(published, address)
    assert objects.current(address).id == theirs
    assert objects.mirror(published, address).before == theirs
    assert objects.current(address).id == datasets.current(published).id


def test_cut_short_the_old_tables_stand_and_the_next_run_finishes(published: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = objects.mirror(published, address).snapshot
    new = more(published, 1)
    with monkeypatch.context() as patched:

        def broken(*_: object) -> None:
            raise KeyboardInterrupt

        patched.setattr(shutil, "copyfileobj", broken)
        with pytest.raises(KeyboardInterrupt):
            objects.mirror(published, address)
    assert objects.current(address).id == old
    assert datasets.arrow("entries", processed=address).num_rows == 2
    assert objects.mirror(published, address).snapshot == new
    assert datasets.arrow("entries", processed=address).num_rows == 3


def test_what_was_withdrawn_goes_there_too(published: Path, address: str) -> None:
    old = objects.mirror(published, address).snapshot
    more(published, 1)
    document = datasets.arrow("documents", processed=published).to_pylist()[0]["document_id"]
    withdraw(published, document, "court order")
    assert objects.mirror(published, address).removed == (old,)
    with pytest.raises(WithdrawnError, match="court order"):
        datasets.arrow("entries", old, processed=address)
    assert datasets.arrow("entries", processed=address).num_rows == 1


def test_what_is_missing_says_what_to_do(published: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ObjectStoreError, match="s3://bucket/prefix"):
        objects.mirror(published, "https://bucket")
    with pytest.raises(ObjectStoreError, match="bucket there"):
        objects.mirror(published, "s3://no-such-bucket/x")
    real = builtins.__import__

    def without(name: str, *given: Any) -> Any:
        if name.startswith("obstore"):
            raise ModuleNotFoundError(name)
        return real(name, *given)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ObjectStoreError, match=r"scr-extract\[s3\]"):
        objects.mirror(published, address)

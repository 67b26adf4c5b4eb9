"""What is an address and what a folder: tables must not land in a folder that is called like a bucket."""

from __future__ import annotations

from pathlib import Path

import pytest

from scr_extract import datasets
from scr_extract.datasets import objects
from scr_extract.errors import ObjectStoreError
from scr_extract.ingest import discover, ingest
from scr_extract.ingest.addresses import is_address, is_store
from scr_extract.ingest.elsewhere import working
from tests.cli.test_cli import run
from tests.extract import toys


@pytest.mark.parametrize("said", ["gs://bucket/out", "az://x", "https://www.board.example/a.pdf", "file:///tmp/x", "S3A://bucket/x", Path("gs://bucket/out")])
def test_addresses_of_other_stores_are_no_folders(said: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert is_address(said)
    assert not is_store(str(said))
    with pytest.raises(ObjectStoreError):
        discover([said])
    with pytest.raises(ObjectStoreError):
        ingest([], said)
    with pytest.raises(ObjectStoreError, match="looks like s3://bucket/prefix"), working(said):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("said", ["processed", "a:/b", "2015:/x", "/srv/s3:/x", "C:/x", "gsx/y", Path("out")])
def test_folders(said: str | Path) -> None:
    assert not is_address(said)


def test_an_ingest_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(toys.bulletin(1), encoding="utf-8")
    for arguments in (("a.md", "--processed", "gs://bucket/out"), ("https://www.board.example/a.pdf",)):
        assert "it looks like s3://bucket/prefix" in run("ingest", *arguments, expect=1).stderr
    with pytest.raises(ObjectStoreError, match="it looks like s3://bucket/prefix"):
        datasets.load("entries", processed="gs://bucket/out")
    assert not (tmp_path / "gs:").exists()


@pytest.mark.parametrize("endpoint", ["localhost:9000", "minio", "http://", "http://[bad", "http://h:x", "http://ho st", "ftp://h"])
def test_an_endpoint_that_is_no_address_is_told(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("obstore")
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    with pytest.raises(ObjectStoreError, match="AWS_ENDPOINT_URL is no address of a server"):
        objects.opened("s3://bucket/in")


@pytest.mark.parametrize("address", ["s3://bucket/../x", "s3://bucket/in/./x", "s3:///x", "s3:/bucket/x"])
def test_a_place_that_no_bucket_has_is_told(address: str) -> None:
    with pytest.raises(ObjectStoreError, match="it looks like s3://bucket/prefix"):
        objects.opened(address)


def test_a_folder_is_no_address_however_it_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slash at its end comes of completing its name; an empty name, of a variable that is not set, was the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(toys.bulletin(1), encoding="utf-8")
    assert "Pushed" not in run("ingest", "a.md", "--processed", "out/").stderr
    assert "what was given is empty" in run("ingest", "a.md", "--processed", "", expect=1).stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md", "out"]

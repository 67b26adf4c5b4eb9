"""Files are read in this process, so that a test can put a reader in their way; `test_runner` reads them apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from scr_extract import formats
from scr_extract.formats.isolation import ReadOne
from scr_extract.ingest import work
from scr_extract.model import Document


@contextmanager
def here() -> Iterator[ReadOne]:
    def read_one(raw: bytes, name: str) -> tuple[Document, tuple[formats.Attachment, ...]]:
        return formats.read(raw, name), formats.attachments(raw, name)

    yield read_one


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "readers", here)

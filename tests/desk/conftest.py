"""A made-up bulletin, read once for all tests of the desk; each test has a copy of its own and a store beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from scr_extract.corrections.store import Store, open_store
from scr_extract.ingest import ingest, work
from tests.desk.client import Reviewer
from tests.ingest.conftest import here

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A processed folder with the bulletin's three entries."""
    folder = tmp_path_factory.mktemp("desk") / "processed"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "readers", here)
        ingest([HERE / "fernleigh.md"], folder)
    return folder


@pytest.fixture
def processed(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "processed"))


@pytest.fixture
def store(processed: Path) -> Iterator[Store]:
    held = open_store(processed)
    yield held
    held.close()


@pytest.fixture
def ann(processed: Path, store: Store) -> Reviewer:
    return Reviewer(processed, store, "Ann")


@pytest.fixture
def ben(processed: Path, store: Store) -> Reviewer:
    return Reviewer(processed, store, "Ben")

"""Where reviewers' words are kept: beside the outermost processed folder, so that nothing that clears one can reach them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scr_extract.corrections.place import VARIABLE, place, shown
from scr_extract.errors import StoreError


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.mark.parametrize(
    ("processed", "store"),
    [
        ("processed", "corrections/processed.sqlite"),
        ("processed/demo", "corrections/processed/demo.sqlite"),
        ("processed/2024/spring", "corrections/processed/2024/spring.sqlite"),
        ("tables", "corrections/tables.sqlite"),
        ("work/tables", "work/corrections/tables.sqlite"),
        ("a/processed/b/processed", "a/corrections/processed/b/processed.sqlite"),
    ],
)
def test_the_default_lies_outside_every_processed_folder(tmp_path: Path, processed: str, store: str) -> None:
    assert shown(place(tmp_path / processed)) == str(tmp_path / store)


def test_a_folder_that_holds_tables_is_processed_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "tables" / "ledger").mkdir(parents=True)
    (tmp_path / "tables" / "CURRENT").touch()
    assert shown(place(tmp_path / "tables" / "inner")) == str(tmp_path / "corrections" / "tables" / "inner.sqlite")


def test_a_link_to_a_folder_has_the_folders_store(tmp_path: Path) -> None:
    (tmp_path / "far" / "processed").mkdir(parents=True)
    (tmp_path / "processed").symlink_to(tmp_path / "far" / "processed")
    assert place(tmp_path / "processed") == place(tmp_path / "far" / "processed")


def test_what_is_said_goes_before_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "env.sqlite"))
    assert shown(place("processed")) == str(tmp_path / "env.sqlite")
    assert shown(place("processed", str(tmp_path / "said.sqlite"))) == str(tmp_path / "said.sqlite")


def test_a_password_is_never_shown() -> None:
    url = place("processed", "postgresql://ann:secret@db.example/reviews")
    assert url.drivername == "postgresql+psycopg"
    assert "secret" not in shown(url)
    assert "db.example/reviews" in shown(url)


@pytest.mark.parametrize("said", ["mysql://x/y", "postgresql://host", "://", "oracle://a/b"])
def test_another_database_is_refused(said: str) -> None:
    with pytest.raises(StoreError, match="postgresql://"):
        place("processed", said)


def test_no_make_target_removes_what_reviewers_said(root: Path) -> None:
    recipe = [line for line in (root / "Makefile").read_text(encoding="utf-8").splitlines() if "rm " in line]
    assert recipe
    assert not [line for line in recipe if "corrections" in line or "processed" in line]

"""The words in memory are those of the store, whatever order they came in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scr_extract.corrections.correction import Correction, Kind
from scr_extract.corrections.store import open_store
from scr_extract.desk.said import Said


def word(n: int, made_at: str = "") -> Correction:
    return Correction(
        document_id="d",
        record_id=f"r{n % 2}",
        kind=Kind.CONFIRM,
        field="title",
        value="x",
        seen_value="x",
        reviewer="Ann",
        correction_id=f"c{n}",
        made_at=made_at,
    )


def flat(said: Said) -> set[str]:
    return {w.correction_id for words in said.now().values() for w in words}


def test_new_words_are_read_as_they_come(tmp_path: Path) -> None:
    store = open_store(tmp_path / "processed")
    said = Said(store)
    assert said.now() == {}
    first = store.add(word(0), seen_version=None)
    assert flat(said) == {"c0"}
    assert said.now() is said.now()
    store.add(word(2), seen_version=first.correction_id)
    assert [w.correction_id for w in said.now()["r0"]] == ["c0", "c2"]
    assert store.tally() == (2, said.now()["r0"][-1].made_at)
    assert [w.correction_id for w in store.words(since=first.made_at)] == ["c2"]
    store.close()


def test_older_words_of_an_import_are_not_missed_and_purged_ones_go(tmp_path: Path) -> None:
    store = open_store(tmp_path / "processed")
    said = Said(store)
    store.add(word(0), seen_version=None)
    assert flat(said) == {"c0"}
    store.take_in([word(1, "2020-01-01T00:00:00.000000Z")])
    assert flat(said) == {"c0", "c1"}
    store.take_in([replace(word(3, "2020-01-01T00:00:00.000001Z"), document_id="gone")])
    assert flat(said) == {"c0", "c1", "c3"}
    store.purge("gone")
    assert flat(said) == {"c0", "c1"}
    store.close()

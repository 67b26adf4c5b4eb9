"""The store keeps every word: on the disk when it says so, refused when somebody wrote between, never changed, never lost. SQLite and PostgreSQL alike."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from scr_extract.corrections import schema
from scr_extract.corrections.correction import ConflictError, Correction, Kind, Words, confirm, correct, several
from scr_extract.corrections.store import Store, existing, open_store, opened
from scr_extract.errors import InvalidCorrectionError, NotFoundError, StoreError
from tests.corrections.made import DOCUMENT, seen

Open = Callable[[], Store]


def test_a_word_comes_back_as_it_was_said(store: Store) -> None:
    said = correct(seen(), "Child Z: 'Ø' 🙂", "ann", evidence=[Words(3, 10, "Child Z")], note="as in the heading")
    kept = store.add(said, seen_version=None)
    assert kept == replace(said, made_at=kept.made_at)
    assert kept.made_at.endswith("Z")
    assert store.words() == (kept,) == store.words(document_id=DOCUMENT) == store.history("r1", "title")
    assert store.words(record_id="other") == ()


def test_a_second_word_names_the_first(store: Store) -> None:
    first = store.add(confirm(seen(), "ann"), seen_version=None)
    assert store.version("r1", "title") == first.correction_id
    second = store.add(correct(seen(), "Child X", "ben"), seen_version=first.correction_id)
    assert store.versions("r1") == {"title": second.correction_id}
    assert first.made_at < second.made_at


def test_a_word_that_came_between_is_told_with_both_values(store: Store) -> None:
    stands = store.add(correct(seen(), "Child X", "ann"), seen_version=None)
    mine = correct(seen(), "Child W", "ben")
    with pytest.raises(ConflictError) as told:
        store.add(mine, seen_version=None)
    assert (told.value.wanted.value, told.value.stands and told.value.stands.value) == ("Child W", "Child X")
    assert "Child" not in str(told.value)
    assert store.words() == (stands,)
    store.add(mine, seen_version=stands.correction_id)
    store.add(confirm(seen("report_url", "https://x.example/1"), "ben"), seen_version=None)  # another field is no conflict


def test_saving_twice_is_saving_once(store: Store) -> None:
    said = correct(seen(), "Child X", "ann")
    assert store.add(said, seen_version=None) == store.add(said, seen_version=None)
    assert len(store.words()) == 1
    with pytest.raises(ConflictError):
        store.add(replace(said, value="Child W"), seen_version=None)


def test_all_or_none(store: Store) -> None:
    other = seen("methodology", "scie_learning_together")
    with pytest.raises(ConflictError):
        store.add_all([(confirm(other, "ann"), None), (correct(seen(), "Child X", "ann"), "someone")])
    with pytest.raises(InvalidCorrectionError):
        store.add_all([(confirm(other, "ann"), None), (correct(other, "no_such_method", "ann"), None)])
    assert store.words() == ()
    kept = store.add_all([(confirm(other, "ann"), None), (correct(seen(), "Child X", "ann"), None), (correct(seen(), "Child V", "ann"), None)])
    assert store.words() == kept


def test_an_undo_is_one_more_row(store: Store) -> None:
    first = store.add(correct(seen(), "Child X", "ann"), seen_version=None)
    taken_back = store.undo(first.correction_id, "ben", seen_version=first.correction_id)
    assert (taken_back.kind, taken_back.undoes, taken_back.field) == (Kind.UNDO, first.correction_id, "title")
    again = store.undo(taken_back.correction_id, "ann", seen_version=taken_back.correction_id)
    assert [w.correction_id for w in store.history("r1", "title")] == [first.correction_id, taken_back.correction_id, again.correction_id]
    with pytest.raises(NotFoundError):
        store.undo("none", "ann", seen_version=None)


def test_a_blind_second_review_meets_only_its_own_words(store: Store) -> None:
    first = store.add(correct(seen(), "Child X", "ann"), seen_version=None)
    blind = store.add(correct(seen(), "Child W", "ben", blind=True), seen_version=None)
    assert store.version("r1", "title") == first.correction_id
    assert store.version("r1", "title", blind="ben") == blind.correction_id
    assert store.versions("r1", blind="ann") == {}


def test_rows_cannot_be_changed_or_removed(store: Store) -> None:
    kept = store.add(correct(seen(), "Child X", "ann"), seen_version=None)
    rows = schema.CORRECTIONS
    for statement in (rows.update().values(value="Child W"), rows.delete()):
        with pytest.raises(sa.exc.DatabaseError, match="only ever added"), store.engine.execution_options(writes=True).begin() as connection:
            connection.execute(statement)
    assert store.words() == (kept,)


def test_a_withdrawn_document_takes_its_words_along(store: Store) -> None:
    first = store.add(correct(seen(), "Child X", "ann"), seen_version=None)
    store.undo(first.correction_id, "ann", seen_version=first.correction_id)
    other = store.add(replace(confirm(seen(record="r2"), "ann"), document_id="e" * 64), seen_version=None)
    assert store.purge(DOCUMENT) == 2
    assert store.words() == (other,)
    with pytest.raises(sa.exc.DatabaseError, match="only ever added"), store.engine.execution_options(writes=True).begin() as connection:
        connection.execute(schema.CORRECTIONS.delete())


def test_taking_in_a_backup_twice_adds_nothing(store: Store, tmp_path: Path) -> None:
    first = store.add(correct(seen(), "Child X", "ann"), seen_version=None)
    store.undo(first.correction_id, "ann", seen_version=first.correction_id)
    with opened(store=str(tmp_path / "other.sqlite")) as other:
        words = store.words()
        assert (other.take_in([*words[::-1], *words]), other.take_in(words)) == (2, 0), "two exports as one file hold the same words twice"
        assert other.words() == words
        assert other.digest() == store.digest()
        with pytest.raises(StoreError, match="something else"):
            other.take_in([replace(words[0], value="Child W")])
        new = replace(words[0], correction_id="y")
        with pytest.raises(StoreError, match="something else"):
            other.take_in([new, replace(new, value="Child W")])
        orphaned = replace(words[1], correction_id="x", undoes="nowhere")
        with pytest.raises(StoreError):
            other.take_in([orphaned])
        assert other.words() == words


def test_the_digest_changes_with_every_word(store: Store) -> None:
    seen_so_far = {store.digest()}
    for n, field in enumerate(("title", "topic", "ethnicity"), 2):
        store.add(confirm(seen(field), "ann"), seen_version=None)
        seen_so_far.add(store.digest())
        assert len(seen_so_far) == n


@pytest.mark.parametrize("held", ["BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_store_that_another_program_is_making_is_waited_for(held: str, tmp_path: Path) -> None:
    """SQLite answers "locked" at once, whatever the busy timeout, where a file is switched to WAL while another writes to it."""
    place = tmp_path / "store.sqlite"
    other = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE t (x)")
    other.execute(held)
    other.execute("SELECT * FROM t").fetchall()
    done = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    done.start()
    with opened(store=str(place)) as store:
        assert store.add(confirm(seen(), "ann"), seen_version=None) in store.words()
    done.join()
    other.close()


def test_a_store_that_stays_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scr_extract.corrections.schema.PATIENCE", 0.2)
    place = tmp_path / "store.sqlite"
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="cannot be opened"), opened(store=str(place)):
        pass
    other.close()


def test_many_writers_lose_nothing(opener: Open) -> None:
    """Eight threads, each with its own connection, save on one field: each sees a conflict or is kept, in one order."""
    kept: list[Correction] = []

    def write(name: str) -> None:
        held = opener()
        for n in range(5):
            while True:
                try:
                    kept.append(held.add(correct(seen(), f"{name} {n}", name), seen_version=held.version("r1", "title")))
                    break
                except ConflictError:
                    continue
        held.close()

    threads = [threading.Thread(target=write, args=(f"reviewer {n}",)) for n in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    held = opener()
    words = held.words()
    held.close()
    assert len(words) == 40
    assert set(words) == set(kept)
    assert len({w.made_at for w in words}) == 40


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("no_such_field", "x"),
        ("outcome", '{"id": "dead", "as_written": "died"}'),
        ("published", "2031-13"),
        ("published", "1812"),
        ("recommendations_stated", "many"),
        ("board", '{"name": "Nowhere LSCB", "id": "X-1", "as_written": "Nowhere LSCB"}'),
        ("children", several(['{"name": "Y", "role": "uncle"}'])),
        ("children", several(['{"name": "Y", "age_min": 30, "age_max": 20}'])),
        ("children", several(['{"name": "Y", "age_min": "3"}'])),
        ("children", '{"name": "Y"}'),
        ("recommendations", several(['{"text": "Do.", "output_type": "wish"}'])),
        ("title", "  "),
        ("title", "a\0b"),
        ("title", "\ud800"),
    ],
)
def test_a_value_that_the_field_cannot_have_is_refused(store: Store, field: str, value: str) -> None:
    with pytest.raises(InvalidCorrectionError):
        store.add(correct(seen(field), value, "ann"), seen_version=None)
    assert store.words() == ()


def test_a_value_is_kept_as_it_will_be_published(store: Store) -> None:
    kept = store.add(correct(seen("children"), several(['{"age_min":36, "name":"Y","age_max":47}']), "ann"), seen_version=None)
    assert kept.value == several(['{"age_max": 47, "age_min": 36, "name": "Y", "role": "subject"}'])


def test_whole_stores_have_no_faults(store: Store) -> None:
    store.add(confirm(seen(), "ann"), seen_version=None)
    assert store.faults() == []


def test_a_store_of_a_newer_format_is_refused(opener: Open) -> None:
    held = opener()
    with held.engine.execution_options(writes=True).begin() as connection:
        connection.execute(schema.ABOUT.update().values(value="99"))
    held.close()
    with pytest.raises(StoreError, match="newer"):
        opener()


# SQLite's own


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    with opened(tmp_path / "new" / "processed") as held:
        held.add(confirm(seen(), "ann"), seen_version=None)
        for path in (tmp_path / "new" / "corrections").rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path
        Path(held.where).chmod(0o644)
        assert [f for f in held.faults() if "open to others" in f]


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with opened(store=str(path)) as held:
        for n in range(200):
            held.add(confirm(seen(record=f"r{n}"), "ann", note="x" * 200), seen_version=None)
    raw = bytearray(path.read_bytes())
    raw[8192:20480] = b"\xff" * 12288
    path.write_bytes(raw)
    with opened(store=str(path)) as held:
        assert held.faults()
    path.write_bytes(b"no database at all, but some words" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(store=str(path))


def test_no_store_is_made_to_be_read(tmp_path: Path) -> None:
    with existing(tmp_path / "processed") as held:
        assert held is None
    assert list(tmp_path.iterdir()) == []


_KILLED = """
import sys, time
from scr_extract.corrections.correction import correct
from scr_extract.corrections.store import open_store
from tests.corrections.made import seen
held = open_store(store=sys.argv[1])
held.add(correct(seen(), "Child X", "ann"), seen_version=None)
print("kept", flush=True)
time.sleep(60)
"""


def test_a_process_killed_after_the_acknowledgement_loses_nothing(url: str, root: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", _KILLED, url], cwd=root, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == "kept\n"
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    with opened(store=url) as held:
        assert [w.value for w in held.words()] == ["Child X"]
        assert held.faults() == []


def test_words_that_a_reader_keeps_in_the_side_file_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "PATIENCE", 0.1)
    path = tmp_path / "store.sqlite"
    with opened(store=str(path)) as store, opened(store=str(path)) as other:
        store.add(correct(seen(value=None), "Child Secretive", "ann"), seen_version=None)
        with other.engine.begin() as reading:
            assert reading.exec_driver_sql("SELECT count(*) FROM corrections").scalar() == 1
            with pytest.raises(StoreError, match="do this again"):
                store.purge(DOCUMENT)
        assert store.purge(DOCUMENT) == 0
        held = [p for p in tmp_path.iterdir() if b"Secretive" in p.read_bytes()]
        assert not held

"""Every word that tables were published with is at hand when they are published again, or publishing refuses and says what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from scr_extract import datasets
from scr_extract.cli import app
from scr_extract.corrections.correction import Correction, Words, add_entry, confirm, correct, reject_entry
from scr_extract.corrections.place import beside
from scr_extract.corrections.store import open_store, opened
from scr_extract.errors import StoreError
from scr_extract.ingest import ingest, ledger, publish, spoken
from scr_extract.ingest.withdrawal import withdraw
from tests.ingest.test_portions import said

ENTRY = """## {name}

LSCB: Kent Safeguarding Children Board (2016)

Death of a {age}-month-old boy in January 2015. He was found at home after a night of heavy rain.

"""


@pytest.fixture(autouse=True)
def _own_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCR_STORE", raising=False)


@pytest.fixture
def spoken_of(tmp_path: Path) -> Path:
    """Two bulletins; reviewers corrected a title by chosen words, rejected an entry and added one, on the first of them."""
    inbox, root = tmp_path / "in", tmp_path / "processed"
    inbox.mkdir()
    for n, names in enumerate((("Child Ash", "Child Beech"), ("Child Cedar",))):
        (inbox / f"b{n}.md").write_text("# Reviews\n\n" + "".join(ENTRY.format(name=name, age=n + 3) for name in names), encoding="utf-8")
    ingest([inbox], root)
    row = next(d for d in datasets.current(root).arrow("documents").to_pylist() if d["name"] == "b0.md")
    text = ledger.text(root, row["text_sha256"])
    start = text.index("Ash")
    with opened(root) as store:
        for word in (
            correct(said(root, "Child Ash"), "Ash", "ann", evidence=[Words(start, start + 3, "Ash")], note="as the family calls him"),
            reject_entry(replace(said(root, "Child Beech"), field=None, value=None, reading=None), "bob"),
            add_entry(row["document_id"], Words(start + 30, start + 120, text[start + 30 : start + 120]), "ann"),
        ):
            store.add(word, seen_version=None)
    publish(root)
    assert sorted(datasets.current(root).arrow("entries")["title"].to_pylist(), key=str)[:1] == ["Ash"]
    return root


def kept(root: Path) -> tuple[Correction, ...]:
    with opened(root) as store:
        return store.words()


def test_without_their_store_nothing_is_published(spoken_of: Path) -> None:
    """A disk that was not mounted, a variable that a service does not know: the tables stay as they are, and so do the words in them."""
    before = datasets.current(spoken_of).id
    beside(spoken_of).rename(spoken_of.parent / "elsewhere.sqlite")
    with pytest.raises(StoreError, match="3 words of reviewers, and no store is there"):
        ingest([spoken_of.parent / "in"], spoken_of)
    with pytest.raises(StoreError, match="--store"):
        publish(spoken_of)
    assert datasets.current(spoken_of).id == before
    assert publish(spoken_of, str(spoken_of.parent / "elsewhere.sqlite")).id == before


def test_a_named_store_that_is_not_named_again(spoken_of: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside(spoken_of).rename(spoken_of.parent / "elsewhere.sqlite")
    monkeypatch.setenv("SCR_STORE", str(spoken_of.parent / "elsewhere.sqlite"))
    before = publish(spoken_of).id
    monkeypatch.setenv("SCR_STORE", str(spoken_of.parent / "slip.sqlite"))
    with pytest.raises(StoreError, match=r"slip\.sqlite does not hold them"):
        publish(spoken_of)
    assert not (spoken_of.parent / "slip.sqlite").exists()
    assert datasets.current(spoken_of).id == before


def test_a_store_with_some_of_the_words_is_not_theirs(spoken_of: Path) -> None:
    first, *_ = kept(spoken_of)
    beside(spoken_of).unlink()
    with opened(spoken_of) as store:
        store.take_in([first])
    with pytest.raises(StoreError, match="published with 2 words"):
        publish(spoken_of)


def test_what_the_tables_hold_makes_a_lost_store_good(spoken_of: Path) -> None:
    """Every word comes back whole, times and chosen words too: the same tables follow from them."""
    before, words = datasets.current(spoken_of).id, kept(spoken_of)
    beside(spoken_of).unlink()
    recover = ["corrections", "recover", "--processed", str(spoken_of), "--json"]
    tried = CliRunner().invoke(app, [*recover, "--dry-run"])
    assert json.loads(tried.stdout) == {"words": 3, "new": 3, "withdrawn": 0, "kept": False}
    with pytest.raises(StoreError, match="3 words"):
        publish(spoken_of)
    assert json.loads(CliRunner().invoke(app, recover).stdout)["new"] == 3
    assert kept(spoken_of) == words
    assert publish(spoken_of).id == before
    assert json.loads(CliRunner().invoke(app, recover).stdout)["new"] == 0


def test_a_table_of_words_that_is_gone_is_made_again(spoken_of: Path) -> None:
    """Where the store holds as many as were published; with fewer at hand nothing is."""
    before = datasets.current(spoken_of)
    before.file("corrections").unlink()
    held = beside(spoken_of).rename(spoken_of.parent / "elsewhere.sqlite")
    with pytest.raises(StoreError, match="3 words"):
        ingest([spoken_of.parent / "in"], spoken_of)
    held.rename(beside(spoken_of))
    assert ingest([spoken_of.parent / "in"], spoken_of).snapshot == before.id
    assert before.arrow("corrections").num_rows == 3


def test_tables_of_an_earlier_version_do_not_hold_words_whole(spoken_of: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = datasets.current(spoken_of)
    real: Callable[..., pa.Table] = type(found).arrow
    monkeypatch.setattr(type(found), "arrow", lambda self, table, columns=None: real(self, table, columns).drop_columns(["evidence"]))
    with pytest.raises(StoreError, match="import a backup"):
        spoken.recovered(spoken_of, found)


def test_words_on_a_withdrawn_document_are_not_asked_for(spoken_of: Path) -> None:
    (document,) = {w.document_id for w in kept(spoken_of)}
    assert withdraw(spoken_of, document, "court order").words == 3
    publish(spoken_of)
    assert datasets.current(spoken_of).arrow("corrections").num_rows == 0


def test_a_document_is_not_withdrawn_past_the_words_on_it(spoken_of: Path) -> None:
    """They would stay where they are kept. Another document, of which nobody spoke, can go."""
    words = kept(spoken_of)
    document, other = words[0].document_id, next(d for d in ledger.known(spoken_of) if d != words[0].document_id)
    held = beside(spoken_of).rename(spoken_of.parent / "elsewhere.sqlite")
    with pytest.raises(StoreError, match="3 words"):
        withdraw(spoken_of, document, "court order")
    assert document in ledger.known(spoken_of)
    assert withdraw(spoken_of, other, "court order").words == 0
    assert withdraw(spoken_of, document, "court order", str(held)).words == 3


def test_a_word_on_a_withdrawn_document_that_comes_back_is_not_published(spoken_of: Path) -> None:
    words = kept(spoken_of)
    withdraw(spoken_of, words[0].document_id, "court order")
    with opened(spoken_of) as store:
        store.take_in(words)  # of a copy of the store, past the guard of `corrections import`
    publish(spoken_of)
    assert datasets.current(spoken_of).arrow("corrections").num_rows == 0
    with opened(spoken_of) as store:
        store.add(confirm(said(spoken_of, "Child Cedar"), "ann"), seen_version=None)
    publish(spoken_of)
    assert datasets.current(spoken_of).arrow("corrections").num_rows == 1


def test_a_new_folder_and_an_empty_store_need_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Reviews\n\n" + ENTRY.format(name="Child Ash", age=3), encoding="utf-8")
    ingest([tmp_path / "a.md"], tmp_path / "out")
    open_store(tmp_path / "out").close()
    assert publish(tmp_path / "out").id == datasets.current(tmp_path / "out").id

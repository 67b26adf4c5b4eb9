"""Printings of one publication: the newest stands, ids of entries move along, and children who look alike stay apart."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

from scr_extract import datasets, fields
from scr_extract.corrections.correction import Words, add_entry, correct
from scr_extract.corrections.seen import seen
from scr_extract.corrections.store import opened
from scr_extract.ingest import ingest, laying, publishing
from scr_extract.ingest.withdrawal import withdraw
from tests.extract import toys
from tests.ingest.conftest import here

ENTRY = (
    "Serious case review: {name}\nAuthor: Ann Other\nLSCB: {board} Safeguarding Children Board ({year})\n\n"
    "Death of a {age}-year-old boy in May 2014. {name} was found by a neighbour who had rung the council twice that winter about the cold in the flat. "
    "{more}Learning includes: a call from a neighbour is information; {lesson}.\n\n"
)
CHILDREN = (("Child Wren", "Poole", 3), ("Child Teal", "Dorset", 5), ("Child Plover", "Somerset", 8), ("Child Dunlin", "Devon", 11), ("Child Knot", "Kent", 2))


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCR_STORE", raising=False)
    monkeypatch.setattr(laying, "readers", here)


def bulletin(children: Sequence[tuple[str, str, int]], *, more: str = "", lesson: str = "housing officers need to know whom to tell") -> str:
    return "".join(ENTRY.format(name=name, board=board, age=age, year=2015, more=more, lesson=lesson) for name, board, age in children)


def written(folder: Path, name: str, text: str, at: int) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))
    return path


def entries(root: Path) -> list[dict[str, Any]]:
    return list(datasets.arrow("entries", processed=root).to_pylist())


def aside(root: Path) -> dict[str, str | None]:
    """Which file is superseded by which."""
    documents = datasets.arrow("documents", processed=root).to_pylist()
    names = {d["document_id"]: d["name"] for d in documents}
    return {d["name"]: names[d["superseded_by"]] for d in documents if d["superseded_by"]}


def test_the_newer_printing_stands_and_the_ids_move_along(tmp_path: Path) -> None:
    root = tmp_path / "processed"
    old = written(tmp_path / "in", "march.md", bulletin(CHILDREN), 1_000_000)
    ingest([old], root)
    before = {e["title"]: e["record_id"] for e in entries(root)}
    new = written(tmp_path / "in", "april.md", bulletin(CHILDREN, more="He had started school. "), 2_000_000)
    ingest([new], root)
    assert aside(root) == {"march.md": "april.md"}
    assert {e["title"]: e["record_id"] for e in entries(root)} == before
    assert "started school" in str(entries(root)[0]["text"])
    (said,) = (i for i in datasets.arrow("issues", processed=root).to_pylist() if i["kind"] == "superseded")
    assert said["severity"] == "info"
    assert not ingest([tmp_path / "in"], root).published
    assert {e["title"]: e["record_id"] for e in entries(root)} == before


def test_the_order_of_ingests_does_not_decide(tmp_path: Path) -> None:
    old = written(tmp_path / "in", "a.md", bulletin(CHILDREN), 1_000_000)
    new = written(tmp_path / "in", "b.md", bulletin(CHILDREN, more="He had started school. "), 2_000_000)
    ids = []
    for n, order in enumerate(([old, new], [new, old])):
        for path in order:
            ingest([path], tmp_path / str(n))
        assert aside(tmp_path / str(n)) == {"a.md": "b.md"}
        ids.append([e["record_id"] for e in entries(tmp_path / str(n))])
    ingest([old, new], tmp_path / "both")
    assert [e["record_id"] for e in entries(tmp_path / "both")] == ids[0]


def test_a_list_that_grew_and_the_last_of_three(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for n in (3, 4, 5):
        written(folder, f"{n}.md", bulletin(CHILDREN[:n]), n * 1_000_000)
    done = ingest([folder], tmp_path / "processed")
    assert aside(tmp_path / "processed") == {"3.md": "5.md", "4.md": "5.md"}
    assert done.entries == 5
    written(folder, "1.md", bulletin(CHILDREN[:1]), 500_000)  # one of three is not most of it: a bulletin of its own
    ingest([folder], tmp_path / "processed")
    assert "1.md" not in aside(tmp_path / "processed")


def test_a_page_that_is_kept_each_week(tmp_path: Path) -> None:
    """However many printings there are, the newest alone stands, and all the others say so."""
    for n in range(12):
        written(tmp_path / "in", f"{n:02}.md", bulletin(CHILDREN, more=f"The page was looked at {n} times. "), (n + 1) * 100_000)
    done = ingest([tmp_path / "in"], tmp_path / "processed")
    assert done.entries == 5
    assert set(aside(tmp_path / "processed").values()) == {"11.md"}
    assert len(aside(tmp_path / "processed")) == 11


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ([("Child Smew", "Poole", 3)], "another name"),
        ([("Child Wren", "Poole", 3), *CHILDREN[1:]], "a list that repeats an entry"),
    ],
)
def test_other_publications_stay(tmp_path: Path, other: Sequence[tuple[str, str, int]], why: str) -> None:
    written(tmp_path / "in", "a.md", bulletin(CHILDREN[:1]), 1_000_000)
    written(tmp_path / "in", "b.md", bulletin(other), 2_000_000)
    done = ingest([tmp_path / "in"], tmp_path / "processed")
    assert aside(tmp_path / "processed") == {}, why
    assert done.entries == 1 + len(other)


def test_a_form_filled_in_for_two_children_is_two_reviews(tmp_path: Path) -> None:
    """Without a name to go by, one fact that differs keeps them apart; so few words in common do as well."""
    form = ENTRY.replace(": {name}", "").replace("{name} was", "He was")
    short = "Serious case review: Child Wren\nAuthor: Ann Other\nLSCB: Poole Safeguarding Children Board (2015)\n\nDeath of a {age}-year-old boy in May 2014.\n"
    for n, text in enumerate((form, short)):
        for age in (3, 4):
            said = text.format(board="Poole", year=2015, age=age, more="", lesson="ask", name="")
            written(tmp_path / f"in{n}", f"{age}.md", said, age * 1_000_000)
        assert ingest([tmp_path / f"in{n}"], tmp_path / f"processed{n}").entries == 2
        assert aside(tmp_path / f"processed{n}") == {}


def test_other_formats_of_the_same_stay(tmp_path: Path) -> None:
    written(tmp_path / "in", "a.md", bulletin(CHILDREN), 1_000_000)
    written(tmp_path / "in", "a.html", bulletin(CHILDREN).replace("\n\n", "<p>").replace("\n", "<br>"), 2_000_000)
    ingest([tmp_path / "in"], tmp_path / "processed")
    assert aside(tmp_path / "processed") == {}


def test_equal_times_the_longer_is_newer(tmp_path: Path) -> None:
    written(tmp_path / "in", "long.md", bulletin(CHILDREN, more="He had started school. "), 1_000_000)
    written(tmp_path / "in", "short.md", bulletin(CHILDREN), 1_000_000)
    ingest([tmp_path / "in"], tmp_path / "processed")
    assert aside(tmp_path / "processed") == {"short.md": "long.md"}


def test_reviewers_words_move_along(tmp_path: Path) -> None:
    """A correction made on the older printing is laid over the newer one; an entry a reviewer added to it is found there too."""
    root = tmp_path / "processed"
    lost = "A girl of 7 months was left alone in a car in June 2014 and died of heat. Staff had not known of the family.\n"
    ingest([written(tmp_path / "in", "march.md", bulletin(CHILDREN) + lost, 1_000_000)], root)
    row = entries(root)[0]
    values = [v for v in datasets.arrow("values", processed=root).to_pylist() if (v["record_id"], v["field"]) == (row["record_id"], "outcome")]
    (document,) = datasets.arrow("documents", processed=root).to_pylist()
    at = (root / "texts" / f"{document['text_sha256']}.txt").read_text(encoding="utf-8").index(lost.strip())
    with opened(root) as store:
        store.add(correct(seen(row, values, "outcome"), "serious_harm", "ann"), seen_version=None)
        added = store.add(add_entry(document["document_id"], Words(at, at + len(lost) - 1, lost.strip()), "ann"), seen_version=None)
    more = bulletin(CHILDREN, more="He had started school. ") + lost
    ingest([written(tmp_path / "in", "april.md", more, 2_000_000)], root)
    assert aside(root) == {"march.md": "april.md"}
    now = {e["record_id"]: e for e in entries(root)}
    assert now[row["record_id"]]["outcome"] == "serious_harm"
    assert "heat" in str(now[added.record_id]["text"])
    words = datasets.arrow("corrections", processed=root).to_pylist()
    assert [w["state"] for w in words] == ["corrected", "corrected"]
    assert not [i for i in datasets.arrow("issues", processed=root).to_pylist() if i["kind"] == "orphan_correction"]


def test_a_printing_that_turns_out_to_be_the_older_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a file was written is no input that shows in a snapshot's id; it is heeded all the same."""
    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS)
    text = toys.bulletin(7, 4)
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    for path, said, at in ((one, text, 1_000_000), (other, text.replace("🙂", "about"), 2_000_000)):
        path.write_text(said, encoding="utf-8")
        os.utime(path, (at, at))
    ingest([one, other], tmp_path / "out")
    os.utime(other, (500_000, 500_000))
    for root in (tmp_path / "out", tmp_path / "fresh"):
        ingest([one, other], root)
        found = datasets.arrow("documents", processed=root, columns=["name", "superseded_by"]).to_pylist()
        assert [row["superseded_by"] is None for row in sorted(found, key=lambda row: str(row["name"]))] == [True, False]


def test_tables_of_a_wrong_clock_are_put_right_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No date may be later than this year: a machine that believes in 2001 leaves out what came after, and must not for ever."""

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 1, 1, tzinfo=tz)

    monkeypatch.setattr(fields, "FIELDS", toys.FIELDS)
    path = tmp_path / "b.md"
    path.write_text(toys.bulletin(1), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(publishing, "datetime", Wrong)
        ingest([path], tmp_path / "out")
    assert datasets.arrow("entries", processed=tmp_path / "out")["published_year"].null_count == 2
    ingest([path], tmp_path / "out")
    assert datasets.arrow("entries", processed=tmp_path / "out")["published_year"].null_count == 0


def test_a_withdrawal_names_the_other_printings(tmp_path: Path) -> None:
    """The older one would stand again with the next ingest: whoever takes a child out of the newest has to know."""
    root = tmp_path / "processed"
    months = [written(tmp_path / "in", f"{n}.md", bulletin(CHILDREN[: 3 + n]), 1_000_000 + n) for n in range(3)]
    written(tmp_path / "in", "other.md", toys.bulletin(1), 1_000_000)
    ingest([tmp_path / "in"], root)
    oldest, older, newest = (hashlib.sha256(path.read_bytes()).hexdigest() for path in months)
    assert set(withdraw(root, older, "court order").printings) == {oldest, newest}
    assert withdraw(root, newest, "court order").printings == (oldest,)
    assert withdraw(root, oldest, "court order").printings == ()

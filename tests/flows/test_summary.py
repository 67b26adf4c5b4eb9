"""What the flow says of its run, by plain functions: no Prefect is started here."""

from __future__ import annotations

from pathlib import Path

import pytest

from looking import both
from scr_extract.ingest import Plan, Report, discover, extract_batch, plan, publish
from summary import batches, current, failures, message, report, rows

BULLETIN = "Serious case review: Child V\nAuthor: Ann Other\nLSCB: Poole Safeguarding Children Board (2015)\n\nDeath of a 3-year-old boy in May 2014.\n"


def told(**changes: object) -> Report:
    known: dict[str, object] = {"snapshot": "5a", "published": True, "documents": 3, "entries": 7, "new": 2, "extracted": 2, "statuses": {"ok": 3}}
    return Report(**known | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("count", "size", "sizes"), [(0, 5, []), (5, 5, [5]), (7, 3, [3, 3, 1])])
def test_batches_hold_every_document_once(count: int, size: int, sizes: list[int]) -> None:
    ids = [str(n) for n in range(count)]
    made = list(batches(ids, size))
    assert [len(b) for b in made] == sizes
    assert [i for b in made for i in b] == ids


def test_a_batch_holds_at_least_one() -> None:
    with pytest.raises(ValueError, match="at least one"):
        list(batches(["a"], 0))


def test_the_message_says_what_happened() -> None:
    assert message(told()) == "3 documents, 7 entries; 2 extracted; snapshot 5a"
    assert message(told(published=False, extracted=0)).startswith("nothing new")
    assert message(told(statuses={"ok": 2, "crash": 1})).startswith("1 could not be read")
    assert message(told(unread=(("x.pdf", "Permission denied"),))).startswith("1 could not be read")


def test_an_unsupported_file_is_no_failure() -> None:
    assert not message(told(statuses={"ok": 2, "unsupported": 1})).startswith("1")


def test_the_rows_hold_counts_then_failures_and_no_names() -> None:
    made = rows(told(statuses={"crash": 1, "ok": 2}, unread=(("Child V.pdf", "Permission denied"),)), [("ab12", "crash")])
    assert made[0] == {"what": "documents", "count": 3, "document": ""}
    assert made[-1] == {"what": "failed: crash", "count": 1, "document": "ab12"}
    assert {"what": "files not opened", "count": 1, "document": ""} in made
    assert "Child V" not in str(made)


def test_files_that_were_left_out_are_counted(tmp_path: Path) -> None:
    """A link or half a download in the inbox: the command line says so by name, a run by number."""
    (tmp_path / "a.txt.part").write_text("half")
    planned = plan(discover([tmp_path]), tmp_path / "processed")
    done = report(planned, 0, publish(tmp_path / "processed").id, None, str(tmp_path / "processed"))
    assert {"what": "files left out", "count": 1, "document": ""} in rows(done, [])
    assert both(planned, planned).left_out == planned.left_out


def test_the_report_counts_what_was_asked_for(tmp_path: Path) -> None:
    inbox, processed = tmp_path / "inbox", str(tmp_path / "processed")
    inbox.mkdir()
    assert current(processed) is None
    planned = Plan((), (), ())
    for name, text in (("a.txt", BULLETIN), ("b.txt", BULLETIN.replace("Child V", "Child W"))):
        (inbox / name).write_text(text)
        planned = plan(discover([inbox / name]), processed)
        extract_batch(planned.document_ids, Path(processed))
        publish(processed)
    now = current(processed)
    assert now is not None
    done = report(planned, 1, now, None, processed)
    assert (done.documents, done.entries, done.new, done.extracted, done.published) == (1, 1, 1, 1, True)
    assert done.statuses == {"ok": 1}
    assert failures(planned, now, processed) == []
    assert report(planned, 0, now, now, processed).published is False

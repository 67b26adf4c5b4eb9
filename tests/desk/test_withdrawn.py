"""A running desk shows nothing of a withdrawn document, and holds nothing of it in memory."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from scr_extract.desk import pictures, shelf
from scr_extract.errors import NotFoundError
from scr_extract.formats.pdf.picture import Picture
from scr_extract.ingest import ingest, ledger, withdrawal
from scr_extract.ingest.withdrawal import withdraw
from tests.desk.client import Reviewer
from tests.formats.made_pdf import finished, made, put

SECRET = "Persimmon"
TEXT = (
    f"Serious case review: Child {SECRET}\nAuthor: Ann Other\nLSCB: Poole Safeguarding Children Board (2015)\n\n"
    "Death of a 3-year-old boy in May 2014. He was known to services."
)


@pytest.fixture
def pdf(processed: Path, tmp_path: Path) -> str:
    """The id of a PDF beside the bulletin."""
    canvas, out = made()
    y = 760.0
    for line in TEXT.split("\n"):
        y = put(canvas, line or " ", 60, y)
    (tmp_path / "scr.pdf").write_bytes(finished(canvas, out))
    ingest([tmp_path / "scr.pdf"], processed)
    (document,) = (d for d, k in ledger.known(processed).items() if k.name == "scr.pdf")
    return document


def held(document: str) -> list[object]:
    """Pictures in memory, and snapshots with the document."""
    gc.collect()
    return [o for o in gc.get_objects() if type(o) is Picture or (type(o) is shelf.Shelf and document in o.documents)]


def shows(desk: Reviewer, document: str, record: str) -> list[int]:
    return [desk.http.get(address).status_code for address in (f"/documents/{document}/pages/1.png", f"/documents/{document}", f"/entries/{record}")]


@pytest.mark.parametrize("done", [True, False], ids=["withdrawn", "under way"])
def test_a_running_desk_forgets(processed: Path, pdf: str, ann: Reviewer, done: bool) -> None:
    """Once it is withdrawn, and as soon as its withdrawal is noted though the tables still hold it."""
    (record,) = shelf.shelf(processed).of_document[pdf]
    assert shows(ann, pdf, record) == [200, 200, 200]
    assert SECRET in ann.http.get("/").text
    assert len(held(pdf)) >= 2
    if done:
        withdraw(processed, pdf, "court order")
    else:
        withdrawal._put_note(processed, pdf, "court order", (), (pdf,))
    assert ann.http.get("/help").status_code == 200
    assert not held(pdf)
    assert pictures._drawn.cache_info().currsize == 0
    assert shows(ann, pdf, record) == [404, 404, 404]
    queue = ann.http.get("/").text
    assert SECRET not in queue
    assert "fernleigh.md" in queue
    with pytest.raises(NotFoundError, match="withdrawn"):
        pictures.drawn(processed, pdf, 1)


def test_what_is_not_withdrawn_stays_in_memory(processed: Path, pdf: str, ann: Reviewer) -> None:
    """A page is drawn once, however often it is asked for."""
    assert ann.http.get(f"/documents/{pdf}/pages/1.png").status_code == 200
    before = pictures._drawn.cache_info()
    assert ann.http.get(f"/documents/{pdf}/pages/1.png").status_code == 200
    after = pictures._drawn.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 0)

"""Broken and malicious files from public collections, and bombs, each read to an honest status. They lie beside the repository."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from scr_extract.formats.isolation import Job, read_isolated
from scr_extract.model import Status
from tests.contracts.test_formats import check
from tests.formats import made

pytestmark = [pytest.mark.real, pytest.mark.slow]


def test_every_hostile_file_ends_in_a_status(shared: Path) -> None:
    files = sorted(path for path in (shared / "hostile").rglob("*") if path.is_file() and path.suffix not in (".md", ".py"))
    assert len(files) >= 250
    found = list(read_isolated((Job(str(path), path, path.name) for path in files), workers=2))
    assert [reading.key for reading in found] == [str(path) for path in files]
    for reading in found:
        check(reading.document)
    assert Status.CRASH not in {reading.document.status for reading in found}


def test_bombs_do_not_go_off(shared: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(shared / "hostile" / "make_bombs.py"), str(tmp_path)], check=True)
    files = sorted(path for path in tmp_path.iterdir())
    good = [Job("first", made.MARKDOWN.encode(), "good.md"), Job("last", made.MARKDOWN.encode(), "good.md")]
    found = list(read_isolated([good[0], *(Job(path.name, path, path.name) for path in files), good[1]], workers=1))
    assert found[0].document == found[-1].document
    assert found[0].document.status is Status.OK
    status = {reading.key: reading.document.status for reading in found}
    for name in ("flate_2gib.pdf", "flate_nested.pdf", "three_million_letters.pdf", "two_hundred_thousand_pages.pdf", "deep.html", "one_line.txt"):
        assert status[name] is Status.LIMIT, name
    assert status["inflates_to_300_mb.docx"] is Status.LIMIT
    assert {status["entity_expansion.docx"], status["external_entity.docx"]} == {Status.MALFORMED}
    assert status["empty.pdf"] is Status.NO_TEXT
    assert status["not_utf8.txt"] is Status.OK
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1.5 * 2**20

"""Publishing holds no more than a row group: seven times as many reports take about as much memory as one group of them.

Measured on what the process has in use, in a process of its own; about half a minute.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import re, resource, sys
from dataclasses import replace
from pathlib import Path
from scr_extract.datasets import publish
from scr_extract.datasets.rows import Published
from scr_extract.extract import extract
from scr_extract.formats import read
from scr_extract.ingest import codec
from tests.reports.numbered import report

document = read(report(chapters=30), "wren.pdf")
said = codec.encode(extract(document))
ids = sorted({document.document_id, *re.findall(r'"record_id":"([0-9a-f]+)"', said.decode()), *(r.record_id for r in codec.decode(said).records)})

def copies(many):
    for n in range(many):
        mine = said
        for known in ids:
            mine = mine.replace(known.encode(), (f"{n:08x}" + known[8:]).encode())
        found = codec.decode(mine)
        kept = {name: r for name, r in found.records[0].fields.items() if name not in ("children", "authors", "incident_date")}
        apart = replace(found, records=(replace(found.records[0], fields=kept),))  # else all were candidates for one review
        yield Published(apart, ("wren.pdf",), document.text)

publish.publish(Path(sys.argv[1]) / "few", copies(30), expected=30, made_with={"package": "0.1.0"}, inputs="i", this_year=2026)
few = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
publish.publish(Path(sys.argv[1]) / "many", copies(200), expected=200, made_with={"package": "0.1.0"}, inputs="i", this_year=2026)
many = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(document.pages), len(document.text), few // 1024, many // 1024)
"""


@pytest.mark.slow
def test_seven_times_the_reports_take_no_more_memory(tmp_path: Path, root: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], cwd=root, capture_output=True, text=True, check=True)
    pages, characters, few, many = map(int, done.stdout.split())
    assert (pages >= 40, characters > 80_000) == (True, True)
    assert many - few < 40, f"200 reports of {pages} pages took {many} MiB, 30 took {few}"

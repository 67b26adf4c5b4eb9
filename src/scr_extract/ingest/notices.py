"""What is known of `processed/` besides its documents and belongs among the issues: sources that yield nothing, addresses that are gone.

    notices/<who>.json      the issues that one part of the program (sources, withdrawals) has to tell, replaced whole

They stand in the next snapshot's `issues`, and for as long as their file does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from scr_extract.datasets import disk
from scr_extract.model import Issue, Severity

NOTICES = "notices"


def tell(processed: Path, who: str, issues: Iterable[Issue]) -> None:
    """Replace what `who` has to tell. Issues carry ids and addresses, never text of a source, and no span."""
    path = processed / NOTICES / f"{who}.json"
    said = [{k: v for k, v in asdict(i).items() if v is not None} for i in issues]
    if not said:
        disk.remove(path)
        return
    raw = json.dumps(said, ensure_ascii=False, indent=1).encode()
    if not path.is_file() or path.read_bytes() != raw:
        disk.make_dir(path.parent)
        disk.write(path, raw)


def forget(processed: Path, document_id: str) -> None:
    """Take back what was to be told of a document."""
    for path in sorted((processed / NOTICES).glob("*.json")):
        tell(processed, path.stem, [i for i in _read(path) if i.document_id != document_id])


def told(processed: Path) -> tuple[Issue, ...]:
    """Every notice, in order of who tells it."""
    return tuple(issue for path in sorted((processed / NOTICES).glob("*.json")) for issue in _read(path))


def _read(path: Path) -> tuple[Issue, ...]:
    """None of a file that a failing disk spoilt: who has to tell something tells it again."""
    with suppress(ValueError, TypeError, KeyError):
        return tuple(Issue(**row | {"severity": Severity(row["severity"])}) for row in json.loads(path.read_bytes()))
    return ()

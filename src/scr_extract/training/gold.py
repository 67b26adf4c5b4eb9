"""Known answers as JSON lines, and the texts they are about: how gold teaches the model.

Two shapes, told apart by what they hold. A line with `text` and `spans` is a passage (`passages.py`). A line with `file` is one entry
of a document in the same folder, in `text/` or in `bulletins/` beside it, with its values: `title`, `body_starts`, `child_names`,
`children` (`age_months_min`, `age_months_max`, `role`), `authors`, `lscb`, `methodology`, `outcome`, `incident_date`,
`published_year`, `published_month`; what is left out is not stated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scr_extract import formats, layouts
from scr_extract.errors import TrainingError
from scr_extract.fields.reading import Reading
from scr_extract.model import SegmentKind
from scr_extract.resources.methods import methods
from scr_extract.training import passages as shape
from scr_extract.training.known import Known, passages
from scr_extract.training.passages import Passage

Line = Mapping[str, Any]


def read(path: Path) -> Iterator[Passage]:
    """The passages of a gold file. Raises TrainingError where a line has neither shape or its document is not there."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
    try:
        said: list[Line] = [json.loads(line) for line in lines]
    except ValueError as wrong:
        raise TrainingError(f"{path.name}: each line is one JSON object") from wrong
    if all("spans" in line for line in said):
        yield from shape.read(path)
        return
    files: dict[str, list[Line]] = {}
    for number, line in enumerate(said, 1):
        if "file" not in line:
            raise TrainingError(f"{path.name}:{number}: a line has `text` and `spans`, or `file` and an entry's values")
        files.setdefault(str(line["file"]), []).append(line)
    for name, entries in files.items():
        yield from _of_file(_found(path, name), entries)


def _found(gold: Path, name: str) -> Path:
    places = [gold.parent / name, *(place / folder / name for place in (gold.parent, gold.parent.parent) for folder in ("text", "bulletins"))]
    for path in places:
        if path.is_file():
            return path
    raise TrainingError(f"{gold.name}: {name} is neither beside it nor in text/ or bulletins/")


def _of_file(path: Path, entries: Sequence[Line]) -> Iterator[Passage]:
    document = formats.read(path.read_bytes(), path.name)
    readings = [Reading(document, s) for s in layouts.segment(document) if s.kind is SegmentKind.ENTRY]
    for entry in entries:
        reading = next((r for r in readings if _is(r, entry)), None)
        if reading is not None:
            readings.remove(reading)
            yield from passages(reading, known(entry), "gold")


def _is(reading: Reading, entry: Line) -> bool:
    """By the entry's opening words, else by its title."""
    words = reading.words(reading.span).lower()
    opening = " ".join(str(entry.get("body_starts") or "").lower().split())
    title = " ".join(str(entry.get("title") or "").lower().split())
    return (bool(opening) and opening[:60] in words) or (bool(title) and title in words[: 2 * len(title) + 200])


def known(entry: Line) -> Known:
    """What a gold line says of its entry."""
    children = [c for c in entry.get("children") or () if (c.get("role") or "subject") == "subject"]
    words = str(entry.get("methodology") or "")
    year = entry.get("published_year")
    return Known(
        ages=tuple((c.get("age_months_min"), c.get("age_months_max")) for c in children),
        names=tuple(entry.get("child_names") or ()),
        authors=tuple(entry.get("authors") or ()),
        boards=tuple(filter(None, (entry.get("lscb"),))),
        methods=tuple(m.id for m in methods() if words and m.regex.search(words)),
        outcome=entry.get("outcome"),
        incident=entry.get("incident_date"),
        published=(year, entry.get("published_month")) if year else None,
    )

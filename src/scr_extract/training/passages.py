"""A passage with the spans of its labels: what the model is taught on and tested with, and how it stands in a file.

One JSON object a line: `{"text": "...", "spans": [[start, end, "CHILD_AGE"], ...]}`, half-open code points, no overlap.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scr_extract.errors import TrainingError
from scr_extract.model import Span
from scr_extract.nlp.own import LABELS


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of text, as the model reads it at once, and what in it is which label. `kind` says where it came from.

    `nothing` is None where all that is not labelled is known to be none of the labels. Otherwise only these spans are; what else
    the text tells is not known and not learnt.
    """

    text: str
    spans: tuple[tuple[Span, str], ...]
    kind: str = "made"
    nothing: tuple[Span, ...] | None = None

    def __post_init__(self) -> None:
        end = 0
        for span, label in self.spans:
            if label not in LABELS:
                raise TrainingError(f"no label {label!r}; the model knows {', '.join(LABELS)}")
            if not end <= span.start < span.end <= len(self.text):
                raise TrainingError(f"the span [{span.start}, {span.end}) of {label} overlaps the one before, is empty or leaves its text")
            end = span.end


def read(path: Path) -> Iterator[Passage]:
    """The passages of a file. Raises TrainingError, with the line's number, where one does not have the shape above."""
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):  # words may hold other line breaks
        if line.strip():
            yield _one(line, f"{path.name}:{number}")


def _one(line: str, place: str) -> Passage:
    try:
        said = json.loads(line)
        spans = sorted((Span(int(start), int(end)), str(label)) for start, end, label in said["spans"])
        return Passage(str(said["text"]), tuple(spans), "gold")
    except (ValueError, KeyError, TypeError) as wrong:
        raise TrainingError(f'{place}: a passage is {{"text": "...", "spans": [[start, end, "LABEL"], ...]}}') from wrong
    except TrainingError as wrong:
        raise TrainingError(f"{place}: {wrong}") from wrong


def write(passages: Iterable[Passage], path: Path) -> None:
    lines = [json.dumps({"text": p.text, "spans": [[s.start, s.end, label] for s, label in p.spans]}, ensure_ascii=False) for p in passages]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")

"""Known answers: gold entries from JSON lines, and files that hold no review (docs/evaluation.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from scr_extract.errors import GoldError

COUNTS = ("n_recommendations", "n_findings", "n_recommendations_stated")
"""Answers that are asked for only where they are given: null is no answer, 0 is one."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The answers of one entry of one file. `answers` is the JSON object as it stands.

    `optional` names fields on which careful readers differ (`*`: the whole entry is neither asked for nor wrong); `accept` lists
    other right values. A `truncated` entry is cut off in its source; `file_cut` says that the file goes on after the last answer.
    """

    file: str
    answers: Mapping[str, Any]

    def get(self, field: str, absent: Any = None) -> Any:
        return self.answers.get(field, absent)

    @property
    def title(self) -> str:
        return str(self.get("title") or self.get("body_starts") or "")

    @property
    def optional(self) -> frozenset[str]:
        return frozenset(self.get("optional") or ())

    @property
    def free(self) -> bool:
        """Neither asked for nor wrong."""
        return "*" in self.optional

    @property
    def cut(self) -> bool:
        return bool(self.get("truncated") or self.get("file_cut"))

    def listed(self, field: str) -> list[Any]:
        return list(self.get(field) or ())

    def accepted(self, field: str) -> list[Any]:
        """The right values of a field: the answer, and those that `accept` lists beside it."""
        accept: Mapping[str, list[Any]] = self.get("accept") or {}
        return [self.get(field), *accept.get(field, ())]


@dataclass(frozen=True, slots=True)
class Negative:
    """A file that holds no review: every entry read of it is wrong."""

    file: str


def read(paths: Iterable[Path]) -> tuple[tuple[Gold, ...], tuple[Negative, ...]]:
    """Gold and negatives of these files of JSON lines, in order; of a folder, of its `*.jsonl`. Raises GoldError where a file or folder is not there or
    a folder has none, and, naming file and line, where a line is neither."""
    golds: list[Gold] = []
    negatives: list[Negative] = []
    for path in (file for each in paths for file in _files(each)):
        for where, line in _lines(path):
            file = line.get("file")
            if not isinstance(file, str) or not file:
                raise GoldError(f"{where}: no `file`; every line names the document its answers belong to (docs/evaluation.md)")
            name = PurePath(file).name
            if line.get("expect_entries") == 0:
                negatives.append(Negative(name))
            else:
                golds.append(Gold(name, _held(line, where)))
    return tuple(golds), tuple(negatives)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(path.glob("*.jsonl"))
        if not found:
            raise GoldError(f"no *.jsonl in {path}; known answers are lines of JSON (docs/evaluation.md)")
        return found
    if not path.is_file():
        raise GoldError(f"no file {path}; name one with known answers, or a folder of them")
    return [path]


def _lines(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, text in enumerate(path.read_text("utf-8").split("\n"), 1):  # words may hold other line breaks
        if not text.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            line = json.loads(text)
        except json.JSONDecodeError as broken:
            raise GoldError(f"{where}: not JSON (column {broken.colno})") from None
        if not isinstance(line, dict):
            raise GoldError(f"{where}: not a JSON object")
        yield where, line


_LISTS = ("child_names", "children", "authors", "keywords", "parent_factors", "legal_status", "optional", "recommendations", "findings")
_OBJECTS = ("accept", "quotes", "spans")


def _held(line: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    for names, kind, called in ((_LISTS, list, "a list"), (_OBJECTS, dict, "an object")):
        for name in names:
            if line.get(name) is not None and not isinstance(line[name], kind):
                raise GoldError(f"{where}: `{name}` is {called} or null (docs/evaluation.md)")
    return line

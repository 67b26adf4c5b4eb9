"""Keeping what was measured: counts per rule of one source of checks, written beside those of the others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scr_extract.errors import GoldError
from scr_extract.shares import Share

REVIEWERS = "reviewers"
"""What the checks of reviewers are called, unless another name is given."""


def write(path: Path, source: str, rules: Mapping[str, Share], *, entries: int, seen: bool) -> None:
    """Put the counts of a set of texts with gold in the file, in place of what it held of that source. Names, ids and counts alone are written.

    `seen` says that rules were written with these texts at hand: their shares flatter. Raises GoldError where the file is no such file.
    """
    _put(path, source, {"seen": seen, "entries": entries, "rules": _counts(rules)})


def write_reviewed(path: Path, source: str, rules: Mapping[str, Share], *, records: int) -> None:
    """The same of what reviewers judged. Such a source counts only where no store of corrections is at hand: its own words are counted anew."""
    _put(path, source, {"seen": False, "reviewed": True, "entries": records, "rules": _counts(rules)})


def _put(path: Path, source: str, said: Mapping[str, Any]) -> None:
    held = _held(path)
    held["sources"][source] = said
    path.write_text(_shown(held), "utf-8")


def _counts(rules: Mapping[str, Share]) -> dict[str, list[int]]:
    return {id: [s.right, s.of] for id, s in sorted(rules.items())}


def _held(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {"sources": {}}
    try:
        said = json.loads(path.read_bytes())
    except ValueError:
        said = None
    if not isinstance(said, dict) or not isinstance(said.get("sources"), dict):
        raise GoldError(f"{path.name} holds no measured rules; give another file, or remove it")
    return said


def _shown(said: Mapping[str, Any]) -> str:
    """One line a rule, so that a change of one is a change of one line."""
    blocks = []
    for name, source in sorted(said["sources"].items()):
        rules = ",\n".join(f"    {json.dumps(id)}: [{n[0]}, {n[1]}]" for id, n in sorted(source["rules"].items()))
        reviewed = '"reviewed": true, ' if source.get("reviewed") else ""
        blocks.append(f'  {json.dumps(name)}: {{"seen": {json.dumps(source["seen"])}, {reviewed}"entries": {source["entries"]}, "rules": {{\n{rules}\n  }}}}')
    return '{"sources": {\n' + ",\n".join(blocks) + "\n}}\n"

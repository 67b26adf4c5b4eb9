"""Keeping what was measured: counts per rule of one source of checks, written beside those of the others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scr_extract.errors import GoldError
from scr_extract.shares import Share


def write(path: Path, source: str, rules: Mapping[str, Share], *, entries: int, seen: bool) -> None:
    """Put this source's counts in the file, in place of what it held of that source. Names, ids and counts alone are written.

    `seen` says that rules were written with these texts at hand: their shares flatter. Raises GoldError where the file is no such file.
    """
    said = _held(path)
    said["sources"][source] = {"seen": seen, "entries": entries, "rules": {id: [s.right, s.of] for id, s in sorted(rules.items())}}
    path.write_text(_shown(said), "utf-8")


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
        blocks.append(f'  {json.dumps(name)}: {{"seen": {json.dumps(source["seen"])}, "entries": {source["entries"]}, "rules": {{\n{rules}\n  }}}}')
    return '{"sources": {\n' + ",\n".join(blocks) + "\n}}\n"

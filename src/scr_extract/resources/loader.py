"""Reads the tables kept beside this file, once each, and refuses what does not fit.

Lexicons and lookups are TOML, gazetteers CSV. `resources_version` hashes them all: it is part of the key under which
extractions are cached. What was measured of the rules is no word list and has a version of its own (resources/measured.py).
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from scr_extract.errors import ResourceError

_ROOT = files("scr_extract.resources")


def _bytes(folder: str, name: str) -> bytes:
    path = _ROOT / folder / name
    if not path.is_file():
        raise ResourceError(f"resources/{folder}/{name} is not in this installation; reinstall scr-extract")
    return path.read_bytes()


@lru_cache
def lexicon(name: str) -> dict[str, Any]:
    """lexicons/<name>.toml as a table."""
    return tomllib.loads(_bytes("lexicons", f"{name}.toml").decode())


@lru_cache
def lookup(name: str) -> dict[str, Any]:
    """lookups/<name>.toml as a table."""
    return tomllib.loads(_bytes("lookups", f"{name}.toml").decode())


@lru_cache
def gazetteer(name: str) -> tuple[dict[str, str], ...]:
    """The rows of gazetteers/<name>.csv in file order."""
    rows = tuple(csv.DictReader(_bytes("gazetteers", f"{name}.csv").decode().splitlines()))
    if not rows:
        raise ResourceError(f"resources/gazetteers/{name}.csv holds no rows")
    return rows


@lru_cache(maxsize=1)
def resources_version() -> str:
    """The first 16 hex digits of the hash over every table, in name order."""
    digest = hashlib.sha256()

    def add(folder: Traversable) -> None:
        for path in sorted(folder.iterdir(), key=lambda p: p.name):
            if path.is_dir() and path.name not in ("__pycache__", "measured"):
                add(path)
            elif path.name.endswith((".toml", ".csv", ".json")):
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")

    add(_ROOT)
    return digest.hexdigest()[:16]

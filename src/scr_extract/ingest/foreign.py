"""What others left at an address, judged before any of it becomes a path or a note here: whoever can write to a bucket must not write to this machine.

Ids, hashes and names of objects are held against their one form; a ledger in another form is refused whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from scr_extract.errors import ObjectStoreError
from scr_extract.ingest.addresses import STATE
from scr_extract.ingest.sidecars import is_source, is_time

FORMAT = 1
_ID = re.compile(r"[0-9a-f]{64}")
_OBJECT = re.compile(rf"{STATE}/(?:store/[0-9a-f]{{64}}|texts/[0-9a-f]{{64}}\.txt|cache/[0-9a-f]{{16}}/[0-9a-f]{{64}}\.[0-9a-f]{{4}}\.json)")

_HALF = re.compile(r"[\ud800-\udfff]")

Check = Callable[[object], bool]


def is_state(name: str) -> bool:
    """Whether an object's name is one that this program gives below `state/`, the ledger apart."""
    return _OBJECT.fullmatch(name) is not None


def ledger(raw: bytes | None, address: str) -> dict[str, Any]:
    """`state/ledger.json` as read: `documents` and `withdrawn`, by id. Raises ObjectStoreError where it is not of our making."""
    if raw is None:
        return {"format": FORMAT, "documents": {}, "withdrawn": {}}
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):  # also bytes that are no UTF-8
        raise _refused(address, "it is not JSON") from None
    if not isinstance(said, dict) or not _is_size(said.get("format")):
        raise _refused(address, "it has no format")
    if said["format"] != FORMAT:
        raise ObjectStoreError(f"{address} was written by a newer version of scr-extract; install that one")
    for part, form in (("documents", _DOCUMENT), ("withdrawn", _NOTE)):
        rows = said.get(part)
        if not isinstance(rows, dict) or not all(_is_id(id) and _fits(row, form) for id, row in rows.items()):
            raise _refused(address, f"its {part} are not as they should be")
    if not all(row["document_id"] == id for id, row in said["withdrawn"].items()):
        raise _refused(address, "its withdrawn are not as they should be")
    return said


def _refused(address: str, why: str) -> ObjectStoreError:
    return ObjectStoreError(f"{address}: state/ledger.json is not what this program writes ({why}); put back an earlier version of that object")


def _fits(row: object, form: Mapping[str, Check]) -> bool:
    return isinstance(row, dict) and row.keys() == form.keys() and all(check(row[key]) for key, check in form.items())


def _is_id(said: object) -> bool:
    return isinstance(said, str) and _ID.fullmatch(said) is not None


def _is_text(said: object) -> bool:
    """Words that can be written again: half a character (a lone surrogate) cannot."""
    return isinstance(said, str) and not _HALF.search(said)


def _may_be_source(said: object) -> bool:
    return said is None or (isinstance(said, str) and is_source(said))


def _may_be_time(said: object) -> bool:
    return said is None or (isinstance(said, str) and is_time(said))


def _is_size(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and 0 <= said < 2**63


def _are_ids(said: object) -> bool:
    return isinstance(said, list) and all(map(_is_id, said))


def _are_names(said: object) -> bool:
    return isinstance(said, list) and bool(said) and all(map(_is_text, said))


_DOCUMENT: Mapping[str, Check] = {"names": _are_names, "size": _is_size, "parents": _are_ids, "source_url": _may_be_source, "at": _may_be_time}
_NOTE: Mapping[str, Check] = {"document_id": _is_id, "at": _is_text, "reason": _is_text, "texts": _are_ids, "with": _are_ids}

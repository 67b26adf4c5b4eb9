"""How often each rule was right on checked values: measured/rules.json, counts alone, and the bounds they are held to.

The file holds, per source of checks (a set of texts with gold, or the reviewers), the rule ids with values right and checked. Neither
it nor the bounds decide what is read of a document: they belong to what a snapshot is made of, not to what an extraction is.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from scr_extract.errors import ResourceError
from scr_extract.shares import Share

_FOLDER = files("scr_extract.resources") / "measured"
RULES, BOUNDS = "rules.json", "bounds.toml"


@dataclass(frozen=True, slots=True)
class Measured:
    """One rule's checks: over all sources, and of those the ones on texts that were not read while rules were written."""

    rule_id: str
    all: Share
    unseen: Share


def _bytes(name: str) -> bytes:
    path = _FOLDER / name
    if not path.is_file():
        raise ResourceError(f"resources/measured/{name} is not in this installation; reinstall scr-extract")
    return path.read_bytes()


@lru_cache(maxsize=1)
def measured() -> Mapping[str, Measured]:
    """Every rule that was ever checked, by its id."""
    return pooled(json.loads(_bytes(RULES))["sources"])


def pooled(sources: Mapping[str, Any]) -> Mapping[str, Measured]:
    """The checks of these sources by rule. Raises ResourceError where a count cannot be."""
    counts: dict[str, list[int]] = {}
    for name, source in sources.items():
        for rule_id, (right, checked) in source["rules"].items():
            if not 0 <= right <= checked:
                raise ResourceError(f"resources/measured/{RULES}: source {name}: {rule_id} is right in {right} of {checked}")
            own = counts.setdefault(rule_id, [0, 0, 0, 0])
            own[0] += right
            own[1] += checked
            if not source["seen"]:
                own[2] += right
                own[3] += checked
    return {rule: Measured(rule, Share(*n[:2]), Share(*n[2:])) for rule, n in sorted(counts.items())}


def with_reviewed(counts: Mapping[str, tuple[int, int]]) -> Mapping[str, Measured]:
    """`measured` with the checks that reviewers of this installation's own texts made: by rule, values right and checked.

    No rule was written with those texts at hand, so they count among the unseen ones. Sources in the file that come of reviewers are
    left out: the words behind them may be the very ones counted here, and none may count twice.
    """
    known = dict(pooled({name: source for name, source in json.loads(_bytes(RULES))["sources"].items() if not source.get("reviewed")}))
    for rule, (right, of) in counts.items():
        before = known.get(rule, Measured(rule, Share(0, 0), Share(0, 0)))
        both = [Share(share.right + right, share.of + of) for share in (before.all, before.unseen)]
        known[rule] = Measured(rule, *both)
    return dict(sorted(known.items()))


@lru_cache(maxsize=1)
def _bounds() -> Mapping[str, Any]:
    return tomllib.loads(_bytes(BOUNDS).decode())


def bound(rule_id: str) -> float:
    """The share of checked values a rule has to be right in."""
    return float(_bounds()["rules"].get(rule_id, _bounds()["default"]))


def under_bound(rule: Measured) -> bool:
    """True where even the upper end of the 95 % interval lies under the rule's bound: few checks accuse nobody."""
    return rule.all.of > 0 and rule.all.high < bound(rule.rule_id)


@lru_cache(maxsize=1)
def measured_version() -> str:
    """16 hex digits over both files."""
    return hashlib.sha256(_bytes(RULES) + b"\0" + _bytes(BOUNDS)).hexdigest()[:16]

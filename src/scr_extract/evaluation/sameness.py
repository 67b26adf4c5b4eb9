"""When two values are the same, as people would say: names without titles, boards by the place they serve, methods by their names."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from typing import Any

from scr_extract.resources.loader import gazetteer

Row = Mapping[str, Any]
Bounds = tuple[float, float]

_OPEN_BELOW, _OPEN_ABOVE = -1.0, 9999.0
_BRACKETS = re.compile(r"\(([^)]*)\)")
_PRINTED_NUMBER = re.compile(r"^(recommendation|finding)?\s*\(?[a-z]{0,3}\d+(\.\d+)*\)?[.:)]?\s+", re.I)
_LEAST_METHOD = 6
"""Characters that the words of a method must have to be compared as words."""


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    return tomllib.loads((files("scr_extract.evaluation") / "sameness.toml").read_text("utf-8"))


@lru_cache(maxsize=65536)
def norm(words: object) -> str:
    """Lower case letters a to z and digits, one space between words."""
    text = unicodedata.normalize("NFKC", str(words or "")).lower().replace("&", " and ")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def _without(words: str, key: str) -> str:
    dropped = frozenset(_words()[key])
    return " ".join(w for w in norm(words).split() if w not in dropped)


def labels(names: Iterable[str] | None) -> frozenset[str]:
    """What tells one pseudonym from another: `Child W`, `Sibling W` and `W` are one."""
    return frozenset(_without(n, "plain") or norm(n) for n in names or ())


def telling(title: object) -> frozenset[str]:
    """The words of a title that not every review has."""
    return frozenset(_without(str(title or ""), "plain").split())


def people(names: Iterable[str] | None) -> frozenset[str]:
    """Names of persons without titles, degrees and honours."""
    return frozenset(_without(n, "titles") for n in names or ())


def terms(words: Iterable[object] | None) -> frozenset[str]:
    return frozenset(map(norm, words or ()))


def ages(children: Iterable[Row]) -> list[Bounds]:
    """Bounds of every subject's age in completed months, least first; an open bound is -1 or 9999."""
    both = [(c.get("age_months_min"), c.get("age_months_max")) for c in children if (c.get("role") or "subject") == "subject"]
    return sorted((_bound(low, _OPEN_BELOW), _bound(high, _OPEN_ABOVE)) for low, high in both if (low, high) != (None, None))


def _bound(value: float | None, absent: float) -> float:
    return absent if value is None else round(value, 2)


def same_ages(wanted: Sequence[Bounds], found: Sequence[Bounds], *, derived: bool) -> bool:
    """Equal bounds; a tenth of a month may differ under three months, a third above, a month where gold worked the age out from dates."""
    pairs = [(x, y) for a, b in zip(wanted, found, strict=False) for x, y in zip(a, b, strict=True)]
    return len(wanted) == len(found) and all(abs(x - y) <= _slack(x, derived) for x, y in pairs)


def _slack(months: float, derived: bool) -> float:
    return 0.1 if months < 3 else 1.01 if derived else 0.3


@lru_cache(maxsize=1)
def _boards() -> tuple[Mapping[str, frozenset[frozenset[str]]], Mapping[str, frozenset[str]]]:
    """Every name, alias, place and acronym of a board -> the sets of ONS codes it may cover; id -> codes."""
    by_name: dict[str, set[frozenset[str]]] = defaultdict(set)
    by_id = {}
    for row in gazetteer("boards"):
        codes = frozenset(filter(None, row["ons_codes"].split(";"))) or frozenset({row["id"]})
        by_id[row["id"]] = codes
        for name in (row["name"], *(n for column in ("aliases", "place_names", "acronyms") for n in row[column].split(";"))):
            if name:
                by_name[norm(name)].add(codes)
    return {name: frozenset(codes) for name, codes in by_name.items()}, by_id


def same_board(wanted: str, row: Row) -> bool:
    """The same area by the gazetteer, or the same place by its words: a board and its successor are one."""
    by_name, by_id = _boards()
    mine = by_id.get(row.get("lscb_id") or "")
    bare = _BRACKETS.sub("", wanted)
    if mine is not None and any(mine in by_name.get(norm(name), ()) for name in (wanted, bare, *_BRACKETS.findall(wanted))):
        return True
    said = _without(str(row.get("lscb") or row.get("lscb_as_written") or ""), "board")
    return bool(said) and said == _without(bare, "board")


@lru_cache(maxsize=4096)
def methods(words: str) -> frozenset[str]:
    """The most specific terms of the coding frame whose names stand in these words."""
    said, best = norm(words), 0
    found: set[str] = set()
    for id, names in _words()["methods"].items():
        length = max((len(n) for n in map(norm, names) if n in said), default=0)
        if length > best:
            found, best = set(), length
        if length and length == best:
            found.add(id)
    return frozenset(found)


def same_method(wanted: str, row: Row) -> bool:
    """The most specific term that gold's words name, or those words themselves."""
    if row.get("methodology") and row["methodology"] in methods(wanted):
        return True
    said, words = norm(row.get("methodology_as_written")), norm(wanted)
    return len(said) >= _LEAST_METHOD and (said in words or words in said or SequenceMatcher(None, said, words).ratio() > 0.6)


def statement(text: object) -> str:
    """The words of a recommendation or finding without its printed number."""
    return norm(_PRINTED_NUMBER.sub("", " ".join(str(text or "").split())))


def alike(one: str, two: str) -> float:
    """How alike two statements are, 0 to 1; 0 where their lengths alone forbid it."""
    if one == two:
        return 1.0
    if abs(len(one) - len(two)) > 0.1 * max(len(one), len(two)) + 3:
        return 0.0
    return SequenceMatcher(None, one, two, autojunk=False).ratio()

"""Known answers and how a row is held against them, field by field.

A gold line leaves out what is empty. `optional` fields are those on which careful readers differ (`*`: the whole entry is neither
asked for nor wrong); `accept` lists the other values that are right.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from scr_extract import formats
from scr_extract.datasets.rows import Published, rows
from scr_extract.extract import extract

Row = Mapping[str, Any]

_TITLES = frozenset(["dr", "mr", "mrs", "ms", "miss", "professor", "prof", "sir", "dame", "lady", "lord", "cbe", "obe", "mbe", "qpm", "phd"])
_PLAIN = frozenset(
    [
        "child",
        "children",
        "baby",
        "babies",
        "sibling",
        "siblings",
        "young",
        "person",
        "serious",
        "case",
        "review",
        "reviews",
        "overview",
        "report",
        "the",
        "and",
        "of",
        "in",
        "re",
        "respect",
    ]
)
_BOARD = frozenset(["local", "safeguarding", "children", "s", "childrens", "board", "partnership", "lscb", "scb", "the", "london", "borough", "of"])
_BLANK: tuple[object, ...] = (None, "", [], set())
_COUNTS = ("n_recommendations", "n_findings")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One field of one entry: the answer, what was read, and whether the two agree."""

    field: str
    gold: object
    mine: object
    right: bool

    @property
    def empty(self) -> bool:
        return self.gold in _BLANK and self.mine in _BLANK

    @property
    def wrongly_read(self) -> bool:
        return not self.right and self.mine not in _BLANK

    @property
    def missed(self) -> bool:
        return not self.right and self.gold not in _BLANK


def answers(path: Path) -> list[Row]:
    """The gold lines of one source, in reading order."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read_entries(path: Path) -> list[Row]:
    """The rows of `entries` for one file, each with its rows of `children` under that name."""
    raw = path.read_bytes()
    document = formats.read(raw, path.name)
    tables = rows(Published(extract(document), (path.name,), document.text))
    return [{**e, "children": [c for c in tables["children"] if c["record_id"] == e["record_id"]]} for e in tables["entries"]]


def norm(words: object) -> str:
    """Lower case letters and digits, one space between them."""
    text = unicodedata.normalize("NFKC", str(words or "")).lower().replace("&", " and ")
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def labels(names: Iterable[str] | None) -> frozenset[str]:
    """What tells one pseudonym from another: `Child W`, `Sibling W` and `W` are one."""
    return frozenset(" ".join(w for w in norm(n).split() if w not in _PLAIN) or norm(n) for n in names or ())


def ages(children: Iterable[Row]) -> list[tuple[float, float]]:
    """Bounds of every subject's age in completed months, least first; an open bound is -1 or 9999."""
    both = [(c.get("age_months_min"), c.get("age_months_max")) for c in children if (c.get("role") or "subject") == "subject"]
    return sorted((-1.0 if low is None else low, 9999.0 if high is None else high) for low, high in both if (low, high) != (None, None))


def compare(gold: Row, row: Row) -> Iterator[Verdict]:
    """Every field asked for. An empty row stands for an entry that was not found."""
    optional = frozenset(gold.get("optional", ()))
    verdicts = [*_who(gold, row), *_what(gold, row), *_review(gold, row), *_counts(gold, row)]
    yield from (v for v in verdicts if v.field not in optional)


def _accepted(gold: Row, field: str) -> Sequence[Any]:
    listed: Sequence[Any] = gold.get("accept", {}).get(field, ())
    return [gold.get(field), *listed]


def _plain(gold: Row, row: Row, field: str) -> Verdict:
    return Verdict(field, gold.get(field), row.get(field), row.get(field) in _accepted(gold, field))


def _who(gold: Row, row: Row) -> Iterator[Verdict]:
    names = labels(row.get("child_names"))
    right = any(names == labels(n) for n in _accepted(gold, "child_names"))
    yield Verdict("child_names", gold.get("child_names", []), list(row.get("child_names") or ()), right)
    children = gold.get("children", ())
    wanted, found = ages(children), ages(row.get("children", ()))
    others = [[(float(low), float(high))] for low, high in gold.get("accept", {}).get("child_age", ())]
    slack = 1.01 if any(c.get("derived") for c in children) else None
    yield Verdict("child_age", wanted, found, any(_near(w, found, slack) for w in [wanted, *others]))
    yield Verdict("child_sex", gold.get("sex"), row.get("child_sex"), gold.get("sex") == row.get("child_sex"))


def _near(wanted: Sequence[tuple[float, float]], found: Sequence[tuple[float, float]], slack: float | None) -> bool:
    pairs = [(x, y) for a, b in zip(wanted, found, strict=False) for x, y in zip(a, b, strict=True)]
    return len(wanted) == len(found) and all(abs(x - y) <= (slack or (0.1 if x < 3 else 0.3)) for x, y in pairs)


def _what(gold: Row, row: Row) -> Iterator[Verdict]:
    yield _plain(gold, row, "outcome")
    fatal, mine = gold.get("fatal"), row.get("fatal")
    if fatal is not None or mine:
        yield Verdict("fatal", None if fatal is None else str(fatal), None if mine is None else str(mine), fatal == mine)
    yield _plain(gold, row, "incident_date")


def _review(gold: Row, row: Row) -> Iterator[Verdict]:
    withheld = "yes" if row.get("lscb_anonymous") else None
    yield Verdict("lscb_anonymous", "yes" if gold.get("lscb_anonymous") else None, withheld, bool(gold.get("lscb_anonymous")) == bool(withheld))
    if not gold.get("lscb_anonymous"):
        mine = [row.get("lscb"), row.get("lscb_as_written")]
        yield Verdict("lscb", gold.get("lscb"), mine[0] or mine[1], any(_place(m) == _place(gold.get("lscb")) for m in mine if m))
    people = [sorted(" ".join(w for w in norm(n).split() if w not in _TITLES) for n in r.get("authors") or ()) for r in (gold, row)]
    yield Verdict("authors", gold.get("authors", []), list(row.get("authors") or ()), people[0] == people[1])
    yield _plain(gold, row, "published_year")
    yield _plain(gold, row, "published_month")
    yield Verdict("methodology", gold.get("methodology"), row.get("methodology") or row.get("methodology_as_written"), _method(gold, row))
    if "topic" in gold:
        yield Verdict("topic", gold["topic"], row.get("topic"), norm(gold["topic"]) == norm(row.get("topic")))


def _place(board: object) -> str:
    return " ".join(w for w in norm(re.sub(r"\([^)]*\)", "", str(board or ""))).split() if w not in _BOARD)


def _method(gold: Row, row: Row) -> bool:
    if row.get("methodology"):
        return row["methodology"] in gold.get("accept", {}).get("methodology", ())
    wanted, said = norm(gold.get("methodology")), norm(row.get("methodology_as_written"))
    return len(said) >= 6 and (said in wanted or wanted in said or SequenceMatcher(None, said, wanted).ratio() > 0.6)


def _counts(gold: Row, row: Row) -> Iterator[Verdict]:
    words, mine = gold.get("keywords", []), list(row.get("keywords") or ())
    yield Verdict("keywords", words, mine, {norm(w) for w in words} == {norm(w) for w in mine})
    for field in _COUNTS:
        wanted = gold.get(field, 0)
        yield Verdict(field, wanted, row.get(field), wanted == row.get(field))
    yield _plain(gold, row, "n_recommendations_stated")

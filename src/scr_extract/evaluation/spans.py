"""Where values were read against where gold says they stand: the very words, or words that overlap them.

Gold gives `quotes` (words) or `spans` (offsets into the document's text) by field, and `age_text` with a child. Words count wherever
they stand in the entry; words outside it (a topic heading) are compared as words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scr_extract.evaluation.evidence import Quote, quotes
from scr_extract.evaluation.sameness import norm
from scr_extract.evaluation.scoring import Evaluation, Pair, Tally
from scr_extract.values import Child, parse

Place = tuple[int, int]


def spans(evaluation: Evaluation) -> Mapping[str, tuple[Tally, Tally]]:
    """Per field the tallies of exact and of overlapping spans, over the entries whose gold says where the field's words stand."""
    counts: dict[str, list[list[int]]] = defaultdict(lambda: [[0, 0, 0], [0, 0, 0]])
    for pair in evaluation.pairs:
        for field, wanted in _wanted(pair):
            found = quotes(field, _of_subjects(pair) if field == "child_age" else pair.values)
            for kind, exact in enumerate((True, False)):
                right = _matching(wanted, found, pair, exact=exact)
                total = counts[field][kind]
                for place, more in enumerate((right, len(found) - right, len(wanted) - right)):
                    total[place] += more
    return {field: (Tally(*exact), Tally(*part)) for field, (exact, part) in sorted(counts.items())}


def _of_subjects(pair: Pair) -> list[Mapping[str, Any]]:
    """The children that the review is about: gold gives no words for the ages of their siblings."""
    kept = []
    for row in pair.values:
        child = parse("child", row["value"]) if row["field"] == "children" and row["value"] else None
        if isinstance(child, Child) and child.role == "subject":
            kept.append(row)
    return kept


def _wanted(pair: Pair) -> Iterator[tuple[str, list[str | Place]]]:
    gold = pair.gold
    told: dict[str, list[str | Place]] = defaultdict(list)
    for field, words in (gold.get("quotes") or {}).items():
        told[field] += [words] if isinstance(words, str) else words
    for field, places in (gold.get("spans") or {}).items():
        told[field] += [(int(start), int(end)) for start, end in places]
    if "child_age" not in told:
        told["child_age"] += dict.fromkeys(c["age_text"] for c in gold.listed("children") if c.get("age_text") and (c.get("role") or "subject") == "subject")
    yield from ((field, wanted) for field, wanted in told.items() if wanted and field not in gold.optional)


def _matching(wanted: Sequence[str | Place], found: Sequence[Quote], pair: Pair, *, exact: bool) -> int:
    """How many of gold's places are met, each quote used once."""
    left = list(found)
    right = 0
    for place in wanted:
        hit = next((q for q in left if _meets(place, q, pair.row or {}, exact=exact)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right


def _meets(place: str | Place, quote: Quote, row: Mapping[str, Any], *, exact: bool) -> bool:
    if isinstance(place, tuple):
        return (quote.start, quote.end) == place if exact else quote.start < place[1] and place[0] < quote.end
    if exact:
        return norm(place) == norm(quote.words)
    words = [re.escape(w) for w in place.split()]
    text, start = str(row.get("text") or ""), int(row.get("start") or 0)
    spaced = r"\s+".join(words)
    whole = rf"(?:(?<!\w)|(?!\w)){spaced}(?:(?!\w)|(?<!\w))"  # as words: `3 months` does not stand in `13 months`
    stands = [(start + m.start(), start + m.end()) for m in re.finditer(whole, text)] if words else []
    if any(quote.start < end and begin < quote.end for begin, end in stands):
        return True
    said, read = f" {norm(place)} ", f" {norm(quote.words)} "
    return bool(said.strip() and read.strip()) and (said in read or read in said)

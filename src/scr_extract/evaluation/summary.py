"""An evaluation as plain data: what `--json` prints, the page shows and the documents quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from scr_extract.corrections.gold import accuracy
from scr_extract.evaluation.evidence import Quote
from scr_extract.evaluation.scoring import ENTRY, NO_REVIEW, Evaluation, Judged, Tally, grouped, openings
from scr_extract.evaluation.spans import spans
from scr_extract.evaluation.statements import TABLES, matches
from scr_extract.evaluation.tables import Tables
from scr_extract.shares import Share

SHOWN_AS_MATRIX = ("outcome", "methodology")
NONE = "(none)"


def summary(evaluation: Evaluation, tables: Tables) -> dict[str, Any]:
    """Everything an evaluation found, per field, layout and format, with counts and 95 % intervals."""
    golds = [pair.gold for pair in evaluation.pairs]
    said = {table: matches(tables, golds, table) for table in TABLES}
    return {
        "entries": len(golds),
        "absent_files": list(evaluation.absent),
        "fields": {name: tally(t) for name, t in evaluation.tallies().items()},
        "all_fields": tally(everything(evaluation)),
        "by_layout": _by(evaluation, lambda j: j.layout),
        "by_format": _by(evaluation, lambda j: j.media_type),
        "segmentation": {name: share(s) for name, s in openings(evaluation).items()},
        "spans": {field: {"exact": tally(exact), "overlapping": tally(part)} for field, (exact, part) in spans(evaluation).items()},
        "statements": {
            name: {"exact": tally(m.exact), "same": tally(m.same), "same_on_page": tally(m.on_page), "overlapping": tally(m.overlapping)}
            for name, m in said.items()
            if m is not None
        },
        "confusion": {field: confusion(evaluation, field) for field in SHOWN_AS_MATRIX},
        "reviewers": {field: share(Share(a.right, a.read)) for field, a in accuracy(evaluation.reviewed).items() if a.read},
        "errors": [_error(j) for j in evaluation.errors()],
    }


def everything(evaluation: Evaluation) -> Tally:
    """All fields' values together; entries and negatives count apart."""
    return Tally.of(j for j in evaluation.judged if j.field not in (ENTRY, NO_REVIEW))


def _by(evaluation: Evaluation, key: Callable[[Judged], str]) -> dict[str, dict[str, Any]]:
    """Per layout or format: every field's scores, and those of all fields together."""
    out = {}
    for name, judged in sorted(grouped((j for j in evaluation.judged if j.field != NO_REVIEW), key).items()):
        fields = {field: tally(Tally.of(js)) for field, js in grouped(judged, lambda j: j.field).items()}
        out[name] = {"all_fields": tally(Tally.of(j for j in judged if j.field != ENTRY)), "fields": fields}
    return out


def tally(t: Tally) -> dict[str, Any]:
    """Counts, shares and their bounds, to four places."""
    low, high = t.f1_bounds
    return {
        "right": t.right,
        "false": t.false,
        "missed": t.missed,
        "precision": share(t.precision),
        "recall": share(t.recall),
        "f1": {"value": None if t.f1 is None else round(t.f1, 4), "low": round(low, 4), "high": round(high, 4)},
    }


def share(s: Share) -> dict[str, Any]:
    return {"value": None if s.value is None else round(s.value, 4), "low": round(s.low, 4), "high": round(s.high, 4), "right": s.right, "of": s.of}


def confusion(evaluation: Evaluation, field: str) -> list[dict[str, Any]]:
    """How often each value of gold was read as which: of methods by the term that gold's words name, over the entries that were found."""
    counted: Counter[tuple[str, str]] = Counter()
    for pair in evaluation.pairs:
        if pair.row is None or field in pair.gold.optional or field not in pair.gold.answers:
            continue
        mine = str(pair.row.get(field) or NONE)
        counted[_wanted(pair.gold.get(field), field, mine, pair.gold.accepted(field)), mine] += 1
    return [{"gold": gold, "read": read, "entries": n} for (gold, read), n in sorted(counted.items())]


def _wanted(value: Any, field: str, mine: str, accepted: list[Any]) -> str:
    from scr_extract.evaluation.sameness import methods

    if not value:
        return NONE
    if field != "methodology":
        return mine if mine in accepted else str(value)
    named = methods(str(value))
    return mine if mine in named or mine in accepted else " or ".join(sorted(named)) or "(words only)"


def _error(j: Judged) -> dict[str, Any]:
    said = {"field": j.field, "verdict": j.verdict, "gold": j.gold, "read": j.mine}
    return said | {"file": j.file, "title": j.title, "record_id": j.record_id, "quotes": [_quote(q) for q in j.quotes]}


def _quote(q: Quote) -> dict[str, Any]:
    return {"quote": q.words, "rule_id": q.rule_id, "start": q.start, "end": q.end}

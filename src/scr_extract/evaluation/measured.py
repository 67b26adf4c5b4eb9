"""How often each rule was right on values that were checked: by gold, and by reviewers who confirmed or corrected.

Of gold the value that stands in `values` is counted, of reviewers the one that was read under theirs; each is charged to the rule that
read it. A field that gold does not ask for, marks as optional or cannot answer is not a check, nor is a value of an entry that gold does
not know. A count of recommendations without their texts is a coarse check: of the rows of the entry as many are right as gold counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scr_extract.corrections.gold import rules
from scr_extract.evaluation.evidence import parts, speaks_of
from scr_extract.evaluation.gold import Gold
from scr_extract.evaluation.judging import TERMS
from scr_extract.evaluation.sameness import labels, norm, people, same_ages, terms
from scr_extract.evaluation.scoring import Evaluation, Pair
from scr_extract.evaluation.statements import TABLES, matched
from scr_extract.shares import Share
from scr_extract.values import Child, Statement, Text, Value, parse

Row = Mapping[str, Any]
Check = tuple[str, bool]
"""A rule id and whether it was right."""

_WHOLE = ("outcome", "death_category", "harm_category", "source_of_harm", "incident_date", "methodology", "topic", "ethnicity", "review_type")
_COUNTED = {"recommendations": "n_recommendations", "findings": "n_findings"}


def shares(evaluations: Iterable[Evaluation]) -> Mapping[str, Share]:
    """Per rule id, in order of the ids: values that gold checked and that it got right, of those checked."""
    return _counted(check for evaluation in evaluations for pair in evaluation.pairs for checks in _pair(pair).values() for check in checks)


def reviewed(evaluation: Evaluation) -> Mapping[str, Share]:
    """The same of values that reviewers judged. A field of a record that gold checks is gold's alone: no value counts twice."""
    by_gold = {(pair.row["record_id"], field) for pair in evaluation.pairs if pair.row is not None for field, found in _pair(pair).items() if found}
    left = rules(c for c in evaluation.reviewed if (c.record_id, c.field) not in by_gold)
    return {rule: Share(*counts) for rule, counts in left.items()}


def _counted(checks: Iterable[Check]) -> Mapping[str, Share]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for rule_id, right in checks:
        counts[rule_id][0] += right
        counts[rule_id][1] += 1
    return {rule: Share(*counts[rule]) for rule in sorted(counts)}


def _pair(pair: Pair) -> Mapping[str, list[Check]]:
    """By field of `values`, every check that gold allows of the row it is paired with; none without a row."""
    if pair.row is None:
        return {}
    verdicts = {a.field: a.right for a in pair.answers}
    whole = {name: verdicts[name] for name in _WHOLE if name in verdicts}
    whole |= _all("published", verdicts, ("published_year", "published_month"))
    whole |= _all("board", verdicts, ("lscb", "lscb_anonymous"))
    whole |= _all("recommendations_stated", verdicts, ("n_recommendations_stated",))
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in pair.values:
        if (row["value"] is not None and row["rule_id"] is not None) or (row["status"] == "withheld" and row["rule_id"] is not None):
            rows[row["field"]].append(row)
    return {field: list(_field(pair, field, listed, verdicts, whole)) for field, listed in rows.items()}


def _field(pair: Pair, field: str, rows: list[Row], verdicts: Mapping[str, bool], whole: Mapping[str, bool]) -> Iterator[Check]:
    if field in whole:
        yield from ((row["rule_id"], whole[field]) for row in rows)
    elif field in TABLES:
        yield from _statements(pair, field, rows)
    elif field == "children":
        yield from _children(pair, rows, verdicts)
    else:
        yield from _terms(pair.gold, field, rows)


def _all(field: str, verdicts: Mapping[str, bool], parts: tuple[str, ...]) -> Mapping[str, bool]:
    told = [verdicts[p] for p in parts if p in verdicts]
    return {field: all(told)} if told else {}


def _terms(gold: Gold, field: str, rows: list[Row]) -> Iterator[Check]:
    """Fields of several values, each right by itself."""
    if field in gold.optional:
        return
    if field == "authors" and "authors" in gold.answers:
        right = people(gold.listed("authors"))
        yield from ((row["rule_id"], next(iter(people([row["value"]]))) in right) for row in rows)
    elif field == "keywords" and gold.listed("keywords") and not gold.get("truncated"):
        wanted = terms(gold.listed("keywords"))
        yield from ((row["rule_id"], norm(row["value"]) in wanted) for row in rows)
    elif field in TERMS and field in gold.answers:
        accepted = (gold.get("accept") or {}).get(field, ())
        for row in rows:
            value = _id(row["value"])
            if value not in accepted:
                yield row["rule_id"], value in gold.listed(field)
    elif field == "report_url" and gold.get("report_url"):
        yield from ((row["rule_id"], row["value"] == gold.get("report_url")) for row in rows)


def _id(value: str) -> str:
    return str(getattr(parse("choice", value), "id", value))


def _statements(pair: Pair, field: str, rows: list[Row]) -> Iterator[Check]:
    said = [_statement(row) for row in rows]
    found = matched(pair.gold, [{"text": s.text if s else ""} for s in said], field)
    if found is not None:
        yield from zip((row["rule_id"] for row in rows), found, strict=True)
        return
    count = pair.gold.get(_COUNTED[field])
    if count is None or pair.gold.get("truncated") or _COUNTED[field] in pair.gold.optional:
        return
    kinds = ("recommendation",) if field == "recommendations" else ("finding", "learning_point", "issue")
    counted = [row for row, s in zip(rows, said, strict=True) if s and s.output_type in kinds]
    yield from ((row["rule_id"], n < count) for n, row in enumerate(counted))


def _statement(row: Row) -> Statement | None:
    value: Value = parse("statement", row["value"]) if str(row["value"]).startswith("{") else Text(str(row["value"]))
    return value if isinstance(value, Statement) else None


def _children(pair: Pair, rows: list[Row], verdicts: Mapping[str, bool]) -> Iterator[Check]:
    """The rules of a child's name, age and sex, each by its own part of the value. Of siblings only names are checked."""
    gold = pair.gold
    wanted = labels(gold.listed("child_names"))
    told = [c for c in gold.listed("children") if (c.get("role") or "subject") == "subject"]
    derived = any(c.get("derived") for c in told)
    for row in rows:
        child = parse("child", row["value"])
        if not isinstance(child, Child):
            continue
        for quote in parts(row):
            part = speaks_of(quote.rule_id)
            if part == "name" and "child_names" not in gold.optional and child.name:
                yield quote.rule_id, labels([child.name]) <= wanted
            elif part == "age" and child.role == "subject" and "child_age" in verdicts:
                bounds = [_bounds(child)]
                yield quote.rule_id, verdicts["child_age"] or any(same_ages([_told(c)], bounds, derived=derived) for c in told)
            elif part == "sex" and child.role == "subject" and "child_sex" in verdicts:
                yield quote.rule_id, verdicts["child_sex"]


def _bounds(child: Child) -> tuple[float, float]:
    return (-1.0 if child.age_min is None else child.age_min, 9999.0 if child.age_max is None else child.age_max)


def _told(child: Row) -> tuple[float, float]:
    low, high = child.get("age_months_min"), child.get("age_months_max")
    return (-1.0 if low is None else float(low), 9999.0 if high is None else float(high))

"""One gold entry held against one row of `entries`: an answer for each field that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from scr_extract.evaluation.gold import COUNTS, Gold
from scr_extract.evaluation.sameness import ages, labels, norm, people, same_ages, same_board, same_method, terms

Row = Mapping[str, Any]
Verdict = Literal["right", "wrong", "invented", "missed"]
"""A right value, a wrong one, one where the text gives none, or none read."""

CODED = ("death_category", "harm_category", "source_of_harm")
TERMS = ("parent_factors", "legal_status")
"""Fields of several terms: each term counts by itself."""
SPLITTING = frozenset({"outcome", "methodology"})
"""Fields whose confusions are shown as a matrix."""
_BLANK: tuple[object, ...] = (None, "", [], frozenset(), ())


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of one entry: what gold says, what was read, and whether they agree. Of TERMS, one answer per term."""

    field: str
    gold: object
    mine: object
    same: bool

    @property
    def asked(self) -> bool:
        return self.gold not in _BLANK

    @property
    def read(self) -> bool:
        return self.mine not in _BLANK

    @property
    def right(self) -> bool:
        return self.asked and self.read and self.same

    @property
    def verdict(self) -> Verdict:
        return "right" if self.right else "wrong" if self.asked and self.read else "missed" if self.asked else "invented"


def answers(gold: Gold, row: Row, children: Sequence[Row]) -> tuple[Answer, ...]:
    """The answers of every field that is asked for and where either side has a value; an empty row stands for an entry that was not found.

    `children` are the record's rows of `children`.
    """
    every = (*_who(gold, row, children), *_what(gold, row), *_review(gold, row), *_coded(gold, row), *_counted(gold, row))
    return tuple(a for a in every if a.field not in gold.optional and (a.asked or a.read))


def _who(gold: Gold, row: Row, children: Sequence[Row]) -> Iterator[Answer]:
    wanted, mine = labels(gold.listed("child_names")), labels(row.get("child_names"))
    others = [labels(names) for names in (gold.get("accept") or {}).get("child_names", ())]
    yield Answer("child_names", wanted, mine, mine in (wanted, *others))
    subjects = [c for c in children if (c.get("role") or "subject") == "subject"]
    if not subjects and (row.get("child_age_months_min") is not None or row.get("child_age_months_max") is not None):
        subjects = [{"age_months_min": row.get("child_age_months_min"), "age_months_max": row.get("child_age_months_max")}]
    told = gold.listed("children")
    asked, found = ages(told), ages(subjects)
    accepted = [[(float(low), float(high))] for low, high in (gold.get("accept") or {}).get("child_age", ())]
    derived = any(c.get("derived") for c in told)
    yield Answer("child_age", asked, found, any(same_ages(a, found, derived=derived) for a in (asked, *accepted)))
    yield Answer("child_sex", gold.get("sex"), row.get("child_sex"), gold.get("sex") == row.get("child_sex"))
    if "ethnicity" in gold.answers:
        said, read = gold.get("ethnicity"), row.get("ethnicity")
        a, b = frozenset(norm(said).split()), frozenset(norm(read).split())
        yield Answer("ethnicity", said, read, a <= b or b <= a)


def _what(gold: Gold, row: Row) -> Iterator[Answer]:
    fatal, mine = gold.get("fatal"), row.get("fatal")
    if fatal is not None or mine:
        yield Answer("fatal", None if fatal is None else str(fatal), None if mine is None else str(mine), fatal == mine)
    if "outcome" in gold.answers:
        yield _one("outcome", gold, row)
    yield _one("incident_date", gold, row)


def _one(field: str, gold: Gold, row: Row) -> Answer:
    return Answer(field, gold.get(field), row.get(field), row.get(field) in gold.accepted(field))


def _review(gold: Gold, row: Row) -> Iterator[Answer]:
    withheld, mine = bool(gold.get("lscb_anonymous")), "yes" if row.get("lscb_anonymous") else None
    yield Answer("lscb_anonymous", "yes" if withheld else None, mine, withheld)
    if not withheld:
        board = gold.get("lscb")
        yield Answer("lscb", board, row.get("lscb") or row.get("lscb_as_written"), bool(board) and same_board(board, row))
    wanted, found = people(gold.listed("authors")), people(row.get("authors"))
    yield Answer("authors", wanted, found, wanted == found)
    for field in ("published_year", "published_month"):
        yield Answer(field, gold.get(field), row.get(field), gold.get(field) == row.get(field))
    method = gold.get("methodology")
    accepted = (gold.get("accept") or {}).get("methodology", ())
    same = bool(method) and (row.get("methodology") in accepted or same_method(method, row))
    yield Answer("methodology", method, row.get("methodology_as_written") or row.get("methodology"), same)
    if "topic" in gold.answers:
        yield Answer("topic", norm(gold.get("topic")), norm(row.get("topic")), norm(gold.get("topic")) == norm(row.get("topic")))
    if "review_type" in gold.answers:
        yield _one("review_type", gold, row)


def _coded(gold: Gold, row: Row) -> Iterator[Answer]:
    yield from (_one(field, gold, row) for field in CODED if field in gold.answers)
    for field in TERMS:
        if field not in gold.answers:
            continue
        wanted, mine = gold.listed(field), list(row.get(field) or ())
        for term in sorted({*wanted, *mine} - set((gold.get("accept") or {}).get(field, ()))):
            yield Answer(field, term if term in wanted else None, term if term in mine else None, True)


def _counted(gold: Gold, row: Row) -> Iterator[Answer]:
    if gold.get("truncated"):
        return
    words = terms(gold.listed("keywords"))
    if words:
        mine = terms(row.get("keywords"))
        yield Answer("keywords", words, mine, words == mine)
    for field in COUNTS:
        if gold.get(field) is not None:
            yield Answer(field, gold.get(field), row.get(field), gold.get(field) == row.get(field))

"""The shipped samples give exactly the answers written beside them, field by field."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.golden.answers import Row, Verdict, answers, compare, read_entries
from tests.golden.pairing import Pairing, pair

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "raw" / "samples"
FILES = sorted(p.name.removesuffix(".jsonl") for p in HERE.glob("*.jsonl"))
# What is not read rightly yet: file, entry, field. A line goes as soon as its value is right; none may be added for a value that was.
NOT_YET = frozenset(tuple(line.split(" | ")) for line in (HERE / "not_yet.txt").read_text("utf-8").splitlines() if line and not line.startswith("#"))


@cache
def read(name: str) -> Pairing:
    return pair(answers(HERE / f"{name}.jsonl"), read_entries(SAMPLES / name))


def wrong(name: str) -> dict[tuple[str, ...], str]:
    """Every value of one sample that is not as its answer says, and every entry missed."""
    found = read(name)
    out: dict[tuple[str, ...], str] = {(name, _title(g), "entry"): f"{_title(g)}: not found" for g in found.missed}
    for gold, row in found.pairs:
        bad = [v for v in compare(gold, row) if not v.empty and not v.right]
        out |= {(name, _title(gold), v.field): _show(gold, v) for v in bad}
    return out


def test_every_sample_has_answers() -> None:
    shipped = {p.name for p in SAMPLES.iterdir() if p.is_file() and not p.name.startswith(".")}
    assert FILES
    assert set(FILES) <= shipped


@pytest.mark.parametrize("name", FILES)
def test_every_value_is_as_its_answer_says(name: str) -> None:
    surprises = [message for key, message in wrong(name).items() if key not in NOT_YET]
    assert not surprises, "\n".join(surprises)


@pytest.mark.parametrize("name", FILES)
def test_no_entry_without_a_review(name: str) -> None:
    extra = [f"{m['position']}. {m.get('title') or str(m['text'])[:60]}" for m in read(name).extra]
    assert not extra, f"no review, yet an entry: {extra}"


@pytest.mark.parametrize("name", FILES)
def test_what_is_right_by_now_is_off_the_list(name: str) -> None:
    mended = {key for key in NOT_YET if key[0] == name} - wrong(name).keys()
    assert not mended, f"read rightly by now: take it out of not_yet.txt: {sorted(mended)}"


def _title(gold: Row) -> str:
    return str(gold.get("title") or gold.get("body_starts"))


def _show(gold: Row, verdict: Verdict) -> str:
    return f"{_title(gold)}: {verdict.field} is {verdict.gold!r}, read as {verdict.mine!r}"

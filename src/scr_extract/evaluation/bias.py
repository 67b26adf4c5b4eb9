"""Whether the reading is as good for everybody: accuracy by nation, kind of review and wording of ethnicity, as found and as put to the test.

As found, groups are small and differ in more than their group. As put to the test, the same made-up entries are read again with one wording
of ethnicity put in, or with other authors' names: what then changes is due to that alone.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from scr_extract.evaluation.gold import Gold
from scr_extract.evaluation.judging import Answer
from scr_extract.evaluation.sameness import norm
from scr_extract.evaluation.scoring import NO_REVIEW, Evaluation, Judged, Pair, Tally
from scr_extract.evaluation.tables import Tables
from scr_extract.resources.loader import gazetteer
from scr_extract.shares import Share

NOT_STATED = "not stated"
_AGED = re.compile(r"(?P<age>\b(?:\d{1,2}|[a-z]+)[- ](?:day|week|month|year)s?[- ]old )(?=(?:baby |infant |young )?(?:boy|girl|baby|infant)\b)")
"""`a 3-month-old boy`: where a wording of ethnicity can stand."""

Text = tuple[str, bytes]


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    return tomllib.loads((files("scr_extract.evaluation") / "bias.toml").read_text("utf-8"))


def nation(pair: Pair) -> str:
    """The nation of the board that gold names."""
    if pair.gold.get("lscb_anonymous"):
        return "board withheld"
    board = pair.gold.get("lscb")
    if not board:
        return "no board stated"
    return _nations().get(norm(board)) or _nations().get(norm(re.sub(r"\([^)]*\)", "", board))) or "board not in the gazetteer"


@lru_cache(maxsize=1)
def _nations() -> Mapping[str, str]:
    out = {}
    for row in gazetteer("boards"):
        for name in (row["name"], *(n for column in ("aliases", "place_names", "acronyms") for n in row[column].split(";"))):
            if name:
                out[norm(name)] = row["nation"]
    return out


def review_type(pair: Pair) -> str:
    """The kind of review as gold or the published row has it, and whether it was read of a bulletin or of the report itself."""
    kind = pair.gold.get("review_type") or (pair.row or {}).get("review_type") or NOT_STATED
    return f"{kind}, {'report' if pair.gold.get('kind') == 'report' else 'bulletin'}"


def ethnicity(pair: Pair) -> str:
    """The broad group of the stated ethnicity: as gold has it, else as it was read."""
    said = pair.gold.get("ethnicity") or (pair.row or {}).get("ethnicity")
    if not said:
        return NOT_STATED
    words = frozenset(norm(said).split())
    return next((group["name"] for group in _words()["groups"] if words & frozenset(group["words"])), "other wording")


def by_group(evaluation: Evaluation, group: Callable[[Pair], str]) -> Mapping[str, tuple[int, Tally]]:
    """Entries and the tally of all fields' values for each group."""
    answers: dict[str, list[Answer]] = {}
    entries: Counter[str] = Counter()
    for pair in evaluation.pairs:
        name = group(pair)
        entries[name] += 1
        answers.setdefault(name, []).extend(pair.answers)
    return {name: (entries[name], Tally.of(answers[name])) for name in sorted(entries)}


def wordings() -> tuple[str, ...]:
    return tuple(_words()["wordings"])


def worded(texts: Iterable[Text], golds: Sequence[Gold], wording: str | None) -> tuple[tuple[Text, ...], tuple[Gold, ...]]:
    """The texts with a wording of ethnicity before each `boy`, `girl` and `baby` of an age, and the answers' opening words likewise."""
    put = rf"\g<age>{wording} " if wording else r"\g<age>"
    out = tuple((name, _AGED.sub(put, raw.decode()).encode()) for name, raw in texts)
    asked = tuple(replace(g, answers={**g.answers, "body_starts": _AGED.sub(put, str(g.get("body_starts")))}) if g.get("body_starts") else g for g in golds)
    return out, asked


def said_of(tables: Tables, wording: str) -> Share:
    """Of the entries that hold the wording, those whose `ethnicity` has it."""
    holding = [row for row in tables["entries"] if wording in str(row["text"])]
    return Share(sum(norm(wording) in norm(row["ethnicity"]) for row in holding), len(holding))


def unethnic(judged: Iterable[Judged]) -> Tally:
    """All fields but the one that was changed on purpose."""
    return Tally.of(j for j in judged if j.field not in ("entry", NO_REVIEW, "ethnicity"))


def origins() -> tuple[str, ...]:
    return tuple(_words()["names"])


def renamed(texts: Sequence[Text], golds: Sequence[Gold], origin: str | None) -> tuple[tuple[Text, ...], tuple[Gold, ...]]:
    """The texts and their answers with other authors' names, each put in place of one; entries where a name stands otherwise are left out of the answers."""
    names: list[str] = _words()["names"][origin] if origin else []
    said = {name: raw.decode() for name, raw in texts}
    mine: dict[tuple[str, str], str] = {}
    for gold in golds:
        for author in gold.listed("authors"):
            if author in said.get(gold.file, "") and names:
                mine.setdefault((gold.file, author), names[len(mine) % len(names)])
    asked = []
    for gold in golds:
        authors = gold.listed("authors")
        if authors and all(author in said.get(gold.file, "") for author in authors):
            asked.append(replace(gold, answers={**gold.answers, "authors": [mine.get((gold.file, a), a) for a in authors]}))
        else:
            asked.append(replace(gold, answers={**gold.answers, "optional": [*gold.optional, "authors"]}))
    for (file, author), other in mine.items():
        said[file] = said[file].replace(author, other)
    return tuple((name, said[name].encode()) for name, _ in texts), tuple(asked)

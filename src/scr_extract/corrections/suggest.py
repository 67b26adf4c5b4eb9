"""What repeated corrections teach: the same words corrected to the same value, more than once, want a row in a table or a test.

Proposals for a person to judge and paste. Their words come from real reviews: a name or a sentence of a case stays out of
the repository, so an example is written anew with made-up children around the words that matter.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scr_extract import fields
from scr_extract.corrections.checked import VOCABULARIES
from scr_extract.corrections.gold import Checked
from scr_extract.fields.seam import Field
from scr_extract.identity import words as normalised
from scr_extract.values import Board, Choice, Statement, parse

Row = Mapping[str, Any]

LEAST = 2
"""Records in which the same words have to be corrected alike."""
_MOST_WORDS = 12
"""Longer quotes are sentences, which no table holds."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The same words read wrongly in several records. `said` are the words, `value` what they mean; `paste` goes to `where`."""

    field: str
    kind: str
    said: str
    value: str | None
    records: tuple[str, ...]
    rules: tuple[str, ...]
    where: str
    paste: str


def suggestions(judged: Iterable[Checked], values: Sequence[Row], least: int = LEAST) -> tuple[Suggestion, ...]:
    """Proposals from judged values (`gold.checked`) and the rows of `values` they stand in, the most frequent first."""
    known = {f.name: f for f in fields.FIELDS}
    quotes = _quotes(values)
    groups: dict[tuple[str, str, str | None], list[tuple[Checked, str]]] = defaultdict(list)
    for c in judged:
        if c.right or c.field not in known or known[c.field].type is Statement:
            continue
        for said in _said(c, quotes):
            groups[(c.field, " ".join(normalised(said)), _key(known[c.field], c.value))].append((c, said))
    out = []
    for (name, words, value), found in groups.items():
        records = tuple(sorted({c.record_id for c, _ in found}))
        if words and len(records) >= least and len(words.split()) <= _MOST_WORDS:
            out.append(_made(known[name], found[0][1], value, records, tuple(sorted({c.rule_id for c, _ in found if c.rule_id}))))
    return tuple(sorted(out, key=lambda s: (-len(s.records), s.field, s.said)))


def _quotes(values: Sequence[Row]) -> Mapping[tuple[str, str], list[tuple[str | None, str]]]:
    """By record and field: values (published ones and alternatives) with the words they stand on."""
    held: dict[tuple[str, str], list[tuple[str | None, str]]] = defaultdict(list)
    for row in values:
        for part in (row, *(row.get("alternatives") or ())):
            if part.get("quote"):
                held[(row["record_id"], row["field"])].append((part["value"], " ".join(part["quote"].split())))
    return held


def _said(c: Checked, quotes: Mapping[tuple[str, str], list[tuple[str | None, str]]]) -> list[str]:
    """The words that were misread, or, of a value that was missed, those the reviewer chose."""
    wanted = c.seen if c.seen is not None else c.value
    return list(dict.fromkeys(quote for value, quote in quotes.get((c.record_id, c.field), ()) if value == wanted))


def _key(of: Field, value: str | None) -> str | None:
    """What the words mean, in the form in which a table would hold it."""
    if value is None:
        return None
    said = parse(of.type.__name__.lower(), value)
    return said.id or said.name if isinstance(said, Board) else said.id if isinstance(said, Choice) else value


def _made(of: Field, said: str, value: str | None, records: tuple[str, ...], rules: tuple[str, ...]) -> Suggestion:
    if value is not None and of.type is Board:
        return Suggestion(of.name, "lookup", said, value, records, rules, "resources/gazetteers/boards.csv, column aliases of this id", f"{value}: {said}")
    if value is not None and of.name in VOCABULARIES:
        paste = f"[[term]]\nids = [{json.dumps(value)}]\npatterns = [{json.dumps(_pattern(said))}]"
        return Suggestion(of.name, "lookup", said, value, records, rules, f"the lexicon of {of.name} (resources/lexicons)", paste)
    if value is None:
        paste = f'counter_examples: "... {said} ..." is no {of.name}; write a sentence of your own around these words'
    else:
        marked, shown = (json.dumps(x, ensure_ascii=False) for x in (f"... [[{said}]] ...", value))
        paste = f"Example({marked}, {shown})  # write a sentence of your own around it"
    return Suggestion(of.name, "example", said, value, records, rules, f"the examples of fields/{of.name}.py", paste)


def _pattern(said: str) -> str:
    """The words as a pattern of a lexicon: small letters, marks escaped, a space for any space."""
    return " ".join("".join(c if c.isalnum() else f"\\{c}" if c in ".^$*+?{}[]\\|()-'" else c for c in word) for word in said.lower().split())

"""`scr-extract corrections accuracy` and `suggest`: what reviewers' words teach about the extractor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scr_extract.cli.console import Json, Kept, Processed, data, grid, say_json, shown, talk

if TYPE_CHECKING:
    from scr_extract.corrections.correction import Correction
    from scr_extract.corrections.gold import Checked


def accuracy(processed: Processed = Path("processed"), store: Kept = None, json: Json = False) -> None:
    """Say how often the extractor is right where reviewers looked, per field and rule, and how far reviewers agree."""
    from scr_extract.corrections.agreement import agreements
    from scr_extract.corrections.gold import accuracy as by_field
    from scr_extract.corrections.gold import entries_checked, rules

    judged, _, words = _judged(processed, store)
    fields, agreed, by_rule = by_field(judged), agreements(words), rules(judged)
    rejected, added = entries_checked(words)
    if json:
        say_json(
            {
                "fields": {n: {"read": a.read, "stated": a.stated, "right": a.right, "precision": a.precision, "recall": a.recall} for n, a in fields.items()},
                "agreement": {n: {"pairs": a.pairs, "agreed": a.agreed, "kappa": a.kappa} for n, a in agreed.items()},
                "rules": {rule: list(counts) for rule, counts in by_rule.items()},
                "entries": {"rejected": rejected, "added": added},
            }
        )
        return
    if not fields and not agreed and not rejected and not added:
        talk().print("No reviewer has judged a value yet; `scr-extract desk` is where it is done.")
        return
    rows = []
    for name in sorted({*fields, *agreed}):
        own, two = fields.get(name), agreed.get(name)
        mine = (f"{own.right} of {own.read}", f"{own.right} of {own.stated}") if own else ("", "")
        rows.append((name, *mine, f"{two.agreed} of {two.pairs}" if two else "", "" if two is None or two.kappa is None else f"{two.kappa:.2f}"))
    console = data()
    console.print(grid(("field", "right of those read", "right of those stated", "reviewers agree", "kappa"), rows))
    console.print(grid(("rule", "right", "checked"), [(rule, right, of) for rule, (right, of) in by_rule.items()], right=frozenset({"right", "checked"})))
    console.print(f"Entries that reviewers rejected: {rejected}; that they added: {added}.")


def suggest(
    least: Annotated[int, typer.Option("--least", min=1, help="Records in which the same words must have been corrected alike.")] = 2,
    processed: Processed = Path("processed"),
    store: Kept = None,
    json: Json = False,
) -> None:
    """Propose rows of tables and test examples from corrections that were made again and again. They hold words of reviews: see docs/corrections.md."""
    from dataclasses import asdict

    from scr_extract.corrections.suggest import suggestions

    judged, values, _ = _judged(processed, store)
    found = suggestions(judged, values, least)
    if json:
        say_json([asdict(s) for s in found])
        return
    console = data()
    for s in found:
        console.print(
            f"{s.field}: {shown(s.said)!r} was corrected alike in {len(s.records)} records (read by {', '.join(s.rules) or 'no rule'}).", soft_wrap=True
        )
        console.print(f"  {s.kind} for {s.where}:\n", soft_wrap=True)
        console.print("\n".join(f"    {shown(line)}" for line in s.paste.split("\n")) + "\n", soft_wrap=True)
    if not found:
        talk().print(f"No words were corrected alike in {least} records or more.")


def _judged(processed: Path, store: str | None) -> tuple[tuple[Checked, ...], list[dict[str, Any]], tuple[Correction, ...]]:
    """The values of the current snapshot that reviewers judged, its rows of `values`, and all words."""
    from scr_extract.corrections.gold import checked
    from scr_extract.corrections.store import existing
    from scr_extract.datasets import current

    with existing(processed, store) as held:
        words = held.words() if held else ()
    found = current(processed)
    entries: list[dict[str, Any]] = found.arrow("entries", ["record_id", "document_id", "fingerprint", "text"]).to_pylist()
    columns = ["record_id", "document_id", "field", "ordinal", "value", "status", "origin", "reading", "rule_id", "quote", "alternatives"]
    values: list[dict[str, Any]] = found.arrow("values", columns).to_pylist()
    return checked(entries, values, words), values, words

"""The model card: what `scr_en` is for, what it was taught with, how well it reads texts it never saw, and what it must not be used for."""

from __future__ import annotations

from collections.abc import Mapping

from scr_extract.nlp.learning import Settings
from scr_extract.training.scoring import Tally

_KINDS = {
    "made": "made-up passages drawn from the grammars of `scr_extract/training/grammar` with words of the project's lexicons and its gazetteer",
    "silver": "passages on whose values two rules, or a rule and the general English model, agree",
    "gold": "passages with known answers",
}


def card(version: str, taught: Mapping[str, int], scores: Mapping[str, Mapping[str, Tally]], settings: Settings) -> str:
    """The card in Markdown. It holds no time and no machine, so that the same training writes the same card."""
    data = "\n".join(f"- {number} {_KINDS.get(kind, kind)}" for kind, number in taught.items())
    tables = "\n\n".join(_table(name, by_label) for name, by_label in scores.items())
    return f"""# scr_en {version}

A named-entity model for English texts about UK serious case reviews. It points at the age and name of the child, authors, the board,
the method, the outcome, the dates of incident and publication, and whom a recommendation addresses. Licence: MIT, as the project's.

## Intended use

Inside scr-extract only, for passages in which its rules found nothing for a field: it proposes, the field's own parser and resolver
decide, and each value says that it was read so (rule ids that end in `.scr_en`). Which fields use it, and what it changed there, is in
`docs/model.md`.

## Data

All text is made up; none is of a real case. No real name of a child, parent or author is in it, but for chance.

{data}

Seed {settings.seed}, {settings.steps} batches of {settings.words} words, learning rate {settings.rate} falling to nothing, dropout
{settings.dropout}. Hashed words, prefixes, suffixes and shapes; four neighbours on each side; no word vectors, nothing
downloaded. The same seed gives the same weights.

## Scores on passages it was not taught

A span is right where start, end and label are. The first table shows only that the grammars are learnt.

{tables}

## Limits

- It has seen the wordings of its grammars and of a few dozen made-up bulletins. A wording unlike them is missed, or read wrongly with confidence.
- It knows no person's role beyond the words around a name, and cannot tell two children of one sentence apart.
- It must not be used to find out who the people of a review are, nor on texts about living children outside this project's purpose.
- English, UK usage, dates day first.
"""


def _table(name: str, by_label: Mapping[str, Tally]) -> str:
    lines = [f"### {name}", "", "| label | precision | recall | F1 | spans |", "|---|---|---|---|---|"]
    lines += [f"| {label} | {t.precision:.3f} | {t.recall:.3f} | {t.f1:.3f} | {t.right + t.missed} |" for label, t in by_label.items()]
    return "\n".join(lines)

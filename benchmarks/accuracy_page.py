"""docs/accuracy.md from the counts of docs/accuracy.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scr_extract.evaluation.ablation import EVERYTHING, modelled_fields, ways
from scr_extract.evaluation.scoring import Tally

Figures = Mapping[str, Any]
NOT_FIELDS = ("entry", "no_review_here")
BASIC = (
    *("child_names", "child_age", "child_sex", "fatal", "outcome", "incident_date", "lscb", "authors", "published_year", "methodology", "keywords"),
    "n_recommendations",
)
"""The fields that the baselines try."""
NAMED = ("child_names", "child_age", "incident_date", "lscb", "authors", "published_year")
"""The fields that entities can give."""


def page(figures: Figures) -> str:
    sets = figures["sets"]
    seen, unseen = {n: s for n, s in sets.items() if s["seen"]}, {n: s for n, s in sets.items() if not s["seen"]}
    parts = [HEAD, _sets(sets)]
    parts += [BLIND, *(_fields(name, s) for name, s in unseen.items())] if unseen else [NO_BLIND]
    parts += [ABLATION, _by_set("All fields that are asked for", sets, None), _by_set("The twelve fields that the regexes try", sets, BASIC)]
    parts += [_by_set("The six fields that entities can give", sets, NAMED), _models(sets), _by_field(sets)]
    parts += [SEEN, _pooled(seen), BIAS, *_groups(sets)]
    if "bias" in figures:
        parts.append(_tested(figures["bias"]))
    return "\n\n".join(parts) + "\n"


def _tally(counts: Iterable[Sequence[int]]) -> Tally:
    listed = list(counts)
    return Tally(*(sum(c[i] for c in listed) for i in range(3)))


def _of(way: Mapping[str, Sequence[int]], fields: Sequence[str] | None) -> Tally:
    return _tally(c for f, c in way.items() if (f in fields if fields else f not in NOT_FIELDS))


def _f1(t: Tally) -> str:
    return "–" if t.f1 is None else f"{t.f1:.3f}"


def _bounds(t: Tally) -> str:
    return "–" if t.f1 is None else f"{t.f1:.3f} ({t.f1_bounds[0]:.2f}–{t.f1_bounds[1]:.2f})"


def _share(s: Any) -> str:
    return "–" if s.value is None else f"{s.value:.3f} ({s.low:.2f}–{s.high:.2f})"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    align = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in (head, align, *rows))


def _sets(sets: Figures) -> str:
    rows = [(n, s["what"], s["files"], s["entries"], "yes" if s["seen"] else "**no**", s["code"].partition("+")[2]) for n, s in sets.items()]
    return _table(("set", "what it is", "files", "entries", "read while rules were written", "code"), rows)


def _fields(name: str, s: Figures) -> str:
    way = s["ways"][EVERYTHING.name]
    rows = [(f, _share(t.precision), _share(t.recall), _bounds(t), t.right, t.false, t.missed) for f, c in way.items() for t in [Tally(*c)]]
    whole = _of(way, None)
    rows.append(("**all fields**", _share(whole.precision), _share(whole.recall), _bounds(whole), whole.right, whole.false, whole.missed))
    return f"### {name}: {s['entries']} entries\n\n" + _table(("field", "precision", "recall", "F1", "right", "false", "missed"), rows)


def _names(sets: Figures) -> list[str]:
    return list(dict.fromkeys(n for s in sets.values() for n in s["ways"]))


def _by_set(title: str, sets: Figures, fields: Sequence[str] | None) -> str:
    rows = [(n, *(_f1(_of(s["ways"].get(n, {}), fields)) for s in sets.values())) for n in _names(sets)]
    if fields is None:
        rows.append(("*entries found*", *(_f1(_of(s["ways"][EVERYTHING.name], ("entry",))) for s in sets.values())))
    return f"### {title}: F1\n\n" + _table(("way of reading", *sets), rows)


def _models(sets: Figures) -> str:
    """What the models add, in values: where the way with everything and the rules alone differ."""
    rules, whole = ({f: _tally(s["ways"][n].get(f, (0, 0, 0)) for s in sets.values()) for f in _every(sets)} for n in ("rules only", EVERYTHING.name))
    rows = [(f, *(f"{b - a:+d}" for a, b in zip(_three(rules[f]), _three(whole[f]), strict=True))) for f in whole if rules[f] != whole[f]]
    named = ", ".join(f"`{f}`" for f in modelled_fields())
    said = f"Fields with finders that rest on a model: {named}. Ways of reading that differ with the finders there are: {', '.join(w.name for w in ways())}."
    if not rows:
        same = "On these sets the rules with the models give the same answers as the rules alone, field by field."
        return f"### What the models add to the rules\n\n{said}\n\n{same}"
    return f"### What the models add to the rules\n\n{said}\n\n" + _table(("field", "right", "false", "missed"), rows)


def _three(t: Tally) -> tuple[int, int, int]:
    return t.right, t.false, t.missed


def _every(sets: Figures) -> list[str]:
    return list(dict.fromkeys(f for s in sets.values() for w in s["ways"].values() for f in w))


def _by_field(sets: Figures) -> str:
    names = _names(sets)
    tallies = {n: {f: _tally(s["ways"].get(n, {}).get(f, (0, 0, 0)) for s in sets.values()) for f in _every(sets)} for n in names}
    rows = [(f, *(_f1(tallies[n][f]) for n in names)) for f in _every(sets)]
    return "### All sets together, per field: F1\n\n" + _table(("field", *names), rows)


def _pooled(seen: Figures) -> str:
    way = {f: _tally(s["ways"][EVERYTHING.name].get(f, (0, 0, 0)) for s in seen.values()) for f in _every(seen)}
    rows = [(f, _share(t.precision), _share(t.recall), _bounds(t), t.right, t.false, t.missed) for f, t in way.items() if t.f1 is not None]
    return _table(("field", "precision", "recall", "F1", "right", "false", "missed"), rows)


def _groups(sets: Figures) -> Iterable[str]:
    for what in ("nation", "review type", "wording of ethnicity"):
        names = sorted({g for s in sets.values() for g in s["groups"][what]})
        rows = []
        for g in names:
            counts = [s["groups"][what][g] for s in sets.values() if g in s["groups"][what]]
            t = _tally(c[1:] for c in counts)
            rows.append((g, sum(c[0] for c in counts), _share(t.precision), _share(t.recall), _bounds(t), t.right, t.false, t.missed))
        yield f"### By {what}, as found\n\n" + _table(("group", "entries", "precision", "recall", "F1", "right", "false", "missed"), rows)


def _tested(figures: Figures) -> str:
    wordings = [(name, _bounds(Tally(*c[:3])), *c[:3], f"{c[3]} of {c[4]}" if c[4] else "–") for name, c in figures["wordings"].items()]
    origins = [(name, _bounds(Tally(*c)), *c) for name, c in figures["origins"].items()]
    return (
        f"### By wording of ethnicity, put to the test\n\n{TESTED}\n\n"
        + _table(("wording put in", "F1 of all other fields", "right", "false", "missed", "`ethnicity` read"), wordings)
        + f"\n\n### By the authors' names, put to the test\n\n{RENAMED}\n\n"
        + _table(("names put in", "F1 of authors", "right", "false", "missed"), origins)
    )


HEAD = """# Accuracy

Written by `make accuracy` from the counts in [accuracy.json](accuracy.json); do not edit. What the figures mean and how gold is written:
[evaluation.md](evaluation.md). In brackets stand 95 % intervals (Jeffreys' prior). A wrong value counts as false and as missed; a missed
entry misses every field.

**Most of these texts were read while rules were written.** Scores on them say that the rules still do what they were made for, not how well
they read what comes next. Only the sets marked **no** below say something about that."""
BLIND = """## Texts that no rule was written with

Made up by authors who never saw the rules, and scored by the code named above. No rule was written with their texts open; the totals of B and D
were looked at while it was chosen what to keep. A and H to O were read after the figures here were taken, so that today's code reads them better than
they say. A to D were made to be hard, with layouts that nobody announced; H to O as true to life as their authors could. A missed entry misses every
field; of what is read, precision says how much is right."""
NO_BLIND = """## Texts that no rule was written with

None were at hand when this was written."""
ABLATION = """## What makes it so: rules, models, and what one would try first

All ways but the baselines cut entries by the same segmenter; what is left out are finders of fields. The *plain regexes* are some fifty lines
over pdfplumber's text (`benchmarks/baseline_regexes.py`), *en_core_web_sm alone* takes the entities of spaCy's small English model for what they
seem to be (`benchmarks/baseline_entities.py`). Both cut entries by a regex of headings; *on our entries* they are given ours, so that their fields
are compared alone."""
SEEN = "## Per field, on the texts that were read while rules were written"
BIAS = """## Is it as good for everybody?

All fields together, by group. As found, groups differ in more than their group and most are small: read the intervals first. An ethnicity that
gold does not state is as the rules read it."""
TESTED = """The same made-up bulletins are read again with one wording before `boy`, `girl` or `baby` of an age: what changes is due to it alone. The last
column says in how many of the entries that hold the wording it was read as the ethnicity."""
RENAMED = """The same made-up bulletins with the authors' names replaced by others; entries where a name is not printed in full are left out."""

"""How accurate the reading is, and what makes it so: `make accuracy` writes docs/accuracy.json (counts) and docs/accuracy.md from it.

    python -m benchmarks.accuracy [--blind NAME=FOLDER ...] [--measured] [--only SET ...]

A set of texts that is not at hand keeps the counts of its last run, with the code they were taken with. `--measured` also keeps how often
each rule was right (resources/measured/rules.json). Counts alone are written: no word of any text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import accuracy_page, baseline_entities, baseline_regexes
from benchmarks.text_sets import ROOT, Texts, beside, blind, repository
from scr_extract.evaluation import ablation, bias, measured, record
from scr_extract.evaluation.scoring import Evaluation, Tally, evaluate
from scr_extract.evaluation.sets import TextSet, documents, tables_read
from scr_extract.evaluation.tables import Tables
from scr_extract.ingest.versions import versions
from scr_extract.shares import Share

FIGURES, PAGE = ROOT / "docs" / "accuracy.json", ROOT / "docs" / "accuracy.md"
RULES = ROOT / "src" / "scr_extract" / "resources" / "measured" / "rules.json"
Row = dict[str, Any]
Read = Callable[[str, str], Row]
BASELINES: Mapping[str, Read] = {"plain regexes": baseline_regexes.read, "en_core_web_sm alone": baseline_entities.read}
OURS = " on our entries"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--blind", action="append", default=[], metavar="NAME=FOLDER", help="a set no rule was written with: gold.jsonl and text/")
    parser.add_argument("--measured", action="store_true", help="keep how often each rule was right, too")
    parser.add_argument("--only", action="append", default=[], metavar="SET", help="take the figures of these sets alone anew")
    parser.add_argument("--page", action="store_true", help="only write the page anew from the counts")
    a = parser.parse_args()
    figures = json.loads(FIGURES.read_text()) if FIGURES.is_file() else {"sets": {}}
    if not a.page:
        sets = [*repository(), *beside(), *(blind(name, Path(folder)) for name, _, folder in (pair.partition("=") for pair in a.blind))]
        if unknown := set(a.only) - {"bias", *(t.name for t in sets)}:
            parser.error(f"--only {', '.join(sorted(unknown))}: no such set; there are {', '.join(t.name for t in sets)} and bias")
        for texts in (t for t in sets if not a.only or t.name in a.only):
            with _progress(texts.name) as told:
                figures["sets"][texts.name] = _figures(texts, told, keep=a.measured)
        if not a.only or "bias" in a.only:
            with _progress("bias") as told:
                figures["bias"] = _bias([t for t in sets if t.name == "heldout"], told)
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    PAGE.write_text(accuracy_page.page(figures), "utf-8")


@contextmanager
def _progress(what: str) -> Iterator[Callable[[str], None]]:
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as bar:
        task = bar.add_task(what)
        yield lambda step: bar.update(task, description=f"{what}: {step}")


def _figures(texts: Texts, told: Callable[[str], None], *, keep: bool) -> dict[str, Any]:
    told("reading")
    unread: list[str] = []
    read = documents(texts.files, lambda name, _: unread.append(name))
    whole = TextSet(texts.name, read, texts.golds, texts.negatives, texts.seen)
    found: dict[str, Evaluation] = {}
    ours: Tables = {}
    for way in ablation.ways():
        told(way.name)
        ours, found[way.name] = ablation.read(whole, way)
    for name, baseline in BASELINES.items():
        told(name)
        for own in (True, False):
            tables = _baseline(texts, baseline, None if own else ours)
            found[name + ("" if own else OURS)] = evaluate(tables, texts.golds, texts.negatives)
    best = found[ablation.EVERYTHING.name]
    if keep:
        record.write(RULES, texts.name, measured.shares([best]), entries=len(best.pairs), seen=texts.seen)
    return {
        **{"what": texts.what, "seen": texts.seen, "entries": len(best.pairs), "files": len(texts.files), "unread": len(unread), "code": versions().code},
        **{"model": versions().model, "ways": {name: _counts(e) for name, e in found.items()}},
        "groups": {name: _grouped(best, group) for name, group in GROUPS.items()},
    }


GROUPS: Mapping[str, Callable[[Any], str]] = {"nation": bias.nation, "review type": bias.review_type, "wording of ethnicity": bias.ethnicity}


def _counts(e: Evaluation) -> dict[str, list[int]]:
    return {field: _three(t) for field, t in e.tallies().items()}


def _three(t: Tally) -> list[int]:
    return [t.right, t.false, t.missed]


def _grouped(e: Evaluation, group: Callable[[Any], str]) -> dict[str, list[int]]:
    return {name: [n, *_three(t)] for name, (n, t) in bias.by_group(e, group).items()}


def _baseline(texts: Texts, read: Read, ours: Tables | None) -> Tables:
    """The tables of a baseline: on entries it cuts itself, or on ours, so that its fields are compared alone."""
    out: dict[str, list[Row]] = {"documents": [], "entries": [], "children": [], "values": []}
    names = {d["document_id"]: d["name"] for d in ours["documents"]} if ours else {}
    for name, raw in texts.files:
        out["documents"].append({"document_id": name, "name": name, "aliases": [], "media_type": "any", "layout": "baseline"})
        if ours:
            cut = [(str(e["title"] or ""), str(e["text"])) for e in ours["entries"] if names[e["document_id"]] == name]
        else:
            cut = baseline_regexes.entries(baseline_regexes.text_of(name, raw))
        for position, (heading, text) in enumerate(cut, 1):
            row = read(heading, text) | {"record_id": f"{name} {position}", "document_id": name, "position": position, "start": 0}
            out["entries"].append(row)
            if row["child_age_months_min"] is not None:
                bounds = {"age_months_min": row["child_age_months_min"], "age_months_max": row["child_age_months_max"]}
                out["children"].append({"record_id": row["record_id"], "role": "subject"} | bounds)
    return out


def _bias(sets: Sequence[Texts], told: Callable[[str], None]) -> dict[str, Any]:
    """Made-up texts read again with each wording of ethnicity and with other authors' names."""
    plain = [(t, tuple((n, raw) for n, raw in t.files if not n.endswith((".pdf", ".docx")))) for t in sets]
    wordings: dict[str, list[int]] = {}
    for wording in (None, *bias.wordings()):
        told(wording or "no wording")
        totals = [0, 0, 0, 0, 0]
        for texts, files in plain:
            changed, golds = bias.worded(files, texts.golds, wording)
            tables = tables_read(documents(changed))
            said = bias.said_of(tables, wording) if wording else Share(0, 0)
            counts = [*_three(bias.unethnic(evaluate(tables, golds).judged)), said.right, said.of]
            totals = [a + b for a, b in zip(totals, counts, strict=True)]
        wordings[wording or "(none)"] = totals
    origins: dict[str, list[int]] = {}
    for origin in (None, *bias.origins()):
        told(origin or "own names")
        totals = [0, 0, 0]
        for texts, files in plain:
            changed, golds = bias.renamed(files, texts.golds, origin)
            tally = evaluate(tables_read(documents(changed)), golds).tallies().get("authors", Tally())
            totals = [a + b for a, b in zip(totals, _three(tally), strict=True)]
        origins[origin or "(their own)"] = totals
    return {"wordings": wordings, "origins": origins, "code": versions().code}


if __name__ == "__main__":
    main()

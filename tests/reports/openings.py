"""Made-up texts of full reports of other boards, years and makers, with what they say (openings.toml), and how well they are read.

`python -m tests.reports.openings [--wrong]` prints precision and recall per field. A line `<<STORY 3 0>>` stands for that many
paragraphs of made-up narrative.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from scr_extract import formats
from scr_extract.datasets.rows import Published, rows
from scr_extract.extract import extract
from tests.golden.answers import compare, norm
from tests.heldout.score import Tally
from tests.reports.prose import STORY, THOUGHT, paragraphs

Row = Mapping[str, Any]
HERE = Path(__file__).parent
GOLD: Mapping[str, Row] = tomllib.loads((HERE / "openings.toml").read_text("utf-8"))
_FILLED = re.compile(r"^<<(STORY|THOUGHT) (\d+) (\d+)>>$", re.M)
_BY_COVER = frozenset(["child_names", "child_age", "child_sex", "fatal", "outcome", "incident_date", "lscb", "lscb_anonymous"]) | {
    "authors",
    "published_year",
    "published_month",
}
_CODED = ("methodology", "review_type", "publication_form", "death_category", "harm_category", "source_of_harm", "ethnicity", "n_recommendations_stated")
_ONLY_IF_ASKED = ("publication_form", "ethnicity")
_TERMS = ("parent_factors", "legal_status")


@cache
def text(name: str) -> str:
    words = {"STORY": STORY, "THOUGHT": THOUGHT}
    source = (HERE / "openings" / name).read_text("utf-8")
    return _FILLED.sub(lambda m: "\n\n".join(paragraphs(words[m[1]], int(m[2]), int(m[3]))), source)


@cache
def tables(name: str) -> Mapping[str, list[dict[str, Any]]]:
    document = formats.read(text(name).encode(), name)
    return rows(Published(extract(document), (name,), document.text))


def verdicts(name: str) -> Iterator[tuple[str, object, object]]:
    """Every value asked for and read, of the one record: field, answer, reading; where they are equal the reading is right."""
    gold, read = GOLD[name], tables(name)
    entries = [entry for entry in read["entries"] if entry["kind"] == "report"]
    yield "entry", 1, len(read["entries"]) if entries else 0
    entry = entries[0] if entries else {}
    children = [{"age_months_min": low, "age_months_max": high} for low, high in gold.get("ages", ())]
    for v in compare({**gold, "children": children}, {**entry, "children": read["children"]}):
        if v.field in _BY_COVER and not v.empty:
            yield v.field, v.gold, v.gold if v.right else v.mine
    accept, optional = gold.get("accept", {}), gold.get("optional", ())
    for field in _CODED:
        asked, mine = gold.get(field), entry.get(field)
        if field not in optional and (asked is not None or (mine is not None and field not in _ONLY_IF_ASKED)):
            yield field, asked, asked if mine in accept.get(field, ()) else mine
    for field in _TERMS:
        for term in sorted(({*gold[field]} | {*(entry.get(field) or ())}) - {*accept.get(field, ())}):
            yield field, term if term in gold[field] else None, term if term in (entry.get(field) or ()) else None
    asked_rows = {("recommendations", r[0] or None, norm(r[1]), r[2] if len(r) > 2 else "recommendation") for r in gold.get("recommendations", ())}
    mine_rows = {("recommendations", r["number"], norm(r["text"]), r["output_type"]) for r in read["recommendations"]}
    asked_rows |= {("findings", None, norm(f), "") for f in gold.get("findings", ())}
    mine_rows |= {("findings", None, norm(r["text"]), "") for r in read["findings"] if r["output_type"] in ("finding", "learning_point")}
    for row in sorted(asked_rows | mine_rows, key=str):
        yield row[0], row if row in asked_rows else None, row if row in mine_rows else None


def score() -> tuple[dict[str, Tally], list[str]]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    wrong = []
    for name in GOLD:
        for field, asked, mine in verdicts(name):
            right = asked == mine
            blank: tuple[object, ...] = (None, [], "")
            tallies[field] = tallies[field].plus(right, not right and mine not in blank, not right and asked not in blank)
            if not right:
                wrong.append(f"{field} | {name} | {asked!r} | {mine!r}")
    return dict(tallies), wrong


def main() -> None:
    tallies, wrong = score()
    print(f"{'field':26}{'precision':>10}{'recall':>8}{'right':>7}{'wrong':>7}{'missed':>8}")
    for field, t in tallies.items():
        print(f"{field:26}{t.precision:>10.3f}{t.recall:>8.3f}{t.right:>7}{t.wrong:>7}{t.missed:>8}")
    if "--wrong" in sys.argv[1:]:
        print(*wrong, sep="\n")


if __name__ == "__main__":
    main()

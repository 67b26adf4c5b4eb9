"""Two reviewers: how far they agree, and the differences that somebody settles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from starlette.responses import Response

from scr_extract.corrections.agreement import SETTLED, Pair, agreement, pairs
from scr_extract.corrections.correction import ConflictError, Correction, Kind, correct
from scr_extract.corrections.standing import by_field
from scr_extract.desk import fieldview, telling
from scr_extract.desk.blind import unsaid_rows
from scr_extract.desk.entry import opened_record, titled
from scr_extract.desk.fieldform import in_words
from scr_extract.desk.rendering import page, to
from scr_extract.desk.request import Visit
from scr_extract.errors import DeskError


def found(words: Mapping[str, Sequence[Correction]]) -> list[tuple[Pair, bool]]:
    """Every field on which two people spoke without the one seeing the other, and whether somebody has spoken openly since."""
    out = []
    for said in words.values():
        if not any(w.blind for w in said):  # most records: nobody looked twice
            continue
        live = by_field(said)
        for p in pairs(said):
            later = [w for w in live[(p.record_id, p.field)] if not w.blind and w is not p.first and w.made_at > p.second.made_at]
            out.append((p, bool(later)))
    return out


def show(visit: Visit) -> Response:
    return _page(visit)


def _page(visit: Visit, said: str = "", status: int = 200) -> Response:
    both = [(p, settled) for p, settled in found(visit.desk.said.now()) if p.record_id in visit.shelf.entries and p.field in telling.known()]
    by_name: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for p, _ in both:
        by_name[p.field].append(p.said)
    fields = []
    for name in telling.known():
        if name in by_name:
            a = agreement(by_name[name])
            kappa = "–" if a.kappa is None else f"{a.kappa:.2f}"
            fields.append({"label": telling.label(name), "pairs": a.pairs, "agreed": a.agreed, "share": f"{a.agreed / a.pairs:.0%}", "kappa": kappa})
    differ = [(p, settled) for p, settled in both if p.said[0] != p.said[1]]
    differences = [_difference(visit, p) for p in [p for p, settled in differ if not settled][:100]]
    settled = sum(settled for _, settled in differ)
    return page(visit, "agreement.html", status, fields=fields, differences=differences, settled=settled, said=said)


def _difference(visit: Visit, p: Pair) -> dict[str, object]:
    sides = [{"id": w.correction_id, "reviewer": w.reviewer, "told": in_words(p.field, w.value, w.status)} for w in (p.first, p.second)]
    version = visit.desk.store.version(p.record_id, p.field) or ""
    return {
        "record_id": p.record_id,
        "field": p.field,
        "title": titled(unsaid_rows(visit.shelf)[p.record_id]),
        "label": telling.label(p.field),
        "version": version,
        "sides": sides,
    }


def settle(visit: Visit) -> Response:
    """One of the two is right: said again as a word of its own, so that the history tells who decided."""
    record_id, name = visit.form.get("record", ""), visit.form.get("field", "")
    visit.shelf.entry(record_id)
    sides = [w for p in pairs(visit.desk.store.words(record_id=record_id)) if p.field == name for w in (p.first, p.second)]
    word = next((w for w in sides if w.correction_id == visit.form.get("word")), None)
    if word is None:
        raise DeskError("there is no such difference: load the page again")
    entry = opened_record(visit, record_id)
    what = fieldview.seen(entry.standing(name), entry.row["document_id"], record_id, entry.source)
    status = word.status if word.value is None or word.status == "withheld" else None
    evidence = word.evidence if word.kind in (Kind.CORRECT, Kind.SPLIT, Kind.MERGE) else ()
    settled = correct(what, word.value, visit.named, status=status, evidence=evidence, note=SETTLED)
    try:
        visit.desk.store.add(settled, seen_version=visit.form.get("version") or None)
    except ConflictError:
        return _page(visit, "Not saved: somebody spoke of this field meanwhile. Look again.", 409)
    return to("/agreement")

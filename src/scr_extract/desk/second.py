"""Two reviewers: how far they agree, and the differences that somebody settles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from scr_extract.corrections.agreement import agreement
from scr_extract.corrections.correction import ConflictError, Correction, Kind, correct
from scr_extract.corrections.standing import by_field
from scr_extract.desk import fieldview, telling
from scr_extract.desk.entry import opened_record, titled
from scr_extract.desk.fieldform import in_words
from scr_extract.desk.rendering import page, to
from scr_extract.desk.request import Visit
from scr_extract.errors import DeskError

SETTLED = "settled"
"""The note of a word that settles a difference."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What two reviewers said of one field: the first openly, the second blind. `settled` where somebody has decided since."""

    record_id: str
    field: str
    first: Correction
    second: Correction
    settled: bool

    @property
    def agreed(self) -> bool:
        return meant(self.first) == meant(self.second)


def meant(word: Correction) -> str:
    """What a word says, as a string that is the same for two that say the same."""
    return word.status if word.value is None or word.field is None else repr(fieldview.meant(word.field, word.value))


def pairs(words: Mapping[str, Sequence[Correction]]) -> list[Pair]:
    """Every field on which two people spoke without the one seeing the other."""
    out = []
    for said in words.values():
        for (record_id, name), live in by_field(said).items():
            if name is None or name not in telling.known():
                continue
            opens = [w for w in live if not w.blind and w.ordinal is None and w.note != SETTLED]
            blind = [w for w in live if w.blind and w.ordinal is None]
            second = next((w for w in reversed(blind) if opens and w.reviewer != opens[-1].reviewer), None)
            if second is not None:
                out.append(Pair(record_id, name, opens[-1], second, any(w.note == SETTLED and w.made_at > second.made_at for w in live)))
    return out


def show(visit: Visit) -> Response:
    return _page(visit)


def _page(visit: Visit, said: str = "", status: int = 200) -> Response:
    found = [p for p in pairs(visit.desk.said.now()) if p.record_id in visit.shelf.entries]
    by_name: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for p in found:
        by_name[p.field].append((meant(p.first), meant(p.second)))
    fields = []
    for name in telling.known():
        if name in by_name:
            a = agreement(by_name[name])
            kappa = "–" if a.kappa is None else f"{a.kappa:.2f}"
            fields.append({"label": telling.label(name), "pairs": a.pairs, "agreed": a.agreed, "share": f"{a.agreed / a.pairs:.0%}", "kappa": kappa})
    open_ones = [p for p in found if not p.agreed and not p.settled]
    differences = [_difference(visit, p) for p in open_ones[:100]]
    settled = sum(not p.agreed and p.settled for p in found)
    return page(visit, "agreement.html", status, fields=fields, differences=differences, settled=settled, said=said)


def _difference(visit: Visit, p: Pair) -> dict[str, object]:
    sides = [{"id": w.correction_id, "reviewer": w.reviewer, "told": in_words(p.field, w.value, w.status)} for w in (p.first, p.second)]
    version = visit.desk.store.version(p.record_id, p.field) or ""
    return {
        "record_id": p.record_id,
        "field": p.field,
        "title": titled(visit.shelf.entries[p.record_id]),
        "label": telling.label(p.field),
        "version": version,
        "sides": sides,
    }


def settle(visit: Visit) -> Response:
    """One of the two is right: said again as a word of its own, so that the history tells who decided."""
    record_id, name = visit.form.get("record", ""), visit.form.get("field", "")
    visit.shelf.entry(record_id)
    found = next((p for p in pairs({record_id: visit.desk.store.words(record_id=record_id)}) if p.field == name), None)
    word = next((w for w in (found.first, found.second) if w.correction_id == visit.form.get("word")), None) if found else None
    if found is None or word is None:
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

"""Saving a reviewer's word on a field: what was sent is checked against what they saw, kept, and acknowledged.

Three answers: 200 (or a redirect without JavaScript) with the field as it is now, 409 where somebody else wrote meanwhile,
with both values, and 422 where what was typed is no value of the field, with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.responses import HTMLResponse, Response

from scr_extract.corrections.correction import ConflictError, Correction, Kind, Seen, Words, confirm, correct, reject_entry, several
from scr_extract.desk import fieldview, forms, telling
from scr_extract.desk.digits import digits
from scr_extract.desk.entry import Opened, about, opened, whole
from scr_extract.desk.fieldform import field, told, when
from scr_extract.desk.fieldview import Held, Standing
from scr_extract.desk.forms import Line, UnfitError, line_of
from scr_extract.desk.rendering import by_script, html, to
from scr_extract.desk.request import Visit
from scr_extract.desk.said import last
from scr_extract.errors import DeskError, InvalidCorrectionError
from scr_extract.model import Span


def save(visit: Visit) -> Response:
    """One field, as its form was sent."""
    found, name = opened(visit), visit.path["field"]
    telling.field(name)
    known = found.standing(name)
    lines = forms.lines(visit.form)
    if "op" in visit.form:
        return _drafted(visit, found, known, lines)
    action, version = visit.form.get("action", ""), visit.form.get("version", "")
    if visit.form.get("seen") != found.seen(known):
        return _conflict(visit, found, known, lines, None)
    try:
        if action == "undo":
            _undo(visit, found, name, version)
        else:
            visit.desk.store.add(_word(visit, found, known, lines, action), seen_version=version or None)
    except UnfitError as unfit:
        return _answer(visit, found, field(found, known, lines, wrong=f"Not saved: {unfit}.", wrong_line=unfit.line), "Not saved.", 422)
    except InvalidCorrectionError as unfit:
        return _answer(visit, found, field(found, known, lines or fieldview.lines(known), wrong=f"Not saved: {unfit}."), "Not saved.", 422)
    except ConflictError as conflict:
        now = opened(visit)
        return _conflict(visit, now, now.standing(name), lines, conflict.stands)
    now = opened(visit)
    if not by_script(visit.request):
        return to(f"{found.address}?saved={name}&field={name}#field-{name}")
    what = {"undo": "Undone", "confirm": "Confirmed"}.get(action, "Saved")
    return _answer(visit, now, field(now, now.standing(name)), f"{what}: {telling.label(name)}.", saved=True)


def _word(visit: Visit, found: Opened, known: Standing, lines: Sequence[Line], action: str) -> Correction:
    """The word that the form says. Raises UnfitError or InvalidCorrectionError where it says none."""
    seen = _seen(found, known)
    say: dict[str, Any] = {"blind": found.blind is not None}
    what, _, number = action.partition(":")
    match what:
        case "confirm":
            if forms.differ(fieldview.lines(known), lines):
                raise InvalidCorrectionError("the form holds a change, which confirming would lose; save it, or leave the field as it was")
            return confirm(seen, visit.named, **say)
        case "not_stated" | "withheld":
            return correct(seen, None, visit.named, status=what, **say)
        case "other" if (n := digits(number)) is not None and n < len(known.others):
            other = known.others[n]
            value = several([other.value]) if telling.field(known.name).several else other.value
            return correct(seen, value, visit.named, evidence=(other.words,), **say)
        case "correct" | "mine":
            given = forms.values(known.name, lines, found.text, found.span)
            return _given(seen, known.name, given, visit, _kind(visit.form.get("how", "")), say)
        case _:
            raise DeskError("the form says nothing that can be done: load the page again")


def _given(seen: Seen, name: str, given: Sequence[tuple[str, Words | None]], visit: Visit, kind: Kind, say: Mapping[str, Any]) -> Correction:
    if not given:
        raise InvalidCorrectionError("nothing is filled in; “Not stated” says that the source has no value")
    value = several([v for v, _ in given]) if telling.field(name).several else given[0][0]
    if value == seen.value:
        return confirm(seen, visit.named, **say)
    return correct(seen, value, visit.named, evidence=tuple(w for _, w in given), kind=kind, **say)


def _kind(how: str) -> Kind:
    return {"split": Kind.SPLIT, "merge": Kind.MERGE}.get(how, Kind.CORRECT)


def _seen(found: Opened, known: Standing) -> Seen:
    return fieldview.seen(known, found.row["document_id"], found.record_id, found.source)


def _undo(visit: Visit, found: Opened, name: str | None, version: str) -> None:
    word = last(found.live.get(name, ()), name, found.blind)
    if word is None:
        raise InvalidCorrectionError("there is nothing to undo")
    visit.desk.store.undo(word.correction_id, visit.named, seen_version=version or None)


def _drafted(visit: Visit, found: Opened, known: Standing, lines: Sequence[Line]) -> Response:
    """The form after one step of filling it in; nothing is saved."""
    op = visit.form["op"]
    how = op.partition(":")[0]
    if how == "selection":
        try:
            held, at = forms.with_selection(known.name, lines, _selected(visit.form, found.text), digits(visit.form.get("into", "")))
        except InvalidCorrectionError as unfit:
            return _answer(visit, found, field(found, known, lines, wrong=f"{unfit}."), str(unfit), 422)
        said = f"{telling.label(known.name)}: look at value {at + 1} and save it."
    else:
        held, at = forms.changed(lines, op)
        said = f"Value {at + 1} of {len(held)}. Not saved yet."
    how = how if how in ("split", "merge") else visit.form.get("how", "")
    carried = {"version": visit.form.get("version", ""), "seen": visit.form.get("seen", ""), "how": how}
    return _answer(visit, found, field(found, known, held or [Line()], **carried), said)


def _selected(form: Mapping[str, str], text: str) -> Words:
    start, end = digits(form.get("selected_start", "")), digits(form.get("selected_end", ""))
    if start is None or end is None or not start < end <= len(text):
        raise InvalidCorrectionError("nothing is selected in the document")
    span = Span(start, end).trimmed(text)
    if not len(span):
        raise InvalidCorrectionError("nothing but white space is selected")
    return Words(span.start, span.end, span.of(text))


_YOURS = {"not_stated": "not stated", "withheld": "withheld by the source"}


def _conflict(visit: Visit, found: Opened, known: Standing, lines: Sequence[Line], stands: Correction | None) -> Response:
    """Both values, and nothing overwritten."""
    by = stands or last(found.words, known.name, found.blind)
    theirs = told(known.name, known.values) or telling.STATUSES.get(known.status, known.status)
    again, yours, shown = _wanted(known, lines, visit.form.get("action", ""))
    conflict = {"reviewer": by.reviewer if by else "", "when": when(by.made_at) if by else "", "theirs": theirs, "yours": yours, "again": again}
    return _answer(visit, found, field(found, known, shown or fieldview.lines(known), conflict=conflict), "Not saved: this was changed meanwhile.", 409)


def _wanted(known: Standing, lines: Sequence[Line], action: str) -> tuple[str, str, Sequence[Line]]:
    """What was wanted, for saying it after all: the action that says it (none for an undo, of which nobody knows what it would take back
    now), its words for people, and the lines it needs."""
    what, _, number = action.partition(":")
    if what in _YOURS:
        return what, _YOURS[what], lines
    if what == "other" and (n := digits(number)) is not None and n < len(known.others):
        return action, telling.shown(known.name, known.others[n].value), lines
    if what == "confirm":
        seen = [replace(line_of(known.name, line.before, None), words=line.words, start=line.start, end=line.end) for line in lines if line.before]
        return ("mine", told(known.name, [Held(line.before, None) for line in seen]), seen) if seen else ("not_stated", _YOURS["not_stated"], lines)
    if what in ("correct", "mine"):
        return "mine", "; ".join(filter(None, (" ".join(filter(None, line.parts.values())) for line in lines))), lines
    return "", "undo" if what == "undo" else "another reading", lines


def _answer(visit: Visit, found: Opened, shown: Mapping[str, object], said: str, status: int = 200, *, saved: bool = False) -> Response:
    if not by_script(visit.request):
        return whole(visit, found, shown, said=said, status=status)
    return HTMLResponse(html("_saved.html", field=shown, entry=about(visit, found) if saved else {}, saved=saved, said=said, hidden=visit.hidden), status)


def about_entry(visit: Visit) -> Response:
    """Whether it is an entry at all."""
    found = opened(visit)
    version = visit.form.get("version", "")
    seen = Seen(document_id=found.row["document_id"], record_id=found.record_id, field=None, value=None, reading=None, fingerprint=found.source)
    steps: Mapping[str, Callable[[], object]] = {
        "reject": lambda: visit.desk.store.add(reject_entry(seen, visit.named), seen_version=version or None),
        "undo": lambda: _undo(visit, found, None, version),
    }
    step = steps.get(visit.form.get("action", ""))
    if step is None:
        raise DeskError("the form says nothing that can be done: load the page again")
    try:
        step()
    except ConflictError:
        return whole(visit, opened(visit), said="Not saved: somebody else spoke of this entry meanwhile.", status=409)
    return to(f"{found.address}?saved=entry")

"""Reviewers' words laid over what was extracted of one document, when tables are published. Pure: nothing is stored, nothing read.

Fields go by the state table (`fieldwise`). Entries that are rejected go, entries that were added stand among the others, and
positions are counted anew. Whatever cannot be applied keeps its row in `corrections`, with its state and an issue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scr_extract import fields
from scr_extract.corrections.correction import Correction, Kind, Words
from scr_extract.corrections.fieldwise import Laid, LaidField, State, lay, reading
from scr_extract.corrections.seen import same_source, source
from scr_extract.corrections.standing import by_field, effective, second, undone
from scr_extract.extract import Extraction
from scr_extract.model import REVIEWER, Candidate, Evidence, Found, Issue, Record, Resolution, Severity, Span


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the values of one field come from: one origin per value, `field` where there is none, and the reading under them."""

    values: tuple[State, ...]
    field: State
    reading: str | None


@dataclass(frozen=True)
class Overlaid:
    """One document with the words of its reviewers: its records as they are published, and what became of every word."""

    extraction: Extraction
    origins: Mapping[str, Mapping[str, Origins]] = field(default_factory=dict)
    """By record and field; fields that no reviewer spoke of are not there."""
    states: Mapping[str, State] = field(default_factory=dict)
    """By correction_id: every word on records of this document."""
    checks: tuple[tuple[str, bool], ...] = ()
    """Of every value that was read and then judged: its rule, and whether the reviewer says the same."""

    def check_status(self, record: Record) -> State:
        """The weakest state of the record's fields: a reopened question first, then fields that nobody checked."""
        spoken = self.origins.get(record.record_id, {})
        found = [spoken[n].field if n in spoken else State.EXTRACTED for n, r in record.fields.items() if r.status is not Found.NOT_FOUND or n in spoken]
        found += [o for n in spoken for o in spoken[n].values]
        return min(found, key=_WEAKEST.index, default=State.EXTRACTED)


_WEAKEST = (State.STALE, State.EXTRACTED, State.CORRECTED, State.CONFIRMED)


def laid(found: Extraction, words: Sequence[Correction], text: str) -> Overlaid:
    """The document with these words laid over it. `words` are all words on its records, undone ones too; `found` holds added entries already."""
    held: dict[str, dict[str | None, tuple[Correction, ...]]] = defaultdict(dict)
    for (record_id, name), said in by_field(words).items():
        held[record_id][name] = said
    states = aside(words)
    origins: dict[str, Mapping[str, Origins]] = {}
    kept, issues, checks = list[Record](), list(found.issues), list[tuple[str, bool]]()
    for record in found.records:
        own_words = held.get(record.record_id)
        if own_words is None:
            kept.append(replace(record, position=len(kept) + 1))
            continue
        now = source(record.fingerprint, record.segment.span.of(text))
        entry = own_words.get(None, ())
        state, told = _entry(record, entry, now)
        if state is not None:
            states[effective(entry)[-1].correction_id] = state
        spoken = {name: said for name, said in own_words.items() if name is not None}
        made, origins[record.record_id], own, more, judged = _record(record, spoken, now, text)
        checks += judged
        states |= own
        issues += told
        if entry and effective(entry)[-1].kind is Kind.REJECT_ENTRY:
            continue
        kept.append(replace(made, position=len(kept) + 1, issues=(*made.issues, *more)))
    for own_words in (held[r] for r in held.keys() - {record.record_id for record in found.records}):
        states |= _taken_out(own_words)
    return Overlaid(replace(found, records=tuple(kept), issues=tuple(issues)), {r: o for r, o in origins.items() if o}, states, tuple(checks))


def aside(words: Sequence[Correction]) -> dict[str, State]:
    """The state of every word before any entry is looked at: those that make no value have theirs, all others are orphans as yet."""
    gone = undone(words)
    states = {w.correction_id: State.ORPHAN for w in words}
    states |= {w.correction_id: State.UNDOES for w in words if w.kind is Kind.UNDO}
    for said in by_field(words).values():
        stands = effective(said)
        states |= {w.correction_id: State.BLIND if w.blind else State.SUPERSEDED for w in said if w not in stands}
    return states | dict.fromkeys(gone, State.UNDONE)


def orphans(words: Iterable[Correction], states: Mapping[str, State]) -> tuple[Issue, ...]:
    """An issue for each record that reviewers spoke of and no entry matches any more. Their words are kept."""
    lost = {w.record_id: w.document_id for w in words if states.get(w.correction_id) is State.ORPHAN}
    message = "a reviewer's words are kept but not applied: no entry matches this record any more; look for it in `scr-extract corrections list`"
    return tuple(Issue("orphan_correction", Severity.WARNING, message, document, record) for record, document in sorted(lost.items()))


def _entry(record: Record, said: Sequence[Correction], now: str) -> tuple[State | None, list[Issue]]:
    """The state of the word on the entry as a whole, if there is one."""
    if not said:
        return None, []
    word = effective(said)[-1]
    if word.kind is Kind.REJECT_ENTRY:
        if same_source(word.seen_fingerprint, now):
            return State.CORRECTED, []
        message = "this was marked as no entry, and its text has changed since; it stays out until a reviewer looks again"
        return State.STALE, [_issue("stale_correction", record, None, message)]
    if word.kind is Kind.ADD_ENTRY and record.segment.layout == REVIEWER:
        return State.CORRECTED, []
    return State.CONFIRMED, []


def _taken_out(own_words: Mapping[str | None, Sequence[Correction]]) -> dict[str, State]:
    """Of an entry that a reviewer added and one marked as none later: that is what is published, and no word on it is lost."""
    entry = own_words.get(None, ())
    if not entry or effective(entry)[-1].kind is not Kind.REJECT_ENTRY or all(w.kind is not Kind.ADD_ENTRY for w in entry):
        return {}
    on_fields = {w.correction_id: State.SUPERSEDED for name, said in own_words.items() if name is not None for w in effective(said)}
    return {effective(entry)[-1].correction_id: State.CORRECTED} | on_fields


Check = tuple[str, bool]
Read = tuple[Record, Mapping[str, Origins], Mapping[str, State], list[Issue], list[Check]]


def _record(record: Record, spoken: Mapping[str, tuple[Correction, ...]], now: str, text: str) -> Read:
    resolved, origins = dict(record.fields), dict[str, Origins]()
    states, issues, checks = dict[str, State](), list[Issue](), list[Check]()
    known = {f.name: f for f in fields.FIELDS}
    for name, said in spoken.items():
        if name not in known:
            states |= {w.correction_id: State.INVALID for w in effective(said)}
            issues.append(_issue("invalid_correction", record, name, "a reviewer spoke of a field that is not read any more; the word is kept"))
            continue
        of, read = known[name], record.fields.get(name, Resolution(Found.NOT_FOUND))
        made = lay(of, read, effective(said), now)
        states |= made.states
        checks += _checks(made)
        issues += _told(record, name, made, said)
        if all(state is State.INVALID for state in made.states.values()):
            continue
        chosen = []
        for value in made.values:
            candidate, moved = _candidate(record, name, value, text)
            chosen.append(candidate)
            issues += moved
        resolved[name] = replace(read, status=made.status, chosen=tuple(chosen), alternatives=(*made.lost, *read.alternatives))
        origins[name] = Origins(tuple(v.origin for v in made.values), made.origin, reading(of, read))
    answered = {name for name, o in origins.items() if o.field is State.CORRECTED}
    kept = tuple(i for i in record.issues if i.field not in answered)
    return replace(record, fields=resolved, issues=kept), origins, states, issues, checks


def _checks(made: LaidField) -> list[Check]:
    """Readings held against the words on them; none where the question is open again."""
    if not set(made.states.values()) <= {State.CONFIRMED, State.CORRECTED}:
        return []
    right = [v.candidate for v in made.values if v.candidate is not None and v.origin is State.CONFIRMED]
    return [(c.evidence.rule_id, True) for c in right] + [(c.evidence.rule_id, False) for c in made.lost]


def _told(record: Record, name: str, made: LaidField, said: Sequence[Correction]) -> list[Issue]:
    out = []
    if State.STALE in made.states.values():
        out.append(
            _issue("stale_correction", record, name, "the source and the reading of it have changed since a reviewer spoke; theirs stands until looked at")
        )
    if State.INVALID in made.states.values():
        message = "a reviewer's value is none that this field can have any more; the word is kept, the rest stands"
        out.append(_issue("invalid_correction", record, name, message))
    stands = effective(said)
    if any((w.value, w.status) != (stands[-1].value, stands[-1].status) for w in second(said) if w.ordinal == stands[-1].ordinal):
        out.append(
            _issue("reviewers_differ", record, name, "a second reviewer, who had not seen the first one's word, says otherwise; one of them has to decide")
        )
    return out


def _candidate(record: Record, name: str, value: Laid, text: str) -> tuple[Candidate, list[Issue]]:
    """The value with the words it stands in: the reviewer's choice, else the extractor's own, else none."""
    if value.words is not None:
        span = placed(value.words, text, record.segment.span)
        if span is not None:
            return Candidate(name, value.value, Evidence(record.document_id, span, span.of(text), REVIEWER)), []
        moved = [_issue("evidence_lost", record, name, "the words a reviewer chose do not stand in the text any more; the value is kept without them")]
    else:
        moved = []
    if value.candidate is not None:
        return replace(value.candidate, value=value.value), moved
    return Candidate(name, value.value, Evidence.none(record.document_id, record.segment.span)), moved


def placed(words: Words, text: str, within: Span) -> Span | None:
    """Where a reviewer's words stand in the text of today: where they stood, else nearest to it within the entry; None where nowhere."""
    if text[words.start : words.end] == words.quote:
        return Span(words.start, words.end)
    found, at = list[int](), text.find(words.quote, within.start, within.end)
    while at >= 0:
        found.append(at)
        at = text.find(words.quote, at + 1, within.end)
    best = min(found, key=lambda start: (abs(start - words.start), start), default=None)
    return None if best is None else Span(best, best + len(words.quote))


def wanted_entries(found: Extraction, words: Sequence[Correction], text: str) -> Mapping[str, Span]:
    """The entries that reviewers added and no extractor has found: record_id -> where they stand. One whose words are gone is left out."""
    out = {}
    known = {r.record_id for r in found.records}
    for (record_id, name), said in by_field(words).items():
        word = effective(said)[-1]
        if name is not None or word.kind is not Kind.ADD_ENTRY or record_id in known or word.evidence[0] is None:
            continue
        span = placed(word.evidence[0], text, Span(0, len(text)))
        if span is not None:
            out[record_id] = span
    return out


def with_added(found: Extraction, added: Sequence[Record]) -> Extraction:
    """The document with added entries among its own, in the order of the text. One that lies over another entry is told of."""
    if not added:
        return found
    issues = list(found.issues)
    for record in added:
        if any(record.segment.span.overlaps(r.segment.span) for r in found.records):
            message = "an entry that a reviewer added lies over another one; reject one of them"
            issues.append(_issue("overlapping_entries", record, None, message))
    ordered = sorted((*found.records, *added), key=lambda r: (r.segment.span.start, r.segment.span.end, r.record_id))
    return replace(found, records=tuple(replace(r, position=n) for n, r in enumerate(ordered, 1)), issues=tuple(issues))


def _issue(kind: str, record: Record, name: str | None, message: str) -> Issue:
    return Issue(kind, Severity.WARNING, message, record.document_id, record.record_id, name)

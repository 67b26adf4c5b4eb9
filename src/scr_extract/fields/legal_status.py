"""Field: the legal status of the reviewed child and the services it was under (coding frame: legal_status), one value for each term.

A child protection plan is current (cp_plan) or over (cp_plan_past) by the words of its own clause and of the next. A
sibling's plan, a parent's childhood in care and a threshold that was not met are not the child's status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from scr_extract.fields.asserted import Scope, scope_of
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.resources.coded import Sign, any_of, signs
from scr_extract.resources.loader import lexicon
from scr_extract.values import Choice

NAME = "legal_status"
_STATED = f"{NAME}.stated"
_TIME = lexicon(NAME)["time"]
_OVER = re.compile(rf"\b{any_of(_TIME['over'])}\b", re.I)
_ON = re.compile(rf"\b{any_of(_TIME['on'])}\b", re.I)
_PLUPERFECT = re.compile(rf"\b{any_of(_TIME['pluperfect'])}\b", re.I)
_CURRENT = frozenset({"cp_plan", "cpr", "cin", "s47", "looked_after", "s20", "interim_care_order", "care_order", "care_order_at_home", "sgo", "cso", "epo"})
_SINCE = re.compile(r"(?:\s+(?:for|under|because\s+of|category|the|of|\w*\s?neglect|(?:emotional|physical|sexual)\s+abuse|abuse|harm))*,?\s+since\b", re.I)
"""`on plans for emotional abuse since 2008`: it still is."""
_RECOMMENDS = re.compile(r"\s*(?:The\s+)?(?:\w+\s+)?(?:recs|recommendations|learning\s+points)\b", re.I)
_REGISTER = re.compile(r"\bregist", re.I)
_HERSELF = re.compile(r"\b(?:herself|himself|themselves)\s+(?:[\w-]+\s+){0,5}$", re.I)
_AS_A_CHILD = re.compile(
    r"\s+(?:as\s+an?\s+(?:child|teenager|adolescent|young\s+(?:girl|woman|man|person))|as\s+children|(?:in|for\s+(?:much|most|part)\s+of)\s+(?:her|his)\s+(?:own\s+)?childhood)\b",
    re.I,
)
_UNMET = re.compile(rf"\b{any_of(_TIME['unmet'])}\s+(?:(?:a|an|the|any|formal|initial|full)\s+)?$", re.I)
_UNMET_AFTER = re.compile(rf"\s+(?:\w+\s+){{0,2}}{any_of(_TIME['after'])}\b", re.I)
_OF_SOMEBODY = re.compile(r"(?:\b(?:his|her|their|whose|other|older|younger)|'s?)\s+(?:[\w-]+\s+){0,2}$", re.I)
_OTHERS = re.compile(rf"\b{any_of(_TIME['others'])}\b", re.I)
_SOCIAL_CARE = re.compile(rf"\b{any_of(_TIME['social_care'])}\b", re.I)
_CLAUSE = re.compile(r";|,\s+(?:and|but|while|whereas)\s+(?=(?:the|his|her|a|mother|father|sibling)\b)|\.\s", re.I)
_NEXT = re.compile(
    r"(?:This|It|The\s+plan|These|They|He|She|Both|However,?\s+this|The\s+child\w*|The\s+case)\b[^.]{0,40}?\b(?:was|were|had|ended|ceased)\b", re.I
)


def _stated(reading: Reading) -> Iterator[Candidate]:
    scope = scope_of(reading)
    for n, sign in scope.found(signs(NAME)):
        if _counts(scope, n, sign):
            for term in sign.row.ids:
                status = _plan(scope, n, sign.span) if sign.row.option("time") == "plan" else term
                if status == "cp_plan" and _REGISTER.search(reading.view, sign.span.start, sign.span.end):
                    status = "cpr"
                yield candidate(reading, NAME, Choice(status, reading.words(sign.span)), sign.span, _STATED)


def _counts(scope: Scope, n: int, sign: Sign) -> bool:
    view, sentence = scope.reading.view, scope.sentences[n]
    if _RECOMMENDS.match(view, sentence.start, sentence.end):
        return False  # `Recommendations are for the council (private fostering)`
    if _HERSELF.search(view, max(sentence.start, sign.span.start - 50), sign.span.start) or _AS_A_CHILD.match(view, sign.span.end, sentence.end):
        return False  # a parent's own childhood
    if sign.row.option("unmet") != "no" and (
        _UNMET.search(view, max(sentence.start, sign.span.start - 90), sign.span.start) or _UNMET_AFTER.match(view, sign.span.end, sentence.end)
    ):
        return False
    if (
        sign.row.option("whose") == "social_care"
        and _OTHERS.search(view, sentence.start, sentence.end)
        and not _SOCIAL_CARE.search(view, sentence.start, sentence.end)
    ):
        return False
    owner = scope.owner(n, sign.span, carry=False, within=False)
    if owner is not None and owner.kind == "family" and sign.row.option("holder") == "child":
        return False  # `the family were staying with relatives`
    if owner is None or owner.kind in ("child", "family", "staff") or _with_child(scope, n, sign):
        return True
    if owner.kind == "sibling" and owner.plural and owner.subject and scope.reading.fact.covers(sentence):
        return not _OF_SOMEBODY.search(view, sentence.start, owner.span.start)  # `Three sisters, aged 12, 10 and 7, came into care`
    return sign.row.option("holder") == "any" and owner.kind != "sibling"


def _with_child(scope: Scope, n: int, sign: Sign) -> bool:
    """`Child B and her siblings were on a plan`: somebody joined to a reviewed child."""
    view = scope.reading.view
    before = [p for p in scope.persons[n] if p.span.end <= sign.span.start]
    return any(
        a.kind == "child"
        and b.kind == "sibling"
        and re.fullmatch(r",?\s+(?:and|with)\s+(?:(?:his|her|their|the|both|two|three|four|all|\d)\s+){0,3}(?:\w+\s+)?", view[a.span.end : b.span.start])
        for a, b in pairwise(before)
    )


def _plan(scope: Scope, n: int, place: Span) -> str:
    """Whether a child protection plan was running or over when it happened."""
    view, sentence = scope.reading.view, scope.sentences[n]
    starts = [m.end() for m in _CLAUSE.finditer(view, sentence.start, place.start)]
    end = _CLAUSE.search(view, place.end, sentence.end)
    clause = Span(starts[-1] if starts else sentence.start, end.start() if end else sentence.end)
    if _ON.search(view, clause.start, clause.end) or _SINCE.match(view, place.end, clause.end):
        return "cp_plan"
    if _OVER.search(view, clause.start, clause.end) or _PLUPERFECT.search(view, clause.start, place.start):
        return "cp_plan_past"
    after = scope.sentences[n + 1] if n + 1 < len(scope.sentences) else None
    if after is not None and (m := _NEXT.match(view, after.start, after.end)) and _OVER.search(view, m.start(), min(after.end, m.end() + 60)):
        return "cp_plan_past"
    return "cp_plan"


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """Each term once, where it is first said, in the order of the text; kinship care gives way to
    special guardianship."""
    ordered = sorted(candidates, key=lambda c: (c.evidence.span.start, c.evidence.span.end))
    kept: dict[str, Candidate] = {}
    for c in ordered:
        if isinstance(c.value, Choice):
            kept.setdefault(c.value.id, c)
    if reading.is_report and kept.keys() & _CURRENT:
        kept.pop("closed", None)  # a report tells of every case that was ever closed; the child's status is what stood at the end
    if "sgo" in kept:
        kept.pop("kinship", None)
    return Resolution(Found.FOUND if kept else Found.NOT_STATED, tuple(kept.values()))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    return {NAME: [c.value.id for c in resolution.chosen if isinstance(c.value, Choice)]}


_FINDER = Finder(
    _STATED,
    _stated,
    examples=(
        Example("Death of a baby who was on [[a child protection plan]].", '{"as_written": "a child protection plan", "id": "cp_plan"}'),
        Example(
            "Death of a boy of six. He had previously been on [[a child protection plan]].", '{"as_written": "a child protection plan", "id": "cp_plan_past"}'
        ),
        Example("Death of a girl whose name was on [[the child protection register]].", '{"as_written": "the child protection register", "id": "cpr"}'),
        Example("Injuries to a girl. She became a [[Child in Need]].", '{"as_written": "Child in Need", "id": "cin"}'),
        Example("Death of a boy in a [[young offender institution]].", '{"as_written": "young offender institution", "id": "custody"}'),
        Example("Injuries to a baby [[in foster care]].", '{"as_written": "in foster care", "id": "looked_after"}'),
    ),
    counter_examples=(
        "Death of a baby. An older sibling had been on a child protection plan.",
        "Death of a baby. His mother had been a looked after child.",
        "Death of a baby. He lived with his mother, who had herself been in care.",
        "Death of a girl. Her mother, who had been in care as a child, used drugs.",
        "Death of a baby. Worries did not reach the threshold of a child protection enquiry.",
        "Death of a baby. The housing officer closed the file.",
        "Death of a baby. Nurses should know when a child protection plan is needed.",
    ),
)

FIELD = Field(
    NAME,
    Choice,
    (_FINDER,),
    _resolve,
    "Legal status of the reviewed child and the services it was under, in the coding frame's terms.",
    _wide,
    several=True,
)

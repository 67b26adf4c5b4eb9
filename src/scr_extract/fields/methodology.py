"""How the review was done: a method of the coding frame, with the words that name it.

Named under `Model:` or `Methodology:`, or in a sentence of use (`Uses the ...`, `was conducted using ...`). A method's name as the brand of
a briefing series, guidance cited as a duty, and the word methodology alone are no method.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields.reading import Reading, sentences
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.fields.statements import items
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.resources.methods import Method, method_cues, methods
from scr_extract.values import Choice

OTHER = "other"
"""A method named under a label that the coding frame does not know."""

_REACH = 600
_LONG = 20_000
_PARTS = ("introduction", "methodology")
_LEAD = re.compile(
    r"(?i:(?:the\s+review\s+)?(?:was\s+|is\s+|has\s+been\s+)?(?:used|uses|using|carried\s+out|conducted|undertaken|follows|followed|based\s+on|adopted)?\s*(?:with|using|by|on|in\s+line\s+with)?\s*(?:the\s+|an?\s+)?)"
)
_DUTY = re.compile(
    r"\b(?i:must|requires?|required|requirements?|criteria|statutory\s+dut\w+|duty|publication|publish\w*|chapter|regulations?|defines?|defined|says)\b"
)
_HOW = re.compile(
    r"\b(?i:methodology|method|approach|model|principles|conducted|undertaken|carried\s+out|uses|used|using|follows|followed"
    r"|(?:done|held|run|led|completed|written)\s+(?:[\w']+\s+){0,6}?(?:under|to|in\s+line\s+with))\b"
)
_COLUMN = re.compile(r"\s*(?i:(?:review\s+)?(?:methodolog(?:y|ies)|method|model|approach)(?:\s+(?:used|adopted|of\s+review))?)\s*:?\s*")
_UNSTATED = re.compile(r"\s*(?i:not\b|none\b|unknown|n/?a\b|unstated)")
_OTHERS = re.compile(
    r"\b(?i:schools?|nurser(?:y|ies)|colleges?|teachers?|police|officers?|social\s+workers?|health\s+visitors?|midwives|nurses?|hospitals?|trust|mother|father|parents?)"
    r"\s+(?:\w+\s+){0,2}?(?:used|uses|adopted|followed|applied|employed)\b(?![^.;]*\breview\b)"
)
"""Who works so from day to day, and not on the review: `the school used appreciative inquiry in staff meetings`."""
_USING = re.compile(r"\b(?i:using|used|follows|following|based\s+on)\s+(?:the\s+|an?\s+)?$")
_NEAR = 30
_GUIDANCE = re.compile(r"working\s+together\b", re.I)
_METHOD = re.compile(r"\b(?i:methodolog)")
_TITLE = re.compile(
    r"\b(?:SILP|(?i:(?:concise|extended)\s+child\s+practice\s+review|partnership\s+learning\s+review|significant\s+incident\s+learning\s+process|(?:joint|combined)\s+(?:serious|domestic)))\b"
)


def _read(reading: Reading, method: Method, span: Span, rule: str) -> Candidate:
    view = reading.view
    while len(span) and view[span.start] in "'\" " and view[span.end - 1] not in "'\"":
        span = Span(span.start + 1, span.end)
    span = span.trimmed(view)
    while len(span) and view[span.end - 1] in ",'\"" and view[span.start] not in "'\"":
        span = Span(span.start, span.end - 1)
    return candidate(reading, "methodology", Choice(method.id, reading.words(span)), span, f"methodology.{rule}")


def _section(reading: Reading) -> Iterator[Candidate]:
    for section in reading.labelled("methodology"):
        yield from _stated(reading, section.span, "section", named=section.label_span.of(reading.view).rstrip().endswith(":"))


def _cell(reading: Reading) -> Iterator[Candidate]:
    """The cell of a column headed Method, Model or Methodology."""
    for heading, cell in reading.segment.cells:
        if _COLUMN.fullmatch(heading):
            yield from _stated(reading, cell, "cell", named=not _UNSTATED.match(reading.view, cell.start, cell.end))


def _stated(reading: Reading, span: Span, rule: str, *, named: bool) -> Iterator[Candidate]:
    """The methods in what a label or column says of how the review was done; where it is none that is known, its own few words."""
    span = Span(span.start, min(span.end, span.start + _REACH))
    if len(span):
        hits = list(_hits(reading, span, labelled=True))
        for method, hit in hits:
            yield _read(reading, method, hit, rule)
        first = next(sentences(reading.view, span), span)
        words = _LEAD.match(reading.view, first.start, first.end)
        rest = Span(words.end() if words else first.start, first.end).trimmed(reading.view.replace(".", " "))
        if named and not hits and len(rest) and 1 < len(rest.of(reading.view).split()) <= 8:
            yield candidate(reading, "methodology", Choice(OTHER, reading.words(rest)), rest, f"methodology.{rule}")


def _hits(reading: Reading, span: Span, *, labelled: bool) -> Iterator[tuple[Method, Span]]:
    for method in methods():
        if method.section_only and not labelled:
            continue
        for m in method.regex.finditer(reading.view, span.start, span.end):
            if not method_cues()["not"].search(reading.view, max(span.start, m.start() - 60), m.start()):
                yield method, Span(*m.span())


def _zones(reading: Reading) -> Iterator[Span]:
    """Where a sentence may say how the review was done: the body, or of a long report its first parts."""
    if len(reading.body) <= _LONG:
        yield reading.body
        return
    parts = [p.span for p in reading.segment.parts if p.kind in _PARTS]
    yield from parts or [Span(reading.body.start, reading.body.start + _LONG)]


def _sentence(reading: Reading) -> Iterator[Candidate]:
    listed = [] if reading.segment.parts else [item.span for section in reading.sections for item in items(reading, section)]
    view = reading.view
    for zone in _zones(reading):
        for told in sentences(view, zone):
            for method, hit in _hits(reading, told, labelled=False):
                if not any(item.overlaps(hit) for item in listed) and _used(view, told, method, hit):
                    yield _read(reading, method, hit, "sentence")


def _used(view: str, told: Span, method: Method, hit: Span) -> bool:
    """True where the sentence says that the review was done so."""
    cues = method_cues()
    if _OTHERS.search(view, told.start, hit.start):
        return False
    before = cues["cue"].search(view, told.start, hit.start)
    after = cues["after"].match(view, hit.end, told.end)
    if method.duty and (_DUTY.search(told.of(view)) or not _HOW.search(view, told.start, hit.start)):
        return False
    if method.plain:
        return True
    if after and (method.named or cues["review"].search(view, told.start, told.end)):
        return True
    speaks = cues["review"].search(view, told.start, hit.start) or cues["opens"].match(view, told.start, told.end) or _METHOD.search(view, told.start, told.end)
    close = method.named and cues["opens"].search(view, max(told.start, hit.start - 40), hit.start)
    return before is not None and bool(speaks or close)


def _title(reading: Reading) -> Iterator[Candidate]:
    for span in filter(None, (reading.heading, reading.header if len(reading.header) < _REACH else None)):
        for method, hit in _hits(reading, span, labelled=False):
            using = _USING.search(reading.view, max(span.start, hit.start - _NEAR), hit.start)  # `Undertaken using the SCIE model` on a cover
            if method.named and (using or _TITLE.search(reading.view, hit.start, hit.end)):
                yield _read(reading, method, hit, "title")


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """A model with a name before the guidance that the review kept to; then a section before a sentence before a title before what our model
    proposes; there the lexicon's order, and of one method the longest name."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    order = {method.id: n for n, method in enumerate(methods())}
    rules = {rule: n for n, rule in enumerate(finder.rule_id for finder in _FINDERS)}

    models = {method.id for method in methods() if method.named}
    modelled = any(isinstance(c.value, Choice) and c.value.id in models and not _GUIDANCE.match(c.evidence.quote) for c in candidates)

    def rank(c: Candidate) -> tuple[bool, int, int, int, int]:
        kind = c.value.id if isinstance(c.value, Choice) else ""
        guided = modelled and _GUIDANCE.match(c.evidence.quote) is not None  # every review follows it, whatever its model
        return guided, rules.get(c.evidence.rule_id, len(rules)), order.get(kind, len(order)), -len(c.evidence.span), c.evidence.span.start

    ranked = sorted(candidates, key=rank)
    best = ranked[0]
    return Resolution(Found.FOUND, (best,), tuple(c for c in ranked[1:] if c.value != best.value))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    value = resolution.chosen[0].value if resolution.chosen else None
    known = isinstance(value, Choice) and value.id != OTHER
    return {
        "methodology": value.id if known and isinstance(value, Choice) else None,
        "methodology_as_written": value.as_written if isinstance(value, Choice) else None,
    }


_FINDERS = (
    Finder(
        "methodology.section",
        _section,
        examples=(
            Example(
                "A boy died.\n\nModel: used a [[Significant Incident Learning Process (SILP) model]] of review.",
                '{"as_written": "Significant Incident Learning Process (SILP) model", "id": "silp"}',
            ),
            Example(
                "A boy died. Methodology: a [[systems based approach]] that meets guidance.",
                '{"as_written": "systems based approach", "id": "systems_generic"}',
            ),
            Example("A boy died. Model: [[Marsh Lane]]. Keywords: sleep", '{"as_written": "Marsh Lane", "id": "other"}'),
        ),
        counter_examples=("A boy died. The methodology was sound.", "Recommendations: use a systems approach to planning."),
    ),
    Finder(
        "methodology.cell",
        _cell,
        examples=(
            Example("| Child | Child V |\n| Method | [[Root cause analysis]] |", '{"as_written": "Root cause analysis", "id": "root_cause"}'),
            Example("| Child | Child V |\n| Methodology used | [[Marsh Lane]] |", '{"as_written": "Marsh Lane", "id": "other"}'),
        ),
        counter_examples=("| Child | Child V |\n| Method | Not stated here |", "| Child | Child V |\n| Role model | Root cause analysis |"),
    ),
    Finder(
        "methodology.sentence",
        _sentence,
        examples=(
            Example(
                "A boy died. Follows [[SCIE (Social Care Institute for Excellence) Learning Together]] and found: a late plan.",
                '{"as_written": "SCIE (Social Care Institute for Excellence) Learning Together", "id": "scie_learning_together"}',
            ),
            Example(
                "A boy died. The authors took a [[Partnership Learning Review model]]. More.",
                '{"as_written": "Partnership Learning Review model", "id": "partnership_learning_review"}',
            ),
            Example(
                "A boy died. Methodology used is in keeping with the principles of [[Working Together 2015]]. More.",
                '{"as_written": "Working Together 2015", "id": "wt15_compliant"}',
            ),
            Example(
                "A boy died. The review was written by Ann Other and done under [[Working Together 2010]]. More.",
                '{"as_written": "Working Together 2010", "id": "imr_traditional"}',
            ),
            Example(
                'A boy died. Written by Ann Other using "a [[hybrid systems approach]]". More.',
                '{"as_written": "hybrid systems approach", "id": "hybrid"}',
            ),
            Example(
                "Two boys were lost. It wanted a learning review based on a [[systems' approach]].",
                '{"as_written": "systems\' approach", "id": "systems_generic"}',
            ),
        ),
        counter_examples=(
            "Sibling V - 'Learning Together' Briefing\nLuton SCR: July 2017.\n\nKey issues: sleep.",
            "Boards must hold such reviews under Working Together 2015.",
            "The school used a systems approach to bullying.",
            "A boy died. Boards had to publish summaries under Working Together 2010.",
            "A boy died. The plan was written by his school under Working Together 2010 in a hurry.",
            "A boy died. The school used appreciative inquiry in staff meetings.",
            "A boy died. Health visitors had adopted the Welsh model of visiting.",
            "Recommendations include: use a systems approach in each review; ask early.",
        ),
    ),
    Finder(
        "methodology.title",
        _title,
        examples=(
            Example("Child V: [[Concise Child Practice Review]]\n\nDeath of a boy.", '{"as_written": "Concise Child Practice Review", "id": "welsh_cpr"}'),
        ),
        counter_examples=("Child V - 'Learning Together' Briefing\n\nDeath of a boy.", "Child Practice Reviews\n\nDeath of a boy."),
    ),
)

FIELD = Field(
    "methodology", Choice, _FINDERS, _resolve, "How the review was done: a term of the coding frame's methodology, and the words that name it.", _wide
)

"""A child's sex, only from words that speak of the child: a noun (`baby girl`), or a pronoun that can mean nobody else.

`in the care of her mother` after `a baby` is evidence; a pronoun after a parent, partner or sibling is not; `their` and
`his/her` say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scr_extract.fields.age_patterns import WORDS, one_of
from scr_extract.fields.ages import ages
from scr_extract.fields.holders import Holder, can_mean, people
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_WORDS = lexicon("children")["sex"]


NOUN = re.compile(
    rf"(?<![\w-])(?:(?P<male>{one_of(_WORDS['male'])})|(?P<female>{one_of(_WORDS['female'])}))(?![\w-]|\s+(?:genital|adults?|offenders?|partners?|carers?|relatives?|staff|cousins?|friends?|perpetrators?|workers?|teachers?|siblings?|babysitter))",
    re.I,
)
_NOT_THE_CHILD = re.compile(
    r"(?:\b(?:by|towards|against|birth\s+to|born\s+to|gestation\s+to|delivered\s+to|adult|adults|older|elder|younger|other|another|multiple|step|half|unrelated|many|several|with|mother\s+of|father\s+of|posing\s+as|pretending\s+to\s+be|claiming\s+to\s+be|offences\s+against|rape\s+of)\s+(?:(?:a|an|the|her|his|their|two|three)\s+)?(?:[\w-]+\s+){0,3}?|'s\s+(?:\w+\s+)?|\b(?:her|his|their)\s+(?:\w+\s+)?)$",
    re.I,
)
_PRONOUN = re.compile(r"(?<![\w/])(?:(?P<male>he|him|his|himself)|(?P<female>she|her|hers|herself))\b(?!\s*/|\s+or\s+(?:she|her|he|his)\b)", re.I)
_OR = re.compile(r"(?:\b(?:he|his|him|she|her)\s+or\s+|/)$", re.I)
_NAME_OF = re.compile(r"\bnames?\s+(?:that\s+|which\s+)?$", re.I)
"""`is the name she chose`: whoever chose it."""
_KIN = re.compile(rf"\s+(?:(?:\w+|twin|birth)\s+)?{one_of(_WORDS['kin'])}\b", re.I)
_LABEL = re.compile(r"\b(?:Gender|Sex)\s*[:|-]?\s*(?P<word>male|female|boy|girl|M|F)\b(?!/)", re.I)
_ONE = re.compile(
    r"(?:\b(?P<n>an?|one|two|three|four|five|six)\s+)?(?<![\w-])(?:(?P<male>boys?|brothers?|sons?|males?)|(?P<female>girls?|sisters?|daughters?|females?))(?!\w)",
    re.I,
)
_KIN_BESIDE = re.compile(r"(?P<kin>half-brother|half-sister|brother|sister),?\s+['\"]?$", re.I)
_PLAIN_SEX = r"(?:boys?|brothers?|sons?|males?|girls?|sisters?|daughters?|females?)"
_COUNTED = re.compile(
    rf"\b(?:an?|one|two|three|four|five|six)\s+{_PLAIN_SEX}(?:\s+aged?\s+\w+|,)?(?:,?\s+(?:and\s+)?(?:(?:an?|one|two|three|four|five|six)\s+)?{_PLAIN_SEX}){{1,4}}\b",
    re.I,
)
_TOGETHER = re.compile(
    r"(?:two|three|four|five|six)\s+(?:brothers\s+and\s+sisters|sisters\s+and\s+brothers|boys\s+and\s+girls|girls\s+and\s+boys|sons\s+and\s+daughters)\b", re.I
)
"""Of both sexes, and nobody says how many of each."""
_BOTH_SEXES = re.compile(
    r"(?:brothers\s+and\s+sisters|sisters\s+and\s+brothers|boys\s+and\s+girls|girls\s+and\s+boys|sons\s+and\s+daughters|daughters\s+and\s+sons)\b", re.I
)
_WITH_OTHERS = re.compile(r"\b(?:brothers|sisters|boys|girls|sons|daughters)\s+and\s+$", re.I)
_STAFF = re.compile(
    r"\b(?:the|a|an|one|another)\s+(?:[\w'-]+\s+){0,3}?(?:visitor|nurse|midwife|worker|officer|teacher|manager|doctor|consultant|practitioner|neighbour|caller|reviewer|author|chair|(?:grand|step|foster\s)?mother|aunt|woman|lady|girl)\b",
    re.I,
)
"""Who may be the `she` of the next sentence although no word of kin says so."""
_THE = re.compile(r"\b(?:the|both|these|all\s+\w+)\s+(?:(?P<male>boys|brothers)|(?P<female>girls|sisters))\b(?!')", re.I)
_WHOM = re.compile(r"\b(?:with|to|by|from|for)\s+whom\s+$", re.I)
_OF_KIN = re.compile(rf"\b{one_of([*lexicon('ages')['holders']['adult'], *_WORDS['kin']])},\s+(?:then\s+)?an?\s+(?:\w+\s+)?$", re.I)
"""`his half-brother, a` boy of two."""
_NOTED = re.compile(r"['\"]?(?:,\s|\s\()(?P<sex>male|female|boy|girl|[mMfF])(?=\s?[,;)])")
"""`Dot, f, 2 yrs 7 mths`, `U (m, 9)`."""
_BESIDE_PARENTS = re.compile(
    rf"\b{one_of(lexicon('ages')['holders']['adult'])}(?:,|\s+and)\s+(?:and\s+)?(?:(?:his|her|their|two|three|four|five|older|younger|little|other|\d)\s+){{0,3}}$",
    re.I,
)
_OWN = re.compile(
    rf"'s\s+(?:[\w-]+\s+){{0,2}}{one_of(['family', 'household', *lexicon('ages')['holders']['adult'], *lexicon('ages')['holders']['kin']])}\b", re.I
)


@dataclass(frozen=True, slots=True)
class Sexed:
    """A word that tells a child's sex; `name` where it is tied to one, `group` where it speaks of all."""

    sex: str
    span: Span
    name: str | None = None
    group: bool = False


def sex_of(m: re.Match[str]) -> str:
    return "male" if m["male"] else "female"


def sex_of_kin(word: str) -> str | None:
    """The sex that a relative's word says: `brother`; None for `sibling`."""
    return next((sex for sex in ("male", "female") if word.lower() in _WORDS[f"{sex}_adults"]), None)


def labelled(view: str, span: Span) -> Iterator[Sexed]:
    """`Gender: Female`."""
    for m in _LABEL.finditer(view, span.start, span.end):
        yield Sexed("female" if m["word"].lower() in ("female", "girl", "f") else "male", Span(*m.span()))


def counted(view: str, sentence: Span) -> tuple[Sexed, ...]:
    """`Two girls and a boy`, `a brother and sister`: one for each child, in the order told; nothing where all are of one sex."""
    for m in _COUNTED.finditer(view, sentence.start, sentence.end):
        if _NOT_THE_CHILD.search(view[max(sentence.start, m.start() - 45) : m.start()]) or _TOGETHER.match(m[0]):
            continue
        found = [
            Sexed("male" if n["male"] else "female", Span(*n.span()))
            for n in _ONE.finditer(view, m.start(), m.end())
            for _ in range(int(WORDS["numbers"].get((n["n"] or "one").lower(), 1)))
        ]
        if len({s.sex for s in found}) == 2:
            return tuple(found)
    return ()


def groups(view: str, span: Span) -> Iterator[Sexed]:
    """`The boys`, wherever an entry about several children speaks of them; nothing where it speaks of the girls too."""
    found = [Sexed(sex_of(m), Span(*m.span()), None, True) for m in _THE.finditer(view, span.start, span.end)]
    if len({s.sex for s in found}) == 1:
        yield found[0]


def nouns(view: str, sentence: Span) -> Iterator[Sexed]:
    """The nouns of a sentence about the incident that say the reviewed child's sex; a relative's or offender's are left out."""
    for m in NOUN.finditer(view, sentence.start, sentence.end):
        word = " ".join(m[0].lower().split())
        before = view[max(sentence.start, m.start() - 45) : m.start()]
        said = _NOT_THE_CHILD.search(before)
        if _BOTH_SEXES.match(view, m.start(), sentence.end) or _WITH_OTHERS.search(before) or _OF_KIN.search(before):
            continue
        if word.endswith(("brothers", "sisters")) and _BESIDE_PARENTS.search(before):
            continue  # `with his mum, dad and two sisters`
        if said and not (
            word in ("son", "sons", "daughter", "daughters") and re.search(r"(?<!and\s)(?<!with\s)\b(?:her|his|their)\s+(?:[\w-]+\s+){0,2}$", before, re.I)
        ):
            continue
        yield Sexed(sex_of(m), Span(*m.span()), None, word in _WORDS["groups"])


def beside_names(view: str, sentence: Span, names: Sequence[str]) -> Iterator[Sexed]:
    """A noun or letter set right beside a child's name: `her daughter, Child V`, `Child V, a girl of four`, `Child V (f, 4)`."""
    for p in people(view, sentence, names):
        if p.kind != "name" or p.span is None:
            continue
        if noted := _NOTED.match(view, p.span.end, sentence.end):
            yield Sexed("female" if noted["sex"].lower() in ("f", "female", "girl") else "male", Span(*noted.span("sex")), p.name)
        kin = _KIN_BESIDE.search(view, max(sentence.start, p.span.start - 25), p.span.start)
        if kin and (sex := sex_of_kin(kin["kin"])):
            yield Sexed(sex, Span(*kin.span("kin")), p.name)  # `injury of his sister, Ann`
        for m in NOUN.finditer(view, max(sentence.start, p.span.start - 25), min(sentence.end, p.span.end + 45)):
            before = m.end() <= p.span.start
            between = view[m.end() : p.span.start] if before else view[p.span.end : m.start()]
            apposed = r",?\s*['\"]?(?:called\s+|named\s+)?['\"]?" if before else r",?\s+(?:who\s+(?:is|was)\s+|was\s+|is\s+)?an?\s+(?:[\w-]+\s+){0,5}"
            if re.fullmatch(apposed, between):
                yield Sexed(sex_of(m), Span(*m.span()), p.name)


def pronouns(view: str, sentences: Sequence[Span], names: Sequence[str]) -> Iterator[Sexed]:
    """The pronouns of a narrative that can only mean the child; tied to a name where the sentence begins with it."""
    topic: Holder | None = None
    clean = False
    for n, sentence in enumerate(sentences):
        persons = [p for p in people(view, sentence, names) if not (p.kind in ("name", "child") and p.span and _OWN.match(view, p.span.end))]
        first = next((p for p in persons if p.kind != "pronoun"), None)
        owner = next(iter(people(view, sentence, names)), None)
        owner = owner if owner is not None and owner.kind == "name" and owner not in persons else None
        for m in _PRONOUN.finditer(view, sentence.start, sentence.end):
            if _OR.search(view, max(sentence.start, m.start() - 8), m.start()) or _NAME_OF.search(view, max(sentence.start, m.start() - 16), m.start()):
                continue
            before = [p for p in persons if p.span and p.span.end <= m.start() and p.kind != "pronoun"]
            kin = m[0].lower() in ("his", "her") and bool(_KIN.match(view, m.end(), sentence.end))
            if before and _WHOM.search(view, max(sentence.start, m.start() - 14), m.start()):
                before = before[:-1]  # `by an aunt, with whom she had lived`: she is not the aunt
            others = [p for p in before if p.kind not in ("name", "child") and can_mean(sex_of(m), p)]
            if others or len({p.name for p in before if p.name}) > 1:
                continue
            if owner is not None and before and not any(p.kind in ("name", "child") for p in before):
                yield Sexed(sex_of(m), Span(*m.span()), owner.name)  # `Ann's stepfather hit her`
            elif not before:
                if n and topic is not None and (clean or kin) and _opens(view, sentence, m.start()) and (kin or m[0].lower() in ("he", "she")):
                    yield Sexed(sex_of(m), Span(*m.span()), topic.name)
            elif topic is not None and topic.name and clean and first is not None and first.kind == "adult":
                yield Sexed(sex_of(m), Span(*m.span()), topic.name)  # `Ann was seen in a car. Two men were convicted of her rape`
            elif first is not None and first.kind in ("name", "child") and first.span and (kin or _is_subject(view, sentence, first.span)):
                yield Sexed(sex_of(m), Span(*m.span()), next((p.name for p in before if p.name), None))
        opening = _PRONOUN.match(view, sentence.start, sentence.end) if not n and topic is None and first is None and len(names) == 1 else None
        if opening and opening[0].lower() in ("he", "she"):
            topic, clean = Holder("name", names[0], None, names[0]), True  # a story that opens with `She` goes on from its heading
            yield Sexed(sex_of(opening), Span(*opening.span()), names[0])
        elif first is None and topic is None and not n and any(ages(view, sentence)):
            topic, clean = Holder("child"), True  # `Death of a 17-year-old`: nobody else is named
        elif first is None and n and _STAFF.search(view, sentence.start, sentence.end):
            topic = None
        if first is not None:
            topic = first if first.kind in ("name", "child") else None
            clean = all(p.kind in ("name", "child", "pronoun") for p in persons)


def _is_subject(view: str, sentence: Span, first: Span) -> bool:
    """Whether the child opens the sentence, so that what follows is said of the child: `Child B had lost weight when she ...`."""
    lead = view[sentence.start : first.start]
    if re.match(r"['\"]?,?\s+(?:\([^()]{1,30}\)\s*)?(?:who|aged|a|an)\b", view[first.end : first.end + 40]):
        return True  # `services to Baby V, who was two weeks old when she died`
    if re.search(r"\b(?:he|she|they)\b.*\b(?:whether|that|if|about|why|how|because|for|to)\b", lead, re.I):
        return False  # `She was asked whether the child was safe`: she goes on being whoever she was
    return not re.search(r"\b(?:with|to|for|of|about|from|by|told|saw|pregnant|when|that|and)\s+(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+)?$", lead, re.I) or bool(
        re.match(r"[\d.\s]*(?:[\w-]+\s+){0,3}?(?:deaths?|injur\w+|murder|abuse|exploitation|neglect|serious|sexual|sudden|suicide)\b", lead, re.I)
    )


def _opens(view: str, sentence: Span, place: int) -> bool:
    """Whether the pronoun is the first word of its sentence, or follows an opening phrase closed by a comma."""
    lead = view[sentence.start : place]
    return bool(re.fullmatch(r"[\d.\s]*(?:[A-Z][\w\s'-]{0,40},\s+|(?:In|On|At|By|From)\s[\w\s]{1,30}\s)?", lead))

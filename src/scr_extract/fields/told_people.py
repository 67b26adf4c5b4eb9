"""Everybody a sentence of the narrative names, by what they are to the reviewed child: for the scope of coded statements.

Parents are the mother, the father and those who live as parents (step-parents, partners, carers in the family); foster
carers are staff. Letters and titles given to somebody (`his mother, "B"`, `the teacher, Mr K`) mean them from there on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from scr_extract.fields.child_names import Named
from scr_extract.model import Span
from scr_extract.resources.coded import any_of
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

_WORDS = lexicon("assertion")["people"]
_PARENTS = ("mother", "father", "partner", "parents", "adjective")
_ORDER = (
    "not_people",
    "staff",
    "relative",
    "sibling",
    "other",
    "partner",
    "mother",
    "father",
    "boyfriend",
    "parents",
    "adjective",
    "family",
    "child",
    "pronoun",
)
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Adult|Mother|Father|Parent|Partner)\s+(?:[A-Z][a-z]+|[A-Z]{1,3}\d?|\d)"
_CODE = Sought(rf"(?<![\w-])(?:(?P<title>{_TITLE})|(?P<child>(?:Child|Baby|Infant|Young\s+Person|YP|Sibling)\s+['\"]?(?:[A-Z]{{1,3}}\d{{0,2}}|\d)))(?![\w-])")
_SHORT = rf"(?:{_TITLE}|(?!(?:GP|UK|DV|SW|HV|YP|US|TV)\b)[A-Z]{{1,2}}\d?|[A-Z][a-z]{{2,12}})"
_ROLE = (
    r"(?:mother|father|parents?|step-?father|step-?mother|partner|husband|boyfriend|grandmother|grandfather|aunt|uncle|cousin|brother|sister"
    r"|sibling|teacher|carer|friend|lodger)"
)
_ALIAS = Sought(rf"\b(?P<role>{_ROLE})(?:,?\s+[\"']|,?\s*\(\s*[\"']?|,\s+(?=[A-Z]))(?P<alias>{_SHORT})[\"']?(?=\)|,|[\"'\s])")
_REVERSE = Sought(rf"(?<![\w-])(?P<alias>{_TITLE}|[A-Z]{{2}}\d?),\s+(?:the|a|an|his|her|their)\s+(?:[\w-]+\s+){{0,2}}(?P<role>{_ROLE})\b")
_SEXES = {"mother": "female", "father": "male"}
_OWNER = re.compile(r"'s?\s+(?:[\w-]+\s+)?")
_JOIN = re.compile(r",?\s+(?:and|or|&)\s+(?:(?:the|his|her|their|both|a)\s+)?(?:[\w-]+\s+)?|,\s+(?:(?:the|his|her)\s+)?")
_BY_PREPOSITION = re.compile(
    r"\b(?:of|to|with|by|from|for|on|against|towards?|about|in|at|between|than|into|upon|over|regarding|like|involving|via|through|as)\s+"
    r"(?:(?:the|a|an|his|her|their|both|one|all|some|any|whom)\s+)*(?:[\w-]+\s+)?$"
    r"|\b(?:had|has|have|having|told|saw|met|left|gave|took|joined|visited|helped|including|included?s?)\s+(?:(?:the|a|an|his|her|their|two|three|four|several|other)\s+)*$"
    r"|,\s+an?\s+(?:[\w-]+\s+){0,3}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named. `kind` is parent, family, child, sibling, relative, staff, other or pronoun.

    `subject` is False where the words stand after a preposition; `adjective` is True for `parental`, `maternal`.
    """

    kind: str
    word: str
    span: Span
    sex: str | None = None
    plural: bool = False
    subject: bool = True
    adjective: bool = False


@lru_cache(maxsize=1)
def _classes() -> Sought:
    return Sought(rf"(?<![\w-])(?:{'|'.join(f'(?P<{name}>{any_of(_WORDS[name])})' for name in _ORDER)})(?![\w-])", re.I)


def aliases(view: str, sentences: Sequence[Span], named: Sequence[Named]) -> Mapping[str, str]:
    """Who is meant by a letter, a title or a name that the narrative introduces: alias -> role as written."""
    children = {n.name for n in named} | {n.name.split()[-1] for n in named if n.name}
    found: dict[str, str] = {}
    for sentence in sentences:
        for regex in (_ALIAS, _REVERSE):
            for m in regex.finditer(view, sentence.start, sentence.end):
                if m["alias"] not in children:
                    found.setdefault(m["alias"], m["role"])
    return found


def people(view: str, sentence: Span, named: Sequence[Named], known: Mapping[str, str]) -> tuple[Person, ...]:
    """Everybody named in the sentence, in order; who only owns the next (`Child A's mother`) is left out."""
    found = [*_by_name(view, sentence, named, known), *_by_word(view, sentence)]
    kept: list[Person] = []
    for person in sorted(found, key=lambda p: p.span.start):
        if not kept or person.span.start >= kept[-1].span.end:
            kept.append(person)
    kept = [p for p in kept if p.kind != "nobody"]
    return tuple(_placed(view, sentence, _owned(view, kept)))


def _by_name(view: str, sentence: Span, named: Sequence[Named], known: Mapping[str, str]) -> Iterator[Person]:
    text = sentence.of(view)
    for n in named:
        kind = "child" if n.role == "subject" else "sibling"
        for m in re.finditer(_name(n.name), text) if n.name in text else ():
            yield Person(kind, m[0], Span(sentence.start + m.start(), sentence.start + m.end()))
    for alias, role in known.items():
        if alias in text:
            for m in re.finditer(rf"(?<![\w-])(?<!Child )(?<!Baby ){re.escape(alias)}(?![\w-])", text):
                yield replace(_role(role), word=m[0], span=Span(sentence.start + m.start(), sentence.start + m.end()))
    codes = {n.name.lower() for n in named if " " in n.name}
    letters = {n.name.split()[-1] for n in named if n.role == "subject"}
    for m in _CODE.finditer(view, sentence.start, sentence.end):
        if m["title"] and m[0] not in known:
            yield Person(
                "parent", m[0], Span(*m.span()), _SEXES.get(m[0].split()[0].lower(), {"Mr": "male"}.get(m[0].split()[0], "female" if m[0][0] == "M" else None))
            )
        elif m["child"] and (m[0].startswith("Sibling") or (codes and m[0].lower() not in codes)):
            yield Person("child" if m[0].split()[-1].strip("'\"") in letters else "sibling", m[0], Span(*m.span()))
        elif m["child"]:
            yield Person("child", m[0], Span(*m.span()))


def _name(name: str) -> str:
    if len(name) == 1:
        return rf"(?<![\w.'-]){re.escape(name)}(?=\s[a-z]|'s\s|,)"
    return rf"(?<![\w-]){re.escape(name)}(?![\w-])"


def _role(word: str) -> Person:
    m = _classes().fullmatch(word)
    kind = m.lastgroup if m and m.lastgroup else "other"
    return _person(kind, word, Span(0, 0)) if kind != "boyfriend" else Person("parent", word, Span(0, 0))


def _person(kind: str, word: str, span: Span) -> Person:
    low = word.lower()
    plural = kind != "pronoun" and (low.rstrip("'").endswith(("s", "men", "children", "couple")) or "both" in low or "family" in low)
    if kind in _PARENTS:
        sex = _SEXES.get(kind) or ("male" if low.endswith(("husband", "fiancé")) else "female" if low.endswith("wife") else None)
        return Person("parent", word, span, sex, plural or (kind == "parents" and low.endswith("s")), adjective=kind == "adjective")
    if kind == "pronoun":
        return Person(kind, low, span, {"he": "male", "she": "female"}.get(low), low in ("they", "both"))
    sex = (
        "male"
        if re.search(r"boy|son\b|brother|uncle|grandfather|\bmen\b|\bman\b", low)
        else "female"
        if re.search(r"girl|daughter|sister|aunt|grandmother|wom", low)
        else None
    )
    return Person("nobody" if kind == "not_people" else kind, word, span, sex, plural)


def _by_word(view: str, sentence: Span) -> Iterator[Person]:
    for m in _classes().finditer(view, sentence.start, sentence.end):
        yield _person(m.lastgroup or "other", " ".join(m[0].split()), Span(*m.span()))


def _owned(view: str, persons: list[Person]) -> list[Person]:
    """Genitives resolved: `Child A's mother` is the mother, `mother's sister` a relative, `mother's boyfriend` lives as a parent."""
    out: list[Person] = []
    for n, person in enumerate(persons):
        before = persons[n - 1] if n else None
        owner = before if before and not before.adjective and _OWNER.fullmatch(view, before.span.end, person.span.start) else None
        if owner is not None and out and out[-1].span == owner.span:
            out.pop()
        low = person.word.lower()
        if low.endswith(("boyfriend", "girlfriend")) and person.kind in ("boyfriend", "other", "parent"):
            mums = owner or (before if before and re.match(r".{0,12}\b(?:and|with|her|his)\b", view[before.span.end : person.span.start]) else None)
            person = replace(person, kind="parent" if (mums and mums.kind == "parent") or person.kind == "parent" else "other")
        elif (
            owner is not None
            and owner.kind == "parent"
            and person.kind in ("parent", "sibling")
            and not low.endswith(("partner", "husband", "wife", "children", "child", "partners", "baby", "daughter", "son"))
        ):
            person = replace(person, kind="relative")
        elif owner is not None and owner.kind == "child" and low.endswith(("partner", "husband")):
            person = replace(person, kind="other")
        elif owner is not None and owner.kind in ("relative", "other", "sibling", "staff") and person.kind in ("parent", "child"):
            person = replace(person, kind="relative" if owner.kind != "sibling" or person.kind != "parent" else "parent")
        out.append(person)
    return out


def _placed(view: str, sentence: Span, persons: list[Person]) -> Iterator[Person]:
    before: Person | None = None
    for person in persons:
        if before and _JOIN.fullmatch(view, before.span.end, person.span.start):
            person = replace(person, subject=before.subject)
        elif _BY_PREPOSITION.search(view, max(sentence.start, person.span.start - 40), person.span.start):
            person = replace(person, subject=False)
        before = person
        yield person

"""Citations of works, in the styles that libraries and reading lists use: who made it, when, its title, who published it.

`Allardyce, M. (2019) Child W: serious case review. Poole: Poole Safeguarding Children Board.` (Harvard, APA: the date after the
makers), `3. Allardyce M. Child W: serious case review [Internet]. Poole: Poole LSCB; 2019 [cited 2020 Feb 11].` (Vancouver,
Chicago: the date at the end), `Moira Allardyce, Child W: Serious Case Review (Poole LSCB, 2019)` (notes),
`Child W : serious case review / Moira Allardyce. - Poole : Poole LSCB, 2019. - 48p.` (library cards: title first). A maker is a person with the surname
first, or a body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scr_extract.model import Span
from scr_extract.resources.people import Person

_REACH = 420
"""Characters of the longest citation."""
_YEAR = r"(?:19[6-9]\d|20[0-4]\d)"
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter)"
_SURNAME = (
    r"(?!(?i:Child|Children|Baby|Siblings?|Family|Serious|Significant|Case|Story|Example|Review|Item|Section|Part|Annex|Appendix)\b)"
    r"(?:(?:van|von|de|der|den|la|le|al|O'|Mc)[ -]?){0,2}[A-Z][\w'-]+(?:[ -](?!and\b)[A-Z][a-z'-]+)?"
)
_INITIALS = r"(?:[A-Z]\.?[ -]?){1,3}(?![a-z])"
_NOT_GIVEN = r"(?!(?:Child|Children|Baby|Young|Siblings?|Serious|Significant|Family|Case|Safeguarding|Poor|Local)\b)"
_GIVEN = rf"(?:{_NOT_GIVEN}[A-Z][a-z'-]+(?:\s+{_INITIALS}|\s+[A-Z][a-z]+)?|{_INITIALS})"
_TURNED = rf"{_SURNAME},\s*{_GIVEN}"
_PACKED = rf"{_SURNAME}\s+[A-Z]{{1,3}}(?=[\s,.;:(]|$)"
_JOIN = r"\s*(?:,?\s*(?:and|&|with)|[,;])\s*"
_PLAIN = rf"{_NOT_GIVEN}[A-Z][a-z'-]+(?:\s+[A-Z]\.?)?\s+{_SURNAME}"
_BODY = (
    r"(?:[A-Z][\w'&.-]*|\([A-Z][A-Za-z ,&'-]{1,30}\))"
    r"(?:,?\s+(?:(?:and|of|for|the|upon|on|in|to|&)\s+){0,2}(?:[A-Z][\w'&.-]*|\([A-Z][A-Za-z ,&'-]{1,30}\))){0,9}"
)
_BODY_WORD = re.compile(
    r"\b(?:Board|Partnership|Committee|Council|NSPCC|LSCB|L?SC[BP]|Department|Government|Ofsted|Panel|Authority|Office|Society|Institute|College|University|Service|DfE|HM)\b"
)
_NOBODY = r"\[?(?:Anonymous|Anon\.?|Author\s+unknown|No\s+author|Unnamed|Unknown)\]?"
_MAKERS = re.compile(
    rf"(?P<people>(?:{_TURNED}|{_PACKED})(?:{_JOIN}(?:{_TURNED}|{_PACKED}|{_PLAIN})){{0,6}})(?:,?\s+et\s+al\.?)?|(?P<nobody>{_NOBODY})|(?P<body>{_BODY})",
)
_ROLE = r"(?:,?\s*\((?:ed|eds|editor|editors|author|authors|comp)s?\.?\)|,\s+eds?\.)?"
_DATED = re.compile(
    rf"{_ROLE}[.,:]?\s*(?:\(\s*(?P<date>(?:{_MONTHS}\s+)?{_YEAR})[a-z]?(?:,\s*(?P<month>[^()\n]{{1,30}}))?\s*\)|(?P<bare>{_YEAR})[a-z]?(?=[.,:;]\s))[.,:;]?\s+(?=[\"'*_A-Z\[])"
)
_UNDATED = re.compile(rf"{_ROLE}[.:,]\s+(?=[\"'*_A-Z])")
_TITLE = re.compile(
    r"(?P<open>[\"'*_]{1,2})?(?P<title>[A-Z\"'][^\n]{3,200}?)(?(open)[\"'*_]{1,2})"
    r"(?:"
    r"(?<!\bno)(?<!\bNo)(?<!\bRef)(?<!\bvol)[.?](?=[\"'*_]?\s|[\"'*_]?$)|\s*(?=\[)|,\s+(?=[A-Z][\w ]{2,30}:\s)"
    r"|\s*$|\s*(?=\n)|\s*\((?=[^()\n]*\b(?:19|20)\d\d\)))"
)
_NOTE = re.compile(
    rf"(?P<people>{_PLAIN}(?:(?:,|\s+and|\s+&)\s+{_PLAIN}(?=,|\s+and\s|\s+&\s)){{0,4}}),\s+[\"'*_]{{0,2}}(?P<title>[A-Z\"'][^\n.()]{{3,160}}?)[\"'*_]{{0,2}},?"
    rf"\s+\((?P<publisher>[^()\n]{{3,90}}?)[,;:]\s*(?P<date>(?:{_MONTHS}\s+)?{_YEAR})\)"
)
_LATER = re.compile(rf"[;,(\s]\s*(?P<date>(?:{_MONTHS}\s+)?{_YEAR})(?=\)?(?:\s*(?:\[|\.|$|\n|,\s*p|:)))")
_CARD = re.compile(
    rf"(?P<title>[A-Z\"'][^\n/]{{3,200}}?)\s/\s(?:[Bb]y\s+)?(?P<makers>(?=[A-Z])(?P<people>{_PLAIN}(?:(?:,|\s+and|\s+&)\s+{_PLAIN}){{0,4}})?[^\n/]{{0,90}}?)\.\s{{1,2}}-{{1,2}}\s"
    rf"[^\n]{{0,90}}?(?P<date>(?:(?:{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)\s+)?{_YEAR})(?=\W|$)"
)
_NUMBER = re.compile(r"(?:\[\d{1,3}\]|\(?\d{1,3}[.)]|[•*-])\s+")
_SEEN = re.compile(r"[(\[]?\b(?:[Aa]ccessed|[Cc]ited|[Rr]etrieved|[Vv]iewed|[Ll]ast\s+accessed)\b")


@dataclass(frozen=True, slots=True)
class Citation:
    """One work as a list of references names it. `people` holds the makers' words where they are persons, `publisher` all that follows the title."""

    makers: Span
    people: Span | None
    date: Span | None
    title: Span
    publisher: Span


def citation(view: str, start: int, end: int) -> Citation | None:
    """The citation that begins at `start`; None where the line is no reference to a work."""
    stop = view.find("\n", start, end)
    end = min(end if stop < 0 else stop, start + _REACH)
    number = _NUMBER.match(view, start, end)
    at = number.end() if number else start
    note = _NOTE.match(view, at, end)
    if note is not None:
        return Citation(*(Span(*note.span(part)) for part in ("people", "people", "date", "title", "publisher")))
    card = _CARD.match(view, at, end)
    if card is not None:
        people = Span(*card.span("people")) if card["people"] and not _BODY_WORD.search(card["makers"].split(" for ")[0]) else None
        return Citation(Span(*card.span("makers")), people, Span(*card.span("date")), Span(*card.span("title")), Span(card.end("title"), end))
    makers = _MAKERS.match(view, at, end)
    if makers is None:
        return None
    return _dated(view, makers, end) or _ended(view, makers, end)


def seen(view: str, start: int, end: int) -> int:
    """Where a citation begins to say when its reader looked (`Accessed 11 February 2020`), `end` where it does not."""
    m = _SEEN.search(view, start, end)
    return m.start() if m else end


def _dated(view: str, makers: re.Match[str], end: int) -> Citation | None:
    """The date stands after the makers."""
    m = _DATED.match(view, makers.end(), end)
    title = _TITLE.match(view, m.end(), end) if m is not None and _is_maker(makers) else None
    if m is None or title is None:
        return None
    date = Span(*m.span("date" if m["date"] else "bare"))
    return Citation(Span(*makers.span()), _people(makers), date, Span(*title.span("title")), Span(title.end(), end))


def _ended(view: str, makers: re.Match[str], end: int) -> Citation | None:
    """The date stands behind the publisher; then persons alone are known for makers, or a body that is a board."""
    m = _UNDATED.match(view, makers.end(), end)
    title = _TITLE.match(view, m.end(), end) if m is not None and (makers["people"] or _is_maker(makers)) else None
    if title is None:
        return None
    date = _LATER.search(view, title.end() - 1, seen(view, title.end(), end))
    if date is None:
        return None
    return Citation(Span(*makers.span()), _people(makers), Span(*date.span("date")), Span(*title.span("title")), Span(title.end(), end))


def _is_maker(makers: re.Match[str]) -> bool:
    return makers["body"] is None or _BODY_WORD.search(makers["body"]) is not None


def _people(makers: re.Match[str]) -> Span | None:
    return Span(*makers.span("people")) if makers["people"] else None


_ONE_TURNED = re.compile(
    rf"(?P<last>{_SURNAME}),\s*(?P<first>{_GIVEN})|(?P<surname>{_SURNAME})\s+(?P<initials>[A-Z]{{1,3}})(?=[\s,.;:(]|$)|(?P<plain>{_PLAIN})"
)


def makers(view: str, found: Citation) -> tuple[Person, ...]:
    """The persons who made the work, given name or initials first; empty where a body did."""
    if found.people is None:
        return ()
    out = []
    for m in _ONE_TURNED.finditer(view, found.people.start, found.people.end):
        given, last = (m["first"], m["last"]) if m["last"] else (m["initials"], m["surname"])
        name = m["plain"] or f"{given.strip()} {last}"
        out.append(Person(" ".join(name.split()), Span(*m.span()).trimmed(view)))
    return tuple(out)

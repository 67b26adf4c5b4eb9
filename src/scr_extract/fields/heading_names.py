"""The children that a heading names.

A pseudonym counts wherever it stands. Otherwise the heading is cut at its dashes and colons, a review's own words are taken
off, and what is left must be a name or a list of names as a whole; a theme, a family, a school or an operation leaves other
words and names no child.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.age_patterns import one_of
from scr_extract.fields.child_names import ACRONYMS, AND, LOW, UP, Named, is_forename, pseudonyms, unique
from scr_extract.fields.heading_marks import marked_names
from scr_extract.fields.places import is_place
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_WORDS = lexicon("children")
_TAIL = re.compile(
    r"""[\s,]*\(?\s*(?:\b(?:and|with)\b|&)\s*(?:(?:his|her|their|the)\s+)?(?:\w+\s+)?
        (?P<who>famil(?:y|ies)|(?:half-?\s?)?siblings?|brothers?|sisters?|mother|father|parents?|others|carers?|twin)\b\s*[,:(-]?\s*(?P<names>[^()\n]*)\)?""",
    re.X | re.I,
)
_CUT = re.compile(r"\s+-+\s*|\s*-+\s+|[:|\n;•>]+|\s{3,}|\.\s+|(?<=[a-z])(?=\()")
_DATE = re.compile(
    r"\(?\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:Jan\w*|Feb\w*|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug\w*|Sept?\w*|Oct\w*|Nov\w*|Dec\w*|Spring|Summer|Autumn|Winter)?\.?,?\s*\b(?:19|20)\d\d\b\)?|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    re.I,
)
_STRIP = re.compile(rf"(?<![\w-])(?:{one_of(_WORDS['strip']['phrases'])})(?![\w-])", re.I)
_LEAD = re.compile(rf"^(?:in\s+)?(?:{one_of(_WORDS['strip']['lead'])})(?!\w)[\s:]*", re.I)
_CUE = re.compile(rf"\b(?:{one_of(_WORDS['strip']['cues'])})\s+(?:the\s+)?(?:(?:tragic\s+)?deaths?\s+of\s+)?(?P<names>['\"]?[A-Z][\w'&,\" -]{{0,80}})", re.I)
_BOARD = re.compile(
    r"\b(?:board|partnership|council|committee|borough|county|lscb|scb|nspcc|safeguarding|anonymous|unnamed|university|trust|ltd|limited|school|college|nursery|academy|hospital|operation|family|families|mother|father|adult|case\s+\d+)\b",
    re.I,
)
_WHOLE_NAME = (
    rf"[{UP}][{LOW}]{{1,15}}(?:'[{UP}][{LOW}]+)?(?:-[{UP}]?[{LOW}]+)?(?:\s+(?:[{UP}][{LOW}]{{1,15}}(?:-[{UP}][{LOW}]+)?|[A-Z]{{1,2}}\d?(?!\w))){{0,2}}"
    rf"(?:\s+(?P<surname>[{UP}]{{4,15}})(?!\w))?"  # `Robin HARTLEY`
)
_PART = re.compile(rf"(?P<quote>['\"]?)(?P<name>{_WHOLE_NAME}|[A-Z]{{1,4}}-?\d{{0,3}}(?![{UP}\w])|[{UP}]{{3,15}}(?:\s+[{UP}]{{2,15}}){{0,2}})(?P=quote)")
_ASIDE = re.compile(
    r"""\s*\((?:a\s+pseudonym|pseudonym|not\s+(?:his|her|their)\s+(?:real\s+)?names?|aged?\s[\w\s]{1,20}|\d{1,2}(?:\s*(?:years?|yrs?|months?|weeks?|wks?|days?)(?:\s+old)?)?
      | (?:also\s+)?(?:known\s+(?:as|to\s+\w+\s+\w+\s+as)|called)\s[^()]{1,30}
      | [^()]{1,20}'s\s+(?:\w+\s+)?(?:brother|sister|sibling|twin|cousin|son|daughter)
      | [^\W\d_]{2,14}(?:\s+to\s+[^()]{1,20})?)\)?""",
    re.X | re.I,
)
_PARAGRAPH = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+(?=[A-Z'\"])")
_REVIEW_ASIDE = re.compile(r"\s\([^()\n]{0,160}?\b(?i:reviews?|SCR|LCSPR|CSPR|boards?|partnership|LSCB|published)\b[^()\n]{0,160}\)?\s*$")
"""A bracket at the heading's end that says which review and whose: `Ash and Elm (serious case review, Luton LSCB, May 2014)`."""
_OWN_LABEL = re.compile(r"\b(?:Authors?|LSCB|Published\s+by|Report\s+by|Reported\s+by|Date(?:\s+of\s+publication)?|Lead\s+reviewer|Chair)\s*:", re.I)


def heading_names(view: str, heading: Span) -> tuple[Named, ...]:
    """Every child that a heading names, in order; none where it names a family, a theme or an institution."""
    label = _OWN_LABEL.search(view, heading.start, heading.end)
    span = Span(heading.start, label.start()) if label and label.start() > heading.start else heading
    numbered = _PARAGRAPH.match(view, span.start, span.end)
    span = Span(numbered.end(), span.end) if numbered else span
    found = _without_alias(view, tuple(pseudonyms(view, span)))
    tail = _TAIL.search(view, span.start, span.end)
    if found:
        return unique((*found, *_tail_names(view, tail, found[-1].span.end)))
    marked = marked_names(view, span)
    if marked:
        return marked
    aside = _REVIEW_ASIDE.search(view, span.start, span.end)
    if aside and (named := tuple(_free(view, Span(span.start, aside.start())))):
        return unique(named)
    main = Span(span.start, tail.start()) if tail and tail.start() > span.start else span
    free = tuple(_free(view, main))
    return unique((*free, *(_tail_names(view, tail, main.end) if free else ())))


def _without_alias(view: str, found: tuple[Named, ...]) -> tuple[Named, ...]:
    """`Child C1 (Child C)` names one child twice."""
    return tuple(
        n
        for before, n in zip((None, *found), found, strict=False)
        if before is None or not (view[before.span.end : n.span.start].strip(" '\"") == "(" and view[n.span.end : n.span.end + 2].lstrip("'\"").startswith(")"))
    )


def _tail_names(view: str, tail: re.Match[str] | None, after: int) -> Iterator[Named]:
    """The names after `and his siblings,`."""
    if tail is None or not tail["names"] or tail.start("names") < after or re.match(r"famil|mother|father|parent|carer", tail["who"], re.I):
        return
    for name in names_only(view, Span(*tail.span("names")).trimmed(view), codes=True):
        yield Named(name.name, name.span, "sibling")


def _free(view: str, span: Span) -> Iterator[Named]:
    cued = tuple(cued_names(view, span))
    if cued:
        yield from cued
        return
    parts = list(_parts(view, span))
    told = [p for p in parts if not _DATE.fullmatch(p.of(view).strip(" ,"))]
    if len(parts) > len(told) and len(told) >= 2 and not _STRIP.search(view, span.start, span.end):
        told = told[-1:]  # `2019 - Place - Name`
    for part in told:
        left, reviewed = _bare(view, part)
        if not len(left) or (_BOARD.search(view, part.start, part.end) and not reviewed) or _BOARD.search(view, left.start, left.end):
            continue
        names = tuple(names_only(view, left, codes=reviewed or len(parts) > 2, surely=reviewed or len(parts) > 2))
        if names:
            yield from names
            return


def cued_names(view: str, span: Span) -> Iterator[Named]:
    """The names after `in respect of`, `re`, `into the death of`."""
    for m in _CUE.finditer(view, span.start, span.end):
        inner = Span(m.start("names"), m.start("names") + _until_review(m["names"])).trimmed(view)
        names = tuple(names_only(view, inner, codes=True, capitals=True))
        if names:
            yield from names
            return


def _until_review(words: str) -> int:
    m = re.search(
        rf"\s(?:{one_of([p for p in _WORDS['strip']['phrases'] if ' ' in p or p in ('scr', 'lcspr', 'cspr')])}|overview|born|died|aged|by|final|report|in\s)\b",
        words,
        re.I,
    )
    return m.start() if m else len(words)


def _parts(view: str, span: Span) -> Iterator[Span]:
    start = span.start
    for m in _CUT.finditer(view, span.start, span.end):
        if m.start() > start:
            part = Span(start, m.start()).trimmed(view)
            if len(part):
                yield part
        start = m.end()
    if start < span.end:
        part = Span(start, span.end).trimmed(view)
        if len(part):
            yield part


def _bare(view: str, part: Span) -> tuple[Span, bool]:
    """The part without a review's own words and dates at its ends, and whether it had any."""
    start, end, reviewed = part.start, part.end, False
    moved = True
    while moved and start < end:
        moved = False
        while start < end and view[start] in " '\"(,.&•*-":
            start += 1
        while end > start and view[end - 1] in " '\"),.&•*-(":
            end -= 1
        for regex in (_STRIP, _DATE, _LEAD):
            m = regex.match(view[start:end]) if regex is _LEAD else regex.match(view, start, end)
            if m and m.end() > m.start():
                start, moved = (start + m.end() if regex is _LEAD else m.end()), True
                reviewed = reviewed or regex is not _DATE
        for regex in (_STRIP, _DATE):
            last = next(reversed(list(regex.finditer(view, start, end))), None)
            if last and last.end() == end and last.start() > start:
                end, moved = last.start(), True
                reviewed = reviewed or regex is _STRIP
        if re.search(r"\s(?:and|&|for|of|in|on)$", view[start:end], re.I):
            end, moved = start + view[start:end].rstrip().rfind(" "), True
    return Span(start, max(start, end)).trimmed(view), reviewed


def names_only(view: str, span: Span, *, codes: bool = False, capitals: bool = False, surely: bool = False) -> Iterator[Named]:
    """The names of a span that is a list of names from end to end; nothing where any other word stands in it."""
    place = span.start
    found: list[Named] = []
    if span.end < len(view) and view[span.end] in "'\"":
        span = Span(span.start, span.end + 1)  # the last name's closing quote: `'Robin' and 'Wren'`
    while place < span.end:
        prefix = _STRIP.match(view, place, span.end)
        if prefix and found and view[prefix.end() : prefix.end() + 1] == " ":
            place = prefix.end() + 1  # `SCR S & SCR D`
        m = _PART.match(view, place, span.end)
        if not m or not _is_name(m["name"], codes=codes, capitals=capitals or bool(m["quote"]), surely=surely):
            return
        called = m["name"].removesuffix(m["surname"]) + m["surname"].title() if m["surname"] else m["name"]
        found.append(Named(m["name"].title() if capitals and m["name"].isupper() and len(m["name"]) > 4 else called, Span(*m.span("name"))))
        place = m.end() + (view[m.end() : m.end() + 1] in ("'", '"'))  # an opening quote may have been taken off: `'Robin' (a pseudonym)`
        while aside := _ASIDE.match(view, place, span.end):
            place = aside.end()  # `Isla (4) and Finlay (2) (not their names)`
        while place < span.end and view[place] in " \n)'\"":
            place += 1
        join = AND.match(view, place, span.end)
        if place < span.end and (join is None or join.end() == place):
            return
        place = join.end() if join else place
    if len(found) <= 12:
        yield from found


def _is_name(name: str, *, codes: bool, capitals: bool, surely: bool) -> bool:
    words = name.split()
    if is_place(name):
        return False
    if re.fullmatch(r"[A-Z]{1,4}-?\d{0,3}", name):
        return (codes or name[-1].isdigit()) and name.lower().rstrip("0123456789-") not in ACRONYMS
    if re.fullmatch(r"[A-Z]{3,15}(?: [A-Z]{2,15})*", name):
        return capitals and all(is_forename(w) for w in words)
    return all(is_forename(w, surely=surely) for w in words if len(w) > 2) and is_forename(words[0], surely=surely)

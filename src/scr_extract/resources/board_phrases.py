"""Board-like phrases in running text: `Brighton & Hove LSCB`, `Kent Safeguarding Children Board (KSCB)`, `Southwark & Wandsworth Safeguarding Children Boards`.

A phrase is a tail (`Safeguarding Children Board`, `LSCB`) with a place before it, seldom after it; or a special name of
the gazetteer. The place is the longest run of words before the tail that the gazetteer knows; failing that, the
capitalised words on the line, as an unknown board.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.model import Span
from scr_extract.resources.boards import Bodies, has_form, place, plain_name, special_names
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

_WINDOW = 120
_LONGEST = 14
"""Words in the longest place of the gazetteer (the three western boroughs of London)."""
_WORD = re.compile(r"[^\W\d_][\w&'.-]*|&|,")
_BREAK = re.compile(r"[;:()\[\]|•\"!?/>]|(?<!\bSt)\.(?=\s|$)|\n\s*\n|\d|\s-\s")
_JOINT = re.compile(r"(?:\band|&|,)\s*$", re.I)
_SHORT = ("short_board", "short_partnership", "short_committee")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One board where it is named. `form` is board, partnership, committee, area or None; `bodies` None where unknown."""

    span: Span
    words: str
    form: str | None
    bodies: Bodies | None


@lru_cache(maxsize=1)
def _tail() -> Sought:
    rows = lexicon("boards")["tail"]
    acronyms = "(?-i:{})"  # read in capitals only
    parts = "|".join(f"(?P<t{n}>{(acronyms if row['pattern'][0].isupper() else '{}').replace('{}', row['pattern'])})" for n, row in enumerate(rows))
    return Sought(rf"(?<![\w@./-])(?:{parts})(?![\w@])(?!\.\w)", re.I)


@lru_cache(maxsize=1)
def _special() -> Sought:
    """Special names at once: each normalised name with free white space, `and` or `&`, and apostrophes anywhere."""
    names = sorted(special_names(), key=len, reverse=True)
    between = r"[\s:(,-]+"
    fragments = (between.join(f"{w[:-1]}'?{w[-1]}" if w[1:] else w for w in n.split()).replace(f"{between}an'?d{between}", r"\s*(?:and|&)\s*") for n in names)
    return Sought(r"(?<!\w)(?:" + "|".join(fragments) + r")(?!\w)", re.I)


_HINT = re.compile(r"safeg|LSCB|SC[BP]\b|L\.S\.C|CPC\b|ACPC|protection|together|partnership|CYSUR", re.I)


def phrases(view: str, span: Span) -> Iterator[Phrase]:
    """The boards named in the span, in order; a tail that no place goes with (`the LSCB`) is none."""
    if not _HINT.search(view, span.start, span.end):
        return
    tails = list(_tail().finditer(view, span.start, span.end))
    special = [m for m in _special().finditer(view, span.start, span.end) if m.group()[0].isupper()]
    # `Warwickshire Safeguarding` is a partnership, `Warwickshire Safeguarding Children Board` another body: the longer words win.
    special = [
        m
        for m in special
        if not any(m.start() <= t.start() < m.end() and (t.end() > m.end() or (t.start() == m.start() and _has_place(view, span, t))) for t in tails)
    ]
    tails = [t for t in tails if not any(m.start() <= t.start() < m.end() for m in special)]
    taken = span.start
    for m in sorted([*tails, *special], key=lambda m: m.start()):
        if m.start() < taken:
            continue
        if m.re is _special().regex:
            bodies = special_names().get(plain_name(m.group()))
            form = None if "committee" not in m.group().lower() else "committee"
            yield Phrase(Span(m.start(), m.end()), " ".join(m.group().split()), form, bodies)
            taken = m.end()
            continue
        for phrase in _placed(view, Span(taken, span.end), m):
            yield phrase
            taken = max(taken, phrase.span.end)


def _has_place(view: str, zone: Span, tail: re.Match[str]) -> bool:
    return _known(view, _before(view, zone, tail.start())) is not None


def _placed(view: str, zone: Span, m: re.Match[str]) -> list[Phrase]:
    form = lexicon("boards")["tail"][int(m.lastgroup[1:])]["form"] if m.lastgroup else "board"
    short = form in _SHORT
    form = form.removeprefix("short_")
    words = _before(view, zone, m.start())
    known = _known(view, words)
    if known:
        places = _parts(view, known, form, plural=m.group()[-1] in "sS") or [known]
        while len(places) < 6 and (left := _joined(view, zone, places[0][0].start)):
            places.insert(0, left)
        whole = Span(places[0][0].start, m.end())
        tail = " ".join(m.group().split())
        if tail[:1].islower():
            tail = tail.title() if view[places[0][0].start].isupper() else tail
        return [Phrase(whole, f"{' '.join(s.of(view).split())} {tail}", form, bodies) for s, bodies in places]
    after = re.compile(r"\s+(?:for|of|in)\s+(?:the\s+)?").match(view, m.end(), zone.end)
    if after and not words and (right := known_place(view, Span(after.end(), min(zone.end, after.end() + _WINDOW)))):
        whole = Span(m.start(), right[0].end)
        return [Phrase(whole, " ".join(whole.of(view).split()), form, right[1])]
    if short or m.group().strip("s") == "CPC":
        return []
    run = None if any(_unnamed().fullmatch(w.of(view)) for w in words[-3:]) else _capitals(view, words)
    if run is None or not m.group()[0].isupper():
        return []
    near = place(run.of(view), near=True)
    whole = Span(run.start, m.end())
    return [Phrase(whole, " ".join(whole.of(view).split()), form, near)]


def _before(view: str, zone: Span, end: int) -> list[Span]:
    """The words just before a tail, back to the nearest mark that no place name holds."""
    start = max(zone.start, end - _WINDOW)
    for m in _BREAK.finditer(view, start, end):
        start = m.end()
    spans = [Span(w.start(), w.end()) for w in _WORD.finditer(view, start, end)]
    return spans[-_LONGEST:]


def _known(view: str, words: list[Span]) -> tuple[Span, Bodies] | None:
    """The longest run of last words that is a known place, unless the word before makes it another place."""
    for k, first in enumerate(words):
        name = Span(first.start, words[-1].end)
        if not view[first.start].isupper() or first.of(view).lower() in ("the", "our"):
            continue
        bodies = place(name.of(view)) or (place(name.of(view)[:-2]) if name.of(view).endswith("'s") else None)
        if bodies is None:
            continue
        before = words[k - 1].of(view) if k else ""
        if _unnamed().fullmatch(before):
            return None
        if before[:1].isupper() and before.lower().rstrip(".") in lexicon("boards")["words"]["qualifiers"]:
            return None
        return name, bodies
    return None


@lru_cache(maxsize=1)
def _unnamed() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("boards")["words"]["unnamed"]), re.I)


def place_before(view: str, zone: Span, end: int) -> tuple[Span, Bodies] | None:
    """The longest known place that ends at `end`."""
    return _known(view, _before(view, zone, end))


def _parts(view: str, known: tuple[Span, Bodies], form: str, *, plural: bool) -> list[tuple[Span, Bodies]]:
    """A known place of two names as two places: where the words say boards, or no one body of that form covers both (`Derby and Derbyshire`)."""
    span, bodies = known
    if not plural and has_form(bodies, form):
        return []
    cut = re.compile(r"\s+(?:and|&)\s+|\s*&\s*").search(view, span.start, span.end)
    if cut is None:
        return []
    halves = [Span(span.start, cut.start()), Span(cut.end(), span.end)]
    found = [(half, b) for half in halves if (b := place(half.of(view))) and has_form(b, form)]
    return found if len(found) == 2 else []


def _joined(view: str, zone: Span, start: int) -> tuple[Span, Bodies] | None:
    """A known place that `and`, `&` or a comma ties to the one at `start`."""
    low = max(zone.start, start - _WINDOW)
    joint = _JOINT.search(view, max(low, start - 6), start)
    if joint is None:
        return None
    return _known(view, _before(view, zone, joint.start()))


_BETWEEN_CAPITALS = ("and", "&", "of", "upon", "the", "with", "on", ",")


def _capitals(view: str, words: list[Span]) -> Span | None:
    """The unknown place before a tail: capitalised words (with `and`, `of`, `&` between) on one line, without words that name none."""
    run: list[Span] = []
    not_places = set(lexicon("boards")["words"]["not_places"])
    for word in reversed(words):
        text = word.of(view)
        if run and "\n" in view[word.end : run[0].start]:
            break
        named = text[0].isupper() and (text.lower() not in not_places or _follows_of(view, run))
        if named or (run and text.lower() in _BETWEEN_CAPITALS):
            run.insert(0, word)
        else:
            break
    while run and (run[0].of(view).lower() in not_places or not run[0].of(view)[0].isupper()):
        run.pop(0)
    return Span(run[0].start, run[-1].end) if run and len(run) <= 8 else None


def _follows_of(view: str, run: list[Span]) -> bool:
    return bool(run) and run[0].of(view).lower() in ("of", "upon")


def known_place(view: str, span: Span) -> tuple[Span, Bodies] | None:
    """The longest known place that the span begins with."""
    end = span.end
    if (stop := _BREAK.search(view, span.start, span.end)) is not None:
        end = stop.start()
    words = [Span(w.start(), w.end()) for w in _WORD.finditer(view, span.start, end)][:_LONGEST]
    for last in reversed(words):
        name = Span(words[0].start, last.end)
        if view[name.start].isupper() and (bodies := place(name.of(view))):
            return name, bodies
    return None

"""The boards, partnerships and committees that publish reviews: gazetteers/boards.csv, looked up by place, name, acronym and time.

Every name is a place and a tail (`Camden` + `Safeguarding Children Board`), but for some forty special ones
(`Keeping Bristol Safe Partnership`). So the table is turned once into a map of normalised places and one of special names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from scr_extract.resources.loader import gazetteer, lexicon

LSCB_END = "2019-09-29"
"""The last day of the English boards: an entry dated later speaks of a partnership (Children and Social Work Act 2017)."""

_LATER = 4
"""How many years after an incident a board may begin that publishes the review of it, as `_away` counts them: where a slot
holds a place alone. A name with its tail (`Powys LSCB`) is that of a body of its own."""
_ISLANDS = ("crown-dependency", "national")
FORMS: Mapping[str, tuple[str, ...]] = {
    "board": ("lscb", "rsb", "regional", "crown-dependency", "national"),
    "partnership": ("scp", "rsb", "crown-dependency", "regional"),
    "committee": ("cpc", "national", "crown-dependency"),
    "area": (),
}
"""The kinds of body that a form of words can name; `area` committees ended in 2006, before the gazetteer begins."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One body of the gazetteer. Dates are ISO, empty where open or not known."""

    id: str
    name: str
    nation: str
    region: str
    kind: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class Bodies:
    """The ids that some words can mean: of bodies named so, and of bodies that cover the place among others."""

    own: tuple[str, ...]
    covering: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tables:
    rows: Mapping[str, BoardRow]
    places: Mapping[str, Bodies]
    special: Mapping[str, Bodies]
    """Normalised names that are not a place and a tail."""
    acronyms: Mapping[str, Bodies]
    """Acronyms that one body uses (KSCB); shared ones (BSCB) say nothing without a place."""


def plain_name(words: str) -> str:
    """The words of a name in lower case, `&` as `and`, without punctuation."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", words.lower().replace("&", " and ").replace("'", "")).split())


@lru_cache(maxsize=1)
def _tails() -> re.Pattern[str]:
    patterns = "|".join(t["pattern"] for t in lexicon("boards")["tail"])
    return re.compile(rf"\s+(?:{patterns})$", re.I)


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    rows: dict[str, BoardRow] = {}
    places: dict[str, list[str]] = {}
    covered: dict[str, list[str]] = {}
    successors: dict[str, tuple[str, ...]] = {}
    special: dict[str, list[str]] = {}
    acronyms: dict[str, list[str]] = {}
    for line in gazetteer("boards"):
        if line["kind"] == "pseudo":
            continue
        row = BoardRow(line["id"], line["name"], line["nation"], line["region"], line["kind"], line["valid_from"], line["valid_to"])
        rows[row.id] = row
        successors[row.id] = _listed(line["successor_ids"])
        for place in _listed(line["place_names"]):
            places.setdefault(plain_name(place), []).append(row.id)
        for authority in _listed(line["authorities"]):
            covered.setdefault(plain_name(_turned(authority)), []).append(row.id)
        for acronym in _listed(line["acronyms"]):
            acronyms.setdefault(plain_name(acronym), []).append(row.id)
        for name in (line["name"], *_listed(line["aliases"])):
            if " " in name and plain_name(_tails().sub("", name)) not in places:
                special.setdefault(plain_name(name), []).append(row.id)
    for name, ids in places.items():
        covered.setdefault(name, []).extend(s for i in ids for s in successors[i])
    both = {p: Bodies(tuple(places.get(p, ())), tuple(dict.fromkeys(i for i in covered[p] if i not in places.get(p, ())))) for p in sorted(covered)}
    return _Tables(rows, both, _fixed(special), _fixed(acronyms))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _turned(authority: str) -> str:
    """`Bristol, City of` -> `Bristol`."""
    return authority.split(",")[0]


def _fixed(table: dict[str, list[str]]) -> dict[str, Bodies]:
    return {name: Bodies(tuple(dict.fromkeys(ids))) for name, ids in table.items()}


def board(board_id: str | None) -> BoardRow | None:
    """The row of an id; None for an id that is not in the gazetteer."""
    return _tables().rows.get(board_id) if board_id else None


def special_names() -> Mapping[str, Bodies]:
    """Normalised names that are not a place and a tail, with their bodies."""
    return _tables().special


@lru_cache(maxsize=4096)
def place(words: str, *, near: bool = False) -> Bodies | None:
    """The bodies of a place as written (`London Borough of Southwark`, `Brighton & Hove`); None where it is not known.

    `near` also takes one slip of the pen in six letters or more, two in twelve (`Glouchestershire`).
    """
    tables, name = _tables(), plain_name(words)
    for form in (*_forms(name), *_forms(_in_full(name))):
        if form in tables.places:
            return tables.places[form]
    if near and len(name) >= 6:
        allowed = 2 if len(name) >= 12 else 1
        close = sorted(
            (OSA.distance(name, place, score_cutoff=allowed), place)
            for place in tables.places
            if place[0] == name[0] and abs(len(place) - len(name)) <= allowed
        )
        if close and close[0][0] <= allowed and (len(close) == 1 or close[0][0] < close[1][0]):
            return tables.places[close[0][1]]
    return None


def _in_full(name: str) -> str:
    """A name with its short words written out (`n yorks` -> `north yorkshire`, `brighton` -> `brighton and hove`)."""
    short = lexicon("boards")["short_places"]
    if name in short:
        return str(short[name])
    return " ".join(short[w] if w in short and " and " not in short[w] else w for w in name.split())


def _forms(name: str) -> Iterable[str]:
    words = lexicon("boards")["words"]
    yield name
    bare = name
    for prefix in sorted(words["before_place"], key=len, reverse=True):
        if bare.startswith(prefix + " "):
            bare = bare[len(prefix) + 1 :]
            yield bare
            break
    for suffix in sorted(words["after_place"], key=len, reverse=True):
        if bare.endswith(" " + suffix):
            yield bare[: -len(suffix) - 1]
            break


@lru_cache(maxsize=1)
def _sites() -> Mapping[str, Bodies]:
    """Places as they stand in a site's name: without spaces, and with `and` left out as well."""
    out: dict[str, Bodies] = {}
    for name, bodies in _tables().places.items():
        out.setdefault(name.replace(" ", ""), bodies)
        out.setdefault("".join(w for w in name.split() if w != "and"), bodies)
    return out


def place_of_site(host: str) -> Bodies | None:
    """The bodies of a place that a site's name runs together (`brightonandhove`)."""
    return _sites().get(host.lower().replace("-", ""))


def acronym(word: str) -> Bodies | None:
    """The body of an acronym that it alone uses (KSCB); None for one that is shared or not known."""
    return _tables().acronyms.get(plain_name(word))


def has_form(bodies: Bodies, form: str) -> bool:
    """Whether a body named so is of a kind that the form of words can name."""
    return any(_tables().rows[i].kind in FORMS[form] for i in bodies.own)


def chosen(bodies: Bodies, form: str | None, when: str | None) -> BoardRow | None:
    """The body meant by words that could be any of `bodies`; None where no body of that form is known.

    `form` is what the name ends in (board, partnership, committee, area, or None for a place alone); `when` an ISO date,
    as precise as is known. The form written decides between kinds, time between bodies of one kind; a place alone means
    the board until its last day and the partnership after. A body named after the place goes before one that covers it
    among others, unless only the latter lived at the time (Kingston in 2018). One that covers it and began years later is
    not meant: the local boards of Wales before 2013 are not in the gazetteer.
    """
    kinds = FORMS[form] if form else ("scp", "rsb", "cpc", *_ISLANDS) if when and when[:7] > LSCB_END[:7] else ("lscb", "rsb", "cpc", *_ISLANDS)
    rows = _tables().rows
    own = [rows[i] for i in bodies.own]
    covering = [rows[i] for i in bodies.covering]

    covering = [r for r in covering if _away(r, when) <= (0 if form else _LATER) or not r.valid_from or (when or "") > r.valid_from]

    def best(some: list[BoardRow], *, alive: bool) -> BoardRow | None:
        fit = [r for r in some if _fits(r, kinds, form) and (not alive or _away(r, when) == 0)]
        return min(fit, key=lambda r: (_away(r, when), r.kind not in kinds, bool(r.valid_to), r.id)) if fit else None

    found = best(own, alive=True) or best(covering, alive=True) or best(own, alive=False) or best(covering, alive=False)
    if found is None and form in ("board", "partnership", None):
        # `X Safeguarding Board` may be what a partnership calls itself, and some boards called themselves partnerships.
        other = [r for r in (*own, *covering) if r.kind in ("lscb", "scp", "cpc")]
        return min(other, key=lambda r: (_away(r, when), r.id)) if other else None
    return found


def _fits(row: BoardRow, kinds: tuple[str, ...], form: str | None) -> bool:
    """Whether the body is of a kind that the words name; Leeds called its board a partnership."""
    return row.kind in kinds or (form is not None and row.name.lower().endswith(form))


def _away(row: BoardRow, when: str | None) -> int:
    """How far (in years, roughly) a date lies outside a body's life; 0 within it or where no date is known."""
    if when is None:
        return 0
    if row.valid_from and when < row.valid_from[: len(when)]:
        return 1 + int(row.valid_from[:4]) - int(when[:4])
    if row.valid_to and when > row.valid_to[: len(when)]:
        return 1 + int(when[:4]) - int(row.valid_to[:4])
    return 0

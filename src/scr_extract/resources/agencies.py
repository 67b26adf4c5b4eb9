"""Agencies that recommendations are addressed to, from lexicons/agencies.toml, and who a statement's own subject is."""

from __future__ import annotations

import re
from functools import lru_cache

from scr_extract.plain import plain
from scr_extract.resources.loader import lexicon

_AND = re.compile(r"\s*(?:,|;|/|\s+and\s+|\s*&\s*|\s+or\s+|\s+with\s+|\s+as\s+well\s+as\s+|\s+together\s+with\s+)\s*")
_BEFORE = r"(?:(?!\b(?:of|for|in|on|at|about|to|with|role|policy|policies|which|that)\b)[\w'&.-]+\s+){0,7}?"
_AFTER = r"(?:\s*\([^()]{1,60}\))?(?:'s)?(?:\s+(?:in|at|of|within|across|from|for|who|which|that|through|where|when|working|involved)\b.*)?"
_MOST = 160


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One regex for each agency; of its names the longest stand first."""
    rows: dict[str, list[str]] = lexicon("agencies")["agency"]
    words = {agency: "|".join(sorted(names, key=len, reverse=True)).replace(" ", r"\s+") for agency, names in rows.items()}
    return tuple(
        (agency, re.compile(rf"(?:(?:(?:the|all)\s+)?providers?\s+of\s+(?:the\s+)?)?{_BEFORE}(?P<name>\b(?:{names}))\b{_AFTER}", re.I | re.S))
        for agency, names in words.items()
    )


@lru_cache(maxsize=1)
def _subject() -> re.Pattern[str]:
    cues = lexicon("agencies")["cues"]
    return re.compile(
        rf"(?:that\s+)?(?!(?:{'|'.join(cues['not_subjects'])})\b)(?P<who>[^.;:]{{2,{_MOST}}}?)\s+(?:also\s+|each\s+|both\s+|jointly\s+)?(?:{'|'.join(cues['modals'])})\b",
        re.I,
    )


def agencies(words: str) -> tuple[str, ...]:
    """The agencies that a phrase names (`the police and both boards`), each once, in its order."""
    found: list[str] = []
    words = plain(words)
    whole = _agency(words)
    parts = [words] if whole and not _AND.search(words) else [p for p in _AND.split(words) if p.strip()]
    for part in parts:
        agency = _agency(part)
        if agency and agency not in found:
            found.append(agency)
    if whole and whole not in found and len(found) < len(parts):
        found = [whole]
    return tuple(found)


def _agency(phrase: str) -> str | None:
    phrase = " ".join(phrase.split())
    best: tuple[int, str] | None = None
    for agency, regex in _names():
        m = regex.fullmatch(phrase)
        if m and (best is None or len(m["name"]) > best[0]):
            best = (len(m["name"]), agency)
    return best[1] if best else None


def addressees(statement: str) -> tuple[str, ...]:
    """The agencies that are the subject of a statement (`Luton LSCB should ...`); none where its subject is something else."""
    m = _subject().match(plain(statement).strip())
    return agencies(m["who"]) if m else ()


_TO = re.compile(r"\b(?:for|to)\s+(?P<who>[^:;.]{2,90}?)(?:,?\s+(?:which|that|these))?\s*(?:\binclud\w+|\bare\b|\bwere\b|:|$)", re.I)
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[A-Za-z][.)])\s+")
_RECOMMENDS = re.compile(r"\brecommends\s+(?:that\s+)?(?P<who>(?:the\s+)?[\w&' -]{2,60}?)\s+(?:to\s+)?(?:consider|answer|ask|reflect|review|ensure)", re.I)


def label_addressees(label: str) -> tuple[str, ...]:
    """The agencies that a label names (`Recommendations for both boards include`), or is (`Housing department`)."""
    m = _TO.search(label) or _RECOMMENDS.search(label)
    return agencies(m["who"] if m else _NUMBERED.sub("", label).strip(" :"))

"""The parts of one sentence that is a list: between semicolons, or between commas where they join short noun phrases."""

from __future__ import annotations

import re
from functools import lru_cache

from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_MOST_WORDS = 6
"""A part of a comma list with more words than this is a clause, and the commas are the sentence's own."""
_THAT = re.compile(r"[,;]\s*(?:and\s+)?that\s+(?!(?:is|was|had|has|the\s+same)\b)", re.I)
_JOINED = re.compile(r"\s*(?:and|&)\b", re.I)


@lru_cache(maxsize=1)
def list_words() -> dict[str, re.Pattern[str]]:
    """The regexes of lexicons/statements.toml by name."""
    lists = {name: "|".join(terms) for name, terms in lexicon("statements").items()}
    return {
        "stop": re.compile(rf"[>*_\s\[]*(?i:{lists['stops']})"),
        "nothing": re.compile(rf"[\s:.-]*(?i:{lists['nothing']})"),
        "sentence": re.compile(rf"\b(?i:{lists['sentence_words']})\b"),
        "governing": re.compile(rf"\s*(?i:{lists['governing']})"),
        "compound": re.compile(rf"\b(?i:{lists['compounds']})\b"),
        "duty": re.compile(rf"\b(?i:{lists['duty']})\b"),
        "topical": re.compile(rf"\b(?i:{lists['topical']})\s*$"),
    }


def parts(view: str, span: Span) -> list[Span]:
    """The parts between semicolons outside brackets. A `; and` before the last part ends the list; earlier it goes on with its part."""
    cuts, depth = list[int](), 0
    for at in range(span.start, span.end):
        c = view[at]
        if c in "([":
            depth += 1 if view.find(")" if c == "(" else "]", at, min(span.end, at + 300)) >= 0 else 0
        elif c in ")]":
            depth = max(0, depth - 1)
        elif c == ";" and not depth and view[at + 1 : span.end].strip(" \n.;"):
            cuts.append(at)
    joined = [bool(_JOINED.match(view, at + 1, span.end)) for at in cuts]
    if not all(joined):
        last = len(cuts) - 1
        cuts = [at for n, (at, more) in enumerate(zip(cuts, joined, strict=True)) if n == last or not more]
    starts = [span.start, *(at + 1 for at in cuts)]
    return [Span(a, b) for a, b in zip(starts, [*cuts, span.end], strict=True)]


def that_parts(view: str, span: Span) -> list[Span]:
    """The clauses of `(found that) A; that B; and that C`, without their `that`; empty where there is but one."""
    cuts = list(_THAT.finditer(view, span.start, span.end))
    if not cuts:
        return []
    starts = [span.start, *(m.end() for m in cuts)]
    return [Span(a, b) for a, b in zip(starts, [*(m.start() for m in cuts), span.end], strict=True)]


def unstopped(view: str, parts: list[Span]) -> list[Span]:
    """The parts of a sentence; the last without the full stop that ends the sentence and not the part."""
    end = parts[-1].end
    while end > parts[-1].start and view[end - 1] in ". \n":
        end -= 1
    return [*parts[:-1], Span(parts[-1].start, end)]


def comma_parts(view: str, span: Span) -> list[Span]:
    """The short noun phrases of a comma list; empty where the commas belong to a sentence."""
    text = span.of(view)
    if list_words()["sentence"].search(text) or list_words()["governing"].match(text) or ":" in text:
        return []
    cuts = [span.start + m.start() for m in re.finditer(r",(?=\s)(?![^(]*\))", text)]
    if not cuts:
        return []
    starts = [span.start, *(at + 1 for at in cuts)]
    parts = [Span(a, b) for a, b in zip(starts, [*cuts, span.end], strict=True)]
    last = parts[-1].trimmed(view)
    if not _JOINED.match(view, last.start, last.end):
        ands = list(re.compile(r"\s+and\s+").finditer(view, last.start, last.end))
        if len(ands) == 1 and not list_words()["compound"].search(view, last.start, last.end):
            parts[-1:] = [Span(last.start, ands[0].start()), Span(ands[0].end(), last.end)]
    sizes = [len(p.of(view).split()) for p in parts]
    fits = max(sizes) <= _MOST_WORDS and sum(sizes) <= 4.5 * len(sizes) and (len(parts) > 2 or max(sizes) <= 4)
    return parts if fits else []

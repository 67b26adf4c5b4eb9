"""Made-up passages from grammars: rules as data (grammar/*.toml), words from the lexicons, everything drawn from one seed.

In a rule `{name}` is another rule or a terminal of `terminals.py`, `<a|b|>` one of its parts, `[LABEL|...]` what is to be found,
`~` is a line's end and `¦` an upright bar. The same seed gives the same passages on any machine.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from random import Random

from scr_extract.errors import ResourceError
from scr_extract.model import Span
from scr_extract.training.passages import Passage
from scr_extract.training.terminals import TERMINALS

MARK = re.compile(r"\{(?P<rule>[a-z_]+)\}|\[(?P<label>[A-Z_]+)\||(?P<open><)|(?P<close>[\]>])|(?P<or>\|)|~|[^{\[<\]>|~]+")
_DEEPEST = 40
_A_AN = re.compile(r"\b(?P<a>[Aa]) (?=(?:8|11|18)\b|(?:8|11|18)-|[aeio]|u(?!n[aei]|s[eu]|ni))")


@dataclass(slots=True)
class _Made:
    """A passage in the making."""

    text: str = ""
    spans: list[tuple[Span, str]] = field(default_factory=list)


@lru_cache(maxsize=1)
def rules() -> Mapping[str, tuple[str, ...]]:
    """All rules by name. Raises ResourceError where a name stands twice or a rule names one that is not there."""
    found: dict[str, tuple[str, ...]] = {}
    folder = files("scr_extract.training") / "grammar"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            for name, forms in tomllib.loads(path.read_text("utf-8")).items():
                if name in found or name in TERMINALS:
                    raise ResourceError(f"training/grammar: the rule {name} stands twice")
                found[name] = tuple(forms)
    missing = {m["rule"] for forms in found.values() for form in forms for m in MARK.finditer(form) if m["rule"]} - found.keys() - TERMINALS.keys()
    if missing:
        raise ResourceError(f"training/grammar: no rule {', '.join(sorted(missing))}")
    return found


def passages(
    number: int, seed: int, roots: tuple[str, ...] = ("header", "header", "story", "story", "story", "told", "credit", "way", "statement")
) -> Iterator[Passage]:
    """So many made-up passages, drawn from these rules in turn."""
    random = Random(seed)
    for n in range(number):
        yield passage(roots[n % len(roots)], random)


def passage(root: str, random: Random) -> Passage:
    made = _Made()
    _rule(root, random, made, 0)
    return _tidied(made, root)


def _rule(name: str, random: Random, made: _Made, depth: int) -> None:
    if depth > _DEEPEST:
        raise ResourceError(f"training/grammar: the rule {name} never ends")
    if name in TERMINALS:
        made.text += TERMINALS[name](random)
        return
    _form(random.choice(rules()[name]), random, made, depth + 1)


def _form(form: str, random: Random, made: _Made, depth: int) -> None:
    at = 0
    while at < len(form):
        at = _mark(form, at, random, made, depth)


def _mark(form: str, at: int, random: Random, made: _Made, depth: int) -> int:
    """Make what stands at `at`; where the next part stands."""
    m = MARK.match(form, at)
    if m is None or m["close"] or m["or"]:
        raise ResourceError(f"training/grammar: a mark too many in {form!r}")
    if m["rule"]:
        _rule(m["rule"], random, made, depth)
    elif m["label"]:
        end, _ = _closing(form, m.end())
        start = len(made.text)
        _form(form[m.end() : end], random, made, depth)
        made.spans.append((Span(start, len(made.text)), m["label"]))
        return end + 1
    elif m["open"]:
        end, bars = _closing(form, m.end())
        edges = [m.end() - 1, *bars, end]
        k = random.randrange(len(edges) - 1)
        _form(form[edges[k] + 1 : edges[k + 1]], random, made, depth)
        return end + 1
    else:
        made.text += "\n" if m[0] == "~" else m[0].replace("¦", "|")
    return m.end()


def _closing(form: str, at: int) -> tuple[int, list[int]]:
    """Where the part that began before `at` closes, and the bars that are its own."""
    deep, bars = 0, list[int]()
    while at < len(form):
        m = MARK.match(form, at)
        if m is None:
            break
        if m["open"] or m["label"]:
            deep += 1
        elif m["close"]:
            if deep == 0:
                return at, bars
            deep -= 1
        elif m["or"] and deep == 0:
            bars.append(at)
        at = m.end()
    raise ResourceError(f"training/grammar: a part of {form!r} is never closed")


def _tidied(made: _Made, kind: str) -> Passage:
    """Without double spaces, with `an` before vowels and a capital at the start; the spans move with their words."""
    text, spans = made.text, made.spans
    for pattern, new in ((re.compile(r"(?<=\s) +|^ +| +(?=[,.;\n])| +$"), ""), (_A_AN, None)):
        out, end, moves = "", 0, []
        for m in pattern.finditer(text):
            word = f"{m['a']}n " if new is None else new
            moves.append((m.end(), len(word) - len(m[0])))
            out += text[end : m.start()] + word
            end = m.end()
        spans = [(Span(_moved(s.start, moves), _moved(s.end, moves)), label) for s, label in spans]
        text = out + text[end:]
    return Passage(text[:1].upper() + text[1:], tuple(sorted((s.trimmed(text), label) for s, label in spans if len(s.trimmed(text)))), kind)


def _moved(at: int, moves: list[tuple[int, int]]) -> int:
    return at + sum(by for end, by in moves if end <= at)

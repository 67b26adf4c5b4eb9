"""Full reports: one review in a whole document, with a cover, contents and numbered sections (FORMATS section 9).

A document is a report where its first page names one review as its subject and its body has a report's sections; a
bulletin that lists several reviews is not, whatever its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.cover import FRONT, cover_end
from scr_extract.layouts.one_review import names_together
from scr_extract.layouts.outline import outline
from scr_extract.layouts.segmenter import Stretch
from scr_extract.layouts.units import Unit
from scr_extract.layouts.words import BOARD, MONTH, PSEUDONYM, REVIEW, YEAR, one_of
from scr_extract.model import BlockKind, Document, Part, Segment, SegmentKind, Span
from scr_extract.resources.sections import section_kind

NAME = "report"

ENOUGH = 3
"""Signs that make a document a report."""
SEVERAL = 3
"""Titles from which a document is a list of reviews, whatever else it has of a report."""
_CHILD_NAMED, _REVIEW_NAMED, _OUTCOME = 5, 8, 4
"""The weight of a title that names a child, of one that names its review too, and of a line that tells of an outcome."""
_COVER_LINE = 160
_TITLE_LINES = 2
_COVER_LINES, _TITLE_LINE = 12, 100
_BODY = re.compile(rf"{BOARD}|\bCommittees?\b|\bPartnerships?\b|\bBoard\b")
_WRITTEN = re.compile(rf"\b(?:authors?|reviewers?|written\s+by|report\s+by|writer)\b|{MONTH}\s+{YEAR}|\b{YEAR}\b", re.I)
_NAMED = re.compile(r"(?<![\w])['\"][A-Z][a-z]{1,14}['\"]|\b(?:Re|Ref|Case|Reference)\b[^\n]{0,30}\d{1,3}\s?/\s?(?:20)?\d\d\b")
_ALONE = re.compile(r"[A-Z][a-z]{2,13}|[A-Z]{3,14}")
_SECTIONS = frozenset(
    {"introduction", "methodology", "family", "narrative", "analysis", "findings", "learning", "recommendations", "questions", "good_practice"}
)
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d{1,3}\s*$", re.M)
_CONTENTS = re.compile(r"^\s*(?:table\s+of\s+)?contents\b[^\n]{0,12}$|^\s*index\s*$", re.I | re.M)
_NUMBERED = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z]", re.M)
_SELF = re.compile(
    r"\b(?:this\s+(?:overview\s+|serious\s+case\s+review\s+|final\s+)?report|terms\s+of\s+reference|overview\s+report|executive\s+summary|independent\s+(?:overview\s+)?(?:authors?|reviewers?|report)|lead\s+reviewers?|review\s+panel|practitioner\s+learning\s+events?)\b",
    re.I,
)
_SUBJECT = re.compile(rf"{REVIEW}|\boverview\s+report\b", re.I)
_SHEET = re.compile(r"Title\s*:\s*(?P<title>[^\n]{3,200}?)\s*\.?\s*(?=(?:LSCB|Authors?|Board|Date\s+of\s+publication)\s*:)", re.I)
_HOST = re.compile(rf"(?i:{one_of('host_noise')})\s*")
_SHARED = re.compile(
    r"^\W*(?:transcript\b|upload|embed\s+size|page\s+\d+:|you\s+are\s+on\s+page|citation\s+preview|p\s?a\s?g\s?e\s+\d+\s*(?:of|\|)\s*\d+)", re.I | re.M
)
_MANUAL = re.compile(
    r"\bprocedures?\s+manual\b|\b(?:policy|protocol|procedures?|guidance\s+note|handbook)\s*$|^(?:related\s+guidance|amendments?|scope\s+of\s+this\s+(?:chapter|policy))\b"
    r"|\bthresholds?\s+(?:for|document|guidance|of\s+need)\b|\b(?:continuum|levels?|windscreen)\s+of\s+need\b|\bannual\s+(?:report|review)\s+(?:19|20)\d\d"
    r"|^(?:[\w'&, -]+\s)?annual\s+report\b"
    r"|^(?:[\w'&, -]+\s)?(?:practice|agency|staff|practitioners?'?|professionals?'?|statutory)\s+(?:guidance|guidelines?|guide|toolkit)\s*$"
    r"|\b(?:policy|protocol|procedures?|guid(?:e|ance)|toolkit|process|how)\s+(?:for|on|to)\s+(?:(?:the\s+)?(?:commission|conduct|undertak|carrying\s+out|writ)\w*)\b"
    r"|\b(?:business|strategic)\s+plan\b|\btraining\s+(?:programme|directory|prospectus|calendar)\b|\bmemorandum\s+of\s+understanding\b",
    re.I,
)
_ANNUAL = re.compile(r"\bannual\s+report\b", re.I)
_PERIODICAL = re.compile(r"\b(?:newsletter|e-?bulletin|bulletin|digest|round-?up|e-?news|trainer|training|slide\s+\d|issue\s+(?:no\.?\s*)?\d{1,3})\b", re.I)
_MASTHEAD = 300
"""Characters in which a periodical says what it is."""
_CUT = re.compile(r"\.\.|…|^[a-z]")
_LABELLED = re.compile(r"\b(?:Background|Key\s+issues|Learning|Recommendations|Keywords|Model)\s*:")


def report_parts(document: Document, view: str, units: tuple[Unit, ...], listed: Callable[[], int]) -> tuple[Part, ...] | None:
    """The sections of a document that looks like one review's report: a subject on its first page and a report's structure. None for any other.

    `listed` counts the titles of reviews, asked where the cover alone makes it a report: two of them make a list.
    """
    front = view[:FRONT]
    if not _SUBJECT.search(front):
        return None
    periodical = _PERIODICAL.search(view, 0, _MASTHEAD) is not None
    if is_manual(view, units) or _is_years(view, units) or (periodical and listed() >= 2):
        return None
    parts = outline(view, units)
    length = len(view)
    signs = 0
    if not periodical:  # a newsletter has a list of contents too
        signs += 2 if len(_LEADERS.findall(view)) >= 3 else 0
        signs += 2 if _CONTENTS.search(view[: 4 * FRONT]) else 0
    signs += 1 if len(_NUMBERED.findall(view)) >= 4 else 0
    signs += 1 if len(_SELF.findall(view[: 6 * FRONT])) >= 2 else 0
    signs += 1 if re.search(r"\bPage\s+\d+\s*(?:of|\|)\s*\d+|^Page\s+\d+:", view[: 4 * FRONT], re.M | re.I) else 0
    signs += min(2, len(_SHARED.findall(view[: 2 * FRONT])))  # a sharing host's page around one file
    signs += 2 if len(document.pages) >= 8 or length > 30000 else 0
    signs += 2 if _has_cover(document, view) else 0
    kinds = len({p.kind for p in parts} & _SECTIONS)
    signs += 2 if kinds >= 4 else 1 if kinds == 3 else 0
    signs -= 2 if len(_LABELLED.findall(view)) >= 6 and length < 30000 else 0
    if signs < ENOUGH and not periodical:  # a masthead with its numbered contents looks like a cover
        shown = _cover_signs(view, units, parts)
        signs += shown if shown < 2 or listed() < 2 else 0
    return parts if signs >= ENOUGH else None


def lists_reviews(view: str, clues: tuple[Clue, ...], found: tuple[Stretch, ...]) -> bool:
    """Whether several entries with titles of their own were found, which no report holds."""
    titled = frozenset(key for s in found if _tells(clues[s.first].heading, clues[s.first : s.last]) and (key := _key(view, clues[s.first])))
    return len(titled) >= SEVERAL and not names_together(view, clues, titled)


def _tells(heading: int, lines: tuple[Clue, ...]) -> bool:
    """Whether what befell a child stands under the title; a title that names a review besides the child may have it told over several sentences."""
    return heading >= _CHILD_NAMED and any(c.fact >= _OUTCOME or (c.story and heading >= _REVIEW_NAMED) for c in lines)


def _has_cover(document: Document, view: str) -> bool:
    """Whether a file of several pages opens with a title page: a few short lines, one of which names a review."""
    if len(document.pages) < 3:
        return False
    first = [b.span.of(view) for b in document.blocks if b.page == 1 and b.kind is not BlockKind.FURNITURE]
    return 2 <= len(first) <= 25 and all(len(t) <= _COVER_LINE for t in first) and any(_SUBJECT.search(t) for t in first)


def is_manual(view: str, units: tuple[Unit, ...]) -> bool:
    """Whether the first lines are those of a manual, policy, threshold document, plan or annual report, and none names a child but in a sentence."""
    lines, named = _first_lines(view, units)
    return any(_MANUAL.search(line) for line in lines) and not named


def _is_years(view: str, units: tuple[Unit, ...]) -> bool:
    """Whether the first lines are those of an annual report's list of reviews: `Case of Baby O` and `Case of Child P` below its title."""
    lines, named = _first_lines(view, units)
    return len(named) > 1 and any(_ANNUAL.search(line) for line in lines)


def _first_lines(view: str, units: tuple[Unit, ...]) -> tuple[list[str], frozenset[str]]:
    """The short ones of the first lines, and the pseudonyms that they name outside sentences."""
    lines = [u.text(view) for u in units[:_COVER_LINES] if len(u.span) <= _TITLE_LINE]
    return lines, frozenset(m[0] for line in lines if not line.rstrip().endswith(".") for m in re.finditer(PSEUDONYM, line))


def _cover_lines(view: str, units: tuple[Unit, ...]) -> list[str]:
    """The short lines with which a file without pages opens, before any prose."""
    lines: list[str] = []
    for unit in units[:_COVER_LINES]:
        words = unit.text(view)
        if len(words) > _TITLE_LINE or words.rstrip().endswith("."):
            break
        lines.append(words)
    return lines


def _cover_signs(view: str, units: tuple[Unit, ...], parts: tuple[Part, ...]) -> int:
    """How surely a file without pages opens as a cover does: a review, whose it is, and who wrote it or when, each on a line of its own.

    One that also names a child, with a report's sections below it, needs hardly anything else.
    """
    lines = _cover_lines(view, units)
    told = [any(sign.search(line) for line in lines) for sign in (_SUBJECT, _BODY, _WRITTEN)]
    sections = sum(p.kind in _SECTIONS for p in parts)
    signs = 1 if len(lines) >= 3 and all(told) and sections >= 3 else 0
    if len(lines) >= 4 and told[0] and any(told[1:]) and sections and _names_a_child(view, lines):
        signs += 3 if all(told) else 2 if sections == 1 else 3
    return signs


def _names_a_child(view: str, lines: list[str]) -> bool:
    """Whether a cover's lines have a pseudonym, a name in quotes, a case's number, or a line that is only a name of which the report goes on to speak."""
    named = sum(bool(re.search(PSEUDONYM, line) or _NAMED.search(line)) for line in lines)
    if named:
        return named <= _TITLE_LINES  # more are a list of reviews
    below = view[sum(map(len, lines)) :]
    alone = [line.strip(" '\"*-:") for line in lines]
    return any(_ALONE.fullmatch(w) and not section_kind(w) and len(re.findall(rf"\b{w.title()}\b", below)) >= 2 for w in alone)


def _key(view: str, clue: Clue) -> str | None:
    line = clue.unit.text(view)
    title = clue.title.of(view) if clue.title else line if len(line) <= _TITLE_LINE else ""  # `Case of Baby O`
    return " ".join(title.lower().split()) or None


def segment_report(view: str, units: tuple[Unit, ...], parts: tuple[Part, ...]) -> tuple[Segment, ...]:
    """The whole document as one entry with its sections, which `report_parts` has read."""
    span = Span(units[0].span.start, units[-1].span.end)
    own = tuple(u for u in units if not _HOST.fullmatch(u.text(view)))
    if own and len(own) < len(units):
        units, parts = own, outline(view, own)
    cover = cover_end(view, units, parts)
    inside = tuple(p for p in parts if p.heading.start >= cover)
    return (Segment(SegmentKind.ENTRY, span, NAME, _title(view, units, cover), Span(span.start, cover), parts=inside),)


def _title(view: str, units: tuple[Unit, ...], cover: int) -> Span | None:
    """The lines of the cover that say whose review it is: from the line that names a review to the one that names its subject."""
    sheet = _SHEET.search(view, units[0].span.start, cover)
    if sheet:
        return Span(*sheet.span("title"))
    for run in _runs(view, units, cover):
        joined = " ".join(u.text(view) for u in run)
        if _SUBJECT.search(joined) and (re.search(PSEUDONYM, joined) or len(joined.split()) > 3):
            return Span(run[0].span.start, run[-1].span.end)
    named = [n for n, u in enumerate(units) if u.span.end <= cover and len(u.span) <= 160 and _SUBJECT.search(u.text(view))]
    best = next((n for n in named if not _CUT.search(units[n].text(view))), named[0] if named else None)
    return None if best is None else Span(units[best].span.start, _set_alike(units, best, cover))


def _set_alike(units: tuple[Unit, ...], n: int, cover: int) -> int:
    """Where the title ends that begins with unit n: lines set as large and heavy as it belong to it."""
    block, end = units[n].block, units[n].span.end
    if block.kind is not BlockKind.HEADING or not block.size:
        return end
    for unit in units[n + 1 : n + 1 + _TITLE_LINES]:
        alike = unit.block.kind is BlockKind.HEADING and unit.block.size == block.size and unit.block.bold == block.bold
        if not alike or unit.span.end > cover or any(u.block.size == block.size for u in units[n + 1 + _TITLE_LINES : n + 4 + _TITLE_LINES]):
            break
        end = unit.span.end
    return end


def _runs(view: str, units: tuple[Unit, ...], cover: int) -> Iterator[list[Unit]]:
    """Stretches of up to four neighbouring cover lines around one that names a review, the fullest first."""
    front = [u for u in units if u.span.end <= cover and len(u.text(view)) <= 160 and ".." not in u.text(view) and "…" not in u.text(view)]
    for n, unit in enumerate(front):
        if not _SUBJECT.search(unit.text(view)):
            continue
        name = re.compile(rf"{PSEUDONYM}|\b(?i:re|respect\s+of|death\s+of)\b")
        after = [u for u in front[n + 1 : n + 4] if u.span.start - unit.span.end < 250]
        reach = next(
            (k for k, u in enumerate(after, 1) if name.search(u.text(view)) or re.fullmatch(r"['\"]?(?i:child|baby)\s+\w{1,3}['\"]?", u.text(view))), 0
        )
        if reach:
            yield [unit, *after[:reach]]
        before = front[n - 1] if n else None
        if before is not None and re.fullmatch(rf"{PSEUDONYM}", before.text(view)):
            yield [before, unit]
        if re.search(PSEUDONYM, unit.text(view)):
            yield [unit]

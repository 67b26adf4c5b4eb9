"""Boards' own web pages and blogs: a bare name or a name with the review's type and date, then a few lines or none.

Met 2010-2024 (FORMATS K, L, M, Q): learning briefings, seven-minute briefings, lists of overview reports.
"""

from __future__ import annotations

import re

from scr_extract.layouts.seam import Cue, Layout, Role
from scr_extract.layouts.words import BOARD, FORENAMES, MONTH, PSEUDONYM, REVIEW, YEAR

_PREFIX = r"(?:\d{1,2}[.)]\s+)?(?:(?:[A-Z\d][\w'&]*|of|an?|the|from|and|in|to|into|-|:)\s+){0,6}?"
_NO_SENTENCE = r"(?![^\n]*\b(?:was|were|is|are|has|had|have|who|must|should|will|can)\b)"
_REST = r"(?=\s*$|\s*\n)"
_DATE = rf"(?:(?:\d{{1,2}}(?:\s*(?:st|nd|rd|th))?\s+)?{MONTH}?\s*{YEAR}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"

_FAMILY = r"(?:\s+and\s+(?:his\s+|her\s+|their\s+)?(?:family|siblings?))?"
_LETTERS = rf"(?!(?:In|The|A|It)\b)[A-Z]{{1,2}}\d{{0,2}}(?:\s*(?:&|and|,)\s*(?:{REVIEW}\s+)?[A-Z]{{1,2}}\d{{0,2}}){{0,5}}"

_NAME_AND_REVIEW = Cue(
    "web_list.name_and_review",
    Role.HEADING,
    re.compile(
        rf"{_NO_SENTENCE}(?P<title>{_PREFIX}{PSEUDONYM}{_FAMILY}(?:\s*[-:,(|]\s*|\s+)"
        rf"(?:[\w'\"]+\s+){{0,5}}?(?:{REVIEW}|(?i:summary|briefing|overview|report|learning\s+summary))\b[^\n]{{0,70}}){_REST}"
    ),
    8,
    examples=("[[Child V SCR - 31 July 2014]]", "[[Baby V: serious case review]]", "[[Child V – ‘Learning Together’ Briefing]]", "[[Child V Overview Report]]"),
    counter_examples=("Child V was the subject of a serious case review.", "Children and young people"),
)

_REVIEW_AND_NAME = Cue(
    "web_list.review_and_name",
    Role.HEADING,
    re.compile(
        rf"{_NO_SENTENCE}(?P<title>{_PREFIX}(?:{REVIEW}|(?i:(?:practice|learning|case|minute|page)\s+(?:briefing|summary|bulletin)|\bbriefing)(?=\s*[:-]))"
        r"(?:\s+(?:(?i:overview|report|summary|of|on|for|in|into|respect|regarding|relating|to|the|re|executive|full))){0,6}"
        rf"(?:\s*[-:,(|]\s*|\s+)(?:{PSEUDONYM}|{_LETTERS}){_FAMILY}(?:[\s,:(-]+{_DATE}\)?)?\s*){_REST}"
    ),
    8,
    examples=(
        "[[Overview Report Child V and Child W]]",
        "[[SCR V]]",
        "[[SCR V & SCR W]]",
        "[[Publication of a Serious Case Review: Child V]]",
        "[[7 MINUTE BRIEFING: CHILD V]]",
    ),
    counter_examples=("Serious case reviews", "SCR Panel"),
)

_DATED_REVIEW = Cue(
    "web_list.dated_review",
    Role.HEADING,
    re.compile(
        rf"(?P<title>(?:[A-Z][\w'&,-]*\s+(?:(?:of|and|the)\s+)?){{1,8}}(?i:{REVIEW})"
        rf"(?:\s+(?i:overview\s+report|report|summary))?[\s,:(-]+{_DATE}\)?)(?=\s*$|\s*\n|\.\s)"
    ),
    7,
    examples=("[[Oakfield School Devon LSCB Serious Case Review 2015]]. More here.", "[[Operation Heron Serious Case Review (March 2019)]]"),
    counter_examples=("Published Serious Case Reviews",),
)

_LABELS = r"(?i:authors?|reviewers?|lscb|boards?|partnership|published|publisher|title|date|subject|from|to|method(?:ology)?|model|learning|the|our|in|a)\b"
_QUOTED = r"(?:[\"'][A-Z][\w' -]{0,30}[\"'](?:\s*(?:,|&|and)\s*[\"'][A-Z][\w' -]{0,30}[\"']){0,5})"
_IN_BRACKETS = rf"\((?=[^()\n]*(?:{BOARD}|{REVIEW}|{YEAR}|(?i:board|published|anonymous)))[^()\n]{{3,110}}\)"

_NAME_AND_BOARD = Cue(
    "web_list.name_and_board",
    Role.HEADING,
    re.compile(
        rf"{_NO_SENTENCE}(?!{_LABELS})(?:[A-Z][a-z]+(?:\s+[a-z]+){{0,2}}:\s+)?(?P<title>(?:\d{{1,2}}[.)]\s+)?"
        rf"(?:{PSEUDONYM}|{FORENAMES}|{_QUOTED}|[A-Z]{{2,12}}\d{{0,3}})"
        rf"(?:\s*{_IN_BRACKETS}|\s*[-,|]\s*(?=[^\n]*(?:{BOARD}|(?i:\bboard\b|\bpartnership\b|anonymous)))[^\n]{{2,110}}?{YEAR}\)?))\s*:?{_REST}"
    ),
    8,
    examples=(
        "[[1. Rowan – Devon Safeguarding Children Partnership, July 2021]]",
        "[[2) CHILD ROWAN (Devon Safeguarding Children Board, published 2 May 2017)]]",
    ),
    counter_examples=("Rowan was born in 2014.", "Neglect (see page 4)"),
)

_REVIEW_NAME_AND_BOARD = Cue(
    "web_list.review_name_and_board",
    Role.HEADING,
    re.compile(
        rf"{_NO_SENTENCE}(?P<title>{_PREFIX}(?:{REVIEW}|Review)(?:\s+(?i:of|into|on|about|re))?\s*[:,-]?\s*(?:{PSEUDONYM}|{_QUOTED}|{_LETTERS}){_FAMILY})"
        rf"(?:\s*[:,(-]\s*(?=[^\n]*(?:{BOARD}|{YEAR}))[^\n]{{3,140}}|\s*){_REST}"
    ),
    8,
    examples=(
        "[[SCR Child 14]]: Devon Safeguarding Children Board, published April 2011, author Ann Other",
        "[[Review of 'River']]",
        "[[Review of 'Baby Ivy' and 'Baby Max']]",
    ),
    counter_examples=("Review of the year", "Review of the action plan, 2014"),
)

_RUN_IN = Cue(
    "web_list.run_in",
    Role.HEADING,
    re.compile(
        rf"(?:[•*-]\s*|\d{{1,2}}[.)]\s+)?(?P<title>{PSEUDONYM}{_FAMILY}(?:\s*\([^()\n]{{2,80}}\)|,\s*(?:{MONTH}\s+)?{YEAR}))"
        r"(?:\s*[-:.,]\s*|\s+(?=was\b|were\b|is\b))(?=\S)"
    ),
    6,
    examples=(
        "• [[Child Rowan (Devon)]] - Five-year-old boy, killed by his mother",
        "[[Child Rowan, 2012]]. The baby died.",
        "[[Child Rowan (Devon, 2014)]] was a girl of four weeks",
    ),
    counter_examples=("Child Rowan was born in Devon.", "Children Act (1989) - a guide"),
)

_LEAD_IN = Cue(
    "web_list.lead_in",
    Role.HEADING,
    re.compile(rf"(?:[•*-]\s*|\d{{1,2}}[.)]\s+)?(?P<title>(?=[A-Z\"'])(?:{PSEUDONYM}{_FAMILY}|{_QUOTED}))(?:[.:]|\s+[-])\s+(?=[A-Z])"),
    5,
    examples=("[[Child Rowan]]. Devon LSCB put this out in 2018.", '[["River"]]. This is a review of June 2018.'),
    counter_examples=("Child Rowan was born in Devon.", "family GP. He was seen"),
)

_BARE_PSEUDONYM = Cue(
    "web_list.bare_pseudonym",
    Role.HEADING,
    re.compile(rf"(?P<title>(?:\d{{1,2}}[.)]\s+)?{PSEUDONYM}{_FAMILY}(?:\s*\(?{YEAR}\)?|\s*\([^()\n]{{2,60}}\)|,\s*[A-Z][\w&' -]{{2,40}})?)\s*:?{_REST}"),
    5,
    examples=("[[Baby V]]", "[[Family V]]", "[[Children K, L and M]]", "[[Child V and Family]]", "[[Child Rowan (Devon)]]"),
    counter_examples=("Child Protection", "Family Support", "Children and Families"),
)

_BARE_NAMES = Cue(
    "web_list.bare_names",
    Role.HEADING,
    re.compile(rf"(?P<title>{FORENAMES})\s*:?{_REST}"),
    2,
    examples=("[[Rowan]]", "[[Ivy and Max]]"),
    counter_examples=("Learning from reviews", "the home page"),
)

LAYOUT = Layout(
    "web_list",
    (_NAME_AND_REVIEW, _REVIEW_AND_NAME, _DATED_REVIEW, _NAME_AND_BOARD, _REVIEW_NAME_AND_BOARD, _RUN_IN, _LEAD_IN, _BARE_PSEUDONYM, _BARE_NAMES),
    "Boards' own pages: names or names with review type and date as headings over short texts or none (FORMATS K, L, M, Q).",
)

RUN_IN_BREAK = re.compile(rf"(?<=[.;]\s)(?={PSEUDONYM}\s*\([^()\n]{{2,60}}\))")
"""Where a sentence in mid paragraph opens another review: `...; Child Rowan (Devon, 2014) was a girl`."""

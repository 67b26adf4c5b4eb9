"""The NSPCC's lists of published case reviews: `Month YEAR - Board - Child X` and labelled paragraphs below it.

Met 2013-2019 (FORMATS C, D, E, G): the month went in 2015, labels changed each year, dashes and spaces are mixed, and the
date is sometimes glued to what follows.
"""

from __future__ import annotations

import re

from scr_extract.layouts.seam import Cue, Layout, Role
from scr_extract.layouts.words import BOARD, DASH, FORENAMES, MONTH, OUTCOME_NOUN, PSEUDONYM, YEAR, one_of

_LINE = Cue(
    "nspcc_list.title",
    Role.HEADING,
    re.compile(
        rf"(?P<title>(?:(?:\d{{1,2}}\s+)?{MONTH}\s+)?{YEAR}\s*[-:|]\s*"
        r"(?=[A-Z\"'])[^\n.]{2,90}?\s*[-:|]\s*"
        r"(?=[A-Z\"'\d])[^\n]{0,88}[^\s.])(?=\s*$|\s*\n)"
    ),
    9,
    examples=(
        "[[December 2013 - Devon - ABC12]]",
        "[[2017 – Anonymous - Child V and Family]]",
        "[[2019 – Anonymous – Rowan]]",
        "[[2017 - Anonymous- Child L]]",
    ),
    counter_examples=("2016-17, compared with 2011-12, a rise of more than a half over the period - see the report.",),
)

_GLUED = Cue(
    "nspcc_list.glued_title",
    Role.HEADING,
    re.compile(
        rf"(?P<title>(?:{MONTH}\s+)?{YEAR}\s*[-:|]?\s*(?:NSPCC\b|Anonymous\b|[A-Z][\w&' ]{{2,60}}{BOARD})"
        rf"[^\n.]{{0,80}}?(?:{DASH}[^\n]{{1,80}}?|{PSEUDONYM}))(?=\s*$|\s*\n)"
    ),
    9,
    examples=("[[December 2014NSPCC on behalf of unnamed LSCB - Child V]]", "[[2016 Anonymous - Baby V]]"),
    counter_examples=("2014 NSPCC research on neglect",),
)

RUN_ON = (
    rf"(?:{MONTH}\s+)?{YEAR}\s*[-|]\s*(?=[A-Z])[^\n.:;|-]{{2,60}}?\s*[-|]\s*(?:{PSEUDONYM}|{FORENAMES}|[A-Z]{{1,4}}\d{{1,4}})"
    rf"(?=\s+(?:(?:(?i:{one_of('fact_modifiers')})\s+){{0,4}}{OUTCOME_NOUN}\b|[A-Z][a-z-]+(?:\s+[a-z-]+){{0,4}}\s+(?:of|to|by)\s+(?:an?|two|three|four|five|six|the|several|\d{{1,2}})\b))"
)
"""`2018 - Place - Child V Death of`: a title whose line break was lost."""

_RUN_ON_LINE = Cue(
    "nspcc_list.run_on",
    Role.HEADING,
    re.compile(rf"(?P<title>{RUN_ON})"),
    9,
    examples=("[[2018 – Devon – Child V]] Death of a 5-week-old boy", "[[2018 - Anonymous - Rowan]] Severe neglect of a girl"),
    counter_examples=("2018 - Devon - Child V was born", "2016 to 2018 - Devon saw Child V die"),
)

_GLUED_RUN_ON = (
    rf"(?:{MONTH}\s+)?{YEAR}\s*[-|]\s*(?=[A-Z])[^\n.:;|-]{{2,60}}?\s*[-|]\s*"
    rf"(?:(?i:{one_of('child_words')})\s+(?:[A-Z]{{1,3}}\d{{0,3}}|\d{{1,3}}|[A-Z][a-z]+)|[A-Z][a-z]+|[A-Z]{{1,4}}\d{{1,4}})"
    r"(?:\s*(?:,|&|and)\s*(?:[A-Z]{1,3}\d{0,3}|[A-Z][a-z]+)){0,4}(?=[A-Z][a-z]+\s)"
)
"""`2018 - Place - Child VDeath of`: a title whose line break was lost without leaving a space."""

_GLUED_LINE = Cue(
    "nspcc_list.glued_run_on",
    Role.HEADING,
    re.compile(rf"(?P<title>{_GLUED_RUN_ON})"),
    9,
    examples=("[[2018 – Devon – Child V2]]Death of a 5-week-old boy", "[[2018 - Anonymous - Rowan]]Report by Ann Other."),
    counter_examples=("2018 - Devon - Child V was born", "2018 - Devon saw Child V die"),
)

RUN_ON_BREAK = re.compile(rf"(?<=[.!?>,]\s)(?={RUN_ON})|(?<=[a-z.!?)])(?={_GLUED_RUN_ON})")
"""Where such a title begins in mid line."""

LAYOUT = Layout(
    "nspcc_list",
    (_LINE, _GLUED, _RUN_ON_LINE, _GLUED_LINE),
    "The NSPCC's yearly lists: a line of date, board and code, then labelled paragraphs and a link line (FORMATS C, D, E, G).",
)

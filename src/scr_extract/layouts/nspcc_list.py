"""The NSPCC's lists of published case reviews: `Month YEAR - Board - Child X` and labelled paragraphs below it.

Met 2013-2019 (FORMATS C, D, E, G): the month went in 2015, labels changed each year, dashes and spaces are mixed, and the
date is sometimes glued to what follows.
"""

from __future__ import annotations

import re

from scr_extract.layouts.seam import Cue, Layout, Role
from scr_extract.layouts.words import BOARD, DASH, MONTH, PSEUDONYM, YEAR

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

LAYOUT = Layout(
    "nspcc_list",
    (_LINE, _GLUED),
    "The NSPCC's yearly lists: a line of date, board and code, then labelled paragraphs and a link line (FORMATS C, D, E, G).",
)

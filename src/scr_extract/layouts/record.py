"""Catalogue records and forms: labelled fields on one line or several (`Title: ... LSCB: ... Author: ...`, `Gender: ... Age: ...`).

Met in repository exports, conference slides and tables (FORMATS R, T); a record may print its summary before its title.
"""

from __future__ import annotations

import re

from scr_extract.layouts.seam import Cue, Layout, Role
from scr_extract.layouts.words import PSEUDONYM, REVIEW

TITLE_LINE = Cue(
    "record.title_line",
    Role.HEADER,
    re.compile(r"Title\s*:\s*(?P<title>[^\n]{3,160}?)\s*\.?\s*(?=(?:LSCB|Authors?|Board|Date\s+of\s+publication|Publisher)\s*:|\n|$)"),
    5,
    examples=("Title: [[Serious case review: Child V]]. LSCB: Poole Safeguarding Children Board Author: Ann Other",),
    counter_examples=("Job title: social worker",),
)

_FORM = Cue(
    "record.form",
    Role.FACT,
    re.compile(
        r"(?:Gender|Sex|Age(?:\s+(?:of\s+child|at\s+(?:death|incident)))?|D\.?O\.?B\.?|Date\s+of\s+(?:birth|death|incident)"
        r"|Summary|Case\s+summary)\s*:"
    ),
    4,
    examples=("[[Gender:]] Female [[Age:]] 8 months", "[[Age:]] 8 months", "[[Date of death:]] 03.02.15"),
    counter_examples=("Executive Summary",),
)

_FORM_TITLE = Cue(
    "record.form_title",
    Role.HEADING,
    re.compile(
        rf"(?:(?:Name\s+of\s+)?(?:Child|Case|Subject\s+of\s+review|Pseudonym|Initials\s+of\s+child|Name)(?:\s+name)?\s*:\s*"
        r"(?P<title>[A-Z][^\n:]{0,60}?)(?=\s*$|\s*\n|\s+(?:Age|Gender|Sex|Board|LSCB|Author)\s*:)"
        rf"|(?P<slide>(?:\d{{1,2}}\.\s+)?{PSEUDONYM}\s*[-,:]?\s*(?:{REVIEW}|[A-Z][\w ]{{0,30}})\.?)(?=\s+(?:Gender|Sex|Age|Summary)\b))"
    ),
    7,
    examples=("[[Child: V]]", "[[Child V S.C.R]] Gender: Female Age: 8 months", "[[7. Child Z Management Review]] Gender: not given"),
    counter_examples=("Child protection: a guide",),
)

LAYOUT = Layout("record", (TITLE_LINE, _FORM, _FORM_TITLE), "Catalogue records, slides and forms: labelled facts on one line or several (FORMATS R, T).")

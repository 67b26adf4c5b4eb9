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

_TITLE_FIELD = Cue(
    "record.title_field",
    Role.HEADING,
    re.compile(
        rf"(?i:(?:main\s+)?title(?:\s+of\s+(?:report|review))?)\s*:\s*(?P<title>(?![^\n]*\b(?:LSCB|Authors?|Board|Publisher|publication)\s*:)(?=[^\n]*(?:{REVIEW}|{PSEUDONYM}|(?i:executive\s+summary)))[^\n]{{3,160}}?)\s*\.?(?=\s*$|\s*\n)"
    ),
    8,
    examples=("TITLE: [[Serious case review: Child V]]", "Title: [[Executive summary: Child V]]"),
    counter_examples=("Job title: reviewing officer", "TITLE: Safer sleep for babies"),
)

_FORM_TITLE = Cue(
    "record.form_title",
    Role.HEADING,
    re.compile(
        rf"(?:(?:\(?\d{{1,2}}[.)]\s+)?(?:Name\s+of\s+)?(?:Child|Case|Subject(?:\s+child|\s+of\s+review)|Pseudonym|Initials\s+of\s+child|Name)(?:\s+name)?\s*:\s*"
        r"(?P<title>[A-Z][^\n:]{0,60}?)(?=\s*$|\s*\n|\s{3,}\S|\.\s+[A-Z][a-z]+(?:\s+[a-z]+){0,3}\s*:|\s+(?:Age|Gender|Sex|Board|LSCB|L?SCP|Authors?|Reviewers?|Source|Published|Publisher|Partnership|Area|Date)\s*:)"
        rf"|(?P<slide>(?:\d{{1,2}}\.\s+)?{PSEUDONYM}(?:\s{{0,9}}[-,:])?\s{{0,9}}(?:{REVIEW}|[A-Z][\w ]{{0,30}})\.?)(?=\s+(?:Gender|Sex|Age|Summary)\b))"
    ),
    7,
    examples=(
        "[[Child: V]]",
        "[[Name: Rowan]]. Where: Devon. When published: May 2014.",
        "[[2) Case: Rowan]]   Source: Poole LSCB, published May 2014",
        "[[Child V S.C.R]] Gender: Female Age: 8 months",
        "[[7. Child Z Management Review]] Gender: not given",
    ),
    counter_examples=("Child protection: a guide",),
)

LAYOUT = Layout(
    "record", (TITLE_LINE, _FORM, _TITLE_FIELD, _FORM_TITLE), "Catalogue records, slides and forms: labelled facts on one line or several (FORMATS R, T)."
)

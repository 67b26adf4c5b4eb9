"""Boards' own web pages and blogs: a bare name or a name with the review's type and date, then a few lines or none.

Met 2010-2024 (FORMATS K, L, M, Q): learning briefings, seven-minute briefings, lists of overview reports.
"""

from __future__ import annotations

import re

from scr_extract.layouts.noted import NOTED_NAME
from scr_extract.layouts.seam import Cue, Layout, Role
from scr_extract.layouts.words import BOARD, FORENAMES, MONTH, PSEUDONYM, REVIEW, YEAR, one_of

_PREFIX = r"(?:\d{1,2}[.)]\s+)?(?:(?:[A-Z\d][\w'&/.]*:?|of|an?|the|from|and|in|to|into|-|:)\s+){0,6}?"
_NO_SENTENCE = r"(?!(?:Download|Read|View|Open)\s*:)(?![^\n]*\b(?:was|were|is|are|has|had|have|who|must|should|will|can)\b)"
_NUMBER = r"(?:[•*-]\s*|\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+|\d{1,2}[.)]\s+)?"
"""What may stand before a title in its line: a bullet or a paragraph's number."""
_INITIALS = r"(?:[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?)"
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
_QUOTED_GROUP = r"(?:[\"'](?:the\s+)?[A-Z][\w' -]{0,30}[\"'])"
_PERSONS = rf"(?i:{one_of('not_places')})\b"
_GROUPS_NOT_NAMED = rf"(?i:{one_of('groups_not_named')})"
_IN_BRACKETS = rf"\((?=[^()\n]*(?:{BOARD}|{REVIEW}|{YEAR}|(?i:board|published|anonymous)))[^()\n]{{3,110}}\)"

_NAME_AND_BOARD = Cue(
    "web_list.name_and_board",
    Role.HEADING,
    re.compile(
        rf"{_NO_SENTENCE}(?!{_LABELS})(?:[A-Z][a-z]+(?:\s+[a-z]+){{0,2}}(?:\s+\d{{1,2}})?:\s+)?(?P<title>(?:\d{{1,2}}[.)]\s+)?"
        rf"(?:{PSEUDONYM}|{FORENAMES}(?:\s+(?:and|&)\s+(?i:baby|child)\s+[A-Z][a-z]+)?|{_QUOTED}|[A-Z]{{2,12}}\d{{0,3}}|{_INITIALS})"
        rf"(?:\s*{_IN_BRACKETS}|\s*[-,|]\s*(?=[^\n]*(?:{BOARD}|(?i:\bboard\b|\bpartnership\b|anonymous)))[^\n]{{2,110}}?{YEAR}\)?))"
        rf"(?:\s*[-|]\s*[A-Z][\w /]{{2,30}})?\s*:?{_REST}"
    ),
    8,
    examples=(
        "[[1. Rowan – Devon Safeguarding Children Partnership, July 2021]]",
        "[[Rowan – Devon SCB (2016)]] – SILP",
        "[[Ivy and baby Max (Devon SCB, 2018)]]",
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

_PLACE_AND_NAME = Cue(
    "web_list.place_and_name",
    Role.HEADING,
    re.compile(
        rf"{_NUMBER}(?P<title>(?!{_PERSONS})[A-Z][A-Za-z&' -]{{2,40}}:\s*(?:{PSEUDONYM}{_FAMILY}|{_QUOTED_GROUP}"
        rf"|(?<=[A-Z]:\s)[A-Z][a-z]+\s+(?:and|&)\s+[A-Z][a-z]+))\s*\**{_REST}"
    ),
    7,
    examples=("[[DEVON: Child Rowan]]", '[[Hull: "Rowan"]]', "[[KENT AND MEDWAY: Ivy and Max]]", '[[POOLE: "the Orchard children"]]'),
    counter_examples=("Mother: Adult B", "Subject: Child A", "Sibling: Child B", "Author: Ann Other", "LINK: Rowan was here"),
)

_REFERENCE = Cue(
    "web_list.reference",
    Role.HEADING,
    re.compile(
        rf"(?i:re|ref(?:erence)?|case\s+(?:no|ref(?:erence)?)\.?)\s*:\s*(?P<title>[A-Z]{{2,8}}\s?\d{{0,3}}\s?/\s?\d{{2,4}}(?:\s*[-(]\s*(?:{PSEUDONYM}|{FORENAMES})\)?)?){_REST}"
    ),
    6,
    examples=("[[Re: ABC 02/2015]]", "[[Re: ABC 3/2018 - Child Rowan]]"),
    counter_examples=("Ref: SCR/2015/04 was sent.", "Re: your letter"),
)

_RUN_IN = Cue(
    "web_list.run_in",
    Role.HEADING,
    re.compile(
        rf"{_NUMBER}(?P<title>{PSEUDONYM}{_FAMILY}(?:\s*\([^()\n]{{2,80}}\)|,\s*(?:{MONTH}\s+)?{YEAR}))"
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

_DATED_RUN_IN = Cue(
    "web_list.dated_run_in",
    Role.HEADING,
    re.compile(rf"{_NUMBER}(?P<title>{PSEUDONYM}{_FAMILY}(?:\s*\([^()\n]{{2,60}}\))?,?\s+[Pp]ublished:?\s+(?:in\s+|on\s+)?{_DATE})(?=[.;:,]|\s*$|\s*\n)"),
    8,
    examples=("[[Baby Rowan, published 02/06/2015]]. Overview report", "[[Children V & W (twins), published 9 May 2015]]. Overview report"),
    counter_examples=("Child Rowan was born in 2014; the review was published 2 May 2015.",),
)

_BRACKETED_RUN_IN = Cue(
    "web_list.bracketed_run_in",
    Role.HEADING,
    re.compile(
        rf"{_NUMBER}(?P<title>(?:(?:The|Joint|A)\s+)?(?:[A-Z\"'][\w'\"]*[\s:,]+(?:(?:and|with|of|the|review|children|siblings|baby|twins)\s+){{0,3}}){{1,7}}"
        rf"\((?=[^()\n]*(?:{REVIEW}|(?i:published|completed)|{BOARD}))[^()\n]{{6,110}}\))[.:]\s+(?=[A-Z\"'])"
    ),
    8,
    examples=(
        "6.2  [[Child Rowan (LCSPR, published June 2020)]]. Rowan was a baby",
        "[[Rowan (learning review, completed May 2021)]]. Rowan, 12, survived.",
        "[[The 'Hill View' review (SCR, published May 2015)]]. Three girls were abused.",
        "[[Joint review with Poole SCP: Baby Rowan (published 8 May 2021)]]. A baby died.",
    ),
    counter_examples=("6.4 Rowan (aged four). He died.", "The Board (a body). It met.", "Working together (see above). It says so."),
)

_LEAD_IN = Cue(
    "web_list.lead_in",
    Role.HEADING,
    re.compile(rf"{_NUMBER}(?P<title>(?=[A-Z\"'])(?:{PSEUDONYM}{_FAMILY}|{_QUOTED}))(?:[.:]|\s+[-])\s+(?=[A-Z])"),
    5,
    examples=("[[Child Rowan]]. Devon LSCB put this out in 2018.", '[["River"]]. This is a review of June 2018.'),
    counter_examples=("Child Rowan was born in Devon.", "family GP. He was seen"),
)

_BARE_PSEUDONYM = Cue(
    "web_list.bare_pseudonym",
    Role.HEADING,
    re.compile(
        rf"(?P<title>(?:\d{{1,2}}[.)]\s+)?(?:(?:(?:The\s+)?[Cc]ase|CASE)\s+(?:of|OF):?\s+)?(?:{PSEUDONYM}{_FAMILY}|{_INITIALS}(?=\s*\()|\"[A-Z]{{1,3}}\d{{1,3}}\")"
        rf"(?:\s*\(?{YEAR}\)?|\s*\([^()\n]{{2,60}}\)|,\s*[A-Z][\w&' -]{{2,40}})?)\s*:?{_REST}"
    ),
    5,
    examples=("[[Baby V]]", "[[Family V]]", "[[Children K, L and M]]", "[[Child V and Family]]", "[[Child Rowan (Devon)]]", "[[Case of Baby V]]", '[["V16"]]'),
    counter_examples=("Child Protection", "In the case of Baby V", "Family Support", "Children and Families"),
)

_BARE_GROUP = Cue(
    "web_list.bare_group",
    Role.HEADING,
    re.compile(
        rf"(?P<title>(?:[Tt]he\s+)?(?!{_GROUPS_NOT_NAMED}\b)[A-Z][a-z]{{2,14}}\s+(?:siblings|twins|triplets|children|brothers|sisters|family))\s*:?{_REST}"
    ),
    3,
    examples=("[[Foxglove siblings]]", "[[The Orchard children]]"),
    counter_examples=("Missing children", "Disabled children", "Young people", "The family"),
)

_BARE_NAMES = Cue(
    "web_list.bare_names",
    Role.HEADING,
    re.compile(rf"(?P<title>{FORENAMES}|\"[A-Z][a-z]+(?:-[A-Z][a-z]+)?\"(?:\s*(?:,|&|and)\s*\"[A-Z][a-z]+\"){{0,3}})\s*:?{_REST}"),
    2,
    examples=("[[Rowan]]", "[[Ivy and Max]]", '[["Rowan"]]'),
    counter_examples=("Learning from reviews", "the home page"),
)

LAYOUT = Layout(
    "web_list",
    (
        _NAME_AND_REVIEW,
        _REVIEW_AND_NAME,
        _DATED_REVIEW,
        _NAME_AND_BOARD,
        _REVIEW_NAME_AND_BOARD,
        _PLACE_AND_NAME,
        NOTED_NAME,
        _REFERENCE,
        _BRACKETED_RUN_IN,
        _DATED_RUN_IN,
        _RUN_IN,
        _LEAD_IN,
        _BARE_PSEUDONYM,
        _BARE_GROUP,
        _BARE_NAMES,
    ),
    "Boards' own pages: names or names with review type and date as headings over short texts or none (FORMATS K, L, M, Q).",
)

RUN_IN_BREAK = re.compile(rf"(?<=[.;]\s)(?={PSEUDONYM}\s*\((?=[^()\n]*(?:[A-Z]|{YEAR}))[^()\n]{{2,60}}\))")
"""Where a sentence in mid paragraph opens another review: `...; Child Rowan (Devon, 2014) was a girl`; `Brothers S and T (nine and four)` opens none."""

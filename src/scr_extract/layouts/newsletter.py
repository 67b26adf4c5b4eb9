"""Newsletters of safeguarding boards: `Serious case review: NAME`, author and board lines, one paragraph, `Full report here`.

Met in quarterly research bulletins, 2014-2019: author and board stand in either order, on one to three lines, in
italics, or run on after the name.
"""

from __future__ import annotations

import re

from scr_extract.layouts.seam import Cue, Layout, Role
from scr_extract.layouts.words import AGE, OUTCOME_NOUN, PSEUDONYM, REVIEW

_ABOUT = r"(?:\s+(?:in(?:to|\s+respect\s+of)|of|on|re(?:garding)?|concerning|relating\s+to|about|for)\b(?:\s+the\b)?)"

_SENTENCE = r"(?![a-z]+\s+(?:is|are|was|were|must|should|have|has|may|will|can|that|when)\b)"
_RUN_ON = r"(?:Authors?|LSCB|Board|Publisher)\s*:?\s|Published\s+by\b"

_TITLE = Cue(
    "newsletter.title",
    Role.HEADING,
    re.compile(
        rf"(?:\d{{1,2}}[.)]\s+)?{REVIEW}(?:\s+(?:overview\s+)?(?:report|summary|briefing))?"
        rf"(?:(?:(?<![sS])\s*[:-]\s*(?!(?i:what|how|why|when|an?\s+guide|an?\s+introduction|key\s+messages|(?:independent\s+|lead\s+)?(?:authors?|reviewers?)|uploaded|pdf)\b)|\s*[:-]\s*(?={PSEUDONYM}))|{_ABOUT}\s*)"
        rf"(?P<title>(?!\s){_SENTENCE}[^\n]{{1,110}}?)(?=\s*$|\s*\n|\s+{_RUN_ON}|\.\s+(?:{OUTCOME_NOUN}\s+of|(?i:serious|fatal|non-accidental|life-threatening)\s+{OUTCOME_NOUN}|An?\s+{AGE})\b)"
    ),
    9,
    examples=(
        "[[Serious case review: Child V]]",
        "[[Serious case review into services provided to Child V and Family]]",
        "[[Serious case review: Child K]] Author: Ann Other LSCB: Poole Safeguarding Children Board (2015)",
        "[[Child safeguarding practice review: Rowan]]",
        "[[Serious case review: Child V]]. Death of a girl of 5 months in May 2014.",
    ),
    counter_examples=(
        "Serious case reviews are held when a child dies.",
        "Case reviews: What schools can learn",
        "A serious case review was held by the board in 2014 after the death of a child.",
    ),
)

_AUTHOR = Cue(
    "newsletter.author",
    Role.HEADER,
    re.compile(
        r"(?=[A-Z])(?<![Cc]orporate\s)(?<!CORPORATE\s)(?i:(?:(?:independent|personal|report|lead|overview|review|executive\s+summary)\s+){0,3}(?:authors?|reviewers?|writers?"
        r"|(?:reported|written|authored|prepared|reviewed|undertaken|conducted|completed|carried\s+out|led)\s+by)(?:\s*(?:/|and|&)\s*(?:lead\s+)?(?:authors?|reviewers?))?\s*:)"
    ),
    3,
    examples=(
        "[[Author:]] Ann Other",
        "[[Authors:]] A and B",
        "[[Lead Reviewer:]] Ann Other",
        "[[Independent reviewers:]] A and B",
        "[[Review undertaken by:]] Ann Other",
    ),
    counter_examples=("The author of this leaflet is unknown.", "Reviewed and agreed: May"),
)

_BOARD = Cue(
    "newsletter.board",
    Role.HEADER,
    re.compile(
        r"(?:LSCB|LSCP|SCP|SOURCE|Source|CORPORATE\s+AUTHOR|PUBLISHER|Safeguarding\s+(?:Children\s+)?(?:Board|Partnership)|Board|Partnership|Publisher|Publishing\s+board"
        r"|Local\s+authority|Area|Corporate\s+author|Issuing\s+body|Organisation)\s*:|Published\s+by\b"
    ),
    3,
    examples=("[[LSCB:]] Poole Safeguarding Children Board (2015)", "[[Published by]] NSPCC on behalf of an unnamed board (2016)"),
    counter_examples=("The board met in March.",),
)

_YEAR = Cue(
    "newsletter.year",
    Role.HEADER,
    re.compile(r"(?i:(?:publication\s+)?year(?:\s+of\s+publication)?)\s*:\s*(?=(?:19|20)\d\d)"),
    2,
    examples=("[[Year:]] 2014", "[[Publication year:]] 2014"),
    counter_examples=("Year 9: what pupils said", "A year: 12 months"),
)

LAYOUT = Layout(
    "newsletter",
    (_TITLE, _AUTHOR, _BOARD, _YEAR),
    "Quarterly newsletters of local boards with author and board lines under a `Serious case review:` title (FORMATS A).",
)

"""Cues that hold whoever made the page: a fact line, an outcome told of a child, a review spoken of, a link to its report.

They always compete with the families' own cues, so that entries are found in layouts nobody has described.
"""

from __future__ import annotations

import re

from scr_extract.layouts.seam import Cue, Layout, Role
from scr_extract.layouts.words import AGE, BOARD, CHILD, HARM, MONTH, OUTCOME_NOUN, OUTCOME_VERB, PSEUDONYM, REVIEW, YEAR, one_of

_FACT_LINE = Cue(
    "generic.fact_line",
    Role.FACT,
    re.compile(
        rf"(?:[•*-]\s*)?(?:(?:(?i:{one_of('fact_modifiers')})|,)\s*,?\s+){{0,6}}"  # `Serious, non-accidental`
        rf"{OUTCOME_NOUN}\b"
        r"(?![^\n.;]{0,80}\b(?:is|are|remains?|can\s+be|may\s+be|has\s+been)\b)"  # a general truth is no case
        rf"(?=[^\n.]{{0,140}}(?:\b{CHILD}\b|{AGE}|{PSEUDONYM}))"  # of a child, in the same sentence
    ),
    6,
    examples=(
        "[[Death]] of a 5-week-old boy in May 2016.",
        "[[Serious injuries]] to a baby girl.",
        "[[Multiple unexplained injuries]] to a toddler",
        "[[Life threatening attempted strangulation]] of child by father",
        "[[Sexual exploitation]] of a 14-year-old girl",
    ),
    counter_examples=("Neglect: a guide for practitioners", "Abuse can take many forms.", "Death of an infant is often linked to unsafe sleep."),
)

_AGE_FIRST = Cue(
    "generic.age_first",
    Role.FACT,
    re.compile(
        rf"(?:[•*-]\s*)?(?:(?:A|An|The|Two)\s+)?(?:{AGE}|(?i:teenage|baby|infant|newborn|unborn|adolescent))"
        rf"[^\n.]{{0,100}}?\b(?:{CHILD}\b[^\n.]{{0,160}}?\b(?:{OUTCOME_VERB}|{OUTCOME_NOUN}|(?i:witnessed|exploited|suffered|{'|'.join(HARM)}))\b|{OUTCOME_VERB}\b)"
    ),
    5,
    examples=("[[6-year-old child, who witnessed]] the killing of her father", "[[A teenage girl, Ivy, was sexually abused]] over years"),
    counter_examples=("A 6-year-old child can read.",),
)

_TOLD = Cue(
    "generic.told",
    Role.FACT,
    re.compile(
        rf"(?:\S(?:[^\n.]|\.(?=\d)){{0,200}}?)?(?:\b{CHILD}\b|{AGE}|{PSEUDONYM})"
        rf"(?:[^\n.]|\.(?=\d)){{0,160}}?\b{OUTCOME_VERB}\b"
    ),
    4,
    examples=("[[In June 2021 Rowan, a 14 year old boy, died]] at home.", "[[The baby was found by her mother; she was pronounced dead]] at hospital."),
    counter_examples=("Children deserve to be safe.",),
)

_NAME_AND_AGE = Cue(
    "generic.name_and_age",
    Role.FACT,
    re.compile(
        r"(?:[^\n.]|\.(?=\d)){0,60}?\b(?!(?:In|On|By|From|Since|Until|Of|At)\b)[A-Z][\w'-]+(?:,\s+(?:aged?\s+)?\d{1,2},|\s+\((?:aged?\s+)?\d{1,2}(?!\d)[^()\n]{0,14}\))"
        rf"(?:[^\n.]|\.(?=\d)){{0,120}}?\b{OUTCOME_VERB}\b"
    ),
    4,
    examples=("[[Rowan, 12, and Ivy, 10, were sexually abused]] by an uncle.", "[[Rowan (aged 4) and Ivy (2) were found alone]] at home."),
    counter_examples=("By May, 12 of them had gone.", "Rowan (see page 4) likes football."),
)

_NAME_TOLD = Cue(
    "generic.name_told",
    Role.FACT,
    re.compile(
        rf"(?:[^\n.]|\.(?=\d)){{0,60}}?\b[A-Z][\w'-]+(?:,[^\n.,]{{1,60}},)?\s+(?:\w+\s+){{0,3}}?{OUTCOME_VERB}\b(?:[^\n.]|\.(?=\d)){{0,120}}?(?:\bat\s+the\s+age\s+of\b|{AGE})"
    ),
    4,
    examples=("[[Rowan died in May 2015 at the age of]] nine.", "[[Ivy was found dead in her cot when 5 weeks old]]."),
    counter_examples=("The board met in May at the age of austerity.",),
)

_HARMED_BY = Cue(
    "generic.harmed_by",
    Role.FACT,
    re.compile(rf"[A-Z][^\n.]{{0,120}}?\b(?i:{'|'.join(HARM)})\s+(?:(?:her|his|the|their|two|three|all)\s+){{1,3}}(?:\w+\s+){{0,2}}{CHILD}\b"),
    4,
    examples=("[[The mother killed her children]] in April 2012.",),
    counter_examples=("The mother loved her children.",),
)

_ABOUT_REVIEW = Cue(
    "generic.about_review",
    Role.FACT,
    re.compile(
        rf"(?:[A-Z][^\n.]{{0,120}}?\b{one_of('review_authored')}\s+(?:this|the|a)\s+[^\n.]{{0,40}}?{REVIEW}"
        rf"|(?:This|The)\s+[^\n.]{{0,60}}?{REVIEW}(?:\s+report)?\s+{one_of('review_concerns')}\b"
        rf"|(?:{PSEUDONYM}\s+)?{REVIEW}(?<![sS])\s+(?:was\s+)?(?:published|came\s+out)\b"
        r"|(?:Discusses|Examines|Considers|Looks\s+at|Reviews)\s+(?:all\s+)?(?:the\s+)?(?:cases?|circumstances|deaths?|injuries)\b"
        r"|(?:The\s+)?[Rr]eport\s+is\s+about\s+a\b)"
    ),
    5,
    examples=(
        "[[Ann Other and Bo Peep carried out this Learning Lessons' review]]. It is about a boy.",
        "[[This serious case review concerns]] the death of a baby.",
        "[[Discusses all the cases]] of gang violence in the county.",
    ),
    counter_examples=("A serious case review must be held when a child dies.",),
)

_DESCRIBED = Cue(
    "generic.described",
    Role.FACT,
    re.compile(
        rf"(?:[•*-]\s*)?(?:(?:(?:A|An|Two|Three|Four|\d{{1,2}})\s+)?(?:{AGE}[\s-]*(?:old\s+)?(?:baby\s+)?{CHILD}|(?i:boys?|girls?|baby|infant|twins?|(?:fe)?males?)(?:\s+of\s+|,\s*|\s+aged\s+)\d{{1,2}})\b"
        rf"|(?i:aged)\s+\d{{1,2}}\b|\d{{1,2}}\s+(?i:boys|girls)\s+and\b|(?i:brother\s+and\s+sister|sister\s+and\s+brother)\b,?\s+\d{{1,2}})"
    ),
    4,
    examples=(
        "[[8 month old girl]]. Scalds to her arm.",
        "[[Boy of 13]], diabetic. Died in June.",
        "[[female, 14]]",
        "[[Aged 16]], sex not told.",
        "[[Brother and sister, 7]] and 9.",
    ),
    counter_examples=("Girls do better at school.", "Boys and girls came."),
)

_MENTION = Cue(
    "generic.mention",
    Role.FACT,
    re.compile(rf"[A-Z•*-](?:[^\n.]|\.(?=\d)){{0,200}}?(?:{AGE}|\b{CHILD}\b|{PSEUDONYM})"),
    3,
    examples=("[[A brother and sister]] were found living in a van.", "[[In June a girl]] of nine disclosed abuse."),
    counter_examples=("The board met in May.",),
)

_REVIEW_TOLD = Cue(
    "generic.review_told",
    Role.PROOF,
    re.compile(
        rf"\b(?i:the|this|a|an|its|his|her|their)\s+(?:[\w'-]+\s+){{0,4}}?(?:{REVIEW}|review)\b[^\n.;]{{0,80}}?"
        r"\b(?i:published|found|finds|says|said|concluded|concludes|made|makes|led|written|commissioned|identifie[sd]|recommend(?:s|ed)|author|reviewer|asks|into|by)\b"
        rf"|\b(?i:published|released)\s+(?i:its|the|this|a|an|their)\s+(?:[\w'-]+\s+){{0,4}}?(?:{REVIEW}|review|report)\b"
    ),
    2,
    examples=("He died. [[The serious case review was published]] by the board in May.", "[[The review, by]] Ann Other, has two recommendations."),
    counter_examples=("Reviews are published.",),
    anywhere=True,
)

_PUBLISHED_TODAY = Cue(
    "generic.published_today",
    Role.PROOF,
    re.compile(r"\b(?i:board|partnership|lscb|committee)\s+(?i:has|have|had)\s+(?:(?i:today|now|this\s+(?:week|month))\s+)?published\b|\bpublished\s+today\b"),
    2,
    examples=("The [[Board has today published]] its review.",),
    counter_examples=("The plan was published.",),
    anywhere=True,
)

_AUTHOR_TOLD = Cue(
    "generic.author_told",
    Role.PROOF,
    re.compile(
        r"\b(?i:authors?|reviewers?)\b(?:\s+(?:was|were|is))?[,:]?\s+(?:Dr\.?\s+|Professor\s+)?[A-Z][\w'-]+\s+[A-Z][\w'-]+"
        r"|\b(?i:written|led|authored|conducted|carried\s+out|undertaken)\s+by\s+(?:Dr\.?\s+|Professor\s+)?[A-Z][\w'-]+\s+[A-Z][\w'-]+"
    ),
    2,
    examples=("It was [[written by Ann Other]].", "[[The author, Ann Other]], says so."),
    counter_examples=("The author is unknown.",),
    anywhere=True,
)

_NAMED_BOARD = Cue(
    "generic.named_board",
    Role.HEADER,
    re.compile(
        rf"(?:\d{{1,2}}[.)]\s+)?(?:[A-Z][\w'& -]{{2,30}}:\s+)?"
        rf"(?:The\s+)?(?:[A-Z][\w'&-]*[\s,]+(?:(?:and|of|the|upon|on|in|&)\s+)*){{1,6}}(?:Local\s+)?{BOARD}s?"
        rf"(?:\s*\((?:{MONTH}\s+)?{YEAR}\)|[^\n.]{{0,20}}{YEAR}|\s*$)"
    ),
    2,
    examples=("[[Poole Safeguarding Children Board (2015)]]", "[[Poole: Poole Safeguarding Children Board, 2015]]. 40p.", "[[Devon LSCB]]"),
    counter_examples=("Tell the board what you think.",),
)

_PLACE_AND_DATE = Cue(
    "generic.place_and_date",
    Role.HEADER,
    re.compile(
        rf"[A-Z][\w'& ,-]{{2,50}}?\b{REVIEW}\s*[:,-]\s*(?:{MONTH}\s+)?{YEAR}"
        r"|\(?(?i:published|(?:report\s+|review\s+)published|date\s+of\s+(?:publication|report|review|the\s+report)|publication\s+date|report\s+date|date\s+published|publication|date)\s*:?\s+[^\n]{0,25}?"
        rf"{YEAR}\b"
    ),
    2,
    examples=("[[Devon & Torbay SCR: July 2017]].", "[[Published March 2018]]"),
    counter_examples=("We published our plan.",),
)

_END = Cue(
    "generic.report_link",
    Role.END,
    re.compile(rf"(?:^|(?<=[.!?>;:•)\]]\s)|(?<=[.!?>;:•)\]])|(?<=\n))[^\w\n]{{0,4}}(?i:{one_of('end_marks')})\b(?:\s*\([^()\n]{{2,20}}\))?[.,;:)\]]*", re.M),
    3,
    examples=("[[Full report here]]", "[[> Read the overview report,]] Death of", "Text. [[Full Report Here.]]"),
    counter_examples=("Read more about our work", "All staff should read the review before the meeting."),
    anywhere=True,
)

_LEAFLET = Cue(
    "generic.leaflet_link",
    Role.END,
    re.compile(rf"(?i:(?:learning\s+)?(?:leaflet|briefing|summary|poster)\s*[-:]\s*){REVIEW}\s+\S{{1,12}}[^\n]{{0,30}}$"),
    3,
    examples=("[[Learning Leaflet - SCR V]]",),
    counter_examples=("Learning leaflets for SCRs",),
)

LAYOUT = Layout(
    "generic",
    (
        _FACT_LINE,
        _AGE_FIRST,
        _TOLD,
        _NAME_AND_AGE,
        _NAME_TOLD,
        _HARMED_BY,
        _ABOUT_REVIEW,
        _DESCRIBED,
        _MENTION,
        _REVIEW_TOLD,
        _PUBLISHED_TODAY,
        _AUTHOR_TOLD,
        _NAMED_BOARD,
        _PLACE_AND_DATE,
        _END,
        _LEAFLET,
    ),
    "What every entry has, whoever made the page; an entry found by these alone is reported as an unknown layout.",
)

"""How ages are written: the regexes of `ages`, built from the words of lexicons/ages.toml."""

from __future__ import annotations

import re

from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

WORDS = lexicon("ages")


def one_of(terms: list[str]) -> str:
    """An alternation, longest term first; spaces match any white space."""
    return "(?:" + "|".join(re.escape(t).replace(r"\ ", r"\s+") for t in sorted(terms, key=len, reverse=True)) + ")"


ONES = one_of(list(WORDS["numbers"]))
NUM = rf"(?:\d{{1,2}}(?!\d|\.(?!5(?!\d))\d|[/:]\d|,\d{{3}})|(?:{one_of(list(WORDS['tens']))}(?:[-\s]{{1,2}}{ONES}\b)?|{ONES})\b)"
HALF = r"(?:[-\s]{1,3}and[-\s]{1,3}(?:(?:a|one)[-\s]{1,3})?half|\s?½|[-\s]1/2|\.5)"
UNIT = rf"(?:{one_of(list(WORDS['units']))})\b"
GAP = r"[-\s]{0,4}"
SOFT = rf"(?:{one_of(WORDS['bounds']['soft'])}\s+)?"

OLD = Sought(
    rf"""
    (?<![\w£$%/.])(?:(?<!\d-))                                  # not the end of a date or a sum
    (?P<bound>(?:{one_of(WORDS["bounds"]["below"] + WORDS["bounds"]["above"])})\s+)?
    (?:(?P<first>{NUM})(?:(?P<first_unit>{GAP}{UNIT})?\s?-?\s?\b(?P<join>and|to|or|&)\s+(?:an?\s+)?|\s?(?P<dash>-)\s?(?=\w{{1,10}}[-\s])))?
                                                                # 13 to 15-year-old, two- and three-year-old
    (?P<n>{NUM})(?P<half>{HALF})?{GAP}(?P<unit>{UNIT})(?P<half_after>\s+and\s+a\s+half)?
    (?:[-\s,]{{1,3}}(?:and[-\s]{{1,2}})?(?P<more>{NUM}){GAP}(?P<more_unit>(?:months?|mths?|weeks?|wks?|days?)\b))?
    (?:{GAP}olds?\b | \s+of\s+age\b
      | (?:\s+[A-Z][\w-]+|\s+(?:and|mixed|race|dual|heritage)){{1,5}}\s+old(?=\s+(?:male|female|boy|girl|child|baby|infant))   # a 5 year Xxxx Yyyy old male
      | (?=[-\s]+(?:baby\s+|infant\s+)?(?:boy|girl|infant|male|female|child|baby)\b    # a 4 month baby girl
          (?!\s+(?:protection|in\s+need|care|massage|benefit|development|clinic|group))))
    """,
    re.X | re.I,
)
LEAD = Sought(
    rf"""
    \b(?:ages?(?:\s+(?:at|of|when)\s+[\w' ]{{1,30}}|\s+\((?:at|when)[\w' ]{{1,30}}\))?\s*:\s* | ages\s+(?:(?:of|were|are|being|then)\s+)?
      | (?P<range>between\s+(?:the\s+)?(?:ages?\s+of\s+)?(?=\d|{ONES}))
      | (?P<from>(?:from|since)\s+(?:about\s+)?(?:the\s+)?age(?:\s+of)?\b)
      | (?P<under>under|below)\s+the\s+age\s+of\b
      | (?:at\s+|by\s+)?(?:the\s+)?(?:(?:young|tender|early)\s+)?\bage\s+(?:of\s+)?(?:between\s+)?

      | (?P<guessed>(?:thought|believed|assessed|said|assumed|understood)\s+to\s+(?:be|have\s+been)\s+(?=(?:{SOFT}|between\s+)(?:{NUM})(?!\s+of\b)))
      | (?:only|just|recently|had)\s+turned\s+(?={NUM}\s*(?:[.,;)]|$|when|and|at|in\s+the|in\s+[A-Z]|that
            |(?:an?|\w+)\s+(?:few\s+|couple\s+of\s+)?(?:days?|weeks?|months?)\s+(?:before|earlier)))
      | aged\b,?)\s*
    """,
    re.X | re.I,
)
LEAD_BOUND = re.compile(
    rf"(?:(?P<between>between)\s+|(?P<soft>{one_of(WORDS['bounds']['soft'])})\s+|(?P<below>{one_of(WORDS['bounds']['below'])})\s+|(?P<above>{one_of(WORDS['bounds']['above'])})\s+)",
    re.I,
)
ITEM = re.compile(rf"(?P<n>{NUM})(?P<half>{HALF})?(?:{GAP}(?P<unit>{UNIT})(?P<half_after>\s+and\s+a\s+half)?)?(?:{GAP}old\b|\s+of\s+age\b)?", re.I)
JOIN = re.compile(
    r"(?P<open>\s+(?:and|or)\s+(?:over|above|older|upwards)\b)|(?P<shut>\s+(?:and|or)\s+(?:under|below|younger)\b)|\s*(?P<word>,\s*and\b|,|&|\+|\band\b|\bor\b|\bto\b|-)\s*",
    re.I,
)
NEXT = re.compile(r"\s*(?P<mark>[^\w\s])|\s+(?P<word>[A-Za-z'-]+)|\s*$")
SHORT_OF = re.compile(r"(?:\bshort\s+of|\bbefore|\bfrom|\boff)\s+(?:his|her|their)\s+$", re.I)
"""Before a birthday: it has not come yet."""
THAN = re.compile(r"\bthan\s+(?:[\w']+\s+){0,4}$", re.I)
"""Before a birthday with which a later day is compared: `smaller than most babies at their first birthday`."""
YEARS_AND_MONTHS = Sought(
    rf"\b(?:was|were|is|aged)\s+(?P<all>(?P<n>{NUM})(?:\s+years?)?\s+and\s+(?P<more>{NUM})\s+months?)(?=\s*(?:[.,;)]|$)|\s+(?:old|when|at|who|and)\b)",
    re.I,
)
BIRTHDAY = Sought(
    rf"\b(?:(?P<rel>before|until|approaching|after|since|on|of|around)\s+)?(?:(?:his|her|their|the|its|child's|boy's|girl's|baby's|[A-Z][\w']*)\s+){{0,2}}(?P<n>(?:\d{{1,2}})\s?(?:st|nd|rd|th)|{one_of(list(WORDS['ordinals']))})\s+birthday",
    re.I,
)
TURNED = Sought(
    rf"\b(?P<rel>before|until|after|since)\s+(?:he|she|[A-Z][\w-]*)\s+(?:had\s+)?(?P<all>turned\s+(?P<n>{NUM}))(?=\s*(?:[.,;)]|$)|\s+(?:in|on|and|when|at)\b)",
    re.I,
)
NOUN_WITH = re.compile(
    rf"\b(?i:boy|girl|child|baby|infant|toddler|son|daughter|teenager|male|female|youth|lad|pupil|student|young\s+(?:man|woman|person))\s\((?i:aged\s+)?(?P<n>{NUM})(?i:{GAP}(?P<unit>{UNIT}))?(?i:\s*old)?\)"
)
AT = Sought(
    rf"\b(?:died|death|killed|dead)\s+(?:of\s+(?:an?|the)\s+(?:(?!born\b|delivered\b|who\b)[\w-]+\s+){{1,3}})?(?:in\s+\w+\s+(?:\d{{4}},?\s+)?)?at\s+(?P<soft>{SOFT})(?P<n>{NUM})(?P<half>{HALF})?(?:{GAP}(?P<unit>(?:years?|months?|weeks?|days?)\b)(?!\s+(?:gestation|of\s+gestation|later|after))|(?=\s*(?:[.;]|$)|\s+(?:because|from|of|after|when)\b|\s+in\s+(?:(?:early|late|mid)\s+)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:19|20)\d\d|hospital)|\s+on\s+\d))",
    re.I,
)
LESS = Sought(
    rf"\b(?:boy|girl|child|baby|infant|twin)s?,?\s+(?:(?:of|at|was|who\s+was)\s+)?(?P<all>(?P<bound>{one_of(WORDS['bounds']['below'])})\s+(?P<n>{NUM}){GAP}(?P<unit>{UNIT}))",
    re.I,
)
_AFTER = one_of(WORDS["lists"]["after"] + WORDS["lists"]["verbs"])
OF = Sought(
    rf"\b(?:(?:school)?(?:boy|girl)|child|baby|infant|toddler|youth|lad|teenager|pupil|student|young\s+(?:man|woman|person))\s+(?:of|at)\s+(?:only\s+|just\s+|about\s+|around\s+)?"
    rf"(?P<all>(?P<n>{NUM})(?P<half>{HALF})?(?:{GAP}(?P<unit>{UNIT})(?:,?\s+(?:and\s+)?(?P<more>{NUM}){GAP}(?P<more_unit>(?:months?|mths?|weeks?|wks?|days?)\b))?)?)"
    rf"(?(unit)(?!\s+(?:gestation|service|imprisonment))|(?=\s*(?:[.,;:)]|$)|\s+(?:{_AFTER}\b|[a-z]+ed\b)))",
    re.I,
)
SEVERAL_OF = Sought(
    r"\b(?:boys|girls|children|babies|infants|brothers|sisters|siblings|twins|sons|daughters|pupils|teenagers)\s+of\s+(?:only\s+|just\s+)?(?=\d|[a-z])", re.I
)
SEVERAL_OF_END = re.compile(rf"\s*(?:[.,;:)]|$)|\s+(?:{_AFTER}\b|[a-z]+ed\b)", re.I)
NAMES_WITH = re.compile(r"(?:\b[A-Z][\w-]*|['\"]|\b(?:siblings|brothers|sisters|children|boys|girls|twins|sons|daughters))\s\((?:aged\s+)?(?=[\da-z])")
NAMES_WITH_END = re.compile(r"\s*(?:years?\s*)?(?:old\s*|of\s+age\s*)?(?:respectively\s*)?\)")
YEAR_OF_LIFE = Sought(
    rf"\bin\s+(?:his|her|their)\s+(?P<n>(?:\d{{1,2}})\s?(?:st|nd|rd|th)|{one_of(list(WORDS['ordinals']))})\s+year\b(?!\s+(?:group|at\b|of\s+(?!life|age)|in\s+(?:office|post|care|school)|as\b|there\b|on\b))",
    re.I,
)
HARMED_AT = Sought(
    rf"\b(?:fractur\w+|injur\w+|bruis\w+|burn\w*|scald\w*|bleed\w*|haemorrhage\w*|collaps\w+|assault\w*|shaken|shaking|poison\w+|drown\w+|suffocat\w+|strangl\w+|stabb\w+|hang\w+|suicide|overdose|starv\w+|died)\b"
    rf"(?:[^.;:()]{{0,70}}?\s)?(?P<at>at)\s+{SOFT}(?P<n>{NUM})(?P<half>{HALF})?{GAP}(?P<unit>{UNIT})(?=\s*(?:[.,;)]|$))",
    re.I,
)
A_UNIT = Sought(r"(?:\b(?P<bound>more\s+than|less\s+than|under|over)\s+)?\b(?:an?|one)\s?[-\s]?(?P<unit>hour|day|week|month|year)[-\s]olds?\b", re.I)
NOT_MORE = re.compile(r"\b(?:not|never|no|hardly|cannot|can't|couldn't)\s+(?:have\s+been\s+|be\s+)?$", re.I)
WAS = re.compile(
    rf"""(?:\b(?i:he|she|they|who|child|baby|toddler|infant|boy|girl|twins|brothers|sisters|siblings|children|boys|girls)|\b[A-ZÀ-Þ][\w'-]{{0,20}}|(?<=\w),|(?<=\w)\))
    \s+(?:was|were|is|are)\s+(?:(?:still|then|now|both|each|all|aged)\s+)?(?i:{SOFT})(?=(?i:{NUM}))
    | \b[A-ZÀ-Þ][\w'-]*,\s+(?:then|both|only\s+just|only)\s+(?i:{SOFT})(?=(?i:{NUM}))""",
    re.X,
)
BESIDE = Sought(
    rf"""\b(?:boys?|girls?|child|baby|toddler|infant|sons?|daughters?|brothers?|sisters?|twins|siblings?|children|males?|females?|teenager|youth|pupil|student|young\s+(?:man|woman|person)|half-(?:brother|sister|sibling)s?)
    ,\s+(?:(?:then|now|both|each)\s+)?(?={NUM})""",
    re.X | re.I,
)
ALSO = re.compile(rf"(?:,\s*(?:and\s+)?|\s+and\s+)(?:(?:Child|Baby|Sibling)\s+)?[A-ZÀ-Þ][\w'-]{{0,20}}\s+(?:was\s+|were\s+)?(?i:{SOFT})(?=(?i:{NUM}))")
"""Behind an age: the next one's name and number, the verb left out."""
WAS_END = re.compile(r"\s*(?:[.;,):]|$)|\s+(?:at|when|and|on|but|in|by|living|respectively)\b", re.I)
BESIDE_END = re.compile(r"\s*(?:[,.;)]|$)")
LIVED = Sought(
    rf"\b(?:lived|been\s+alive|survived)\s+(?:for\s+)?(?P<soft>{SOFT})(?P<n>{NUM})(?P<half>{HALF})?{GAP}(?P<unit>(?:hours?|days?|weeks?|months?|years?)\b)(?:\s+and\s+(?P<more>{NUM}){GAP}(?P<more_unit>(?:months?|weeks?|days?)\b))?"
    r"(?=\s*(?:[.;]|$)|,?\s+(?:when|before|and\s+(?:then\s+)?died|dying)\b)",
    re.I,
)
THEN = Sought(
    rf"\b(?P<at>[Aa]t)\s+(?:(?:only|just|about|around)\s+)?(?P<n>{NUM})(?P<half>{HALF})?{GAP}(?P<unit>{UNIT})(?:\s+of\s+age|\s+old)?,?"
    r"\s+(?=(?:he|she|the\s+(?:baby|child|boy|girl|infant))\b)"
    rf"|\band\s+[A-ZÀ-Þ][\w-]*\s+(?P<also>at)\s+(?:(?:only|just)\s+)?(?P<n2>{NUM}){GAP}(?P<unit2>{UNIT})"
)
GESTATION = re.compile(
    r"[-\s]*(?:'|weeks?'?)?\s*(?:gestation|of\s+(?:gestation|pregnancy)|pregnant|premature|preterm|imprisonment|custod|sentence|later|apart|earlier|ago|before)",
    re.I,
)
STATUTE = re.compile(r"(?:child|children|girl|girls|boy|boys|person|persons|people|anyone|those)(?:\s+who\s+(?:is|are|was|were))?\s+(?:aged\s+)?$", re.I)

"""What stands before or after an author's name: labels, roles and sentences that say who wrote a review (lexicons/people.toml)."""

from __future__ import annotations

from functools import lru_cache

from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought


@lru_cache(maxsize=1)
def cues() -> dict[str, Sought]:
    """The regexes by name; where they end, or begin, a name must begin or end."""
    table = lexicon("people")
    part = {name: "|".join(table[name]) for name in ("author_words", "reviewer_words", "author_qualifiers", "made_by", "wrote")}
    qualified = rf"(?:(?:{part['author_qualifiers']})(?:'s)?(?:[ \t]+|\n)){{0,4}}"
    mark = r"(?:\s*\((?:[^()\n]{1,30}\)|as(?=\s{3,})))?\s*(?::[ ]?[*_]{0,2}\s*-?|-(?=\s)|\||\n|(?=[ ]))\s*"
    role = rf"{qualified}(?:{part['author_words']}|{part['reviewer_words']})"
    kinds = (
        r"serious|significant|case|local|child|safeguarding|practice|independent|learning|lessons'?|learnt|overview|partnership|thematic"
        r"|multi-agency|final|this|the|an?"
    )
    review = rf"(?:(?:{kinds})\s+){{0,6}}(?:reviews?|reports?|SCRs?|LCSPR|summary)"
    by_review = (
        rf"(?:(?:the|this|its|an?)\s+(?:(?:{kinds})\s+){{0,6}}(?:reviews?|SCRs?|LCSPR|overview\s+reports?|review\s+reports?)"
        rf"|(?:board|partnership|committee)'s\s+(?:(?:{kinds})\s+){{0,6}}(?:reviews?|reports?|SCR|LCSPR))"
    )
    whom = (
        r"(?:(?:an?\s+|the\s+)?(?:(?:independent|freelance|safeguarding|social\s+work|social\s+care|child\s+protection|experienced|former|retired)\s+){0,3}"
        r"(?:consultant|expert|advis[eo]r|specialist|reviewer|author|social\s+worker|psychologist|solicitor|barrister),?\s+)?"
    )
    does = rf"(?:{part['wrote']})\s+(?:{review}|it)\b"
    return {
        "author": Sought(rf"(?<![\w-])(?i:{qualified}(?:{part['author_words']})){mark}"),
        "reviewer": Sought(rf"(?<![\w-])(?i:{qualified}(?:{part['reviewer_words']})){mark}"),
        "by": Sought(
            rf"(?<![\w-])(?i:(?:{part['author_qualifiers']}|\s){{0,3}}\b(?:{part['made_by']})(?:\s+(?:is\s+)?(?:also\s+|now\s+)?available)?(?:\s*\([^()\n]{{1,40}}\))?(?:\s+for\s+[^.;\n]{{3,50}}?)?\s+by)\s*(?::\s*-?|-)?\s*(?i:(?:the\s+|an?\s+|two\s+)?(?:{role})s?,?\s*:?\s+)?"
        ),
        "role": Sought(rf"[ ]{{0,2}}(?:,|\(|-|\n|[ ])\s*(?i:(?:an?\s+|the\s+)?{role})\b(?!\s*:)(?!\s+(?:and\s+)?(?i:chair|to\b|was\b))"),
        "was": Sought(
            rf"(?i:\b(?:the\s+|its\s+|an\s+)?{qualified}(?:authors?|reviewers?|report\s+writers?)(?:\s+(?:of|for)\s+(?:this|the)\s+{review})?\s+(?:was|were|is|are)\s+)"
        ),
        "written": Sought(
            rf"(?i:\b(?:{review}|it),?\s+(?:(?:was|were|is|is\s+being|has\s+been|have\s+been)\s+)?(?:also\s+|jointly\s+|independently\s+)?(?:{part['made_by']})(?:\s+and\s+\w+)?(?:\s+for\s+[^.;,\n]{{3,60}}?)?\s+by\s+(?:the\s+|an?\s+|two\s+)?(?:{role}s?,?\s*:?\s+\(?)?{whom}|\bauthored\s+by\s+|\b{by_review}(?:,|\s+(?:is|was))?\s+by\s+(?:the\s+|an?\s+|two\s+)?(?:{role}s?,?\s*:?\s+)?{whom}"
            rf"|\b(?:review|SCR|report)\b[^.;\n]{{1,120}}?\b(?:and\s+(?:(?:was|were)\s+)?|which\s+(?:was|were)\s+)(?:{part['made_by']})\s+by\s+(?:the\s+|an?\s+)?(?:{role}s?,?\s*:?\s+)?{whom}"
            rf"|\b(?:review|report)s?\s+(?:(?:was|were)\s+)?commissioned\s+(?:by\s+[^.;\n]{{3,70}}?\s+)?from\s+)"
        ),
        "wrote": Sought(
            rf"(?:\s*,[^,.\n]{{2,60}},)?\s*(?i:(?:(?:were|was)\s+)?(?:jointly\s+)?(?:{part['wrote']})\s+{review}|,?\s*who\s+(?:jointly\s+|also\s+)?{does}|(?:was|were|is|are|acted\s+as|served\s+as|appears\s+as)\s+(?:both\s+)?(?:the\s+|its\s+|an?\s+|joint\s+){{0,2}}{role}\b(?!\s+(?:to\b|chair)))"
        ),
        "named": Sought(
            r"(?i:\b(?:(?:independent|lead|overview|external|report|joint|review|its|their|the)\s+(?:\w+\s+){0,2})?(?:authors?|reviewers?|report\s+writers?)"
            r"(?:\s+of\s+(?:this|the)\s+(?:\w+\s+){0,3}(?:review|report|SCR|summary))?(?:,?\s+|\s*\()"
            rf"{whom})(?=[A-Z])"
        ),
        "titled": Sought(rf"(?i:\b(?:review|report|SCR|summary)\b[^\n]{{0,80}}\bby\s+(?:the\s+|an?\s+)?(?:{role}s?,?\s*:?\s+)?)(?=[A-Z])"),
        "asked": Sought(r"(?i:\b(?:asked|commissioned|appointed|engaged|invited)\s+(?:the\s+services\s+of\s+)?)"),
        "to_write": Sought(
            rf"(?:\s*,[^,.\n]{{2,80}},)?\s*(?i:(?:to|as)\s+(?:\w+\s+){{0,4}}?(?:write|lead|undertake|carry\s+out|conduct|author|complete|{role})\b)"
        ),
        "appointed": Sought(
            rf"(?:\s*,[^,.\n]{{2,80}},)?\s*(?i:(?:was|were|is|has\s+been|have\s+been)\s+(?:appointed|commissioned|asked|engaged|chosen)\s+(?:by\s+[^.\n]{{3,70}}?\s+)?(?:to|as)\s+(?:\w+\s+){{0,5}}?(?:write|undertake|carry\s+out|conduct|author|complete|{role})\b)"
        ),
    }

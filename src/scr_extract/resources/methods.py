"""Ways of reviewing, from lexicons/methods.toml: their names, and the words of a sentence that says one was used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought


@dataclass(frozen=True, slots=True)
class Method:
    """One way of reviewing.

    `named` ones are known by name, `plain` ones need no word of use either; `duty` ones are guidance that is also cited as a
    duty; `section_only` words mean a method only under a label.
    """

    id: str
    regex: Sought
    named: bool
    duty: bool
    section_only: bool
    plain: bool


@lru_cache(maxsize=1)
def methods() -> tuple[Method, ...]:
    """The methods in order of precedence."""
    table = lexicon("methods")
    return tuple(
        Method(
            row["id"],
            Sought("|".join(f"(?:{p})" for p in row["phrases"]).replace("{{tail}}", table["tail"]), re.I | re.X),
            row["named"],
            row.get("duty", False),
            row.get("section_only", False),
            row.get("plain", False),
        )
        for row in table["method"]
    )


@lru_cache(maxsize=1)
def method_cues() -> dict[str, re.Pattern[str]]:
    table = lexicon("methods")
    return {
        "cue": re.compile(rf"\b(?i:{'|'.join(table['cues'])})\b"),
        "review": re.compile(rf"\b(?i:{'|'.join(table['about_review'])})\b"),
        "opens": re.compile(rf"[\s\"'*_]*(?i:{'|'.join(table['opens'])})\b"),
        "after": re.compile(rf"[\s,]*(?i:{'|'.join(table['used_after'])})\b"),
        "not": re.compile(rf"\b(?i:{'|'.join(table['not_used'])})$"),
    }

"""A full report in a bulletin: it has no paragraph of that kind, so that its facts are put into the sentences a bulletin would use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from scr_extract.datasets.one_per_review import Row
from scr_extract.datasets.vocabularies import vocabulary
from scr_extract.values import DAYS_PER_MONTH, PartialDate

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_AT_MOST = 6
"""Statements that a summary lists; how many there are is said."""
_WHAT = {"fatal": "Death of", "serious_harm": "Serious harm to", "abuse_or_exploitation": "Abuse of"}
_CLOSE = 0.01
"""Months by which two ages may differ and be the same: bounds are floats."""
_WEEKS = 60
"""Ages up to this many weeks are told in weeks where they were."""
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
UNNAMED = "Unnamed child"


def name_of(review: Row) -> str:
    """How a bulletin's heading names the review: a cover's lines are no heading, its children's names are."""
    return listed(review["child_names"]) if review["child_names"] else UNNAMED


def listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def summary(review: Row, children: Sequence[Row], statements: Sequence[Row], when: PartialDate | None) -> str:
    """What happened to whom and when, the findings and recommendations, the method. `children` are the subjects of the review, `when` the incident."""
    said = _opening(review, children, _in(when))
    findings = [_clause(s["text"]) for s in statements if s["output_type"] in ("finding", "learning_point", "issue")]
    made = [_clause(s["text"]) for s in statements if s["output_type"] == "recommendation"]
    if findings:
        said.append(f"Findings include: {'; '.join(findings[:_AT_MOST])}.")
    number = review["n_recommendations_stated"] or (len(made) if len(made) > _AT_MOST else None)
    if made:
        label = f"The review makes {number} recommendations including" if number else "Recommendations include"
        said.append(f"{label}: {'; '.join(made[:_AT_MOST])}.")
    elif number:
        said.append(f"The review makes {number} recommendations.")
    if review["methodology"]:
        written = review["methodology_as_written"] or vocabulary("methodology")[review["methodology"]]
        said.append(f"Model: {(written.lower() if written.isupper() and ' ' in written else written).rstrip('.')}.")
    return " ".join(said)


def _opening(review: Row, children: Sequence[Row], when: str) -> list[str]:
    what, people = _WHAT.get(review["outcome"] or ""), [_person(child) for child in children]
    if what and len(people) == 1:
        return [f"{what} {people[0]}{when}."]
    told = [f"{what} a child{when}."] if what else []  # of several it is not known to whom it happened
    known = [person for person in people if person != "a child"]
    return [*told, f"The review is about {_people(people)}."] if known or (people and not what) else told


def _people(people: Sequence[str]) -> str:
    """`a boy, a 5-year-old girl and two children`: those of whom nothing is known are counted."""
    counted = Counter(people)
    unknown = counted.pop("a child", 0)
    several = [f"{_NUMBERS.get(unknown, unknown)} children"] if unknown > 1 else ["a child"] * unknown
    return listed([*(person for person in people if person in counted), *several])


def _person(child: Row) -> str:
    """`a 3-year-old boy`, `a girl aged 5 years and 4 months`."""
    who = {"female": "girl", "male": "boy"}.get(child["sex"] or "", "child")
    adjective, after = _age(child["age_months_min"], child["age_months_max"])
    whole = " ".join(filter(None, (adjective, who, after)))
    return f"{'an' if re.match(r'[aeiou]|8|11|18', whole, re.I) else 'a'} {whole}"


def _age(low: float | None, high: float | None) -> tuple[str, str]:
    """The words for an age of so many completed months, before the child and after; none for bounds that no plain words have."""
    if low is None and high is not None and high == int(high):
        return "", f"aged under {int(high) // 12 + 1}" if high % 12 == 11 else f"aged under {int(high) + 1} months"
    if low is None or high is None:
        return "", ""
    if low == high == int(low):
        return (f"{int(low)}-month-old", "") if low < 24 else ("", f"aged {int(low) // 12} years and {int(low) % 12} months")
    if low % 12 == 0 and high % 12 == 11:
        youngest, oldest = int(low) // 12, int(high) // 12
        return (f"{oldest}-year-old", "") if youngest == oldest > 0 else ("", f"aged between {youngest} and {oldest}") if youngest else ("", "")
    for count, days, unit in ((_WEEKS, 7, "week"), (31, 1, "day")):
        for n in range(1, count):
            if abs(n * days / DAYS_PER_MONTH - low) < _CLOSE and abs(((n + 1) * days - 1) / DAYS_PER_MONTH - high) < _CLOSE:
                return f"{n}-{unit}-old", ""
    return "", ""


def _clause(text: str) -> str:
    """A statement as a member of a list that semicolons part: its first sentence, for a list is one sentence."""
    first = re.split(r"(?<=[a-z)]{2}[.?!])\s+(?=[A-Z])", " ".join(text.split()), maxsplit=1)[0]
    return first.rstrip(" .;").replace(";", ",")


def _in(when: PartialDate | None) -> str:
    match when:
        case None:
            return ""
        case PartialDate(iso, _, str(season), _):
            return f" in {season} {iso}"
        case PartialDate(iso, _, _, str(until)):
            return f" between {_date(iso)} and {_date(until)}"
        case _:
            return f" {'on' if len(when.iso) == len('2014-05-23') else 'in'} {_date(when.iso)}"


def _date(iso: str) -> str:
    parts = [int(p) for p in iso.split("-")]
    words = (str(parts[2]) if len(parts) > 2 else "", MONTHS[parts[1] - 1] if len(parts) > 1 else "", str(parts[0]))
    return " ".join(filter(None, words))

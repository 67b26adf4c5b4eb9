"""Where rules end in words: dates, ages, names, boards, agencies, kin, drawn from the lexicons and the gazetteer that the rules read with."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from random import Random
from typing import Any

from scr_extract.resources.loader import gazetteer, lexicon
from scr_extract.training.expand import words

Terminal = Callable[[Random], str]


@lru_cache(maxsize=1)
def _made() -> dict[str, Any]:
    return tomllib.loads((files("scr_extract.training") / "words.toml").read_text("utf-8"))


def _one(name: str) -> Terminal:
    """Any of a list of words.toml."""
    return lambda random: str(random.choice(_made()[name]))


@lru_cache(maxsize=64)
def _listed(table: str, *path: str) -> tuple[str, ...]:
    """The words that the fragments of a lexicon's list spell out."""
    found: Any = lexicon(table)
    for step in path:
        found = found[step]
    fragments = found.split() if isinstance(found, str) else found
    return tuple(dict.fromkeys(w for fragment in fragments for w in words(fragment)))


def _of(table: str, *path: str) -> Terminal:
    return lambda random: random.choice(_listed(table, *path))


# Dates


def _month(random: Random) -> str:
    names: list[str] = random.choice(lexicon("dates")["months"])
    return (names[0] if random.random() < 0.85 else random.choice(names)).title()


def _nth(day: int) -> str:
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _year(random: Random) -> str:
    return str(random.randint(*_made()["years"]))


def _day(random: Random) -> str:
    day, number, month, year = random.randint(1, 28), random.randint(1, 12), _month(random), _year(random)
    written = [f"{day} {month} {year}", f"{_nth(day)} {month} {year}", f"{_nth(day)} of {month} {year}"]
    figures = [f"{day:02}/{number:02}/{year}", f"{day:02}.{number:02}.{year[2:]}", f"{day}.{number}.{year}"]
    return random.choice(written if random.random() < 0.7 else figures)


def _month_year(random: Random) -> str:
    return f"{_month(random)} {_year(random)}"


def _season(random: Random) -> str:
    season: str = random.choice(lexicon("dates")["seasons"])
    return f"{random.choice(('', '', 'early ', 'late '))}{season}{random.choice((' ', ' of '))}{_year(random)}"


def _date(random: Random) -> str:
    return random.choice((_day, _day, _month_year, _month_year, _month_year, _year, _season))(random)


# Ages


def _number(random: Random, low: int, high: int) -> str:
    n = random.randint(low, high)
    spelt = {v: k for k, v in lexicon("ages")["numbers"].items()}
    tens = {v: k for k, v in lexicon("ages")["tens"].items()}
    if random.random() < 0.45 and n in spelt:
        return str(spelt[n])
    if random.random() < 0.3 and n > 19 and n // 10 * 10 in tens:
        return f"{tens[n // 10 * 10]}{'-' + spelt[n % 10] if n % 10 else ''}"
    return str(n)


def _age(random: Random) -> tuple[str, str]:
    """A child's age: number and unit."""
    unit, low, high = random.choice(_made()["ages"])
    return _number(random, low, high), unit


def _counted(number: str, unit: str) -> str:
    return f"{number} {unit}{'' if number in ('1', 'one') else 's'}"


def _age_old(random: Random) -> str:
    """`17-month-old`, `9 year old`."""
    return random.choice(("{}-{}-old", "{}-{}-old", "{} {} old", "{}-{} old")).format(*_age(random))


def _age_plain(random: Random) -> str:
    """`17 months`, `nine`, `4 years 2 months`."""
    number, unit = _age(random)
    if unit == "year" and random.random() < 0.5:
        return number
    if unit == "year" and random.random() < 0.2:
        return f"{number} years{random.choice((' ', ' and '))}{_number(random, 2, 11)} months"
    return _counted(number, unit)


def _age_of(random: Random) -> str:
    """`17 months old`, `17 months`."""
    return _counted(*_age(random)) + random.choice((" old", " old", ""))


def _adult_age(random: Random) -> str:
    return _number(random, *_made()["adults"])


# Names


def _forename(random: Random) -> str:
    return random.choice(_listed("people", "given_names"))


def _surname(random: Random) -> str:
    made = _one("surname_starts")(random) + _one("surname_ends")(random)
    name = made if random.random() < 0.7 else _one("surnames")(random)
    return f"{name}-{_one('surnames')(random)}" if random.random() < 0.07 else name


def _person(random: Random) -> str:
    middle = random.choice(("", "", "", "", "", f" {_one('initials')(random)}", f" {_one('initials')(random)}.", f" {_forename(random)}"))
    first = _forename(random) if random.random() < 0.95 else f"{_one('initials')(random)}."
    return f"{first}{middle} {_surname(random)}"


def _title(random: Random) -> str:
    return f"{random.choice(lexicon('people')['titles'])} " if random.random() < 0.25 else ""


def _degrees(random: Random) -> str:
    return f"{random.choice((' ', ', '))}{random.choice(lexicon('people')['post_nominals'])}" if random.random() < 0.15 else ""


def _letters(random: Random) -> str:
    """What follows `Child`: `B`, `AW`, `C14`, `BDS`."""
    letters = "".join(_one("initials")(random) for _ in range(random.choice((1, 1, 1, 1, 2, 2, 3))))
    return letters + random.choice(("", "", "", "", str(random.randint(1, 40))))


def _pseudonym(random: Random) -> str:
    return f"{_one('pseudonyms')(random)} {_letters(random) if random.random() < 0.8 else _forename(random)}"


def _child_name(random: Random) -> str:
    return random.choice((_pseudonym, _forename))(random)


# Boards and places


def _place(random: Random) -> str:
    places = [p for p in random.choice(gazetteer("boards"))["place_names"].split(";") if p]
    return random.choice(places) if places else _one("place_starts")(random) + _one("place_ends")(random)


def _board(random: Random) -> str:
    """One of the gazetteer; one in four is a board that no gazetteer knows, as those of made-up texts."""
    if random.random() < 0.25:
        return f"{_one('place_starts')(random)}{_one('place_ends')(random)} {_one('board_tails')(random)}"
    row = random.choice(gazetteer("boards"))
    return random.choice([row["name"], row["name"], *filter(None, row["aliases"].split(";"))])


# Agencies and kin


def _agency(random: Random) -> str:
    agency: str = random.choice(list(lexicon("agencies")["agency"]))
    return random.choice(_listed("agencies", "agency", agency) or ("schools",))


def _adult(random: Random) -> str:
    return random.choice(_listed("children", "sex", random.choice(("male_adults", "female_adults"))))


def _loss(random: Random) -> str:
    return _of("outcomes", "death", "loss")(random).removesuffix(" of")


TERMINALS: Mapping[str, Terminal] = {
    "date": _date,
    "day": _day,
    "month_year": _month_year,
    "year": _year,
    "age_old": _age_old,
    "age_plain": _age_plain,
    "age_of": _age_of,
    "adult_age": _adult_age,
    "forename": _forename,
    "person": _person,
    "title": _title,
    "degrees": _degrees,
    "letters": _letters,
    "pseudonym": _pseudonym,
    "child_name": _child_name,
    "place": _place,
    "board_name": _board,
    "agency": _agency,
    "adult": _adult,
    "boy": _of("children", "sex", "male"),
    "girl": _of("children", "sex", "female"),
    "death_verb": _of("outcomes", "death", "verbs"),
    "death_loss": _loss,
    "injury": _of("outcomes", "harm", "strong"),
    "abuse": _of("outcomes", "abuse", "other"),
    "sexual": _of("outcomes", "abuse", "sexual"),
}
"""What a rule may name besides other rules."""

"""The field children: the seam's contract, ages, names, sexes, and whole children from made-up entries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scr_extract.fields.ages import ages
from scr_extract.fields.body_names import cell_names
from scr_extract.fields.children import FIELD
from scr_extract.fields.heading_names import heading_names
from scr_extract.fields.lifespan import lifespans
from scr_extract.model import Resolution, Span
from scr_extract.plain import plain
from scr_extract.values import DAYS_PER_MONTH, Child
from tests.made import reading, report


def children(text: str) -> Resolution:
    entry = reading(text)
    return FIELD.resolver(entry, [c for finder in FIELD.finders for c in finder.find(entry)])


def bounds(words: str) -> list[tuple[float | None, float | None]]:
    view = plain(words)
    return [(a.low, a.high) for a in ages(view, Span(0, len(view)))]


def weeks(n: float) -> tuple[float, float]:
    return (7 * n / DAYS_PER_MONTH, (7 * n + 6) / DAYS_PER_MONTH)


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("a nine-week-old girl", [weeks(9)]),
        ("a seven-week old baby boy", [weeks(7)]),
        ("a 2-week old", [weeks(2)]),
        ("at the age of 17 weeks", [weeks(17)]),
        ("an 8-day-old", [(8 / DAYS_PER_MONTH, 8 / DAYS_PER_MONTH)]),
        ("only 40 days old", [(40 / DAYS_PER_MONTH, 40 / DAYS_PER_MONTH)]),
        ("a one-month-old", [(1, 1)]),
        ("a three month old", [(3, 3)]),
        ("a 23-month--old infant", [(23, 23)]),
        ("four months old (just)", [(4, 4)]),
        ("both aged 16 months", [(16, 16)]),
        ("a 2-year-6-month-old", [(30, 30)]),
        ("a two-year-and-six-month-old", [(30, 30)]),
        ("a two and a half year old", [(30, 30)]),
        ("aged 2 years and 3 months", [(27, 27)]),
        ("an almost 3-year-old girl", [(36, 47)]),
        ("just over four years old", [(48, 59)]),
        ("a 5 year White Welsh old male", [(60, 71)]),
        ("a 14 year old Cardiff boy", [(168, 179)]),
        ("aged 14 years", [(168, 179)]),
        ("between 13 and 15 years old", [(156, 191)]),
        ("between the ages of 11 and 14", [(132, 179)]),
        ("13-15 year old girls", [(156, 191)]),
        ("from the age of 13", [(156, None)]),
        ("a girl of 9 years disclosed", [(108, 119)]),
        ("a boy of 7 with autism", [(84, 95)]),
        ("a toddler of 22 months was bitten", [(22, 22)]),
        ("a girl of 12 stone", []),
        ("Ben was 3 when", [(36, 47)]),
        ("Ben was two and a half when", [(30, 30)]),
        ("a 3 1/2 year old boy", [(42, 42)]),
        ("who was 2 years and 3 months old, ran", [(27, 27)]),
        ("They were 3 and 2 when", [(36, 47), (24, 35)]),
        ("He was 12 stone", []),
        ("Ben was one of six", []),
        ("Two sisters, 11 and 13, met him", [(132, 143), (156, 167)]),
        ("the brothers, seven and three, lived", [(84, 95), (36, 47)]),
        ("Hazel had lived for just 33 days when she died", [(33 / DAYS_PER_MONTH, 33 / DAYS_PER_MONTH)]),
        ("Hazel lived for three weeks with an aunt", []),
        ("At 14 weeks he was taken to hospital", [weeks(14)]),
        ("Lily died at 7 weeks and Luke at 12 weeks", [weeks(7), weeks(12)]),
        ("thought to be about 15, went missing", [(180, 191)]),
        ("thought to be 15 families", []),
        ("nobody had seen him since his first birthday", []),
        ("aged 13 and over", [(156, None)]),
        ("soon after his 18th birthday", [(216, 227)]),
        ("soon after his 18 th birthday", [(216, 227)]),
        ("two days before her first birthday", [(11, 11)]),
        ("now aged six and five", [(72, 83), (60, 71)]),
        ("aged 6, 4, and 1", [(72, 83), (48, 59), (12, 23)]),
        ("aged 16 and 14 years", [(192, 203), (168, 179)]),
        ("four- and six-year-old sisters", [(48, 59), (72, 83)]),
        ("aged 15 and two siblings", [(180, 191)]),
        ("aged 6 months and 2 years, 18 months apart", [(6, 6), (24, 35)]),
        ("a boy aged 6-7 months", [(6, 7)]),
        ("a boy of 14,", [(168, 179)]),
        ("a child of two parents", []),
        ("under the age of 2 years", [(None, 23)]),
        ("children under the age of 16", []),
        ("a boy of less than 1 year", [(None, 11)]),
        ("aged less than 1 year", [(None, 11)]),
        ("under 5 months old", [(None, 4)]),
        ("Age: 8 months", [(8, 8)]),
        ("Age at death: 3 weeks", [weeks(3)]),
        ("a 12-year-old and 14-year old", [(144, 155), (168, 179)]),
        ("a teenage boy", []),
        ("infants", []),
        ("a girl under 13-years-old", []),
        ("a child under 16 years of age", []),
        ("born at 29 weeks' gestation", []),
        ("10 weeks premature", []),
        ("13 years' imprisonment", []),
        ("known for 10 years", []),
        ("between 10 and 12 October", []),
        ("his 34-year-old mother", []),
        ("a section 20 agreement", []),
        ("died at 18.25 hours", []),
        ("a 12 month child protection plan", []),
        ("19-448 reports, a 61% rise", []),
        ("a 16 y/o girl", [(192, 203)]),
        ("5 yo boy, 3 m/o baby", [(60, 71), (3, 3)]),
        ("a 13 y.o. girl", [(156, 167)]),
        ("10 do not attend, 14 M O'Hara, 6m of rope", []),
        ("died at 17y 3m.", [(207, 207)]),
        ("Girl, 14y", [(168, 179)]),
        ("14 yrs. Exploited by men", [(168, 179)]),
        ("14 yrs of service. 6 months later", []),
        ("a boy of fifteen took his own life", [(180, 191)]),
        ("a lad of 15 years and 11 months lost control", [(191, 191)]),
        ("Boys of 6 and 4.", [(72, 83), (48, 59)]),
        ("children of 12 families", []),
        ("Brothers K, L and M (nine, seven and four) lived", [(108, 119), (84, 95), (48, 59)]),
        ("He was in his seventeenth year", [(192, 203)]),
        ("in her first year of life", []),
        ("in his third year at school", []),
        ("a fracture to one leg at 3 months.", [(3, 3)]),
        ("injuries were seen at 3 meetings.", []),
        ("cannot have been more than a day old", [(0, 1 / DAYS_PER_MONTH)]),
        ("a week old", [weeks(1)]),
        ("Tom died at seven in July 2020", [(84, 95)]),
        ("died at seven in the evening", []),
        ("of three siblings (12, 9 and 8)", [(144, 155), (108, 119), (96, 107)]),
        ("was thirteen and nine months when he came", [(165, 165)]),
        ("six days short of her first birthday", [(11, 11)]),
        ("a week after she turned five.", [(60, 71)]),
        ("died before he turned two", [(12, 23)]),
        ("after he turned 12 tables over", []),
        ("had turned 18 two weeks before he died", [(216, 227)]),
        ("a teenage girl (15) was exploited", [(180, 191)]),
        ("a girl (one of 30 pupils)", []),
        ("died aged 11 weeks + 3 days", [(80 / DAYS_PER_MONTH, 80 / DAYS_PER_MONTH)]),
        ("five weeks and three days old", [(38 / DAYS_PER_MONTH, 38 / DAYS_PER_MONTH)]),
        ("a five-week-old premature twin", [weeks(5)]),
    ],
)
def test_ages_in_completed_months(words: str, months: list[tuple[float | None, float | None]]) -> None:
    assert bounds(words) == [pytest.approx(pair) if None not in pair else pair for pair in months]


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Serious case review: Child B", ["Child B"]),
        ("SERIOUS CASE REVIEW 'CHILD Y'", ["Child Y"]),
        ("Child F and Family", ["Child F"]),
        ("Siblings W and X", ["Sibling W", "Sibling X"]),
        ("Sibling P&Q – ‘Learning Together’ Briefing", ["Sibling P", "Sibling Q"]),
        ("Children K, L and M", ["Child K", "Child L", "Child M"]),
        ("Children A B C D E F", ["Child A", "Child B", "Child C", "Child D", "Child E", "Child F"]),
        ("Otto & Piers", ["Otto", "Piers"]),
        ("December 2011 - Cumbria - KWR7", ["KWR7"]),
        ("March 2012NSPCC on behalf of unnamed LSCB - Child C", ["Child C"]),
        ("Baby Ottilie – ‘Learning Together’ Briefing", ["Baby Ottilie"]),
        ("SCR G", ["G"]),
        ("SCR S & SCR D", ["S", "D"]),
        ("2012 – Anonymous - Dilys, Edda and Tom", ["Dilys", "Edda", "Tom"]),
        ("Overview Report Child I and Child M", ["Child I", "Child M"]),
        ("Child Q: learning review", ["Child Q"]),
        ("Young Person J", ["Young Person J"]),
        ("Services provided to Child S and Family", ["Child S"]),
        ("Serious Case Review Re Jonah Peverell Overview Report", ["Jonah Peverell"]),
        ("Overview report into the death of Mina Ashdown", ["Mina Ashdown"]),
        ("Baby F SCR - 28 February 2014", ["Baby F"]),
        ("Significant Case Review: Child Dougal", ["Child Dougal"]),
        ("Extended Child Practice Review Report – Child T", ["Child T"]),
        ("Serious case review: overview report: Child ‘Emrys’", ["Emrys"]),
        ("YP1", ["YP1"]),
        ("2021 – Medway – Faith", ["Faith"]),
        ("Child B (Baby B)", ["Child B"]),
        ("Children Amber, Jet and Opal", ["Child Amber", "Child Jet", "Child Opal"]),
        ("Faith and belief", []),
        ("Concise Child Practice Review: CPR2/2018", []),
        ("Sofia (a pseudonym)", ["Sofia"]),
        ("Serious case review: 'Sofia' (a pseudonym)", ["Sofia"]),
        ('"Sofia" (not her real name)', ["Sofia"]),
        ("Sofia (4), Ben (2) and Ida (7 months)", ["Sofia", "Ben", "Ida"]),
        ("Family A", []),
        ("Serious case review: the Marlowe family", []),
        ("Overview report in respect of Nursery Z", []),
        ("Operation Heron", []),
        ("Beech Hill School Serious Case Review 2015", []),
        ("Child Sexual Exploitation 1998 - 2016", []),
        ("Online Safety/Self-Harm – Full Report (2017)", []),
        ("Serious Case Review No: 2017/C1234", []),
        ("Child Safeguarding Practice Review", []),
        ("SAFEGUARDING CHILDREN BOARD", []),
        ("2018 – Kent", []),
        ("Modern slavery and trafficking", []),
        ("Non-accidental injury in under ones", []),
        ("Devon", []),
        ("Grooming", []),
        ("2021 – Telford & Wrekin – Thematic review of neglect", []),
        ("Renée", ["Renée"]),
        ("Child Practice Review: Child Brân", ["Child Brân"]),
        ("CHILD MARLO (Leeds Safeguarding Children Board)", ["Child Marlo"]),
        ("CHILD CENTRED PRACTICE", []),
        ('3) "ORION" (board not named)', ["ORION"]),
        ("2014 - Kent - Thomas (Daniel's brother)", ["Thomas"]),
        ("Aleksander (Olek)", ["Aleksander"]),
        ("Child C1 (Child C)", ["Child C1"]),
        ("Case EH", ["EH"]),
        ("AB, AC and AS (published 3 May)", ["AB", "AC", "AS"]),
        ("SCR (published 3 May)", []),
        ("Sisters Ivy and Fleur", ["Ivy", "Fleur"]),
    ],
)
def test_names_of_a_heading(heading: str, names: list[str]) -> None:
    view = plain(heading)
    assert [n.name for n in heading_names(view, Span(0, len(view)))] == names


def test_siblings_in_a_heading_have_their_role() -> None:
    view = "Serious case review: Tamsin, (and her siblings, Joss and Kit)"
    assert [(n.name, n.role) for n in heading_names(view, Span(0, len(view)))] == [("Tamsin", "subject"), ("Joss", "sibling"), ("Kit", "sibling")]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("DOB: 02.05.13: DOD: 09.08.13", 3),
        ("Born 20th October 2006\n\nDied 3rd November 2008", 24),
        ("V was born on 8 March 2003 and died on 21 April 2005", 25),
        ("Date of Birth: 01/02/2010 Date of Death: 31/01/2012", 23),
        ("V was pronounced dead on 21 April 2005. She was born on 8 March 2003", 25),
    ],
)
def test_age_from_dates_is_completed_months(text: str, months: int) -> None:
    (life,) = lifespans(text, Span(0, len(text)))
    assert (life.low, life.high) == (months, months)


def kids(text: str) -> list[tuple[str | None, str, float | None, float | None, str | None]]:
    return [(c.value.name, c.value.role, c.value.age_min, c.value.age_max, c.value.sex) for c in children(text).chosen if isinstance(c.value, Child)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Serious case review: Child V\n\nDeath of a 14-month old girl in 2014.", [("Child V", "subject", 14, 14, "female")]),
        (  # the only birth and the day of the harm
            "Serious case review: Child V\n\nV was born on 9 June 2008. On 2 December 2010 he was admitted to hospital with a fractured skull.",
            [("Child V", "subject", 29, 29, "male")],
        ),
        (
            "Serious case review: Child V\n\nV's sister was born on 9 June 2008. On 2 December 2010 he was admitted to hospital with a fractured skull.",
            [("Child V", "subject", None, None, None)],
        ),
        (  # a name among the heading's other words, with which the story opens a sentence
            "Why did nobody see Tommy?\n\nTommy, 4, was starved by his stepmother.",
            [("Tommy", "subject", 48, 59, "male")],
        ),
        ("Oakfield Nursery\n\nOakfield was inspected in 2014. A boy was hurt there.", []),
        ("Lessons from Derby\n\nDerby had no lead nurse. A boy was hurt there.", []),
        ('The chorister\n\nThe LSCB told of it. "Ida" (not her real name) was thirteen when a helper groomed her.', [("Ida", "subject", 156, 167, "female")]),
        ('The chorister\n\nA boy of ten was hurt. His friend "Ida" (not her real name) told a teacher.', [(None, "subject", 120, 131, "male")]),
        (
            "Case review\n\nA sister and brother, who are called Una and Piers, lived in care. Una, then 12, and Piers, aged nine, were abused.",
            [("Una", "subject", 144, 155, "female"), ("Piers", "subject", 108, 119, "male")],
        ),
        (
            "SCR: Young Person C\n\nThe young person, referred to as Young Person C, was 17 years old when she died in August 2017.",
            [("Young Person C", "subject", 204, 215, "female")],
        ),
        (
            "SCR: Pia\n\nPia was found stabbed. Pia's half-brother, a boy of 2, was in the house and was not hurt.",
            [("Pia", "subject", None, None, None)],
        ),
        (
            "Siblings M and N\n\nNeglect of two siblings, a girl aged 11 and a boy aged 9.",
            [("Sibling M", "subject", 132, 143, "female"), ("Sibling N", "subject", 108, 119, "male")],
        ),
        ("SCR\n'Ann' aged 31\nand her daughter 'Pia' aged 7\n\nThe bodies of Ann and of Pia were found.", [("Pia", "subject", 84, 95, "female")]),
        ("Case of 'Tom', 6\n\nTom was found to be living in a locked room.", [("Tom", "subject", 72, 83, None)]),
        (
            "Case of 'Brothers F and G', 13 and 10\n\nMade to work.",
            [("Brother F", "subject", None, None, "male"), ("Brother G", "subject", None, None, "male")],
        ),
        ("M3 North East Lincolnshire\n\nDeath of a 13-year-old girl.", [("M3", "subject", 156, 167, "female")]),
        ('Oldham: "T"\n\nDeath of a 13-year-old girl.', [("T", "subject", 156, 167, "female")]),
        ("Concise review\n\nThe child (who will be referred to in this report as 'A') was 9 months old when he was hurt.", [("A", "subject", 9, 9, "male")]),
        ("Child V\n\nChild V: male, DOB 12/03/2015. Date of incident: 14/07/2015. Rib fractures.", [("Child V", "subject", 4, 4, "male")]),
        (  # a chain of sentences by pronoun
            "Serious case review: Holly\n\nHolly lived near the sea. She was raped by her uncle, a man of 52, and told a friend. She was then twelve.",
            [("Holly", "subject", 144, 155, "female")],
        ),
        (
            "Serious case review: Holly\n\nHolly lived near the sea. Her uncle had been raped in prison. He was then nineteen.",
            [("Holly", "subject", None, None, "female")],
        ),
        (
            "Serious case review: Siblings F and G\n\nReported deaths of two brothers. Child F died soon after his 18th birthday and Child G died aged 17.",
            [("Sibling F", "subject", 216, 227, "male"), ("Sibling G", "subject", 204, 215, "male")],
        ),
        (
            "Serious case review: Tamsin, (and her brothers, Joss and Kit)\n\n"
            "Serious burns to Tamsin, aged three. Tamsin and her brothers, aged 10 and five, were moved.",
            [("Tamsin", "subject", 36, 47, "female"), ("Joss", "sibling", 120, 131, None), ("Kit", "sibling", 60, 71, None)],
        ),
        ("Otis and Fern\n\nOtis and Fern, both aged 11 months, were murdered in 2019.", [("Otis", "subject", 11, 11, None), ("Fern", "subject", 11, 11, None)]),
        (
            "Children E and F\n\nNeglect of two siblings, aged four and two years, in 2016.",
            [("Child E", "subject", 48, 59, None), ("Child F", "subject", 24, 35, None)],
        ),
        (
            "Child A and Child B\n\nDeath of a 6-week-old boy and a 3-year-old girl.",
            [("Child A", "subject", *weeks(6), "male"), ("Child B", "subject", 36, 47, "female")],
        ),
        ("Serious case review: Child V\n\nSerious injury of a baby in the care of her mother.", [("Child V", "subject", None, None, "female")]),
        (
            "Serious case review: Child V\n\nHarmful sexual behaviour by a 14-year-old boy towards his 7-year-old cousin.",
            [("Child V", "subject", 168, 179, "male")],
        ),
        ("Serious case review: Child V\n\nMurder of a 15-year-old boy by a 17-year-old boy.", [("Child V", "subject", 180, 191, "male")]),
        (
            "Siblings A and B\n\nSexual abuse of a 9-year-old girl and her 7-year-old brother.",
            [("Sibling A", "subject", 108, 119, "female"), ("Sibling B", "subject", 84, 95, "male")],
        ),
        ("Ruby and Pearl\n\nDeath of 3-year-old twin girls in a fire.", [("Ruby", "subject", 36, 47, "female"), ("Pearl", "subject", 36, 47, "female")]),
        (
            "Serious case review: Child V\n\nThe stillbirth of Child V, delivered at 38 weeks gestation to a 15-year-old girl.",
            [("Child V", "subject", None, None, None)],
        ),
        ("Serious case review: Child V\n\nServices to Child V, who was two weeks old when she died.", [("Child V", "subject", *weeks(2), "female")]),
        ("Serious case review: Ben\n\nThe panel met in May. Ben was a lively 13-year-old who loved football.", [("Ben", "subject", 156, 167, None)]),
        ("Serious case review: Child V\n\nDeath of a girl. V, 8, had run from a car.", [("Child V", "subject", 96, 107, "female")]),
        (
            "Three brothers, aged 16, 14 and 12, were abused by their father.",
            [(None, "subject", 192, 203, "male"), (None, "subject", 168, 179, "male"), (None, "subject", 144, 155, "male")],
        ),
        ("Serious case review: Child V\n\nNobody asked. Our thoughts are with V's family. He was 18 at the time.", [("Child V", "subject", None, None, None)]),
        ("Death of a 7-year-old girl in 2014. Child V was born with asthma. Child V lived with an aunt.", [("Child V", "subject", 84, 95, "female")]),
        ("Serious case review: Child Nova\n\nNova, 14, a girl, was taken abroad.", [("Child Nova", "subject", 168, 179, "female")]),
        ("Serious case review: Child Onyx (Derby, 2013), 15, died in a fight.", [("Child Onyx", "subject", 180, 191, None)]),
        (
            "Serious case review: Children P1 and P2\n\nP1 (9) and P2 (four) had rotten teeth when they came into care.",
            [("Child P1", "subject", 108, 119, None), ("Child P2", "subject", 48, 59, None)],
        ),
        (
            "Siblings Mace and Myrtle\n\nMace (male, 14) and Myrtle (female, 12) were made to work.",
            [("Sibling Mace", "subject", 168, 179, "male"), ("Sibling Myrtle", "subject", 144, 155, "female")],
        ),
        (
            "Baby N and Baby O\n\nNeglect of twin boys aged 9 months, found in 2013.",
            [("Baby N", "subject", 9, 9, "male"), ("Baby O", "subject", 9, 9, "male")],
        ),
        (
            "Nova and Sky\n\nNova and Sky, aged 2 years and 9 months, had lived in 11 homes.",
            [("Nova", "subject", 24, 35, None), ("Sky", "subject", 9, 9, None)],
        ),
        ("Child Juno\n\nNeglect of a girl, now 6 years old, who was in hospital at the age of 4.", [("Child Juno", "subject", 48, 59, "female")]),
        ("Child Dot\n\nThe eight-month-old was left in a car and could not be revived.", [("Child Dot", "subject", 8, 8, None)]),
        ("Child Dot\n\nDot was found dead. Her father, 31, and her brother, 12, were out.", [("Child Dot", "subject", None, None, "female")]),
    ],
)
def test_whole_children(text: str, expected: list[tuple[str | None, str, float | None, float | None, str | None]]) -> None:
    found = kids(text)
    assert [(n, r, s) for n, r, _, _, s in found] == [(n, r, s) for n, r, _, _, s in expected]
    for (_, _, low, high, _), (_, _, least, most, _) in zip(found, expected, strict=True):
        assert (low, high) == ((pytest.approx(least), pytest.approx(most)) if least is not None else (None, None))


def test_age_at_writing_is_said_to_be() -> None:
    resolution = children("Children P and Q\n\nThe review looks at two sisters, Child P and Child Q, who are now aged nine and seven.")
    assert [c.value.age_at for c in resolution.chosen if isinstance(c.value, Child)] == ["writing", "writing"]


def test_both_dates_are_evidence() -> None:
    (child,) = children("Overview report: Child V\nBorn 3 May 2009\nDied 10 June 2010\n\nThe panel met.").chosen
    assert [e.quote for e in child.also] == ["Died 10 June 2010", "Born 3 May 2009"]


def test_wide_columns_span_the_subjects() -> None:
    columns = FIELD.wide(children("Children E and F\n\nNeglect of two siblings, aged four and two years, in 2016."))
    assert columns == {
        "child_names": ["Child E", "Child F"],
        "child_age_months_min": 24,
        "child_age_months_max": 59,
        "child_age_text": "aged four; two years",
        "child_sex": None,
    }


def test_an_open_bound_stays_open() -> None:
    columns = FIELD.wide(children("Serious case review: Child V\n\nSexual abuse of a boy from the age of 13 by several men."))
    assert (columns["child_age_months_min"], columns["child_age_months_max"]) == (156, None)


def test_nothing_said_is_not_stated() -> None:
    resolution = children("Family Q\n\nThe panel met four times.")
    assert (resolution.status, resolution.chosen) == ("not_stated", ())


@pytest.mark.parametrize(
    "build",
    [
        lambda: "9" * 50_000,
        lambda: "aged 1, " * 4_000,
        lambda: "Child A and " * 4_000,
        lambda: "he was " * 5_000,
        lambda: "Ben was 3, " * 4_000,
        lambda: "death of a " * 4_000,
    ],
)
def test_hostile_repetition_is_read_in_time(build: Callable[[], str]) -> None:
    children(build())


def test_a_child_whom_a_family_table_names_in_many_rows_is_one() -> None:
    """Each row was looked at against every other: 5,000 of them took minutes."""
    rows = "Rowan   Subject   Male   14\nMother   Ann   Female   34\n" * 2_000
    named = cell_names(report(f"Overview report\n\n== The family ==\n\n{rows}\n== Introduction ==\n\nThe panel met.\n"))
    assert [n.name for n in named] == ["Rowan"]

"""Made-up sentences for the finders of the field children: what each must read and what it must leave alone."""

from __future__ import annotations

import json
from collections.abc import Mapping

from scr_extract.fields.seam import Example


def _is(text: str, **child: object) -> Example:
    return Example(text, json.dumps({"role": "subject"} | child, ensure_ascii=False, sort_keys=True))


def _old(text: str, low: float | None, high: float | None, words: str, **child: object) -> Example:
    bounds = {k: v for k, v in (("age_min", low), ("age_max", high)) if v is not None}
    return _is(text, age_text=words, **({"age_at": "incident"} | bounds | child))


EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "heading_name": (
        _is("Serious case review: [[Child V]]\n\nThe panel met.", name="Child V"),
        _is("Overview report: [[Siblings F]] and G\n\nThe panel met.", name="Sibling F"),
        _is("2011 - Anonymous - [[Rowena]] and Piers\n\nThe panel met.", name="Rowena"),
        _is("Serious case review: Tamsin (and her brothers, [[Joss]] and Kit)\n\nThe panel met.", name="Joss", role="sibling"),
    ),
    "header_name": (_is("Serious case review\nOverview report in respect of [[Child HV]]\nAuthor: Ann Brook\n\nThe panel met.", name="Child HV"),),
    "body_name": (
        _is("Death of a baby girl, [[Child Y]], who was found in a pond.", name="Child Y"),
        _is("Neglect of a boy, [[Tobias]], aged six.", name="Tobias"),
        _is("Death of a girl in 2012. [[Wilma]] was living with an aunt. Wilma had asthma.", name="Wilma"),
    ),
    "cell_name": (_is("Serious case review\n\n| Child | [[Teal]] and Finch |\n| Age | 6 and 4 |", name="Teal"),),
    "age_cell": (
        _old("| Case | Nine |\n| Age | [[14]] |\n| Gender | M |", 168.0, 179.0, "14"),
        _old("| Case | Nine |\n| Age / sex | [[3/12]] F |", 3.0, 3.0, "3/12"),
        _old("| Case | Nine |\n| Age/sex | [[13]]F |", 156.0, 167.0, "13"),
        _old("| Case | Nine |\n| Child's age | [[18 months]] |\n| Outcome | Death |", 18.0, 18.0, "18 months"),
    ),
    "age_label": (_old("Child V S.C.R\nGender: Male [[Age: 7 months]] Summary: In May the baby died.", 7.0, 7.0, "Age: 7 months"),),
    "age_title": (_old("Learning from the death of a [[14-year-old]] girl\n\nThe panel met.", 168.0, 179.0, "14-year-old", sex="female"),),
    "age_fact": (
        _old("Death of a [[7-month-old]] boy in 2012.", 7.0, 7.0, "7-month-old", sex="male"),
        _old("Grooming and rape of a girl while [[aged between 12 and 14]] by several men.", 144.0, 179.0, "aged between 12 and 14"),
        _old("Abuse of a girl [[from the age of 11]] by her uncle.", 132.0, None, "from the age of 11", sex="female"),
        _old("Neglect of a boy of [[under 5 months]].", None, 4.0, "under 5 months", sex="male"),
        _old("Death of a [[two-year-and-four-month-old]] girl in foster care.", 28.0, 28.0, "two-year-and-four-month-old", sex="female"),
    ),
    "age_from_dates": (
        _old("Overview report: Child V\nBorn 3 May 2009\n[[Died 10 June 2010]]\n\nThe panel met.", 13.0, 13.0, "Born 3 May 2009 ... Died 10 June 2010"),
    ),
    "age_story": (
        _old(
            "Serious case review: Child V\n\nThe family came in 2010. Child V died in May 2011, [[aged 17]], in hospital.",
            204.0,
            215.0,
            "aged 17",
            name="Child V",
        ),
        _old("Serious case review: Child V\n\nChild V was found dead in May 2011. He was [[nine]].", 108.0, 119.0, "nine", sex="male"),
    ),
    "age_row": (_old("Serious case review: Child V\n\nName Sex Age\nChild V Male [[6]]\nMrs V Female 31\n", 72.0, 83.0, "6", name="Child V", sex="male"),),
    "age_sibling": (
        _old(
            "Serious case review: Tamsin (and her brothers, Joss and Kit)\n\nInjury to Tamsin. Her brothers, [[aged 9]] and four, are in care.",
            108.0,
            119.0,
            "aged 9",
            name="Joss",
            role="sibling",
        ),
    ),
    "sex_cell": (
        _is("| Case | Nine |\n| Age | 14 |\n| Gender | [[M]] |", sex="male"),
        _is("| Case | Nine |\n| Age / sex | 13[[F]] |", sex="female"),
    ),
    "sex_counted": (_is("The three siblings, two girls and [[a boy]], were found alone.", sex="male"),),
    "sex_group": (_is("Omar and Yusuf\n\nThe twins were hurt. [[The boys]] had told a teacher.", sex="male", name="Omar"),),
    "sex_label": (_is("Child V S.C.R\n[[Gender: Male]] Age: 7 months Summary: In May the baby died.", sex="male"),),
    "sex_noun": (
        _is("Death of a baby [[girl]] who drowned with her older brother in the room.", sex="female"),
        _is("Serious injury of a 4-week-old [[boy]].", sex="male"),
    ),
    "sex_pronoun": (
        _is("Serious case review: Child V\n\nDeath of a baby in 2012. [[His]] mother was 19.", sex="male"),
        _is("Serious case review: Child V\n\nDeath of a baby in 2012. Child V lived with [[her]] aunt.", sex="female", name="Child V"),
    ),
}

COUNTER_EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "heading_name": (
        "Family V\n\nThe panel met.",
        "Serious case review: Operation Heron\n\nThe panel met.",
        "Child sexual exploitation 2001 - 2009\n\nThe panel met.",
        "Overview report in respect of Nursery V\n\nThe panel met.",
        "2014 - Leeds\n\nThe panel met.",
        "Death of a boy in 2012.",
    ),
    "header_name": ("Serious case review\nAuthor: Ann Brook\nLSCB: Leeds Safeguarding Children Board\n\nThe panel met.",),
    "body_name": (
        "Death of a boy in 2012. His sibling, Child Z, had been seen.",
        "Discusses all the cases of one person (J).",
        "Serious case review: Child V\n\nDeath of a boy, Child W.",
    ),
    "cell_name": ("Serious case review: Child V\n\n| Board | Leeds |\n| Age | 6 |", "Serious case review\n\n| Child | Withheld |\n| Age | 6 |"),
    "age_cell": (
        "| Case | Nine |\n| Mother's age | 19 |",
        "| Case | Nine |\n| Age | Not known |",
        "| Case | Nine |\n| Age | 3 reviews were held |",
        "| Case | Nine |\n| Age | 3/14 |",
    ),
    "sex_cell": ("| Case | Nine |\n| Gender | Not disclosed |", "| Case | Nine |\n| Age | F |"),
    "sex_counted": ("The mother had two girls.", "Death of a boy by his two brothers and a sister."),
    "sex_group": ("Omar and Yusuf\n\nThe boys and the girls had told a teacher.", "Omar\n\nThe boys had told a teacher."),
    "age_label": ("Child V S.C.R\nMother's age: 19 Summary: In May the baby died.", "Death of a boy aged 9."),
    "age_title": ("Where was help when I was six?\n\nThe panel met.", "Serious case review: Child V\n\nDeath of a boy aged 9."),
    "age_fact": (
        "Death of a baby whose 19-year-old mother was in care.",
        "Death of a girl, whose brother, aged eight, was in the house.",
        "Rape of a girl under 13 years old was charged.",
        "Death of a baby born at 29 weeks' gestation, who lived four streets away.",
        "The lodger got 13 years' imprisonment and had been known for 10 years.",
        "Death of a teenage boy in a three bedroom house at 20.05pm.",
        "Death of a baby of a 17-year-old mother.",
    ),
    "age_from_dates": ("Overview report: Child V\nDied 10 June 2010\n\nThe panel met.", "Death of a boy born on 31.02.09 who died on 03.04.10."),
    "age_story": (
        "Serious case review: Child V\n\nDeath of a boy. A formal diagnosis was made at age 7.",
        "Serious case review: Child V\n\nDeath of a boy. His parents separated when he was aged 5.",
        "Serious case review: Child V\n\nDeath of a girl. She was placed with foster carers at 4-years-old.",
        "Serious case review: Child V\n\nDeath of a boy. Self-harm in children under 10 must be taken seriously.",
        "Serious case review: Child V\n\nDeath of a boy. His half-brother died in 2003, aged 3.",
    ),
    "age_row": (
        "Serious case review: Child V\n\nName Sex Age\nMrs V Female 31\n",
        "Serious case review: Child V\n\nThe report has 9 chapters and Child V is in 6",
    ),
    "age_sibling": ("Serious case review: Tamsin\n\nInjury to Tamsin. Her brothers, aged 9 and four, are in care.",),
    "sex_label": ("Death of a boy. Gender roles were discussed: male workers were few.",),
    "sex_noun": (
        "Death of a baby whose mother had been hurt by a male lodger.",
        "Neglect of a child by his father.",
        "Serious injury to a child by a teenage boy.",
    ),
    "sex_pronoun": (
        "Serious case review: Child V\n\nDeath of a baby. The father left. He was in prison.",
        "Serious case review: Child V\n\nNobody asked Child V about their wishes or his/her life.",
        "Serious case review: Child V\n\nMother was pregnant with Child V when she moved.",
    ),
}

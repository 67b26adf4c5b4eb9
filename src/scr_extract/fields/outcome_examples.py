"""Made-up sentences for the finders of the field outcome: what each must read and what it must leave alone."""

from __future__ import annotations

from collections.abc import Mapping

from scr_extract.fields.seam import Example

EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "theme": (Example("[[Thematic review]] of gangs and knives in the borough.", '{"as_written": "Thematic review", "id": "no_index_child"}'),),
    "death": (
        Example("[[Death]] of a four-month-old boy in May 2012 from a head injury.", '{"as_written": "Death", "id": "fatal"}'),
        Example("A 15-year-old girl was [[found dead]] at her school in 2016.", '{"as_written": "found dead", "id": "fatal"}'),
        Example("[[Suicide]] of a 16-year-old girl in a hostel.", '{"as_written": "Suicide", "id": "fatal"}'),
        Example("The mother [[killed]] her two children in spring 2013.", '{"as_written": "killed", "id": "fatal"}'),
    ),
    "cell": (
        Example("| Case | V9 |\n| Age | 5 weeks |\n| What happened | [[Killed]] by her father. |", '{"as_written": "Killed", "id": "fatal"}'),
        Example("| Case | V9 |\n| Outcome | [[Serious injury]] |\n| Published | 2014 |", '{"as_written": "Serious injury", "id": "serious_harm"}'),
    ),
    "parent_killed": (
        Example("Six-year-old boy who witnessed the [[murder]] of his mother in 2013.", '{"as_written": "murder", "id": "parent_killed"}'),
        Example("Two sisters were at home when their mother was [[murdered]] by her husband.", '{"as_written": "murdered", "id": "parent_killed"}'),
        Example("Adult B, aged 31, was [[killed]] by her partner while her children slept.", '{"as_written": "killed", "id": "parent_killed"}'),
    ),
    "harm": (
        Example("[[Serious injuries]] to a ten-week-old girl in June 2011.", '{"as_written": "Serious injuries", "id": "serious_harm"}'),
        Example("[[Sexual abuse]] of two sisters by a lodger.", '{"as_written": "Sexual abuse", "id": "abuse_or_exploitation"}'),
        Example("Chronic [[neglect]] of four siblings over many years.", '{"as_written": "neglect", "id": "abuse_or_exploitation"}'),
    ),
    "later_death": (
        Example(
            "A baby of seven weeks was brought to hospital in 2014. The baby was [[pronounced dead]] that night.",
            '{"as_written": "pronounced dead", "id": "fatal"}',
        ),
    ),
    "inquest": (
        Example(
            "Wren had been alive for ten weeks when her heart stopped. The [[coroner recorded]] a verdict.",
            '{"as_written": "coroner recorded", "id": "fatal"}',
        ),
        Example(
            "A twin was brought to hospital grey and still. The [[cause of death was]] given as unascertained.",
            '{"as_written": "cause of death was", "id": "fatal"}',
        ),
    ),
    "form_death": (
        Example("Overview report\nChild V [[Date of death]]: 03.04.11\n\nThis chapter sets out the scope.", '{"as_written": "Date of death", "id": "fatal"}'),
    ),
    "later_harm": (
        Example("The family came to Leeds in 2010. Child T was [[neglected]] by both parents.", '{"as_written": "neglected", "id": "abuse_or_exploitation"}'),
    ),
    "conviction": (
        Example(
            "The family came to Leeds in 2010. Ms V and Mr W pleaded guilty to [[child cruelty]] in 2012.",
            '{"as_written": "child cruelty", "id": "abuse_or_exploitation"}',
        ),
    ),
    "concern": (
        Example(
            "The three siblings were accommodated in 2012. There had been concerns about [[neglect]] for years.",
            '{"as_written": "neglect", "id": "abuse_or_exploitation"}',
        ),
    ),
    "heading": (
        Example("Review into the [[death]] of Child V\n\nThe panel met four times.", '{"as_written": "death", "id": "fatal"}'),
        Example(
            "Overview report\n\nChild V\n\n[[Fabricated]] or induced illness: how agencies worked\n\n== Introduction ==\n\nThe panel met four times.",
            '{"as_written": "Fabricated", "id": "abuse_or_exploitation"}',
        ),
    ),
    "alive": (
        Example("A boy was left outside a church in 2012. He [[survived]].", '{"as_written": "survived", "id": "unclear"}'),
        Example("Child V was found alone in a flat. Child V was [[unharmed]].", '{"as_written": "unharmed", "id": "unclear"}'),
    ),
}

COUNTER_EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "theme": ("Death of a boy aged three.", "Child K\n\nThe theme of the review is neglect."),
    "death": (
        "Six-year-old boy who saw the murder of his mother in 2013.",
        "Serious burns to a two-year-old girl, followed by the suicide attempt of her mother.",
        "Neglect of a boy aged nine after the death of his father.",
        "Attempted murder of a baby girl by her uncle.",
    ),
    "cell": (
        "| Case | V9 |\n| Age | 5 weeks |\n| Published after a death in the family | 2014 |",
        "| Case | V9 |\n| What happened | The mother of the boy died. |",
    ),
    "parent_killed": ("Murder of a 5-year-old girl by her mother.", "Neglect of a baby whose mother had been assaulted."),
    "harm": ("A family with a history of domestic abuse and alcohol misuse.", "The review is published today."),
    "later_death": (
        "A boy of three was neglected for years. His grandmother died in 2012.",
        "A baby was shaken. Her mother was killed in 2002.",
        "Adult B was killed by her husband in 2013. She had been strangled.",
    ),
    "inquest": (
        "A boy of three was neglected. An inquest into his mother's death was held.",
        "The panel met when the coroner had written.",
        "A boy of three was upset when his mother died. The coroner recorded suicide.",
    ),
    "form_death": ("Overview report\nChild V\n\nThis chapter sets out the scope.",),
    "later_harm": ("The family came to Leeds in 2010. The board must act where abuse or neglect is known or suspected.",),
    "conviction": ("The family came to Leeds in 2010. Mr W had been convicted of rape in 1999, before he met Ms V.", "The school was found guilty of nothing."),
    "concern": ("The three siblings were accommodated in 2012. There was nothing to suggest neglect.",),
    "heading": ("Serious case review: Child V\n\nThe panel met four times.",),
    "alive": ("A boy died in a fire in 2012. His mother survived.", "A boy lived with his aunt."),
}

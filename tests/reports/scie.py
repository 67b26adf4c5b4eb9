"""A review in the manner of SCIE: findings as whole sentences with questions to the board, no recommendations, the board only in the footer."""

from __future__ import annotations

from tests.reports.prose import STORY, THOUGHT, paragraphs
from tests.reports.setting import built, bullets, cover, h, p, turn

FINDINGS = (
    (
        "When a family moves between two counties, the receiving team treats the case as new, so that what was learnt before is learnt again at the "
        "child's cost.",
        (
            "How will the Board know that a history was read, and not only sent?",
            "What would it take for the first team to stay until the second has met the child?",
        ),
    ),
    (
        "Practitioners in hospitals assume that a child who is already known to social care is already being protected, and this lowers their guard.",
        ("Does the Board recognise this pattern in other hospitals?",),
    ),
    (
        "There is no agreed way to disagree: a professional who thinks another agency wrong has nowhere to take it, and so lets it rest.",
        ("Is the Board confident that its escalation policy is used?", "Who counts how often it is used?"),
    ),
)


def report() -> bytes:
    story = cover(
        "# Serious Case Review",
        "# Sibling group: Alder and Rowan",
        "Using the SCIE Learning Together systems model",
        "Alder",
        "Date of birth: 12.03.2011",
        "Date of death: 02.10.2014",
        "Lead Reviewers",
        "Geraldine Foxley",
        "Independent Social Work Consultant",
        "Osbert Quillan",
        "SCIE accredited reviewer",
        "Chair of the Panel: Philippa Strand",
        "Independent Chair of the Board: Sir Roland Beck",
        "Published 21 January 2016",
    )
    story += [h("Introduction"), h("Why this case was chosen", 2)]
    story += p(
        "Alder was three years old when he died from the injuries that his mother's partner had caused him. His sister Rowan, aged five, was in the "
        "house and was not hurt.",
        "The partner was convicted of murder in June 2015 and the mother of allowing the death of a child.",
        *paragraphs(STORY, 5, 1),
    )
    story += [
        h("How the review was done", 2),
        *p(
            "The review used the Learning Together systems model, which asks why things made sense to those who did them. Two lead reviewers worked "
            "with a team of eight.",
            *paragraphs(THOUGHT, 3, 1),
        ),
    ]
    story += [
        *turn(),
        h("The findings"),
        *p(
            "Three findings have been set before the Board. The model does not make recommendations; it asks questions, because the Board knows best "
            "what can be done."
        ),
    ]
    for n, (finding, questions) in enumerate(FINDINGS, 1):
        story += [h(f"Finding {n}: {finding}", 2), h("How did the issue show itself in this case?", 3), *p(*paragraphs(STORY, 3, 2 * n))]
        story += [h("Why does it matter?", 3), *p(*paragraphs(THOUGHT, 3, 2 * n)), h("Questions for the Board", 3), *bullets(*questions)]
    story += [h("Conclusion"), *p(*paragraphs(THOUGHT, 2, 3))]
    return built(story, header="Alder and Rowan", footer="\u00a9 Wolverhampton Safeguarding Children Board 2016", title="")

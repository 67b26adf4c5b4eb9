"""An executive summary with nothing numbered: its recommendations are bullets that cross a page break."""

from __future__ import annotations

from tests.reports.prose import STORY, THOUGHT, paragraphs
from tests.reports.setting import built, bullets, cover, h, p

RECOMMENDATIONS = (
    "Gloucestershire Safeguarding Children Board to write to all schools about the signs of a child who is hungry.",
    "General practitioners to be reminded that a parent who brings a child with a small complaint may be asking for help with a large one.",
    "The police, the fire service and the ambulance service to agree on one telephone number for worries about a home in which children live, and to "
    "carry it on a card, so that nobody who has stood in a kitchen without food has to look for somebody to tell.",
    "The Board to audit twenty cases in which a plan was ended within a fortnight of a new baby's birth.",
    "All agencies to use the words of the child where there are any.",
)


def report() -> bytes:
    story = cover(
        "Gloucestershire Safeguarding Children Board",
        "# Executive Summary",
        "Serious Case Review in respect of Baby Juniper",
        "Report author: Leopold Marsh MBE",
        "Date of publication: 9 November 2012",
    )
    story += [h("Introduction")]
    story += p(
        "Baby Juniper, a boy, was admitted to hospital on 5 May 2011 at the age of eleven weeks. He had been starved and weighed less than he had at "
        "birth. He has recovered and lives with foster carers.",
        "His parents were convicted of neglect in the following year and each was given a community sentence.",
    )
    story += [h("Summary of the case"), *p(*paragraphs(STORY, 17))]
    story += [
        h("What the review found"),
        *bullets("Weights were taken and not plotted.", "Father was thought to be helpful because he was quiet.", "Nobody asked who did the shopping."),
    ]
    story += p(*paragraphs(THOUGHT, 2))
    story += [h("Recommendations"), *p("The panel asks that the following be done."), *bullets(*RECOMMENDATIONS)]
    return built(story, header="Executive summary: Baby Juniper", footer="Gloucestershire Safeguarding Children Board", title="")

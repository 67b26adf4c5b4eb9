"""The openings of a Welsh child practice review report and of a Scottish significant case review."""

from __future__ import annotations

from tests.reports.prose import STORY, THOUGHT, paragraphs
from tests.reports.setting import built, bullets, cover, h, p

WELSH = (
    "The Board should arrange a day for midwives and substance misuse workers from both counties.",
    "The health board should audit how risk to an unborn child is written down at booking.",
    "Children's services should make sure that a worker who leaves hands each family over in person.",
)
SCOTTISH = (
    "Fife Child Protection Committee should review its guidance on children who go missing from residential care.",
    "The health and social care partnership should agree who speaks to a young person within 24 hours of return.",
)


def welsh() -> bytes:
    story = cover(
        "Cwm Taf Safeguarding Children Board",
        "# Concise Child Practice Review Report",
        "Re: CTSB 02/2015",
        "Reviewers: Bronwen Hartley and Elis Prydderch",
        "Chair of the Review Panel: Gwyneth Oram",
        "Date of report: 18 May 2017",
    )
    story += [
        h("Legal context"),
        *p(
            "A concise child practice review was commissioned by Cwm Taf Safeguarding Children Board on the recommendation of its sub group, in line "
            "with the guidance for multi-agency child practice reviews.",
        ),
    ]
    story += [
        h("Circumstances resulting in the review"),
        *p(
            "The child, a girl, was five weeks old when she was found dead on a sofa in August 2015. She had been sleeping beside her father, who had "
            "been drinking.",
            *paragraphs(STORY, 4),
        ),
    ]
    story += [h("Practice and organisational learning"), *p(*paragraphs(THOUGHT, 4))]
    story += [
        h("Improving systems and practice"),
        *p("In order to promote the learning from this case the review identified the following actions for the Board and its partner agencies:"),
    ]
    story += p(*(f"{n}. {words}" for n, words in enumerate(WELSH, 1)))
    return built(story, header="CTSB 02/2015", footer="Cwm Taf Safeguarding Children Board", title="")


def scottish() -> bytes:
    story = cover(
        "Fife Child Protection Committee",
        "# Significant Case Review",
        "# Young Person Heron",
        "Independent Reviewer: Morag Kinloch",
        "September 2018",
    )
    story += [
        h("1. Introduction"),
        *p(
            "1.1 Young Person Heron, a boy of 16, died by drowning on 30 November 2016 after leaving the residential unit in which he had lived for a year.",
            "1.2 Fife Child Protection Committee commissioned this significant case review in March 2017 under the national guidance.",
            *(f"1.{n} {words}" for n, words in enumerate(paragraphs(STORY, 4), 3)),
        ),
    ]
    story += [h("2. What the review learned"), *p(*(f"2.{n} {words}" for n, words in enumerate(paragraphs(THOUGHT, 5), 1)))]
    story += [h("3. Good practice"), *bullets("A night worker at the unit kept a scrapbook with him.")]
    story += [h("4. Recommendations"), *p(*(f"4.{n} {words}" for n, words in enumerate(SCOTTISH, 1)))]
    return built(story, header="Young Person Heron", footer="Fife Child Protection Committee", title="")

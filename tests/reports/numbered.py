"""A full report with everything numbered: contents, family table, landscape chronology, recommendations in a table over pages."""

from __future__ import annotations

from tests.reports.prose import STORY, THOUGHT, paragraphs
from tests.reports.setting import built, bullets, contents, cover, h, numbered, p, ruled, turn

RECOMMENDATIONS = (
    (
        "1",
        "Shropshire Safeguarding Children Board should satisfy itself that every agency can say, at any time, how many children live at an address "
        "that it visits.",
        "Board manager",
    ),
    (
        "2",
        "The clinical commissioning group should require general practices to count a changed appointment for a child as one that was not kept, and "
        "to act upon the third.",
        "CCG",
    ),
    (
        "3",
        "Health visitors must see where a baby sleeps at the first visit, and where that is refused must say so to their manager on the same day.",
        "Community health trust",
    ),
    (
        "4",
        "The housing department should tell children's social care whenever a file is closed on a home in which a child under five may be living.",
        "Housing",
    ),
    (
        "5",
        "West Mercia Police should review how officers record children who are heard but not seen, so that a report reaches the safeguarding hub "
        "before the end of the shift in which the call was made. The review should look at a sample of calls to addresses at which a window, a door "
        "or a vehicle was damaged, and should ask the officers themselves what would make the report easier to write.",
        "Police",
    ),
    (
        "6",
        "The Board should agree with nurseries a single form on which the adults who may collect a child are named, and should test after a year "
        "whether it is used.",
        "Board manager",
    ),
    (
        "7",
        "Out of hours services should never close a call from a relative without offering a time at which they themselves will ring back.",
        "Emergency duty team",
    ),
    ("8", "The Board should ensure that lists of dates brought to a strategy meeting are merged before the meeting begins.", "Board manager"),
    (
        "9",
        "The local authority should consider how duty desks are to be run when three or more workers are absent, and should publish its answer to all "
        "partner agencies.",
        "Children's social care",
    ),
)
SINGLE = {
    "Community health trust": (
        "Supervision of health visitors should take place every month and should begin with the children who have not been seen.",
        "The trust should replace the paper diary of home visits.",
    ),
    "Housing department": ("Letters about repairs should ask whether there are children in the home.",),
    "West Mercia Police": ("Notebooks should be audited each quarter for children heard and not seen.",),
}
EARLIER = (
    "The Board should publish a directory of voluntary groups.",
    "Midwives should be given access to the electronic record of the hospital.",
    "The Board should review its threshold document within six months.",
)


def report(chapters: int = 0) -> bytes:
    """The report; `chapters` more of narrative, of about a page and a half each, make it as long as real ones."""
    story = cover(
        "Shropshire Safeguarding Children Board",
        "# SERIOUS CASE REVIEW",
        "# Child Wren",
        "Overview Report",
        "Independent Author: Dr Millicent Harbour",
        "March 2016",
    )
    story += contents(
        ("1. Introduction", 3),
        ("2. The family", 4),
        ("3. Narrative chronology", 5),
        ("4. Analysis", 8),
        ("5. Findings", 10),
        ("6. Recommendations", 11),
        ("7. Single agency recommendations", 13),
        ("Appendix A: Recommendations from the review of Child Thrush", 14),
    )
    story += [h("1. Introduction"), h("1.1 The reason for this review", 2)]
    story += numbered(
        "1.1",
        "This serious case review concerns Child Wren, a girl who died on 14 February 2014 when she was seven months old. She had been left in a bath "
        "with her brother and was found under the water by a lodger.",
        "The independent chair of the Board, Mr Aubrey Lintott, decided on 3 April 2014 that the criteria for a review were met. The panel was "
        "chaired by Ms Constance Yewdale.",
        "The review makes nine recommendations to the Board and its partners. Agencies made four of their own.",
    )
    story += [h("1.2 Methodology", 2)]
    story += numbered(
        "1.2",
        "The review was carried out under Working Together 2013, using the Significant Incident Learning Process (SILP), in which practitioners read "
        "and discuss each agency's report together.",
        "The author is independent of every agency in the county and was for many years a consultant paediatrician elsewhere.",
    )
    story += [h("2. The family"), *p("Those of whom the review speaks are shown below.")]
    story += [
        ruled(
            (
                ("Name in this report", "Relation", "Sex", "Age at the time", "Ethnicity"),
                ("Child Wren", "Subject", "Female", "7 months", "White British"),
                ("Robin", "Brother", "Male", "3 years", "White British"),
                ("Mother", "Mother of both children", "Female", "24 years", "White British"),
                ("Father", "Father of Child Wren", "Male", "31 years", "White Irish"),
                ("Mr T", "Lodger", "Male", "52 years", "Not known"),
            ),
            (110, 130, 60, 80, 71),
        )
    ]
    story += numbered("2.1", *paragraphs(STORY, 4))
    story += [*turn("wide"), h("3. Narrative chronology"), *p("3.1 The events that matter most are set out in order.")]
    dates = ("July 2013", "August 2013", "September 2013", "October 2013", "November 2013", "December 2013", "January 2014", "February 2014")
    told = paragraphs(STORY, 8)
    rows = [
        (date, agency, words)
        for date, agency, words in zip(
            dates, ("Midwifery", "Health visiting", "Surgery", "Police", "Housing", "Nursery", "Social care", "Ambulance"), told, strict=True
        )
    ]
    story += [ruled((("Date", "Agency", "Event"), *rows), (110, 120, 468)), *turn()]
    story += numbered("3.2", *paragraphs(STORY, 9, 3))
    for n in range(chapters):
        story += [h(f"3.{n + 3} What was known in month {n + 1}", 2), *numbered(f"3.{n + 3}", *paragraphs(STORY + THOUGHT, 15, 5 * n))]
    story += [h("4. Analysis"), h("4.1 Seeing the child", 2), *numbered("4.1", *paragraphs(THOUGHT, 4))]
    story += [h("4.2 Passing on a worry", 2), h("4.2.1 Referrals and replies", 3), *numbered("4.2.1", *paragraphs(THOUGHT, 5, 2))]
    story += [h("5. Findings")]
    story += [
        *p("The review came to four findings."),
        *bullets(
            "Nobody knew how many people lived in the house.",
            "Appointments that were changed were counted as appointments that were kept.",
            "Worries were handed on without anyone asking for a reply.",
            "The grandmother's call was judged by its hour and not by its content.",
        ),
    ]
    story += [
        *turn(),
        h("6. Recommendations"),
        *p("6.1 The nine recommendations of this review are set out in the table. The Board has asked for an answer to each within three months."),
    ]
    story += numbered("6.2", *paragraphs(THOUGHT, 8, 4))
    head, widths = ("No.", "Recommendation", "Lead"), (35, 300, 116)
    number, words, lead = RECOMMENDATIONS[4]
    cut = words.index("hub before")  # the page ends in the middle of this row
    story += [ruled((head, *RECOMMENDATIONS[:4], (number, words[:cut], lead)), widths), *turn()]
    story += [ruled((head, ("", words[cut:], ""), *RECOMMENDATIONS[5:]), widths)]
    story += [h("7. Single agency recommendations"), *p("The agencies that took part wrote these in their own reports.")]
    for agency, asked in SINGLE.items():
        story += [h(agency, 2), *bullets(*asked)]
    story += [
        *turn(),
        h("Appendix A: Recommendations from the review of Child Thrush (2009)"),
        *p("For comparison, these are what an earlier review of this Board asked for."),
    ]
    story += p(*(f"{n}. {words}" for n, words in enumerate(EARLIER, 1)))
    return built(story, header="Child Wren - Overview Report", footer="Shropshire Safeguarding Children Board - OFFICIAL", title="Child Wren")

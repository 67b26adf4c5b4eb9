"""Made-up prose for the narrative and analysis of reports: paragraphs that tell of no review's child by age or date."""

STORY = (
    "The family came to the town when the quarry opened again, and rented a house at the end of a terrace that the council had marked for repair. "
    "Neighbours remembered a pram in the yard in all weathers.",
    "The health visitor called by appointment on the first occasion and without one on the second. She was let in on both, saw a clean kitchen and "
    "was told that everybody else was asleep upstairs. She did not ask to go up.",
    "A practice nurse noted that appointments had been changed by telephone five times, always on the morning itself. The surgery's system counted a "
    "changed appointment as one that had been kept.",
    "The police attended when a window was broken in the street. The officer's notebook describes a quarrel about money between the adults in the "
    "house and says that children were heard but not seen.",
    "The housing officer wrote three letters about the boiler and closed the file when none was answered. Nobody in the housing department knew that "
    "a baby had been born since the tenancy began.",
    "The nursery kept a careful record of who came to the gate. It shows eleven different people within one term, two of whom were never named. The "
    "manager raised this with a student on placement, and with no one else.",
    "At the meeting in the town hall each agency brought its own list of dates. The lists were read aloud and were not laid side by side, so that the "
    "week in which every one of them had been turned away went by unremarked.",
    "The grandmother rang the out of hours service on a Sunday. She was asked whether the child was in danger at that moment, said that she did not "
    "know, and was advised to ring again on a weekday.",
)
THOUGHT = (
    "The review has tried to understand why sensible people acted as they did with what they knew. The answer lies less in any single decision than "
    "in the way that the work was shared out between teams that seldom met.",
    "It is easy to say afterwards that the pieces fitted together. At the time each piece was held by someone with forty other families, and the "
    "system that should have joined them was being moved from one supplier to another.",
    "Staff spoke warmly of their colleagues and guardedly of their managers. Several had not had supervision for half a year, and those who had "
    "described it as a count of open files.",
    "Records were full of what adults had said. The panel looked for a sentence about what it was like to be a child in this house on an ordinary "
    "day, and found two in more than four hundred pages.",
    "What stands out is how often a worry was passed on and how seldom anybody came back to ask what had become of it. A referral was treated as a "
    "parcel that belongs to whoever holds it last.",
    "None of this was hidden. The panel was struck by the frankness with which practitioners described the gap between the procedures on the shelf "
    "and the way in which a duty desk is run when three people are away.",
)


def paragraphs(source: tuple[str, ...], count: int, first: int = 0) -> list[str]:
    """So many paragraphs, each with a mark of its own, so that no two are the same."""
    marks = (
        "In the first place.",
        "So it went on.",
        "This was noted.",
        "Nothing came of it.",
        "The panel dwelt on this.",
        "It was a wet spring.",
        "No one wrote it down.",
    )
    return [f"{source[n % len(source)]} {marks[n % len(marks)]}" for n in range(first, first + count)]

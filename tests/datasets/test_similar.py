"""Recommendations made again are found; those that share a subject only are not."""

from __future__ import annotations

from scr_extract.datasets.similar import Member, members, repeats

SAME = "The Board should ensure that all agencies review how they share information about fathers who do not live with the child."
NEAR = "The Partnership should ensure that all agencies review how they share information about fathers who do not live with the child."
SUBJECT = "Information about fathers should be recorded by health visitors at the first visit."


def said(n: int, text: str, review: str, published: str | None = None, board: str | None = None) -> Member:
    return Member(f"r{n}", 1, review, board, published, text)


def test_near_same_words_are_one_group_in_order_of_publication() -> None:
    (group,) = repeats(
        [said(1, NEAR, "b", "2018-06", "B"), said(2, SAME, "a", "2012", "A"), said(3, SUBJECT, "c", "2010", "C"), said(4, SAME + " ", "d", None, "B")]
    )
    assert group.text == SAME
    assert (group.reviews, group.boards, group.first_seen, group.last_seen) == (3, ("A", "B"), "2012", "2018-06")


def test_twice_in_one_review_is_no_repeat() -> None:
    assert repeats([said(1, SAME, "a"), said(2, SAME, "a")]) == []


def test_a_phrase_that_very_many_share_is_still_one_group() -> None:
    (group,) = repeats([said(n, SAME, f"v{n}") for n in range(500)])
    assert group.reviews == 500


def test_small_steps_do_not_join_what_has_nothing_in_common() -> None:
    words = [f"w{n}" for n in range(40)]
    steps = [said(n, " ".join(words[n : n + 20]), f"v{n}") for n in range(0, 20, 2)]
    for group in repeats(steps):
        assert len(group.members) < len(steps)


def test_short_ones_are_compared_too() -> None:
    (group,) = repeats([said(1, "Review supervision policy.", "a"), said(2, "review supervision policy", "b"), said(3, "Audit supervision.", "c")])
    assert group.reviews == 2


def test_members_keep_their_review_and_date() -> None:
    entries = [{"record_id": "r", "review_id": "v", "lscb": "B", "published_year": 2015, "published_month": 3}]
    rows = [{"record_id": "r", "ordinal": n, "text": SAME, "output_type": kind} for n, kind in ((1, "recommendation"), (2, "action"))]
    assert members(rows, entries) == [Member("r", 1, "v", "B", "2015-03", SAME)]

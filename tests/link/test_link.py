"""Which made-up records are joined into one review, which are only doubtful, and why."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scr_extract.link import SURE, Mention, labels, link, reasons, score

BULLETIN = Mention(
    "a1",
    "d1",
    "bulletin_entry",
    frozenset({"E06000001"}),
    ("Child V",),
    "2014-07",
    2016,
    (36, 47),
    "male",
    "fatal",
    ("Ann Other",),
    values={"title": "Child V", "lscb": "Old Board"},
)
REPORT = Mention(
    "b2",
    "d2",
    "report",
    frozenset({"E06000001"}),
    ("Child V",),
    "2014-07-03",
    2016,
    (41, 41),
    "male",
    "fatal",
    ("Ann Other",),
    values={"title": "Serious Case Review Child V", "lscb": "Old Board"},
)


def groups(*mentions: Mention) -> set[tuple[str, ...]]:
    return {review.records for review in link(mentions).reviews}


def test_an_entry_and_the_report_of_its_review_are_one_and_say_why() -> None:
    linked = link((BULLETIN, REPORT))
    assert groups(BULLETIN, REPORT) == {("a1", "b2")}
    assert linked.links[0].review_id == linked.links[1].review_id
    why = linked.links[0].why or ""
    assert "same area +3" in why
    assert "same incident date +3" in why
    assert linked.links[0].score == score(reasons(BULLETIN, REPORT))


def test_the_report_s_word_is_the_best_and_a_difference_is_listed() -> None:
    review = link((BULLETIN, REPORT)).reviews[0]
    assert ("title", "Serious Case Review Child V", "b2") in review.values
    assert {field for field, _, _ in review.disagreements} == {"title"}


def test_one_pseudonym_of_three_boards_stays_three_reviews() -> None:
    others = [replace(BULLETIN, record_id=f"c{n}", areas=frozenset({f"E0{n}"})) for n in range(3)]
    assert len(groups(*others)) == 3
    assert link(others).issues == ()


def test_the_same_board_and_name_years_apart_are_two() -> None:
    later = replace(BULLETIN, record_id="z9", incident="2018-01", published_year=2020, authors=("Bo Peep",), age=(6, 6))
    assert len(groups(BULLETIN, later)) == 2


def test_a_thin_link_is_an_issue_and_no_merge() -> None:
    bare = Mention("m1", "d5", "bulletin_entry", frozenset({"E1"}), ("Child A",), published_year=2015)
    other = Mention("m2", "d6", "bulletin_entry", frozenset({"E1"}), ("Child A",), published_year=2017)
    linked = link((bare, other))
    assert len(linked.reviews) == 2
    assert [i.kind for i in linked.issues] == ["doubtful_link"]
    assert "Child A" not in linked.issues[0].message


def test_the_report_that_an_entry_points_to_is_its_own_unless_they_contradict() -> None:
    """An address that is written otherwise is the same; two entries that point to one page are not thereby one review."""
    entry = Mention("a1", "d7", "bulletin_entry", frozenset({"E1"}), address="https://www.board.example/a.pdf")
    report = Mention("a2", "d8", "report", address="http://board.example/a.pdf#page=2")
    assert groups(entry, report) == {("a1", "a2")}
    assert groups(entry, replace(report, address="https://board.example/b.pdf")) == {("a1",), ("a2",)}
    assert groups(entry, replace(report, areas=frozenset({"E9"}))) == {("a1",), ("a2",)}
    assert groups(entry, replace(entry, record_id="a3")) == {("a1",), ("a3",)}


def test_a_third_record_that_contradicts_one_keeps_out() -> None:
    wrong = replace(
        REPORT, record_id="c3", incident=None, age=(None, None), sex="female", outcome="serious_harm", areas=frozenset(), authors=(), published_year=2012
    )
    assert ("a1", "b2") in groups(BULLETIN, REPORT, wrong)


def test_every_record_is_in_exactly_one_review() -> None:
    linked = link((BULLETIN, REPORT, replace(BULLETIN, record_id="q", areas=frozenset({"E9"}))))
    assert sorted(r for review in linked.reviews for r in review.records) == sorted(x.record_id for x in linked.links) == ["a1", "b2", "q"]


def test_labels_tell_pseudonyms_apart() -> None:
    assert labels("Child W") == labels("Sibling W") == labels("W")
    assert labels("Child W") != labels("Child X")
    assert labels("Family") == frozenset({"family"})


MENTIONS = st.builds(
    Mention,
    st.text("abcdef0123456789", min_size=4, max_size=6),
    st.just("d"),
    st.sampled_from(["bulletin_entry", "report"]),
    st.frozensets(st.sampled_from(["E1", "E2"]), max_size=1),
    st.lists(st.sampled_from(["Child A", "Baby B", "Rowan"]), max_size=1).map(tuple),
    st.sampled_from([None, "2014", "2014-07", "2018-01-02"]),
    st.sampled_from([None, 2015, 2016, 2019]),
)


@given(st.lists(MENTIONS, max_size=7, unique_by=lambda m: m.record_id))
def test_order_changes_nothing_and_no_joined_pair_contradicts(mentions: list[Mention]) -> None:
    linked = link(mentions)
    assert link(list(reversed(mentions))) == linked
    by_id = {m.record_id: m for m in mentions}
    for review in linked.reviews:
        assert all(score(reasons(by_id[a], by_id[b])) >= 0 for a in review.records for b in review.records if a < b)
    assert all(x.score is None or x.score >= SURE for x in linked.links)

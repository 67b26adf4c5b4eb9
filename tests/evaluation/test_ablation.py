"""What is left out proposes nothing, and the bias tables change what they say they change and nothing else."""

from __future__ import annotations

from scr_extract.evaluation import bias
from scr_extract.evaluation.ablation import EVERYTHING, modelled_fields, read, ways
from scr_extract.evaluation.scoring import Tally, evaluate
from scr_extract.evaluation.sets import TextSet, documents, tables_read
from scr_extract.shares import Share
from tests.evaluation.made import BULLETIN, FIRST, NAME, SECOND, golds, tables

TEXTS = TextSet("made", documents([(NAME, BULLETIN.encode())]), golds(FIRST, SECOND), (), True)


def test_each_way_of_reading_differs_and_everything_is_last() -> None:
    found = ways()
    assert found[0].name == "rules only"
    assert found[-1] == EVERYTHING
    assert len({w.name for w in found}) == len(found)
    assert "authors" in modelled_fields()


def test_without_rules_nearly_nothing_is_read_but_the_entries_are_the_same() -> None:
    by_name = {way.name: read(TEXTS, way)[1].tallies() for way in ways()}
    assert by_name[EVERYTHING.name]["authors"] == Tally(2, 0, 0)
    assert by_name["general NER only"]["authors"].right == 0
    assert by_name["general NER only"]["entry"].right == by_name[EVERYTHING.name]["entry"].right == 2
    assert by_name["rules only"] == by_name[EVERYTHING.name]


def test_groups_count_every_entry_once() -> None:
    whole = evaluate(
        tables(), golds(FIRST, SECOND | {"lscb": "Mid and West Wales Regional Safeguarding Children Board", "ethnicity": "Polish origin", "optional": ["lscb"]})
    )
    assert {name: n for name, (n, _) in bias.by_group(whole, bias.nation).items()} == {"England": 1, "Wales": 1}
    assert {name: n for name, (n, _) in bias.by_group(whole, bias.ethnicity).items()} == {"White, not British": 1, "not stated": 1}
    assert sum(t.right for _, t in bias.by_group(whole, bias.review_type).values()) == sum(t.right for f, t in whole.tallies().items() if f != "entry")


def test_two_entries_of_one_title_stay_in_their_groups() -> None:
    """A bulletin may call every child `Child A`: the answers of an entry count for its own board's nation."""
    other = SECOND | {"title": FIRST["title"], "lscb": "Mid and West Wales Regional Safeguarding Children Board"}
    found = bias.by_group(evaluate(tables(), golds(FIRST, other)), bias.nation)
    assert found["England"][1] == Tally.of(j for j in evaluate(tables(), golds(FIRST)).judged if j.field != "entry")
    assert found["Wales"][1].right + found["Wales"][1].missed > 5


def test_a_wording_is_put_before_the_child_and_nowhere_else() -> None:
    ((_, raw),), asked = bias.worded([(NAME, BULLETIN.encode())], golds(FIRST), "Black Caribbean")
    assert raw.decode() == BULLETIN.replace("3-month-old boy", "3-month-old Black Caribbean boy").replace("2-year-old girl", "2-year-old Black Caribbean girl")
    assert asked[0].get("body_starts") == "Death of a 3-month-old Black Caribbean boy"
    assert bias.worded([(NAME, BULLETIN.encode())], golds(FIRST), None) == (((NAME, BULLETIN.encode()),), golds(FIRST))


def test_a_made_up_child_is_read_alike_whatever_the_wording() -> None:
    plain = bias.unethnic(evaluate(tables(), golds(FIRST, SECOND)).judged)
    for wording in bias.wordings():
        files, asked = bias.worded([(NAME, BULLETIN.encode())], golds(FIRST, SECOND), wording)
        read_so = tables_read(documents(files))
        assert bias.unethnic(evaluate(read_so, asked).judged) == plain, wording
        assert bias.said_of(read_so, wording) == Share(2, 2), wording


def test_authors_are_renamed_in_text_and_answers_alike() -> None:
    files, asked = bias.renamed([(NAME, BULLETIN.encode())], golds(FIRST, SECOND | {"authors": ["Not Printed"]}), "African")
    assert b"Folasade Adeyinka" in files[0][1]
    assert b"Maud Ellery" not in files[0][1]
    assert (asked[0].get("authors"), "authors" in asked[1].optional) == (["Folasade Adeyinka"], True)
    assert bias.renamed([(NAME, BULLETIN.encode())], golds(FIRST), None)[0][0][1] == BULLETIN.encode()

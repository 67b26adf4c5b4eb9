"""Gold is read as it is documented, and what is not in shape says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from scr_extract.errors import GoldError
from scr_extract.evaluation.gold import Gold, Negative, read


def test_entries_and_negatives_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"file": "text/a.txt", "title": "Child V"}\n\n{"file": "n.txt", "expect_entries": 0}\n')
    golds, negatives = read([path])
    assert golds == (Gold("a.txt", {"file": "text/a.txt", "title": "Child V"}),)
    assert negatives == (Negative("n.txt"),)


@pytest.mark.parametrize(
    ("line", "says"),
    [("{", "line 1: not JSON"), ("[]", "not a JSON object"), ("{}", "no `file`"), ('{"file": "a", "authors": "Ann"}', "`authors` is a list")],
)
def test_what_is_not_in_shape_says_where(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(GoldError, match=says):
        read([path])


def test_accept_adds_to_the_answer_and_optional_frees() -> None:
    gold = Gold("a", {"outcome": "fatal", "accept": {"outcome": ["unclear"]}, "optional": ["*"]})
    assert gold.accepted("outcome") == ["fatal", "unclear"]
    assert Gold("a", {"outcome": "fatal"}).accepted("outcome") == ["fatal"]
    assert gold.free


def test_a_line_ends_where_json_lines_end(tmp_path: Path) -> None:
    """Words of a document may hold a separator of lines or paragraphs, as they are, in JSON too."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"file": "a.txt", "title": "Child\u2028V\u0085"}\r\n{"file": "n.txt", "expect_entries": 0}\n', encoding="utf-8", newline="")
    golds, negatives = read([path])
    assert [g.title for g in golds] == ["Child\u2028V\u0085"]
    assert len(negatives) == 1


def test_a_folder_means_the_files_of_answers_in_it(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"file": "b.txt", "title": "Child V"}\n')
    (tmp_path / "a.jsonl").write_text('{"file": "a.txt", "title": "Child U"}\n')
    (tmp_path / "notes.txt").write_text("no answers")
    golds, _ = read([tmp_path])
    assert [g.file for g in golds] == ["a.txt", "b.txt"]
    (tmp_path / "none").mkdir()
    with pytest.raises(GoldError, match=r"no \*.jsonl in"):
        read([tmp_path / "none"])
    with pytest.raises(GoldError, match="no file"):
        read([tmp_path / "slip.jsonl"])

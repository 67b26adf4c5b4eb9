"""sources.toml is read strictly: each mistake is named with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scr_extract.errors import SourceError
from scr_extract.sources.settings import Kind, load

ROOT = Path(__file__).parents[2]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_can_be_used_as_it_is() -> None:
    settings = load(ROOT / "sources.example.toml")
    assert not settings.fetching.enabled
    assert [(s.name, s.kind, s.place) for s in settings.sources] == [("inbox", Kind.FOLDER, str(ROOT / "raw/inbox"))]


def test_a_page_allows_its_own_host(tmp_path: Path) -> None:
    settings = load(written(tmp_path, '[[source]]\nname = "p"\nkind = "page"\nurl = "https://WWW.board.example/x"\n'))
    assert settings.named("p").hosts == ("www.board.example",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[fetch\n", "not TOML"),
        ("fetch = 3\n", "one [fetch]"),
        ("[[fetch]]\nenabled = true\n", "one [fetch]"),
        ("source = 3\n", "each source as [[source]]"),
        ('[source]\nname = "a"\nkind = "folder"\npath = "x"\n', "each source as [[source]]"),
        ("[fetch]\ndelay_seconds = nan\n", "number of seconds"),
        ("[fetch]\nlongest_seconds = inf\n", "number of seconds"),
        ('[fetch]\ninbox = "~nobody-of-that-name/x"\n', "home of somebody"),
        ('[[source]]\nname = "a"\nkind = "folder"\npath = "~nobody-of-that-name/x"\n', "home of somebody"),
        ('[[source]]\nname = "a"\nkind = "folder"\npath = "x"\nrest_seconds = nan\n', "number of seconds"),
        ('[[source]]\nname = "a"\nkind = "page"\nurl = "https://x.example"\nlinks = "a{99999999999}"\n', "regular expression"),
        ("[fetch]\nenable = true\n", "no setting 'enable'"),
        ("[fetch]\nenabled = 1\n", "enabled does not take 1"),
        ("[fetch]\nretries = true\n", "retries does not take True"),
        ("[fetch]\ndelay_seconds = -1\n", "cannot be negative"),
        ("[fetch]\nreports = true\n", "report_hosts"),
        ('[fetch]\nreport_hosts = ["https://x.example/"]\n', "without https://"),
        ('[[source]]\nname = "A b"\nkind = "folder"\npath = "x"\n', "name must be"),
        ('[[source]]\nname = "a"\nkind = "mail"\n', "kind must be folder, page, feed"),
        ('[[source]]\nname = "a"\nkind = "page"\npath = "x"\n', "takes a url"),
        ('[[source]]\nname = "a"\nkind = "page"\nurl = "https://x.example"\nlinks = "("\n', "regular expression"),
        ('[[source]]\nname = "a"\nkind = "page"\nurl = "https://[x.example/"\n', "no address"),
        ('[[source]]\nname = "a"\nkind = "folder"\nurl = "https://x.example"\n', "takes a path"),
        ('[[source]]\nname = "a"\nkind = "folder"\npath = "x"\nrest_seconds = -1\n', "rest_seconds"),
        ('[[source]]\nname = "a"\nkind = "folder"\npath = "x"\n[[source]]\nname = "a"\nkind = "folder"\npath = "y"\n', "two sources"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(SourceError, match=re.escape(words)):
        load(written(tmp_path, text))


def test_no_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"copy sources\.example\.toml"):
        load(tmp_path / "sources.toml")

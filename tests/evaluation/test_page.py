"""The page of an evaluation needs nothing else: no script, no request, all words escaped."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from scr_extract.evaluation.page import page
from scr_extract.evaluation.scoring import evaluate
from scr_extract.evaluation.summary import summary
from tests.evaluation.made import FIRST, SECOND, golds, tables


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_stands_alone_and_escapes_what_it_shows() -> None:
    wrong = FIRST | {"methodology": "<script>alert(1)</script>", "authors": ["Ann Other"], "outcome": "unclear"}
    html = page(summary(evaluate(tables(), golds(wrong, SECOND)), tables()), "Made <up>")
    parser = _Tags()
    parser.feed(html)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in parser.tags}
    assert not [a for _, attributes in parser.tags for a in attributes if a in ("src", "href", "xlink:href") or a.startswith("on")]
    assert "default-src 'none'" in html
    assert not re.search(r"https?://|url\(|@import", html)
    assert "Made &lt;up&gt;" in html
    assert "&lt;script&gt;" in html
    assert "Maud Ellery" in html
    assert sum(tag == "svg" for tag, _ in parser.tags) == 3

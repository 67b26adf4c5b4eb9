"""Web pages: what is content, what is furniture, and how elements become blocks. All pages are made up."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.formats.addresses import address
from scr_extract.model import BlockKind, Status
from tests.formats.test_text import PROSE, links


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>Made-up page</title>{head}</head><body>{body}</body></html>"


def content(body: str, head: str = "") -> list[tuple[str, str]]:
    """The blocks of a page that are not furniture."""
    document = read(page(body, head).encode(), "made")
    return [(b.kind.value, b.span.of(document.text)) for b in document.blocks if b.kind is not BlockKind.FURNITURE]


def furniture(body: str) -> list[str]:
    document = read(page(body).encode(), "made")
    return [b.span.of(document.text) for b in document.blocks if b.kind is BlockKind.FURNITURE]


def test_paragraphs_headings_lists_and_breaks() -> None:
    body = (
        "<h1>Reviews\n of <em>2016</em></h1><h3>Child&nbsp;Q</h3>bare words<p>Author: Ann Example<br>\n<b>LSCB:</b> Exampleshire &ndash; 2016<br><br>Next</p>"
        "<ul><li>one</li><li><p>two</p><p>more of two</p><ol start=3><li>three<li>four</ol></li></ul><blockquote>Said</blockquote><pre>a  b\nc</pre>"
    )
    assert content(body) == [
        ("heading", "Reviews of 2016"),
        ("heading", "Child\u00a0Q"),
        ("body", "bare words"),
        ("body", "Author: Ann Example\nLSCB: Exampleshire – 2016"),
        ("body", "Next"),
        ("list_item", "one"),
        ("list_item", "two"),
        ("body", "more of two"),
        ("list_item", "3. three"),
        ("list_item", "4. four"),
        ("body", "Said"),
        ("body", "a  b\nc"),
    ]


def test_levels() -> None:
    document = read(page("<h2>a</h2><ul><li>b<ul><li>c</li></ul></li></ul><div role=heading aria-level=4>d</div>").encode(), "made")
    assert [b.level for b in document.blocks] == [2, 1, 2, 4]


def test_scripts_styles_and_hidden_words_are_not_read() -> None:
    body = (
        "<h2>Serious case review: <script>alert(1)</script> Child &lt;img src=x onerror=alert(2)&gt;</h2><style>p{}</style><p hidden>no</p>"
        '<p style="color: red; display:none">no</p><noscript>no</noscript><template><p>no</p></template><!-- no --><dialog>no</dialog><p>yes <del>no</del></p>'
    )
    assert content(body) == [("heading", "Serious case review: Child <img src=x onerror=alert(2)>"), ("body", "yes")]


def test_what_a_click_opens_is_read() -> None:
    body = (
        '<h3><button aria-controls="p1">Child A</button></h3><div id="p1" hidden><p>Death of a boy.</p></div>'
        '<div class="accordion-panel" style="display:none"><p>Death of a girl.</p></div>'
        "<details><summary>Child C</summary><p>Injury.</p></details><button>Print</button>"
    )
    assert [words for _, words in content(body)] == ["Child A", "Death of a boy.", "Death of a girl.", "Child C", "Injury."]


def test_what_the_site_put_around_is_furniture() -> None:
    body = (
        '<a href="#c">Skip to content</a><div class="cookie-banner"><p>We use cookies. <button>Accept</button></p></div>'
        '<header><a href="/">Exampleshire</a></header>'
        f'<nav><ul><li><a href="/2015">2015</a></li></ul></nav><div class="main" id="c"><h1>Reviews</h1><p>{PROSE}</p></div>'
        '<div id="sidebar"><p>Related pages</p></div><footer>© Exampleshire 2019</footer>'
    )
    assert content(body) == [("heading", "Reviews"), ("body", PROSE)]
    assert furniture(body) == ["Skip to content", "We use cookies. Accept", "Exampleshire", "2015", "Related pages", "© Exampleshire 2019"]


def test_a_menu_that_nobody_named() -> None:
    body = f"<div><ul><li><a href=/>Home</a></li><li><a href=/a>About us</a></li><li><a href=/c>Contact</a></li></ul></div><h1>Reviews</h1><p>{PROSE}</p>"
    assert content(body) == [("heading", "Reviews"), ("body", PROSE)]
    named = "<ul><li><a href=/a>Child A – 2014</a></li><li><a href=/b>Baby B – 2015</a></li></ul><h1>Archive</h1>"
    assert [words for _, words in content(named)] == ["Child A – 2014", "Baby B – 2015", "Archive"]


def test_a_table_of_contents_is_furniture() -> None:
    links_ = "".join(f"<li><a href='#{n}'>Child {n}</a></li>" for n in "ABC")
    body = f"<h1>Reviews</h1><ul>{links_}</ul><h2 id=A>Child A</h2><p>{PROSE}</p>"
    assert content(body) == [("heading", "Reviews"), ("heading", "Child A"), ("body", PROSE)]
    assert furniture(body) == ["Child A", "Child B", "Child C"]
    assert ("list_item", "Child A") in content(body.replace("#A", "/a.pdf"))


@pytest.mark.parametrize(
    "wrapper",
    [
        "<nav>{}</nav>",
        '<div class="sidebar">{}</div>',
        '<aside id="menu">{}</aside>',
        '<div class="no-sidebar cookie-notice-set">{}</div>',
        "<header>{}</header>",
        "<footer>{}</footer>",
    ],
)
def test_the_entries_are_never_furniture(wrapper: str) -> None:
    entries = f"<h2>Child A</h2><p>{PROSE}</p><h2>Child B</h2><p>{PROSE}</p>"
    assert [kind for kind, _ in content(wrapper.format(entries))] == ["heading", "body"] * 2


def test_entries_outside_a_small_main_are_kept() -> None:
    body = f"<main><h1>Reviews</h1></main><div><h2>Child A</h2><p>{PROSE}</p></div>"
    assert [words for _, words in content(body)] == ["Reviews", "Child A", PROSE]


def test_a_card_keeps_its_header_and_footer() -> None:
    card = f"<header><h2>Child A</h2></header><p>{PROSE}</p><footer><a href='https://example.org/a.pdf'>Read the report</a></footer>"
    body = f"<main><article>{card}</article></main><p>Site</p>"
    assert [words for _, words in content(body)] == ["Child A", PROSE, "Read the report"]
    assert furniture(body) == ["Site"]


def test_a_table_of_data_has_cells_and_a_table_of_layout_has_none() -> None:
    document = read(
        page(
            "<table><caption>Reviews</caption><tr><th>Child</th><th>Learning</th></tr><tr><td rowspan=2>A</td><td><p>One</p><p>Two</p></td></tr>"
            "<tr><td><ul><li>Three</li><li>Four</li></ul></td></tr></table><table><tr><td><h2>Child B</h2><p>Words</p></td><td>side</td></tr></table>"
        ).encode(),
        "made",
    )
    assert [(b.kind.value, b.row, b.span.of(document.text)) for b in document.blocks] == [
        ("body", None, "Reviews"),
        ("table_cell", (0, 0, 0), "Child"),
        ("table_cell", (0, 0, 1), "Learning"),
        ("table_cell", (0, 1, 0), "A"),
        ("table_cell", (0, 1, 1), "One\nTwo"),
        ("table_cell", (0, 2, 1), "• Three\n• Four"),
        ("heading", None, "Child B"),
        ("body", None, "Words"),
        ("body", None, "side"),
    ]


def test_links_and_where_the_page_came_from() -> None:
    body = '<p><a href="b.pdf">Full <b>report</b></a> <a href="javascript:x()">no</a> <a href="#">here</a> <a name="z">no</a></p>'
    document = read(("<!-- saved from url=(0031)https://example.org/reviews/2016 -->" + page(body)).encode(), "made")
    assert document.source_url == "https://example.org/reviews/2016"
    assert document.title == "Made-up page"
    assert links(document) == [("Full report", "https://example.org/reviews/b.pdf"), ("here", "#")]


def test_footnote_marks_go_and_ordinals_stay() -> None:
    body = '<p>in 2013<sup>1</sup> on 3<sup>rd</sup> May<sup><a href="#f2">[2]</a></sup>, 20 m<sup>2</sup></p>'
    assert content(body) == [("body", "in 2013 on 3rd May, 20 m2")]


def test_lists_as_word_sends_them() -> None:
    bullet = "<![if !supportLists]><span>·<span>&nbsp; &nbsp;</span></span><![endif]>"
    body = f"<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>{bullet}visit all homes<o:p></o:p></p>"
    assert content(body) == [("list_item", "visit all homes")]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("utf-16", ""),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", ""),
        ("iso8859-15", '<meta charset="iso8859-15">'),
    ],
)
def test_encodings(encoding: str, head: str) -> None:
    document = read(page("<p>Zoë – £5</p>".replace("–", "-" if encoding.startswith("iso") else "–"), head).encode(encoding), "made.html")
    assert document.text.replace("-", "–") == "Zoë – £5"


def test_a_page_nested_too_deep_is_a_limit() -> None:
    assert read(b"<div>" * 50_000 + b"Child Z", "made.html").status is Status.LIMIT


def test_a_fragment_is_a_page() -> None:
    assert read(b"<p>One</p><p>Two</p>", "made.txt").text == "One\n\nTwo"
    assert read(b"One<br>two", "made.html").text == "One\ntwo"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (" https://example.org/a b.pdf ", "https://example.org/a b.pdf"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("", None),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa&data=1", "https://example.org/a"),
        ("https://urldefense.com/v3/__https://example.org/a__;!!x", "https://example.org/a"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_addresses_are_data(target: str, expected: str | None) -> None:
    assert address(target) == expected


def test_bullets_that_were_typed() -> None:
    body = "<p>Issues:<br>• one <a href='https://example.org'>link</a><br>▪ two</p><p>\uf0b7 three</p><p>4 • 5</p>"
    assert content(body) == [("body", "Issues:"), ("list_item", "one link"), ("list_item", "two"), ("list_item", "three"), ("body", "4 • 5")]
    assert links(read(page(body).encode(), "made")) == [("link", "https://example.org")]

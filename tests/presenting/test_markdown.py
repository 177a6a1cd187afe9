"""Long texts are rendered and cleaned: nothing that runs, loads or misleads gets through."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.presenting.texts import Text, render_markdown

ALLOWED = set("p br em strong ul ol li a blockquote h2 h3 h4 code".split())


class Tags(HTMLParser):
    """The tags, attributes and link targets that a browser would see."""

    def __init__(self, html):
        super().__init__()
        self.names, self.attributes, self.links = set(), set(), []
        self.feed(str(html))

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.links += [value for name, value in attrs if name == "href"]


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://evil.example/x.png)",
        "![x](x.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "<javascript:alert(1)>",
        '[x](https://e.org "onclick=alert(1)")',
        "<a href='javascript:x' onclick='y'>x</a>",
        "<style>*{display:none}</style>",
        "<iframe src=//evil.example></iframe>",
        "<svg onload=alert(1)>",
        "<p style='position:fixed'>x</p>",
        "[x]: javascript:alert(1)\n\n[x]",
        "```html\n<script>alert(1)</script>\n```",
    ],
)
def test_nothing_dangerous_gets_through(source):
    found = Tags(render_markdown(source))
    assert found.names <= ALLOWED
    assert found.attributes <= {"href", "rel", "title"}
    assert all(link.startswith(("https:", "x.")) for link in found.links)


@given(st.text("<>/=\"'()[]!:# \nabcjst&;-*`", max_size=60))
def test_no_text_makes_a_tag_outside_the_list(source):
    found = Tags(render_markdown(source))
    assert found.names <= ALLOWED
    assert found.attributes <= {"href", "rel", "title", "start"}
    assert not any(link.lower().startswith(("javascript:", "data:")) for link in found.links)


def test_what_writers_need_stays():
    html = render_markdown("One *two* **three**\n\n- four\n\n1. five\n\n> six\n\n## Seven\n\n`8`")
    for part in (
        "<em>two</em>",
        "<strong>three</strong>",
        "<li>four</li>",
        "<blockquote>",
        "<h2>Seven</h2>",
        "<code>8</code>",
    ):
        assert part in html


def test_links_give_nothing_away():
    html = render_markdown("[a](https://example.org/) [b](mailto:a@example.org)")
    assert 'href="https://example.org/"' in html
    assert html.count('rel="noopener nofollow"') == 2


def test_raw_html_is_shown_as_text():
    assert "&lt;b&gt;" in render_markdown("<b>x</b>")


def test_a_title_of_the_first_rank_does_not_rival_the_pages_own():
    assert render_markdown("# Title\n\ntext").startswith("<h2>Title</h2>")


def test_a_text_renders_itself():
    assert Text("*x*", "nl", "fr").html == "<p><em>x</em></p>\n"

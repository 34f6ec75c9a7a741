"""The pure functions of the list of passages, called in a browser."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from playwright.sync_api import Page

from browser_scripts import Call
from examples import examples

MOVABLE = """async ([address, list]) =>
  Object.fromEntries((await import(address)).movable(list))"""
MANY = examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(name="call")
def calling(call: Call) -> Call:
    """Call a function of one of the modules `passages-….js`."""

    def run(module: str, name: str, *values: Any) -> Any:
        return call(f"passages-{module}", name, *values)

    return run


def passage(number: str, page: str = "reports/a/2010/x/", **more: Any) -> dict[str, Any]:
    blank = {"title": "", "section": "", "words": "", "note": "", "added": "", "kept": None}
    return {"kind": "passage", "page": page, "number": number, **blank, **more}


def a_list(shape: str, title: str = "") -> dict[str, Any]:
    """Make a list from its shape: `1 2 # 3` is passages 1 and 2, a heading (h1), passage 3."""
    entries: list[dict[str, Any]] = []
    headings = 0
    for sign in shape.split():
        if sign == "#":
            headings += 1
            entries.append({"kind": "heading", "id": f"h{headings}", "text": f"Issue {headings}"})
        else:
            entries.append(passage(sign))
    return {"title": title, "entries": entries}


def key(sign: str) -> str:
    return sign if sign.startswith("h") else f"reports/a/2010/#p{sign}"


def shape(found: dict[str, Any]) -> str:
    return " ".join(e["number"] if e["kind"] == "passage" else e["id"] for e in found["entries"])


# What can be done to a list ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "moved", "step", "after"),
    [
        ("1 2 3", "2", -1, "2 1 3"),
        ("1 2 3", "2", 1, "1 3 2"),
        ("1 2 3", "1", -1, "1 2 3"),
        ("1 2 3", "3", 1, "1 2 3"),
        ("1 # 2 3", "1", 1, "h1 1 2 3"),
        ("1 # 2 3", "2", -1, "1 2 h1 3"),
        ("1 # 2 # 3 4", "h2", -1, "1 h2 3 4 h1 2"),
        ("1 # 2 # 3 4", "h1", 1, "1 h2 3 4 h1 2"),
        ("1 # 2 # 3 4", "h1", -1, "1 h1 2 h2 3 4"),
        ("# # 1", "h1", 1, "h2 1 h1"),
        ("1 2", "9", 1, "1 2"),
    ],
)
def test_a_passage_moves_by_one_and_a_heading_with_its_passages(
    modules: Page, assets_url: str, call: Call, before: str, moved: str, step: int, after: str
) -> None:
    found = call("list", "moved", a_list(before), key(moved), step)
    assert shape(found) == after
    # what the buttons say is what they do
    way = "up" if step < 0 else "down"
    can = modules.evaluate(MOVABLE, [f"{assets_url}/passages-list.js", a_list(before)])
    assert can.get(key(moved), {}).get(way, False) is (shape(a_list(before)) != after)


@pytest.mark.parametrize(
    ("before", "moved", "to", "after"),
    [
        ("1 2 # 3 # 4", "1", "h1", "2 h1 3 1 h2 4"),
        ("1 2 # 3 # 4", "4", "", "1 2 4 h1 3 h2"),
        ("1 # 2 3", "2", "h1", "1 h1 3 2"),
        ("1 # 2 3", "1", "h9", "1 h1 2 3"),
    ],
)
def test_a_passage_becomes_the_last_one_under_a_heading(
    call: Call, before: str, moved: str, to: str, after: str
) -> None:
    assert shape(call("list", "movedTo", a_list(before), key(moved), to)) == after


def test_a_passage_is_added_once_and_under_no_heading(call: Call) -> None:
    items = [
        {"page": "reports/a/2010/other/", "number": "2"},
        {"page": "reports/a/2010/", "number": "7", "words": "Words.", "title": "A 2010"},
        {"page": "reports/a/2010/x/", "number": "7"},
        {"page": "reports/a/2011/x/", "number": "7"},
    ]
    found = call("list", "added", a_list("1 # 2"), items, "2026-11-21")
    assert [found[name] for name in ("added", "already", "left")] == [2, 2, 0]
    assert shape(found["list"]) == "1 7 7 h1 2"
    new = found["list"]["entries"][1]
    assert (new["words"], new["title"], new["added"]) == ("Words.", "A 2010", "2026-11-21")


def test_a_list_has_an_end(call: Call) -> None:
    items = [{"page": "reports/a/2010/", "number": str(n)} for n in range(1, 1003)]
    found = call("list", "added", a_list("# 1"), items, "2026-11-21")
    assert [found[name] for name in ("added", "already", "left")] == [999, 1, 2]


def test_a_heading_that_is_removed_leaves_its_passages(call: Call) -> None:
    assert shape(call("list", "removed", a_list("1 # 2 # 3"), "h2")) == "1 h1 2 3"


def test_what_is_removed_comes_back_in_its_place_once(call: Call) -> None:
    whole = a_list("1 # 2 3")
    less = call("list", "removed", whole, key("2"))
    assert call("list", "restored", less, whole["entries"][2], 2) == whole
    assert call("list", "restored", whole, whole["entries"][2], 0) == whole


def test_two_lists_become_one(call: Call) -> None:
    second = a_list("1 4 # 5 # 6", title="Theirs")
    second["entries"][2]["text"] = "Issue 2"
    second["entries"][4]["text"] = "New"
    found = call("list", "joined", a_list("1 # 2 # 3"), second)
    assert [found[name] for name in ("added", "already", "left")] == [3, 1, 0]
    assert shape(found["list"]) == "1 4 h1 2 h2 3 5 h3 6"
    assert found["list"]["title"] == "Theirs"


SIGNS = st.lists(st.sampled_from(["#", "p"]), max_size=8)


@MANY
@given(SIGNS, st.lists(st.tuples(st.integers(0, 7), st.sampled_from([-1, 1])), max_size=6))
def test_moving_neither_loses_nor_doubles(
    call: Call, signs: list[str], moves: list[tuple[int, int]]
) -> None:
    numbered = (sign if sign == "#" else str(n) for n, sign in enumerate(signs, 1))
    found = whole = a_list(" ".join(numbered))
    for at, step in moves:
        if at < len(signs):
            entry = found["entries"][at]
            name = entry["id"] if entry["kind"] == "heading" else key(entry["number"])
            found = call("list", "moved", found, name, step)
    assert sorted(shape(found).split()) == sorted(shape(whole).split())


# A list as JSON and in a link ----------------------------------------------------------------

# Playwright itself cannot pass on half of a pair of surrogates
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LINES = TEXTS.map(lambda text: " ".join(text.replace("\ufeff", "").split()))
ENTRIES = st.lists(
    st.one_of(
        st.fixed_dictionaries({"kind": st.just("heading"), "text": LINES}),
        st.builds(
            passage,
            st.from_regex(r"[1-9][0-9]{0,3}[a-z]?", fullmatch=True),
            page=st.sampled_from(["reports/a/2010/", "reports/b/x-1/y/", "reports/c/é/ж/"]),
            note=TEXTS,
        ),
    ),
    max_size=6,
    unique_by=lambda entry: (entry.get("page"), entry.get("number"), entry.get("text")),
)


def with_ids(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = count(1)
    return [
        {"kind": "heading", "id": f"h{next(ids)}", "text": entry["text"]}
        if entry["kind"] == "heading"
        else entry
        for entry in entries
    ]


@MANY
@given(LINES, ENTRIES)
def test_a_list_is_what_it_was_in_json_and_in_a_link(
    call: Call, title: str, entries: list[dict[str, Any]]
) -> None:
    whole = {"title": title, "entries": with_ids(entries)}
    read = call("reading", "listFrom", call("carry", "jsonOf", whole))
    assert read == {"list": whole, "faults": []}
    carried = call("link", "listInHash", call("link", "hashOf", whole))
    assert carried == {"list": whole, "faults": []}


def test_a_link_is_short(call: Call) -> None:
    """Two hundred passages of a hundred reports go into one."""
    entries = [
        passage(str(1 + n * 7 % 90), page=f"reports/country-{n % 10}/{1990 + n // 10}/torture/")
        for n in range(200)
    ]
    link = call("link", "hashOf", {"title": "", "entries": entries})
    assert len(link) < 2500


def test_a_browser_that_cannot_compress_makes_a_link_too(modules: Page, call: Call) -> None:
    whole = a_list("1 # 2")
    modules.evaluate("() => { window.kept = CompressionStream; delete window.CompressionStream; }")
    link = call("link", "hashOf", whole)
    modules.evaluate("() => { window.CompressionStream = window.kept; }")
    assert link.startswith("#j=")
    assert call("link", "listInHash", link)["list"] == whole


@pytest.mark.parametrize(
    "link",
    ["#z=", "#z=!!!", "#z=AAAA", "#j=AAAA", "#j=W10", "#x=W10", "#j=e30", "#z=bc_BioNADAbgVyk5"],
)
def test_what_is_no_list_is_none(call: Call, link: str) -> None:
    assert call("link", "listInHash", link) is None


def test_a_link_does_not_unfold_without_end(modules: Page, call: Call) -> None:
    bomb = modules.evaluate(
        """async () => {
          const text = JSON.stringify([1, "", ["a".repeat(50_000_000)]]);
          const packing = new CompressionStream("deflate-raw");
          const packed = new Blob([text]).stream().pipeThrough(packing);
          const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
          let signs = "";
          for (const byte of bytes) signs += String.fromCharCode(byte);
          return btoa(signs).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=/g, "");
        }"""
    )
    assert len(bomb) < 100_000
    assert call("link", "listInHash", f"#z={bomb}") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not JSON"),
        ("[]", "holds no list"),
        ('{"entries": {}}', "holds no list"),
        ('{"entries": []}', "does not say its version"),
        ('{"entries": [], "version": 2}', "newer edition"),
        ('{"entries": [], "version": 1}', ""),
    ],
)
def test_why_a_file_is_no_list(call: Call, text: str, why: str) -> None:
    found = call("reading", "whyNoList", text)
    assert why in found
    assert bool(found) is bool(why)


PAGE = "reports/a/2010/x/"


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (None, "neither a heading nor a passage"),
        ({"kind": "other"}, "neither a heading nor a passage"),
        *(
            (passage("1", page=page), "does not name the page")
            for page in (
                *("", "reports/", "reports/a/", "themes/a/b/", "/reports/a/b/", "reports/a/../b/"),
                *("reports/a/b", "reports/a/b/c/d/", "reports/a/b/?x/", "reports/a/b/#x/"),
                *("https://evil.example/reports/a/b/", "//evil.example/a/b/", "reports/a/b\\c/"),
                *("javascript:alert(1)//reports/a/b/", "reports/a b/c/", "reports/.a/b/"),
                *("reports/%2e%2e/%2e%2e/evil/", "reports/%2E%2E/%2e./evil/", "reports/a/%2e/"),
                *("reports/a/b/..%2fc/", "reports/a/b%5Cc/", "reports/a/%252e%252e/"),
            )
        ),
        *(
            (passage(number), "no number")
            for number in ("", "0", "-1", "1 ", "x", "1A", '1"><img src=x onerror=alert(1)>')
        ),
    ],
)
def test_an_entry_that_is_none_is_left_out_and_told(call: Call, entry: Any, why: str) -> None:
    text = json.dumps({"version": 1, "title": "T", "entries": [passage("1"), entry]})
    found = call("reading", "listFrom", text)
    assert shape(found["list"]) == "1"
    assert len(found["faults"]) == 1
    assert found["faults"][0].startswith("Entry 2 was left out: ")
    assert why in found["faults"][0]


def test_what_is_kept_with_a_passage_is_looked_at_part_by_part(call: Call) -> None:
    kept = {
        "read": "soon",
        "html": "<p>x</p>",
        "citations": {"full": "<p>c</p>", "x y": "<p>d</p>", "apa": 7},
        "address": "javascript:alert(1)",
        "source": ["S"],
    }
    entry = passage("1", kept=kept, added="1.1.2026", note=9)
    text = json.dumps({"version": 1, "entries": [entry]})
    found = call("reading", "listFrom", text)["list"]["entries"][0]
    right = {"read": "", "html": "<p>x</p>", "citations": {"full": "<p>c</p>"}}
    assert found["kept"] == {**right, "address": "", "source": ""}
    assert (found["added"], found["note"]) == ("", "")


# Markup of whatever origin -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ('<p lang="ar" dir="rtl">“فقرة”</p>', '<p lang="ar" dir="rtl">“فقرة”</p>'),
        ("a <em>b</em> <i>c</i> <b>d</b>", "a <em>b</em> <i>c</i> <b>d</b>"),
        ('<a href="https://x.example/#p1">x</a>', '<a href="https://x.example/#p1">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="data:text/html,x" target="_top">x</a>', "<a>x</a>"),
        ('<a href="https://x.example/" onclick="alert(1)">x</a>', '<a href="https://x.example/">x</a>'),
        ("<script>alert(1)</script>b", "b"),
        ('<img src="https://x.example/" onerror="alert(1)">b', "b"),
        ("<svg><script>alert(1)</script><a>x</a></svg>b", "b"),
        ('<iframe srcdoc="<script>alert(1)</script>"></iframe>b', "b"),
        ("<style>body{display:none}</style>b", "b"),
        ('<p style="position:fixed" class="rs-masthead" id="cite">b</p>', "<p>b</p>"),
        ("<form action='https://x.example/'><input name=q><button>b</button></form>", "b"),
        ("<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>b", "b"),
        ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>b", "<p>b</p>"),
        ('<base href="https://x.example/"><meta http-equiv="refresh" content="0">b', "b"),
        ("<h1>b</h1><article>c</article>", "bc"),
        ("<template><p>a</p></template>b", "b"),
        ("<p>&lt;script&gt;1&lt;/script&gt;</p>", "<p>&lt;script&gt;1&lt;/script&gt;</p>"),
        ("<!-- a -->b", "b"),
    ],
)  # fmt: skip
def test_only_what_says_something_is_left_of_markup(call: Call, html: str, safe: str) -> None:
    assert call("markup", "safeHtml", html) == safe


@MANY
@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "/", '"', "'", " ", "p", "a", "script", "svg", "math", "style", "img",
             "<p>", "</p>", "<b>", "<table>", "<td>", "<svg>", "<script>", "</script>", "<!--",
             "-->", "onerror=alert(1)", "href=javascript:alert(1)", "src=x", "&lt;", "x"]
        ),
        max_size=12,
    ).map("".join)
)  # fmt: skip
def test_nothing_that_is_left_can_run(call: Call, html: str) -> None:
    safe = call("markup", "safeHtml", html)
    assert call("markup", "safeHtml", safe) == safe
    tags = Tags()
    tags.feed(safe)
    assert {name for name, _ in tags.found} <= {"p", "a", "b", "table", "tbody", "tr", "td"}
    assert [attributes for _, attributes in tags.found if attributes] == []


class Tags(HTMLParser):
    """Gathers the tags of a text, each with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


# Files ---------------------------------------------------------------------------------------

SHOWN = {
    "kind": "passage", "key": "reports/a/2010/#p3", "where": "A 2010, *X*, ¶3", "title": "A 2010",
    "section": "*X*", "number": "3",
    "quotation": {
        "text": "“Said, «so».”", "html": '<p lang="en">“Said, <em>«so»</em>.”</p>'},
    "citation": {"text": "Body, A_B.", "html": "<p>Body, <i>A_B</i>.</p>"},
    "address": "https://x.example/reports/a/2010/#p3", "source": "Body & Co", "added": "2026-11-21",
    "note": "=1+1\nsee <annex>", "remarks": ["The text has changed since 2026-11-21."],
    "former": {"text": "“Said.”", "html": '<p lang="en">“Said.”</p>'},
}  # fmt: skip
ARABIC = {
    **SHOWN, "number": "2", "where": "Egypt 2010, التعذيب, ¶2", "title": "Egypt 2010",
    "quotation": {"text": "“فقرة أولى.”", "html": '<p lang="ar" dir="rtl">“فقرة أولى.”</p>'},
    "section": "التعذيب", "note": "", "remarks": [], "former": None,
}  # fmt: skip
WHOLE = {
    "title": "Case <1>",
    "date": "2026-11-22",
    "entries": [SHOWN, {"kind": "heading", "key": "h1", "text": "@Issue"}, ARABIC],
}

MARKDOWN = r"""# Case \<1\>

As of 2026-11-22.

### A 2010, \*X\*, ¶3

> “Said, *«so»*.”

Body, *A\_B*.

<https://x.example/reports/a/2010/#p3>

Source: Body \& Co

Note: \=1+1\
see \<annex\>

**The text has changed since 2026-11-21.**

Before:

> “Said.”

## @Issue

### Egypt 2010, التعذيب, ¶2

> “فقرة أولى.”

Body, *A\_B*.

<https://x.example/reports/a/2010/#p3>

Source: Body \& Co
"""


def test_the_file_in_markdown(call: Call) -> None:
    assert call("markdown", "markdownOf", WHOLE) == MARKDOWN


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ol start='3'><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "3. a\n\n   - b\n4. c"),
        ("<p>1. a</p><p>- b</p><p># c</p><p>+ d</p>", "1\\. a\n\n\\- b\n\n\\# c\n\n\\+ d"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>a|b</td></tr></table>",
         "| A | B |\n| --- | --- |\n| a\\|b |  |"),
        ("<p>a</p><table></table><table><tbody></tbody></table><p>b</p>", "a\n\nb"),
        ("<table></table>", ""),
        ("<pre>a\n```\nb</pre>", "````\na\n```\nb\n````"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ('a <a href="https://x.example/a_b">[x]</a>', "a [\\[x\\]](<https://x.example/a_b>)"),
        ("a<br>b <strong>c</strong> <bdi>مصر</bdi>", "a\\\nb **c** \u2068مصر\u2069"),
    ],
)  # fmt: skip
def test_markup_as_markdown(call: Call, html: str, markdown: str) -> None:
    assert call("markdown", "markdownFrom", html) == markdown


def test_the_file_for_spreadsheets(call: Call) -> None:
    text = call("csv", "csvOf", WHOLE)
    assert text.startswith("\ufeffHeading,Report,Section,Paragraph,Quotation,")
    assert text.count("\r\n") == 3
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[1] == [
        *("", "A 2010", "*X*", "3", "“Said, «so».”", "Body, A_B."),
        *("https://x.example/reports/a/2010/#p3", "Body & Co", "'=1+1\nsee <annex>"),
        *("The text has changed since 2026-11-21.", "“Said.”", "2026-11-21"),
    ]
    assert rows[2][:5] == ["'@Issue", "Egypt 2010", "التعذيب", "2", "“فقرة أولى.”"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("", ""),
        ("a", "a"),
        ("a,b", '"a,b"'),
        ('"a"', '"""a"""'),
        ("=1", "'=1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("\r=1", '"\'\r=1"'),
        ('=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'),
        (" =1", " =1"),
    ],
)
def test_a_cell_is_never_a_formula(call: Call, value: str, cell: str) -> None:
    assert call("csv", "cellOf", value) == cell


@MANY
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20))
def test_a_cell_is_read_as_it_was_written(call: Call, value: str) -> None:
    [[read, _]] = csv.reader(io.StringIO(call("csv", "cellOf", value) + ",", newline=""))
    assert read.removeprefix("'") == value.removeprefix("'")
    assert not read.startswith(tuple("=+-@\t\r\n"))


HTML = """\
<h3 style="font-size: 11pt; margin: 16pt 0 4pt; page-break-after: avoid">\
<bdi>Egypt 2010, التعذيب, ¶2</bdi></h3>
<blockquote dir="rtl" style="margin: 0 0 6pt 18pt">\
<p lang="ar" dir="rtl">“فقرة أولى.”</p></blockquote>
<div style="font-size: 9.5pt; margin: 0 0 4pt"><p>Body, <i>A_B</i>.</p></div>
<p style="font-size: 9.5pt; margin: 0 0 4pt"><a href="https://x.example/reports/a/2010/#p3">\
https://x.example/reports/a/2010/#p3</a></p>
<p style="font-size: 9.5pt; margin: 0 0 4pt">Source: <bdi>Body &#38; Co</bdi></p>
</body>
</html>
"""


def test_the_file_for_word_processors(call: Call) -> None:
    text = call("html", "documentOf", WHOLE, "Site & Co")
    assert text.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>Case &#60;1&#62;</title>" in text
    assert "From Site &#38; Co, as of 2026-11-22." in text
    assert "Note: =1+1<br>see &#60;annex&#62;</p>" in text
    assert ">@Issue</h2>" in text
    assert text.endswith(HTML)
    for sign in ("<script", "<link", "<style", "src="):
        assert sign not in text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Torture in custody: A/B", "torture-in-custody-a-b.md"),
        ("", "passages.md"),
        ("../../etc", "etc.md"),
        ("القضية", "القضية.md"),
        ("x" * 90, "x" * 60 + ".md"),
    ],
)
def test_a_file_is_named_by_the_title(call: Call, title: str, name: str) -> None:
    assert call("carry", "fileName", title, "md") == name


# Length --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("passages", "pages"), [(0, 0), (1, 1), (20, 4)])
def test_length_grows_with_the_text(call: Call, passages: int, pages: int) -> None:
    whole = {"title": "", "date": "", "entries": [ARABIC] * passages}
    assert call("length", "pagesOf", whole) == pages

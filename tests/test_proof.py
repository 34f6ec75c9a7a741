"""The proof that nothing is lost: what it says of pages on which something is."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown import Markdown

from examples import examples
from reportsite.diagnostics import Diagnostics
from reportsite.model import Report
from reportsite.reading.report import read_report
from reportsite.site.proof import Proof, page_words
from reportsite.site.settings import EXTENSIONS
from reportsite.vocabulary.loading import Vocabulary
from reportsite.writing.catalogue import catalogue
from reportsite.writing.report_pages import report_pages

PATH = "reports/kazakhstan/2010.md"
WHOLE = "reports/kazakhstan/2010/index.md"
SECTION = "reports/kazakhstan/2010/torture.md"
FRONT_MATTER = "---\ncountry: KAZ\nyear: 2010\ntitle: Kazakhstan\nlanguage: en\n---\n\n"
TEXT = """\
Summary of it.

## Torture

One two three four five six seven eight.

3. Third thing.
4. Fourth thing.

| Year | Deaths |
|---|---|
| 2009 | none |

Said with `code_span *x*` &amp; caf&eacute;, half*way*.[^n]
{: theme="impunity" }

> Quoted words.

Pulled words.
{: .pull-quote }

[^n]: The note at the end.
"""


def report_of(text: str, vocabulary: Vocabulary) -> Report:
    diagnostics = Diagnostics()
    report = read_report(PATH, "2010", FRONT_MATTER + text, vocabulary, diagnostics)
    assert diagnostics.faults == []
    assert report is not None
    return report


def rendered(report: Report, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the HTML of a report's pages by path, as MkDocs makes it."""
    found = catalogue((report,), vocabulary.themes)
    return {
        page.path: Markdown(extensions=list(EXTENSIONS)).convert(page.text.split("\n---\n", 1)[1])
        for page in report_pages(report, found)
    }


def faults_of(report: Report, pages: dict[str, str]) -> list[str]:
    diagnostics = Diagnostics()
    proof = Proof([report])
    for path, page in pages.items():
        proof.check(path, page, diagnostics)
    proof.check_complete(diagnostics)
    return [str(fault) for fault in diagnostics.faults]


@pytest.fixture(scope="module")
def report(vocabulary: Vocabulary) -> Report:
    return report_of(TEXT, vocabulary)


@pytest.fixture(scope="module")
def pages(report: Report, vocabulary: Vocabulary) -> dict[str, str]:
    return rendered(report, vocabulary)


def test_pages_that_show_the_report_have_no_fault(report: Report, pages: dict[str, str]) -> None:
    assert faults_of(report, pages) == []


def test_words_of_whole_reports_are_counted(report: Report, pages: dict[str, str]) -> None:
    proof = Proof([report])
    for path, page in pages.items():
        proof.check(path, page, Diagnostics())
    # summary 3, heading 1, paragraph 8, items 3 + 3, table 4, paragraph 6, quotes 2 + 2, note 5
    assert proof.words == 37


def test_other_pages_are_passed_over(report: Report) -> None:
    diagnostics = Diagnostics()
    Proof([report]).check("about.md", "<p>Anything.</p>", diagnostics)
    assert diagnostics.faults == []


DAMAGES: dict[str, tuple[str | re.Pattern[str], str, str]] = {
    "a word lost": (
        "three four",
        "three",
        'reads "One two three five six seven eight" at word 4; '
        'expected "One two three four five six seven"',
    ),
    "a word doubled": (
        "three four",
        "three three four",
        'reads "One two three three four five six" at word 4; '
        'expected "One two three four five six seven"',
    ),
    "two words swapped": (
        "three four",
        "four three",
        'reads "One two four three five six" at word 3; expected "One two three four five six"',
    ),
    "a list that starts elsewhere": (
        '<ol start="3">',
        "<ol>",
        'reads "six seven eight 1 Third thing 2" at word 9; '
        'expected "six seven eight 3 Third thing 4"',
    ),
    "a list without numbers": (
        '<ol start="3">',
        "<ul>",
        'reads "six seven eight Third thing Fourth thing" at word 9; '
        'expected "six seven eight 3 Third thing 4"',
    ),
    "a cell lost": (
        "<td>none</td>",
        "<td></td>",
        'reads "Year Deaths 2009 Said with codespan x" at word 18; '
        'expected "Year Deaths 2009 none Said with codespan"',
    ),
    "two cells joined": (
        "</td>\n<td>",
        "",
        'reads "thing Year Deaths 2009none Said with codespan" at word 17; '
        'expected "thing Year Deaths 2009 none Said with"',
    ),
    "a code span lost": (
        "<code>code_span *x*</code>",
        "",
        'reads "none Said with café halfway Quoted words" at word 21; '
        'expected "none Said with codespan x café halfway"',
    ),
    "an entity shown as typed": (
        "caf&eacute;",
        "caf&amp;eacute;",
        'reads "with codespan x caf eacute halfway Quoted" at word 23; '
        'expected "with codespan x café halfway Quoted words"',
    ),
    "a note's word lost": (
        "The note at",
        "The at",
        'reads "The at the end" at word 2; expected "The note at the end"',
    ),
    "every note lost": (
        re.compile(r'<div class="footnote">.*', re.DOTALL),
        "",
        'reads "nothing" at word 1; expected "The note at the"',
    ),
    "something added": (
        "Pulled words.",
        "Pulled words. More.",
        'reads "words Pulled words More" at word 29; expected "words Pulled words"',
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_named_with_the_words_around_it(
    name: str, report: Report, pages: dict[str, str]
) -> None:
    old, new, message = DAMAGES[name]
    pattern = old if isinstance(old, re.Pattern) else re.compile(re.escape(old))
    damaged, times = pattern.subn(new.replace("\\", r"\\"), pages[SECTION], count=1)
    assert times == 1
    if name == "a list without numbers":
        damaged = damaged.replace("</ol>", "</ul>", 1)
    assert faults_of(report, {**pages, SECTION: damaged}) == [
        f"{PATH}:10: its page {SECTION} {message}, as in the report"
    ]


def test_damage_to_the_whole_report_is_named_at_its_first_line(
    report: Report, pages: dict[str, str]
) -> None:
    damaged = pages[WHOLE].replace("Summary of it.", "Summary it.")
    assert faults_of(report, {**pages, WHOLE: damaged}) == [
        f'{PATH}:1: its page {WHOLE} reads "Summary it Torture One two" at word 2; '
        'expected "Summary of it Torture One", as in the report'
    ]


def test_lost_and_moved_addresses_are_named(report: Report, pages: dict[str, str]) -> None:
    lost = pages[SECTION].replace(' id="p4"', "")
    assert faults_of(report, {**pages, SECTION: lost}) == [
        f"{PATH}:10: its page {SECTION} has the paragraph address #p5 after #p3; "
        "expected #p4, as in the report"
    ]
    last = pages[SECTION].replace(' id="p7"', "")
    assert faults_of(report, {**pages, SECTION: last}) == [
        f"{PATH}:10: its page {SECTION} has the paragraph address none after #p6; "
        "expected #p7, as in the report"
    ]


def test_page_that_was_not_made_is_named(report: Report, pages: dict[str, str]) -> None:
    assert faults_of(report, {WHOLE: pages[WHOLE]}) == [
        f"{PATH}:10: the page {SECTION} was not made; expected its text"
    ]
    assert faults_of(report, {SECTION: pages[SECTION]}) == [
        f"{PATH}:1: the page {WHOLE} was not made; expected its text"
    ]


WORDS_OF_HTML = {
    "<p>One<br>two</p><p>three</p>": ["One", "two", "three"],
    "<p>half<em>way</em> <a href='#x'>there</a>s</p>": ["halfway", "theres"],
    '<p><a class="pn" href="#p1">¶1</a> One <a class="pt" href="x">Label</a></p>': ["One"],
    '<p>One<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>': ["One"],
    "<p>&lt;b&gt;bold&lt;/b&gt; &amp;amp; &#233;</p>": ["b", "bold", "b", "amp", "é"],
    "<ol><li>a</li><li>b<ol start='1'><li>c</li></ol></li><li>d</li></ol>": [
        *("1", "a", "2", "b", "1", "c", "3", "d")
    ],
    "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>": ["1", "a", "b", "2", "c"],
    "<!-- note --><p>One</p>": ["One"],
    '<p>One</p>\n<p class="rs-state rs-correction" data-of="p1">Two</p>': ["One"],
    '<p class="rs-trace" id="p2"><a class="pn" href="#p2">¶2</a> gone</p><p>One</p>': ["One"],
    '<p>One <a class="rs-xr" href="#p1" title="One">¶1</a></p>': ["One"],
    '<p>One <a class="rs-xr rs-xr--own" href="#p1">two</a></p>': ["One", "two"],
    "": [],
}


@pytest.mark.parametrize("page", WORDS_OF_HTML)
def test_words_of_a_page(page: str) -> None:
    assert page_words(page) == WORDS_OF_HTML[page]


# No asterisk stands beside another: of "*a**b*c" Python-Markdown itself loses a letter, which the
# proof then says.
PIECES = st.sampled_from(
    [
        *("word", "two words", "é", "نص", "12", "3.", "-", "+", "_", "`", "``"),
        *(
            "\\",
            "\\*",
            "\\_",
            "\\`",
            "{",
            "}",
            "{:",
            "<",
            ">",
            "<b>",
            "</b>",
            "<br>",
            "<!--",
            "-->",
        ),
        *("<https://example.org/a_b>", "[a](https://example.org/x_y)", "[", "]", "](", "(", ")"),
        *("&amp;", "&", "&lt;", "&nbsp;", "&#42;", "#", "|", "~", ":", "!", "^", "=", "---"),
        *(
            " ",
            "  ",
            " ",
            "\n",
            "\n",
            "a@example.org",
            "www.example.org",
            "*half*way",
            "snake_case",
        ),
    ]
)


def test_no_text_whatever_loses_a_word_on_its_pages(vocabulary: Vocabulary) -> None:
    @examples(250)
    @given(text=st.lists(PIECES, min_size=1, max_size=12).map("".join))
    @example(text="a|b\n|")
    @example(text=r"a\}b \\}c \<d")
    @example(text="in {braces}, and } again")
    def holds(text: str) -> None:
        diagnostics = Diagnostics()
        body = f"Before.\n\n## Torture\n\n{text}\n\nBehind.\n"
        report = read_report(PATH, "2010", FRONT_MATTER + body, vocabulary, diagnostics)
        assume(report is not None and not diagnostics.faults)
        assert report is not None
        assert faults_of(report, rendered(report, vocabulary)) == []

    holds()

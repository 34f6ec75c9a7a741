"""The words of a text, counted from its Markdown and from the page that Python-Markdown makes."""

from __future__ import annotations

from collections.abc import Callable

import markdown
import pytest
from hypothesis import HealthCheck, assume, example, given
from hypothesis import strategies as st

from examples import examples
from reportsite.diagnostics import Diagnostics
from reportsite.model import Report
from reportsite.reading.references import resolve
from reportsite.reading.report import read_report
from reportsite.reading.words import block_words, footnote_words, markdown_words
from reportsite.site.proof import NOTES, NOTES_LIST, UNNUMBERED, page_words
from reportsite.vocabulary.loading import Vocabulary
from reportsite.writing.addresses import report_page
from reportsite.writing.markdown import (
    Anchoring,
    footnotes_of,
    write_blocks,
    write_footnotes,
)
from reportsite.writing.references import reference_links

FRONT_MATTER = "---\ncountry: KAZ\nyear: 2010\ntitle: Kazakhstan\nlanguage: en\n---\n"
EXTENSIONS = ["attr_list", "footnotes", "sane_lists", "tables"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One, two – three.", "One two three"),
        ("half*way* **up** the _hill_", "halfway up the hill"),
        ("snake_case", "snakecase"),
        ("l'homme", "l homme"),
        (r"\*one\* \[two\] C\:", "one two C"),
        ("[one two](https://example.org/three) four", "one two four"),
        ('[one](https://example.org "two")', "one"),
        ("[one](https://example.org/b_(c)) d", "one d"),
        ("un[happy](https://example.org)ly", "unhappyly"),
        (r"\[one](two) three](four)", "one two three four"),
        ("[one](see page 5)", "one see page 5"),
        ("`[one](https://two)` three", "one https two three"),
        ("``a ` b``", "a b"),
        ("c`  d `", "cd"),
        ("<https://example.org/a>", "https example org a"),
        ("<b>one</b>", "b one b"),
        ("&eacute;t&#233; &amp; &lt;b&gt;", "été b"),
        ("`&eacute;`", "eacute"),
        ("AT&T &c.", "AT T c"),
        ("one[^1]two", "onetwo"),
        (r"one\[^1]", "one 1"),
        (r"one\\[^1]", "one"),
        ("one[^1](https://example.org)", "one https example org"),
        ("[one[^1]](https://example.org)", "one"),
        ("`[^1]`", "1"),
        ("[[#p1]] one [[a/b#p2|*two* three]] un[[a/b|happy]]ly", "one two three unhappyly"),
        (r"\[[#p1]] `[[#p2]]` [[#p3\|&amp; four]]", "p1 p2 four"),
        ("[[one](https://example.org)] [[two]](https://example.org)", "one two"),
        ("Пытки كلمة 2010", "Пытки كلمة 2010"),
        ("", ""),
    ],
)
def test_markdown_words(text: str, words: str) -> None:
    assert markdown_words(text) == words.split()


WORDS = st.sampled_from(["word", "Fußgänger", "пытки", "كلمة", "2010", "a_b", "3.", "don't", "–"])
SIGNS = st.sampled_from(
    [
        *(r"\*", r"\_", r"\`", r"\[", r"\\", r"\|", "*", "_", "]", "(", ")", "{", "}", "#", "!"),
        *("<b>", "</b>", "<!-- c -->", "&", "&amp;", "&eacute;", "&#233;", "&lt;b&gt;", "<", "> "),
        *("=", "+", "::"),
    ]
)
SPANS = st.one_of(
    WORDS.map("*{}*".format),
    WORDS.map("__{}__".format),
    WORDS.map("`{} <b>&amp;</b> {{: .x }}`".format),
    WORDS.map("``{} ` [a](https://b)``".format),
    WORDS.map("[{} *b*](https://example.org/c_d?e=f&g=h)".format),
    WORDS.map('[{}](<https://example.org> "title")'.format),
    WORDS.map(r"[[#p1\|{} *b*]]".format),
    st.sampled_from(["[[#p1]]", "[[#p2|`one` two]]", "[[kazakhstan/2010]]"]),
    st.sampled_from(["<https://example.org/a_b>", "https://example.org/a_b", "[^1]", "[^note]"]),
)
INLINE = st.lists(
    st.tuples(st.one_of(WORDS, WORDS, SPANS, SIGNS), st.sampled_from(["", " ", " ", "\n"])).map(
        "".join
    ),
    min_size=1,
    max_size=9,
).map("".join)
ONE_LINE = INLINE.map(lambda text: text.replace("\n", " "))


def numbered(texts: list[str]) -> str:
    return "\n".join(f"{i + 3}. {text}" for i, text in enumerate(texts))


def table(cells: list[str]) -> str:
    rows = [f"| {cell} | x |" for cell in cells]
    return "\n".join([rows[0], "|---|:-:|", *rows[1:]])


def quotation(texts: list[str]) -> str:
    return "\n>\n".join(f"> {text}" for text in texts)


def nested(texts: list[str]) -> str:
    return "- item\n\n    " + "\n\n    - ".join(texts)


LINES = st.lists(ONE_LINE, min_size=1, max_size=3)
BLOCKS = st.one_of(
    INLINE,
    INLINE.map("{}\n{{: .pull-quote }}".format),
    INLINE.map('{}\n{{: theme="torture" }}'.format),
    LINES.map(lambda texts: "\n".join(f"- {text}" for text in texts)),
    LINES.map(numbered),
    LINES.map(quotation),
    LINES.map(table),
    LINES.map(nested),
    st.just("* * *"),
)
NOTES_OF_ALL = "One.[^1] Two.[^note]\n\n[^1]: A *note*\n    and 2 more.\n\n[^note]: <b>B</b>\n"
BODIES = st.lists(BLOCKS, min_size=1, max_size=5).map(
    lambda blocks: "\n\n".join([*blocks, NOTES_OF_ALL])
)


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Callable[[str], Report | None]:
    """Read a body, or return None where it has faults."""

    def read_body(body: str) -> Report | None:
        diagnostics = Diagnostics()
        report = read_report("2010.md", "2010", FRONT_MATTER + body, vocabulary, diagnostics)
        report = report and resolve(report, lambda address: None, diagnostics)
        return None if diagnostics.faults else report

    return read_body


@examples(300, suppress_health_check=[HealthCheck.filter_too_much])
@given(body=BODIES)
@example(body="\\\\[^1]\n\n" + NOTES_OF_ALL)
@example(body="one[^1](https://example.org)\n\n" + NOTES_OF_ALL)
@example(body="[one[^1]](https://example.org)\n\n" + NOTES_OF_ALL)
def test_a_page_has_the_words_of_its_report(
    body: str, read: Callable[[str], Report | None]
) -> None:
    report = read(body)
    assume(report)
    assert report is not None
    notes = footnotes_of(report.blocks, report.footnotes)
    anchoring = Anchoring(references=reference_links(report, report_page(report)))
    text = write_blocks(report.blocks, anchoring, lambda block: "")
    noted = write_footnotes(notes, anchoring)
    page = markdown.markdown(f"{text}\n\n{noted}", extensions=EXTENSIONS)
    shown, _, shown_notes = page.partition(NOTES)
    assert page_words(shown) == [word for block in report.blocks for word in block_words(block)]
    assert page_words(NOTES_LIST.sub(UNNUMBERED, shown_notes)) == [
        word for note in notes for word in footnote_words(note)
    ]
    assert "<b>" not in page
    assert "<!-- c" not in page

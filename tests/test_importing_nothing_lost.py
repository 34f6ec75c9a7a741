"""No text whatever loses a word by being imported, is read back with a fault, or is much work."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from examples import examples
from reportsite.diagnostics import Diagnostics
from reportsite.importing import text as steps
from reportsite.importing.annotating import annotated
from reportsite.importing.proof import report_words, source_words
from reportsite.importing.result import ImportFault
from reportsite.importing.sources import NO_PROFILE, load_sources
from reportsite.importing.text import Annotated, Wish, import_text
from reportsite.reading.report import read_report
from reportsite.vocabulary.loading import load_vocabulary
from steps import TWICE, must_end, steps_of

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary(ROOT, Diagnostics())
SOURCES = load_sources(ROOT, Diagnostics())
WISH = Wish(Path("raw.txt"), VOCABULARY.countries.by_code("KAZ"), 2010, NO_PROFILE)
NUMBERED = replace(WISH, profile=SOURCES.profile("un-universal-periodic-review"))

# As mkdocs.yml has them, and `fenced_code`, which MkDocs adds by itself.
EXTENSIONS = ["attr_list", "footnotes", "tables", "sane_lists", "toc", "fenced_code"]

LINES = [
    "Background",
    "Torture and other ill-treatment",
    "Impunity",
    "Women",
    "a. Women",
    "b. Children",
    "Section 1. Respect for the person",
    "Section 2.",
    "IV. Prisons",
    "THE ORCHARD",
    "index",
    "p12",
    "Kazakhstan",
    "Top of page",
    "12",
    "He was released.",
    "The court of the second town heard nobody in June and it gave no reason for that either.",
    "    “The court heard nobody in June...”",
    "    “Other words stood here”",
    "\tAn indented case that goes on for more than a few words, and then comes to its end.",
    "a line that goes on with",
    "# one",
    "#",
    "Heading #",
    "> one",
    "- one",
    "* one",
    "+ one",
    "1. one",
    "1986. one",
    "12) one",
    "[^1]: one",
    "one[^1]",
    "[one]: https://example.org",
    "[one](javascript:two)",
    "![one](two.png)",
    "{: .pull-quote }",
    "Heading {: #p12 }",
    "one {: theme='two' }",
    "[TOC]",
    "| one | two |",
    "|---|---|",
    "one | two",
    "-- | --",
    "===",
    "---",
    "***",
    "...",
    "```",
    "~~~",
    "~~~ one",
    "*one* _two_ `three` **four**",
    "one\\",
    "\\{: one }",
    "<script>one</script> &amp; &lt; <!--",
    "-->",
    "<https://example.org>",
    "",
    "",
    " \u00a0",
    "\u200b",
    "one\x00two\x07",
    "one\x0ctwo",
    "one\u2028two",
    "الحق في التعبير",
    "1.",
    "2. The court heard nobody.",
    "3. and so",
    "1. * one",
    "2. ~~~",
    "(a)",
    "(b) one;",
    "2.1 one",
    "1 \tone",
    "•",
    "• one",
    "Annex",
    "Contents",
    "Background ........ 3",
    "Impunity ........ 4–5 6",
    "Women ..... 7 Annex ..... 8",
    "A/HRC/1/2",
    "Introduction",
]
line = st.one_of(st.sampled_from(LINES), st.text(max_size=40))
structured = st.builds(
    lambda lines, end: end.join(lines),
    st.lists(line, max_size=16),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r"]),
)
signs = st.text(alphabet='*_`[](){}<>#+-.!|~:^\\ ab1"“”\n\t=&;', max_size=80)
anything = st.one_of(st.text(), structured, signs)
MANY = examples(400)


def imported(text: str, wish: Wish = WISH) -> Annotated | None:
    """Import a text; None where nothing is in it, which alone may be a reason to refuse."""
    try:
        return import_text(text, wish, SOURCES, VOCABULARY)
    except ImportFault as fault:
        if fault.diagnostic.wrong != "no text is in the file":
            raise
        return None


def body(result: Annotated) -> str:
    return result.text.split("---\n", 2)[2]


def kept_words(text: str, result: Annotated) -> list[str]:
    controls = "control characters"
    dropped = result.account.dropped
    return source_words(text, {one.line for one in dropped if not one.reason.startswith(controls)})


@pytest.mark.parametrize("wish", [WISH, NUMBERED], ids=["any", "numbered"])
@MANY
@given(text=anything)
def test_no_word_is_lost_and_every_drop_is_listed(wish: Wish, text: str) -> None:
    result = imported(text, wish)
    if result:
        assert report_words(body(result)) == kept_words(text, result)
        assert result.account.words_in == len(source_words(text))
        assert result.account.words_out == len(report_words(body(result)))


@pytest.mark.parametrize("wish", [WISH, NUMBERED], ids=["any", "numbered"])
@MANY
@given(text=anything)
@example(text="one\n~~~\ntwo\n~~~\n")
@example(text="1. one\n1. two\n1. three\n2. four\n")
@example(text="1. one\n1. two\n2. ~~~\n2. - three\n1. four\n3. \n\n3. five")
def test_what_is_written_is_read_back_without_faults(wish: Wish, text: str) -> None:
    result = imported(text, wish)
    if result:
        diagnostics = Diagnostics()
        report = read_report("2010.md", "2010", result.text, VOCABULARY, diagnostics)
        assert diagnostics.faults == []
        assert report
        headings = [(one.title, one.level) for one in result.account.headings]
        assert [section.level for section in report.sections] == [level for _, level in headings]


class Shown(HTMLParser):
    """The text of a page and the elements it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.elements: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@MANY
@given(anything)
@example("1. one\n2. two\n")
@example("`one``two```\\`")
@example("0 \xad")
def test_markdown_shows_it_as_it_was_typed(text: str) -> None:
    result = imported(text)
    if result:
        # pages show HTML as typed: the writer escapes it
        page = Shown()
        page.feed(markdown.markdown(html.escape(body(result), quote=False).replace("&gt;", ">"),
                                    extensions=EXTENSIONS))  # fmt: skip
        page.close()
        assert page.elements <= {"p", "h2", "h3", "h4", "h5", "h6"}
        # a soft hyphen on its own, say, is shown and is no word
        assert source_words("".join(page.text)) == kept_words(text, result)


@given(st.text())
def test_importing_twice_gives_the_same(text: str) -> None:
    assert imported(text) == imported(text)


def test_a_lost_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "annotated", lambda *args: annotated(*args).replace("three", ""))
    with pytest.raises(ImportFault) as caught:
        import_text("One two three four.", WISH, SOURCES, VOCABULARY)
    assert str(caught.value) == (
        'raw.txt:1: word 3 of the text is "three", and would be "four." in the report;'
        " expected every word in its order: a fault of the importer, nothing was written"
    )


SENTENCE = "The court of the second town heard “nobody” in *June*, and it gave no reason either"
GROWING: dict[str, Callable[[int], str]] = {
    "one line": lambda n: f"{SENTENCE} " * n,
    "lines": lambda n: f"{SENTENCE}.\n" * n,
    "broken lines": lambda n: f"{SENTENCE}\n" * n,
    "headings": lambda n: "Background\n" * n,
    "headings and text": lambda n: f"Background\n{SENTENCE}.\n" * n,
    "sections": lambda n: "".join(f"Section {i}.\na. Women\n" for i in range(n)),
    "pull quotes": lambda n: f"    “The court of the second town heard it”\n{SENTENCE}.\n" * n,
    "page numbers": lambda n: "".join(f"{SENTENCE}\n{i}\n" for i in range(n)),
    "spaces": lambda n: f"a{' ' * 50 * n}b",
    "brackets": lambda n: "[(" * 20 * n,
    "full stops": lambda n: "." * 50 * n,
    "backslashes": lambda n: "\\" * 50 * n,
    "blank lines": lambda n: "a" + "\n" * 10 * n,
    "lines of one letter": lambda n: "a\n" * n,
    "hyphens": lambda n: "-" * 50 * n,
    "lines of hyphens": lambda n: "a-\n" * n,
    "stars": lambda n: "*" * 50 * n,
    "lines of stars": lambda n: "*\n" * n,
    "numbered": lambda n: "".join(f"{i}.\n{SENTENCE}.\n\n" for i in range(1, n + 1)),
    "numbered once": lambda n: f"1. {SENTENCE}\n\n" + f"and {SENTENCE}\n\n" * n,
    "numbered lists": lambda n: "1. One:\n" + "".join(f"{i}. Two;\n" for i in range(1, n + 1)),
    "lone numbers": lambda n: "1.\n(a)\n" * n,
    "lists of contents": lambda n: (
        "".join(f"Part {i} ........ {i}\n" for i in range(n))
        + "".join(f"Part {i}\n{SENTENCE}.\n" for i in range(n))
    ),
    "leaders": lambda n: "a ..... 1 " * n,
}


@pytest.mark.parametrize("wish", [WISH, NUMBERED], ids=["any", "numbered"])
@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_takes_twice_the_steps(name: str, wish: Wish) -> None:
    grow = GROWING[name]
    one, two = (steps_of(imported, grow(n), wish) for n in (30, 60))
    assert two < TWICE * one


# Steps do not show what one call does inside a pattern: to be searched anew at every sign takes
# texts of this length, in which one search is soon done, the better part of an hour.
SEARCHED = {
    "one line": 4000,
    "spaces": 16_000,
    "brackets": 8000,
    "full stops": 16_000,
    "backslashes": 5000,
    "hyphens": 16_000,
    "stars": 16_000,
    "blank lines": 14_000,
    "leaders": 25_000,
}


@pytest.mark.parametrize("name", SEARCHED)
def test_twice_as_long_a_line_takes_about_twice_the_time(name: str) -> None:
    with must_end(name):
        imported(GROWING[name](SEARCHED[name]), NUMBERED)

"""What holds for any text: reading never fails, loses no word, and is work as its length."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from reportsite.diagnostics import Diagnostics
from reportsite.model import NUMBERED, Report
from reportsite.reading.numbering import counting_order
from reportsite.reading.report import read_report
from reportsite.reading.words import block_words, markdown_words, split_words
from reportsite.vocabulary.loading import Vocabulary
from steps import TWICE, must_end, steps_of

FRONT_MATTER = "---\ncountry: KAZ\nyear: 2010\ntitle: Kazakhstan\nlanguage: en\n---\n"
MARKS = [
    *("# ", "## ", "### ", "#", "- ", "* ", "+ ", "1. ", "2. ", "10)", "> ", "|", "|-|", "a|b"),
    *("---", "===", "***", "`", "``", "```", "~~~", "[", "]", "(", ")", "[^1]", "[^1]: ", "[a]: "),
    *("](", "](https://example.org)", "![a]", "{: }", "{: ", '{: theme="torture" }', "{: #p1 }"),
    *("\n{: #p2 }\n", "\n{: #p1a }\n", '\n{: #p0a theme="torture" }\n'),
    *("{: .pull-quote }", "}", "theme=", "\\", "\\[", "<", ">", "<b>", "<!-- -->", "&", "&amp;"),
    *(
        "word",
        "Слово",
        "كلمة",
        "1998",
        "'",
        '"',
        ":",
        "!",
        "\u00a0",
        "\u2028",
        "\f",
        "\0",
        "\ufeff",
    ),
    *(" ", "\n", "\n\n", "    ", "\t", "\r", "\ufffe"),
]
BODIES = st.one_of(st.text(), st.lists(st.sampled_from(MARKS)).map("".join))
YAML_MARKS = [
    *(
        "country",
        "year",
        "source",
        ": ",
        "KAZ",
        "no",
        "2010",
        "\n",
        "\n  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
    ),
    *("&a ", "*a", "? ", "<<", "!!bool ", "!!int ", "|", ">", "'", '"', "\t", "~"),
    "a: &x {b: *x}",
]
FRONT_MATTERS = st.one_of(st.text(), st.lists(st.sampled_from(YAML_MARKS)).map("".join))
ANY = examples(250)


Read = Callable[[str], tuple[Report | None, Diagnostics]]


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Read:
    def read_text(text: str) -> tuple[Report | None, Diagnostics]:
        diagnostics = Diagnostics()
        return read_report("2010.md", "2010", text, vocabulary, diagnostics), diagnostics

    return read_text


def report_of(body: str, read: Read) -> Report:
    report, _ = read(FRONT_MATTER + body)
    assert report is not None
    return report


@ANY
@given(text=st.text() | FRONT_MATTERS.map("---\n{}\n---\nWords.".format))
def test_any_file_is_read_or_has_a_fault(text: str, read: Read) -> None:
    report, diagnostics = read(text)
    assert report is not None or diagnostics.faults


@ANY
@given(body=BODIES)
def test_any_body_is_read_with_a_number_for_each_block_that_has_one(body: str, read: Read) -> None:
    report, diagnostics = read(FRONT_MATTER + body)
    assert report is not None
    assert read(FRONT_MATTER + body) == (report, diagnostics)
    numbers = [block.number for block in report.blocks if block.kind in NUMBERED]
    assert len(set(numbers)) == len(numbers)
    assert None not in numbers
    assert all(block.number is None for block in report.blocks if block.kind not in NUMBERED)
    if "{: #p" not in body:
        assert numbers == [str(i + 1) for i in range(len(numbers))]
    lines = len((FRONT_MATTER + body).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= block.place.line <= lines for block in report.blocks)
    assert all(1 <= fault.place.line <= lines for fault in diagnostics.faults)
    assert all("\n" not in str(one) for one in diagnostics.faults)


@ANY
@given(body=BODIES)
def test_what_has_no_fault_has_its_words(body: str, read: Read) -> None:
    """Without attribute lists, links and notes, every word typed is a word of the report."""
    plain = re.sub(r"[\[\]{}&\\]", "", body)
    report, diagnostics = read(FRONT_MATTER + plain)
    assert report is not None
    if not diagnostics.faults:
        words = [word for block in report.summary for word in block_words(block)]
        for section in report.sections:
            words += markdown_words(section.title)
            words += [word for block in section.blocks for word in block_words(block)]
        assert words == split_words(plain)


PINNED = st.one_of(
    st.none(),
    st.builds("{}{}".format, st.integers(1, 9), st.text(alphabet="abz", max_size=2)),
    st.text(alphabet="abz", min_size=1, max_size=2).map("0{}".format),
)


@ANY
@given(pinned=st.lists(PINNED, min_size=1, max_size=30))
def test_pinned_numbers_stay_and_no_number_is_given_twice(
    pinned: list[str | None], read: Read
) -> None:
    body = "".join(f"Words.\n{{: #p{one} }}\n\n" if one else "Words.\n\n" for one in pinned)
    report, diagnostics = read(FRONT_MATTER + body)
    assert report is not None
    numbers = [str(block.number) for block in report.blocks]
    assert len(set(numbers)) == len(pinned)
    firsts = {one: pinned.index(one) for one in pinned if one}
    assert all(numbers[place] == one for one, place in firsts.items())
    assert len(diagnostics.faults) == sum(1 for one in pinned if one) - len(firsts)
    if not diagnostics.faults and firsts:
        for before, one, own in zip(["0", *numbers], numbers, pinned, strict=False):
            assert own or before.rstrip(ascii_lowercase) == one.rstrip(ascii_lowercase)
            assert own or counting_order(before) < counting_order(one)


def test_twice_the_pinned_numbers_take_about_twice_the_time(read: Read) -> None:
    """Each unpinned block has to pass over all that are pinned behind ¶1."""

    def steps(number: int) -> int:
        names = list(map("".join, product(ascii_lowercase, repeat=3)))[:number]
        body = "".join(f"A.\n{{: #p1{name} }}\n\nB.\n\n" for name in reversed(names))
        return steps_of(report_of, body, read)

    assert steps(400) < TWICE * steps(200)


WORDS = st.text(alphabet=st.characters(categories=["L", "Nd"]), min_size=1, max_size=12)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=9)


@ANY
@given(paragraphs=PARAGRAPHS, ends=st.lists(st.sampled_from([" ", "\n"]), min_size=9, max_size=9))
def test_text_without_marks_is_found_as_typed(
    paragraphs: list[list[str]], ends: list[str], read: Read
) -> None:
    texts = ["".join(map("".join, zip(words, ends, strict=False))) for words in paragraphs]
    report = report_of("\n\n".join(texts), read)
    assert [block.text for block in report.blocks] == [text.strip() for text in texts]
    assert [block_words(block) for block in report.blocks] == [split_words(t) for t in texts]


RUNS = [
    *("[", "(", "`", "#", "*", "_", "-", "=", "\\", "<", ">", "&", "!", "|", " ", "\t", "\n", "~"),
    *(
        "{:",
        "{: ",
        '{: a="',
        "a=",
        "[^",
        "[^a]",
        "](",
        "[a](",
        "]((",
        "](<",
        "](()",
        '](a "',
        "]: ",
    ),
    *("|- ", "> ", "# ", "1. ", "` ", "* * ", "&#", "&amp", "<http://", "![", "##\n", "- a\n"),
    *("[[", "[[a/", "[[a/b", "[[a-", "[[#p1|", "[[a/b]] ", "[[a/b]](", "[a](b)[[c/d]]", "[[\n"),
    *("> a\n", "> a\n\n", "1. a\n\n    b\n", "[^1]: a\n\n", "a\n=\n", "a|b\n-|-\n\n"),
]
BEFORE = {
    "alone": "",
    "in a heading": "## ",
    "in an item": "- ",
    "in a table": "a|b\n-|-\n| ",
    "under a table's head": "a|b\n",
    "in an attribute list": "a\n{: ",
    "in a link": "[a](",
}
# signs of a run: to be counted, and for a pattern to take hours if it tries every part of the run
# from every place; longer where that pattern is all that has to do with the run
COUNTED, LONG, LONGEST = 150, 6_000, 80_000


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE.keys())
def test_long_runs_of_marks_take_no_longer_than_words(before: str, read: Read) -> None:
    def words_of(run: str, signs: int) -> None:
        for block in report_of(f"{before}{(run * signs)[:signs]} a", read).blocks:
            block_words(block)

    for run in RUNS:
        once, twice = (steps_of(words_of, run, signs) for signs in (COUNTED, 2 * COUNTED))
        assert twice < TWICE * once, repr(run)
        with must_end(repr(run)):
            words_of(run, LONGEST if once == twice else LONG)


def test_twice_the_text_takes_about_twice_the_time(read: Read) -> None:
    chapter = (
        "## Torture {: #s%d theme=torture }\n\nOne *two* [three](https://example.org).\n\n"
        "- a\n- b\n\n> c\n\na | b\n-|-\nc | d\n\n"
    )

    def steps(chapters: int) -> int:
        return steps_of(report_of, "".join(chapter % i for i in range(chapters)), read)

    assert steps(200) < TWICE * steps(100)

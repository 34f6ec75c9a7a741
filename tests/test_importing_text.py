"""The steps of the text importer one by one, from the lines to the name of the country."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from reportsite.diagnostics import Diagnostics
from reportsite.importing.debris import find_debris
from reportsite.importing.escaping import escape
from reportsite.importing.identity import language, spelling, told_country
from reportsite.importing.lines import Line, read_lines
from reportsite.importing.passages import read_passages, wrapped_width
from reportsite.importing.proof import first_difference, report_words, source_words
from reportsite.importing.quotes import Quotation, find_quotations
from reportsite.importing.result import Dropped
from reportsite.importing.sources import NO_PROFILE, load_sources
from reportsite.importing.text import Wish, import_text
from reportsite.vocabulary.loading import load_vocabulary

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary(ROOT, Diagnostics())
SOURCES = load_sources(ROOT, Diagnostics())
COUNTRIES = VOCABULARY.countries
KAZ = COUNTRIES.by_code("KAZ")

LAW = (
    "In March the assembly passed a law that lets the police hold a person for ten days before a"
    " judge is told. Lawyers and two members of the assembly spoke against it, in a debate that"
    " lasted until the morning and ended without a vote on any of their motions."
)
PAGE = f"{LAW} {LAW}"


def lines(text: str) -> tuple[Line, ...]:
    return read_lines(text)[0]


def texts(text: str) -> list[str]:
    return [one.text for one in read_passages(lines(text), frozenset(), lambda heading: False)]


def body(text: str) -> str:
    result = import_text(text, Wish(Path("raw.txt"), KAZ, 2010, NO_PROFILE), SOURCES, VOCABULARY)
    return result.text.split("---\n", 2)[2].strip("\n")


def test_lines_lose_their_ends_indents_and_control_characters() -> None:
    found, controls = read_lines("one\r\n\ttwo \r  three\u00a0\n\x0cf\x00our\x07\x00\u2028\u200b\n")
    assert found == (
        Line(1, "one"),
        Line(2, "two", 4),
        Line(3, "three", 2),
        Line(4, "four", 1),
        Line(5, ""),
        Line(6, ""),
    )
    reason = "control characters, which no page can show"
    assert controls == (Dropped(4, "U+0000 × 2, U+0007 × 1", reason),)


DEBRIS = {
    "navigation": ("Text.\nTop of page\nMore.", [2]),
    "navigation in other dress": ("Text.\n[ ↑ BACK  TO TOP ]\n» Print this page\nMore.", [2, 3]),
    "a page number that says so": ("Text.\nPage 3 of 12\n- 4 -\nMore.", [2, 3]),
    "the end of a sentence": ("They asked what they could\nshare\nwith the others.", []),
    "words within a line": ("Top of page was what they called it.\nMore.", []),
    "a ruled line": ("Text.\n* * *\n-----\n====\nMore.", [2, 3, 4]),
    "dots for what is left out": ("Text.\n...\nMore.", []),
    "page numbers that break sentences": (
        f"{PAGE} and\n1\nthen {PAGE}\n2\n{PAGE}\n3\n{PAGE}",
        [2, 4, 6],
    ),
    "running heads with page numbers": (
        f"{PAGE} and\n1 The State of Things\nthen {PAGE}\n2 The State of Things\n{PAGE}\n"
        f"3 The State of Things\n{PAGE}",
        [2, 4, 6],
    ),
    "running heads beside page numbers": (
        f"{PAGE} and\n1\nThe State of Things\nthen {PAGE}\n2\nThe State of Things\n{PAGE}\n3\n"
        f"The State of Things\n{PAGE}",
        [2, 3, 5, 6, 8, 9],
    ),
    "numbered parts": (f"Case 1\n{PAGE}\nCase 2\n{PAGE}\nCase 3\n{PAGE}", []),
    "numbers of parts": (f"1\n{PAGE}\n2\n{PAGE}\n3\n{PAGE}", []),
    "a column of numbers": ("and\n1\n2\n3\n4\nthen it ended.", []),
    "numbers that do not rise by one": (f"{PAGE} and\n1\nthen {PAGE}\n5\n{PAGE}\n9\n{PAGE}", []),
}


@pytest.mark.parametrize("name", DEBRIS)
def test_debris(name: str) -> None:
    text, dropped = DEBRIS[name]
    assert [one.line for one in find_debris(lines(text), SOURCES, NO_PROFILE)] == dropped


def test_a_long_ruled_line_is_shown_in_part() -> None:
    found = find_debris(lines(f"Text.\n{'-' * 1000}\nMore."), SOURCES, NO_PROFILE)
    assert found == (Dropped(2, f"{'-' * 100}…", "a ruled line, no words"),)


def test_debris_of_a_profile() -> None:
    profile = SOURCES.profile("amnesty-annual-report")
    found = find_debris(lines("Amnesty International Report 2011\nText."), SOURCES, profile)
    reason = "navigation, in the profile's list in sources.yml"
    assert found == (Dropped(1, "Amnesty International Report 2011", reason),)


PASSAGES = {
    "a line is a paragraph": (f"{LAW}\n{LAW}\n\nShort.\nShort too.", 4),
    "lines broken at 72": (f"{textwrap.fill(LAW, 72)}\n\n{textwrap.fill(LAW, 72)}", 2),
    "lines broken at 50, no blank lines": (
        f"{textwrap.fill(LAW, 50)}\n{textwrap.fill(LAW, 50)}",
        2,
    ),
    "lines broken at 72, first lines indented": (
        "\n".join(textwrap.fill(LAW, 72, initial_indent="   ") for _ in range(3)),
        3,
    ),
    "lines broken at 72, an indented paragraph": (
        f"{textwrap.fill(LAW, 72)}\n"
        f"{textwrap.fill(LAW, 72, initial_indent='    ', subsequent_indent='    ')}\n"
        f"{textwrap.fill(LAW, 72)}",
        3,
    ),
    "lines broken at 72, items": (
        textwrap.fill(LAW, 72)
        + "".join(f"\n{textwrap.fill(f'- {LAW}', 72, subsequent_indent='  ')}" for _ in range(2)),
        3,
    ),
    "short lines, none broken": ("One fell.\nTwo rose.\nThree stood by the gate.\nFour went.", 4),
    "a list of names": ("Anna Berg\nIvan Lund\nMaria Holm\nKarl Dahl", 4),
}


@pytest.mark.parametrize("name", PASSAGES)
def test_passages(name: str) -> None:
    text, number = PASSAGES[name]
    found = texts(text)
    assert len(found) == number
    assert " ".join(found).split() == text.split()


def test_the_width_is_that_of_the_lines() -> None:
    assert wrapped_width(lines(LAW)) is None
    assert wrapped_width(lines(f"{LAW}\n{LAW}\n{LAW}")) is None
    width = wrapped_width(lines(textwrap.fill(LAW, 60)))
    assert width
    assert 50 < width <= 60


def test_a_sentence_goes_on_below_a_page_break() -> None:
    broken = textwrap.fill(LAW, 60).split("\n")
    text = "\n".join([*broken[:2], "", "Page 7", "", *broken[2:]])
    kept = tuple(Line(one.number, "") if one.text == "Page 7" else one for one in lines(text))
    parted = read_passages(kept, frozenset(), lambda heading: False)
    joined = read_passages(kept, frozenset({4}), lambda heading: False)
    assert [len(parted), len(joined)] == [2, 1]
    assert joined[0].text == LAW


BODY = "The mayor, who had come late, said that nobody would be moved from the river before spring."
INDENTED, REPEATED = "indented, and not in the body", "in the body too, but not indented"
QUOTES = {
    "the words of the body": ("    “Nobody would be moved from the river”", "pull quote"),
    "straight marks and dots": ('    "The mayor said that nobody would be moved..."', "pull quote"),
    "a full stop behind the mark": ("    “nobody would be moved from the river”.", "pull quote"),
    "other words": ("    “We were never told of any spring or river”", INDENTED),
    "some other words": ("    “Nobody would be moved from the hill before autumn”", INDENTED),
    "too few words": ("    “the river”", INDENTED),
    "no indent": ("“Nobody would be moved from the river”", REPEATED),
    "no quotation marks": ("    Nobody would be moved from the river before spring", None),
    "two quotations": ("    “Nobody would be moved,” she said, “from the river”", None),
    "other words, no indent": ("“We were never told of any spring or river”", None),
}


@pytest.mark.parametrize("name", QUOTES)
def test_pull_quotes(name: str) -> None:
    text, kind = QUOTES[name]
    passages = read_passages(lines(f"{BODY}\n{LAW}\n{text}"), frozenset(), lambda heading: False)
    expected = {} if kind is None else {2: Quotation(kind)}
    assert find_quotations(passages, [True, True, True]) == expected


def test_case_paragraphs_and_pull_quotes_lose_their_indent() -> None:
    text = f"{BODY}\n\n    {LAW}\n\n\t“Nobody would be moved from the river”\n\n{LAW}"
    assert body(text) == (
        f"{BODY}\n\n{LAW}\n\n“Nobody would be moved from the river”\n{{: .pull-quote }}\n\n{LAW}"
    )


ESCAPES = {
    "# of seats": "\\# of seats",
    "> of seats": "\\> of seats",
    "- of seats": "\\- of seats",
    "+ of seats": "\\+ of seats",
    "-5 degrees": "-5 degrees",
    "1. of seats": "1\\. of seats",
    "1986. of seats": "1986\\. of seats",
    "12) of seats": "12\\) of seats",
    "1.5 million": "1.5 million",
    "١. of seats": "١\\. of seats",
    "*a* and _b_": "\\*a\\* and \\_b\\_",
    "`a`": "\\`a\\`",
    "[a]: b": "\\[a]: b",
    "[^1] and [^1]: b": "\\[^1] and \\[^1]: b",
    "[a](b) ![c](d)": "\\[a]\\(b) !\\[c]\\(d)",
    "[sic]": "\\[sic]",
    "a {: .b }": "a \\{: .b }",
    "| a | b |": "\\| a \\| b \\|",
    "a \\ b \\* c": "a \\\\ b \\\\\\* c",
    "--- a": "\\--- a",
    "<b>a</b> &amp; <!-- c -->": "<b>a</b> &amp; <!-- c -->",
    "~~~ a": "\u00a0~~~ a",
    "a # b - c + d 1. e": "a # b - c + d 1. e",
}


@pytest.mark.parametrize("text", ESCAPES)
def test_escapes(text: str) -> None:
    assert escape(text) == ESCAPES[text]
    assert report_words(escape(text)) == source_words(text)


def test_headings_with_one_slug_get_ids() -> None:
    text = f"Women\n{LAW}\nWomen\n{LAW}\nIndex\n{LAW}\nP12\n{LAW}"
    headings = [line for line in body(text).split("\n") if line.startswith("#")]
    assert headings == [
        "## Women",
        "## Women {: #women-2 }",
        "## Index {: #section-index-2 }",
        "## P12 {: #section-p12-2 }",
    ]


def test_the_proof_finds_what_differs() -> None:
    assert first_difference(["a", "b"], ["a", "b"]) is None
    assert str(first_difference(["a", "b"], ["a"])) == (
        "Difference(position=2, source='b', report='')"
    )
    assert source_words("one two\nthree\x00\x01 \u200b\r\nfour.", {2}) == ["one", "two", "four."]
    assert report_words("## One {: #two }\n\n\\# 3\\. \\*\n{: .pull-quote }\n") == [
        "One",
        "#",
        "3.",
        "*",
    ]


LANGUAGES = {
    "en": LAW,
    "fr": "Le parlement a adopté une loi que les juges ont critiquée dans la presse et par écrit.",
    "es": "El parlamento aprobó una ley que los jueces criticaron en la capital y por escrito.",
    "ru": "В марте парламент принял закон, и судьи были против, но на это не ответили из столицы.",
    "ar": "أقر البرلمان في مارس قانونا أثار اعتراض القضاة على هذا النص من أن يمس إلى حد ما",
    "und": "Lorem ipsum dolor sit amet, consectetur adipiscing elit",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_language_is_told_by_its_usual_words(code: str) -> None:
    assert language(lines(LANGUAGES[code]), SOURCES) == code


COUNTRY_OF = {
    "Uzbekistan\nThe law of Kazakhstan was changed.": "UZB",
    "Kazakhstan, Kazakhstan and Kazakstan; China.": "KAZ",
    "Kazakhstan and Kazakhstan, Uzbekistan and Uzbekistan.": None,
    "Kazakhstan, Kazakhstan, Kazakhstan; Uzbekistan, Uzbekistan.": None,
    "Niger, Nigeria, Nigeria, Nigeria.": "NGA",
    "The china cabinet, the china, the china.": None,
    "Nothing is named.": None,
}


@pytest.mark.parametrize("text", COUNTRY_OF)
def test_the_country_is_told_where_the_text_is_plain(text: str) -> None:
    found, _ = told_country(lines(text), COUNTRIES)
    assert (found.code if found else None) == COUNTRY_OF[text]


def test_the_name_is_spelt_as_in_the_text() -> None:
    assert KAZ
    assert spelling(lines("In Kazakstan, Kazakstan and Kazakhstan"), KAZ) == "Kazakstan"
    assert spelling(lines("In Kazakstan and Kazakhstan"), KAZ) == "Kazakhstan"
    assert spelling(lines("Nothing is named."), KAZ) == "Kazakhstan"

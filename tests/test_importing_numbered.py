"""Texts that number their paragraphs: whole paragraphs, lists of contents, and three real ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportsite.diagnostics import Diagnostics
from reportsite.importing.contents import find_contents, title_key
from reportsite.importing.decoding import decode_text
from reportsite.importing.labels import Label, read_labels
from reportsite.importing.lines import Line, read_lines
from reportsite.importing.numbered import ADRIFT, JOINED, whole_paragraphs
from reportsite.importing.passages import Passage, read_passages
from reportsite.importing.sources import load_sources
from reportsite.importing.text import Annotated, Wish, import_text
from reportsite.importing.text_rules import TextRules, found_fields, iso_date
from reportsite.importing.told import find_cover
from reportsite.model import Numbering, Report
from reportsite.reading.report import read_report
from reportsite.vocabulary.loading import load_vocabulary

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary(ROOT, Diagnostics())
SOURCES = load_sources(ROOT, Diagnostics())
HEADINGS = frozenset({"Background", "The dams"})


def lines(text: str) -> tuple[Line, ...]:
    return read_lines(text)[0]


def whole(text: str) -> tuple[Passage, ...]:
    passages = read_passages(lines(text), frozenset(), HEADINGS.__contains__)
    return whole_paragraphs(passages, HEADINGS.__contains__)


def shown(passage: Passage) -> str:
    mark = f"¶{passage.number} " if passage.number else passage.marker and f"{passage.marker} "
    return f"{mark}{passage.text}"


PARAGRAPHS = {
    "numbers on lines of their own": (
        "1. \nThe dams broke.\n\n2.\n Nobody was heard.",
        ["¶1 The dams broke.", "¶2 Nobody was heard."],
    ),
    "numbers in front": (
        "1. The dams broke.\n2. Nobody was heard.",
        ["¶1 The dams broke.", "¶2 Nobody was heard."],
    ),
    "a sentence that a page's end breaks off": (
        "1. The dams of the\n\n\nnorth broke.\n2. The mill of\n\nKazakhstan stood.",
        ["¶1 The dams of the north broke.", "¶2 The mill of Kazakhstan stood."],
    ),
    "a number that is a word of the sentence": (
        "1. They named Convention\n\n182. It is old.\n\n2. It stood.",
        ["¶1 They named Convention 182. It is old.", "¶2 It stood."],
    ),
    "a number out of order": (
        "1. One.\n3. Three.\n2. Two.",
        ["¶1 One. 3. Three.", "¶2 Two."],
    ),
    "a sentence of its own without a number": (
        "1. The dams broke.\n\nThe mill stood there, and nobody was heard.\n2. Two.",
        ["¶1 The dams broke. The mill stood there, and nobody was heard.", "¶2 Two."],
    ),
    "a heading below": (
        "1. The dams broke\n\nBackground\n2. Two.",
        ["¶1 The dams broke", "Background", "¶2 Two."],
    ),
    "text below a heading": (
        "1. One.\nBackground\nThe mill stood there, and nobody was heard.",
        ["¶1 One.", "Background", "The mill stood there, and nobody was heard."],
    ),
    "items with letters and with numbers of two parts": (
        "1. The papers:\n(a)\nOne;\n(b) Two;\n1.1 Three;\n1.2 Four of\n\nmany;",
        ["¶1 The papers:", "(a) One;", "(b) Two;", "1.1 Three;", "1.2 Four of many;"],
    ),
    "a list within a paragraph": (
        "1. Do:\n1.\nOne;\n2. Two;\n2. The mill stood.\n1. Three;\n3. It fell.",
        ["¶1 Do:", "1. One;", "2. Two;", "¶2 The mill stood.", "1. Three;", "¶3 It fell."],
    ),
    "a list that counts past its paragraph": (
        "1. Do:\n1. One;\n2. Two;\n3. Three;\n2. It stood.\n3. It fell.",
        ["¶1 Do:", "1. One;", "2. Two;", "3. Three;", "¶2 It stood.", "¶3 It fell."],
    ),
    "a list that ends before the next paragraph's number": (
        "1. Do:\n1. One;\n2. It stood.",
        ["¶1 Do:", "1. One;", "¶2 It stood."],
    ),
    "bullets": (
        "1. Members:\n•\nThe minister\n•\nThe miller",
        ["¶1 Members:", "• The minister", "• The miller"],
    ),
    "notes": (
        "1. The dams of the\n1 \tOf the north\nnorth broke.\n2. Two.\n* A note.\n3. Three.",
        ["¶1 The dams of the", "1 \tOf the north", "north broke.", "¶2 Two.", "* A note.",
         "¶3 Three."],
    ),
    "a line that was broken": (
        "Background\nThe minister for the dams of the north, and of the mill beyond (until\nMay);",
        ["Background",
         "The minister for the dams of the north, and of the mill beyond (until May);"],
    ),
    "a number that nothing follows": ("1. One.\n2.", ["¶1 One.", "2."]),
    "a number above a heading": ("1.\nBackground\nText.", ["1.", "Background", "Text."]),
    "no numbers": ("The dams broke.\nNobody was heard.", ["The dams broke.", "Nobody was heard."]),
}  # fmt: skip


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_whole_paragraphs(name: str) -> None:
    text, paragraphs = PARAGRAPHS[name]
    assert [shown(one) for one in whole(text)] == paragraphs


def test_doubts_and_divided_words_keep_their_lines() -> None:
    first, note, rest, second = whole(
        "1. The dams were well-\n\nmade, and stood.\n\nThe mill stood too, and then it fell.\n"
        "1 \tA note of\n\nmany words.\n2. Two."
    )
    assert [(one.line, one.said) for one in first.doubts] == [(5, JOINED)]
    assert (first.broken, first.line, first.last_line) == ((1,), 1, 5)
    assert (note.doubts, second.doubts) == ((), ())
    assert [(one.line, one.said) for one in rest.doubts] == [(8, ADRIFT)]


LIST = "Background ........ 3\nI. The dams .......... 4–5 7\nAnnex\nThe mill......ix\n"
TEXT = "Background\nOne.\nI The dams\nTwo.\nAnnex\nTHE MILL\nThree.\n"
CONTENTS = {
    "entries": (LIST + TEXT, [1, 2, 3, 4]),
    "a title above": (f"Words.\nContents\nParagraphs Page\n{LIST}{TEXT}", [2, 3, 4, 5, 6, 7]),
    "several on one line": (
        f"Background ...... 3 I. The dams ...... 4 The mill ...... 9\n{TEXT}",
        [1],
    ),
    "a heading that is not in the text": (LIST + TEXT.replace("THE MILL", "THE RIVER"), []),
    "two entries": ("Background ...... 3\nAnnex ...... 4\n" + TEXT, []),
    "dots that leave something out": (
        "It broke ...\nIt stood ... 3 days.\nIt fell...\n" + TEXT,
        [],
    ),
    "no list": (TEXT, []),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_lists_of_contents(name: str) -> None:
    text, dropped = CONTENTS[name]
    contents = find_contents(lines(text), SOURCES.contents)
    assert [one.line for one in contents.dropped] == dropped
    assert contents.names("I. The dams") == bool(dropped)
    assert not contents.names("One.")


def test_a_list_of_contents_that_stays_is_a_question() -> None:
    contents = find_contents(lines(LIST), SOURCES.contents)
    assert contents.question
    assert (contents.question.line, contents.question.text) == (
        1,
        'the list of contents was left in the text, since "background", which it names, is no line'
        " of the text: is text missing?",
    )


def test_a_cover_is_dropped_but_for_its_note() -> None:
    rules = TextRules(cover_ends=pattern("^Introduction$"), cover_keeps=pattern(r"^\*"))
    text = "United Nations\n\nIntroduction\n* A note.\nReport\nIntroduction\nIntroduction"
    assert [one.line for one in find_cover(lines(text), rules, {3})] == [1, 5]
    assert find_cover(lines("United Nations\nReport"), rules, ()) == ()
    assert find_cover(lines(text), TextRules(), ()) == ()


def pattern(typed: str) -> re.Pattern[str]:
    return re.compile(typed, re.MULTILINE)


def test_fields_are_found_by_the_names_of_groups() -> None:
    rules = TextRules(
        find=(
            pattern(r"(?P<document>A/[0-9]+)(?: (?P<isbn>[0-9-]+))?"),
            pattern(r"of\s+(?P<country>[^.]+)\."),
            pattern(r"(?P<document>B/[0-9]+)"),
            pattern(r"in (?P<year>[0-9]{4})"),
        )
    )
    found = found_fields(rules, "B/1 A/2\nReport of  Costa\n Rica.")
    assert found == {"document": "A/2", "country": "Costa Rica"}


DATES = {
    "11 March 2009": "2009-03-11",
    "March 2009": "2009-03",
    "March 5, 2009": "2009-03-05",
    "1 Sept. 2009": "2009-09-01",
    "3 мая 2009": "2009-05-03",
    "2009": None,
    "11 Marsh 2009": None,
    "1 and 2 March 2009": None,
    "March 2009 to May 2010": None,
}


@pytest.mark.parametrize("text", DATES)
def test_dates(text: str) -> None:
    assert iso_date(text, SOURCES.months) == DATES[text]


def test_a_date_that_there_is_not_is_left_out() -> None:
    annotated = imported_upr(COVER.replace("3 March", "31 February"))
    assert "published: '" not in annotated.text


COVER = (
    "A/HRC/14/99\n3 March 2010\nReport of the Working Group on the Universal Periodic Review\n"
    "Kazakhstan\nIntroduction\n1. The group held its seventh session from 8 to 19 May 2010.\n"
)


def imported_upr(text: str) -> Annotated:
    return import_text(text, Wish(Path("raw.txt")), SOURCES, VOCABULARY)


def test_the_text_tells_its_profile_and_a_wish_counts_more() -> None:
    told = imported_upr(COVER).account
    assert (told.profile, told.year, told.country.code) == (
        "un-universal-periodic-review",
        2010,
        "KAZ",
    )
    assert told.questions[-1].text.startswith("year: the year of the session")
    wish = Wish(Path("raw.txt"), VOCABULARY.countries.by_code("UZB"), 2009)
    wished = import_text(COVER, wish, SOURCES, VOCABULARY).account
    assert (wished.year, wished.country.code) == (2009, "UZB")
    assert [one.text for one in wished.questions if "year" in one.text] == []
    assert "country: Uzbekistan was given, but the text tells of Kazakhstan: which is it?" in [
        one.text for one in wished.questions
    ]


def test_numbers_are_pinned_only_where_the_source_has_them() -> None:
    text = COVER.replace("Universal Periodic Review", "mill")
    wish = Wish(Path("raw.txt"), VOCABULARY.countries.by_code("KAZ"), 2010)
    plain = import_text(text, wish, SOURCES, VOCABULARY)
    assert plain.account.profile == ""
    assert "{: #p" not in plain.text
    assert "numbering" not in plain.text
    assert "{: #p1 }" in imported_upr(COVER).text


def test_an_annex_needs_no_number() -> None:
    assert read_labels(["Annex", "annexes", "Appendix"]) == (
        Label("annex", 1, ""),
        None,
        Label("appendix", 1, ""),
    )


# The headings of each by eye, and how the list of contents of each numbers the paragraphs.
REAL = {
    "kazakhstan-2010.txt": (
        ("KAZ", 2010, "A/HRC/14/10", "2010-03-23"),
        [
            "2 Introduction 1-4",
            "2 I. Summary of the proceedings of the review process 5-5",
            "3 A. Presentation by the State under review 6-26",
            "3 B. Interactive dialogue and responses by the State under review 27-94",
            "2 II. Conclusions and/or recommendations 95-98",
            "2 Annex Composition of the delegation",
        ],
        [*range(1, 103), *range(1, 27)],
        {132},
    ),
    "kazakhstan-2014.txt": (
        ("KAZ", 2014, "A/HRC/28/10", "2014-12-10"),
        [
            "2 Introduction 1-4",
            "2 I. Summary of the proceedings of the review process",
            "3 A. Presentation by the State under review 5-22",
            "3 B. Interactive dialogue and responses by the State under review 23-123",
            "2 II. Conclusions and/or recommendations\\*\\* 124-127",
            "2 Annex",
            "3 Composition of the delegation",
        ],
        [],
        {54, 131, 172},
    ),
    "uzbekistan-2009.txt": (
        ("UZB", 2008, "A/HRC/10/83", "2009-03-11"),
        [
            "2 Introduction 1-4",
            "2 I. SUMMARY OF THE PROCEEDINGS OF THE REVIEW PROCESS",
            "3 A. Presentation by the State under review 5-22",
            "3 B. Interactive dialogue and responses by the State under review 23-103",
            "2 II. CONCLUSIONS AND/OR RECOMMENDATIONS 104-108",
            "2 Annex",
            "3 COMPOSITION OF THE DELEGATION",
        ],
        [*range(1, 32), *range(1, 13), *range(1, 28)],
        {281},
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_real_reports_of_the_review(name: str, shared: Path) -> None:
    (country, year, document, published), outline, items, asked = REAL[name]
    data = (shared / "corpus" / "upr" / name).read_bytes()
    decoded = decode_text(name, data)
    assert (decoded.encoding, decoded.is_certain) == ("MacRoman", True)
    assert decoded.text == data.decode("mac_roman")
    result = imported_upr(decoded.text)
    report = read_back(result)
    assert (report.country.code, report.year) == (country, year)
    assert (report.source.document, report.source.published) == (document, published)
    assert report.numbering is Numbering.SOURCE
    assert outlined(report) == outline
    assert [int(block.marker[:-1]) for block in report.blocks if block.marker] == items
    assert {one.line for one in result.account.questions if one.line} == asked
    named = find_contents(lines(decoded.text), SOURCES.contents)
    assert {title_key(one.title) for one in result.account.headings} == named.titles


def outlined(report: Report) -> list[str]:
    """Level, title, and the first and last of the numbers without letters, which must rise by 1."""
    found = []
    for section in report.sections:
        own = [int(b.number) for b in section.blocks if b.number and b.number.isdigit()]
        assert own == list(range(own[0], own[-1] + 1)) if own else True
        ends = f" {own[0]}-{own[-1]}" if own else ""
        found.append(f"{section.level} {section.title}{ends}")
    return found


def read_back(result: Annotated) -> Report:
    diagnostics = Diagnostics()
    name = str(result.account.year)
    report = read_report(f"{name}.md", name, result.text, VOCABULARY, diagnostics)
    assert diagnostics.faults == []
    assert diagnostics.warnings == []
    assert report
    return report

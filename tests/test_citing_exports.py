"""Files for reference managers, each read by a parser that this project did not write."""

from __future__ import annotations

import base64
import json
import warnings
from dataclasses import replace

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from citing_reports import (
    ARCHIVE,
    BARE,
    COMPLETE,
    DIGEST,
    NUMBERED,
    REPORTS,
    WITHOUT_ADDRESS,
    section,
    whole,
)
from reportsite.citing.exports import biblatex, csl_json, in_latex, ris
from reportsite.citing.page import citation_files, citing_by_page
from reportsite.citing.record import Cited, cite_section
from reportsite.model import Report, Source

AMNESTY = "Amnesty International Report 2011: The State of the World’s Human Rights"
ORIGINAL = "https://www.amnesty.org/en/documents/pol10/001/2011/en/"
ADDRESS = "https://reports.example.org/reports/kazakhstan/2010/"
NOTE = (
    f"Period covered: January–December 2010; original: {ORIGINAL}; "
    "original retrieved: 2026-11-21; paragraphs: numbering of Country reports on human rights"
)
HARD = [
    "{brace",
    "}{ \\ \\textbf{x} $x$ #1 50 % of A_B ~ & more",
    "A -- dash, ``quoted'' ?` \"straight\" 'single' @article{x, y}",
    "حقوق الإنسان",
    "世界人权 é ø Қазақстан",
    "ER  - ",
    "TY  - JOUR",
    "two\nlines\r\nand\u2028three",
    "<b>&amp;</b>",
]


def read_biblatex(text: str) -> list[dict[str, str]]:
    """Return the entries of a BibLaTeX file, their LaTeX decoded."""
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    return [
        {"TYPE": one.entry_type, "KEY": one.key, **{f.key: f.value for f in one.fields}}
        for one in library.entries
    ]


def test_biblatex_of_a_complete_report() -> None:
    assert read_biblatex(biblatex([whole(COMPLETE)])) == [
        {
            "TYPE": "incollection",
            "KEY": "kazakhstan-2010",
            "author": "Amnesty International",
            "title": "Kazakhstan [covering January–December 2010]",
            "shorttitle": "Kazakhstan",
            "booktitle": AMNESTY,
            "date": "2011-05-13",
            "number": "POL 10/001/2011",
            "isbn": "978-0-86210-462-7",
            "note": NOTE,
            "language": "English",
            "url": ADDRESS,
        }
    ]


def test_the_name_of_a_body_is_braced_twice_and_so_not_taken_apart() -> None:
    assert "author = {{Amnesty International}}," in biblatex([whole(COMPLETE)])


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        (COMPLETE, ("incollection", "CHAP")),
        (DIGEST, ("online", "ELEC")),
        (BARE, ("report", "RPRT")),
        (NUMBERED, ("report", "RPRT")),
    ],
)
def test_the_type_of_each(report: Report, kind: tuple[str, str]) -> None:
    cited = whole(report)
    assert read_biblatex(biblatex([cited]))[0]["TYPE"] == kind[0]
    assert rispy.loads(ris([cited]))[0]["type_of_reference"] == kind[1]


def test_ris_of_a_complete_report() -> None:
    assert rispy.loads(ris([whole(COMPLETE)])) == [
        {
            "type_of_reference": "CHAP",
            "id": "kazakhstan-2010",
            "authors": ["Amnesty International"],
            "title": "Kazakhstan [covering January–December 2010]",
            "short_title": "Kazakhstan",
            "secondary_title": AMNESTY,
            "year": "2011",
            "date": "2011/05/13",
            "note": "POL 10/001/2011",  # M1, which is the number of whatever it is
            "issn": "978-0-86210-462-7",
            "language": "en",
            "notes": [NOTE],
            "urls": [ADDRESS],
        }
    ]


def test_csl_json_is_read_by_citeproc() -> None:
    records = json.loads(csl_json([whole(COMPLETE), section(COMPLETE)]))
    assert [one["id"] for one in records] == [
        "kazakhstan-2010",
        "kazakhstan-2010-torture-and-other-ill-treatment",
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of a variable that CSL does not know
        # CSL 1.0.2 has it, the processor not yet
        source = CiteProcJSON([{k: v for k, v in one.items() if k != "custom"} for one in records])
    found = source["kazakhstan-2010"]
    assert (found.type, str(found.title)) == ("chapter", records[0]["title"])
    assert (found.issued.year, found.issued.month, found.issued.day) == (2011, 5, 13)


def test_a_part_of_a_date() -> None:
    cited = whole(replace(COMPLETE, source=Source(published="2011-05")))
    assert rispy.loads(ris([cited]))[0]["date"] == "2011/05/"
    assert read_biblatex(biblatex([cited]))[0]["date"] == "2011-05"


def test_without_an_address_here_the_original_is_where_it_was_retrieved() -> None:
    cited = whole(COMPLETE, WITHOUT_ADDRESS)
    [entry] = read_biblatex(biblatex([cited]))
    assert (entry["url"], entry["urldate"]) == (ORIGINAL, "2026-11-21")
    [record] = rispy.loads(ris([cited]))
    assert (record["urls"], record["access_date"]) == ([ORIGINAL], "2026/11/21")
    assert "url" not in read_biblatex(biblatex([whole(DIGEST, WITHOUT_ADDRESS)]))[0]


def cited_as(text: str) -> Cited:
    """Return what is cited of a report in which every text is this one."""
    source = Source(organisation=text, work=text, document=text, isbn=text, covers=text)
    report = replace(COMPLETE, title=text, source=source)
    return cite_section(whole(report), report, report.sections[0])


def survives(text: str) -> None:
    """Check that a text stands in every format."""
    plain = " ".join(text.split())
    title = f"{plain}: Torture and other ill-treatment [covering {plain}]"
    cited = cited_as(text)
    [entry] = read_biblatex(biblatex([cited]))
    # U+02C6 is how that parser decodes LaTeX's circumflex
    assert entry["title"] == title.replace("^", "ˆ")
    assert entry["author"] == plain.replace("^", "ˆ")
    [record] = rispy.loads(ris([cited]))
    assert (record["title"], record["authors"]) == (title, [plain])
    assert record["note"] == record["secondary_title"] == plain
    [found] = json.loads(csl_json([cited]))
    assert (found["title"], found["author"]) == (title, [{"literal": plain}])


@pytest.mark.parametrize("text", HARD)
def test_hard_texts_survive(text: str) -> None:
    survives(text)


WORDS = st.text(st.sampled_from("aB1 {}\\&%$#_^~'`-?!\"@,=ж世ם()[]<>|/:;"), min_size=1)


@given(WORDS.filter(lambda text: text.strip()))
def test_texts_survive(text: str) -> None:
    survives(text)


def test_an_address_stands_as_it_is() -> None:
    address = "https://example.org/a_b?c=%D0%BA&d=1#e~f"
    cited = whole(replace(COMPLETE, source=Source(url=address)), WITHOUT_ADDRESS)
    assert f"  url = {{{address}}},\n" in biblatex([cited])
    assert in_latex("a_b") == r"a\_b"


def test_the_files_beside_a_report_hold_it_and_its_sections() -> None:
    files = dict(citation_files([COMPLETE], ARCHIVE))
    folder = "reports/kazakhstan/2010/"
    assert [*files] == [f"{folder}citation.{suffix}" for suffix in ("bib", "ris", "json")]
    keys = ["kazakhstan-2010", "kazakhstan-2010-torture-and-other-ill-treatment"]
    assert [one["KEY"] for one in read_biblatex(files[f"{folder}citation.bib"])] == keys
    assert [one["id"] for one in rispy.loads(files[f"{folder}citation.ris"])] == keys
    assert [one["id"] for one in json.loads(files[f"{folder}citation.json"])] == keys


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_sections_page_holds_its_own_files(report: Report) -> None:
    pages = citing_by_page([report], ARCHIVE)
    path = f"reports/{report.address}/{report.sections[0].slug}.md"
    bib, ris_file, csl = pages[path].downloads
    cited = section(report)
    assert content(bib.link) == biblatex([cited])
    assert content(ris_file.link) == ris([cited])
    assert content(csl.link) == csl_json([cited])
    assert bib.name == f"{cited.key}.bib"


def content(link: str) -> str:
    """Return what a data: address holds."""
    head, _, body = link.partition(",")
    assert head.startswith("data:application/")
    assert head.endswith(";charset=utf-8;base64")
    return base64.b64decode(body, validate=True).decode()

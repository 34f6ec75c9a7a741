"""Cross-references: where each leads, what is told of it, and what is never taken for one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from pages import SOURCES, VOCABULARY, imported, page_of
from reportsite.diagnostics import Diagnostics, Place
from reportsite.importing.escaping import escape, escape_heading
from reportsite.importing.sources import NO_PROFILE
from reportsite.importing.text import Wish, import_text
from reportsite.model import Correction, Fate, FormerSection, Reference, Report, Trace
from reportsite.reading.corrections import check_corrections
from reportsite.reading.reference_marks import Target, reference_marks, target_of
from reportsite.reading.references import references_in, resolve
from reportsite.reading.report import read_report
from reportsite.writing.addresses import report_page, section_page

HERE = "kazakhstan/2010"
THERE = "tajikistan/2009"
CODES = {"kazakhstan": "KAZ", "tajikistan": "TJK"}
BODY = """\
## Torture

One *word*[^1] of &lt;it&gt;, [[#p2]] and [[#p2|the next]].

| a | b |
| - | - |
| `c` | d\\|e |

## The *end* of it

Three.

[^1]: A note.
"""
OVER_THERE = f"reports/{THERE}"


def report(address: str, body: str) -> Report:
    """Return a report that has no faults, its references not looked up."""
    country, name = PurePosixPath(address).parts
    year = name[:4]
    fields = f"country: {CODES[country]}\nyear: {year}\ntitle: A title\nlanguage: en\n"
    diagnostics = Diagnostics()
    path = f"reports/{address}.md"
    read = read_report(path, name, f"---\n{fields}---\n{body}", VOCABULARY, diagnostics)
    assert diagnostics.faults == []
    assert read is not None
    return read


def resolved(body: str, *others: Report) -> tuple[Report, Diagnostics]:
    """Return the report of a body, in an archive with others, and what looking up reported."""
    by_address = {other.address: other for other in others}
    diagnostics = Diagnostics()
    found = resolve(report(HERE, body), by_address.get, diagnostics, [HERE, *by_address])
    return found, diagnostics


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("kazakhstan/2010", Target(HERE, "")),
        ("kazakhstan/2010#p12a", Target(HERE, "p12a")),
        ("kazakhstan/2010/impunity", Target(HERE, "impunity")),
        ("#p0a", Target("", "p0a")),
        ("/freedom-of-opinion", Target("", "freedom-of-opinion")),
        ("egypt/2010/التعذيب", Target("egypt/2010", "التعذيب")),
        ("", None),
        ("#", None),
        ("/", None),
        ("2010", None),
        ("#p012", None),
        ("#p1234567", None),
        ("/p12", None),
        ("/Impunity", None),
        ("kazakhstan/2010/", None),
        ("kazakhstan/2010/impunity#p12", None),
        ("/reports/kazakhstan/2010", None),
        ("kazakhstan--2/2010", None),
    ],
)
def test_where_what_is_typed_leads(typed: str, target: Target | None) -> None:
    assert target_of(typed) == target


def test_the_number_of_a_target() -> None:
    assert Target(HERE, "p12a").number == "12a"
    assert Target(HERE, "police").number is None
    assert Target(HERE, "").number is None


def test_references_with_their_places() -> None:
    body = "One\n[[#p1]].[^1]\n\n- a\n- [[/torture]]\n\n## Torture\n\nb\n\n"
    body += "[^1]: c [[tajikistan/2009]]\n"
    assert references_in(report(HERE, body)) == [
        (Target(HERE, "p1"), Place(f"reports/{HERE}.md", 8)),
        (Target(HERE, "torture"), Place(f"reports/{HERE}.md", 11)),
        (Target(THERE, ""), Place(f"reports/{HERE}.md", 17)),
    ]


FIRST = "One word of <it>, … and the next."


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        (THERE, Reference("Tajikistan 2009", f"{OVER_THERE}/index.md", "", FIRST)),
        (f"{THERE}#p1", Reference("Tajikistan 2009, ¶1", f"{OVER_THERE}/index.md", "p1", FIRST)),
        (
            f"{THERE}#p2",
            Reference("Tajikistan 2009, ¶2", f"{OVER_THERE}/index.md", "p2", "a b c d|e"),
        ),
        (
            f"{THERE}/the-end-of-it",
            Reference(
                "Tajikistan 2009, The end of it", f"{OVER_THERE}/the-end-of-it.md", "", "Three."
            ),
        ),
        ("#p1", Reference("¶1", f"reports/{HERE}/index.md", "p1", "See ….")),
        ("/torture", Reference("Torture", f"reports/{HERE}/torture.md", "", "See it.")),
        (HERE, Reference("Kazakhstan 2010", f"reports/{HERE}/index.md", "", "See ….")),
    ],
)
def test_what_a_reference_leads_to(typed: str, reference: Reference) -> None:
    body = f"See [[{typed}]].\n\n## Torture\n\nSee [[{typed}|it]].\n"
    found, diagnostics = resolved(body, report(THERE, BODY))
    assert found.references == {typed: reference}
    assert (diagnostics.faults, diagnostics.warnings) == ([], [])


def test_pages_are_those_that_are_written() -> None:
    here = report(HERE, "## Torture\n\n[[#p1]] [[/torture]]\n")
    found = resolve(here, lambda address: None, Diagnostics()).references
    assert found["#p1"].page == report_page(here)
    assert found["/torture"].page == section_page(here, here.sections[0])


def test_a_second_report_of_a_year_is_called_by_its_name() -> None:
    found, _ = resolved("[[kazakhstan/2010-digest]]", report("kazakhstan/2010-digest", "a"))
    assert found.references["kazakhstan/2010-digest"].label == "Kazakhstan 2010 (2010-digest)"


def test_a_long_text_is_told_by_its_first_words() -> None:
    found, _ = resolved("word " * 39 + "[[#p1|last]] more.")
    assert found.references["#p1"].words == "word " * 39 + "last …"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("#p9", "Kazakhstan 2010 has ¶1"),
        ("/torure", "Kazakhstan 2010 has no sections"),
        (f"{THERE}#p9", "Tajikistan 2009 has ¶1 to ¶3"),
        (f"{THERE}/torure", "did you mean `torture`?"),
        (f"{THERE}/women", "Tajikistan 2009 has `torture`, `the-end-of-it`"),
        ("tajikistan/2008", "did you mean `tajikistan/2009`?"),
        ("a/b", "the archive has no report reports/a/b.md"),
    ],
)
def test_a_reference_that_leads_nowhere(typed: str, expected: str) -> None:
    found, diagnostics = resolved(f"One\n[[{typed}|a]] [[{typed}]].", report(THERE, BODY))
    assert found.references == {}
    fault = f"reports/{HERE}.md:8: `[[{typed}]]` leads nowhere; {expected}"
    assert [str(one) for one in diagnostics.faults] == [fault, fault]


def gone() -> Report:
    """Return a report some of whose paragraphs and sections were taken out."""
    there = report(THERE, BODY)
    first, last = there.sections
    return replace(
        there,
        traces=(Trace("4", Fate.WITHDRAWN, 0),),
        sections=(replace(first, traces=(Trace("5", Fate.MERGED, 1, "6", "old"),)), last),
        former_sections=(
            FormerSection("old", "The *old*", "torture", (Trace("6", Fate.MERGED, 0, "1"),)),
            FormerSection("women", "Women", "old", leads_to="torture"),
            FormerSection("children", "Children", "old", leads_to=""),
        ),
    )


@pytest.mark.parametrize(
    ("part", "label", "page", "anchor", "words"),
    [
        ("#p4", "Tajikistan 2009, ¶4", "index", "p4", "withdrawn"),
        ("#p5", "Tajikistan 2009, ¶1", "index", "p1", FIRST),
        ("#p6", "Tajikistan 2009, ¶1", "index", "p1", FIRST),
        ("/old", "Tajikistan 2009, The old", "old", "", "withdrawn"),
        ("/women", "Tajikistan 2009, Torture", "torture", "", FIRST),
        ("/children", "Tajikistan 2009", "index", "", ""),
    ],
)
def test_a_reference_to_what_is_gone(
    part: str, label: str, page: str, anchor: str, words: str
) -> None:
    found, diagnostics = resolved(f"[[{THERE}{part}]]", gone())
    expected = Reference(label, f"{OVER_THERE}/{page}.md", anchor, words)
    assert found.references == {f"{THERE}{part}": expected}
    assert diagnostics.faults == []


@pytest.mark.parametrize(
    ("part", "what"),
    [("#p4", "¶4 is withdrawn"), ("/old", 'the section "The old" is withdrawn')],
)
def test_what_is_withdrawn_is_a_warning(part: str, what: str) -> None:
    _, diagnostics = resolved(f"[[{THERE}{part}]]", gone())
    assert [str(one) for one in diagnostics.warnings] == [
        f"reports/{HERE}.md:7: `[[{THERE}{part}]]` leads to what is gone: {what}; "
        "expected a reference to a text that is there"
    ]


@pytest.mark.parametrize("sections", [(0, 1), (1, 0)])
def test_a_paragraph_that_moved_and_was_withdrawn_there(sections: tuple[int, int]) -> None:
    there = report(THERE, BODY)
    fates = {sections[0]: Fate.WITHDRAWN, sections[1]: Fate.MOVED}
    traces = {at: Trace("4", fate, 0, None) for at, fate in fates.items()}
    traces[sections[1]] = Trace("4", Fate.MOVED, 0, "4", there.sections[sections[0]].slug)
    parts = tuple(
        replace(section, traces=(traces[at],)) for at, section in enumerate(there.sections)
    )
    found, diagnostics = resolved(f"[[{THERE}#p4]]", replace(there, sections=parts))
    assert [one.words for one in found.references.values()] == ["withdrawn"]
    assert diagnostics.faults == []
    assert len(diagnostics.warnings) == 1


def test_traces_that_lead_in_a_circle_are_a_fault() -> None:
    circle = (Trace("4", Fate.MERGED, 0, "5"), Trace("5", Fate.MERGED, 0, "4"))
    found, diagnostics = resolved(f"[[{THERE}#p4]]", replace(report(THERE, BODY), traces=circle))
    assert found.references == {}
    assert [str(one) for one in diagnostics.faults] == [
        f"reports/{HERE}.md:7: `[[{THERE}#p4]]` leads nowhere; Tajikistan 2009 has ¶1 to ¶3"
    ]


def test_a_report_without_references_asks_for_no_other() -> None:
    here = report(HERE, BODY.replace("[[", "\\[["))
    assert resolve(here, pytest.fail, Diagnostics()) is here


def test_corrections_name_paragraphs_that_were_published() -> None:
    corrected = replace(
        report(HERE, BODY),
        corrections=tuple(
            Correction("2026", "a", "b", paragraph, Place("2010.md", line))
            for line, paragraph in enumerate([None, "1", "12a", "99"], start=1)
        ),
    )
    diagnostics = Diagnostics()
    check_corrections(corrected, {"1", "2", "12a"}, diagnostics)
    assert [str(one) for one in diagnostics.faults] == [
        "2010.md:4: the correction names ¶99, which this report never had; "
        "expected one of its paragraph numbers"
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "[[",
                "]]",
                "[",
                "]",
                "|",
                "\\",
                "`",
                "#p1",
                "/",
                "kazakhstan/2010",
                "#p12",
                "a",
                " ",
            ),
            *(
                "[[#p1]]",
                "[[kazakhstan/2010#p12]]",
                "[[a/b|c]]",
                "(",
                ")",
                "*",
                "_",
                "!",
                "^1",
                ".",
            ),
        ]
    ),
    max_size=12,
).map("".join)
WISH = Wish(Path("raw.txt"), VOCABULARY.countries.by_code("KAZ"), 2010, NO_PROFILE)


@given(text=PIECES)
def test_what_is_escaped_is_no_reference(text: str) -> None:
    line = text.strip()
    assert list(reference_marks(escape(line))) == []
    assert list(reference_marks(escape_heading(line))) == []


@examples(60)
@given(texts=st.lists(PIECES, min_size=1, max_size=4))
def test_imported_text_holds_no_reference(texts: list[str]) -> None:
    filler = "The court heard the case and wrote down what was said."
    text = import_text("\n\n".join([filler, *texts]), WISH, SOURCES, VOCABULARY).text
    assert_no_reference(text)


FORMS = st.sampled_from(
    [
        *("<p>{}</p>", "<h2>{}</h2>", "<li>{}</li>", "<td>{}</td>", "<b>{}</b>", "<code>{}</code>"),
        "<a href='https://example.org/a'>{}</a>",
        "<a href='https://example.org/[[a/b]]'>{}</a>",
    ]
)


@examples(60)
@given(parts=st.lists(st.tuples(FORMS, PIECES), min_size=1, max_size=5))
def test_an_imported_page_holds_no_reference(parts: list[tuple[str, str]]) -> None:
    page = page_of("".join(form.format(text) for form, text in parts))
    assert_no_reference(imported(page, WISH).text)


def assert_no_reference(text: str) -> None:
    diagnostics = Diagnostics()
    read = read_report("2010.md", "2010", text, VOCABULARY, diagnostics)
    assert diagnostics.faults == []
    assert read is not None
    assert references_in(read) == []

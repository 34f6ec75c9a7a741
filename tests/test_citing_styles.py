"""Citations in every style, each exact; and that templates are the same as direct processing."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from citeproc import Locator
from hypothesis import example, given
from hypothesis import strategies as st

from citing_reports import (
    ARABIC,
    ARCHIVE,
    BARE,
    COMPLETE,
    DIGEST,
    NUMBERED,
    REPORTS,
    WITHOUT_ADDRESS,
    of_paragraph,
    section,
    text_of,
    whole,
)
from examples import examples
from reportsite.citing.csl import common, complete
from reportsite.citing.processor import FULL, STYLES_FOLDER, TAGS, Form, markup, process
from reportsite.citing.record import Archive, Cited, cite_report, cite_section
from reportsite.citing.styles import FULL_STYLE, STYLES, Style, citation, citations
from reportsite.citing.templates import HOLE, HOLES, Part, inner, template
from reportsite.model import Report, Source

ALL_STYLES = (FULL_STYLE, *STYLES)
GOLDEN = yaml.safe_load(
    (Path(__file__).parent / "cases" / "citing.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("style", ALL_STYLES, ids=lambda style: style.id)
@pytest.mark.parametrize("name", GOLDEN)
def test_a_paragraph_in_each_style(name: str, style: Style) -> None:
    cited = section(REPORTS[name])
    found = of_paragraph(citation(cited, style).html, "12", cited.home or "")
    assert found == GOLDEN[name][style.id]


def test_a_whole_report_and_a_section() -> None:
    assert text_of(citation(whole(COMPLETE)).html) == (
        "Amnesty International, “Kazakhstan”, Amnesty International Report 2011: The State of the "
        "World’s Human Rights, covering January–December 2010, published 13 May 2011, document "
        "POL 10/001/2011, ISBN 978-0-86210-462-7; original: "
        "https://www.amnesty.org/en/documents/pol10/001/2011/en/ (retrieved 21 November 2026); "
        "https://reports.example.org/reports/kazakhstan/2010/"
    )
    assert "; sect. “Torture and other ill-treatment”; original:" in text_of(
        citation(section(COMPLETE)).html
    )


def test_what_a_page_holds() -> None:
    oscola = next(style for style in STYLES if style.id == "oscola")
    assert citation(section(BARE), oscola).html == (
        "‘Kazakhstan [covering 2010]’ "
        '<span data-locator data-of-paragraph="para {number} (“Torture and other ill-treatment”; '
        'numbering of Country reports on human rights) ">s “Torture and other ill-treatment” '
        "</span>&lt;<span data-address>https://reports.example.org/reports/kazakhstan/2010/"
        "torture-and-other-ill-treatment/</span>&gt;."
    )


def test_on_a_reports_page_the_section_is_put_in_with_the_paragraph() -> None:
    found = citation(whole(BARE)).html
    assert (
        '<span data-locator data-of-paragraph="para. {number} ({section}numbering of Country '
        'reports on human rights); "></span>'
    ) in found


def test_numbers_that_are_the_sources_own_and_those_put_in_between() -> None:
    cited, style = section(NUMBERED), FULL_STYLE
    found = citation(cited, style).html
    own = of_paragraph(found, "12", cited.home or "")
    put_in = of_paragraph(found, "12a", cited.home or "", "of-lettered")
    assert "para. 12 (“Torture and other ill-treatment”; numbering of the source)" in own
    assert "para. 12a (“Torture and other ill-treatment”; numbering of Country reports" in put_in


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_without_an_address_here_nothing_stands_for_it(report: Report) -> None:
    for one in (
        citation(section(report, WITHOUT_ADDRESS)),
        *citations(whole(report, WITHOUT_ADDRESS)),
    ):
        assert "data-address" not in one.html
        assert "/reports/" not in one.html


@pytest.mark.parametrize("report", [COMPLETE, NUMBERED, BARE])
@pytest.mark.parametrize("style", ALL_STYLES, ids=lambda style: style.id)
def test_no_text_is_printed_twice(style: Style, report: Report) -> None:
    assert text_of(citation(whole(report), style).html).count("[covering") <= 1


@pytest.mark.parametrize("style", ALL_STYLES, ids=lambda style: style.id)
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_every_citation_but_those_in_the_text_tells_the_period(
    report: Report, style: Style
) -> None:
    period = report.source.covers or str(report.year)
    if not style.id.endswith("-in-text"):
        assert period in text_of(citation(whole(report), style).html)


def test_what_a_source_says_is_text_and_never_markup() -> None:
    typed = 'Tom & <b>Jerry</b> <span class="nocase">x</span> "y" \\1'
    report = replace(
        COMPLETE,
        title=typed,
        source=Source(organisation=typed, work=typed, document=typed, covers=typed),
        sections=(replace(COMPLETE.sections[0], title="Tom & \\<b> \\1"),),
    )
    cited = cite_section(whole(report), report, report.sections[0])
    for one in (citation(cited), *citations(cited)):
        assert re.findall(r"<(?!/?(?:i|span|bdi)\b)", one.html) == []
        assert "{number}" in one.html or "locator" not in one.html
    assert html.escape(typed, quote=False) in citation(cited).html


def test_text_from_right_to_left_is_set_apart() -> None:
    found = citation(section(ARABIC)).html
    assert '“<bdi lang="ar">مصر</bdi>”' in found
    assert 'sect. “<bdi lang="ar">التعذيب</bdi>”; ' in found
    # in an attribute by marks: first strong isolate, pop directional isolate
    assert "(“\u2068التعذيب\u2069”; numbering" in found


def test_every_name_from_right_to_left_is_set_apart_from_the_next() -> None:
    source = Source(organisation="هيئة", work="كتاب")
    report = replace(ARABIC, source=source)
    names = [f'<bdi lang="ar">{name}</bdi>' for name in ("هيئة", "مصر", "كتاب")]
    body, entry, work = names
    own = citation(whole(report)).html
    assert own.startswith(f"{body}, “{entry}”, <i>{work}</i>, covering 2010")
    apa = next(
        one for one in citations(whole(replace(report, kind=DIGEST.kind))) if "apa" in one.style.id
    )
    assert f"Digest of {body}, “{entry}”, {work} [covering 2010]" in apa.html


def test_marks_set_apart_a_section_and_the_archive() -> None:
    found = citation(section(ARABIC, Archive("أرشيف", ARCHIVE.root))).html
    assert "(“\u2068التعذيب\u2069”; numbering of \u2068أرشيف\u2069)" in found


@pytest.mark.parametrize(
    "title", ["Who is safe?", "The U.S.", "“Home”", "the end", "1984", "Қазақстан"]
)
def test_titles_keep_their_letters_and_punctuation(title: str) -> None:
    report = replace(COMPLETE, source=Source(organisation="A", work=title), title=title)
    for style in ALL_STYLES:
        found = text_of(citation(cite_report(report, ARCHIVE), style).html)
        is_in_text = style.id.endswith("-in-text")
        assert is_in_text or title in found.replace("‘", "“").replace("’", "”")
        assert ".." not in found
        assert "?." not in found


# what stands in sources, more or less
TITLES = st.text(
    st.sampled_from("abzABZ 019.,:;!?()[]/'&é–—ЖжקםΣσאبҚ世"), min_size=1, max_size=30
).map(lambda text: re.sub(r" +(?=[.,;]|$)|^ +", "", " ".join(text.split())))
NAMES = TITLES.filter(lambda text: text and text[0] not in ".,:;!?")
NUMBERS = st.from_regex(r"[A-Z]{1,3}/[0-9]{1,4}", fullmatch=True)
DATES = st.sampled_from([None, "2011", "2011-05", "2011-05-13"])


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Return a report of which something is recorded."""
    source = Source(
        organisation=draw(st.none() | NAMES),
        work=draw(st.none() | NAMES),
        edition=draw(st.none() | st.integers(1900, 2100)),
        covers=draw(st.none() | NAMES),
        document=draw(st.none() | NUMBERS),
        isbn=draw(st.none() | NUMBERS),
        published=draw(DATES),
        url=draw(st.none() | st.just("https://example.org/a-b/?c=1&d=2")),
        retrieved=draw(DATES),
    )
    language = draw(st.sampled_from(["en", "en-GB", "ar", "ru"]))
    kind = draw(st.sampled_from([COMPLETE.kind, DIGEST.kind]))
    return replace(COMPLETE, title=draw(NAMES), language=language, kind=kind, source=source)


@examples(300)
@given(reports(), st.sampled_from([ARCHIVE, WITHOUT_ADDRESS]), st.sampled_from(ALL_STYLES))
@example(COMPLETE, ARCHIVE, FULL_STYLE)
def test_a_template_filled_is_what_the_processor_makes_of_the_texts(
    report: Report, archive: Any, style: Style
) -> None:
    cited = cite_report(report, archive)
    item = complete(cited) if style is FULL_STYLE else common(cited)
    found = template(style.file, style.form, item)
    for part in found.parts or (None,):
        locator = None if part in (None, Part.WHOLE) else Locator(part.value, "A/12")
        between = found.parts[part] if part else ""
        assert filled(f"{found.before}{between}{found.after}", item) == directly(
            style, item, locator
        )


def filled(text: str, item: dict[str, Any]) -> str:
    """Return a template with texts, as they stand, in place of their marks."""
    texts = {HOLES[name]: inner(value_of(item[name])) for name in HOLES if name in item}
    texts[HOLES["locator"]] = "A/12"
    return HOLE.sub(lambda hole: texts[hole[1]], html.unescape(text))


def value_of(value: Any) -> str:
    value = value[0] if isinstance(value, list) else value
    return str(value["literal"]) if isinstance(value, dict) else str(value)


def directly(style: Style, item: dict[str, Any], locator: Locator | None) -> str:
    """Return what the processor makes of texts; a text's own quotation marks are none of its."""
    closed = json.loads(json.dumps(item, ensure_ascii=False).replace("”", "\ufdee"))
    processed = process(style.file, style.form, closed, locator).replace("\ufdee", "”")
    return html.unescape(markup(processed))


@pytest.mark.parametrize("style", ALL_STYLES, ids=lambda style: style.id)
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_what_differs_by_the_place_cited_holds_no_markup(report: Report, style: Style) -> None:
    cited = cite_report(report, ARCHIVE)
    item = complete(cited) if style is FULL_STYLE else common(cited)
    for text in template(style.file, style.form, item).parts.values():
        assert not {*text} & {"<", *TAGS}
        assert {*HOLE.findall(text)} <= {HOLES["locator"]}


def test_reports_of_one_work_share_their_templates() -> None:
    first, second = (
        template("apa", Form.ENTRY, common(cite_report(replace(COMPLETE, title=title), ARCHIVE)))
        for title in ("Kazakhstan", "Uzbekistan")
    )
    assert first is second


def test_our_own_style_is_valid_csl() -> None:
    from citeproc import SCHEMA_PATH
    from lxml import etree

    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    schema.assertValid(etree.parse(str(STYLES_FOLDER / f"{FULL}.csl")))


def test_the_full_citation_holds_every_part() -> None:
    cited: Cited = section(COMPLETE)
    found = of_paragraph(citation(cited).html, "12", cited.home or "")
    for part in (
        cited.organisation,
        cited.entry,
        cited.work,
        cited.period,
        "13 May 2011",
        cited.document,
        cited.isbn,
        cited.section,
        "12",
        cited.archive.name,
        cited.original,
        "21 November 2026",
        f"{cited.home}#p12",
    ):
        assert part
        assert part in found

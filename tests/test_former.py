"""What a published address answers when its paragraph, section or report has changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from examples import examples
from former_reports import (
    ARABIC,
    CHANGED,
    EMPTIED,
    item,
    merged,
    moved,
    paragraph,
    quoted,
    report,
    section,
    table,
    withdrawn,
)
from links import broken_links
from rendering import NO_INDEX, rendered
from reportsite.diagnostics import Diagnostics
from reportsite.model import Block, BlockKind, Correction, FormerSection, Report
from reportsite.site.body import to_html
from reportsite.site.proof import Proof
from reportsite.site.rendering import BUILT_IN
from reportsite.site.search_part import make_part
from reportsite.site.settings import EXTENSIONS
from reportsite.vocabulary.loading import Vocabulary
from reportsite.writing.build import make_pages, pages_by_country
from reportsite.writing.catalogue import catalogue
from reportsite.writing.corrections import sentence
from reportsite.writing.dates import in_words
from reportsite.writing.former_pages import former_files
from reportsite.writing.page import Page
from reportsite.writing.ranges import ranges_of
from reportsite.writing.traces import former_sections_behind, numbers_by_page
from running import call
from search_bundles import fragments

CORRECTED_ARABIC = replace(
    ARABIC, corrections=(Correction("2026-11-20", "السنة", "خطأ في الطباعة", "1"),)
)
MARKDOWN = Markdown(extensions=[*EXTENSIONS, *BUILT_IN])
AT = "reports/kazakhstan/2010"
SITEMAP = "site/sitemap.xml"
# what every word of the site's own carries
SITE = 'lang="en" dir="ltr" data-pagefind-ignore="all"'
IDS = re.compile(r' id="([^"]+)"')


def convert(body: str) -> str:
    return MARKDOWN.reset().convert(body)


def pages_of(found: Report, vocabulary: Vocabulary) -> dict[str, Page]:
    """Return the pages of a report and of its country, by path."""
    return {page.path: page for page in pages_by_country(catalogue([found], vocabulary.themes))}


def faults_of(found: Report, pages: dict[str, str]) -> list[str]:
    diagnostics = Diagnostics()
    proof = Proof([found])
    for path, page in pages.items():
        proof.check(path, page, diagnostics)
    proof.check_complete(diagnostics)
    return [fault.wrong for fault in diagnostics.faults]


def html_of(pages: dict[str, Page]) -> dict[str, str]:
    return {path: convert(page.body) for path, page in pages.items()}


@pytest.fixture(scope="module")
def pages(vocabulary: Vocabulary) -> dict[str, Page]:
    return pages_of(CHANGED, vocabulary)


def state(number: str) -> str:
    return (
        "The text of this paragraph has changed since it was numbered.\n"
        f'{{: .rs-state data-of="p{number}" {SITE} }}'
    )


CORRECTED_2 = f"""\
Corrected on 20 November 2026: the year. Reason: a typing error.
{{: .rs-state .rs-correction data-of="p2" {SITE} }}"""
CORRECTED_13 = f"""\
Corrected on 21 November 2026: said &lt;b&gt;twice&lt;/b&gt;. Reason: It was in doubt!
{{: .rs-state .rs-correction data-of="p13" {SITE} }}"""


def indented(text: str) -> str:
    return text.replace("\n", "\n    ")


BEFORE_5 = f"""\
[¶2](#p2){{: .pn }} Two, which changed.
{{: #p2 }}

{state("2")}

{CORRECTED_2}

3. [¶3](#p3){{: .pn }} Item.
    {{: #p3 }}

[¶5](#p5){{: .pn }} withdrawn
{{: #p5 .rs-trace {SITE} }}

4. [¶4](#p4){{: .pn }} Item.
    {{: #p4 }}

    {indented(state("4"))}

> [¶7](#p7){{: .pn }} Said.
> {{: #p7 }}
"""
MERGED_8 = f"""
[¶8](#p8){{: .pn }} is part of [¶7](#p7)
{{: #p8 .rs-trace {SITE} }}
"""
BEFORE_6 = f"""
> [¶9](#p9){{: .pn }} Said.
> {{: #p9 }}
>
> {state("9").replace(chr(10), chr(10) + "> ")}

[¶10](#p10){{: .pn }}
{{: #p10 .table-number }}

| Year | Deaths |
|---|---|
| 2009 | none |

{state("10")}
"""


def test_a_section_shows_every_trace_at_its_place(pages: dict[str, Page]) -> None:
    moved_11 = f"""
[¶11](#p11){{: .pn }} stands now in [Impunity](impunity.md#p11)
{{: #p11 .rs-trace {SITE} }}
"""
    merged_6 = f"""
[¶6](#p6){{: .pn }} is part of [¶12](impunity.md#p12), in [Impunity](impunity.md)
{{: #p6 .rs-trace {SITE} }}"""
    assert pages[f"{AT}/torture.md"].body == (f"{BEFORE_5}{moved_11}{MERGED_8}{BEFORE_6}{merged_6}")


def test_a_report_shows_what_is_nowhere_else(pages: dict[str, Page]) -> None:
    end = f"""
[¶6](#p6){{: .pn }} is part of [¶12](#p12)
{{: #p6 .rs-trace {SITE} }}

The section “[Prisons &amp; camps](prisons.md)” was taken out.
{{: .rs-trace .rs-trace-section {SITE} }}

[¶13](#p13){{: .pn }} withdrawn
{{: #p13 .rs-trace {SITE} }}

{CORRECTED_13}

## [Impunity](impunity.md) {{: #s-impunity }}

[¶12](#p12){{: .pn }} Twelve.
{{: #p12 }}

[¶11](#p11){{: .pn }} Eleven.
{{: #p11 }}"""
    start = """\
[¶1](#p1){: .pn } One.
{: #p1 }

## [Torture](torture.md) {: #s-torture }

"""
    assert pages[f"{AT}/index.md"].body == f"{start}{BEFORE_5}{MERGED_8}{BEFORE_6}{end}"


def test_a_theme_shows_texts_and_nothing_of_their_past(pages: dict[str, Page]) -> None:
    theme = pages["themes/torture/kazakhstan.md"].body
    assert "Two, which changed." in theme
    assert "rs-trace" not in theme
    assert "rs-state" not in theme


def test_a_section_that_was_taken_out_says_so(pages: dict[str, Page]) -> None:
    page = pages[f"{AT}/prisons.md"]
    assert page.meta["title"] == "Prisons & camps"
    assert page.meta["template"] == "former.html"
    assert (
        page.body
        == f"""\
This section was taken out of the report [Kazakhstan 2010](index.md).

[¶13](#p13){{: .pn }} withdrawn
{{: #p13 .rs-trace {SITE} }}

{CORRECTED_13}"""
    )


def test_a_section_whose_text_stands_elsewhere_leads_there(pages: dict[str, Page]) -> None:
    assert (
        pages[f"{AT}/courts.md"].body
        == f"""\
The text of this section stands now in [Impunity](impunity.md).

[¶12](#p12){{: .pn }} stands now in [Impunity](impunity.md#p12)
{{: #p12 .rs-trace {SITE} }}"""
    )


def test_a_section_of_which_some_is_left_says_that_not_all_is(vocabulary: Vocabulary) -> None:
    gone = FormerSection("courts", "Courts", "a", (withdrawn("2"), moved("1", "a")), "a")
    found = replace(report(section("a", paragraph("1"))), former_sections=(gone,))
    assert pages_of(found, vocabulary)[f"{AT}/courts.md"].body.startswith(
        "This section is no longer in the report [Kazakhstan 2010](index.md). "
        "What is left of its text stands now in [A](a.md).\n\n"
    )


def test_sections_in_another_language_are_named_in_it(vocabulary: Vocabulary) -> None:
    pages = pages_of(ARABIC, vocabulary)
    name = '{: lang="ar" dir="rtl" }'
    assert (
        pages["reports/egypt/2010/almahakim.md"].body
        == f"""\
The text of this section stands now in [the report’s summary](index.md).

[¶1](#p1){{: .pn }} stands now in [the report’s summary](index.md#p1)
{{: #p1 .rs-trace {SITE} }}"""
    )
    said = (
        "This section is no longer in the report [Egypt 2010](index.md). What is left of its text "
        f"stands now in [التعذيب](altadhib.md){name} and [the report’s summary](index.md)."
    )
    assert pages["reports/egypt/2010/alqanun.md"].body.startswith(f"{said}\n\n")
    trace = f"stands now in [التعذيب](altadhib.md#p2){name}\n{{: #p2 .rs-trace {SITE} }}"
    assert trace in pages["reports/egypt/2010/alsujun.md"].body


# 4 was moved from one section to another and withdrawn there, and 5 became part of 1
MOVED_AND_GONE = replace(
    report(
        section("torture", paragraph("1"), traces=(withdrawn("4", 1), merged("5", "1", "torture"))),
        section("impunity", paragraph("2"), traces=(moved("4", "torture"), moved("5", "torture"))),
    ),
    former_sections=(
        FormerSection("courts", "Courts", "torture", (moved("4", "torture"),), "torture"),
        FormerSection(
            "police",
            "Police",
            "courts",
            (moved("4", "torture"), moved("5", "torture"), moved("2", "impunity")),
        ),
        FormerSection("army", "Army", "police", (moved("5", "torture"),), "torture"),
    ),
    corrections=(Correction("2026-11-20", "the year", "a typing error", "4"),),
)


def test_a_paragraph_that_moved_and_is_gone_since(vocabulary: Vocabulary) -> None:
    pages = pages_of(MOVED_AND_GONE, vocabulary)
    withdrawn_4 = f"[¶4](#p4){{: .pn }} withdrawn\n{{: #p4 .rs-trace {SITE} }}"
    part_of_1 = "is part of [¶1](torture.md#p1), in [Torture](torture.md)"
    merged_5 = f"[¶5](#p5){{: .pn }} {part_of_1}\n{{: #p5 .rs-trace {SITE} }}"
    assert pages[f"{AT}/impunity.md"].body == (
        f"{withdrawn_4}\n\n{merged_5}\n\n[¶2](#p2){{: .pn }} Words.\n{{: #p2 }}"
    )
    assert pages[f"{AT}/courts.md"].body == (
        f"This section was taken out of the report [Kazakhstan 2010](index.md).\n\n{withdrawn_4}"
    )
    police = (
        "This section is no longer in the report [Kazakhstan 2010](index.md). What is left of its "
        "text stands now in [Torture](torture.md) and [Impunity](impunity.md)."
    )
    assert pages[f"{AT}/police.md"].body.startswith(f"{police}\n\n{withdrawn_4}\n\n{merged_5}\n\n")
    assert pages[f"{AT}/army.md"].body == (
        f"The text of this section stands now in [Torture](torture.md).\n\n{merged_5}"
    )
    assert faults_of(MOVED_AND_GONE, html_of(pages)) == []


def test_a_former_section_is_named_once_where_its_traces_stand(vocabulary: Vocabulary) -> None:
    formers = (
        FormerSection("a", "A", "", (moved("1", "a"), withdrawn("3"), withdrawn("2"))),
        FormerSection("alqanun", "القانون", "a", (withdrawn("4"),)),
        FormerSection("b", "B", "alqanun", (moved("1", "a"),), "a"),
    )
    found = replace(report(section("a", paragraph("1"))), language="ar", former_sections=formers)
    pages = pages_of(found, vocabulary)
    body = pages[f"{AT}/index.md"].body
    named = f"\n{{: .rs-trace .rs-trace-section {SITE} }}"
    link = '[القانون](alqanun.md){: lang="ar" dir="rtl" }'
    assert re.findall(r"The section .*|(?<=\[¶)\d", body) == [
        "The section “A” was taken out.",
        "3",
        "2",
        "1",
        f"The section “{link}” was taken out.",
        "4",
    ]
    assert body.count(named) == 2
    assert faults_of(found, html_of(pages)) == []


def test_corrections_run_their_own_way(vocabulary: Vocabulary) -> None:
    one = Correction("2026-11-20", "مصر 2010", "a typing error", "1")
    pages = pages_of(replace(ARABIC, corrections=(one,)), vocabulary)
    assert (
        "Corrected on 20 November 2026: \u2068مصر 2010.\u2069 Reason: a typing error.\n"
        f'{{: .rs-state .rs-correction data-of="p1" {SITE} }}'
    ) in pages["reports/egypt/2010/index.md"].body


def test_a_report_that_moved_leaves_every_address(pages: dict[str, Page]) -> None:
    links = " ".join(
        f"[¶{n}](../2010/index.md#p{n}){{: #p{n} }}"
        for n in ("1", "2", "3", "5", "4", "7", "8", "9", "10", "6", "13", "12", "11")
    )
    old = "reports/kazakhstan/2010a"
    follow = "Follow the number of a paragraph to its place now:"
    assert pages[f"{old}/index.md"].body == (
        "This report once stood at reports/kazakhstan/2010a/. "
        "It stands now at [reports/kazakhstan/2010/](../2010/index.md).\n\n"
        f"{follow} {links}\n{{: .rs-numbers }}"
    )
    assert pages[f"{old}/impunity.md"].body == (
        "This section once stood at reports/kazakhstan/2010a/impunity/. "
        "It stands now at [reports/kazakhstan/2010/impunity/](../2010/impunity.md).\n\n"
        f"{follow} [¶12](../2010/impunity.md#p12){{: #p12 }} "
        "[¶11](../2010/impunity.md#p11){: #p11 }\n{: .rs-numbers }"
    )
    assert pages[f"{old}/prisons.md"].body == (
        "This section once stood at reports/kazakhstan/2010a/prisons/. "
        "What became of it is told at [reports/kazakhstan/2010/prisons/](../2010/prisons.md).\n\n"
        f"{follow} [¶13](../2010/prisons.md#p13){{: #p13 }}\n{{: .rs-numbers }}"
    )
    assert {f"{AT}/{slug}/index.html" for slug in ("prisons", "courts")} | {
        f"{old}/{slug}index.html" for slug in ("", "torture/", "impunity/", "prisons/", "courts/")
    } == set(former_files(CHANGED))


def test_a_former_address_in_another_folder(vocabulary: Vocabulary) -> None:
    found = replace(report(section("torture", paragraph("1"))), formerly=("qazaqstan/10",))
    page = pages_of(found, vocabulary)["reports/qazaqstan/10/torture.md"]
    assert "[¶1](../../kazakhstan/2010/torture.md#p1){: #p1 }" in page.body


@pytest.mark.parametrize("found", [CHANGED, CORRECTED_ARABIC], ids=["English", "Arabic"])
def test_every_address_answers_once_on_its_page(found: Report, vocabulary: Vocabulary) -> None:
    pages = pages_of(found, vocabulary)
    shown = html_of(pages)
    assert faults_of(found, shown) == []
    for path, page in shown.items():
        twice = [name for name, times in Counter(IDS.findall(page)).items() if times > 1]
        assert (path, twice) == (path, [])
        assert to_html(pages[path].body, convert) == page


def test_the_proof_misses_a_trace_and_a_former_page(pages: dict[str, Page]) -> None:
    shown = html_of(pages)
    lost = shown[f"{AT}/torture.md"].replace(' id="p5"', "")
    assert faults_of(CHANGED, {**shown, f"{AT}/torture.md": lost}) == [
        f"its page {AT}/torture.md has the paragraph address #p4 after #p3"
    ]
    without = {path: page for path, page in shown.items() if path != f"{AT}/prisons.md"}
    assert faults_of(CHANGED, without) == [f"the page {AT}/prisons.md was not made"]
    old = "reports/kazakhstan/2010a/index.md"
    cut = shown[old].replace(' id="p11"', "")
    assert faults_of(CHANGED, {**shown, old: cut}) == [
        f"its page {old} has the paragraph address none after #p12"
    ]


# Where traces stand --------------------------------------------------------------------------


def test_a_number_that_came_back_has_no_trace() -> None:
    found = report(
        section("torture", paragraph("1"), traces=(moved("1", "life"), withdrawn("2"))),
        section("life", traces=(withdrawn("2"), merged("3", "1", "torture", 9), withdrawn("3"))),
    )
    assert numbers_by_page(found) == {
        "": ["2", "1", "3"],
        "torture": ["2", "1"],
        "life": ["2", "3"],
    }


def test_traces_at_one_place_keep_their_order() -> None:
    traces = (withdrawn("4", 1), withdrawn("9", 0), withdrawn("3", 1))
    found = report(section("torture", paragraph("1"), paragraph("2"), traces=traces))
    assert numbers_by_page(found)["torture"] == ["9", "1", "4", "3", "2"]


def test_a_former_section_stands_behind_the_one_that_still_is_there() -> None:
    formers = (
        FormerSection("b", "B", "a", (withdrawn("2"),)),
        FormerSection("c", "C", "b", (withdrawn("3"),)),
        FormerSection("x", "X", "y", (withdrawn("4"),)),
        FormerSection("y", "Y", "x", (withdrawn("5"),)),
        FormerSection("z", "Z", "", (withdrawn("6"),)),
    )
    found = replace(
        report(section("a", paragraph("1")), section("d", paragraph("7"))), former_sections=formers
    )
    behind = former_sections_behind(found)
    slugs = {slug: [one.slug for one in found] for slug, found in behind.items()}
    assert slugs == {"a": ["b", "c"], "d": ["x", "y"], "": ["z"]}
    assert numbers_by_page(found)[""] == ["6", "1", "2", "3", "7", "4", "5"]


def test_a_former_section_whose_slug_is_in_use_has_no_page(vocabulary: Vocabulary) -> None:
    found = replace(
        report(section("torture", paragraph("1"))),
        former_sections=(FormerSection("torture", "Torture", "", (withdrawn("2"),)),),
    )
    page = pages_of(found, vocabulary)[f"{AT}/torture.md"]
    assert page.meta["template"] == "section.html"


KINDS = st.sampled_from(["paragraph", "item", "counted", "quote", "table", "pull", "rule"])


def block_of(kind: str, number: str, changed: bool) -> Block:
    if kind == "pull":
        return Block(BlockKind.PULL_QUOTE, "Pulled.")
    if kind == "rule":
        return Block(BlockKind.RULE, "")
    if kind == "counted":
        return item(number, f"{number}.", "Item.\n\n- nested\n- twice", changed=changed)
    if kind == "item":
        return replace(item(number, "-", "Item\nof two lines.", changed=changed), group=3)
    makers = {"paragraph": paragraph, "quote": quoted}
    return (
        makers[kind](number, changed=changed) if kind in makers else table(number, changed=changed)
    )


@examples(300)
@given(
    kinds=st.lists(st.tuples(KINDS, st.booleans()), max_size=8),
    places=st.lists(st.integers(0, 9), max_size=5),
)
def test_whatever_a_trace_falls_into_no_word_and_no_address_is_lost(
    kinds: list[tuple[str, bool]], places: list[int], vocabulary: Vocabulary
) -> None:
    blocks = [block_of(kind, str(n), changed) for n, (kind, changed) in enumerate(kinds, 1)]
    traces = tuple(withdrawn(str(n), place) for n, place in enumerate(places, 50))
    corrections = tuple(Correction("2026-11-21", "This.", "That.", str(n)) for n in (1, 3, 50))
    found = replace(report(section("torture", *blocks, traces=traces)), corrections=corrections)
    pages = pages_of(found, vocabulary)
    shown = html_of(pages)
    assert faults_of(found, shown) == []
    for path, page in pages.items():
        assert to_html(page.body, convert) == shown[path]
    numbered = [block.number for block in blocks if block.number]
    changed = [block for block in blocks if block.number and block.is_changed]
    whole = shown[f"{AT}/index.md"]
    assert whole.count("has changed since") == len(changed)
    assert whole.count("Reason: That.") == sum(n in numbered for n in ("1", "3")) + bool(places)


# What pages say of themselves ------------------------------------------------------------------


def test_page_of_a_report_says_which_text_it_shows(
    pages: dict[str, Page], vocabulary: Vocabulary
) -> None:
    assert pages[f"{AT}/index.md"].meta["text"] == {
        "as_of": "22 November 2026",
        "hash": "0123456789ab",
    }
    assert "text" not in pages[f"{AT}/torture.md"].meta, "it would change with other sections"
    unknown = replace(CHANGED, text_hash="", text_date="")
    assert "text" not in pages_of(unknown, vocabulary)[f"{AT}/index.md"].meta


def test_corrections_are_listed_where_they_belong(pages: dict[str, Page]) -> None:
    whole = pages[f"{AT}/index.md"].meta
    assert whole["corrected"] == {"on": "22 November 2026", "times": 3}
    assert whole["corrections"] == [
        {
            "date": "22 November 2026",
            "what": "the entry’s title.",
            "why": "as printed.",
            "paragraph": None,
            "anchor": None,
        },
        {
            "date": "21 November 2026",
            "what": "said <b>twice</b>.",
            "why": "It was in doubt!",
            "paragraph": "13",
            "anchor": "p13",
        },
        {
            "date": "20 November 2026",
            "what": "the year.",
            "why": "a typing error.",
            "paragraph": "2",
            "anchor": "p2",
        },
    ]
    assert pages[f"{AT}/torture.md"].meta["corrected"] == {"on": "20 November 2026", "times": 1}
    assert "corrected" not in pages[f"{AT}/impunity.md"].meta


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026-11-21", "21 November 2026"),
        ("2026-01-05", "5 January 2026"),
        ("2026-11", "November 2026"),
        ("2026", "2026"),
    ],
)
def test_dates_in_words(date: str, words: str) -> None:
    assert in_words(date) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [("the year", "the year."), ("Was it so?", "Was it so?"), (" two\n lines. ", "two lines.")],
)
def test_a_correction_ends_like_a_sentence(text: str, said: str) -> None:
    assert sentence(text) == said


MOVED = report(
    section("torture", *(paragraph(n) for n in ("12a", "7", "13", "14", "14a", "18", "19"))),
    section("impunity", *(paragraph(n) for n in ("8", "12", "15", "16"))),
    section("life", paragraph("17")),
    section("courts"),
)


def test_a_run_of_numbers_has_all_that_the_report_has_between() -> None:
    runs = [("12a", "12a"), ("7", "7"), ("13", "14a"), ("18", "19")]
    others = [("8", "12"), ("15", "16")]
    assert ranges_of(MOVED) == {
        "torture": {"first": "12a", "last": "19", "runs": ends_of(runs), "count": 7},
        "impunity": {"first": "8", "last": "16", "runs": ends_of(others), "count": 4},
        "life": {"first": "17", "last": "17"},
        "courts": None,
    }
    assert ranges_of(CHANGED)["impunity"] == {
        "first": "12",
        "last": "11",
        "runs": ends_of([("12", "12"), ("11", "11")]),
        "count": 2,
    }


def test_numbers_that_are_gone_part_no_run() -> None:
    found = ranges_of(report(section("a", paragraph("2"), paragraph("2b"), paragraph("10"))))
    assert found == {"a": {"first": "2", "last": "10"}}


def ends_of(runs: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"first": first, "last": last} for first, last in runs]


def test_pages_say_which_paragraphs_a_section_has(vocabulary: Vocabulary, tmp_path: Path) -> None:
    found = catalogue([MOVED], vocabulary.themes)
    made = rendered(make_pages(found), found, tmp_path / "archive")
    said = "¶12a, ¶7, ¶13–¶14a, ¶18–¶19"
    page = document(made, "kazakhstan/2010/torture")
    assert f"<dd>{said} of the <a" in page
    assert 'content="Torture: 7 paragraphs of Kazakhstan 2010, ' in page
    ranges = re.findall('<span class="rs-range">(.*)</span>', document(made, "kazakhstan/2010"))
    assert ranges == [said, "¶8–¶12, ¶15–¶16", "¶17"]


# As readers meet them ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of these reports."""
    found = catalogue([CHANGED, CORRECTED_ARABIC, EMPTIED], vocabulary.themes)
    return rendered(make_pages(found), found, tmp_path_factory.mktemp("former") / "archive")


def document(site: Path, address: str) -> str:
    return (site / "reports" / address / "index.html").read_text(encoding="utf-8")


def test_every_link_leads_to_a_page_and_an_id_of_it(site: Path) -> None:
    assert broken_links(site) == NO_INDEX


def test_search_engines_leave_former_pages_alone(site: Path) -> None:
    noindex = '<meta name="robots" content="noindex">'
    old = {
        path.parent.relative_to(site / "reports").as_posix()
        for path in (site / "reports").rglob("index.html")
        if noindex in path.read_text(encoding="utf-8")
    }
    assert old == {
        *(f"egypt/2010/{slug}" for slug in ("almahakim", "alqanun")),
        *(f"kazakhstan/2010/{slug}" for slug in ("courts", "prisons")),
        "kazakhstan/2010a",
        *(f"kazakhstan/2010a/{slug}" for slug in ("courts", "impunity", "prisons", "torture")),
    }


def test_a_report_lists_its_corrections(site: Path) -> None:
    page = document(site, "kazakhstan/2010")
    listed = page[page.index('id="corrections"') : page.index("</section>")]
    assert re.findall("<li>(.*)</li>", listed) == [
        "22 November 2026, the whole report: <bdi>the entry’s title.</bdi> "
        "Reason: <bdi>as printed.</bdi>",
        '21 November 2026, <a href="#p13">¶13</a>: <bdi>said &lt;b&gt;twice&lt;/b&gt;.</bdi> '
        "Reason: <bdi>It was in doubt!</bdi>",
        '20 November 2026, <a href="#p2">¶2</a>: <bdi>the year.</bdi> '
        "Reason: <bdi>a typing error.</bdi>",
    ]
    note = 'Corrected 3 times, last on 22 November 2026; see <a href="#corrections">'
    assert note in page
    note = 'Corrected on 20 November 2026; see <a href="../#corrections">'
    assert note in document(site, "kazakhstan/2010/torture")
    assert "Corrected" not in document(site, "kazakhstan/2010/impunity")


def test_a_section_says_where_its_text_comes_from(site: Path) -> None:
    page = " ".join(document(site, "kazakhstan/2010/torture").split())
    assert (
        "From <cite>Yearbook 2011</cite> (Example Watch), "
        '<bdi lang="en">Kazakhstan</bdi>.</p>' in page
    )
    whole = " ".join(document(site, "kazakhstan/2010").split())
    assert "<dd>22 November 2026, hash <code>0123456789ab</code></dd>" in whole
    assert "Text as of" not in document(site, "egypt/2010")


def test_search_finds_the_words_of_reports_and_lands_on_their_paragraphs(
    site: Path, tmp_path: Path
) -> None:
    files = sorted(site.glob("reports/**/index.html"))
    make_part(
        [(file.relative_to(site).as_posix(), file.read_text(encoding="utf-8")) for file in files],
        tmp_path / "part",
    )
    found = fragments(tmp_path / "part")
    assert {address: one["content"] for address, one in found.items()} == {
        "/reports/egypt/2010/": "ملخص.",
        "/reports/egypt/2010/alsujun/": "السجون. فقرة.",
        "/reports/egypt/2010/altadhib/": "التعذيب. فقرة.",
        "/reports/kazakhstan/2010/": "One.",
        "/reports/kazakhstan/2010/impunity/": "Impunity. Twelve. Eleven.",
        "/reports/kazakhstan/2010/torture/": (
            "Torture. Two, which changed. Item. Item. Said. Said. Year Deaths 2009 none"
        ),
        "/reports/kazakhstan/2011/torture/": "Torture. Words.",
    }
    torture = found["/reports/kazakhstan/2010/torture/"]["anchors"]
    assert [(anchor["id"], anchor["location"]) for anchor in torture] == [
        *(("p2", 1), ("p3", 4), ("p4", 5), ("p7", 6), ("p9", 7), ("p10", 8))
    ]


def test_the_sitemap_names_no_former_page(archive: Callable[..., Path]) -> None:
    typed = (
        "---\ncountry: KAZ\nyear: 2010\ntitle: Kazakhstan\nlanguage: en\n---\n\n"
        "## Torture\n\nWords.\n"
    )
    old, new = "reports/kazakhstan/2010a", "reports/kazakhstan/2010"
    root = archive({f"{old}.md": typed})
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("site_url: https://example.org/\n")
    assert call("build", "--root", root).status == 0
    (root / f"{old}.md").unlink()
    (root / f"{new}.md").write_text(
        typed.replace("language: en\n", "language: en\nformerly: [kazakhstan/2010a]\n")
    )
    done = call("build", "--root", root)
    assert done.status == 0, done.err
    named = re.findall("<loc>[^<]*/(reports/kazakhstan/.*)</loc>", (root / SITEMAP).read_text())
    assert named == [f"{new}/", f"{new}/torture/"]
    for slug in ("", "torture/"):
        page, now = (
            (root / "site" / home / slug / "index.html").read_text("utf-8") for home in (old, new)
        )
        assert 'id="p1"' in page
        assert "canonical" not in page
        assert f'<link rel="canonical" href="https://example.org/{new}/{slug}">' in now

"""Bodies of pages → HTML: the short way gives what Python-Markdown gives, to the last sign."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown import Markdown

from examples import examples
from reportsite.archive import read_archive, read_report_file
from reportsite.diagnostics import Diagnostics
from reportsite.model import Report
from reportsite.reading.report import read_report
from reportsite.site.body import to_html
from reportsite.site.building import load
from reportsite.site.making.engine import plan_of
from reportsite.site.making.workshop import workshop_of
from reportsite.site.rendering import BUILT_IN
from reportsite.site.settings import EXTENSIONS
from reportsite.vocabulary.loading import Vocabulary
from reportsite.writing.build import make_pages
from reportsite.writing.catalogue import catalogue
from reportsite.writing.page import Page
from small_archive import REPORTS

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "writing"
FRONT_MATTER = "---\ncountry: KAZ\nyear: {}\ntitle: Kazakhstan\nlanguage: en\n---\n\n"
MARKDOWN = Markdown(extensions=[*EXTENSIONS, *BUILT_IN])
MANY = examples(1500)
# what Python-Markdown puts in place of a mark while it works; where marks of emphasis cross, which
# no report may have, it forgets some of them
FORGOTTEN = "klzzwxh"


def convert(body: str) -> str:
    """Convert a body as a whole, by Python-Markdown alone."""
    return MARKDOWN.reset().convert(body)


def never(body: str) -> str:
    """Stand for Python-Markdown where it is not to be asked."""
    raise AssertionError(f"a body of the usual shapes was not taken for one: {body!r}")


def pages_of(reports: Iterable[Report], vocabulary: Vocabulary) -> list[Page]:
    return list(make_pages(catalogue(reports, vocabulary.themes)))


def check(pages: Iterable[Page]) -> None:
    for page in pages:
        wanted = convert(page.body)
        assert FORGOTTEN in wanted or to_html(page.body, convert) == wanted, page.path


def test_every_page_of_the_archive_that_ships() -> None:
    diagnostics = Diagnostics()
    archive = read_archive(ROOT, diagnostics)
    assert diagnostics.faults == []
    check(pages_of(archive.reports, archive.vocabulary))


def test_every_page_of_the_small_archive(archive: Callable[..., Path]) -> None:
    read = read_archive(archive(REPORTS), Diagnostics())
    check(pages_of(read.reports, read.vocabulary))


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yml")), ids=lambda path: path.stem)
def test_every_page_of_the_golden_cases(case: Path, archive: Callable[..., Path]) -> None:
    texts = yaml.safe_load(case.read_text(encoding="utf-8"))["reports"]
    root = archive({f"reports/{path}.md": text for path, text in texts.items()})
    diagnostics = Diagnostics()
    vocabulary = read_archive(root, diagnostics).vocabulary
    read = [
        read_report_file(root, root / f"reports/{p}.md", vocabulary, diagnostics) for p in texts
    ]
    check(pages_of((one.report for one in read if one), vocabulary))


USUAL = {
    "[¶1](#p1){: .pn } Words of a paragraph, “quoted” & all,\nover two lines.\n{: #p1 }": (
        '<p id="p1"><a class="pn" href="#p1">¶1</a> Words of a paragraph, “quoted” &amp; all,\n'
        "over two lines.</p>"
    ),
    "[¶1](#p1){: .pn } Words [Torture](../../themes/torture/index.md){: .pt }\n{: #p1 }": (
        '<p id="p1"><a class="pn" href="#p1">¶1</a> Words '
        '<a class="pt" href="../../themes/torture/index.md">Torture</a></p>'
    ),
    "Words <del>of \\[old\\]</del> <ins>of new &amp; so</ins>, the same.\n{: .rs-words }": (
        '<p class="rs-words">Words <del>of [old]</del> <ins>of new &amp; so</ins>, the same.</p>'
    ),
    "<ins>12</ins> of them.\n{: .rs-words }": '<p class="rs-words"><ins>12</ins> of them.</p>',
    "12 of them.\n{: .rs-words }": '<p class="rs-words">12 of them.</p>',
    "$5 million.\n{: .rs-words }": '<p class="rs-words">$5 million.</p>',
    "## [Law \\[sic\\]](law.md) {: #s-law }": (
        '<h2 id="s-law"><a href="law.md">Law [sic]</a></h2>'
    ),
    "Words.\n{: .pull-quote }": '<p class="pull-quote">Words.</p>',
    '[¶5](#p5){: .pn } is part of [¶4](#p4)\n{: #p5 .rs-trace lang="en" dir="ltr" }': (
        '<p class="rs-trace" dir="ltr" id="p5" lang="en"><a class="pn" href="#p5">¶5</a> is part '
        'of <a href="#p4">¶4</a></p>'
    ),
    'Corrected.\n{: .rs-state .rs-correction data-of="p4" data-pagefind-ignore="all" }': (
        '<p class="rs-state rs-correction" data-of="p4" data-pagefind-ignore="all">Corrected.</p>'
    ),
    "| A |\n|---|\n| [1,200](c.md){: .w6 } |": (
        "<table>\n<thead>\n<tr>\n<th>A</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
        '<td><a class="w6" href="c.md">1,200</a></td>\n</tr>\n</tbody>\n</table>'
    ),
    "Shades: *over 1/2*{: .w6 } *less*{: .w1 } of one.\n{: .rs-shades }": (
        '<p class="rs-shades">Shades: <em class="w6">over 1/2</em> <em class="w1">less</em> '
        "of one.</p>"
    ),
    "| A | B |\n|---|---|\n| **[C](c.md)** | [2010](d.md) *2011*{: .rs-none } |\n|  | 1–2 |": (
        "<table>\n<thead>\n<tr>\n<th>A</th>\n<th>B</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
        '<td><strong><a href="c.md">C</a></strong></td>\n<td><a href="d.md">2010</a> '
        '<em class="rs-none">2011</em></td>\n</tr>\n<tr>\n<td></td>\n<td>1–2</td>\n</tr>\n'
        "</tbody>\n</table>"
    ),
}


@pytest.mark.parametrize("body", USUAL)
def test_usual_shapes_need_no_python_markdown(body: str) -> None:
    assert convert(body) == USUAL[body]
    assert to_html(body, never) == USUAL[body]


def test_nearly_all_that_is_shown_has_a_usual_shape() -> None:
    """Of what is slow little must be left, or a large archive takes as long as it did."""
    converted = []

    def counted(body: str) -> str:
        converted.append(body)
        return convert(body)

    archive = read_archive(ROOT, Diagnostics())
    pages = pages_of(archive.reports, archive.vocabulary)
    for page in pages:
        to_html(page.body, counted)
    assert sum(map(len, converted)) < 0.15 * sum(len(page.body) for page in pages)


MARKS = [
    *("+", "- ", "* ", "1. ", "1)", "> ", ">", "a. ", "_", "__", "*", "**", "***", "`", "``", "\\"),
    *(
        "\\*",
        "\\_",
        "\\`",
        "\\[",
        "\\]",
        "\\|",
        "\\#",
        "\\{",
        "\\}",
        "\\\\",
        "\\.",
        "\\&",
        "{",
        "}",
    ),
    *(
        "{:",
        "{: .pn }",
        "{: .pt }",
        "{: .rs-none }",
        "{: #p1 }",
        '{: theme="x" }',
        "{: .x}",
        "{#x}",
    ),
    *(
        "<",
        "<del>",
        "</del>",
        "<ins>",
        "</ins>",
        "<b>",
        "</b>",
        "<!-- -->",
        "<https://example.org/a_b>",
        "<a@example.org>",
        "[",
        "]",
        "](",
        "(",
        ")",
        "![",
        "!",
        "! ",
        "[^1]",
        "[^1]: ",
        "[a]: x",
        "[a][b]",
        "[TOC]",
        "TOC",
    ),
    *(
        "&",
        " & ",
        "&amp;",
        "&lt;",
        "&gt;",
        "&quot;",
        "&nbsp;",
        "&#42;",
        "&copy",
        "AT&T",
        "#",
        " # ",
    ),
    *("|", " | ", "|---|---|", "~", "~~~", "```", ":", "^", "=", "===", "---", "* * *", "'", '"'),
    *(" ", "  ", "  \n", " \n", "\n ", "\n    ", "\n- ", "\n1. ", "\n> ", "\n4", "\n(", "\t", "\f"),
    *("\u00a0", "\u00ad", "\u2028", "\x85", "\u200b", "\u200f", "\ufeff", "\u3000", "\x02", "\x7f"),
]
WORDS = [
    *(
        "word",
        "two words",
        "é",
        "نص",
        "漢字",
        "ǅ",
        "ª",
        "²",
        "Ⅷ",
        "İ",
        "12",
        "3.",
        "2010–11",
        "(a)",
    ),
    *(" ", " ", " ", "\n", "\n", "\nA ", ", ", ". ", "“q”", "‘q’", "«q»", "—", "...", "•", "x > y"),
    *("*c*", "*two words*", "**b**", "*2010*{: .rs-none }", "half*way*", "snake_case", "_a_"),
    *("[a](https://example.org/x_y)", "[a b](../x/index.md)", "[¶12a](../x.md#p12a){: .pn }"),
    *("[Label](t.md){: .pt }", "**[a](t.md)**", "*[a](t.md)*", "[*a*](t.md)", "[sic]", "[sic] ("),
    *("[a](x?a=1;b=2)", "[a](mailto:x@y.org)", "[a](http://x/%20)", "[a](x,y)", "[a](x!y)"),
    *(
        "[a](x|y)",
        "[a](x{y})",
        "[a](x\\_y)",
        "[a]( x )",
        "[a](<x>)",
        "[a](x 't')",
        "[](x)",
        "[a]()",
    ),
    *("https://example.org/a*b", "a@example.org", "&amp;", "&lt;", "<del>old \\[x\\]</del>"),
    *("<ins>new &amp; so</ins>", "<del>*old*</del>", "<del>[a](t.md)</del>", "<ins>a\nb</ins>"),
]
SIGNS = st.sampled_from(WORDS) | st.sampled_from(WORDS) | st.sampled_from(MARKS) | st.characters()
TEXTS = st.lists(SIGNS, min_size=1, max_size=9).map("".join)
CELLS = st.lists(SIGNS, max_size=3).map("".join)
ROWS = st.lists(CELLS, min_size=2, max_size=3).map("|".join)
BLOCKS = st.one_of(
    TEXTS,
    TEXTS.map("[¶1](#p1){{: .pn }} {}\n{{: #p1 }}".format),
    TEXTS.map("<del>a</del> {} <ins>b</ins>\n{{: .rs-words }}".format),
    TEXTS.map('Words {}\n{{: .pull-quote #q lang="ar" }}'.format),
    TEXTS.map("## [{}](x.md) {{: #s-x }}".format),
    TEXTS.map("### {} {{: #s-y .z }}".format),
    st.lists(ROWS, min_size=2, max_size=3).map(
        lambda rows: "\n".join(f"|{row}|" for row in [rows[0], "---|---", *rows[1:]])
    ),
    st.sampled_from(["- a", "1. a", "> a", "    a", "<!-- -->", "## H", "* * *", ""]),
)
BODIES = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join)


@MANY
@given(body=BODIES)
@example("Words (  \n{: #p1 }")
@example("## # {: #s-x }")
@example("## \u00a0 {: #s-x }")
@example("# {:#s-x}\n\n## Words {: #s-x }")
@example("#\n\nWords\n\n#")
@example("| a |\n|---|---|\n| b | c |")
@example("|||\n|---|---|\n|\u3000||")
@example("Words**[a](x.md)**{: .pt }")
@example("[TOC]\n\n## Words {: #s-x }")
@example("[a][b]\n\nWords\n\n[b]: x")
@example("-->\n\nWords")
@example("Words <!-- -->\n\nWords")
@example("Words\n\n \n* a")
@example("\t\n\nWords")
@example("<div>\n\n*Words*\n\n</div>")
@example("```\n\n*Words*\n\n```")
def test_any_body_is_as_python_markdown_makes_it(body: str) -> None:
    try:
        wanted = convert(body)
    except Exception:  # Python-Markdown's own affair
        assume(False)
    assume(FORGOTTEN not in wanted)
    assert to_html(body, convert) == wanted


TYPED = [
    *(
        "\n\n",
        "\n\n",
        "\n\n## Torture\n\n",
        "\n\n### A & B {: #a }\n\n",
        '\n{: theme="impunity" }\n\n',
    ),
    *("\n{: .pull-quote }\n\n", "\n\n* * *\n\n", "\n\n| a | b |\n|---|---|\n| c | d |\n\n"),
    *("\n- ", "\n3. ", "\n> ", "\n\n    ", "  \n", "`c`", "`<b>`", "<b>", "<https://example.org>"),
    *(
        "[a](https://example.org/x_(y))",
        "a*b",
        "a_b_",
        "{x}",
        "\\*",
        "\\|",
        "[sic]",
        "*e*",
        "**s**",
    ),
]
BODIES_OF_REPORTS = st.lists(
    st.sampled_from(TYPED) | st.sampled_from(WORDS) | st.sampled_from(MARKS),
    min_size=1,
    max_size=20,
).map("".join)


def test_any_report_is_shown_as_python_markdown_shows_it(vocabulary: Vocabulary) -> None:
    def read(body: str, year: int) -> Report | None:
        diagnostics = Diagnostics()
        path, text = f"reports/kazakhstan/{year}.md", FRONT_MATTER.format(year) + body
        report = read_report(path, str(year), text, vocabulary, diagnostics)
        return None if diagnostics.faults else report

    @examples(300)
    @given(first=BODIES_OF_REPORTS, second=BODIES_OF_REPORTS)
    def holds(first: str, second: str) -> None:
        reports = [report for report in (read(first, 2010), read(second, 2012)) if report]
        assume(reports)
        check(pages_of(reports, vocabulary))

    holds()


HREF = re.compile(r' href="[^"]*"')


@pytest.mark.parametrize(
    ("configuration", "shown"),
    [
        ("", '"quoted"'),
        ("markdown_extensions: [smarty]\n", "&ldquo;quoted&rdquo;"),
        ("markdown_extensions: [{toc: {permalink: true}}]\n", 'class="headerlink"'),
    ],
    ids=["nothing", "an extension", "an option of one"],
)
def test_what_an_archive_adds_to_markdown_acts_on_every_page(
    configuration: str, shown: str, archive: Callable[..., Path]
) -> None:
    text = FRONT_MATTER.format(2010) + 'It is "quoted".\n\n## Torture\n\nWords...\n'
    root = archive({"reports/kazakhstan/2010.md": text})
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(configuration)
    workshop = workshop_of(plan_of(load(root), 1).shop)
    config, read = workshop.config, read_archive(root, Diagnostics())
    whole = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    texts = []
    for page in pages_of(read.reports, read.vocabulary):
        # where a link leads is the renderer's affair
        texts.append(HREF.sub("", workshop.renderer.render(page).text))
        assert texts[-1] == HREF.sub("", whole.reset().convert(page.body))
    assert any(shown in text for text in texts)

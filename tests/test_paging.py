"""Lists and years, divided: nothing is lost, nothing is heavy, and breaks are where one looks."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from reportsite.model import Block, BlockKind
from reportsite.site.settings import EXTENSIONS
from reportsite.writing import weight
from reportsite.writing.addresses import address, link, list_page
from reportsite.writing.letters import by_letter, letter_of
from reportsite.writing.markdown import Anchoring, write_blocks
from reportsite.writing.opening import extent, opening
from reportsite.writing.paging import ListPage, Row, list_pages_of, row
from reportsite.writing.periods import periods_of
from reportsite.writing.weight import html_weight

NAMES = st.text("abcdefgkåÅé K-'()", min_size=1, max_size=12)
PATHS = st.lists(st.sampled_from(["a", "b", "c.md", "d.md"]), min_size=1, max_size=5).map("/".join)


def rows_of(names: Sequence[str]) -> list[Row]:
    return [row(name, f"{name.lower()}.md", "cell") for name in names]


def shown(pages: list[ListPage]) -> list[list[str]]:
    return [[row.name for _, rows in page.groups for row in rows] for page in pages]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page may hold about four of the rows of `rows_of`."""
    monkeypatch.setattr(weight, "LARGEST", 4 * rows_of(["Albania"])[0].weight + 8)


def test_a_short_list_is_one_page_without_letters() -> None:
    (page,) = list_pages_of("countries/index.md", rows_of(["Kenya", "Albania"]))
    assert shown([page]) == [["Albania", "Kenya"]]
    assert (page.groups[0][0], page.letters, page.steps) == ("", (), {})
    assert page.lead("Countries.", "Countries") == "Countries."
    assert page.meta("Countries", "countries", "Lead.", []) == {
        "template": "listing.html",
        "title": "Countries",
        "kind": "countries",
        "lead": "Lead.",
        "place": [],
    }


def test_an_empty_list_is_one_page() -> None:
    (page,) = list_pages_of("countries/index.md", [])
    assert (page.groups, page.letters, page.steps, page.total) == ((), (), {}, 0)


@pytest.mark.usefixtures("small")
def test_a_list_is_split_at_letters() -> None:
    pages = list_pages_of(
        "themes/x/index.md", rows_of(["Angola", "Austria", "Chad", "Cuba", "Fiji"])
    )
    assert shown(pages) == [["Angola", "Austria"], ["Chad", "Cuba", "Fiji"]]
    assert [page.path for page in pages] == ["themes/x/index.md", "themes/x/page-2.md"]
    assert [page.label for page in pages] == ["A", "C–F"]
    assert [page.lead("All.", "Countries") for page in pages] == [
        "All. Countries 1–2 of 5: A.",
        "Countries 3–5 of 5: C–F.",
    ]
    assert pages[0].steps == {
        "previous": None,
        "next": {"title": "C–F", "address": "themes/x/page-2/"},
    }
    bars = [[(a.letter, a.link, a.anchor) for a in page.letters] for page in pages]
    assert bars == [
        [
            ("A", "#letter-a", None),
            ("C", "page-2.md#letter-c", "letter-c"),
            ("F", "page-2.md#letter-f", "letter-f"),
        ],
        [("A", "index.md#letter-a", None), ("C", "#letter-c", None), ("F", "#letter-f", None)],
    ]


@pytest.mark.usefixtures("small")
def test_a_letter_that_is_too_much_is_split_at_names() -> None:
    names = ["Saba", "Samoa", "Samoa", "Senegal", "Spain", "Sudan", "Syria"]
    pages = list_pages_of("reports/index.md", rows_of(names))
    assert shown(pages) == [["Saba", "Samoa", "Samoa", "Senegal"], ["Spain", "Sudan", "Syria"]]
    assert [page.label for page in pages] == ["Saba to Senegal", "Spain to Syria"]


@pytest.mark.usefixtures("small")
def test_links_of_a_page_one_folder_further_down() -> None:
    rows = [row(name, f"../reports/{name}/2010/index.md", "") for name in "abcdefghi"]
    pages = list_pages_of("years/2010.md", rows)
    assert pages[1].path == "years/2010/page-2.md"
    assert pages[0].groups[0][1][0].markdown == "| [a](../reports/a/2010/index.md) |  |"
    last = pages[-1].groups[-1][1][-1]
    assert last.markdown == "| [i](../../reports/i/2010/index.md) |  |"


@given(st.lists(NAMES, max_size=60), st.integers(300, 3000))
def test_every_row_is_on_one_page_in_order(names: list[str], largest: int) -> None:
    rows = rows_of(names)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weight, "LARGEST", largest)
        pages = list_pages_of("themes/x/index.md", rows)
    assert [name for page in shown(pages) for name in page] == sorted(names, key=by_letter)
    heaviest = max((row.weight for row in rows), default=0)
    for page, on_page in zip(pages, shown(pages), strict=True):
        assert sum(row.weight for _, rows in page.groups for row in rows) <= max(largest, heaviest)
        assert on_page == [] or page.last - page.first + 1 == len(on_page)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))


@given(st.lists(NAMES, min_size=1, max_size=60), st.integers(300, 3000))
def test_every_letter_of_the_bar_leads_to_its_heading(names: list[str], largest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weight, "LARGEST", largest)
        pages = list_pages_of("themes/x/index.md", rows_of(names))
    ids = {
        page.path: {f"letter-{letter.lower()}" for letter, _ in page.groups if letter}
        for page in pages
    }
    for page in pages:
        for letter in page.letters:
            path, _, anchor = letter.link.partition("#")
            assert anchor in ids[f"themes/x/{path}" if path else page.path]
            assert letter.anchor is None or letter.anchor not in ids[page.path]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Åland Islands", "A"),
        ("Côte d'Ivoire", "C"),
        ("'s-Hertogenbosch", "S"),
        ("Казахстан", "К"),
        ("…", "–"),
    ],
)
def test_the_letter_of_a_name(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_accents_do_not_count_in_the_order() -> None:
    assert sorted(["Zambia", "Åland", "Albania", "Curaçao", "Cuba"], key=by_letter) == [
        "Åland",
        "Albania",
        "Cuba",
        "Curaçao",
        "Zambia",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("reports/index.md", "reports/page-2/"),
        ("themes/torture/index.md", "themes/torture/page-2/"),
        ("years/2010.md", "years/2010/page-2/"),
    ],
)
def test_a_later_page_lies_beneath_the_first(first: str, second: str) -> None:
    assert address(list_page(first, 2)) == second
    assert second.startswith(address(first))


@given(PATHS, PATHS)
def test_a_link_is_the_shortest_path(target: str, page: str) -> None:
    target, page = f"{target}/x.md", f"{page}/y.md"
    assert link(target, page) == posixpath.relpath(target, posixpath.dirname(page))


PERIODS: dict[str, tuple[list[int], int, list[str]]] = {
    "a decade that fits": ([2010, 2011, 2019], 3, ["2010–2019"]),
    "decades": ([1999, 2000, 2009], 2, ["1990–1999", "2000–2009"]),
    "half a decade": ([2010, 2014, 2015], 2, ["2010–2014", "2015–2019"]),
    "a year": ([2010, 2011], 1, ["2010", "2011"]),
    "a year that is too much by itself": ([2010, 2010, 2011], 1, ["2011"]),
}


@pytest.mark.parametrize(("years", "most", "labels"), PERIODS.values(), ids=PERIODS)
def test_periods(years: list[int], most: int, labels: list[str]) -> None:
    periods = list(periods_of(years, int, lambda some: len(some) <= most))
    assert [period.label for period in periods] == labels
    assert [period.name for period in periods] == [label.replace("–", "-") for label in labels]
    assert all(p.first <= year <= p.last for p in periods for year in p.items)


KINDS = [BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM]
MARKS = (
    *("word", "Ünïcode", "*em*", "**strong**", "`code`", "a & b", "<b>", "snake_case", r"\*"),
    *("[link](https://example.org/x_y)", "<https://example.org/>", "“quoted”", "نص"),
)
WORDS = st.lists(st.sampled_from(MARKS), min_size=1, max_size=40).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from(KINDS), WORDS), min_size=1, max_size=8))
def test_html_is_not_heavier_than_foretold(blocks: list[tuple[BlockKind, str]]) -> None:
    numbered = [
        Block(kind, text, "-" if kind is BlockKind.ITEM else "", str(n))
        for n, (kind, text) in enumerate(blocks, 1)
    ]
    anchoring = Anchoring("2010-", "../../reports/x/2010/index.md", ' lang="en" dir="ltr"')
    text = write_blocks(numbered, anchoring, lambda block: "")
    html = markdown(text, extensions=list(EXTENSIONS))
    # the tags of one list around its items
    assert len(html.encode()) <= html_weight(text) + 20


def test_html_of_a_table_is_not_heavier_than_foretold() -> None:
    lines = ["| a | b |", "|---|---|", *(rows.markdown for rows in rows_of(["Kenya"] * 50))]
    html = markdown("\n".join(lines), extensions=list(EXTENSIONS))
    assert len(html.encode()) <= html_weight("\n".join(lines)) <= 2 * len(html.encode())


def paragraph(text: str, number: str | None = "1") -> Block:
    return Block(BlockKind.PARAGRAPH, text, number=number)


@pytest.mark.parametrize(
    ("blocks", "begins", "is_so_much"),
    [
        ([], "", "no text of its own"),
        ([paragraph("*One*[^1] [word](https://a.org).")], "One word.", "1 paragraph, 2 words"),
        ([paragraph("w " * 40), paragraph("x")], ("w " * 40).strip(), "2 paragraphs, 41 words"),
        ([paragraph("w " * 1041)], "w " * 40 + "…", "1 paragraph, 1,041 words"),
        (
            [Block(BlockKind.TABLE, "| a |\n|---|\n| b |", number="1"), paragraph("Words.", "2")],
            "Words.",
            "2 paragraphs, 3 words",
        ),
        (
            [Block(BlockKind.PULL_QUOTE, "Set large."), paragraph("Not so.")],
            "Not so.",
            "1 paragraph, 2 words",
        ),
    ],
)
def test_a_text_in_short(blocks: list[Block], begins: str, is_so_much: str) -> None:
    assert (opening(blocks), extent(blocks)) == (begins, is_so_much)

"""Two editions of one source: what is compared, what is found again, and one mark for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compared import REPORTS, WATCH, Parts, report_of
from reportsite.comparing.differences import Stretch, differences
from reportsite.comparing.editions import series_of
from reportsite.comparing.marking import Change, Comparison, Left, Mark, compare
from reportsite.comparing.order import longest_in_order
from reportsite.comparing.texts import edition_of
from reportsite.model import Block, BlockKind, Report, ReportKind, Source

BEATINGS = "Beatings in police custody went on, by all accounts."
OMBUDSMAN = "The ombudsman visited twelve prisons and published “Behind Walls”."
PAVLODAR = "Pavlodar prison had no doctor from March to October."
OFFICERS = "Two officers were sentenced in Karaganda, the first in four years."
NINE = "The prosecutor opened nine cases, and closed eight of them within a week."
TENGE = "Prices rose, and the tenge lost a fifth of its value."
NO_REPORTS = "Not applicable."


def source(
    work: str | None = "Yearbook 2011", organisation: str | None = "Example Watch"
) -> Source:
    return Source(organisation=organisation, work=work)


def years(reports: list[Report]) -> list[list[int]]:
    return [[report.year for report in series.reports] for series in series_of(reports)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yearbook 2011", "Yearbook 2013"),
        (
            "2016 Country Reports on Human Rights Practices",
            "Country Reports on Human Rights Practices for 2019",
        ),
        ("Amnesty International Report 2016/17", "Amnesty International Report 2017/18"),
        (
            "Report 2011: The State of the World’s Human Rights",
            "REPORT 2013: the state of the World's human rights",
        ),
    ],
)
def test_works_that_differ_in_numbers_are_one_source(one: str, other: str) -> None:
    reports = [report_of([], 2010, source(one)), report_of([], 2012, source(other))]
    assert years(reports) == [[2010, 2012]]


@pytest.mark.parametrize(
    "other",
    [
        report_of([], 2012, source(work="Monthly 2011")),
        report_of([], 2012, source(organisation="Another Watch")),
        report_of([], 2012, language="ru"),
        replace(report_of([], 2012), kind=ReportKind.DIGEST),
        report_of([], 2012, source(work=None)),
        report_of([], 2012, source(organisation=None)),
    ],
    ids=["work", "organisation", "language", "digest", "no work", "no organisation"],
)
def test_different_sources_are_never_compared(other: Report) -> None:
    assert years([report_of([], 2010), other]) == [[2010], [2012]]


def test_what_is_not_recorded_is_compared_with_nothing() -> None:
    unknown = [report_of([], year, Source()) for year in (2010, 2012)]
    assert years(unknown) == [[2010], [2012]]


def test_editions_are_in_the_order_of_years_and_paired_with_the_next() -> None:
    reports = [report_of([], year) for year in (2019, 2010, 2016)]
    (series,) = series_of(reports)
    assert (series.label, series.organisation) == ("Yearbook", "Example Watch")
    assert [(a.year, b.year) for a, b in series.pairs] == [(2010, 2016), (2016, 2019)]


def marks(earlier: Parts, later: Parts) -> list[tuple[str, str | None, str | None]]:
    """Return each mark with its numbers, in the order of a page; "left" where one moved away."""
    found = compare(report_of(earlier), report_of(later, 2011))
    return [_named(one) for part in found.all_parts for one in part.changes]


def _named(one: Change | Left) -> tuple[str, str | None, str | None]:
    change = one.change if isinstance(one, Left) else one
    earlier, later = (p.number if p else None for p in (change.earlier, change.later))
    return ("left" if isinstance(one, Left) else change.mark, earlier, later)


TORTURE = ("a. Torture", "torture", [BEATINGS, OMBUDSMAN, PAVLODAR, OFFICERS])
COURTS = ("b. Courts", "fair-trial", [NINE])

CASES: dict[str, tuple[Parts, Parts, list[tuple[str, str | None, str | None]]]] = {
    "the same": (
        [TORTURE],
        [TORTURE],
        [("unchanged", str(n), str(n)) for n in range(1, 5)],
    ),
    "white space, quotation marks and dashes": (
        [("", "", ["It’s a – “so-called” report."])],
        [("", "", ['It\'s a — "so‐called"\n report.'])],
        [("unchanged", "1", "1")],
    ),
    "marks of emphasis, links and notes": (
        [("", "", ["The *law* of [Almaty](https://example.org)[^1] stands."])],
        [("", "", ["The law of Almaty stands."])],
        [("unchanged", "1", "1")],
    ),
    "a comma": (
        [("", "", ["It fell, fast."])],
        [("", "", ["It fell fast."])],
        [("reworded", "1", "1")],
    ),
    "a number": (
        [("", "", ["Police shot 12,000 of them."])],
        [("", "", ["Police shot 12.000 of them."])],
        [("reworded", "1", "1")],
    ),
    "one taken out, one put in its place": (
        [TORTURE],
        [("a. Torture", "torture", [BEATINGS, OMBUDSMAN, TENGE, OFFICERS])],
        [
            ("unchanged", "1", "1"),
            ("unchanged", "2", "2"),
            ("no longer there", "3", None),
            ("new", None, "3"),
            ("unchanged", "4", "4"),
        ],
    ),
    "another order": (
        [TORTURE],
        [("a. Torture", "torture", [OFFICERS, BEATINGS, OMBUDSMAN, PAVLODAR])],
        [
            ("moved", "4", "1"),
            ("unchanged", "1", "2"),
            ("unchanged", "2", "3"),
            ("unchanged", "3", "4"),
        ],
    ),
    "moved to another section": (
        [("a. Torture", "torture", [BEATINGS, NINE]), ("b. Courts", "fair-trial", [TENGE])],
        [("a. Torture", "torture", [BEATINGS]), ("b. Courts", "fair-trial", [TENGE, NINE])],
        [("unchanged", "1", "1"), ("left", "2", "3"), ("unchanged", "3", "2"), ("moved", "2", "3")],
    ),
    "a section under another letter and heading": (
        [("a. Torture", "torture", [BEATINGS, PAVLODAR])],
        [("d. Torture and its victims", "torture", [BEATINGS, PAVLODAR])],
        [("unchanged", "1", "1"), ("unchanged", "2", "2")],
    ),
    "a section that is gone": (
        [TORTURE, COURTS],
        [TORTURE],
        [*(("unchanged", str(n), str(n)) for n in range(1, 5)), ("no longer there", "5", None)],
    ),
    "a form of words in another section": (
        [("Courts", "fair-trial", [NO_REPORTS]), ("Women", "women", [TENGE])],
        [("Women", "women", [TENGE]), ("Property", "land-and-property", [NO_REPORTS])],
        [("unchanged", "2", "1"), ("new", None, "2"), ("no longer there", "1", None)],
    ),
    "a form of words in each section": (
        [("Courts", "fair-trial", [NO_REPORTS]), ("Women", "women", [NO_REPORTS])],
        [("Women", "women", [NO_REPORTS]), ("Courts", "fair-trial", [NO_REPORTS])],
        [("unchanged", "2", "1"), ("unchanged", "1", "2")],
    ),
    "nothing": ([], [], []),
    "all new": ([], [("Women", "women", [TENGE])], [("new", None, "1")]),
    "no words": ([("", "", [""])], [("", "", [""])], [("unchanged", "1", "1")]),
}


@pytest.mark.parametrize("case", CASES)
def test_marks(case: str) -> None:
    earlier, later, wanted = CASES[case]
    assert marks(earlier, later) == wanted


def test_a_moved_paragraph_says_whether_its_words_changed_and_where_it_stood() -> None:
    reworded = NINE.replace("a week", "two months")
    found = compare(
        report_of([("Torture", "torture", [NINE, BEATINGS]), ("Courts", "fair-trial", [TENGE])]),
        report_of(
            [("Torture", "torture", [BEATINGS]), ("Courts", "fair-trial", [TENGE, reworded])], 2011
        ),
    )
    (moved,) = [c for c in changes(found) if c.mark is Mark.MOVED]
    assert moved.is_reworded
    assert [p.section.title for p in (moved.from_part, moved.to_part) if p and p.section] == [
        "Torture",
        "Courts",
    ]


def test_a_paragraph_of_several_alike_is_that_of_its_own_section() -> None:
    """The law provides for one thing after the other, in the same words."""
    law = "The law provides for the right to {}, and the government generally respected it."
    rights = ["assemble", "associate", "vote", "move", "appeal"]
    parts = [(f"On {one}", f"theme-{one}", [law.format(one)]) for one in rights]
    changed = [
        (title, theme, [text.replace("it.", "this right.")]) for title, theme, [text] in parts
    ]
    assert marks(parts, changed[::-1]) == [
        ("reworded", str(5 - at), str(at + 1)) for at in range(5)
    ]


def changes(found: Comparison) -> list[Change]:
    return [one for part in found.all_parts for one in part.changes if isinstance(one, Change)]


@settings(max_examples=400, deadline=None)
@given(one=REPORTS, other=REPORTS)
def test_every_paragraph_of_both_editions_has_one_mark(one: Parts, other: Parts) -> None:
    earlier, later = report_of(one), report_of(other, 2011)
    found = compare(earlier, later)
    for report, side in ((earlier, "earlier"), (later, "later")):
        numbers = Counter(p.number for c in changes(found) if (p := getattr(c, side)))
        assert numbers == Counter(block.number for block in report.blocks)
    for change in changes(found):
        assert (change.earlier is None) == (change.mark is Mark.NEW)
        assert (change.later is None) == (change.mark is Mark.GONE)
        if change.earlier and change.later:
            assert change.is_reworded == (change.earlier.same != change.later.same)
            assert not (change.mark is Mark.UNCHANGED and change.is_reworded)
            assert change.mark is not Mark.REWORDED or change.is_reworded
    assert found.marks == Counter(change.mark for change in changes(found))


@settings(max_examples=200, deadline=None)
@given(one=REPORTS)
def test_a_report_and_itself_differ_in_nothing(one: Parts) -> None:
    found = compare(report_of(one), report_of(one, 2011))
    assert {*found.marks} <= {Mark.UNCHANGED}
    assert found.gone == ()


def test_a_comparison_does_not_depend_on_the_order_of_sets() -> None:
    """Pages are the same from build to build: equal candidates are taken in order."""
    parts = [
        ("Torture", "torture", [f"{BEATINGS} In {month}." for month in ("May", "June", "July")])
    ]
    later = [
        ("Torture", "torture", [f"{BEATINGS} By {month}." for month in ("June", "May", "July")])
    ]
    assert marks(parts, later) == [
        ("moved", "2", "1"),
        ("reworded", "1", "2"),
        ("reworded", "3", "3"),
    ]


ALIKE: list[tuple[str, str, list[Stretch]]] = [
    ("", "", []),
    ("One two.", "One two.", [Stretch("One two.", "One two.", same=True)]),
    ("It’s so.", "It's so.", [Stretch("It’s so.", "It's so.", same=True)]),
    (
        "One two three.",
        "One new three.",
        [
            Stretch("One ", "One ", same=True),
            Stretch("two ", "new "),
            Stretch("three.", "three.", same=True),
        ],
    ),
    (
        "many old words of the past here, all gone",
        "quite other words of the future stand now",
        [
            Stretch("many old ", "quite other "),
            Stretch("words of the ", "words of the ", same=True),
            Stretch("past here, all gone", "future stand now"),
        ],
    ),
    (
        "some very old words of the distant past",
        "this is new; of the near and far future",
        [
            Stretch(
                "some very old words of the distant past", "this is new; of the near and far future"
            )
        ],
    ),
    ("", "new", [Stretch("", "new")]),
    (
        "政府釋放了他。",
        "政府逮捕了他。",
        [
            Stretch("政府", "政府", same=True),
            Stretch("釋放", "逮捕"),
            Stretch("了他。", "了他。", same=True),
        ],
    ),
]


@pytest.mark.parametrize(("earlier", "later", "wanted"), ALIKE)
def test_words_that_differ(earlier: str, later: str, wanted: list[Stretch]) -> None:
    assert differences(earlier, later) == wanted


SIGNS = st.lists(
    st.sampled_from(["a", "b", "the", "c,", "c", "“d”", '"d"', "中", "國", "é中", " "]), max_size=30
).map(lambda parts: " ".join("".join(p + " " * (p.isascii()) for p in parts).split()))


@settings(max_examples=500, deadline=None)
@given(earlier=SIGNS, later=SIGNS)
def test_stretches_are_both_texts_and_take_turns(earlier: str, later: str) -> None:
    found = differences(earlier, later)
    assert "".join(one.earlier for one in found) == earlier
    assert "".join(one.later for one in found) == later
    assert all(len([*group]) == 1 for _, group in groupby(one.same for one in found))
    assert all(one.earlier or one.later for one in found)


@given(st.lists(st.integers(0, 50), unique=True, max_size=9))
def test_the_longest_in_order(numbers: list[int]) -> None:
    found = longest_in_order(numbers)
    assert found == sorted(found)
    places = iter(numbers)
    assert all(one in places for one in found)
    assert len(found) == _longest(numbers)


def _longest(numbers: list[int]) -> int:
    lengths: list[int] = []
    for at, number in enumerate(numbers):
        lengths.append(
            1
            + max((n for n, o in zip(lengths, numbers[:at], strict=True) if o < number), default=0)
        )
    return max(lengths, default=0)


def test_texts_are_plain_words() -> None:
    table = "| Year | Deaths |\n|---|---|\n| 2009 | *one*[^a] |"
    texts = [
        "See [[kazakhstan/2008#p12]] and <https://example.org>.",
        r"\*Not\* `code`  \n &amp; so",
        table,
    ]
    report = report_of([("", "", texts)])
    blocks = (*report.summary[:2], Block(BlockKind.TABLE, table, number="3"))
    found = edition_of(replace(report, summary=blocks))
    assert [paragraph.text for paragraph in found.paragraphs] == [
        "See and https://example.org.",
        r"*Not* code \n & so",
        "Year Deaths 2009 one",
    ]


def test_only_numbered_blocks_are_compared() -> None:
    quote = Block(BlockKind.PULL_QUOTE, "“two three four”")
    report = replace(report_of([("", "", ["One two three four."])]), summary=(quote,))
    assert edition_of(report).paragraphs == ()


def test_the_source_is_the_default_one() -> None:
    assert report_of([]).source == WATCH

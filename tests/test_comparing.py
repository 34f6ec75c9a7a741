"""Two editions of one source: what is compared, what is found again, and one mark for each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compared import REPORTS, WATCH, Parts, report_of
from examples import examples
from reportsite.comparing.differences import Stretch, differences
from reportsite.comparing.editions import series_of
from reportsite.comparing.likeness import RAREST, Alike, Likeness
from reportsite.comparing.marking import Change, Comparison, Mark, MovedAway, compare
from reportsite.comparing.order import longest_in_order
from reportsite.comparing.texts import edition_of
from reportsite.model import Block, BlockKind, Report, ReportKind, Source
from running import environment

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
        (
            "Amnesty International Report 2009: The State of the World’s Human Rights",
            "Amnesty International Report 2011: The State of the World’s Human Rights",
        ),
        ("Report 2017/18", "Report 2018-2019"),
        ("Report 2017–18", "Report for 2019"),
        ("Yearbook (2016)", "Yearbook, 2017."),
        ("Handbook, 12th edition", "Handbook, 13th edition"),
        ("Handbook (Edition 2)", "Handbook (Edition 3)"),
    ],
)
def test_works_that_differ_in_year_or_edition_are_one_source(one: str, other: str) -> None:
    reports = [report_of([], 2010, source(one)), report_of([], 2012, source(other))]
    assert years(reports) == [[2010, 2012]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Observation on Convention No. 87", "Observation on Convention No. 98"),
        ("Report on Article 6", "Report on Article 19"),
        ("Follow-up to Resolution 1970", "Follow-up to Resolution 1973"),
        ("Letter No. 2012", "Letter No. 2013"),
        ("Mission 3", "Mission 4"),
        ("A/HRC/2010/12", "A/HRC/2012/14"),
        ("Cases 2017123", "Cases 2018123"),
        ("Protocol 1850", "Protocol 1851"),
        ("Yearbook 2010, part 1", "Yearbook 2010, part 2"),
    ],
)
def test_works_that_differ_in_another_number_are_two_sources(one: str, other: str) -> None:
    reports = [report_of([], 2010, source(one)), report_of([], 2012, source(other))]
    assert years(reports) == [[2010], [2012]]


@pytest.mark.parametrize(
    ("work", "label"),
    [
        (
            "Country Reports on Human Rights Practices for 2016",
            "Country Reports on Human Rights Practices",
        ),
        (
            "Amnesty International Report 2009: The State of the World’s Human Rights",
            "Amnesty International Report: The State of the World’s Human Rights",
        ),
        ("Amnesty International Report 2017/18", "Amnesty International Report"),
        ("Handbook (12th edition)", "Handbook"),
        ("Observation on Convention No. 87", "Observation on Convention No. 87"),
        ("2016", ""),
    ],
)
def test_a_series_is_called_as_its_work_without_year_and_edition(work: str, label: str) -> None:
    (series,) = series_of([report_of([], 2010, source(work))])
    assert series.label == label


def test_editions_of_one_year_are_never_compared_with_each_other() -> None:
    reports = [
        replace(report_of([], year), name=name)
        for year, name in (
            *((2010, "2010"), (2010, "2010-update"), (2012, "2012-b"), (2012, "2012-a")),
            (2013, "2013"),
        )
    ]
    (series,) = series_of(reports)
    assert [one.name for one in series.reports] == [
        *("2010", "2010-update", "2012-a", "2012-b", "2013"),
    ]
    assert [(a.name, b.name) for a, b in series.pairs] == [("2010", "2012-a"), ("2012-a", "2013")]
    (alone,) = series_of(reports[:2])
    assert alone.pairs == ()


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


def _named(one: Change | MovedAway) -> tuple[str, str | None, str | None]:
    change = one.change if isinstance(one, MovedAway) else one
    earlier, later = (p.number if p else None for p in (change.earlier, change.later))
    return ("left" if isinstance(one, MovedAway) else change.mark, earlier, later)


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


@examples(400)
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


@examples(200)
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


TIES = """
from compared import report_of
from reportsite.comparing.aligning import align
from reportsite.comparing.texts import edition_of

# of each case two earlier paragraphs, each half of a later one, of words that weigh the same
halves = [[[f"{side}{case}x{n}" for n in range(12)] for side in "ab"] for case in range(8)]
others = [" ".join(one[n] for both in halves for one in both for n in range(k)) for k in range(12)]
earlier = [" ".join(one) for both in halves for one in both]
later = [" ".join(first + second) for first, second in halves]
editions = [
    edition_of(report_of([("Torture", "torture", [*texts, *others])], year))
    for year, texts in ((2010, earlier), (2011, later))
]
print(align(*editions))
"""


def test_no_process_finds_another_partner() -> None:
    """The order of words in a set is another in each process, and no value hangs on it."""
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    found = [
        subprocess.run(
            [sys.executable, "-c", TIES],
            env=environment(PYTHONHASHSEED=seed, PYTHONPATH=path),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert found[0].startswith("Alignment(paragraphs={")
    assert len({*found}) == 1


def test_likeness_is_the_same_in_whatever_order_words_are_added() -> None:
    editions = [
        edition_of(report_of([("Torture", "torture", [text, BEATINGS, TENGE, NINE])]))
        for text in (PAVLODAR, f"{PAVLODAR} {OFFICERS}")
    ]
    likeness = Likeness(*(edition.paragraphs for edition in editions))
    weights = likeness._weights
    assert all(isinstance(weight, int) and 0 < weight <= RAREST for weight in weights.values())
    assert likeness.of(1, 1) == Alike(
        1.0, sum(map(weights.__getitem__, editions[0].paragraphs[1].words)) / RAREST
    )


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


@examples(500)
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

"""Random edits, a build after each: every address ever published answers, and with its own words.

The texts are the reports that ship and, where they are at hand, the two with which the project
began and web pages of the State Department.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.manuscripts import Manuscript
from benchmarks.numbers import (
    MOST_EDITS,
    TAKEN_FOR_NEW,
    Publication,
    count_mistakes,
    paragraphs_of,
    unnumbered_reports,
)
from examples import examples
from reportsite.model import Report
from running import call
from small_archive import new_archive

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SEEDS = {"amnesty-kazakstan-2009.txt": 2008, "amnesty-kazakhstan-2011.txt": 2010}

# edits by chance, not by hypothesis, whose smallest ones all fall on one paragraph
SEEDED = st.integers(0, 2**32).map(Random)


@cache
def shipped() -> tuple[Report, ...]:
    return tuple(unnumbered_reports(ROOT, 6, Random(0)))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, ...]:
    """Reports as they were imported from the real sources."""
    if not SHARED.is_dir():
        pytest.skip("the real sources are not on this machine: there is no ../shared")
    root = new_archive(tmp_path_factory.mktemp("real") / "archive", {})
    for name, year in SEEDS.items():
        file = SHARED / "seeds" / name
        call("import", file, "--country", "KAZ", "--year", str(year), "--root", root)
    call("import", *pages(), "--root", root)
    reports = unnumbered_reports(root, 100, Random(0))
    assert len(reports) > len(SEEDS)
    return tuple(reports)


def pages() -> Iterator[Path]:
    """Yield two pages of each year."""
    for folder in sorted((SHARED / "corpus" / "statedept").iterdir()):
        yield from sorted(folder.glob("*.html"))[:2]


def check_edits(reports: tuple[Report, ...], random: Random, edits: int) -> None:
    base = random.choice(reports)
    own = set(paragraphs_of(base))
    others = [text for one in reports for text in paragraphs_of(one) if text not in own]
    publication = Publication(Manuscript(base, others, random))
    for _ in range(edits):
        edit, wrong = publication.edit()
        assert [one for one in wrong if one != TAKEN_FOR_NEW] == [], edit
    assert publication.publish() == [], "the lock that comes out, put in again, gives itself"


@examples(30)
@given(SEEDED, st.integers(1, MOST_EDITS))
def test_after_any_edits_every_address_answers(random: Random, edits: int) -> None:
    check_edits(shipped(), random, edits)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_of_real_texts_every_address_answers(
    real: tuple[Report, ...], seed: int
) -> None:
    check_edits(real, Random(seed), MOST_EDITS)


def test_the_benchmark_counts_edits_by_kind_and_outcome() -> None:
    counted = count_mistakes(shipped(), 60, Random(5))
    assert counted.total() == 60
    assert {outcome for _, outcome in counted} == {"right"}

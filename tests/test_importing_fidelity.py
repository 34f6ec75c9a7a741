"""The State Department's pages: their headings are those of the reports, as pages and as text."""

from __future__ import annotations

import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.headings import (
    Counts,
    compare,
    imported_page,
    measure,
    page_as_text,
    page_headings,
    pasted_page,
    same_words,
    table,
)
from pages import VOCABULARY, imported, state_page

ARCHIVE = "statedept-2016-2019-2023-2024.tar.xz"
# Every so manieth page of the archive. The benchmark `python -m benchmarks.headings` takes all 776.
STEP = 8
# The 9 pages of another layout, copied from the Internet Archive, and those of odd names.
ODD = frozenset(
    f"{year}/{name}.html"
    for year, names in {
        2016: "romania israel-and-the-occupied-territories malaysia-2 jamaica__trashed",
        2019: "colombia cote-divoire ghana jamaica mongolia namibia peru philippines romania",
        2023: "bosnia-and-herzegovina senegal thebahamas",
        2024: "hungary israel-west-bank-and-gaza",
    }.items()
    for name in names.split()
)


@pytest.fixture(scope="module")
def sample(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A sample of the whole archive, and its odd pages, unpacked."""
    folder = tmp_path_factory.mktemp("statedept")
    files = []
    number = 0
    # in the order in which they are packed: to go back is to unpack all anew
    with tarfile.open(shared / "corpus" / ARCHIVE, "r|xz") as packed:
        for page in packed:
            if page.isfile() and (number % STEP == 0 or page.name in ODD):
                packed.extract(page, folder, filter="data")
                files.append(folder / page.name)
            number += page.isfile()
    assert number == 776
    assert {f"{file.parent.name}/{file.name}" for file in files} >= ODD
    return sorted(files)


def counted(files: list[Path], measured: Callable[[Path], Counts]) -> Counts:
    """Return the counts of all files; the table is shown where a test fails."""
    by_year = measure(files, measured, processes=2)
    print("\n".join(table(by_year)))  # noqa: T201
    return sum(by_year.values(), Counts())


def test_pages_that_lie_unpacked(shared: Path) -> None:
    files = sorted((shared / "corpus" / "statedept").glob("*/*.html"))
    found = counted(files, imported_page)
    assert (found.pages, found.page) == (20, 819)
    assert (found.precision, found.recall) == (1.0, 1.0)
    assert found.unclassified == 0


def test_a_sample_of_the_whole_archive(sample: list[Path]) -> None:
    found = counted(sample, imported_page)
    assert found.pages >= 776 // STEP
    # one heading of Namibia's page of 2019 has nothing beneath it, and became a paragraph
    assert found.page - found.same == 1
    assert found.precision == 1.0
    # one of Senegal's begins with an address, one of Hungary's ends in a full stop
    assert found.unclassified <= 2


def test_the_same_pages_as_pasted_text(sample: list[Path]) -> None:
    found = counted(sample[::3], pasted_page)
    assert found.precision >= 0.97
    assert found.recall >= 0.97


def test_every_word_is_there_once_and_in_order(shared: Path) -> None:
    for file in sorted((shared / "corpus" / "statedept").glob("*/*.html")):
        html = file.read_text(encoding="utf-8")
        assert same_words(html, imported(html).text, VOCABULARY), file


def test_the_measure_itself() -> None:
    html = state_page(body="<p>One<br>two</p><h4>Three</h4><p>four</p>")
    assert page_headings(html) == [
        "Executive Summary",
        "Section 1. Respect for the Integrity of the Person",
        "a. Disappearance",
        "Abductions",
        "Three",
    ]
    assert page_as_text(html).split("\n\n")[-4:] == ["One", "two", "Three", "four\n"]
    report = imported(html).text
    assert compare(html, report, VOCABULARY) == Counts(1, 5, 5, 5, 1)
    worse = report.replace("#### Abductions\n\n", "").replace("#### Three", "#### Four")
    found = compare(html, worse, VOCABULARY)
    assert (found.precision, found.recall) == (3 / 4, 3 / 5)
    assert same_words(html, report, VOCABULARY)
    assert not same_words(html, report.replace("There were two.", "There were."), VOCABULARY)

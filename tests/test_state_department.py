"""Two web pages of the US Department of State on one country, from import to what changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from running import run
from serving import served

YEARS = ("2023", "2024")
MARKS = ("unchanged", "reworded", "moved", "no longer there", "new")


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new archive with both editions imported, built."""
    root = tmp_path_factory.mktemp("state") / "archive"
    pages = [shared / "corpus" / "statedept" / year / "kazakhstan.html" for year in YEARS]
    if missing := [page for page in pages if not page.is_file()]:
        pytest.skip(f"{missing[0].name} of {missing[0].parent.name} is not in ../shared/corpus")
    runs = [
        run("new", root),
        run("import", *pages, "--root", root),
        run("build", "--root", root),
    ]
    assert [done.status for done in runs] == [0, 0, 0]
    return root


def numbered(root: Path, year: str) -> int:
    html = (root / "site/reports/kazakhstan" / year / "index.html").read_text("utf-8")
    return len(re.findall(r'<a class="pn" href="#p\w+"', html))


def counted(sentence: str) -> dict[str, int]:
    return {mark: int(n) for n, mark in re.findall(rf"(\d+) ({'|'.join(MARKS)})", sentence)}


def test_the_counts_add_up_to_all_paragraphs_of_both_editions(built: Path, page: Page) -> None:
    with served(built / "site") as url:
        page.goto(f"{url}/countries/kazakhstan/changes/2023-2024/")
        said = page.get_by_text(re.compile(r"^\d+ paragraphs of 2023:")).inner_text()
    earlier, later = re.split(r"\. (?=\d)", said)
    for year, sentence in zip(YEARS, (earlier, later), strict=True):
        total = numbered(built, year)
        assert sentence.startswith(f"{total} paragraphs of {year}:")
        assert sum(counted(sentence).values()) == total
    assert {mark: counted(earlier)[mark] for mark in MARKS[:3]} == {
        mark: counted(later)[mark] for mark in MARKS[:3]
    }


def test_sections_that_are_no_longer_there_are_shown(built: Path, page: Page) -> None:
    with served(built / "site") as url:
        page.goto(f"{url}/countries/kazakhstan/changes/2023-2024/page-2/")
        gone = page.get_by_role("heading", name="Sections that are no longer there")
        expect(gone).to_be_visible()
        expect(page.get_by_role("heading", name="Other Societal Violence")).to_be_visible()

"""The two texts that the project began with, from raw source to a page in a browser."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest
import yaml
from playwright.sync_api import Page, expect

from running import run
from serving import served

SECTIONS = {
    "2008": [
        ("background", "background"),
        ("torture-and-other-ill-treatment", "torture"),
        ("police-and-security-forces", "police"),
        ("legal-developments", "legal-developments"),
        ("refugees-and-asylum-seekers", "refugees"),
        ("freedom-of-religion", "freedom-of-religion"),
        ("amnesty-international-visit", "own-work"),
    ],
    "2010": [
        ("background", "background"),
        ("torture-and-other-ill-treatment", "torture"),
        ("impunity", "impunity"),
        ("refugees-and-asylum-seekers", "refugees"),
    ],
}
FILES = {"2008": "amnesty-kazakstan-2009.txt", "2010": "amnesty-kazakhstan-2011.txt"}


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new archive with both texts imported, built."""
    root = tmp_path_factory.mktemp("seeds") / "archive"
    runs = [run("new", root)]
    for year, name in FILES.items():
        file = shared / "seeds" / name
        runs.append(run("import", file, "--country", "Kazakhstan", "--year", year, "--root", root))
    runs.append(run("build", "--root", root))
    assert [done.status for done in runs] == [0, 0, 0, 0]
    assert "none lost" in runs[-1].out
    return root


def front_matter(page: Path) -> dict[str, object]:
    loaded = yaml.safe_load(page.read_text(encoding="utf-8").split("---\n")[1])
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize("year", SECTIONS)
def test_every_section_has_its_page(built: Path, year: str) -> None:
    folder = built / "docs" / "reports" / "kazakhstan" / year
    slugs = {slug for slug, _ in SECTIONS[year]}
    assert {page.stem for page in folder.glob("*.md")} == slugs | {"index"}
    for slug, theme in SECTIONS[year]:
        meta = front_matter(folder / f"{slug}.md")
        assert (meta["country"], meta["year"], meta["theme"]) == ("KAZ", int(year), theme)
        assert (built / "site/reports/kazakhstan" / year / slug / "index.html").is_file()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("year", SECTIONS)
def test_every_word_is_on_the_page(built: Path, shared: Path, page: Page, year: str) -> None:
    raw = (shared / "seeds" / FILES[year]).read_text(encoding="utf-8")
    kept = [line for line in raw.splitlines() if line.strip() != "Top of page"]
    with served(built / "site") as url:
        page.goto(f"{url}/reports/kazakhstan/{year}/")
        page.evaluate("document.querySelectorAll('.pn').forEach(number => number.remove())")
        shown = page.get_by_role("article").inner_text()
    assert words(shown) == words("\n".join(kept))


def test_the_search_finds_a_name_at_its_paragraph(built: Path, page: Page) -> None:
    with served(built / "site") as url:
        page.goto(f"{url}/search/?q=Gerasimov")
        page.locator('#search-page a[href*="#p"]').first.click()
        page.wait_for_url(f"{url}/reports/kazakhstan/2010/impunity/#p*")
        expect(page.locator(":target")).to_contain_text("Gerasimov")


def test_the_theme_shows_both_years_together(built: Path, page: Page) -> None:
    with served(built / "site") as url:
        page.goto(f"{url}/themes/torture/kazakhstan/")
        headings = page.get_by_role("heading", level=2).all_inner_texts()
        assert headings == ["Kazakhstan 2008", "Kazakhstan 2010"]
        expect(page.get_by_role("article")).to_contain_text("zero-tolerance")
        expect(page.get_by_role("article")).to_contain_text("zero tolerance")


def test_a_search_finds_the_other_spelling_and_says_so(built: Path, page: Page) -> None:
    with served(built / "site") as url:
        page.goto(f"{url}/search/?q=Kazakhstan+torture&year=2008")
        found = page.locator("#search-page")
        expect(found).to_contain_text("Also searched for “Kazakstan”.")
        expect(found.locator('a[href*="/reports/kazakhstan/2008/"]').first).to_be_visible()
        marked = found.locator("mark").all_inner_texts()
    assert {"Kazakstan", "Kazakhstan"} & {*marked} == {"Kazakstan"}


def test_a_phrase_is_found_and_not_its_words_apart(built: Path, page: Page) -> None:
    with served(built / "site") as url:
        page.goto(f"{url}/search/?q=%22zero+tolerance%22")
        marks = page.locator("#search-page mark")
        expect(marks.first).to_be_visible()
        assert {re.sub(r"\W", " ", mark) for mark in marks.all_inner_texts()} == {"zero tolerance"}
        page.goto(f"{url}/search/?q=%22tolerance+zero%22")
        expect(page.get_by_role("status").first).to_contain_text("Nothing found")


def test_the_list_of_passages_prints_with_citations(built: Path, page: Page) -> None:
    with served(built / "site") as url:
        page.goto(f"{url}/search/?q=%22zero+tolerance%22")
        page.get_by_role("button", name="Add all hits shown").click()
        expect(page.get_by_role("link", name="Your list")).not_to_contain_text("0 passages")
        page.goto(f"{url}/passages/")
        expect(page.locator("blockquote").first).to_contain_text("tolerance")
        expect(page.locator("main")).to_contain_text("para.")
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(one.extract_text() for one in printed.pages).split())
    assert "zero tolerance" in text
    assert len(re.findall(r"para\. \d+ \(“", text)) >= 2
    assert "/reports/kazakhstan/2010/#p" in text

"""Passages that a reader took along, after the reports were edited: what the list says of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builds import build, copy_tree
from serving import served
from small_archive import new_archive

FILE = "reports/kazakhstan/2010.md"
PAGE = "reports/kazakhstan/2010/torture/"
KEY = "reportsite.passages /"
HEAD = "---\ncountry: KAZ\nyear: 2010\ntitle: Kazakhstan\nlanguage: en\n{}---\n\n"

ONE = "The police in the north kept eleven prisoners standing through three winter nights."
TWO = "Lawyers were refused leave to see those whom they were to defend before the court."
THREE = "A monitoring commission of independent doctors visited four detention centres in April."
FOUR = "Nobody was charged with beating the miners at Zhanaozen, the prosecutor announced."
FIVE = "Wardens had burned the register of complaints, which the ombudsman had asked for."
SIX = "An amnesty of September let two hundred women leave the colonies early."

BEFORE = f"""\
## Torture

{ONE}

{TWO}

{THREE}

{FOUR}

{FIVE}

{SIX}

## Detention

Words of the other section stand here so that it is one.
"""
# ¶1 stays, ¶2 is corrected, ¶3 is withdrawn, ¶4 moves, ¶6 becomes a part of ¶5
AFTER = f"""\
## Torture

{ONE}

{TWO.replace("before the court", "before the trial")}

{FIVE} {SIX}

## Detention

Words of the other section stand here so that it is one.

{FOUR}
"""


def write(root: Path, text: str, more: str = "") -> None:
    (root / FILE).write_text(HEAD.format(more) + text, "utf-8")


@pytest.fixture(scope="module")
def kept_and_url(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str, Path]]:
    """A list that was read before the edit, as it was kept; the site after it; the archive."""
    root = new_archive(tmp_path_factory.mktemp("later") / "archive", {})
    (root / FILE).parent.mkdir(parents=True)
    write(root, BEFORE)
    build(root)
    with served(root / "site") as url:
        page = browser.new_page()
        page.goto(f"{url}/")
        page.evaluate(
            """async (items) => {
              const { add } = await import(new URL("assets/passages-store.js", document.baseURI));
              add(items);
            }""",
            [{"page": PAGE, "number": str(n), "added": "2026-01-31"} for n in range(1, 7)],
        )
        opened(page, url)
        kept = json.loads(page.evaluate("key => localStorage.getItem(key)", KEY))
        page.context.close()
        for entry in kept["entries"]:
            entry["kept"]["read"] = "2026-01-31"
        write(root, AFTER)
        build(root)
        yield json.dumps(kept), url, root


def opened(page: Page, url: str) -> None:
    page.goto(f"{url}/passages/")
    expect(page.locator(".rs-passages__extent")).not_to_contain_text("being read")
    expect(page.get_by_role("article").first.locator(".rs-passage__citation")).to_be_visible()


def opened_with(page: Page, url: str, kept: str) -> None:
    page.goto(f"{url}/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, kept])
    opened(page, url)


@pytest.fixture
def later(page: Page, kept_and_url: tuple[str, str, Path]) -> Page:
    """The list, opened after the edit."""
    kept, url, _ = kept_and_url
    opened_with(page, url, kept)
    return page


def entry(page: Page, number: str) -> Locator:
    heading = page.get_by_role("heading", name=re.compile(f"¶{number}$"))
    return page.get_by_role("article").filter(has=heading)


def words(page: Page, number: str) -> list[str]:
    return entry(page, number).locator("blockquote").all_inner_texts()


def remarks(page: Page, number: str) -> str:
    return " ".join(entry(page, number).locator(".rs-passage__remark").all_inner_texts())


def test_of_what_is_as_it_was_nothing_is_said(later: Page) -> None:
    assert words(later, "1") == [f"“{ONE}”"]
    assert remarks(later, "1") == ""


def test_of_what_has_changed_both_are_shown_until_it_is_taken(
    later: Page, kept_and_url: tuple[str, str, Path]
) -> None:
    now = TWO.replace("before the court", "before the trial")
    assert words(later, "2") == [f"“{now}”", f"“{TWO}”"]
    assert remarks(later, "2") == "The text has changed since 31 January 2026."
    opened(later, kept_and_url[1])
    assert words(later, "2") == [f"“{now}”", f"“{TWO}”"]
    entry(later, "2").get_by_role("button", name="Take the text of today").click()
    expect(entry(later, "2").get_by_role("heading")).to_be_focused()
    opened(later, kept_and_url[1])
    assert words(later, "2") == [f"“{now}”"]
    assert remarks(later, "2") == ""


@pytest.mark.parametrize(
    ("number", "shown", "told"),
    [
        ("3", [THREE], "This paragraph was withdrawn: “¶3 withdrawn”. "
                       "It is shown as it was read on 31 January 2026."),
        ("4", [FOUR], "The site says of this paragraph: “¶4 stands now in Detention”."),
        ("6", [f"{FIVE} {SIX}", SIX],
         "The site says of this paragraph: “¶6 is part of ¶5”. "
         "The text has changed since 31 January 2026."),
    ],
)  # fmt: skip
def test_what_became_of_a_passage(later: Page, number: str, shown: list[str], told: str) -> None:
    assert words(later, number) == [f"“{one}”" for one in shown]
    assert remarks(later, number) == told


def test_the_files_say_so_too(later: Page) -> None:
    with later.expect_download() as download:
        later.get_by_role("button", name="Markdown").click()
    text = download.value.path().read_text("utf-8")
    assert "**This paragraph was withdrawn: “¶3 withdrawn”." in text
    assert f"Before:\n\n> “{TWO}”" in text


@pytest.fixture
def renamed_url(kept_and_url: tuple[str, str, Path], tmp_path: Path) -> Iterator[str]:
    """The site after the report was renamed as well, of an archive of its own."""
    root = copy_tree(kept_and_url[2], tmp_path / "archive")
    for name in (FILE, FILE.replace(".md", ".lock.json")):
        (root / name).rename(root / name.replace("2010", "2010-long"))
    new = root / FILE.replace("2010", "2010-long")
    new.write_text(HEAD.format("formerly: kazakhstan/2010\n") + AFTER, "utf-8")
    build(root)
    with served(root / "site") as url:
        yield url


def test_a_report_that_was_renamed_is_found(
    page: Page, kept_and_url: tuple[str, str, Path], renamed_url: str
) -> None:
    opened_with(page, renamed_url, kept_and_url[0])
    assert words(page, "1") == [f"“{ONE}”"]
    now = "reports/kazakhstan/2010-long/torture/#p1"
    assert remarks(page, "1") == f"The site says of this paragraph: “It stands now at {now}”."
    citation = entry(page, "1").locator(".rs-passage__address")
    expect(citation).to_have_text(f"{renamed_url}/reports/kazakhstan/2010-long/#p1")
    assert "¶3 withdrawn" in remarks(page, "3")

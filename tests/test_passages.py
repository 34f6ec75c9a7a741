"""The list of passages as a person uses it: filled, put in order, kept, printed, carried."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from builds import build
from clocks import stop_time
from serving import served
from small_archive import REPORTS, new_archive

HOME = "https://reports.example/archive"
REPORT = "/reports/kazakhstan/2010/"
SECTION = f"{REPORT}torture-and-other-ill-treatment/"
ARABIC = "/reports/egypt/2010/"
LONG = "reports/kazakhstan/2015.md"
KEY = "reportsite.passages /"


def long_report() -> str:
    """A report of paragraphs of many lengths."""
    head = "---\ncountry: KAZ\nyear: 2015\ntitle: Kazakhstan\nlanguage: en\n---\n\n"
    words = "Lawyers, too, were at times refused leave to see those whom they were to defend. "
    return head + "\n\n".join(f"Paragraph {n}. {words * (n * 5 % 23)}" for n in range(1, 61))


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive as a site that knows its address."""
    root = new_archive(
        tmp_path_factory.mktemp("passages") / "archive", {**REPORTS, LONG: long_report()}
    )
    configuration = root / "mkdocs.yml"
    typed = configuration.read_text("utf-8")
    configuration.write_text(f"site_url: {HOME}/\n{typed}", "utf-8")
    build(root)
    return root / "site"


@pytest.fixture(scope="module")
def url(site_folder: Path) -> Iterator[str]:
    with served(site_folder) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window of its own: what one test keeps no other finds."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800})
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of it; an error in its scripts fails the test."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    assert errors == []


ADD = """async (items) => {
  const { add } = await import(new URL("assets/passages-store.js", document.baseURI));
  return add(items);
}"""


def filled(page: Page, url: str, items: list[tuple[str, str]]) -> None:
    """Put passages into the list, each a page and a number, and open it."""
    page.goto(f"{url}/")
    page.evaluate(ADD, [{"page": at.lstrip("/"), "number": number} for at, number in items])
    opened(page, url)


def opened(page: Page, url: str) -> None:
    page.goto(f"{url}/passages/")
    expect(page.locator(".rs-passages__extent")).not_to_contain_text("being read")


def order(page: Page) -> list[str]:
    """Return the headings of the list in their order, passages by their numbers alone."""
    texts = page.locator(".rs-passages__entries :is(h2, h3)").all_inner_texts()
    return [text.split("¶")[-1] for text in texts]


def entry(page: Page, number: str) -> Locator:
    found = page.get_by_role("article")
    return found.filter(has=page.get_by_role("heading", name=f"¶{number}", exact=False))


def press(page: Page, number: str, name: str) -> None:
    entry(page, number).get_by_role("button", name=name, exact=True).click()


def add_heading(page: Page, text: str) -> None:
    page.get_by_label("New heading").fill(text)
    page.keyboard.press("Enter")


def said(page: Page) -> Locator:
    return page.locator(".rs-passages__status")


def message(page: Page) -> Locator:
    return page.locator(".rs-passages__messages")


def kept(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("key => localStorage.getItem(key)", KEY))
    return found


# From the menu of a paragraph ----------------------------------------------------------------


@pytest.mark.parametrize("path", [REPORT, SECTION])
def test_a_passage_is_added_from_the_menu_and_taken_back(page: Page, url: str, path: str) -> None:
    page.clock.install()
    page.goto(url + path)
    stop_time(page)
    door = page.get_by_role("navigation", name="Site").get_by_role("link", name="Passages")
    expect(door).to_be_hidden()
    page.locator("#p6 > .pn").click()
    page.get_by_role("menuitem", name="Add to my passages").click()
    expect(page.get_by_text("Added to your passages")).to_be_visible()
    expect(page.locator("#p6 > .pn")).to_be_focused()
    expect(door).to_have_text("Passages (1)")
    [one] = kept(page)["entries"]
    assert (one["page"], one["number"]) == (SECTION.lstrip("/"), "6")
    assert (one["title"], one["section"]) == ("Kazakhstan 2010", "Torture and other ill-treatment")
    page.locator("#p6 > .pn").click()
    page.get_by_role("menuitem", name="In my passages – remove").click()
    expect(page.get_by_text("Removed from your passages")).to_be_visible()
    expect(door).to_be_hidden()
    assert kept(page)["entries"] == []


def test_what_a_passage_shows(page: Page, url: str) -> None:
    filled(page, url, [(SECTION, "5"), (REPORT, "1"), (f"{ARABIC}altadhib/", "2")])
    expect(page.locator(".rs-passages__extent")).to_have_text("3 passages, about 1 page in print.")
    expect(page.get_by_text("Saved in this browser only; nothing is sent.")).to_be_visible()
    five = entry(page, "5")
    link = five.get_by_role("heading").get_by_role("link")
    expect(link).to_have_text("Kazakhstan 2010, Torture and other ill-treatment, ¶5")
    expect(link).to_have_attribute("href", f"{HOME}{REPORT}#p5")
    expect(five.locator("blockquote")).to_have_text("“4. The fourth,with nesteditems.”")
    citation = five.locator(".rs-passage__citation")
    expect(citation).to_contain_text("para. 5 (“Torture and other ill-treatment”; numbering of")
    expect(citation.get_by_role("link", name=f"{HOME}{REPORT}#p5")).to_be_visible()
    expect(five.locator(".rs-passage__source")).to_have_text(
        "Source: Yearbook: 2011, Example Watch"
    )
    quotation = entry(page, "2").locator("blockquote")
    expect(quotation).to_have_text("“فقرة أولى.”")
    expect(quotation).to_have_attribute("dir", "rtl")
    expect(quotation).to_have_attribute("lang", "ar")
    expect(entry(page, "1").locator("blockquote")).to_contain_text("A <script>alert(1)</script> is")


def test_a_site_without_an_address_gives_the_one_at_which_it_is_read(
    page: Page, site_url: str
) -> None:
    filled(page, site_url, [("/reports/kazakhstan/2010/impunity/", "8")])
    address = f"{site_url}/reports/kazakhstan/2010/#p8"
    expect(entry(page, "8").get_by_role("link", name=address)).to_be_visible()
    expect(entry(page, "8").locator(".rs-passage__source")).to_contain_text("Digest of Amnesty")
    assert link_of(page).startswith(f"{site_url}/passages/#z=")


def test_citations_are_in_the_style_that_is_chosen_everywhere(page: Page, url: str) -> None:
    filled(page, url, [(SECTION, "6")])
    citation = entry(page, "6").locator(".rs-passage__citation")
    full = citation.inner_text()
    page.get_by_label("Style of citations").select_option("OSCOLA, footnote")
    expect(citation).not_to_have_text(full)
    # a style that does not print the permanent address leaves it to a line of its own
    assert f"{HOME}{REPORT}#p6" in entry(page, "6").inner_text()
    page.goto(url + SECTION)
    page.locator("#p6 > .pn").click()
    page.get_by_role("menuitem", name="Copy citation").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    opened(page, url)
    expect(citation).to_have_text(copied)


# Order, headings, notes ----------------------------------------------------------------------


def test_passages_are_put_in_order_by_keyboard(page: Page, url: str) -> None:
    filled(page, url, [(SECTION, number) for number in ("2", "3", "4")])
    up = entry(page, "4").get_by_role("button", name="Up", exact=True)
    up.press("Enter")
    expect(said(page)).to_have_text("Passage 2 of 3, under no heading.")
    expect(up).to_be_focused()
    up.press("Enter")
    up.press("Enter")
    assert order(page) == ["Passages", "4", "2", "3"]
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    page.reload()
    expect(page.get_by_role("article")).to_have_count(3)
    assert order(page) == ["Passages", "4", "2", "3"]


def test_headings_group_passages(page: Page, url: str) -> None:
    filled(page, url, [(SECTION, number) for number in ("2", "3", "4")])
    add_heading(page, "Impunity")
    expect(said(page)).to_have_text("The heading “Impunity” was added at the end.")
    expect(page.get_by_label("New heading")).to_be_focused()
    press(page, "3", "Move to…")
    dialog = page.get_by_role("dialog", name="Move to")
    dialog.get_by_role("radio", name="Impunity").check()
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(said(page)).to_have_text("Passage 3 of 3, under “Impunity”.")
    expect(entry(page, "3").get_by_role("button", name="Move to…")).to_be_focused()
    press(page, "4", "Move to…")
    page.get_by_role("textbox", name="Words of the new heading").fill("Torture?")
    page.keyboard.press("Enter")
    assert order(page) == ["Not under a heading", "2", "Impunity", "3", "Torture?", "4"]
    group = page.get_by_role("group", name="Heading: Torture?")
    group.get_by_role("button", name="Up").press("Enter")
    expect(said(page)).to_have_text("Heading 1 of 2.")
    assert order(page) == ["Not under a heading", "2", "Torture?", "4", "Impunity", "3"]
    group.get_by_role("button", name="Rename").click()
    page.get_by_label("Heading", exact=True).fill("Was there torture?")
    page.keyboard.press("Enter")
    renamed = page.get_by_role("group", name="Heading: Was there torture?")
    expect(renamed.get_by_role("button", name="Rename")).to_be_focused()
    renamed.get_by_role("button", name="Delete the heading").click()
    assert order(page) == ["Not under a heading", "2", "4", "Impunity", "3"]
    page.get_by_role("button", name="Undo").click()
    assert order(page)[2] == "Was there torture?"
    assert_accessible(page)


def test_a_question_can_be_left(page: Page, url: str) -> None:
    filled(page, url, [(SECTION, "2")])
    add_heading(page, "Impunity")
    press(page, "2", "Move to…")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(entry(page, "2").get_by_role("button", name="Move to…")).to_be_focused()
    assert order(page) == ["Not under a heading", "2", "Impunity"]


def test_a_note_and_a_title_are_text(page: Page, url: str) -> None:
    typed = "See <b>annex</b> 3\n<img src=x onerror=alert(1)>"
    filled(page, url, [(SECTION, "2")])
    press(page, "2", "Note")
    page.get_by_label("Your note to this passage").fill(typed)
    page.get_by_role("button", name="Done").click()
    expect(entry(page, "2").get_by_role("button", name="Note")).to_be_focused()
    page.get_by_role("button", name="Give it a title").click()
    page.get_by_label("Title of the list").fill("A. v. <i>B.</i>")
    page.keyboard.press("Enter")
    page.reload()
    expect(entry(page, "2").locator(".rs-passage__note")).to_have_text(f"Note: {typed}")
    expect(page.get_by_role("heading", level=1)).to_have_text("A. v. <i>B.</i>")
    press(page, "2", "Note")
    expect(page.get_by_label("Your note to this passage")).to_have_value(typed)
    page.keyboard.press("Escape")
    expect(page.get_by_label("Your note to this passage")).to_have_count(0)


NOTE = "Your note to this passage"


@pytest.mark.parametrize("way", ["wait", "leave", "reload", "move", "escape", "another field"])
def test_a_note_is_kept_as_it_is_typed(page: Page, url: str, way: str) -> None:
    filled(page, url, [(SECTION, "2")])
    add_heading(page, "Impunity")
    press(page, "2", "Note")
    page.keyboard.type("See annex 3 ")
    field = page.get_by_label(NOTE)
    expect(field).to_be_focused()
    if way == "wait":
        page.wait_for_function(f"localStorage.getItem({KEY!r}).includes('See annex 3')")
        expect(field).to_be_focused()
        page.keyboard.type("a")
        expect(field).to_have_value("See annex 3 a")
        page.keyboard.press("Backspace")
    elif way == "leave":
        page.goto(url + SECTION)
    elif way == "move":
        press(page, "2", "Move to…")
        page.get_by_role("dialog").get_by_role("radio", name="Impunity").check()
        page.get_by_role("dialog").get_by_role("button", name="Move", exact=True).click()
        expect(said(page)).to_have_text("Passage 1 of 1, under “Impunity”.")
        expect(field).to_have_value("See annex 3 ")
    elif way == "escape":
        page.keyboard.press("Escape")
        expect(entry(page, "2").get_by_role("button", name="Note")).to_be_focused()
    elif way == "another field":
        page.get_by_label("New heading").click()
    opened(page, url)
    expect(entry(page, "2").locator(".rs-passage__note")).to_have_text("Note: See annex 3")


def test_a_note_can_be_left_as_it_was(page: Page, url: str) -> None:
    has_list(page, url, [passage(SECTION, "2", "Annex 3")])
    press(page, "2", "Note")
    page.get_by_label(NOTE).fill("Annex 4")
    page.wait_for_function(f"localStorage.getItem({KEY!r}).includes('Annex 4')")
    entry(page, "2").get_by_role("button", name="Cancel").click()
    expect(page.get_by_label(NOTE)).to_have_count(0)
    expect(entry(page, "2").locator(".rs-passage__note")).to_have_text("Note: Annex 3")
    assert kept(page)["entries"][0]["note"] == "Annex 3"


def test_what_is_removed_can_be_brought_back(page: Page, url: str) -> None:
    filled(page, url, [(SECTION, number) for number in ("2", "3", "4")])
    press(page, "3", "Remove")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(said(page)).to_contain_text("¶3 was removed.")
    assert order(page) == ["Passages", "2", "4"]
    undo.press("Enter")
    assert order(page) == ["Passages", "2", "3", "4"]
    expect(entry(page, "3").get_by_role("heading")).to_be_focused()


def test_all_is_cleared_on_a_question_and_can_be_brought_back(page: Page, url: str) -> None:
    filled(page, url, [(SECTION, "2"), (SECTION, "3")])
    clear = page.get_by_role("button", name="Clear the list")
    clear.click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    assert order(page) == ["Passages", "2", "3"]
    clear.click()
    page.get_by_role("dialog").get_by_role("button", name="Clear the list").click()
    expect(page.get_by_text("There is nothing in this list yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_role("navigation").get_by_role("link", name="Passages")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    assert order(page) == ["Passages", "2", "3"]


# What is kept --------------------------------------------------------------------------------


def test_another_tab_sees_what_is_done(context: BrowserContext, page: Page, url: str) -> None:
    filled(page, url, [(SECTION, "2")])
    other = context.new_page()
    other.goto(url + SECTION)
    other.locator("#p3 > .pn").click()
    other.get_by_role("menuitem", name="Add to my passages").click()
    expect(page.get_by_role("article")).to_have_count(2)
    door = page.get_by_role("navigation").get_by_role("link", name="Passages")
    expect(door).to_have_text("Passages (2)")
    press(page, "2", "Remove")
    other.locator("#p2 > .pn").click()
    expect(other.get_by_role("menuitem", name="Add to my passages")).to_be_visible()
    assert [one["number"] for one in kept(page)["entries"]] == ["3"]


FORBIDDEN = """
Object.defineProperty(window, "localStorage", {get() { throw new Error("forbidden"); }});
"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
"""


@pytest.mark.parametrize("storage", [FORBIDDEN, FULL])
def test_a_browser_that_keeps_nothing_is_told_of(page: Page, url: str, storage: str) -> None:
    page.add_init_script(storage)
    page.goto(url + SECTION)
    page.locator("#p3 > .pn").click()
    page.get_by_role("menuitem", name="Add to my passages").click()
    expect(page.get_by_text("Added, for as long as this page is open")).to_be_visible()
    page.locator("#p3 > .pn").click()
    expect(page.get_by_role("menuitem", name="In my passages – remove")).to_be_visible()
    page.goto(f"{url}/passages/")
    add_heading(page, "Impunity")
    expect(page.get_by_text("This browser does not let the page keep anything")).to_be_visible()
    assert order(page) == ["Impunity"]


def test_where_there_is_little_room_the_words_are_left_out(page: Page, url: str) -> None:
    page.add_init_script(
        """const { setItem } = Storage.prototype;
        Storage.prototype.setItem = function (key, value) {
          if (value.length > 1200) throw new DOMException("", "QuotaExceededError");
          setItem.call(this, key, value);
        };"""
    )
    filled(page, url, [(SECTION, "2"), (SECTION, "3")])
    expect(page.get_by_text("without the words of the passages")).to_be_visible()
    expect(entry(page, "3").locator("blockquote")).to_have_text("“Another belongs elsewhere too.”")
    assert [one["kept"] for one in kept(page)["entries"]] == [None, None]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{damaged", []),
        ('{"version": 9, "entries": []}', []),
        ('{"version": 1, "entries": [{"kind": "heading", "id": "h1", "text": "A"}, 7]}', ["A"]),
    ],
)
def test_what_cannot_be_read_is_set_aside(page: Page, url: str, text: str, left: list[str]) -> None:
    page.goto(f"{url}/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.goto(f"{url}/passages/")
    expect(page.get_by_text("It was set aside as it was.")).to_be_visible()
    assert order(page) == left
    add_heading(page, "New")
    page.reload()
    assert order(page) == [*left, "New"]
    with page.expect_download() as download:
        page.get_by_role("button", name="Download what was set aside").click()
    assert download.value.path().read_text("utf-8") == text
    page.get_by_role("button", name="Forget it").click()
    expect(page.get_by_text("It was set aside as it was.")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("It was set aside as it was.")).to_have_count(0)


def test_offline_shows_what_was_kept(context: BrowserContext, page: Page, url: str) -> None:
    filled(page, url, [(SECTION, "3")])
    page.route("**/reports/**", lambda route: route.abort())
    page.reload()
    expect(page.get_by_text("The pages of 1 passage could not be read just now.")).to_be_visible()
    expect(entry(page, "3").locator("blockquote")).to_have_text("“Another belongs elsewhere too.”")
    expect(entry(page, "3").locator(".rs-passage__citation")).to_contain_text("para. 3")
    expect(entry(page, "3").locator(".rs-passage__remark")).to_contain_text("could not be read")
    page.unroute("**/reports/**")
    page.get_by_role("button", name="Try again").click()
    expect(entry(page, "3").locator(".rs-passage__remark")).to_have_count(0)


# Carried in a link ---------------------------------------------------------------------------


def link_of(page: Page) -> str:
    page.get_by_role("button", name="Copy as a link").click()
    expect(said(page)).to_contain_text("The link is copied.")
    found: str = page.evaluate("navigator.clipboard.readText()")
    return found


CHANGE = """async (json) => {
  const { change } = await import(new URL("assets/passages-store.js", document.baseURI));
  const { listFrom } = await import(new URL("assets/passages-reading.js", document.baseURI));
  change(() => listFrom(json).list);
}"""


def has_list(page: Page, url: str, entries: list[dict[str, str]], title: str = "") -> None:
    """Have a list kept in the browser, and open it."""
    page.goto(f"{url}/")
    page.evaluate(CHANGE, json.dumps({"version": 1, "title": title, "entries": entries}))
    opened(page, url)


def passage(at: str, number: str, note: str = "") -> dict[str, str]:
    return {"kind": "passage", "page": at.lstrip("/"), "number": number, "note": note}


def a_case(page: Page, url: str) -> None:
    """Have a list of two passages, a heading, a title and a note."""
    heading = {"kind": "heading", "id": "h1", "text": "Impunity"}
    entries = [passage(SECTION, "2"), heading, passage(SECTION, "3", "Annex 3")]
    has_list(page, url, entries, "A. v. B.")


def carried(page: Page, url: str) -> str:
    """Have that list, and return its link."""
    a_case(page, url)
    link = link_of(page)
    assert link.startswith(f"{HOME}/passages/#z=")
    return link.replace(HOME, url)


def test_a_link_carries_the_list_to_another_browser(browser: Browser, page: Page, url: str) -> None:
    link = carried(page, url)
    other = browser.new_page()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(link)
    expect(other.get_by_role("heading", name="A list from a link")).to_be_focused()
    assert order(other) == ["Not under a heading", "2", "Impunity", "3"]
    expect(other.locator("h1")).to_have_text("A. v. B.")
    expect(other.locator(".rs-passage__note")).to_have_text("Note: Annex 3")
    expect(other.get_by_role("button", name="Remove")).to_have_count(0)
    expect(other.get_by_label("New heading")).to_be_hidden()
    assert other.evaluate("localStorage.length") == 0
    assert_accessible(other)
    other.get_by_role("button", name="Keep it as my list").click()
    expect(other).to_have_url(f"{url}/passages/")
    other.reload()
    assert order(other) == ["Not under a heading", "2", "Impunity", "3"]
    fragment = link.partition("#")[2]
    assert [address for address in asked if fragment in address.partition("#")[0]] == []
    other.context.close()


@pytest.mark.parametrize(
    ("buttons", "after"),
    [
        (["Add it to my list"], ["Not under a heading", "7", "2", "Impunity", "3"]),
        (["Replace my list with it", "Replace it"], ["Not under a heading", "2", "Impunity", "3"]),
        (["Replace my list with it", "Replace it", "Undo"], ["Passages", "7"]),
        (["Leave it"], ["Passages", "7"]),
    ],
)
def test_nothing_is_overwritten_silently(
    browser: Browser, page: Page, url: str, buttons: list[str], after: list[str]
) -> None:
    link = carried(page, url)
    other = browser.new_page()
    filled(other, url, [(SECTION, "7")])
    other.goto(f"{url}/")
    other.goto(link)
    expect(other.get_by_text("Your own list (1 passage) is as it was.")).to_be_visible()
    for button in buttons:
        other.get_by_role("button", name=button, exact=True).click()
    expect(other.get_by_role("heading", name="A list from a link")).to_be_hidden()
    assert order(other) == after
    other.reload()
    expect(other.get_by_role("article")).to_have_count(len([n for n in after if n.isdigit()]))
    assert order(other) == after
    other.context.close()


def test_a_broken_link_is_told(page: Page, url: str) -> None:
    filled(page, url, [(SECTION, "2")])
    page.goto(f"{url}/passages/#z=bc_BioNAD")
    expect(message(page)).to_contain_text("This link holds no list that can be read.")
    assert order(page) == ["Passages", "2"]


def test_a_list_too_long_for_a_link_goes_into_a_file(page: Page, url: str) -> None:
    filled(page, url, [(SECTION, "2")])
    press(page, "2", "Note")
    page.get_by_label("Your note to this passage").fill(
        "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(5000))
    )
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Copy as a link").click()
    expect(message(page)).to_contain_text("This list is too long for a link:")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as JSON").click()
    assert download.value.suggested_filename == "passages.json"


HOSTILE = """async (notes) => {
  const { hashOf } = await import(new URL("../assets/passages-link.js", document.baseURI));
  const entries = [
    { kind: "heading", id: "h1", text: notes },
    { kind: "passage", page: "reports/kazakhstan/2010/impunity/", number: "13", note: notes },
    { kind: "passage", page: "reports/../../evil/x/", number: "13", note: notes },
    { kind: "passage", page: "reports/none/2010/", number: "13", note: notes },
    { kind: "passage", page: "reports/%2e%2e/%2e%2e/evil/", number: "13", note: notes },
  ];
  return hashOf({ title: notes, entries });
}"""
NASTY = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>javascript:alert(1)'


def test_a_hostile_link_runs_nothing(page: Page, url: str) -> None:
    page.goto(f"{url}/passages/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link = page.evaluate(HOSTILE, NASTY)
    page.goto(f"{url}/?other")
    page.goto(f"{url}/passages/{link}")
    expect(page.get_by_role("article")).to_have_count(2)
    expect(message(page)).to_contain_text("Entry 3 was left out")
    expect(message(page)).to_contain_text("Entry 5 was left out")
    expect(page.get_by_text("This site has no such paragraph.")).to_be_visible()
    assert page.locator("h1").inner_text() == " ".join(NASTY.split())
    assert page.evaluate("window.ran") is None
    assert page.locator("main :is(img, script, iframe)").count() == 0
    assert [one for one in asked if not one.startswith(f"{url}/")] == []
    assert [one for one in asked if "evil" in one] == []


ANSWERS = """(pages) => import(new URL("../assets/passages-complete.js", document.baseURI))
  .then(({ pageReader }) => Promise.all(pages.map(pageReader())))
  .then((found) => found.map((one) => one instanceof Document || one))"""


def test_only_pages_of_reports_are_read(page: Page, url: str) -> None:
    page.goto(f"{url}/passages/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    pages = [SECTION[1:], "reports/%2e%2e/%2e%2e/evil/", "reports/../themes/"]
    assert page.evaluate(ANSWERS, pages) == [True, "absent", "absent"]
    assert [one for one in asked if "/assets/" not in one] == [f"{url}{SECTION}"]


def test_hostile_markup_in_storage_runs_nothing(page: Page, url: str) -> None:
    page.goto(f"{url}/")
    hostile = f'<p lang="en" onclick="alert(1)">“So {NASTY}”</p><style>*{{display:none}}</style>'
    one = {
        **passage("reports/none/2010/", "1"),
        "kept": {"html": hostile, "citations": {"full": hostile}, "address": "javascript:alert(1)"},
    }
    text = json.dumps({"version": 1, "title": "", "entries": [one]})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    opened(page, url)
    shown = entry(page, "1")
    expect(shown.locator("blockquote")).to_have_text("“So javascript:alert(1)”")
    assert shown.locator("[onclick], style, img, script").count() == 0
    assert shown.get_by_role("link").first.get_attribute("href") == f"{url}/reports/none/2010/#p1"
    assert page.evaluate("window.ran") is None


# Carried in a file ---------------------------------------------------------------------------


def downloaded(page: Page, name: str) -> tuple[str, str]:
    """Return the name of a file, and what is in it."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    text = download.value.path().read_bytes().decode()
    return download.value.suggested_filename, text


def test_a_file_carries_the_list(browser: Browser, page: Page, url: str, tmp_path: Path) -> None:
    a_case(page, url)
    name, text = downloaded(page, "JSON")
    assert name == "a-v-b.json"
    assert json.loads(text) == kept(page)
    file = tmp_path / name
    file.write_text(text, "utf-8")
    other = browser.new_page()
    other.goto(f"{url}/passages/")
    other.get_by_label("Open a file").set_input_files(file)
    expect(other.get_by_role("heading", name="A list from a file")).to_be_focused()
    other.get_by_role("button", name="Keep it as my list").click()
    assert order(other) == ["Not under a heading", "2", "Impunity", "3"]
    expect(other.get_by_text("Note: Annex 3")).to_be_visible()
    other.context.close()


def test_a_file_that_holds_no_list_is_told_of(page: Page, url: str, tmp_path: Path) -> None:
    filled(page, url, [(SECTION, "2")])
    file = tmp_path / "other.json"
    file.write_text('{"entries": 7}', "utf-8")
    page.get_by_label("Open a file").set_input_files(file)
    expect(message(page)).to_contain_text("other.json: This file holds no list of passages.")
    assert order(page) == ["Passages", "2"]


def test_the_files_say_what_the_page_says(page: Page, url: str) -> None:
    a_case(page, url)
    quotation = "“Another belongs elsewhere too.”"
    citation = entry(page, "3").locator(".rs-passage__citation").inner_text().strip()
    name, html = downloaded(page, "HTML")
    assert name == "a-v-b.html"
    for part in (
        'font-weight: normal; margin: 0 0 6pt">A. v. B.</h1>',
        f'<blockquote style="margin: 0 0 6pt 18pt"><p lang="en">{quotation}</p>',
        f'<a href="{HOME}{REPORT}#p3">{HOME}{REPORT}#p3</a>',
        "Source: <bdi>Yearbook: 2011, Example Watch</bdi>",
        ">Note: Annex 3</p>",
    ):
        assert part in html
    name, markdown = downloaded(page, "Markdown")
    assert name == "a-v-b.md"
    lines = [line for line in markdown.splitlines() if line]
    at = lines.index("## Impunity")
    assert lines[at + 1 : at + 3] == [
        "### Kazakhstan 2010, Torture and other ill-treatment, ¶3",
        f"> {quotation}",
    ]
    assert lines[at + 4 :] == [
        f"<{HOME}{REPORT}#p3>",
        "Source: Yearbook: 2011, Example Watch",
        "Note: Annex 3",
    ]
    name, table = downloaded(page, "CSV")
    assert name == "a-v-b.csv"
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    assert [row["Heading"] for row in rows] == ["", "Impunity"]
    assert rows[1]["Quotation"] == quotation
    assert rows[1]["Citation"] == citation
    assert rows[1]["Address"] == f"{HOME}{REPORT}#p3"


# On paper ------------------------------------------------------------------------------------


def printed(page: Page) -> tuple[int, str]:
    """Return how many sheets the page fills, and what stands on them."""
    document = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(sheet.extract_text() for sheet in document.pages)
    return len(document.pages), " ".join(unicodedata.normalize("NFKC", text).split())


def test_the_list_prints_with_citations(page: Page, url: str) -> None:
    a_case(page, url)
    _, text = printed(page)
    for part in ("A. v. B.", "As of ", "Impunity", "“Another belongs elsewhere too.”",
                 "para. 3 (“Torture and other ill-treatment”", "Note: Annex 3"):  # fmt: skip
        assert part in text
    # the citation names the source already
    assert "Yearbook: 2011" in text
    assert "Source:" not in text
    # what is under no heading stands first, under none
    assert "Not under a heading" not in text
    assert text.replace(" ", "").count(f"{HOME}{REPORT}#p3") == 1
    for part in ("Remove", "Move to", "Copy as", "Open a file", "Saved in", "about", "Style"):
        assert part not in text


def test_a_source_that_the_citation_does_not_name_is_printed(page: Page, url: str) -> None:
    a_case(page, url)
    page.get_by_label("Style of citations").select_option("apa-in-text")
    assert "Source: Yearbook: 2011, Example Watch" in printed(page)[1]


@pytest.mark.parametrize(
    ("first", "last", "headings", "style"),
    [(1, 1, 0, "full"), (1, 20, 3, "full"), (1, 60, 9, "bluebook"), (10, 40, 0, "apa-in-text")],
)
def test_the_length_is_about_what_a_browser_prints(
    page: Page, url: str, first: int, last: int, headings: int, style: str
) -> None:
    issues = [{"kind": "heading", "id": f"h{n}", "text": "Issue"} for n in range(1, headings + 1)]
    numbers = range(first, last + 1)
    has_list(page, url, [passage("/reports/kazakhstan/2015/", str(n)) for n in numbers] + issues)
    page.get_by_label("Style of citations").select_option(style)
    about = int(page.locator(".rs-passages__extent").inner_text().split("about ")[1].split()[0])
    sheets, _ = printed(page)
    assert abs(about - sheets) <= max(1, sheets / 5)


# For everyone, on every screen ---------------------------------------------------------------


def assert_accessible(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1440, "light")])
def test_no_accessibility_violation(page: Page, url: str, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    items = [(SECTION, n) for n in ("2", "5", "11")]
    filled(page, url, [*items, (f"{ARABIC}altadhib/", "2"), ("/reports/none/1/", "1")])
    add_heading(page, "Averylongwordthatnobreakstandsin" * 8)
    press(page, "11", "Note")
    assert_accessible(page)
    press(page, "11", "Remove")
    press(page, "5", "Move to…")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_javascript_it_says_what_it_needs(without_scripts: Page, url: str) -> None:
    without_scripts.goto(f"{url}/passages/")
    expect(without_scripts.get_by_text("for which this page needs JavaScript")).to_be_visible()
    door = without_scripts.get_by_role("navigation").get_by_role("link", name="Passages")
    expect(door).to_be_hidden()


def test_no_request_to_another_host(page: Page, url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    filled(page, url, [(SECTION, "2"), (REPORT, "1")])
    for name in ("HTML", "Markdown", "CSV", "JSON"):
        downloaded(page, name)
    assert [one for one in asked if not one.startswith((f"{url}/", "blob:"))] == []

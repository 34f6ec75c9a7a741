"""The menu of a paragraph's number: opened by mouse, touch and keyboard, and what it copies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from clocks import stop_time
from reportsite.site.building import build_site
from serving import served
from small_archive import REPORTS, new_archive

HOME = "https://reports.example/archive"
REPORT = "/reports/kazakhstan/2010/"
SECTION = f"{REPORT}torture-and-other-ill-treatment/"
ARABIC = "/reports/egypt/2010/"
LONG = "reports/kazakhstan/2015.md"

CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const read = async (type) => (await item.getType(type)).text();
  return [await read("text/plain"), await read("text/html")];
}"""
ITEMS = ["Copy link", "Copy citation", "Copy words with citation"]


def long_report() -> str:
    """A report whose paragraphs fill several screens."""
    head = "---\ncountry: KAZ\nyear: 2015\ntitle: Kazakhstan\nlanguage: en\n---\n\n"
    return head + "\n\n".join(f"Paragraph {n}. " + "Words go on. " * 30 for n in range(1, 31))


@pytest.fixture(scope="module")
def menu_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small archive as a site that knows its address, served on this machine."""
    folder = tmp_path_factory.mktemp("menu")
    root = new_archive(folder / "archive", {**REPORTS, LONG: long_report()})
    configuration = root / "mkdocs.yml"
    typed = configuration.read_text("utf-8")
    configuration.write_text(f"site_url: {HOME}/\n{typed}", "utf-8")
    build_site(root, folder / "site", strict=False)
    with served(folder / "site") as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window whose pages may use the clipboard."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800})
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of it; an error in its scripts fails the test."""
    opened = context.new_page()
    opened.clock.install()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    assert errors == []


def mark(page: Page, number: str) -> Locator:
    """The number of a paragraph."""
    return page.locator(f"#p{number} > .pn")


def menu(page: Page) -> Locator:
    return page.get_by_role("menu")


def copied(page: Page, number: str, item: str) -> list[str]:
    """Copy from a paragraph's menu; return the clipboard as text and as HTML."""
    stop_time(page)
    mark(page, number).click()
    page.get_by_role("menuitem", name=item, exact=True).click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    found: list[str] = page.evaluate(CLIPBOARD)
    return found


# Opening and closing -------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["click", "Enter", "Space"])
def test_it_opens(page: Page, menu_url: str, way: str) -> None:
    page.goto(f"{menu_url}{REPORT}")
    number = mark(page, "6")
    if way == "click":
        number.click()
    else:
        number.press(way)
    expect(menu(page)).to_have_accessible_name("Paragraph 6")
    expect(page.get_by_role("menuitem", name="Copy link")).to_be_focused()
    expect(number).to_have_attribute("aria-expanded", "true")
    expect(page).to_have_url(f"{menu_url}{REPORT}#p6")


def test_it_opens_by_touch(browser: Browser, menu_url: str) -> None:
    phone = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = phone.new_page()
    page.goto(f"{menu_url}{REPORT}")
    mark(page, "6").tap()
    expect(menu(page)).to_be_visible()
    heights = [item.bounding_box() for item in page.get_by_role("menuitem").all()]
    assert all(box and box["height"] >= 44 for box in heights)
    phone.close()


def test_the_text_stays_where_it_is(page: Page, menu_url: str) -> None:
    page.goto(f"{menu_url}/reports/kazakhstan/2015/")
    before = page.evaluate("history.length")
    for number in ("4", "17", "30"):
        mark(page, number).scroll_into_view_if_needed()
        places = "[scrollY, document.documentElement.scrollHeight]"
        place = page.evaluate(places)
        mark(page, number).click()
        expect(page.locator(":target")).to_have_id(f"p{number}")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        assert page.evaluate(places) == place
        page.keyboard.press("Escape")
    assert page.evaluate("history.length") == before


@pytest.mark.parametrize(
    ("keys", "item"),
    [
        ("ArrowDown", "Copy citation"),
        ("ArrowDown ArrowDown", "Copy words with citation"),
        ("End", "Style: Full citation"),
        ("ArrowUp", "Style: Full citation"),
        ("ArrowUp ArrowDown", "Copy link"),
        ("End Home", "Copy link"),
    ],
)
def test_arrows_move_in_it(page: Page, menu_url: str, keys: str, item: str) -> None:
    page.goto(f"{menu_url}{REPORT}")
    mark(page, "6").press("Enter")
    for key in keys.split():
        page.keyboard.press(key)
    expect(page.locator(":focus")).to_have_accessible_name(item)


def test_escape_leads_back(page: Page, menu_url: str) -> None:
    page.goto(f"{menu_url}{REPORT}")
    mark(page, "6").press("Enter")
    page.keyboard.press("Escape")
    expect(menu(page)).to_be_hidden()
    expect(mark(page, "6")).to_be_focused()
    expect(mark(page, "6")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(("key", "focused"), [("Tab", "¶8"), ("Shift+Tab", "¶6")])
def test_tab_leaves_it(page: Page, menu_url: str, key: str, focused: str) -> None:
    page.goto(f"{menu_url}{REPORT}")
    mark(page, "7").press("Enter")
    page.keyboard.press("ArrowDown")
    # behind ¶7 stands the mark of a note
    page.keyboard.press(key)
    if key == "Tab":
        page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(focused)
    expect(menu(page)).to_be_hidden()


def test_a_click_elsewhere_or_on_the_number_closes_it(page: Page, menu_url: str) -> None:
    page.goto(f"{menu_url}{REPORT}")
    for other in (page.locator("h1"), mark(page, "6")):
        mark(page, "6").click()
        expect(menu(page)).to_be_visible()
        other.click()
        expect(menu(page)).to_be_hidden()


@pytest.mark.parametrize("way", ["Control", "middle"])
def test_a_number_opens_in_a_new_tab_as_a_link_does(page: Page, menu_url: str, way: str) -> None:
    page.goto(f"{menu_url}{REPORT}")
    with page.context.expect_page() as opened:
        if way == "middle":
            mark(page, "6").click(button="middle")
        else:
            mark(page, "6").click(modifiers=["Control"])
    expect(opened.value).to_have_url(f"{menu_url}{REPORT}#p6")
    expect(menu(page)).to_have_count(0)


def test_without_javascript_a_number_is_a_link(without_scripts: Page, menu_url: str) -> None:
    without_scripts.goto(f"{menu_url}{SECTION}")
    without_scripts.get_by_role("link", name="¶6", exact=True).click()
    expect(without_scripts).to_have_url(f"{menu_url}{SECTION}#p6")


def test_on_a_page_of_several_reports_a_number_is_a_link(page: Page, menu_url: str) -> None:
    page.goto(f"{menu_url}/themes/torture/kazakhstan/")
    page.get_by_role("link", name="¶2", exact=True).first.click()
    expect(page).to_have_url(f"{menu_url}{REPORT}#p2")


@pytest.mark.parametrize("path", ["/", "/search/", "/themes/torture/"])
def test_other_pages_do_without_its_scripts(page: Page, menu_url: str, path: str) -> None:
    page.goto(menu_url + path)
    expect(page.locator('script[src*="paragraph-menu"]')).to_have_count(0)


# What is copied ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [REPORT, SECTION])
def test_a_link_is_the_permanent_address(page: Page, menu_url: str, path: str) -> None:
    page.goto(menu_url + path)
    address = f"{HOME}{REPORT}#p6"
    text, html = copied(page, "6", "Copy link")
    assert (text, html) == (address, f'<a href="{address}">{address}</a>')
    expect(mark(page, "6")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()


def test_a_site_without_an_address_copies_the_one_at_which_it_is_read(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}/reports/kazakhstan/2010/impunity/?q=torture")
    assert copied(page, "9", "Copy link")[0] == f"{site_url}/reports/kazakhstan/2010/#p9"


@pytest.mark.parametrize("path", [REPORT, SECTION])
def test_a_citation_is_of_the_paragraph(page: Page, menu_url: str, path: str) -> None:
    page.goto(menu_url + path)
    text, html = copied(page, "6", "Copy citation")
    whole = page.locator('#cite [data-style="full"]').inner_text()
    assert text != whole
    assert "para. 6 (“Torture and other ill-treatment”; numbering of" in text
    assert f"{HOME}{REPORT}#p6" in text
    assert "<em>Yearbook: 2011</em>" in html or "<i>Yearbook: 2011</i>" in html
    assert "data-" not in html


WORDS = {
    "1": (
        "“The summary, with a note. A <script>alert(1)</script> is shown as typed.”",
        '<p lang="en">“The summary, with a note. '
        "A &lt;script&gt;alert(1)&lt;/script&gt; is shown as typed.”</p>",
    ),
    "2": (
        "“One paragraph in {braces}, with #hash at the start of a line, a link and code <b>.”",
        '<p lang="en">“One paragraph in {braces}, with #hash at the start of a line, '
        '<a href="https://example.org/x_y">a link</a> and <code>code &lt;b&gt;</code>.”</p>',
    ),
    "3": (
        "“Another belongs elsewhere too.”",
        '<p lang="en">“Another belongs elsewhere too.”</p>',
    ),
    "4": ("“3. The third item.”", '<div lang="en"><p>“3. The third item.”</p></div>'),
    "5": (
        "“4. The fourth,\n• with nested\n• items.”",
        '<div lang="en"><p>“4. The fourth,</p><ul><li>with nested</li><li>items.”</li></ul></div>',
    ),
    "7": ("“An item.”", '<p lang="en">“An item.”</p>'),
    "9": ("“A quotation”", '<p lang="en">“A quotation”</p>'),
    "11": (
        "Year\tDeaths\n2009\tone",
        "<table><thead><tr><th>Year</th><th>Deaths</th></tr></thead>"
        "<tbody><tr><td>2009</td><td>one</td></tr></tbody></table>",
    ),
}


def test_words_are_those_of_the_paragraph(page: Page, menu_url: str) -> None:
    page.goto(f"{menu_url}{REPORT}")
    for number, (text, html) in WORDS.items():
        citation = copied(page, number, "Copy citation")
        found = copied(page, number, "Copy words with citation")
        assert found == [f"{text}\n{citation[0]}", html + citation[1]]


def test_words_that_run_from_right_to_left(page: Page, menu_url: str) -> None:
    page.goto(f"{menu_url}{ARABIC}")
    text, html = copied(page, "2", "Copy words with citation")
    assert text.startswith("“فقرة أولى.”\n")
    assert html.startswith('<p lang="ar" dir="rtl">“فقرة أولى.”</p>')


def test_where_there_is_no_clipboard_the_selection_is_copied(
    context: BrowserContext, menu_url: str
) -> None:
    """So it is on every page that came by plain http."""
    page = context.new_page()
    page.goto(f"{menu_url}{REPORT}")
    page.evaluate("delete Navigator.prototype.clipboard")
    mark(page, "3").click()
    page.get_by_role("menuitem", name="Copy words").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    expect(mark(page, "3")).to_be_focused()
    page.goto(f"{menu_url}/")
    text, html = page.evaluate(CLIPBOARD)
    assert text.startswith("“Another belongs elsewhere too.”\n")
    assert html.startswith('<p lang="en">“Another belongs elsewhere too.”</p><p>')


REFUSED = """() => {
  navigator.clipboard.write = () => Promise.reject(new DOMException("", "NotAllowedError"));
  document.execCommand = () => false;
}"""


def test_what_may_not_be_copied_is_selected(page: Page, menu_url: str) -> None:
    page.goto(f"{menu_url}{REPORT}")
    page.evaluate(REFUSED)
    mark(page, "6").click()
    page.get_by_role("menuitem", name="Copy link").click()
    field = page.get_by_role("textbox", name="copy it by hand")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{HOME}{REPORT}#p6")
    assert page.evaluate("getSelection().toString()") == f"{HOME}{REPORT}#p6"
    expect(menu(page)).to_be_hidden()
    assert_accessible(page)
    field.press("ControlOrMeta+c")
    assert page.evaluate(CLIPBOARD)[1] == f'<a href="{HOME}{REPORT}#p6">{HOME}{REPORT}#p6</a>'
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(mark(page, "6")).to_be_focused()


# The style of citations ----------------------------------------------------------------------


def choose(page: Page, style: str) -> None:
    page.get_by_role("menuitem", name="Style").click()
    page.get_by_role("menuitemradio", name=style).click()


def test_a_style_is_chosen_and_kept(page: Page, menu_url: str) -> None:
    page.goto(f"{menu_url}{REPORT}")
    full = copied(page, "6", "Copy citation")[0]
    mark(page, "6").click()
    choose(page, "APA, reference")
    expect(page.get_by_role("menuitem", name="Style")).to_be_focused()
    page.keyboard.press("Escape")
    apa = copied(page, "6", "Copy citation")[0]
    assert apa != full
    page.goto(f"{menu_url}{SECTION}")
    mark(page, "6").click()
    item = page.get_by_role("menuitem", name="Style")
    expect(item).to_have_accessible_name("Style: APA, reference")
    item.press("Enter")
    expect(page.get_by_role("menuitemradio", checked=True)).to_have_text("APA, reference")


def test_a_style_can_be_chosen_where_nothing_may_be_kept(page: Page, menu_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
    )
    page.goto(f"{menu_url}{REPORT}")
    mark(page, "6").click()
    choose(page, "OSCOLA")
    expect(page.get_by_role("menuitem", name="Style")).to_have_accessible_name(
        "Style: OSCOLA, footnote"
    )


# The block “Cite” of a page, for the function that puts a paragraph into it
CITE = """<p data-style="full">Body, <i>Work</i>,
  <span data-locator data-of-paragraph="para. {number} ({section}numbering of the source)"
    data-of-lettered="para. {number} ({section}numbering of Site)"></span>,
  &lt;<a href="https://x.example/a/"><span data-address="https://x.example/">https://x.example/a/</span></a>&gt;.</p>
<p data-style="short"><em>Work</em> (<span data-address>x.example/a/</span>)</p>"""
LINK = '&lt;<a href="https://x.example/#p3">https://x.example/#p3</a>&gt;'


@pytest.mark.parametrize(
    ("style", "number", "section", "html"),
    [
        ("full", "3", "", f"para. 3 (numbering of the source), {LINK}."),
        ("full", "3a", "", f"para. 3a (numbering of Site), {LINK.replace('#p3', '#p3a')}."),
        ("full", "3", "The “a”", f"para. 3 (“The ‘a’”; numbering of the source), {LINK}."),
        ("full", "3", "مصر", f"para. 3 (“\u2068مصر\u2069”; numbering of the source), {LINK}."),
        ("full", "3", "$$ $& $'", f"para. 3 (“$$ $&amp; $'”; numbering of the source), {LINK}."),
        (
            *("full", "3", "{number} {section}"),
            f"para. 3 (“{{number}} {{section}}”; numbering of the source), {LINK}.",
        ),
        ("short", "3", "", None),
    ],
)
def test_a_paragraph_is_put_into_a_citation(
    page: Page, assets_url: str, style: str, number: str, section: str, html: str | None
) -> None:
    page.goto(f"{assets_url}/search.css")
    paragraph = {"number": number, "section": section, "address": f"https://x.example/#p{number}"}
    found: dict[str, Any] = page.evaluate(
        """async ([address, block, style, paragraph]) => {
          const cite = document.createElement("div");
          cite.innerHTML = block;
          return (await import(address)).citationOf(cite, style, paragraph);
        }""",
        [f"{assets_url}/paragraph-menu-citation.js", CITE, style, paragraph],
    )
    short = '<p><em>Work</em> (<a href="https://x.example/#p3">x.example/#p3</a>)</p>'
    assert found["html"] == (f"<p>Body, <i>Work</i>, {html}</p>" if html else short)


@pytest.mark.parametrize(
    ("attribute", "cited"),
    [
        ("{number} [“{section}: {number}”; of {number}]", "3 [“{section}: {number}”; of {number}]"),
        ("¶ {number} ({section}of {section}) ", "¶ 3 (“A $& B”; of {section}) "),
        ("para. {number}", "para. 3"),
    ],
)
def test_marks_that_stand_in_titles_are_words(
    page: Page, assets_url: str, attribute: str, cited: str
) -> None:
    assert (
        put_in(page, assets_url, f"<p data-style='x'>a {locator(attribute)}b</p>") == f"a {cited}b"
    )


def test_plain_text_keeps_apart_what_runs_from_right_to_left(page: Page, assets_url: str) -> None:
    block = (
        f'<p data-style="x"><bdi lang="ar">هيئة</bdi>, <i><bdi>مصر</bdi></i>, {locator("3")}</p>'
    )
    assert put_in(page, assets_url, block) == "\u2068هيئة\u2069, \u2068مصر\u2069, 3"


def locator(attribute: str) -> str:
    return f'<span data-locator data-of-paragraph="{attribute}"></span>'


def put_in(page: Page, assets_url: str, block: str) -> str:
    """Return a citation as plain text, of paragraph 3 in the section "A $& B"."""
    page.goto(f"{assets_url}/search.css")
    found: str = page.evaluate(
        """async ([address, block]) => {
          const cite = document.createElement("div");
          cite.innerHTML = block;
          const paragraph = { number: "3", section: "A $& B", address: "https://x.example/#p3" };
          return (await import(address)).citationOf(cite, "x", paragraph).text;
        }""",
        [f"{assets_url}/paragraph-menu-citation.js", block],
    )
    return found


# For everyone, on every screen ---------------------------------------------------------------


def assert_accessible(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [REPORT, ARABIC])
def test_no_accessibility_violation(page: Page, menu_url: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(menu_url + path)
    mark(page, "2").click()
    page.get_by_role("menuitem", name="Style").click()
    assert_accessible(page)


@pytest.mark.parametrize("path", [REPORT, ARABIC, "/reports/kazakhstan/2015/"])
@pytest.mark.parametrize("width", [320, 800, 1440])
def test_it_stands_within_the_window(page: Page, menu_url: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(menu_url + path)
    # the number at the window's lower edge
    page.evaluate("document.getElementById('p2').scrollIntoView()")
    page.evaluate("scrollBy(0, 50 - innerHeight)")
    breadth = page.evaluate("document.documentElement.scrollWidth")
    mark(page, "2").click()
    box = menu(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 640
    assert page.evaluate("document.documentElement.scrollWidth") == breadth


def test_no_request_to_another_host(page: Page, menu_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{menu_url}{REPORT}")
    for item in ITEMS:
        copied(page, "6", item)
    assert [url for url in asked if not url.startswith(f"{menu_url}/")] == []
    assert any("paragraph-menu.js" in url for url in asked)

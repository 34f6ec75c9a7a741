"""Web pages made for tests: whole ones, and the report of a fragment."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from reportsite.diagnostics import Diagnostics
from reportsite.importing.sources import NO_PROFILE, Profile, load_sources
from reportsite.importing.text import Annotated, Wish
from reportsite.importing.web.converting import Converted, convert
from reportsite.importing.web.page import import_page
from reportsite.importing.web.parsing import Page, parse
from reportsite.vocabulary.loading import Vocabulary, load_vocabulary

ROOT = Path(__file__).parents[1]
SOURCES = load_sources(ROOT, Diagnostics())
VOCABULARY: Vocabulary = load_vocabulary(ROOT, Diagnostics())
STATE = SOURCES.profiles["state-department-country-report"]
BASE = "https://example.org/report/"

# more words than an error page has
FILLER = f"<p>{'The court heard the case and wrote down what was said. ' * 6}</p>"
_ADDRESS = "https://www.state.gov/reports/{year}-country-reports-on-human-rights-practices/{slug}/"


def page_of(body: str, head: str = "") -> str:
    """Return a page with a text that is long enough for a report."""
    return f"<html><head>{head}</head><body><main>{FILLER}{body}</main></body></html>"


def state_page(
    heading: str = "2019 Country Reports on Human Rights Practices: Kazakhstan",
    address: str = _ADDRESS.format(year=2019, slug="kazakhstan"),
    title: str = "",
    body: str = "",
) -> str:
    """Return a page as the State Department makes them; its words are ours."""
    return f"""<!DOCTYPE html>
<html lang="en-US"><head><title>{title}</title>
<link rel="canonical" href="{address}"></head>
<body><header><nav><a href="/">Home</a></nav></header><main><article><h1>{heading}</h1>
<nav class="report-toc"><div class="report-toc__content">
<a href="#report-toc__exec-summary">Executive Summary</a>
<a href="#report-toc__section-1">Section 1. Respect for the Integrity of the Person</a></div></nav>
<div class="report__content">
<section><h2 id="report-toc__exec-summary" class="report__section-title">Executive Summary</h2>
{FILLER}</section>
<section><a href="#section-1"><h4 class="report-toc-section">Section 1.</h4>
<h3 id="report-toc__section-1" class="report__section-title">
Respect for the Integrity of the Person</h3></a>
<h3 class="report__section-subtitle">a. Disappearance</h3><p>Nobody was known to have vanished.</p>
<h3 class="report__section-subtitle">Abductions</h3><p>There were two.</p>{body}</section>
<div class="report__tags">Tags Kazakhstan</div></div>
<nav><h2>View report by:</h2></nav></article></main><footer>The end</footer></body></html>
"""


def state_address(year: int, slug: str) -> str:
    """Return the address of a report as the State Department gives them."""
    return _ADDRESS.format(year=year, slug=slug)


def converted(html: str, profile: Profile = NO_PROFILE) -> tuple[Converted, Page]:
    """Return what is made of a fragment, and the page that it was parsed to."""
    page = parse("page.html", html)
    body = page.root.find("body")
    assert isinstance(body, etree._Element)
    return convert("page.html", body, profile, SOURCES, BASE), page


def imported(html: str, wish: Wish | None = None) -> Annotated:
    """Return the report of a whole page."""
    return import_page(html, wish or Wish(Path("page.html")), SOURCES, VOCABULARY)

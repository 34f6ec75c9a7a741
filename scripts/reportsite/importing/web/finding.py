"""Which profile knows a page, and where in the page the report stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from lxml import etree

from reportsite.diagnostics import Place
from reportsite.importing.page_profiles import LONGEST_PLACE, PagePlace, PageProfile, found_in
from reportsite.importing.result import ImportFault
from reportsite.importing.sources import NO_PROFILE, Profile, Sources, normalised
from reportsite.importing.web.parsing import Page
from reportsite.importing.web.tree import Element, line_of, words
from reportsite.importing.web.walking import Step, walk

_MAIN = 'main, [role="main"], article'
# An article that holds so much of what is around it is the text without its wrapping.
_NEARLY_ALL = 0.9
# What stands beside the text of a page. A header within an article is its own; a form may hold a
# whole page.
LANDMARKS = (
    "nav, footer, aside, dialog, body > header, "
    '[role="navigation"], [role="banner"], [role="contentinfo"], [role="complementary"], '
    '[role="search"]'
)
_WORDLESS = frozenset({"script", "style", "noscript", "template", "svg", "select", "option"})
# A title is what the page says and what the site is called.
_PARTS = re.compile(r" [-–—|:·] ")
# An error page has fewer words, a report more.
LEAST_WORDS = 50


def known_profile(page: Page, profiles: Iterable[Profile]) -> Profile:
    """Return the profile that knows the page by one of its signs; in doubt, none."""
    found = [one for one in profiles if any(is_there(page, at) for at in one.page.known_by)]
    return found[0] if len(found) == 1 else NO_PROFILE


def is_there(page: Page, place: PagePlace) -> bool:
    """Whether something stands at a place of the page that its pattern matches."""
    text = place_text(page, place)
    return text is not None and place.matches(text) is not None


def place_text(page: Page, place: PagePlace) -> str | None:
    """Return what stands at a place of the page, on one line; None where nothing does."""
    for element in found_in(page.root, place.select):
        typed = element.get(place.attribute) if place.attribute else words(element)
        if typed:
            return " ".join(typed.split())[:LONGEST_PLACE]
    return None


def find_report(page: Page, profile: PageProfile, sources: Sources) -> Element:
    """Return the element that holds the report. Raises ImportFault where there is none."""
    _refuse_error_page(page, sources)
    for select in profile.report:
        found = found_in(page.root, select)
        if found:
            _check_contents(page, found[0], profile)
            return found[0]
    if profile.report:
        raise ImportFault(
            Place(page.path, 1),
            f"the page holds no report: nothing in it is `{'`, `'.join(profile.report)}`",
            "expected the page of a report, saved as a whole",
        )
    return _main_element(page)


def _check_contents(page: Page, report: Element, profile: PageProfile) -> None:
    """Raise ImportFault where the page's own list of contents names a part that is not there."""
    if not profile.contents:
        return
    there = {f"#{one.get('id')}" for one in report.iter(etree.Element) if one.get("id")}
    links = found_in(page.root, profile.contents)
    missing = [words(one) for one in links if _fragment(one) and _fragment(one) not in there]
    if missing:
        more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise ImportFault(
            Place(page.path, 1),
            f'the page is not whole: its list of contents names "{missing[0]}"{more}, which is not'
            " in it",
            "expected the page as it was published: save it once more",
        )


def _fragment(link: Element) -> str:
    href = link.get("href") or ""
    return href if href.startswith("#") and len(href) > 1 else ""


def _refuse_error_page(page: Page, sources: Sources) -> None:
    for element in (*found_in(page.root, "title")[:1], *found_in(page.root, "h1")[:1]):
        title = words(element)[:LONGEST_PLACE]
        if any(normalised(part) in sources.error_pages for part in _PARTS.split(title)):
            raise ImportFault(
                Place(page.path, line_of(element) or 1),
                f'the page says "{title}", and so is no report',
                "expected the page of a report",
            )


def _main_element(page: Page) -> Element:
    """Return the innermost element that holds most of the text, by the general rules."""
    body = found_in(page.root, "body")
    candidates = {*found_in(page.root, _MAIN), *body}
    sizes = _sizes(page.root, candidates, frozenset(found_in(page.root, LANDMARKS)))
    inner = {one: size for one, size in sizes.items() if one not in body}
    chosen = inner if max(inner.values(), default=0) >= LEAST_WORDS else sizes
    most = max(chosen.values(), default=0)
    if most < LEAST_WORDS:
        raise ImportFault(
            Place(page.path, 1),
            f"the page holds no report: its text has {most} words",
            f"expected a text of {LEAST_WORDS} words at least",
        )
    # an element ends before the one around it does
    return next(one for one, size in chosen.items() if size >= _NEARLY_ALL * most)


def _sizes(
    root: Element,
    candidates: Collection[Element],
    beside: Collection[Element],
) -> dict[Element, int]:
    """Return how many words each candidate has beside landmarks, in the order of their ends."""
    sizes: dict[Element, int] = {}
    before: dict[Element, int] = {}
    total = 0
    for step, element, text in walk(root, beside):
        if step is Step.TEXT and element.tag not in _WORDLESS:
            total += len(text.split())
        elif step is Step.BEGIN and element in candidates:
            before[element] = total
        elif step is Step.END and element in candidates:
            sizes[element] = total - before[element]
    return sizes

"""What of the element that holds a report is no part of the report, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from reportsite.importing.debris import LISTED, LISTED_BY_PROFILE
from reportsite.importing.page_profiles import LONGEST_PLACE, PageProfile, found_in
from reportsite.importing.result import Dropped
from reportsite.importing.sources import Profile, Sources, normalised
from reportsite.importing.web.finding import LANDMARKS
from reportsite.importing.web.tree import Element, line_of, texts, words

# What is in these nobody reads: scripts, drawings, and the words of what cannot be shown.
_UNSEEN = (
    "script, style, template, svg, noscript, iframe, object, embed, audio, video, canvas, head, "
    "link, meta"
)
_EVERYWHERE = (
    (_UNSEEN, ""),
    ("button, select, textarea, input, datalist, label", "a control"),
    ("img, picture, map", "a picture"),
    ("[hidden]", "hidden on the page"),
)
_BESIDE = "navigation, or a part beside the text"
_TITLE = "the page's title; it stands in the front matter"
_WAY_BACK = "the way back from a note to its mark"
_CONTENTS = "the page's list of contents"
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES = ("p", "li", "dt", "dd", "div", "h2", "h3", "h4", "h5", "h6")
_LONGEST_LINE = 100
_MOST_PARTS = 12
_SHOWN = 60


@dataclass(frozen=True)
class Left:
    """The elements that are left out, the account of those that have words, and how many."""

    elements: frozenset[Element]
    dropped: tuple[Dropped, ...]
    words: int


def left_out(
    report: Element,
    profile: Profile,
    sources: Sources,
    ways_back: Iterable[Element] = (),
) -> Left:
    """Return what of a report's element is no part of the report.

    By a profile: what it names. By the general rules: title, landmarks and lists of contents. By
    both: controls, pictures, ways back from notes, and lines that are nothing but navigation.
    """
    elements: set[Element] = set()
    dropped = []
    number = 0
    found = chain(_found(report, profile, sources), ((one, _WAY_BACK) for one in ways_back))
    for element, reason in found:
        around = (element, *element.iterancestors())
        if element is report or not elements.isdisjoint(around):
            continue
        elements.add(element)
        said = " ".join(" ".join(texts(element)).split())
        if reason and (shown := said or element.get("alt") or ""):
            dropped.append(Dropped(line_of(element), _shortened(shown), reason))
            number += len(said.split())
    return Left(frozenset(elements), tuple(dropped), number)


def _shortened(said: str) -> str:
    return said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1].rstrip()}…"


def _found(report: Element, profile: Profile, sources: Sources) -> Iterator[tuple[Element, str]]:
    for rule in profile.page.drop:
        for element in found_in(report, rule.select):
            if rule.drops(words(element)[:LONGEST_PLACE]):
                yield element, rule.reason
    for select, reason in _EVERYWHERE:
        yield from ((element, reason) for element in found_in(report, select))
    if not profile.page.report:
        yield from ((element, _TITLE) for element in found_in(report, "h1")[:1])
        yield from ((element, _BESIDE) for element in found_in(report, LANDMARKS))
        yield from ((element, _CONTENTS) for element in _contents(report))
    yield from _lines(report, profile, sources)


def _contents(report: Element) -> Iterator[Element]:
    """Yield the lists all of whose words are links to places of the page."""
    for listing in report.iter("ul", "ol"):
        links = [a for a in listing.iter("a") if (a.get("href") or "").startswith("#")]
        if len(links) > 1 and sum(map(_count, links)) == _count(listing):
            yield listing


def _count(element: Element) -> int:
    return sum(len(text.split()) for text in texts(element))


def _lines(report: Element, profile: Profile, sources: Sources) -> Iterator[tuple[Element, str]]:
    for element in report.iter(*_LINES):
        line = _short_line(element)
        if line in profile.drop:
            yield element, LISTED_BY_PROFILE
        elif line in sources.drop:
            yield element, LISTED


def _short_line(element: Element) -> str:
    """Return the words of a small element as lists have them, "" for a large one."""
    parts: Iterable[Element] = islice(element.iter(), _MOST_PARTS + 1)
    if sum(1 for _ in parts) > _MOST_PARTS:
        return ""
    line = words(element)
    return normalised(line) if len(line) <= _LONGEST_LINE else ""


def titles_and_labels(
    report: Element, profile: PageProfile
) -> tuple[dict[Element, float], frozenset[Element]]:
    """Return the headings with their ranks, and the labels that stand in front of headings.

    Ranks are those of the tags, 2 for an h2, but where the profile tells another.
    """
    ranks = {element: float(str(element.tag)[1]) for element in report.iter(*_TITLES)}
    for rule in profile.headings:
        ranks |= dict.fromkeys(found_in(report, rule.select), float(rule.level))
    labels = frozenset(one for select in profile.labels for one in found_in(report, select))
    return {one: rank for one, rank in ranks.items() if one not in labels}, labels

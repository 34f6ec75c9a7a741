"""Footnotes of a page: a mark that leads to a note, and a note that leads back to its mark.

Both are renamed in the tree, so that whoever reads it later meets a mark and a note with their
label. A mark or note that has no counterpart stays what it is: words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from reportsite.importing.web.tree import Element, texts

MARK = "reportsite-mark"
NOTE = "reportsite-note"
LABEL = "data-label"

_BLOCKS = frozenset({"li", "p", "div", "dd"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What stands in one of these could not be a note of the report's own.
_HOLDERS = frozenset({"td", "th", "blockquote"})
_WORD = re.compile(r"\w+")
# "1", "[12]", "(a)", "iv", "*", "note 3"
_LIKE_A_MARK = re.compile(
    r"[\[(]?(?:note )?(?:\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,4})[\])]?", re.IGNORECASE
)
# A note is small.
_MOST_PARTS = 200


def name_notes(report: Element) -> frozenset[Element]:
    """Rename the marks and notes of a report; return the links that lead back, which are to go."""
    targets = _targets(report)
    places = {element: place for place, element in enumerate(report.iter(etree.Element))}
    links = [one for one in report.iter("a") if _leads_within(one)]
    backs: dict[Element, list[Element]] = defaultdict(list)
    marks: dict[Element, Element] = {}
    for link in links:
        note = _block_around(targets.get(_fragment(link)), report)
        if note is not None and places[link] < places[note] and _is_mark(link):
            marks[link] = note
            backs[note] += _ways_back(note, link, targets)
    notes = _complete_lists({note for note, found in backs.items() if _has_words(note, found)})
    labels = _Labels()
    by_note: dict[Element, str] = {}
    for mark, note in marks.items():
        if note in notes:
            if note not in by_note:
                by_note[note] = labels.new(mark)
            _rename_mark(mark, by_note[note])
    for note, label in by_note.items():
        note.tag = NOTE
        note.set(LABEL, label)
    return frozenset(back for note in by_note for back in backs[note])


def _leads_within(link: Element) -> bool:
    return len(_fragment(link)) > 0


def _fragment(link: Element) -> str:
    href = link.get("href") or ""
    return href[1:] if href.startswith("#") else ""


def _targets(report: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for element in report.iter(etree.Element):
        for name in (element.get("id"), element.get("name")):
            if name:
                found.setdefault(name, element)
    return found


def _block_around(target: Element | None, report: Element) -> Element | None:
    """Return the block that a target begins, None where none of the report's own is."""
    while target is not None and target is not report and target.tag not in _HEADINGS:
        if target.tag in _BLOCKS:
            around = {one.tag for one in target.iterancestors()}
            is_own = around.isdisjoint(_HOLDERS) and not (target.tag != "li" and "li" in around)
            return target if is_own and _is_small(target) else None
        target = target.getparent()
    return None


def _has_words(note: Element, backs: Sequence[Element]) -> bool:
    """Whether a way leads back from a note, and it says something besides."""
    counted = [sum(len(text.split()) for text in texts(one)) for one in (note, *set(backs))]
    return len(counted) > 1 and counted[0] > sum(counted[1:])


def _is_small(note: Element) -> bool:
    parts = list(islice(note.iterdescendants(), _MOST_PARTS))
    return len(parts) < _MOST_PARTS and _HEADINGS.isdisjoint(one.tag for one in parts)


def _is_mark(link: Element) -> bool:
    words = "".join(islice(texts(link), _MOST_PARTS)).strip()
    in_heading = any(one.tag in _HEADINGS for one in link.iterancestors())
    return _LIKE_A_MARK.fullmatch(words) is not None and not in_heading


def _ways_back(note: Element, mark: Element, targets: dict[str, Element]) -> Iterator[Element]:
    """Yield the links of a note that lead to the mark, or to what holds it or stands in it."""
    around = {mark, mark.getparent(), *islice(mark.iterdescendants(), _MOST_PARTS)}
    for part in islice(note.iterdescendants(), _MOST_PARTS):
        if part.tag == "a" and targets.get(_fragment(part)) in around:
            yield part


def _complete_lists(notes: set[Element]) -> set[Element]:
    """Leave out the items of lists that hold other items too."""
    lists = {one.getparent() for one in notes if one.tag == "li"}
    mixed = {
        listing
        for listing in lists
        if listing is not None and any(item not in notes for item in listing.iterchildren("li"))
    }
    return {one for one in notes if one.getparent() not in mixed}


class _Labels:
    """The labels given so far."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: Counter[str] = Counter()

    def new(self, mark: Element) -> str:
        """Return the number or word of a mark as a label that no other note has."""
        found = _WORD.search("".join(texts(mark)))
        stem = label = found.group() if found else "note"
        while label in self._taken:
            self._numbers[stem] += 1
            label = f"{stem}-{self._numbers[stem] + 1}"
        self._taken.add(label)
        return label


def _rename_mark(mark: Element, label: str) -> None:
    tail = mark.tail
    mark.clear()
    mark.tag, mark.tail = MARK, tail
    mark.set(LABEL, label)

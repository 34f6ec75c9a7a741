r"""Cross-references as typed: `[[kazakhstan/2010#p12]]`, `[[#p12|words of the text]]`.

What stands before `|` says where it leads: `<country>/<name>` for a report, `#p12` behind it for a
paragraph, `/slug` for a section; without a report's address, to one of the same report. In a table
the sign is typed `\|`, as Markdown's tables have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportsite.diagnostics import Diagnostics
from reportsite.reading.attributes import LIKE_A_PARAGRAPH, NUMBER
from reportsite.reading.inline import AUTOLINK, LINK_IN_LINK, links, masked, place_at
from reportsite.reading.nodes import Heading, Node
from reportsite.vocabulary.matching import ADDRESS_PART, slugify

OPENING = "[["
# `[[words]](https://…)` is a link, `[[^1]]` a note in brackets
MARK = re.compile(r"\[\[(?!\^)(?P<inner>(?:[^\[\]\n]++|\n(?!\s*\n))*+)\]\](?!\()")
SEPARATOR = re.compile(r"\\?\|")
ADDRESS = rf"(?>{ADDRESS_PART.pattern}/{ADDRESS_PART.pattern})"
TARGET = rf"(?P<address>{ADDRESS})?(?:#(?P<paragraph>p(?:{NUMBER}))|/(?P<section>[^\s\[\]|#/\\]+))?"
WHOLE_TARGET = re.compile(TARGET)
# what begins like a reference, neither of it nor of a link whose words stand in brackets
NOT_CLOSED = re.compile(rf"\[\[(?:{ADDRESS}|#p(?:{NUMBER}))(?![^\[\]]*\]{{1,2}}\()[^\s\[\]|]*")


class Target(NamedTuple):
    """Where a reference leads: a report's address, and the part of it that is meant.

    `address` is "" for the report in which it stands, until that is put in. `part` is "p12", the
    slug of a section, or "" for the whole report.
    """

    address: str
    part: str

    @property
    def number(self) -> str | None:
        """Return the number of a paragraph: "12" of p12."""
        return self.part[1:] if LIKE_A_PARAGRAPH.fullmatch(self.part) else None


@dataclass(frozen=True)
class Mark:
    """One reference in a text, by the offset of its first bracket and the one behind its last.

    `typed` is what stands before `|`; `words` what stands behind it, as Markdown, None without.
    """

    start: int
    end: int
    typed: str
    words: str | None


def target_of(typed: str) -> Target | None:
    """Return where a reference leads; None where what is typed has no such form."""
    match = WHOLE_TARGET.fullmatch(typed)
    if not typed or match is None:
        return None
    section = match["section"] or ""
    if LIKE_A_PARAGRAPH.fullmatch(section) or section != slugify(section):
        return None
    return Target(match["address"] or "", match["paragraph"] or section)


def reference_marks(text: str) -> Iterator[Mark]:
    """Yield each reference outside code spans, whether or not it leads anywhere."""
    if OPENING not in text:
        return
    for match in MARK.finditer(masked(text)):
        typed, *words = SEPARATOR.split(text[slice(*match.span("inner"))], maxsplit=1)
        own = words[0].strip() if words else None
        yield Mark(match.start(), match.end(), typed.strip(), own)


def replace_reference_marks(text: str, change: Callable[[Mark], str | None]) -> str:
    """Return the text with `change` of it for each reference; None leaves one as it is."""
    if OPENING not in text:
        return text
    parts = []
    end = 0
    for mark in reference_marks(text):
        changed = change(mark)
        if changed is not None:
            parts += [text[end : mark.start], changed]
            end = mark.end
    return "".join([*parts, text[end:]])


def check_references(nodes: Sequence[Node], diagnostics: Diagnostics) -> None:
    """Report references that cannot be read, and those that stand where none may."""
    for node in nodes:
        text = node.title if isinstance(node, Heading) else node.text
        if OPENING in text:
            problems = _in_a_heading if isinstance(node, Heading) else _problems
            for offset, wrong, expected in problems(text):
                diagnostics.fault(place_at(node.place, text, offset), wrong, expected)


Problem = tuple[int, str, str]


def _in_a_heading(title: str) -> Iterator[Problem]:
    for mark in reference_marks(title):
        yield (
            mark.start,
            f"{_shown(title, mark)} stands in a heading, which is shown in lists",
            ("expected it in a paragraph, or `\\[` for a bracket"),
        )


def _problems(text: str) -> Iterator[Problem]:
    marks = list(reference_marks(text))
    inside = list(_in_links(marks, text))
    for mark in marks:
        if problem := LINK_IN_LINK if mark in inside else _problem_with(mark, text):
            yield mark.start, *problem
    starts = {mark.start for mark in marks}
    for match in NOT_CLOSED.finditer(masked(text)):
        if match.start() not in starts:
            yield match.start(), f"the reference `{match.group()}` is not closed", NO_BRACKETS


def _problem_with(mark: Mark, text: str) -> tuple[str, str] | None:
    if target_of(mark.typed) is None:
        return f"{_shown(text, mark)} is no reference", FORMS
    if mark.words == "":
        return f"{_shown(text, mark)} has no words behind `|`", "expected some, or no `|`"
    if mark.words and "|" in masked(mark.words):
        return f"{_shown(text, mark)} has a second `|`", "expected `\\|` for the sign"
    if mark.words and AUTOLINK.search(masked(mark.words)):
        return LINK_IN_LINK
    return None


def _in_links(marks: Sequence[Mark], text: str) -> Iterator[Mark]:
    """Yield the references that stand in the words of a link."""
    for link in links(text) if marks else ():
        yield from (one for one in marks if link.words < one.start and one.end <= link.start)


def _shown(text: str, mark: Mark) -> str:
    return f"`{' '.join(text[mark.start : mark.end].split())}`"


FORMS = (
    "expected `[[kazakhstan/2010]]`, `[[kazakhstan/2010#p12]]` or `[[kazakhstan/2010/impunity]]`, "
    "`[[#p12]]` or `[[/impunity]]` within one report; or `\\[` for a bracket"
)
NO_BRACKETS = "expected `]]`, and no brackets in its words; or `\\[` for a bracket"

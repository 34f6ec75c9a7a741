"""The element that holds a report → blocks, in the order of the page.

A state machine over the beginnings and ends of elements: what is inline gathers in a buffer, and
each beginning or end of a block empties it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from reportsite.importing.web.blocks import Block, Paragraph, Rule, Title
from reportsite.importing.web.frames import ENDS, Frame
from reportsite.importing.web.notes import LABEL, MARK, NOTE
from reportsite.importing.web.runs import BREAK, Run, plain
from reportsite.importing.web.tree import Element, line_of
from reportsite.importing.web.walking import Step, walk

# Of the HTML standard's elements those that a browser sets apart from the words around them.
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog dir div dl dt
        fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
        main menu nav ol optgroup option p pre search section select summary table tbody td tfoot
        th thead tr ul""",
    )
) | {NOTE}
BOLD = frozenset({"b", "strong"})
# Markdown has no underline; what a page underlines it stresses.
ITALIC = frozenset({"i", "em", "cite", "dfn", "var", "u", "ins"})
# What stands deeper is set as plain paragraphs; later stages walk these by recursion.
_MOST_FRAMES = 48
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


@dataclass(frozen=True)
class Plan:
    """What was found out about a page before its words are read.

    `titles` are the headings with their ranks; `labels` elements whose words stand in front of the
    next heading; `without` what is dropped; `markers` the numbers of items; `links` the whole
    addresses of links.
    """

    root: Element
    titles: Mapping[Element, float]
    labels: Collection[Element]
    without: Collection[Element]
    markers: Mapping[Element, str]
    links: Mapping[Element, str]


def read_blocks(plan: Plan) -> list[Block]:
    """Return the blocks of a report."""
    builder = _Builder(plan)
    for step, element, text in walk(plan.root, plan.without):
        if step is Step.TEXT:
            builder.text(text, element)
        elif step is Step.BEGIN:
            builder.begin(element)
        else:
            builder.end(element)
    return builder.finish()


class _Builder:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._frames = [Frame(plan.root)]
        self._runs: list[Run] = []
        self._has_words = False
        self._line = 0
        self._label = ""
        self._label_line = 0
        self._title: Element | None = None
        self._bold = 0
        self._italic = 0
        self._pre = 0
        self._hrefs: list[str] = []

    def finish(self) -> list[Block]:
        self._flush()
        self._flush_label()
        return self._frames[0].blocks

    def text(self, text: str, element: Element) -> None:
        if element.tag == "sup":
            text = _shifted(text, _RAISED)
        elif element.tag == "sub":
            text = _shifted(text, _LOWERED)
        if not self._has_words and not text.isspace():
            self._has_words = True
            self._line = line_of(element)
        href = self._hrefs[-1] if self._hrefs else ""
        for i, line in enumerate(text.split("\n") if self._pre else [text]):
            if i:
                self._runs.append(Run(BREAK))
            self._runs.append(Run(line, self._bold > 0, self._italic > 0, href))

    def begin(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        elif tag == MARK:
            self._runs.append(Run(f"[^{element.get(LABEL)}]", is_markdown=True))
        elif tag in BLOCKS:
            self._begin_block(element)
        else:
            self._mark(element, 1)

    def end(self, element: Element) -> None:
        tag = element.tag
        if tag in ("br", MARK):
            return
        if tag in BLOCKS:
            self._end_block(element)
        else:
            self._mark(element, -1)

    def _mark(self, element: Element, by: int) -> None:
        self._bold += by * (element.tag in BOLD)
        self._italic += by * (element.tag in ITALIC)
        if element in self._plan.links:
            if by > 0:
                self._hrefs.append(self._plan.links[element])
            else:
                self._hrefs.pop()

    def _break(self) -> None:
        """End the line; a second break on an empty line ends the paragraph."""
        if self._title is not None:
            self._runs.append(Run(" "))
        elif self._ends_in_break():
            self._flush()
        else:
            self._runs.append(Run(BREAK))

    def _ends_in_break(self) -> bool:
        for run in reversed(self._runs):
            if run.text == BREAK:
                return True
            if run.text.strip():
                return False
        return False

    def _begin_block(self, element: Element) -> None:
        if self._title is not None:
            self._runs.append(Run(f" {self._plan.markers.get(element, '')} "))
            return
        self._flush()
        if element in self._plan.titles or element in self._plan.labels:
            self._title = element
        elif element.tag == "hr":
            self._frames[-1].put(Rule(line_of(element)))
        elif element.tag == "pre":
            self._pre += 1
        elif element.tag in ENDS and len(self._frames) < _MOST_FRAMES:
            self._frames.append(Frame(element, self._plan.markers.get(element, "")))

    def _end_block(self, element: Element) -> None:
        if self._title is element:
            self._end_title(element)
        elif self._title is not None:
            self._runs.append(Run(" "))
        else:
            self._flush()
            if element.tag == "pre":
                self._pre -= 1
            elif self._frames[-1].element is element and len(self._frames) > 1:
                self._flush_label()
                frame = self._frames.pop()
                ENDS[str(element.tag)](self._frames[-1], frame)

    def _end_title(self, element: Element) -> None:
        words = plain(self._taken())
        self._title = None
        line = line_of(element)
        if element in self._plan.labels:
            self._flush_label()
            self._label, self._label_line = words, line
        elif words:
            text = f"{self._label} {words}".strip()
            self._label = ""
            rank = self._plan.titles[element]
            self._frames[-1].put(Title(text, rank, str(element.tag), line))

    def _flush_label(self) -> None:
        """Make a paragraph of a label that no heading follows."""
        if self._label:
            self._frames[-1].put(Paragraph((Run(self._label),), self._label_line))
            self._label = ""

    def _taken(self) -> list[Run]:
        """Return the buffer, which then is empty."""
        runs, self._runs, self._has_words = self._runs, [], False
        return runs

    def _flush(self) -> None:
        runs = self._taken()
        if plain(runs):
            self._flush_label()
            self._frames[-1].put(Paragraph(tuple(runs), self._line))


def _shifted(text: str, table: dict[int, int]) -> str:
    """Raise or lower digits, since "10⁶" and "106" differ; other words stay as they are."""
    return text.translate(table) if all(ord(sign) in table for sign in text.strip()) else text

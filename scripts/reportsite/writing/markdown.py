"""Blocks → Markdown as Python-Markdown renders it, each paragraph with its number and anchor.

A report's text is shown as typed: what a person did not mean as Markdown is escaped here, raw HTML
above all, so that any generator that reads the pages shows the same words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from reportsite.model import Block, BlockKind, Footnote
from reportsite.reading.inline import (
    AUTOLINK,
    ESCAPE,
    footnote_marks,
    outside_code,
    replace_footnote_marks,
)
from reportsite.reading.patterns import ITEM, TABLE_DELIMITER
from reportsite.reading.plain import plain as plain

# a closing brace too: it would end the attribute list that stands before the text
UNSAFE = re.compile(rf"{ESCAPE.pattern}|[<{{}}]|^[ ]{{0,3}}#", re.MULTILINE)
# what Python-Markdown takes for the second line of a table, though no dashes stand in it
LIKE_A_TABLE = re.compile(rf"^(?!{TABLE_DELIMITER.pattern})[ |:-]*\|[ |:-]*$", re.MULTILINE)
SPECIAL = re.compile(r"([\\`*_{}\[\]#|])")


@dataclass(frozen=True)
class Anchoring:
    """How a page addresses a report's paragraphs and notes.

    A paragraph's id is `prefix` and its number's id, p12. Its number leads to `home` and #p12;
    home is empty on a page that shows one report. `attributes` stand on each paragraph too.
    `references` writes the cross-references of a text as links.
    """

    prefix: str = ""
    home: str = ""
    attributes: str = ""
    references: Callable[[str], str] = str


ON_ITS_PAGE = Anchoring()


def escape(text: str) -> str:
    """Return plain text as Markdown that shows just that."""
    return SPECIAL.sub(r"\\\1", html.escape(text, quote=False))


# a text stands on up to three pages of its country, which are written one after the other
@lru_cache(maxsize=20_000)
def escape_report_text(text: str) -> str:
    """Return a report's Markdown with raw HTML, attribute lists and `#` at a line's start escaped.

    Links to web addresses in angle brackets stay links.
    """
    return outside_code(text, _escape_outside_code)


def _escape_outside_code(typed: str) -> str:
    text = LIKE_A_TABLE.sub(lambda line: line.group().replace("|", "\\|"), typed)
    parts = []
    end = 0
    for link in AUTOLINK.finditer(text):
        parts += [UNSAFE.sub(_escaped, text[end : link.start()]), link.group()]
        end = link.end()
    return "".join([*parts, UNSAFE.sub(_escaped, text[end:])])


def _escaped(match: re.Match[str]) -> str:
    mark = match.group()
    if mark.startswith("\\"):
        return mark
    return "&lt;" if mark == "<" else f"{mark[:-1]}\\{mark[-1]}"


def _no_notes(block: Block) -> Sequence[str]:
    return ()


def write_blocks(
    blocks: Iterable[Block],
    anchoring: Anchoring,
    labels: Callable[[Block], str],
    notes: Callable[[Block], Sequence[str]] = _no_notes,
) -> str:
    """Return blocks as Markdown. `labels` gives what follows a block's text: its other themes.

    `notes` gives paragraphs of Markdown that stand below it: what this site says of it.
    """
    parts: list[str] = []
    before: _Run | None = None
    for run, found in groupby(blocks, _run_of):
        if before and run.kind is before.kind and run.is_counted == before.is_counted:
            parts += [APART] if run.kind in MERGED_BY_MARKDOWN else []
        parts.append(
            WRITERS[run.kind]([_Numbered(b, anchoring, labels(b), notes(b)) for b in found])
        )
        before = run
    return "\n\n".join(parts)


# two lists, or two quotations, one after the other would be shown as one
MERGED_BY_MARKDOWN = frozenset({BlockKind.ITEM, BlockKind.QUOTE})
APART = "<!-- -->"


class _Run(NamedTuple):
    """What the blocks of one list have in common, or the paragraphs of one quotation."""

    kind: BlockKind
    group: int
    is_counted: bool


def _run_of(block: Block) -> _Run:
    return _Run(block.kind, block.group, block.marker[:-1].isdigit())


@dataclass(frozen=True)
class _Numbered:
    block: Block
    anchoring: Anchoring
    labels: str
    notes: Sequence[str]

    @property
    def text(self) -> str:
        text = with_note_prefix(escape_report_text(self.block.text), self.anchoring.prefix)
        return self.anchoring.references(text)

    @property
    def mark(self) -> str:
        number = self.block.number
        return f"[¶{number}]({self.anchoring.home}#p{number}){{: .pn }}"

    @property
    def attributes(self) -> str:
        return f"#{self.anchoring.prefix}p{self.block.number}{self.anchoring.attributes}"


def _paragraphs(run: list[_Numbered]) -> str:
    return "\n\n".join(
        _with_notes(n, f"{n.mark} {n.text}{n.labels}\n{{: {n.attributes} }}") for n in run
    )


def _with_notes(numbered: _Numbered, text: str) -> str:
    return "\n\n".join([text, *numbered.notes])


def _pull_quotes(run: list[_Numbered]) -> str:
    return "\n\n".join(f"{n.text}\n{{: .pull-quote{n.anchoring.attributes} }}" for n in run)


def _quotes(run: list[_Numbered]) -> str:
    lines = _paragraphs(run).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def _items(run: list[_Numbered]) -> str:
    # a line that follows an item of several paragraphs would go on with the last of them
    has_paragraphs = any(n.notes or "\n\n" in n.text for n in run)
    return ("\n\n" if has_paragraphs else "\n").join(_item(n) for n in run)


def _item(numbered: _Numbered) -> str:
    """Write one item; its attribute list stands below its first lines, above what is nested."""
    lines = numbered.text.split("\n")
    nested = (i for i, line in enumerate(lines) if i and (not line.strip() or ITEM.match(line)))
    end = next(nested, len(lines))
    first = [f"{numbered.block.marker} {numbered.mark} {lines[0]}", *_indented(lines[1:end])]
    first[-1] += numbered.labels
    below = [line for note in numbered.notes for line in ("", *note.split("\n"))]
    others = _indented([*lines[end:], *below])
    return "\n".join([*first, f"    {{: {numbered.attributes} }}", *others])


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" if line.strip() else "" for line in lines]


def _tables(run: list[_Numbered]) -> str:
    return "\n\n".join(
        _with_notes(n, f"{n.mark}{n.labels}\n{{: {n.attributes} .table-number }}\n\n{n.text}")
        for n in run
    )


def _rules(run: list[_Numbered]) -> str:
    return "\n\n".join("* * *" for _ in run)


WRITERS: dict[BlockKind, Callable[[list[_Numbered]], str]] = {
    BlockKind.PARAGRAPH: _paragraphs,
    BlockKind.PULL_QUOTE: _pull_quotes,
    BlockKind.QUOTE: _quotes,
    BlockKind.ITEM: _items,
    BlockKind.TABLE: _tables,
    BlockKind.RULE: _rules,
}


def footnotes_of(blocks: Iterable[Block], footnotes: Iterable[Footnote]) -> list[Footnote]:
    """Return the notes that these blocks refer to, in the order of their marks."""
    by_label = {note.label: note for note in footnotes}
    labels = dict.fromkeys(label for block in blocks for label in footnote_marks(block.text))
    return [by_label[label] for label in labels if label in by_label]


def write_footnotes(footnotes: Iterable[Footnote], anchoring: Anchoring = ON_ITS_PAGE) -> str:
    """Return notes as Python-Markdown's footnotes extension reads them."""
    return "\n\n".join(
        f"[^{anchoring.prefix}{note.label}]: "
        + "\n".join(_hanging(anchoring.references(escape_report_text(note.text))))
        for note in footnotes
    )


def with_note_prefix(text: str, prefix: str) -> str:
    """Return a text whose footnote marks are those of notes written with this prefix."""
    return replace_footnote_marks(text, lambda label: f"[^{prefix}{label}]")


def _hanging(text: str) -> list[str]:
    first, *others = text.split("\n")
    return [first, *_indented(others)]

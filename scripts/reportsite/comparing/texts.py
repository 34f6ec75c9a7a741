"""A report as two editions are compared: its parts, and the plain words of each paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reportsite.model import Block, BlockKind, Report, Section
from reportsite.numbering.fingerprint import WITHOUT_SPACES
from reportsite.reading.inline import AUTOLINK
from reportsite.reading.plain import all_words, plain
from reportsite.vocabulary.matching import Stems, split_letter, stems

WORD = re.compile(r"\w+")
WORD_OR_SIGN = re.compile(rf"{WITHOUT_SPACES.pattern[:-1]}|\w+?(?={WITHOUT_SPACES.pattern}|\b)")
LABEL = re.compile(r"([^\W\d_][^.:;!?]{2,70}):\s")
# signs without which a text is only words: most paragraphs of a report have none of them
MARKS = re.compile(r"[\\`*_\[<&]")
# one sign for all kinds of the same: what an editor's software decides, and no author
ALIKE = (("'", "‘’‚‛′´`"), ('"', "“”„‟″«»"), ("-", "‐‑‒–—―−"))


@dataclass(frozen=True)
class Part:
    """A section, or what stands before the first one (None).

    `heading` are the stems of its title without its letter, `enclosing` those of the section that
    it stands in.
    """

    section: Section | None
    heading: Stems = ()
    enclosing: Stems = ()

    @property
    def theme(self) -> str:
        """Return the id of its theme, "" for the summary."""
        return self.section.theme if self.section else ""


@dataclass(frozen=True)
class Paragraph:
    """A numbered block. `at` is its place in its edition, `part` that of its part, both from 0.

    `text` is what it shows in one line: its words without marks and notes.
    """

    number: str
    at: int
    part: int
    text: str

    @cached_property
    def same(self) -> str:
        """Its text as it is compared."""
        return alike(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words without case and punctuation; single signs where words are not parted."""
        is_spaced = self.same.isascii() or not WITHOUT_SPACES.search(self.same)
        word = WORD if is_spaced else WORD_OR_SIGN
        return frozenset(word.findall(self.text.casefold()))

    @cached_property
    def label(self) -> frozenset[str]:
        """The stems of what it begins with before a colon ("Physical Conditions: …"), if it does.

        Such a label is a heading within the line, and no part of a sentence.
        """
        found = LABEL.match(self.text)
        return frozenset(_stems(found[1])) if found else frozenset()


@dataclass(frozen=True)
class Edition:
    """A report, its parts in order (the summary first), and its paragraphs in order."""

    report: Report
    parts: tuple[Part, ...]
    paragraphs: tuple[Paragraph, ...]


def alike(text: str) -> str:
    """Return a text with one sign for all kinds of quotation mark, apostrophe, dash and hyphen."""
    if not text.isascii():
        for sign, kinds in ALIKE:
            for kind in kinds:
                text = text.replace(kind, sign)
    return text


def edition_of(report: Report) -> Edition:
    """Take a numbered report apart."""
    by_slug = {section.slug: section for section in report.sections}
    parts = (Part(None), *(_part(section, by_slug) for section in report.sections))
    texts = [report.summary, *(section.blocks for section in report.sections)]
    numbered = [
        (block.number, part, _text(block))
        for part, blocks in enumerate(texts)
        for block in blocks
        if block.number is not None
    ]
    paragraphs = (Paragraph(n, at, part, text) for at, (n, part, text) in enumerate(numbered))
    return Edition(report, parts, tuple(paragraphs))


@lru_cache(maxsize=4096)
def _stems(title: str) -> Stems:
    return stems(split_letter(plain(title))[1])


def _part(section: Section, by_slug: dict[str, Section]) -> Part:
    enclosing = by_slug.get(section.parent or "")
    return Part(section, _stems(section.title), _stems(enclosing.title) if enclosing else ())


def _text(block: Block) -> str:
    """Return a block in one line; the label of a cross-reference is no word of the report's."""
    if block.kind is not BlockKind.TABLE and not MARKS.search(block.text):
        return " ".join(block.text.split())
    text = " ".join(all_words(block, lambda typed: ""))
    return AUTOLINK.sub(r"\g<address>", text) if "<" in text else text

"""What an archive holds, as frozen values that pass from one stage to the next.

Nothing here reads, writes or decides. `place` says where a value was read and takes no part
in equality, so that a test can compare what was read with what was meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reportsite.diagnostics import Place

NOWHERE = Place("", 0)


@dataclass(frozen=True)
class Country:
    """A country as the vocabulary knows it.

    `code` is ISO 3166-1 alpha-3 or a code that countries.yml adds; `slug` stands in addresses;
    `aliases` are other names, such as those once printed.
    """

    code: str
    name: str
    slug: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """A theme, or a kind of section that is not one ("Background").

    `id` stands in addresses and attributes; `articles` are treaty articles such as "ICCPR 7".
    """

    id: str
    label: str
    definition: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    is_theme: bool = True


@dataclass(frozen=True)
class Source:
    """Where a report comes from. What is not recorded is None, and stays so.

    `edition` is the year in the work's title; dates are ISO 8601, also in part ("2011-05").
    """

    organisation: str | None = None
    work: str | None = None
    edition: int | None = None
    entry: str | None = None
    covers: str | None = None
    document: str | None = None
    isbn: str | None = None
    published: str | None = None
    url: str | None = None
    retrieved: str | None = None
    licence: str | None = None


class ReportKind(StrEnum):
    """Whether a text is the report itself or tells in other words what a report says."""

    REPORT = "report"
    DIGEST = "digest"


class Numbering(StrEnum):
    """Whose the paragraph numbers are: this site's, or the source's own."""

    SITE = "site"
    SOURCE = "source"


class BlockKind(StrEnum):
    """What a block of text is, and so how it is written and numbered."""

    PARAGRAPH = "paragraph"
    PULL_QUOTE = "pull-quote"
    QUOTE = "quote"
    ITEM = "item"
    TABLE = "table"
    RULE = "rule"


NUMBERED = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM, BlockKind.TABLE})


@dataclass(frozen=True)
class Block:
    """One block of a report's text.

    `text` is Markdown without block marks (`>`, list marker, attribute list). `marker` is the list
    marker of an item as typed ("-", "3."). `number` is the paragraph number as shown, "12" of ¶12;
    before numbering the one that its attribute list pins to it, None where none is pinned, and for
    what is never numbered. `themes` are the themes that its own attribute list adds. `group` is the
    same for the items of one list and the paragraphs of one quotation.
    """

    kind: BlockKind
    text: str
    marker: str = ""
    number: str | None = None
    themes: tuple[str, ...] = ()
    group: int = 0
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Footnote:
    """An editorial note: `label` as typed in `[^label]`, `text` as Markdown."""

    label: str
    text: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Section:
    """A heading and the blocks beneath it, as far as the next heading of any level.

    `level` counts from 2, as typed. `theme` is a theme's id, or UNCLASSIFIED. `parent` is the slug
    of the section that this one stands in.
    """

    slug: str
    title: str
    level: int
    theme: str
    blocks: tuple[Block, ...]
    parent: str | None = None
    place: Place = field(default=NOWHERE, compare=False, repr=False)


UNCLASSIFIED = "unclassified"


@dataclass(frozen=True)
class Report:
    """An annotated report. `name` is its file's name without suffix, the last part of its address.

    `year` is the year covered. `summary` is what stands before the first heading.
    """

    country: Country
    name: str
    year: int
    title: str
    language: str
    kind: ReportKind
    source: Source
    summary: tuple[Block, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...] = ()
    numbering: Numbering = Numbering.SITE
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    @property
    def address(self) -> str:
        """`<country>/<name>`, as in `/reports/<country>/<name>/`."""
        return f"{self.country.slug}/{self.name}"

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the report, in order."""
        return self.summary + tuple(b for section in self.sections for b in section.blocks)

"""What an archive holds, as frozen values that pass from one stage to the next.

Nothing here reads, writes or decides. `place` says where a value was read and takes no part
in equality, so that a test can compare what was read with what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    same for the items of one list and the paragraphs of one quotation. `is_changed` where so little
    is left of the words that were first published under its number that a reader must be told.
    """

    kind: BlockKind
    text: str
    marker: str = ""
    number: str | None = None
    themes: tuple[str, ...] = ()
    group: int = 0
    is_changed: bool = False
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Footnote:
    """An editorial note: `label` as typed in `[^label]`, `text` as Markdown."""

    label: str
    text: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


class Fate(StrEnum):
    """What became of a paragraph that was published at an address."""

    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    MOVED = "moved"


@dataclass(frozen=True)
class Trace:
    """What is left of a published paragraph where it once stood.

    `before` is the position (from 0) of the block that it now stands in front of. `leads_to` is
    the number of the paragraph that holds its words now, None where it was withdrawn; `home` is
    the slug of the section in which that one stands, "" for the summary.
    """

    number: str
    fate: Fate
    before: int
    leads_to: str | None = None
    home: str | None = None


@dataclass(frozen=True)
class FormerSection:
    """A section that was published and is no more; a page stays at its address.

    `after` is the slug of the section behind which it last stood, "" for the summary. `leads_to`
    is the slug of the section in which all that is left of its text now stands ("" for the
    summary), None where there is no such one.
    """

    slug: str
    title: str
    after: str
    traces: tuple[Trace, ...] = ()
    leads_to: str | None = None


@dataclass(frozen=True)
class Correction:
    """A correction of the published text. `paragraph` is a number, "12", None for the whole report.

    `date` is ISO 8601; `what` was corrected, and `why`.
    """

    date: str
    what: str
    why: str
    paragraph: str | None = None
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True)
class Reference:
    """What a cross-reference, `[[kazakhstan/2010#p12]]`, leads to.

    `label` is what a reader sees; `page` is the path of the page in docs/, `anchor` the id on it or
    "", and `words` tell what stands there.
    """

    label: str
    page: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Section:
    """A heading and the blocks beneath it, as far as the next heading of any level.

    `level` counts from 2, as typed. `theme` is a theme's id, or UNCLASSIFIED. `parent` is the slug
    of the section that this one stands in. `is_named` where its slug was typed (`{: #slug }`).
    `traces` are those of paragraphs that were published in it and are no longer there.
    """

    slug: str
    title: str
    level: int
    theme: str
    blocks: tuple[Block, ...]
    parent: str | None = None
    is_named: bool = False
    traces: tuple[Trace, ...] = ()
    place: Place = field(default=NOWHERE, compare=False, repr=False)


UNCLASSIFIED = "unclassified"


@dataclass(frozen=True)
class Report:
    """An annotated report. `name` is its file's name without suffix, the last part of its address.

    `year` is the year covered. `summary` is what stands before the first heading, `traces` are
    those of it. `formerly` are addresses at which it was published before. `text_hash` is the
    beginning of its text's SHA-256, `text_date` is the day since which the text is what it is (ISO
    8601). `references` are by what is typed between the brackets, before any `|`.
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
    formerly: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    traces: tuple[Trace, ...] = ()
    former_sections: tuple[FormerSection, ...] = ()
    text_hash: str = ""
    text_date: str = ""
    references: Mapping[str, Reference] = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    @property
    def address(self) -> str:
        """`<country>/<name>`, as in `/reports/<country>/<name>/`."""
        return f"{self.country.slug}/{self.name}"

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the report, in order."""
        return self.summary + tuple(b for section in self.sections for b in section.blocks)

"""Headings and blocks → sections: slugs, themes, and the place of each within the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import UNCLASSIFIED, Block, Section, Theme
from reportsite.reading.attributes import LIKE_A_PARAGRAPH
from reportsite.reading.nodes import Heading, Node
from reportsite.vocabulary.matching import slugify, split_letter
from reportsite.vocabulary.themes import Themes

TOP_LEVEL = 2
RESERVED_SLUG = "index"


@dataclass
class _Open:
    """A section while its blocks are being collected."""

    heading: Heading
    blocks: list[Block] = field(default_factory=list)


def read_sections(
    nodes: Iterable[Node], themes: Themes, diagnostics: Diagnostics
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Return the blocks before the first heading, and the sections."""
    summary: list[Block] = []
    opened: list[_Open] = []
    for node in nodes:
        if isinstance(node, Heading):
            opened.append(_Open(node))
        elif isinstance(node, Block):
            (opened[-1].blocks if opened else summary).append(node)
    _check_levels(opened, diagnostics)
    _check_not_empty(opened, diagnostics)
    return tuple(summary), _sections(opened, themes, diagnostics)


def _check_levels(opened: list[_Open], diagnostics: Diagnostics) -> None:
    before = TOP_LEVEL - 1
    for section in opened:
        heading = section.heading
        if heading.level < TOP_LEVEL:
            diagnostics.fault(
                heading.place,
                "a heading of the first level, which is the report's title",
                f"expected `## {heading.title}`, and the title in the front matter",
            )
        elif heading.level > before + 1:
            diagnostics.fault(
                heading.place,
                f"the heading's level jumps from {before} to {heading.level}",
                f"expected `{'#' * (before + 1)} {heading.title}`",
            )
        before = max(heading.level, TOP_LEVEL - 1)


def _check_not_empty(opened: list[_Open], diagnostics: Diagnostics) -> None:
    for section, after in zip_longest(opened, opened[1:]):
        has_sections = after is not None and after.heading.level > section.heading.level
        if section.heading.title and not section.blocks and not has_sections:
            diagnostics.fault(
                section.heading.place,
                f'the section "{section.heading.title}" is empty',
                "expected a paragraph or a deeper heading beneath it",
            )


def _sections(opened: list[_Open], themes: Themes, diagnostics: Diagnostics) -> tuple[Section, ...]:
    sections = (
        Section(
            slug=_slug(one.heading, diagnostics),
            title=one.heading.title,
            level=one.heading.level,
            theme=_theme(one.heading, themes, diagnostics),
            blocks=tuple(one.blocks),
            is_named=one.heading.attributes.id is not None,
            place=one.heading.place,
        )
        for one in opened
    )
    return tuple(with_parents(sections))


def with_parents(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield sections, in their order, each with the slug of the one that it stands in."""
    enclosing: list[Section] = []
    for section in sections:
        while enclosing and enclosing[-1].level >= section.level:
            enclosing.pop()
        yield replace(section, parent=enclosing[-1].slug if enclosing else None)
        enclosing.append(section)


def check_slugs(sections: Iterable[Section], diagnostics: Diagnostics) -> None:
    """Report a slug that an earlier section has too."""
    first_use: dict[str, Section] = {}
    for section in sections:
        first = first_use.setdefault(section.slug, section)
        if first is not section and section.title:
            diagnostics.fault(
                section.place,
                f'"{section.title}" has the slug `{section.slug}`, as the heading on line '
                f"{first.place.line} has",
                f"expected another, such as `{{: #{section.slug}-2 }}` at the end of this "
                "heading's line",
            )


def _slug(heading: Heading, diagnostics: Diagnostics) -> str:
    slug = heading.attributes.id or slugify(split_letter(heading.title)[1] or heading.title)
    if problem := _problem_with(slug, heading):
        diagnostics.fault(heading.place, *problem)
    return slug


def _problem_with(slug: str, heading: Heading) -> tuple[str, str] | None:
    if LIKE_A_PARAGRAPH.fullmatch(slug):
        wrong = f"the heading's slug `{slug}` has the form of a paragraph's address"
    elif slug == RESERVED_SLUG:
        wrong = f"the heading's slug `{slug}` is the address of the report itself"
    elif not slug and heading.title:
        wrong = f'the heading "{heading.title}" has no letters to make an address of'
    elif slug != slugify(slug):
        wrong = f"`#{slug}` cannot be an address"
    else:
        return None
    better = slugify(slug)
    usable = better and better != RESERVED_SLUG and not LIKE_A_PARAGRAPH.fullmatch(better)
    example = better if usable else "a-slug-in-words"
    return wrong, f"expected `{{: #{example} }}` at the end of the heading's line"


def _theme(heading: Heading, themes: Themes, diagnostics: Diagnostics) -> str:
    named = heading.attributes.themes
    if len(named) > 1:
        diagnostics.fault(
            heading.place,
            f"the heading names {len(named)} themes",
            "expected one; a paragraph may add others",
        )
    if named:
        known = known_themes(named, heading.place, themes, diagnostics)
        return known[0].id if known else UNCLASSIFIED
    match = themes.match(heading.title)
    if match is None and heading.title:
        diagnostics.warn(
            heading.place,
            f'no theme has an alias for the heading "{heading.title}"',
            'expected an alias in reports/vocabulary/themes.yml or `{: theme="…" }` on the heading',
        )
    return match.theme.id if match else UNCLASSIFIED


def known_themes(
    ids: Iterable[str], place: Place, themes: Themes, diagnostics: Diagnostics
) -> list[Theme]:
    """Return the themes of these ids; one that the vocabulary lacks is a fault."""
    known = []
    for id_ in ids:
        if theme := themes.get(id_):
            known.append(theme)
            continue
        nearest = themes.nearest(id_)
        diagnostics.fault(
            place,
            f'no theme has the id "{id_}"',
            f"did you mean `{nearest}`?"
            if nearest
            else "expected an id of reports/vocabulary/themes.yml",
        )
    return known

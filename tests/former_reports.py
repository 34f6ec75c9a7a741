"""Reports that were published before: what is gone of them, and what changed. Made by hand."""

from __future__ import annotations

from dataclasses import replace

from reportsite.model import (
    Block,
    BlockKind,
    Correction,
    Country,
    Fate,
    FormerSection,
    Report,
    ReportKind,
    Section,
    Source,
    Trace,
)

KAZAKHSTAN = Country("KAZ", "Kazakhstan", "kazakhstan")
EGYPT = Country("EGY", "Egypt", "egypt")


def paragraph(number: str, text: str = "Words.", *, changed: bool = False) -> Block:
    """Return a paragraph."""
    return Block(BlockKind.PARAGRAPH, text, number=number, is_changed=changed)


def item(number: str, marker: str, text: str = "Item.", *, changed: bool = False) -> Block:
    """Return an item of one list."""
    return Block(BlockKind.ITEM, text, marker, number, group=1, is_changed=changed)


def quoted(number: str, text: str = "Said.", *, changed: bool = False) -> Block:
    """Return a paragraph of one quotation."""
    return Block(BlockKind.QUOTE, text, number=number, group=2, is_changed=changed)


def table(number: str, *, changed: bool = False) -> Block:
    """Return a table."""
    text = "| Year | Deaths |\n|---|---|\n| 2009 | none |"
    return Block(BlockKind.TABLE, text, number=number, is_changed=changed)


def withdrawn(number: str, before: int = 0) -> Trace:
    """Return what is left of a paragraph that was taken out."""
    return Trace(number, Fate.WITHDRAWN, before)


def merged(number: str, into: str, home: str, before: int = 0) -> Trace:
    """Return what is left of a paragraph whose words are part of another."""
    return Trace(number, Fate.MERGED, before, into, home)


def moved(number: str, home: str, before: int = 0) -> Trace:
    """Return what is left of a paragraph in the section from which it was moved."""
    return Trace(number, Fate.MOVED, before, number, home)


def section(slug: str, *blocks: Block, traces: tuple[Trace, ...] = (), title: str = "") -> Section:
    """Return a section of the second level, on torture; without a title it is named by its slug."""
    return Section(slug, title or slug.title(), 2, "torture", blocks, traces=traces)


def report(*sections: Section, summary: tuple[Block, ...] = ()) -> Report:
    """Return a report on Kazakhstan in 2010."""
    return Report(
        country=KAZAKHSTAN,
        name="2010",
        year=2010,
        title="Kazakhstan",
        language="en",
        kind=ReportKind.REPORT,
        source=Source(organisation="Example Watch", work="Yearbook 2011"),
        summary=summary,
        sections=sections,
    )


# one of each: the paragraphs 1 to 13 were published, and sections that are no more
CHANGED = replace(
    report(
        section(
            "torture",
            paragraph("2", "Two, which changed.", changed=True),
            item("3", "3."),
            item("4", "4.", changed=True),
            quoted("7"),
            quoted("9", changed=True),
            table("10", changed=True),
            traces=(
                withdrawn("5", before=2),
                moved("11", "impunity", before=4),
                merged("8", "7", "torture", before=4),
                merged("6", "12", "impunity", before=6),
            ),
        ),
        section("impunity", paragraph("12", "Twelve."), paragraph("11", "Eleven.")),
        summary=(paragraph("1", "One."),),
    ),
    former_sections=(
        FormerSection("prisons", "*Prisons* & camps", "torture", (withdrawn("13"),)),
        FormerSection("courts", "Courts", "prisons", (moved("12", "impunity"),), "impunity"),
    ),
    formerly=("kazakhstan/2010a",),
    corrections=(
        Correction("2026-11-20", "the year", "a typing error", "2"),
        Correction("2026-11-21", "said <b>twice</b>", "It was\nin doubt!", "13"),
        Correction("2026-11-22", "the entry’s title", "as printed"),
    ),
    text_hash="0123456789ab",
    text_date="2026-11-22",
)

ARABIC = replace(
    report(
        section("altadhib", paragraph("2", "فقرة."), title="التعذيب"),
        section(
            "alsujun",
            paragraph("3", "فقرة.", changed=True),
            traces=(moved("2", "altadhib"), withdrawn("4", before=1)),
            title="السجون",
        ),
        summary=(paragraph("1", "ملخص."),),
    ),
    country=EGYPT,
    title="مصر",
    language="ar",
    former_sections=(
        FormerSection("almahakim", "المحاكم", "alsujun", (moved("1", ""),), ""),
        FormerSection("alqanun", "القانون", "", (moved("2", "altadhib"), moved("1", ""))),
    ),
)
# nothing but what is gone stands before the first heading
EMPTIED = replace(
    report(section("torture", paragraph("2"))), name="2011", year=2011, traces=(withdrawn("1"),)
)

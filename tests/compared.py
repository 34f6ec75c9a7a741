"""Small reports to be compared, and random ones of which it is known what became of each part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

from reportsite.diagnostics import Diagnostics
from reportsite.model import (
    Block,
    BlockKind,
    Country,
    Report,
    ReportKind,
    Section,
    Source,
)
from reportsite.vocabulary.loading import load_vocabulary

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary(ROOT, Diagnostics())
KAZAKHSTAN = Country("KAZ", "Kazakhstan", "kazakhstan")
WATCH = Source(organisation="Example Watch", work="Yearbook 2011")

Parts = Sequence[tuple[str, str, Sequence[str]]]


def report_of(
    parts: Parts, year: int = 2010, source: Source = WATCH, language: str = "en"
) -> Report:
    """Return a numbered report of parts: title, theme, paragraphs; the summary has no title."""
    numbers = iter(range(1, 10_000))

    def blocks(texts: Sequence[str]) -> tuple[Block, ...]:
        return tuple(Block(BlockKind.PARAGRAPH, text, number=str(next(numbers))) for text in texts)

    filled = [(title, theme, blocks(texts)) for title, theme, texts in parts]
    sections = tuple(
        Section(f"{title.lower().replace(' ', '-')}-{at}", title, 2, theme, found)
        for at, (title, theme, found) in enumerate(filled)
        if title
    )
    summary = tuple(block for title, _, found in filled if not title for block in found)
    return Report(
        KAZAKHSTAN,
        str(year),
        year,
        "Kazakhstan",
        language,
        ReportKind.REPORT,
        source,
        summary,
        sections,
    )


_WORDS = st.sampled_from(
    [
        *("the", "law", "police", "said", "in", "March", "nine", "prisons", "torture", "court"),
        *("of", "and", "women’s", "“right”", "12"),
    ]
)
_TEXTS = st.lists(_WORDS, min_size=0, max_size=9).map(" ".join)
_PARTS = st.tuples(
    st.sampled_from(["", "Torture", "a. Torture", "Courts", "Courts and trials", "Women"]),
    st.sampled_from(["torture", "fair-trial", "women", "unclassified"]),
    st.lists(_TEXTS, max_size=6),
)
REPORTS = st.lists(_PARTS, max_size=5).map(
    lambda parts: sorted(parts, key=lambda part: bool(part[0]))
)

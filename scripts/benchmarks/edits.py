"""Edits as a maintainer makes them: a word, a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

# a paragraph without marks that an edit could break
PLAIN = re.compile(r"[A-Z][\w\s.,;’'()-]{80,}[.]")
# with what parts words, every second piece is a word
SPACE = re.compile(r"(\s+)")
SECTION = (
    "\n\n## Impunity {: #added-to-be-measured }\n\nA section that was added by the benchmark.\n"
)


def spread(reports: Sequence[Path], number: int) -> list[Path]:
    """Return as many reports, or all, as far from one another as they lie in the archive."""
    number = min(number, len(reports))
    return [reports[(2 * at + 1) * len(reports) // (2 * number)] for at in range(number)]


def reports_of(archive: Path) -> list[Path]:
    """Return the reports in which a word can be changed, by country and year."""
    files = sorted((archive / "reports").glob("*/*.md"))
    return [file for file in files if _plain_paragraphs(file.read_text(encoding="utf-8"))]


def change_a_word(report: Path, word: str) -> None:
    """Put `word` in the place of a word in the middle of a report."""
    text = report.read_text(encoding="utf-8")
    plain = _plain_paragraphs(text)
    paragraph = plain[len(plain) // 2]
    words = SPACE.split(paragraph)
    words[len(words) // 4 * 2] = word
    report.write_text(text.replace(paragraph, "".join(words), 1), encoding="utf-8")


def add_a_section(report: Path) -> None:
    """Add a section at the end of a report."""
    report.write_text(report.read_text(encoding="utf-8").rstrip() + SECTION, encoding="utf-8")


def _plain_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of nothing but words; front matter begins with dashes."""
    return [paragraph for paragraph in text.split("\n\n") if PLAIN.fullmatch(paragraph)]

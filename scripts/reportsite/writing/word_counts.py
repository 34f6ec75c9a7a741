"""How many words the reports of a country have, as a whole and on each theme."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reportsite.model import Report
from reportsite.writing.catalogue import themes_of
from reportsite.writing.opening import words_in

Words = dict[str, int]


@dataclass(frozen=True)
class WordCounts:
    """Words of each report by its name, and by theme's id and report's name what is on a theme.

    A report that has nothing on a theme is not among those of the theme. A section of which all
    text stands in the sections beneath it counts 0. A paragraph on two themes counts for both.
    """

    of_report: Words
    on_theme: dict[str, Words]


def word_counts(reports: tuple[Report, ...]) -> WordCounts:
    """Count the words of the reports of one country."""
    on_theme: dict[str, Words] = defaultdict(dict)
    of_report = {}
    for report in reports:
        of_section = {section.slug: words_in(section.blocks) for section in report.sections}
        of_report[report.name] = words_in(report.summary) + sum(of_section.values())
        for theme, found in themes_of(report).items():
            in_sections = sum(of_section[section.slug] for section in found.sections)
            alone = words_in(paragraph.block for paragraph in found.paragraphs)
            on_theme[theme][report.name] = in_sections + alone
    return WordCounts(of_report, dict(on_theme))

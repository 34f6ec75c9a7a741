"""How many paragraphs have each mark: a table by theme, and two bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from reportsite.comparing.marking import Comparison, Mark
from reportsite.model import Theme
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.change_entries import SUMMARY
from reportsite.writing.markdown import escape
from reportsite.writing.page import Meta

COLUMNS = (Mark.UNCHANGED, Mark.REWORDED, Mark.MOVED, Mark.GONE, Mark.NEW)
IN_EARLIER = (Mark.UNCHANGED, Mark.REWORDED, Mark.MOVED, Mark.GONE)
IN_LATER = (Mark.UNCHANGED, Mark.REWORDED, Mark.MOVED, Mark.NEW)
# a bar's full length in per cent, and the shortest part of it in which its number can be read
LENGTH = 100.0
SHORTEST = 4.5


def total(marks: Mapping[Mark, int], of: tuple[Mark, ...]) -> int:
    """Return the paragraphs of one edition."""
    return sum(marks.get(mark, 0) for mark in of)


def rows_by_theme(comparison: Comparison, catalogue: Catalogue) -> list[str]:
    """Return the rows of a table: themes in the order of the vocabulary, then the sum of all."""
    by_theme: dict[str, Counter[Mark]] = {}
    for part in comparison.all_parts:
        by_theme[part.theme] = by_theme.get(part.theme, Counter()) + part.marks
    named = [("", SUMMARY), *((theme.id, theme.label) for theme in _listed(catalogue))]
    rows = [_row(escape(label), by_theme[id_]) for id_, label in named if by_theme.get(id_)]
    return [*rows, _row("**All**", comparison.marks)]


def _listed(catalogue: Catalogue) -> Iterator[Theme]:
    """Yield themes as lists have them: each before those beneath it."""
    return iter(catalogue.all_themes())


def _row(name: str, marks: Mapping[Mark, int]) -> str:
    counts = (f"{marks.get(mark, 0):,}" if marks.get(mark) else "–" for mark in COLUMNS)
    return f"| {name} | {' | '.join(counts)} |"


def bars(comparison: Comparison, labels: tuple[str, str]) -> list[Meta]:
    """Return a bar for each edition, as long as it has paragraphs; parts in per cent."""
    marks = comparison.marks
    sides = [(labels[0], IN_EARLIER), (labels[1], IN_LATER)]
    longest = max(total(marks, of) for _, of in sides) or 1
    return [
        {"label": label, "total": total(marks, of), "parts": list(_parts(marks, of, longest))}
        for label, of in sides
    ]


def _parts(marks: Mapping[Mark, int], of: tuple[Mark, ...], longest: int) -> Iterator[Meta]:
    start = 0.0
    for mark in of:
        if number := marks.get(mark, 0):
            width = LENGTH * number / longest
            yield {
                "mark": mark.value,
                "name": mark.name.lower(),
                "number": number,
                "start": round(start, 2),
                "width": round(width, 2),
                "has_room": width >= SHORTEST,
            }
            start += width

"""Dates as a reader reads them: "21 November 2026"."""

from __future__ import annotations

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_words(date: str) -> str:
    """Return an ISO 8601 date in words, also a part of one: "2026-11" → "November 2026"."""
    year, *others = date.split("-")
    month, *days = map(int, others) if others else (0,)
    return " ".join([*map(str, days), *([MONTHS[month - 1]] if month else []), year])

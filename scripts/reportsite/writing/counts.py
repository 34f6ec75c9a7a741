"""Numbers with their nouns."""

from __future__ import annotations


def number_of(number: int, one: str, many: str) -> str:
    """Return a number and what it counts: "1 country", "1,200 countries"."""
    return f"{number:,} {one if number == 1 else many}"

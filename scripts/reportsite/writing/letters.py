"""Lists by letter: in the order and under the letters that a reader of English expects."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def sorted_as(name: str) -> str:
    """Return what a name is sorted as: "Åland Islands" as if it were written "aland islands"."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def letter_of(name: str) -> str:
    """Return the letter or figure under which a name stands, as a capital; "–" if it has none."""
    return next((sign.upper() for sign in sorted_as(name) if sign.isalnum()), "–")


def by_letter(name: str) -> tuple[str, str, str]:
    """Return what to sort names by, so that all of one letter stand together."""
    letter = letter_of(name)
    return (sorted_as(letter), letter, sorted_as(name))

"""What a browser puts before the items of lists: numbers and letters that no text node holds."""

from __future__ import annotations

from reportsite.importing.web.tree import Element, texts

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 3999


def item_markers(report: Element) -> dict[Element, str]:
    """Return the marker of each item of a numbered list that has words, such as "3." or "c."."""
    markers = {}
    for listing in report.iter("ol"):
        number = _number(listing.get("start"), 1)
        kind = listing.get("type") or "1"
        for item in listing.iterchildren("li"):
            number = _number(item.get("value"), number)
            if any(not text.isspace() for text in texts(item)):
                markers[item] = f"{_shown(number, kind)}."
            number += 1
    return markers


def _number(typed: str | None, otherwise: int) -> int:
    bare = (typed or "").strip()
    is_number = bare.removeprefix("-").isdecimal() and len(bare) < 10
    return int(bare) if is_number else otherwise


def _shown(number: int, kind: str) -> str:
    if kind in ("a", "A") and number > 0:
        letters = _in_letters(number)
    elif kind in ("i", "I") and 0 < number <= _MOST:
        letters = _in_roman(number)
    else:
        return str(number)
    return letters.upper() if kind.isupper() else letters


def _in_letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, last = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[last] + letters
    return letters


def _in_roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * times
    return letters

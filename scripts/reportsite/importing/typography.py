"""What the signs of a text say: sentence ends, quotation marks, capitals, in many scripts."""

from __future__ import annotations

import re

# Signs that may close a sentence, or a part of one.
FULL_STOPS = frozenset(".!…。！．።۔।॥")
QUESTION_MARKS = frozenset("?？؟\u037e՞")
COMMAS = frozenset(",;،؛、，；")
PAUSES = COMMAS | frozenset(":：")

OPENING_QUOTES = frozenset("\"'“”‘„‚«»‹›「『")
CLOSING_QUOTES = frozenset("\"'”“’‟»«›‹」』")
_AFTER_END = "".join(CLOSING_QUOTES) + ")]} \u00a0"

BULLET = re.compile(r"[•◦▪■●○‣⁃·*–—-]\s*\S")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\S")


def last_sign(text: str) -> str:
    """Return the last sign of `text` before closing quotation marks and brackets, or ""."""
    # the last few signs are enough, and keep this from copying a paragraph
    return text[-8:].rstrip(_AFTER_END)[-1:]


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does, a question included."""
    sign = last_sign(text)
    return sign in FULL_STOPS or sign in QUESTION_MARKS if sign else False


def is_closed(text: str) -> bool:
    """Whether `text` ends in a sentence's end, a colon or a semicolon: nothing goes on below it."""
    return ends_sentence(text) or last_sign(text) in (":", ";", "؛")


def closes_like_text(text: str) -> bool:
    """Whether `text` ends as no heading does: a full stop, a comma or a semicolon."""
    sign = last_sign(text)
    return sign in FULL_STOPS or sign in COMMAS if sign else False


def starts_small(text: str) -> bool:
    """Whether the first letter is a small one, quotation marks and brackets put aside."""
    first = text.lstrip("".join(OPENING_QUOTES) + "([")[:1]
    return first.islower()


def starts_quoted(text: str) -> bool:
    """Whether `text` begins with a quotation mark."""
    return text[:1] in OPENING_QUOTES if text else False


def is_quoted(text: str) -> bool:
    """Whether `text` stands in quotation marks, from its first sign to its last."""
    return len(text) > 2 and starts_quoted(text) and text[-1] in CLOSING_QUOTES


def is_capitals(text: str) -> bool:
    """Whether every cased letter is a capital, and there are three of them or more."""
    return text.upper() == text and sum(character.isupper() for character in text) >= 3


def holds_address(text: str) -> bool:
    """Whether `text` holds a web or mail address."""
    return _ADDRESS.search(text) is not None

"""Numbers that an author pinned by hand, held against those that are published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportsite.diagnostics import Diagnostics
from reportsite.model import Block
from reportsite.numbering.fingerprint import Words, contained
from reportsite.numbering.lock import Lock, LockedParagraph, State
from reportsite.numbering.matching import SURE
from reportsite.reading.numbering import owners_of


def pins_of(blocks: Sequence[Block], diagnostics: Diagnostics) -> dict[int, str]:
    """Return the pinned number of each block that has one, by position; one given twice is a fault.

    Positions count from 0, among the blocks that have numbers.
    """
    return {at: number for number, at in owners_of(blocks, diagnostics).items()}


def check_pins(
    pins: Mapping[int, str],
    blocks: Sequence[Block],
    words: Sequence[Words],
    lock: Lock,
    diagnostics: Diagnostics,
) -> None:
    """Report a pinned number that is published for other words."""
    published = {one.number: one for one in lock.paragraphs}
    by_text = {text.text: at for at, text in reversed([*enumerate(words)])}
    for at, number in pins.items():
        one = published.get(number)
        if one is None or one.fingerprint is None or one.fingerprint.text == words[at].text:
            continue
        owner = by_text.get(one.fingerprint.text)
        if owner is not None and owner not in pins:
            diagnostics.fault(
                blocks[at].place,
                f"¶{number} is pinned here, and published for the paragraph on line "
                f"{blocks[owner].place.line}",
                "expected a number of its own, or none",
            )
        elif _was_another(one, words[at]):
            diagnostics.fault(
                blocks[at].place,
                f"¶{number} is pinned here, and was published for other words, since withdrawn",
                "expected a number never used; no number is given to another paragraph",
            )


def _was_another(one: LockedParagraph, words: Words) -> bool:
    is_gone = one.state in (State.WITHDRAWN, State.MERGED)
    return is_gone and one.fingerprint is not None and contained(one.fingerprint, words) < SURE

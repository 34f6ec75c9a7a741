"""Numbers that an author pinned by hand, held against those that are published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportsite.diagnostics import Diagnostics
from reportsite.model import Block
from reportsite.numbering.fingerprint import contained
from reportsite.numbering.lock import Lock, LockedParagraph
from reportsite.numbering.matching import SURE, Text, known_gone, known_live, match
from reportsite.reading.numbering import owners_of


def pins_of(blocks: Sequence[Block], diagnostics: Diagnostics) -> dict[int, str]:
    """Return the pinned number of each block that has one, by position; one given twice is a fault.

    Positions count from 0, among the blocks that have numbers.
    """
    return {at: number for number, at in owners_of(blocks, diagnostics).items()}


def check_pins(
    pins: Mapping[int, str],
    blocks: Sequence[Block],
    texts: Sequence[Text],
    lock: Lock,
    diagnostics: Diagnostics,
) -> None:
    """Report a pinned number that is published for other words.

    Where the words of a number stand is asked without its pin: at the pinned block, at another,
    or nowhere any more.
    """
    disputed = _disputed(pins, texts, lock)
    if not disputed:
        return
    others = {at: number for at, number in pins.items() if at not in disputed}
    found = match(known_live(lock), known_gone(lock), texts, others).numbers
    owners = {number: at for at, number in found.items()}
    for at, one in disputed.items():
        owner = owners.get(one.number)
        if owner == at or _is_enough(one, texts[at]):
            continue
        diagnostics.fault(blocks[at].place, *_clash(one.number, owner, blocks))


def _disputed(
    pins: Mapping[int, str], texts: Sequence[Text], lock: Lock
) -> dict[int, LockedParagraph]:
    """Return the published paragraphs whose numbers are pinned to other words than their last."""
    published = {one.number: one for one in lock.paragraphs if one.fingerprint}
    return {
        at: one
        for at, number in pins.items()
        if (one := published.get(number))
        and one.fingerprint
        and one.fingerprint.text != texts[at].words.text
    }


def _is_enough(one: LockedParagraph, text: Text) -> bool:
    return one.fingerprint is not None and contained(one.fingerprint, text.words) >= SURE


def _clash(number: str, owner: int | None, blocks: Sequence[Block]) -> tuple[str, str]:
    if owner is None:
        return (
            f"¶{number} is pinned here, and was published for other words",
            "expected a number never used; no number is given to another paragraph",
        )
    return (
        f"¶{number} is pinned here, and published for the paragraph on line "
        f"{blocks[owner].place.line}",
        "expected a number of its own, or none",
    )

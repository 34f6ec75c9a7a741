"""Lock files: what they hold, and what is said of one that cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.diagnostics import Diagnostics
from reportsite.numbering.fingerprint import (
    LONGEST,
    MOST_MARKS,
    Fingerprint,
    Words,
    contained,
    fingerprint,
    occurrences_in,
    read_fingerprint,
)
from reportsite.numbering.lock import Lock, LockedParagraph, LockedSection, State
from reportsite.numbering.lock_file import ONE_SIDE, RESTORE, read_lock, write_lock
from test_published_numbers import CORRECTED, TEXTS

PATH = "reports/kazakhstan/2010.lock.json"
ONE = Fingerprint(1, 2, 3, (4, 5))
WRITTEN = """\
{
 "version": 1,
 "sum": "e55ae173b924",
 "text": "0123456789ab 2026-11-21",
 "sections": [
  {
   "slug": "",
   "title": "",
   "paragraphs": {
    "1": "AAAAAABACAADAAEAAF",
    "2": "merged 1 AAAAAABACAADAAEAAF",
    "3": "withdrawn AAAAAABACAADAAEAAF AAAAAABACAADAAEAAF"
   }
  },
  {
   "slug": "prisons",
   "title": "Prisons",
   "gone": true,
   "paragraphs": {
    "1": "moved"
   }
  }
 ],
 "corrections": {
  "1": 2
 },
 "unrecorded": [
  "3"
 ]
}
"""
LOCK = Lock(
    text_hash="0123456789ab",
    text_date="2026-11-21",
    sections=(
        LockedSection(
            "",
            "",
            (
                LockedParagraph("1", State.LIVE, ONE),
                LockedParagraph("2", State.MERGED, ONE, into="1"),
                LockedParagraph("3", State.WITHDRAWN, ONE, first=ONE),
            ),
        ),
        LockedSection("prisons", "Prisons", (LockedParagraph("1", State.MOVED),), is_gone=True),
    ),
    corrections={"1": 2},
    unrecorded=("3",),
)


def read(text: str) -> tuple[Lock | None, list[str]]:
    diagnostics = Diagnostics()
    return read_lock(PATH, text, diagnostics), [str(fault) for fault in diagnostics.faults]


def test_a_lock_file_has_a_line_for_each_paragraph() -> None:
    assert write_lock(LOCK) == WRITTEN
    assert read(WRITTEN) == (LOCK, [])


def replaced(old: str, new: str) -> Callable[[str], str]:
    def replace(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return replace


DAMAGES: dict[str, tuple[Callable[[str], str], str]] = {
    "empty": (lambda _: "", ":1: the lock file is no JSON (Expecting value)"),
    "cut": (
        lambda text: text[:200],
        ":11: the lock file is no JSON (Unterminated string starting at)",
    ),
    "a merge conflict": (
        replaced('    "1": "AA', '<<<<<<< ours\n    "1": "AA'),
        ":10: the lock file holds the marks of a merge conflict",
    ),
    "half of a conflict": (
        replaced("  },\n", ">>>>>>> theirs\n  },\n"),
        ":14: the lock file holds the marks of a merge conflict",
    ),
    "another JSON": (lambda _: "[]", ":1: the file is no lock file"),
    "not even that": (lambda _: "7", ":1: the file is no lock file"),
    "a later version": (
        replaced('"version": 1', '"version": 2'),
        ":2: the lock file is of version 2, not 1",
    ),
    "no text": (replaced("0123456789ab", "?"), ":4: `text` is not what `build` wrote"),
    "no sections": (
        lambda _: '{"version": 1,\n"text": "0123456789ab 2026-11-21",\n"sections": {}}',
        ":3: `sections` is not what `build` wrote",
    ),
    "a fingerprint cut": (
        replaced('"2": "merged 1 AAAAAABACAADAAEAAF"', '"2": "merged 1 AAAAAABACAADAAEA"'),
        ":11: `2` is not what `build` wrote",
    ),
    "no fingerprint": (replaced("merged 1 AAAAAABACAADAAEAAF", "merged 1"), ":11: `2` is not what"),
    "no number": (replaced('"2": ', '"02": '), ":11: `02` is not what `build` wrote"),
    "a number twice": (replaced('"2": ', '"1": '), ":11: `1` stands there twice"),
    "a number in two sections": (
        replaced('"1": "moved"', '"3": "AAAAAABACAADAAEAAF"'),
        ":20: ¶3 stands there twice",
    ),
    "moved to nowhere": (replaced('"1": "moved"', '"4": "moved"'), ":20: ¶4 stands nowhere"),
    "merged into nothing": (replaced("merged 1", "merged 7"), ":1: ¶7 stands nowhere"),
    "a slug twice": (replaced('"prisons"', '""'), ":16: the section `` stands there twice"),
    "corrections of another kind": (replaced('"1": 2', '"1": "2"'), ":24: `corrections` is not"),
    "a line lost": (
        replaced('    "2": "merged 1 AAAAAABACAADAAEAAF",\n', ""),
        ":3: the lock file does not hold what `build` wrote: a line is lost, or changed",
    ),
    "a fingerprint changed": (
        replaced('"1": "AAAAAABACAADAAEAAF"', '"1": "AAAAAABACAADAAEAAG"'),
        ":3: the lock file does not hold what `build` wrote: a line is lost, or changed",
    ),
    "no day": (replaced("2026-11-21", "2026-13-45"), ":4: `text` is not what `build` wrote"),
    "merged in a circle": (
        replaced('"1": "AAAAAABACAADAAEAAF"', '"1": "merged 2 AAAAAABACAADAAEAAF"'),
        ":10: ¶1 stands nowhere",
    ),
    "a slug that leads out": (
        replaced('"prisons"', '"../../prisons"'),
        ":5: `sections` is not what `build` wrote",
    ),
    "a number of thousands of digits": (
        replaced('"version": 1', f'"version": {"1" * 5_000}'),
        ":1: the lock file is no JSON that `build` wrote",
    ),
    "unrecorded of another kind": (replaced('  "3"\n', "  3\n"), ":27: `unrecorded` is not"),
    "deeply nested": (lambda _: "[" * 100_000, ":1: the lock file is no JSON that `build` wrote"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_lock_file_is_a_fault(damage: str) -> None:
    change, expected = DAMAGES[damage]
    lock, faults = read(change(WRITTEN))
    assert lock is None
    assert len(faults) == 1
    assert faults[0].startswith(f"{PATH}{expected}")
    assert faults[0].endswith(ONE_SIDE if "conflict" in damage else RESTORE)


@given(st.integers(0, len(WRITTEN)), st.integers(0, 40), st.text(max_size=5))
def test_no_damage_is_read_as_something_else_or_raises(at: int, length: int, other: str) -> None:
    changed = WRITTEN[:at] + other + WRITTEN[at + length :]
    lock, faults = read(changed)
    assert (lock is None) == bool(faults)
    assert lock in (None, LOCK), "what is read is what was written"


@given(st.text(), st.lists(st.text(), max_size=4))
def test_a_fingerprint_is_read_as_it_was_written(text: str, others: list[str]) -> None:
    words = Words(text)
    made = fingerprint(words, occurrences_in([words, *map(Words, others)]))
    assert read_fingerprint(str(made)) == made
    assert len(str(made)) <= 48
    assert contained(made, words) == 1.0
    assert made.length <= LONGEST
    assert len(made.marks) <= MOST_MARKS


@pytest.mark.parametrize("text", ["", "AAAAAABACAAD!", "AAAAAABACAADA", "ü" * 12, "A" * 51])
def test_what_is_no_fingerprint(text: str) -> None:
    assert read_fingerprint(text) is None


def made_of(text: str) -> Fingerprint:
    return fingerprint(Words(text), occurrences_in(map(Words, TEXTS.values())))


def test_line_breaks_make_no_difference() -> None:
    assert made_of("one two\nthree  four") == made_of("one two three four")


SHORT = {
    "a typo": ("Uzbekistan", "Uzbekstan"),
    "a comma": ("Shortages of water", "Shortages, of water"),
    "Chinese, a word changed": (
        "五月，当局关闭了北部的两所监狱，并将囚犯转移到新的拘留中心。",
        "六月，当局关闭了北部的三所监狱，并将囚犯转移到新的拘留中心。",
    ),
    "Thai, a word more": (
        "เจ้าหน้าที่ปิดเรือนจำสองแห่งทางตอนเหนือและย้ายนักโทษไปยังศูนย์กักกันแห่งใหม่",
        "เจ้าหน้าที่รัฐปิดเรือนจำสองแห่งทางตอนเหนือและย้ายนักโทษไปยังศูนย์กักกันแห่งใหม่",
    ),
    "Arabic, a name": (
        "أغلقت السلطات في مايو سجنين في الشمال ونقلت السجناء إلى مركز احتجاز جديد.",
        "أغلقت السلطات في يونيو سجنين في الشمال ونقلت السجناء إلى مركز احتجاز جديد.",
    ),
    "a name, a date and a word": (TEXTS["A"], CORRECTED["A"]),
}


@pytest.mark.parametrize("name", SHORT)
def test_a_text_is_known_again(name: str) -> None:
    before, after = SHORT[name]
    assert contained(made_of(before), Words(after)) >= 0.5


def test_a_text_is_not_taken_for_another() -> None:
    shares = {
        contained(made_of(one), Words(other))
        for one in TEXTS.values()
        for other in TEXTS.values()
        if one != other
    }
    assert max(shares) < 0.35


def test_a_line_of_a_paragraph_takes_some_tens_of_bytes() -> None:
    lock = Lock(
        "0" * 12,
        "2026-11-21",
        (
            LockedSection(
                "",
                "",
                tuple(
                    LockedParagraph(str(number), fingerprint=made_of(text))
                    for number, text in enumerate(TEXTS.values(), 1)
                ),
            ),
        ),
    )
    lines = [line for line in write_lock(lock).splitlines() if line.startswith('    "')]
    assert {len(line) for line in lines} <= {59, 60}
    assert json.loads(write_lock(lock))["sections"][0]["paragraphs"].keys() == {
        *map(str, range(1, 9))
    }

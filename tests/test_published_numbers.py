"""What becomes of published numbers and slugs: each rule as before → after."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import (
    Block,
    BlockKind,
    Correction,
    Country,
    Numbering,
    Report,
    ReportKind,
    Section,
    Source,
    Trace,
)
from reportsite.numbering.lock import Lock, Settled
from reportsite.numbering.settling import settle
from reportsite.vocabulary.matching import slugify

TEXTS = {
    "A": "In March the ministry opened two new remand centres near the capital and closed the old "
    "prison at the harbour, which inspectors had called unfit.",
    "B": "Journalists from four regional newspapers were questioned about articles on the sale of "
    "pasture land; none had been charged by the end of October.",
    "C": "A court in the north acquitted seven trade unionists, finding that the strike which they "
    "had led was lawful and that the police had no warrant.",
    "D": "Families displaced by the flood of the previous winter still lived in school buildings, "
    "and aid reached fewer than half of the villages along the river.",
    "E": "The ombudsman received 312 complaints about hospitals, twice as many as a year before, "
    "and published no figures on how they were settled.",
    "F": "Parliament debated a bill on private data for the third time without a vote, while "
    "operators went on handing over records at the request of prosecutors.",
    "X": "Lorry drivers blocked the southern pass for nine days in protest against new tolls and "
    "were dispersed with water cannon on the tenth.",
    "Y": "An amnesty freed mothers of small children, yet left out women convicted of theft, who "
    "made up most of those held in the colony.",
}
# another name, date and spelling; a sentence more; a sentence less; other words in the same place
CORRECTED = {
    "A": TEXTS["A"].replace("March", "April").replace("two", "three").replace("unfit", "unsafe"),
    "B": TEXTS["B"] + " One of the newspapers closed in November, for want of money, it said.",
    "C": TEXTS["C"].split(", finding")[0] + ".",
    "D": "Families displaced by the earthquake were given new houses in the valley, and aid "
    "reached every village that had asked for it; school buildings stood empty again.",
}


def text_of(name: str) -> str:
    """`A` a text, `A'` the same corrected, `A1` and `A2` its halves, `A+B` two in one."""
    if "+" in name:
        return " ".join(map(text_of, name.split("+")))
    letter, rest = name[0], name[1:]
    words = TEXTS[letter].split()
    half = len(words) // 2
    return {
        "": TEXTS[letter],
        "'": CORRECTED.get(letter, ""),
        "1": " ".join(words[:half]),
        "2": " ".join(words[half:]),
    }[rest]


def report_of(text: str) -> Report:
    """`A B | Impunity: C` is a summary of A and B, and a section; `C#12` is C with ¶12 pinned."""
    summary, *sections = text.split("|")
    return Report(
        country=Country("KAZ", "Kazakhstan", "kazakhstan"),
        name="2010",
        year=2010,
        title="Kazakhstan",
        language="en",
        kind=ReportKind.REPORT,
        source=Source(),
        summary=blocks_of(summary),
        sections=tuple(section_of(section) for section in sections),
        place=Place("reports/kazakhstan/2010.md", 1),
    )


def section_of(text: str) -> Section:
    title, _, blocks = text.strip().partition(":")
    name, _, slug = title.partition("#")
    return Section(
        slug or slugify(name),
        name,
        2,
        "unclassified",
        blocks_of(blocks),
        is_named=bool(slug),
        place=Place("reports/kazakhstan/2010.md", 9),
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    found = (name.partition("#") for name in text.split())
    return tuple(
        Block(BlockKind.PARAGRAPH, text_of(name), number=pin or None, place=Place("r.md", line))
        for line, (name, _, pin) in enumerate(found, 20)
    )


def published(*texts: str) -> Settled:
    """Settle one text after the other, each against the lock of the one before."""
    lock: Lock | None = None
    for text in texts:
        diagnostics = Diagnostics()
        settled = settle(report_of(text), lock, "2026-11-21", diagnostics)
        assert diagnostics.faults == []
        lock = settled.lock
        again = settle(report_of(text), lock, "2030-01-01", diagnostics)
        assert again == settled, "the lock that comes out, put in again, gives itself"
    return settled


def shown(report: Report) -> str:
    """Return what a reader finds, in the form of the table below."""
    parts = [
        run(report.summary, report.traces),
        *(f"{one.slug}: {run(one.blocks, one.traces)}" for one in report.sections),
    ]
    for one in report.former_sections:
        end = f" in {one.leads_to or 'summary'}" if one.leads_to is not None else ""
        parts.append(f"({one.slug} behind {one.after or 'summary'}{end}: {run((), one.traces)})")
    return " | ".join(part.strip() for part in parts).strip()


def run(blocks: Iterable[Block], traces: Iterable[Trace]) -> str:
    words = []
    left = [*traces]
    for position, block in enumerate(blocks):
        words += [trace_of(one) for one in left if one.before == position]
        left = [one for one in left if one.before != position]
        words.append(f"{block.number}={name_of(block.text)}{'!' if block.is_changed else ''}")
    return " ".join([*words, *map(trace_of, left)])


def name_of(text: str) -> str:
    names = [f"{letter}{rest}" for letter in TEXTS for rest in ("", "'", "1", "2")]
    merged = [f"{one}+{other}" for one in TEXTS for other in TEXTS]
    return next(name for name in [*names, *merged, "A+B+C"] if text_of(name) == text)


def trace_of(trace: Trace) -> str:
    where = f"→{trace.leads_to}" if trace.leads_to else ""
    home = f"@{trace.home or 'summary'}" if trace.fate == "moved" else ""
    return f"[{trace.number} {trace.fate}{where if not home else ''}{home}]"


TABLE = {
    "nothing": ("A B C", "A B C", "1=A 2=B 3=C"),
    "a name, a date, a word": ("A B C", "A' B C", "1=A' 2=B 3=C"),
    "a sentence more": ("A B C", "A B' C", "1=A 2=B' 3=C"),
    "a sentence less": ("A B' C", "A B C", "1=A 2=B 3=C"),
    "in doubt: more than half is taken away": ("A B C", "A B C'", "1=A 2=B 3=C'!"),
    "in doubt: few words are left, in the same place": (
        "A B | Flood: C D E",
        "A B | Flood: C D' E",
        "1=A 2=B | flood: 3=C 4=D'! 5=E",
    ),
    "put in between": ("A B", "A X B", "1=A 1a=X 2=B"),
    "two put in between": ("A B", "A X Y B", "1=A 1a=X 1b=Y 2=B"),
    "put in before the first": ("A B", "X A B", "0a=X 1=A 2=B"),
    "put in at the end": ("A B", "A B X Y", "1=A 2=B 3=X 4=Y"),
    "taken out": ("A B C", "A C", "1=A [2 withdrawn] 3=C"),
    "the first taken out": ("A B C", "B C", "[1 withdrawn] 2=B 3=C"),
    "the last taken out": ("A B C", "A B", "1=A 2=B [3 withdrawn]"),
    "two taken out": ("A B C D", "A D", "1=A [2 withdrawn] [3 withdrawn] 4=D"),
    "one for another, in the same place": ("A B C", "A X C", "1=A 1a=X [2 withdrawn] 3=C"),
    "split": ("A B C", "A B1 B2 C", "1=A 2=B1 2a=B2 3=C"),
    "merged": ("A B C", "A B+C", "1=A 2=B+C [3 merged→2]"),
    "merged, the first into the second": ("A B C", "A+B C", "1=A+B [2 merged→1] 3=C"),
    "three merged": ("A B C D", "A+B+C D", "1=A+B+C [2 merged→1] [3 merged→1] 4=D"),
    "two changed places": ("A B C", "B A C", "2=B 1=A 3=C"),
    "moved to another section": (
        "A | Impunity: B C | Prisons: D",
        "A | Impunity: B | Prisons: D C",
        "1=A | impunity: 2=B [3 moved@prisons] | prisons: 4=D 3=C",
    ),
    "moved and corrected": (
        "A B | Impunity: C | Prisons: D",
        "A | Impunity: C | Prisons: D B'",
        "1=A [2 moved@prisons] | impunity: 3=C | prisons: 4=D 2=B'",
    ),
    "a heading reworded": (
        "A | Impunity: B C",
        "A | Lack of redress: B C",
        "1=A | impunity: 2=B 3=C",
    ),
    "a heading reworded, and a paragraph": (
        "A | Impunity: B C | Prisons: D",
        "A | Lack of redress: B' C | Prisons: D",
        "1=A | impunity: 2=B' 3=C | prisons: 4=D",
    ),
    "sections in another order": (
        "A | Impunity: B C | Prisons: D",
        "A | Prisons: D | Impunity: B C",
        "1=A | prisons: 4=D | impunity: 2=B 3=C",
    ),
    "a section merged into another": (
        "A | Impunity: B | Prisons: C D",
        "A | Prisons: B C D",
        "1=A | prisons: 2=B 3=C 4=D | (impunity behind summary in prisons: [2 moved@prisons])",
    ),
    "a section taken out": (
        "A | Impunity: B | Prisons: C D",
        "A | Prisons: C D",
        "1=A | prisons: 3=C 4=D | (impunity behind summary: [2 withdrawn])",
    ),
    "a new section": (
        "A | Impunity: B",
        "A | Prisons: X | Impunity: B",
        "1=A | prisons: 1a=X | impunity: 2=B",
    ),
    "two headings changed places with their names": (
        "| Impunity: A B | Prisons: C D",
        "| Prisons: A B | Impunity: C D",
        "| impunity: 1=A 2=B | prisons: 3=C 4=D",
    ),
    "pinned": ("A B C", "A X#9 B C", "1=A 9=X 2=B 3=C"),
    "pinned to another number": ("A B C", "A B#9 C", "1=A [2 merged→9] 9=B 3=C"),
    "a pinned number, half of it left": ("A B C", "A B1#2 C", "1=A 2=B1 3=C"),
    "the pin goes to the second half": ("A B C", "A B1 B2#2 C", "1=A 1a=B1 2=B2 3=C"),
    "all is another text": ("A B C", "D E", "[1 withdrawn] [2 withdrawn] [3 withdrawn] 4=D 5=E"),
}


@pytest.mark.parametrize("rule", TABLE)
def test_rule(rule: str) -> None:
    before, after, expected = TABLE[rule]
    assert shown(published(before, after).report) == expected


STORIES = {
    "put in again between": (("A B", "A X B", "A X Y B"), "1=A 1a=X 1b=Y 2=B"),
    "no number is given twice": (("A B", "A", "A X"), "1=A [2 withdrawn] 3=X"),
    "nor one with a letter": (("A B", "A X B", "A B", "A Y B"), "1=A [1a withdrawn] 1b=Y 2=B"),
    "what comes back has its number again": (("A B C", "A C", "A B C"), "1=A 2=B 3=C"),
    "what was merged and is parted again": (("A B C", "A B+C", "A B C"), "1=A 2=B 3=C"),
    "moved twice": (
        ("A | I: B | J: C", "A | J: C B | I: D", "A B | J: C | I: D"),
        "1=A 2=B | j: 3=C [2 moved@summary] | i: [2 moved@summary] 4=D",
    ),
    "moved, then taken out": (
        ("A | I: B D | J: C", "A | I: D | J: C B", "A | I: D | J: C"),
        "1=A | i: [2 moved@j] 3=D | j: 4=C [2 withdrawn]",
    ),
    "merged twice": (("A B C", "A B+C", "A+B+C"), "1=A+B+C [2 merged→1] [3 merged→1]"),
    "a section that comes back": (
        ("A | I: B | J: C", "A | J: C", "A | I: B | J: C"),
        "1=A | i: 2=B | j: 3=C",
    ),
    "by small steps to other words": (
        ("A B C", "A B' C"),
        "1=A 2=B' 3=C",
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_story(story: str) -> None:
    texts, expected = STORIES[story]
    assert shown(published(*texts).report) == expected


def test_many_small_corrections_are_told_of_in_the_end() -> None:
    """Each is small; what is left of the words that were first published is too little."""
    words = TEXTS["B"].split()
    others = iter(TEXTS["X"].split() + TEXTS["Y"].split())
    lock = published("A B C").lock
    told = []
    for at in range(len(words)):
        words[at] = next(others)
        report = report_of("A B C")
        changed = replace(report.summary[1], text=" ".join(words))
        report = replace(report, summary=(report.summary[0], changed, report.summary[2]))
        settled = settle(report, lock, "2026-11-22", Diagnostics())
        lock = settled.lock
        assert [block.number for block in settled.report.summary] == ["1", "2", "3"]
        told.append(settled.report.summary[1].is_changed)
    assert (told[0], told[-1]) == (False, True)
    assert told == sorted(told)


CLASHES = {
    "A X#2 B": (
        "r.md:21: ¶2 is pinned here, and published for the paragraph on line 22; "
        "expected a number of its own, or none"
    ),
    "A B C' X#3": (
        "r.md:23: ¶3 is pinned here, and published for the paragraph on line 22; "
        "expected a number of its own, or none"
    ),
    "A B X#3": (
        "r.md:22: ¶3 is pinned here, and was published for other words; expected a number never "
        "used; no number is given to another paragraph"
    ),
    "A B#9 C#9": "r.md:22: ¶9 is pinned twice: line 21 has it too; expected each number once",
}


@pytest.mark.parametrize("text", CLASHES)
def test_a_clash_is_a_fault_with_both_lines(text: str) -> None:
    diagnostics = Diagnostics()
    settle(report_of(text), published("A B C").lock, "2026-11-21", diagnostics)
    assert [str(fault) for fault in diagnostics.faults] == [CLASHES[text]]


def test_a_withdrawn_number_cannot_be_pinned_to_other_words() -> None:
    diagnostics = Diagnostics()
    lock = published("A B C", "A C").lock
    settle(report_of("A X#2 C"), lock, "2026-11-21", diagnostics)
    assert [str(fault) for fault in diagnostics.faults] == [
        "r.md:21: ¶2 is pinned here, and was published for other words; expected a number never "
        "used; no number is given to another paragraph"
    ]


def test_a_new_section_cannot_have_the_slug_of_another() -> None:
    diagnostics = Diagnostics()
    lock = published("A | Impunity: B C | Prisons: D").lock
    report = report_of("A | Redress: B C | Prisons: D | Impunity: X Y")
    settle(report, lock, "2026-11-21", diagnostics)
    assert [str(fault) for fault in diagnostics.faults] == [
        'reports/kazakhstan/2010.md:9: the new section "Impunity" has the slug `impunity`, which '
        "is published for the section on line 9; expected another, such as `{: #impunity-2 }` at "
        "the end of its line"
    ]


def test_a_slug_typed_by_hand_takes_the_place_of_the_published_one() -> None:
    report = published("A | Impunity: B C", "A | Impunity#redress: B C").report
    assert shown(report) == (
        "1=A | redress: 2=B 3=C | "
        "(impunity behind summary in redress: [2 moved@redress] [3 moved@redress])"
    )


def test_numbers_of_the_source_do_not_go_on() -> None:
    report = replace(report_of("A#1 B#2"), numbering=Numbering.SOURCE)
    lock = settle(report, None, "2026-11-21", Diagnostics()).lock
    longer = replace(report_of("A#1 B#2 X"), numbering=Numbering.SOURCE)
    assert shown(settle(longer, lock, "2026-11-21", Diagnostics()).report) == "1=A 2=B 2a=X"


def test_text_has_the_day_since_which_it_is_what_it_is() -> None:
    first = settle(report_of("A B"), None, "2026-01-01", Diagnostics())
    same = settle(report_of("A B"), first.lock, "2026-02-02", Diagnostics())
    other = settle(report_of("A B'"), same.lock, "2026-03-03", Diagnostics())
    dates = [one.report.text_date for one in (first, same, other)]
    assert dates == ["2026-01-01", "2026-01-01", "2026-03-03"]
    hashes = [one.report.text_hash for one in (first, same, other)]
    assert hashes[0] == hashes[1] != hashes[2]
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in hashes)


def corrected(text: str, *paragraphs: str | None) -> Report:
    recorded = (Correction("2026-11-21", "A word", "Misprint", one) for one in paragraphs)
    return replace(report_of(text), corrections=tuple(recorded))


UNRECORDED: dict[str, tuple[list[Report], tuple[str, ...]]] = {
    "no change": ([corrected("A B")], ()),
    "a change": ([corrected("A' B")], ("1",)),
    "a change of long ago": ([corrected("A' B"), corrected("A' B")], ("1",)),
    "recorded at once": ([corrected("A' B", "1")], ()),
    "recorded later": ([corrected("A' B"), corrected("A' B", "1")], ()),
    "another is recorded": ([corrected("A' B", "2")], ("1",)),
    "changed again": ([corrected("A' B", "1"), corrected("A X B", "1")], ("1a",)),
    "recorded for the whole, which tells of headings alone": (
        [corrected("A' B | Impunity: X", None)],
        ("1", "3"),
    ),
    "undone": ([corrected("A' B"), corrected("A B")], ()),
    "put in and taken out": ([corrected("A X"), corrected("A B")], ("3",)),
    "moved": ([corrected("B A")], ()),
    "another heading": ([corrected("A B | Impunity: X")], ("3", "#impunity")),
}


@pytest.mark.parametrize("name", UNRECORDED)
def test_a_change_without_a_correction_is_remembered(name: str) -> None:
    reports, expected = UNRECORDED[name]
    lock = published("A B").lock
    for report in reports:
        lock = settle(report, lock, "2026-11-22", Diagnostics()).lock
    assert lock.unrecorded == expected


def formula(number: int, words: str) -> str:
    """One of many items that tell each of another case in the same words."""
    random = Random(number)
    town, name = ("".join(random.choices("abdefgiklmnorstuv", k=7)).title() for _ in range(2))
    return f"The court of {town} fined {name} some {random.randint(100, 9999)} crowns for {words}."


def settled_items(texts: list[str], lock: Lock | None) -> Settled:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
    report = replace(report_of("A"), summary=blocks)
    return settle(report, lock, "2026-11-21", Diagnostics())


def test_items_of_one_form_keep_their_numbers_when_all_are_reworded_and_pushed_down() -> None:
    first = settled_items(
        [formula(n, "taking part in an unlawful protest") for n in range(150)], None
    )
    others = [formula(n, "driving without lights on a country road") for n in range(1000, 1120)]
    corrected = [formula(n, "taking part in an unauthorised protest") for n in range(150)]
    report = settled_items([*others, *corrected], first.lock).report
    now = {block.number: block.text for block in report.summary}
    assert [now.get(str(n + 1)) for n in range(150)] == corrected


def test_an_item_put_in_elsewhere_does_not_take_the_number_of_one_that_is_taken_out() -> None:
    items = [formula(n, "taking part in an unauthorised protest") for n in range(6)]
    first = settled_items([*items, TEXTS["A"]], None)
    other = formula(7, "taking part in an unauthorised protest")
    report = settled_items([*items[:2], *items[3:], TEXTS["A"], other], first.lock).report
    assert [block.number for block in report.summary] == ["1", "2", "4", "5", "6", "7", "8"]
    assert [trace.number for trace in report.traces] == ["3"]


def test_an_item_put_in_the_place_of_another_says_that_its_text_has_changed() -> None:
    items = [formula(n, "taking part in an unauthorised protest") for n in range(6)]
    first = settled_items(items, None)
    other = formula(7, "taking part in an unauthorised protest")
    report = settled_items([*items[:2], other, *items[3:]], first.lock).report
    assert [(b.number, b.is_changed) for b in report.summary if b.is_changed] == [("3", True)]


def test_a_paragraph_without_words_comes_back() -> None:
    lock = settled_items([TEXTS["A"], "…", TEXTS["B"]], None).lock
    lock = settled_items([TEXTS["A"], TEXTS["B"]], lock).lock
    report = settled_items([TEXTS["A"], "…", TEXTS["B"]], lock).report
    assert [block.number for block in report.summary] == ["1", "2", "3"]


def test_a_text_put_in_front_that_begins_alike_is_no_part_of_a_paragraph() -> None:
    beginning = "According to the government, "
    case, budget = beginning + TEXTS["C"].lower(), beginning + TEXTS["E"].lower()
    lock = settled_items([TEXTS["A"], case, TEXTS["B"]], None).lock
    corrected = f"The ministry said that {TEXTS['C'].lower()}"
    report = settled_items([TEXTS["A"], budget, corrected, TEXTS["B"]], lock).report
    assert [block.number for block in report.summary] == ["1", "1a", "2", "3"]

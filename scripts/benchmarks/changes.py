"""How well the paragraphs of two editions are matched, and their marks given.

(1) On texts edited by a script that knows the truth: of real reports a share of each paragraph's
words is replaced by words from elsewhere in the archive, paragraphs are moved to other sections,
put in from reports of other countries, and taken out. (2) On real pairs of editions: how many
paragraphs have each mark, and a sample of marks with both texts, for a person to judge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from random import Random

from reportsite.archive import read_archive
from reportsite.comparing.editions import series_of
from reportsite.comparing.marking import Change, Comparison, Mark, MovedAway, compare
from reportsite.diagnostics import Diagnostics
from reportsite.model import Block, BlockKind, Report

LEVELS = (0, 10, 20, 30, 40, 50, 60)
# of the paragraphs of an edited report, one in so many is moved, taken out, put in
MOVED, GONE, NEW = 12, 8, 8


@dataclass(frozen=True)
class Edited:
    """A report and an edited one; `truth` gives the later number of each earlier paragraph.

    `moved` are the earlier numbers of paragraphs that are in another section of the later report.
    """

    earlier: Report
    later: Report
    truth: dict[str, str]
    moved: frozenset[str]


@dataclass
class Score:
    """How many pairs of paragraphs were found, and how many paragraphs have the mark they should.

    `marks` counts the paragraphs of the earlier report and those that were put into the later, by
    the mark that is right and whether it was given, with the right paragraph.
    """

    found: int = 0
    right: int = 0
    wanted: int = 0
    marks: Counter[tuple[Mark, bool]] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Return what part of the pairs found are pairs in truth."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return what part of the pairs in truth were found."""
        return self.right / self.wanted if self.wanted else 1.0

    def right_marks(self, *of: Mark) -> float | None:
        """Return what part of the paragraphs that should have one of these marks have it."""
        right, wrong = (
            sum(self.marks[mark, is_right] for mark in of) for is_right in (True, False)
        )
        return right / (right + wrong) if right + wrong else None


def score(reports: Sequence[Report], stock: Sequence[Report], level: int, random: Random) -> Score:
    """Edit each report with so many per cent of the words replaced, and compare it with itself.

    `stock` are reports from which words and paragraphs are taken, if they are on other countries.
    """
    found = Score()
    foreign = [(one.country.slug, block) for one in stock for block in _paragraphs(one)]
    for report in reports:
        others = [block for slug, block in foreign if slug != report.country.slug]
        _judge(edited(numbered(report), others, level, random), found)
    return found


def numbered_reports(root: Path) -> list[Report]:
    """Read the reports of an archive, with their numbers, by country and year."""
    reports = read_archive(root, Diagnostics()).reports
    return sorted(reports, key=lambda report: (report.country.slug, report.year, report.name))


def numbered(report: Report) -> Report:
    """Return a report whose paragraphs are all it has, numbered from 1 as they come."""
    numbers = count(1)

    def blocks(of: Sequence[Block]) -> tuple[Block, ...]:
        kept = (block for block in of if block.kind is BlockKind.PARAGRAPH)
        return tuple(replace(block, number=str(next(numbers))) for block in kept)

    summary = blocks(report.summary)
    sections = tuple(replace(one, blocks=blocks(one.blocks)) for one in report.sections)
    return replace(report, summary=summary, sections=sections)


def edited(report: Report, others: Sequence[Block], level: int, random: Random) -> Edited:
    """Edit a numbered report. `others` are paragraphs from elsewhere."""
    texts = [list(report.summary), *(list(section.blocks) for section in report.sections)]
    filled = [at for at, blocks in enumerate(texts) if blocks]
    words = " ".join(block.text for block in random.sample(others, min(60, len(others)))).split()
    kept = [
        [_reworded(b, level, words, random) for b in blocks if random.randrange(GONE)]
        for blocks in texts
    ]
    moved = _move(kept, filled, random)
    for _ in range(len(report.blocks) // NEW):
        part = kept[random.choice(filled)]
        part.insert(random.randint(0, len(part)), replace(random.choice(others), number=None))
    return _renumbered(report, kept, moved)


def _reworded(block: Block, level: int, others: Sequence[str], random: Random) -> Block:
    words = block.text.split()
    for at in random.sample(range(len(words)), len(words) * level // 100):
        words[at] = random.choice(others)
    return replace(block, text=" ".join(words))


def _move(texts: list[list[Block]], filled: Sequence[int], random: Random) -> frozenset[str]:
    moved = set()
    for _ in range(sum(map(len, texts)) // MOVED if len(filled) > 1 else 0):
        one, other = random.sample(filled, 2)
        candidates = [block for block in texts[one] if block.number not in moved]
        if candidates:
            block = random.choice(candidates)
            texts[one].remove(block)
            texts[other].insert(random.randint(0, len(texts[other])), block)
            moved.add(block.number or "")
    return frozenset(moved)


def _renumbered(report: Report, texts: list[list[Block]], moved: frozenset[str]) -> Edited:
    truth: dict[str, str] = {}
    numbers = count(1)
    parts = []
    for blocks in texts:
        part = []
        for block in blocks:
            number = str(next(numbers))
            if block.number is not None:
                truth[block.number] = number
            part.append(replace(block, number=number))
        parts.append(tuple(part))
    sections = zip(report.sections, parts[1:], strict=True)
    later = replace(
        report,
        name=f"{report.name}-edited",
        summary=parts[0],
        sections=tuple(replace(section, blocks=blocks) for section, blocks in sections),
    )
    return Edited(report, later, truth, moved)


def _judge(one: Edited, into: Score) -> None:
    changes = list(changes_in(compare(one.earlier, one.later)))
    of_earlier = {c.earlier.number: c for c in changes if c.earlier}
    pairs = {c.earlier.number: c.later.number for c in changes if c.earlier and c.later}
    into.found += len(pairs)
    into.wanted += len(one.truth)
    into.right += sum(one.truth.get(earlier) == later for earlier, later in pairs.items())
    texts = {block.number: block.text.split() for block in one.later.blocks}
    for block in one.earlier.blocks:
        number = block.number or ""
        is_pair = pairs.get(number) == one.truth.get(number)
        mark = _true_mark(one, block, texts)
        into.marks[mark, is_pair and of_earlier[number].mark is mark] += 1
    put_in = {block.number for block in one.later.blocks} - {*one.truth.values()}
    new = {c.later.number for c in changes if c.mark is Mark.NEW and c.later}
    into.marks.update((Mark.NEW, number in new) for number in put_in)


def _true_mark(one: Edited, block: Block, texts: Mapping[str | None, list[str]]) -> Mark:
    """Return the mark that a paragraph of the earlier report should have."""
    number = block.number or ""
    if number not in one.truth:
        return Mark.GONE
    if number in one.moved:
        return Mark.MOVED
    is_same = block.text.split() == texts[one.truth[number]]
    return Mark.UNCHANGED if is_same else Mark.REWORDED


def scores(found: Mapping[int, Score]) -> Iterator[str]:
    """Yield the lines of a table: a score for each share of replaced words, all but one in %."""
    yield "| words replaced | pairs | precision | recall | marks right | " + " | ".join(Mark) + " |"
    yield "| ---: " * (5 + len(Mark)) + "|"
    for level, one in found.items():
        marks = (one.right_marks(mark) for mark in Mark)
        cells = [one.precision, one.recall, one.right_marks(*Mark), *marks]
        shown = ("" if cell is None else f"{100 * cell:.1f}" for cell in cells)
        yield f"| {level} | {one.wanted:,} | {' | '.join(shown)} |"


def marks_by_years(found: Iterable[Comparison]) -> Iterator[str]:
    """Yield the lines of a table: how many paragraphs have each mark, by the editions' years."""
    by_years: dict[tuple[int, int], list[Comparison]] = defaultdict(list)
    for one in found:
        by_years[one.earlier.year, one.later.year].append(one)
    yield "| editions | pairs | " + " | ".join(Mark) + " |"
    yield "| --- " + "| ---: " * (1 + len(Mark)) + "|"
    for (earlier, later), of in sorted(by_years.items()):
        marks: Counter[Mark] = sum((one.marks for one in of), Counter())
        counts = " | ".join(f"{marks[mark]:,}" for mark in Mark)
        yield f"| {earlier} to {later} | {len(of)} | {counts} |"


def changes_in(comparison: Comparison) -> Iterator[Change]:
    """Yield every change, in the order of its page."""
    for part in comparison.all_parts:
        yield from (change for change in part.changes if not isinstance(change, MovedAway))


def comparisons(reports: Sequence[Report]) -> Iterator[Comparison]:
    """Yield each two consecutive editions of one source, compared."""
    for series in series_of(reports):
        yield from (compare(*pair) for pair in series.pairs)


def sample(found: Sequence[Comparison], number: int, random: Random) -> Iterator[str]:
    """Yield so many marks chosen at random, with both texts, for a person to judge."""
    changes = [(one, change) for one in found for change in changes_in(one)]
    for at, (one, change) in enumerate(random.sample(changes, min(number, len(changes))), 1):
        place = f"{one.earlier.country.name} {one.earlier.year}→{one.later.year}"
        yield f"[{at}] {place}: {change.mark}"
        for side, paragraph, report in (
            ("-", change.earlier, one.earlier),
            ("+", change.later, one.later),
        ):
            if paragraph:
                yield f"  {side} {report.name} ¶{paragraph.number}: {paragraph.text}"


def _paragraphs(report: Report) -> Iterator[Block]:
    return (block for block in report.blocks if block.kind is BlockKind.PARAGRAPH)

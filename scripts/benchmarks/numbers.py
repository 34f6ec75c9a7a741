"""How well published numbers stay with their paragraphs while an editor changes a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.manuscripts import Edit, Manuscript
from reportsite.archive import report_files
from reportsite.diagnostics import Diagnostics
from reportsite.model import BlockKind, Fate, FormerSection, Report, Section
from reportsite.numbering.lock import Lock, Settled
from reportsite.numbering.lock_file import read_lock, write_lock
from reportsite.numbering.settling import settle
from reportsite.reading.report import parse_report
from reportsite.vocabulary.loading import load_vocabulary

MOST_EDITS = 50
# of a thousand paragraphs with a third of their words replaced, one or two keep too few to be known
TAKEN_FOR_NEW = "taken for new"


@dataclass(frozen=True)
class Addresses:
    """What the pages of a report answer.

    `paragraphs` are the numbers at the report's address, those of traces too; `on_sections` are
    slugs with numbers; `sections` are slugs, those of sections that are gone too.
    """

    paragraphs: Counter[str]
    on_sections: Counter[tuple[str, str]]
    sections: frozenset[str]


def addresses_of(report: Report) -> Addresses:
    """Return all addresses at which the pages of a settled report answer."""
    parts: list[Section | FormerSection] = [*report.sections, *report.former_sections]
    traces = [*report.traces, *(trace for part in parts for trace in part.traces)]
    live = [block.number for block in report.blocks if block.number]
    return Addresses(
        Counter([*live, *(one.number for one in traces if one.fate is not Fate.MOVED)]),
        Counter(
            [
                *((s.slug, b.number) for s in report.sections for b in s.blocks if b.number),
                *((part.slug, trace.number) for part in parts for trace in part.traces),
            ]
        ),
        frozenset(part.slug for part in parts),
    )


@dataclass
class Publication:
    """A manuscript that is built after every edit, and all that was ever published of it."""

    manuscript: Manuscript
    lock: Lock | None = None
    passages: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)
    split_off: dict[int, int] = field(default_factory=dict)
    published: Addresses = field(
        default_factory=lambda: Addresses(Counter(), Counter(), frozenset())
    )

    def __post_init__(self) -> None:
        self.publish()

    def edit(self) -> tuple[Edit, list[str]]:
        """Make an edit and publish; return it, with all that is wrong then."""
        edit = self.manuscript.edit()
        if edit.into is not None:
            self.merged[edit.identity] = edit.into
        if edit.part is not None:
            self.split_off[edit.part] = edit.identity
        return edit, self.publish()

    def publish(self) -> list[str]:
        """Settle the report against its lock; return what is wrong, in words."""
        settled = self._settled()
        now = addresses_of(settled.report)
        wrong = [*self._unanswered(now), *self._mistaken(settled.report)]
        self.published = Addresses(
            self.published.paragraphs | now.paragraphs,
            self.published.on_sections | now.on_sections,
            self.published.sections | now.sections,
        )
        self.lock = settled.lock
        return wrong

    def _settled(self) -> Settled:
        diagnostics = Diagnostics()
        settled = settle(self.manuscript.report(), self.lock, "2026-01-01", diagnostics)
        assert diagnostics.faults == []
        assert read_lock("lock", write_lock(settled.lock), diagnostics) == settled.lock
        return settled

    def _unanswered(self, now: Addresses) -> list[str]:
        doubles = [
            one for one in (now.paragraphs, now.on_sections) if max(one.values(), default=0) > 1
        ]
        lost = [
            *(self.published.paragraphs - now.paragraphs),
            *(self.published.on_sections - now.on_sections),
            *(self.published.sections - now.sections),
        ]
        return [f"an address does not answer: {one}" for one in lost] + [
            "an address answers twice" for _ in doubles
        ]

    def _mistaken(self, report: Report) -> list[str]:
        """Return what stands at another address than its own; then take it for its own."""
        passages = self.manuscript.passages
        numbers = [block.number or "" for block in report.blocks]
        now = dict(zip(numbers, (one.identity for one in passages), strict=True))
        slugs = [section.slug for section in report.sections]
        parts = dict(zip(slugs, (one.identity for one in self.manuscript.parts[1:]), strict=True))
        wrong = [*self._of_passages(now), *_of_parts(self.parts, parts)]
        alive = {*now.values()}
        # a number that was lost is counted once
        known = {number: one for number, one in self.passages.items() if one not in alive}
        self.passages = known | now
        self.parts |= parts
        self.texts |= {one.identity: one.text for one in passages}
        return wrong

    def _of_passages(self, now: dict[str, int]) -> list[str]:
        alive = {*now.values()}
        wrong = []
        for number, identity in self.passages.items():
            if number not in now:
                wrong += [TAKEN_FOR_NEW] * (identity in alive)
            elif now[number] != identity and not self._is_same_text(now[number], identity):
                wrong.append(f"¶{number} shows the words of another paragraph")
        return wrong

    def _is_same_text(self, one: int, other: int) -> bool:
        """Whether a number may stand at another passage: one that holds its words.

        It was merged into that, or into one of which that is a part.
        """
        texts = {passage.identity: passage.text for passage in self.manuscript.passages}
        while one in self.split_off:
            one = self.split_off[one]
        while other in self.merged and other != one:
            other = self.merged[other]
        return other == one or self.texts[other] in texts.get(one, "")


def _of_parts(before: dict[str, int], now: dict[str, int]) -> list[str]:
    alive = {*now.values()}
    return [
        f"the section /{slug}/ is another, or lost"
        for slug, identity in before.items()
        if now.get(slug, identity) != identity or (slug not in now and identity in alive)
    ]


def count_mistakes(
    reports: Sequence[Report], edits: int, random: Random
) -> Counter[tuple[str, str]]:
    """Make so many edits, up to 50 to a report; return how often each kind went how.

    `reports` are as read, without numbers. "right" is one outcome.
    """
    texts = [text for report in reports for text in paragraphs_of(report)]
    outcomes: Counter[tuple[str, str]] = Counter()
    while outcomes.total() < edits:
        base = random.choice(reports)
        own = {*paragraphs_of(base)}
        others = [text for text in random.sample(texts, min(200, len(texts))) if text not in own]
        publication = Publication(Manuscript(base, others, random))
        for _ in range(random.randint(1, min(MOST_EDITS, edits - outcomes.total()))):
            edit, wrong = publication.edit()
            outcomes[edit.kind, wrong[0] if wrong else "right"] += 1
    return outcomes


def paragraphs_of(report: Report) -> list[str]:
    """Return the texts of a report's paragraphs."""
    return [block.text for block in report.blocks if block.kind is BlockKind.PARAGRAPH]


def unnumbered_reports(root: Path, number: int, random: Random) -> list[Report]:
    """Read so many reports of an archive, chosen at random."""
    diagnostics = Diagnostics()
    vocabulary = load_vocabulary(root, diagnostics)
    files = report_files(root, diagnostics)
    chosen = random.sample(files, min(number, len(files)))
    read = (
        parse_report(str(f), f.stem, f.read_text(encoding="utf-8"), vocabulary, diagnostics)
        for f in chosen
    )
    return [report for report in read if report and len(paragraphs_of(report)) > 1]

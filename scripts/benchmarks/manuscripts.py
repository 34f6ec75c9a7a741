"""A report under the hands of an editor who changes it at random, and who knows what is what.

Each paragraph and section keeps an identity through all edits, so that what a reader finds at an
address can be held against what was published there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random

from reportsite.model import Block, BlockKind, Report, Section
from reportsite.vocabulary.matching import slugify

# a word or two is no text to be split, or to have a third of its words replaced
FEWEST_TO_SPLIT = 8
FEWEST_TO_REWORD = 3


@dataclass
class Passage:
    """A paragraph, known by its identity whatever its words."""

    identity: int
    text: str


@dataclass
class Part:
    """A section, or the summary, whose title is empty."""

    identity: int
    title: str
    passages: list[Passage]


@dataclass(frozen=True)
class Edit:
    """What was done: its kind, and to which passage or part.

    `into` is the passage that one was merged into, `part` the new one that was split off.
    """

    kind: str
    identity: int
    into: int | None = None
    part: int | None = None


@dataclass
class Manuscript:
    """The paragraphs of a report. `others` are texts from elsewhere, for what is put in."""

    base: Report
    others: Sequence[str]
    random: Random
    parts: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._identities = count()
        self._used: set[str] = set()
        texts = [("", self.base.summary), *((s.title, s.blocks) for s in self.base.sections)]
        for title, blocks in texts:
            paragraphs = [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH]
            if paragraphs or not title:
                self.parts.append(
                    Part(self._new(), self._unused(title), self._passages(paragraphs))
                )

    def _new(self) -> int:
        return next(self._identities)

    def _passages(self, texts: Sequence[str]) -> list[Passage]:
        return [Passage(self._new(), text) for text in texts]

    def _unused(self, title: str) -> str:
        used = {slugify(part.title) for part in self.parts}
        return f"{self._new()} {title}" if title and slugify(title) in used else title

    @property
    def passages(self) -> list[Passage]:
        """All paragraphs, in order."""
        return [passage for part in self.parts for passage in part.passages]

    def report(self) -> Report:
        """Return the report as it reads now, without numbers."""
        summary, *sections = self.parts
        return replace(
            self.base,
            summary=_blocks(summary),
            sections=tuple(
                Section(slugify(part.title), part.title, 2, "unclassified", _blocks(part))
                for part in sections
            ),
            footnotes=(),
        )

    def edit(self) -> Edit:
        """Do one thing at random; what cannot be done is tried with another."""
        while True:
            done = self.random.choice(EDITS)(self)
            if done:
                self.parts[1:] = [part for part in self.parts[1:] if part.passages]
                return done

    def _at_random(self, fewest_words: int = 0) -> tuple[Part, int] | None:
        found = [
            (part, at)
            for part in self.parts
            for at, passage in enumerate(part.passages)
            if len(passage.text.split()) >= fewest_words
        ]
        return self.random.choice(found) if found else None

    def _insert(self) -> Edit | None:
        """Put in a text that was never there: of two with the same words, none can be told."""
        unused = [text for text in self.others if text not in self._used]
        if not unused:
            return None
        part = self.random.choice(self.parts)
        passage = Passage(self._new(), self.random.choice(unused))
        self._used.add(passage.text)
        part.passages.insert(self.random.randint(0, len(part.passages)), passage)
        return Edit("insert", passage.identity)

    def _delete(self) -> Edit | None:
        chosen = self._at_random()
        if chosen is None or len(self.passages) == 1:
            return None
        part, at = chosen
        return Edit("delete", part.passages.pop(at).identity)

    def _move(self) -> Edit | None:
        chosen = self._at_random()
        if chosen is None:
            return None
        part, at = chosen
        passage, target = part.passages.pop(at), self.random.choice(self.parts)
        target.passages.insert(self.random.randint(0, len(target.passages)), passage)
        return Edit("move", passage.identity)

    def _reword(self) -> Edit | None:
        """Replace up to a third of a paragraph's words by words from elsewhere."""
        chosen = self._at_random(FEWEST_TO_REWORD)
        if chosen is None:
            return None
        part, at = chosen
        words = part.passages[at].text.split()
        others = " ".join(self.random.choices(self.others, k=3)).split()
        replaced = self.random.randint(1, len(words) // 3)
        for position in self.random.sample(range(len(words)), replaced):
            words[position] = self.random.choice(others)
        part.passages[at].text = " ".join(words)
        return Edit("reword", part.passages[at].identity)

    def _split(self) -> Edit | None:
        chosen = self._at_random(FEWEST_TO_SPLIT)
        if chosen is None:
            return None
        part, at = chosen
        words = part.passages[at].text.split()
        where = self.random.randint(3, len(words) - 3)
        part.passages[at].text = " ".join(words[:where])
        second = Passage(self._new(), " ".join(words[where:]))
        part.passages.insert(at + 1, second)
        return Edit("split", part.passages[at].identity, part=second.identity)

    def _merge(self) -> Edit | None:
        part = self.random.choice(self.parts)
        if len(part.passages) < 2:
            return None
        at = self.random.randrange(len(part.passages) - 1)
        first, second = part.passages[at], part.passages.pop(at + 1)
        first.text += f" {second.text}"
        return Edit("merge", second.identity, first.identity)

    def _retitle(self) -> Edit | None:
        if len(self.parts) < 2:
            return None
        part = self.random.choice(self.parts[1:])
        part.title = self._unused(f"{self._new()} under another heading")
        return Edit("retitle", part.identity)

    def _reorder(self) -> Edit | None:
        if len(self.parts) < 3:
            return None
        part = self.parts.pop(self.random.randrange(1, len(self.parts)))
        self.parts.insert(self.random.randint(1, len(self.parts)), part)
        return Edit("reorder", part.identity)


def _blocks(part: Part) -> tuple[Block, ...]:
    return tuple(Block(BlockKind.PARAGRAPH, passage.text) for passage in part.passages)


EDITS: tuple[Callable[[Manuscript], Edit | None], ...] = (
    Manuscript._insert,
    Manuscript._delete,
    Manuscript._move,
    Manuscript._reword,
    Manuscript._split,
    Manuscript._merge,
    Manuscript._retitle,
    Manuscript._reorder,
)

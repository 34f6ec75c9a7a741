"""A printed list of contents: where it stands, and the headings that it names.

It is told by its leaders, the dots before the page numbers. It goes only where each heading that it
names is a line of the text too, so that nothing is lost; and then it tells what is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from reportsite.importing.lines import Line
from reportsite.importing.result import Dropped, Question
from reportsite.importing.sources import normalised
from reportsite.vocabulary.matching import WORD

# "I. Summary ........ 5–94 3": one line may hold several entries, each of which ends so.
_LEADER = re.compile(r"\.{3,}+ *+(?:[0-9][0-9 –—-]*+(?:$|(?<= ))|[ivxlc]++$)")
_DOTS = re.compile(r" *\.{4,}+ *")
_LONGEST = 600
_LEAST_ENTRIES = 3
# A part without a page of its own, such as "Annex", stands between entries.
_MOST_BETWEEN = 2
_MOST_ABOVE = 4

LISTED = "the list of contents, whose headings stand in the text"

Key = tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """A list of contents: its lines to drop, and the words of each heading that it names.

    `question` is asked where there is one that was left in the text.
    """

    dropped: tuple[Dropped, ...] = ()
    titles: frozenset[Key] = frozenset()
    question: Question | None = None

    def names(self, text: str) -> bool:
        """Whether it names a heading of these words."""
        return bool(self.titles) and len(text) <= _LONGEST and title_key(text) in self.titles


NO_CONTENTS = Contents()


def title_key(text: str) -> Key:
    """Return the words of a heading, as they are compared: punctuation and capitals put aside."""
    return tuple(WORD.findall(text.casefold()))


def find_contents(lines: Sequence[Line], above: Collection[str]) -> Contents:
    """Find the list of contents; `above` are lines that may stand above its entries, normalised."""
    texts = [line for line in lines if line.text]
    block = _block(texts)
    if block is None:
        return NO_CONTENTS
    first, end = block
    start = _with_head(texts, first, above)
    titles = [key for line in texts[first:end] for key in _titles(line.text)]
    elsewhere = {title_key(line.text) for line in texts[:start] + texts[end:] if _is_short(line)}
    missing = next((key for key in titles if key not in elsewhere), None)
    if missing is None:
        dropped = (Dropped(line.number, _shown(line.text), LISTED) for line in texts[start:end])
        return Contents(tuple(dropped), frozenset(titles))
    question = (
        f'the list of contents was left in the text, since "{" ".join(missing)}", which it names,'
        " is no line of the text: is text missing?"
    )
    return Contents(question=Question(texts[start].number, question))


def _block(texts: Sequence[Line]) -> tuple[int, int] | None:
    """Return where the first run of entries begins and ends among `texts`."""
    start = end = entries = 0
    for i, line in enumerate(texts):
        if not (found := sum(1 for _ in _entries(line.text))):
            continue
        if i - end > _MOST_BETWEEN:
            if entries >= _LEAST_ENTRIES:
                break
            start, entries = i, 0
        start = i if entries == 0 else start
        end, entries = i + 1, entries + found
    return (start, end) if entries >= _LEAST_ENTRIES else None


def _with_head(texts: Sequence[Line], first: int, above: Collection[str]) -> int:
    start = first
    while first - start < _MOST_ABOVE and start and normalised(texts[start - 1].text) in above:
        start -= 1
    return start


def _entries(text: str) -> Iterator[str]:
    """Yield the titles of the entries that a line holds."""
    end = 0
    for leader in _LEADER.finditer(text) if len(text) <= _LONGEST else ():
        yield text[end : leader.start()]
        end = leader.end()


def _titles(text: str) -> Iterator[Key]:
    return map(title_key, list(_entries(text)) or [text])


def _shown(text: str) -> str:
    return _DOTS.sub(" … ", text)


def _is_short(line: Line) -> bool:
    return len(line.text) <= _LONGEST

"""Page numbers and running heads: what a printed page leaves in the text taken from it.

Strict, since a wrong guess would lose words. The number must rise by one, three times or more, with
a page's worth of text between; and one of the pages at least must break off within a sentence, as
the headings of numbered parts ("Case 1", "Case 2") never do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportsite.importing.lines import Line
from reportsite.importing.typography import is_closed

_LEAST_REPEATS = 3
_LEAST_BETWEEN = 300
_LONGEST_WORDS = 12
_LONGEST = 100
# A page number and a running head at the foot, the same at the top of the next page.
_MOST_ON_ONE_BREAK = 4

_NUMBER_ALONE = re.compile(r"[0-9]{1,4}")
_NUMBER_AT_EDGE = re.compile(r"^(?P<first>[0-9]{1,4})\s+(?=\S)|(?<=\S)\s+(?P<last>[0-9]{1,4})$")

PAGE_NUMBER = "a page number: the numbers rise by one through the text"
RUNNING_HEAD = "a running head: the same words with a page number that rises by one"
BESIDE_NUMBER = "a running head: the same words beside each of several page numbers"


@dataclass(frozen=True)
class _Seen:
    """A line that may be page furniture: its place among the lines that hold text, its number."""

    index: int
    page: int
    offset: int


def find_page_furniture(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Yield each line that is page furniture, with the reason."""
    texts = [line for line in lines if line.text]
    found = dict(_numbered(texts))
    found |= _beside(texts, found)
    return ((texts[index], reason) for index, reason in sorted(found.items()))


def _numbered(texts: Sequence[Line]) -> Iterator[tuple[int, str]]:
    candidates: dict[str, list[_Seen]] = {}
    offset = 0
    for index, line in enumerate(texts):
        for key, page in _readings(line.text):
            candidates.setdefault(key, []).append(_Seen(index, page, offset))
        offset += len(line.text)
    may_be = _repeated(texts) | {one.index for seen in candidates.values() for one in seen}
    for key, seen in candidates.items():
        reason = RUNNING_HEAD if key.strip("# ") else PAGE_NUMBER
        for run in _rising(seen):
            if any(_breaks_a_sentence(texts, one.index, may_be) for one in run):
                yield from ((one.index, reason) for one in run)


def _repeated(texts: Sequence[Line]) -> frozenset[int]:
    counts = Counter(line.text for line in texts if len(line.text) <= _LONGEST)
    return frozenset(i for i, line in enumerate(texts) if counts[line.text] >= _LEAST_REPEATS)


def _readings(text: str) -> Iterator[tuple[str, int]]:
    """Yield the ways to read a short line as words with a page number, as `#`, and the number."""
    if len(text) > _LONGEST:
        return
    if _NUMBER_ALONE.fullmatch(text):
        yield "#", int(text)
    elif len(text.split()) <= _LONGEST_WORDS:
        for match in _NUMBER_AT_EDGE.finditer(text):
            words = f"{text[: match.start()]} # {text[match.end() :]}"
            yield words, int(match["first"] or match["last"])


def _rising(seen: Sequence[_Seen]) -> Iterator[list[_Seen]]:
    """Yield runs of three or more whose numbers rise by one, each a page below the last."""
    run: list[_Seen] = []
    for one in seen:
        if run and not _is_next_page(run[-1], one):
            if len(run) >= _LEAST_REPEATS:
                yield run
            run = []
        run.append(one)
    if len(run) >= _LEAST_REPEATS:
        yield run


def _is_next_page(one: _Seen, other: _Seen) -> bool:
    return other.page == one.page + 1 and other.offset - one.offset >= _LEAST_BETWEEN


def _breaks_a_sentence(texts: Sequence[Line], index: int, furniture: frozenset[int]) -> bool:
    before = _neighbour(texts, index, -1, furniture)
    after = _neighbour(texts, index, 1, furniture)
    if before is None or after is None:
        return False
    return not is_closed(before.text) and after.text[:1].islower()


def _neighbour(
    texts: Sequence[Line], index: int, step: int, furniture: frozenset[int]
) -> Line | None:
    for distance in range(1, _MOST_ON_ONE_BREAK + 1):
        at = index + step * distance
        if 0 <= at < len(texts) and at not in furniture:
            return texts[at]
    return None


def _beside(texts: Sequence[Line], numbered: dict[int, str]) -> dict[int, str]:
    """Lines without a number that stand beside three page numbers or more, always the same."""
    beside = {
        index + step
        for index in numbered
        for step in (-1, 1)
        if 0 <= index + step < len(texts) and index + step not in numbered
    }
    counts = Counter(texts[index].text for index in beside if len(texts[index].text) <= _LONGEST)
    return {
        index: BESIDE_NUMBER
        for index in beside
        if counts[texts[index].text] >= _LEAST_REPEATS and not is_closed(texts[index].text)
    }

"""What people ask: queries of fixed kinds, in the words of an archive's own vocabulary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from reportsite.writing.search_vocabulary import PATH

# of a theme's label: words that say something, and two of them side by side
_WORD = re.compile(r"[a-z]{5,}", re.IGNORECASE)
_PAIR = re.compile(r"[A-Za-z]{5,} [a-z]{5,}")
# how many queries of each kind
_OF_EACH = 4


@dataclass(frozen=True)
class Query:
    """A query as it is typed, and what kind it is of."""

    kind: str
    text: str


def queries_of(site: Path) -> tuple[Query, ...]:
    """Return the queries for a built site, the same for the same vocabulary."""
    vocabulary = json.loads((site / PATH).read_text(encoding="utf-8"))
    return tuple(_queries(vocabulary))


def _queries(vocabulary: dict[str, Any]) -> Iterator[Query]:
    labels = [theme["label"] for theme in vocabulary["themes"].values()]
    countries = sorted(vocabulary["countries"])
    words = _spread([word for label in labels for word in _WORD.findall(label)], 10 * _OF_EACH)
    pairs = _spread([pair for label in labels for pair in _PAIR.findall(label)], 2 * _OF_EACH)
    names = cycle(_spread(countries, _OF_EACH) or ["nowhere"])
    take = iter(cycle(words or ["report"]))
    for _ in range(_OF_EACH):
        yield Query("one word", next(take))
        yield Query("two words", f"{next(take)} {next(take)}")
        yield Query("OR", f"{next(take)} OR {next(take)}")
        yield Query("exclusion", f"{next(take)} -{next(take)}")
        yield Query("filter", f"{next(take)} country:{next(names)}")
    for pair in pairs[:_OF_EACH]:
        yield Query("phrase", f'"{pair.lower()}"')
    for group in _spread(vocabulary["variants"], _OF_EACH):
        yield Query("variants", f"{group[0]} {next(take)}")


def _spread(values: Sequence[Any], number: int) -> list[Any]:
    """Return so many of the values, each once, from the first to the last at even steps."""
    once = list({str(value): value for value in values}.values())
    step = max(1, len(once) // number)
    return once[::step][:number]

"""The closing table of an import of many files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportsite.diagnostics import counted
from reportsite.importing.account import filled
from reportsite.importing.many import Outcome
from reportsite.importing.result import Imported

_MOST_PLACES = 3
_MOST_FAULTS = 20
_SHOWN = 60
_INDENT = " " * 13


def summarise(outcomes: Sequence[Outcome]) -> str:
    """Return how many files were imported, and what a person must decide, grouped and counted."""
    imported = [one.imported for one in outcomes if one.imported]
    parts = [
        _counts(outcomes, imported),
        _listed("Dropped", _dropped(imported)),
        _listed("To fill in or decide", _questions(imported)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _counts(outcomes: Sequence[Outcome], imported: Sequence[Imported]) -> str:
    replaced = sum(one.kept is not None and not one.is_unchanged for one in imported)
    unchanged = sum(one.is_unchanged for one in imported)
    rows = (
        ("imported", len(imported) - replaced - unchanged),
        ("replaced", replaced),
        ("unchanged", unchanged),
        ("same words as another", sum(one.same_as is not None for one in outcomes)),
        ("not imported", sum(one.fault is not None for one in outcomes)),
    )
    sections = sum(len(one.headings) for one in imported)
    words = sum(one.words_out for one in imported)
    lines = [f"  {number:>7,}  {name}" for name, number in rows if number]
    total = f"  {sections:,} headings, {words:,} words: none is lost" if imported else ""
    return "\n".join(filter(None, [counted(len(outcomes), "file"), *lines, total]))


@dataclass(frozen=True)
class _Group:
    """What is the same for so many places, the first few of which are named."""

    text: str
    number: int
    places: tuple[str, ...] = ()


def _dropped(imported: Iterable[Imported]) -> Iterator[_Group]:
    reasons = Counter(one.reason for report in imported for one in report.dropped)
    for reason, number in reasons.most_common():
        yield _Group(reason, number)


def _questions(imported: Sequence[Imported]) -> Iterator[_Group]:
    """Yield the questions by their kind, the most frequent first; one that all have names none."""
    places: dict[str, list[str]] = defaultdict(list)
    for report in imported:
        for one in report.questions:
            line = f":{one.line}" if one.line else ""
            about = one.text.removesuffix(one.kind).strip() if one.kind else ""
            words = f" {about}" if about and len(about) <= _SHOWN else ""
            places[one.kind or one.text].append(f"{report.source}{line}{words}")
    for kind, found in sorted(places.items(), key=lambda group: -len(group[1])):
        is_everywhere = 2 * len(found) > len(imported) > 1
        yield _Group(kind, len(found), () if is_everywhere else tuple(found))


def _listed(title: str, groups: Iterable[_Group]) -> str:
    lines = []
    for group in groups:
        lines.append(filled(f"  {group.number:>7,}  ", group.text))
        lines += (filled(_INDENT, place) for place in group.places[:_MOST_PLACES])
        if len(group.places) > _MOST_PLACES:
            lines.append(f"{_INDENT}and {len(group.places) - _MOST_PLACES:,} more")
    return "\n".join([title, *lines]) if lines else ""


def grouped_faults(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield the faults in order of their files; of those with one remedy, the first few."""
    faults = [one.fault for one in outcomes if one.fault]
    numbers = Counter(one.expected for one in faults)
    shown: Counter[str] = Counter()
    for one in faults:
        shown[one.expected] += 1
        if numbers[one.expected] <= _MOST_FAULTS or shown[one.expected] < _MOST_FAULTS:
            yield str(one)
        elif shown[one.expected] == _MOST_FAULTS:
            yield f"and {numbers[one.expected] - _MOST_FAULTS + 1:,} more such; {one.expected}"

"""Long lists → pages that stay light: split at letters where possible, with ways between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from reportsite.writing.addresses import address, link, list_page
from reportsite.writing.letters import by_letter, letter_of
from reportsite.writing.markdown import escape
from reportsite.writing.page import Meta, listing_meta
from reportsite.writing.weight import html_weight, room

# a list that fits on one or two screens needs no letters
LETTERS_FROM = 30


@dataclass(frozen=True)
class Row:
    """One row of a table as Markdown, and the name under which it is sorted."""

    name: str
    markdown: str

    @cached_property
    def weight(self) -> int:
        """Return the bytes of HTML that it makes."""
        return html_weight(self.markdown)


Group = tuple[str, tuple[Row, ...]]


@dataclass(frozen=True)
class Letter:
    """A letter of the bar above a list; `anchor` is the id of its link where no heading has it."""

    letter: str
    link: str
    anchor: str | None


@dataclass(frozen=True)
class ListPage:
    """One page of a list.

    `number` counts from 1; so do `first` and `last`, the places of its rows among the `total`.
    `label` says which rows these are ("A–F"). `steps` is front matter: the pages before and after.
    """

    path: str
    first_path: str
    number: int
    first: int
    last: int
    total: int
    label: str
    groups: tuple[Group, ...]
    letters: tuple[Letter, ...]
    steps: Meta

    def lead(self, lead: str | None, noun: str) -> str | None:
        """Return what stands under the title: which rows these are, on the first page after `lead`.

        `noun` is what the rows are, as it begins a sentence ("Countries").
        """
        if not self.steps:
            return lead
        rows = f"{noun} {self.first:,}–{self.last:,} of {self.total:,}: {self.label}."
        return f"{lead} {rows}" if lead and self.number == 1 else rows

    def meta(self, title: str, kind: str, lead: str | None, place: list[Meta], **more: Any) -> Meta:
        """Return the front matter of this page of a list, whose first page has these."""
        if self.number == 1:
            return listing_meta(title, kind, lead, place, **more, **self.steps)
        first = {"title": title, "address": address(self.first_path)}
        numbered = f"{title}, page {self.number}"
        here = {"here": f"Page {self.number}"}
        return listing_meta(numbered, kind, lead, [*place, first], **more, **here, **self.steps)


def row(name: str, target: str, *cells: str, shown: str | None = None) -> Row:
    """Return a row whose first cell is a link; `cells` are Markdown, `shown` is what the link says.

    Without `shown` it says the name.
    """
    return Row(name, f"| [{escape(shown or name)}]({target}) | {' | '.join(cells)} |")


def weight_of(rows: Sequence[Row]) -> int:
    """Return the bytes of HTML that rows make."""
    return sum(row.weight for row in rows)


def list_pages_of(path: str, rows: Sequence[Row], beside: int = 0) -> list[ListPage]:
    """Split a list into pages: the first at `path`, the others beneath it.

    `beside` is the weight of what else stands on a page. An empty list is one page.
    """
    ordered = sorted(rows, key=lambda row: by_letter(row.name))
    parts = _parts(ordered, room(beside))
    with_letters = len(parts) > 1 or len(ordered) >= LETTERS_FROM
    grouped = [_groups(part, with_letters) for part in parts]
    paths = [list_page(path, number) for number in range(1, len(parts) + 1)]
    labels = _labels(parts)
    ends = [sum(map(len, parts[: at + 1])) for at in range(len(parts))]
    return [
        ListPage(
            path=paths[at],
            first_path=path,
            number=at + 1,
            first=ends[at] - len(part) + 1,
            last=ends[at],
            total=len(ordered),
            label=labels[at],
            groups=_written_on(paths[at], path, grouped[at]),
            letters=_letters(paths, grouped, at),
            steps=steps(paths, labels, at),
        )
        for at, part in enumerate(parts)
    ]


def _parts(rows: list[Row], most: int) -> list[list[Row]]:
    """Return as few pages as are light, of about the same weight."""
    total = weight_of(rows)
    share = total / -(-total // most) if total else most
    parts: list[list[Row]] = [[]]
    load = 0
    for block in _blocks(rows, share):
        added = weight_of(block)
        if parts[-1] and (load + added > most or load + added / 2 > share):
            parts.append([])
            load = 0
        parts[-1] += block
        load += added
    return parts


def _blocks(rows: list[Row], share: float) -> Iterator[list[Row]]:
    """Yield what is to stay together: a letter, or each name of a letter that is too much."""
    for _, found in groupby(rows, lambda row: letter_of(row.name)):
        of_letter = list(found)
        if weight_of(of_letter) <= share:
            yield of_letter
        else:
            for _, of_name in groupby(of_letter, lambda row: row.name):
                yield from _light(list(of_name), share)


def _light(rows: list[Row], share: float) -> Iterator[list[Row]]:
    yield from [rows] if weight_of(rows) <= share else ([row] for row in rows)


def _groups(rows: list[Row], with_letters: bool) -> tuple[Group, ...]:
    if not with_letters:
        return (("", tuple(rows)),) if rows else ()
    letters = groupby(rows, lambda row: letter_of(row.name))
    return tuple((letter, tuple(found)) for letter, found in letters)


def _written_on(path: str, first_path: str, groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Return rows with their links as the page at `path` writes them, not the list's first.

    That may lie one folder further up. In the text of a row, `](` is escaped.
    """
    if path.count("/") == first_path.count("/"):
        return groups
    return tuple(
        (letter, tuple(Row(row.name, row.markdown.replace("](", "](../")) for row in rows))
        for letter, rows in groups
    )


def _labels(parts: list[list[Row]]) -> list[str]:
    """Return what each page holds: by letters, or by names where a letter goes on elsewhere."""
    ends = [(letter_of(part[0].name), letter_of(part[-1].name)) for part in parts if part]
    labels = []
    for at, (first, last) in enumerate(ends):
        divided = (at and ends[at - 1][1] == first) or (
            at + 1 < len(ends) and ends[at + 1][0] == last
        )
        if divided:
            labels.append(" to ".join(dict.fromkeys([parts[at][0].name, parts[at][-1].name])))
        else:
            labels.append("–".join(dict.fromkeys([first, last])))
    return labels or [""]


def _letters(paths: list[str], grouped: list[tuple[Group, ...]], here: int) -> tuple[Letter, ...]:
    """Return the bar of one page: every letter of the list, each where it first occurs.

    The first page keeps the anchors of letters that it once held.
    """
    first: dict[str, int] = {}
    for at, groups in enumerate(grouped):
        for letter, _ in groups:
            first.setdefault(letter, at)
    if len(first) < 2:
        return ()
    on_page = {letter for letter, _ in grouped[here]}
    return tuple(
        Letter(
            letter,
            _to_letter(letter, paths[at], paths[here]),
            None if here or letter in on_page else f"letter-{letter.lower()}",
        )
        for letter, at in first.items()
    )


def _to_letter(letter: str, path: str, page: str) -> str:
    target = "" if path == page else link(path, page)
    return f"{target}#letter-{letter.lower()}"


def steps(paths: Sequence[str], labels: Sequence[str], at: int) -> Meta:
    """Return front matter for one of several pages: those before and after it, if there are two."""
    if len(paths) == 1:
        return {}

    def step(to: int) -> Meta | None:
        within = 0 <= to < len(paths)
        return {"title": labels[to], "address": address(paths[to])} if within else None

    return {"previous": step(at - 1), "next": step(at + 1)}

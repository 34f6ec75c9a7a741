"""The tables of themes and editions in a country's page, taken apart for the template.

Markdown makes plain tables of them; the theme adds what Markdown cannot say: a head for each source
above its editions, and heads of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# what stands above the first column of such a table, and what the table is
LABELS = {
    "Theme": "Words on each theme, by edition",
    "Section": "Words of other sections, by edition",
}
_TABLE = re.compile(
    r"<table>\s*<thead>\s*<tr>\s*<th>(?P<first>[^<]*)</th>(?P<heads>.*?)</tr>\s*</thead>\s*"
    r"<tbody>(?P<rows>.*?)</tbody>\s*</table>",
    re.DOTALL,
)
_HEAD = re.compile(r"<th>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<td>(.*?)</td>", re.DOTALL)


@dataclass(frozen=True)
class MatrixRow:
    """A row: its head and its other cells, each as HTML."""

    head: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class MatrixTable:
    """A table: what it is, its heads of columns and its rows. Heads and cells are HTML."""

    label: str
    first: str
    heads: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def with_matrices(html: str) -> Iterator[str | MatrixTable]:
    """Yield the HTML of a page's text piece by piece, its tables of themes and editions as such.

    Other tables, and whatever else, are left as they are.
    """
    end = 0
    for found in _TABLE.finditer(html):
        if found["first"] in LABELS:
            yield html[end : found.start()]
            yield _table(found)
            end = found.end()
    yield html[end:]


def _table(found: re.Match[str]) -> MatrixTable:
    first, rows = found["first"], map(_row, _ROW.findall(found["rows"]))
    return MatrixTable(LABELS[first], first, tuple(_HEAD.findall(found["heads"])), tuple(rows))


def _row(html: str) -> MatrixRow:
    head, *cells = _CELL.findall(html)
    return MatrixRow(head, tuple(cells))

"""How many headings of a list find a theme: `python -m reportsite.vocabulary.coverage FILE`.

FILE is a table with tabs between its columns `source`, `heading` and `count`. The list of themes is
that of the archive in the current directory.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reportsite.diagnostics import ArchiveFaults, Diagnostics, Place
from reportsite.files import line_of
from reportsite.vocabulary.loading import load_themes
from reportsite.vocabulary.themes import Themes

_COLUMNS = ("source", "heading", "count")

# "US State Department (h3)": the level is the layout's of one year, not another source.
_LEVEL = re.compile(r"\s*\(h[1-6]\)$")


@dataclass(frozen=True)
class Row:
    """A heading as a source prints it, and how often."""

    source: str
    heading: str
    count: int


@dataclass(frozen=True)
class Coverage:
    """Occurrences of headings of one source; `unmatched` are its headings without entry."""

    source: str
    total: int
    themes: int
    kinds: int
    unmatched: tuple[Row, ...]

    @property
    def share(self) -> float:
        """What finds a theme or a kind, from 0 to 1."""
        return (self.themes + self.kinds) / self.total if self.total else 1.0

    def __str__(self) -> str:
        return (
            f"{self.source}: {self.share:.2%} of {self.total} headings"
            f" ({self.themes} a theme, {self.kinds} a kind that is none)"
        )


def coverage(rows: Iterable[Row], themes: Themes) -> tuple[Coverage, ...]:
    """Count, for each source by itself, the occurrences that find a theme or a kind."""
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[_LEVEL.sub("", row.source)].append(row)
    return tuple(_of_source(source, rows, themes) for source, rows in sorted(by_source.items()))


def read_rows(file: Path) -> tuple[Row, ...]:
    """Read a table of headings. ValueError says on which line it is none, OSError why not read."""
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise _no_row(file, line_of(error)) from None
    table = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_row(file, table.line_num, cells) for cells in table)


def _row(file: Path, line: int, cells: dict[str, str | None]) -> Row:
    source, heading, count = (cells.get(name) or "" for name in _COLUMNS)
    if not heading or not count.isdecimal():
        raise _no_row(file, line)
    return Row(source, heading, int(count))


def _no_row(file: Path, line: int) -> ValueError:
    place = Place(str(file), line)
    expected = "expected a table in UTF-8 with tabs between source, heading and count"
    return ValueError(f"{place}: not a row of a table of headings; {expected}")


def _of_source(source: str, rows: Iterable[Row], themes: Themes) -> Coverage:
    counts = {True: 0, False: 0}
    unmatched = []
    for row in rows:
        match = themes.match(row.heading)
        if match:
            counts[match.theme.is_theme] += row.count
        else:
            unmatched.append(row)
    total = sum(counts.values()) + sum(row.count for row in unmatched)
    return Coverage(source, total, counts[True], counts[False], tuple(unmatched))


def main(arguments: list[str]) -> int:
    """Print the table for the file that `arguments` name; return 0, 1 for faults, 2 for usage."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m reportsite.vocabulary.coverage FILE\n")
        return 2
    diagnostics = Diagnostics()
    themes = load_themes(Path(), diagnostics)
    if diagnostics.faults:
        sys.stderr.write(f"{ArchiveFaults(diagnostics.faults)}\n")
        return 1
    try:
        rows = read_rows(Path(arguments[0]))
    except OSError as error:
        sys.stderr.write(f"{arguments[0]}: {error.strerror}\n")
        return 1
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for source in coverage(rows, themes):
        sys.stdout.write(f"{source}\n")
        for row in source.unmatched:
            sys.stdout.write(f"  {row.count:6}  {row.heading}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

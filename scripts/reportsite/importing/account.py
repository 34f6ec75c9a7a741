"""The closing report of an import, set for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from reportsite.importing.decoding import UTF_8
from reportsite.importing.result import FoundHeading, Imported

WIDTH = 90
_NO_HEADINGS = "Headings: none, one text without sections"


def describe(imported: Imported) -> str:
    """Tell what was found, dropped and left to a person, in plain text of at most 90 columns."""
    parts = [
        _opening(imported),
        _listed("Headings", list(_headings(imported.headings))) or _NO_HEADINGS,
        _listed("Pull quotes", [(str(one.line), one.text) for one in imported.pull_quotes]),
        _listed("Dropped", [(str(d.line), f'"{d.text}": {d.reason}') for d in imported.dropped]),
        _listed("To fill in or decide", [(_line(q.line), q.text) for q in imported.questions]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(imported: Imported) -> str:
    dropped = f", {imported.words_dropped:,} on dropped lines" if imported.words_dropped else ""
    kept = imported.kept
    replaced = "" if kept is None else ", replaced"
    replaced = ", unchanged" if imported.is_unchanged else replaced
    facts = (
        ("from", f"{imported.source}{_encoding(imported)}"),
        ("to", f"{imported.target}{replaced}"),
        *((("kept", f"{', '.join(kept)}, of the report that was there"),) if kept else ()),
        *((("profile", imported.profile),) if imported.profile else ()),
        ("report", f"{imported.title} {imported.year} ({imported.country.code})"),
        ("words", f"{imported.words_in:,} in{dropped}, {imported.words_out:,} out: none is lost"),
    )
    return "\n".join(["Imported", *(f"  {name:<8}{value}" for name, value in facts)])


def _encoding(imported: Imported) -> str:
    return "" if imported.encoding == UTF_8 else f", read as {imported.encoding}"


def _headings(headings: Sequence[FoundHeading]) -> Iterator[tuple[str, str]]:
    """Yield line and text of each: the theme, then the title indented by its level, and why."""
    width = max((len(one.theme) for one in headings), default=0)
    for one in headings:
        title = f"{'  ' * (one.level - 2)}{one.title} ({one.reason})"
        yield str(one.line), f"{one.theme:<{width}}  {title}"


def _line(line: int) -> str:
    return str(line) if line else ""


def _listed(title: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    width = max(len("line"), *(len(line) for line, _ in rows))
    head = f"{title} ({len(rows)})"
    return "\n".join([head, *_rows(rows, width)])


def _rows(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    return (filled(f"  {line:>{width}}  ", text) for line, text in rows)


def filled(lead: str, text: str) -> str:
    """Return a text behind its lead, on lines of at most 90 columns, the others indented deeper."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * (len(lead) + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )

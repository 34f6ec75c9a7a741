"""The YAML front matter of a report: found, and read as typed, each value with its line."""

from __future__ import annotations

from reportsite.diagnostics import Diagnostics, Place
from reportsite.typed_yaml import Mapping, read_yaml

FENCE = "---"


def split_front_matter(
    path: str, lines: list[str], diagnostics: Diagnostics
) -> tuple[Mapping, int] | None:
    """Return the front matter and the 0-based index of the first line after it, or None.

    None comes with a fault: no front matter, not closed, or not a YAML mapping.
    """
    if not lines or lines[0].rstrip() != FENCE:
        diagnostics.fault(
            Place(path, 1),
            "the file does not start with front matter",
            f"expected `{FENCE}` as its first line, then fields such as `country: KAZ`",
        )
        return None
    end = _closing_line(lines)
    if end is None:
        diagnostics.fault(
            Place(path, 1),
            "the front matter is not closed",
            f"expected a line `{FENCE}` after its last field",
        )
        return None
    mapping = _read(Place(path, 2), lines[1:end], diagnostics)
    return None if mapping is None else (mapping, end + 1)


def _closing_line(lines: list[str]) -> int | None:
    closing = (i for i, line in enumerate(lines) if i > 0 and line.rstrip() == FENCE)
    return next(closing, None)


def _read(start: Place, lines: list[str], diagnostics: Diagnostics) -> Mapping | None:
    value = read_yaml("\n".join(lines), start, "the front matter", diagnostics)
    if value is None or isinstance(value, Mapping):
        return value
    diagnostics.fault(
        start, "the front matter has no fields", "expected `field: value` on each line"
    )
    return None

"""Attribute lists such as `{: #slug theme="impunity" }`, in the syntax of Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from markdown.extensions.attr_list import get_attrs_and_remainder

from reportsite.diagnostics import Diagnostics, Place

ATTRIBUTE_LINE = re.compile(r"\s*\{:(?P<inner>[^}\n]*)\}\s*")
AT_END_OF_HEADING = re.compile(r"\s\{:(?P<inner>[^}\n]*)\}\s*$")
ANYWHERE = re.compile(r"\{:[^}\n]*\}")

PULL_QUOTE = "pull-quote"


@dataclass(frozen=True)
class Attributes:
    """What an attribute list says: an id, themes in the order given, and whether a pull quote."""

    id: str | None = None
    themes: tuple[str, ...] = ()
    pull_quote: bool = False


NONE = Attributes()


def split_heading(line: str) -> tuple[str, str | None]:
    """Return a heading without its attribute list, and the inside of that list or None."""
    match = AT_END_OF_HEADING.search(line)
    return (line[: match.start()], match["inner"]) if match else (line, None)


def read_attributes(
    inner: str, allowed: Collection[str], place: Place, diagnostics: Diagnostics
) -> Attributes:
    """Read what stands between `{:` and `}`. `allowed`: which of "#", ".pull-quote", "theme".

    Whatever else it holds is a fault.
    """
    pairs, remainder = get_attrs_and_remainder(inner)
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        kind, content = _kind(key, value)
        if kind in allowed:
            found.setdefault(kind, []).extend(content)
        else:
            diagnostics.fault(place, f"`{kind}` has no meaning here", _expected(allowed))
    if remainder.strip():
        diagnostics.fault(
            place, f"`{remainder.strip()}` is not part of an attribute list", _expected(allowed)
        )
    return Attributes(
        id=next(iter(found.get("#", ())), None),
        themes=tuple(dict.fromkeys(found.get("theme", ()))),
        pull_quote=f".{PULL_QUOTE}" in found,
    )


def _kind(key: str, value: str) -> tuple[str, list[str]]:
    if key == "id":
        return "#", [value]
    if key == ".":
        return f".{value}", [value]
    return key, value.split()


EXAMPLES = {
    "#": "`{: #slug }`",
    f".{PULL_QUOTE}": f"`{{: .{PULL_QUOTE} }}`",
    "theme": '`{: theme="impunity" }`',
}


def _expected(allowed: Collection[str]) -> str:
    return "expected " + " or ".join(EXAMPLES[kind] for kind in EXAMPLES if kind in allowed)

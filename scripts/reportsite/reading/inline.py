"""The text inside a block: code spans put aside, and what must not stand in a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reportsite.diagnostics import Diagnostics, Place
from reportsite.reading.attributes import ANYWHERE

# as Python-Markdown's own pattern: as many backticks at the end as at the beginning
CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
LINK_TARGET = re.compile(
    r"""\]\(\s*<?(?P<target>(?:[^()<>\s]|\([^()\s]*\))*)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)"""
)
FOOTNOTE_MARK = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
IMAGE = re.compile(r"(?<!\\)!\[")
SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return the text with `change` applied to what stands outside code spans."""
    parts = []
    end = 0
    for span in CODE_SPAN.finditer(text):
        parts += [change(text[end : span.start()]), span.group()]
        end = span.end()
    return "".join([*parts, change(text[end:])])


def footnote_marks(text: str) -> Iterator[str]:
    """Yield the label of each `[^label]` outside code spans."""
    bare = CODE_SPAN.sub("", text)
    return (match["label"] for match in FOOTNOTE_MARK.finditer(bare))


def check_inline(text: str, place: Place, diagnostics: Diagnostics) -> None:
    """Report what a reader's browser would run or ask another host for, and lost attributes.

    `place` is where the text starts; its lines are counted from there.
    """
    bare = CODE_SPAN.sub(lambda span: "\n" * span.group().count("\n"), text)
    for match in ANYWHERE.finditer(bare):
        diagnostics.fault(
            _at(place, bare, match),
            f"the attribute list `{match.group()}` attaches to nothing",
            "expected it at the end of a heading's line, or on a line of its own below a paragraph",
        )
    for match in IMAGE.finditer(bare):
        diagnostics.fault(
            _at(place, bare, match),
            "a report holds no pictures",
            "expected words, or `\\!` before the bracket",
        )
    for match in LINK_TARGET.finditer(bare):
        scheme = SCHEME.match(match["target"])
        if scheme and scheme["scheme"].lower() not in SAFE_SCHEMES:
            diagnostics.fault(
                _at(place, bare, match),
                f"the link leads to `{scheme['scheme']}:`",
                "expected https, http or mailto",
            )


def _at(place: Place, text: str, match: re.Match[str]) -> Place:
    return Place(place.path, place.line + text.count("\n", 0, match.start()))

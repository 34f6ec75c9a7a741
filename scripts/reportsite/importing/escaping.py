"""Text as typed → Markdown that shows it as typed.

What Python-Markdown with attr_list, footnotes, tables and sane_lists would take for a mark gets a
backslash, as does what scripts/reportsite/reading/ takes for one. HTML and entities stay: a report
has none, and the pages show them as typed. Signs are escaped only where they would act, since a
person reads and edits the result.
"""

from __future__ import annotations

import re

# These act anywhere in a line.
_INLINE = re.compile(r"[\\`*_{\[|]|(?<=\])\(")

# These act at the beginning of a block. `\d` takes in the digits of every script, as
# Python-Markdown's own pattern does.
_LEADING = re.compile(r"(?P<marks>[>#]|[-+](?=[-+\s]|$)|\d+(?=[.)](?:\s|$)))")

# A code fence has no escape in Python-Markdown. A no-break space before it, which nobody sees,
# makes it text.
_FENCE = re.compile(r"~~~")
NO_BREAK_SPACE = "\u00a0"


def escape(text: str) -> str:
    """One block of text, on one line and without space around it, as Markdown."""
    escaped = _INLINE.sub(r"\\\g<0>", text)
    leading = _LEADING.match(escaped)
    if leading:
        return _escape_leading(escaped, leading)
    return NO_BREAK_SPACE + escaped if _FENCE.match(escaped) else escaped


def _escape_leading(text: str, leading: re.Match[str]) -> str:
    marks = leading["marks"]
    at = leading.end() if marks[0].isdecimal() else 0
    return f"{text[:at]}\\{text[at:]}"


def escape_heading(text: str) -> str:
    """Return the words of a heading as Markdown: behind `#` signs nothing begins a block."""
    return _INLINE.sub(r"\\\g<0>", text)

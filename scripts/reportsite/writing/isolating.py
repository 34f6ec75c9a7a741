"""Words that run from right to left, kept apart from the English about them in plain text.

Unicode's marks do what <bdi> does in HTML (Unicode Standard Annex 9, section 2.7): first strong
isolate before the words, pop directional isolate behind them.
"""

from __future__ import annotations

import re

# where Unicode has its scripts that run from right to left
_LETTER = (
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
RIGHT_TO_LEFT = re.compile(f"{_LETTER}(?:.*{_LETTER})?")
START, END = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Return a text as a whole between marks, if any of it runs from right to left."""
    return f"{START}{text}{END}" if RIGHT_TO_LEFT.search(text) else text


def with_isolates(text: str) -> str:
    """Return a text with marks about what of it runs from right to left."""
    return RIGHT_TO_LEFT.sub(rf"{START}\g<0>{END}", text)

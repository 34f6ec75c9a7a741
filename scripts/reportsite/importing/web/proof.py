"""The proof that no word of a page's report is lost, doubled or moved.

The words of the element that holds the report, less what was dropped, are the words of the
annotated report, in order. A word is what stands between spaces, as in importing/proof.py; digits
raised or lowered count as digits. Nothing here is shared with what reads and writes the blocks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from reportsite.importing.web.tree import Element

# Elements that end the word before them and begin another; in all others a word goes on.
_PART_WORDS = frozenset(
    re.findall(
        r"\S+",
        """address article aside blockquote body br caption center dd details dialog dir div dl dt
        fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
        main menu nav ol optgroup option p pre reportsite-note search section select summary table
        tbody td tfoot th thead tr ul""",
    )
)
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
_HEADING = re.compile(r"#{2,6} (?P<words>.*?)(?: \{: #[^\s{}]+ \})?")
_DELIMITER = re.compile(r"\|(?: --- \|)+")
_MARKER = re.compile(r"(?:    )*(?:- )?")
# An escaped sign, the end of a link, a footnote's mark, or another mark: from left to right.
_MARK = re.compile(
    r"\\(?P<sign>.)|\]\((?:[^()\s]|\([^()\s]*\))*\)|(?P<note>\[\^[^\]\s]+\]:?)|[*\[|]"
)
# What a raised hyphen is normalised to.
_MINUS = "\u2212"
_QUOTE = re.compile(r"\A> ?")


def page_words(
    report: Element,
    without: Collection[Element],
    markers: Mapping[Element, str],
) -> list[str]:
    """Return the words of the element that holds the report.

    `without` are the elements dropped; `markers` the numbers that a browser puts before items.
    """
    return _words("".join(_texts(report, without, markers)))


def _texts(
    report: Element,
    without: Collection[Element],
    markers: Mapping[Element, str],
) -> Iterator[str]:
    left = 0
    for event, element in etree.iterwalk(report, events=("start", "end")):
        is_left = element in without
        if event == "start":
            left += is_left
            if not left:
                yield _edge(element)
                yield _generated(element, markers)
                yield element.text or ""
        else:
            if not left:
                yield _edge(element)
            left -= is_left
            if not left and element is not report:
                yield element.tail or ""


def _generated(element: Element, markers: Mapping[Element, str]) -> str:
    """Return what the page shows in front of an element besides its words, or a report does."""
    label = element.get("data-label")
    if element.tag == "reportsite-mark":
        return f"[^{label}]"
    if element.tag == "reportsite-note":
        return f"[^{label}]: "
    return f"{markers[element]} " if element in markers else ""


def _edge(element: Element) -> str:
    return " " if element.tag in _PART_WORDS else ""


def report_words(body: str) -> list[str]:
    """Return the words of an annotated report's body, as a page shows them."""
    return [word for line in body.split("\n") for word in _words(_shown(line))]


def _shown(line: str) -> str:
    if line == "---" or _DELIMITER.fullmatch(line):
        return ""
    heading = _HEADING.fullmatch(line)
    text = heading["words"] if heading else _MARKER.sub("", _QUOTE.sub("", line, count=1), count=1)
    return _MARK.sub(_unmarked, text)


def _unmarked(match: re.Match[str]) -> str:
    if match["sign"] or match["note"]:
        return match["sign"] or match["note"]
    return " " if match[0] == "|" else ""


def _words(text: str) -> list[str]:
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).replace(_MINUS, "-").split()
    return [word for word in seen if word.isascii() or _is_seen(word)]


def _is_seen(word: str) -> bool:
    return any(unicodedata.category(sign) != "Cf" for sign in word)

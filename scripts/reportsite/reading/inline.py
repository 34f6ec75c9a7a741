"""The text inside a block: its code spans and links, and what must not stand in a report."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportsite.diagnostics import Diagnostics, Place
from reportsite.reading.attributes import ANYWHERE, check_colon
from reportsite.reading.patterns import LINK_DEFINITION, UNDERLINE

# as many backticks at the end as at the beginning
CODE_SPAN = re.compile(r"(?<![\\`])(`++)(.+?)(?<!`)\1(?!`)", re.DOTALL)
ESCAPE = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!|]")
BACKTICKS = re.compile(r"`+")
BRACKET = re.compile(r"[\[\]]")
# an address without spaces, quotation marks or angle brackets, parentheses only in pairs
LINK_TARGET = re.compile(
    r"""\(\s*+(?:<(?P<angled>[^<>\s"']*+)>|(?P<bare>(?:[^()<>\s"']++|\([^()<>\s"']*+\))*+))"""
    r"""(?:\s++(?:"[^"]*+"|'[^']*+'))?\s*+\)"""
)
AUTOLINK = re.compile(r"<(?P<address>https?://[^<>\s]*+)>", re.IGNORECASE)
FOOTNOTE_MARK = re.compile(r"\[\^(?P<label>[^\[\]\s]++)\]")
# a run with space around it is only a sign
EMPHASIS = re.compile(r"(?<!\S)(?:\*+|_+)(?=\S)|(?<=\S)(?:\*+|_+)")
WITHIN_A_WORD = re.compile(r"(?<=[^\W_])__+(?=[^\W_])")
IMAGE = re.compile(r"!\[")
SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*+):")
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
# signs without which a text is only words: most paragraphs of a report have none of them
MARKS = re.compile(r"[\\`*_{\[\n]")


@dataclass(frozen=True)
class Link:
    """Where a link's words begin and its address, by the offset of `[`, of `(`, and behind `)`.

    `target` is None where no address can be read.
    """

    words: int
    start: int
    end: int
    target: str | None


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return the text with `change` applied to what stands outside code spans."""
    if "`" not in text:
        return change(text)
    parts = []
    end = 0
    for span in CODE_SPAN.finditer(text):
        parts += [change(text[end : span.start()]), span.group()]
        end = span.end()
    return "".join([*parts, change(text[end:])])


def masked(text: str) -> str:
    """Return a text of the same length with code spans and escaped signs blanked out."""
    if "`" not in text and "\\" not in text:
        return text
    return ESCAPE.sub(_blank, CODE_SPAN.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\x00", match.group())


def footnote_marks(text: str) -> Iterator[str]:
    """Yield the label of each `[^label]` outside code spans."""
    return (match["label"] for match in FOOTNOTE_MARK.finditer(masked(text)))


def replace_footnote_marks(text: str, change: Callable[[str], str]) -> str:
    """Return the text with `change` of its label for each `[^label]` outside code spans."""
    if "[^" not in text:
        return text
    parts = []
    end = 0
    for mark in FOOTNOTE_MARK.finditer(masked(text)):
        parts += [text[end : mark.start()], change(mark["label"])]
        end = mark.end()
    return "".join([*parts, text[end:]])


def links(text: str) -> Iterator[Link]:
    """Yield each link `[words](address)` of a text, in the order of their ends."""
    # a footnote with parentheses behind it is no link
    bare = FOOTNOTE_MARK.sub(_blank, masked(text))
    opened: list[int] = []
    for bracket in BRACKET.finditer(bare):
        if bracket.group() == "[":
            opened.append(bracket.start())
        elif opened:
            words = opened.pop()
            if bare.startswith("(", bracket.end()):
                yield _link(bare, text, words, bracket.end())


def without_link_marks(text: str) -> str:
    """Return a text in which links are their words; one without a readable address stays."""
    if "](" not in text:
        return text
    kept = []
    end = 0
    for start, after in sorted(_link_marks(text)):
        kept.append(text[end:start])
        end = max(end, after)
    return "".join([*kept, text[end:]])


def _link_marks(text: str) -> Iterator[tuple[int, int]]:
    for link in links(text):
        if link.target is not None:
            yield link.words, link.words + 1
            yield link.start - 1, link.end


def _link(bare: str, text: str, words: int, start: int) -> Link:
    match = LINK_TARGET.match(bare, start)
    if not match:
        return Link(words, start, start + 1, None)
    group = "bare" if match["angled"] is None else "angled"
    return Link(words, start, match.end(), text[slice(*match.span(group))])


def check_inline(text: str, place: Place, diagnostics: Diagnostics) -> None:
    """Report what a reader's browser would run or ask another host for, and what would vanish.

    `place` is where the text starts; its lines are counted from there.
    """
    if not MARKS.search(text):
        return
    bare = masked(text)
    for pattern, wrong, expected in REFUSED:
        for match in pattern.finditer(bare):
            typed = text[match.start() : match.end()].strip()
            at = place_at(place, text, match.start())
            diagnostics.fault(at, wrong.format(typed), expected)
    _check_colons(bare, place, diagnostics)
    for crossing in filter(None, (_crossing_emphasis(bare, sign) for sign in "*_")):
        diagnostics.fault(place_at(place, text, crossing.start()), *CROSSING_EMPHASIS)
    _check_code_and_links(text, place, diagnostics)


def _check_code_and_links(text: str, place: Place, diagnostics: Diagnostics) -> None:
    before = 0
    for span in CODE_SPAN.finditer(text):
        if "\n" in span.group():
            diagnostics.fault(place_at(place, text, span.start()), *CODE_OVER_LINES)
    for link in links(text):
        problem = LINK_IN_LINK if link.words < before else _problem_with(link.target)
        if problem:
            diagnostics.fault(place_at(place, text, link.start), *problem)
        before = link.start


def _check_colons(bare: str, place: Place, diagnostics: Diagnostics) -> None:
    for number, line in enumerate(bare.split("\n")):
        check_colon(line, Place(place.path, place.line + number), diagnostics)


def _crossing_emphasis(bare: str, sign: str) -> re.Match[str] | None:
    """Return where marks of emphasis cross, as in `*a **b* c**`: Python-Markdown loses letters.

    Marks that stay open are shown as typed, but several beside a run of three may cross, and so may
    two underscores within a word (`__a__b`), which close nothing.
    """
    if sign == "_" and (within := WITHIN_A_WORD.search(bare)):
        return within
    runs = [run for run in EMPHASIS.finditer(bare) if run.group()[0] == sign]
    # one with white space behind it may open emphasis, or nothing: neither may cross
    opening = frozenset(run for run in runs if bare[run.end() : run.end() + 1].strip())
    return _crossing(runs, frozenset(runs)) or _crossing(runs, opening)


def _crossing(runs: list[re.Match[str]], opening: frozenset[re.Match[str]]) -> re.Match[str] | None:
    """Return the run of marks that crosses others, where those of `opening` can open emphasis."""
    opened: list[int] = []
    has_three = False
    for run in runs:
        length = len(run.group())
        has_three |= length > 2
        if opened and opened[-1] == length:
            opened.pop()
        elif sum(opened[-2:]) == length:
            del opened[-2:]
        elif opened and length < opened[-1] == 3:
            opened[-1] -= length
        elif length in opened:
            return run
        elif run in opening:
            opened.append(length)
    return runs[0] if has_three and len(opened) > 1 else None


REFUSED = (
    (
        BACKTICKS,
        "a backtick opens a code span that nothing closes",
        "expected as many backticks behind the code, or `\\` before one that is only a sign",
    ),
    (
        UNDERLINE,
        "an underline makes a heading of the line above it",
        "expected `## Title`",
    ),
    (
        ANYWHERE,
        "the attribute list `{}` attaches to nothing",
        "expected it at the end of a heading's line, or on a line of its own below a paragraph",
    ),
    (IMAGE, "a report holds no pictures", "expected words, or `\\!` before the bracket"),
    (
        LINK_DEFINITION,
        "the link definition `{}` would vanish from the page",
        "expected the address in the link itself, `[words](https://…)`, or `\\[` for a bracket",
    ),
)


# a page would run HTML that stands in it at the beginning of a line
CODE_OVER_LINES = ("a code span goes on over a line's end", "expected it on one line")
CROSSING_EMPHASIS = (
    "marks of emphasis cross, by which words would be lost",
    "expected `*a **b** c*`, each closed before the one around it, or `\\*` for the sign",
)
LINK_IN_LINK = ("a link stands in the words of a link", "expected the one behind the other")


def _problem_with(target: str | None) -> tuple[str, str] | None:
    if target is None:
        return (
            "what stands in parentheses behind `]` is no address",
            "expected `[words](https://…)`, `%20` for a space, `%27` and `%22` for quotation "
            "marks; or `\\[` for a bracket",
        )
    # a browser reads `java&#115;cript:` as javascript:
    read = html.unescape(target)
    scheme = SCHEME.match(read)
    if scheme and scheme["scheme"].lower() in SAFE_SCHEMES and read.isprintable():
        return None
    # a text stands on several pages, from each of which a relative address leads elsewhere
    return (
        f"the link leads to `{scheme.group() if scheme else target}`",
        "expected a whole address with https, http or mailto; or `\\[` for a bracket",
    )


def place_at(place: Place, text: str, offset: int) -> Place:
    """Return where the sign at `offset` of a text stands that starts at `place`."""
    return Place(place.path, place.line + text.count("\n", 0, offset))

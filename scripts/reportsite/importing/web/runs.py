"""Words of a page with their marks → Markdown of one block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reportsite.importing.escaping import escape_heading, escape_leading

# What a browser takes for space, the no-break space with it: pages pad with it.
_SPACE = re.compile("[ \t\n\r\f\v\u00a0]+")
_UNDERLINE = re.compile(r"[=-]+")
# Escaped already where Markdown always takes it for a mark; within a link it closes the words.
_BRACKET = re.compile(r"\]")
_ESCAPED = r"\\]"
BREAK = "\n"


@dataclass(frozen=True)
class Run:
    """Words that share their marks. `text` may be BREAK, a line's end; `href` is "" for none.

    Where `is_markdown`, the text is Markdown already.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    is_markdown: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether its words bear any mark."""
        return self.bold or self.italic or self.href != ""


def plain(runs: Iterable[Run]) -> str:
    """Return the words alone, on one line."""
    return _SPACE.sub(" ", "".join(run.text for run in runs)).strip(" ")


def lines_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs of each line that has words, with single spaces and none at its ends."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    spaced = (_spaced(line) for line in lines)
    return [line for line in spaced if line]


def inline(line: Sequence[Run]) -> str:
    """Return one line as Markdown; what begins a block is not escaped."""
    parts: list[str] = []
    for href, runs in groupby(_apart(_bridged(line)), key=lambda run: run.href):
        words = _emphasised(list(runs))
        if href and parts and parts[-1].endswith("!"):
            parts[-1] = f"{parts[-1][:-1]}\\!"
        parts.append(_link(words, href) if href else words)
    return "".join(parts)


def paragraph(runs: Sequence[Run]) -> str:
    """Return a paragraph as Markdown, "" where it has no words.

    A line that would underline the one above it is joined to that.
    """
    lines: list[list[Run]] = []
    for line in lines_of(runs):
        if lines and _UNDERLINE.fullmatch(plain(line)):
            lines[-1] += [Run(" "), *line]
        else:
            lines.append(line)
    return "  \n".join(escape_leading(inline(line)) for line in lines)


def _spaced(line: Sequence[Run]) -> list[Run]:
    spaced: list[Run] = []
    ends_in_space = True
    for run in line:
        text = _SPACE.sub(" ", run.text)
        text = text[1:] if ends_in_space and text.startswith(" ") else text
        if text:
            spaced += _with_space_outside(replace(run, text=text))
            ends_in_space = text.endswith(" ")
    while spaced and not spaced[-1].text.rstrip(" "):
        spaced.pop()
    if spaced:
        spaced[-1] = replace(spaced[-1], text=spaced[-1].text.rstrip(" "))
    return spaced


def _with_space_outside(run: Run) -> Iterator[Run]:
    """Move the space at the ends of marked words out of the marks, as Markdown wants it."""
    bare = run.text.strip(" ")
    if not run.is_marked or bare == run.text:
        yield run
        return
    if run.text.startswith(" "):
        yield Run(" ")
    if bare:
        yield replace(run, text=bare)
    if bare and run.text.endswith(" "):
        yield Run(" ")


def _bridged(line: Sequence[Run]) -> list[Run]:
    """Give a space between two runs the marks that both have, so that one mark spans them."""
    bridged = list(line)
    for i in range(1, len(line) - 1):
        before, after = line[i - 1], line[i + 1]
        if line[i].text == " " and not line[i].is_marked:
            bridged[i] = Run(
                " ",
                before.bold and after.bold,
                before.italic and after.italic,
                before.href if before.href == after.href else "",
            )
    return bridged


def _apart(line: Sequence[Run]) -> Iterator[Run]:
    """Take emphasis from words that stand directly behind words of another emphasis.

    `**a***b*` could be read in several ways.
    """
    before: Run | None = None
    for run in line:
        after_other = before and before.href == run.href and _emphasis(before) != _emphasis(run)
        if after_other and before and any(_emphasis(before)) and any(_emphasis(run)):
            nested = before.bold and run.bold
            before = run if nested else replace(run, bold=False, italic=False)
        else:
            before = run
        yield before


def _emphasis(run: Run) -> tuple[bool, bool]:
    return run.bold, run.italic


def _emphasised(runs: Sequence[Run]) -> str:
    parts = []
    for bold, group in groupby(runs, key=lambda run: run.bold):
        words = "".join(_italics(group))
        parts.append(f"**{words}**" if bold else words)
    return "".join(parts)


def _italics(runs: Iterable[Run]) -> Iterator[str]:
    for italic, group in groupby(runs, key=lambda run: run.italic):
        words = "".join(_escaped(group))
        yield f"*{words}*" if italic else words


def _escaped(runs: Iterable[Run]) -> Iterator[str]:
    # a sign may be a mark by what stands before it, so that runs are joined first
    for is_markdown, group in groupby(runs, key=lambda run: run.is_markdown):
        text = "".join(run.text for run in group)
        yield text if is_markdown else escape_heading(text)


def _link(words: str, href: str) -> str:
    # `[^` opens a footnote, and `^` has no escape
    if words.startswith("^"):
        return words
    return f"[{_BRACKET.sub(_ESCAPED, words)}]({href})"

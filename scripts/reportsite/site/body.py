"""The Markdown body of a page → HTML, as Python-Markdown makes it with the archive's extensions.

Nearly all that a build writes has one of three shapes: a paragraph, a heading, a table, with
nothing in it but words and links. These become HTML here; whatever looks otherwise goes through
Python-Markdown, which takes some thirty times as long because it looks for everything that might
stand in a text. Tests hold the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from itertools import groupby

Convert = Callable[[str], str]

# words in which nothing acts as a mark; a line may end where the next goes on with a letter
WORDS = (
    r"(?:[^\\`*_{}\[\]<&!|\x00-\x1f\x7f]++|!(?!\[)|(?<! )\n(?=[^\W\d_])"
    r"|&(?= )|&(?:amp|lt|gt|quot);)"
)
LABEL = rf"(?:{WORDS}|\\[\\`*_{{}}\[\]#|])+"
EDGED = rf"(?![\s*]){LABEL}(?<!\s)"
LINK = rf"\[(?P<words>{LABEL})\]\((?P<target>[^()<>\[\]\\*&\s\"']+)\)"
NAME = "[a-z][a-z0-9-]*"
INLINE = re.compile(
    rf"(?P<label>{LABEL})"
    r"|(?P<tag></?(?:del|ins)>)"
    rf"|(?P<strong>\*\*)?{LINK}(?(strong)\*\*(?!\*)|(?:\{{: \.(?P<link_class>{NAME}) \}})?)"
    rf"|\*\*(?P<stressed>{EDGED})\*\*(?!\*)"
    rf"|\*(?P<emphasis>{EDGED})\*(?!\*)(?:\{{: \.(?P<class>{NAME}) \}})?"
)
# what begins otherwise may be a list, a quotation, code …
PARAGRAPH = re.compile(
    r"(?P<text>(?:[^\W\d_]|[\[(“‘«\"'$]|\*(?=\d)|\d+(?![\d.)])|<(?:del|ins)>)"
    r"[^{]*(?:\{: \.(?:p[nt]|w\d|rs-none) \}[^{]*)*)(?<! )"
    r"(?:\n\{: (?P<attributes>[^{}\n]+) \})?"
)
HEADING = re.compile(
    r"(?P<marks>#{2,6}) (?P<text>[^\s#](?:[^\n]*[^\s#])?) \{: (?P<attributes>#[^{}\n]+) \}"
)
TABLE = re.compile(
    r"\|(?P<head>[^\n]+)\|\n(?P<line>\|(?:---\|)+)\n(?P<rows>(?:\|[^\n]*\|(?:\n|\Z))+)"
)
ATTRIBUTE = re.compile(r"(?P<mark>[#.])(?P<name>[\w-]+)|(?P<key>[\w-]+)=\"(?P<value>[\w -]*)\"")
ESCAPED = re.compile(r"\\(.)")
# notes are numbered, and link definitions and HTML may act, across a page
FOR_A_PAGE = ("[^", "[TOC]", "]:", "```", "~~~", "\x02", "\x03")
HTML = re.compile(r"<(?:(?<!\n\n<)!-- -->|!-- -->(?!\n\n)|(?!!-- -->|https?://|/?(?:del|ins)>))")
# a heading whose id has to differ from all others of its page, and blanks that may be code
NOT_ALONE = re.compile(
    r"^ {0,3}#(?!#* +[^\s#{][^\n]* \{:[^{}\n]*#[^{}\n]*\}$)|^[=-]+ *$|\A\s*(?:\n|\Z)",
    re.MULTILINE,
)


def to_html(body: str, convert: Convert) -> str:
    """Return the HTML of a page's body. `convert` is Python-Markdown, for what has another shape.

    A page in which one block may act on another is converted as one.
    """
    if _is_one(body):
        return convert(body)
    blocks = [(block, _shaped(block)) for block in body.split("\n\n")]
    if any(html is None and NOT_ALONE.search(block) for block, html in blocks):
        return convert(body)
    parts = []
    for is_shaped, found in groupby(blocks, lambda one: one[1] is not None):
        if is_shaped:
            parts += [html for _, html in found if html is not None]
        else:
            parts.append(_converted("\n\n".join(block for block, _ in found), convert))
    return "\n".join(filter(None, parts)).rstrip("\n")


def _is_one(body: str) -> bool:
    return any(sign in body for sign in FOR_A_PAGE) or ("<" in body and bool(HTML.search(body)))


def _converted(blocks: str, convert: Convert) -> str:
    """Convert blocks; behind a comment Python-Markdown leaves a line free."""
    return convert(blocks) + ("\n" if blocks.endswith("<!-- -->") else "")


# a paragraph stands on the page of its section and on that of the whole report
@lru_cache(maxsize=20_000)
def _shaped(block: str) -> str | None:
    """Return the HTML of a block that has one of the shapes, else None."""
    for pattern, make in SHAPES:
        if match := pattern.fullmatch(block):
            return make(match)
    return None


def _paragraph(match: re.Match[str]) -> str | None:
    text, attributes = _inline(match["text"]), _attributes(match["attributes"])
    return None if text is None or attributes is None else f"<p{attributes}>{text}</p>"


def _heading(match: re.Match[str]) -> str | None:
    level, text = len(match["marks"]), _inline(match["text"])
    attributes = _attributes(match["attributes"])
    if text is None or attributes is None:
        return None
    return f"<h{level}{attributes}>{text}</h{level}>"


def _table(match: re.Match[str]) -> str | None:
    rows = [match["head"], *(row[1:-1] for row in match["rows"].rstrip("\n").split("\n"))]
    cells = [[_cell(cell) for cell in row.split("|")] for row in rows]
    columns = match["line"].count("---")
    if "\\|" in match[0] or any(len(row) != columns or None in row for row in cells):
        return None
    head, *others = ("\n".join(_row(row, "td" if i else "th")) for i, row in enumerate(cells))
    body = "\n".join(others)
    return f"<table>\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _cell(text: str) -> str | None:
    words = text.strip(" ")
    return _inline(words) if words else ""


def _row(cells: list[str | None], tag: str) -> Iterator[str]:
    yield "<tr>"
    for cell in cells:
        yield f"<{tag}>{cell}</{tag}>"
    yield "</tr>"


SHAPES = ((PARAGRAPH, _paragraph), (HEADING, _heading), (TABLE, _table))


def _inline(text: str) -> str | None:
    parts = []
    end = 0
    for match in INLINE.finditer(text):
        if match.start() != end:
            return None
        parts.append(_element(match))
        end = match.end()
    return "".join(parts) if end == len(text) else None


def _element(match: re.Match[str]) -> str:
    if match["label"]:
        return _words(match["label"])
    if match["tag"]:
        return match["tag"]
    if match["stressed"]:
        return f"<strong>{_words(match['stressed'])}</strong>"
    if match["emphasis"]:
        return f"<em{_class(match['class'])}>{_words(match['emphasis'])}</em>"
    link = f'<a{_class(match["link_class"])} href="{match["target"]}">{_words(match["words"])}</a>'
    return f"<strong>{link}</strong>" if match["strong"] else link


def _class(name: str | None) -> str:
    return f' class="{name}"' if name else ""


def _words(text: str) -> str:
    shown = text.replace("& ", "&amp; ").replace(">", "&gt;")
    return ESCAPED.sub(r"\1", shown) if "\\" in shown else shown


def _attributes(typed: str | None) -> str | None:
    """Return attributes as Python-Markdown writes them, in the order of their names."""
    found: dict[str, str] = {}
    for part in (typed or "").split():
        match = ATTRIBUTE.fullmatch(part)
        if match is None:
            return None
        name = {"#": "id", ".": "class", None: match["key"]}[match["mark"]]
        value = match["name"] or match["value"]
        found[name] = f"{found[name]} {value}" if match["mark"] == "." and name in found else value
    return "".join(f' {name}="{escape(found[name])}"' for name in sorted(found))

"""citeproc-py, the processor of citation styles, and what it leaves to do."""

from __future__ import annotations

import html
import re
import threading
import warnings
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    model,
)
from citeproc.source.json import CiteProcJSON

from reportsite.citing.csl import TEXTS, Item

FULL = "full"
STYLES_FOLDER = Path(__file__).parent / "csl_styles"

# what stands for markup in what the processor makes, from U+FDE0 on: no source has these characters
_CAPITALS = '<span style="font-variant:small-caps">'
_MARKUP = ("<i>", "</i>", "<b>", "</b>", _CAPITALS, "</span>", "<sup>", "</sup>")
TAGS = {chr(0xFDE0 + at): tag for at, tag in enumerate(_MARKUP)}

SPACE_BEFORE_MARK = re.compile(r" +(?=[,.;])")
STOP_AFTER_MARKUP = re.compile("([.?!])([\ufde0-\ufdef]+)\\.")
MARK_AFTER_QUOTE = re.compile(r"([.,]?)([”’])([.,])")

_one_at_a_time = threading.Lock()


class Form(StrEnum):
    """A form of a style: the citation in a note or a text, or the entry in a bibliography."""

    CITATION = "citation"
    ENTRY = "entry"


# The processor makes of each element of a style an object of the class of that name which was made
# last: of these two, in place of its own.


class Text(model.Text, model.CitationStylesElement):  # type: ignore[misc]
    """Looks up each of a style's macros once. The processor does it again and again."""

    def get_macro(self, name: str) -> Any:
        """Return a macro of the style."""
        return _macro(self.get_root(), name)

    def calls_variable(self) -> bool:
        """Return whether what is printed depends on the item."""
        if "macro" in self.attrib:
            return _calls_variable(self.get_root(), self.get("macro"))
        return bool(super().calls_variable())


@cache
def _macro(style: Any, name: str) -> Any:
    return model.CitationStylesElement.get_macro(style, name)


@cache
def _calls_variable(style: Any, name: str) -> bool:
    return bool(_macro(style, name).calls_variable())


class Substitute(model.Substitute, model.CitationStylesElement):  # type: ignore[misc]
    """Prints a title that stands for the author only once.

    CSL 1.0.2, "Substitute": what is put there is not printed again. The processor does so for a
    variable, but not for a macro.
    """

    def add_to_repressed_list(self, child: Any, context: Any) -> None:
        """Note what is not to be printed again."""
        super().add_to_repressed_list(child, context)
        if child.get("macro"):
            repressed = context.get_layout().repressed
            repressed[child.tag] = [*repressed[child.tag], "title"]


def _marked(number: int) -> Callable[[str], str]:
    start, end = list(TAGS)[2 * number : 2 * number + 2]
    return lambda text: f"{start}{text}{end}"


# the processor asks for these names
_FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=_marked(0),
    Oblique=_marked(0),
    Bold=_marked(1),
    Light=str,
    Underline=str,
    Superscript=_marked(3),
    Subscript=str,
    SmallCaps=_marked(2),
)


def process(style: str, form: Form, item: Item, locator: Locator | None = None) -> str:
    """Return what the processor makes of an item, with marks for markup."""
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of variables that the processor does not know
        loaded = _style(style)
        source = CiteProcJSON([{**_as_printed(item), "id": "1"}])
        bibliography = CitationStylesBibliography(loaded, source, _FORMATTER)
        cited = CitationItem("1", **({"locator": locator} if locator else {}))
        citation = Citation([cited])
        bibliography.register(citation)
        if form is Form.ENTRY:
            return _punctuated(str(bibliography.bibliography()[0]), loaded)
        return _punctuated(str(bibliography.cite(citation, None)), loaded)


def _as_printed(item: Item) -> Item:
    """Return an item whose titles keep their letters' case, as CSL writes that in JSON."""
    texts = {
        name: f'<span class="nocase">{value}</span>'
        for name, value in item.items()
        if name in TEXTS and isinstance(value, str)
    }
    return item | texts


def _punctuated(text: str, style: CitationStylesStyle) -> str:
    """Do what the processor leaves: no space before a comma, and no second full stop.

    Commas stand in quotation marks where the language of the style is written so (CSL 1.0.2,
    "punctuation-in-quote").
    """
    text = STOP_AFTER_MARKUP.sub(r"\1\2", SPACE_BEFORE_MARK.sub("", text))
    if style.root.get_locale_option("punctuation-in-quote") != "true":
        return text
    return MARK_AFTER_QUOTE.sub(_quoted, text)


def _quoted(found: re.Match[str]) -> str:
    before, quote, mark = found.groups()
    return f"{before}{quote}" if before == mark else f"{before}{mark}{quote}"


@cache
def _style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(str(STYLES_FOLDER / f"{name}.csl"), validate=False)


def markup(text: str) -> str:
    """Return what the processor made as HTML."""
    return "".join(TAGS.get(sign, sign) for sign in html.escape(text, quote=False))

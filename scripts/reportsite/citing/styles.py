"""What is cited → its citation in each style, as HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from reportsite.citing.csl import Item, common, complete, numbering
from reportsite.citing.processor import FULL, Form
from reportsite.citing.record import Cited
from reportsite.citing.templates import HOLE, HOLES, Part, inner, template
from reportsite.writing.isolating import RIGHT_TO_LEFT, with_isolates
from reportsite.writing.languages import direction

# what a reader's browser puts in where a paragraph is cited
NUMBER, SECTION = "{number}", "{section}"

# what parts the names of a digest's original: each runs its own way
SEAM = re.compile("(, [“‘]|[”’], )")


@dataclass(frozen=True)
class Style:
    """A style: what it is called on a page, its CSL file, and which of its forms is shown.

    `brackets` are those about what is said of a place in the text. Where the style prints a place
    bare, as if it were a page, `signs` stand before a section's title and a paragraph's number;
    where it prints "ed." after any edition, `has_bare_edition`.
    """

    id: str
    label: str
    file: str
    form: Form = Form.CITATION
    brackets: tuple[str, str] = ("(", ")")
    signs: tuple[str, str] = ("", "")
    has_bare_edition: bool = False


FULL_STYLE = Style(FULL, "Full citation", FULL)
STYLES = (
    Style("chicago", "Chicago, note", "chicago-notes"),
    Style("apa", "APA, reference", "apa", Form.ENTRY),
    Style("apa-in-text", "APA, in the text", "apa", brackets=("[", "]")),
    Style("mla", "MLA, work cited", "modern-language-association", Form.ENTRY),
    Style("mla-in-text", "MLA, in the text", "modern-language-association", brackets=("[", "]")),
    Style("oscola", "OSCOLA, footnote", "oscola"),
    # The Bluebook, rule 3.3: sections and paragraphs by their signs
    Style(
        "bluebook",
        "Bluebook, footnote",
        "bluebook-law-review",
        signs=("§ ", "¶ "),
        has_bare_edition=True,
    ),
)


@dataclass(frozen=True)
class Citation:
    """A citation of a text in one style, as HTML."""

    style: Style
    html: str


def citations(cited: Cited) -> list[Citation]:
    """Return the citation of a text in every style but the full one."""
    return [citation(cited, style) for style in STYLES]


def citation(cited: Cited, style: Style = FULL_STYLE) -> Citation:
    """Return the citation of a text in a style.

    What differs for one paragraph stands in a `span` with `data-locator`, and in its attribute
    `data-of-paragraph` what stands there for a paragraph. The permanent address is in a
    `span` with `data-address`.
    """
    item = complete(cited) if style is FULL_STYLE else common(cited)
    found = template(style.file, style.form, item)
    filler = _Filler(cited, style, _texts(cited, style, item))
    parts = [filler.fill(found.before), filler.locator(found.parts), filler.fill(found.after)]
    return Citation(style, "".join(parts))


def _texts(cited: Cited, style: Style, item: Item) -> dict[str, str]:
    texts = {name: inner(_text(item[name])) for name in HOLES if name in item}
    if style.has_bare_edition and cited.named_edition:
        texts["edition"] = str(cited.named_edition)
    return {HOLES[name]: text for name, text in texts.items()}


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0]
    return str(value["literal"] if isinstance(value, dict) else value)


@dataclass(frozen=True)
class _Filler:
    """Puts texts, by their marks, into a template."""

    cited: Cited
    style: Style
    texts: dict[str, str]

    def fill(self, text: str) -> str:
        pieces = HOLE.split(text)
        for at in range(1, len(pieces), 2):
            hole, text = pieces[at], self.texts[pieces[at]]
            is_quoted = pieces[at - 1].endswith("“")
            pieces[at] = self._html(hole, within_quotes(text) if is_quoted else text)
        return "".join(pieces)

    def locator(self, parts: dict[Part, str]) -> str:
        if not parts:
            return ""
        shown = parts[Part.SECTION] if self.cited.section else parts[Part.WHOLE]
        section = f"{self.style.signs[0]}{self._section}"
        attributes = self._of_paragraph(parts[Part.PARAGRAPH])
        filled = shown.replace(HOLES["locator"], self._isolated(section))
        return f"<span data-locator{attributes}>{filled}</span>"

    def _of_paragraph(self, text: str) -> str:
        attributes = {"data-of-paragraph": numbering(self.cited)}
        if self.cited.has_own_numbers:
            attributes["data-of-lettered"] = f"numbering of {self.cited.archive.name}"
        return "".join(
            f' {name}="{self._attribute(text, whose)}"' for name, whose in attributes.items()
        )

    def _attribute(self, text: str, whose: str) -> str:
        section = f"{with_isolates(self._section)}; " if self.cited.section else SECTION
        start, end = self.style.brackets
        place = f"{self.style.signs[1]}{NUMBER} {start}{section}{with_isolates(whose)}{end}"
        return html.escape(html.unescape(text).replace(HOLES["locator"], place))

    @property
    def _section(self) -> str:
        return f"“{within_quotes(self.cited.section or '')}”"

    def _html(self, hole: str, text: str) -> str:
        shown = self._isolated(text)
        is_permanent = hole == HOLES["URL"] and text == self.cited.address
        return f"<span data-address>{shown}</span>" if is_permanent else shown

    def _isolated(self, text: str) -> str:
        """Return a text as HTML, what runs from right to left apart from the English about it."""
        language = self.cited.language
        tag = f'<bdi lang="{html.escape(language)}">' if direction(language) == "rtl" else "<bdi>"
        parts = SEAM.split(text) if self.cited.is_digest else [text]
        return "".join(
            RIGHT_TO_LEFT.sub(rf"{tag}\g<0></bdi>", html.escape(part, quote=False))
            for part in parts
        )


def within_quotes(text: str) -> str:
    """Return a text as it stands between double quotation marks: with single ones for its own."""
    return text.replace("“", "‘").replace("”", "’")

"""One annotated file → a Report, with every fault of the file reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import (
    Block,
    BlockKind,
    Country,
    Footnote,
    Numbering,
    Report,
    ReportKind,
    Source,
)
from reportsite.reading.blocks import read_blocks
from reportsite.reading.frontmatter import split_front_matter
from reportsite.reading.inline import check_inline
from reportsite.reading.lines import Lines
from reportsite.reading.nodes import Heading, Node
from reportsite.reading.notes import check_notes
from reportsite.reading.numbering import number
from reportsite.reading.reference_marks import check_references
from reportsite.reading.schema import YEAR
from reportsite.reading.sections import check_slugs, known_themes, read_sections
from reportsite.reading.validating import Checked, Hints, validate
from reportsite.vocabulary.countries import Countries
from reportsite.vocabulary.loading import Vocabulary

# C0 and C1 controls but tab and newline, of which Python-Markdown uses some as marks of its own;
# surrogates and what is no character, which YAML refuses
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def read_report(
    path: str, name: str, text: str, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> Report | None:
    """Read the text of the file at `path` into a Report whose paragraphs are numbered.

    It is `parse_report`, then `check_slugs` and `number`.
    """
    report = parse_report(path, name, text, vocabulary, diagnostics)
    if report is None:
        return None
    check_slugs(report.sections, diagnostics)
    return number(report, diagnostics)


def parse_report(
    path: str, name: str, text: str, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> Report | None:
    """Read the text of the file at `path` (relative to the archive) into a Report.

    `name` is the last part of the report's address. Only blocks that have a number pinned to them
    have one, and two sections may have one slug. None comes with a fault; faults may come with a
    report too, so that as many as possible show in one run.
    """
    if not text.strip("\ufeff \t\r\n"):
        diagnostics.fault(Place(path, 1), "the file is empty", "expected front matter and text")
        return None
    lines = _without_controls(Lines(path, tuple(_lines(text))), diagnostics)
    split = split_front_matter(path, list(lines.texts), diagnostics)
    if split is None:
        return None
    front_matter, body = split
    hints: Hints = {"country": partial(_country_meant, vocabulary.countries)}
    checked = validate(front_matter, diagnostics, hints)
    country = _country(checked, vocabulary, diagnostics)
    _check_year(checked, name, diagnostics)
    _check_formerly(checked, country, name, diagnostics)
    text_read = _read_text(lines, body, vocabulary, diagnostics)
    if country is None or not {"year", "title", "language"} <= checked.values.keys():
        check_slugs(text_read["sections"], diagnostics)
        return None
    defaults = {"kind": ReportKind.REPORT, "numbering": Numbering.SITE}
    fields = {**defaults, **checked.values, "country": country, **text_read}
    return Report(
        name=name,
        source=Source(**checked.source),
        formerly=tuple(checked.formerly),
        corrections=checked.corrections,
        place=Place(path, 1),
        **fields,
    )


def _read_text(
    lines: Lines, body: int, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> dict[str, Any]:
    """Return the fields of a Report that hold its text, which begins at the offset `body`."""
    nodes = read_blocks(lines, body, diagnostics)
    _check_nodes(nodes, vocabulary, diagnostics)
    summary, sections = read_sections(nodes, vocabulary.themes, diagnostics)
    if not summary and not sections:
        place = Place(lines.path, len(lines))
        diagnostics.fault(place, "the report has no text", "expected paragraphs")
    footnotes = tuple(node for node in nodes if isinstance(node, Footnote))
    return {"summary": summary, "sections": sections, "footnotes": footnotes}


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _without_controls(lines: Lines, diagnostics: Diagnostics) -> Lines:
    """Report control characters, and put U+FFFD for them, so that the rest can be read."""
    for offset, line in enumerate(lines.texts):
        if match := CONTROL.search(line):
            diagnostics.fault(
                lines.place(offset),
                f"the line holds the control character U+{ord(match.group()):04X}",
                "expected text without control characters",
            )
    return Lines(lines.path, tuple(CONTROL.sub("\ufffd", line) for line in lines.texts))


def _country_meant(countries: Countries, text: str) -> str | None:
    nearest = countries.nearest(text)
    return f"did you mean `{nearest.code}` ({nearest.name})?" if nearest else None


def _country(checked: Checked, vocabulary: Vocabulary, diagnostics: Diagnostics) -> Country | None:
    code = checked.values.get("country")
    country = vocabulary.countries.by_code(code) if code else None
    if code and country is None:
        diagnostics.fault(
            checked.places["country"],
            f"`country: {code}` is neither in ISO 3166-1 nor in reports/vocabulary/countries.yml",
            _country_meant(vocabulary.countries, code)
            or "expected a code of three letters such as `KAZ`",
        )
    return country


def _check_year(checked: Checked, name: str, diagnostics: Diagnostics) -> None:
    year, edition = checked.values.get("year"), checked.source.get("edition")
    if year and edition and edition < year:
        diagnostics.fault(
            checked.places["year"],
            f"`year: {year}` is later than the edition, {edition}",
            "expected the year that the report covers, which no edition precedes",
        )
    if year and YEAR.fullmatch(name) and name != str(year):
        diagnostics.warn(
            checked.places["year"],
            f"`year: {year}` stands in a file that is named `{name}.md`",
            f"expected `year: {name}`, or the name `{year}.md`",
        )


def _check_formerly(
    checked: Checked, country: Country | None, name: str, diagnostics: Diagnostics
) -> None:
    own = f"{country.slug}/{name}" if country else None
    if own in checked.formerly:
        diagnostics.fault(
            checked.formerly[own],
            f"`{own}` is the address that the report has now",
            "expected one at which it stood before",
        )


def _check_nodes(nodes: Sequence[Node], vocabulary: Vocabulary, diagnostics: Diagnostics) -> None:
    for node in nodes:
        text = node.title if isinstance(node, Heading) else node.text
        check_inline(text, node.place, diagnostics)
        if isinstance(node, Block):
            known_themes(node.themes, node.place, vocabulary.themes, diagnostics)
    check_notes(nodes, diagnostics)
    check_references(nodes, diagnostics)
    _check_counts([node for node in nodes if isinstance(node, Block)], diagnostics)


def _check_counts(blocks: Sequence[Block], diagnostics: Diagnostics) -> None:
    """Report a numbered list that a page would number otherwise than its author typed."""
    for before, block in pairwise([None, *blocks]):
        if block is None or block.kind is not BlockKind.ITEM or not block.marker[:-1].isdigit():
            continue
        follows = before is not None and before.kind is block.kind and before.group == block.group
        if before is None or not follows:
            expected = f"{int(block.marker[:-1])}."
            wrong, also = f"the item `{block.marker}` begins with a nought", ""
        else:
            expected = f"{int(before.marker[:-1]) + 1}."
            wrong = f"the item `{block.marker}` follows `{before.marker}`"
            also = ", or a blank line and text between two lists"
        if block.marker != expected:
            diagnostics.fault(block.place, wrong, f"expected `{expected}`{also}")

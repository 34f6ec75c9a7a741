"""Editorial notes and the marks that refer to them: each note has a mark, each mark a note."""

from __future__ import annotations

from collections.abc import Sequence

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import Footnote
from reportsite.reading.inline import footnote_marks
from reportsite.reading.nodes import Heading, Node


def check_notes(nodes: Sequence[Node], diagnostics: Diagnostics) -> None:
    """Report marks without a note, notes without a mark, and what stands twice or in a heading."""
    notes = _notes(nodes, diagnostics)
    marks = _marks(nodes, diagnostics)
    for label, place in marks.items():
        if label not in notes:
            diagnostics.fault(
                place,
                f"the footnote `[^{label}]` has no note",
                f"expected a line `[^{label}]: …`, or `\\[` for a bracket",
            )
    for label, note in notes.items():
        if label not in marks:
            diagnostics.fault(
                note.place,
                f"the note `[^{label}]` is not referred to",
                f"expected `[^{label}]` in the text",
            )


def _notes(nodes: Sequence[Node], diagnostics: Diagnostics) -> dict[str, Footnote]:
    notes: dict[str, Footnote] = {}
    for node in nodes:
        if not isinstance(node, Footnote):
            continue
        if node.label in notes:
            diagnostics.fault(
                node.place,
                f"the note `[^{node.label}]` stands on line {notes[node.label].place.line} too",
                "expected one note a label",
            )
        notes.setdefault(node.label, node)
    return notes


def _marks(nodes: Sequence[Node], diagnostics: Diagnostics) -> dict[str, Place]:
    """Return where each label is first referred to."""
    marks: dict[str, Place] = {}
    for node in nodes:
        text = node.title if isinstance(node, Heading) else node.text
        for label in footnote_marks(text):
            marks.setdefault(label, node.place)
            if isinstance(node, Heading):
                diagnostics.fault(
                    node.place,
                    f"the footnote `[^{label}]` stands in a heading, which is shown in lists",
                    "expected it in a paragraph",
                )
    return marks

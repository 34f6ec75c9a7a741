"""Corrections that front matter records, held against the paragraphs that were published."""

from __future__ import annotations

from collections.abc import Collection

from reportsite.diagnostics import Diagnostics
from reportsite.model import Report


def check_corrections(report: Report, published: Collection[str], diagnostics: Diagnostics) -> None:
    """Report each correction that names a paragraph which the report never had.

    `published` are the numbers of all paragraphs that it has or ever had, such as "12" and "12a".
    """
    for correction in report.corrections:
        if correction.paragraph is not None and correction.paragraph not in published:
            diagnostics.fault(
                correction.place,
                f"the correction names ¶{correction.paragraph}, which this report never had",
                "expected one of its paragraph numbers",
            )

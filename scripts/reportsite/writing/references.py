"""Cross-references as links of a page: `[Kazakhstan 2010, ¶12](… "words"){: .rs-xr }`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from reportsite.model import Reference, Report
from reportsite.reading.reference_marks import Mark, replace_reference_marks, target_of
from reportsite.writing.addresses import link
from reportsite.writing.markdown import escape

# what would act in a title: as Markdown, as a table's cell, or as the title's end
ACTING = re.compile(r"""[]!"#&'()*<>[\\^_`{|}~]""")
# a label is this site's word, which its search does not find; own words are the report's
LABEL = '.rs-xr data-pagefind-ignore="all"'
OWN_WORDS = ".rs-xr .rs-xr--own"
ENGLISH = ' lang="en" dir="auto"'


def reference_links(report: Report, page: str) -> Callable[[str], str]:
    """Return what writes the references of a report's Markdown as links on the page at `page`.

    One that `report.references` does not hold stays as typed.
    """
    return partial(replace_reference_marks, change=partial(_link, report, page))


def _link(report: Report, page: str, mark: Mark) -> str | None:
    reference = report.references.get(mark.typed)
    if reference is None:
        return None
    address = _address(reference, page) + _title(reference.words)
    if mark.words is not None:
        return f"[{mark.words}]({address}){{: {OWN_WORDS} }}"
    language = "" if _is_in_language(report, mark) else ENGLISH
    return f"[{escape(reference.label)}]({address}){{: {LABEL}{language} }}"


def _address(reference: Reference, page: str) -> str:
    anchor = f"#{reference.anchor}" if reference.anchor else ""
    if reference.page == page and anchor:
        return anchor
    return link(reference.page, page) + anchor


def _title(words: str) -> str:
    return f' "{ACTING.sub(lambda sign: f"&#{ord(sign[0])};", words)}"' if words else ""


def _is_in_language(report: Report, mark: Mark) -> bool:
    """Whether a label is in the report's language: a section of its own is called by its title."""
    if report.language.split("-")[0] == "en":
        return True
    target = target_of(mark.typed)
    if target is None or target.address not in ("", report.address):
        return False
    return bool(target.part) and target.number is None

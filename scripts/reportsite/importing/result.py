"""What the importer is asked, what it answers, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from reportsite.diagnostics import Diagnostic, Place
from reportsite.model import Country


class ImportFault(Exception):  # noqa: N818 (what is at fault is the text or the wish, not the program)
    """The file was not imported, and nothing was written. `diagnostic` says why and where."""

    def __init__(self, place: Place, wrong: str, expected: str) -> None:
        self.diagnostic = Diagnostic(place, wrong, expected)
        super().__init__(str(self.diagnostic))


class OptionFault(ImportFault):
    """What an option of the command line asks for cannot be, whatever the file."""

    def __init__(self, option: str, wrong: str, expected: str) -> None:
        super().__init__(Place(f"--{option}", 0), wrong, expected)


class Asked(TypedDict, total=False):
    """The fields of ImportOptions, as a command line has them."""

    country: str | None
    year: int | None
    profile: str | None
    name: str | None
    force: bool
    encoding: str | None


@dataclass(frozen=True)
class ImportOptions:
    """What a person says about the text.

    `country` is a code, slug or name; `year` the year covered; `profile` an entry of sources.yml;
    where they are None, the text is to tell them.
    `name` the last part of the report's address, the year by default. `force` lets the import
    overwrite a report that is there; what its front matter tells besides is kept. `encoding` is
    that of a file without a byte order mark.
    """

    country: str | None = None
    year: int | None = None
    profile: str | None = None
    name: str | None = None
    force: bool = False
    encoding: str | None = None


@dataclass(frozen=True)
class FoundHeading:
    """A heading: its line in the source, words, level (2 and deeper), theme and the rule."""

    line: int
    title: str
    level: int
    theme: str
    reason: str


@dataclass(frozen=True)
class FoundQuote:
    """A pull quote, and the line of the source that it stands on."""

    line: int
    text: str


@dataclass(frozen=True, order=True)
class Dropped:
    """A line, or signs of a line, that are not in the annotated report."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, order=True)
class Question:
    """What a person must fill in or decide. `line` is a line of the source, 0 for the whole.

    `kind` is the same for questions that differ only in the words that they are about.
    """

    line: int
    text: str
    kind: str = field(default="", compare=False)


@dataclass(frozen=True)
class Imported:
    """The closing report of one import. Word counts are as importing/proof.py counts.

    `kept` are the fields kept of a report that was replaced, None where none was there. `encoding`
    is the one that the file was read in, `profile` the name of the one that it was read by;
    `name` is the last part of its address, "" for its year. Where it `is_unchanged`, the report
    was there already, to the letter.
    """

    source: Path
    target: Path
    country: Country
    year: int
    title: str
    headings: tuple[FoundHeading, ...]
    pull_quotes: tuple[FoundQuote, ...]
    dropped: tuple[Dropped, ...]
    questions: tuple[Question, ...]
    words_in: int
    words_out: int
    kept: tuple[str, ...] | None = None
    encoding: str = "UTF-8"
    profile: str = ""
    name: str = ""
    is_unchanged: bool = False

    @property
    def words_dropped(self) -> int:
        """How many words the dropped lines held."""
        return self.words_in - self.words_out

"""reports/vocabulary/sources.yml: the lists that the importer consults, and publishers' profiles.

What belongs to a language or a publisher stands there, so that an archive can add its own.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportsite import typed_yaml
from reportsite.diagnostics import Diagnostics
from reportsite.importing.page_profile_reader import read_page_profile
from reportsite.importing.page_profiles import NO_PAGES, PageProfile
from reportsite.importing.result import OptionFault
from reportsite.importing.text_rules import NO_RULES, TextRules, read_text_rules, recognises
from reportsite.reading.schema import SOURCE_FIELDS
from reportsite.typed_yaml import Scalar, Sequence, Value, is_null, read_yaml_file

SOURCES_FILE = "reports/vocabulary/sources.yml"

NUMBER = re.compile(r"\d+")
_AROUND = "[](){}<>«»‹›|▲△↑⇧←→↩▼↓•·*^ \t\u00a0"
_SPACE = re.compile(r"\s+")
_LISTS = (
    "drop",
    "contents",
    "error_pages",
    "captions",
    "sentence_words",
    "months",
    "languages",
    "profiles",
)
_OF_PROFILE = ("source", "ask", "drop", "text", "page")
_OF_SOURCE = tuple(one.name for one in SOURCE_FIELDS)
_ASKED = ("year", *_OF_SOURCE)
_MONTHS = 12
# Stands in a field of `source` for the year that the report covers.
_YEAR = "{year}"
_PLACEHOLDER = re.compile(r"\{(?!year\})[^{}]*\}")


@dataclass(frozen=True)
class Profile:
    """What is known of one publisher's texts.

    `source` are fields of the front matter, `ask` hints for a person by field, `drop` debris.
    `text` tells how plain texts are read, `page` how web pages, `name` what the profile is called.
    """

    source: Mapping[str, str] = field(default_factory=dict)
    ask: Mapping[str, str] = field(default_factory=dict)
    drop: frozenset[str] = frozenset()
    text: TextRules = NO_RULES
    page: PageProfile = NO_PAGES
    name: str = ""

    def source_in(self, year: int) -> dict[str, str]:
        """Return the fields of the source of a report that covers `year`."""
        return {name: text.replace(_YEAR, str(year)) for name, text in self.source.items()}


NO_PROFILE = Profile()


@dataclass(frozen=True)
class Sources:
    """The lists; lines and words in the form that `normalised` gives them.

    `months` are names and short names of months with their numbers.
    """

    drop: frozenset[str]
    contents: frozenset[str]
    error_pages: frozenset[str]
    captions: tuple[str, ...]
    sentence_words: frozenset[str]
    months: Mapping[str, int]
    languages: Mapping[str, frozenset[str]]
    profiles: Mapping[str, Profile]

    def profile(self, name: str | None) -> Profile:
        """Return the profile of that name; OptionFault where none has it. No name: no profile."""
        if name is None:
            return NO_PROFILE
        if name in self.profiles:
            return self.profiles[name]
        near = difflib.get_close_matches(name, self.profiles, n=1)
        known = ", ".join(sorted(self.profiles)) or "none is there yet"
        raise OptionFault(
            "profile",
            f'no profile is called "{name}"',
            f'did you mean "{near[0]}"?' if near else f"expected one of {SOURCES_FILE}: {known}",
        )

    def recognised(self, start: str) -> Profile:
        """Return the profile whose plain texts begin like `start`; in doubt, none."""
        found = [one for one in self.profiles.values() if recognises(one.text, start)]
        return found[0] if len(found) == 1 else NO_PROFILE


def normalised(line: str) -> str:
    """Return a line as it is compared: case folded, `#` for numbers, no arrows around it."""
    return NUMBER.sub("#", _SPACE.sub(" ", line.strip(_AROUND)).casefold())


def load_sources(root: Path, diagnostics: Diagnostics) -> Sources:
    """Read the lists of the archive at `root`; what is at fault is left out."""
    read = _Reader(diagnostics)
    lists = read.fields(read_yaml_file(root, SOURCES_FILE, diagnostics), "the file", _LISTS)
    languages = read.mapping(lists.get("languages"), "languages")
    profiles = read.mapping(lists.get("profiles"), "profiles")
    return Sources(
        drop=read.lines(lists.get("drop"), "drop"),
        contents=read.lines(lists.get("contents"), "contents"),
        error_pages=read.lines(lists.get("error_pages"), "error_pages"),
        captions=tuple(map(normalised, read.texts(lists.get("captions"), "captions"))),
        sentence_words=read.words(lists.get("sentence_words"), "sentence_words"),
        months=read.months(lists.get("months"), "months"),
        languages={
            code: frozenset(read.texts(words, f"languages.{code}"))
            for code, words in languages.items()
        },
        profiles={
            name: read.profile(name, profile, f"profiles.{name}")
            for name, profile in profiles.items()
        },
    )


@dataclass(frozen=True)
class _Reader:
    """Reads values of the file, None for what is not there; `where` names one in messages."""

    diagnostics: Diagnostics

    def profile(self, name: str, value: Value | None, where: str) -> Profile:
        fields = self.fields(value, where, _OF_PROFILE)
        return Profile(
            source=self.of_source(fields.get("source"), f"{where}.source"),
            ask=self.of_source(fields.get("ask"), f"{where}.ask", _ASKED),
            drop=self.lines(fields.get("drop"), f"{where}.drop"),
            text=read_text_rules(fields.get("text"), f"{where}.text", self.diagnostics),
            page=read_page_profile(fields.get("page"), f"{where}.page", self.diagnostics),
            name=name,
        )

    def of_source(
        self, value: Value | None, where: str, names: tuple[str, ...] = _OF_SOURCE
    ) -> dict[str, str]:
        fields = self.fields(value, where, names)
        for name, one in fields.items():
            if not isinstance(one, Scalar) or one.tag != "str":
                self._fault(
                    one, f"`{where}.{name}` is not text", "expected text in quotation marks"
                )
            elif unknown := _PLACEHOLDER.search(one.text):
                self._fault(
                    one,
                    f"`{unknown.group()}` stands for nothing",
                    f"expected `{_YEAR}` for the year that the report covers, or plain words",
                )
        return {name: one.text for name, one in fields.items() if isinstance(one, Scalar)}

    def words(self, value: Value | None, where: str) -> frozenset[str]:
        by_language = self.mapping(value, where)
        return frozenset(
            word.casefold()
            for language, words in by_language.items()
            for word in self.texts(words, f"{where}.{language}")
        )

    def months(self, value: Value | None, where: str) -> dict[str, int]:
        """Read the months: the first twelve of each language, and short names behind them."""
        numbers: dict[str, int] = {}
        for language, words in self.mapping(value, where).items():
            names = [word.casefold() for word in self.texts(words, f"{where}.{language}")]
            for name in names:
                full = (i for i, one in enumerate(names[:_MONTHS], 1) if one.startswith(name))
                numbers[name] = next(full, 0)
        return numbers

    def lines(self, value: Value | None, where: str) -> frozenset[str]:
        return frozenset(map(normalised, self.texts(value, where)))

    def texts(self, value: Value | None, where: str) -> list[str]:
        items = value.items if isinstance(value, Sequence) else ()
        texts = [one.text for one in items if isinstance(one, Scalar) and not is_null(one)]
        if value and (not isinstance(value, Sequence) or len(texts) < len(items)):
            self._fault(
                value, f"`{where}` is not a list of texts", 'expected lines such as `- "Share"`'
            )
        return texts

    def fields(self, value: Value | None, where: str, names: tuple[str, ...]) -> dict[str, Value]:
        known = self.mapping(value, where)
        if isinstance(value, typed_yaml.Mapping):
            known = dict(value.known(names, "field", self.diagnostics))
        return {name: one for name, one in known.items() if not is_null(one)}

    def mapping(self, value: Value | None, where: str) -> dict[str, Value]:
        if isinstance(value, typed_yaml.Mapping):
            return value.values
        if value and not is_null(value):
            self._fault(value, f"`{where}` is not a mapping", "expected `name: value` on each line")
        return {}

    def _fault(self, value: Value, wrong: str, expected: str) -> None:
        self.diagnostics.fault(value.place, wrong, expected)

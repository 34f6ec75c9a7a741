"""reports/vocabulary/sources.yml: the lists that the importer consults, and publishers' profiles.

What belongs to a language or a publisher stands there, so that an archive can add its own.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from reportsite.diagnostics import Place
from reportsite.importing.result import ImportFault
from reportsite.reading.schema import SOURCE_FIELDS

SOURCES_FILE = "reports/vocabulary/sources.yml"

NUMBER = re.compile(r"\d+")
_AROUND = "[](){}<>«»‹›|▲△↑⇧←→↩▼↓•·*^ \t\u00a0"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Profile:
    """What is known of one publisher's texts.

    `source` are fields of the front matter, `ask` hints for a person by field, `drop` debris.
    """

    source: Mapping[str, str] = field(default_factory=dict)
    ask: Mapping[str, str] = field(default_factory=dict)
    drop: frozenset[str] = frozenset()


NO_PROFILE = Profile()


@dataclass(frozen=True)
class Sources:
    """The lists; lines and words in the form that `normalised` gives them."""

    drop: frozenset[str]
    captions: tuple[str, ...]
    sentence_words: frozenset[str]
    months: frozenset[str]
    languages: Mapping[str, frozenset[str]]
    profiles: Mapping[str, Profile]

    def profile(self, name: str | None, path: str) -> Profile:
        """Return the profile of that name; ImportFault where none has it. No name: no profile."""
        if name is None:
            return NO_PROFILE
        if name in self.profiles:
            return self.profiles[name]
        near = difflib.get_close_matches(name, self.profiles, n=1)
        known = ", ".join(sorted(self.profiles)) or "none is there yet"
        raise ImportFault(
            Place(path, 1),
            f'no profile is called "{name}"',
            f'did you mean "{near[0]}"?' if near else f"expected one of {SOURCES_FILE}: {known}",
        )


def normalised(line: str) -> str:
    """Return a line as it is compared: case folded, `#` for numbers, no arrows around it."""
    return NUMBER.sub("#", _SPACE.sub(" ", line.strip(_AROUND)).casefold())


def load_sources(root: Path) -> Sources:
    """Read the lists of the archive at `root`; ImportFault where they cannot be read."""
    try:
        data = yaml.safe_load((root / SOURCES_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _fault(1, "the file is missing", "expected the importer's lists") from None
    except UnicodeDecodeError:
        raise _fault(1, "the file is not UTF-8", "expected YAML in UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _fault(line, f"the file is not YAML ({error.problem})", "expected YAML") from None
    return _sources(_mapping(data, "the file"))


def _sources(data: Mapping[str, Any]) -> Sources:
    return Sources(
        drop=_lines(data.get("drop"), "drop"),
        captions=tuple(normalised(text) for text in _texts(data.get("captions"), "captions")),
        sentence_words=_words(data, "sentence_words"),
        months=_words(data, "months"),
        languages={
            code: frozenset(_texts(words, f"languages.{code}"))
            for code, words in _mapping(data.get("languages"), "languages").items()
        },
        profiles={
            name: _profile(_mapping(profile, f"profiles.{name}"), f"profiles.{name}")
            for name, profile in _mapping(data.get("profiles"), "profiles").items()
        },
    )


def _profile(data: Mapping[str, Any], where: str) -> Profile:
    return Profile(
        source=_source_fields(data.get("source"), f"{where}.source"),
        ask=_source_fields(data.get("ask"), f"{where}.ask"),
        drop=_lines(data.get("drop"), f"{where}.drop"),
    )


def _source_fields(data: Any, where: str) -> Mapping[str, str]:
    fields = _mapping(data, where)
    known = [one.name for one in SOURCE_FIELDS]
    for name, value in fields.items():
        if name not in known:
            raise _fault(1, f"`{where}.{name}` is not a field", f"expected {', '.join(known)}")
        if not isinstance(value, str):
            raise _fault(1, f"`{where}.{name}` is not text", "expected text in quotation marks")
    return fields


def _words(data: Mapping[str, Any], name: str) -> frozenset[str]:
    by_language = _mapping(data.get(name), name)
    return frozenset(
        word.casefold()
        for language, words in by_language.items()
        for word in _texts(words, f"{name}.{language}")
    )


def _lines(data: Any, where: str) -> frozenset[str]:
    return frozenset(normalised(text) for text in _texts(data, where))


def _texts(data: Any, where: str) -> list[str]:
    if data is None:
        return []
    if not isinstance(data, list) or not all(isinstance(text, str) for text in data):
        raise _fault(1, f"`{where}` is not a list of texts", 'expected lines such as `- "Share"`')
    return data


def _mapping(data: Any, where: str) -> Mapping[str, Any]:
    if data is None:
        return {}
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise _fault(1, f"`{where}` is not a mapping", "expected `name: value` on each line")
    return data


def _fault(line: int, wrong: str, expected: str) -> ImportFault:
    return ImportFault(Place(SOURCES_FILE, line), wrong, expected)

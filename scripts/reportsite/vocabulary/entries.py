"""Entries of a vocabulary file, as text with the line on which each value stands.

An entry is a mapping whose fields hold a text or a list of texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportsite import typed_yaml
from reportsite.diagnostics import Diagnostics, Place
from reportsite.typed_yaml import Scalar, Sequence, Value, is_null, read_yaml_file


@dataclass(frozen=True)
class Text:
    """A value as typed, and where."""

    value: str
    place: Place


@dataclass(frozen=True)
class Schema:
    """The fields of an entry: those that hold one text, and those that hold a list of texts.

    `noun` is what an entry is called in messages.
    """

    noun: str
    texts: tuple[str, ...]
    lists: tuple[str, ...]
    required: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field, texts first."""
        return self.texts + self.lists


@dataclass(frozen=True)
class Entry:
    """One entry: its place, and its fields, a text being a tuple of one."""

    place: Place
    fields: Mapping[str, tuple[Text, ...]]

    def text(self, name: str) -> str | None:
        """Return the text of a field, or None where the entry lacks it."""
        return self.fields[name][0].value if self.fields.get(name) else None

    def list(self, name: str) -> tuple[Text, ...]:
        """Return the texts of a list, empty where the entry lacks it."""
        return self.fields.get(name, ())

    def place_of(self, name: str) -> Place:
        """Return where a field stands; the entry's own place where it lacks it."""
        return self.fields[name][0].place if self.fields.get(name) else self.place


class EntryReader:
    """Reads one file; every fault goes to `diagnostics`, with lines of that file."""

    def __init__(self, root: Path, path: str, diagnostics: Diagnostics) -> None:
        self._root = root
        self._path = path
        self._diagnostics = diagnostics

    def read(self, schemas: Mapping[str, Schema]) -> dict[str, tuple[Entry, ...]]:
        """Read the entries of each list that `schemas` names.

        What cannot be read is left out, and so is an entry without its first required field.
        """
        found: dict[str, tuple[Entry, ...]] = dict.fromkeys(schemas, ())
        for key, value in self._lists(tuple(schemas)):
            if isinstance(value, Sequence):
                entries = (self._entry(item, schemas[key]) for item in value.items)
                found[key] = tuple(entry for entry in entries if entry)
            else:
                self._fault(
                    value,
                    f'"{key}" is not a list',
                    f'begin each entry with "  - {_first(schemas[key])}: …"',
                )
        return found

    def _lists(self, names: tuple[str, ...]) -> Iterator[tuple[str, Value]]:
        value = read_yaml_file(self._root, self._path, self._diagnostics)
        if isinstance(value, typed_yaml.Mapping):
            yield from value.known(names, "list", self._diagnostics)
        elif value and not is_null(value):
            lists = " and ".join(f'"{name}:"' for name in names)
            self._fault(
                value, "not a vocabulary", f"the file holds {lists}, each with a list of entries"
            )

    def _entry(self, value: Value, schema: Schema) -> Entry | None:
        if not isinstance(value, typed_yaml.Mapping):
            self._fault(value, f"not a {schema.noun}", f'begin it with "- {_first(schema)}: …"')
            return None
        entry = Entry(value.place, dict(self._fields(value, schema)))
        for name in schema.required:
            if not entry.list(name):
                self._fault(value, f"{_name(entry, schema)} has no {name}", f'add "{name}: …"')
        return entry if entry.text(_first(schema)) else None

    def _fields(
        self, mapping: typed_yaml.Mapping, schema: Schema
    ) -> Iterator[tuple[str, tuple[Text, ...]]]:
        for key, value in mapping.known(schema.fields, "field", self._diagnostics):
            read = self._list if key in schema.lists else self._text
            yield key, read(key, value)

    def _text(self, key: str, value: Value) -> tuple[Text, ...]:
        if not isinstance(value, Scalar):
            self._fault(value, f'"{key}" is not a text', f'write "{key}: …" on one line')
            return ()
        text = " ".join(value.text.split())
        return (Text(text, value.place),) if text and not is_null(value) else ()

    def _list(self, key: str, value: Value) -> tuple[Text, ...]:
        if not isinstance(value, Sequence):
            self._fault(value, f'"{key}" is not a list', f'write "{key}: [one, two]"')
            return ()
        return tuple(text for item in value.items for text in self._text(key, item))

    def _fault(self, value: Value, wrong: str, expected: str) -> None:
        self._diagnostics.fault(value.place, wrong, expected)


def _first(schema: Schema) -> str:
    return schema.required[0]


def _name(entry: Entry, schema: Schema) -> str:
    given = entry.text(_first(schema))
    return f'{schema.noun} "{given}"' if given else f"a {schema.noun}"

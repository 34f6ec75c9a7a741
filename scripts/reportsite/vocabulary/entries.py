"""Entries of a vocabulary file, as text with the line on which each value stands.

YAML is composed, not loaded: every value is the text that was typed, so that `NO` is not False
and `1.10` not 1.1, and faults can say where.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from reportsite.diagnostics import Diagnostics, Place

_NULL = "tag:yaml.org,2002:null"


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
        self._file = root / path
        self._path = path
        self._diagnostics = diagnostics

    def read(self, schemas: Mapping[str, Schema]) -> dict[str, tuple[Entry, ...]]:
        """Read the entries of each list that `schemas` names.

        What cannot be read is left out, and so is an entry without its first required field.
        """
        found: dict[str, tuple[Entry, ...]] = dict.fromkeys(schemas, ())
        for key, value in self._pairs(self._root_node(schemas), tuple(schemas), "list"):
            if isinstance(value, yaml.SequenceNode):
                entries = (self._entry(node, schemas[key]) for node in value.value)
                found[key] = tuple(entry for entry in entries if entry)
            else:
                self._fault(
                    value,
                    f'"{key}" is not a list',
                    f'begin each entry with "  - {_first(schemas[key])}: …"',
                )
        return found

    def _root_node(self, schemas: Mapping[str, Schema]) -> yaml.MappingNode | None:
        lists = " and ".join(f'"{name}:"' for name in schemas)
        node = self._compose()
        if node is None or isinstance(node, yaml.MappingNode):
            return node
        self._fault(
            node, "not a vocabulary", f"the file holds {lists}, each with a list of entries"
        )
        return None

    def _compose(self) -> yaml.Node | None:
        try:
            return yaml.compose(self._file.read_text(encoding="utf-8"), yaml.SafeLoader)
        except FileNotFoundError:
            self._fault_at(1, "the file is missing", "an archive keeps this list here")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self._fault_at(line, "not UTF-8", "save the file in the encoding UTF-8")
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self._fault_at(line, f"not YAML: {error.problem}", "mend the line")
        except yaml.YAMLError as error:
            self._fault_at(1, f"not YAML: {error}", "take the character out")
        return None

    def _entry(self, node: yaml.Node, schema: Schema) -> Entry | None:
        if not isinstance(node, yaml.MappingNode):
            self._fault(node, f"not a {schema.noun}", f'begin it with "- {_first(schema)}: …"')
            return None
        fields = dict(self._fields(node, schema))
        entry = Entry(self._place(node), fields)
        missing = [name for name in schema.required if not fields.get(name)]
        for name in missing:
            self._fault(node, f"{_name(entry, schema)} has no {name}", f'add "{name}: …"')
        return entry if entry.text(_first(schema)) else None

    def _fields(
        self, node: yaml.MappingNode, schema: Schema
    ) -> Iterator[tuple[str, tuple[Text, ...]]]:
        for key, value in self._pairs(node, schema.fields, "field"):
            read = self._list if key in schema.lists else self._text
            yield key, read(key, value)

    def _text(self, key: str, node: yaml.Node) -> tuple[Text, ...]:
        if not isinstance(node, yaml.ScalarNode):
            self._fault(node, f'"{key}" is not a text', f'write "{key}: …" on one line')
            return ()
        value = " ".join(node.value.split())
        return (Text(value, self._place(node)),) if value and node.tag != _NULL else ()

    def _list(self, key: str, node: yaml.Node) -> tuple[Text, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self._fault(node, f'"{key}" is not a list', f'write "{key}: [one, two]"')
            return ()
        return tuple(text for item in node.value for text in self._text(key, item))

    def _pairs(
        self, node: yaml.MappingNode | None, known: tuple[str, ...], noun: str
    ) -> Iterator[tuple[str, yaml.Node]]:
        """Yield keys with their values, less those that are unknown or given twice."""
        seen: set[str] = set()
        for key, value in node.value if node else ():
            name = str(key.value)
            if name not in known:
                self._fault(key, f'unknown {noun} "{name}"', _expected(name, known, noun))
            elif name in seen:
                self._fault(key, f'{noun} "{name}" is given twice', "keep one of them")
            else:
                yield name, value
            seen.add(name)

    def _place(self, node: yaml.Node) -> Place:
        return Place(self._path, node.start_mark.line + 1)

    def _fault(self, node: yaml.Node, wrong: str, expected: str) -> None:
        self._diagnostics.fault(self._place(node), wrong, expected)

    def _fault_at(self, line: int, wrong: str, expected: str) -> None:
        self._diagnostics.fault(Place(self._path, line), wrong, expected)


def _first(schema: Schema) -> str:
    return schema.required[0]


def _name(entry: Entry, schema: Schema) -> str:
    given = entry.text(_first(schema))
    return f'{schema.noun} "{given}"' if given else f"a {schema.noun}"


def _expected(name: str, known: tuple[str, ...], noun: str) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    meant = f'did you mean "{close[0]}"? ' if close else ""
    return f"{meant}a {noun} is one of {', '.join(known)}"

"""YAML as it was typed: every value a text with its place, so that faults can say where.

YAML's own idea of types is put aside (`NO` is false, `1.10` is 1.1, `2010-13` an error). What each
value must be, its reader says.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from reportsite.diagnostics import Diagnostics, Place
from reportsite.files import line_of

FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FIELD_EXPECTED = "expected `field: value`"


@dataclass(frozen=True)
class Scalar:
    """A value as typed. `tag` is the type that YAML would give it, such as "bool" or "int".

    `quote` is the quotation mark that it stands in, "" for none.
    """

    text: str
    tag: str
    place: Place
    quote: str = ""


@dataclass(frozen=True)
class Sequence:
    """A list: its values in order, and where it starts."""

    items: tuple[Value, ...]
    place: Place


@dataclass(frozen=True)
class Mapping:
    """A mapping: its values by key, where each key stands, and where it starts."""

    values: dict[str, Value]
    places: dict[str, Place]
    place: Place

    def known(
        self, names: tuple[str, ...], noun: str, diagnostics: Diagnostics
    ) -> Iterator[tuple[str, Value]]:
        """Yield the values of these names; another name is a fault, which calls it a `noun`."""
        for name, value in self.values.items():
            if name in names:
                yield name, value
                continue
            close = difflib.get_close_matches(name, names, n=1)
            meant = f'did you mean "{close[0]}"? ' if close else ""
            diagnostics.fault(
                self.places[name],
                f'unknown {noun} "{name}"',
                f"{meant}a {noun} is one of {', '.join(names)}",
            )


Value = Scalar | Sequence | Mapping


def is_null(value: Value) -> bool:
    """Whether nothing stands there, or `~`, or `null`."""
    return isinstance(value, Scalar) and value.tag == "null"


def read_yaml_file(root: Path, path: str, diagnostics: Diagnostics) -> Value | None:
    """Return what the file at `path`, relative to `root`, holds; None comes with a fault."""
    try:
        text = (root / path).read_text(encoding="utf-8")
    except FileNotFoundError:
        diagnostics.fault(Place(path, 1), "the file is missing", "an archive keeps this list here")
    except UnicodeDecodeError as error:
        diagnostics.fault(
            Place(path, line_of(error)), "not UTF-8", "save the file in the encoding UTF-8"
        )
    else:
        return read_yaml(text, Place(path, 1), "the file", diagnostics)
    return None


def read_yaml(text: str, start: Place, what: str, diagnostics: Diagnostics) -> Value | None:
    """Return what a text holds that begins at `start`; None comes with a fault.

    A text that holds nothing is a null. `what` is what messages call the text.
    """
    reader = _Reader(start, diagnostics)
    try:
        node = _compose(text)
        return Scalar("", "null", start) if node is None else reader.value(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        diagnostics.fault(
            reader.place(mark.line if mark else 0),
            f"{what} is not YAML ({error.problem})",
            f"{FIELD_EXPECTED} on each line; put a value that holds `: ` or starts with a "
            "quotation mark, bracket, `*`, `&` or `@` in quotation marks",
        )
    except yaml.reader.ReaderError as error:
        diagnostics.fault(
            reader.place(text.count("\n", 0, error.position)),
            f"the line holds the control character U+{ord(text[error.position]):04X}",
            "expected text without control characters",
        )
    except RecursionError:
        diagnostics.fault(start, f"{what} is nested too deep", f"{FIELD_EXPECTED} on each line")
    return None


def _compose(text: str) -> yaml.Node | None:
    """Compose a text by LibYAML where it is there; what is wrong, PyYAML's own parser says."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=FAST_LOADER)
    except (yaml.YAMLError, ValueError):
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    return node


class _Reader:
    """Turns the nodes of one text into values, each of them once, however many aliases it has."""

    def __init__(self, start: Place, diagnostics: Diagnostics) -> None:
        self._start = start
        self._diagnostics = diagnostics
        self._values: dict[yaml.Node, Value | None] = {}

    def place(self, line: int) -> Place:
        """Where a line of the text stands, counted from 0 as YAML's marks are."""
        return Place(self._start.path, self._start.line + line)

    def value(self, node: yaml.Node) -> Value:
        """Return the value of a node. One that an alias puts into itself is a fault."""
        place = self.place(node.start_mark.line)
        if node not in self._values:
            self._values[node] = None
            self._values[node] = self._read(node, place)
        known = self._values[node]
        if known is None:
            self._diagnostics.fault(
                place, "the value holds itself by an alias", "expected the words themselves"
            )
            return Scalar("", "null", place)
        return known

    def _read(self, node: yaml.Node, place: Place) -> Value:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(map(self.value, node.value)), place)
        style = getattr(node, "style", None)
        quote = style if style in ("'", '"') else ""
        return Scalar(node.value, node.tag.rpartition(":")[2], place, quote)

    def _mapping(self, node: yaml.MappingNode, start: Place) -> Mapping:
        values: dict[str, Value] = {}
        places: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = self.place(key_node.start_mark.line)
            if not isinstance(key_node, yaml.ScalarNode):
                self._diagnostics.fault(place, "a field has no name", FIELD_EXPECTED)
            elif (key := key_node.value) in values:
                self._diagnostics.fault(
                    place,
                    f"`{key}` stands twice, first on line {places[key].line}",
                    "expected it once",
                )
            else:
                values[key] = self.value(value_node)
                places[key] = place
        return Mapping(values, places, start)

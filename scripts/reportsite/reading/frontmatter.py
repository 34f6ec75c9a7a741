"""The YAML front matter of a report: found, parsed, each value with its line.

YAML's own idea of types is put aside (`NO` is false, `2010-13` an error): values stay as typed, and
reading/schema.py says what each must be.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from reportsite.diagnostics import Diagnostics, Place

FENCE = "---"


@dataclass(frozen=True)
class Scalar:
    """A value as typed. `tag` is the type that YAML would give it, such as "bool" or "int"."""

    text: str
    tag: str
    place: Place


@dataclass(frozen=True)
class Mapping:
    """A mapping: its values by key, and where it starts."""

    values: dict[str, Value]
    places: dict[str, Place]
    place: Place


@dataclass(frozen=True)
class Other:
    """A value of a shape that no field has, such as a list."""

    place: Place


Value = Scalar | Mapping | Other


def split_front_matter(
    path: str, lines: list[str], diagnostics: Diagnostics
) -> tuple[Mapping, int] | None:
    """Return the front matter and the 0-based index of the first line after it, or None.

    None comes with a fault: no front matter, not closed, or not a YAML mapping.
    """
    if not lines or lines[0].rstrip() != FENCE:
        diagnostics.fault(
            Place(path, 1),
            "the file does not start with front matter",
            f"expected `{FENCE}` as its first line, then fields such as `country: KAZ`",
        )
        return None
    end = _closing_line(lines)
    if end is None:
        diagnostics.fault(
            Place(path, 1),
            "the front matter is not closed",
            f"expected a line `{FENCE}` after its last field",
        )
        return None
    mapping = _parse(path, lines[1:end], diagnostics)
    return None if mapping is None else (mapping, end + 1)


def _closing_line(lines: list[str]) -> int | None:
    closing = (i for i, line in enumerate(lines) if i > 0 and line.rstrip() == FENCE)
    return next(closing, None)


def _parse(path: str, lines: list[str], diagnostics: Diagnostics) -> Mapping | None:
    try:
        node = yaml.compose("\n".join(lines), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        diagnostics.fault(
            Place(path, mark.line + 2 if mark else 1),
            f"the front matter is not YAML ({error.problem})",
            "expected `field: value` on each line; put a value that holds `: ` or starts with a "
            "quotation mark, bracket, `*`, `&` or `@` in quotation marks",
        )
        return None
    except yaml.reader.ReaderError:
        # a control character, which the check of the file's characters reports
        return None
    except RecursionError:
        diagnostics.fault(
            Place(path, 1),
            "the front matter is nested too deep",
            "expected `field: value` on each line",
        )
        return None
    if not isinstance(node, yaml.MappingNode):
        diagnostics.fault(
            Place(path, 2), "the front matter has no fields", "expected `field: value` on each line"
        )
        return None
    return _mapping(path, node, diagnostics)


def _mapping(
    path: str, node: yaml.MappingNode, diagnostics: Diagnostics, *, is_inner: bool = False
) -> Mapping:
    values: dict[str, Value] = {}
    places: dict[str, Place] = {}
    for key_node, value_node in node.value:
        place = _place(path, key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            diagnostics.fault(place, "a field has no name", "expected `field: value`")
        elif (key := key_node.value) in values:
            diagnostics.fault(
                place,
                f"`{key}` stands twice, first on line {places[key].line}",
                "expected it once",
            )
        else:
            values[key] = _value(path, value_node, diagnostics, is_inner=is_inner)
            places[key] = place
    return Mapping(values, places, _place(path, node))


def _value(path: str, node: yaml.Node, diagnostics: Diagnostics, *, is_inner: bool) -> Value:
    # no field lies deeper than in a mapping within the front matter, and a mapping that an alias
    # puts into itself has no end
    if isinstance(node, yaml.MappingNode) and not is_inner:
        return _mapping(path, node, diagnostics, is_inner=True)
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, node.tag.rpartition(":")[2], _place(path, node))
    return Other(_place(path, node))


def _place(path: str, node: yaml.Node) -> Place:
    # a mark counts from 0, and the fence stands above the first line
    return Place(path, node.start_mark.line + 2)

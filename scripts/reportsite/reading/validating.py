"""Front matter held against the schema: values, and a fault for each field that does not fit."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import Correction
from reportsite.reading.schema import (
    A_YEAR,
    CORRECTION_FIELDS,
    CORRECTIONS,
    FIELDS,
    FORMERLY,
    SOURCE,
    SOURCE_FIELDS,
    Field,
)
from reportsite.typed_yaml import Mapping, Scalar, Sequence, Value, is_null

Hints = dict[str, Callable[[str], str | None]]
NO_HINTS: Hints = {}
# fields that hold more than a single value, and so are read apart
APART = (SOURCE, FORMERLY.name, CORRECTIONS)
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Checked:
    """Values that fit the schema, and where the fields of the front matter stand.

    `formerly` are addresses, each with its place.
    """

    values: dict[str, Any]
    places: dict[str, Place]
    source: dict[str, Any]
    formerly: dict[str, Place]
    corrections: tuple[Correction, ...]


def validate(front_matter: Mapping, diagnostics: Diagnostics, hints: Hints = NO_HINTS) -> Checked:
    """Read every field; those that do not fit are left out, each with a fault.

    `hints` lead from a field's name to a function that turns what was typed into a question such
    as "did you mean …?", or None.
    """
    others = {k: v for k, v in front_matter.values.items() if k not in APART}
    return Checked(
        values=_Checker(FIELDS, "", diagnostics, hints, APART).check(others, front_matter),
        places=front_matter.places,
        source=_validate_source(front_matter, diagnostics),
        formerly=_validate_formerly(front_matter, diagnostics),
        corrections=_validate_corrections(front_matter, diagnostics),
    )


def _validate_source(front_matter: Mapping, diagnostics: Diagnostics) -> dict[str, Any]:
    source = front_matter.values.get(SOURCE)
    if source is None:
        _name_gaps(set(), front_matter.place, diagnostics)
        return {}
    if not isinstance(source, Mapping):
        diagnostics.fault(
            front_matter.places[SOURCE],
            f"`{SOURCE}` is not a list of fields",
            f"expected indented lines beneath `{SOURCE}:`, such as `  organisation: …`",
        )
        return {}
    checker = _Checker(SOURCE_FIELDS, f"{SOURCE}.", diagnostics)
    values = checker.check(source.values, source)
    _name_gaps(set(source.values), front_matter.places[SOURCE], diagnostics)
    return values


def _name_gaps(present: set[str], place: Place, diagnostics: Diagnostics) -> None:
    for source_field in SOURCE_FIELDS:
        if source_field.cited and source_field.name not in present:
            what = source_field.description
            diagnostics.gap(
                place,
                f"`{SOURCE}.{source_field.name}` is not recorded",
                f"a citation needs it: {what[0].lower()}{what[1:-1]}",
            )


def _validate_formerly(front_matter: Mapping, diagnostics: Diagnostics) -> dict[str, Place]:
    """Return former addresses, typed as a single one or a list, each with its place."""
    value = front_matter.values.get(FORMERLY.name)
    items = value.items if isinstance(value, Sequence) else (value,) if value else ()
    checker = _Checker((FORMERLY,), "", diagnostics)
    if value is not None and not items:
        checker.empty(FORMERLY, value)
    found: dict[str, Place] = {}
    for item in items:
        address = checker.read(FORMERLY, item)
        if address is None:
            continue
        if address in found:
            diagnostics.fault(
                item.place,
                f"`{FORMERLY.name}` names `{address}` twice, first on line {found[address].line}",
                "expected it once",
            )
        found.setdefault(address, item.place)
    return found


def _validate_corrections(
    front_matter: Mapping, diagnostics: Diagnostics
) -> tuple[Correction, ...]:
    value = front_matter.values.get(CORRECTIONS)
    if value is None:
        return ()
    if not isinstance(value, Sequence) or not value.items:
        diagnostics.fault(value.place, f"`{CORRECTIONS}` is not a list of corrections", A_LIST)
        return ()
    checker = _Checker(CORRECTION_FIELDS, f"{CORRECTIONS}.", diagnostics)
    corrections = []
    for item in value.items:
        if not isinstance(item, Mapping):
            diagnostics.fault(item.place, "the correction has no fields", A_LIST)
            continue
        fields = checker.check(item.values, item)
        if {"date", "what", "why"} <= fields.keys():
            corrections.append(Correction(**fields, place=item.place))
    return tuple(corrections)


A_LIST = (
    f"expected a list beneath `{CORRECTIONS}:`, each with `- date: …`, `  what: …`, `  why: …`, "
    "and `  paragraph: …` where it is a single one"
)


@dataclass(frozen=True)
class _Checker:
    """Checks one mapping, whose fields bear `prefix` in messages ("source.").

    `others` are names of fields that it may have and that are checked apart.
    """

    fields: tuple[Field, ...]
    prefix: str
    diagnostics: Diagnostics
    hints: Hints = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def check(self, values: dict[str, Value], owner: Mapping) -> dict[str, Any]:
        known = {one.name: one for one in self.fields}
        checked = {}
        for name, value in values.items():
            if name not in known:
                self._unknown(name, owner.places[name])
            elif (read := self.read(known[name], value)) is not None:
                checked[name] = read
        for one in self.fields:
            if one.required and one.name not in values:
                self.diagnostics.fault(
                    owner.place, f"`{self.prefix}{one.name}` is missing", one.wanted
                )
        return checked

    def read(self, one: Field, value: Value) -> Any | None:
        """Return the value of a field; None comes with a fault."""
        if not isinstance(value, Scalar):
            self._misfit(one, value.place, "is not a single value")
        elif is_null(value) or not value.text.strip():
            self.empty(one, value)
        elif value.tag == "bool":
            self._boolean(one, value)
        elif one.type is A_YEAR and value.quote:
            self._quoted(one, value)
        elif one.type is A_YEAR and value.tag == "str":
            self._mistyped(one, value)
        else:
            read = one.type.read(value.text)
            if read is None:
                self._mistyped(one, value)
            return read
        return None

    def empty(self, one: Field, value: Value) -> None:
        """Report a field that holds nothing."""
        at_all = "" if one.required else ", or no such line at all"
        self._misfit(one, value.place, "is empty", at_all)

    def _misfit(self, one: Field, place: Place, wrong: str, also: str = "") -> None:
        self.diagnostics.fault(
            place, f"`{self.prefix}{one.name}` {wrong}", one.type.expected + also
        )

    def _mistyped(self, one: Field, value: Scalar) -> None:
        self.diagnostics.fault(
            value.place,
            f"`{self.prefix}{one.name}: {_shown(value.text)}` does not fit",
            one.type.expected + self._hint(one, value),
        )

    def _quoted(self, one: Field, value: Scalar) -> None:
        name = f"{self.prefix}{one.name}"
        bare = value.text if one.type.read(value.text) else "2010"
        self.diagnostics.fault(
            value.place,
            f"`{name}: {value.quote}{_shown(value.text)}{value.quote}` is text, not a year",
            f"expected `{one.name}: {bare}`, without quotation marks",
        )

    def _boolean(self, one: Field, value: Scalar) -> None:
        as_read = yaml.SafeLoader.bool_values.get(value.text.lower(), "true or false")
        quoted = (
            f'; for the word itself write `"{value.text}"`' if one.type.read(value.text) else ""
        )
        self.diagnostics.fault(
            value.place,
            f"YAML reads `{self.prefix}{one.name}: {value.text}` as {str(as_read).lower()}",
            one.type.expected + (self._hint(one, value) or quoted),
        )

    def _hint(self, one: Field, value: Scalar) -> str:
        hint = self.hints.get(one.name)
        question = hint(value.text) if hint else None
        return f"; {question}" if question else ""

    def _unknown(self, name: str, place: Place) -> None:
        known = [*(one.name for one in self.fields), *self.others]
        nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
        expected = (
            f"did you mean `{self.prefix}{nearest[0]}`?"
            if nearest
            else "expected one of " + ", ".join(f"`{self.prefix}{one}`" for one in known)
        )
        self.diagnostics.fault(place, f"`{self.prefix}{_shown(name)}` is not a field", expected)


def _shown(text: str) -> str:
    on_one_line = " ".join(text.split())
    is_long = len(on_one_line) > LONGEST_SHOWN
    return f"{on_one_line[:LONGEST_SHOWN]}…" if is_long else on_one_line

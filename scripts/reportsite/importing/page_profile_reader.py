"""Reads the part of a profile in sources.yml that tells of a publisher's web pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from cssselect import SelectorError

from reportsite import typed_yaml
from reportsite.diagnostics import Diagnostics
from reportsite.importing.page_profiles import (
    NO_PAGES,
    TELLABLE,
    DropRule,
    HeadingRule,
    PagePlace,
    PageProfile,
    pattern,
    selector,
)
from reportsite.typed_yaml import Scalar, Sequence, Value, is_null

T = TypeVar("T")

_FIELDS = (
    "known_by",
    "report",
    "contents",
    "headings",
    "labels",
    "references",
    "drop",
    "facts",
)
_OF_PLACE = ("select", "attribute", "pattern")
_OF_HEADING = ("select", "level", "lettered")
_OF_DROP = ("select", "pattern", "reason")
_LEVELS = ("2", "3", "4", "5", "6")
_TRUTHS = ("true", "false")
_MAY_BE_ONE = frozenset({"report", "contents", "labels", "references"})
_BY_PROFILE = "in the profile's list in sources.yml"


def read_page_profile(value: Value | None, where: str, diagnostics: Diagnostics) -> PageProfile:
    """Read `page` of a profile; `where` names it in messages. What is at fault is left out."""
    if value is None or is_null(value):
        return NO_PAGES
    read = _Reader(diagnostics)
    fields = read.fields(value, where, _FIELDS)

    def each(name: str, one: Callable[[Value, str], T | None]) -> tuple[T, ...]:
        items = read.items(fields.get(name), f"{where}.{name}", single=name in _MAY_BE_ONE)
        found = (one(item, f"{where}.{name}") for item in items)
        return tuple(item for item in found if item is not None)

    return PageProfile(
        known_by=each("known_by", read.place),
        report=each("report", read.selector),
        contents="".join(each("contents", read.selector)[:1]),
        headings=each("headings", read.heading),
        labels=each("labels", read.selector),
        references=each("references", read.pattern),
        drop=each("drop", read.drop),
        facts=each("facts", read.fact),
    )


@dataclass(frozen=True)
class _Reader:
    """Reads one value each, None where it is at fault; `where` names it in messages."""

    diagnostics: Diagnostics

    def place(self, value: Value, where: str) -> PagePlace | None:
        fields = self.fields(value, where, _OF_PLACE)
        select = self._needed(fields, value, where)
        attribute = self._optional(fields, "attribute", where, self.text)
        typed = self._optional(fields, "pattern", where, self.pattern)
        if select is None or attribute is None or typed is None:
            return None
        return PagePlace(select, attribute, typed)

    def fact(self, value: Value, where: str) -> PagePlace | None:
        place = self.place(value, where)
        groups = pattern(place.pattern).groupindex if place else {}
        unknown = sorted(set(groups) - set(TELLABLE))
        if place is None or (groups and not unknown):
            return place
        wrong = f"the group `{unknown[0]}`" if unknown else "no named group"
        self._fault(
            value, f"a pattern of `{where}` has {wrong}", f"a group is one of {', '.join(TELLABLE)}"
        )
        return None

    def heading(self, value: Value, where: str) -> HeadingRule | None:
        fields = self.fields(value, where, _OF_HEADING)
        select = self._needed(fields, value, where)
        if select and "level" not in fields:
            self._fault(value, f"`{where}` has no level", "expected `level: 2`, or up to 6")
            return None
        level = self._one_of(fields, "level", where, _LEVELS)
        lettered = self._one_of(fields, "lettered", where, _TRUTHS)
        if select is None or level is None or lettered is None:
            return None
        return HeadingRule(select, int(level), lettered == "true")

    def drop(self, value: Value, where: str) -> DropRule | None:
        fields = self.fields(value, where, _OF_DROP)
        select = self._needed(fields, value, where)
        reason = self._optional(fields, "reason", where, self.text)
        typed = self._optional(fields, "pattern", where, self.pattern)
        if select is None or reason is None or typed is None:
            return None
        return DropRule(select, reason or _BY_PROFILE, typed)

    def selector(self, value: Value, where: str) -> str | None:
        typed = self.text(value, where)
        try:
            selector(typed or "*")
        except SelectorError as error:
            self._fault(
                value,
                f"`{where}` is no CSS selector ({error})",
                "expected one such as `.report h2`",
            )
            return None
        return typed

    def pattern(self, value: Value, where: str) -> str | None:
        typed = self.text(value, where)
        try:
            pattern(typed or "")
        except re.error as error:
            self._fault(
                value,
                f"`{where}` is no regular expression ({error})",
                "expected one as Python's `re` has it",
            )
            return None
        return typed

    def text(self, value: Value, where: str) -> str | None:
        if isinstance(value, Scalar) and value.tag == "str":
            return value.text
        self._fault(value, f"`{where}` is not text", "expected text in quotation marks")
        return None

    def items(self, value: Value | None, where: str, *, single: bool) -> Iterator[Value]:
        """Yield the parts of a list, or the value itself where a `single` one may stand there."""
        if isinstance(value, Sequence):
            yield from value.items
        elif value is not None and single:
            yield value
        elif value is not None:
            self._fault(
                value, f"`{where}` is not a list", "expected a `-` before each of its parts"
            )

    def fields(self, value: Value, where: str, names: tuple[str, ...]) -> dict[str, Value]:
        if isinstance(value, typed_yaml.Mapping):
            known = value.known(names, "field", self.diagnostics)
            return {name: one for name, one in known if not is_null(one)}
        self._fault(value, f"`{where}` is not a mapping", "expected `name: value` on each line")
        return {}

    def _needed(self, fields: dict[str, Value], value: Value, where: str) -> str | None:
        if "select" in fields:
            return self.selector(fields["select"], f"{where}.select")
        if isinstance(value, typed_yaml.Mapping) and "select" not in value.values:
            self._fault(
                value, f"`{where}` selects nothing", "expected `select:` and a CSS selector"
            )
        return None

    def _optional(
        self,
        fields: dict[str, Value],
        name: str,
        where: str,
        read: Callable[[Value, str], str | None],
    ) -> str | None:
        """Return a field's text, "" where it is not there."""
        return read(fields[name], f"{where}.{name}") if name in fields else ""

    def _one_of(
        self, fields: dict[str, Value], name: str, where: str, known: tuple[str, ...]
    ) -> str | None:
        value = fields.get(name)
        if value is None or (isinstance(value, Scalar) and value.text in known):
            return value.text if isinstance(value, Scalar) else ""
        typed = value.text if isinstance(value, Scalar) else "not text"
        self._fault(value, f"`{where}.{name}` is `{typed}`", f"expected one of {', '.join(known)}")
        return None

    def _fault(self, value: Value, wrong: str, expected: str) -> None:
        self.diagnostics.fault(value.place, wrong, expected)

"""What is kept of a report that an import replaces: what a person filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportsite import typed_yaml
from reportsite.diagnostics import Diagnostics
from reportsite.importing.result import ImportFault
from reportsite.reading.frontmatter import FENCE, split_front_matter
from reportsite.reading.schema import CORRECTIONS, FIELDS, FORMERLY, SOURCE
from reportsite.typed_yaml import Scalar, is_null

# what the text and the options tell anew
_TOLD = ("country", "year", "title", "language", "numbering")
_OTHER = tuple(one.name for one in FIELDS if one.name not in _TOLD)
# what has become of the report since it was published, which no text tells
_PAST = (FORMERLY.name, CORRECTIONS)


@dataclass(frozen=True)
class Kept:
    """Fields of front matter, by name and as typed, but for whole numbers.

    `language` is needed only where the new text does not tell its own.
    """

    language: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called in messages."""
        return (*self.fields, *(f"{SOURCE}.{name}" for name in self.source))


def read_kept(file: Path) -> Kept:
    """Read the front matter of a report, none where the file has none.

    Raises ImportFault where it cannot be read, lest what is in it be lost.
    """
    lines = file.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    if not lines or lines[0].rstrip() != FENCE:
        return Kept()
    diagnostics = Diagnostics()
    split = split_front_matter(str(file), lines, diagnostics)
    if diagnostics.faults or split is None:
        first = min(diagnostics.faults)
        raise ImportFault(first.place, first.wrong, "mend it, since --force keeps what it tells")
    values = split[0].values
    language = values.get("language")
    return Kept(
        language.text if isinstance(language, Scalar) and not is_null(language) else None,
        {name: one for name, one in _scalars(split[0]).items() if name in _OTHER}
        | {name: _plain(values[name]) for name in _PAST if name in values},
        _scalars(values.get(SOURCE)),
    )


def _scalars(value: typed_yaml.Value | None) -> dict[str, str | int]:
    fields = value.values if isinstance(value, typed_yaml.Mapping) else {}
    return {
        name: _typed(one)
        for name, one in fields.items()
        if isinstance(one, Scalar) and not is_null(one)
    }


def _plain(value: typed_yaml.Value) -> Any:
    """Return a value of any depth as Python has it."""
    if isinstance(value, typed_yaml.Mapping):
        return {name: _plain(one) for name, one in value.values.items()}
    if isinstance(value, typed_yaml.Sequence):
        return [_plain(one) for one in value.items]
    return None if is_null(value) else _typed(value)


def _typed(value: Scalar) -> str | int:
    is_plain = value.tag == "int" and value.text.isdecimal() and not value.text.startswith("0")
    return int(value.text) if is_plain else value.text

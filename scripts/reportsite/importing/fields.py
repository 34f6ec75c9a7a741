"""The front matter of an imported report: what is known, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from reportsite.importing.result import Question
from reportsite.importing.sources import Profile
from reportsite.model import Country
from reportsite.reading.schema import SOURCE_FIELDS

SCHEMA_COMMENT = "# yaml-language-server: $schema=../report.schema.json"


def front_matter(
    country: Country, year: int, title: str, language: str, source: Mapping[str, str]
) -> str:
    """Return the fields between their fences, with a line that leads editors to the schema."""
    fields: dict[str, Any] = {
        "country": country.code,
        "year": year,
        "title": title,
        "language": language,
    }
    if source:
        fields["source"] = dict(source)
    dumped = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{SCHEMA_COMMENT}\n{dumped}---\n"


def missing_fields(profile: Profile) -> tuple[Question, ...]:
    """Return a question for each field that a citation needs and that is not known."""
    missing = (field for field in SOURCE_FIELDS if field.cited and field.name not in profile.source)
    return tuple(
        Question(0, f"source.{field.name}: {_hint(field.name, field.description, profile)}")
        for field in missing
    )


def _hint(name: str, description: str, profile: Profile) -> str:
    said = f"{description[0].lower()}{description[1:].rstrip('.')}"
    return f"{said}; {profile.ask[name]}" if name in profile.ask else said

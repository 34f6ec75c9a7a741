"""The front matter of an imported report: what is known, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from reportsite.model import Country
from reportsite.reading.schema import SOURCE, SOURCE_FIELDS

SCHEMA_COMMENT = "# yaml-language-server: $schema=../report.schema.json"


def front_matter(
    country: Country,
    year: int,
    title: str,
    language: str,
    others: Mapping[str, Any],
    source: Mapping[str, str | int],
) -> str:
    """Return the fields between their fences, with a line that leads editors to the schema.

    Fields that a citation needs and nobody has told stand there as comments, to be filled in.
    """
    fields: dict[str, Any] = {
        "country": country.code,
        "year": year,
        "title": title,
        "language": language,
        **others,
    }
    if source:
        fields[SOURCE] = dict(source)
    dumped = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{SCHEMA_COMMENT}\n{dumped}{_to_fill_in(source)}---\n"


def _to_fill_in(source: Mapping[str, str | int]) -> str:
    """Return a comment line for each missing field, which without its `# ` is a field."""
    missing = [one.name for one in SOURCE_FIELDS if one.cited and one.name not in source]
    head = [f"# {SOURCE}:\n"] if missing and not source else []
    return "".join([*head, *(f"#   {name}:\n" for name in missing)])

"""The front matter of an imported report: what is known, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from reportsite.model import Country

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

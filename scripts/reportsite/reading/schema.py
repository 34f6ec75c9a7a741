"""The fields of a report's front matter: one table, read by the validator and by editors.

`FIELDS`, `SOURCE_FIELDS`, `FORMERLY` and `CORRECTION_FIELDS` are the schema. `json_schema()`
publishes it for editors, and reading/validating.py holds front matter against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reportsite.model import Numbering, ReportKind
from reportsite.reading.attributes import NUMBER
from reportsite.vocabulary.matching import ADDRESS_PART

YEAR = re.compile(r"[1-9][0-9]{3}")
COUNTRY_CODE = re.compile(r"[A-Z]{3}")
DATE = re.compile(
    r"[1-9][0-9]{3}(-(0[1-9]|1[0-2])"
    r"|-(0[13-9]|1[0-2])-(0[1-9]|[12][0-9]|30)|-(0[13578]|1[02])-31|-02-(0[1-9]|[12][0-9]))?"
)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PARAGRAPH_NUMBER = re.compile(f"({NUMBER})")
REPORT_ADDRESS = re.compile(f"{ADDRESS_PART.pattern}/{ADDRESS_PART.pattern}")
WEB_ADDRESS = re.compile(r"https?://[^\s/?#@:\[\]<>\"']+(:[0-9]{1,5})?([/?#]\S*)?")


@dataclass(frozen=True)
class FieldType:
    """What a value must be: `read` gives the value, or None where it does not fit."""

    read: Callable[[str], Any]
    expected: str
    schema: Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One field. `cited` fields are needed by a citation: a missing one is a gap."""

    name: str
    type: FieldType
    description: str
    required: bool = False
    cited: bool = False
    example: str = ""

    @property
    def wanted(self) -> str:
        """What is expected where a required field is missing."""
        what = f"{self.description[0].lower()}{self.description[1:-1]}"
        return f"expected {what}, such as `{self.name}: {self.example}`"


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: text if pattern.fullmatch(text) else None


def _read_year(text: str) -> int | None:
    return int(text) if YEAR.fullmatch(text) else None


# an ISBN, or a title such as 1984, need not stand in quotation marks
TEXT = FieldType(
    lambda text: text.strip() or None,
    "expected some text",
    {"type": ["string", "number"], "pattern": r"\S"},
)
A_YEAR = FieldType(
    _read_year,
    "expected a whole number of four digits such as `2010`, without quotation marks",
    {"type": "integer", "minimum": 1000, "maximum": 9999},
)
A_COUNTRY = FieldType(
    _matching(COUNTRY_CODE),
    "expected an ISO 3166-1 alpha-3 code such as `KAZ`",
    {"type": "string", "pattern": f"^{COUNTRY_CODE.pattern}$"},
)
A_DATE = FieldType(
    _matching(DATE),
    "expected a date as `2011-05-13`, `2011-05` or `2011`",
    {
        "type": ["string", "integer"],
        "pattern": f"^{DATE.pattern}$",
        "minimum": 1000,
        "maximum": 9999,
    },
)
A_LANGUAGE = FieldType(
    _matching(LANGUAGE),
    "expected a language tag (BCP 47) such as `en`, `ar` or `pt-BR`",
    {"type": "string", "pattern": f"^{LANGUAGE.pattern}$"},
)
A_KIND = FieldType(
    lambda text: ReportKind(text) if text in set(ReportKind) else None,
    "expected `report`, or `digest` for a text that tells in other words what a report says",
    {"enum": [kind.value for kind in ReportKind]},
)
A_NUMBERING = FieldType(
    lambda text: Numbering(text) if text in set(Numbering) else None,
    "expected `site`, or `source` for a text that numbers its paragraphs itself",
    {"enum": [one.value for one in Numbering]},
)
A_WEB_ADDRESS = FieldType(
    _matching(WEB_ADDRESS),
    "expected a web address that starts with `https://` or `http://`",
    {"type": "string", "format": "uri", "pattern": f"^{WEB_ADDRESS.pattern}$"},
)
A_PARAGRAPH = FieldType(
    _matching(PARAGRAPH_NUMBER),
    "expected the number of a paragraph such as `12` or `12a`",
    {
        "type": ["string", "integer"],
        "pattern": f"^{PARAGRAPH_NUMBER.pattern}$",
        "minimum": 1,
        "maximum": 999999,
    },
)
A_REPORT_ADDRESS = FieldType(
    _matching(REPORT_ADDRESS),
    "expected an address `<country>/<name>` such as `kazakhstan/2010`",
    {"type": "string", "pattern": f"^{REPORT_ADDRESS.pattern}$"},
)

SOURCE_FIELDS = (
    Field("organisation", TEXT, "The body that issued the report.", cited=True),
    Field("work", TEXT, "The title of the work that the report stands in.", cited=True),
    Field("edition", A_YEAR, "The year in the work's title, if it has one."),
    Field("entry", TEXT, "The title of the entry in the work, where it is not `title`."),
    Field("covers", TEXT, "The period covered, in words, where it is not the whole `year`."),
    Field("document", TEXT, "The document number or symbol.", cited=True),
    Field("isbn", TEXT, "The ISBN of the work."),
    Field("published", A_DATE, "The day, month or year of publication.", cited=True),
    Field("url", A_WEB_ADDRESS, "Where the original stands.", cited=True),
    Field("retrieved", A_DATE, "The day on which the text was taken from there.", cited=True),
    Field("licence", TEXT, "Under which terms the text is shown here."),
)


def _required(name: str, kind: FieldType, description: str, example: str) -> Field:
    return Field(name, kind, description, required=True, example=example)


FIELDS = (
    _required("country", A_COUNTRY, "The country, as an ISO 3166-1 alpha-3 code.", "KAZ"),
    _required("year", A_YEAR, "The year that the report covers, never the edition.", "2010"),
    _required("title", TEXT, "The entry's title as printed, its spelling kept.", "Kazakhstan"),
    _required("language", A_LANGUAGE, "The language of the text (BCP 47).", "en"),
    Field("kind", A_KIND, "`report` (the default) or `digest`."),
    Field(
        "numbering", A_NUMBERING, "Whose the paragraph numbers are: `site` (default) or `source`."
    ),
)
SOURCE = "source"

FORMERLY = Field(
    "formerly",
    A_REPORT_ADDRESS,
    "The address `<country>/<name>` at which it was published before, or a list of such.",
)
CORRECTIONS = "corrections"
CORRECTION_FIELDS = (
    _required("date", A_DATE, "The day, month or year of the correction.", "2026-11-21"),
    Field("paragraph", A_PARAGRAPH, "The number of the paragraph, where it is only one."),
    _required("what", TEXT, "What was corrected.", "The date of the trial"),
    _required("why", TEXT, "Why it was corrected.", "It differed from the print"),
)


def json_schema() -> dict[str, Any]:
    """Return the schema as JSON Schema, draft 2020-12, by which editors complete and check."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of an annotated country report",
        **_object_schema(FIELDS),
        "properties": _properties(FIELDS)
        | {
            SOURCE: {"description": "Where the text comes from.", **_object_schema(SOURCE_FIELDS)},
            FORMERLY.name: {"description": FORMERLY.description, **_one_or_several(FORMERLY)},
            CORRECTIONS: {
                "description": "What was corrected in the published text, and why.",
                "type": "array",
                "minItems": 1,
                "items": _object_schema(CORRECTION_FIELDS),
            },
        },
    }


def _one_or_several(field: Field) -> dict[str, Any]:
    one = dict(field.type.schema)
    return {"anyOf": [one, {"type": "array", "minItems": 1, "uniqueItems": True, "items": one}]}


def _object_schema(fields: tuple[Field, ...]) -> dict[str, Any]:
    required = [field.name for field in fields if field.required]
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": _properties(fields),
    }
    return schema | ({"required": required} if required else {})


def _properties(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {f.name: {"description": f.description, **f.type.schema} for f in fields}

"""One schema, twice: what `validate` accepts is what editors accept by the JSON Schema."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from examples import examples
from reportsite.diagnostics import Diagnostics
from reportsite.reading.frontmatter import split_front_matter
from reportsite.reading.schema import (
    CORRECTION_FIELDS,
    CORRECTIONS,
    FIELDS,
    FORMERLY,
    SOURCE_FIELDS,
    json_schema,
)
from reportsite.reading.validating import validate
from reportsite.starter import schema_text

VALIDATOR = jsonschema.Draft202012Validator(json_schema())

# as typed in a file; JSON has one notation for a whole number, so none of these is hexadecimal
VALUES = """
KAZ · XKX · NOR · NO · no · KZ · kaz · Kazakhstan · "KAZ" · 'NO' · 398 · two words · "two words"
2010 · "2010" · 0999 · 999 · 10000 · 20100 · -2010 · 2010.5 · 1e3 · nineteen · 9780862104726 · .5
2011-05-13 · 2011-05 · 2011-5-3 · 2011-13 · 2011-02-29 · 2011-02-30 · 2011-04-31 · 2011-12-31
2011-05-13T10:00:00Z · "2011" · en · pt-BR · zh-Hant-TW · EN · english · e · en_GB · true · Yes
report · digest · novel · https://example.org · http://example.org:80/a?b#c · https:// · https://[
ftp://example.org · https://[::1]/ · https://user@example.org · www.example.org · "https://a b"
kazakhstan/2010a · Kazakhstan/2010 · kazakhstan/2010/ · a--b/c · reports/a/b · 12 · 12a · "12" · 0
0a · 089 · 12e3 · 12A · 1234567 · 123456abc · 123456abcd · 00a · p12 · https://пример.рф/a · ~
null · "" · " " · [] · [a] · {} · {a: ~}
"""
TYPED = st.one_of(
    st.sampled_from(["", *re.split(r" · |\n", VALUES.strip())]),
    st.from_regex(r"[1-9][0-9]{3}(-[0-3][0-9]){0,2}", fullmatch=True),
    st.from_regex(r"[a-zA-Z]{2,4}(-[a-zA-Z0-9]{1,9})?", fullmatch=True),
)


def names(fields: tuple[Any, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([*(field.name for field in fields), "colour"])


FITTING = {"country": "KAZ", "year": "2010", "title": "Kazakhstan", "language": "en"}
SOURCES = st.dictionaries(names(SOURCE_FIELDS), TYPED, max_size=3)
FITTING_CORRECTION = {"date": "2026-11-21", "what": "One", "why": "Two"}
CORRECTION_LISTS = st.lists(
    st.builds(
        lambda present, others: {k: FITTING_CORRECTION[k] for k in present} | others,
        st.sampled_from([[], ["date", "what"], ["why"], *[list(FITTING_CORRECTION)] * 5]),
        st.dictionaries(names(CORRECTION_FIELDS), TYPED, max_size=1),
    ),
    max_size=2,
)
MAPPINGS = st.tuples(
    st.dictionaries(names(FIELDS), TYPED, max_size=2),
    st.sets(st.sampled_from(sorted(FITTING)), max_size=1),
    st.none() | SOURCES | TYPED,
)


def front_matter_text(
    others: dict[str, str], missing: set[str], source: dict[str, str] | str | None
) -> str:
    present = {k: v for k, v in FITTING.items() if k not in missing} | others
    lines = [f"{name}: {value}" for name, value in present.items()]
    if isinstance(source, dict):
        lines += ["source: {}"] if not source else ["source:"]
        lines += [f"  {name}: {value}" for name, value in source.items()]
    elif source is not None:
        lines.append(f"source: {source}")
    return "\n".join(lines)


class JsonLoader(yaml.SafeLoader):
    """Gives the types of JSON: a date is a string, as in YAML's core schema."""


def _as_typed(loader: JsonLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


JsonLoader.add_constructor("tag:yaml.org,2002:timestamp", _as_typed)


def has_faults(text: str) -> bool:
    diagnostics = Diagnostics()
    split = split_front_matter("2010.md", ["---", *text.split("\n"), "---"], diagnostics)
    assert split is not None
    validate(split[0], diagnostics)
    return bool(diagnostics.faults)


@examples(400)
@given(MAPPINGS)
def test_both_accept_the_same(mapping: tuple[dict[str, str], set[str], Any]) -> None:
    text = front_matter_text(*mapping)
    value = yaml.load(text, Loader=JsonLoader)
    assert has_faults(text) is not VALIDATOR.is_valid(value), text


def past_text(past: dict[str, Any]) -> str:
    lines = [f"{name}: {value}" for name, value in FITTING.items()]
    for name, value in past.items():
        if isinstance(value, str) or not value:
            lines.append(f"{name}: {value}")
            continue
        lines.append(f"{name}:")
        for item in value:
            fields = [item] if isinstance(item, str) else [f"{k}: {v}" for k, v in item.items()]
            first, *others = fields or ["{}"]
            lines += [f"  - {first}", *(f"    {other}" for other in others)]
    return "\n".join(lines)


@examples(400)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            FORMERLY.name: TYPED | st.lists(TYPED, max_size=3),
            CORRECTIONS: TYPED | CORRECTION_LISTS,
        },
    )
)
def test_both_accept_the_same_past(past: dict[str, Any]) -> None:
    text = past_text(past)
    value = yaml.load(text, Loader=JsonLoader)
    assert has_faults(text) is not VALIDATOR.is_valid(value), text


EVERY_FIELD = [*FIELDS, *SOURCE_FIELDS, FORMERLY, *CORRECTION_FIELDS]


@pytest.mark.parametrize("field", EVERY_FIELD, ids=lambda field: field.name)
def test_every_field_says_what_it_is(field: Any) -> None:
    assert field.description.endswith(".")
    assert field.type.expected.startswith("expected ")


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json.loads(schema_text()) == json_schema()


def test_the_archive_has_the_schema_that_the_validator_has() -> None:
    assert (ROOT / "reports/report.schema.json").read_text(encoding="utf-8") == schema_text()

"""How one publisher's plain texts are read: the `text` part of a profile in sources.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportsite import typed_yaml
from reportsite.diagnostics import Diagnostics
from reportsite.importing.lines import Line
from reportsite.reading.schema import SOURCE_FIELDS
from reportsite.typed_yaml import Scalar, Sequence, Value, is_null

FIELDS = ("recognise", "find", "cover_ends", "cover_keeps", "numbered_paragraphs")
FOUND = ("country", "year", *(field.name for field in SOURCE_FIELDS))

# What tells one text from another stands at its beginning; a pattern may take long on more.
_BEGINNING = 20_000


@dataclass(frozen=True)
class TextRules:
    """What is known of a publisher's plain texts; patterns see a text with its lines stripped.

    `recognise` is found near the beginning of each, and of no other's. The named groups of `find`
    are fields: "country", "year" and those of the source. Everything above the line that
    `cover_ends` matches is a cover, but for the lines that `cover_keeps` matches. In a text with
    `numbered_paragraphs` a number with a full stop begins each ("12."), and is its own.
    """

    recognise: re.Pattern[str] | None = None
    find: tuple[re.Pattern[str], ...] = ()
    cover_ends: re.Pattern[str] | None = None
    cover_keeps: re.Pattern[str] | None = None
    numbered_paragraphs: bool = False


NO_RULES = TextRules()


def beginning(lines: Iterable[Line]) -> str:
    """Return what the patterns see: the first lines of a text, a line end between them."""
    shown: list[str] = []
    length = 0
    for line in lines:
        if length > _BEGINNING:
            break
        shown.append(line.text[:_BEGINNING])
        length += len(shown[-1]) + 1
    return "\n".join(shown)[:_BEGINNING]


def recognises(rules: TextRules, start: str) -> bool:
    """Whether a text that begins with `start` is one of those that the rules are for."""
    return rules.recognise is not None and rules.recognise.search(start) is not None


def found_fields(rules: TextRules, start: str) -> dict[str, str]:
    """Return what the patterns find in a text that begins with `start`, as typed, by field."""
    found: dict[str, str] = {}
    for pattern in rules.find:
        match = pattern.search(start)
        for field, value in match.groupdict().items() if match else ():
            if value:
                found.setdefault(field, " ".join(value.split()))
    return found


def iso_date(text: str, months: Mapping[str, int]) -> str | None:
    """Return "11 March 2009" or "March 2009" as 2009-03-11 or 2009-03; None where it is no date.

    `months` leads from a name, case folded, to its number.
    """
    words = re.findall(r"\w+", text.casefold())
    month = next((months[word] for word in words if months.get(word)), None)
    years = [word for word in words if re.fullmatch(r"[12][0-9]{3}", word)]
    days = [int(word) for word in words if re.fullmatch(r"[0-9]{1,2}", word)]
    if month is None or len(years) != 1 or len(days) > 1:
        return None
    return "-".join((years[0], f"{month:02}", *(f"{day:02}" for day in days)))


def read_text_rules(value: Value | None, where: str, diagnostics: Diagnostics) -> TextRules:
    """Read the rules from sources.yml; `where` names them in messages. Faults are left out."""
    if value is None or is_null(value):
        return NO_RULES
    if not isinstance(value, typed_yaml.Mapping):
        diagnostics.fault(
            value.place, f"`{where}` is not a mapping", "expected `name: value` on each line"
        )
        return NO_RULES
    fields = dict(value.known(FIELDS, "field", diagnostics))
    patterns = {
        name: list(_patterns(fields.get(name), f"{where}.{name}", diagnostics))
        for name in FIELDS
        if name != "numbered_paragraphs"
    }
    for pattern in patterns["find"]:
        _check_groups(pattern, fields["find"], f"{where}.find", diagnostics)
    return TextRules(
        recognise=next(iter(patterns["recognise"]), None),
        find=tuple(patterns["find"]),
        cover_ends=next(iter(patterns["cover_ends"]), None),
        cover_keeps=next(iter(patterns["cover_keeps"]), None),
        numbered_paragraphs=_is_true(
            fields.get("numbered_paragraphs"), f"{where}.numbered_paragraphs", diagnostics
        ),
    )


def _patterns(
    value: Value | None, where: str, diagnostics: Diagnostics
) -> Iterator[re.Pattern[str]]:
    single = () if value is None else (value,)
    for one in value.items if isinstance(value, Sequence) else single:
        if not isinstance(one, Scalar) or is_null(one):
            diagnostics.fault(one.place, f"`{where}` is not a pattern", "expected text")
            continue
        try:
            yield re.compile(one.text, re.MULTILINE)
        except re.error as error:
            diagnostics.fault(
                one.place,
                f"`{where}` is no regular expression: {error}",
                "expected one as Python's `re` has it",
            )


def _check_groups(
    pattern: re.Pattern[str], value: Value, where: str, diagnostics: Diagnostics
) -> None:
    unknown = sorted(set(pattern.groupindex) - set(FOUND))
    if unknown or not pattern.groupindex:
        wrong = f"has the group `{unknown[0]}`" if unknown else "has no named group"
        diagnostics.fault(
            value.place, f"a pattern of `{where}` {wrong}", f"a group is one of {', '.join(FOUND)}"
        )


def _is_true(value: Value | None, where: str, diagnostics: Diagnostics) -> bool:
    if value is None or is_null(value):
        return False
    if isinstance(value, Scalar) and value.tag == "bool" and value.text in ("true", "false"):
        return value.text == "true"
    diagnostics.fault(value.place, f"`{where}` is neither true nor false", "expected `true`")
    return False

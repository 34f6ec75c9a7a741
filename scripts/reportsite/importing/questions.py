"""What the importer could not decide alone, as questions to a person, each with its line."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence

from reportsite.importing.decoding import Decoded
from reportsite.importing.headings import Judged
from reportsite.importing.identity import UNDETERMINED
from reportsite.importing.quotes import Quotation
from reportsite.importing.result import Question
from reportsite.importing.rules import NOTHING_BENEATH
from reportsite.importing.sources import Profile
from reportsite.importing.typography import starts_quoted
from reportsite.model import Country
from reportsite.reading.schema import SOURCE_FIELDS

_SHOWN = 60


def about_report(
    profile: Profile,
    recorded: Collection[str],
    language: str,
    country: Country,
    told: Country | None,
) -> Iterator[Question]:
    """Yield the questions about the front matter.

    `recorded` are the fields of the source that are there; `told` is the country that the text
    tells of.
    """
    for field in SOURCE_FIELDS:
        if field.cited and field.name not in recorded:
            hint = f"; {profile.ask[field.name]}" if field.name in profile.ask else ""
            said = f"{field.description[0].lower()}{field.description[1:].rstrip('.')}"
            yield Question(0, f"source.{field.name}: {said}{hint}")
    if language == UNDETERMINED:
        yield Question(
            0,
            'language: the text does not tell it plainly, so that "und" stands there; expected a'
            ' tag such as "en"',
        )
    if told and told.code != country.code:
        yield Question(
            0, f"country: {country.name} was given, but the text tells of {told.name}: which is it?"
        )


def about_year(profile: Profile) -> Iterator[Question]:
    """Yield a question where the text told the year, and its profile doubts what that is."""
    if "year" in profile.ask:
        yield Question(0, f"year: {profile.ask['year']}; --year says otherwise")


def about_encoding(decoded: Decoded) -> Iterator[Question]:
    """Yield a question where the file may be in another encoding than the one taken."""
    if not decoded.is_certain:
        yield Question(
            0,
            f"encoding: {decoded.encoding} was taken, but it may be {decoded.rival}, in which"
            f' "{decoded.example}" is "{decoded.rival_example}": if so, import it again with'
            f" --encoding {decoded.rival}",
        )


def about_passages(
    judged: Sequence[Judged], quotations: Mapping[int, Quotation]
) -> Iterator[Question]:
    """Yield the questions that the passages raise, in no order."""
    for i, one in enumerate(judged):
        yield from _about_heading(one)
        yield from _about_quotation(one, quotations.get(i))
        yield from _about_hyphens(one)
        yield from (about_words(doubt.line, doubt.text, doubt.said) for doubt in one.passage.doubts)


def _about_heading(one: Judged) -> Iterator[Question]:
    if one.is_heading and not one.theme:
        yield _question(one, "is a heading without a theme: add an alias, or a theme")
    elif one.verdict.asks and one.verdict.reason == NOTHING_BENEATH:
        yield _question(
            one,
            f"looks like a heading, but {NOTHING_BENEATH}; it was left as a paragraph: is text"
            " missing?",
        )
    elif one.verdict.asks:
        reason = one.verdict.reason
        yield _question(one, f"was left as a paragraph, since {reason}: is it a heading?")


def _about_quotation(one: Judged, kind: Quotation | None) -> Iterator[Question]:
    if kind is Quotation.INDENTED:
        yield _question(
            one,
            "is an indented quotation whose words are not in the body; it was left as a paragraph:"
            " is it a pull quote?",
        )
    elif kind is Quotation.REPEATED:
        yield _question(
            one,
            "is a quotation whose words are in the body too; it was left as a paragraph: is it a"
            " pull quote?",
        )


def _question(one: Judged, said: str) -> Question:
    return about_words(one.passage.line, one.passage.text, said)


def about_words(line: int, text: str, said: str) -> Question:
    """Return a question that says something of words of the source."""
    words = _shortened(text)
    quoted = words if starts_quoted(words) else f'"{words}"'
    return Question(line, f"{quoted} {said}", said)


def _about_hyphens(one: Judged) -> Iterator[Question]:
    for line in one.passage.broken:
        yield Question(line, "the line ends in a hyphen: is a word divided there?")


def _shortened(text: str) -> str:
    return textwrap.shorten(text, _SHOWN, placeholder=" …") if " " in text else text[:_SHOWN]

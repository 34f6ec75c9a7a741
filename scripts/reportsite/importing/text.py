"""Raw text → annotated report: the steps of the import in their order, and what they found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportsite.diagnostics import Place
from reportsite.importing import identity, proof
from reportsite.importing.annotating import annotated
from reportsite.importing.candidates import LONGEST
from reportsite.importing.debris import find_debris, without
from reportsite.importing.fields import front_matter, missing_fields
from reportsite.importing.headings import Judged, find_headings, join_lone_labels
from reportsite.importing.lines import Line, read_lines
from reportsite.importing.passages import read_passages
from reportsite.importing.questions import ask
from reportsite.importing.quotes import Quotation, find_quotations
from reportsite.importing.result import (
    Dropped,
    FoundHeading,
    FoundQuote,
    Imported,
    ImportFault,
    Question,
)
from reportsite.importing.sources import Profile, Sources
from reportsite.model import UNCLASSIFIED, Country
from reportsite.vocabulary.countries import name_key
from reportsite.vocabulary.loading import Vocabulary
from reportsite.vocabulary.matching import parse_heading, stems

TITLE = "the country's name as title; it stands in the front matter"


@dataclass(frozen=True)
class Annotated:
    """The annotated report as text, and the account of how it came about."""

    text: str
    account: Imported


@dataclass(frozen=True)
class Wish:
    """What is known of a text before it is read. `country` None: the text is to tell it."""

    source: Path
    country: Country | None
    year: int
    profile: Profile


def import_text(text: str, wish: Wish, sources: Sources, vocabulary: Vocabulary) -> Annotated:
    """Annotate `text`, the decoded contents of `wish.source`.

    ImportFault where the country is not told, where no text is left, and where a word would be
    lost. The account's target is empty: where the report goes is not known here.
    """
    path = str(wish.source)
    lines, controls = read_lines(text)
    told, mentions = identity.told_country(lines, vocabulary.countries)
    country = wish.country or told
    if country is None:
        raise identity.no_country(mentions, vocabulary.countries, path)
    dropped = _titled(lines, country) + find_debris(lines, sources, wish.profile)
    numbers = frozenset(one.line for one in dropped)
    kept = without(lines, numbers)
    judged, quotations = _judged(kept, numbers, country, sources, vocabulary)
    if not judged:
        raise ImportFault(Place(path, 1), "no text is in the file", "expected a report")
    body = annotated(judged, quotations)
    words = _proven_words(path, text, numbers, body)
    title = identity.spelling(lines, country)
    language = identity.language(kept, sources)
    account = Imported(
        source=wish.source,
        target=Path(),
        country=country,
        year=wish.year,
        title=title,
        headings=tuple(_headings(judged)),
        pull_quotes=tuple(_pull_quotes(judged, quotations)),
        dropped=tuple(sorted((*dropped, *controls))),
        questions=(
            *missing_fields(wish.profile),
            *_about_language(language),
            *_about_country(country, told),
            *sorted(ask(judged, quotations)),
        ),
        words_in=len(proof.source_words(text)),
        words_out=words,
    )
    fields = front_matter(country, wish.year, title, language, wish.profile.source)
    return Annotated(f"{fields}\n{body}", account)


def _titled(lines: Sequence[Line], country: Country) -> tuple[Dropped, ...]:
    """Return the first line, where it is nothing but the country's name."""
    first = next((line for line in lines if line.text), None)
    if first is None or len(first.text) > 100:
        return ()
    names = {name_key(name) for name in (country.name, *country.aliases)}
    return (Dropped(first.number, first.text, TITLE),) if name_key(first.text) in names else ()


def _judged(
    lines: Sequence[Line],
    dropped: frozenset[int],
    country: Country,
    sources: Sources,
    vocabulary: Vocabulary,
) -> tuple[tuple[Judged, ...], Mapping[int, Quotation]]:
    def is_heading(text: str) -> bool:
        match = vocabulary.themes.match(text) if len(text) <= LONGEST else None
        return match is not None and stems(match.alias) == parse_heading(text).stems

    passages = join_lone_labels(read_passages(lines, dropped, is_heading))
    names = frozenset(" ".join(name_key(name)) for name in (country.name, *country.aliases))
    judged = find_headings(passages, vocabulary.themes, sources, names)
    return judged, find_quotations(passages, [not one.is_heading for one in judged])


def _proven_words(path: str, text: str, dropped: frozenset[int], body: str) -> int:
    """Return how many words the report has; ImportFault where they are not those of the text."""
    words = proof.report_words(body)
    difference = proof.first_difference(proof.source_words(text, dropped), words)
    if difference is None:
        return len(words)
    raise ImportFault(
        Place(path, 1),
        f'word {difference.position} of the text is "{difference.source}", and would be'
        f' "{difference.report}" in the report',
        "expected every word in its order: a fault of the importer, nothing was written",
    )


def _headings(judged: Sequence[Judged]) -> Iterator[FoundHeading]:
    for one in judged:
        if one.is_heading:
            theme = one.theme or UNCLASSIFIED
            yield FoundHeading(
                one.passage.line, one.passage.text, one.level, theme, one.verdict.reason
            )


def _pull_quotes(
    judged: Sequence[Judged], quotations: Mapping[int, Quotation]
) -> Iterator[FoundQuote]:
    for i, kind in quotations.items():
        if kind is Quotation.PULL_QUOTE:
            yield FoundQuote(judged[i].passage.line, judged[i].passage.text)


def _about_language(language: str) -> Iterator[Question]:
    if language == identity.UNDETERMINED:
        yield Question(
            0,
            'language: the text does not tell it plainly, so that "und" stands there; expected a'
            ' tag such as "en"',
        )


def _about_country(country: Country, told: Country | None) -> Iterator[Question]:
    if told and told.code != country.code:
        yield Question(
            0, f"country: {country.name} was given, but the text tells of {told.name}: which is it?"
        )


def with_target(account: Imported, target: Path) -> Imported:
    """Return the account with the place of the annotated report."""
    return replace(account, target=target)

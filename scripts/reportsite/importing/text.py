"""Raw text → annotated report: the steps of the import in their order, and what they found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportsite.diagnostics import Place
from reportsite.importing import identity, proof
from reportsite.importing.annotating import annotated
from reportsite.importing.debris import find_debris, without
from reportsite.importing.fields import front_matter, missing_fields
from reportsite.importing.furniture import BESIDE_NUMBER, PAGE_NUMBER, RUNNING_HEAD
from reportsite.importing.headings import Judged, find_headings
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
_OF_A_PAGE = frozenset({PAGE_NUMBER, RUNNING_HEAD, BESIDE_NUMBER})


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
    country = wish.country or identity.told_country(lines, vocabulary.countries, path)
    dropped = _titled(lines, country) + find_debris(lines, sources, wish.profile)
    numbers = frozenset(one.line for one in dropped)
    kept = without(lines, numbers)
    judged, quotations = _judged(kept, dropped, country, sources, vocabulary)
    if not judged:
        raise ImportFault(Place(path, 1), "no text is in the file", "expected a report")
    body = annotated(judged, quotations)
    _prove(path, text, numbers, body)
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
        questions=_questions(judged, quotations, language, wish.profile),
        words_in=len(proof.source_words(text)),
        words_out=len(proof.report_words(body)),
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
    dropped: Sequence[Dropped],
    country: Country,
    sources: Sources,
    vocabulary: Vocabulary,
) -> tuple[tuple[Judged, ...], Mapping[int, Quotation]]:
    page_breaks = frozenset(one.line for one in dropped if one.reason in _OF_A_PAGE)

    def is_heading(text: str) -> bool:
        match = vocabulary.themes.match(text)
        return match is not None and stems(match.alias) == parse_heading(text).stems

    passages = read_passages(lines, page_breaks, is_heading)
    names = frozenset(" ".join(name_key(name)) for name in (country.name, *country.aliases))
    judged = find_headings(passages, vocabulary.themes, sources, names)
    return judged, find_quotations(passages, [not one.is_heading for one in judged])


def _prove(path: str, text: str, dropped: frozenset[int], body: str) -> None:
    difference = proof.first_difference(proof.source_words(text, dropped), proof.report_words(body))
    if difference:
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


def _questions(
    judged: Sequence[Judged],
    quotations: Mapping[int, Quotation],
    language: str,
    profile: Profile,
) -> tuple[Question, ...]:
    of_text = sorted(ask(judged, quotations))
    told = () if language != identity.UNDETERMINED else (_LANGUAGE,)
    return (*missing_fields(profile), *told, *of_text)


_LANGUAGE = Question(
    0,
    'language: the text does not tell it plainly, so that "und" stands there; expected a tag'
    ' such as "en"',
)


def with_target(account: Imported, target: Path) -> Imported:
    """Return the account with the place of the annotated report."""
    return replace(account, target=target)

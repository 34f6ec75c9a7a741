"""Raw text → annotated report: the steps of the import in their order, and what they found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportsite.diagnostics import Place
from reportsite.importing import identity, proof
from reportsite.importing.annotating import annotated
from reportsite.importing.candidates import LONGEST
from reportsite.importing.debris import find_debris, without
from reportsite.importing.fields import front_matter
from reportsite.importing.headings import Judged, find_headings, join_lone_labels
from reportsite.importing.lines import Line, read_lines
from reportsite.importing.passages import read_passages
from reportsite.importing.questions import about_passages, about_report
from reportsite.importing.quotes import Quotation, find_quotations
from reportsite.importing.replacing import Kept
from reportsite.importing.result import (
    Dropped,
    FoundHeading,
    FoundQuote,
    Imported,
    ImportFault,
)
from reportsite.importing.sources import Profile, Sources
from reportsite.model import UNCLASSIFIED, Country
from reportsite.vocabulary.countries import name_key
from reportsite.vocabulary.loading import Vocabulary

TITLE = "the country's name as title; it stands in the front matter"


@dataclass(frozen=True)
class Annotated:
    """The annotated report as text, and the account of how it came about."""

    text: str
    account: Imported


@dataclass(frozen=True)
class Wish:
    """What is known of a text before it is read. `country` None: the text is to tell it.

    `kept` is what the report told that this one is to replace, None where there is none.
    """

    file: Path
    country: Country | None
    year: int
    profile: Profile
    kept: Kept | None = None

    @property
    def source(self) -> Mapping[str, str | int]:
        """The known fields of the source; what a person wrote stands before the profile's."""
        return {**self.profile.source, **(self.kept.source if self.kept else {})}


@dataclass(frozen=True)
class _Found:
    """What the text itself tells. `told` is the country that it tells of, None in doubt."""

    country: Country
    told: Country | None
    title: str
    language: str
    judged: tuple[Judged, ...]
    quotations: Mapping[int, Quotation]
    dropped: tuple[Dropped, ...]
    controls: tuple[Dropped, ...]


def import_text(text: str, wish: Wish, sources: Sources, vocabulary: Vocabulary) -> Annotated:
    """Annotate `text`, the decoded contents of `wish.file`.

    ImportFault where the country is not told, where no text is left, and where a word would be
    lost. The account's target is empty: where the report goes is not known here.
    """
    found = _find(text, wish, sources, vocabulary)
    body = annotated(found.judged, found.quotations)
    dropped = frozenset(one.line for one in found.dropped)
    words_out = _proven_words(str(wish.file), text, dropped, body)
    others = wish.kept.fields if wish.kept else {}
    fields = front_matter(
        found.country, wish.year, found.title, found.language, others, wish.source
    )
    account = _account(found, wish, len(proof.source_words(text)), words_out)
    return Annotated(f"{fields}\n{body}", account)


def _find(text: str, wish: Wish, sources: Sources, vocabulary: Vocabulary) -> _Found:
    path = str(wish.file)
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
    title = identity.spelling(lines, country)
    language = identity.language(kept, sources)
    if language == identity.UNDETERMINED and wish.kept and wish.kept.language:
        language = wish.kept.language
    return _Found(country, told, title, language, judged, quotations, dropped, controls)


def _account(found: _Found, wish: Wish, words_in: int, words_out: int) -> Imported:
    return Imported(
        source=wish.file,
        target=Path(),
        country=found.country,
        year=wish.year,
        title=found.title,
        headings=tuple(_headings(found.judged)),
        pull_quotes=tuple(_pull_quotes(found.judged, found.quotations)),
        dropped=tuple(sorted((*found.dropped, *found.controls))),
        questions=(
            *about_report(wish.profile, wish.source, found.language, found.country, found.told),
            *sorted(about_passages(found.judged, found.quotations)),
        ),
        words_in=words_in,
        words_out=words_out,
        kept=wish.kept.names if wish.kept else None,
    )


def _titled(lines: Sequence[Line], country: Country) -> tuple[Dropped, ...]:
    """Return the first line, where it is nothing but the country's name."""
    first = identity.title_line(lines)
    names = {name_key(name) for name in (country.name, *country.aliases)}
    is_title = first is not None and name_key(first.text) in names
    return (Dropped(first.number, first.text, TITLE),) if first and is_title else ()


def _judged(
    lines: Sequence[Line],
    dropped: frozenset[int],
    country: Country,
    sources: Sources,
    vocabulary: Vocabulary,
) -> tuple[tuple[Judged, ...], Mapping[int, Quotation]]:
    def is_heading(text: str) -> bool:
        match = vocabulary.themes.match(text) if len(text) <= LONGEST else None
        return match is not None and match.is_whole

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

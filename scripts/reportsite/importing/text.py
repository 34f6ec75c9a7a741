"""Raw text → annotated report: the steps of the import in their order, and what they found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportsite.diagnostics import Place
from reportsite.importing import identity, proof
from reportsite.importing.annotating import annotated
from reportsite.importing.candidates import LONGEST
from reportsite.importing.contents import Contents, find_contents
from reportsite.importing.debris import find_debris, without
from reportsite.importing.fields import front_matter
from reportsite.importing.headings import Judged, find_headings, join_lone_labels
from reportsite.importing.lines import Line, count_lines, read_lines
from reportsite.importing.numbered import whole_paragraphs
from reportsite.importing.passages import read_passages
from reportsite.importing.questions import about_passages, about_report, about_year
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
from reportsite.importing.text_rules import TextRules
from reportsite.importing.told import Told, find_cover, read_told
from reportsite.model import UNCLASSIFIED, Country, Numbering
from reportsite.vocabulary.countries import name_key
from reportsite.vocabulary.loading import Vocabulary

# Fifty times those of the longest report known here; as many take half a minute and a gigabyte.
_MOST_LINES = 500_000

TITLE = "the country's name as title; it stands in the front matter"


@dataclass(frozen=True)
class Annotated:
    """The annotated report as text, and the account of how it came about."""

    text: str
    account: Imported


@dataclass(frozen=True)
class Wish:
    """What is known of a text before it is read. What is None, the text is to tell.

    `kept` is what the report told that this one is to replace, None where there is none.
    """

    file: Path
    country: Country | None = None
    year: int | None = None
    profile: Profile | None = None
    kept: Kept | None = None


@dataclass(frozen=True)
class _Found:
    """What was found. `named` is the country that the text tells of, None in doubt."""

    told: Told
    country: Country
    named: Country | None
    year: int
    title: str
    language: str
    judged: tuple[Judged, ...]
    quotations: Mapping[int, Quotation]
    contents: Contents
    dropped: tuple[Dropped, ...]
    controls: tuple[Dropped, ...]


def import_text(text: str, wish: Wish, sources: Sources, vocabulary: Vocabulary) -> Annotated:
    """Annotate `text`, the decoded contents of `wish.file`.

    ImportFault where country or year is not told, where no text is left, and where a word would be
    lost. The account's target is empty: where the report goes is not known here.
    """
    found = _find(text, wish, sources, vocabulary)
    body = annotated(found.judged, found.quotations)
    dropped = frozenset(one.line for one in found.dropped)
    words_out = _proven_words(str(wish.file), text, dropped, body)
    others = {**_numbering(found.judged), **(wish.kept.fields if wish.kept else {})}
    source = _source(found.told, found.year, wish)
    fields = front_matter(found.country, found.year, found.title, found.language, others, source)
    account = _account(found, wish, len(proof.source_words(text)), words_out)
    return Annotated(f"{fields}\n{body}", account)


def _read(path: str, text: str) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Return lines and control characters; ImportFault where there are more lines than is sane."""
    number = count_lines(text)
    if number > _MOST_LINES:
        raise ImportFault(
            Place(path, 1),
            f"the text has {number:,} lines",
            f"expected a report, which has at most {_MOST_LINES:,}",
        )
    return read_lines(text)


def _find(text: str, wish: Wish, sources: Sources, vocabulary: Vocabulary) -> _Found:
    path = str(wish.file)
    lines, controls = _read(path, text)
    told = read_told(lines, wish.profile, sources, vocabulary.countries)
    country, named, year = _who(lines, told, wish, vocabulary)
    contents = find_contents(lines, sources.contents)
    dropped = _dropped(lines, told.profile, contents, country, sources)
    numbers = frozenset(one.line for one in dropped)
    kept = without(lines, numbers)
    reader = _Reader(told.profile.text, contents, sources, vocabulary)
    judged, quotations = reader.judge(kept, numbers, country)
    if not judged:
        raise ImportFault(Place(path, 1), "no text is in the file", "expected a report")
    title = identity.spelling(lines, country)
    language = identity.language(kept, sources)
    if language == identity.UNDETERMINED and wish.kept and wish.kept.language:
        language = wish.kept.language
    return _Found(
        told, country, named, year, title, language, judged, quotations, contents, dropped, controls
    )


def _numbering(judged: Sequence[Judged]) -> Mapping[str, str]:
    is_own = any(one.passage.number for one in judged)
    return {"numbering": Numbering.SOURCE.value} if is_own else {}


def identify_text(
    text: str, wish: Wish, sources: Sources, vocabulary: Vocabulary
) -> tuple[Country, int]:
    """Return which country and year a text is about, without annotating it.

    Raises ImportFault where they are not told.
    """
    lines, _ = _read(str(wish.file), text)
    told = read_told(lines, wish.profile, sources, vocabulary.countries)
    country, _, year = _who(lines, told, wish, vocabulary)
    return country, year


def _who(
    lines: Sequence[Line], told: Told, wish: Wish, vocabulary: Vocabulary
) -> tuple[Country, Country | None, int]:
    """Return the country, the one that the text itself tells of, and the year."""
    path = str(wish.file)
    named, mentions = identity.told_country(lines, vocabulary.countries)
    named = told.country or named
    country = wish.country or named
    if country is None:
        raise identity.no_country(mentions, vocabulary.countries, path)
    year = wish.year or told.year
    if year is None:
        raise no_year(path)
    return country, named, year


def no_year(path: str) -> ImportFault:
    """Say that a year must be given."""
    return ImportFault(
        Place(path, 1),
        "no year is given, and the text does not tell it",
        "expected --year with the year that the report covers, which is not the edition's",
    )


def _source(told: Told, year: int, wish: Wish) -> Mapping[str, str | int]:
    """Return the fields of the source; what a person wrote stands before what the text tells."""
    kept = wish.kept.source if wish.kept else {}
    return {**told.profile.source_in(year), **told.source, **kept}


def _account(found: _Found, wish: Wish, words_in: int, words_out: int) -> Imported:
    return Imported(
        source=wish.file,
        target=Path(),
        country=found.country,
        year=found.year,
        title=found.title,
        headings=tuple(_headings(found.judged)),
        pull_quotes=tuple(_pull_quotes(found.judged, found.quotations)),
        dropped=tuple(sorted((*found.dropped, *found.controls))),
        questions=(
            *about_report(
                found.told.profile,
                _source(found.told, found.year, wish),
                found.language,
                found.country,
                found.named,
            ),
            *(about_year(found.told.profile) if wish.year is None else ()),
            *([found.contents.question] if found.contents.question else ()),
            *sorted(about_passages(found.judged, found.quotations)),
        ),
        words_in=words_in,
        words_out=words_out,
        kept=wish.kept.names if wish.kept else None,
        profile=found.told.profile.name,
    )


def _dropped(
    lines: Sequence[Line],
    profile: Profile,
    contents: Contents,
    country: Country,
    sources: Sources,
) -> tuple[Dropped, ...]:
    """Return the lines that are no part of the report, each once, in order."""
    gone = {one.line for one in contents.dropped}
    cover = find_cover(lines, profile.text, gone)
    debris = find_debris(lines, sources, profile)
    found = (*_titled(lines, country), *contents.dropped, *cover, *debris)
    by_line = {one.line: one for one in reversed(found)}
    return tuple(by_line[number] for number in sorted(by_line))


def _titled(lines: Sequence[Line], country: Country) -> tuple[Dropped, ...]:
    """Return the first line, where it is nothing but the country's name."""
    first = identity.title_line(lines)
    names = {name_key(name) for name in (country.name, *country.aliases)}
    is_title = first is not None and name_key(first.text) in names
    return (Dropped(first.number, first.text, TITLE),) if first and is_title else ()


@dataclass(frozen=True)
class _Reader:
    """Reads the lines that are left as headings and paragraphs."""

    rules: TextRules
    contents: Contents
    sources: Sources
    vocabulary: Vocabulary

    def judge(
        self, lines: Sequence[Line], dropped: frozenset[int], country: Country
    ) -> tuple[tuple[Judged, ...], Mapping[int, Quotation]]:
        passages = read_passages(lines, dropped, self._is_heading)
        if self.rules.numbered_paragraphs:
            passages = whole_paragraphs(passages, self._is_heading)
        passages = join_lone_labels(passages)
        names = frozenset(" ".join(name_key(name)) for name in (country.name, *country.aliases))
        judged = find_headings(passages, self.vocabulary.themes, self.sources, names, self.contents)
        return judged, find_quotations(passages, [not one.is_heading for one in judged])

    def _is_heading(self, text: str) -> bool:
        if self.contents.names(text):
            return True
        match = self.vocabulary.themes.match(text) if len(text) <= LONGEST else None
        return match is not None and match.is_whole


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

"""A web page → annotated report: the steps of the import in their order, and what they found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportsite.diagnostics import Diagnostics, Place
from reportsite.importing import identity
from reportsite.importing.fields import front_matter
from reportsite.importing.lines import Line
from reportsite.importing.page_profiles import PagePlace, found_in
from reportsite.importing.questions import about_report
from reportsite.importing.result import FoundHeading, Imported, ImportFault
from reportsite.importing.sources import Profile, Sources
from reportsite.importing.text import Annotated, Wish
from reportsite.importing.told import source_fields
from reportsite.importing.web.addresses import copied_on, whole
from reportsite.importing.web.blocks import Title
from reportsite.importing.web.converting import Converted, convert
from reportsite.importing.web.deciding import Identity, decide
from reportsite.importing.web.finding import find_report, known_profile
from reportsite.importing.web.parsing import Page, parse
from reportsite.importing.web.questions import about_text
from reportsite.importing.web.telling import Said, Told, tell
from reportsite.importing.web.tree import Element, texts
from reportsite.model import UNCLASSIFIED, Country
from reportsite.reading.report import read_report
from reportsite.reading.schema import LANGUAGE
from reportsite.vocabulary.loading import Vocabulary

# Where a page of which nothing is known may name its country.
_GENERAL = (
    PagePlace("h1", pattern="^(?P<country>.+)$"),
    PagePlace("title", pattern=r"^(?P<country>.+?)(?: [-–—|] .*)?$"),
)
# Signs by which a language is told; the rest of a report adds nothing.
_ENOUGH = 20_000


@dataclass(frozen=True)
class _Known:
    """A page, and what is known of it before its words are read."""

    page: Page
    profile: Profile
    report: Element
    told: Told
    identity: Identity


def identify_page(text: str, wish: Wish, sources: Sources, vocabulary: Vocabulary) -> Identity:
    """Return whom a page is about, without reading it. Raises ImportFault as `import_page` does."""
    return _known(text, wish, sources, vocabulary).identity


def import_page(text: str, wish: Wish, sources: Sources, vocabulary: Vocabulary) -> Annotated:
    """Annotate the report of a web page, whose source is `text`.

    Raises ImportFault where the page holds no whole report, country or year is in doubt, or a word
    would be lost. The account's target is empty: where the report goes is not known here.
    """
    known = _known(text, wish, sources, vocabulary)
    canonical = _canonical(known.page)
    converted = convert(str(wish.file), known.report, known.profile, sources, whole(canonical, ""))
    language = _language(known, converted, wish, sources)
    source = _source(known, wish, sources, canonical)
    fields = front_matter(
        known.identity.country,
        known.identity.year,
        known.identity.title,
        language,
        wish.kept.fields if wish.kept else {},
        source,
    )
    _check(str(wish.file), known.identity, converted.body, vocabulary)
    report = f"{fields}\n{converted.body}"
    return Annotated(report, _account(known, converted, wish, source, language, vocabulary))


def _known(text: str, wish: Wish, sources: Sources, vocabulary: Vocabulary) -> _Known:
    page = parse(str(wish.file), text)
    profile = wish.profile or known_profile(page, sources.profiles.values())
    report = find_report(page, profile.page, sources)
    told = tell(page, profile.page.facts or _GENERAL, vocabulary.countries)
    if not profile.page.facts:
        told = _told_by_text(told, report, wish, vocabulary)
    return _Known(page, profile, report, told, decide(wish, told))


def _told_by_text(told: Told, report: Element, wish: Wish, vocabulary: Vocabulary) -> Told:
    """Find the country by the words of a page whose places nobody knows.

    Its titles need not be the name of a country; where none is, the text tells it as a plain one.
    """
    named = next((one.country for one in told.said if one.country), None)
    named = named or _named_within(told, vocabulary)
    lines = [Line(0, text) for text in texts(report) if not text.isspace()]
    country, mentions = (named, Counter[str]())
    if named is None and wish.country is None:
        country, mentions = identity.told_country(lines, vocabulary.countries)
        if country is None:
            raise identity.no_country(mentions, vocabulary.countries, str(wish.file))
    said = tuple(replace(one, country=one.country or country) for one in told.said)
    if said or country is None:
        return replace(told, said=said)
    spelt = {"country": identity.spelling(lines, country)}
    return replace(told, said=(Said("its words", spelt, country),))


def _named_within(told: Told, vocabulary: Vocabulary) -> Country | None:
    """Return the country that the titles name among other words, None where they name several."""
    titles = (one.names for one in told.said)
    codes = {code for code, _ in identity.count_names(titles, vocabulary.countries)}
    return vocabulary.countries.by_code(codes.pop()) if len(codes) == 1 else None


def _canonical(page: Page) -> str:
    found = found_in(page.root, 'link[rel~="canonical"]')
    return next((one.get("href") or "" for one in found), "")


def _source(known: _Known, wish: Wish, sources: Sources, canonical: str) -> Mapping[str, str | int]:
    """Return the fields of the source; what a person wrote stands before what the page tells."""
    profile = known.profile.source_in(known.identity.year)
    page = {"url": whole(canonical, ""), "retrieved": copied_on(canonical) or ""}
    told = source_fields({**page, **known.told.source}, sources)
    return {**profile, **dict(told), **(wish.kept.source if wish.kept else {})}


def _language(known: _Known, converted: Converted, wish: Wish, sources: Sources) -> str:
    lines = [Line(0, line) for line in converted.body[:_ENOUGH].split("\n")]
    found = identity.language(lines, sources)
    if found != identity.UNDETERMINED:
        return found
    declared = (known.page.root.get("lang") or "").strip()
    if LANGUAGE.fullmatch(declared):
        return declared
    return (wish.kept.language if wish.kept else None) or found


def _check(path: str, who: Identity, body: str, vocabulary: Vocabulary) -> None:
    """Raise ImportFault where `reportsite check` would find fault with the body of the report."""
    diagnostics = Diagnostics()
    fields = front_matter(who.country, who.year, who.title, identity.UNDETERMINED, {}, {})
    read_report(path, who.name, f"{fields}\n{body}", vocabulary, diagnostics)
    for fault in sorted(diagnostics.faults)[:1]:
        raise ImportFault(
            Place(path, 1),
            f"the report would have a fault: {fault.wrong}",
            "expected none: a fault of the importer, nothing was written",
        )


def _account(
    known: _Known,
    converted: Converted,
    wish: Wish,
    source: Mapping[str, str | int],
    language: str,
    vocabulary: Vocabulary,
) -> Imported:
    who = known.identity
    headings = tuple(found_headings(converted, vocabulary))
    return Imported(
        source=wish.file,
        target=Path(),
        country=who.country,
        year=who.year,
        title=who.title,
        headings=headings,
        pull_quotes=(),
        dropped=tuple(sorted((*converted.dropped, *known.page.controls))),
        questions=(
            *about_report(known.profile, source, language, who.country, None),
            *who.questions,
            *about_text(converted.outline, headings),
        ),
        words_in=converted.words_in,
        words_out=converted.words_out,
        kept=wish.kept.names if wish.kept else None,
        profile=known.profile.name,
        name=who.name,
    )


def found_headings(converted: Converted, vocabulary: Vocabulary) -> Iterator[FoundHeading]:
    """Yield the headings of a report with their themes."""
    for i, level in converted.outline.levels.items():
        title = converted.outline.blocks[i]
        if isinstance(title, Title):
            match = vocabulary.themes.match(title.text)
            theme = match.theme.id if match else UNCLASSIFIED
            yield FoundHeading(title.line, title.text, level, theme, f"its {title.tag}")

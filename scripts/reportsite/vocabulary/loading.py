"""The vocabulary of an archive, read from its files and checked; every fault has its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import UNCLASSIFIED, Country, Theme
from reportsite.vocabulary.countries import (
    Countries,
    NameKey,
    in_order,
    iso_countries,
    may_be_added,
    name_key,
)
from reportsite.vocabulary.entries import Entry, EntryReader, Schema, Text
from reportsite.vocabulary.matching import ADDRESS_PART, Stems, plain_slug, stems
from reportsite.vocabulary.themes import TREATIES, Themes
from reportsite.vocabulary.variants import Variants, load_variants

THEMES_FILE = "reports/vocabulary/themes.yml"
COUNTRIES_FILE = "reports/vocabulary/countries.yml"

# `/countries/`, and the second page of a long list such as `/themes/torture/`
OF_LISTS = re.compile(r"index|page-[0-9]+")

_THEME_FIELDS = ("id", "label", "definition", "parent"), ("aliases", "articles")
_THEME = Schema("theme", *_THEME_FIELDS, required=("id", "label", "definition"))
_KIND = Schema("kind", *_THEME_FIELDS, required=("id", "label", "definition"))
_COUNTRY = Schema("country", ("code", "name", "slug"), ("aliases",), required=("code",))


@dataclass(frozen=True)
class Vocabulary:
    """The controlled lists of an archive."""

    themes: Themes
    countries: Countries
    variants: Variants = ()


def load_vocabulary(root: Path, diagnostics: Diagnostics) -> Vocabulary:
    """Read the vocabulary of the archive at `root`.

    Faults go to `diagnostics`; what is at fault is left out and the rest is returned, so that one
    run shows every fault of an archive.
    """
    return Vocabulary(
        load_themes(root, diagnostics),
        load_countries(root, diagnostics),
        load_variants(root, diagnostics),
    )


def load_themes(root: Path, diagnostics: Diagnostics) -> Themes:
    """Read and check the list of themes and of kinds that are not themes."""
    lists = EntryReader(root, THEMES_FILE, diagnostics).read({"themes": _THEME, "kinds": _KIND})
    for entries in lists.values():
        _check_parents(entries, diagnostics)
        _check_articles(entries, diagnostics)
    accepted = tuple(_first_of_each_id((*lists["themes"], *lists["kinds"]), diagnostics))
    _check_aliases(accepted, diagnostics)
    kinds = {entry.place for entry in lists["kinds"]}
    return Themes(tuple(_theme(entry, entry.place not in kinds) for entry in accepted))


def _first_of_each_id(entries: Iterable[Entry], diagnostics: Diagnostics) -> Iterator[Entry]:
    seen: dict[str, Entry] = {}
    for entry in entries:
        theme_id, place = _required(entry, "id"), entry.place_of("id")
        if theme_id == UNCLASSIFIED:
            wrong = f'"{theme_id}" cannot be an id'
            diagnostics.fault(place, wrong, "it marks sections that have no theme: choose another")
        elif not ADDRESS_PART.fullmatch(theme_id):
            wrong = f'"{theme_id}" cannot be an id, since it stands in addresses'
            diagnostics.fault(place, wrong, f'write "{plain_slug(theme_id) or "short-name"}"')
        elif theme_id in seen:
            first = seen[theme_id].place_of("id").line
            diagnostics.fault(place, f'the id "{theme_id}" is given twice', f"line {first} has it")
        else:
            seen[theme_id] = entry
            yield entry


def _check_parents(entries: Iterable[Entry], diagnostics: Diagnostics) -> None:
    entries = tuple(entries)
    top = {entry.text("id") for entry in entries if entry.text("parent") is None}
    known = {entry.text("id") for entry in entries}
    for entry in entries:
        parent = entry.text("parent")
        if parent is None or parent in top:
            continue
        wrong = "has a parent of its own" if parent in known else "is not in this list"
        diagnostics.fault(
            entry.place_of("parent"),
            f'the parent "{parent}" {wrong}',
            "name a theme of the top level",
        )


def _check_aliases(entries: Iterable[Entry], diagnostics: Diagnostics) -> None:
    """See that an alias leads to one entry; wordings of the same stems are one alias."""
    claimed: dict[Stems, tuple[str, Text]] = {}
    for entry in entries:
        theme_id = _required(entry, "id")
        for alias in (*entry.list("label"), *entry.list("aliases")):
            key = stems(alias.value)
            owner, first = claimed.setdefault(key, (theme_id, alias))
            if not key:
                diagnostics.fault(
                    alias.place, f'the alias "{alias.value}" has no word of its own', "take it out"
                )
            elif owner != theme_id:
                diagnostics.fault(
                    alias.place,
                    f'"{alias.value}" is claimed by "{theme_id}" and by "{owner}"',
                    f'keep one: line {first.place.line} has "{first.value}"',
                )


def _theme(entry: Entry, is_theme: bool) -> Theme:
    return Theme(
        id=_required(entry, "id"),
        label=_required(entry, "label"),
        definition=_required(entry, "definition"),
        parent=entry.text("parent"),
        aliases=tuple(alias.value for alias in entry.list("aliases")),
        articles=tuple(article.value for article in entry.list("articles")),
        is_theme=is_theme,
    )


def _check_articles(entries: Iterable[Entry], diagnostics: Diagnostics) -> None:
    for article in (article for entry in entries for article in entry.list("articles")):
        treaty, _, number = article.value.partition(" ")
        last = TREATIES.get(treaty)
        if last is None:
            wrong = f'"{article.value}" names no known treaty'
            expected = f"write one of {', '.join(TREATIES)}, then a number"
            diagnostics.fault(article.place, wrong, expected)
        elif number not in map(str, range(1, last + 1)):
            wrong = f'"{article.value}" is no article of the {treaty}'
            diagnostics.fault(article.place, wrong, f'write "{treaty} 1" to "{treaty} {last}"')


def load_countries(root: Path, diagnostics: Diagnostics) -> Countries:
    """Read ISO 3166-1, and the names and countries that the archive adds."""
    reader = EntryReader(root, COUNTRIES_FILE, diagnostics)
    entries = reader.read({"countries": _COUNTRY})["countries"]
    countries = {country.code: country for country in iso_countries()}
    given: dict[str, Entry] = {}
    for entry in entries:
        code = _required(entry, "code")
        if _may_stand(entry, code, countries, given, diagnostics):
            given[code] = entry
            countries[code] = _amended(countries.get(code), entry)
    _check_slugs(countries.values(), given, diagnostics)
    _check_names(countries.values(), given, diagnostics)
    return in_order(countries.values())


def _may_stand(
    entry: Entry,
    code: str,
    known: dict[str, Country],
    given: dict[str, Entry],
    diagnostics: Diagnostics,
) -> bool:
    place = entry.place_of("code")
    if code in given:
        first = given[code].place_of("code").line
        diagnostics.fault(place, f'the code "{code}" is given twice', f"line {first} has it")
    elif code not in known and not may_be_added(code):
        diagnostics.fault(
            place,
            f'"{code}" is no code of a country',
            "write one of ISO 3166-1 alpha-3, a former one of ISO 3166-3, or for a country that"
            " ISO lacks one of those left to users, such as XAA to XZZ",
        )
    elif code not in known and entry.text("name") is None:
        diagnostics.fault(place, f'country "{code}" has no name', 'ISO lacks it: add "name: …"')
    else:
        return True
    return False


def _amended(country: Country | None, entry: Entry) -> Country:
    """Put the entry's name first; names that the country had before stay as aliases."""
    code = _required(entry, "code")
    before = (country.name, *country.aliases) if country else ()
    name = entry.text("name") or before[0]
    aliases = dict.fromkeys((*before, *(alias.value for alias in entry.list("aliases"))))
    aliases.pop(name, None)
    return Country(code, name, entry.text("slug") or plain_slug(name), tuple(aliases))


def _check_slugs(
    countries: Iterable[Country], given: dict[str, Entry], diagnostics: Diagnostics
) -> None:
    owners: dict[str, Country] = {}
    for country in countries:
        owner = owners.setdefault(country.slug, country)
        entry = given.get(country.code) or given.get(owner.code)
        if entry is None:
            continue
        place, slug = entry.place_of("slug"), country.slug
        if owner.code != country.code:
            wrong = f'{owner.code} and {country.code} would both have the address "{slug}"'
            diagnostics.fault(place, wrong, 'give one of them another "slug: …"')
        elif not ADDRESS_PART.fullmatch(slug):
            better = plain_slug(slug)
            expected = f'write "{better}"' if better else 'add "slug: …" in letters a to z'
            diagnostics.fault(place, f'"{slug}" cannot be an address', expected)
        elif OF_LISTS.fullmatch(slug):
            diagnostics.fault(place, f'"{slug}" is an address of lists', "write another")


def _check_names(
    countries: Iterable[Country], given: dict[str, Entry], diagnostics: Diagnostics
) -> None:
    """See that a name leads to one country."""
    owners: dict[NameKey, Country] = {}
    for country in countries:
        for name in (country.name, *country.aliases):
            owner = owners.setdefault(name_key(name), country)
            entry = given.get(country.code) or given.get(owner.code)
            if owner.code != country.code and entry:
                diagnostics.fault(
                    _place_of_name(entry, name),
                    f'"{name}" is claimed by {owner.code} and by {country.code}',
                    "keep one of them",
                )


def _place_of_name(entry: Entry, name: str) -> Place:
    texts = (*entry.list("name"), *entry.list("aliases"))
    return next((text.place for text in texts if text.value == name), entry.place)


def _required(entry: Entry, name: str) -> str:
    return entry.text(name) or ""

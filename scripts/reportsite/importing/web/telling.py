"""Who a page says that its report is about: country, part of it, year, title, source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportsite.importing.page_profiles import IDENTITY, PagePlace
from reportsite.importing.web.finding import place_text
from reportsite.importing.web.parsing import Page
from reportsite.model import Country
from reportsite.vocabulary.countries import Countries


@dataclass(frozen=True)
class Said:
    """What one place of a page says: the named groups of its pattern, and the country meant."""

    place: str
    groups: Mapping[str, str]
    country: Country | None = None

    @property
    def names(self) -> str:
        """The country and its part as printed, "" where neither is."""
        return ", ".join(self.groups[name] for name in ("country", "part") if name in self.groups)


@dataclass(frozen=True)
class Told:
    """What a page says in its several places, in the order in which the profile asks."""

    said: tuple[Said, ...] = ()
    source: Mapping[str, str] = field(default_factory=dict)

    @property
    def countries(self) -> Mapping[Country, str]:
        """The countries that are named, each with the first place that names it."""
        found: dict[Country, str] = {}
        for one in self.said:
            if one.country:
                found.setdefault(one.country, one.place)
        return found

    @property
    def years(self) -> Mapping[int, str]:
        """The years that are named, each with the first place that names it."""
        found: dict[int, str] = {}
        for one in self.said:
            if one.groups.get("year", "").isdecimal():
                found.setdefault(int(one.groups["year"]), one.place)
        return found

    @property
    def unknown(self) -> tuple[Said, ...]:
        """The places that name a country which the vocabulary lacks."""
        return tuple(one for one in self.said if one.names and not one.country)

    @property
    def title(self) -> str:
        """The title as printed, "" where none is."""
        named = (one.groups.get("title") or one.groups.get("country") for one in self.said)
        return next((name for name in named if name), "")

    @property
    def part(self) -> str:
        """The part of the country that the report is about, "" for the whole of it."""
        parts = (one.groups.get("part", "") for one in self.said)
        return next((part for part in parts if part), "")


def tell(page: Page, places: Sequence[PagePlace], countries: Countries) -> Told:
    """Return what the page says at `places`."""
    said = tuple(_said(page, places, countries))
    source: dict[str, str] = {}
    for one in said:
        for name, value in one.groups.items():
            if name not in IDENTITY:
                source.setdefault(name, value)
    return Told(said, source)


def _said(page: Page, places: Sequence[PagePlace], countries: Countries) -> Iterator[Said]:
    for place in places:
        text = place_text(page, place)
        match = place.matches(text) if text else None
        if match:
            groups = {name: value.strip() for name, value in match.groupdict().items() if value}
            yield Said(place.select, *_part_resolved(groups, countries))


def _part_resolved(
    groups: dict[str, str], countries: Countries
) -> tuple[Mapping[str, str], Country | None]:
    """Find the country. A part that the vocabulary has as a country of its own is one.

    Addresses may say the country once more in front of the part.
    """
    if "part" in groups:
        part = groups["part"].removeprefix(groups.get("country", "")).lstrip("-")
        groups = groups | {"part": part or groups["part"]}
    own = named_country(groups.get("part", ""), countries)
    if own is None:
        return groups, named_country(groups.get("country", ""), countries)
    return {name: value for name, value in groups.items() if name != "part"}, own


def named_country(name: str, countries: Countries) -> Country | None:
    """Return the country of a name as printed, or as it stands in an address."""
    spaced = re.sub(r"[-_]+", " ", name)
    return countries.by_name(name) or countries.by_slug(name) or countries.by_name(spaced)

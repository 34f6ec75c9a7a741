"""What page and person say → country, year and name; doubt is a question or a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportsite.diagnostics import Place
from reportsite.importing.result import ImportFault, Question
from reportsite.importing.text import Wish
from reportsite.importing.web.telling import Told
from reportsite.model import Country
from reportsite.vocabulary.matching import plain_slug

_COUNTRY_EXPECTED = "expected --country with a name or code, such as KAZ"
_YEAR_EXPECTED = "expected --year with the year that the report covers"


@dataclass(frozen=True)
class Identity:
    """Whom a report is about. `name` is the last part of its address."""

    country: Country
    year: int
    name: str
    title: str
    questions: tuple[Question, ...] = ()


def decide(wish: Wish, told: Told) -> Identity:
    """Return the identity. What a person says goes before what the page says.

    Raises ImportFault where neither tells it, and where the page contradicts itself and the person
    does not decide.
    """
    path = str(wish.file)
    country = wish.country or _told_country(path, told)
    year = wish.year or _told_year(path, told)
    part = plain_slug(told.part)
    return Identity(
        country=country,
        year=year,
        name=f"{year}-{part}" if part else str(year),
        title=told.title or country.name,
        questions=tuple(_questions(wish, told, country, year)),
    )


def _told_country(path: str, told: Told) -> Country:
    if len(told.countries) == 1:
        return next(iter(told.countries))
    if told.countries:
        named = _listed({country.name: place for country, place in told.countries.items()})
        wrong = f"the page names several countries: {named}"
    elif told.unknown:
        named = _listed({f'"{one.names}"': one.place for one in told.unknown})
        wrong = f"no country is called as the page says: {named}"
    else:
        wrong = "no country is given, and the page does not name it"
    raise ImportFault(Place(path, 1), wrong, _COUNTRY_EXPECTED)


def _told_year(path: str, told: Told) -> int:
    if len(told.years) == 1:
        return next(iter(told.years))
    if told.years:
        wrong = f"the page names several years: {_listed(told.years)}"
    else:
        wrong = "no year is given, and the page does not tell it"
    raise ImportFault(Place(path, 1), wrong, _YEAR_EXPECTED)


def _listed(places: Mapping[str, str] | Mapping[int, str]) -> str:
    return ", ".join(f"{name} (`{place}`)" for name, place in places.items())


def _questions(wish: Wish, told: Told, country: Country, year: int) -> Iterator[Question]:
    others = [one.name for one in told.countries if one != country]
    if others:
        yield Question(
            0,
            f"country: {country.name} was given, but the page names {', '.join(others)}: which is"
            " it?",
        )
    years = [str(one) for one in told.years if one != year]
    if years:
        yield Question(
            0, f"year: {year} was given, but the page says {', '.join(years)}: which is it?"
        )
    for one in told.unknown:
        if not wish.country:
            yield Question(
                0,
                f'country: the page says "{one.names}" (`{one.place}`), which is no country\'s'
                f" name; {country.name} was taken from another place",
            )
    if told.part:
        yield Question(
            0,
            f"name: the page is about a part, {told.part}; its address ends in"
            f" `{year}-{plain_slug(told.part)}`",
        )

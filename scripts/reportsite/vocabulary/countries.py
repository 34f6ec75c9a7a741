"""Countries by code, slug and name: ISO 3166-1 from pycountry, amended by countries.yml."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pycountry

from reportsite.model import Country
from reportsite.vocabulary.matching import WORD, normalise, plain_slug

NameKey = tuple[str, ...]

_LEFT_OUT = frozenset({"the", "and", "of"})
_SHORT_FORMS = {"st": "saint", "ste": "sainte"}

# ISO 3166-1 alpha-3 leaves these to its users and will never assign them.
_USER_ASSIGNED = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")


@dataclass(frozen=True)
class Countries:
    """Countries in alphabetical order of their names.

    `short_codes` leads from ISO 3166-1 alpha-2 to alpha-3; it serves `nearest` alone, since an
    archive writes alpha-3.
    """

    entries: tuple[Country, ...]
    short_codes: dict[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Country]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def by_code(self, code: str) -> Country | None:
        """Return the country of that code, in capitals as ISO writes it."""
        return self._by_code.get(code)

    def by_slug(self, slug: str) -> Country | None:
        """Return the country of that slug, as it stands in addresses."""
        return self._by_slug.get(slug)

    def by_name(self, name: str) -> Country | None:
        """Return the country of that name or alias.

        Case, accents, punctuation and "the" do not count.
        """
        return self._by_name.get(name_key(name))

    def nearest(self, text: str) -> Country | None:
        """Return the country that `text` may have been meant to be: code, name, or nearly so."""
        code = text.strip().upper()
        exact = self.by_code(code) or self.by_code(self.short_codes.get(code, ""))
        near = self._nearest_code if len(code) <= 3 else self._nearest_name
        return exact or self.by_name(text) or near(code)

    @cached_property
    def _by_code(self) -> dict[str, Country]:
        return {country.code: country for country in self.entries}

    @cached_property
    def _by_slug(self) -> dict[str, Country]:
        return {country.slug: country for country in self.entries}

    @cached_property
    def _by_name(self) -> dict[NameKey, Country]:
        names: dict[NameKey, Country] = {}
        for country in self.entries:
            for name in (country.name, *country.aliases):
                names.setdefault(name_key(name), country)
        names.pop((), None)
        return names

    def _nearest_code(self, code: str) -> Country | None:
        """Two letters changed places, a common slip; else two of three are right."""
        swapped = (known for known in self.entries if sorted(known.code) == sorted(code))
        wrong = (known for known in self.entries if _letters_in_place(known.code, code) == 2)
        return next(swapped, None) or next(wrong, None) if len(code) == 3 else None

    def _nearest_name(self, text: str) -> Country | None:
        names = {" ".join(key): country for key, country in self._by_name.items()}
        close = difflib.get_close_matches(" ".join(name_key(text)), names, n=1, cutoff=0.75)
        return names[close[0]] if close else None


def _letters_in_place(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def name_key(name: str) -> NameKey:
    """Return the words by which two names are the same country's."""
    words = WORD.findall(normalise(name))
    return tuple(_SHORT_FORMS.get(word, word) for word in words if word not in _LEFT_OUT)


def iso_countries() -> tuple[Country, ...]:
    """Return ISO 3166-1 as pycountry holds it; the common name, where there is one, is the name."""
    return tuple(_from_iso(entry) for entry in pycountry.countries)


def iso_short_codes() -> dict[str, str]:
    """Return the way from ISO 3166-1 alpha-2 to alpha-3."""
    return {entry.alpha_2: entry.alpha_3 for entry in pycountry.countries}


def may_be_added(code: str) -> bool:
    """Whether a code that ISO 3166-1 lacks may be given: a former one, or one left to users.

    Former codes are those of ISO 3166-3. Any other is a slip of the pen, or may be assigned by ISO
    to another country one day.
    """
    former = {getattr(entry, "alpha_3", None) for entry in pycountry.historic_countries}
    return code in former or _USER_ASSIGNED.fullmatch(code) is not None


def in_order(countries: Iterable[Country]) -> Countries:
    """Put `countries` in alphabetical order, with the short codes of ISO."""
    ordered = sorted(countries, key=lambda country: (normalise(country.name), country.code))
    return Countries(tuple(ordered), iso_short_codes())


def _from_iso(entry: object) -> Country:
    names = [getattr(entry, key, None) for key in ("common_name", "name", "official_name")]
    printed = list(dict.fromkeys(name for name in names if name))
    code = str(getattr(entry, "alpha_3", ""))
    return Country(code, printed[0], plain_slug(printed[0]), tuple(printed[1:]))

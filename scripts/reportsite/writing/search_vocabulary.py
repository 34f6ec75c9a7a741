"""The names that a search knows: countries, themes, and words that mean the same."""

from __future__ import annotations

import json

from reportsite.model import Country, Theme
from reportsite.vocabulary.variants import Variants
from reportsite.writing.catalogue import Catalogue

PATH = "search/vocabulary.json"


def search_vocabulary(catalogue: Catalogue, variants: Variants) -> str:
    """Return the file: {"countries": {slug: …}, "themes": {id: …}, "variants": [[word, …], …]}.

    Countries and themes are those of the archive's reports, and the themes above those.
    """
    content = {
        "countries": {country.slug: _country(country) for country in catalogue.countries()},
        "themes": {theme.id: _theme(theme) for theme in catalogue.themes_with_parents()},
        "variants": variants,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _country(country: Country) -> dict[str, object]:
    return {"name": country.name, "code": country.code, "aliases": country.aliases}


def _theme(theme: Theme) -> dict[str, object]:
    return {"label": theme.label, "parent": theme.parent}

"""Where the pages of themes stand: the steps that lead to them."""

from __future__ import annotations

from reportsite.model import Theme
from reportsite.vocabulary.themes import Themes
from reportsite.writing.addresses import address, theme_page
from reportsite.writing.page import Meta

PLACE_OF_LIST = {"title": "Themes", "address": "themes/"}


def place_of_theme(theme: Theme, themes: Themes) -> list[Meta]:
    """Return the way to a theme: the list, and the theme that it stands under."""
    parent = themes.get(theme.parent) if theme.parent else None
    return [PLACE_OF_LIST, step(parent)] if parent else [PLACE_OF_LIST]


def step(theme: Theme) -> Meta:
    """Return a theme as one step of the way to a page."""
    return {"title": theme.label, "address": address(theme_page(theme))}

"""A page: its front matter and Markdown body, made from a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
import yaml

from reportsite.writing.markdown import escape

# tells a page that the build made from one that a person wrote, and the person where to edit
MADE_BY = "# Made by reportsite from "

# templates leave some where a part is absent
BLANK_LINES = re.compile(r"\n{3,}")

Meta = dict[str, Any]

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class Page:
    """One Markdown file to write: its path under docs/ and its whole text."""

    path: str
    text: str


def listing_meta(title: str, kind: str, lead: str | None, place: list[Meta], **more: Any) -> Meta:
    """Return the front matter of a page that lists what the archive holds.

    `kind` tells such pages apart, `lead` stands under the title, and `place` is the way there.
    """
    return {
        "template": "listing.html",
        "title": title,
        "kind": kind,
        **more,
        "lead": lead,
        "place": place,
    }


def make_page(
    path: str, template: str, origin: str, meta: Mapping[str, Any], **context: object
) -> Page:
    """Fill `templates/<template>.md.j2`. `origin` says what the page is made from."""
    front_matter = yaml.dump(
        dict(meta), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    text = _environment().get_template(f"{template}.md.j2").render(context).strip("\n")
    body = BLANK_LINES.sub("\n\n", text)
    return Page(
        path, f"---\n{MADE_BY}{origin}; changes here are lost.\n{front_matter}---\n\n{body}\n"
    )


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("reportsite.writing"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = escape
    return environment

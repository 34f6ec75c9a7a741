"""A page: its front matter and Markdown body, made from a template.

The front matter is YAML with a line a field, its values written as JSON, of which YAML is a
superset: for tens of thousands of pages, PyYAML's own writer takes longer than all else together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2

from reportsite.writing.markdown import escape

# tells a page that the build made from one that a person wrote, and the person where to edit
MADE_BY = "# Made by reportsite from "

# templates leave some where a part is absent
BLANK_LINES = re.compile(r"\n{3,}")

# what JSON lets stand in a text and YAML does not, or reads as the end of a line
NOT_IN_YAML = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    r"\U00010000-\U0010ffff]"
)

Meta = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """One Markdown page: its path under docs/, its front matter, its body, and what made it."""

    path: str
    meta: Meta
    body: str
    origin: str

    @property
    def text(self) -> str:
        """The whole text of its file."""
        made = f"{MADE_BY}{self.origin}; changes here are lost."
        return f"---\n{made}\n{front_matter(self.meta)}---\n\n{self.body}\n"


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
    text = _environment().get_template(f"{template}.md.j2").render(context).strip("\n")
    return Page(path, dict(meta), BLANK_LINES.sub("\n\n", text), origin)


def front_matter(fields: Mapping[str, Any]) -> str:
    """Return YAML that PyYAML reads as these fields: texts, numbers, None, lists and mappings."""
    return "".join(f"{name}: {_value(value)}\n" for name, value in fields.items())


def _value(value: Any) -> str:
    return NOT_IN_YAML.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign.group()):04x}"


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

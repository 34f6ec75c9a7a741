"""Addresses of links → addresses that a report may hold: whole, and safe in Markdown."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from reportsite.importing.web.tree import Element

SCHEMES = frozenset({"http", "https", "mailto"})
# The Internet Archive puts the time and its own address before the one that it has copied.
COPY = re.compile(r"https?://web\.archive\.org/web/(?P<day>\d{8})\d{0,6}(?:[a-z]{2}_)?/(?=https?:)")
# Signs that end an address in Markdown, or that Markdown takes for its own.
_UNSAFE = re.compile(r"""["'<>()\[\]{}|\\`*^]|[^\x21-\x7e]|__+""")


def link_addresses(report: Element, base: str) -> dict[Element, str]:
    """Return the address of each link that leads out of the page; `base` is the page's own."""
    found = {}
    for link in report.iter("a"):
        address = whole(link.get("href") or "", base)
        if address:
            found[link] = address
    return found


def whole(href: str, base: str) -> str:
    """Return an address as a report may hold it, "" where it leads nowhere outside the page."""
    typed = href.strip()
    if not typed or typed.startswith("#"):
        return ""
    try:
        joined = original(urljoin(base, typed))
        parts = urlsplit(joined)
        is_within = bool(base) and joined.partition("#")[0] == base.partition("#")[0]
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or is_within:
        return ""
    if parts.scheme.lower() != "mailto" and not parts.hostname:
        return ""
    return _UNSAFE.sub(_encoded, joined)


def original(address: str) -> str:
    """Return the address that a copy in the Internet Archive is of; any other as it is."""
    return COPY.sub("", address, count=1)


def copied_on(address: str) -> str | None:
    """Return the day on which the Internet Archive copied a page, None where no copy is meant."""
    match = COPY.match(address)
    if match is None:
        return None
    day = match["day"]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))

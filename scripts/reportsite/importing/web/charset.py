"""Which encoding a web page declares."""

from __future__ import annotations

import re

from reportsite.importing.decoding import known_encoding

# The standard looks at the first 1024 bytes; pages in the wild have it further down.
_LOOKED_AT = 4096
_DECLARED = re.compile(
    rb"""<meta[^>]{1,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{1,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# As browsers do (https://encoding.spec.whatwg.org/#names-and-labels).
_SUPERSETS = {"ascii": "Windows-1252", "iso8859-1": "Windows-1252", "iso8859-9": "Windows-1254"}


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that a page declares, None where it declares none that can be true.

    A page that is valid UTF-8 beyond ASCII is UTF-8 whatever it declares: text in another encoding
    never is by chance.
    """
    match = _DECLARED.search(data[:_LOOKED_AT])
    typed = (match[1] or match[2]).decode("ascii") if match else ""
    known = known_encoding(typed) if typed else None
    if known is None or (not data.isascii() and _is(data, "utf-8")):
        return None
    encoding = _SUPERSETS.get(known, known)
    return encoding if _is(data, encoding) else None


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True

"""Attribute lists such as `{: #slug theme="impunity" }`, in the syntax of Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reportsite.diagnostics import Diagnostics, Place

# no brace within another: each of a long run of them would be tried to the line's end
ATTRIBUTE_LINE = re.compile(r"\s*+\{:(?P<inner>[^{}\n]*+)\}\s*+")
AT_END_OF_HEADING = re.compile(r"\s\{:(?P<inner>[^{}\n]*+)\}\s*+$")
ANYWHERE = re.compile(r"\{:[^{}\n]*+\}")
# braces whose first word is an id, a class or `key=value`
WITHOUT_COLON = re.compile(
    r"""\{[ \t]*+(?P<inner>(?:[#.][^\W\d_][\w-]*+|[A-Za-z][\w-]*+=[^\s{}])[^{}\n]*+)\}"""
)
ATTRIBUTE = re.compile(r"""\s*+(?P<key>[^\s="']++)(?:=(?P<value>"[^"]*+"|'[^']*+'|[^\s="']++))?""")

PULL_QUOTE = "pull-quote"
# ¶12, ¶12a, and ¶0a before the first: no noughts before, since 012 would be a second 12
NUMBER = r"[1-9][0-9]{0,5}[a-z]{0,3}|0[a-z]{1,3}"
LIKE_A_PARAGRAPH = re.compile(r"p[0-9]+[a-z]*")
NUMBER_ID = re.compile(rf"p(?P<number>{NUMBER})")


@dataclass(frozen=True)
class Attributes:
    """What an attribute list says: an id, themes in the order given, and whether a pull quote.

    `number` is that of a paragraph, "12" of `#p12`.
    """

    id: str | None = None
    number: str | None = None
    themes: tuple[str, ...] = ()
    pull_quote: bool = False


NONE = Attributes()


def check_colon(text: str, place: Place, diagnostics: Diagnostics) -> None:
    """Report what stands alone in a line, in braces, and is an attribute list but for the colon.

    `text` is that line without code and escapes.
    """
    if match := WITHOUT_COLON.fullmatch(text.strip()):
        inner = match["inner"].strip()
        diagnostics.fault(
            place,
            f"`{match.group()}` is no attribute list without a colon",
            f"expected `{{: {inner} }}`, or `\\{{` for the sign",
        )


def split_heading(line: str) -> tuple[str, str | None]:
    """Return a heading without its attribute list, and the inside of that list or None."""
    match = AT_END_OF_HEADING.search(line)
    return (line[: match.start()], match["inner"]) if match else (line, None)


def read_attributes(
    inner: str, allowed: Collection[str], place: Place, diagnostics: Diagnostics
) -> Attributes:
    """Read what stands between `{:` and `}`. `allowed`: which of "#", "#p", ".pull-quote", "theme".

    "#" is any id, "#p" that of a paragraph. Whatever else it holds is a fault.
    """
    found: dict[str, list[str]] = {}
    for key, value in _pairs(inner, place, allowed, diagnostics):
        kind, content = _kind(key, value, allowed)
        if kind not in allowed:
            diagnostics.fault(place, f"`{kind}` has no meaning here", _expected(allowed))
        elif not content:
            diagnostics.fault(place, f"`{key}` has no value", f"expected {EXAMPLES[kind]}")
        else:
            found.setdefault(kind, []).extend(content)
    ids = found.get("#", []) + found.get("#p", [])
    if len(ids) > 1:
        diagnostics.fault(place, "the attribute list has several ids", "expected one")
    return Attributes(
        id=next(iter(found.get("#", ())), None),
        number=_number(found.get("#p", ()), place, diagnostics),
        themes=tuple(dict.fromkeys(found.get("theme", ()))),
        pull_quote=f".{PULL_QUOTE}" in found,
    )


def _number(ids: Sequence[str], place: Place, diagnostics: Diagnostics) -> str | None:
    for id_ in ids:
        if match := NUMBER_ID.fullmatch(id_):
            return match["number"]
        diagnostics.fault(
            place,
            f"`#{id_}` is no paragraph number",
            f"expected {EXAMPLES['#p']}, with up to six digits and three letters a to z",
        )
    return None


def _pairs(
    inner: str, place: Place, allowed: Collection[str], diagnostics: Diagnostics
) -> list[tuple[str, str]]:
    """Return keys and their values, without quotation marks; "" where there is none."""
    pairs = []
    end = 0
    while match := ATTRIBUTE.match(inner, end):
        pairs.append((match["key"], (match["value"] or "").strip("\"'")))
        end = match.end()
    if rest := inner[end:].strip():
        diagnostics.fault(place, f"`{rest}` is not part of an attribute list", _expected(allowed))
    return pairs


def _kind(key: str, value: str, allowed: Collection[str]) -> tuple[str, list[str]]:
    if key.startswith("#"):
        return "#p" if "#p" in allowed else "#", [key[1:]] if key[1:] else []
    if key.startswith("."):
        return key, [key]
    return key, value.split()


EXAMPLES = {
    "#": "`{: #slug }`",
    "#p": "`{: #p12 }`",
    f".{PULL_QUOTE}": f"`{{: .{PULL_QUOTE} }}`",
    "theme": '`{: theme="impunity" }`',
}


def _expected(allowed: Collection[str]) -> str:
    return "expected " + " or ".join(EXAMPLES[kind] for kind in EXAMPLES if kind in allowed)

"""Words of a heading, made comparable: normalised, stemmed, and cut where a heading is cut.

Nothing here knows a theme. Stems are those of the Snowball project's English stemmer
(https://snowballstem.org); words of other scripts pass through it unchanged and so must be
equal letter for letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

Stems = tuple[str, ...]

WORD = re.compile(r"[^\W_]+")
SLUG_LENGTH = 80
ADDRESS_PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 4
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛`´ʼʻ′＇"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–−﹣－", "-") | {"—": " - ", "―": " - "})

# Words that tie a heading together and may differ between two wordings of one theme. "Against"
# and "without" are not among them: they turn the meaning ("detention without trial").
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the of and or in on at to toward towards from for by with within under during as
        into its their his her our this that these those including other such some any concerning
        regarding relating related""",
    )
)
_CONJUNCTIONS = frozenset({"and", "or"})

_STEMMER = snowballstemmer.stemmer("english")

# Irregular plurals and spellings that the stemmer keeps apart.
_ONE_SPELLING = {
    "woman": "women",
    "child": "children",
    "person": "people",
    "persons": "people",
    "peoples": "people",
    "labor": "labour",
    "center": "centre",
    "centers": "centre",
    "defense": "defence",
    "program": "programme",
}
_ISE = re.compile(r"is(e[ds]?|ing|ation|ations)$")

_LETTER = re.compile(
    r"\s*("
    r"(?:section|part|chapter|annex|appendix)\s+(?:\d+|[IVXLC]+|[A-Z])\b\s?[.:)]?"
    r"|\((?:\d{1,3}|[a-z]|[ivxl]+)\)"
    r"|§\s?\d+(?:\.\d+)*\.?"
    r"|\d{1,3}(?:\.\d{1,3})+[.)]?(?=\s)"
    r"|\d{1,3}(?:[.)](?!\d))"
    r"|(?:[a-z]|[ivxl]+)[.)](?=\s)"
    r")\s*(?:[-–—]\s+)?",
    re.IGNORECASE,
)
_PART_END = re.compile(r"\s-+\s|\s-+(?=\w)|(?<=\w)-+\s|[:;()\[\]]")
_LIST_MARK = re.compile(r"[,/&+]")


@dataclass(frozen=True)
class Part:
    """One part of a heading: what stands before, between or after dashes, colons and brackets.

    `stems` are its words without function words. `item` counts the stems before the first comma,
    slash, "and" or "or". `opener` tells whether the first word is a head of its own, that is,
    followed by punctuation, a function word or nothing ("Impunity for …", not "Impunity gap").
    """

    stems: Stems
    item: int
    opener: bool


@dataclass(frozen=True)
class Heading:
    """A heading taken apart: its section letter or number as typed, and its parts in order.

    `is_sentence` tells that it ends with a full stop and has more words than a name would.
    """

    letter: str
    parts: tuple[Part, ...]
    is_sentence: bool = False

    @property
    def stems(self) -> Stems:
        """Every stem, in order."""
        return tuple(stem for part in self.parts for stem in part.stems)


def normalise(text: str) -> str:
    """Bring `text` into one form for comparison: NFKD without marks, case folded, plain dashes.

    Apostrophes are dropped, so that "women’s" is one word.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).translate(_DASHES))
    folded = unicodedata.normalize("NFKD", plain.casefold())
    if folded.isascii():
        # no marks are among its letters, and a vocabulary is mostly of these
        return folded.translate(_APOSTROPHES)
    bare = "".join(c for c in folded if unicodedata.category(c) not in ("Mn", "Cf"))
    return bare.translate(_APOSTROPHES)


def split_letter(heading: str) -> tuple[str, str]:
    """Return the section letter or number in front of `heading`, "" if none, and the rest.

    A heading that is nothing but its number ("Section 1.") is all letter and no rest.
    """
    found = _LETTER.match(heading)
    if found is None:
        return "", heading.strip()
    return found[1].strip(), heading[found.end() :].strip()


# a vocabulary is read by each step of a build, and each time asks for the same
@lru_cache(maxsize=8192)
def stems(text: str) -> Stems:
    """Return the stems of `text`, in order, without function words."""
    return tuple(stem for stem, _ in _stemmed(normalise(text)))


def parse_heading(text: str) -> Heading:
    """Take `text` apart. A heading that is only a number keeps the number's word: "section"."""
    letter, rest = split_letter(text)
    if not rest:
        rest = " ".join(re.findall(r"[^\W\d_]{2,}", letter))
    parts = (_part(piece) for piece in _PART_END.split(normalise(rest)))
    is_sentence = rest.endswith(".") and len(rest.split()) > _LONGEST_NAME
    return Heading(letter, tuple(part for part in parts if part.stems), is_sentence)


def slugify(text: str) -> str:
    """Return the slug of a heading or a name, at most 80 characters, cut at a word.

    Lower case, letters and digits of any script with their marks (NFC), joined by single hyphens;
    apostrophes and invisible characters are dropped. Empty where `text` has no letter or digit. A
    section letter is not put aside here.
    """
    lowered = unicodedata.normalize("NFC", text.translate(_APOSTROPHES)).lower()
    spaced = "".join(map(_slug_character, lowered))
    slug = unicodedata.normalize("NFC", "-".join(filter(None, map(_from_base, spaced.split()))))
    if len(slug) <= SLUG_LENGTH:
        return slug
    end = slug.rfind("-", 0, SLUG_LENGTH + 1)
    return slug[: end if end > 0 else SLUG_LENGTH]


def plain_slug(name: str) -> str:
    """Return the slug of `name` in the letters a to z, accents left out: "cote-divoire".

    Empty, or part of an address (ADDRESS_PART): letters of other scripts are left out too.
    """
    return slugify(normalise(name).encode("ascii", "ignore").decode())


def _slug_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category[0] in "LM" or category == "Nd" else " "


def _from_base(word: str) -> str:
    """Drop the marks that stand before the first letter: they belong to nothing."""
    bases = (i for i, c in enumerate(word) if unicodedata.category(c)[0] != "M")
    return word[next(bases, len(word)) :]


def _part(piece: str) -> Part:
    words = tuple(_stemmed(piece))
    item = next((i for i, (_, gap) in enumerate(words, 1) if _ends_item(gap)), len(words))
    return Part(tuple(stem for stem, _ in words), item, bool(words) and words[0][1].strip() != "")


def _ends_item(gap: str) -> bool:
    return bool(_LIST_MARK.search(gap)) or not _CONJUNCTIONS.isdisjoint(gap.split())


def _stemmed(normalised: str) -> Iterator[tuple[str, str]]:
    """Yield each stem with the marks and function words up to the next; "." after the last."""
    words = list(WORD.finditer(normalised))
    kept = [word for word in words if word[0] not in _FUNCTION_WORDS]
    for word, following in zip(kept, [*kept[1:], None], strict=False):
        yield _stem(word[0]), normalised[word.end() : following.start()] if following else "."


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    spelt = _ISE.sub(r"iz\1", _ONE_SPELLING.get(word, word))
    return str(_STEMMER.stemWord(spelt))

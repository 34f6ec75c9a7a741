"""Groups of words that mean the same, by which a search for one finds all: variants.yml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportsite.diagnostics import Diagnostics
from reportsite.typed_yaml import Mapping, Scalar, Sequence, Value, is_null, read_yaml_file
from reportsite.vocabulary.entries import Text
from reportsite.vocabulary.matching import WORD, normalise

VARIANTS_FILE = "reports/vocabulary/variants.yml"

# words of each group, as typed
Variants = tuple[tuple[str, ...], ...]

_LIST = "variants"
_EXAMPLE = 'write "- [Kazakhstan, Kazakstan]"'


def load_variants(root: Path, diagnostics: Diagnostics) -> Variants:
    """Read and check the groups; none where the archive has no such file.

    Faults go to `diagnostics`. A word belongs to one group; case, accents and punctuation do not
    count.
    """
    if not (root / VARIANTS_FILE).exists():
        return ()
    groups = tuple(_groups(root, diagnostics))
    _check_owners(groups, diagnostics)
    return tuple(tuple(text.value for text in group) for group in groups)


def _groups(root: Path, diagnostics: Diagnostics) -> Iterator[tuple[Text, ...]]:
    for value in _listed(root, diagnostics):
        if not isinstance(value, Sequence):
            diagnostics.fault(value.place, "not a group of words", _EXAMPLE)
            continue
        group = tuple(text for item in value.items if (text := _text(item, diagnostics)))
        if len(group) == len(value.items) < 2:
            wrong = "a group of fewer than two words"
            diagnostics.fault(value.place, wrong, f"{_EXAMPLE}, or take it out")
        yield group


def _listed(root: Path, diagnostics: Diagnostics) -> Iterator[Value]:
    value = read_yaml_file(root, VARIANTS_FILE, diagnostics)
    if isinstance(value, Mapping):
        for _, groups in value.known((_LIST,), "list", diagnostics):
            if isinstance(groups, Sequence):
                yield from groups.items
            elif not is_null(groups):
                diagnostics.fault(groups.place, f'"{_LIST}" is not a list', _EXAMPLE)
    elif value and not is_null(value):
        diagnostics.fault(
            value.place, "not a vocabulary", f'the file holds "{_LIST}:", a list of groups'
        )


def _text(value: Value, diagnostics: Diagnostics) -> Text | None:
    if not isinstance(value, Scalar) or is_null(value):
        diagnostics.fault(value.place, "not a word", _EXAMPLE)
        return None
    text = " ".join(value.text.split())
    if not _key(text):
        wrong = f'"{text}" has no letter or digit'
        diagnostics.fault(value.place, wrong, "no search can find it: take it out")
        return None
    return Text(text, value.place)


def _check_owners(groups: tuple[tuple[Text, ...], ...], diagnostics: Diagnostics) -> None:
    owners: dict[tuple[str, ...], Text] = {}
    for text in (text for group in groups for text in group):
        first = owners.setdefault(_key(text.value), text)
        if first is not text:
            diagnostics.fault(
                text.place,
                f'"{text.value}" is given twice',
                f'keep one: line {first.place.line} has "{first.value}"',
            )


def _key(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(normalise(text)))

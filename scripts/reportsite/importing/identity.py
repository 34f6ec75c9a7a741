"""Which country a text is about, how it spells the name, and in which language it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from reportsite.diagnostics import Place
from reportsite.importing.lines import Line
from reportsite.importing.result import ImportFault, OptionFault
from reportsite.importing.sources import Sources
from reportsite.model import Country
from reportsite.vocabulary.countries import Countries
from reportsite.vocabulary.matching import WORD, slugify

UNDETERMINED = "und"

# A country of which a text is told without being asked is named three times, and twice as often as
# any other.
_LEAST_MENTIONS = 3
_TIMES_THE_NEXT = 2
_LONGEST_TITLE = 100
_LEAST_SHARE = 0.08
_TIMES_NEXT_LANGUAGE = 2
# Enough to tell a language by; the rest of a long text adds nothing.
_WORDS_READ = 20_000
_LONGEST_ABBREVIATION = 4

Words = tuple[str, ...]


def named_country(wish: str, countries: Countries) -> Country:
    """Return the country of that code, slug or name; OptionFault if there is none."""
    found = (
        countries.by_code(wish.strip().upper())
        or countries.by_slug(slugify(wish))
        or countries.by_name(wish)
    )
    if found:
        return found
    near = countries.nearest(wish)
    raise OptionFault(
        "country",
        f'no country is called "{wish}"',
        f"did you mean {near.name} ({near.code})?"
        if near
        else "expected a name, or a code of three letters such as KAZ",
    )


def told_country(
    lines: Sequence[Line], countries: Countries
) -> tuple[Country | None, Counter[str]]:
    """Return the country that the text tells of, None in doubt, and how often it names which code.

    It tells where its first line is a country's name, or where it names one far more often than
    any other.
    """
    first = title_line(lines)
    titled = countries.by_name(first.text) if first else None
    totals: Counter[str] = Counter()
    for (code, _), number in count_names((line.text for line in lines), countries).items():
        totals[code] += number
    (code, most), (_, next_most), *_ = [*totals.most_common(2), ("", 0), ("", 0)]
    if titled is None and most >= max(_LEAST_MENTIONS, _TIMES_THE_NEXT * next_most):
        return countries.by_code(code), totals
    return titled, totals


def title_line(lines: Iterable[Line]) -> Line | None:
    """Return the first line that holds text, if it is short enough for a title."""
    first = next((line for line in lines if line.text), None)
    return first if first and len(first.text) <= _LONGEST_TITLE else None


def no_country(totals: Counter[str], countries: Countries, path: str) -> ImportFault:
    """Say that a country must be given, and which the text names."""
    return ImportFault(
        Place(path, 1),
        f"no country is given, and the text does not tell it plainly{_mentions(totals, countries)}",
        "expected --country with a name or code, such as KAZ",
    )


def _mentions(totals: Counter[str], countries: Countries) -> str:
    told = ((countries.by_code(code), number) for code, number in totals.most_common(3))
    listed = ", ".join(f"{country.name} {number}" for country, number in told if country)
    return f" (mentions: {listed})" if listed else ""


def spelling(lines: Iterable[Line], country: Country) -> str:
    """Return the name of the country as the text writes it most often; else as the vocabulary does.

    Abbreviations ("US") are no title.
    """
    names = count_names((line.text for line in lines), [country])
    spelt = Counter({name: n for (_, name), n in names.items() if not _is_abbreviation(name)})
    spelt[country.name] += 0
    most = max(spelt.values())
    return country.name if spelt[country.name] == most else spelt.most_common(1)[0][0]


def _is_abbreviation(name: str) -> bool:
    return name.isupper() and len(name) <= _LONGEST_ABBREVIATION


def count_names(texts: Iterable[str], countries: Iterable[Country]) -> Counter[tuple[str, str]]:
    """How often each name of each country stands in the texts, by code and name.

    A longer name counts, not the shorter one within it; capitals must be as in the vocabulary, so
    that "china" the porcelain is none.
    """
    by_first: dict[str, list[tuple[Words, str, str]]] = {}
    for country in countries:
        for name in (country.name, *country.aliases):
            words = tuple(WORD.findall(name))
            if words:
                by_first.setdefault(words[0], []).append((words, country.code, name))
    for names in by_first.values():
        names.sort(key=lambda one: -len(one[0]))
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        counts.update(_names_in(WORD.findall(text), by_first))
    return counts


def _names_in(
    words: Sequence[str], by_first: Mapping[str, Sequence[tuple[Words, str, str]]]
) -> Iterable[tuple[str, str]]:
    at = 0
    while at < len(words):
        for name, code, printed in by_first.get(words[at], ()):
            if tuple(words[at : at + len(name)]) == name:
                yield code, printed
                at += len(name) - 1
                break
        at += 1


def language(lines: Iterable[Line], sources: Sources) -> str:
    """Return the language of the text (BCP 47) by its usual words, "und" if they do not say."""
    words = islice((w[0] for line in lines for w in WORD.finditer(line.text)), _WORDS_READ)
    read = Counter(word.casefold() for word in words)
    total = sum(read.values())
    share = {code: sum(read[word] for word in usual) for code, usual in sources.languages.items()}
    ranked = sorted(share.items(), key=lambda one: -one[1])
    if not ranked or ranked[0][1] < max(1, _LEAST_SHARE * total):
        return UNDETERMINED
    rival = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= _TIMES_NEXT_LANGUAGE * rival else UNDETERMINED

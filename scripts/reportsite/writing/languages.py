"""Languages of reports: the direction in which they run, and their names."""

from __future__ import annotations

import pycountry

# ISO 15924 scripts that run from right to left, and languages usually written in one of them
RIGHT_TO_LEFT_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"})
RIGHT_TO_LEFT_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi"}
)


def direction(language: str) -> str:
    """Return "rtl" or "ltr" for a language tag (BCP 47) such as "ar" or "az-Arab"."""
    main, *subtags = language.split("-")
    scripts = [tag.title() for tag in subtags if len(tag) == 4 and tag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if main in RIGHT_TO_LEFT_LANGUAGES else "ltr"


def language_name(language: str) -> str:
    """Return the English name of a language tag (ISO 639), or the tag where it has none."""
    main = language.split("-")[0]
    found = pycountry.languages.get(alpha_2=main) or pycountry.languages.get(alpha_3=main)
    return str(found.name) if found else language

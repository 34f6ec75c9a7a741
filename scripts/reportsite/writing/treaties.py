"""Treaty articles of a theme, with the treaties' names spelt out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

# short names in common use; what the abbreviations of themes.yml stand for
NAMES = {
    "UDHR": "Universal Declaration of Human Rights",
    "ICCPR": "International Covenant on Civil and Political Rights",
    "ICESCR": "International Covenant on Economic, Social and Cultural Rights",
    "CAT": "Convention against Torture",
    "CEDAW": "Convention on the Elimination of All Forms of Discrimination against Women",
    "CRC": "Convention on the Rights of the Child",
    "CSR51": "Convention relating to the Status of Refugees",
}


def by_treaty(articles: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Group articles by treaty: `ICCPR 7`, `ICCPR 9` → the Covenant's name with 7 and 9.

    A treaty that has no name here keeps its abbreviation.
    """
    parted = [article.rpartition(" ") for article in articles]
    return [
        (NAMES.get(treaty, treaty), [number for _, _, number in found])
        for treaty, found in groupby(parted, lambda part: part[0])
    ]

"""Other spellings and names of what was typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from browser_scripts import Call

GROUPS = [
    ["Kazakhstan", "Kazakstan"],
    ["National Security Service", "NSS"],
    ["Security Service", "SS"],
    ["NGO", "non-governmental organization", "nongovernmental organisation"],
    ["labour", "labor"],
    ["marginalise", "marginalize"],
    ["ISIS", "Daesh"],
    ["Côte d'Ivoire", "Ivory Coast"],
]


def varied(call: Call, query: str) -> tuple[str, dict[str, list[str]]]:
    parsed = call("search-query", "parseQuery", query)
    found = call("search-variants", "withVariants", parsed, GROUPS)
    text = call("search-query", "understood", found["query"])
    return text, {also["typed"]: also["words"] for also in found["also"]}


@pytest.mark.parametrize(
    ("query", "understood", "also"),
    [
        ("torture", "torture", {}),
        ("", "", {}),
        ("Kazakhstan torture", "(Kazakhstan or Kazakstan) and torture",
         {"Kazakhstan": ["Kazakstan"]}),
        ("kazakstan’s", "kazakstan’s or Kazakhstan", {"kazakstan’s": ["Kazakhstan"]}),
        # by stems, and without accents
        ("labours", "labours or labor", {"labours": ["labor"]}),
        ("marginalised", "marginalised or marginalize", {"marginalised": ["marginalize"]}),
        ("cote d'ivoire", "(cote and d'ivoire) or Ivory Coast", {"cote d'ivoire": ["Ivory Coast"]}),
        # another word of the same stem
        ("marginal", "marginal", {}),
        ("isi", "isi", {}),
        # the longest run of words
        ("national security service", "(national and security and service) or NSS",
         {"national security service": ["NSS"]}),
        ("old security services", "old and ((security and services) or SS)",
         {"security services": ["SS"]}),
        ("security national service", "security and national and service", {}),
        ("nss", "nss or National Security Service", {"nss": ["National Security Service"]}),
        ("non-governmental organizations law",
         "((non-governmental and organizations) or NGO or nongovernmental organisation) and law",
         {"non-governmental organizations": ["NGO", "nongovernmental organisation"]}),
        # as typed
        ('"Kazakstan" labor', "“Kazakstan” and (labor or labour)", {"labor": ["labour"]}),
        ('national "security service"', "national and “security service”", {}),
        ("torture -Kazakstan", "torture, without Kazakstan", {}),
        ("Kazakhstan -Kazakstan", "Kazakhstan, without Kazakstan", {}),
        # among others
        ("labour OR tea", "labour or tea or labor", {"labour": ["labor"]}),
        ("labour OR labor", "labour or labor", {}),
        ("labour OR \"labor\"", "labour or “labor”", {}),
        ("security OR service", "security or service", {}),
    ],
)  # fmt: skip
def test_a_word_brings_the_others_of_its_group(
    call: Call, query: str, understood: str, also: dict[str, list[str]]
) -> None:
    assert varied(call, query) == (understood, also)


def test_what_was_not_typed_is_marked_so_that_it_is_looked_for_as_it_is(call: Call) -> None:
    parsed = call("search-query", "parseQuery", "nss")
    query: Any = call("search-variants", "withVariants", parsed, GROUPS)["query"]
    [clause] = query["clauses"]
    found = [[(term["tokens"], term.get("variant", False)) for term in one]
             for one in clause["alternatives"]]  # fmt: skip
    assert found == [[(["nss"], False)], [(["national", "security", "service"], True)]]


def test_the_archive_that_ships_has_its_groups_in_the_search(site: Path, call: Call) -> None:
    vocabulary = json.loads((site / "search" / "vocabulary.json").read_text("utf-8"))
    parsed = call("search-query", "parseQuery", "Shimkent")
    [also] = call("search-variants", "withVariants", parsed, vocabulary["variants"])["also"]
    assert also == {"typed": "Shimkent", "words": ["Shymkent", "Chimkent"]}

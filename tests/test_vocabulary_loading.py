"""Every fault in the vocabulary's files is found, with its line and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportsite.diagnostics import Diagnostics
from reportsite.vocabulary.loading import (
    COUNTRIES_FILE,
    THEMES_FILE,
    Vocabulary,
    load_vocabulary,
)

GOOD_THEMES = """\
themes:
  - id: torture
    label: Torture
    definition: Pain on purpose.
kinds: []
"""
GOOD_COUNTRIES = "countries: []\n"


def load(
    root: Path, themes: str = GOOD_THEMES, countries: str = GOOD_COUNTRIES
) -> tuple[Vocabulary, list[str]]:
    """Load a vocabulary of these two texts, and the faults less the folder's name."""
    for path, text in ((THEMES_FILE, themes), (COUNTRIES_FILE, countries)):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    vocabulary = load_vocabulary(root, diagnostics)
    faults = [str(fault).removeprefix("reports/vocabulary/") for fault in diagnostics.faults]
    assert diagnostics.warnings == []
    return vocabulary, faults


THEME = "themes:\n  - id: torture\n    label: Torture\n    definition: Pain on purpose.\n"
SECOND = "  - id: police\n    label: Police\n    definition: They keep order.\n"

THEME_FAULTS = {
    "a list that nobody knows": (
        THEME + "kind: []\n",
        'themes.yml:5: unknown list "kind"; did you mean "kinds"? a list is one of themes, kinds',
    ),
    "a list that is none": (
        "themes: torture\n",
        'themes.yml:1: "themes" is not a list; begin each entry with "  - id: …"',
    ),
    "no lists at all": (
        "- torture\n",
        'themes.yml:1: not a vocabulary; the file holds "themes:" and "kinds:", each with a'
        " list of entries",
    ),
    "not YAML": (
        "themes:\n  - id: [torture\n",
        "themes.yml:3: the file is not YAML (expected ',' or ']', but got '<stream end>'); expected"
        " `field: value` on each line; put a value that holds `: ` or starts with a quotation mark,"
        " bracket, `*`, `&` or `@` in quotation marks",
    ),
    "an entry that is a text": (
        "themes:\n  - torture\n",
        'themes.yml:2: not a theme; begin it with "- id: …"',
    ),
    "an unknown field": (
        THEME + "    lable: Pain\n",
        'themes.yml:5: unknown field "lable"; did you mean "label"? a field is one of id, label,'
        " definition, parent, aliases, articles",
    ),
    "an unknown field like none": (
        THEME + "    colour: red\n",
        'themes.yml:5: unknown field "colour"; a field is one of id, label, definition, parent,'
        " aliases, articles",
    ),
    "a field given twice": (
        THEME + "    label: Pain\n",
        "themes.yml:5: `label` stands twice, first on line 3; expected it once",
    ),
    "a control character": (
        'themes:\n  - id: torture\n    label: "Tor\x01ture"\n',
        "themes.yml:3: the line holds the control character U+0001; expected text without control"
        " characters",
    ),
    "brackets without end": (
        "[" * 3000,
        "themes.yml:1: the file is nested too deep; expected `field: value` on each line",
    ),
    "an entry that holds itself": (
        "themes: &all\n  - *all\n",
        "themes.yml:1: the value holds itself by an alias; expected the words themselves",
        'themes.yml:1: not a theme; begin it with "- id: …"',
    ),
    "no id": (
        "themes:\n  - label: Torture\n    definition: Pain.\n",
        'themes.yml:2: a theme has no id; add "id: …"',
    ),
    "no label": (
        "themes:\n  - id: torture\n    definition: Pain.\n",
        'themes.yml:2: theme "torture" has no label; add "label: …"',
    ),
    "no definition": (
        "themes:\n  - id: torture\n    label: Torture\n    definition:\n",
        'themes.yml:2: theme "torture" has no definition; add "definition: …"',
    ),
    "a kind without definition": (
        THEME + "kinds:\n  - id: background\n    label: Background\n",
        'themes.yml:6: kind "background" has no definition; add "definition: …"',
    ),
    "a text that is a list": (
        "themes:\n  - id: torture\n    label: [Torture]\n    definition: Pain.\n",
        'themes.yml:3: "label" is not a text; write "label: …" on one line',
        'themes.yml:2: theme "torture" has no label; add "label: …"',
    ),
    "a list that is a text": (
        THEME + "    aliases: pain\n",
        'themes.yml:5: "aliases" is not a list; write "aliases: [one, two]"',
    ),
    "an alias that is no text": (
        THEME + "    aliases:\n      - pain\n      - a: b\n",
        'themes.yml:7: "aliases" is not a text; write "aliases: …" on one line',
    ),
    "an id that is no address": (
        "themes:\n  - id: Ill Treatment\n    label: Torture\n    definition: Pain.\n",
        'themes.yml:2: "Ill Treatment" cannot be an id, since it stands in addresses; write'
        ' "ill-treatment"',
    ),
    "an id that the site uses": (
        "themes:\n  - id: unclassified\n    label: Torture\n    definition: Pain.\n",
        'themes.yml:2: "unclassified" cannot be an id; it marks sections that have no theme:'
        " choose another",
    ),
    "an id given twice": (
        THEME + "  - id: torture\n    label: Pain\n    definition: Pain.\n",
        'themes.yml:5: the id "torture" is given twice; line 2 has it',
    ),
    "an id of both lists": (
        THEME + "kinds:\n  - id: torture\n    label: Pain\n    definition: Pain.\n",
        'themes.yml:6: the id "torture" is given twice; line 2 has it',
    ),
    "an alias of two themes": (
        THEME + SECOND + "    aliases:\n      - force\n      - the Tortures\n",
        'themes.yml:10: "the Tortures" is claimed by "police" and by "torture"; keep one: line 3'
        ' has "Torture"',
    ),
    "an alias of a theme and a kind": (
        THEME + "kinds:\n  - id: start\n    label: Torture!\n    definition: Pain.\n",
        'themes.yml:7: "Torture!" is claimed by "start" and by "torture"; keep one: line 3 has'
        ' "Torture"',
    ),
    "an alias of little words": (
        THEME + "    aliases: [of the]\n",
        'themes.yml:5: the alias "of the" has no word of its own; take it out',
    ),
    "a parent that is not there": (
        THEME + SECOND + "    parent: life\n",
        'themes.yml:8: the parent "life" is not in this list; name a theme of the top level',
    ),
    "a parent that has one": (
        THEME + "    parent: police\n" + SECOND + "  - id: pain\n    label: Pain\n"
        "    definition: Pain.\n    parent: torture\n",
        'themes.yml:12: the parent "torture" has a parent of its own; name a theme of the top'
        " level",
    ),
    "a parent that is itself": (
        THEME + "    parent: torture\n",
        'themes.yml:5: the parent "torture" has a parent of its own; name a theme of the top level',
    ),
    "a treaty that nobody knows": (
        THEME + "    articles: [ECHR 3]\n",
        'themes.yml:5: "ECHR 3" names no known treaty; write one of UDHR, ICCPR, ICESCR, CAT,'
        " CEDAW, CRC, CSR51, then a number",
    ),
    "an article that the treaty lacks": (
        THEME + "    articles:\n      - UDHR 30\n      - UDHR 31\n",
        'themes.yml:7: "UDHR 31" is no article of the UDHR; write "UDHR 1" to "UDHR 30"',
    ),
    "an article that is no number": (
        THEME + "    articles: [CAT 3a]\n",
        'themes.yml:5: "CAT 3a" is no article of the CAT; write "CAT 1" to "CAT 33"',
    ),
}

COUNTRY_FAULTS = {
    "no code": (
        "countries:\n  - name: Ruritania\n",
        'countries.yml:2: a country has no code; add "code: …"',
    ),
    "an unknown field": (
        "countries:\n  - code: KAZ\n    alias: [Kazakstan]\n",
        'countries.yml:3: unknown field "alias"; did you mean "aliases"? a field is one of code,'
        " name, slug, aliases",
    ),
    "a code that nobody gave": (
        "countries:\n  - code: KAX\n    name: Kazakhstan\n",
        'countries.yml:2: "KAX" is no code of a country; write one of ISO 3166-1 alpha-3, a former'
        " one of ISO 3166-3, or for a country that ISO lacks one of those left to users, such as"
        " XAA to XZZ",
    ),
    "a new code without a name": (
        "countries:\n  - code: XKX\n",
        'countries.yml:2: country "XKX" has no name; ISO lacks it: add "name: …"',
    ),
    "a code given twice": (
        "countries:\n  - code: KAZ\n  - code: KAZ\n",
        'countries.yml:3: the code "KAZ" is given twice; line 2 has it',
    ),
    "an address of two countries": (
        "countries:\n  - code: XAA\n    name: Ruritania\n    slug: norway\n",
        'countries.yml:4: NOR and XAA would both have the address "norway"; give one of them'
        ' another "slug: …"',
    ),
    "an address that is none": (
        "countries:\n  - code: XAA\n    name: Ruritania\n    slug: Old Ruritania\n",
        'countries.yml:4: "Old Ruritania" cannot be an address; write "old-ruritania"',
    ),
    "an address of a list": (
        "countries:\n  - code: XAA\n    name: Ruritania\n    slug: page-2\n",
        'countries.yml:4: "page-2" is an address of lists; write another',
    ),
    "a name without letters": (
        'countries:\n  - code: XAA\n    name: "…"\n',
        'countries.yml:2: "" cannot be an address; add "slug: …" in letters a to z',
    ),
    "a name in another script": (
        "countries:\n  - code: XAA\n    name: Руритания\n",
        'countries.yml:2: "" cannot be an address; add "slug: …" in letters a to z',
    ),
    "an address in another script": (
        "countries:\n  - code: XAA\n    name: Ruritania\n    slug: руритания\n",
        'countries.yml:4: "руритания" cannot be an address; add "slug: …" in letters a to z',
    ),
    "a name of two countries": (
        "countries:\n  - code: XAA\n    name: Ruritania\n    aliases:\n      - The NORWAY\n",
        'countries.yml:5: "The NORWAY" is claimed by NOR and by XAA; keep one of them',
    ),
}


@pytest.mark.parametrize("case", THEME_FAULTS)
def test_fault_in_themes(case: str, tmp_path: Path) -> None:
    text, *messages = THEME_FAULTS[case]
    assert load(tmp_path, themes=text)[1] == messages


@pytest.mark.parametrize("case", COUNTRY_FAULTS)
def test_fault_in_countries(case: str, tmp_path: Path) -> None:
    text, *messages = COUNTRY_FAULTS[case]
    assert load(tmp_path, countries=text)[1] == messages


def test_every_fault_is_found_in_one_run(tmp_path: Path) -> None:
    themes = "themes:\n  - id: A B\n    label: X\n    definition: Y.\n    articles: [UDHR 99]\n"
    _, faults = load(tmp_path, themes + SECOND + "    parent: none\n    x: y\n", "countries: no\n")
    assert [fault.split(":")[1] for fault in faults] == ["10", "9", "5", "2", "1"]


def test_missing_files_are_faults(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    vocabulary = load_vocabulary(tmp_path, diagnostics)
    assert list(map(str, diagnostics.faults)) == [
        "reports/vocabulary/themes.yml:1: the file is missing; an archive keeps this list here",
        "reports/vocabulary/countries.yml:1: the file is missing; an archive keeps this list here",
    ]
    assert len(vocabulary.themes) == 0
    assert vocabulary.countries.by_code("KAZ") is not None


def test_file_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    load(tmp_path)
    (tmp_path / THEMES_FILE).write_bytes(GOOD_THEMES.encode() + b"# caf\xe9\n")
    diagnostics = Diagnostics()
    load_vocabulary(tmp_path, diagnostics)
    assert [str(fault) for fault in diagnostics.faults] == [
        "reports/vocabulary/themes.yml:6: not UTF-8; save the file in the encoding UTF-8"
    ]


def test_good_files_are_read_in_their_order(tmp_path: Path) -> None:
    themes = THEME + SECOND + "    parent: torture\n    aliases: [NO, 1.10]\n"
    themes += "    articles: [ICCPR 9]\nkinds:\n  - id: start\n    label: S\n    definition: T.\n"
    vocabulary, faults = load(tmp_path, themes)
    assert faults == []
    assert [theme.id for theme in vocabulary.themes] == ["torture", "police", "start"]
    assert [theme.is_theme for theme in vocabulary.themes] == [True, True, False]
    police = vocabulary.themes.get("police")
    assert police is not None
    assert police.aliases == ("NO", "1.10")
    assert (police.parent, police.articles) == ("torture", ("ICCPR 9",))


def test_empty_file_is_an_empty_list(tmp_path: Path) -> None:
    vocabulary, faults = load(tmp_path, "# nothing yet\n", "")
    assert faults == []
    assert len(vocabulary.themes) == 0


def test_country_keeps_its_earlier_names_as_aliases(tmp_path: Path) -> None:
    text = "countries:\n  - code: RUS\n    name: Russia\n    aliases: [RF]\n"
    vocabulary, faults = load(tmp_path, countries=text)
    assert faults == []
    russia = vocabulary.countries.by_code("RUS")
    assert russia is not None
    assert (russia.name, russia.slug) == ("Russia", "russia")
    assert russia.aliases == ("Russian Federation", "RF")

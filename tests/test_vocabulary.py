"""Headings find their theme, names their country, and slugs are fit for an address."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.diagnostics import Diagnostics
from reportsite.vocabulary.loading import load_vocabulary
from reportsite.vocabulary.matching import SLUG_LENGTH, slugify, split_letter
from reportsite.vocabulary.themes import TREATIES
from steps import steps_of

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary(ROOT, Diagnostics())
THEMES, COUNTRIES = VOCABULARY.themes, VOCABULARY.countries

THEME_OF = {
    # The three of the specification
    "Freedom of Speech and Press": "freedom-of-expression",
    "a. Freedom of Expression, Including for Members of the Press and Other Media": (
        "freedom-of-expression"
    ),
    "Freedom of expression – journalists": "freedom-of-expression",
    # Whole headings, whatever their case, number, spelling, punctuation and letter
    "Torture and other ill-treatment": "torture",
    "TORTURE": "torture",
    "Ill‑treatment": "torture",
    "c. Torture and Other Cruel, Inhuman, or Degrading Treatment or Punishment": "torture",
    "Impunity": "impunity",
    "Refugees and asylum-seekers": "refugees",
    "Asylum seekers & refugees": "refugees",
    "f. Protection of Refugees": "refugees",
    "Freedom of religion": "freedom-of-religion",
    "Freedoms of religion and belief": "freedom-of-religion",
    "Police and security forces": "police",
    "Detention": "detention",
    "Trafficking in Persons": "trafficking",
    "Section 4. Corruption and Lack of Transparency in Government": "corruption",
    "Legal developments": "legal-developments",
    "Women's rights": "women",
    "Women’s rights": "women",
    "The death penalty": "death-penalty",
    "Workers' rights": "labour",
    "b. Worker Rights": "labour",
    "Forced labour": "forced-labour",
    "Forced or Compulsory Labor": "forced-labour",
    "Anti-Semitism": "antisemitism",
    "Antisemitism": "antisemitism",
    "Counter-terrorism": "counter-terrorism",
    "Counterterrorism": "counter-terrorism",
    "Internally displaced people": "internal-displacement",
    "e. Internally Displaced Persons (IDPs)": "internal-displacement",
    "National/Racial/Ethnic Minorities": "minorities",
    "HIV and AIDS Social Stigma": "hiv",
    "d. Arbitrary Arrest or Detention": "arbitrary-detention",
    "Disappearance": "enforced-disappearance",
    "Extra-judicial executions, summary": "unlawful-killings",
    "d. Discrimination (see section 6)": "equality",
    # Longer than an alias: the alias that says most, the first of equals
    "Harsh prison conditions": "prison-conditions",
    "Restrictions on freedom of expression": "freedom-of-expression",
    "Journalists under attack": "media-freedom",
    "Violence by husbands: domestic violence": "violence-against-women",
    "Refugees from a neighbouring country at risk": "refugees",
    "Impunity for crimes of the civil war": "impunity",
    "Independent National Human Rights Commission": "national-institutions",
    "Survivors of sexual violence in the north": "sexual-violence",
    "Efforts to Preserve the Independence of the Media": "media-freedom",
    "Governmental Posture Towards International and Nongovernmental Monitoring and"
    " Investigation of Alleged Abuses of Human Rights": "scrutiny",
    # Lists: the first that is named
    "Torture and excessive use of force": "torture",
    "Torture, arbitrary detention and unfair trials": "torture",
    "Unlawful killings and impunity": "unlawful-killings",
    "Migrants, refugees and asylum-seekers": "migrants",
    "Asylum-seekers and migrants": "refugees",
    "Freedoms of expression, association and assembly": "freedom-of-expression",
    "Freedom of association, expression and assembly": "assembly-and-association",
    # Lists whose first word belongs to what follows
    "Discrimination and violence against women": "violence-against-women",
    "Violence and discrimination against women and girls": "violence-against-women",
    "b. Freedom of Association and the Right to Collective Bargaining": "trade-unions",
    # What follows a dash or a colon only says more …
    "Impunity – enforced disappearances": "impunity",
    "Right to health - maternal mortality": "health",
    "Housing rights — forced evictions": "housing",
    "Justice system: war crimes": "justice",
    "Armed conflict - Darfur": "armed-conflict",
    # … unless the head is a top theme, and a theme of its own follows
    "Discrimination - Roma": "roma",
    "Discrimination against Roma": "roma",
    "Discrimination – ethnic minorities": "minorities",
    "Detention: conditions in prisons": "prison-conditions",
    "Police and security forces - excessive use of force": "use-of-force",
    # Not themes
    "Background": "background",
    "EXECUTIVE SUMMARY": "summary",
    "Section 1.": "section-group",
    "Section 2. Respect for Civil Liberties, Including:": "section-group",
    "Life": "section-group",
    "Amnesty International visits/reports": "own-work",
    "Amnesty International visit": "own-work",
    "Reports/statements": "own-work",
    "Other concerns": "miscellaneous",
    "Somaliland": "place",
    "Kurdistan region of the north": "place",
    "View report by:": "page-furniture",
    "On This Page": "page-furniture",
    "Read a Section: Utopia": "page-furniture",
    # A theme goes before a kind
    "Reports of torture": "torture",
    "Background to the death penalty": "death-penalty",
}

NO_THEME = [
    "",
    "a.",
    "—",
    "Ruritania",
    "Jamaica Japan Jordan Kazakstan Kenya Kiribati",
    "Operation ‘Cast Lead’",
    "Human rights",
    "Freedom",
    "The death of a president",
    "The police arrested three men in the early morning",
    "He told the women that they would soon be released",
    "An update of the register was announced",
    "The authorities did little to stop torture in the regions.",
    "The minister promised that prison conditions would improve.",
    "A shelter in the capital for trafficking victims provided reproductive health care.",
    "Laws that the old parliament had passed in great haste and against advice from lawyers at"
    " home and abroad allowed police officers to shoot at demonstrations without warning",
]

LETTERS = {
    "a. Women": ("a.", "Women"),
    "A) Women": ("A)", "Women"),
    "(b) Women": ("(b)", "Women"),
    "(iv) Women": ("(iv)", "Women"),
    "IV. Women": ("IV.", "Women"),
    "2. Women": ("2.", "Women"),
    "2.Women": ("2.", "Women"),
    "12) Women": ("12)", "Women"),
    "1.2 Women": ("1.2", "Women"),
    "1.2.3. Women": ("1.2.3.", "Women"),
    "§ 3. Women": ("§ 3.", "Women"),
    "Section 1. Women": ("Section 1.", "Women"),
    "SECTION 6: Women": ("SECTION 6:", "Women"),
    "Part II – Women": ("Part II", "Women"),
    "Section 1.": ("Section 1.", ""),
    "Women": ("", "Women"),
    "U.S. detentions": ("", "U.S. detentions"),
    "2010 elections": ("", "2010 elections"),
    "1990. A year": ("", "1990. A year"),
    "5,000 evicted": ("", "5,000 evicted"),
    "A call for justice": ("", "A call for justice"),
    "Part of the country": ("", "Part of the country"),
}

SLUGS = {
    "Torture and other ill-treatment": "torture-and-other-ill-treatment",
    "Women’s rights": "womens-rights",
    "a. Freedom of Speech": "a-freedom-of-speech",
    "‘War on terror’": "war-on-terror",
    "National/Racial/Ethnic  Minorities": "national-racial-ethnic-minorities",
    "Tashkent—2010": "tashkent-2010",
    "snake_case": "snake-case",
    "Hissène Habré": "hissène-habré",
    "Re\u0301union": "réunion",
    "Oʻzbekiston": "ozbekiston",
    "Свобода вероисповедания": "свобода-вероисповедания",
    "حرية التعبير": "حرية-التعبير",
    "حُرِّيَّة": "حُرِّيَّة",
    "می\u200cخواهم": "میخواهم",
    "निष्पक्ष सुनवाई": "निष्पक्ष-सुनवाई",
    "信教の自由": "信教の自由",
    "soft\u00adhyphen": "softhyphen",
    "½ price": "price",
    "\u0301a": "a",
    " – … ! ": "",
    "word " * 40: "-".join(["word"] * 16),
    "w" * 100: "w" * 80,
    "w" * 80 + " more": "w" * 80,
}

CODE_OF = {
    "Kazakhstan": "KAZ",
    "KAZAKHSTAN": "KAZ",
    "Kazakstan": "KAZ",
    "Kosovo": "XKX",
    "Burma": "MMR",
    "Myanmar": "MMR",
    "Swaziland": "SWZ",
    "Eswatini": "SWZ",
    "Macedonia": "MKD",
    "North Macedonia": "MKD",
    "Israel, West Bank and Gaza": "ISR",
    "Israel and the Occupied Palestinian Territories": "ISR",
    "Palestinian Authority": "PSE",
    "China (Includes Hong Kong, Macau, and Tibet)": "CHN",
    "China (includes Tibet, Hong Kong, and Macau)": "CHN",
    "Tibet": "XTB",
    "Western Sahara": "ESH",
    "Côte d'Ivoire": "CIV",
    "Cote d’Ivoire": "CIV",
    "Ivory Coast": "CIV",
    "Turkey": "TUR",
    "Türkiye": "TUR",
    "Turkey (Türkiye)": "TUR",
    "Czech Republic": "CZE",
    "Cape Verde": "CPV",
    "East Timor": "TLS",
    "Serbia and Montenegro": "SCG",
    "Yugoslavia": "YUG",
    "South Korea": "KOR",
    "Korea, Republic of": "KOR",
    "Democratic People's Republic of Korea": "PRK",
    "Republic of the Congo": "COG",
    "Democratic Republic of Congo": "COD",
    "The Gambia": "GMB",
    "Gambia, The": "GMB",
    "Saint Lucia": "LCA",
    "St. Lucia": "LCA",
    "Trinidad & Tobago": "TTO",
    "Bosnia-Herzegovina": "BIH",
    "Viet Nam": "VNM",
    "Syrian Arab Republic": "SYR",
    "USA": "USA",
}

SLUG_OF_CODE = {
    "KAZ": "kazakhstan",
    "KOR": "south-korea",
    "PRK": "north-korea",
    "IRN": "iran",
    "RUS": "russia",
    "SYR": "syria",
    "VEN": "venezuela",
    "LAO": "laos",
    "MDA": "moldova",
    "TZA": "tanzania",
    "VNM": "vietnam",
    "TWN": "taiwan",
    "BOL": "bolivia",
    "COD": "democratic-republic-of-the-congo",
    "COG": "republic-of-the-congo",
    "CIV": "cote-divoire",
    "TUR": "turkey",
    "MKD": "north-macedonia",
    "FSM": "micronesia",
    "PSE": "palestine",
    "XKX": "kosovo",
    "CZE": "czechia",
    "GBR": "united-kingdom",
}


@pytest.mark.parametrize(("heading", "theme"), THEME_OF.items())
def test_heading_finds_its_theme(heading: str, theme: str) -> None:
    match = THEMES.match(heading)
    assert match is not None
    assert match.theme.id == theme


@pytest.mark.parametrize("heading", NO_THEME)
def test_heading_that_names_no_theme_finds_none(heading: str) -> None:
    assert THEMES.match(heading) is None


def test_match_says_which_alias_and_what_was_put_aside() -> None:
    match = THEMES.match("(b) Harsh PRISON conditions")
    assert match is not None
    assert (match.alias, match.letter, match.is_whole) == ("prison conditions", "(b)", False)


@pytest.mark.parametrize("heading", ["Prison conditions", "(b) The PRISON condition"])
def test_match_says_that_the_alias_is_the_whole_heading(heading: str) -> None:
    match = THEMES.match(heading)
    assert match is not None
    assert match.is_whole


@pytest.mark.parametrize(("heading", "parts"), LETTERS.items())
def test_section_letter_is_put_aside(heading: str, parts: tuple[str, str]) -> None:
    assert split_letter(heading) == parts


@pytest.mark.parametrize(("text", "slug"), SLUGS.items())
def test_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize(("name", "code"), CODE_OF.items())
def test_country_by_any_of_its_names(name: str, code: str) -> None:
    country = COUNTRIES.by_name(name)
    assert country is not None
    assert country.code == code


@pytest.mark.parametrize("name", ["", "the", "Korea", "Ruritania", "AND"])
def test_what_names_no_country_or_more_than_one_finds_none(name: str) -> None:
    assert COUNTRIES.by_name(name) is None


@pytest.mark.parametrize(("code", "slug"), SLUG_OF_CODE.items())
def test_country_has_its_common_name_in_its_address(code: str, slug: str) -> None:
    country = COUNTRIES.by_code(code)
    assert country is not None
    assert country.slug == slug
    assert COUNTRIES.by_slug(slug) is country


def test_codes_are_exact() -> None:
    assert COUNTRIES.by_code("kaz") is None
    assert COUNTRIES.by_code("KZ") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kaz", "KAZ"),
        ("KZ", "KAZ"),
        ("NO", "NOR"),
        ("KZA", "KAZ"),
        ("KAX", "KAZ"),
        ("UK", "GBR"),
        ("Kazakhstn", "KAZ"),
        ("uzbekistan ", "UZB"),
        ("Uzbekstan", "UZB"),
        ("XYZ", None),
        ("Ruritania and Beyond", None),
    ],
)
def test_nearest_country(text: str, code: str | None) -> None:
    country = COUNTRIES.nearest(text)
    assert (country.code if country else None) == code


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("torture", "torture"),
        ("tortrue", "torture"),
        ("Torture", "torture"),
        ("Torture and other ill-treatment", "torture"),
        ("imunity", "impunity"),
        ("asylum", "refugees"),
        ("religion", "freedom-of-religion"),
        ("freedom of religon", "freedom-of-religion"),
        ("qqq", None),
        ("", None),
    ],
)
def test_nearest_theme(text: str, theme: str | None) -> None:
    assert THEMES.nearest(text) == theme


def test_shipped_vocabulary_has_no_fault() -> None:
    diagnostics = Diagnostics()
    load_vocabulary(ROOT, diagnostics)
    assert diagnostics == Diagnostics()


def test_shipped_themes_are_a_list_that_a_reader_can_take_in() -> None:
    themes = [theme for theme in THEMES if theme.is_theme]
    assert 50 <= len(themes) <= 90
    assert 12 <= sum(theme.parent is None for theme in themes) <= 16
    assert all(theme.articles for theme in themes)
    assert all(theme.definition.count(". ") == 0 for theme in THEMES)
    assert all(theme.definition.endswith(".") for theme in THEMES)


def test_every_treaty_is_referred_to() -> None:
    named = {article.split()[0] for theme in THEMES for article in theme.articles}
    assert named == set(TREATIES)


def test_every_label_and_alias_finds_its_own_theme() -> None:
    strays = [
        (theme.id, alias, match and match.theme.id)
        for theme in THEMES
        for alias in (theme.label, *theme.aliases)
        if (match := THEMES.match(alias)) is None or match.theme is not theme
    ]
    assert strays == []


def test_get_is_exact() -> None:
    theme = THEMES.get("torture")
    assert theme is not None
    assert theme.label == "Torture and other ill-treatment"
    assert THEMES.get("Torture") is None


def test_a_thousand_headings_a_second_even_on_a_busy_machine() -> None:
    """Of steps, a slow machine makes half a million a second."""

    def match_all() -> None:
        for heading in headings:
            THEMES.match(heading)

    headings = [*THEME_OF, *NO_THEME]
    assert steps_of(match_all) < 500 * len(headings)


@given(st.text(max_size=200))
@example("Section 1.")
@example("\u0301")
def test_no_text_makes_matching_raise(text: str) -> None:
    THEMES.match(text)
    THEMES.nearest(text[:40])
    COUNTRIES.by_name(text)
    COUNTRIES.nearest(text[:40])


@given(st.text(max_size=200))
def test_match_is_the_same_each_time_and_in_capitals(text: str) -> None:
    assert THEMES.match(text) == THEMES.match(text)


@given(st.sampled_from(sorted(THEME_OF)))
def test_capitals_and_space_around_do_not_count(heading: str) -> None:
    plain, loud = THEMES.match(heading), THEMES.match(f"  {heading.upper()} ")
    assert plain is not None
    assert loud is not None
    assert plain.theme is loud.theme


@given(st.text(max_size=300))
@example("İ" * 90)
@example("ʼn ΑΣ' ŉ")
@example("a" * 79 + "e\u0301\u0323")
def test_slug_is_stable_and_fit_for_an_address(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert len(slug) <= SLUG_LENGTH
    assert unicodedata.is_normalized("NFC", slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert all(c == "-" or unicodedata.category(c)[0] in "LMN" for c in slug)

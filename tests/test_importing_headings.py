"""Headings in raw text: what is one, on which level, and what is none; a table of texts."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from reportsite.diagnostics import Diagnostics
from reportsite.importing.labels import Label, read_labels
from reportsite.importing.levels import Outlined, heading_levels
from reportsite.importing.result import FoundHeading
from reportsite.importing.sources import NO_PROFILE, load_sources
from reportsite.importing.text import Annotated, Wish, import_text
from reportsite.vocabulary.loading import Vocabulary, load_vocabulary
from reportsite.vocabulary.themes import Themes

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary(ROOT, Diagnostics())
WITHOUT_THEMES = Vocabulary(Themes(()), VOCABULARY.countries)
SOURCES = load_sources(ROOT, Diagnostics())
COUNTRY = VOCABULARY.countries.by_code("KAZ")

LAW = (
    "In March the assembly passed a law that lets the police hold a person for ten days before a"
    " judge is told. Lawyers and two members of the assembly spoke against it."
)
COURT = (
    "A court in the capital heard nine complaints in June and upheld none of them. The families"
    " were not let into the room, and no reasons were given for the rulings."
)
CAMP = (
    "About four hundred people lived in the camp at the border at the end of the year. Doctors"
    " could visit it twice a week, when the road was open."
)
PRESS = (
    "Three newspapers closed after the new tax on paper. Their editors said that it was meant for"
    " them, which the ministry denied."
)


def imported(text: str, vocabulary: Vocabulary = VOCABULARY) -> Annotated:
    return import_text(text, Wish(Path("raw.txt"), COUNTRY, 2010, NO_PROFILE), SOURCES, vocabulary)


def outline(headings: tuple[FoundHeading, ...]) -> list[str]:
    return [f"{'#' * one.level} {one.title}" for one in headings]


SHAPES = {
    "no blank lines": (f"{LAW}\nBackground\n{COURT}\nImpunity\n{CAMP}", ["Background", "Impunity"]),
    "blank lines around": (
        f"{LAW}\n\nBackground\n\n{COURT}\n\nImpunity\n\n{CAMP}",
        ["Background", "Impunity"],
    ),
    "a blank line below only": (
        f"{LAW}\nBackground\n\n{COURT}\nImpunity\n\n{CAMP}",
        ["Background", "Impunity"],
    ),
    "a blank line above only": (
        f"{LAW}\n\nBackground\n{COURT}\n\nImpunity\n{CAMP}",
        ["Background", "Impunity"],
    ),
    "on the first line": (f"Background\n{LAW}\n{COURT}", ["Background"]),
    "headings that no vocabulary holds": (
        f"{LAW}\nThe flood in the valley\n{COURT}\nBread and fuel\n{CAMP}",
        ["The flood in the valley", "Bread and fuel"],
    ),
    "in capitals": (
        f"BACKGROUND\n\n{LAW}\n\nTHE FLOOD IN THE VALLEY\n\n{COURT}",
        ["BACKGROUND", "THE FLOOD IN THE VALLEY"],
    ),
    "in title case": (
        f"Prison Conditions\n{LAW}\nThe Flood in the Valley\n{COURT}",
        ["Prison Conditions", "The Flood in the Valley"],
    ),
    "questions": (
        f"What did the assembly decide?\n{LAW}\n\nWho can visit the camp?\n{CAMP}",
        ["What did the assembly decide?", "Who can visit the camp?"],
    ),
    "a word of the vocabulary in a longer heading": (
        f"Impunity for crimes in the valley\n{LAW}\nBread and fuel\n{COURT}",
        ["Impunity for crimes in the valley", "Bread and fuel"],
    ),
    "a colon that belongs to a known heading": (
        f"Respect for Civil Liberties, Including:\n{LAW}\nImpunity\n{COURT}",
        ["Respect for Civil Liberties, Including:", "Impunity"],
    ),
    "Russian": (
        "Общие сведения\nВ марте парламент принял закон, который позволяет держать человека под"
        " стражей десять дней без ведома судьи.\nСвобода слова\nТри газеты закрылись после того,"
        " как налог на бумагу вырос, и редакторы назвали его причиной.",
        ["Общие сведения", "Свобода слова"],
    ),
    "Arabic, without capitals": (
        "خلفية\nأقر البرلمان في مارس قانونا يسمح للشرطة باحتجاز الشخص عشرة أيام قبل إبلاغ القاضي"
        " بذلك.\nحرية التعبير\nأغلقت ثلاث صحف بعد الضريبة الجديدة على الورق، وقال محرروها إنها"
        " وضعت من أجلهم.",
        ["خلفية", "حرية التعبير"],
    ),
    "indented by the whole text": (
        f"    {LAW}\n    Background\n    {COURT}\n    Impunity\n    {CAMP}",
        ["Background", "Impunity"],
    ),
    "lines broken at a width": (
        "\n\n".join(
            textwrap.fill(part, 60)
            for part in (LAW, "Background", COURT, "Bread and fuel", f"{CAMP} {PRESS}")
        ),
        ["Background", "Bread and fuel"],
    ),
    "lines broken at a width, no blank lines": (
        "\n".join(
            textwrap.fill(part, 60)
            for part in (LAW, "Background", COURT, "Impunity", f"{CAMP} {PRESS}")
        ),
        ["Background", "Impunity"],
    ),
    "a heading broken over two lines": (
        "\n\n".join(
            textwrap.fill(part, 60)
            for part in (
                LAW,
                "Governmental Attitude Regarding International and Nongovernmental Investigation",
                COURT,
            )
        ),
        ["Governmental Attitude Regarding International and Nongovernmental Investigation"],
    ),
    "a heading twice": (
        f"Women\n{LAW}\nImpunity\n{COURT}\nWomen\n{CAMP}",
        ["Women", "Impunity", "Women"],
    ),
    "navigation between": (
        f"{LAW}\nTop of page\nImpunity\n\n{COURT}\nTop of page\nBackground\n\n{CAMP}",
        ["Impunity", "Background"],
    ),
    "a short paragraph beneath": (
        f"{LAW}\nOur visit\nDelegates came to the capital and two of the towns in February.",
        ["Our visit"],
    ),
    "Windows line ends and no-break spaces": (
        f"{LAW}\r\nImpunity\u00a0\r\n\r\n{COURT}\r\n",
        ["Impunity"],
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_headings_are_found(name: str) -> None:
    text, titles = SHAPES[name]
    assert [one.title for one in imported(text).account.headings] == titles


NO_HEADINGS = {
    "a short sentence": f"{LAW}\nHe was released.\n{COURT}",
    "a short sentence of two words of the vocabulary": f"{LAW}\nImpunity persisted.\n{COURT}",
    "a sentence without its full stop": f"{LAW}\nTwo of them were freed\n{COURT}",
    "items with bullets": f"{LAW}\n• bread\n• Torture\n• fuel\n{COURT}",
    "items with hyphens": f"{LAW}\n- Torture\n- Impunity\n{COURT}",
    "a list of short lines": f"{LAW}\nBread\nFuel\nWater\nImpunity\n{COURT}",
    "a table of contents": f"Background\nImpunity\nWomen\nChildren\n\n{LAW}\n{COURT}",
    "a lead to a list": f"{LAW}\nThe following were held:\n{COURT}",
    "a quotation": f"{LAW}\n“We saw nothing of it”\n{COURT}",
    "a date": f"{LAW}\n10 December 2010\n{COURT}",
    "a year": f"{LAW}\n2010\n{COURT}",
    "dates with a dash": f"{LAW}\n1 January – 31 December 2010\n{COURT}",
    "a caption": f"{LAW}\nPhoto: the road to the camp\n{COURT}",
    "a numbered caption": f"{LAW}\nFigure 3 People in the camp\n{COURT}",
    "a byline": f"{LAW}\nBy Anna Berg\n{COURT}",
    "an address": f"{LAW}\nwww.example.org/report\n{COURT}",
    "the start of a sentence": f"{LAW}\nThe court in the capital\nheard no one. {COURT}",
    "the end of a sentence": f"{LAW[:-1]} in the chamber of the lower house,\nAlmaty\n{COURT}",
    "a small letter": f"{LAW}\nbread and fuel\n{COURT}",
    "a name of the text": f"The court heard Anna Berg in June. {LAW}\nAnna Berg\n{COURT}",
    "a name, where headings have few capitals": (
        f"Police and security forces\n{LAW}\nAnna Berg\n{COURT}"
    ),
    "an abbreviation of the text": f"The aid of UNHCR came late. {LAW}\nUNHCR\n{COURT}",
    "a line that repeats": f"Listen now\n{LAW}\nListen now\n{COURT}\nListen now\n{CAMP}",
    "the title of the text": f"Human rights in Kazakhstan\n{LAW}\n{COURT}",
    "signs without letters": f"{LAW}\n1 + 1\n{COURT}",
    "a short line at the end": f"{LAW}\nBread and fuel",
    "a long line": f"{LAW}\n{'and many other things ' * 6}\n{COURT}",
}


@pytest.mark.parametrize("name", NO_HEADINGS)
def test_what_is_no_heading(name: str) -> None:
    titles = [one.title for one in imported(NO_HEADINGS[name]).account.headings]
    assert [title for title in titles if title != "Police and security forces"] == []


LEVELS = {
    "letters within sections": (
        ["Section 1. The person", "a. Torture", "b. Detention", "Section 2. Liberties", "a. Press"],
        [2, 3, 3, 2, 3],
    ),
    "letters without sections": (["a. Torture", "b. Detention"], [2, 2]),
    "no letters": (["Torture", "Detention"], [2, 2]),
    "unlettered before sections": (["Summary", "Section 1. The person", "a. Torture"], [2, 2, 3]),
    "unlettered between letters": (["a. Torture", "Prisons", "Camps", "b. Death"], [2, 3, 3, 2]),
    "unlettered after the last letter": (["a. Torture", "b. Detention", "Impunity"], [2, 2, 2]),
    "unlettered within a section": (["Section 6. Others", "Women", "Children"], [2, 3, 3]),
    "Roman numbers": (["IV. The law", "A. Torture", "1. Police", "V. Visits"], [2, 3, 4, 2]),
    "decimal numbers": (["1. Law", "1.1 Courts", "1.2 Judges", "2. Police"], [2, 3, 3, 2]),
    "small Roman numbers": (["a. Law", "i. Courts", "ii. Judges", "b. Police"], [2, 3, 3, 2]),
    "the letter i": (["g. Law", "h. Courts", "i. Judges"], [2, 2, 2]),
}


@pytest.mark.parametrize("name", LEVELS)
def test_levels(name: str) -> None:
    titles, levels = LEVELS[name]
    text = "\n".join(f"{title}\n{body}" for title, body in zip(titles, [LAW, COURT] * 9))  # noqa: B905
    found = imported(text).account.headings
    assert [(one.title, one.level) for one in found] == list(zip(titles, levels, strict=True))


def test_sections_that_hold_nothing_but_their_parts() -> None:
    text = (
        f"Life\na. Killings\n{LAW}\nb. Population control\n{COURT}\nLiberty\na. Press\n{CAMP}\n"
        f"PHYSICAL ATTACKS\n{PRESS}\nb. Workers\n{LAW}"
    )
    assert outline(imported(text).account.headings) == [
        "## Life",
        "### a. Killings",
        "### b. Population control",
        "## Liberty",
        "### a. Press",
        "#### PHYSICAL ATTACKS",
        "### b. Workers",
    ]


def test_a_section_number_on_a_line_of_its_own_goes_with_the_next_line() -> None:
    text = f"Section 1.\nRespect for the person\n{LAW}\nSection 2.\n\nWorkers\n\n{COURT}"
    result = imported(text)
    assert outline(result.account.headings) == [
        "## Section 1. Respect for the person",
        "## Section 2. Workers",
    ]


def test_a_heading_that_levels_leave_empty_is_text() -> None:
    text = f"Background\nTHE ORCHARD\n{LAW}\nTHE VALLEY\nBread and fuel\n{COURT}"
    result = imported(text)
    assert outline(result.account.headings) == ["## THE ORCHARD", "## Bread and fuel"]
    lines = [one.line for one in result.account.questions if "nothing stands beneath" in one.text]
    assert lines == [1, 4]


def test_the_reasons_are_given() -> None:
    text = f"Background\n{LAW}\na. Bread\n{COURT}\nTHE ORCHARD\n{CAMP}\nBread and fuel\n{PRESS}"
    reasons = [(one.title, one.reason) for one in imported(text).account.headings]
    assert reasons == [
        ("Background", "in the vocabulary"),
        ("a. Bread", "its letter or number"),
        ("THE ORCHARD", "in capitals"),
        ("Bread and fuel", "a short line above longer text"),
    ]


QUESTIONS = {
    "a heading as last line": (
        f"Background\n{LAW}\nImpunity",
        '"Impunity" looks like a heading, but nothing stands beneath it; it was left as a'
        " paragraph: is text missing?",
        3,
    ),
    "a heading above another": (
        f"Background\nImpunity\n{LAW}",
        '"Background" looks like a heading, but nothing stands beneath it; it was left as a'
        " paragraph: is text missing?",
        1,
    ),
    "a heading without a theme": (
        f"{LAW}\nBread and fuel\n{COURT}",
        '"Bread and fuel" is a heading without a theme: add an alias, or a theme',
        2,
    ),
    "a name": (
        f"The court heard Anna Berg in June. {LAW}\nAnna Berg\n{COURT}",
        '"Anna Berg" was left as a paragraph, since it is a name of the text: is it a heading?',
        2,
    ),
    "a title": (
        f"Human rights in Kazakhstan\n{LAW}\n{COURT}",
        '"Human rights in Kazakhstan" was left as a paragraph, since it is the text\'s first line'
        " and names the country: a title: is it a heading?",
        1,
    ),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_doubt_is_a_question_with_its_line(name: str) -> None:
    text, question, line = QUESTIONS[name]
    asked = {(one.line, one.text) for one in imported(text).account.questions}
    assert (line, question) in asked


SEEDS = {
    "amnesty-kazakhstan-2011.txt": [
        (2, "Background"),
        (7, "Torture and other ill-treatment"),
        (15, "Impunity"),
        (20, "Refugees and asylum-seekers"),
    ],
    "amnesty-kazakstan-2009.txt": [
        (2, "Background"),
        (10, "Torture and other ill-treatment"),
        (15, "Police and security forces"),
        (23, "Legal developments"),
        (26, "Refugees and asylum-seekers"),
        (33, "Freedom of religion"),
        (38, "Amnesty International visit"),
    ],
}


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("vocabulary", [VOCABULARY, WITHOUT_THEMES], ids=["themes", "no themes"])
def test_the_real_texts(name: str, vocabulary: Vocabulary, shared: Path) -> None:
    text = (shared / "seeds" / name).read_text(encoding="utf-8")
    result = imported(text, vocabulary)
    assert [(one.line, one.title) for one in result.account.headings] == SEEDS[name]
    assert all(one.level == 2 for one in result.account.headings)


def test_labels() -> None:
    texts = ["Section 1. Law", "IV. Law", "A. Law", "1.2 Law", "(b) Law", "Section 3.", "Law", None]
    assert read_labels(texts) == (
        Label("section", 1, "Law"),
        Label("roman", 4, "Law"),
        Label("capital", 1, "Law"),
        Label("number 2", 2, "Law"),
        Label("letter", 2, "Law"),
        Label("section", 3, ""),
        None,
        None,
    )


def test_no_level_jumps() -> None:
    kinds = ["section", "letter", "number 1", "number 2", "roman", "capital", "small roman"]
    outlined = [Outlined(Label(kind, 1, "Law"), kind, is_bare=False) for kind in kinds]
    assert heading_levels(outlined) == [2, 3, 4, 5, 6, 6, 6]

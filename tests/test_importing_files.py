"""Whole files: golden cases with their closing reports, the real texts, and every refusal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportsite.diagnostics import Diagnostics
from reportsite.importing.account import WIDTH, describe
from reportsite.importing.files import import_file
from reportsite.importing.result import Imported, ImportFault, ImportOptions
from reportsite.importing.sources import load_sources
from reportsite.model import Correction, Source
from reportsite.reading.report import read_report
from reportsite.vocabulary.loading import Vocabulary

ROOT = Path(__file__).parents[1]
SOURCES = load_sources(ROOT, Diagnostics())
CASES = sorted((Path(__file__).parent / "cases" / "importing").glob("*.yml"))
TEXT = "In Kazakhstan the assembly passed a law.\nBackground\nIt was read to the end of the day.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "reports" / "vocabulary", tmp_path / "a" / "reports" / "vocabulary")
    return tmp_path / "a"


@pytest.fixture
def in_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive that is the current directory, so that messages hold no path of this machine."""
    monkeypatch.chdir(root)
    return Path()


def read_back(imported: Imported, vocabulary: Vocabulary) -> Any:
    diagnostics = Diagnostics()
    text = imported.target.read_text(encoding="utf-8")
    report = read_report("2010.md", imported.target.stem, text, vocabulary, diagnostics)
    assert diagnostics.faults == []
    assert report
    return report


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden(path: Path, in_root: Path, vocabulary: Vocabulary) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    raw = case["source"].replace("\n", case.get("ends", "\n"))
    Path("raw.txt").write_bytes(raw.encode(case.get("encoding", "utf-8")))
    imported = import_file(
        in_root, Path("raw.txt"), ImportOptions(**case["options"]), SOURCES, vocabulary
    )
    assert imported.target.as_posix() == case["target"]
    assert imported.target.read_text(encoding="utf-8") == case["output"]
    assert describe(imported) == case["logs"]
    read_back(imported, vocabulary)


SEEDS = (
    ("amnesty-kazakhstan-2011.txt", 2010, "Kazakhstan", 1159, 6),
    ("amnesty-kazakstan-2009.txt", 2008, "Kazakstan", 807, 0),
)


@pytest.mark.parametrize(("name", "year", "title", "words", "dropped"), SEEDS)
def test_the_real_texts(
    name: str,
    year: int,
    title: str,
    words: int,
    dropped: int,
    shared: Path,
    root: Path,
    vocabulary: Vocabulary,
) -> None:
    options = ImportOptions(country="KAZ", year=year, profile="amnesty-annual-report")
    imported = import_file(root, shared / "seeds" / name, options, SOURCES, vocabulary)
    assert imported.target == root / "reports" / "kazakhstan" / f"{year}.md"
    assert (imported.title, imported.words_in, imported.words_dropped) == (title, words, dropped)
    assert {one.text for one in imported.dropped} <= {"Top of page"}
    assert [one.line for one in imported.pull_quotes] == ([8] if year == 2008 else [])
    report = read_back(imported, vocabulary)
    assert len(report.summary) == 1
    assert [one.title for one in report.sections] == [one.title for one in imported.headings]


def test_the_closing_report_fits_a_terminal(in_root: Path, vocabulary: Vocabulary) -> None:
    Path("raw.txt").write_text(TEXT + "Back to top\nBread " * 3, encoding="utf-8")
    imported = import_file(in_root, Path("raw.txt"), OPTIONS, SOURCES, vocabulary)
    assert max(map(len, describe(imported).split("\n"))) <= WIDTH


OPTIONS = ImportOptions(country="KAZ", year=2010)

REFUSALS: dict[str, tuple[bytes | None, ImportOptions, str]] = {
    "unknown country": (
        TEXT.encode(),
        ImportOptions(country="Kazahkstan", year=2010),
        '--country: no country is called "Kazahkstan"; did you mean Kazakhstan (KAZ)?',
    ),
    "unknown country, nothing near": (
        TEXT.encode(),
        ImportOptions(country="Wonderland of glass", year=2010),
        '--country: no country is called "Wonderland of glass";'
        " expected a name, or a code of three letters such as KAZ",
    ),
    "no country": (
        b"Nothing is named.\n",
        ImportOptions(year=2010),
        "raw.txt:1: no country is given, and the text does not tell it plainly;"
        " expected --country with a name or code, such as KAZ",
    ),
    "no country, several named": (
        b"Kazakhstan, Kazakhstan and Uzbekistan.\n",
        ImportOptions(year=2010),
        "raw.txt:1: no country is given, and the text does not tell it plainly"
        " (mentions: Kazakhstan 2, Uzbekistan 1);"
        " expected --country with a name or code, such as KAZ",
    ),
    "no year": (
        TEXT.encode(),
        ImportOptions(country="KAZ"),
        "raw.txt:1: no year is given, and the text does not tell it;"
        " expected --year with the year that the report covers, which is not the edition's",
    ),
    "not a year": (
        TEXT.encode(),
        ImportOptions(country="KAZ", year=20),
        "--year: 20 is no year; expected a year of four digits",
    ),
    "no address": (
        TEXT.encode(),
        ImportOptions(country="KAZ", year=2010, name="The Year 2010"),
        '--name: "The Year 2010" cannot be an address; expected a name such as "the-year-2010"',
    ),
    "no address, nothing to make one of": (
        TEXT.encode(),
        ImportOptions(country="KAZ", year=2010, name="../"),
        '--name: "../" cannot be an address; expected a name such as "2010"',
    ),
    "no address, in another script": (
        TEXT.encode(),
        ImportOptions(country="KAZ", year=2010, name="доклад"),
        '--name: "доклад" cannot be an address; expected a name such as "2010"',
    ),
    "the address of the folder": (
        TEXT.encode(),
        ImportOptions(country="KAZ", year=2010, name="index"),
        '--name: "index" cannot be an address; expected a name such as "2010"',
    ),
    "unknown profile": (
        TEXT.encode(),
        ImportOptions(country="KAZ", year=2010, profile="amnesty-anual-report"),
        '--profile: no profile is called "amnesty-anual-report";'
        ' did you mean "amnesty-annual-report"?',
    ),
    "unknown profile, nothing near": (
        TEXT.encode(),
        ImportOptions(country="KAZ", year=2010, profile="x"),
        '--profile: no profile is called "x"; expected one of reports/vocabulary/sources.yml:'
        " amnesty-annual-report, state-department-country-report, un-universal-periodic-review",
    ),
    "no file": (
        None,
        OPTIONS,
        "raw.txt:1: the file cannot be read (No such file or directory); expected a text file",
    ),
    "an encoding that cannot be told": (
        b"one\ntw\xf6\n",
        OPTIONS,
        "raw.txt:2: the file is not UTF-8 (byte 0xF6 at offset 6), and its encoding cannot be told;"
        " expected UTF-8, or --encoding with its encoding",
    ),
    "unknown encoding": (
        TEXT.encode(),
        ImportOptions(country="KAZ", year=2010, encoding="utf-88"),
        '--encoding: no encoding is called "utf-88";'
        " expected a name such as UTF-8, Windows-1252 or MacRoman",
    ),
    "too many lines": (
        b"a" + b"\n" * 500_000,
        OPTIONS,
        "raw.txt:1: the text has 500,001 lines; expected a report, which has at most 500,000",
    ),
    "empty": (b" \n\n", OPTIONS, "raw.txt:1: the file is empty; expected a report"),
    "no report": (
        b"Kazakhstan\nTop of page\n- - -\n",
        OPTIONS,
        "raw.txt:1: no text is in the file; expected a report",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals(name: str, in_root: Path, vocabulary: Vocabulary) -> None:
    data, options, message = REFUSALS[name]
    if data is not None:
        Path("raw.txt").write_bytes(data)
    with pytest.raises(ImportFault) as caught:
        import_file(in_root, Path("raw.txt"), options, SOURCES, vocabulary)
    assert str(caught.value) == message
    assert list(reports(in_root)) == []


def reports(root: Path) -> Iterator[Path]:
    return (path for path in (root / "reports").iterdir() if path.name != "vocabulary")


@pytest.mark.parametrize("there", ["2010.md", "2010.MD"])
def test_a_report_is_overwritten_only_when_told_so(
    there: str, in_root: Path, vocabulary: Vocabulary
) -> None:
    Path("raw.txt").write_text(TEXT, encoding="utf-8")
    folder = Path("reports/kazakhstan")
    folder.mkdir()
    (folder / there).write_text("edited by hand", encoding="utf-8")
    with pytest.raises(ImportFault) as caught:
        import_file(in_root, Path("raw.txt"), OPTIONS, SOURCES, vocabulary)
    assert str(caught.value) == (
        f"raw.txt:1: reports/kazakhstan/{there} is there already;"
        " expected --force to overwrite it, or --name with another name"
    )
    assert (folder / there).read_text(encoding="utf-8") == "edited by hand"
    forced = ImportOptions(country="KAZ", year=2010, force=True)
    assert (
        import_file(in_root, Path("raw.txt"), forced, SOURCES, vocabulary).target.name == "2010.md"
    )
    assert "passed a law" in (folder / "2010.md").read_text(encoding="utf-8")


FORCED = ImportOptions(country="KAZ", year=2010, force=True)


def test_what_a_person_filled_in_is_kept(in_root: Path, vocabulary: Vocabulary) -> None:
    Path("raw.txt").write_text(TEXT, encoding="utf-8")
    report = Path("reports/kazakhstan/2010.md")
    report.parent.mkdir()
    report.write_text(
        "---\ncountry: KAZ\nyear: 2010\ntitle: Kazakstan\nlanguage: en-GB\nkind: digest\nsource:\n"
        '  work: "A: Work"\n  edition: 2011\n  published: 2011-05-13\n  isbn: 0123456789\n'
        "  url:\n---\nOld.\n",
        encoding="utf-8",
    )
    imported = import_file(in_root, Path("raw.txt"), FORCED, SOURCES, vocabulary)
    names = ("kind", "source.work", "source.edition", "source.published", "source.isbn")
    assert imported.kept == names
    assert describe(imported).splitlines()[2:5] == [
        "  to      reports/kazakhstan/2010.md, replaced",
        f"  kept    {', '.join(names)}, of the report that was there",
        "  report  Kazakhstan 2010 (KAZ)",
    ]
    assert [one.text.partition(":")[0] for one in imported.questions] == [
        "source.organisation",
        "source.document",
        "source.url",
        "source.retrieved",
    ]
    back = read_back(imported, vocabulary)
    assert (back.title, back.language, back.kind) == ("Kazakhstan", "en", "digest")
    assert back.source == Source(
        work="A: Work", edition=2011, published="2011-05-13", isbn="0123456789"
    )


def test_the_past_of_a_published_report_is_kept(in_root: Path, vocabulary: Vocabulary) -> None:
    Path("raw.txt").write_text(TEXT, encoding="utf-8")
    report = Path("reports/kazakhstan/2010.md")
    report.parent.mkdir()
    past = (
        "formerly:\n  - kazakhstan/2010a\n  - kazakhstan/2010b\ncorrections:\n"
        "  - date: 2026-11-21\n    paragraph: 1\n    what: A “name”\n    why: 'yes'\n"
    )
    report.write_text(
        f"---\ncountry: KAZ\nyear: 2010\ntitle: Kazakstan\nlanguage: en\n{past}---\nOld.\n",
        encoding="utf-8",
    )
    imported = import_file(in_root, Path("raw.txt"), FORCED, SOURCES, vocabulary)
    assert imported.kept == ("formerly", "corrections")
    back = read_back(imported, vocabulary)
    assert back.formerly == ("kazakhstan/2010a", "kazakhstan/2010b")
    assert back.corrections == (Correction("2026-11-21", "A “name”", "yes", "1"),)


def test_language_that_the_text_does_not_tell_is_kept(
    in_root: Path, vocabulary: Vocabulary
) -> None:
    Path("raw.txt").write_text("Words.", encoding="utf-8")
    report = Path("reports/kazakhstan/2010.md")
    report.parent.mkdir()
    report.write_text("---\nlanguage: kk\n---\n", encoding="utf-8")
    imported = import_file(in_root, Path("raw.txt"), FORCED, SOURCES, vocabulary)
    assert read_back(imported, vocabulary).language == "kk"


def test_front_matter_that_cannot_be_read_is_not_lost(
    in_root: Path, vocabulary: Vocabulary
) -> None:
    Path("raw.txt").write_text(TEXT, encoding="utf-8")
    report = Path("reports/kazakhstan/2010.md")
    report.parent.mkdir()
    report.write_text("---\ncountry: KAZ\n", encoding="utf-8")
    with pytest.raises(ImportFault) as caught:
        import_file(in_root, Path("raw.txt"), FORCED, SOURCES, vocabulary)
    assert str(caught.value) == (
        "reports/kazakhstan/2010.md:1: the front matter is not closed;"
        " mend it, since --force keeps what it tells"
    )
    assert report.read_text(encoding="utf-8") == "---\ncountry: KAZ\n"


def test_fields_to_fill_in_are_fields_without_their_sign(
    in_root: Path, vocabulary: Vocabulary
) -> None:
    Path("raw.txt").write_text(TEXT, encoding="utf-8")
    for profile in (None, "amnesty-annual-report"):
        options = ImportOptions(country="KAZ", year=2010, profile=profile, force=True)
        imported = import_file(in_root, Path("raw.txt"), options, SOURCES, vocabulary)
        text = imported.target.read_text(encoding="utf-8")
        for name in ("organisation", "work", "document"):
            text = text.replace(f"#   {name}:", f"  {name}: Some {name}")
        imported.target.write_text(text.replace("# source:", "source:"), encoding="utf-8")
        source = read_back(imported, vocabulary).source
        assert (source.work, source.document, source.url) == ("Some work", "Some document", None)
        assert source.organisation == ("Amnesty International" if profile else "Some organisation")
        imported.target.unlink()


def test_nothing_is_left_half_written(
    in_root: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    Path("raw.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left") as caught:
        import_file(in_root, Path("raw.txt"), OPTIONS, SOURCES, vocabulary)
    assert caught.value.filename == "reports/kazakhstan/2010.md"
    assert list(Path("reports/kazakhstan").iterdir()) == []


LISTS = "reports/vocabulary/sources.yml"
BROKEN_LISTS = {
    "drop: [\n": (
        "2: the file is not YAML (expected the node content, but found '<stream end>'); expected"
        " `field: value` on each line; put a value that holds `: ` or starts with a quotation mark,"
        " bracket, `*`, `&` or `@` in quotation marks",
    ),
    "- Share\n": ("1: `the file` is not a mapping; expected `name: value` on each line",),
    "months: {}\ndrop: Share\n": (
        '2: `drop` is not a list of texts; expected lines such as `- "Share"`',
    ),
    "drop:\n  - Share\n  - a: b\nmonths: [May]\n": (
        '2: `drop` is not a list of texts; expected lines such as `- "Share"`',
        "4: `months` is not a mapping; expected `name: value` on each line",
    ),
    "captoins: []\n": (
        '1: unknown field "captoins"; did you mean "captions"? a field is one of drop, contents,'
        " error_pages, captions, sentence_words, months, languages, profiles",
    ),
    "profiles:\n  x:\n    source: {organization: Y}\n": (
        '3: unknown field "organization"; did you mean "organisation"? a field is one of'
        " organisation, work, edition, entry, covers, document, isbn, published, url, retrieved,"
        " licence",
    ),
    "profiles: {x: {source: {organisation: 1}}}\n": (
        "1: `profiles.x.source.organisation` is not text; expected text in quotation marks",
    ),
    "profiles: {x: {text: y}}\n": (
        "1: `profiles.x.text` is not a mapping; expected `name: value` on each line",
    ),
    "profiles:\n  x:\n    text:\n      recognise: '('\n      numbered_paragraphs: 1\n": (
        "4: `profiles.x.text.recognise` is no regular expression: missing ), unterminated"
        " subpattern at position 0; expected one as Python's `re` has it",
        "5: `profiles.x.text.numbered_paragraphs` is neither true nor false; expected `true`",
    ),
    "profiles: {x: {text: {find: ['a', '(?P<yaer>b)', [c]], knows: d}}}\n": (
        "1: `profiles.x.text.find` is not a pattern; expected text",
        "1: a pattern of `profiles.x.text.find` has no named group; a group is one of country,"
        " year, organisation, work, edition, entry, covers, document, isbn, published, url,"
        " retrieved, licence",
        "1: a pattern of `profiles.x.text.find` has the group `yaer`; a group is one of country,"
        " year, organisation, work, edition, entry, covers, document, isbn, published, url,"
        " retrieved, licence",
        '1: unknown field "knows"; a field is one of recognise, find, cover_ends, cover_keeps,'
        " numbered_paragraphs",
    ),
    "drop: \x01\n": (
        "1: the line holds the control character U+0001; expected text without control characters",
    ),
}


@pytest.mark.parametrize("text", BROKEN_LISTS)
def test_broken_lists(text: str, root: Path) -> None:
    (root / LISTS).write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    load_sources(root, diagnostics)
    faults = [str(one).removeprefix(f"{LISTS}:") for one in sorted(diagnostics.faults)]
    assert faults == list(BROKEN_LISTS[text])


def test_texts_of_the_lists_are_as_typed(root: Path) -> None:
    (root / LISTS).write_text("languages: {pt: [no, 1.10]}\ndrop:\n", encoding="utf-8")
    diagnostics = Diagnostics()
    assert load_sources(root, diagnostics).languages == {"pt": {"no", "1.10"}}
    assert diagnostics.faults == []


def test_missing_lists(root: Path) -> None:
    (root / LISTS).unlink()
    diagnostics = Diagnostics()
    load_sources(root, diagnostics)
    assert [str(one) for one in diagnostics.faults] == [
        f"{LISTS}:1: the file is missing; an archive keeps this list here"
    ]


def test_doubt_about_the_country_is_a_question(in_root: Path, vocabulary: Vocabulary) -> None:
    Path("raw.txt").write_text(f"Uzbekistan\n{TEXT}", encoding="utf-8")
    imported = import_file(in_root, Path("raw.txt"), OPTIONS, SOURCES, vocabulary)
    asked = [one.text for one in imported.questions if one.text.startswith("country")]
    assert asked == [
        "country: Kazakhstan was given, but the text tells of Uzbekistan: which is it?"
    ]

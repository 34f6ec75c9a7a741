"""Annotated reports in, exact pages out: one file of tests/cases/writing a case."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
import yaml

from reportsite.diagnostics import Diagnostics
from reportsite.model import Report
from reportsite.reading.references import resolve
from reportsite.reading.report import read_report
from reportsite.vocabulary.loading import Vocabulary, load_vocabulary
from reportsite.writing import weight
from reportsite.writing.build import make_pages
from reportsite.writing.catalogue import catalogue
from reportsite.writing.markdown import plain

CASES = Path(__file__).parent / "cases" / "writing"
THEMES = """\
themes:
  - id: life
    label: Life and integrity
    definition: What keeps a person alive and whole.
  - id: torture
    parent: life
    label: Torture
    definition: Pain inflicted on purpose by officials.
    aliases: [التعذيب]
  - id: impunity
    parent: life
    label: Impunity
    definition: Officials who do not answer for what they did.
    articles: [UDHR 8, ICCPR 2, ICCPR 14]
kinds:
  - id: background
    label: Background
    definition: What happened in the country at large.
  - id: section-group
    label: Group of sections
    definition: A heading that only gathers the sections beneath it.
"""


@pytest.fixture(scope="module")
def few_themes(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """A vocabulary of its own, so that a case does not change with the one that ships."""
    root = tmp_path_factory.mktemp("vocabulary")
    folder = root / "reports" / "vocabulary"
    folder.mkdir(parents=True)
    (folder / "themes.yml").write_text(THEMES, encoding="utf-8")
    (folder / "countries.yml").write_text("countries: []\n", encoding="utf-8")
    diagnostics = Diagnostics()
    vocabulary = load_vocabulary(root, diagnostics)
    assert diagnostics.faults == []
    return vocabulary


def pages_of(reports: dict[str, str], vocabulary: Vocabulary) -> dict[str, str]:
    """Return every page of some reports, by path; `reports` holds them by country and name."""
    read = tuple(_read(path, text, vocabulary) for path, text in reports.items())
    read = _with_references(read)
    return {page.path: page.text for page in make_pages(catalogue(read, vocabulary.themes))}


def _read(path: str, text: str, vocabulary: Vocabulary) -> Report:
    diagnostics = Diagnostics()
    report = read_report(
        f"reports/{path}.md", PurePosixPath(path).name, text, vocabulary, diagnostics
    )
    assert diagnostics.faults == []
    assert report is not None
    return report


def _with_references(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    by_address = {report.address: report for report in reports}
    diagnostics = Diagnostics()
    resolved = tuple(resolve(report, by_address.get, diagnostics) for report in reports)
    assert diagnostics.faults == []
    return resolved


def body_of(page: str) -> str:
    """Return what stands below the front matter."""
    return page.split("\n---\n\n", 1)[1]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yml")), ids=lambda path: path.stem)
def test_case(case: Path, few_themes: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = yaml.safe_load(case.read_text(encoding="utf-8"))
    # how heavy a page may be
    monkeypatch.setattr(weight, "LARGEST", wanted.get("largest", weight.LARGEST))
    pages = pages_of(wanted["reports"], few_themes)
    for path, text in wanted.get("pages", {}).items():
        assert pages[path] == text
    for path, text in wanted.get("bodies", {}).items():
        assert body_of(pages[path]) == text
    if "paths" in wanted:
        assert sorted(path for path in pages if path.startswith("reports/")) == wanted["paths"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("*Refoulement* and `code`", "Refoulement and code"),
        ("[Courts](https://example.org/a_(b)) again", "Courts again"),
        (r"A \*star\* and snake_case", "A *star* and snake_case"),
        ("Law &amp; order", "Law & order"),
        (r"\[sic](s)", "[sic](s)"),
    ],
)
def test_a_heading_without_its_marks(typed: str, words: str) -> None:
    assert plain(typed) == words

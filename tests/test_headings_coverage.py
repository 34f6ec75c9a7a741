"""The themes cover the headings that real reports use."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportsite.diagnostics import Diagnostics
from reportsite.model import Theme
from reportsite.vocabulary.coverage import Coverage, Row, coverage, main, read_rows
from reportsite.vocabulary.loading import load_themes
from reportsite.vocabulary.themes import Themes

ROOT = Path(__file__).parents[1]
HEADINGS = ROOT.parent / "shared" / "corpus" / "headings.tsv"
WANTED = 0.97

needs_headings = pytest.mark.skipif(
    not HEADINGS.exists(), reason="the counted headings in ../shared/corpus are not here"
)


@needs_headings
@pytest.mark.parametrize("source", ["Amnesty International", "US State Department"])
def test_nearly_every_heading_finds_its_entry(source: str) -> None:
    measured = coverage(read_rows(HEADINGS), load_themes(ROOT, Diagnostics()))
    found = next(item for item in measured if item.source == source)
    print(found)  # noqa: T201 (the figures are wanted in the report of the run: pytest -rP)
    assert found.share >= WANTED, found.unmatched


@needs_headings
def test_command_prints_the_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main([str(HEADINGS)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line[0] != " "]
    assert [line.split(":")[0] for line in lines] == [
        "Amnesty International",
        "US State Department",
    ]


def test_levels_of_one_source_are_counted_together() -> None:
    themes = Themes((Theme("torture", "Torture", "…"), Theme("k", "Start", "…", is_theme=False)))
    rows = [
        Row("Paper (h2)", "Torture", 6),
        Row("Paper (h3)", "Start", 3),
        Row("Paper (h3)", "Ruritania", 1),
        Row("Other", "Torture", 2),
    ]
    assert coverage(rows, themes) == (
        Coverage("Other", 2, 2, 0, ()),
        Coverage("Paper", 10, 6, 3, (rows[2],)),
    )
    assert [item.share for item in coverage(rows, themes)] == [1.0, 0.9]
    assert str(coverage(rows, themes)[1]) == (
        "Paper: 90.00% of 10 headings (6 a theme, 3 a kind that is none)"
    )


def test_command_without_a_file_tells_its_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err == "usage: python -m reportsite.vocabulary.coverage FILE\n"


NO_TABLES = {
    "another table": ("a\tb\n1\t2\n", 2),
    "no number": ("source\theading\tcount\nPaper\tTorture\t1\nPaper\tWomen\tone\n", 3),
    "a short row": ("source\theading\tcount\nPaper\tTorture\n", 2),
    "not UTF-8": ("source\theading\tcount\nPaper\tCaf\udce9\t1\n", 2),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_command_says_where_a_file_is_no_table(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text, line = NO_TABLES[name]
    file = tmp_path / "headings.tsv"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    monkeypatch.chdir(ROOT)
    assert main([str(file)]) == 1
    assert capsys.readouterr().err == (
        f"{file}:{line}: not a row of a table of headings;"
        " expected a table in UTF-8 with tabs between source, heading and count\n"
    )


def test_command_says_that_a_file_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["nowhere.tsv"]) == 1
    assert capsys.readouterr().err == "nowhere.tsv: No such file or directory\n"
